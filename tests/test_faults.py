"""Whatever happens to a rebuild, there is the old graph or the new one, the next rebuild works, and nothing is left.

Real processes, a real Neo4j, real signals and full disks. KG_SOAK=1 (`make soak`) makes the loops longer.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from kg.errors import StoreError
from kg.store import database, local_neo4j
from kg.store.loading import Store, connect, load, run_query
from kg.store.local_neo4j import Connection
from tests.faults import Ended, Project, held
from tests.test_store import large

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]
SOAK = bool(os.environ.get("KG_SOAK"))
KILLS = 100 if SOAK else 10
DAMAGES = 20 if SOAK else 2


@pytest.fixture
def store(neo4j_server: Connection) -> Iterator[Store]:
    """An empty database."""
    with connect(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as found:
        run_query(found, "MATCH (n) DETACH DELETE n", write=True)
        yield found
        run_query(found, "MATCH (n) DETACH DELETE n", write=True)


@pytest.fixture
def project(tmp_path: Path, neo4j_server: Connection) -> Project:
    """Four articles, not yet built."""
    found = Project(tmp_path, neo4j_server)
    for number in range(4):
        found.write(number, number)
    return found


@pytest.fixture
def files_only(tmp_path: Path) -> Project:
    """Four articles whose graph is only written."""
    found = Project(tmp_path)
    for number in range(4):
        found.write(number, number)
    return found


# ------------------------------------------------------------------ killed


def test_a_rebuild_killed_at_any_moment_leaves_the_old_graph_or_the_new_one(project: Project, store: Store):
    """Moments of every stage, drawn with a seed: parsing, cache, files, load, commit."""
    change(project, "parse", 100)
    project.rebuilt()
    moments = draw({stage: counted(project, stage, number) for number, stage in enumerate(STAGES, 101)}, KILLS)
    old = project.files(), project.rows()
    for trial, (stage, moment) in enumerate(moments, 110):
        change(project, stage, trial)
        died = project.rebuild(moment=moment)
        assert died.code == -signal.SIGKILL, f"{moment}: {died.text}"
        after = project.files(), held(store)
        project.rebuilt()
        new = project.files(), project.rows()
        assert after[0] in (None, old[0], new[0]), moment
        assert after[1] in (old[1], new[1]), moment
        assert held(store) == new[1], moment
        old = new
    project.rebuilt("--fresh", "--build", "fresh", "--no-load")
    assert project.files("fresh") == project.files()


STAGES = ("parse", "files", "cache", "load", "commit")


def change(project: Project, stage: str, number: int) -> None:
    """Another article; for the later stages one that is gone or back, which takes no parsing."""
    if stage in ("parse", "cache"):
        project.write(0, number)
    elif not project.remove(1):
        project.write(1, 1)


def counted(project: Project, stage: str, number: int) -> int:
    """How many moments a stage has after a change that concerns it."""
    file = project.folder / "moments.json"
    change(project, stage, number)
    assert project.rebuild(moment="count", action=str(file)).code == 0
    return int(json.loads(file.read_text(encoding="utf-8"))[stage])


def draw(counts: dict[str, int], wanted: int) -> list[tuple[str, str]]:
    """So many moments, of the stages in turn, each with its stage."""
    chance = random.Random(8)  # noqa: S311  no secret
    stages = [stage for _ in range(wanted) for stage in counts][:wanted]
    return [(stage, f"{stage}:{chance.randint(1, counts[stage])}") for stage in stages]


@pytest.mark.skipif(not SOAK, reason="part of make soak; the test above kills at moments that are counted instead")
def test_a_rebuild_killed_at_any_time_leaves_the_old_graph_or_the_new_one(project: Project, store: Store):
    project.rebuilt()
    began = time.monotonic()
    project.write(0, 100)
    project.rebuilt()
    seconds = time.monotonic() - began
    old = project.rows()
    chance = random.Random(9)  # noqa: S311  no secret
    for trial in range(101, 101 + KILLS // 2):
        project.write(0, trial)
        process = project.start(*project.rebuilding())
        time.sleep(chance.random() * seconds)
        process.kill()
        project.end(process)
        there = held(store)
        project.rebuilt()
        assert there in (old, project.rows())
        assert held(store) == project.rows()
        old = project.rows()


@pytest.mark.parametrize("moment", [f"start:{number}" for number in (range(1, 11) if SOAK else (6,))])
def test_a_start_of_the_server_that_is_killed_leaves_one_server_or_none(tmp_path: Path, moment: str):
    project = Project(tmp_path)
    died = project.kg("neo4j", "start", moment=moment)
    assert died.code == -signal.SIGKILL
    assert project.kg("neo4j", "start").code == 0
    status = project.kg("neo4j", "status")
    assert status.code == 0
    assert len(servers(tmp_path)) == 1
    assert project.kg("neo4j", "stop").code == 0
    assert not servers(tmp_path)


def servers(folder: Path) -> list[psutil.Process]:
    """The servers whose data are below a folder."""
    home = (folder / ".kg" / "neo4j").resolve()
    return [process for process in psutil.process_iter() if local_neo4j.serves(process, home)]


# ------------------------------------------------------------------ the server goes away


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[tuple[Path, Connection]]:
    """A server that a test may kill, and its home."""
    home = tmp_path / "server"
    yield home, local_neo4j.start(home, report=silent)
    local_neo4j.stop(home, report=silent)


def silent(_line: str) -> None:
    pass


def kill_server(home: Path) -> None:
    """SIGKILL, and wait until it is gone."""
    server = psutil.Process(local_neo4j.status(home).pid)
    server.kill()
    server.wait(30)


def test_a_rebuild_waits_for_a_server_that_is_killed_in_the_middle_of_its_load(
    tmp_path: Path, own_server: tuple[Path, Connection]
):
    home, server = own_server
    project = Project(tmp_path, server)
    project.write(0, 0)
    project.rebuilt()
    project.write(1, 1)
    process = project.start(*project.rebuilding(), moment="load:9", action=f"kill:{local_neo4j.status(home).pid}")
    back = threading.Thread(target=started_again, args=(home,))
    back.start()
    ended = project.end(process)
    back.join()
    assert ended.code == 0, ended.text
    assert "trying again in" in ended.text
    with connect(server.uri, server.user, server.password) as store:
        assert held(store) == project.rows()


def started_again(home: Path) -> None:
    """Start the server of a home as soon as it has gone."""
    before = local_neo4j.find_server(home)
    if before is not None:
        before.wait(120)
    local_neo4j.start(home, silent)


def test_a_server_that_stays_away_ends_the_load_and_holds_the_old_graph_when_it_is_back(
    own_server: tuple[Path, Connection], monkeypatch: pytest.MonkeyPatch
):
    home, server = own_server
    monkeypatch.setattr(database, "DELAYS", (0.1, 0.2))
    said: list[str] = []

    def progress(done: int, total: int) -> None:
        if done > total // 2 and local_neo4j.status(home).running:
            kill_server(home)

    with connect(server.uri, server.user, server.password) as store:
        load(store, large(500, "old"))
        with pytest.raises(StoreError, match="does not answer"):
            load(store, large(4000, "new"), progress=progress, report=said.append)
    assert [line.rpartition("; ")[2] for line in said] == ["trying again in 0.1 s", "trying again in 0.2 s"]
    local_neo4j.start(home, silent)
    with connect(server.uri, server.user, server.password) as store:
        names = "MATCH (p:Person) RETURN p.name, count(*)"
        assert run_query(store, names).rows == (("old", 500),)
        load(store, large(4000, "new"))
        assert run_query(store, names).rows == (("new", 4000),)


# ------------------------------------------------------------------ the disk is full


@pytest.mark.parametrize("room", [0, 120_000, 40_000, 400_000] if SOAK else [0, 120_000])
def test_a_full_disk_is_one_line_and_the_old_graph_stays(disk: Disk, room: int):
    """With `room` bytes free: nothing, less than the cache wants, less than the graph files, about enough."""
    project = Project(disk.folder)
    for number in range(4):
        project.write(number, number)
    project.rebuilt()
    old = project.files()
    project.write(0, 100)
    ended = disk.rebuild(project, room)
    there = project.files()
    project.rebuilt()
    new = project.files()
    assert there == (old if ended.code else new), ended.text
    if ended.code:
        assert ended.text.splitlines()[-1].startswith("kg: "), ended.text
        assert any(reason in ended.text for reason in ("No space left", "File too large"))
    assert ended.code or room


@dataclass(frozen=True)
class Disk:
    """A folder for a project on a small disk of its own; without the right to mount one, files may not grow instead."""

    folder: Path
    mounted: bool

    def rebuild(self, project: Project, room: int) -> Ended:
        """A rebuild with so many bytes free."""
        if not self.mounted:
            return project.rebuild(limit=room)
        found = os.statvfs(self.folder)
        assert mount("-o", f"remount,size={(found.f_blocks - found.f_bfree) * found.f_frsize + room}", self.folder)
        try:
            return project.rebuild()
        finally:
            assert mount("-o", "remount,size=64m", self.folder)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A disk of 64 MB in memory, where this process (or sudo without a password) may mount one."""
    mounted = mount("-t", "tmpfs", "-o", f"size=64m,mode=777,uid={os.getuid()}", "tmpfs", tmp_path)
    yield Disk(tmp_path, mounted)
    if mounted:
        subprocess.run([*as_root(), "umount", "--lazy", tmp_path], check=True)


