"""What many tests share: one real Neo4j for the whole run."""

from collections.abc import Iterator

import pytest

from kg import local_neo4j


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[local_neo4j.Connection]:
    """A fresh local Neo4j, shared by all tests of a run: each test cleans up what it wrote. No server: a failure."""
    home = tmp_path_factory.mktemp("neo4j")
    try:
        yield local_neo4j.start(home, report=lambda _line: None)
    finally:
        local_neo4j.stop(home, report=lambda _line: None)
