"""The graph into Neo4j: only what differs, in one transaction.

Every node kg writes has the label `Kg`, a unique `key` and the `hash` of its row; every relationship has `key` and
`hash` too. A load reads the hashes, and deletes, changes and creates what is not the same, all in one transaction:
readers see the old graph or the new one, and a load that is killed leaves the old one. A node `KnowledgeGraph` says
which graph is there; a load begins by writing to it, so that a second load waits for the first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain, islice
from math import ceil
from typing import Any, TypeVar

from kg import __version__
from kg.digest import digest
from kg.errors import StoreError, UsageError
from kg.graph.about import FORM, as_stored
from kg.graph.graph_files import Since, node_line, relationship_line, row_hash
from kg.model import DAYS, Graph, Node, Relationship, Value
from kg.paths import shipped
from kg.store.database import (
    MemoryShortError,
    Store,
    Table,
    Transaction,
    connect,
    in_transaction,
    load_statement,
    profile,
    run_query,
    run_schema,
)

__all__ = ["Loaded", "Store", "Table", "connect", "load", "profile", "run_query", "schema_statements"]

T = TypeVar("T")
BATCH = 2_000
"""Rows a statement: fewer cost round trips, more cost memory on both sides and gain nothing."""
ROW_MEMORY = 6_000
"""Bytes of Java heap a row takes until it is committed: measured (docs/graph-model.md), and some to spare."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load changed. `loose`: relationships of others that ended with a node of ours."""

    nodes_created: int = 0
    nodes_changed: int = 0
    nodes_deleted: int = 0
    relationships_created: int = 0
    relationships_changed: int = 0
    relationships_deleted: int = 0
    loose: int = 0

    @property
    def unchanged(self) -> bool:
        """Whether the database held this graph already."""
        return self == Loaded()


def load(
    store: Store,
    graph: Graph | Callable[[], Graph],
    *,
    yes: bool = False,
    identity: str | None = None,
    since: Callable[[], Since | None] = lambda: None,
    progress: Progress = lambda _done, _total: None,
    report: Callable[[str], None] = lambda _line: None,
) -> Loaded:
    """Makes the database hold this graph; returns what that changed.

    A graph that is there already, by its hash and the database's counts, costs one look; deleting the
    `KnowledgeGraph` node makes the next load compare every row. `identity` is the graph's hash where the caller has it
    (`graph_files.identity`), which saves making it; `since` then tells how it came of the graph before, so that a
    database that holds that one is asked for no other rows, nor `graph` for any where it is a function.

    StoreError: the database holds nodes that kg did not write, unless `yes` (which it remembers): they are never
    touched. `progress` gets (rows done, rows to do), `report` lines such as why something is tried again.
    """
    state = _state(store)
    schema = _form()
    beside = _allowed_beside(store, state, yes=yes)
    there = _graph_there(state, schema)
    if identity and there == identity:
        return Loaded()
    step = since() if identity and there else None
    whole = _Once(lambda: _Rows.of(graph() if callable(graph) else graph, identity))
    if step is not None and step.identity == there:
        wanted = _Wanted(_Rows.of(step.come, identity), step, whole)
    elif there == whole().hash:
        return Loaded()
    else:
        wanted = _Wanted(whole(), None, whole)
    if run_query(store, load_statement("loading")).rows[0][0]:
        report("another load is under way: waiting for its end")
    constraints, indexes = _schema()
    run_schema(store, constraints)
    try:
        heap = _heap(store)
        work = partial(_load, wanted=wanted, beside=beside, progress=progress, heap=heap)
        loaded = in_transaction(store, work, retried=report)
    except MemoryShortError as error:
        raise _with_remedy(error, len(wanted.rows.nodes) + len(wanted.rows.relationships)) from None
    if state["schema"] != schema:
        _finish_schema(store, indexes, report)
    return loaded


def finish_import(store: Store, *, report: Callable[[str], None] = lambda _line: None) -> None:
    """Gives a database whose rows were imported (`kg export --format neo4j-admin`) its constraints and indexes.

    From then on it is as if the graph had been loaded: a load of the same graph finds it there.
    """
    constraints, indexes = _schema()
    run_schema(store, constraints)
    _finish_schema(store, indexes, report)


def _finish_schema(store: Store, indexes: Sequence[str], report: Callable[[str], None]) -> None:
    schema = _form()
    run_schema(store, [*indexes, "CALL db.awaitIndexes(600)"])
    in_transaction(store, lambda it: it.run("schema_done", schema=schema), retried=report)


