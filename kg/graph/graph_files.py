"""The graph as files: sorted JSON Lines and a manifest, the same bytes for the same graph.

    nodes.jsonl          {"key", "labels", "properties"} a line
    relationships.jsonl  {"end", "key", "properties", "start", "type"} a line
    manifest.json        counts, SHA-256 of both files, and what the graph was made from

Days are ISO strings here; Neo4j stores them as dates.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from mmap import ACCESS_READ, mmap
from operator import attrgetter, itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, Protocol, TypeVar

from kg import __version__
from kg.digest import digest
from kg.errors import UsageError
from kg.graph.row_sorting import in_order
from kg.model import Graph, GraphRows, Node, Relationship
from kg.paths import MANIFEST, NODES, RELATIONSHIPS

FORMAT = 1
"""Of these files: raised when a reader of the old ones could not read the new ones."""
SMALL = 4
"""Of so many pieces one at most may differ for a graph to be copied from the one before."""
CHUNK, BLOCK = 2**20, 2**14
"""Bytes copied, and compared, at once."""
AT_ONCE = 1_000
"""Lines written at once."""
Counts = dict[str, dict[str, int]]
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
"""One encoder for all rows: json.dumps would make one for each."""


def node_line(node: Node) -> str:
    """One node as a line of nodes.jsonl, without the line end."""
    return _json({"key": node.key, "labels": node.labels, "properties": node.properties})


def relationship_line(one: Relationship) -> str:
    """One relationship as a line of relationships.jsonl, without the line end."""
    return _json({"key": one.key, "type": one.type, "start": one.start, "end": one.end, "properties": one.properties})


Line = tuple[str, str, str]
"""(key, labels joined by ":" or type, line of the file)."""


@dataclass(frozen=True, slots=True)
class GraphLines:
    """Lines of the files of a graph, in no order."""

    nodes: Sequence[Line]
    relationships: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of the lines of a graph."""

    name: bytes
    """The same for the same lines alone; empty where nobody keeps them."""
    lines: Callable[[], GraphLines]


@dataclass(frozen=True, slots=True)
class GraphPieces:
    """A graph as the lines of its files, in pieces that are opened when they are needed; no two have one row."""

    pieces: Sequence[Piece]


T = TypeVar("T")


class Pieces(Protocol):
    """Gives the pieces that `make` makes of some items, or made of the same ones before: of many items one piece.

    Each item comes with a text that says all that its lines depend on besides the rules. `name`: of what is made.
    """

    def __call__(
        self, name: str, items: Iterable[tuple[str, T]], make: Callable[[T], GraphLines], /
    ) -> Iterator[Piece]:
        """The pieces."""
        ...


def pieces_anew(_name: str, items: Iterable[tuple[str, T]], make: Callable[[T], GraphLines]) -> Iterator[Piece]:
    """Makes all: what keeps nothing."""
    return (piece_of(make(item)) for _, item in items)


def piece_of(lines: GraphLines) -> Piece:
    """Lines that are there already as a piece."""
    return Piece(b"", lambda: lines)


class Written(Protocol):
    """What is known of the pieces of graphs that were written before."""

    def pieces(self, graph: str, /) -> Sequence[bytes] | None:
        """The names of the pieces that a graph, by its `identity`, was written from; None where that is not known."""
        ...

    def lines(self, piece: bytes, /) -> GraphLines | None:
        """What was in a piece; None where that is not known any more."""
        ...

    def note(self, graph: str, pieces: Sequence[bytes], /) -> None:
        """Remember what a graph was written from."""
        ...


def lines_of(nodes: Iterable[Node], relationships: Iterable[Relationship]) -> GraphLines:
    """The lines of some rows."""
    return GraphLines(
        [(node.key, ":".join(node.labels), node_line(node)) for node in nodes],
        [(one.key, one.type, relationship_line(one)) for one in relationships],
    )


def row_hash(line: str) -> str:
    """Of a row's line: what the database keeps of it, to see whether it changed."""
    return hashlib.sha256(line.encode()).hexdigest()[:16]


def counts(graph: Graph) -> Counts:
    """How many nodes there are of each label, and relationships of each type, by name."""
    labels = Counter(label for node in graph.nodes for label in node.labels)
    return _counted(labels, Counter(one.type for one in graph.relationships))


