"""`kg neo4j …`: the local server."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.commands.options import BUILD, HOME, Build, Home, graph_folder

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


@app.command("import")
def import_graph(
    yes: Annotated[
        bool, typer.Option("--yes", help="Also where the server holds nodes that kg did not write.")
    ] = False,
    home: Home = HOME,
    build: Build = BUILD,
) -> None:
    """Load the graph files by Neo4j's own import, for graphs too large for a transaction.

    The server is stopped meanwhile, and all that it held is replaced. Afterwards `kg rebuild` loads what changes.
    """
    from tempfile import TemporaryDirectory

    from kg.graph.export_import import arguments
    from kg.graph.exports import write_export
    from kg.run.locks import one_at_a_time
    from kg.run.running import open_store
    from kg.store import local_neo4j
    from kg.store.loading import finish_import, refuse_others
    from kg.terminal import note

    server = home / "neo4j"
    with one_at_a_time(build, note):
        with TemporaryDirectory(prefix="import-", dir=build) as folder:
            written = write_export(graph_folder(build), "neo4j-admin", Path(folder))
            with open_store(None, "neo4j", None, "neo4j", home, create=True) as store:
                if not yes:
                    refuse_others(store)
            local_neo4j.stop(server, note)
            local_neo4j.admin(server, *arguments(Path(folder)), report=note)
        with open_store(None, "neo4j", None, "neo4j", home) as store:
            finish_import(store, report=note)
            print(f"{written.nodes:,} nodes, {written.relationships:,} relationships imported into {store.uri}")


@app.command()
def logs(
    lines: Annotated[int, typer.Option("--lines", "-n", min=1, help="How many of the last lines.")] = 50,
    home: Home = HOME,
) -> None:
    """The end of its log."""
    from kg.store import local_neo4j
    from kg.terminal import note

    if told := local_neo4j.logs(home / "neo4j", lines):
        print(told)
    else:
        note(f"{home / 'neo4j'}: no log; no Neo4j was started here yet (kg neo4j start)")
