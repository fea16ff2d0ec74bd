"""Parts of the graph files: what `kg show` needs of one too large to hold, and all of it row by row.

The lines of both files are JSON with sorted keys (kg/graph/graph_files.py), so that the ends and the type of a row can
be found in the bytes before it is parsed.
"""

from __future__ import annotations

import json
import mmap
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.graph.graph_files import read_manifest
from kg.model import Node, Relationship, Value
from kg.paths import NODES, RELATIONSHIPS

ENTITY = "Entity:"
EVENT = "Event:"
_KEY_OF_NODE = re.compile(rb'^{"key":"([^"\\]*(?:\\.[^"\\]*)*)","labels"', re.MULTILINE)


def iter_nodes(folder: Path, wanted: Callable[[bytes], bool] = lambda _line: True) -> Iterator[Node]:
    """The nodes whose line `wanted` takes, in order of key. UsageError: no graph there, or a damaged file."""
    for row in _rows(folder, NODES, wanted):
        yield _node(row)


def iter_relationships(folder: Path, wanted: Callable[[bytes], bool] = lambda _line: True) -> Iterator[Relationship]:
    """The relationships whose line `wanted` takes, in order of key. UsageError as for nodes."""
    for row in _rows(folder, RELATIONSHIPS, wanted):
        yield _relationship(row)


def read_entities(folder: Path) -> dict[str, Node]:
    """All entities by key."""
    with _mapped(folder, NODES) as data:
        first = f'{{"key":"{ENTITY}'.encode()
        at = 0 if data[: len(first)] == first else data.find(b"\n" + first) + 1
        found = {}
        # sorted by key, so that entities stand together
        while data[at : at + len(first)] == first:
            node = _node(_row(folder / NODES, data, at))
            found[node.key] = node
            at = data.find(b"\n", at) + 1 or len(data)
        return found


def read_nodes(folder: Path, keys: Collection[str]) -> dict[str, Node]:
    """The nodes with these keys, as far as there are any."""
    raw = {_raw(key) for key in keys}
    if not raw:
        return {}
    with _mapped(folder, NODES) as data:
        starts = [match.start() for match in _KEY_OF_NODE.finditer(data) if match[1] in raw]
        nodes = [_node(_row(folder / NODES, data, at)) for at in starts]
    return {node.key: node for node in nodes}


def read_touching(folder: Path, keys: Collection[str]) -> list[Relationship]:
    """The relationships that start or end at one of these few nodes, in order of key."""
    with _mapped(folder, RELATIONSHIPS) as data:
        lines: set[int] = set()
        for raw in map(_raw, keys):
            lines.update(_line_start(data, at) for at in _places(data, b'"start":"' + raw + b'","type":"'))
            lines.update(at for at in _places(data, b'{"end":"' + raw + b'","key":"') if at == _line_start(data, at))
        return [_relationship(_row(folder / RELATIONSHIPS, data, at)) for at in sorted(lines)]


def read_starting(folder: Path, keys: Collection[str], types: Collection[str]) -> list[Relationship]:
    """The relationships of these types that start at one of these nodes, in order of key."""
    raw, lines = {_raw(key) for key in keys}, set()
    before = b',"start":"'
    if not raw:
        return []
    with _mapped(folder, RELATIONSHIPS) as data:
        for kind in types:
            for at in _places(data, f'","type":"{kind}"}}\n'.encode()):
                begins = data.rfind(before, 0, at) + len(before)
                if data[begins:at] in raw:
                    lines.add(_line_start(data, at))
        return [_relationship(_row(folder / RELATIONSHIPS, data, at)) for at in sorted(lines)]


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


def share(properties: Mapping[str, Value], name: str) -> float:
    """A property that is a share of one, such as a confidence; 0 where it is missing."""
    value = properties.get(name)
    return float(value) if isinstance(value, int | float) else 0.0


def claims_of(one: Relationship) -> list[str]:
    """The keys of the claims that a relationship names."""
    return [f"Claim:{ident}" for ident in texts(one.properties, "claim_ids")]


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
        raise _damaged(path) from None


@contextmanager
def _mapped(folder: Path, name: str) -> Iterator[mmap.mmap | bytes]:
    """The bytes of a graph file, without reading what is not looked at."""
    read_manifest(folder)
    path = folder / name
    try:
        file = path.open("rb")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; kg rebuild writes it anew") from None
    with file:
        if not path.stat().st_size:
            yield b""
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            yield data


def _places(data: mmap.mmap | bytes, needle: bytes) -> Iterator[int]:
    at = data.find(needle)
    while at >= 0:
        yield at
        at = data.find(needle, at + 1)


def _line_start(data: mmap.mmap | bytes, at: int) -> int:
    return data.rfind(b"\n", 0, at) + 1


def _row(path: Path, data: mmap.mmap | bytes, at: int) -> dict[str, Any]:
    end = data.find(b"\n", at)
    try:
        row: dict[str, Any] = json.loads(data[at : end if end >= 0 else len(data)])
    except ValueError:
        raise _damaged(path) from None
    return row


def _damaged(path: Path) -> UsageError:
    return UsageError(f"{path}: damaged; kg rebuild writes it anew")


def _node(row: Mapping[str, Any]) -> Node:
    return Node(row["key"], tuple(row["labels"]), row["properties"])


def _relationship(row: Mapping[str, Any]) -> Relationship:
    return Relationship(row["key"], row["type"], row["start"], row["end"], row["properties"])


def _raw(key: str) -> bytes:
    """A key as it stands in a line."""
    return json.dumps(key, ensure_ascii=False)[1:-1].encode()
