"""`kg query`: Cypher, with its rows as a table, JSON or CSV."""

from __future__ import annotations

import json
import re
from typing import Annotated, Any

import typer

from kg.commands.options import (
    BUILD,
    HOME,
    AsCsv,
    AsJson,
    Build,
    Database,
    Home,
    Password,
    Uri,
    User,
    graph_folder,
    print_rows,
)
from kg.errors import UsageError
from kg.run.running import open_store


def query(
    cypher: Annotated[str, typer.Argument(help='Cypher, such as "MATCH (p:Person) RETURN p.name LIMIT 5".')],
    param: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", help="A parameter: name=value (JSON, else text); may be given again."),
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    write: Annotated[bool, typer.Option("--write", help="Allow changes; without it the server refuses them.")] = False,
    uri: Uri = None,
    user: User = "neo4j",
    password: Password = None,
    database: Database = "neo4j",
    home: Home = HOME,
    build: Build = BUILD,
) -> None:
    """Run a Cypher query and print its rows.

    ```
    kg query "MATCH (p:Person)-[h:HOLDS_OFFICE]->(o) RETURN p.name, o.name"
    kg query 'MATCH (p {id: $id})--(x:Entity) RETURN x.name' -p id=naruhito
    kg query "MATCH (a:Article) RETURN a.title, a.published" --csv
    ```
    """
    from kg.graph.former_ids import former_ids
    from kg.store.database import run_query
    from kg.terminal import note

    if as_json and as_csv:
        raise UsageError("--json and --csv: choose one of them")
    parameters = dict(parameter(text) for text in param or ())
    with open_store(uri, user, password, database, home) as store:
        result = run_query(store, cypher, parameters, write=write)
    former = former_ids(graph_folder(build))
    asked = {
        *re.findall(r"""["']([^"']+)["']""", cypher),
        *(one for one in parameters.values() if isinstance(one, str)),
    }
    for old in sorted(asked & former.keys()):
        note(f"{old!r} is now {former[old]!r}")
    print_rows(result.columns, result.rows, as_json=as_json, as_csv=as_csv)


def parameter(text: str) -> tuple[str, Any]:
    """Name and value of `name=value`; the value is JSON where it can be read so. UsageError: no name, no sign."""
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise UsageError(f"--param {text}: write it as name=value")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value
