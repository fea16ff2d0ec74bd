"""`kg export`: the graph for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.commands.options import BUILD, Build, Lexicon, RelationFolders, graph_folder
from kg.graph.export_rows import EventWords
from kg.graph.exports import FORMATS, write_export

OF_GROUP = {"state": "GOV", "government": "GOV", "officials": "GOV", "military": "MIL"}
"""Group of titles → PLOVER's sector of who holds such a post of a state."""


def export(
    form: Annotated[str, typer.Option("--format", "-f", help=f"One of {', '.join(FORMATS)}.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File or folder to write; default: named after the format, here.")
    ] = None,
    layer: Annotated[
        str, typer.Option("--layer", help="all, or entities: without claims, articles, stories and quotations.")
    ] = "all",
    relations: RelationFolders = None,
    lexicon: Lexicon = None,
    build: Build = BUILD,
) -> None:
    """Write the graph for other programs, from the graph files; no database is needed.

    graphml (Gephi, networkx), csv and parquet (tables of nodes and relationships), cypher (a script for any Neo4j),
    neo4j-admin (files for its bulk import, with the command printed), ftm (FollowTheMoney, for OpenSanctions' tools),
    plover (events that happened, one a line, in the columns of POLECAT's files).

    Example: `kg export --format parquet --out graph/`
    """
    words = _event_words(relations or [], lexicon) if form == "plover" else None
    target = out or Path(FORMATS.get(form, form))
    written = write_export(graph_folder(build), form, target, layer, words)  # type: ignore[arg-type]
    things, ties = written.counted
    print(f"{written.nodes:,} {things}, {written.relationships:,} {ties} in {written.path}")
    if written.hint:
        print(written.hint)


def _event_words(folders: list[Path], lexicon: Path | None) -> EventWords:
    """The event types of the relations and the sectors of the posts, by the same files as the build's."""
    from kg.claim.relations import load_relations
    from kg.mention.titles import load_titles
    from kg.paths import shipped

    types = load_relations((shipped("relations"), *folders)).types
    events = {name: (one.plover, one.mode) for name, one in types.items() if one.plover}
    titles = load_titles(lexicon or shipped("lexicon"))
    of_states = {title.name: OF_GROUP[title.group] for title in titles.words.values() if title.group in OF_GROUP}
    return EventWords(events, titles.sectors, of_states)
