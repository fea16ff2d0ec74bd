"""`kg match`: who of a list of names is in the graph."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.commands.options import BUILD, AsCsv, AsJson, Build, graph_folder, print_json, print_rows


def match(
    names: Annotated[
        Path,
        typer.Argument(metavar="LIST", help="A CSV with a column name, or entities of FollowTheMoney, one a line."),
    ],
    least: Annotated[
        float, typer.Option("--min-score", min=0.0, max=1.0, help="Matches that are less sure are left out.")
    ] = 0.7,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    build: Build = BUILD,
) -> None:
    """Who of a list is in the graph: sanctioned people, members of a parliament, the firms of a register.

    Reads the graph files; no database is needed. Besides names a list may have aliases, type, country and wikidata
    id, in a CSV or as OpenSanctions writes them; each match says by what it was made. A name alone scores .9 at most.

    Example: `kg match targets.simple.csv --min-score 0.8`
    """
    from kg.explore.matching import match_list
    from kg.explore.name_lists import read_list
    from kg.terminal import note

    listed = read_list(names)
    found = match_list(graph_folder(build), listed.entries, least)
    if as_json:
        print_json([one.to_json() for one in found])
    elif found or as_csv:
        columns = ("listed", "score", "entity", "type", "id", "mentions", "because")
        rows = [(m.listed, m.score, m.name, m.type, m.id, m.mentions, "; ".join(m.because)) for m in found]
        print_rows(columns, rows, as_json=False, as_csv=as_csv)
    many, total = len({one.line for one in found}), len(listed.entries)
    note(f"{many:,} of {total:,} on the list may be in the graph; of the others nobody there scores {least:g}")
    if listed.others:
        note("not looked for: " + ", ".join(f"{count:,} {kind}" for kind, count in sorted(listed.others.items())))
