"""`kg watch` as a process of its own, beside real files that come, grow, break and go."""

from __future__ import annotations

import gzip
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from kg.build import Settings
from kg.commands import watch as watch_command
from kg.paths import shipped
from kg.run.watching import Changes, wait_until_quiet
from kg.store.database import connect, run_query
from kg.store.local_neo4j import Connection
from tests import commands

PATIENCE = 120.0
QUIET = "0.4"
FIRST = "Ada Falker met Boris Lundsen in Lyon."
SECOND = "Carla Norquist visited Oslo on Friday."
THIRD = "She thanked Ada Falker."
BOTH = f"{SECOND} {THIRD}"


def article(text: str) -> str:
    return f"---\ndate: 2025-03-03\n---\n\n{text}\n"


class Watched:
    """A running `kg watch news`, and the lines it has printed so far."""

    def __init__(self, folder: Path, *options: str | Path, **environment: str) -> None:
        own = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "KG_"))}
        command = [sys.executable, "-m", "kg.cli", "watch", "news", "--quiet", QUIET, "--workers", "0", *options]
        self.folder = folder
        self.lines: list[str] = []
        # a shell gives what it starts in the background SIGINT to ignore, and so would the command
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        self.process = subprocess.Popen(
            command, cwd=folder, env=own | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        signal.signal(signal.SIGINT, before)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as output:
            for line in output:
                self.lines.append(line.rstrip("\n"))

    def until(self, is_so: Callable[[], object], what: str) -> None:
        """Wait for something to be so, `what` it is being said where it never is."""
        ends = time.monotonic() + PATIENCE
        while not is_so():
            assert self.process.poll() is None, f"ended while waiting for {what}: {self.lines}"
            assert time.monotonic() < ends, f"waited in vain for {what}: {self.lines}"
            time.sleep(0.05)

    def until_said(self, words: str) -> None:
        """Wait for a line with these words, and forget all lines up to it."""
        self.until(lambda: any(words in line for line in self.lines), words)
        at = next(number for number, line in enumerate(self.lines) if words in line)
        del self.lines[: at + 1]

    def texts(self) -> set[str]:
        """The sentences that claims of the graph rest on."""
        lines = (self.folder / "build" / "graph" / "nodes.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [row for row in map(json.loads, lines) if row["labels"] == ["Claim"]]
        return {row["properties"]["sentence"].strip() for row in rows}

    def end(self, by: signal.Signals = signal.SIGINT) -> int:
        """Tell it to end, and return its exit code."""
        self.process.send_signal(by)
        code = self.process.wait(PATIENCE)
        self._reader.join()
        return code


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "first.md").write_text(article(FIRST), encoding="utf-8")
    return folder


@pytest.fixture
def watched(tmp_path: Path, news: Path) -> Iterator[Watched]:
    """A watch that has built what was there."""
    found = Watched(tmp_path, "--no-load")
    found.until(lambda: any(re.fullmatch(r"\d\d:\d\d:\d\d", line) for line in found.lines), "the time")
    found.until_said("articles: 1 added, 0 removed, 0 changed")
    yield found
    if found.process.poll() is None:
        found.end(signal.SIGKILL)


def test_what_comes_changes_and_goes_is_built_and_told_in_three_lines(watched: Watched, news: Path) -> None:
    assert watched.texts() == {FIRST}
    (news / "deep").mkdir()
    (news / "deep" / "second.md").write_text(article(BOTH), encoding="utf-8")
    watched.until_said("relationships: ")
    watched.until_said("articles: 1 added, 0 removed, 0 changed")
    assert watched.texts() == {FIRST, SECOND, THIRD}
    watched.until_said("1 new article")
    watched.until_said("NEW")
    watched.until_said("Carla Norquist VISITED Oslo")
    watched.until_said(f"“{SECOND}”")
    (news / "first.md").write_text(article(FIRST.replace("Lyon", "Turin")), encoding="utf-8")
    watched.until_said("articles: 0 added, 0 removed, 1 changed")
    assert FIRST not in watched.texts()
    (news / "first.md").unlink()
    watched.until_said("articles: 0 added, 1 removed, 0 changed")
    assert watched.texts() == {SECOND, THIRD}


def test_a_file_is_read_when_nobody_writes_it_any_more(watched: Watched, news: Path) -> None:
    with (news / "slow.md").open("w", encoding="utf-8") as file:
        for word in article(BOTH).split(" "):
            file.write(f"{word} ")
            file.flush()
            time.sleep(0.15)
    watched.until_said("articles: 1 added, 0 removed, 0 changed")
    assert {SECOND, THIRD} <= watched.texts()
    assert not [line for line in watched.lines if line.startswith("articles: ")]


def test_a_broken_file_is_named_the_rest_built_and_it_is_read_when_whole(watched: Watched, news: Path) -> None:
    whole = gzip.compress(json.dumps({"id": "z", "text": "Carla Norquist visited Oslo."}).encode())
    (news / "broken.json.gz").write_bytes(whole[:-12])
    (news / "second.md").write_text(article(BOTH), encoding="utf-8")
    watched.until_said("kg: news/broken.json.gz: damaged gzip file")
    watched.until_said("articles: 1 added")
    (news / "broken.json.gz").write_bytes(whole)
    watched.until_said("articles: 1 added, 0 removed, 0 changed")
    assert "Carla Norquist visited Oslo." in watched.texts()


def test_rules_and_decisions_are_followed_and_a_fault_in_them_is_named_until_it_is_mended(
    watched: Watched, tmp_path: Path
) -> None:
    decisions = tmp_path / "decisions.yaml"
    decisions.write_text("- dorp: Ada Falker\n  reason: not wanted\n", encoding="utf-8")
    watched.until_said("kg: decisions.yaml:1: ")
    assert watched.texts() == {FIRST}
    decisions.write_text("- drop: Ada Falker\n  reason: not wanted\n", encoding="utf-8")
    watched.until_said("changed too: decisions")
    assert watched.texts() == set()


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_when_told_to(watched: Watched, by: signal.Signals, tmp_path: Path) -> None:
    children = psutil.Process(watched.process.pid).children(recursive=True)
    assert watched.end(by) == 0
    assert watched.lines == ["stopped watching; the graph stays as it is"]
    assert not [child for child in children if child.is_running()]
    assert watched.texts() == {FIRST}
    assert not (tmp_path / "build" / ".graph.new").exists()


def test_it_ends_cleanly_in_the_middle_of_a_build(tmp_path: Path, news: Path) -> None:
    watched = Watched(tmp_path, "--no-load")
    watched.until((tmp_path / ".kg" / "cache.sqlite").exists, "the first build")
    assert watched.end() == 0
    assert not [line for line in watched.lines if "Traceback" in line]


def test_an_interrupt_while_a_module_is_imported_ends_it_as_cleanly(tmp_path: Path) -> None:
    # dataclasses are made by `exec` of a string, through which the interrupt passes here
    script = """
from kg.commands.watch import _forget_interrupt
try:
    exec("raise KeyboardInterrupt")
except KeyboardInterrupt:
    _forget_interrupt()
"""
    assert subprocess.run([sys.executable, "-c", script], check=False, cwd=tmp_path).returncode == 0


def test_what_cannot_be_watched_is_refused(
    tmp_path: Path, news: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for arguments, words in ((("none",), "none: no such folder"), ((".",), "build: within .,")):
        ran = commands.kg(capsys, "watch", *arguments, "--no-load")
        assert ran.code == 2
        assert words in ran.err


@pytest.mark.neo4j
def test_where_a_server_runs_the_difference_is_loaded(tmp_path: Path, news: Path, neo4j_server: Connection) -> None:
    def people() -> set[str]:
        return {str(name) for (name,) in run_query(store, "MATCH (p:Person) RETURN p.name").rows}

    with connect(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as store:
        run_query(store, "MATCH (n) DETACH DELETE n", write=True)
        watched = Watched(tmp_path, "--uri", neo4j_server.uri, NEO4J_PASSWORD=neo4j_server.password)
        try:
            watched.until_said("loaded into")
            assert people() == {"Ada Falker", "Boris Lundsen"}
            (news / "second.md").write_text(article(BOTH), encoding="utf-8")
            watched.until_said("loaded into")
            assert people() == {"Ada Falker", "Boris Lundsen", "Carla Norquist"}
        finally:
            watched.end()
            run_query(store, "MATCH (n) DETACH DELETE n", write=True)


# ------------------------------------------------------------------ files that do not stop growing


def test_files_that_stop_growing_are_waited_for_and_others_are_named(tmp_path: Path) -> None:
    ended, growing = tmp_path / "ended.txt", tmp_path / "growing.txt"
    stop = threading.Event()

    def grow() -> None:
        while not stop.wait(0.02):
            with growing.open("a") as file:
                file.write("word ")

    ended.write_text("all", encoding="utf-8")
    thread = threading.Thread(target=grow)
    thread.start()
    try:
        assert wait_until_quiet([ended, tmp_path / "gone.txt"], 0.2, 30) == frozenset()
        assert wait_until_quiet([ended, growing], 0.2, 0.5) == {growing}
    finally:
        stop.set()
        thread.join()
    assert wait_until_quiet([ended, growing], 0.2, 30) == frozenset()


def test_a_new_file_that_still_grows_is_left_out_and_read_when_it_is_whole(
    tmp_path: Path, news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(lexicon=shipped("lexicon"), cache=tmp_path / "cache.sqlite")
    following = watch_command._Following([news], lambda: settings, tmp_path / "build")
    growing = news / "growing.jsonl"
    growing.write_text('{"id": "1", "text": "Carla Norquist visited Oslo."}\n{"id": ', encoding="utf-8")
    following.build(Changes(frozenset({growing}), growing=frozenset({growing})))
    printed = capsys.readouterr()
    assert f"{growing}: still being written" in printed.err
    assert "articles: 1 added" in printed.out
    following.build(Changes(frozenset({growing}), growing=frozenset()))
    printed = capsys.readouterr()
    assert f"{growing}:2: " in printed.err
    assert "articles: 1 added" in printed.out
