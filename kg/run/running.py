"""A Neo4j that already runs, or none: for commands that can do without."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.store.database import Store


@contextmanager
def running_store(
    uri: str | None, user: str, password: str | None, database: str, home: Path
) -> Iterator[Store | None]:
    """The store at `uri`, else that of the local server where it runs, else None. Starts nothing.

    StoreError: a server was named and does not answer.
    """
    from kg.store import local_neo4j  # noqa: PLC0415  only commands that use Neo4j pay for the driver

    if not uri and not (home / "neo4j").is_dir():
        yield None
        return
    local = None if uri else local_neo4j.status(home / "neo4j")
    if local is not None and not (local.ready and local.connection):
        yield None
        return
    from kg.store.database import connect  # noqa: PLC0415

    reached = local.connection if local is not None else None
    with (
        connect(reached.uri, reached.user, reached.password, reached.database)
        if reached
        else connect(uri or "", user, password or "", database)
    ) as store:
        yield store


def open_store(
    uri: str | None, user: str, password: str | None, database: str, home: Path, *, create: bool = False
) -> Store:
    """The store at `uri`, else that of the local server, started if need be.

    UsageError: no server was named and none was ever started here, so that there is nothing to look at; with `create`
    one is made.
    """
    from kg.store.database import connect  # noqa: PLC0415  only commands that use Neo4j pay for the driver

    if uri:
        return connect(uri, user, password or "", database)
    if not create and not (home / "neo4j").is_dir():
        raise UsageError(f"no graph is loaded yet (no server in {home}): kg rebuild loads one")
    from kg.store import local_neo4j  # noqa: PLC0415  as above
    from kg.terminal import note  # noqa: PLC0415  as above

    local = local_neo4j.start(home / "neo4j", note)
    return connect(local.uri, local.user, local.password, local.database)
