"""CSV files for `neo4j-admin database import full`, the fastest way into a new Neo4j."""

from __future__ import annotations

import csv
import shlex
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from kg import __version__
from kg.graph.about import as_stored
from kg.graph.export_rows import Kind, Rows, Written, as_text, columns_of, fresh_folder
from kg.graph.graph_files import identity, node_line, read_manifest, relationship_line, row_hash
from kg.model import Value

DELIMITER = "\x1f"
"""Between the members of a list: a character that no text has, and that is taken out where one has it."""
ARGUMENTS = "import.args"
"""The file of arguments that the printed command names."""
GRAPH = "KnowledgeGraph"
"""Label of the node that says which graph this is."""
TYPES: Mapping[Kind, str] = {
    "text": "string", "integer": "long", "number": "double", "boolean": "boolean", "texts": "string[]",
    "integers": "long[]", "day": "date",
}  # fmt: skip


def write(rows: Rows, out: Path) -> Written:
    """A folder with a file for each set of labels and each type; the hint is the command that imports it."""
    folder = fresh_folder(out, ["nodes-*.csv", "relationships-*.csv"])
    node_kinds = _kinds((":".join(node.labels), node.properties) for node in map(as_stored, rows.nodes()))
    tie_kinds = _kinds((one.type, one.properties) for one in map(as_stored, rows.relationships()))
    with ExitStack() as stack:
        files = {labels: _open(stack, folder / _node_file(labels)) for labels in node_kinds}
        for labels, kinds in node_kinds.items():
            files[labels].writerow(["key:ID", "hash:string", *(_column(name, kind) for name, kind in kinds.items())])
        nodes = 0
        for node in map(as_stored, rows.nodes()):
            labels = ":".join(node.labels)
            hashed = row_hash(node_line(node))
            files[labels].writerow([_clean(node.key), hashed, *_cells(node.properties, node_kinds[labels])])
            nodes += 1
    with ExitStack() as stack:
        files = {kind: _open(stack, folder / f"relationships-{kind}.csv") for kind in tie_kinds}
        for kind, kinds in tie_kinds.items():
            columns = [_column(name, of) for name, of in kinds.items()]
            files[kind].writerow([":START_ID", ":END_ID", "key:string", "hash:string", *columns])
        ties = 0
        for one in map(as_stored, rows.relationships()):
            cells = _cells(one.properties, tie_kinds[one.type])
            hashed = row_hash(relationship_line(one))
            files[one.type].writerow([_clean(one.start), _clean(one.end), one.key, hashed, *cells])
            ties += 1
    if rows.layer == "all":
        _write_identity(folder, rows, nodes, ties)
    named = folder.resolve() / ARGUMENTS
    named.write_text("".join(f"{_argument(one)}\n" for one in arguments(folder)), encoding="utf-8")
    return Written(folder, nodes, ties, hint=f"neo4j-admin {shlex.quote(f'@{named}')}")


def _write_identity(folder: Path, rows: Rows, nodes: int, relationships: int) -> None:
    """The node by which a load knows what graph is there (cypher/load/finish.cypher)."""
    with ExitStack() as stack:
        file = _open(stack, folder / f"nodes-{GRAPH}.csv")
        file.writerow(
            ["key:ID", "hash:string", "version:string", "nodes:long", "relationships:long", "beside_others:boolean"]
        )
        file.writerow(["kg", identity(read_manifest(rows.folder)), __version__, nodes, relationships, "false"])


def _argument(text: str) -> str:
    """An argument as a line of an argument file, which cuts at blanks outside quotation marks."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def arguments(folder: Path) -> list[str]:
    """The arguments of neo4j-admin that import an exported folder into the database "neo4j" of a stopped server."""
    parts = ["database", "import", "full", "neo4j", "--overwrite-destination", "--multiline-fields=true"]
    parts += ["--array-delimiter=U+001F", "--id-type=string"]
    for file in sorted(folder.glob("nodes-*.csv")):
        named = file.stem.removeprefix("nodes-")
        labels = named if named == GRAPH else ":".join([*named.split("-"), "Kg"])
        parts.append(f"--nodes={labels}={file.resolve()}")
    for file in sorted(folder.glob("relationships-*.csv")):
        parts.append(f"--relationships={file.stem.removeprefix('relationships-')}={file.resolve()}")
    return parts


def _node_file(labels: str) -> str:
    return f"nodes-{labels.replace(':', '-')}.csv"


def _kinds(rows: Iterator[tuple[str, Mapping[str, Value]]]) -> dict[str, dict[str, Kind]]:
    """For each group of rows the columns of its properties."""
    found: dict[str, dict[str, Kind]] = {}
    for group, properties in rows:
        known = found.setdefault(group, {})
        for name, kind in columns_of(iter([properties])).items():
            known[name] = kind if known.get(name, kind) == kind else _widest(known[name], kind)
    return {group: dict(sorted(found[group].items())) for group in sorted(found)}


def _widest(one: Kind, other: Kind) -> Kind:
    return "number" if {one, other} == {"integer", "number"} else "texts" if "texts" in (one, other) else "text"


def _column(name: str, kind: Kind) -> str:
    return f"{name}:{TYPES[kind]}"


def _cells(properties: Mapping[str, Value], kinds: Mapping[str, Kind]) -> list[str]:
    return [_cell(properties.get(name)) for name in kinds]


def _cell(value: Value) -> str:
    if isinstance(value, list):
        return DELIMITER.join(_clean(str(one)) for one in value)
    return _clean(as_text(value))


def _clean(text: str) -> str:
    return text.replace(DELIMITER, " ").replace("\x00", "")


def _open(stack: ExitStack, path: Path) -> Any:  # noqa: ANN401  the csv module names no type
    return csv.writer(stack.enter_context(path.open("w", encoding="utf-8", newline="")), lineterminator="\n")
