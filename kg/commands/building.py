"""What the commands that build share: from articles to graph files, and from there into Neo4j."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kg.commands.options import graph_folder

if TYPE_CHECKING:
    from kg.build import Corpus, Settings
    from kg.errors import InputError
    from kg.model import Graph
    from kg.run.pipeline import Found, Task
    from kg.run.workers import Crew
    from kg.store.database import Store


def bring_up_to_date(
    paths: list[Path],
    settings: Settings,
    build: Path,
    *,
    fresh: bool = False,
    crew: Crew[Task, Found] | None = None,
) -> tuple[Graph | None, tuple[InputError, ...]]:
    """Write the graph of these articles, unless it is there already (None); with what could not be read.

    The caller holds the lock of `build`. Exits with 1 where no article can be read: the graph stays as it was.
    """
    from kg.run.current import inputs_digest, is_current, remember
    from kg.terminal import note

    inputs = inputs_digest(paths, settings)
    if not fresh and is_current(build, inputs):
        note(f"nothing has changed since {graph_folder(build)} was written")
        return None, ()
    corpus = read_corpus(paths, settings, crew)
    if not corpus.extractions:
        note("kg: no article could be read; the graph stays as it was")
        raise typer.Exit(1)
    graph = write_files(corpus, settings, build)
    remember(build, inputs if not corpus.errors and inputs == inputs_digest(paths, settings) else None)
    return graph, corpus.errors


def read_corpus(paths: list[Path], settings: Settings, crew: Crew[Task, Found] | None = None) -> Corpus:
    """The corpus; what could not be read is told on standard error."""
    from kg.build import build_corpus
    from kg.terminal import note, progress

    with progress() as step:
        corpus = build_corpus(paths, settings, step, note, crew)
    for error in corpus.errors:
        note(f"kg: {error}")
    return corpus


def write_files(corpus: Corpus, settings: Settings, build: Path) -> Graph:
    """Write the graph of a corpus, and what people may decide about it."""
    from kg.build import build_graph, write_build
    from kg.explore.review import review_rows, write_review
    from kg.terminal import note

    graph = build_graph(corpus, settings)
    write_build(graph, settings, graph_folder(build))
    write_review(build, review_rows(corpus))
    size = f"{len(graph.nodes):,} nodes, {len(graph.relationships):,} relationships"
    note(f"{len(corpus.extractions):,} articles → {size} in {graph_folder(build)}")
    return graph


def load_graph(store: Store, graph: Graph, folder: Path, yes: bool) -> None:
    """Load the graph whose files are in `folder`, and say what that changed."""
    from kg.graph.graph_files import identity, read_manifest
    from kg.store.loading import load
    from kg.terminal import note, progress

    with progress() as step:
        loaded = load(
            store,
            graph,
            yes=yes,
            identity=identity(read_manifest(folder)),
            progress=lambda done, total: step("load", done, total),
            report=note,
        )
    changed = "nothing to change" if loaded.unchanged else (
        f"nodes +{loaded.nodes_created} ~{loaded.nodes_changed} -{loaded.nodes_deleted}, "
        f"relationships +{loaded.relationships_created} ~{loaded.relationships_changed} -{loaded.relationships_deleted}"
    )  # fmt: skip
    note(f"loaded into {store.uri}: {changed}")
