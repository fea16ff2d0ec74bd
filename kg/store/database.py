"""The way to a Neo4j server: connecting, asking, and writing as one transaction.

The only module that imports the driver. What goes wrong is a StoreError that says what was tried and what to do, never
with the password; a query that is wrong is a UsageError.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock
from functools import cache
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit

import neo4j
from neo4j.exceptions import AuthError, ConfigurationError, DriverError, Neo4jError, ServiceUnavailable, SessionExpired
from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Duration

from kg.errors import StoreError, UsageError
from kg.paths import shipped

T = TypeVar("T")
SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
OLDEST = (5, 26)
"""Labels and types as parameters work since then."""
DELAYS = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Seconds between attempts: a minute in all, what a restarting server takes on a busy machine, twice."""
READS = 10
"""How often a query is run at most until no load was committed meanwhile."""
OUT_OF_MEMORY = ("MemoryPoolOutOfMemoryError", "TransactionOutOfMemoryError", "OutOfMemoryError")


@dataclass(frozen=True, slots=True)
class Table:
    """What a query returned: a row for each record, values as JSON holds them."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class Store:
    """A database of a server that answers. Close it, or use it in a `with`."""

    driver: neo4j.Driver
    uri: str
    database: str

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends all connections."""
        self.driver.close()


def connect(uri: str, user: str, password: str, database: str = "neo4j") -> Store:
    """A store of a server that answered and took the password. StoreError: it did not, or is older than Neo4j 5.26."""
    shown = _without_userinfo(uri)
    try:
        driver = neo4j.GraphDatabase.driver(
            uri,
            auth=(user, password),
            connection_timeout=10,
            connection_acquisition_timeout=20,
            notifications_min_severity="OFF",
        )
    except (ConfigurationError, ValueError):
        raise StoreError(f"{shown}: not the address of a Neo4j; one looks like bolt://127.0.0.1:7687") from None
    store = Store(driver, shown, database)
    try:
        with _explained(store, user):
            _check_version(shown, driver.get_server_info().agent)
            driver.execute_query("RETURN 1", database_=database, routing_=neo4j.RoutingControl.READ)
    except BaseException:
        store.close()
        raise
    return store


def run_query(store: Store, cypher: str, params: Mapping[str, object] | None = None, *, write: bool = False) -> Table:
    """What the query returns, graph values made JSON-able.

    Without `write` the server itself refuses whatever would change data, and the answer is of one graph: if a load was
    committed meanwhile, which Neo4j shows to running queries piece by piece, the query is run again. UsageError: the
    query is wrong, or writes.
    """
    with _explained(store):
        if write:
            return _ask(store, cypher, params, neo4j.WRITE_ACCESS)
        for _ in range(READS):
            before = _settled(store)
            table = _ask(store, cypher, params, neo4j.READ_ACCESS)
            if _scalar(store, "commits") == before:
                break
        return table


def _ask(store: Store, cypher: str, params: Mapping[str, object] | None, mode: str) -> Table:
    with store.driver.session(database=store.database, default_access_mode=mode) as session:
        result = session.run(cypher, dict(params or {}))
        columns = tuple(result.keys())
        return Table(columns, tuple(tuple(plain(value) for value in record.values()) for record in result))


def _settled(store: Store) -> int:
    """The number of commits, when none is under way (it is odd then). A load that was killed is not waited for."""
    while (number := _scalar(store, "commits")) % 2 and _scalar(store, "loading"):
        time.sleep(0.05)
    return number


def _scalar(store: Store, statement: str) -> int:
    return int(_ask(store, load_statement(statement), None, neo4j.READ_ACCESS).rows[0][0])


def profile(store: Store, cypher: str, params: Mapping[str, object] | None = None) -> dict[str, Any]:
    """The plan that the server ran for the query, with rows and database hits of each operator."""
    with _explained(store), store.driver.session(database=store.database, default_access_mode="READ") as session:
        found = session.run(f"PROFILE {cypher}", dict(params or {})).consume().profile
        return dict(found or {})


class MemoryShortError(StoreError):
    """The server has too little memory to do this in one transaction."""


class Transaction:
    """One explicit transaction, whose statements are the files of cypher/load."""

    def __init__(self, transaction: neo4j.Transaction) -> None:
        self._transaction = transaction

    def run(self, statement: str, **params: object) -> Sequence[Sequence[Any]]:
        """The rows that cypher/load/`statement`.cypher returns, as the driver gives them."""
        return self._transaction.run(load_statement(statement), params).values()


def in_transaction(store: Store, work: Callable[[Transaction], T], *, retried: Callable[[str], None]) -> T:
    """Runs `work` in one explicit write transaction and commits it: all of it happens, or nothing.

    If the server goes away or asks to try again, all of `work` runs again after a pause; `retried` is told why. It must
    therefore look at the database anew each time: an attempt may have been committed before its answer was lost.
    StoreError: it did not come back within a minute.
    """
    for delay in (*DELAYS, None):
        try:
            with (
                store.driver.session(database=store.database) as session,
                session.begin_transaction(metadata={"kg": "load"}) as transaction,
            ):
                done = work(Transaction(transaction))
                with _announced(store):
                    transaction.commit()
                return done
        except (DriverError, Neo4jError) as error:
            if delay is None or not _may_pass(error):
                raise _explain(store, error) from None
            retried(f"{_first_line(error)}; trying again in {delay:g} s")
            time.sleep(delay)
    raise AssertionError("the last attempt returns or raises")