def mount(*arguments: str | Path) -> bool:
    """Whether `mount` could do this."""
    return subprocess.run([*as_root(), "mount", *arguments], check=False, capture_output=True).returncode == 0


def as_root() -> list[str]:
    """What a command of root begins with, for this user."""
    return ["sudo", "-n"] if os.getuid() and shutil.which("sudo") else []


# ------------------------------------------------------------------ others at the same time


def test_two_rebuilds_at_once_happen_one_after_the_other(project: Project, store: Store):
    first = project.start(*project.rebuilding())
    second = project.start(*project.rebuilding("--min-confidence", "0.9"))
    texts = [first.communicate(timeout=300)[0], second.communicate(timeout=300)[0]]
    assert [first.returncode, second.returncode] == [0, 0], texts
    assert sum("another kg is writing build: waiting for it to end" in text for text in texts) == 1
    project.nothing_left()
    assert held(store) == project.rows()
    project.rebuilt()
    assert held(store) == project.rows()


# ------------------------------------------------------------------ damage, and too little memory


def test_a_cache_damaged_at_random_bytes_costs_time_and_nothing_else(files_only: Project):
    files_only.rebuilt()
    cache = files_only.folder / ".kg" / "cache.sqlite"
    chance = random.Random(10)  # noqa: S311  no secret
    for trial in range(DAMAGES):
        data = bytearray(cache.read_bytes())
        for _ in range(100 ** (trial % 3)):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        cache.write_bytes(data)
        files_only.write(0, 100 + trial)
        files_only.rebuilt()
        files_only.rebuilt("--fresh", "--build", "fresh")
        assert files_only.files() == files_only.files("fresh")


def test_workers_that_are_killed_or_short_of_memory_are_replaced(files_only: Project):
    files_only.rebuilt("--build", "fresh", "--fresh")
    for fault in (kill, starve):
        process = files_only.start(*files_only.rebuilding("--fresh"))
        fault(worker_of(process))
        text, _ = process.communicate(timeout=300)
        assert process.returncode == 0, text
        files_only.nothing_left()
        assert files_only.files() == files_only.files("fresh")


def kill(worker: psutil.Process) -> None:
    """As the kernel does when memory runs out."""
    worker.kill()


def starve(worker: psutil.Process) -> None:
    """No byte more than it has."""
    worker.rlimit(resource.RLIMIT_AS, (100_000_000, 100_000_000))


def worker_of(process: subprocess.Popen[str]) -> psutil.Process:
    """The first worker of a rebuild, when it has imported what it needs."""
    kg = psutil.Process(process.pid)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        for child in kg.children():
            if "spawn_main" in " ".join(child.cmdline()) and child.memory_info().rss > 150_000_000:
                return child
        time.sleep(0.02)
    raise AssertionError("no worker was started")
