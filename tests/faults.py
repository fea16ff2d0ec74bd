"""A project whose rebuilds meet faults: what its graph files and its database hold, and what is left over."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import uuid
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import psutil

from benchmarks.corpus import article
from kg.graph.graph_files import is_intact, read_graph
from kg.store.database import Store, load_statement, run_query
from kg.store.loading import _Rows
from kg.store.local_neo4j import Connection
from tests.commands import kg_in, outside

ROOT = Path(__file__).parents[1]
MARK = "KG_TEST_PROJECT"
"""In the environment of every process of a project, so that none is overlooked."""
Rows = frozenset[str]


PATIENCE = 1_200 if os.environ.get("KG_SOAK") else 300
"""Seconds that a command may take; the long forms of the tests give it a hundred times as much to do."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A command that has ended: its exit status (below zero: the signal) and all it printed."""

    code: int
    text: str


@dataclass(frozen=True)
class Project:
    """A folder with news, and what `kg` makes of it. `server`: what it loads into; None: only files, or its own."""

    folder: Path
    server: Connection | None = None
    name: str = field(default_factory=lambda: uuid.uuid4().hex)

    # -- articles

    def write(self, place: int, number: int) -> None:
        """Let article `number` of benchmarks.corpus stand at a place of the news."""
        file = self.folder / "news" / f"{place:03}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(article(number), encoding="utf-8")

    def remove(self, place: int) -> bool:
        """Take an article away; whether one was there."""
        file = self.folder / "news" / f"{place:03}.md"
        there = file.exists()
        file.unlink(missing_ok=True)
        return there

    # -- commands

    def start(
        self, *arguments: str, moment: str = "", action: str = "kill", limit: int | None = None
    ) -> subprocess.Popen[str]:
        """Start `kg`; at `moment` comes `action` (tests/dying.py). `limit`: bytes that no file may outgrow."""
        module = ["tests.dying", moment, action, "--"] if moment else ["kg.cli"]
        return subprocess.Popen(
            [sys.executable, "-m", *module, *arguments],
            cwd=self.folder,
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=None if limit is None else partial(_let_files_grow_to, limit),  # noqa: PLW1509  no threads here
        )

    def kg(self, *arguments: str, moment: str = "", action: str = "kill", limit: int | None = None) -> Ended:
        """Run `kg` to its end. AssertionError: it showed a traceback, or left a process."""
        process = self.start(*arguments, moment=moment, action=action, limit=limit)
        return self.end(process)

    def end(self, process: subprocess.Popen[str]) -> Ended:
        """Wait for a command's end. AssertionError: see `kg`."""
        text, _ = process.communicate(timeout=PATIENCE)
        assert "Traceback" not in text, text
        self.nothing_left()
        return Ended(process.returncode, text)

    def rebuild(self, *more: str, moment: str = "", action: str = "kill", limit: int | None = None) -> Ended:
        """`kg rebuild news` with one worker."""
        return self.kg(*self.rebuilding(*more), moment=moment, action=action, limit=limit)

    def rebuilding(self, *more: str) -> list[str]:
        """The arguments of a rebuild, which has one worker unless `more` says otherwise."""
        return ["rebuild", "news", "--workers", "1", *([] if self.server else ["--no-load"]), *more]

    def rebuilt(self, *more: str) -> None:
        """A rebuild that must succeed, in this process: what it needs is loaded once."""
        arguments = self.rebuilding("--workers", "0", *more)
        ran = kg_in(self.folder, *arguments, environment=self._environment(), together=True)
        assert not ran.code, ran.out

    def _environment(self) -> dict[str, str]:
        server = self.server
        login = {"NEO4J_URI": server.uri, "NEO4J_PASSWORD": server.password} if server else {}
        return outside() | login | {"PYTHONPATH": str(ROOT), MARK: self.name}

    # -- what there is

    def files(self, build: str = "build") -> bytes | None:
        """All graph files, one after the other; None where there is no graph. AssertionError: a half one."""
        folder = self.folder / build / "graph"
        if not folder.exists():
            return None
        assert is_intact(folder)
        return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))

    def rows(self) -> Rows:
        """Hash and key of every row of the graph files."""
        return frozenset(
            f"{h} {key}" for key, h in _Rows.of(read_graph(self.folder / "build" / "graph"), "").hashes.items()
        )

    def nothing_left(self) -> None:
        """AssertionError: a process that a command began is alive ten seconds after the command has ended."""
        left = [process for process in psutil.process_iter() if self._is_ours(process)]
        _, alive = psutil.wait_procs(left, timeout=10)
        assert not alive

    def _is_ours(self, process: psutil.Process) -> bool:
        try:
            return process.environ().get(MARK) == self.name and process.name() != "java"
        except psutil.Error:
            return False


def _let_files_grow_to(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def held(store: Store) -> Rows:
    """Hash and key of every row that the database holds."""
    found = []
    for name in ("read_nodes", "read_relationships"):
        [[rows]] = run_query(store, load_statement(name)).rows
        found += [row.split(" ", 2) for row in rows]
    return frozenset(f"{hashed} {key}" for hashed, _, key in found)
