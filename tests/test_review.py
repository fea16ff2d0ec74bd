"""`kg review`: what a person should look at, in order of use, and decisions that keep the file as people wrote it."""

from __future__ import annotations

import json
import os
import pty
import random
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.explore.doubts import sentence_around
from kg.explore.review import FILE, read_review, review_rows, undecided, write_review
from kg.model import Article, Block, Extraction, Resolution
from kg.resolve.deciding import append_decision, decision_text
from kg.resolve.decisions import Wrong, read_decisions
from tests.commands import build_of, kg
from tests.worlds import World


@dataclass(frozen=True)
class Made:
    """The part of a corpus that the review needs."""

    extractions: tuple[Extraction, ...]
    resolution: Resolution


def port() -> World:
    """A premier nobody knows, a bare Reed beside Tom Reed, a merge on company alone, a ship that is a place too."""
    world = World()
    world.entity(
        "anna-berg",
        aliases=(("Berg", 2), ("Anna Berg", 1)),
        merged_because=("Berg = Anna Berg: named among the same others",),
    )
    world.entity("tom-reed", merged_because=("Tom Reed = Thomas Reed: the same post",))
    world.entity("reed", name="Reed").entity("meridian-ship", "Organization", "Meridian")
    world.entity("meridian", "Place", "Meridian")
    world.article("a1", "2025-10-27", path="a1.txt").says("[the premier|] met [Anna Berg]. [She|] left.").claim("MET")
    second = world.article("a2", "2025-10-28").says("[Berg|anna-berg] met [Reed|reed].").claim("MET")
    second.says("[Berg|anna-berg] thanked [the premier|].").claim("THANKED")
    second.says("[Tom Reed] and [Meridian|meridian] sail past [Meridian|meridian-ship].")
    return world


def corpus_of(world: World) -> Made:
    """The world, where worlds make every bracket with an id a description: here some are names, one a pronoun."""
    extractions, resolution, _ = world.build()
    kinds = {"Berg": "name", "Reed": "name", "Meridian": "name", "She": "pronoun"}
    fixed = [
        replace(one, mentions=tuple(replace(m, kind=kinds.get(m.text, m.kind)) for m in one.mentions))  # type: ignore[arg-type]
        for one in extractions
    ]
    return Made(tuple(fixed), resolution)


def test_what_most_depends_on_comes_first_with_its_sentences():
    rows = review_rows(corpus_of(port()))
    assert [(row["kind"], row["impact"]) for row in rows] == [
        ("unresolved", 2), ("apart", 1), ("merge", 1), ("type", 0),
    ]  # fmt: skip
    [premier, reed, berg, meridian] = rows
    assert premier["question"] == "Who is “the premier”?"
    assert [one["text"] for one in premier["sentences"]] == ["the premier met Anna Berg.", "Berg thanked the premier."]
    shown = premier["sentences"][0]
    assert shown["text"][shown["start"] : shown["end"]] == "the premier"
    assert reed["names"] == ("Tom Reed", "Reed"), "the fuller name first: a decision makes it the entity's name"
    assert berg["decide"] == (("same", ("Anna Berg", "Berg")), ("not_same", ("Anna Berg", "Berg")))
    assert meridian["names"] == ("Meridian",)


def test_a_merge_on_strong_evidence_is_not_asked_about():
    assert not any("Thomas" in row["question"] for row in review_rows(corpus_of(port())))


def test_a_surname_in_an_article_is_asked_about_where_the_corpus_has_another():
    """And one country under two names, or one name in capitals, never."""
    world = World()
    because = (f"Anna Berg = {name}: the only one of this name in an article" for name in ("Berg", "BERG"))
    world.entity("anna-berg", aliases=(("Anna Berg", 2), ("Berg", 2), ("BERG", 1)), merged_because=tuple(because))
    world.entity("norland", "Place", merged_because=("Norland = Norse: the same country",))
    world.article("a1", "2025-10-27").says("[Anna Berg] met [Tom Reed]. [Berg|anna-berg] left. [BERG|anna-berg]")
    assert not review_rows(corpus_of(world))
    world.article("a2", "2025-10-28").says("[Karl Berg] met [Tom Reed].")
    [row] = review_rows(corpus_of(world))
    assert (row["names"], row["reasons"][1]) == (("Anna Berg", "Berg"), "so are called, too: Karl Berg")


