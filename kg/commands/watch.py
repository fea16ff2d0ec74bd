"""`kg watch`: a graph that follows a folder."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands.build import make_settings, reading_as, with_open
from kg.commands.building import allow_replacing, bring_up_to_date, load_graph
from kg.commands.options import (
    BUILD,
    HOME,
    MODEL,
    Build,
    Confidence,
    Database,
    Debug,
    DecisionsFile,
    Encoding,
    HoldersFile,
    Home,
    Language,
    Lexicon,
    MapFields,
    Model,
    Open,
    Order,
    Password,
    RelationFolders,
    Uri,
    User,
    WorkerCount,
    World,
    cache_file,
    default_decisions,
    graph_folder,
)
from kg.errors import InputError, KgError, UsageError
from kg.model import Graph

if TYPE_CHECKING:
    from kg.build import Settings
    from kg.run.pipeline import Keys, Readers
    from kg.run.watching import Changes

MANY = 40
"""New files from which starting processes costs less than it saves."""


def watch(
    folders: Annotated[list[Path], typer.Argument(help="Folders of articles.")],
    model: Model = MODEL,
    relations: RelationFolders = None,
    lexicon: Lexicon = None,
    decisions: DecisionsFile = None,
    holders: HoldersFile = None,
    world: World = True,
    open_: Open = False,
    map_fields: MapFields = None,
    encoding: Encoding = None,
    date_order: Order = "",
    language: Language = "en",
    min_confidence: Confidence = 0.5,
    workers: WorkerCount = None,
    quiet: Annotated[
        float, typer.Option("--quiet", min=0.05, help="Seconds a file must not have changed before it is read.")
    ] = 1.0,
    load: Annotated[
        bool, typer.Option("--load/--no-load", help="Load into the Neo4j that runs, or only write the graph files.")
    ] = True,
    replace_: Annotated[
        bool, typer.Option("--replace", help="Drop the articles of other paths without being asked.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Load beside data that kg did not write; it is never touched.")
    ] = False,
    uri: Uri = None,
    user: User = "neo4j",
    password: Password = None,
    database: Database = "neo4j",
    home: Home = HOME,
    build: Build = BUILD,
    debug: Debug = False,
) -> None:
    """Rebuild what changed whenever articles, rules or decisions change, until Ctrl-C. Starts no Neo4j by itself.

    Each time it prints what `kg diff --short` would, and what the new articles tell, as `kg brief` does. A file that is
    still being written is waited for; one that cannot be read is named, the others are built, and it is read again when
    it changes.

    ```
    kg watch news/
    kg watch news/ --no-load --holders holders.csv
    ```
    """
    from kg.run.watching import watch_changes
    from kg.run.workers import available_cores
    from kg.terminal import note

    for folder in folders:
        if not folder.is_dir():
            raise UsageError(f"{folder}: no such folder to watch")
        if build.resolve().is_relative_to(folder.resolve()) and not _is_hidden(build, folder):
            raise UsageError(f"{build}: within {folder}, so that its files would be read as articles (see --build)")

    def settings() -> Settings:
        how = reading_as(map_fields, encoding, date_order, language)
        made = make_settings(
            model,
            world,
            with_open(relations, open_),
            lexicon,
            decisions,
            holders,
            min_confidence,
            strict=False,
            reading=how,
        )
        many = available_cores() if workers is None else workers
        return replace(made, workers=many, cache=cache_file(home))

    def rules() -> Iterator[Path]:
        for one in (*(relations or ()), *([lexicon] if lexicon else [])):
            yield from sorted(one.glob("*.yaml"))
        yield from (file for file in (default_decisions(decisions), holders) if file)

    following = _Following(folders, settings, build)
    settings()  # a fault in a rule file ends the command before it has begun
    allow_replacing(build, folders, replace=replace_)
    with _terminated_as_interrupted():
        try:
            for changes in watch_changes(folders, rules, quiet):
                following.build(changes)
                if load:
                    following.load(uri, user, password, database, home, yes)
        except KeyboardInterrupt:
            _forget_interrupt()
    note("stopped watching; the graph stays as it is")


@dataclass
class _Following:
    """What is kept from one build to the next: the graph, the loaded model, and which files are in."""

    folders: list[Path]
    settings: Callable[[], Settings]
    folder: Path
    graph: Graph | None = None
    loaded: Graph | None = None
    crew: Readers | None = None
    keys: Keys | None = None
    known: set[Path] = field(default_factory=set)
    told: bool = False

    def build(self, changes: Changes) -> None:
        """Build what changed, and print what that changed in the graph."""
        from kg.graph.diff import diff, summary
        from kg.graph.former_ids import note_renamed
        from kg.graph.graph_files import is_intact, read_graph, read_manifest
        from kg.run.locks import one_at_a_time
        from kg.run.sources import note_sources
        from kg.terminal import note

        files = graph_folder(self.folder)
        with one_at_a_time(self.folder, note):
            intact = is_intact(files)
            inputs = read_manifest(files).get("inputs", {}) if intact else {}
            before = self.graph or (read_graph(files) if intact else Graph((), ()))
            try:
                graph, _ = self._brought_up_to_date(changes)
            except KgError as error:
                note(f"kg: {error}")
                return
            except typer.Exit:
                return
            self.graph = graph or before
            note_sources(self.folder, self.folders)
            note_renamed(files, before, self.graph)
            note(f"{datetime.now().astimezone():%H:%M:%S}")
            print(summary(diff(before, self.graph, inputs, read_manifest(files).get("inputs", {}))), flush=True)
            if before.nodes:
                self._say_news(before)

    def _say_news(self, before: Graph) -> None:
        """Print what the new articles tell; of a first graph all would be new."""
        from kg.explore.brief import brief_lines, brief_of_change
        from kg.explore.marking import print_lines

        assert self.graph is not None  # noqa: S101  it was just built
        found = brief_of_change(before, self.graph)
        if found.articles:
            print_lines(list(brief_lines(found)))
            sys.stdout.flush()

    def _brought_up_to_date(self, changes: Changes) -> tuple[Graph | None, tuple[InputError, ...]]:
        settings = self.settings()
        paths = self._paths(changes)
        few = len(changes.files) < MANY and bool(self.known)
        self.known = {file.resolve() for file in self._files(paths)}
        crew = self._crew(settings) if few else None
        return bring_up_to_date(paths, settings, self.folder, crew=crew, hold=True)

    def _paths(self, changes: Changes) -> list[Path]:
        """The folders; or, while a file that is new is still being written, all files but that one."""
        from kg.terminal import note

        unready = {file.resolve() for file in changes.growing} - self.known
        files = list(self._files(self.folders)) if unready else []
        if not any(file.resolve() in unready for file in files):
            return self.folders
        for file in files:
            if file.resolve() in unready:
                note(f"{file}: still being written; read when it is complete")
        return [file for file in files if file.resolve() not in unready]

    @staticmethod
    def _files(paths: list[Path]) -> Iterator[Path]:
        from kg.read.formats import article_files

        yield from (file for path in paths for file in article_files(path) if not isinstance(file, InputError))

    def _crew(self, settings: Settings) -> Readers:
        """The one that has model and rules loaded, as long as they are the same."""
        from kg.build import crew_here, rule_keys

        keys = rule_keys(settings)
        if self.crew is None or keys != self.keys:
            self.crew, self.keys = crew_here(settings), keys
        return self.crew

    def load(self, uri: str | None, user: str, password: str | None, database: str, home: Path, yes: bool) -> None:
        """Load the graph where a server runs and does not have it yet; what goes wrong there is tried again later."""
        from kg.run.running import running_store
        from kg.terminal import note

        if self.graph is None or self.graph is self.loaded:
            return
        try:
            with running_store(uri, user, password, database, home) as store:
                if store is not None:
                    load_graph(store, self.graph, graph_folder(self.folder), yes)
                    self.loaded = self.graph
                elif not self.told:
                    self.told = True
                    note("no Neo4j runs here, so nothing is loaded: kg neo4j start, or --uri")
        except KgError as error:
            note(f"kg: {error}")


def _is_hidden(path: Path, folder: Path) -> bool:
    """Whether reading `folder` passes over `path`."""
    return any(part.startswith((".", "__")) for part in path.resolve().relative_to(folder.resolve()).parts)


def _forget_interrupt() -> None:
    """Let the process end with status 0 although Ctrl-C came while modules were imported.

    Python remembers an interrupt that passed through `exec` of a string, which makes dataclasses, and ends itself by
    that signal even where it was caught (findings/python-ends-by-caught-interrupts.sh). Another `exec` makes it forget.
    """
    exec("")  # noqa: S102  nothing is run


@contextmanager
def _terminated_as_interrupted() -> Iterator[None]:
    """A service that is told to end does so as cleanly as on Ctrl-C."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
