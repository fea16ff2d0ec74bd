"""How fast a graph comes into Neo4j: by kg's load, by a bare UNWIND of the same rows, and by neo4j-admin's import.

A server of its own, started for the purpose and removed; both loads into a database with kg's constraints and indexes,
in turns, after one that only warms Java up.

    python -m benchmarks.loading [ARTICLES]
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.corpus import write_corpus
from benchmarks.measure import Row, at_least, kg, show
from kg.graph.export_import import arguments
from kg.graph.exports import write_export
from kg.graph.graph_files import read_graph
from kg.model import Graph
from kg.store import local_neo4j
from kg.store.database import Store, connect, load_statement, run_query, run_schema
from kg.store.loading import BATCH, _Rows, load, schema_statements

LEAST = 0.8
TURNS = 3


def measure(size: int = 2000) -> list[Row]:
    """Rows (nodes and relationships) a second."""
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as name:
        folder = Path(name)
        write_corpus(folder / "news", size, short=True)
        kg("rebuild", "news", "--no-load", cwd=folder)
        graph = read_graph(folder / "build" / "graph")
        rows = len(graph.nodes) + len(graph.relationships)
        home = folder / "neo4j"
        try:
            server = local_neo4j.start(home, _silent)
            with connect(server.uri, server.user, server.password, server.database) as store:
                pairs = _in_turns(store, graph)
            local_neo4j.stop(home, _silent)
            exported = _seconds(lambda: write_export(folder / "build" / "graph", "neo4j-admin", folder / "csv"))
            imported = _seconds(lambda: local_neo4j.admin(home, *arguments(folder / "csv"), report=_silent))
        finally:
            local_neo4j.stop(home, _silent)
    bare, ours = (median(column) for column in zip(*pairs, strict=True))
    return [
        Row(
            f"bare UNWIND of {len(graph.nodes):,} nodes and {len(graph.relationships):,} relationships",
            _rate(rows, bare),
        ),
        Row("kg's load of the same into an empty database, hashes and all in one transaction", _rate(rows, ours)),
        at_least("kg's load against the bare one", median(one / other for one, other in pairs), LEAST, "{:.2f} ×"),
        Row("`neo4j-admin database import`, Java's start included", _rate(rows, imported)),
        Row("writing its files (`kg export --format neo4j-admin`)", _rate(rows, exported)),
    ]


def _in_turns(store: Store, graph: Graph) -> list[tuple[float, float]]:
    """Seconds of bare and own loads."""
    run_schema(store, [*schema_statements(), "CALL db.awaitIndexes(600)"])
    prepared = _Rows.of(graph, None)
    nodes = [prepared.node(key) for key in prepared.nodes]
    relationships = [prepared.relationship(key) for key in prepared.relationships]

    def bare() -> None:
        for statement, rows in (("create_nodes", nodes), ("create_relationships", relationships)):
            for at in range(0, len(rows), BATCH):
                run_query(store, load_statement(statement), {"rows": rows[at : at + BATCH]}, write=True)

    def ours() -> None:
        load(store, graph)

    pairs = []
    for _ in range(TURNS + 1):
        seconds = []
        for work in (bare, ours):
            _wipe(store)
            seconds.append(_seconds(work))
        pairs.append((seconds[0], seconds[1]))
    return pairs[1:]


def _wipe(store: Store) -> None:
    run_query(store, "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS", write=True)


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _rate(rows: int, seconds: float) -> str:
    return f"{rows / seconds:,.0f} rows/s"


def _silent(_line: str) -> None:
    pass


if __name__ == "__main__":
    sys.exit(show("Loading into Neo4j", measure(*map(int, sys.argv[1:]))))
