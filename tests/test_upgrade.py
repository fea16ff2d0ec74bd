"""What an earlier kg left behind: graph files, a cache, decisions and a loaded database are taken up by this one.

`tests/earlier` was written by the kg of 29 November 2026 (7006183), from the one article in it, with its decisions, one
of each kind: the folder `build` (here `written`), the cache, and all that its Neo4j held then (`database.json`).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.graph.graph_files import read_graph, read_manifest
from kg.store.database import Store, connect, run_query, run_schema
from kg.store.local_neo4j import Connection
from tests.commands import kg

EARLIER = Path(__file__).parent / "earlier"
REBUILD = ("rebuild", "news", "--workers", "0", "--home", "home")
DECIDED = {"castellan-bank", "holm", "ida-holm", "tom-reed", "velmora"}
UNDECIDED = {"castellan-bank", "hackaton", "ida-holm", "nordbanken", "tomas-reed", "velmora"}
"""Of the entities that are decided about, the ids that are in the graph with the decisions and without them."""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(EARLIER, tmp_path, dirs_exist_ok=True)
    (tmp_path / "written").rename(tmp_path / "build")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def store(neo4j_server: Connection, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An empty database, which commands use, too."""
    monkeypatch.setenv("NEO4J_URI", neo4j_server.uri)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
    with connect(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as found:
        empty(found)
        yield found
        empty(found)


def empty(store: Store) -> None:
    """Delete everything, constraints and indexes too."""
    run_query(store, "MATCH (n) DETACH DELETE n", write=True)
    for kind, rows in (("CONSTRAINT", "SHOW CONSTRAINTS YIELD name"), ("INDEX", "SHOW INDEXES YIELD name, type")):
        names = [row[0] for row in run_query(store, rows).rows if "LOOKUP" not in row]
        run_schema(store, [f"DROP {kind} `{name}` IF EXISTS" for name in names])


def restore(store: Store) -> None:
    """Make the database what an earlier kg had loaded."""
    held = json.loads((EARLIER / "database.json").read_text(encoding="utf-8"))
    run_schema(store, held["schema"])
    nodes = [{"labels": one["labels"], "own": _days(one["properties"])} for one in held["nodes"]]
    made = "UNWIND range(0, size($nodes) - 1) AS at WITH at, $nodes[at] AS node CREATE (n:$(node.labels)) "
    run_query(store, f"{made} SET n = node.own, n.at = at", {"nodes": nodes}, write=True)
    ties = [{"a": a, "kind": kind, "b": b, "own": _days(own)} for a, kind, b, own in held["relationships"]]
    made = "UNWIND $ties AS tie MATCH (a {at: tie.a}), (b {at: tie.b}) CREATE (a)-[t:$(tie.kind)]->(b) SET t = tie.own"
    run_query(store, made, {"ties": ties}, write=True)
    run_query(store, "MATCH (n) REMOVE n.at", write=True)


def _days(own: dict[str, Any]) -> dict[str, Any]:
    """Properties as a database takes them; days are marked as such in the file."""
    return {name: date.fromisoformat(v["date"]) if isinstance(v, dict) else v for name, v in own.items()}


def everything(store: Store) -> set[str]:
    """What the database holds, but for the number of loads: nodes, relationships, constraints and indexes."""
    asked = (
        "MATCH (n) WHERE NOT (n:KnowledgeGraph AND n.key = 'commits') RETURN n.key, labels(n), properties(n)",
        "MATCH (a)-[t]->(b) RETURN a.key, type(t), b.key, properties(t)",
        "SHOW INDEXES YIELD name, type, entityType, labelsOrTypes, properties, options, state "
        "RETURN name, type, entityType, labelsOrTypes, properties, options, state",
        "SHOW CONSTRAINTS YIELD name, type, labelsOrTypes, properties RETURN name, type, labelsOrTypes, properties",
    )
    return {_told(row) for one in asked for row in run_query(store, one).rows}


def _told(row: tuple[Any, ...]) -> str:
    """A row as text; lists of labels have no order."""
    return json.dumps([sorted(v) if isinstance(v, list) else v for v in row], sort_keys=True)


def entities(folder: Path) -> dict[str, str]:
    """Id → label of the entities of graph files."""
    nodes = (node for node in read_graph(folder).nodes if "Entity" in node.labels)
    return {str(node.properties["id"]): node.labels[0] for node in nodes}


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("show", "Reed"), "Tom Reed · Person · tom-reed"),
        (("explain", "Berg", "Reed"), "MET Anna Berg – Tom Reed · actual · 2025-03-03"),
        (("report", "964944e990ac83c8b2ed"), "# A wrong claim: MET Anna Berg → Tom Reed"),
        (("match", "news/names.csv"), "Anna Berg"),
        (("review",), "nothing to review"),
        (("brief",), "Anna Berg VISITED Bergen · planned · 2025-03-07"),
        (("stories", "--all"), "Two in Aldermoor"),
        (("diff",), "nothing to compare yet"),
        (("view", "--out", "page.html"), "11 entities"),
        (("browse", "--perspective", "kg.json"), "9 search phrases"),
        (("export", "--format", "graphml", "--out", "graph.graphml"), "27 nodes, 68 relationships"),
    ],
)
def test_graph_files_of_an_earlier_kg_are_read_by_every_command(
    here: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...], told: str
):
    (here / "news" / "names.csv").write_text("name\nAnna Berg\n", encoding="utf-8")
    ran = kg(capsys, *command, *(("--home", "home") if command[0] == "brief" else ()))
    assert (ran.code, told in ran.out + ran.err) == (0, True), ran.out + ran.err