def _with_remedy(error: MemoryShortError, rows: int) -> StoreError:
    heap = f"{max(2, ceil(rows * ROW_MEMORY / 2**30))}g"
    return StoreError(
        f"{error}, and readers are to see all of a graph or none: {rows:,} rows need a heap of about {heap} "
        f"(KG_NEO4J_HEAP={heap} and a restart for the local server, server.memory.heap.max_size for another), or an "
        "import of the graph files: kg neo4j import for the local server, kg export --format neo4j-admin for another"
    )


def _heap(store: Store) -> int | None:
    """Bytes that the server's heap may take; None where it does not say."""
    try:
        rows = run_query(store, load_statement("heap")).rows
    except (StoreError, UsageError):
        return None  # a hosted server does not let everybody ask
    return int(rows[0][0]) if rows else None


# ------------------------------------------------------------------ rows and what differs


@dataclass(frozen=True, slots=True)
class _Rows:
    """The graph by key, the hash of each row, and of all. No object is kept for a row: there may be millions."""

    nodes: Mapping[str, Node]
    relationships: Mapping[str, Relationship]
    hashes: Mapping[str, str]
    hash: str

    @classmethod
    def of(cls, graph: Graph, identity: str | None) -> _Rows:
        hashes = {node.key: row_hash(node_line(as_stored(node))) for node in graph.nodes}
        hashes |= {one.key: row_hash(relationship_line(as_stored(one))) for one in graph.relationships}
        return cls(
            nodes={node.key: node for node in graph.nodes},
            relationships={one.key: one for one in graph.relationships},
            hashes=hashes,
            hash=identity or row_hash("".join(hashes.values())),
        )

    def node(self, key: str) -> dict[str, object]:
        """What create_nodes and update_nodes take."""
        node = as_stored(self.nodes[key])
        return {"labels": list(node.labels), "properties": _stored(node.properties, key, self.hashes[key])}

    def relationship(self, key: str) -> dict[str, object]:
        """What create_relationships and update_relationships take."""
        one = as_stored(self.relationships[key])
        properties = _stored(one.properties, key, self.hashes[key])
        return {"type": one.type, "start": one.start, "end": one.end, "properties": properties}


@dataclass(frozen=True, slots=True)
class _Difference:
    """What to do to the database's rows; gone ones and changed ones by the database's own id."""

    gone: list[str]
    changed: list[tuple[str, str]]
    """(id, key)"""
    new: list[str]
    """keys"""

    def counts(self) -> tuple[int, int, int]:
        """How many are new, changed and gone."""
        return len(self.new), len(self.changed), len(self.gone)


def _difference(held: Sequence[str], wanted: Collection[str], hashes: Mapping[str, str]) -> _Difference:
    """`held`: "hash id key" of each row in the database; `wanted`: the keys of those that should be there."""
    gone, changed, seen = [], [], set()
    for row in held:
        hashed, ident, key = row.split(" ", 2)
        if key not in wanted or key in seen:
            gone.append(ident)
        elif hashes[key] != hashed:
            changed.append((ident, key))
        seen.add(key)
    return _Difference(gone, changed, [key for key in wanted if key not in seen])


class _Once:
    """All rows of a graph, made when they are asked for the first time."""

    def __init__(self, make: Callable[[], _Rows]) -> None:
        self._make = make
        self._made: _Rows | None = None

    def __call__(self) -> _Rows:
        if self._made is None:
            self._made = self._make()
        return self._made


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The rows that the database is to hold: all, or those by which they differ from the graph that it holds."""

    rows: _Rows
    since: Since | None
    whole: Callable[[], _Rows]

    def compared(self, transaction: Transaction) -> tuple[_Rows, list[str], list[str]]:
        """The rows, and "hash id key" of each node and relationship in the database that they are compared with."""
        there = transaction.run("lock")[0][0]
        if self.since is None or self.since.identity != there:  # another load was faster
            rows = self.whole()
            return rows, transaction.run("read_nodes")[0][0], transaction.run("read_relationships")[0][0]
        nodes = sorted({node.key for some in (self.since.gone, self.since.come) for node in some.nodes})
        ties = {one.key: one for some in (self.since.gone, self.since.come) for one in some.relationships}
        ends = ({"key": one.key, "start": one.start, "end": one.end} for _, one in sorted(ties.items()))
        held = [transaction.run("read_these_nodes", keys=some)[0][0] for some in _batches(iter(nodes), BATCH)]
        tied = [transaction.run("read_these_relationships", rows=some)[0][0] for some in _batches(ends, BATCH)]
        return self.rows, list(chain.from_iterable(held)), list(chain.from_iterable(tied))


def _load(transaction: Transaction, wanted: _Wanted, *, beside: bool, progress: Progress, heap: int | None) -> Loaded:
    rows, held, tied = wanted.compared(transaction)
    nodes = _difference(held, rows.nodes.keys(), rows.hashes)
    edges = _difference(tied, rows.relationships.keys(), rows.hashes)
    step = _Steps(transaction, progress, sum(nodes.counts()) + sum(edges.counts()))
    if heap is not None and step.total * ROW_MEMORY > heap:  # better said now than when everybody has waited
        raise MemoryShortError(
            f"{step.total:,} changes are too many for one transaction in a heap of {heap >> 20:,} MB"
        )
    step.run("delete_relationships", edges.gone)
    loose = step.run("delete_nodes", nodes.gone)
    step.run("update_nodes", ({"id": ident, **rows.node(key)} for ident, key in nodes.changed))
    step.run("create_nodes", map(rows.node, nodes.new))
    changes = ({"id": ident, **rows.relationship(key)} for ident, key in edges.changed)
    step.run("update_relationships", changes)
    step.run("create_relationships", map(rows.relationship, edges.new))
    transaction.run("finish", hash=rows.hash, version=__version__, beside_others=beside)
    return Loaded(*nodes.counts(), *edges.counts(), loose)


@dataclass(slots=True)
class _Steps:
    """Runs statements over rows in batches, counts what they did, and tells the progress."""

    transaction: Transaction
    progress: Progress
    total: int
    done: int = 0

    def run(self, statement: str, rows: Sequence[object] | Iterator[object]) -> int:
        """Sum of the statement's second column. StoreError: a row did not do what it should have."""
        extra = 0
        for batch in _batches(rows, BATCH):
            [counted] = self.transaction.run(statement, rows=batch)
            if counted[0] != len(batch):
                raise StoreError(f"load failed: {statement} did {counted[0]} of {len(batch)} rows; nothing was changed")
            extra += counted[1] if len(counted) > 1 else 0
            self.done += len(batch)
            self.progress(self.done, self.total)
        return extra


