"""A Cypher script that makes the graph in any Neo4j 5: for cypher-shell, or statement by statement."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TextIO, TypeVar

from kg.graph.about import as_stored
from kg.graph.export_rows import Rows, Written
from kg.model import DAYS, Node, Relationship, Value

Row = TypeVar("Row")
Key = TypeVar("Key", bound=Hashable)
BATCH = 500
"""Rows of a statement: some hundred kilobytes, which a server parses at ease."""
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def write(rows: Rows, out: Path) -> Written:
    """One .cypher file. It makes nodes and relationships anew: run it on an empty database."""
    nodes = relationships = 0
    with out.open("w", encoding="utf-8", newline="\n") as file:
        file.write("// Run on an empty database: cypher-shell -f " + out.name + "\n")
        file.write("CREATE CONSTRAINT kg_key IF NOT EXISTS FOR (node:Kg) REQUIRE node.key IS UNIQUE;\n")
        file.write("CALL db.awaitIndexes(300);\n")
        for labels, some in _grouped(map(as_stored, rows.nodes()), lambda node: node.labels):
            names = ":".join(_name(label) for label in (*labels, "Kg"))
            _statement(file, (_node(node) for node in some), f"CREATE (node:{names}) SET node = row.of")
            nodes += len(some)
        for kind, ties in _grouped(map(as_stored, rows.relationships()), lambda one: one.type):
            match = "MATCH (start:Kg {key: row.start}), (end:Kg {key: row.end})"
            made = f"CREATE (start)-[tie:{_name(kind)}]->(end) SET tie = row.of"
            _statement(file, (_relationship(one) for one in ties), f"{match} {made}")
            relationships += len(ties)
    return Written(out, nodes, relationships, hint=f"cypher-shell -a bolt://127.0.0.1:7687 -u neo4j -f {out}")


def _grouped(rows: Iterator[Row], key: Callable[[Row], Key]) -> Iterator[tuple[Key, list[Row]]]:
    """Batches of rows with one key, in the order they fill: never more than one of each key is held."""
    held: dict[Key, list[Row]] = {}
    for row in rows:
        batch = held.setdefault(key(row), [])
        batch.append(row)
        if len(batch) == BATCH:
            yield key(row), held.pop(key(row))
    yield from held.items()


def _statement(file: TextIO, rows: Iterable[str], action: str) -> None:
    file.write("UNWIND [\n" + ",\n".join(rows) + f"\n] AS row {action};\n")


def _node(node: Node) -> str:
    return f"{{of: {_map({'key': node.key, **node.properties})}}}"


def _relationship(one: Relationship) -> str:
    ends = f"start: {_text(one.start)}, end: {_text(one.end)}"
    return f"{{{ends}, of: {_map({'key': one.key, **one.properties})}}}"


def _map(properties: Mapping[str, Value]) -> str:
    pairs = ((name, value) for name, value in sorted(properties.items()) if value is not None)
    return "{" + ", ".join(f"{_name(name)}: {_literal(name, value)}" for name, value in pairs) + "}"


def _literal(name: str, value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, list):
        return "[" + ", ".join(_literal("", one) for one in value) + "]"
    return f"date({_text(str(value))})" if name in DAYS else _text(str(value))


def _text(text: str) -> str:
    """A string literal."""
    return '"' + "".join(_ESCAPES.get(c, c) for c in text) + '"'


def _name(name: str) -> str:
    """A label, type or property name."""
    return name if name.isidentifier() and name.isascii() else "`" + name.replace("`", "``") + "`"
