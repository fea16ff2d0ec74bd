"""`kg diff`: what changed from one graph to the next, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.commands.options import BUILD, AsJson, Build, graph_folder, print_json
from kg.errors import UsageError
from kg.explore.marking import printable
from kg.graph.graph_files import previous, read_graph, read_manifest
from kg.terminal import note


def diff(
    old: Annotated[Path | None, typer.Argument(help="Folder of the old graph files.")] = None,
    new: Annotated[Path | None, typer.Argument(help="Folder of the new ones.")] = None,
    last: Annotated[bool, typer.Option("--last", help="The graph before the last rebuild against this one.")] = False,
    short: Annotated[bool, typer.Option("--short", help="Three lines of numbers.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Also what changed in counts and evidence alone.")] = False,
    as_json: AsJson = False,
    build: Build = BUILD,
) -> None:
    """What changed from one graph to another: entities and relationships added, gone and changed, with the cause.

    Without folders, or with `--last`: the last rebuild against the one before. Example: `kg diff old/graph build/graph`
    """
    from kg.graph.diff import as_json as json_of
    from kg.graph.diff import diff as compare
    from kg.graph.diff import full_text, summary

    if last and old is not None:
        raise UsageError("kg diff takes two folders, or --last, not both")
    folders = _folders(old, new, build)
    if folders is None:
        note("nothing to compare yet: the next kg rebuild that changes the graph keeps this one")
        return
    before, after = folders
    changed = compare(
        read_graph(before),
        read_graph(after),
        read_manifest(before).get("inputs", {}),
        read_manifest(after).get("inputs", {}),
    )
    if as_json:
        print_json(json_of(changed))
    else:
        told = summary(changed) if short else full_text(changed, everything=everything)
        print("\n".join(printable(row) for row in told.split("\n")))


def _folders(old: Path | None, new: Path | None, build: Path) -> tuple[Path, Path] | None:
    """The folders to compare; None: there is only one graph so far."""
    if old is not None and new is not None:
        return old, new
    if old is not None:
        raise UsageError("kg diff takes two folders of graph files, or none: kg diff old/graph build/graph")
    folder = graph_folder(build)
    return (previous(folder), folder) if previous(folder).is_dir() else None
