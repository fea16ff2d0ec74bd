"""Two tables, of nodes and of relationships: as CSV for spreadsheets, as Parquet for DuckDB, Spark and pandas."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.graph.export_rows import Kind, Rows, Written, as_text, columns_of, fresh_folder, missing
from kg.model import Value

if TYPE_CHECKING:
    import pyarrow as pa

BATCH = 20_000
"""Rows of a Parquet row group."""
Row = dict[str, Any]


def write_csv(rows: Rows, out: Path) -> Written:
    """nodes.csv and relationships.csv in a folder; lists, labels among them, are JSON."""
    folder = fresh_folder(out, ["nodes.csv", "relationships.csv"])
    counts = []
    for name, fixed, columns, table in _tables(rows):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([*fixed, *columns])
            count = 0
            for row in table:
                writer.writerow([as_text(row.get(column)) for column in (*fixed, *columns)])
                count += 1
        counts.append(count)
    return Written(folder, counts[0], counts[1])


def write_parquet(rows: Rows, out: Path) -> Written:
    """nodes.parquet and relationships.parquet in a folder, with typed columns, lists and dates."""
    try:
        import pyarrow as pa  # noqa: PLC0415  an extra, and heavy
        import pyarrow.parquet as pq  # noqa: PLC0415  as above
    except ImportError as error:
        raise missing("pyarrow", "parquet", error) from error
    folder = fresh_folder(out, ["nodes.parquet", "relationships.parquet"])
    counts = []
    for name, fixed, columns, table in _tables(rows):
        kinds = {**fixed, **columns}
        schema = pa.schema([(column, _arrow(pa, kind)) for column, kind in kinds.items()])
        count = 0
        with pq.ParquetWriter(folder / f"{name}.parquet", schema) as writer:
            while batch := list(islice(table, BATCH)):
                cells = [{column: _cell(kind, row.get(column)) for column, kind in kinds.items()} for row in batch]
                writer.write_table(pa.Table.from_pylist(cells, schema=schema))
                count += len(batch)
        counts.append(count)
    return Written(folder, counts[0], counts[1])


def _tables(rows: Rows) -> Iterator[tuple[str, dict[str, Kind], dict[str, Kind], Iterator[Row]]]:
    """(name, fixed columns, columns of properties, rows) of both tables. A property named like a fixed column is
    written with a trailing underscore."""
    nodes: dict[str, Kind] = {"key": "text", "labels": "texts"}
    edges: dict[str, Kind] = {"key": "text", "type": "text", "start": "text", "end": "text"}
    named = (_renamed(node.properties, nodes) for node in rows.nodes())
    table = ({"key": n.key, "labels": list(n.labels), **_renamed(n.properties, nodes)} for n in rows.nodes())
    yield "nodes", nodes, columns_of(named), table
    named = (_renamed(one.properties, edges) for one in rows.relationships())
    ends = (
        {"key": one.key, "type": one.type, "start": one.start, "end": one.end, **_renamed(one.properties, edges)}
        for one in rows.relationships()
    )
    yield "relationships", edges, columns_of(named), ends


def _renamed(properties: Mapping[str, Value], fixed: Mapping[str, Kind]) -> dict[str, Value]:
    return {f"{name}_" if name in fixed else name: value for name, value in properties.items()}


def _arrow(pa: Any, kind: Kind) -> pa.DataType:  # noqa: ANN401  the module itself
    return {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "texts": pa.list_(pa.string()),
        "integers": pa.list_(pa.int64()),
        "day": pa.date32(),
    }[kind]


def _cell(kind: Kind, value: Value) -> object:
    if value is None:
        return None
    if kind == "day":
        return date.fromisoformat(str(value))
    if kind == "number":
        return float(value)  # type: ignore[arg-type]
    if kind == "texts":
        return [str(one) for one in value] if isinstance(value, list) else [str(value)]
    return as_text(value) if kind == "text" else value