@contextmanager
def _announced(store: Store) -> Iterator[None]:
    """Tells kg's readers that a commit is under way, and that it has ended, however it did."""
    [[number]] = _write(store, "commit_begins")
    try:
        yield
    finally:
        _write(store, "commit_ends", number=number)


def _write(store: Store, statement: str, **params: object) -> list[list[Any]]:
    records = store.driver.execute_query(load_statement(statement), params, database_=store.database).records
    return [list(record.values()) for record in records]


def run_schema(store: Store, statements: Sequence[str]) -> None:
    """Runs statements that cannot share a transaction with data, each by itself."""
    for statement in statements:
        with _explained(store):
            store.driver.execute_query(statement, database_=store.database)


@cache
def load_statement(name: str) -> str:
    """The text of cypher/load/`name`.cypher."""
    return (shipped("cypher") / "load" / f"{name}.cypher").read_text(encoding="utf-8")


# ------------------------------------------------------------------ values


def plain(value: Any) -> Any:  # noqa: ANN401 - whatever a query returns
    """A value as JSON holds it: days as ISO strings, nodes with labels, relationships with type and ends."""
    for kind, convert in _CONVERT:
        if isinstance(value, kind):
            return convert(value)
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(one) for one in value]
    return value


def _node(node: Node) -> dict[str, Any]:
    return {"labels": sorted(node.labels), "properties": plain(dict(sorted(node.items())))}


def _relationship(one: Relationship) -> dict[str, Any]:
    ends = {"start": one.start_node and one.start_node.get("key"), "end": one.end_node and one.end_node.get("key")}
    return {"type": one.type, **ends, "properties": plain(dict(sorted(one.items())))}


def _path(path: Path) -> dict[str, Any]:
    return {"nodes": plain(path.nodes), "relationships": plain(path.relationships)}


_CONVERT: tuple[tuple[type | tuple[type, ...], Callable[[Any], Any]], ...] = (
    (Node, _node),
    (Relationship, _relationship),
    (Path, _path),
    (Point, lambda point: {"srid": point.srid, "coordinates": list(point)}),
    (Duration, lambda duration: duration.iso_format()),
    ((neo4j.time.Date, neo4j.time.DateTime, neo4j.time.Time), lambda moment: moment.iso_format()),
    ((date, datetime, clock), lambda moment: moment.isoformat()),
    (timedelta, str),
    ((bytes, bytearray), lambda data: data.hex()),
)


# ------------------------------------------------------------------ errors


@contextmanager
def _explained(store: Store, user: str = "") -> Iterator[None]:
    try:
        yield
    except (DriverError, Neo4jError) as error:
        raise _explain(store, error, user) from None


def _explain(store: Store, error: Exception, user: str = "") -> StoreError | UsageError:
    """The error as one line for a person."""
    if isinstance(error, Neo4jError):
        return _explain_refusal(store, error, user)
    return StoreError(
        f"Neo4j at {store.uri} does not answer ({_first_line(error)}): `kg neo4j status` shows the local server, "
        "NEO4J_URI points at another"
    )


def _explain_refusal(store: Store, error: Neo4jError, user: str) -> StoreError | UsageError:
    """What the server answered, by its error code."""
    code, why, server = error.code or "", _first_line(error), f"Neo4j at {store.uri}"
    if isinstance(error, AuthError):
        who = f" of user {user}" if user else ""
        return StoreError(f"{server} refuses the password{who}: check NEO4J_USERNAME and NEO4J_PASSWORD")
    if code.endswith("DatabaseNotFound"):
        return StoreError(f"{server} has no database {store.database!r}: check NEO4J_DATABASE")
    if code.endswith("Statement.AccessMode"):
        return UsageError("this query would write, and queries only read: add --write if it is meant to")
    if code.endswith(OUT_OF_MEMORY):
        return MemoryShortError(f"{server} has too little memory for this in one transaction")
    if code.startswith("Neo.ClientError.Statement."):
        return UsageError(f"Neo4j cannot run this query: {why}")
    return StoreError(f"{server} failed: {why} ({code})")


def _may_pass(error: DriverError | Neo4jError) -> bool:
    code = getattr(error, "code", None) or ""
    gone = isinstance(error, (ServiceUnavailable, SessionExpired))
    return gone or (error.is_retryable() and not code.endswith(OUT_OF_MEMORY))


def _first_line(error: Exception) -> str:
    text = str(getattr(error, "message", None) or error)
    return text.strip().split("\n", 1)[0].rstrip(":. ")


def _check_version(uri: str, agent: str) -> None:
    """`agent` is such as "Neo4j/5.26.30"."""
    version = agent.rpartition("/")[2]
    numbers = tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
    if len(numbers) == 2 and numbers < OLDEST:
        raise StoreError(f"Neo4j at {uri} is {version}: kg needs {'.'.join(map(str, OLDEST))} or newer")


def _without_userinfo(uri: str) -> str:
    """The address without what may be a password in it. StoreError: it is no address of a Neo4j."""
    parts = urlsplit(uri)
    shown = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}" if parts.scheme else uri.rpartition("@")[2]
    if parts.scheme not in SCHEMES:
        raise StoreError(f"{shown}: not the address of a Neo4j; one looks like bolt://127.0.0.1:7687")
    return shown