def write_graph(
    graph: Graph | GraphRows | GraphPieces,
    folder: Path,
    inputs: Mapping[str, object] | None = None,
    written: Written | None = None,
) -> dict[str, Any]:
    """Writes the graph as `folder` and returns its manifest; an older graph there becomes `previous` beside it.

    `inputs` goes into the manifest: hashes of the rules and settings that made the graph. `written`: what is known of
    the older graph, of which what is the same is copied, not made. A reader sees the old folder
    or the new one, also after a crash: the new one is complete before it takes its place, and `settle` ends what a
    crash cut short. A graph that is the same, manifest included, is left as it is. One writer at a time: the caller
    holds the project's lock. UsageError: it cannot be written there (a full disk, no right to); what was there stays.
    """
    try:
        return _write_graph(graph, folder, inputs or {}, written)
    except OSError as error:
        shutil.rmtree(_fresh(folder), ignore_errors=True)
        reason = error.strerror or str(error)
        raise UsageError(f"{folder}: cannot be written ({reason}); the graph there stays as it was") from None


def _write_graph(
    graph: Graph | GraphRows | GraphPieces, folder: Path, inputs: Mapping[str, object], written: Written | None
) -> dict[str, Any]:
    folder.parent.mkdir(parents=True, exist_ok=True)
    settle(folder)
    fresh = _fresh(folder)
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    intact = is_intact(folder)
    if isinstance(graph, Graph):
        counted = counts(graph)
        sums = {
            NODES: _write_lines(fresh / NODES, (node_line(node) for node in graph.nodes)),
            RELATIONSHIPS: _write_lines(fresh / RELATIONSHIPS, (relationship_line(one) for one in graph.relationships)),
        }
    elif isinstance(graph, GraphPieces):
        changed = _write_changed(graph, folder, fresh, written) if intact and written else None
        sums, counted = changed or _write_sorted(graph, fresh)
    else:
        sums, counted = _write_in_order(graph, fresh)
    manifest = {"format": FORMAT, "kg": __version__, "counts": counted, "sha256": sums, "inputs": inputs}
    text = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True)
    _write_lines(fresh / MANIFEST, [text])
    if intact and (folder / MANIFEST).read_text(encoding="utf-8") == text + "\n":
        shutil.rmtree(fresh)
    else:
        _replace(folder, fresh)
    if written and isinstance(graph, GraphPieces):
        written.note(identity(manifest), [piece.name for piece in graph.pieces])
    return manifest


def _write_sorted(graph: GraphPieces, folder: Path) -> tuple[dict[str, str], Counts]:
    """Write a graph whose lines fit in memory; the sums of the files, and what `counts` says of the graph."""
    opened = [piece.lines() for piece in graph.pieces]
    nodes = [line for lines in opened for line in lines.nodes]
    relationships = [line for lines in opened for line in lines.relationships]
    sums = {
        name: _write_lines(folder / name, (line for _, _, line in sorted(lines, key=itemgetter(0))))
        for name, lines in ((NODES, nodes), (RELATIONSHIPS, relationships))
    }
    labels, types = Counter[str](), Counter[str]()
    _count(labels, types, GraphLines(nodes, relationships), 1)
    return sums, _counted(labels, types)


def _count(labels: Counter[str], types: Counter[str], lines: GraphLines, times: int) -> None:
    for kind, many in Counter(kind for _, kind, _ in lines.nodes).items():
        for label in kind.split(":"):
            labels[label] += times * many
    for kind, many in Counter(kind for _, kind, _ in lines.relationships).items():
        types[kind] += times * many


def _counted(labels: Counter[str], types: Counter[str]) -> Counts:
    return {"nodes": dict(sorted((+labels).items())), "relationships": dict(sorted((+types).items()))}


def _write_changed(
    graph: GraphPieces, folder: Path, fresh: Path, written: Written
) -> tuple[dict[str, str], Counts] | None:
    """The same by copying the files of `folder` but for what differs; None where that is too much, or not known."""
    before = read_manifest(folder)
    names = {piece.name for piece in graph.pieces}
    was = set(written.pieces(identity(before)) or ())
    come = [piece.lines() for piece in graph.pieces if piece.name not in was]
    gone = [written.lines(name) for name in sorted(was - names)]
    if not was or SMALL * (len(come) + len(gone)) > len(was):
        return None
    labels, types = Counter(before["counts"]["nodes"]), Counter(before["counts"]["relationships"])
    lost: list[GraphLines] = []
    for one in gone:
        if one is None:
            return None
        lost.append(one)
        _count(labels, types, one, -1)
    for lines in come:
        _count(labels, types, lines, 1)
    sums = {}
    for name, of in ((NODES, attrgetter("nodes")), (RELATIONSHIPS, attrgetter("relationships"))):
        drop = {key for lines in lost for key, _, _ in of(lines)}
        add = {key: line for lines in come for key, _, line in of(lines)}
        summed = _copy_changed(folder / name, fresh / name, drop, add)
        if summed is None:
            return None
        sums[name] = summed
    return sums, _counted(labels, types)


