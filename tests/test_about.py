"""The line that Neo4j holds of each entity and tie, for whoever clicks on one."""

from __future__ import annotations

import re

import pytest

from kg.explore.grass import read_style
from kg.graph.about import OFTEN, as_stored, span, told_interval
from kg.model import Node, Relationship, Value
from kg.paths import shipped


def tie(**properties: Value) -> Relationship:
    return Relationship("r", "MET", "Entity:a", "Entity:b", properties)


def test_an_entity_is_told_by_its_name_first():
    node = Node(
        "Entity:a", ("Place", "Entity"), {"name": "Sudria", "kind": "country", "mention_count": 1, "article_count": 2}
    )
    stored = as_stored(node).properties
    assert stored["about"] == "Sudria · Place (country) · 1 mention in 2 articles"
    assert min(stored) == "about", "what sorts by name begins with it"


def test_the_days_of_a_life_stand_behind_the_name():
    node = Node("Entity:a", ("Person", "Entity"), {"name": "Anna Berg", "born": "1920-05", "died": "2003-01-02"})
    assert as_stored(node).properties["about"] == (
        "Anna Berg · Person · born May 1920 · died 2 Jan 2003 · 0 mentions in 0 articles"
    )


@pytest.mark.parametrize(
    ("mentions", "more"), [(0, ()), (9, ()), (10, ("Mentioned10",)), (99, ("Mentioned30",)), (4000, ("Mentioned1000",))]
)
def test_who_is_mentioned_often_has_a_label_for_the_size_of_the_circle(mentions: int, more: tuple[str, ...]):
    node = Node("Entity:a", ("Person", "Entity"), {"name": "Anna Berg", "mention_count": mentions})
    assert as_stored(node).labels == ("Person", "Entity", *more)


def test_every_size_has_its_rule_and_is_taken_away_where_it_no_longer_fits():
    style = read_style()
    sizes = [f"Mentioned{least}" for least in OFTEN]
    diameters = [int(style[f"node.{size}"]["diameter"].removesuffix("px")) for size in sizes]
    assert diameters == sorted(diameters, reverse=True)
    assert diameters[-1] > int(style["node.Person"]["diameter"].removesuffix("px"))
    removed = (shipped("cypher") / "load" / "update_nodes.cypher").read_text(encoding="utf-8")
    assert [size for size in sizes if not re.search(rf":{size}\b", removed)] == []


def test_what_no_type_is_for_is_told_by_its_predicate():
    stored = as_stored(tie(status="planned", predicate="send troops to", sources=1)).properties
    assert stored["caption"] == "◌ send troops to planned"
    assert stored["about"] == "send troops to · planned · 1 source"


def test_a_tie_is_told_by_type_status_time_place_and_sources():
    told = as_stored(tie(status="denied", when_start="2025-10-30", when_end="2025-10-30", place="Busan", sources=4))
    assert told.properties["about"] == "MET · denied · 30 Oct 2025 · Busan · 4 sources"
    assert told.properties["caption"] == "✕ MET denied"
    assert as_stored(tie(status="actual", sources=1)).properties["caption"] == "MET"


def test_an_office_taken_in_some_week_is_held_since_and_not_for_that_week():
    told = as_stored(
        tie(status="actual", since="2025-10-20", when_start="2025-10-20", when_end="2025-10-26", sources=1)
    )
    assert told.properties["about"] == "MET · actual · since 20 Oct 2025 · 1 source"


def test_evidence_is_stored_as_it_is():
    for row in (Node("Claim:c", ("Claim",), {"id": "c"}), Node("Article:a", ("Article",), {"id": "a"})):
        assert as_stored(row) is row
    said = Relationship("r", "SAID", "Entity:a", "Quote:q")
    assert as_stored(said) is said


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2025-10-30", "2025-10-30", "30 Oct 2025"),
        ("2024-02-01", "2024-02-29", "Feb 2024"),
        ("2019-01-01", "2019-12-31", "2019"),
        ("2025-10-26", "2025-11-02", "26 Oct 2025 – 2 Nov 2025"),
        ("2025-02-01", "2025-02-27", "1 Feb 2025 – 27 Feb 2025"),
        ("2019", "", "since 2019"),
        ("", "2024-12", "until Dec 2024"),
        ("", "", ""),
    ],
)
def test_days_are_written_as_people_write_them(start: str, end: str, words: str):
    assert span(start, end) == words


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        ("", ""),
        ("2025-10-30", "2025-10-30"),
        ("2025-08-01..2025-08-31", "2025-08"),
        ("2024-02-01..2024-02-28", "2024-02-01..2024-02-28"),
        ("2019-01-01..2019-12-31", "2019"),
        ("2019-05-01..", "since 2019-05-01"),
        ("..2019-05-01", "until 2019-05-01"),
        ("2025-08-01..2025-09-30", "2025-08-01..2025-09-30"),
    ],
)
def test_on_the_command_line_a_month_is_one_and_not_its_two_ends(interval: str, words: str):
    assert told_interval(interval) == words
