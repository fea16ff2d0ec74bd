"""`--engine ray` on a cluster of two workers: the graph of the local engine, whoever dies on the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from kg.digest import digest
from kg.paths import MANIFEST, NODES, RELATIONSHIPS, shipped
from tests.commands import kg

if not os.environ.get("CI"):
    pytest.importorskip("ray", reason="the extra ray is not installed")
    pytest.importorskip("duckdb", reason="the extra ray is not installed")

SECONDS = 300.0
"""What a build may take on a crowded machine; on an idle one it takes a tenth."""


@dataclass(frozen=True)
class Local:
    """What the local engine makes of the news."""

    code: int
    faults: list[str]
    graph: dict[str, bytes]


@pytest.fixture(scope="module")
def local(news: Path, tmp_path_factory: pytest.TempPathFactory) -> Local:
    """The build to equal."""
    folder = tmp_path_factory.mktemp("local")
    options = ["--no-load", "--workers", "1", "--home", folder / "home", "--build", folder / "build"]
    command = [sys.executable, "-m", "kg.cli", "rebuild", *map(str, [news, *options])]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)
    return Local(done.returncode, faults_in(done.stderr), graph(folder / "build"))


def faults_in(told: str) -> list[str]:
    return [line for line in told.splitlines() if line.startswith("kg: ")]


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the samples as JSON Lines, one of them twice, a line that is no article, and two text files."""
    folder = tmp_path_factory.mktemp("news")
    texts = [file.read_text(encoding="utf-8") for file in sorted(shipped("samples").glob("*.txt"))][:5]
    rows: list[dict[str, object]] = [{"id": f"n{number}", "text": text} for number, text in enumerate(texts)]
    rows[3:3] = [{"title": "no text"}, {"id": "n0", "text": "Another text of one id."}]
    (folder / "a.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    for number in range(2):
        (folder / f"b{number}.txt").write_text(f"Anna Berg visited Norway in March {2020 + number}.\n")
    return folder


def command(news: Path, folder: Path, *more: str | Path) -> list[str]:
    options = ["--no-load", "--engine", "ray", "--workers", "2", "--home", folder / "home", "--build", folder / "build"]
    return [sys.executable, "-m", "kg.cli", "rebuild", *map(str, [news, *options, *more])]


def begun(news: Path, folder: Path, home: Path, *more: str | Path) -> subprocess.Popen[str]:
    """A build under way; `home`: the home of the user, in which it must write nothing."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("KG_", "RAY_"))}
    return subprocess.Popen(
        command(news, folder, *more), stderr=subprocess.PIPE, text=True, env=environment | {"HOME": str(home)}
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Exit code and standard error, within bounds."""
    try:
        _, told = process.communicate(timeout=SECONDS)
    finally:
        process.kill()
    return process.returncode, told


def processes(of: psutil.Process) -> list[psutil.Process]:
    try:
        return of.children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def title(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def wait_for(found: Callable[[], object], process: subprocess.Popen[str]) -> None:
    until = time.monotonic() + SECONDS
    while not found():
        assert process.poll() is None, "the build ended too early"
        assert time.monotonic() < until
        time.sleep(0.05)


def actors(of: psutil.Process, round_of: str = "_FirstRound") -> Iterator[psutil.Process]:
    """Actors whose worker process has been started."""
    for process in processes(of):
        if title(process).startswith("ray::MapWorker") and round_of in title(process) and processes(process):
            yield process


def listening(of: psutil.Process) -> set[str]:
    """The addresses at which anything of the cluster listens."""
    found = set()
    for process in processes(of):
        try:
            found |= {c.laddr.ip.removeprefix("::ffff:") for c in process.net_connections() if c.status == "LISTEN"}
        except psutil.Error:
            continue
    return found


def graph(build: Path) -> dict[str, bytes]:
    return {name: (build / "graph" / name).read_bytes() for name in (NODES, RELATIONSHIPS, MANIFEST)}


def session_of(stage: Path) -> list[Path]:
    """The folder of the cluster's sockets, below the stage or, where that path is too long, the system's own."""
    away = Path(tempfile.gettempdir()) / f"kg-ray-{digest(str(stage.resolve()), length=12)}"
    return [folder for folder in (stage / "session", away) if folder.exists()]


def all_gone(started: list[psutil.Process]) -> bool:
    _, alive = psutil.wait_procs(started, timeout=90)
    return not alive


@pytest.mark.slow
def test_the_graph_is_the_local_one_though_a_worker_is_killed(news: Path, local: Local, tmp_path: Path):
    user = tmp_path / "user"
    user.mkdir()
    process = begun(news, tmp_path, user)
    root = psutil.Process(process.pid)
    wait_for(lambda: len(list(actors(root))) == 2 and listening(root), process)
    started, addresses = processes(root), listening(root)
    killed = next(actors(root))
    stage = tmp_path / "home" / "ray"
    [session] = session_of(stage)
    assert session.stat().st_mode & 0o077 == 0
    portions = len(list((stage / "articles").glob("*.parquet")))
    assert len(list((stage / "words").glob("*.parquet"))) < portions, "killed too late to be missed"
    killed.kill()
    code, told = ended(process)

    assert graph(tmp_path / "build") == local.graph
    assert (code, faults_in(told)) == (local.code, local.faults)
    assert (code, len(local.faults)) == (1, 2)
    assert addresses == {"127.0.0.1"}
    assert all_gone(started)
    assert {file.name for file in user.iterdir()} <= {".cache"}, "kg's own, and nothing of Ray's"
    assert not session_of(stage)


@pytest.mark.slow
def test_a_killed_build_leaves_no_cluster_and_the_next_one_goes_on_where_it_was(
    news: Path, local: Local, tmp_path: Path
):
    user = tmp_path / "user"
    user.mkdir()
    process = begun(news, tmp_path, user)
    root = psutil.Process(process.pid)
    stage = tmp_path / "home" / "ray"
    wait_for(lambda: any((stage / "found").glob("*.parquet")), process)
    started = processes(root)
    working = [one for one in started if title(one).startswith(("ray::MapWorker", sys.executable))]
    process.kill()
    process.communicate()
    assert working
    assert all_gone(working)

    kept = list((stage / "found").glob("*.parquet"))
    code, told = ended(begun(news, tmp_path, user))
    assert kept
    assert (code, faults_in(told), graph(tmp_path / "build")) == (local.code, local.faults, local.graph)
    assert all_gone(started), "Ray's two agents, which try for a minute to tell the dead of the death"


def test_what_the_engine_cannot_do_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "a.txt").write_text("Anna Berg visited Norway.")
    places = ("--no-load", "--home", tmp_path / "home", "--build", tmp_path / "build")
    unknown = kg(capsys, "rebuild", tmp_path / "a.txt", "--engine", "spark", *places)
    assert (unknown.code, "local or ray" in unknown.err) == (2, True)
    stream = kg(capsys, "rebuild", "-", "--engine", "ray", *places)
    assert (stream.code, "not standard input" in stream.err) == (2, True)
    nobody = kg(capsys, "rebuild", tmp_path / "a.txt", "--engine", "ray", "--ray-address", "127.0.0.1:1", *places)
    assert (nobody.code, nobody.err.count("\n")) == (1, 1), nobody.err
    assert nobody.err.startswith("kg: Ray at 127.0.0.1:1: ")
