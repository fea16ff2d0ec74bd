"""What the commands that build share: from articles to graph files, and from there into Neo4j."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import typer

from kg.commands.options import graph_folder
from kg.commands.telling import left_out_line, tell
from kg.cycles import without_looking_for_cycles
from kg.errors import InternalError, StoreError, UsageError, failures, in_step

if TYPE_CHECKING:
    from kg.build import Corpus, Settings
    from kg.errors import InputError
    from kg.graph.graph_files import GraphPieces
    from kg.model import Graph
    from kg.run.pipeline import Readers
    from kg.store.database import Store


@without_looking_for_cycles()
def bring_up_to_date(
    paths: list[Path],
    settings: Settings,
    build: Path,
    *,
    fresh: bool = False,
    crew: Readers | None = None,
    hold: bool = False,
) -> tuple[Graph | None, tuple[InputError, ...]]:
    """Write the graph of these articles, unless it is there already, and tell how it differs from the one before; with
    what could not be read.

    Where nothing but notes was told, the graph is whole, and the next call finds it there. `hold`: return it where it
    was written, too, and leave the telling to the caller. The caller holds the lock of `build`. Exits with 1 where no
    article can be read: the graph stays as it was.
    """
    from kg.checking import decided_in_vain
    from kg.run.current import inputs_digest, is_current, remember, remembered
    from kg.terminal import note

    inputs = inputs_digest(paths, settings)
    if not fresh and is_current(build, inputs):
        note(f"nothing has changed since {graph_folder(build)} was written")
        if left_out := remembered(build):
            note(left_out)
        return None, ()
    corpus = read_corpus(paths, settings, crew)
    corpus, graph = write_files(corpus, settings, build, hold=hold)
    if settings.decisions:
        for line in decided_in_vain(settings.decisions, graph_folder(build)):
            note(f"warning: {line}")
    left_out = left_out_line(corpus.errors)
    is_whole = not failures(corpus.errors) and inputs == inputs_digest(paths, settings)
    remember(build, inputs if is_whole else None, left_out)
    if left_out:
        note(left_out)
    return graph, corpus.errors


def allow_replacing(build: Path, paths: list[Path], *, replace: bool) -> None:
    """Ask before a build drops most articles of the graph. UsageError: it was refused, or nobody is there to ask."""
    from kg.run.sources import dropped

    lost = None if replace else dropped(build, paths)
    if lost is None:
        return
    if sys.stdin.isatty() and typer.confirm(f"{lost}. Drop them?"):
        return
    raise UsageError(f"{lost}: --replace drops them, --add keeps them too, --build FOLDER makes another graph")


def try_server(uri: str, user: str, password: str | None, database: str) -> None:
    """Say at once what would otherwise be learned after all articles are read: that this server will not do."""
    from kg.store.database import connect
    from kg.terminal import note

    try:
        connect(uri, user, password or "", database).close()
    except StoreError as error:
        note(f"kg: {error}; the graph files are written, then it is tried again")


def read_corpus(paths: list[Path], settings: Settings, crew: Readers | None = None) -> Corpus:
    """The corpus; what could not be read is told on standard error, but for what is left out for its kind."""
    from kg.build import build_corpus
    from kg.terminal import note, progress

    with progress() as step:
        corpus = build_corpus(paths, settings, step, note, crew)
    tell(corpus.errors)
    return corpus


def write_files(corpus: Corpus, settings: Settings, build: Path, *, hold: bool = False) -> tuple[Corpus, Graph | None]:
    """Write the graph of a corpus, and what people may decide about it; say how it differs from the one before.

    With the corpus, from which may have been left out what kg fails on. `hold`: return the graph, too, and do not
    compare it; None where it may be too large to be held. Exits with 1 where there is no article: the graph stays as
    it was.
    """
    from kg.build import write_build, write_rows
    from kg.explore.review import prepare_review, publish_review
    from kg.model import EntityType, Graph
    from kg.terminal import note

    folder = graph_folder(build)
    corpus, graph, questions = _made(corpus, settings, hold=hold)
    before = None if hold or settings.ray else _written_before(folder)
    review = prepare_review(build, questions)
    if graph is not None:
        manifest = write_build(graph, settings, folder, note)
    else:
        try:
            manifest = write_rows(corpus, settings, folder)
        except InternalError:
            corpus, _, questions = _made(corpus, settings, trial=True)
            review = prepare_review(build, questions)
            manifest = write_rows(corpus, settings, folder)
    publish_review(review)
    kinds = {label: many for label, many in manifest["counts"]["nodes"].items() if label not in get_args(EntityType)}
    nodes, relationships = sum(kinds.values()), sum(manifest["counts"]["relationships"].values())
    read = len(corpus.extractions)
    articles = f"{read:,} article{'' if read == 1 else 's'}"
    note(f"{articles} → {nodes:,} nodes, {relationships:,} relationships in {folder}")
    if before and before["sha256"] != manifest["sha256"]:
        _say_changes(folder, before["inputs"], manifest["inputs"])
    return corpus, graph if isinstance(graph, Graph) else None


def _made(
    corpus: Corpus, settings: Settings, *, hold: bool = False, trial: bool = False
) -> tuple[Corpus, Graph | GraphPieces | None, list[dict[str, Any]]]:
    """The graph and the questions for people, with the corpus that both are of; what kg fails on is told, and left out.

    `hold`: the graph itself and not the lines of its files. `trial`: make the rows of a graph that is not held, too, to
    see whether kg fails on them. Exits with 1 where no article is left.
    """
    from kg.build import build_graph, build_pieces, keeping, settled, try_rows
    from kg.explore.review import review_rows
    from kg.terminal import note

    def made(part: Corpus) -> tuple[Graph | GraphPieces | None, list[dict[str, Any]]]:
        if not part.extractions:
            return None, []
        graph = None if settings.ray else build_graph(part, settings) if hold else build_pieces(part, settings, note)
        if trial:
            try_rows(part, settings)
        with keeping(settings, note) as keep:
            return graph, in_step("collecting doubts", lambda: review_rows(part, keep))

    told = len(corpus.errors)
    corpus, (graph, questions) = settled(corpus, settings, made, note)
    tell(corpus.errors[told:])
    if not corpus.extractions:
        note("kg: no article could be read; the graph stays as it was")
        if left_out := left_out_line(corpus.errors):
            note(left_out)
        raise typer.Exit(1)
    return corpus, graph, questions


def _written_before(folder: Path) -> Mapping[str, Any] | None:
    """The manifest of the graph in `folder`, if there is one that can be compared with."""
    from kg.graph.graph_files import is_intact, read_manifest

    try:
        return read_manifest(folder) if is_intact(folder) else None
    except UsageError:
        return None


def _say_changes(folder: Path, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """In three lines, what is not as it was; note what goes by another id now. The old graph is beside the new one."""
    from kg.graph.diff import diff, summary
    from kg.graph.former_ids import note_renamed
    from kg.graph.graph_files import read_changed
    from kg.terminal import note

    changed = read_changed(folder)
    note_renamed(folder, *changed)
    note(summary(diff(*changed, before, after)))


def load_graph(store: Store, graph: Graph | None, folder: Path, yes: bool) -> None:
    """Load the graph whose files are in `folder`, and say what that changed. `graph`: it, where it is at hand."""
    from kg.graph.graph_files import identity, read_graph, read_manifest, since_previous
    from kg.store.loading import load
    from kg.terminal import note, progress

    with progress() as step:
        loaded = load(
            store,
            graph or partial(read_graph, folder),
            yes=yes,
            identity=identity(read_manifest(folder)),
            since=partial(since_previous, folder),
            progress=lambda done, total: step("load", done, total),
            report=note,
        )
    changed = "nothing to change" if loaded.unchanged else (
        f"nodes +{loaded.nodes_created} ~{loaded.nodes_changed} -{loaded.nodes_deleted}, "
        f"relationships +{loaded.relationships_created} ~{loaded.relationships_changed} -{loaded.relationships_deleted}"
    )  # fmt: skip
    note(f"loaded into {store.uri}: {changed}")
