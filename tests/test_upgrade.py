"""What an earlier kg left behind: graph files, a cache, decisions and a loaded database are taken up by this one.

`tests/earlier` was written by kg 0.1.0 of November 2026, from the one article in it, with its decisions.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.graph.graph_files import read_graph, read_manifest
from kg.store.database import Store, connect, run_query
from kg.store.loading import load
from kg.store.local_neo4j import Connection
from tests.commands import kg

EARLIER = Path(__file__).parent / "earlier"
REBUILD = ("rebuild", "news", "--workers", "0", "--home", "home")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(EARLIER, tmp_path, dirs_exist_ok=True)
    (tmp_path / "build").mkdir()
    (tmp_path / "written").rename(tmp_path / "build" / "graph")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def store(neo4j_server: Connection, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An empty database, which commands use, too."""
    monkeypatch.setenv("NEO4J_URI", neo4j_server.uri)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
    with connect(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as found:
        run_query(found, "MATCH (n) DETACH DELETE n", write=True)
        yield found
        run_query(found, "MATCH (n) DETACH DELETE n", write=True)


def test_graph_files_of_an_earlier_kg_are_read(here: Path, capsys: pytest.CaptureFixture[str]):
    shown = kg(capsys, "show", "Reed")
    assert shown.code == 0, shown.err
    assert shown.out.startswith("Tom Reed · Person · tom-reed")
    assert "MET" in kg(capsys, "explain", "Berg", "Reed").out


def test_with_the_cache_of_an_earlier_kg_a_rebuild_writes_what_it_writes_without(
    here: Path, capsys: pytest.CaptureFixture[str]
):
    ran = kg(capsys, *REBUILD, "--no-load")
    assert ran.code == 0, ran.err
    with_cache = read_manifest(here / "build" / "graph")["sha256"]
    ran = kg(capsys, *REBUILD, "--no-load", "--fresh")
    assert ran.code == 0, ran.err
    assert read_manifest(here / "build" / "graph")["sha256"] == with_cache


@pytest.mark.neo4j
def test_a_database_loaded_by_an_earlier_kg_becomes_the_new_graph_and_decisions_hold(
    here: Path, store: Store, capsys: pytest.CaptureFixture[str]
):
    load(store, read_graph(here / "build" / "graph"))
    ran = kg(capsys, *REBUILD)
    assert ran.code == 0, ran.err
    counts = read_manifest(here / "build" / "graph")["counts"]
    for label, many in counts["nodes"].items():
        assert run_query(store, f"MATCH (n:{label}) RETURN count(n)").rows[0][0] == many, label
    names = run_query(store, "MATCH (p:Person) RETURN p.id ORDER BY p.id").rows
    assert [row[0] for row in names] == ["anna-berg", "tom-reed"]
