"""`kg view`: the graph as one HTML file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.commands.completion import entity_words
from kg.commands.options import BUILD, Build, Kind, RelationFolders, graph_folder, write_file


def view(
    name: Annotated[
        str | None,
        typer.Argument(
            help="A name, an alias or an id: only what is around it. Default: the whole graph.",
            show_default=False,
            autocompletion=entity_words,
        ),
    ] = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="The file to write.")] = Path("graph.html"),
    steps: Annotated[int, typer.Option(min=1, max=3, help="With a name: how many steps around it.")] = 1,
    most: Annotated[int, typer.Option(min=1, help="Entities at most, the most connected first.")] = 5000,
    kind: Kind = "",
    relations: RelationFolders = None,
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in the web browser.")] = False,
    build: Build = BUILD,
) -> None:
    """Write the graph as one HTML file to look at and to send: search, filters, and the sentences behind each tie.

    Reads the graph files; neither a database nor a network is needed to open it. Example: `kg view --out graph.html`

    `kg view "Xi Jinping" --steps 2` writes what is around one entity.
    """
    from kg.commands.look import choose
    from kg.errors import UsageError
    from kg.explore.view import around, page_data, whole
    from kg.explore.view_library import library_scripts
    from kg.explore.view_page import render
    from kg.graph.former_ids import former_ids
    from kg.graph.graph_files import read_graph
    from kg.rule_files import is_symmetric
    from kg.terminal import note

    if not out.parent.is_dir():
        raise UsageError(f"--out {out}: the folder {out.parent} does not exist; make it first")
    folder = graph_folder(build)
    graph = read_graph(folder)
    chosen = choose(folder, (node for node in graph.nodes if "Entity" in node.labels), name, kind) if name else None
    part = around(graph, chosen.key, steps, most) if chosen else whole(graph, most)
    rules = tuple(relations or ())
    focus = chosen.key if chosen else ""
    data = page_data(graph, part, lambda relation: is_symmetric(relation, rules), out.parent, focus, former_ids(folder))
    title = str(chosen.properties.get("name")) if chosen else "News graph"
    page = render(title, data, library_scripts(note))
    write_file("--out", out, page)
    print(
        f"{out}: {len(part.entities):,} entities, {len(part.ties):,} relationships, {len(page.encode()) / 1e6:.1f} MB"
    )
    if part.left_out > 0:
        note(f"{part.left_out:,} less connected entities were left out: --most {len(part.entities) + part.left_out}")
    if open_page:
        import webbrowser

        webbrowser.open(out.absolute().as_uri())
