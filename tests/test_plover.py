"""`kg export --format plover`: events in the columns of POLECAT's files, read back by a strict reader."""

from __future__ import annotations

import csv
import re
from datetime import date, timedelta
from pathlib import Path

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claim.relations import PLOVER
from kg.graph.export_plover import COLUMNS, MORE, POLECAT, QUADRANTS, event_day
from tests.commands import build_of, kg
from tests.worlds import World

Row = dict[str, str]


def read_strictly(file: Path) -> list[Row]:
    """The rows of an events file. AssertionError: what a reader of POLECAT would stumble over."""
    text = file.read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert "\r" not in text
    lines = list(csv.reader(text.splitlines(), delimiter="\t", strict=True))
    assert tuple(lines[0]) == (*POLECAT, *MORE)
    assert {len(line) for line in lines} == {len(COLUMNS)}
    rows = [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
    for row in rows:
        assert all(cell and cell == cell.strip() for cell in row.values()), row
        assert row["Event Type"] in PLOVER
        assert row["Quad Code"] == QUADRANTS[row["Event Type"]]
        assert row["Event Date"] == "None" or date.fromisoformat(row["Event Date"])
        for column in ("Actor Country", "Recipient Country", "Country"):
            for code in row[column].split("; "):
                assert code == "None" or pycountry.countries.get(alpha_3=code), code
        for column in ("Actor Sectors", "Recipient Sectors"):
            assert row[column] == "None" or re.fullmatch(r"[A-Z]{3}(; [A-Z]{3})*", row[column])
    assert len({row["Event ID"] for row in rows}) == len(rows)
    return rows


def summit() -> World:
    """A premier, a president of a firm, a party, a state; a meeting, an arrest, and what did not happen."""
    world = World().entity("norland", "Place", iso2="NO", kind="country")
    world.entity("velmora", "Place", iso2="FR", kind="city", latitude=48.5, longitude=2.25)
    world.entity("acme", "Organization", "Acme", kind="company").entity("greens", "Organization", kind="party")
    world.entity("anna-berg", qid="Q42")
    world.entity("prime-minister:norland", "Office", "Premier", title="prime minister", body="norland")
    world.entity("president:acme", "Office", "President of Acme", title="president", body="acme")
    first = world.article("a1", "2025-10-27", title="A visit", language="en", publisher="The Daily")
    first.says("[Anna Berg], [premier|prime-minister:norland].").claim("HOLDS_OFFICE")
    first.says("The office is [Norland|norland]'s: [premier|prime-minister:norland].").claim("OFFICE_OF", 1, 0)
    first.says("[Tom Reed], [president|president:acme].").claim("HOLDS_OFFICE")
    first.says("[Ida Holm] is a member of the [Greens|greens].").claim("MEMBER_OF")
    first.says("[Anna Berg] met [Tom Reed] in [Velmora|velmora] on\tMonday.").claim("MET", at="2025-10-27", place=2)
    first.says("[Anna Berg] will visit [Norland|norland].").claim("VISITED", status="planned", at="2025-11-01")
    first.says("[Ida Holm] did not meet [Tom Reed].").claim("MET", status="denied")
    second = world.article("a2", "2025-10-28")
    second.says("[Berg|anna-berg] met [Reed|tom-reed].").claim("MET", at="2025-10-27")
    second.says("[Norland|norland] arrested [Ida Holm] in October.").claim("ARRESTED", at="2025-10-01..2025-10-31")
    return world.story("s1", "a1").story("s2", "a2")


@pytest.fixture
def rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[Row]:
    build = build_of(summit(), tmp_path)
    ran = kg(capsys, "export", "--format", "plover", "--out", tmp_path / "e.tsv", "--build", build)
    assert ran.code == 0
    assert "2 articles, 2 events" in ran.out
    return sorted(read_strictly(tmp_path / "e.tsv"), key=lambda row: row["Relation"])


def test_what_happened_is_an_event_and_nothing_else(rows: list[Row]):
    assert [(row["Relation"], row["Event Type"], row["Event Mode"]) for row in rows] == [
        ("ARRESTED", "COERCE", "arrest"),
        ("MET", "CONSULT", "None"),
    ]


def test_an_event_of_two_reports_is_one_line_with_the_first_sentence_and_both_sources(rows: list[Row]):
    met = rows[1]
    assert (met["Event Date"], met["Source"], met["Publication Date"]) == ("2025-10-27", "The Daily", "2025-10-27")
    assert met["Event Text"] == "Anna Berg met Tom Reed in Velmora on Monday."
    assert (met["Independent Sources"], met["Articles"], met["Article ID"]) == ("2", "2", "a1")


def test_actors_have_country_sector_title_words_and_ids(rows: list[Row]):
    met = rows[1]
    ends = {met[f"{role} Name"]: role for role in ("Actor", "Recipient")}
    berg, reed = ends["Anna Berg"], ends["Tom Reed"]
    assert (met[f"{berg} Country"], met[f"{berg} Sectors"], met[f"{berg} Title"]) == ("NOR", "GOV", "prime minister")
    assert (met[f"{berg} Name Raw"], met[f"{berg} ID"], met[f"{berg} Wikidata ID"]) == ("Anna Berg", "anna-berg", "Q42")
    assert (met[f"{reed} Country"], met[f"{reed} Sectors"], met[f"{reed} Title"]) == ("None", "BUS", "president")
    assert (rows[0]["Actor Country"], rows[0]["Actor Sectors"], rows[0]["Recipient Sectors"]) == ("NOR", "GOV", "PTY")


def test_a_place_has_its_country_and_where_it_lies(rows: list[Row]):
    met = rows[1]
    assert [met[c] for c in ("Placename", "City", "Country", "Latitude", "Longitude", "Feature Type")] == [
        "Velmora", "Velmora", "FRA", "48.5", "2.25", "city",
    ]  # fmt: skip
    assert met["Story Organizations"] == "Greens"


DAYS = st.dates(date(2020, 1, 1), date(2020, 12, 31))


@given(DAYS, st.integers(0, 60), DAYS)
def test_an_event_lies_within_the_time_that_is_said(start: date, days: int, published: date):
    end = start + timedelta(days)
    day = date.fromisoformat(event_day(str(start), str(end), str(published)))
    assert start <= day <= end
    assert day in {published, start}


def test_without_a_time_an_event_is_of_the_day_of_the_report():
    assert event_day("", "", "2025-10-27") == "2025-10-27"
    assert event_day("", "", "") == ""
    assert event_day("", "2025-10-20", "2025-10-27") == "2025-10-20"