def _copy_changed(old: Path, new: Path, drop: Set[str], add: Mapping[str, str]) -> str | None:
    """Copy lines that are in order of their keys, without some and with some more; the SHA-256 of the new file. None:
    the old one is not what it was taken for."""
    with ExitStack() as opened:
        source, target = opened.enter_context(old.open("rb")), opened.enter_context(new.open("wb"))
        empty = old.stat().st_size == 0
        data: bytes | mmap = b"" if empty else opened.enter_context(mmap(source.fileno(), 0, access=ACCESS_READ))
        summed, copied = hashlib.sha256(), 0

        def write(part: bytes) -> None:
            summed.update(part)
            target.write(part)

        for key in sorted({*drop, *add}):
            start, end = _place(data, key, copied)
            if (start < end) != (key in drop):
                return None
            for at in range(copied, start, CHUNK):
                write(data[at : min(at + CHUNK, start)])
            if key in add:
                write(f"{add[key]}\n".encode())
            copied = end
        for at in range(copied, len(data), CHUNK):
            write(data[at : at + CHUNK])
        target.flush()
        os.fsync(target.fileno())
    return summed.hexdigest()


def _place(data: bytes | mmap, key: str, low: int) -> tuple[int, int]:
    """Where the line of a key begins and ends, its line end included; where it would stand, where there is none.
    `low`: where a line begins that is not behind it."""
    high = len(data)
    while low < high:
        start = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = data.find(b"\n", start) + 1 or len(data)
        found = json.loads(data[start:end])["key"]
        if found == key:
            return start, end
        low, high = (end, high) if found < key else (low, start)
    return low, low


def _write_in_order(rows: GraphRows, folder: Path) -> tuple[dict[str, str], Counts]:
    """Write rows that come in no order; the sums of the files, and what `counts` says of the graph."""
    labels: Counter[str] = Counter()
    types: Counter[str] = Counter()

    def node_lines() -> Iterator[tuple[str, str]]:
        for node in rows.nodes:
            labels.update(node.labels)
            yield node.key, node_line(node)

    def relationship_lines() -> Iterator[tuple[str, str]]:
        for one in rows.relationships:
            types[one.type] += 1
            yield one.key, relationship_line(one)

    sums = {}
    for name, lines in ((NODES, node_lines()), (RELATIONSHIPS, relationship_lines())):
        with TemporaryDirectory(dir=folder, prefix=".runs-") as runs:
            sums[name] = _write_lines(folder / name, in_order(lines, Path(runs)))
    return sums, _counted(labels, types)


def settle(folder: Path) -> None:
    """Ends a replacement that a crash cut between moving the old graph away and the new one in."""
    fresh = _fresh(folder)
    if not folder.exists() and (fresh / MANIFEST).is_file():
        fresh.rename(folder)


def previous(folder: Path) -> Path:
    """Where the graph before the one in `folder` is kept."""
    return folder.parent / "previous"


def read_graph(folder: Path) -> Graph:
    """The graph written in `folder`. UsageError: no graph there, or its files are not those of its manifest."""
    nodes, relationships = _lines_of(folder)
    return Graph(tuple(map(_node, nodes)), tuple(map(_relationship, relationships)))


@dataclass(frozen=True, slots=True)
class Since:
    """What makes the graph before into this one."""

    identity: str
    """Of the graph before."""
    gone: Graph
    """The rows that only the graph before has, or has with other values."""
    come: Graph
    """The rows that only this one has."""


def since_previous(folder: Path) -> Since | None:
    """How the graph in `folder` came of the one before it; None where that is not there, or one of them is damaged."""
    before = previous(folder)
    if not (is_intact(before) and is_intact(folder)):
        return None
    try:
        return Since(identity(read_manifest(before)), *read_changed(folder))
    except UsageError:  # of another format
        return None


