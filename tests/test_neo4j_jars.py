"""The jars of Neo4j: what the lock promises, and what happens when a fetch goes wrong."""

import hashlib
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from kg.errors import ServerError, UsageError
from kg.store import neo4j_jars
from kg.store.neo4j_jars import Jar, Lock, ensure_jars, is_intact, read_lock
from kg.store.neo4j_releases import RELEASES

CONTENT = b"a small jar"
JAR = Jar("org.example", "tool", "1.0", "", len(CONTENT), "")
Answer = Callable[[Path], None]


@pytest.fixture
def lock() -> Lock:
    sha256 = hashlib.sha256(CONTENT).hexdigest()
    return Lock("5.0", "5.0", tuple(replace(JAR, artifact=f"tool-{i}", sha256=sha256) for i in range(3)))


class _FakeMaven:
    """Stands for jgo's context: what it "fetches" for each try is given as a list of answers."""

    def __init__(self, cache: Path, answers: list[Answer]) -> None:
        self.cache, self.answers, self.fetched = cache, answers, 0

    def project(self, group: str, artifact: str) -> "_FakeMaven":
        self.path = JAR.path(self.cache).parents[2] / artifact / JAR.version / f"{artifact}-{JAR.version}.jar"
        return self

    def at_version(self, _version: str) -> "_FakeMaven":
        return self

    def artifact(self, _classifier: str) -> "_FakeMaven":
        return self

    def resolve(self) -> None:
        self.fetched += 1
        self.path.parent.mkdir(parents=True, exist_ok=True)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        answer(self.path)


def good(path: Path) -> None:
    path.write_bytes(CONTENT)


def wrong(path: Path) -> None:
    path.write_bytes(b"another jar")


def unreachable(_path: Path) -> None:
    raise requests.ConnectionError("no route")


@pytest.fixture
def maven(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> _FakeMaven:
    fake = _FakeMaven(tmp_path, [good])
    monkeypatch.setattr(neo4j_jars, "_context", lambda _cache: fake)
    monkeypatch.setattr(neo4j_jars, "WORKERS", 1)
    monkeypatch.setattr(neo4j_jars.time, "sleep", lambda _seconds: None)
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    return fake


@pytest.mark.parametrize("line", RELEASES)
def test_the_lock_pins_every_jar_by_version_and_sha256(line: str):
    lock = read_lock(RELEASES[line].lock)
    assert lock.neo4j.startswith(line)
    coordinates = [jar.coordinate for jar in lock.jars]
    assert coordinates == sorted(set(coordinates))
    assert f"org.neo4j:neo4j:{lock.neo4j}" in coordinates
    assert f"org.neo4j.client:neo4j-browser:{lock.browser}" in coordinates
    assert all(re.fullmatch("[0-9a-f]{64}", jar.sha256) and jar.size > 0 for jar in lock.jars)


@pytest.mark.parametrize("line", RELEASES)
def test_the_lock_holds_no_address(line: str):
    assert not re.search(r"://|www\.|repo1|maven2", RELEASES[line].lock.read_text("utf-8"))


@pytest.mark.parametrize("line", RELEASES)
def test_writing_the_lock_gives_back_the_file(line: str, tmp_path: Path):
    neo4j_jars.write_lock(read_lock(RELEASES[line].lock), tmp_path / "lock.json")
    assert (tmp_path / "lock.json").read_bytes() == RELEASES[line].lock.read_bytes()


def test_the_environment_chooses_the_line(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("KG_NEO4J", raising=False)
    assert read_lock().neo4j.startswith("5.26")
    monkeypatch.setenv("KG_NEO4J", "2026")
    assert read_lock().neo4j.startswith("2026")
    monkeypatch.setenv("KG_NEO4J", "2027")
    with pytest.raises(UsageError, match=r"KG_NEO4J=2027: no such line of Neo4j; one of 5\.26, 2026"):
        read_lock()


def test_missing_jars_are_fetched_and_reported_once(lock: Lock, maven: _FakeMaven, tmp_path: Path):
    said: list[str] = []
    paths = ensure_jars(said.append, lock, tmp_path)
    assert [path.read_bytes() for path in paths] == [CONTENT] * 3
    assert "3 jars" in said[0]
    assert "3 of 3 jars" in said[-1]
    said.clear()
    assert ensure_jars(said.append, lock, tmp_path) == paths
    assert not said
    assert maven.fetched == 3


def test_a_damaged_jar_is_noticed_and_fetched_again(lock: Lock, maven: _FakeMaven, tmp_path: Path):
    paths = ensure_jars(print, lock, tmp_path)
    paths[1].write_bytes(CONTENT[::-1])
    ensure_jars(print, lock, tmp_path)
    assert paths[1].read_bytes() == CONTENT
    assert maven.fetched == 4


def test_a_fetch_is_tried_again_when_the_connection_breaks(lock: Lock, maven: _FakeMaven, tmp_path: Path):
    maven.answers = [unreachable, wrong, good]
    assert all(is_intact(jar, tmp_path) for jar, _ in zip(lock.jars, ensure_jars(print, lock, tmp_path), strict=True))


def test_a_jar_that_is_not_the_locked_one_is_refused_and_not_kept(lock: Lock, maven: _FakeMaven, tmp_path: Path):
    maven.answers = [wrong]
    with pytest.raises(ServerError, match="sha256 is not the locked one"):
        ensure_jars(print, lock, tmp_path)
    assert not list(tmp_path.rglob("*.jar"))


def test_offline_without_jars_says_what_was_tried_and_what_to_do(lock: Lock, maven: _FakeMaven, tmp_path: Path):
    maven.answers = [unreachable]
    with pytest.raises(ServerError, match=r"org\.example:tool-0:1\.0.*4 tries: no connection.*NEO4J_URI"):
        ensure_jars(print, lock, tmp_path)


def test_maven_is_asked_where_the_direct_way_fails(
    lock: Lock, maven: _FakeMaven, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def fetch_with_maven(_mvn: Path, lock: Lock, cache: Path) -> None:
        for jar in lock.jars:
            jar.path(cache).parent.mkdir(parents=True, exist_ok=True)
            good(jar.path(cache))

    maven.answers = [unreachable]
    monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/mvn")
    monkeypatch.setattr(neo4j_jars, "_fetch_with_maven", fetch_with_maven)
    assert all(path.is_file() for path in ensure_jars(print, lock, tmp_path))


def test_what_maven_brings_is_checked_too(
    lock: Lock, maven: _FakeMaven, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    maven.answers = [unreachable]
    monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/mvn")
    monkeypatch.setattr(neo4j_jars, "_fetch_with_maven", lambda *_: None)
    with pytest.raises(ServerError, match="sha256 is not the locked one"):
        ensure_jars(print, lock, tmp_path)
