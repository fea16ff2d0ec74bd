"""`kg export`: the graph for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.commands.options import BUILD, Build, graph_folder
from kg.graph.exports import FORMATS, write_export


def export(
    form: Annotated[str, typer.Option("--format", "-f", help=f"One of {', '.join(FORMATS)}.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File or folder to write; default: named after the format, here.")
    ] = None,
    layer: Annotated[
        str, typer.Option("--layer", help="all, or entities: without claims, articles, stories and quotations.")
    ] = "all",
    build: Build = BUILD,
) -> None:
    """Write the graph for other programs, from the graph files; no database is needed.

    graphml (Gephi, networkx), csv and parquet (tables of nodes and relationships), cypher (a script for any Neo4j),
    neo4j-admin (files for its bulk import, with the command printed), ftm (FollowTheMoney, for OpenSanctions' tools).

    Example: `kg export --format parquet --out graph/`
    """
    written = write_export(graph_folder(build), form, out or Path(FORMATS.get(form, form)), layer)  # type: ignore[arg-type]
    print(f"{written.nodes:,} nodes, {written.relationships:,} relationships in {written.path}")
    if written.hint:
        print(written.hint)
