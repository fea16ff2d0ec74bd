"""A rebuild does again only what changed, and its graph is that of a rebuild from nothing, byte for byte."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kg.mention.language import load_model
from kg.paths import shipped
from kg.run import tasks
from tests.commands import Ran, kg

GRAPH = ("nodes.jsonl", "relationships.jsonl", "manifest.json")
SENTENCES = (
    "Ada Falker met Boris Lundsen in Lyon on Monday.",
    "Ada Falker, the finance minister of Norway, will visit Oslo on Friday.",
    "Falker flew to Madrid.",
    "Boris Lundsen mentored Ada Falker.",
    "Lundsen criticized Norway, and she thanked the minister.",
    '"The bridge is new," Ada Falker said.',
    "The Harbour Bank, based in Oslo, was founded by Boris Lundsen.",
    "Boris Lundsen coached Carla Norquist, who succeeded him as chief executive of the Harbour Bank.",
    "Carla Norquist, the ferry warden of Bergen, thanked Boris Lundsen.\n\nWith information from Quay Dispatch.",
)
RULES = ("", "mentor", "coach")
DECISIONS = (
    "[]\n",
    "- same: [Ada Falker, Boris Lundsen]\n  reason: one and the same\n",
    "- drop: Ada Falker\n  reason: not wanted\n",
)
WORDS = {
    "": "",
    "titles": shipped("lexicon")
    .joinpath("titles.yaml")
    .read_text(encoding="utf-8")
    .replace(
        "groups:\n",
        "groups:\n  - group: ferries\n    reason: Invented for this test.\n    unique: true\n    post: true\n"
        "    body: any\n    titles:\n      ferry warden: []\n",
    ),
    "agencies": "agencies:\n  - {name: Quay Dispatch}\n",
}


def write_rule(folder: Path, verb: str) -> None:
    """A relation of our own, said by one verb; none for ""."""
    folder.mkdir(exist_ok=True)
    file = folder / "MENTORED.yaml"
    file.unlink(missing_ok=True)
    if verb:
        file.write_text(
            f"relation: MENTORED\nmeans: taught\nsubject: Person\nobject: Person\npatterns:\n  - name: {verb}-by\n"
            f'    anchor: {{LEMMA: {verb}, POS: VERB}}\n    subject: "> nsubj"\n    object: "> dobj"\n'
            f'holds:\n  - "[Ada Falker|subject] {verb}ed [Boris Lundsen|object]."\n'
            f'does_not_hold:\n  - "[Ada Falker|Person] met [Boris Lundsen|Person]."\n',
            encoding="utf-8",
        )


def write_words(folder: Path, name: str) -> None:
    """A lexicon of our own with one file; none for ""."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    if name:
        (folder / f"{name}.yaml").write_text(WORDS[name], encoding="utf-8")


def write_article(folder: Path, slot: int, sentences: Sequence[int], day: int = 1) -> Path:
    """Article `slot`; equal sentences and days are told apart by the title, so that none is a copy left out."""
    folder.mkdir(exist_ok=True)
    file = folder / f"{slot}.md"
    text = " ".join(SENTENCES[number] for number in sentences)
    file.write_text(f"---\ndate: 2025-03-0{day}\nid: a{slot}\n---\n\n{text}\n", encoding="utf-8")
    return file


load_model_once = cache(load_model)
"""A build takes a second to load the model, and it is the same in all of them."""


@pytest.fixture(autouse=True)
def _one_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.run.extract.load_model", load_model_once)
    for size in ("OF_ARTICLES", "OF_ROWS"):
        monkeypatch.setattr(f"kg.run.bundles.{size}", 2)  # few articles, and yet some bundles
    monkeypatch.setattr("kg.graph.graph_files.SMALL", 0)  # however much differs, the rest is copied