def read_changed(folder: Path) -> tuple[Graph, Graph]:
    """Of the graph before the one in `folder`, and of that one, the rows that the other does not have."""
    (old_nodes, new_nodes), (old_ties, new_ties) = (
        _different(previous(folder) / name, folder / name) for name in (NODES, RELATIONSHIPS)
    )
    return (
        Graph(tuple(map(_node, old_nodes)), tuple(map(_relationship, old_ties))),
        Graph(tuple(map(_node, new_nodes)), tuple(map(_relationship, new_ties))),
    )


def _different(old: Path, new: Path) -> tuple[list[str], list[str]]:
    """The lines of either file, both in order of keys, that the other does not have; neither file is held."""
    gone: list[str] = []
    come: list[str] = []
    with old.open("rb") as before, new.open("rb") as after:
        at = to = 0
        while True:
            one, other = _lines_at(before, at), _lines_at(after, to)
            if one == other and not one:
                return gone, come
            same = _same(one, other)
            at, to = at + same, to + same
            if same:
                continue
            was, now = (lines[: lines.find(b"\n") + 1 or len(lines)] for lines in (one, other))
            first, second = (json.loads(line)["key"] if line else None for line in (was, now))
            if first is not None and (second is None or first <= second):
                gone.append(was.decode())
                at += len(was)
            if second is not None and (first is None or second <= first):
                come.append(now.decode())
                to += len(now)


def _lines_at(file: BinaryIO, at: int) -> bytes:
    """Some lines from a place where one begins; none at the end."""
    file.seek(at)
    return file.read(BLOCK) + file.readline()


def _same(one: bytes, other: bytes) -> int:
    """How many bytes of whole lines are the same at the beginning of both."""
    if one == other:
        return len(one)
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle - 1)
    return one.rfind(b"\n", 0, low) + 1


def is_intact(folder: Path) -> bool:
    """Whether there is a graph in `folder`, and its files are those of its manifest, byte for byte."""
    try:
        sums = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["sha256"]
        return all(_sum(folder / name) == sums[name] for name in (NODES, RELATIONSHIPS))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of the graph in `folder`. UsageError: none there, or of another format."""
    settle(folder)
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except OSError:
        raise UsageError(f"{folder}: no graph here ({MANIFEST} is missing); kg rebuild writes one") from None
    except ValueError:
        raise UsageError(f"{folder / MANIFEST}: damaged; kg rebuild writes it anew") from None
    if manifest.get("format") != FORMAT:
        raise UsageError(f"{folder}: graph of format {manifest.get('format')}, this kg reads {FORMAT}; kg rebuild")
    return manifest


def identity(manifest: Mapping[str, Any]) -> str:
    """A hash of the graph itself, whatever it was made from."""
    return digest(manifest["sha256"], length=16)


def _fresh(folder: Path) -> Path:
    return folder.parent / f".{folder.name}.new"


def _replace(folder: Path, fresh: Path) -> None:
    if folder.exists():
        shutil.rmtree(previous(folder), ignore_errors=True)
        folder.rename(previous(folder))
    fresh.rename(folder)


def _write_lines(path: Path, lines: Iterable[str]) -> str:
    """Writes and syncs the lines; returns the SHA-256 of the file."""
    summed = hashlib.sha256()
    rest = iter(lines)
    with path.open("wb") as file:
        while some := list(islice(rest, AT_ONCE)):
            data = "\n".join([*some, ""]).encode()
            summed.update(data)
            file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return summed.hexdigest()


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _lines_of(folder: Path) -> tuple[list[str], list[str]]:
    """The lines of the nodes and of the relationships."""
    sums = read_manifest(folder)["sha256"]
    return _read_lines(folder / NODES, sums[NODES]), _read_lines(folder / RELATIONSHIPS, sums[RELATIONSHIPS])


def _node(line: str) -> Node:
    row = json.loads(line)
    return Node(row["key"], tuple(row["labels"]), row["properties"])


def _relationship(line: str) -> Relationship:
    return Relationship(**json.loads(line))


def _read_lines(path: Path, expected: str) -> list[str]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; kg rebuild writes it anew") from None
    if hashlib.sha256(data).hexdigest() != expected:
        raise UsageError(f"{path}: not the file its manifest describes; kg rebuild writes it anew")
    return [line for line in data.decode().split("\n") if line]
