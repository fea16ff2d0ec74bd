"""`kg browse`: the graph in Neo4j Browser, with a guide."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands.options import (
    BUILD,
    HOME,
    Build,
    Database,
    Home,
    Password,
    RelationFolders,
    Uri,
    User,
    graph_folder,
    write_file,
)

if TYPE_CHECKING:
    from kg.explore.browse import Login


def browse(
    open_browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open it in the web browser, or only print its address.")
    ] = True,
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65535, help="Port to serve on; default 7475, or a free one.", show_default=False),
    ] = None,
    perspective: Annotated[
        Path | None,
        typer.Option(help="Write a perspective for Neo4j Bloom or Explore to this file instead.", show_default=False),
    ] = None,
    relations: RelationFolders = None,
    build: Build = BUILD,
    uri: Uri = None,
    user: User = "neo4j",
    password: Password = None,
    database: Database = "neo4j",
    home: Home = HOME,
) -> None:
    """Open the graph in Neo4j Browser: connected, in kg's style, with a guide of queries to click. Ends with Ctrl-C.

    Starts the local Neo4j if need be. Serves on 127.0.0.1 only. Example: `kg browse --no-open`

    The printed address holds a key to the database: whoever has it is let in. docs/browser.md has more.
    """
    if perspective is not None:
        _write_perspective(perspective, graph_folder(build), tuple(relations or ()))
        return

    import threading
    import webbrowser

    from kg.explore import browse as browsing
    from kg.explore.guide_server import serving
    from kg.store.database import connect
    from kg.terminal import note

    login, origins = _login(uri, user, password, database, home)
    with connect(login.uri, login.user, login.password, login.database) as store, serving(port) as server:
        site = browsing.make_site(store, login, server.address, browsing.browser_jar(note), origins)
        server.publish(site)
        print(f"Neo4j Browser with a guide: {browsing.open_address(site, server.address)}", flush=True)
        print(f"The guide alone:            :play {server.address}{browsing.GUIDE}", flush=True)
        note("serving on this machine only; Ctrl-C ends it")
        if open_browser and not webbrowser.open(browsing.open_once(site, server.address)):
            note("no web browser could be opened: open the address above in one")
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            note("ended; Neo4j itself runs on until kg neo4j stop")


def _write_perspective(file: Path, folder: Path, relations: tuple[Path, ...]) -> None:
    """Write what Bloom and Explore import; what stands in the file is replaced only where kg wrote it."""
    import json

    from kg.claim.relations import load_relations
    from kg.errors import UsageError
    from kg.explore.grass import read_style
    from kg.explore.perspective import perspective as made
    from kg.explore.perspective import why_not_ours

    if file.exists() and (why := why_not_ours(file)):
        raise UsageError(f"--perspective {file}: there is {why}; name another file")
    row = made(folder, load_relations(relations).types, read_style())
    write_file("--perspective", file, json.dumps(row, ensure_ascii=False, indent=1) + "\n")
    categories, types, phrases = (len(row[name]) for name in ("categories", "relationshipTypes", "templates"))
    print(f"{file}: {categories} categories, {types} relationship types, {phrases} search phrases")


def _login(uri: str | None, user: str, password: str | None, database: str, home: Path) -> tuple[Login, frozenset[str]]:
    """The database at --uri or the local one, started if need be; and where that one serves a Browser of its own."""
    from kg.explore.browse import Login

    if uri:
        return Login(uri, user, password or "", database), frozenset()
    from kg.store import local_neo4j
    from kg.terminal import note

    local = local_neo4j.start(home / "neo4j", note)
    origins = frozenset({local.http, local.http.replace("127.0.0.1", "localhost")})
    return Login(local.uri, local.user, local.password, local.database), origins
