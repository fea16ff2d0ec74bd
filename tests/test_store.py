"""Loading against a real Neo4j: only the difference, all or nothing, beside what others keep there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import neo4j
import pytest

from kg.errors import StoreError, UsageError
from kg.graph.assemble import assemble
from kg.graph.graph_files import Since, counts, identity, previous, since_previous, write_graph
from kg.model import Graph, Node, Relationship, Value
from kg.store import local_neo4j
from kg.store.database import in_transaction, load_statement, plain
from kg.store.loading import Loaded, Store, connect, load, run_query, schema_statements
from kg.store.local_neo4j import Connection
from tests.worlds import SYMMETRIC, World

pytestmark = pytest.mark.neo4j


@pytest.fixture
def neo(neo4j_server: Connection) -> Iterator[Store]:
    """An empty database."""
    with connect(neo4j_server.uri, neo4j_server.user, neo4j_server.password, neo4j_server.database) as found:
        wipe(found)
        yield found
        wipe(found)


def wipe(neo: Store) -> None:
    run_query(neo, "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS", write=True)


def small(*skipped: str) -> Graph:
    """Three articles, less those skipped."""
    world = World().entity("oslo", "Place")
    texts = {"a": "[Anna Berg] met [Tom Reed].", "b": "[Anna Berg] visited [Oslo].", "c": "[Eva Lund]"}
    for ident, text in texts.items():
        if ident not in skipped:
            draft = world.article(ident, "2025-10-28").says(text)
            if ident != "c":
                draft.claim("MET" if ident == "a" else "VISITED", at="2025-10-27")
    if "b" in skipped:
        del world.entities["oslo"]
    extractions, resolution, stories = world.build()
    return assemble(extractions, resolution, stories, 0.0, SYMMETRIC)


def large(nodes: int = 3000, name: str = "old") -> Graph:
    """A ring of nodes that all say `name`, so that a mixture of two graphs shows."""
    keys = [f"Entity:{index:06}" for index in range(nodes)]
    about: dict[str, Value] = {"name": name, "aliases": ["x" * 200]}
    ring = zip(keys, keys[1:] + keys[:1], strict=True)
    return Graph(
        tuple(Node(key, ("Person", "Entity"), about) for key in keys),
        tuple(Relationship(f"{key}>{other}", "MET", key, other, {"rules": [name]}) for key, other in ring),
    )


def rows(neo: Store, cypher: str, **params: object) -> list[tuple[object, ...]]:
    return list(run_query(neo, cypher, params).rows)


def held(neo: Store) -> dict[str, dict[str, int]]:
    nodes = rows(neo, "MATCH (n:Kg) UNWIND labels(n) AS label RETURN label, count(*) ORDER BY label")
    types = rows(neo, "MATCH (:Kg)-[r]->() RETURN type(r), count(*) ORDER BY type(r)")
    return {
        "nodes": {str(label): int(str(n)) for label, n in nodes if label != "Kg"},
        "relationships": {str(kind): int(str(n)) for kind, n in types},
    }


# ------------------------------------------------------------------ what a load does


def test_the_database_holds_the_graph(neo: Store):
    graph = small()
    assert load(neo, graph).nodes_created == len(graph.nodes)
    assert held(neo) == counts(graph)
    query = "MATCH (a)-[r:MET]->(b) RETURN a.id, b.id, r.when_start, a:Person AND a:Entity, r.when_start < date()"
    assert rows(neo, query) == [("anna-berg", "tom-reed", "2025-10-27", True, True)]


def test_loading_the_same_graph_again_changes_nothing(neo: Store):
    load(neo, small())
    ids = "MATCH (n:Kg) RETURN n.key, elementId(n) ORDER BY n.key"
    before = rows(neo, ids)
    assert load(neo, small()).unchanged
    run_query(neo, "MATCH (g:KnowledgeGraph) DELETE g", write=True)
    assert load(neo, small()).unchanged
    assert rows(neo, ids) == before


def test_a_graph_known_by_its_files_is_not_even_looked_at(neo: Store, tmp_path: Path):
    known = identity(write_graph(small(), tmp_path / "graph"))
    assert not load(neo, small(), identity=known).unchanged
    assert load(neo, Graph((), ()), identity=known).unchanged
    run_query(neo, "MATCH (n:Claim) WITH n LIMIT 1 DETACH DELETE n", write=True)
    assert load(neo, small(), identity=known).nodes_created == 1
    assert identity(write_graph(small("a"), tmp_path / "graph")) != known


def never() -> Graph:
    raise AssertionError("no graph is read")


def loaded_before(neo: Store, folder: Path, *skipped: str) -> None:
    """Write and load a graph, so that the next one written has it before it."""
    load(neo, small(*skipped), identity=identity(write_graph(small(*skipped), folder)))


def is_held(neo: Store, graph: Graph) -> bool:
    """Whether the database holds just these rows, one by one."""
    run_query(neo, "MATCH (g:KnowledgeGraph) DELETE g", write=True)
    return held(neo) == counts(graph) and load(neo, graph).unchanged


@pytest.mark.parametrize(("before", "after"), [("", "b"), ("b", ""), ("a", "c"), ("ac", "b")])
def test_a_database_with_the_graph_before_is_told_the_difference_alone(
    neo: Store, tmp_path: Path, before: str, after: str
):
    loaded_before(neo, tmp_path / "graph", *before)
    known = identity(write_graph(small(*after), tmp_path / "graph"))
    assert not load(neo, never, identity=known, since=partial(since_previous, tmp_path / "graph")).unchanged
    assert load(neo, never, identity=known).unchanged
    assert is_held(neo, small(*after))


@pytest.mark.parametrize("change", ["another graph", "deleted by hand", "damaged file"])
def test_a_database_without_the_graph_before_is_compared_row_by_row(neo: Store, tmp_path: Path, change: str):
    folder = tmp_path / "graph"
    loaded_before(neo, folder)
    known = identity(write_graph(small("b"), folder))
    if change == "another graph":
        load(neo, small("c"))
    elif change == "deleted by hand":
        run_query(neo, "MATCH (n:Article {id: 'a'}) DETACH DELETE n", write=True)
    else:
        (previous(folder) / "nodes.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(AssertionError, match="no graph is read"):
        load(neo, never, identity=known, since=partial(since_previous, folder))
    load(neo, lambda: small("b"), identity=known, since=partial(since_previous, folder))
    assert is_held(neo, small("b"))


def test_a_load_that_another_one_overtakes_compares_row_by_row(neo: Store, tmp_path: Path):
    folder = tmp_path / "graph"
    loaded_before(neo, folder)
    known = identity(write_graph(small("b"), folder))

    def overtaken() -> Since | None:
        load(neo, small("c"))
        return since_previous(folder)

    load(neo, lambda: small("b"), identity=known, since=overtaken)
    assert is_held(neo, small("b"))


def test_a_removed_article_leaves_nothing_and_the_rest_stays_itself(neo: Store):
    load(neo, small())
    [[anna]] = rows(neo, "MATCH (n {id: 'anna-berg'}) RETURN elementId(n)")
    load(neo, small("b"))
    assert held(neo) == counts(small("b"))
    assert rows(neo, "MATCH (n {id: 'anna-berg'}) RETURN elementId(n)") == [(anna,)]
    assert rows(neo, "MATCH (n) WHERE n.id IN ['b', 'oslo'] RETURN n") == []


def test_only_what_differs_is_written(neo: Store):
    graph = large(50)
    load(neo, graph)
    first = replace(graph.nodes[0], labels=("Place", "Entity"), properties={"name": "Oslo"})
    edge = replace(graph.relationships[0], properties={"rules": ["new"]})
    changed = Graph((first, *graph.nodes[1:]), (edge, *graph.relationships[1:]))
    assert load(neo, changed) == Loaded(nodes_changed=1, relationships_changed=1)
    assert rows(neo, "MATCH (n:Place) RETURN n.name, n.aliases, n:Person") == [("Oslo", None, False)]
    assert rows(neo, "MATCH ()-[r:MET {key: $key}]->() RETURN r.rules", key=edge.key) == [(["new"],)]


def test_what_was_deleted_by_hand_comes_back(neo: Store):
    load(neo, small())
    run_query(neo, "MATCH (n:Claim) DETACH DELETE n", write=True)
    load(neo, small())
    assert held(neo) == counts(small())


@pytest.mark.parametrize("name", ["O'Neil", 'say "hi"', "`x`) DETACH DELETE (n", "{a: $b}", "\\u0027", "a\x00b", "<b>"])
def test_names_that_look_like_cypher_are_only_names(neo: Store, name: str):
    load(neo, Graph((Node("Entity:x", ("Person", "Entity"), {"name": name}),), ()))
    assert rows(neo, "MATCH (p:Person) RETURN p.name") == [(name,)]


def test_a_relationship_without_its_end_fails_the_whole_load(neo: Store):
    load(neo, small())
    lost = Relationship("0" * 24, "MET", "Entity:anna-berg", "Entity:nobody", {})
    with pytest.raises(StoreError, match="nothing was changed"):
        load(neo, replace(small("b"), relationships=(lost,)))
    assert held(neo) == counts(small())


def test_the_schema_is_complete_and_can_be_applied_again(neo: Store):
    load(neo, small())
    names = {str(row[0]) for row in rows(neo, "SHOW INDEXES YIELD name, state WHERE state = 'ONLINE' RETURN name")}
    wanted = {statement.split()[statement.split().index("IF") - 1] for statement in schema_statements()}
    assert wanted <= names
    assert rows(neo, "CALL db.index.fulltext.queryNodes('entity_names', 'berg') YIELD node RETURN node.id") == [
        ("anna-berg",)
    ]


def test_the_full_text_index_of_before_is_made_anew_and_folds_accents(neo: Store):
    run_query(neo, "DROP INDEX entity_names IF EXISTS", write=True)
    run_query(neo, "CREATE FULLTEXT INDEX entity_names FOR (e:Entity) ON EACH [e.name]", write=True)
    run_query(neo, "MATCH (g:KnowledgeGraph) SET g.schema = 'of before'", write=True)
    graph = small()
    muller = Node("Entity:m", ("Person", "Entity"), {"id": "m", "name": "Jörg Müller", "aliases": ["J. Müller"]})
    load(neo, replace(graph, nodes=(*graph.nodes, muller)))
    for words in ("muller", "jorg", "Müller"):
        found = rows(neo, f"CALL db.index.fulltext.queryNodes('entity_names', '{words}') YIELD node RETURN node.id")
        assert found == [("m",)]


def test_progress_counts_every_row_to_the_end(neo: Store):
    seen: list[tuple[int, int]] = []
    load(neo, large(3000), progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (6000, 6000)
    assert len(seen) > 2


# ------------------------------------------------------------------ what is not ours


def test_data_of_others_is_named_and_refused(neo: Store):
    run_query(neo, "CREATE (:Movie {title: 'M'}), (:Movie), (:Actor:Star)", write=True)
    with pytest.raises(StoreError, match=r"3 nodes that kg did not write \(2 Movie, 1 Actor:Star\).*--yes"):
        load(neo, small())
    assert held(neo)["nodes"] == {}


def test_data_of_others_is_left_alone_with_yes(neo: Store):
    run_query(neo, "CREATE (:Movie {title: 'M', key: 'Entity:anna-berg'})", write=True)
    load(neo, small(), yes=True)
    run_query(neo, "MATCH (m:Movie), (p {id: 'oslo'}) CREATE (m)-[:SHOT_IN {hash: 'x'}]->(p)", write=True)
    loaded = load(neo, small("b"))
    assert loaded.loose == 1
    assert rows(neo, "MATCH (m:Movie) RETURN properties(m)") == [({"title": "M", "key": "Entity:anna-berg"},)]


def test_notes_of_others_on_our_nodes_survive_a_rebuild(neo: Store):
    load(neo, small())
    run_query(neo, "MATCH (p {id: 'anna-berg'}) CREATE (:Note)-[:ON]->(p), (p)-[:SEEN {by: 'me'}]->(p)", write=True)
    load(neo, small("b"), yes=True)
    assert rows(neo, "MATCH (n:Note)-[:ON]->(p)-[s:SEEN]->(p) RETURN p.id, s.by") == [("anna-berg", "me")]


# ------------------------------------------------------------------ all or nothing

LOADER = """
import os, sys
from pathlib import Path
from functools import partial
from kg.graph.graph_files import identity, read_graph, read_manifest, since_previous
from kg.store.loading import connect, load
def progress(done, total):
    if done >= total * float(sys.argv[2]):
        print("there", flush=True)
        sys.stdin.readline()
