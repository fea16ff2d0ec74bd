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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kg import __version__
from kg.digest import digest
from kg.errors import UsageError
from kg.graph.row_sorting import in_order
from kg.model import Graph, GraphRows, Node, Relationship
from kg.paths import MANIFEST, NODES, RELATIONSHIPS

FORMAT = 1
"""Of these files: raised when a reader of the old ones could not read the new ones."""
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
    """A graph as the lines of its files, in no order."""

    nodes: Sequence[Line]
    relationships: Sequence[Line]


def lines_of(nodes: Iterable[Node], relationships: Iterable[Relationship]) -> GraphLines:
    """The lines of some rows."""
    return GraphLines(
        [(node.key, ":".join(node.labels), node_line(node)) for node in nodes],
        [(one.key, one.type, relationship_line(one)) for one in relationships],
    )


def row_hash(line: str) -> str:
    """Of a row's line: what the database keeps of it, to see whether it changed."""
    return hashlib.sha256(line.encode()).hexdigest()[:16]


def counts(graph: Graph) -> dict[str, dict[str, int]]:
    """How many nodes there are of each label, and relationships of each type, by name."""
    labels = Counter(label for node in graph.nodes for label in node.labels)
    types = Counter(one.type for one in graph.relationships)
    return {"nodes": dict(sorted(labels.items())), "relationships": dict(sorted(types.items()))}


def write_graph(
    graph: Graph | GraphRows | GraphLines, folder: Path, inputs: Mapping[str, object] | None = None
) -> dict[str, Any]:
    """Writes the graph as `folder` and returns its manifest; an older graph there becomes `previous` beside it.

    `inputs` goes into the manifest: hashes of the rules and settings that made the graph. A reader sees the old folder
    or the new one, also after a crash: the new one is complete before it takes its place, and `settle` ends what a
    crash cut short. A graph that is the same, manifest included, is left as it is. One writer at a time: the caller
    holds the project's lock. UsageError: it cannot be written there (a full disk, no right to); what was there stays.
    """
    try:
        return _write_graph(graph, folder, inputs or {})
    except OSError as error:
        shutil.rmtree(_fresh(folder), ignore_errors=True)
        reason = error.strerror or str(error)
        raise UsageError(f"{folder}: cannot be written ({reason}); the graph there stays as it was") from None


def _write_graph(graph: Graph | GraphRows | GraphLines, folder: Path, inputs: Mapping[str, object]) -> dict[str, Any]:
    folder.parent.mkdir(parents=True, exist_ok=True)
    settle(folder)
    fresh = _fresh(folder)
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    if isinstance(graph, Graph):
        counted = counts(graph)
        sums = {
            NODES: _write_lines(fresh / NODES, (node_line(node) for node in graph.nodes)),
            RELATIONSHIPS: _write_lines(fresh / RELATIONSHIPS, (relationship_line(one) for one in graph.relationships)),
        }
    elif isinstance(graph, GraphLines):
        sums, counted = _write_sorted(graph, fresh)
    else:
        sums, counted = _write_in_order(graph, fresh)
    manifest = {"format": FORMAT, "kg": __version__, "counts": counted, "sha256": sums, "inputs": inputs}
    text = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True)
    _write_lines(fresh / MANIFEST, [text])
    if is_intact(folder) and (folder / MANIFEST).read_text(encoding="utf-8") == text + "\n":
        shutil.rmtree(fresh)
    else:
        _replace(folder, fresh)
    return manifest


def _write_sorted(graph: GraphLines, folder: Path) -> tuple[dict[str, str], dict[str, dict[str, int]]]:
    """Write lines that are in memory; the sums of the files, and what `counts` says of the graph."""
    sums = {
        name: _write_lines(folder / name, (line for _, _, line in sorted(lines, key=itemgetter(0))))
        for name, lines in ((NODES, graph.nodes), (RELATIONSHIPS, graph.relationships))
    }
    labels: Counter[str] = Counter()
    for kind, many in Counter(kind for _, kind, _ in graph.nodes).items():
        labels.update(dict.fromkeys(kind.split(":"), many))
    types = Counter(kind for _, kind, _ in graph.relationships)
    return sums, {"nodes": dict(sorted(labels.items())), "relationships": dict(sorted(types.items()))}


def _write_in_order(rows: GraphRows, folder: Path) -> tuple[dict[str, str], dict[str, dict[str, int]]]:
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
    return sums, {"nodes": dict(sorted(labels.items())), "relationships": dict(sorted(types.items()))}


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
    with old.open(encoding="utf-8", newline="\n") as before, new.open(encoding="utf-8", newline="\n") as after:
        was, now = next(before, ""), next(after, "")
        while was or now:
            if was == now:
                was, now = next(before, ""), next(after, "")
                continue
            first, second = (json.loads(line)["key"] if line else None for line in (was, now))
            if second is None or (first is not None and first <= second):
                gone.append(was)
                was = next(before, "")
            if first is None or (second is not None and second <= first):
                come.append(now)
                now = next(after, "")
    return gone, come


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
    with path.open("wb") as file:
        for line in lines:
            data = f"{line}\n".encode()
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
