"""`kg check`: the files that people write, looked through."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.commands.options import (
    BUILD,
    MODEL,
    Build,
    DecisionsFile,
    HoldersFile,
    Lexicon,
    Model,
    RelationFolders,
    default_decisions,
    graph_folder,
)
from kg.paths import shipped


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Articles to read as well: files or folders of them.", show_default=False),
    ] = None,
    relations: RelationFolders = None,
    lexicon: Lexicon = None,
    decisions: DecisionsFile = None,
    holders: HoldersFile = None,
    examples: Annotated[
        bool,
        typer.Option("--examples/--no-examples", help="Run the relation files' examples, or only read them."),
    ] = True,
    model: Model = MODEL,
    build: Build = BUILD,
) -> None:
    """Check relation, lexicon, decision and holder files: every fault with file, line, field and remedy.

    With paths the articles are read too, and those without a date counted. Exit code 2 where a file has a fault.

    ```
    kg check
    kg check news/ --relations my-relations --holders holders.csv
    ```
    """
    from kg.checking import check_files

    faults, summary = check_files(
        relations=tuple(relations or ()),
        lexicon=lexicon or shipped("lexicon"),
        decisions=default_decisions(decisions),
        holders=holders,
        articles=tuple(paths or ()),
        graph=graph_folder(build),
        model=model if examples else "",
    )
    for fault in faults:
        print(f"kg: {fault}", file=sys.stderr)
    print(summary)
    if faults:
        raise typer.Exit(max(fault.exit_code for fault in faults))
