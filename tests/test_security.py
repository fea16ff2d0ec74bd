"""Who may do what: no secret in what kg writes and prints, and only packages whose sums are known are installed.

Elsewhere: the local server and its password (test_local_neo4j), errors and read-only queries (test_store, test_ask),
the guide's server (test_guide_server), the page of kg view (test_view), names that are code (test_hostile_articles).
"""

from __future__ import annotations

import re
import time
from pathlib import Path

import psutil
import pytest

from kg.store.local_neo4j import Connection
from tests.faults import ROOT, Project


@pytest.mark.neo4j
def test_the_password_stands_in_no_file_no_output_and_no_process_list(tmp_path: Path, neo4j_server: Connection):
    project = Project(tmp_path, neo4j_server)
    project.write(0, 0)
    process = project.start(*project.rebuilding())
    commands = set()
    while process.poll() is None:
        for one in [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]:
            try:
                commands.add(" ".join(one.cmdline()))
            except psutil.Error:
                continue
        time.sleep(0.05)
    ended = project.end(process)
    assert ended.code == 0, ended.text
    secret = neo4j_server.password
    assert secret not in ended.text
    assert not [command for command in commands if secret in command]
    assert [path for path in tmp_path.rglob("*") if path.is_file() and secret.encode() in path.read_bytes()] == []
    for command in (["query", "RETURN nonsense"], ["query", "CREATE (:X)"], ["ask", "nothing-like-that"]):
        assert secret not in project.kg(*command).text


def test_files_that_kg_keeps_for_itself_are_not_open_to_writing_by_others(tmp_path: Path):
    project = Project(tmp_path)
    project.write(0, 0)
    project.rebuilt()
    writable = [path for path in tmp_path.rglob("*") if path.stat().st_mode & 0o002 and not path.is_symlink()]
    assert writable == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_pinned_with_its_sums_and_no_address(name: str):
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.findall(
        r"^(\S+)(?: ;[^\\\n]*)? ?\\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text, re.MULTILINE
    )
    lines = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(entries) == len(lines) > 20
    assert all("==" in entry for entry, _ in entries)
    assert "://" not in text


def test_make_installs_nothing_whose_sum_is_not_known():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    installs = [line for line in makefile.splitlines() if "$(PIP) install" in line]
    assert installs
    assert all("--require-hashes" in line or ("--no-deps" in line and "--no-index" in line) for line in installs)
