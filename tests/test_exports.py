"""`kg export`: every form is read back by a program it is meant for, and holds the whole graph."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.export_cypher import BATCH
from kg.graph.exports import FORMATS, write_export
from kg.graph.graph_files import identity, read_graph, read_manifest, write_graph
from kg.model import Graph, Node, Relationship, Value
from kg.store import local_neo4j
from kg.store.database import Store, connect, run_query
from kg.store.loading import Loaded, load
from tests.commands import build_of, kg
from tests.worlds import World

HAS_FTM = find_spec("followthemoney") is not None
needs_ftm = pytest.mark.skipif(not HAS_FTM, reason="followthemoney needs a compiler: make extras NAME=ftm installs it")

NASTY = 'He said: "a\\nb" \\u0041 {x: 1}; // no\nnew\tline ; <b>&amp; `tick` \u2028 é 日本 \\'


def fjord() -> World:
    """A company, a state, a post, a denied visit, a sentence with every character that needs care."""
    world = World().entity("norland", "Place", iso2="NO", latitude=60.5, longitude=8.0)
    world.entity("acme", "Organization", "Acme").entity(
        "anna-berg", qid="Q42", aliases=(("A. Berg", 2), ("Anna Berg", 1))
    )
    world.entity("premier:norland", "Office", "Premier of Norland", title="premier", body="norland")
    first = world.article("a1", "2025-10-27", title=NASTY, authors=("Ola Moe", "Kari Lie"), path="news/a1.txt")
    first.says("[Anna Berg] met [Tom Reed] on Monday.").claim("MET", at="2025-10-27")
    first.says("[Anna Berg], [premier|premier:norland].").claim("HOLDS_OFFICE", details=(("since", "2025-10-21"),))
    first.says("[Tom Reed] owns [Acme|acme].").claim("OWNS").says("[Tom Reed] works for [Acme|acme].").claim(
        "WORKS_FOR"
    )
    first.says("[Anna Berg], a citizen of [Norland|norland].").claim("CITIZEN_OF")
    first.says("[Anna Berg] did not go to [Norland|norland].").claim("VISITED", status="denied")
    first.says("[Anna Berg] was born in May 1970.").claim("BORN", 0, 0, at="1970-05-01..1970-05-31", of_day=True)
    first.says("[Acme|acme] was founded in 1999.").claim("ESTABLISHED", 0, 0, at="1999-01-01..1999-12-31", of_day=True)
    first.says(f"[Anna Berg] praised [Acme|acme]: {NASTY}").claim(
        "PRAISED", status="planned", at="2025-11-01..2025-11-30"
    )
    world.article("a2").says("[Tom Reed] pledged [Norland|norland].").claim(
        "PLEDGED_TO", details=(("amount", 5), ("what", "x"))
    )
    world.story("s1", "a1").story("s2", "a2")
    return world


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_of(fjord(), tmp_path_factory.mktemp("fjord"))


def graph_of(build: Path) -> Graph:
    return read_graph(build / "graph")


def written(build: Path, form: str, folder: Path, layer: str = "all") -> Path:
    return write_export(build / "graph", form, folder / FORMATS[form], layer).path  # type: ignore[arg-type]


# ------------------------------------------------------------------ files


def test_networkx_reads_the_graphml(build: Path, tmp_path: Path):
    graph = graph_of(build)
    read = nx.read_graphml(written(build, "graphml", tmp_path), force_multigraph=True)
    assert set(read) == {node.key for node in graph.nodes}
    assert sorted(key for *_, key in read.edges(keys=True)) == sorted(one.key for one in graph.relationships)
    assert Counter(kind for *_, kind in read.edges(data="type")) == Counter(one.type for one in graph.relationships)
    assert read.nodes["Entity:norland"]["latitude"] == 60.5
    assert read.nodes["Entity:norland"]["labels"] == "Place;Entity"
    assert json.loads(read.nodes["Article:a1"]["authors"]) == ["Ola Moe", "Kari Lie"]
    assert read.nodes["Article:a1"]["title"] == NASTY


def test_duckdb_reads_the_parquet_with_types_lists_and_dates(build: Path, tmp_path: Path):
    folder, graph = written(build, "parquet", tmp_path), graph_of(build)
    duck = duckdb.connect()
    for name in ("nodes", "relationships"):
        duck.read_parquet(str(folder / f"{name}.parquet")).create_view(name)

    def ask(sql: str) -> list[tuple[object, ...]]:
        return duck.sql(sql).fetchall()

    assert ask("select count(*) from nodes") == [(len(graph.nodes),)]
    assert ask("select aliases, alias_counts from nodes where key = 'Entity:anna-berg'") == [
        (["A. Berg", "Anna Berg"], [2, 1])
    ]
    met = ask("select when_start + interval 1 day from relationships where type = 'MET' and status = 'actual'")
    assert [str(row[0])[:10] for row in met] == ["2025-10-28"]
    types = Counter(one.type for one in graph.relationships)
    assert dict(ask("select type, count(*) from relationships group by type")) == types  # type: ignore[arg-type]
    assert ask("select title from nodes where key = 'Article:a1'") == [(NASTY,)]


def test_the_csv_tables_hold_every_row_and_value(build: Path, tmp_path: Path):
    folder, graph = written(build, "csv", tmp_path), graph_of(build)
    with (folder / "nodes.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["key"]: row for row in csv.DictReader(file)}
    assert {key: row["labels"] for key, row in rows.items()} == {n.key: json.dumps(list(n.labels)) for n in graph.nodes}
    assert rows["Article:a1"]["title"] == NASTY
    read = duckdb.read_csv(str(folder / "relationships.csv"), header=True).fetchall()
    assert len(read) == len(graph.relationships)


def test_the_layer_of_entities_leaves_the_evidence_out(build: Path, tmp_path: Path):
    read = nx.read_graphml(written(build, "graphml", tmp_path, "entities"), force_multigraph=True)
    assert {key.partition(":")[0] for key in read} == {"Entity"}
    assert "MENTIONED_IN" not in {kind for *_, kind in read.edges(data="type")}


VALUES = st.text() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False) | st.booleans()
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
ANY = st.dictionaries(TEXT.filter(bool), VALUES | st.lists(TEXT, min_size=1), max_size=4)


@given(one=ANY, other=ANY)
def test_any_property_survives_parquet_and_gives_valid_graphml(
    one: dict[str, Value], other: dict[str, Value], tmp_path_factory: pytest.TempPathFactory
):
    folder = tmp_path_factory.mktemp("any")
    clean = [{k: v for k, v in row.items() if not _surrogates(k, v)} for row in (one, other)]
    graph = Graph((Node("Entity:a", ("Person", "Entity"), clean[0]), Node("Entity:b", ("Person", "Entity"), clean[1])),
                  (Relationship("0", "MET", "Entity:a", "Entity:b", clean[0]),))  # fmt: skip
    write_graph(graph, folder / "graph")
    write_export(folder / "graph", "parquet", folder / "p")
    rows = duckdb.read_parquet(str(folder / "p" / "nodes.parquet")).fetchall()
    assert len(rows) == 2
    write_export(folder / "graph", "graphml", folder / "g.graphml")
    assert len(nx.read_graphml(folder / "g.graphml")) == 2


def _surrogates(name: str, value: Value) -> bool:
    return any(0xD800 <= ord(c) <= 0xDFFF for c in name + str(value)) or name.casefold() in {"key", "labels"}


def test_two_exports_of_one_graph_are_the_same_bytes(build: Path, tmp_path: Path):
    for form in ("graphml", "cypher", "csv", "parquet", "neo4j-admin", *(("ftm",) if HAS_FTM else ())):
        sums = []
        for _ in range(2):
            path = written(build, form, tmp_path)
            files = sorted(path.iterdir()) if path.is_dir() else [path]
            sums.append([(file.name, file.read_bytes()) for file in files])
        assert sums[0] == sums[1], form


# ------------------------------------------------------------------ FollowTheMoney


@needs_ftm
def test_followthemoney_reads_valid_entities(build: Path, tmp_path: Path):
    from followthemoney import model  # noqa: PLC0415  not installed everywhere

    lines = written(build, "ftm", tmp_path).read_text(encoding="utf-8").splitlines()
    proxies = [model.get_proxy(json.loads(row)) for row in lines]
    by_id = {proxy.id: proxy for proxy in proxies}
    for proxy, row in zip(proxies, lines, strict=True):
        proxy.schema.validate({"properties": proxy.to_dict()["properties"]})
        assert proxy.to_dict()["properties"] == json.loads(row)["properties"], "nothing was dropped on reading"
        for prop, value in proxy.itervalues():
            if prop.range is not None:
                assert by_id[value].schema.is_a(prop.range), f"{proxy.id} {prop.name}"
    schemata = Counter(proxy.schema.name for proxy in proxies)
    assert {"Person", "Position", "Occupancy", "Address", "Article", "UnknownLink", "Employment"} <= set(schemata)
    anna = next(proxy for proxy in proxies if proxy.caption == "Anna Berg")
    assert (anna.get("alias"), anna.get("citizenship"), anna.get("wikidataId")) == (["A. Berg"], ["no"], ["Q42"])
    assert anna.get("birthDate") == ["1970-05"]
    assert next(proxy for proxy in proxies if proxy.caption == "Acme").get("incorporationDate") == ["1999"]
    occupancy = next(proxy for proxy in proxies if proxy.schema.name == "Occupancy")
    assert (occupancy.get("startDate"), occupancy.get("status")) == (["2025-10-21"], ["current"])
    assert by_id[occupancy.first("proof")].schema.name == "Article"


def gathering() -> World:
    """Three who met, a state that met one of them, an arrest ahead, and a meeting that did not take place."""
    world = World(events=frozenset({"MET", "ARRESTED"}))
    world.entity("norland", "Place", iso2="NO").entity("bergen", "Place", iso2="NO")
    world.entity("acme", "Organization", "Acme").entity("premier:norland", "Office", "Premier of Norland")
    first = world.article("a1", "2025-10-27", title="Talks")
    first.says("[Anna Berg], [Tom Reed] and [Acme|acme] met in [Bergen|bergen].")
    for one, other in ((0, 1), (0, 2), (1, 2)):
        first.claim("MET", one, other, at="2025-10-27", place=3)
    first.says("[Norland|norland] met [Anna Berg] too.").claim("MET", at="2025-10-20..2025-10-26")
    second = world.article("a2", "2025-10-28").says("[The premier|premier:norland] is to arrest [Ida Lie].")
    second.claim("ARRESTED", status="planned")
    second.says("[Anna Berg] did not meet [Jon Moe].").claim("MET", status="denied")
    return world


@needs_ftm
def test_events_are_events_of_followthemoney(tmp_path: Path):
    from followthemoney import model  # noqa: PLC0415  as above

    rows = written(build_of(gathering(), tmp_path), "ftm", tmp_path).read_text(encoding="utf-8").splitlines()
    by_id = {row["id"]: model.get_proxy(row) for row in map(json.loads, rows)}
    events = {proxy.caption: proxy for proxy in by_id.values() if proxy.schema.name == "Event"}
    assert set(events) == {
        "MET: Acme, Anna Berg, Tom Reed", "MET: Anna Berg, Norland", "Premier of Norland ARRESTED Ida Lie",
    }  # fmt: skip
    for proxy in events.values():
        proxy.schema.validate({"properties": proxy.to_dict()["properties"]})
        for prop, value in proxy.itervalues():
            if prop.range is not None:
                assert by_id[value].schema.is_a(prop.range), f"{proxy.caption} {prop.name}"

    def named(proxy: Any, name: str) -> list[str]:  # noqa: ANN401  a class of an optional package
        return sorted(by_id[ident].caption for ident in proxy.get(name))

    talks, alone, arrest = (events[caption] for caption in sorted(events))
    assert named(talks, "involved") == ["Acme", "Anna Berg", "Tom Reed"]
    assert (talks.get("date"), talks.get("location"), talks.get("country")) == (["2025-10-27"], ["Bergen"], ["no"])
    assert (named(talks, "addressEntity"), named(talks, "proof")) == (["Bergen"], ["Talks"])
    assert (sorted(talks.get("keywords")), sorted(arrest.get("keywords"))) == (
        ["actual", "met"],
        ["arrested", "planned"],
    )
    assert (alone.get("startDate"), alone.get("endDate"), alone.get("date")) == (["2025-10-20"], ["2025-10-26"], [])
    assert (alone.get("location"), arrest.get("location")) == ([], [])
    ids = {proxy.id for proxy in events.values()}
    ties = [one for one in by_id.values() if one.first("subject", quiet=True) in ids]
    told = {
        (by_id[one.first("subject")].caption, one.first("role"), by_id[one.first("object")].caption) for one in ties
    }
    assert told == {
        ("MET: Anna Berg, Norland", "party", "Norland"),
        ("Premier of Norland ARRESTED Ida Lie", "subject", "Premier of Norland"),
    }


@needs_ftm
def test_the_layer_of_entities_has_no_events(tmp_path: Path):
    rows = written(build_of(gathering(), tmp_path), "ftm", tmp_path, "entities").read_text(encoding="utf-8")
    assert '"MET: ' not in rows
    assert '"Anna Berg"' in rows


@needs_ftm
def test_what_is_denied_does_not_become_a_link(build: Path, tmp_path: Path):
    text = written(build, "ftm", tmp_path).read_text(encoding="utf-8")
    assert "did not go" not in text
    assert '"status": ["planned"]' in text


# ------------------------------------------------------------------ a real Neo4j


@pytest.fixture
def store(neo4j_server: local_neo4j.Connection) -> Iterator[Store]:
    with connect(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as found:
        run_query(found, "MATCH (node) DETACH DELETE node", write=True)
        yield found
        run_query(found, "MATCH (node) DETACH DELETE node", write=True)


def counted(store: Store) -> tuple[int, dict[str, int]]:
    [[nodes]] = run_query(store, "MATCH (node:Kg) RETURN count(node)").rows
    return nodes, dict(run_query(store, "MATCH ()-[tie]->() RETURN type(tie), count(*)").rows)  # type: ignore[arg-type]


def expected(graph: Graph) -> tuple[int, dict[str, int]]:
    return len(graph.nodes), dict(Counter(one.type for one in graph.relationships))


def check_values(store: Store) -> None:
    [[title, authors, published]] = run_query(
        store, "MATCH (a:Article {id: 'a1'}) RETURN a.title, a.authors, a.published - duration('P1D')"
    ).rows
    assert (title, authors, published) == (NASTY, ["Ola Moe", "Kari Lie"], "2025-10-26")
    [[counts, latitude]] = run_query(
        store, "MATCH (p:Person:Entity {id: 'anna-berg'})-[:CITIZEN_OF]->(c) RETURN p.alias_counts, c.latitude"
    ).rows
    assert (counts, latitude) == ([2, 1], 60.5)


@pytest.mark.neo4j
def test_neo4j_runs_the_cypher_script(build: Path, tmp_path: Path, store: Store):
    script = written(build, "cypher", tmp_path).read_text(encoding="utf-8")
    for statement in script.split(";\n"):
        if statement.strip():
            run_query(store, statement, write=True)
    assert counted(store) == expected(graph_of(build))
    check_values(store)


def test_a_large_graph_is_cut_into_statements(tmp_path: Path):
    nodes = tuple(Node(f"Entity:{n:05}", ("Person", "Entity"), {"id": f"{n:05}"}) for n in range(BATCH * 2 + 1))
    write_graph(Graph(nodes, ()), tmp_path / "graph")
    script = write_export(tmp_path / "graph", "cypher", tmp_path / "g.cypher").path.read_text()
    assert script.count("UNWIND [") == 3
    assert script.count("{of: ") == len(nodes)


def everything(store: Store) -> list[str]:
    """All nodes and relationships with all they hold, but for what counts commits."""
    nodes = "MATCH (n) WHERE NOT n.key = 'commits' RETURN n.key, labels(n), properties(n)"
    ties = "MATCH (a)-[r]->(b) RETURN a.key, b.key, type(r), properties(r)"
    found = [row for query in (nodes, ties) for row in run_query(store, query).rows]
    return sorted(
        json.dumps([sorted(one) if isinstance(one, list) else one for one in row], sort_keys=True) for row in found
    )


def loaded_over_bolt(build: Path, server: local_neo4j.Connection) -> list[str]:
    """What the database holds after an ordinary load of the graph, which is then removed."""
    with connect(server.uri, server.user, server.password) as store:
        load(store, graph_of(build), identity=identity(read_manifest(build / "graph")))
        found = everything(store)
        run_query(store, "MATCH (n) DETACH DELETE n", write=True)
    return found


@pytest.mark.neo4j
@pytest.mark.slow
def test_neo4j_admin_imports_with_the_printed_command_what_a_load_writes(
    build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], neo4j_server: local_neo4j.Connection
):
    ran = kg(capsys, "export", "-f", "neo4j-admin", "-o", tmp_path / "files for import", "--build", build)
    command = ran.out.splitlines()[-1]
    assert command.startswith("neo4j-admin ")
    argument = command.removeprefix("neo4j-admin ").strip("'")
    home = tmp_path / "server"
    local_neo4j.start(home, lambda _line: None)
    local_neo4j.stop(home, lambda _line: None)
    local_neo4j.admin(home, argument, report=lambda _line: None)
    connection = local_neo4j.start(home, lambda _line: None)
    try:
        with connect(connection.uri, connection.user, connection.password) as imported:
            assert counted(imported) == expected(graph_of(build))
            check_values(imported)
            assert load(imported, graph_of(build), identity=identity(read_manifest(build / "graph"))).unchanged
            assert everything(imported) == loaded_over_bolt(build, neo4j_server)
    finally:
        local_neo4j.stop(home, lambda _line: None)


@pytest.mark.neo4j
@pytest.mark.slow
def test_kg_imports_into_its_own_server_and_goes_on_from_there(
    build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], neo4j_server: local_neo4j.Connection
):
    places = ("--home", tmp_path, "--build", build)
    connection = local_neo4j.start(tmp_path / "neo4j", lambda _line: None)
    try:
        with connect(connection.uri, connection.user, connection.password) as store:
            run_query(store, "CREATE (:Note {text: 'mine'})", write=True)
        refused = kg(capsys, "neo4j", "import", *places)
        assert (refused.code, "1 Note" in refused.err, "--yes" in refused.err) == (3, True, True)
        done = kg(capsys, "neo4j", "import", "--yes", *places)
        assert done.code == 0, done.err
        with connect(connection.uri, connection.user, connection.password) as store:
            assert everything(store) == loaded_over_bolt(build, neo4j_server)
            graph = graph_of(build)
            assert load(store, graph).unchanged
            less = replace(graph, relationships=graph.relationships[1:])
            assert load(store, less) == Loaded(relationships_deleted=1)
    finally:
        local_neo4j.stop(tmp_path / "neo4j", lambda _line: None)


# ------------------------------------------------------------------ the command


def test_the_command_says_what_it_wrote(
    build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    ran = kg(capsys, "export", "--format", "csv", "--build", build)
    graph = graph_of(build)
    assert ran.out == f"{len(graph.nodes)} nodes, {len(graph.relationships)} relationships in graph-csv\n"
    assert (tmp_path / "graph-csv" / "nodes.csv").is_file()


@pytest.mark.parametrize("form", FORMATS)
def test_without_a_graph_nothing_is_left(tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str):
    ran = kg(capsys, "export", "-f", form, "-o", tmp_path / "out" / form, "--build", tmp_path / "build")
    assert (ran.code, "no graph here" in ran.err, list(tmp_path.iterdir())) == (2, True, [])


def test_an_unknown_format_and_a_missing_package_are_told(
    build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    unknown = kg(capsys, "export", "-f", "gexf", "--build", build)
    assert (unknown.code, "graphml" in unknown.err) == (2, True)
    for package, form in (("pyarrow", "parquet"), ("followthemoney", "ftm")):
        monkeypatch.setitem(sys.modules, package, None)
        ran = kg(capsys, "export", "-f", form, "-o", tmp_path / form, "--build", build)
        assert (ran.code, f"make extras NAME={form}" in ran.err) == (2, True)


def test_a_folder_is_never_written_over_a_file(build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "mine").write_text("mine")
    ran = kg(capsys, "export", "-f", "csv", "-o", tmp_path / "mine", "--build", build)
    assert (ran.code, (tmp_path / "mine").read_text()) == (2, "mine")
