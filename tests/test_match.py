"""kg match: who of a list of names is in the graph, how surely and why."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.commands import Ran, build_of, kg
from tests.worlds import World

Run = Callable[..., list[dict[str, Any]]]
"""Matches a list with options."""


@pytest.fixture
def build(tmp_path: Path) -> Path:
    world = World()
    world.entity("norland", "Place", "Norland", iso2="NL").entity("sudmark", "Place", "Sudmark", iso2="SM")
    world.entity("world-grain-office", "Organization", "World Grain Office")
    world.entity("wgo", "Organization", "WGO")
    world.entity("brask", "Person", "Brask")
    world.entity("ivo-kessel", "Person", "Ivo Kessel", qid="Q901")
    draft = world.article("a").says("[Ivo Kessel] of [Norland] spoke.").claim("CITIZEN_OF")
    draft.says("[Mira Halvorsen] of [Norland] met [Brask] of the [World Grain Office].").claim("CITIZEN_OF")
    draft.says("The [WGO] met [Aldo Petrov-Lind].")
    return build_of(world, tmp_path / "build")


@pytest.fixture
def matched(build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(text: str, *options: str) -> list[dict[str, Any]]:
        (tmp_path / "list.csv").write_text(text, encoding="utf-8")
        ran = kg(capsys, "match", tmp_path / "list.csv", "--json", "--build", build, *options)
        assert ran.code == 0, ran.err
        return list(json.loads(ran.out))

    return run


def test_a_name_alone_is_less_than_certain_and_says_so(matched: Run):
    (one,) = matched("name\nIvo Kessel\nNobody Atall\n")
    assert (one["id"], one["score"]) == ("ivo-kessel", 0.9)
    assert one["because"] == ["same name: “Ivo Kessel”", "by the name alone"]


@pytest.mark.parametrize(
    ("country", "score", "because"),
    [("nl", 0.99, "same country nl"), ("Norland", 0.99, "same country norland"), ("sm", 0.63, "another country")],
)
def test_a_country_known_of_both_raises_or_lowers_the_score(matched: Run, country: str, score: float, because: str):
    (one,) = matched(f"name,country\nIvo Kessel,{country}\n", "--min-score", "0.5")
    assert one["score"] == score
    assert one["because"][1].startswith(because)


def test_a_wikidata_id_decides_for_and_against(matched: Run):
    (one,) = matched("name,wikidata\nI. K.,Q901\n")
    assert (one["id"], one["score"], one["because"]) == ("ivo-kessel", 1.0, ["same Wikidata id Q901"])
    assert not matched("name,wikidata\nIvo Kessel,Q902\n", "--min-score", "0")


@pytest.mark.parametrize(
    ("name", "ident", "because"),
    [
        ("Halvorsen Mira", "mira-halvorsen", "order swapped"),
        ("Mira K. Halvorsen", "mira-halvorsen", "middle name added"),
        ("Mira Halvorssen", "mira-halvorsen", "spelling"),
        ("Aldo Petrovlind", "aldo-petrov-lind", "spaces and hyphens"),
        ("World Grain Office Ltd.", "world-grain-office", "same name but for legal form"),
        ("Wrld Grain Offices", "world-grain-office", "spelt alike"),
        ("Sudmark", "sudmark", "same name"),
    ],
)  # fmt: skip
def test_names_in_other_forms_are_matched_with_the_reason(matched: Run, name: str, ident: str, because: str):
    one = matched(f"name\n{name}\n", "--min-score", "0.6")[0]
    assert one["id"] == ident
    assert because in one["because"][0]


def test_an_acronym_is_matched_with_the_whole_name(matched: Run):
    found = {one["id"]: one["because"][0] for one in matched("name\nWorld Grain Office\n")}
    assert found["wgo"].startswith("acronym")


def test_two_whole_names_with_one_acronym_are_two(matched: Run):
    assert {one["id"] for one in matched("name\nWestern Gas Operators\n")} == {"wgo"}


def test_a_family_name_alone_matches_nobody(matched: Run):
    assert not matched("name\nBrask\nKessel\n", "--min-score", "0")


def test_a_kind_keeps_others_out_and_ships_are_counted(build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "list.csv").write_text("caption;schema\nIvo Kessel;Company\nIvo Kessel;Vessel\n", encoding="utf-8")
    ran = kg(capsys, "match", tmp_path / "list.csv", "--build", build)
    assert not ran.out
    assert ran.err.splitlines() == [
        "0 of 1 on the list may be in the graph; of the others nobody there scores 0.7",
        "not looked for: 1 Vessel",
    ]


def test_aliases_and_split_names_are_read(matched: Run):
    (one,) = matched("id,name,aliases\nx1,The Baker,Ivo Kesel; Ivo Kessel\n")
    assert (one["listed"], one["listed_id"], one["id"]) == ("The Baker", "x1", "ivo-kessel")
    assert matched("first name,last name\nIvo,Kessel\n")


def test_entities_of_follow_the_money_are_read(matched: Run):
    entity = {"id": "NK-1", "schema": "Person", "properties": {"name": ["Ivo Kessel"], "nationality": ["nl"]}}
    (one,) = matched(json.dumps(entity) + "\n")
    assert (one["listed_id"], one["line"], one["score"]) == ("NK-1", 1, 0.99)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (b"a,b\n1,2\n", "list.csv:1: has no column of names (its columns: a, b) (call one of them name)"),
        (b"", "list.csv:1: has no column of names (its columns: none)"),
        (b"name\n\n", "list.csv: holds no name"),
        (b"name\nKess\xe9l\n", "list.csv: is not UTF-8 at byte 9"),
        (b'{"id": "x"}\n', "list.csv:1: is no entity of FollowTheMoney"),
        (b'name\n"' + b"x" * 200_000 + b'"\n', "list.csv:2: field larger than field limit"),
    ],
)
def test_a_list_that_is_none_is_one_line(
    build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: bytes, fault: str
):
    (tmp_path / "list.csv").write_bytes(text)
    ran: Ran = kg(capsys, "match", tmp_path / "list.csv", "--build", build)
    assert ran.code == 2
    assert fault in ran.err
    assert ran.err.count("\n") == 1
