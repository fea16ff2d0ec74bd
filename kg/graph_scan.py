"""Parts of the graph files, read line by line: what `kg show` and `kg explain` need of a graph too large to hold.

The lines of both files are JSON with sorted keys (kg/graph_files.py), so that the ends and the type of a row can be
looked at before it is parsed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.graph_files import NODES, RELATIONSHIPS, read_manifest
from kg.model import Node, Relationship, Value

ENTITY = "Entity:"
_NODE_START = b'{"key":"'


def iter_nodes(folder: Path, wanted: Callable[[bytes], bool] = lambda _line: True) -> Iterator[Node]:
    """The nodes whose line `wanted` takes, in order of key. UsageError: no graph there, or a damaged file."""
    for row in _rows(folder, NODES, wanted):
        yield Node(row["key"], tuple(row["labels"]), row["properties"])


def iter_relationships(folder: Path, wanted: Callable[[bytes], bool] = lambda _line: True) -> Iterator[Relationship]:
    """The relationships whose line `wanted` takes, in order of key. UsageError as for nodes."""
    for row in _rows(folder, RELATIONSHIPS, wanted):
        yield Relationship(row["key"], row["type"], row["start"], row["end"], row["properties"])


def read_entities(folder: Path) -> dict[str, Node]:
    """All entities by key."""
    begins = _NODE_START + ENTITY.encode()
    return {node.key: node for node in iter_nodes(folder, lambda line: line.startswith(begins))}


def read_nodes(folder: Path, keys: Collection[str]) -> dict[str, Node]:
    """The nodes with these keys, as far as there are any."""
    raw = {_raw(key) for key in keys}
    begin = len(_NODE_START)
    found = iter_nodes(folder, lambda line: line[begin : line.find(b'","labels":')] in raw) if raw else iter(())
    return {node.key: node for node in found}


def read_touching(folder: Path, keys: Collection[str]) -> list[Relationship]:
    """The relationships that start or end at one of these nodes, in order of key."""
    raw = {_raw(key) for key in keys}
    return list(iter_relationships(folder, lambda line: _end(line) in raw or _start(line) in raw)) if raw else []


def read_starting(folder: Path, keys: Collection[str], types: Collection[str]) -> list[Relationship]:
    """The relationships of these types that start at one of these nodes, in order of key."""
    raw, endings = {_raw(key) for key in keys}, tuple(f'"type":"{kind}"}}'.encode() for kind in types)
    if not raw:
        return []
    return list(iter_relationships(folder, lambda line: line.rstrip().endswith(endings) and _start(line) in raw))


def between_entities(one: Relationship) -> bool:
    """Whether it belongs to the exploration layer."""
    return one.start.startswith(ENTITY) and one.end.startswith(ENTITY)


def texts(properties: Mapping[str, Value], name: str) -> list[str]:
    """A property that is a list of texts; empty where it is missing."""
    value = properties.get(name)
    return [str(one) for one in value] if isinstance(value, list) else []


def text(properties: Mapping[str, Value], name: str) -> str:
    """A property as text; empty where it is missing."""
    value = properties.get(name)
    return "" if value is None else str(value)


def number(properties: Mapping[str, Value], name: str) -> int:
    """A property that counts; 0 where it is missing."""
    value = properties.get(name)
    return int(value) if isinstance(value, int | float) else 0


def _rows(folder: Path, name: str, wanted: Callable[[bytes], bool]) -> Iterator[dict[str, Any]]:
    read_manifest(folder)
    path = folder / name
    try:
        with path.open("rb") as lines:
            for line in lines:
                if wanted(line):
                    yield json.loads(line)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; kg rebuild writes it anew") from None
    except ValueError:
        raise UsageError(f"{path}: damaged; kg rebuild writes it anew") from None


def _raw(key: str) -> bytes:
    """A key as it stands in a line."""
    return json.dumps(key, ensure_ascii=False)[1:-1].encode()


def _end(line: bytes) -> bytes:
    return line[len(b'{"end":"') : line.find(b'","key":"')]


def _start(line: bytes) -> bytes:
    return line[line.rfind(b',"start":"') + len(b',"start":"') : line.rfind(b'","type":"')]
