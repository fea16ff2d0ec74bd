"""kg start: from a folder of articles to three questions that have answers."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.store.database import connect, run_query
from kg.store.local_neo4j import Connection
from tests.commands import Ran, kg

ARTICLE = """---
date: 2025-10-27
---
Anna Berg, the prime minister of Norway, met Tom Reed in Oslo on Monday. "We agree on much," Berg said.

Tom Reed, who works for Castellan Bank, will travel to Bergen on Friday.
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.md").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def server(neo4j_server: Connection, monkeypatch: pytest.MonkeyPatch) -> Iterator[Connection]:
    monkeypatch.setenv("NEO4J_URI", neo4j_server.uri)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
    with connect(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as store:
        run_query(store, "MATCH (n) DETACH DELETE n", write=True)
        yield neo4j_server
        run_query(store, "MATCH (n) DETACH DELETE n", write=True)


def asked(ran: Ran) -> list[str]:
    return re.findall(r"^  kg (ask .*)$", ran.out, re.MULTILINE)


@pytest.mark.neo4j
def test_it_ends_with_three_questions_that_have_answers_and_notes_the_folder(
    here: Path, server: Connection, capsys: pytest.CaptureFixture[str]
):
    ran = kg(capsys, "start", "news")
    assert ran.code == 0, ran.err
    commands = asked(ran)
    assert len(commands) == 3
    assert commands[0].startswith("ask meetings --person ")
    for command in commands:
        again = kg(capsys, *shlex.split(command), "--csv")
        assert again.code == 0, again.err
        assert len(again.out.splitlines()) > 1, command
    assert (here / "kg.toml").read_text(encoding="utf-8") == 'articles = ["news"]  # what kg rebuild reads\n'
    ran = kg(capsys, "rebuild", "--no-load")
    assert "nothing has changed" in ran.err


@pytest.mark.neo4j
def test_a_kg_toml_that_is_there_is_taken_and_left_as_it_is(
    here: Path, server: Connection, capsys: pytest.CaptureFixture[str]
):
    (here / "kg.toml").write_text('build = "mine"\n', encoding="utf-8")
    ran = kg(capsys, "start", "news")
    assert ran.code == 0, ran.err
    assert (here / "mine" / "graph").is_dir()
    assert (here / "kg.toml").read_text(encoding="utf-8") == 'build = "mine"\n'
    assert "kg.toml names no articles" in ran.err


def test_a_folder_that_is_none_is_one_line_and_nothing_is_noted(here: Path, capsys: pytest.CaptureFixture[str]):
    ran = kg(capsys, "start", "nwes")
    assert (ran.code, ran.err) == (2, "kg: nwes: no such folder or file of articles\n")
    assert not (here / "kg.toml").exists()
