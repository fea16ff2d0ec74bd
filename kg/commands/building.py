"""What the commands that build share: from articles to graph files, and from there into Neo4j."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import typer

from kg.commands.options import graph_folder
from kg.errors import UsageError

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
    compare: bool = True,
) -> tuple[Graph | None, tuple[InputError, ...]]:
    """Write the graph of these articles, unless it is there already (None); with what could not be read.

    `compare`: say how it differs from the graph before. The caller holds the lock of `build`. Exits with 1 where no
    article can be read: the graph stays as it was.
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
    graph = write_files(corpus, settings, build, compare=compare)
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


def write_files(corpus: Corpus, settings: Settings, build: Path, *, compare: bool = True) -> Graph | None:
    """Write the graph of a corpus, and what people may decide about it; say how it differs from the one before.

    None: it may be too large to be held, and is neither returned nor compared.
    """
    from kg.build import build_graph, without_looking_for_cycles, write_build, write_rows
    from kg.explore.review import prepare_review, publish_review, review_rows
    from kg.model import EntityType
    from kg.terminal import note

    graph, folder = None if settings.ray else build_graph(corpus, settings), graph_folder(build)
    before = _written_before(folder) if compare else None
    with without_looking_for_cycles():
        review = prepare_review(build, review_rows(corpus))
    manifest = write_rows(corpus, settings, folder) if graph is None else write_build(graph, settings, folder)
    publish_review(review)
    kinds = {label: many for label, many in manifest["counts"]["nodes"].items() if label not in get_args(EntityType)}
    nodes, relationships = sum(kinds.values()), sum(manifest["counts"]["relationships"].values())
    read = len(corpus.extractions)
    articles = f"{read:,} article{'' if read == 1 else 's'}"
    note(f"{articles} → {nodes:,} nodes, {relationships:,} relationships in {folder}")
    if graph is not None and before and before["sha256"] != manifest["sha256"]:
        with without_looking_for_cycles():
            _say_changes(graph, folder, before["inputs"], manifest["inputs"])
    return graph


def _written_before(folder: Path) -> Mapping[str, Any] | None:
    """The manifest of the graph in `folder`, if there is one that can be compared with."""
    from kg.graph.graph_files import is_intact, read_manifest

    try:
        return read_manifest(folder) if is_intact(folder) else None
    except UsageError:
        return None


def _say_changes(graph: Graph, folder: Path, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """In three lines, what is not as it was; the old graph is now beside the new one."""
    from kg.graph.diff import diff, summary
    from kg.graph.graph_files import read_previous
    from kg.terminal import note

    note(summary(diff(read_previous(folder, graph), graph, before, after)))


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
