"""Many rebuilds in a row: nothing grows that should not, and in the end the graph is what a fresh build makes.

Eight in `make test`; KG_SOAK=1 (`make soak`) makes it 200 and keeps the figures in docs/performance.md.
"""

from __future__ import annotations

import os
import random
import time
from pathlib import Path
from statistics import median

import psutil
import pytest

from benchmarks.bench import SOAK, keep
from benchmarks.measure import Row, at_most
from benchmarks.measure import kg as run_kg
from kg.store import local_neo4j
from kg.store.database import connect
from tests.faults import Project, held

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]
LONG = bool(os.environ.get("KG_SOAK"))
REBUILDS = 200 if LONG else 8
VERSIONS, PLACES = (4, 12) if LONG else (2, 4)
"""Each place has so many articles by turns, so that the cache has seen all of them after a while."""
FLAT = 1.15


def test_many_rebuilds_with_random_changes_end_in_the_graph_of_a_fresh_build(tmp_path: Path):
    home = tmp_path / ".kg" / "neo4j"
    server = local_neo4j.start(home, lambda _line: None)
    try:
        rows, seconds = soak(Project(tmp_path, server), home)
    finally:
        local_neo4j.stop(home, lambda _line: None)
    if LONG:
        keep(SOAK, rows, seconds, "make soak")
        assert [row.measure for row in rows if row.ok is False] == []


def soak(project: Project, home: Path) -> tuple[list[Row], float]:
    """Rebuild again and again; what was measured on the way."""
    chance = random.Random(11)  # noqa: S311  no secret
    project.write(0, 0)
    began = time.monotonic()
    memory: list[float] = []
    disk: list[float] = []
    server: list[float] = []
    for _ in range(REBUILDS):
        options = change(project, chance)
        memory.append(rebuild(project, options))
        disk.append(size(project.folder, home))
        server.append(local_neo4j.status(home).memory / 2**20)
    project.rebuilt("--fresh", "--build", "fresh", "--no-load", *options)
    assert project.files("fresh") == project.files()
    connection = project.server
    assert connection is not None
    with connect(connection.uri, connection.user, connection.password) as store:
        assert held(store) == project.rows()
    seconds = time.monotonic() - began
    return [
        Row(
            "rebuilds in a row, each loaded into Neo4j, and the last one against a fresh build", f"{REBUILDS}, the same"
        ),
        flat("memory of a rebuild at its peak, MB", memory),
        flat("graph files and cache, MB", disk),
        Row("memory of Neo4j at most, of which the heap it may have is the limit", f"{max(server):,.0f} MB"),
    ], seconds


def change(project: Project, chance: random.Random) -> list[str]:
    """Articles come, change and go; now and then a decision or the threshold is another one. The options for it."""
    for _ in range(chance.randint(0, 3)):
        place = chance.randrange(PLACES)
        if place == 0 or chance.random() < 0.7:
            project.write(place, 1000 * place + chance.randrange(VERSIONS))
        else:
            project.remove(place)
    decisions = project.folder / "decisions.yaml"
    if chance.random() < 0.2:
        decisions.write_text("- drop: Tool\n  reason: no entity\n", encoding="utf-8")
    elif chance.random() < 0.2:
        decisions.unlink(missing_ok=True)
    return ["--min-confidence", chance.choice(("0.5", "0.5", "0.7"))]


def rebuild(project: Project, options: list[str]) -> float:
    """Rebuild and load; megabytes at the peak."""
    server = project.server
    assert server is not None
    login = {"NEO4J_URI": server.uri, "NEO4J_PASSWORD": server.password}
    others = set(psutil.Process().children())
    ran = run_kg("rebuild", "news", "--workers", "1", *options, cwd=project.folder, more=login)
    assert [one for one in psutil.Process().children() if one not in others and one.name() != "java"] == []
    return ran.memory


def size(folder: Path, without: Path) -> float:
    """Megabytes of the files in a folder, without those of the server."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_relative_to(without))
    return sum(path.stat().st_size for path in files) / 2**20


def flat(measure: str, values: list[float]) -> Row:
    """The last quarter against the second one; the first may still fill caches."""
    quarter = len(values) // 4
    early, late = median(values[quarter : 2 * quarter]), median(values[-quarter:])
    return at_most(
        f"{measure}: {early:,.0f} in the second quarter, {late:,.0f} in the last", late / early, FLAT, "{:.2f} ×"
    )
