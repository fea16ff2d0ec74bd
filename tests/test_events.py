"""Events: which relationships are one of them, with whom, and what an open time leaves apart."""

from __future__ import annotations

import pytest

from kg.graph.assemble import assemble
from kg.model import Graph
from tests.reading import Reader
from tests.worlds import SYMMETRIC, World

Event = tuple[str, str, str, tuple[str, ...]]
"""(type, status, first day, participants)"""


def world() -> World:
    return World(events=frozenset({"MET", "VISITED", "ARRESTED"})).entity("oslo", "Place").entity("lund", "Place")


def graph_of(made: World) -> Graph:
    extractions, resolution, stories = made.build()
    return assemble(extractions, resolution, stories, 0.0, SYMMETRIC)


def events(graph: Graph) -> list[Event]:
    there: dict[str, list[str]] = {}
    for one in graph.relationships:
        if one.type == "PARTICIPANT":
            there.setdefault(one.start, []).append(one.end.removeprefix("Entity:"))
    nodes = [node for node in graph.nodes if node.labels == ("Event",)]
    return sorted(
        (
            str(node.properties["type"]),
            str(node.properties["status"]),
            str(node.properties.get("when_start", "")),
            tuple(sorted(there[node.key])),
        )
        for node in nodes
    )


def test_a_meeting_of_three_is_one_event_with_all_claims_behind_it():
    made = world()
    draft = made.article("a", "2025-03-08").says("[Anna Berg], [Tom Reed] and [Ida Moe] met on Friday in [Oslo|oslo].")
    for one, other in ((0, 1), (0, 2), (1, 2)):
        draft.claim("MET", one, other, at="2025-03-07", place=3)
    graph = graph_of(made)
    assert events(graph) == [("MET", "actual", "2025-03-07", ("anna-berg", "ida-moe", "tom-reed"))]
    [event] = [node for node in graph.nodes if node.labels == ("Event",)]
    told = {one.start for one in graph.relationships if one.type == "TELLS_OF" and one.end == event.key}
    assert told == {node.key for node in graph.nodes if node.labels == ("Claim",)}
    assert (event.properties["place"], event.properties["sources"]) == ("Oslo", 1)
    assert event.properties["name"] == "MET: Anna Berg, Ida Moe, Tom Reed"
    assert ("AT", event.key, "Entity:oslo") in {(one.type, one.start, one.end) for one in graph.relationships}
    assert sum(one.type == "MET" for one in graph.relationships) == 3


def test_what_three_articles_tell_of_three_at_one_place_and_day_is_one_event():
    made = world()
    for ident, one, other in (
        ("a", "Anna Berg", "Tom Reed"),
        ("b", "Anna Berg", "Ida Moe"),
        ("c", "Tom Reed", "Ida Moe"),
    ):
        draft = made.article(ident, "2025-03-08").says(f"[{one}] met [{other}] on Friday in [Oslo|oslo].")
        draft.claim("MET", at="2025-03-07", place=2)
    assert events(graph_of(made)) == [("MET", "actual", "2025-03-07", ("anna-berg", "ida-moe", "tom-reed"))]


def test_who_met_two_on_one_day_at_one_place_may_have_met_them_one_after_the_other():
    made = world()
    for ident, other in (("a", "Tom Reed"), ("b", "Ida Moe")):
        draft = made.article(ident, "2025-03-08").says(f"[Anna Berg] met [{other}] on Friday in [Oslo|oslo].")
        draft.claim("MET", at="2025-03-07", place=2)
    assert [people for *_, people in events(graph_of(made))] == [("anna-berg", "ida-moe"), ("anna-berg", "tom-reed")]


def test_an_open_time_joins_nothing_but_what_one_story_tells():
    made = world()
    for ident in ("a", "b", "c"):
        made.article(ident, "2025-03-08").says("[Anna Berg] met [Tom Reed].").claim("MET")
    made.story("s", "a", "b").story("t", "c")
    assert events(graph_of(made)) == 2 * [("MET", "actual", "", ("anna-berg", "tom-reed"))]


def test_a_phrase_without_a_day_joins_only_those_who_all_did_it_with_each_other():
    made = world()
    draft = made.article("a", "2025-03-08").says("[Anna Berg] met [Tom Reed] and [Ida Moe].")
    draft.claim("MET", 0, 1).claim("MET", 0, 2)
    assert len(events(graph_of(made))) == 2
    draft.claim("MET", 1, 2)
    assert len(events(graph_of(made))) == 1


def test_two_arrested_at_once_are_one_event_and_two_towns_visited_are_two():
    made = world()
    draft = made.article("a", "2025-03-08").says("[Norland Police] arrested [Tom Reed] and [Ida Moe] on Friday.")
    draft.claim("ARRESTED", 0, 1, at="2025-03-07").claim("ARRESTED", 0, 2, at="2025-03-07")
    draft.says("[Anna Berg] visited [Oslo|oslo] and [Lund|lund] on Friday.")
    draft.claim("VISITED", 0, 1, at="2025-03-07").claim("VISITED", 0, 2, at="2025-03-07")
    assert [(kind, people) for kind, _, _, people in events(graph_of(made))] == [
        ("ARRESTED", ("ida-moe", "norland-police", "tom-reed")),
        ("VISITED", ("anna-berg", "lund")),
        ("VISITED", ("anna-berg", "oslo")),
    ]


def test_a_plan_that_came_true_is_one_event_and_what_is_denied_or_possible_none():
    made = world()
    plan = made.article("a", "2025-03-03").says("[Anna Berg] is to meet [Tom Reed] on Friday.")
    plan.claim("MET", status="planned", at="2025-03-07")
    report = made.article("b", "2025-03-08").says("[Anna Berg] met [Tom Reed] on Friday.").claim("MET", at="2025-03-07")
    report.says("[Ida Moe] did not meet [Tom Reed].").claim("MET", status="denied")
    report.says("[Ida Moe] may have met [Anna Berg].").claim("MET", status="possible")
    graph = graph_of(made)
    assert events(graph) == [("MET", "actual", "2025-03-07", ("anna-berg", "tom-reed"))]
    [event] = [node for node in graph.nodes if node.labels == ("Event",)]
    assert (event.properties["first_planned"], event.properties["sources"]) == ("2025-03-03", 1)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Anna Berg met Tom Reed in Oslo. Tom Reed lives in Lyon.", {"MET": True, "LIVES_IN": False}),
        ("Police arrested Tom Reed. Anna Berg praised him.", {"PRAISED": False}),
    ],
)
def test_the_relation_file_says_what_is_an_event(read: Reader, text: str, kinds: dict[str, bool]):
    [found] = read(text, dates=["2025-03-08"]).extractions
    assert {claim.type: claim.event for claim in found.claims if claim.type in kinds} == kinds