class Project:
    """A folder with articles, a relation folder and decisions, rebuilt by the command itself."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.news = folder / "news"
        self.rules = folder / "rules"
        self.words = folder / "words"
        self.decisions = folder / "decisions.yaml"
        self._capsys = capsys
        self.news.mkdir()
        write_rule(self.rules, "")
        write_words(self.words, "")
        self.decisions.write_text(DECISIONS[0], encoding="utf-8")

    def rebuild(self, *more: str | Path, build: str = "build") -> Ran:
        """Rebuild in this process."""
        rules = ("--relations", self.rules, "--lexicon", self.words, "--decisions", self.decisions)
        places = ("--home", self.folder / "home", "--build", self.folder / build)
        return kg(self._capsys, "rebuild", self.news, *rules, *places, "--workers", "0", "--no-load", *more)

    def graph(self, build: str = "build") -> dict[str, bytes]:
        """The files of the graph as they are."""
        return {name: (self.folder / build / "graph" / name).read_bytes() for name in GRAPH}


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Project:
    return Project(tmp_path, capsys)


Change = tuple[str, Any]
TEXTS = ([0], [0, 3], [2], [4], [8], [1, 5], [6, 7])
"""Few, so that one text comes again with another day or id, and a bare surname before and after its full name."""
contents = st.tuples(st.sampled_from(TEXTS), st.integers(1, 4))
changes: st.SearchStrategy[Change] = st.one_of(
    st.tuples(st.just("write"), st.tuples(st.integers(0, 4), contents)),
    st.tuples(st.just("write"), st.tuples(st.integers(0, 4), contents)),
    st.tuples(st.just("remove"), st.integers(0, 4)),
    st.tuples(st.just("rule"), st.sampled_from(RULES)),
    st.tuples(st.just("words"), st.sampled_from(sorted(WORDS))),
    st.tuples(st.just("decide"), st.sampled_from(DECISIONS)),
)


def apply(project: Project, change: Change) -> None:
    kind, what = change
    if kind == "write":
        slot, (sentences, day) = what
        write_article(project.news, slot, sentences, day)
    elif kind == "remove":
        (project.news / f"{what}.md").unlink(missing_ok=True)
    elif kind == "rule":
        write_rule(project.rules, what)
    elif kind == "words":
        write_words(project.words, what)
    else:
        project.decisions.write_text(what, encoding="utf-8")


# a minute at most: no search for a shorter sequence, these are short
@settings(
    max_examples=10,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rounds=st.lists(st.lists(changes, min_size=1, max_size=3), min_size=2, max_size=4))
def test_after_any_changes_the_graph_is_that_of_a_rebuild_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str], rounds: list[list[Change]]
) -> None:
    project = Project(tmp_path_factory.mktemp("project"), capsys)
    (project.news / "always.md").write_text("The ferry left at noon.\n", encoding="utf-8")
    for slot, sentences in enumerate(([0, 3], [8], [4])):
        write_article(project.news, slot, sentences)
    for some in rounds:
        for change in some:
            apply(project, change)
        assert project.rebuild().code == 0
        assert project.rebuild("--fresh", build="fresh").code == 0
        assert project.graph() == project.graph("fresh")


ONE_CHANGE: dict[str, Change] = {
    "text": ("write", (0, ([0], 1))),
    "day": ("write", (0, ([0, 3], 4))),
    "removed": ("remove", 1),
    "relation": ("rule", "mentor"),
    "title": ("words", "titles"),
    "decision": ("decide", DECISIONS[2]),
}


@pytest.mark.parametrize("name", ONE_CHANGE)
def test_every_kind_of_change_shows_and_gives_the_graph_of_a_rebuild_from_nothing(project: Project, name: str) -> None:
    for slot, sentences in enumerate(([0, 3], [8], [4])):
        write_article(project.news, slot, sentences)
    assert project.rebuild().code == 0
    before = project.graph()
    apply(project, ONE_CHANGE[name])
    assert project.rebuild().code == 0
    assert project.rebuild("--fresh", build="fresh").code == 0
    assert project.graph() == project.graph("fresh")
    assert any(project.graph()[file] != before[file] for file in GRAPH[:2])


# ------------------------------------------------------------------ what is not done again


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How many articles were parsed, searched for mentions, and read for statements."""
    done: Counter[str] = Counter()

    def count(name: str, kind: str, size: Callable[..., int]) -> None:
        function = getattr(tasks, name)
        monkeypatch.setattr(tasks, name, lambda *given: (done.update({kind: size(*given)}), function(*given))[1])

    count("parse", "parse", lambda _extractor, articles: len(articles))
    count("find_mentions", "mentions", lambda *_: 1)
    count("find_statements", "statements", lambda *_: 1)
    return done


def done_in(work: Counter[str]) -> dict[str, int]:
    """What was done at all."""
    return {kind: count for kind, count in work.items() if count}


def first_build(project: Project, work: Counter[str]) -> None:
    for slot in range(5):
        write_article(project.news, slot, [slot, slot + 1])
    assert project.rebuild().code == 0
    assert work["parse"] == 5
    work.clear()


def test_with_nothing_changed_nothing_is_done(project: Project, work: Counter[str]) -> None:
    first_build(project, work)
    before = project.graph()
    assert "nothing has changed" in project.rebuild().err
    assert not done_in(work)
    assert project.graph() == before


def test_no_parser_is_loaded_before_there_is_something_to_parse() -> None:
    code = "import sys, kg.build, kg.run.current; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_one_changed_article_costs_one_article(project: Project, work: Counter[str]) -> None:
    first_build(project, work)
    write_article(project.news, 2, [6])
    assert project.rebuild().code == 0
    assert done_in(work) == {"parse": 1, "mentions": 1, "statements": 1}