def test_a_pronoun_counts_only_where_a_claim_depends_on_it():
    assert not any(row["question"] == "Who is “She”?" for row in review_rows(corpus_of(port())))


def test_the_order_of_articles_changes_nothing(tmp_path: Path):
    corpus = corpus_of(port())
    first = write_review(tmp_path, review_rows(corpus)).read_bytes()
    shuffled = list(corpus.extractions)
    random.Random(7).shuffle(shuffled)  # noqa: S311 - an order, not a secret
    assert write_review(tmp_path, review_rows(Made(tuple(shuffled), corpus.resolution))).read_bytes() == first
    reversed_ = tuple(reversed(corpus.extractions))
    assert write_review(tmp_path, review_rows(Made(reversed_, corpus.resolution))).read_bytes() == first


def test_what_is_written_is_read_back_and_a_damaged_file_is_named(tmp_path: Path):
    write_review(tmp_path, review_rows(corpus_of(port())))
    assert [row.kind for row in read_review(tmp_path)] == ["unresolved", "apart", "merge", "type"]
    (tmp_path / FILE).write_text('{"id": 1}\n')
    with pytest.raises(UsageError, match=r"review\.jsonl: damaged"):
        read_review(tmp_path)
    with pytest.raises(UsageError, match="kg rebuild"):
        read_review(tmp_path / "none")


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("One left. The premier stayed. Two came.", "premier", "The premier stayed."),
        ("“No,” he said.” The premier stayed!", "premier", "The premier stayed!"),
        ("No stop\nThe premier", "premier", "The premier"),
    ],
)
def test_the_sentence_around_words_is_cut_at_stops_and_lines(text: str, words: str, sentence: str):
    article = Article("a", text, (Block(0, len(text)),))
    start = text.index(words)
    found, offset = sentence_around(article, start, start + len(words))
    assert found == sentence
    assert text[offset : offset + len(found)] == found


# ------------------------------------------------------------------ decisions


@pytest.fixture
def build(tmp_path: Path) -> Path:
    build_of(port(), tmp_path / "build")
    write_review(tmp_path / "build", review_rows(corpus_of(port())))
    return tmp_path / "build"


COMMENTED = """\
# ours, in the order we met them
- drop: Hackaton      # an event
  reason: "An event, not an organization."
"""


