"""What many tests share: one real Neo4j and one loaded extractor for each process of a run."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import hypothesis
import pytest

from kg.mention.language import DEFAULT_MODEL, load_model
from kg.paths import shipped
from kg.run.extract import Extractor, load_extractor
from kg.store import local_neo4j
from kg.store.neo4j_process import State, free_ports, write_state
from kg.store.neo4j_settings import archive_file
from tests.reading import Reader

# Else each of the hundred commands that tests start, and each of their workers, compiles the package anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Busy machines make any deadline a lie; the same examples on every run make a red build mean something.
hypothesis.settings.register_profile("kg", deadline=None, derandomize=True)
hypothesis.settings.load_profile("kg")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests first: what takes minutes must not be begun last, when the other processes are done."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Where several processes share the tests (`make test`), one that is marked `alone` has the machine for itself."""
    if "PYTEST_XDIST_WORKER" not in os.environ or item.config.cache is None:
        return (yield)
    with turn(item.config.cache.mkdir("turns"), alone=item.get_closest_marker("alone") is not None):
        return (yield)


@contextmanager
def turn(folder: Path, *, alone: bool) -> Iterator[None]:
    """Time in a room that holds many or one alone. Who waits for it keeps the door, so that nobody else goes in."""
    with (folder / "door").open("w") as door, (folder / "room").open("w") as room:
        fcntl.flock(door, fcntl.LOCK_EX)
        fcntl.flock(room, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        fcntl.flock(door, fcntl.LOCK_UN)
        yield


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[local_neo4j.Connection]:
    """A Neo4j, shared by all tests of a run: each test cleans up what it wrote. No server: a failure.

    A fresh local one; where KG_TEST_SERVER names another (Bolt address, password, HTTP address), that, and all it holds
    is deleted.
    """
    if named := os.environ.get("KG_TEST_SERVER"):
        uri, password, http = named.split()
        yield local_neo4j.Connection(uri, "neo4j", password, "neo4j", http)
        return
    home = tmp_path_factory.mktemp("neo4j")
    write_state(home, State(ports=free_ports()))
    with prepared():
        try:
            yield local_neo4j.start(home, report=lambda _line: None)
        finally:
            local_neo4j.stop(home, report=lambda _line: None)


@contextmanager
def prepared() -> Iterator[None]:
    """Time in which, where all tests run, later starts of Neo4j are made faster: a test needs the recording anyway, and
    done beside the first tests it serves those that start servers of their own. It waits for no other process.
    """
    if "PYTEST_XDIST_WORKER" not in os.environ or archive_file().is_file():
        yield
        return
    prepare = "from kg.store import local_neo4j; local_neo4j.prepare(lambda _line: None)"
    with subprocess.Popen([sys.executable, "-c", prepare]):
        yield


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The extractor with the shipped model, relations and lexicon; loading it takes seconds."""
    return load_extractor(load_model(DEFAULT_MODEL), shipped("lexicon"))


@pytest.fixture(scope="session")
def read(extractor: Extractor) -> Reader:
    """Reads short texts and answers who is meant where."""
    return Reader(extractor)