def test_an_article_with_another_day_is_not_parsed_again(project: Project, work: Counter[str]) -> None:
    for day in ("2025-03-01", "2025-03-02"):
        work.clear()
        row = {"id": "a", "text": SENTENCES[0], "date": day}
        (project.news / "rows.jsonl").write_text(json.dumps(row), encoding="utf-8")
        assert project.rebuild().code == 0
    assert done_in(work) == {"statements": 1}


def test_a_removed_article_costs_nothing_and_its_return_neither(project: Project, work: Counter[str]) -> None:
    first_build(project, work)
    before = project.graph()
    (project.news / "4.md").unlink()
    assert project.rebuild().code == 0
    assert project.graph() != before
    write_article(project.news, 4, [4, 5])
    assert project.rebuild().code == 0
    assert not done_in(work)
    assert project.graph() == before


def test_a_changed_relation_costs_no_parsing_and_no_mentions(project: Project, work: Counter[str]) -> None:
    first_build(project, work)
    write_rule(project.rules, "mentor")
    assert project.rebuild().code == 0
    assert done_in(work) == {"statements": 5}
    assert b"MENTORED" in project.graph()["relationships.jsonl"]


def test_a_changed_word_list_costs_no_parsing(project: Project, work: Counter[str], tmp_path: Path) -> None:
    shutil.copytree(shipped("lexicon"), tmp_path / "lexicon")
    first_build(project, work)
    assert project.rebuild("--lexicon", tmp_path / "lexicon").code == 0
    with (tmp_path / "lexicon" / "status.yaml").open("a", encoding="utf-8") as file:
        file.write("# a change\n")
    work.clear()
    assert project.rebuild("--lexicon", tmp_path / "lexicon").code == 0
    assert work["parse"] == 0
    assert work["mentions"] >= 5


def test_folders_of_ones_own_are_laid_over_the_shipped_ones(project: Project) -> None:
    write_rule(project.rules, "mentor")
    write_words(project.words, "agencies")
    write_article(project.news, 0, [0, 3, 8])
    assert project.rebuild().code == 0
    relationships = project.graph()["relationships.jsonl"]
    assert b'"MENTORED"' in relationships
    assert b'"MET"' in relationships
    assert b"Quay Dispatch" in project.graph()["nodes.jsonl"]


def test_a_decision_costs_no_reading(project: Project, work: Counter[str]) -> None:
    first_build(project, work)
    project.decisions.write_text(DECISIONS[2], encoding="utf-8")
    assert project.rebuild().code == 0
    assert not done_in(work)
    assert b"Entity:ada-falker" not in project.graph()["nodes.jsonl"]


def test_an_article_is_read_again_when_others_explain_its_names(project: Project, work: Counter[str]) -> None:
    write_article(project.news, 0, [4])
    assert project.rebuild().code == 0
    work.clear()
    for slot in range(1, 4):
        write_article(project.news, slot, [3, slot])
    assert project.rebuild().code == 0
    assert work["parse"] == 3
    assert work["mentions"] > 3
    assert project.rebuild("--fresh", build="fresh").code == 0
    assert project.graph() == project.graph("fresh")


def test_a_damaged_graph_file_is_written_anew(project: Project, work: Counter[str]) -> None:
    first_build(project, work)
    before = project.graph()
    with (project.folder / "build" / "graph" / "nodes.jsonl").open("ab") as file:
        file.write(b"x")
    assert project.rebuild().code == 0
    assert project.graph() == before


def test_an_unreadable_article_is_named_on_every_rebuild(project: Project, work: Counter[str]) -> None:
    write_article(project.news, 0, [0])
    (project.news / "1.md").write_bytes(b"\xff\xfe\x00broken")
    for _ in range(2):
        ran = project.rebuild()
        assert ran.code == 1
        assert "1.md" in ran.err


def test_an_article_beyond_all_measure_is_left_out_and_named(project: Project) -> None:
    write_article(project.news, 0, [0])
    (project.news / "1.md").write_text("The word is a word. " * 21_000, encoding="utf-8")
    ran = project.rebuild()
    assert ran.code == 1
    assert "1.md: 4" in ran.err
    assert "at most 400,000" in ran.err
    assert b"ada-falker" in project.graph()["nodes.jsonl"]


def test_several_processes_build_the_same_graph(project: Project) -> None:
    for slot in range(4):
        write_article(project.news, slot, [slot, slot + 1])
    assert project.rebuild("--fresh", build="one").code == 0
    assert project.rebuild("--fresh", "--workers", "2", build="two").code == 0
    assert project.graph("one") == project.graph("two")