def test_a_decision_is_added_and_what_people_wrote_stays(
    build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    file = tmp_path / "decisions.yaml"
    file.write_text(COMMENTED)
    ran = kg(capsys, "review", "--not-same", "Anna Berg", "Berg", "--reason", "Mother: and daughter",
             "--build", build, "--decisions", file)  # fmt: skip
    assert ran.code == 0
    text = file.read_text()
    assert text.startswith(COMMENTED)
    assert text.endswith('- not_same: [Anna Berg, Berg]\n  reason: "Mother: and daughter"\n')
    assert read_decisions(file).not_same == ((("Anna Berg", "Berg"), "Mother: and daughter"),)


@pytest.mark.parametrize(
    ("flags", "read"),
    [
        (["--same", "Tom Reed", "Reed"], ("same", ((("Tom Reed", "Reed"), "why"),))),
        (["--drop", "Meridian"], ("drop", (("Meridian", "why"),))),
        (["--rename", "Reed", "R. Reed"], ("rename", (("Reed", "R. Reed", "why"),))),
        (["--type", "Meridian", "Place"], ("type", (("Meridian", "Place", "why"),))),
        (["--wrong", "Berg", "MET", "Reed"], ("wrong", (Wrong("Berg", "MET", "Reed", "", "why"),))),
        (
            ["--wrong", "Berg", "MET", "Reed", "--sentence", "no, “really”"],
            ("wrong", (Wrong("Berg", "MET", "Reed", "no, “really”", "why"),)),
        ),
    ],
)
def test_every_kind_of_decision_is_read_as_it_was_given(
    flags: list[str], read: tuple[str, object], build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    file = tmp_path / "decisions.yaml"
    ran = kg(capsys, "review", *flags, "--reason", "why", "--build", build, "--decisions", file)
    assert ran.code == 0, ran.err
    assert getattr(read_decisions(file), read[0]) == read[1]


NAMES = st.text(min_size=1).filter(lambda name: name.strip() and not any(0xD800 <= ord(c) <= 0xDFFF for c in name))


@given(names=st.lists(NAMES, min_size=2, max_size=2, unique_by=lambda name: name.casefold()), reason=NAMES)
def test_any_name_and_reason_come_back_as_they_were(
    names: list[str], reason: str, tmp_path_factory: pytest.TempPathFactory
):
    file = tmp_path_factory.mktemp("any") / "decisions.yaml"
    append_decision(file, "same", names, reason)
    append_decision(file, "rename", names, reason)
    read = read_decisions(file)
    assert read.same == ((tuple(names), reason),)
    assert read.rename == ((names[0], names[1], reason),)


@pytest.mark.parametrize("word", ["no", "Yes", "null", "1e3", "a: b", "[x", "# y", "- z", "O'Neill", "ab,cd"])
def test_words_that_mean_something_to_yaml_are_quoted(word: str, tmp_path: Path):
    (tmp_path / "d.yaml").write_text(decision_text("drop", [word], word))
    assert read_decisions(tmp_path / "d.yaml").drop == ((word, word),)


def test_a_contrary_or_known_decision_is_refused_and_the_file_left_alone(tmp_path: Path):
    file = tmp_path / "decisions.yaml"
    append_decision(file, "same", ["Tom Reed", "Reed"], "one man")
    before = file.read_bytes()
    with pytest.raises(UsageError, match="contrary"):
        append_decision(file, "not_same", ["reed", "tom reed"], "two men")
    with pytest.raises(UsageError, match="already"):
        append_decision(file, "same", ["Reed", "Tom Reed"], "one man")
    with pytest.raises(UsageError, match="type of the relationship"):
        append_decision(file, "wrong", ["Reed", "met", "Tom Reed"], "another")
    assert file.read_bytes() == before
    append_decision(file, "wrong", ["Reed", "MET", "Tom Reed"], "another")
    with pytest.raises(UsageError, match="already"):
        append_decision(file, "wrong", ["reed", "MET", "Tom Reed", "in Oslo"], "another")


def test_a_decision_without_a_reason_or_on_an_unknown_name_is_refused(
    build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    file = tmp_path / "decisions.yaml"
    common = ("--build", build, "--decisions", file)
    assert "--reason" in kg(capsys, "review", "--drop", "Meridian", *common).err
    ran = kg(capsys, "review", "--drop", "Meridan", "--reason", "typo", *common)
    assert (ran.code, file.exists()) == (2, False)
    assert "the nearest: Meridian" in ran.err
    assert kg(capsys, "review", "--drop", "Meridan", "--reason", "typo", "--anyway", *common).code == 0


def test_a_faulty_file_is_never_added_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "decisions.yaml"
    file.write_text("- drop: [a, b]\n  reason: x\n")
    ran = kg(capsys, "review", "--drop", "Reed", "--reason", "x", "--build", tmp_path, "--decisions", file)
    assert ran.code == 2
    assert "`drop` needs one name" in ran.err
    assert file.read_text() == "- drop: [a, b]\n  reason: x\n"


def test_what_was_decided_is_asked_no_more(build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "decisions.yaml"
    for action, names in (("same", ["Reed", "Tom Reed"]), ("not_same", ["Anna Berg", "Berg"]), ("drop", ["Meridian"])):
        append_decision(file, action, names, "looked up")
    assert [row.kind for row in undecided(read_review(build), read_decisions(file))] == ["unresolved"]
    out = kg(capsys, "review", "--no-ask", "--build", build, "--decisions", file).out
    assert out.count(". Who is") == 1


def test_the_list_gives_the_commands_that_decide(build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    out = kg(capsys, "review", "--build", build, "--decisions", tmp_path / "none.yaml").out
    assert 'kg review --not-same "Anna Berg" "Berg" --reason' in out
    found = json.loads(kg(capsys, "review", "--json", "--kind", "type", "--build", build).out)
    assert [row["kind"] for row in found] == ["type"]


def test_on_a_terminal_one_key_decides_another_asks_for_the_reason_and_a_third_takes_back(build: Path, tmp_path: Path):
    file, (main, tail) = tmp_path / "decisions.yaml", pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "kg.cli", "review", "--build", str(build), "--decisions", str(file)],
        stdin=tail, stdout=tail, stderr=tail, env={**os.environ, "TERM": "xterm"},
    )  # fmt: skip
    os.close(tail)
    seen = _answer(main, "one person?", b"n")
    assert "1 question that no decision answers" in seen, "nobody is asked what no key answers"
    assert "1 of 3" in seen
    seen += _answer(main, "2 of 3", b"u")
    seen += _answer(main, "one person?", b"r")
    assert not file.exists(), "as it was before the first decision"
    seen += _answer(main, "why", b"Two men\rn")
    seen += _answer(main, "really", b"n")
    seen += _answer(main, "Which is", b"u")
    seen += _answer(main, "really", b" ")
    seen += _answer(main, "Which is", b"q")
    assert process.wait(30) == 0, seen
    os.close(main)
    assert read_decisions(file).not_same == ((("Tom Reed", "Reed"), "Two men"),)
    assert list(tmp_path.glob(".decisions*")) == []


def _answer(terminal: int, prompt: str, keys: bytes) -> str:
    """Read what is shown until the prompt and the choices after it are there, then press keys."""
    seen = ""
    until = "quit" if prompt != "why" else ":"
    while until not in seen.partition(prompt)[2]:
        seen += os.read(terminal, 4096).decode(errors="replace")
    os.write(terminal, keys)
    return seen


# ------------------------------------------------------------------ claims that would do harm


@pytest.fixture
def charged(tmp_path: Path) -> Path:
    """Berg killed Reed by one unsure source; she may have charged him, and two sources say that he accused her."""
    world = World().entity("anna-berg").entity("tom-reed")
    first = world.article("a1", "2025-10-27", path="a1.txt", publisher="Post")
    first.says("[Anna Berg] killed [Tom Reed].").claim("KILLED", confidence=0.6)
    first.says("[Anna Berg] may charge [Tom Reed].").claim("CHARGED", status="possible", confidence=0.6)
    first.says("[Anna Berg] met [Tom Reed].").claim("MET", confidence=0.6)
    first.says("[Tom Reed] accused [Anna Berg].").claim("ACCUSED", confidence=0.6)
    second = world.article("b1", "2025-10-28", path="b1.txt", publisher="Times")
    second.says("Today [Tom Reed] accused [Anna Berg] in Oslo.").claim("ACCUSED", confidence=0.6)
    build = build_of(world, tmp_path)
    write_review(build, [])
    return build


def test_a_grave_claim_of_one_unsure_source_is_asked_about_until_it_is_struck_out(
    charged: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "decisions.yaml"
    asking = ("review", "--build", charged, "--decisions", file)
    (row,) = json.loads(kg(capsys, *asking, "--json", "--kind", "claim").out)
    assert (row["question"], row["impact"]) == ("Is it said that Anna Berg KILLED Tom Reed?", 1)
    assert [one["text"] for one in row["sentences"]] == ["Anna Berg killed Tom Reed."]
    assert row["decide"] == [["wrong", ["Anna Berg", "KILLED", "Tom Reed"]]]
    assert kg(capsys, *asking, "--wrong", *row["names"], "--reason", "A slip.").code == 0
    assert "nothing to review" in kg(capsys, *asking).out
