"""Options that several commands share, and how their output is printed."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

HOME = Path(".kg")
BUILD = Path("build")

Build = Annotated[Path, typer.Option("--build", envvar="KG_BUILD", help="Folder for the graph files.")]
Home = Annotated[Path, typer.Option("--home", envvar="KG_HOME", help="Folder for the local server and the cache.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
RelationFolders = Annotated[
    list[Path] | None,
    typer.Option("--relations", help="Folder of relation files that add to or override the shipped ones."),
]
Kind = Annotated[str, typer.Option("--type", help="Only entities of this type: Person, Office, Place, Organization.")]
Uri = Annotated[
    str | None, typer.Option(envvar="NEO4J_URI", help="Address of a Neo4j (bolt://…); without it kg starts its own.")
]
User = Annotated[str, typer.Option(envvar=["NEO4J_USERNAME", "NEO4J_USER"], help="User of the Neo4j at --uri.")]
Password = Annotated[
    str | None,
    typer.Option(
        envvar="NEO4J_PASSWORD",
        help="Its password; better in the environment than on the command line.",
        show_default=False,
    ),
]
Database = Annotated[str, typer.Option(envvar="NEO4J_DATABASE", help="Its database.")]


def graph_folder(build: Path) -> Path:
    """The folder of the graph files under --build."""
    return build / "graph"


def print_json(value: Any) -> None:  # noqa: ANN401  whatever JSON holds
    """Print a value as indented JSON."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    print()
