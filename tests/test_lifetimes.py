"""Days of birth, death and founding: which an entity has, and what remains a claim."""

from __future__ import annotations

import pytest

from kg.graph.assemble import assemble
from kg.model import Graph, Status
from tests.reading import Reader
from tests.worlds import SYMMETRIC, World

Told = tuple[str, str, Status]
"""(type of claim, interval, status)"""


def graph_of(*articles: Told) -> Graph:
    """Articles of one source each that tell a day of Anna Berg."""
    world = World()
    for number, (kind, day, status) in enumerate(articles):
        draft = world.article(f"a{number}", "2025-10-27").says("[Anna Berg] was born or died.")
        draft.claim(kind, 0, 0, status, at=day, of_day=True)
    extractions, resolution, stories = world.build()
    return assemble(extractions, resolution, stories, 0.0, SYMMETRIC)


def days(*articles: Told) -> dict[str, object]:
    """The days that she has by these articles."""
    node = next(one for one in graph_of(*articles).nodes if one.key == "Entity:anna-berg")
    return {name: node.properties[name] for name in ("born", "died", "founded") if name in node.properties}


def test_a_day_is_written_as_exactly_as_it_is_told():
    assert days(("BORN", "1970-05-03", "actual")) == {"born": "1970-05-03"}
    assert days(("BORN", "1970-05-01..1970-05-31", "actual")) == {"born": "1970-05"}
    assert days(("BORN", "1970-01-01..1970-12-31", "actual")) == {"born": "1970"}
    assert days(("ESTABLISHED", "1999-01-01..1999-12-31", "actual")) == {"founded": "1999"}


def test_what_most_sources_say_is_the_day_and_the_other_remains_a_claim():
    told: list[Told] = [("BORN", "1971-05-03", "actual"), ("BORN", "1970-05-03", "actual")]
    told.append(("BORN", "1970-01-01..1970-12-31", "actual"))  # the year of the one, the day left out
    assert days(*told) == {"born": "1970-05-03"}
    graph = graph_of(*told)
    claims = [node.key for node in graph.nodes if node.labels == ("Claim",)]
    ends = [(one.type, one.start, one.end) for one in graph.relationships if one.type in {"SUBJECT", "OBJECT", "BORN"}]
    assert len(claims) == 3
    assert sorted(ends) == sorted(("SUBJECT", claim, "Entity:anna-berg") for claim in claims)


def test_what_is_denied_or_possible_is_nobody_s_day():
    assert days(("DIED", "2001-05-03", "denied"), ("DIED", "2002-05-03", "possible")) == {}


def test_nobody_dies_before_he_is_born():
    told: list[Told] = [("DIED", "1960-05-03", "actual"), ("BORN", "1970-05-03", "actual")]
    assert days(*told, ("BORN", "1970-05-03", "actual")) == {"born": "1970-05-03"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Anna Berg, who was born in May 1970, founded Acme Corp in 1999.",
            {("BORN", "1970-05"), ("ESTABLISHED", "1999")},
        ),
        ("Anna Berg died on Sunday. She was 71.", {("DIED", "2025-10-26")}),
        ("Anna Berg is to be executed in March.", set()),
        ("Anna Berg was born about 40 years ago.", set()),
        ("Anna Berg was born in the 1960s.", set()),
    ],
)
def test_what_an_article_tells(read: Reader, text: str, found: set[tuple[str, str]]):
    claims = read(text, dates=["2025-10-29"]).extractions[0].claims
    assert {(c.type, c.when.as_date) for c in claims if c.of_day and c.when} == found


@pytest.mark.parametrize(("year", "people"), [("1981", 2), ("1951", 1)])
def test_births_years_apart_are_of_two_people_and_a_year_apart_is_told_differently(
    read: Reader, year: str, people: int
):
    one = "Anna Berg spoke to the press. She was born in Oslo in 1950."
    found = read(one, f"Anna Berg, born in {year}, sang in Lyon.")
    assert len({entity.id for entity in found.resolution.entities.values() if entity.type == "Person"}) == people
