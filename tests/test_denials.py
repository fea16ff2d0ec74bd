"""Which claims deny which: what may be of one event, by its time, and who says so."""

from __future__ import annotations

import pytest

from kg.graph.assemble import assemble
from kg.model import Graph
from tests.worlds import SYMMETRIC, World

Told = tuple[str | None, str]
"""(day of the article or None, time that is said or "")"""


def graph_of(world: World) -> Graph:
    extractions, resolution, stories = world.build()
    return assemble(extractions, resolution, stories, 0.0, SYMMETRIC)


def pairs(graph: Graph) -> list[tuple[str, str]]:
    """(article that denies, article that is denied)"""
    stated = {one.start: one.end.partition(":")[2] for one in graph.relationships if one.type == "STATED_IN"}
    return sorted((stated[one.start], stated[one.end]) for one in graph.relationships if one.type == "DENIES")


def world(denied: Told, *reported: Told, denial: str = "") -> World:
    """An article that says that Anna Berg did not meet Tom Reed, and some that say that she did."""
    made = World()
    for number, (status, (day, at)) in enumerate((("denied", denied), *(("actual", one) for one in reported))):
        draft = made.article(f"a{number}", day).says("[Anna Berg] met [Tom Reed].")
        details = (("denial", denial),) if denial and status == "denied" else ()
        draft.claim("MET", status=status, at=at or None, details=details)  # type: ignore[arg-type]
    return made


@pytest.mark.parametrize(
    ("denied", "reported", "denial", "is_one"),
    [
        (("2025-03-09", "2025-03-07"), ("2025-03-08", "2025-03-07"), "", True),
        (("2025-03-09", "2025-03-07"), ("2025-03-08", "2025-03-06"), "", False),
        (("2025-03-09", "2025-03-07"), ("2025-03-08", "2025-03-07.."), "", False),  # how long is not known
        (("2025-03-09", "2025-03-07"), ("2025-03-08", "2025-03-07"), "refused", True),
        (("2025-03-09", "2025-01-01..2025-12-31"), ("2025-03-08", "2025-03-07"), "", True),
        (("2025-03-09", "2025-01-01..2025-12-31"), ("2025-03-08", "2025-03-07"), "refused", False),  # not that day
        (("2025-03-09", ""), ("2025-03-08", "2025-03-07"), "", True),
        (("2025-03-09", ""), ("2025-03-08", "2025-03-07"), "elsewhere", False),
        (("2025-03-09", ""), ("2025-03-08", "2025-01-07"), "", False),  # of another month
        (("2025-03-09", ""), ("2025-03-12", "2025-03-11"), "", False),  # had not happened yet
        (("2025-03-09", "2025-03-07"), ("2025-03-08", ""), "", True),
        (("2025-03-09", "2025-03-07"), ("2025-05-08", ""), "", False),
        (("2025-03-09", "2025-03-07"), (None, ""), "", False),
        (("2025-03-09", ""), ("2025-03-28", ""), "", True),
        (("2025-03-09", ""), ("2025-05-28", ""), "", False),
        ((None, ""), ("2025-03-28", ""), "", True),
        ((None, ""), ("2025-03-28", "2025-03-27"), "", False),
    ],
)
def test_a_denial_is_of_what_is_told_of_its_time(denied: Told, reported: Told, denial: str, is_one: bool):
    assert pairs(graph_of(world(denied, reported, denial=denial))) == ([("a0", "a1")] if is_one else [])


def test_it_is_tied_to_the_best_claim_of_each_report():
    made = world(
        ("2025-03-09", ""), ("2025-03-08", "2025-03-07"), ("2025-03-08", "2025-03-07"), ("2025-03-08", "2025-03-01")
    )
    assert pairs(graph_of(made)) == [("a0", "a1"), ("a0", "a3")]


def test_an_article_denies_itself_only_in_somebody_s_words():
    made = World()
    draft = made.article("a1", "2025-03-09").says("[Anna Berg] met [Tom Reed], but [Jon Dahl] said no.").claim("MET")
    draft.claim("MET", status="denied", pattern="MET/other")
    assert pairs(graph_of(made)) == []
    draft.claim("MET", status="denied", speaker=2, pattern="MET/third")
    assert pairs(graph_of(made)) == [("a1", "a1")]


def test_what_has_no_type_denies_nothing():
    made = World()
    for number, status in enumerate(("actual", "denied")):
        draft = made.article(f"a{number}", "2025-03-09").says("[Anna Berg] sued [Tom Reed].")
        draft.claim("LINKED", status=status, open=True, details=(("predicate", "sue"),))  # type: ignore[arg-type]
    assert pairs(graph_of(made)) == []


def test_claims_of_one_type_between_the_same_two_are_one_pair():
    made = world(("2025-03-09", ""), ("2025-03-08", "2025-03-07"))
    made.articles["a1"].says("[Anna Berg] praised [Tom Reed].").claim("PRAISED")
    made.articles["a1"].says("[Tom Reed] praised [Anna Berg].").claim("PRAISED")
    claims = [node.properties for node in graph_of(made).nodes if node.labels == ("Claim",)]
    assert len({own["pair"] for own in claims}) == 3
    assert len({own["pair"] for own in claims if own["type"] == "MET"}) == 1