uri, user, password, database = os.environ["KG_TEST_NEO4J"].split()
with connect(uri, user, password, database) as store:
    folder = Path(sys.argv[1])
    known, since = identity(read_manifest(folder)), partial(since_previous, folder)
    load(store, read_graph(folder), identity=known, since=since, progress=progress)
"""


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("share", [0.01, 0.5, 1.0])
def test_a_killed_load_leaves_the_old_graph(
    neo: Store, neo4j_server: Connection, tmp_path: Path, share: float, known: bool
):
    """`known`: whether the database holds the graph that the files had before, so that the difference alone is read."""
    before = identity(write_graph(large(500, "old"), tmp_path / "graph"))
    load(neo, large(500, "old"), identity=before if known else None)
    write_graph(large(4000, "new"), tmp_path / "graph")
    server = neo4j_server
    address = f"{server.uri} {server.user} {server.password} {server.database}"
    loader = subprocess.Popen(
        [sys.executable, "-c", LOADER, str(tmp_path / "graph"), str(share)],
        env={**os.environ, "KG_TEST_NEO4J": address},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with loader:
        assert loader.stdout
        assert loader.stdout.readline() == b"there\n"
        assert rows(neo, "MATCH (p:Person) RETURN p.name, count(*)") == [("old", 500)]
        loader.send_signal(signal.SIGKILL)
    assert rows(neo, "MATCH (p:Person) RETURN p.name, count(*)") == [("old", 500)]
    load(neo, large(4000, "new"))
    assert held(neo) == counts(large(4000, "new"))


def test_readers_see_one_graph_or_the_other(neo: Store):
    load(neo, large(2000, "old"))
    seen: set[tuple[object, ...]] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            found = rows(neo, "MATCH (a:Person)-[r:MET]->() RETURN a.name, r.rules[0], count(*)")
            seen.update(found)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        load(neo, large(3000, "new"), progress=lambda _done, _total: time.sleep(0.05))
        time.sleep(0.3)
    finally:
        done.set()
        reader.join()
    assert seen == {("old", "old", 2000), ("new", "new", 3000)}


def test_a_load_killed_while_it_committed_does_not_stop_readers(neo: Store):
    load(neo, small())
    run_query(neo, "MATCH (c:KnowledgeGraph {key: 'commits'}) SET c.number = 7", write=True)
    assert held(neo) == counts(small())
    load(neo, small("b"))
    assert rows(neo, "MATCH (c:KnowledgeGraph {key: 'commits'}) RETURN c.number % 2") == [(0,)]


def test_two_loads_at_once_happen_one_after_the_other(neo: Store):
    load(neo, large(500, "first"))
    under_way = threading.Event()

    def progress(_done: int, _total: int) -> None:
        under_way.set()
        time.sleep(0.1)

    with ThreadPoolExecutor() as pool:
        second = pool.submit(load, neo, large(3000, "second"), progress=progress)
        under_way.wait(30)
        told: list[str] = []
        load(neo, large(2000, "third"), report=told.append)
        assert second.result().nodes_created == 2500
    assert told == ["another load is under way: waiting for its end"]
    assert rows(neo, "MATCH (p:Person) RETURN p.name, count(*)") == [("third", 2000)]


def test_a_graph_too_large_for_the_server_is_refused_with_the_memory_it_needs(neo: Store):
    def run_out(*_: object) -> None:
        raise neo4j.exceptions.Neo4jError._hydrate_neo4j(
            code="Neo.TransientError.General.MemoryPoolOutOfMemoryError", message="The allocation would use more"
        )

    load(neo, small())
    with pytest.raises(StoreError, match=r"8,000 rows need a heap of about 2g \(KG_NEO4J_HEAP=2g"):
        load(neo, large(4000), progress=run_out)
    assert held(neo) == counts(small())


def test_a_load_that_cannot_fit_is_refused_before_anything_is_written(neo: Store, monkeypatch: pytest.MonkeyPatch):
    [(heap,)] = rows(neo, load_statement("heap"))
    assert isinstance(heap, int)
    assert heap > 100_000_000
    load(neo, small())
    monkeypatch.setattr("kg.store.loading.ROW_MEMORY", heap // 5_000)
    seen: list[int] = []
    with pytest.raises(StoreError, match=r"too many for one transaction in a heap of [\d,]+ MB.*kg neo4j import"):
        load(neo, large(3000), progress=lambda done, _: seen.append(done))
    assert not seen
    assert held(neo) == counts(small())
    assert load(neo, large(2000)).nodes_created == 2000


@pytest.mark.slow
def test_a_server_that_restarts_in_the_middle_gets_the_whole_graph(tmp_path: Path):
    home = tmp_path / "neo4j"
    server = local_neo4j.start(home, report=lambda _line: None)
    told: list[str] = []
    stopped = threading.Event()

    def progress(done: int, _total: int) -> None:
        if done > 4000 and not stopped.is_set():
            stopped.set()
            local_neo4j.stop(home, report=lambda _line: None)
            threading.Thread(target=local_neo4j.start, args=(home, lambda _line: None)).start()

    try:
        with connect(server.uri, server.user, server.password, server.database) as neo:
            load(neo, large(4000), progress=progress, report=told.append)
            assert held(neo) == counts(large(4000))
        assert any("trying again" in line for line in told)
    finally:
        local_neo4j.stop(home, report=lambda _line: None)


def test_a_server_that_stays_away_ends_the_load_with_a_clear_error(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kg.store.database.DELAYS", (0.01, 0.01))
    told: list[str] = []
    nowhere = neo4j.GraphDatabase.driver("bolt://127.0.0.1:1")
    with Store(nowhere, "bolt://127.0.0.1:1", "neo4j") as gone, pytest.raises(StoreError, match="does not answer"):
        in_transaction(gone, lambda it: it.run("lock"), retried=told.append)
    assert len(told) == 2


# ------------------------------------------------------------------ connecting and asking


@pytest.mark.parametrize(
    ("uri", "password", "database", "message"),
    [
        ("bolt://127.0.0.1:1", "hunter2-hunter2", "neo4j", "does not answer"),
        ("bolt://neo4j:hunter2-hunter2@127.0.0.1:1", "hunter2-hunter2", "neo4j", "127.0.0.1:1: not the address"),
        ("127.0.0.1:7687", "hunter2-hunter2", "neo4j", "one looks like bolt://"),
        ("", "hunter2-hunter2", "neo4j", "one looks like bolt://"),
        (None, "hunter2-hunter2", "neo4j", "refuses the password of user neo4j: check NEO4J_USERNAME"),
        (None, None, "elsewhere", "no database 'elsewhere': check NEO4J_DATABASE"),
    ],
)
def test_what_is_wrong_with_a_connection_is_said_without_the_password(
    neo4j_server: Connection, uri: str | None, password: str | None, database: str, message: str
):
    address = neo4j_server.uri if uri is None else uri
    with pytest.raises(StoreError, match=message) as caught:
        connect(address, "neo4j", password or neo4j_server.password, database)
    assert "hunter2" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("query", ["CREATE (:X)", "MATCH (n) SET n.x = 1", "MATCH (n) DETACH DELETE n"])
def test_the_server_refuses_writing_queries(neo: Store, query: str):
    load(neo, small())
    with pytest.raises(UsageError, match="--write"):
        run_query(neo, query)
    assert held(neo) == counts(small())


def test_a_wrong_query_is_the_users_error_in_one_line(neo: Store):
    with pytest.raises(UsageError, match="Invalid input") as caught:
        run_query(neo, "MATCH (n RETURN n")
    assert "\n" not in str(caught.value)


def test_graph_values_come_as_json_holds_them(neo: Store):
    load(neo, small())
    found = run_query(
        neo,
        "MATCH path = (a {id: 'anna-berg'})-[r:MET]->(b) RETURN a.id AS who, a, r, path, $day",
        {"day": date(2025, 1, 2)},
    )
    assert found.columns == ("who", "a", "r", "path", "$day")
    [[who, a, r, path, day]] = found.rows
    assert (who, a["labels"], a["properties"]["name"]) == ("anna-berg", ["Entity", "Kg", "Person"], "Anna Berg")
    assert (r["type"], r["end"], r["properties"]["when_start"]) == ("MET", "Entity:tom-reed", "2025-10-27")
    assert [one["properties"]["id"] for one in path["nodes"]] == ["anna-berg", "tom-reed"]
    assert day == "2025-01-02"


def test_points_durations_and_moments_become_text_and_numbers(neo: Store):
    [[values]] = rows(
        neo, "RETURN [point({x: 1, y: 2}), duration('P1D'), datetime('2025-01-02T03:04:05Z'), time('03:04Z')]"
    )
    assert values == [
        {"srid": 7203, "coordinates": [1.0, 2.0]},
        "P1D",
        "2025-01-02T03:04:05.000000000+00:00",
        "03:04:00.000000000+00:00",
    ]
    assert plain(b"\x01") == "01"
