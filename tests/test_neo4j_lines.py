"""The lines of Neo4j that KG_NEO4J chooses: the newer one starts, is as quiet as the older, and reads every query."""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import neo4j
import psutil
import pytest

from kg.errors import ServerError
from kg.paths import shipped
from kg.store import local_neo4j
from kg.store.neo4j_jars import read_lock
from kg.store.neo4j_process import State, read_state, write_state
from kg.store.neo4j_releases import RELEASES, is_newer

NEW = "2026"
FILES = sorted(shipped("cypher").rglob("*.cypher"))
COMMENT = re.compile(r"^\s*//.*\n?", re.MULTILINE)
ADMINISTRATION = re.compile(r"^\s*(SHOW|CREATE (CONSTRAINT|INDEX|FULLTEXT|RANGE|TEXT)|DROP)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[local_neo4j.Connection]:
    """A server of the newer line."""
    home, before = tmp_path_factory.mktemp("newer"), os.environ.get("KG_NEO4J")
    os.environ["KG_NEO4J"] = NEW
    try:
        yield local_neo4j.start(home, report=lambda _line: None)
    finally:
        local_neo4j.stop(home, report=lambda _line: None)
        os.environ.pop("KG_NEO4J")
        os.environ.update({"KG_NEO4J": before} if before is not None else {})


def process_of(server: local_neo4j.Connection) -> psutil.Process:
    port = int(server.uri.rpartition(":")[2])
    return next(
        process
        for process in psutil.process_iter()
        if process.name().startswith("java")
        and any(one.laddr and one.laddr.port == port for one in process.net_connections("tcp"))
    )


def statements() -> list[tuple[str, str]]:
    """Every statement of every file, by file and number."""
    found = []
    for file in FILES:
        parts = [part.strip() for part in COMMENT.sub("", file.read_text(encoding="utf-8")).split(";\n")]
        found += [(f"{file.parent.name}/{file.name}#{n}", part.rstrip(";")) for n, part in enumerate(parts) if part]
    return found


@pytest.mark.neo4j
def test_the_newer_line_opens_two_ports_of_this_machine_and_nothing_else(server: local_neo4j.Connection):
    sockets = process_of(server).net_connections("inet")
    assert [one for one in sockets if one.type == socket.SOCK_DGRAM] == []
    ports = {int(address.rpartition(":")[2]) for address in (server.uri, server.http)}
    listening = {one.laddr.port for one in sockets if one.status == psutil.CONN_LISTEN}
    assert listening == ports
    assert {one.laddr.ip.removeprefix("::ffff:") for one in sockets} == {"127.0.0.1"}
    others = {one.raddr.ip.removeprefix("::ffff:") for one in sockets if one.raddr}
    assert others <= {"127.0.0.1"}


@pytest.mark.neo4j
def test_the_newer_line_has_everything_off_that_speaks_to_others(server: local_neo4j.Connection):
    with neo4j.GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        rows = driver.execute_query("SHOW SETTINGS YIELD name, value RETURN name, value").records
    settings = {row["name"]: row["value"] for row in rows}
    named = (
        "fleet_discovery.enabled",
        "fleet_manager.enabled",
        "telemetry.enabled",
        "usage_report.enabled",
        "x_forward.enabled",
    )
    speaking = {name: value for name, value in settings.items() if name.endswith(named)}
    assert len(speaking) >= len(named)
    assert set(speaking.values()) == {"false"}


@pytest.mark.neo4j
def test_the_newer_line_believes_no_forwarded_name(server: local_neo4j.Connection):
    web = http.client.HTTPConnection(server.http.removeprefix("http://"))
    with closing(web):
        web.request("GET", "/", headers={"Accept": "application/json", "X-Forwarded-Host": "name.example"})
        answer = web.getresponse().read().decode()
    assert json.loads(answer)["neo4j_version"].startswith(NEW)
    assert "name.example" not in answer


@pytest.mark.neo4j
@pytest.mark.parametrize("language", ["CYPHER 5", "CYPHER 25"])
def test_every_query_is_read_in_both_languages(server: local_neo4j.Connection, language: str):
    wrong = []
    with neo4j.GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        for name, statement in statements():
            asked = statement if ADMINISTRATION.match(statement) else f"EXPLAIN {statement}"
            try:
                driver.execute_query(f"{language} {asked}", {})
            except neo4j.exceptions.ClientError as error:
                if error.code != "Neo.ClientError.Statement.ParameterMissing":
                    wrong.append(f"{name}: {error.message}")
    assert len(statements()) >= len(FILES) > 40
    assert wrong == []


def test_data_of_a_newer_line_are_not_opened_by_an_older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("KG_NEO4J", raising=False)
    written = read_lock(RELEASES[NEW].lock).neo4j
    write_state(tmp_path, State(neo4j=written))
    monkeypatch.setattr(local_neo4j, "ensure_jars", lambda _report: ())
    with pytest.raises(ServerError, match=rf"were written by Neo4j {re.escape(written)}.*set KG_NEO4J=2026, or delete"):
        local_neo4j.start(tmp_path, report=lambda _line: None)
    assert read_state(tmp_path).neo4j == written


def test_a_note_of_before_names_no_version(tmp_path: Path):
    (tmp_path / "server.json").write_text('{"pid": null, "ports": {"bolt": 7687, "http": 7474}}')
    assert read_state(tmp_path) == State()


@pytest.mark.parametrize(
    ("version", "other", "newer"),
    [
        ("2026.08.1", "5.26.30", True),
        ("5.26.30", "2026.08.1", False),
        ("5.26.31", "5.26.30", False),
        ("2026.09.0", "2026.08.1", True),
        ("2026.08.1", "2026.08.1", False),
    ],
)
def test_a_line_is_newer_by_year_and_month(version: str, other: str, newer: bool):
    assert is_newer(version, other) is newer
