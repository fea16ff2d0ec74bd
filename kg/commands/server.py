"""`kg neo4j …`: the local server."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.commands.options import HOME, Home

app = typer.Typer(
    help="The local Neo4j server: a real one, started by kg where none is given with --uri or NEO4J_URI.\n\n"
    "It listens on 127.0.0.1 only, keeps its data below `.kg/neo4j`, and runs until `kg neo4j stop`.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)


@app.command()
def start(home: Home = HOME) -> None:
    """Start it, fetching it the first time, and print its address. It runs on until `kg neo4j stop`."""
    from kg.store import local_neo4j
    from kg.terminal import note

    folder = home / "neo4j"
    connection = local_neo4j.start(folder, note)
    print(f"Neo4j answers at {connection.uri}\nBrowser:  {connection.browser}")
    print(f"user {connection.user}, password in {local_neo4j.password_file(folder)}")


@app.command()
def stop(home: Home = HOME) -> None:
    """Stop it cleanly."""
    from kg.store import local_neo4j
    from kg.terminal import note

    print("stopped" if local_neo4j.stop(home / "neo4j", note) else "was not running")


@app.command()
def status(home: Home = HOME) -> None:
    """Whether it runs, where, and with how much memory. Exit code 3 when it does not."""
    from kg.store import local_neo4j

    found = local_neo4j.status(home / "neo4j")
    if not found.running or found.connection is None:
        print(f"Neo4j {found.version} is not running (home {found.home})")
        raise typer.Exit(3)
    print(f"Neo4j {found.version} runs as process {found.pid}, {found.memory // 2**20} MB")
    print(f"{found.connection.uri}\n{found.connection.browser}")


@app.command()
def logs(
    lines: Annotated[int, typer.Option("--lines", "-n", min=1, help="How many of the last lines.")] = 50,
    home: Home = HOME,
) -> None:
    """The end of its log."""
    from kg.store import local_neo4j

    print(local_neo4j.logs(home / "neo4j", lines))