def _batches(rows: Sequence[T] | Iterator[T], size: int) -> Iterator[list[T]]:
    rest = iter(rows)
    while batch := list(islice(rest, size)):
        yield batch


def _stored(properties: Mapping[str, Value], key: str, hashed: str) -> dict[str, object]:
    return {name: _value(name, value) for name, value in properties.items()} | {"key": key, "hash": hashed}


def _value(name: str, value: Value) -> object:
    return date.fromisoformat(value) if name in DAYS and isinstance(value, str) else value


# ------------------------------------------------------------------ the database before the load


def _state(store: Store) -> dict[str, Any]:
    names = (
        "hash",
        "nodes",
        "relationships",
        "schema",
        "beside_others",
        "others",
        "nodes_there",
        "relationships_there",
    )
    [row] = run_query(store, load_statement("state")).rows
    return dict(zip(names, row, strict=True))


def _graph_there(state: Mapping[str, Any], schema: str) -> str | None:
    """The hash of the graph in the database, if its counts are still those of the load and the schema is today's."""
    left = (state["nodes"], state["relationships"], state["schema"])
    return state["hash"] if left == (state["nodes_there"], state["relationships_there"], schema) else None


def _allowed_beside(store: Store, state: Mapping[str, Any], *, yes: bool) -> bool:
    """Whether kg may live beside nodes of others. StoreError: there are some, and nobody said so."""
    if yes or state["beside_others"] or not state["others"]:
        return bool(yes or state["beside_others"])
    raise StoreError(
        f"{_others(store, state)}: choose another database, or add --yes to load beside them; "
        "kg never changes or deletes them"
    )


def refuse_others(store: Store) -> None:
    """StoreError: the database holds nodes that kg did not write, which an import would delete."""
    state = _state(store)
    if state["others"]:
        raise StoreError(f"{_others(store, state)}, and an import replaces all there is: add --yes if they may go")


def _others(store: Store, state: Mapping[str, Any]) -> str:
    kinds = run_query(store, load_statement("others")).rows
    named = ", ".join(f"{nodes} {':'.join(labels) or 'without a label'}" for labels, nodes in kinds)
    return f"Neo4j at {store.uri} holds {state['others']} nodes that kg did not write ({named})"


def _form() -> str:
    """The form of what a load of today leaves: schema, and what stands in Neo4j besides the graph files' rows."""
    return digest(*schema_statements(), FORM)


def schema_statements() -> tuple[str, ...]:
    """The statements of cypher/schema.cypher, without comments."""
    text = (shipped("cypher") / "schema.cypher").read_text(encoding="utf-8")
    code = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("//"))
    return tuple(statement.strip() for statement in code.split(";") if statement.strip())


def _schema() -> tuple[list[str], list[str]]:
    """Constraints, which a load needs, and indexes, which are faster to fill afterwards."""
    statements = schema_statements()
    constraints = [one for one in statements if one.startswith("CREATE CONSTRAINT")]
    return constraints, [one for one in statements if one not in constraints]
