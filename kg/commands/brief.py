"""`kg brief`: what is new since a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.commands.options import (
    BUILD,
    HOME,
    AsJson,
    Build,
    Database,
    Home,
    Password,
    Uri,
    User,
    graph_folder,
    print_json,
    write_file,
)
from kg.errors import KgError, UsageError
from kg.explore.brief import brief_lines, brief_since, newest_day
from kg.explore.marking import print_lines
from kg.graph.graph_files import read_graph


def brief(
    since: Annotated[
        str | None, typer.Option("--since", help="A day; default: the day before the newest article.", metavar="DAY")
    ] = None,
    page: Annotated[
        Path | None,
        typer.Option("--page", help="Write it as one HTML file instead, to open or to send.", metavar="FILE"),
    ] = None,
    as_json: AsJson = False,
    uri: Uri = None,
    user: User = "neo4j",
    password: Password = None,
    database: Database = "neo4j",
    home: Home = HOME,
    build: Build = BUILD,
) -> None:
    """What articles tell since a day that older ones do not: ties, the fate of plans, who appears for the first time.

    Reads the graph files; what articles disagree on is added where a Neo4j runs. Example: `kg brief --since 2025-10-27`

    `kg brief --page brief.html` writes a page of it, with links to the articles.
    """
    from kg.terminal import note

    graph = read_graph(graph_folder(build))
    day = _day(since, newest_day(graph))
    found = brief_since(graph, day)
    rows = disagreements(day, uri, user, password, database, home)
    if as_json:
        print_json(found.to_json() | {"since": day, "contradictions": rows})
        return
    if page:
        from kg.explore.brief_page import brief_page

        made = brief_page(found, day, rows, page.parent)
        write_file("--page", page, made)
        print(f"{page}: {len(made.encode()) / 1e3:,.0f} kB")
        return
    why = "" if since else " (the day before the newest article; --since DAY)"
    note(f"brief · since: {day}{why}")
    if rows is None:
        note("no Neo4j runs here, so that contradictions are left out: kg neo4j start")
    print_lines(list(brief_lines(found, rows)))


def disagreements(
    day: str, uri: str | None, user: str, password: str | None, database: str, home: Path
) -> list[Mapping[str, Any]] | None:
    """The rows of `kg ask contradictions` since a day; None: no server runs, or it cannot be asked."""
    from kg.run.running import running_store
    from kg.store.ask import ask, read_query
    from kg.terminal import note, shown

    try:
        with running_store(uri, user, password, database, home) as store:
            if store is None:
                return None
            table = ask(store, read_query("contradictions"), {"since": day}).table
    except KgError as error:
        note(f"kg: {error}")
        return None
    return [dict(zip(table.columns, map(shown, row), strict=True)) for row in table.rows]


def _day(given: str | None, newest: str) -> str:
    try:
        if given is not None:
            return date.fromisoformat(given).isoformat()
        return (date.fromisoformat(newest) - timedelta(1)).isoformat()
    except ValueError:
        if given is None:
            raise UsageError("no article has a day: nothing can be told to be new") from None
        raise UsageError(f"--since {given}: is not a day; for example --since 2025-10-27") from None