def test_with_the_cache_of_an_earlier_kg_a_rebuild_writes_what_it_writes_without(
    here: Path, capsys: pytest.CaptureFixture[str]
):
    ran = kg(capsys, *REBUILD, "--no-load")
    assert ran.code == 0, ran.err
    with_cache = read_manifest(here / "build" / "graph")["sha256"]
    ran = kg(capsys, *REBUILD, "--no-load", "--fresh")
    assert ran.code == 0, ran.err
    assert read_manifest(here / "build" / "graph")["sha256"] == with_cache


def test_decisions_of_an_earlier_kg_hold(here: Path, capsys: pytest.CaptureFixture[str]):
    assert kg(capsys, *REBUILD, "--no-load").code == 0
    found = entities(here / "build" / "graph")
    assert found.keys() & (DECIDED | UNDECIDED) == DECIDED
    assert found["velmora"] == "Place"
    (here / "decisions.yaml").unlink()
    assert kg(capsys, *REBUILD, "--no-load").code == 0
    found = entities(here / "build" / "graph")
    assert found.keys() & (DECIDED | UNDECIDED) == UNDECIDED
    assert found["velmora"] == "Organization"


@pytest.mark.neo4j
@pytest.mark.usefixtures("here")
def test_a_database_that_an_earlier_kg_loaded_is_asked(store: Store, capsys: pytest.CaptureFixture[str]):
    restore(store)
    ran = kg(capsys, "ask", "who met Tom Reed?", "--csv")
    assert (ran.code, "Anna Berg,MET,actual,2025-03-03" in ran.out) == (0, True), ran.out + ran.err
    assert "Anna Berg" in kg(capsys, "find", "berg").out


@pytest.mark.neo4j
@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("changed", [False, True], ids=["as it was loaded", "without the note on it"])
def test_a_database_that_an_earlier_kg_loaded_becomes_what_this_one_loads(
    store: Store, capsys: pytest.CaptureFixture[str], changed: bool
):
    restore(store)
    if changed:
        run_query(store, "MATCH (k:KnowledgeGraph {key: 'kg'}) DELETE k", write=True)
    ran = kg(capsys, *REBUILD)
    assert ran.code == 0, ran.err
    upgraded = everything(store)
    names = {row[0] for row in run_query(store, "MATCH (e:Entity) RETURN e.id").rows}
    assert names & (DECIDED | UNDECIDED) == DECIDED
    empty(store)
    assert kg(capsys, *REBUILD).code == 0
    assert upgraded ^ everything(store) == set()
