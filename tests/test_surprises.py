"""What a relationship says against what is known of its ends: each check, what it leaves alone, where it is told."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.claim.relations import load_relations
from kg.graph.assemble import assemble, assemble_pieces
from kg.graph.graph_files import GraphLines, Piece, piece_of, write_graph
from kg.graph.surprises import NOTHING, TYPES, Background
from kg.know.gazetteer import load_gazetteer
from kg.know.leaders import load_leaders
from kg.model import Graph
from kg.store.ask import ask, read_query
from kg.store.loading import Store, connect, load, run_query
from kg.store.local_neo4j import Connection
from tests.commands import kg
from tests.worlds import SYMMETRIC, Draft, World

KNOWN = Background(load_leaders(), load_gazetteer())
PLACES = {"norway": "NO", "france": "FR", "ukraine": "UA", "germany": "DE", "turkey": "TR", "united-kingdom": "GB"}
BY_TABLE = ", by the table of leaders"


def made() -> World:
    """States with posts, and people of whom the table of leaders knows some."""
    world = World(events=frozenset({"MET", "KILLED"}))
    for ident, iso2 in PLACES.items():
        world.entity(ident, "Place", kind="country", iso2=iso2)
        for title in ("president", "prime minister", "chancellor", "foreign minister"):
            name = f"{title.title()} of {ident.title()}"
            world.entity(f"{title.replace(' ', '-')}:{ident}", "Office", name, title=title, body=ident)
    world.entity("emmanuel-macron", qid="Q3052772").entity("gerhard-schroder", name="Gerhard Schröder", qid="Q2530")
    world.entity("recep-tayyip-erdogan", qid="Q39259")
    world.entity("oslo", "Place", kind="city", inside="norway").entity("bergen", "Place", kind="city", inside="norway")
    world.entity("baden", "Place", kind="city", inside="austria").entity(
        "switzerland", "Place", kind="country", iso2="CH"
    )
    return world


def holds(world: World, who: str, post: str, day: str | None = "2023-06-01", status: str = "actual") -> Draft:
    draft = world.article(f"a{len(world.articles)}", day).says(f"[{who}], [the head|{post}], came.")
    return draft.claim("HOLDS_OFFICE", status=status)  # type: ignore[arg-type]


def graph_of(world: World, background: Background = KNOWN) -> Graph:
    extractions, resolution, stories = world.build()
    return assemble(extractions, resolution, stories, 0.0, SYMMETRIC, background)


def found(world: World, background: Background = KNOWN) -> dict[tuple[str, str, str], list[str]]:
    """(start, type, end) → reasons, of the relationships that are surprising."""
    ties = (one for one in graph_of(world, background).relationships if "surprising" in one.properties)
    ends = {(one.start.partition(":")[2], one.type, one.end.partition(":")[2]): one.properties for one in ties}
    return {key: list(own["surprising"]) for key, own in ends.items()}  # type: ignore[arg-type]


def reasons(world: World, background: Background = KNOWN) -> list[str]:
    return [reason for some in found(world, background).values() for reason in some]


# ------------------------------------------------------------------ heads of states


def test_a_head_of_whom_the_table_knows_that_another_was():
    world = made()
    holds(world, "Anna Berg", "prime-minister:norway")
    assert reasons(world) == [f"Norway was headed by Jonas Gahr Støre on 2023-06-01{BY_TABLE}"]
    assert reasons(world, NOTHING) == [], "without the table nothing is known"


@pytest.mark.parametrize(
    ("who", "post", "day", "status"),
    [
        ("Emmanuel Macron", "president:france", "2023-06-01", "actual"),
        ("Emmanuel Macron", "president:france", "2017-05-10", "actual"),  # before his first day, elected
        ("Jonas Stoere", "prime-minister:norway", "2023-06-01", "actual"),  # spelt otherwise
        ("Zelenskyi", "president:ukraine", "2023-06-01", "actual"),
        ("Anna Berg", "prime-minister:norway", None, "actual"),
        ("Anna Berg", "prime-minister:norway", "2023-06-01", "planned"),
        ("Anna Berg", "prime-minister:norway", "2023-06-01", "former"),
        ("Anna Berg", "prime-minister:norway", "2026-06-01", "actual"),  # the table is older
        ("Anna Berg", "prime-minister:norway", "2021-10-20", "actual"),  # in the days of a handover
        ("Anna Berg", "foreign-minister:norway", "2023-06-01", "actual"),
        ("Anna Berg", "chancellor:united-kingdom", "2023-06-01", "actual"),  # of the exchequer
        ("Recep Tayyip Erdogan", "prime-minister:turkey", "2023-06-01", "former"),  # a president heads the government
        ("Anna Berg", "prime-minister:sudria", "2023-06-01", "actual"),
    ],
)
def test_what_the_table_does_not_contradict(who: str, post: str, day: str | None, status: str):
    world = made().entity("prime-minister:sudria", "Office", title="prime minister")
    holds(world, who, post, day, status)
    assert found(world) == {}


def test_one_article_that_the_table_agrees_with_is_enough():
    world = made()
    holds(world, "Jens Stoltenberg", "prime-minister:norway", "2012-06-01")
    holds(world, "Jens Stoltenberg", "prime-minister:norway", "2023-06-01")
    assert found(world) == {}


def test_who_left_long_ago_is_told_by_when():
    world = made()
    holds(world, "Gerhard Schröder|gerhard-schroder", "chancellor:germany")
    holds(world, "Jens Stoltenberg", "prime-minister:norway")
    assert reasons(world) == [f"Jens Stoltenberg was head of government of Norway until 2013-10-16{BY_TABLE}"]


def test_a_former_head_who_is_in_office():
    world = made()
    holds(world, "Emmanuel Macron", "president:france", status="former")
    assert reasons(world) == [f"Emmanuel Macron was head of state of France on 2023-06-01{BY_TABLE}"]


def test_the_head_of_another_state_in_a_state_s_post():
    world = made()
    holds(world, "Emmanuel Macron", "foreign-minister:norway")
    assert reasons(world) == [f"Emmanuel Macron was head of state of France on 2023-06-01{BY_TABLE}"]


def test_a_monarch_of_several_realms():
    world = made().entity("charles", name="Charles", qid="Q43274")
    world.entity("king:united-kingdom", "Office", title="king", body="united-kingdom")
    holds(world, "Charles", "king:united-kingdom", "2024-06-01")
    assert found(world) == {}


def test_the_heads_of_two_states_at_once():
    world = made()
    holds(world, "Anna Berg", "president:ukraine", "2030-06-01")
    holds(world, "Anna Berg", "prime-minister:norway", "2030-06-20")
    holds(world, "Anna Berg", "president:france", "2031-06-20")
    assert found(world) == {
        ("anna-berg", "HOLDS_OFFICE", "president:ukraine"): ["Anna Berg is also called Prime Minister of Norway"],
        ("anna-berg", "HOLDS_OFFICE", "prime-minister:norway"): ["Anna Berg is also called President of Ukraine"],
    }


# ------------------------------------------------------------------ days


@pytest.mark.parametrize(
    ("kind", "day", "met", "reason"),
    [
        ("DIED", "2003-01-01..2003-12-31", "2004-05-01", "Tom Reed died in 2003"),
        ("DIED", "2003-01-01..2003-12-31", "2003-12-01", ""),
        ("DIED", "2003-05-02", "2003-05-03", "Tom Reed died on 2003-05-02"),
        ("DIED", "2003-05-02", "2003-05-01..2003-05-31", ""),
        ("DIED", "2003-05-02", "..2020-05-31", ""),
        ("BORN", "1970-05-01..1970-05-31", "1969-05-03", "Tom Reed was born in 1970-05"),
        ("BORN", "1970-05-01..1970-05-31", "1970-05-01", ""),
        ("ESTABLISHED", "1999-01-01..1999-12-31", "1980-05-03", "Tom Reed was founded in 1999"),
    ],
)
def test_who_acts_has_been_born_or_founded_and_not_died(kind: str, day: str, met: str, reason: str):
    world = made()
    draft = world.article("a1", "2025-10-27").says("[Anna Berg] met [Tom Reed] then.").claim("MET", at=met)
    draft.says("[Tom Reed] began or ended.").claim(kind, 0, 0, at=day, of_day=True)
    draft.says("[Anna Berg] praised [Tom Reed].").claim("PRAISED", at=met)
    draft.says("[Anna Berg] is to meet [Tom Reed].").claim("MET", status="planned", at=met)
    assert found(world) == ({("anna-berg", "MET", "tom-reed"): [reason]} if reason else {})


# ------------------------------------------------------------------ families


def wed(world: World, *pairs: tuple[str, str, str, str | None], kind: str = "SPOUSE_OF") -> World:
    for number, (one, other, status, at) in enumerate(pairs):
        draft = world.article(f"w{number}", "2025-10-27").says(f"[{one}] and [{other}] are one family.")
        draft.claim(kind, status=status, at=at)  # type: ignore[arg-type]
    return world


def test_two_spouses_at_one_time():
    told = reasons(wed(made(), ("Anna Berg", "Tom Reed", "actual", None), ("Anna Berg", "Jon Moe", "actual", None)))
    assert sorted(told) == [
        "Anna Berg is also called married to Jon Moe",
        "Anna Berg is also called married to Tom Reed",
    ]


@pytest.mark.parametrize(("status", "at"), [("former", None), ("denied", None), ("actual", "2001-05-03")])
def test_two_spouses_one_after_the_other(status: str, at: str | None):
    assert found(wed(made(), ("Anna Berg", "Tom Reed", status, at), ("Anna Berg", "Jon Moe", "actual", None))) == {}


def test_a_widow_may_marry_again():
    world = wed(made(), ("Anna Berg", "Tom Reed", "actual", None), ("Anna Berg", "Jon Moe", "actual", None))
    draft = world.article("d", "2025-10-27").says("[Tom Reed] died.")
    draft.claim("DIED", 0, 0, at="2003-05-02", of_day=True)
    assert found(world) == {}


def test_nobody_is_parent_of_a_parent_or_of_a_spouse():
    both = wed(
        made(), ("Anna Berg", "Tom Reed", "actual", None), ("Tom Reed", "Anna Berg", "actual", None), kind="PARENT_OF"
    )
    assert sorted(reasons(both)) == [
        "Anna Berg is also called the parent of Tom Reed", "Tom Reed is also called the parent of Anna Berg",
    ]  # fmt: skip
    world = wed(made(), ("Anna Berg", "Tom Reed", "actual", None), kind="PARENT_OF")
    world.article("s", "2025-10-27").says("[Anna Berg] and [Tom Reed] wed.").claim("SPOUSE_OF")
    assert reasons(world) == ["Anna Berg and Tom Reed are also called parent and child"]


# ------------------------------------------------------------------ places


@pytest.mark.parametrize(
    ("kind", "place", "land", "reason"),
    [
        ("CAPITAL_OF", "Bergen", "norway", "the capital of Norway is Oslo, by the gazetteer"),
        ("CAPITAL_OF", "Oslo", "norway", ""),
        ("LOCATED_IN", "Bergen", "france", "Bergen lies in Norway, by the gazetteer"),
        ("LOCATED_IN", "Bergen", "norway", ""),
        ("LOCATED_IN", "Baden", "switzerland", ""),  # there is one in Austria and one in Switzerland
        ("LOCATED_IN", "Bergen", "oslo", ""),
    ],
)
def test_places_lie_where_the_gazetteer_has_them(kind: str, place: str, land: str, reason: str):
    world = made()
    world.article("a1").says(f"[{place}] lies in [the land|{land}].").claim(kind)
    assert reasons(world) == ([reason] if reason else [])


# ------------------------------------------------------------------ where it is told


def surprising() -> World:
    world = made()
    holds(world, "Anna Berg", "prime-minister:norway")
    holds(world, "Emmanuel Macron", "president:france")
    return world


def test_all_ways_of_assembling_say_the_same_also_where_something_is_kept(tmp_path: Path):
    extractions, resolution, stories = surprising().build()
    kept: dict[tuple[str, str], Piece] = {}

    def keep(name: str, items: Iterable[tuple[str, Any]], make: Callable[[Any], GraphLines]) -> Iterator[Piece]:
        for content, item in items:
            if (name, content) not in kept:
                kept[name, content] = piece_of(make(item))
            yield kept[name, content]

    sums = []
    for background in (KNOWN, NOTHING, KNOWN):
        lines = assemble_pieces(extractions, resolution, stories, 0.0, SYMMETRIC, None, keep, background)
        write_graph(lines, tmp_path / "lines")
        write_graph(assemble(extractions, resolution, stories, 0.0, SYMMETRIC, background), tmp_path / "graph")
        files = [(tmp_path / folder / "relationships.jsonl").read_bytes() for folder in ("lines", "graph")]
        assert files[0] == files[1]
        sums.append(files[0])
    assert sums[0] == sums[2] != sums[1]


def test_explain_and_review_tell_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    write_graph(graph_of(surprising()), tmp_path / "graph")
    (tmp_path / "review.jsonl").write_text("")
    reason = f"Norway was headed by Jonas Gahr Støre on 2023-06-01{BY_TABLE}"
    told = kg(capsys, "explain", "Anna Berg", "prime-minister:norway", "--build", tmp_path)
    assert f"  surprising: {reason}\n" in told.out
    plain = kg(capsys, "explain", "Emmanuel Macron", "president:france", "--build", tmp_path)
    assert "surprising" not in plain.out
    asked = json.loads(kg(capsys, "review", "--json", "--kind", "claim", "--build", tmp_path).out)
    assert [(row["names"], row["reasons"]) for row in asked] == [
        (["Anna Berg", "HOLDS_OFFICE", "Prime Minister of Norway"], [reason, "one source, confidence 0.9"])
    ]


@pytest.fixture
def store(neo4j_server: Connection) -> Iterator[Store]:
    with connect(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as found:
        run_query(found, "MATCH (node) DETACH DELETE node", write=True)
        yield found
        run_query(found, "MATCH (node) DETACH DELETE node", write=True)


def test_the_question_looks_at_all_types_that_checks_look_at():
    [types] = re.findall(r"tie:([A-Z_|\s]+)\]", read_query("surprising").cypher)
    events = {name for name, relation in load_relations().types.items() if relation.event}
    assert set("".join(types.split()).split("|")) == TYPES | events


@pytest.mark.neo4j
def test_the_question_lists_an_event(store: Store):
    world = made()
    draft = world.article("a1", "2025-10-27").says("[Anna Berg] met [Tom Reed] then.").claim("MET", at="2004-05-01")
    draft.says("[Tom Reed] died.").claim("DIED", 0, 0, at="2003-05-02", of_day=True)
    load(store, graph_of(world))
    rows = ask(store, read_query("surprising"), {}).table.rows
    assert [tuple(row[:5]) for row in rows] == [
        ("Anna Berg", "MET", "Tom Reed", "actual", ["Tom Reed died on 2003-05-02"])
    ]


@pytest.mark.neo4j
def test_the_question_lists_it(store: Store):
    load(store, graph_of(surprising()))
    table = ask(store, read_query("surprising"), {}).table
    told = [f"Norway was headed by Jonas Gahr Støre on 2023-06-01{BY_TABLE}"]
    assert [tuple(row[:5]) for row in table.rows] == [
        ("Anna Berg", "HOLDS_OFFICE", "Prime Minister of Norway", "actual", told)
    ]
    assert not ask(store, read_query("surprising"), {"entity": "Emmanuel Macron"}).table.rows
