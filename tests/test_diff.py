"""What changed from graph to graph, and which article or rule it came from."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.assemble import assemble
from kg.graph.diff import Diff, as_json, diff, full_text, summary
from kg.graph.graph_files import read_changed, write_graph
from kg.model import Graph
from tests.commands import kg
from tests.newsworld import news_world
from tests.worlds import SYMMETRIC, World


def world(*articles: tuple[str, str, str, str], min_confidence: float = 0.0) -> Graph:
    """Articles (id, day, path, marked sentence); each says of its first two names that they met on 7 March."""
    made = World()
    for ident, published, path, text in articles:
        draft = made.article(ident, published, path=path).says(text)
        if len(draft.mentions) > 1:
            status = "planned" if " to meet " in text else "actual"
            draft.claim("MET", status=status, at="2025-03-07", confidence=0.6)
    extractions, resolution, stories = made.build()
    return assemble(extractions, resolution, stories, min_confidence, SYMMETRIC)


PLAN = ("a1", "2025-03-03", "plan.txt", "[Anna Berg] is to meet [Tom Reed].")
TALKS = ("a2", "2025-03-08", "talks.txt", "[Anna Berg] met [Tom Reed].")
OTHERS = ("a3", "2025-03-08", "others.txt", "[Eva Lund] met [Ida Moe].")


def changes(changed: Diff, what: str = "relationship") -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.how, one.name, one.causes) for one in changed.changes if one.what == what]


def test_nothing_changed_is_nothing():
    changed = diff(news_world(), news_world(), {"model": "md"}, {"model": "md"})
    assert changed == Diff((), (), ())
    assert summary(changed).splitlines() == [
        "entities: 0 added, 0 gone, 0 changed",
        "relationships: 0 added, 0 gone, 0 changed",
        "articles: 0 added, 0 removed, 0 changed",
    ]


def test_an_added_article_is_the_cause_of_what_it_brought():
    changed = diff(world(TALKS), world(TALKS, OTHERS), {}, {})
    because = ("article added: others.txt",)
    assert changes(changed) == [("added", "Eva Lund MET Ida Moe, actual, 2025-03-07", because)]
    assert changes(changed, "entity") == [
        ("added", "Eva Lund (Person)", because),
        ("added", "Ida Moe (Person)", because),
    ]
    assert changed.articles == (("added", "others.txt"),)


def test_a_removed_article_is_the_cause_of_what_went_with_it():
    changed = diff(world(TALKS, OTHERS), world(TALKS), {}, {})
    because = ("article removed: others.txt",)
    assert changes(changed) == [("gone", "Eva Lund MET Ida Moe, actual, 2025-03-07", because)]


def test_a_plan_that_came_true_is_one_change():
    changed = diff(world(PLAN), world(PLAN, TALKS), {}, {})
    [one] = [change for change in changed.changes if change.what == "relationship"]
    assert one.how == "changed"
    assert ("status", "planned", "actual") in one.fields
    assert ("first_planned", None, "2025-03-03") in one.fields
    assert one.causes == ("article added: talks.txt",)


def test_another_text_under_one_path_is_a_changed_article():
    corrected = ("a9", "2025-03-08", "talks.txt", "[Anna Berg] met [Ida Moe].")
    changed = diff(world(TALKS), world(corrected), {}, {})
    because = ("article changed: talks.txt",)
    assert changed.articles == (("changed", "talks.txt"),)
    assert changes(changed) == [
        ("added", "Anna Berg MET Ida Moe, actual, 2025-03-07", because),
        ("gone", "Anna Berg MET Tom Reed, actual, 2025-03-07", because),
    ]


def test_another_text_under_one_id_is_a_changed_article():
    corrected = ("a2", "2025-03-08", "talks.txt", "[Anna Berg] met [Tom Reed] again.")
    changed = diff(world(TALKS), world(corrected), {}, {})
    assert changed.articles == (("changed", "talks.txt"),)
    assert [one[2] for one in changes(changed)] == [("article changed: talks.txt",)]


def test_without_another_article_it_was_the_rules():
    old, new = (
        {"model": "md", "rules": {"relations/MET.yaml": "1"}},
        {"model": "md", "rules": {"relations/MET.yaml": "2"}},
    )
    changed = diff(world(TALKS), world(TALKS, min_confidence=0.7), old, new)
    assert changed.inputs == ("relations/MET.yaml",)
    assert changes(changed) == [("gone", "Anna Berg MET Tom Reed, actual, 2025-03-07", ("relations/MET.yaml changed",))]
    assert summary(changed).endswith("; changed too: relations/MET.yaml")


def test_of_many_files_of_a_folder_their_number_is_told_and_of_a_first_graph_none():
    rules = {"rules": {f"relations/{name}.yaml": "1" for name in ("MET", "SAID", "LEADS", "OWNS")}}
    old = {"model": "md", **rules, "lexicon": {"lexicon/titles.yaml": "1"}}
    changed = diff(world(TALKS), world(TALKS, min_confidence=0.7), {"model": "md"}, old)
    assert summary(changed).endswith("; changed too: lexicon/titles.yaml, relations (4 files)")
    assert [one[2] for one in changes(changed)] == [("lexicon/titles.yaml changed", "relations (4 files) changed")]
    assert as_json(changed)["inputs"] == sorted([*rules["rules"], "lexicon/titles.yaml"])
    first = diff(Graph((), ()), world(TALKS), {}, old)
    assert first.inputs == ()
    assert "changed too" not in summary(first)


def test_the_text_lists_each_change_with_its_cause_and_fields():
    text = full_text(diff(world(PLAN, OTHERS), world(PLAN, TALKS), {}, {}))
    assert "  - Eva Lund MET Ida Moe, actual, 2025-03-07  [article removed: others.txt]" in text
    assert "  ~ Anna Berg MET Tom Reed, actual, 2025-03-07  [article added: talks.txt]" in text
    assert "      status: planned → actual" in text


def test_counts_alone_are_no_news_and_one_cause_stands_at_the_top():
    again = ("n", "2025-03-09", "again.txt", "[Anna Berg] and [Tom Reed] spoke of [Ida Moe].")
    changed = diff(world(TALKS), world(TALKS, again), {}, {})
    text = full_text(changed)
    assert "mention_count" not in text
    assert re.search(r"\n\d more changed in counts and evidence alone \(--all lists them\)$", text)
    assert "mention_count: " in full_text(changed, everything=True)
    two = ("n", "2025-03-09", "two.txt", "[Jon Dahl] and [Eva Lund] spoke.")
    told = full_text(diff(world(TALKS), world(TALKS, two), {}, {}))
    assert "\nall because of this: article added: two.txt\n" in told
    assert told.count("two.txt") == 1


def test_a_long_list_is_cut_and_says_so():
    many = [(f"n{index}", "2025-03-08", f"{index}.txt", f"[Nobody {index}]") for index in range(30)]
    assert "… and 10 more (--json lists all)" in full_text(diff(world(), world(*many), {}, {}))


def test_the_json_holds_every_change():
    changed = diff(world(), news_world(), {"model": "sm"}, {"model": "md"})
    data = json.loads(json.dumps(as_json(changed)))
    assert len(data["changes"]) == len(changed.changes) > 20
    assert data["inputs"] == ["model"]


ARTICLES = st.sets(st.sampled_from([PLAN, TALKS, OTHERS]))


@settings(deadline=None, max_examples=40)
@given(ARTICLES, ARTICLES)
def test_there_and_back_again_is_the_mirror(one: set[tuple[str, str, str, str]], other: set[tuple[str, str, str, str]]):
    there = diff(world(*one), world(*other), {}, {})
    back = diff(world(*other), world(*one), {}, {})
    for what in ("entity", "relationship"):
        assert there.count(what, "added") == back.count(what, "gone")
        assert there.count(what, "changed") == back.count(what, "changed")
    assert bool(there.changes) == (one != other and bool(there.articles))


def test_who_was_read_as_another_whose_own_row_stays_as_it_was_is_gone(tmp_path: Path):
    def told(first: str, second: str) -> Graph:
        made = World().entity("reed-person", "Person", "Reed").entity("reed", "Organization", "Reed")
        made.article("a1", "2025-03-03").says(f"[Reed|{first}] left.")
        made.article("a2", "2025-03-04").says(f"[Reed|{second}] came.")
        extractions, resolution, stories = made.build()
        for ident in {"reed-person", "reed"} - {first, second}:
            del made.entities[ident]
        return assemble(extractions, replace(resolution, entities=made.entities), stories, 0.0, SYMMETRIC)

    write_graph(told("reed-person", "reed"), tmp_path / "graph")
    write_graph(told("reed", ""), tmp_path / "graph")
    changed = diff(*read_changed(tmp_path / "graph"), {}, {})
    assert [(one.how, one.key) for one in changed.changes] == [("gone", "Entity:reed-person")]


def test_a_rebuild_says_in_three_lines_what_is_not_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    news, build = tmp_path / "news", tmp_path / "build"
    news.mkdir()
    rebuild = ("rebuild", news, "--no-load", "--workers", "0", "--home", tmp_path / "home", "--build", build)
    (news / "one.md").write_text("---\ndate: 2025-03-03\n---\n\nAnna Berg met Tom Reed in Oslo on Monday.\n")
    assert "added" not in kg(capsys, *rebuild).err, "there is nothing to compare the first graph with"
    (news / "two.md").write_text("---\ndate: 2025-03-04\n---\n\nAnna Berg praised Eva Lund in Bergen on Tuesday.\n")
    lines = kg(capsys, *rebuild).err.splitlines()[-3:]
    assert [line.split(":")[0] for line in lines] == ["entities", "relationships", "articles"]
    assert lines[2] == "articles: 1 added, 0 removed, 0 changed"
    assert not lines[0].startswith("entities: 0 added")
    assert lines == kg(capsys, "diff", "--short", "--build", build).out.splitlines()


CHANGES = ((PLAN,), (PLAN, TALKS), (TALKS, OTHERS), (OTHERS,), (PLAN, TALKS, OTHERS), (("a3", *PLAN[1:]), OTHERS))


@pytest.mark.parametrize("old", CHANGES)
@pytest.mark.parametrize("new", CHANGES)
def test_the_rows_that_are_not_the_same_give_the_numbers_of_all(
    old: tuple[tuple[str, str, str, str], ...], new: tuple[tuple[str, str, str, str], ...], tmp_path: Path
):
    before, after = world(*old), world(*new)
    for turn, graph in enumerate((before, after)):
        write_graph(graph, tmp_path / "graph", {"turn": turn})
    some = read_changed(tmp_path / "graph")
    assert summary(diff(*some, {}, {})) == summary(diff(before, after, {}, {}))
    assert not {node.key for node in some[0].nodes if node in some[1].nodes}
