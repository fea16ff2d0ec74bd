"""The perspective for Bloom and Explore: what it names is what the graph in Neo4j has. Bloom itself is not at hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.claim.relations import load_relations
from kg.explore.grass import read_style
from kg.explore.perspective import ASIDE, perspective
from kg.graph.graph_files import write_graph
from kg.store.database import Store, connect, run_query
from kg.store.loading import load
from kg.store.local_neo4j import Connection
from tests.commands import kg
from tests.newsworld import news_world

TYPES = {"STRING": "string", "INTEGER": "bigint", "FLOAT": "float", "BOOLEAN": "boolean", "DATE": "Date"}
WHOM = {
    "person": "Anna Berg", "other": "Tom Reed", "office": "President of Norland", "place": "Portville",
    "organization": "Acme Labs",
}  # fmt: skip


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("build")
    write_graph(news_world(), folder / "graph")
    return folder


@pytest.fixture(scope="module")
def made(build: Path) -> dict[str, Any]:
    return perspective(build / "graph", load_relations().types, read_style())


@pytest.fixture(scope="module")
def store(neo4j_server: Connection) -> Iterator[Store]:
    with connect(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as store:
        run_query(store, "MATCH (node) DETACH DELETE node", write=True)
        load(store, news_world())
        yield store
        run_query(store, "MATCH (node) DETACH DELETE node", write=True)


def of_values(rows: list[tuple[Any, ...]]) -> dict[str, dict[str, str]]:
    """Kind → property → type, as the database tells them."""
    found: dict[str, dict[str, str]] = {}
    for kind, name, told in rows:
        if name not in ASIDE:
            word = told.removesuffix(" NOT NULL")
            found.setdefault(kind, {})[name] = "array" if word.startswith("LIST") else TYPES[word]
    return found


@pytest.mark.neo4j
def test_its_labels_and_properties_are_those_of_the_graph(made: dict[str, Any], store: Store):
    query = (
        "MATCH (n:Kg) UNWIND keys(n) AS key "
        "RETURN DISTINCT [l IN labels(n) WHERE NOT l IN ['Kg', 'Entity']][0], key, valueType(n[key])"
    )
    labels = of_values([tuple(row) for row in run_query(store, query).rows])
    told = {one["labels"][0]: {p["name"]: p["dataType"] for p in one["properties"]} for one in made["categories"]}
    assert told == labels
    assert {kind: {p["propertyKey"]: p["dataType"] for p in own} for kind, own in made["labels"].items()} == labels
    assert all(sum(p["isCaption"] for p in one["properties"]) == 1 for one in made["categories"])


@pytest.mark.neo4j
def test_its_relationship_types_are_those_of_the_graph_and_of_the_relation_files(made: dict[str, Any], store: Store):
    query = "MATCH (:Kg)-[t]->(:Kg) UNWIND keys(t) AS key RETURN DISTINCT type(t), key, valueType(t[key])"
    there = of_values([tuple(row) for row in run_query(store, query).rows])
    told = {
        one["name"]: {p["propertyKey"]: p["dataType"] for p in one["properties"]} for one in made["relationshipTypes"]
    }
    assert {name: own for name, own in told.items() if own} == there
    held = {row[0] for row in run_query(store, "MATCH (:Kg)-[t]->(:Kg) RETURN DISTINCT type(t)").rows}
    assert told.keys() == held | load_relations().types.keys()


@pytest.mark.neo4j
def test_each_search_phrase_draws_something(made: dict[str, Any], store: Store):
    labels = {one["labels"][0] for one in made["categories"]}
    assert len(made["templates"]) == 9
    for phrase in made["templates"]:
        assert {one["suggestionLabel"] for one in phrase["params"]} <= labels
        asked = {one["name"].removeprefix("$"): WHOM[one["name"].removeprefix("$")] for one in phrase["params"]}
        assert run_query(store, phrase["cypher"], asked).rows, phrase["text"]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"version": "1.2.1"}, "a perspective of another Bloom (1.2.1, this one is for 2.21.0)"),
        ({"lastEditedAt": 1}, "a perspective that somebody has changed"),
        ({"id": "own", "name": "own"}, "a perspective that somebody has changed"),
        (None, "a file that is no perspective"),
    ],
)
def test_it_takes_the_place_of_one_that_kg_wrote_and_of_nothing_else(
    build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], changed: dict[str, object] | None, why: str
):
    file = tmp_path / "kg.json"
    write = ("browse", "--perspective", file, "--build", build)
    ran = kg(capsys, *write)
    assert (ran.code, "9 search phrases" in ran.out) == (0, True)
    written = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(written | {"categories": []}), encoding="utf-8")
    assert kg(capsys, *write).code == 0
    assert json.loads(file.read_text(encoding="utf-8")) == written
    for other in ("{}", "[1]", "notes") if changed is None else (json.dumps(written | changed),):
        file.write_text(other, encoding="utf-8")
        refused = kg(capsys, *write)
        assert (refused.code, refused.err) == (2, f"kg: --perspective {file}: there is {why}; name another file\n")
        assert file.read_text(encoding="utf-8") == other
