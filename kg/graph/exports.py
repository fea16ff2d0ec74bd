"""The graph in the forms that other programs read: which module writes which form.

Every writer streams: no export holds the graph in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from kg.errors import UsageError
from kg.graph.export_rows import EventWords, Layer, Rows, Written
from kg.graph.graph_files import read_manifest

FORMATS: Mapping[str, str] = {
    "graphml": "graph.graphml",
    "csv": "graph-csv",
    "parquet": "graph-parquet",
    "cypher": "graph.cypher",
    "ftm": "graph.ftm.jsonl",
    "neo4j-admin": "graph-neo4j-admin",
    "plover": "events.tsv",
}
"""Format → file or folder it is written to by default."""


def write_export(folder: Path, form: str, out: Path, layer: Layer = "all", events: EventWords | None = None) -> Written:
    """Write the graph in `folder` in this form as `out`.

    `events`: for "plover" alone. UsageError: no such form, no graph, or a package for it is missing.
    """
    writers = _writers()
    if form not in writers:
        raise UsageError(f"--format {form}: no such format; one of {', '.join(FORMATS)}")
    if layer not in ("all", "entities"):
        raise UsageError(f"--layer {layer}: all or entities")
    read_manifest(folder)  # before anything is made: without a graph nothing is left behind
    out.parent.mkdir(parents=True, exist_ok=True)
    return writers[form](Rows(folder, layer, events or EventWords()), out)


def _writers() -> dict[str, Callable[[Rows, Path], Written]]:
    from kg.graph import (  # noqa: PLC0415  one is used
        export_cypher,
        export_ftm,
        export_graphml,
        export_import,
        export_plover,
        export_tables,
    )

    return {
        "graphml": export_graphml.write,
        "csv": export_tables.write_csv,
        "parquet": export_tables.write_parquet,
        "cypher": export_cypher.write,
        "ftm": export_ftm.write,
        "neo4j-admin": export_import.write,
        "plover": export_plover.write,
    }
