"""`kg rebuild` and `kg extract`: from articles to the graph, or to JSON Lines."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands.building import allow_replacing, bring_up_to_date, load_graph, read_corpus, try_server
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
    Paths,
    RelationFolders,
    Strict,
    Uri,
    User,
    WorkerCount,
    World,
    articles_or_samples,
    cache_file,
    default_decisions,
    graph_folder,
)
from kg.commands.telling import left_out_line, tell
from kg.errors import UsageError, failures
from kg.paths import OPEN, shipped
from kg.run.running import open_store

if TYPE_CHECKING:
    from kg.build import RaySettings, Settings
    from kg.read.records import Reading
    from kg.store.database import Store


def rebuild(
    paths: Paths = None,
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
    strict: Strict = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Work everything out anew, without the cache. The graph is the same.")
    ] = False,
    workers: WorkerCount = None,
    engine: Annotated[
        str,
        typer.Option(help="local: on this machine. ray: on a Ray cluster (docs/cluster.md). The graph is the same."),
    ] = "local",
    ray_address: Annotated[
        str | None,
        typer.Option(
            envvar="RAY_ADDRESS",
            help="With --engine ray: a cluster that is there already; without it one is started on this machine.",
        ),
    ] = None,
    load: Annotated[
        bool, typer.Option("--load/--no-load", help="Load into Neo4j, or only write the graph files.")
    ] = True,
    add: Annotated[
        bool, typer.Option("--add", help="Read these besides the paths that the graph was made from.")
    ] = False,
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
    """Read articles, extract who is who and what they do, write the graph and load it into Neo4j.

    Without `--uri` a local Neo4j is started, and fetched the first time. Running it again changes only what differs;
    what articles that are gone said is gone too. Other paths that would drop most articles of the graph are asked
    about; where there is no terminal they end with exit code 2: `--replace` drops them, `--add` keeps them.

    ```
    kg rebuild                              # the samples that ship with kg
    kg rebuild news/ --holders holders.csv  # a folder of articles
    kg rebuild news.jsonl --map text=body,published=date
    NEO4J_PASSWORD=… kg rebuild news/ --uri bolt://127.0.0.1:7687
    ```
    """
    from kg.graph.graph_files import read_manifest
    from kg.run.locks import one_at_a_time
    from kg.run.sources import note_sources, noted_sources
    from kg.terminal import counts_table, note

    settings = make_settings(
        model, world, with_open(relations, open_), lexicon, decisions, holders, min_confidence, strict,
        reading_as(map_fields, encoding, date_order, language),
    )  # fmt: skip
    settings = replace(_manned(settings, workers), cache=None if fresh else cache_file(home))
    settings = replace(settings, ray=_ray(engine, ray_address, home, fresh=fresh))
    with one_at_a_time(build, note):
        chosen = articles_or_samples(paths)
        if add:
            chosen = list(dict.fromkeys([*noted_sources(build), *chosen]))
        allow_replacing(build, chosen, replace=replace_)
        if load and uri:
            try_server(uri, user, password, database)
        graph, errors = bring_up_to_date(chosen, settings, build, fresh=fresh)
        note_sources(build, chosen)
        if load:
            with open_store(uri, user, password, database, home, create=True) as store:
                load_graph(store, graph, graph_folder(build), yes)
                print(counts_table(read_manifest(graph_folder(build))["counts"]))
                _welcome(store)
            if not uri:
                _say_browser(home)
            print("kg browse opens it with a guide and colours; kg ask lists questions that are ready to be asked")
    if failures(errors):
        raise typer.Exit(1)


def extract(
    paths: Paths = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; default: standard output.")
    ] = None,
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
    strict: Strict = False,
    workers: WorkerCount = None,
    home: Home = HOME,
    debug: Debug = False,
) -> None:
    r"""Write what each article says as JSON Lines, without a database. The format is docs/extract-format.md.

    ```
    kg extract news/ -o news.extract.jsonl
    kg extract news/ | jq -r '.claims[] | "\(.subject) \(.type) \(.object)"'
    ```
    """
    from kg.build import settled
    from kg.extract_format import extract_text
    from kg.terminal import note

    if output is not None:
        _check_output(output, [path for path in (*(paths or ()), decisions, holders) if path is not None])
    settings = make_settings(
        model, world, with_open(relations, open_), lexicon, decisions, holders, 0.0, strict,
        reading_as(map_fields, encoding, date_order, language),
    )  # fmt: skip
    cache = cache_file(home) if home.is_dir() else None
    chosen = articles_or_samples(paths)
    settings = replace(_manned(settings, workers), cache=cache)
    corpus = read_corpus(chosen, settings)
    told = len(corpus.errors)
    corpus, lines = settled(corpus, settings, extract_text, note)
    tell(corpus.errors[told:])
    if output is None:
        sys.stdout.write(lines)
    else:
        try:
            output.write_text(lines, encoding="utf-8")
        except OSError as error:
            raise UsageError(f"--output {output}: cannot be written ({error.strerror or error})") from None
    if left_out := left_out_line(corpus.errors):
        note(left_out)
    if failures(corpus.errors):
        raise typer.Exit(1)


# ------------------------------------------------------------------ before


def _check_output(output: Path, inputs: list[Path]) -> None:
    """UsageError: it cannot be written there, or would take the place of what is read, now or the next time."""
    if not output.parent.is_dir():
        raise UsageError(f"{output}: there is no folder {output.parent} to write it in")
    target = output.resolve()
    for given in inputs:
        there = given.resolve()
        if target == there:
            raise UsageError(f"--output {output}: would take the place of what is read; write it elsewhere")
        if there.is_dir() and target.is_relative_to(there):
            raise UsageError(f"--output {output}: lies among the articles of {given}; write it elsewhere")


def with_open(relations: list[Path] | None, open_: bool) -> list[Path]:
    """The folders of relation files, the shipped open ones among them if wanted; the user's go before."""
    return [*([shipped(OPEN)] if open_ else []), *(relations or ())]


def make_settings(
    model: str,
    world: bool,
    relations: list[Path] | None,
    lexicon: Path | None,
    decisions: Path | None,
    holders: Path | None,
    min_confidence: float,
    strict: bool,
    reading: Reading,
) -> Settings:
    """The settings of a build. Raises DataError for the first fault of a file that was named, before any long work."""
    from kg.build import Settings

    decided = default_decisions(decisions)
    if decided or holders or lexicon:
        _check(decided, holders, lexicon)
    return Settings(
        model, lexicon or shipped("lexicon"), tuple(relations or ()), decided, holders, min_confidence,
        strict=strict, reading=reading, world=world,
    )  # fmt: skip


def _check(decisions: Path | None, holders: Path | None, lexicon: Path | None) -> None:
    from kg.checking import check_decisions, check_holders, check_lexicon

    parts = [check_decisions(decisions), check_holders(holders), check_lexicon(lexicon) if lexicon else ([], [])]
    for faults, _ in parts:
        if faults:
            raise faults[0]


def _manned(settings: Settings, workers: int | None) -> Settings:
    """As many processes as --workers says; without it one for each core, and for a single article none but this."""
    from kg.run.workers import available_cores

    return replace(settings, workers=available_cores() if workers is None else workers, one_here=workers is None)


def _ray(engine: str, address: str | None, home: Path, *, fresh: bool) -> RaySettings | None:
    """Where --engine ray works; None: it was not asked for."""
    from kg.build import RaySettings

    if engine not in {"local", "ray"}:
        raise UsageError(f"--engine {engine}: local or ray")
    return RaySettings(home / "ray", address, fresh) if engine == "ray" else None


def reading_as(map_fields: str | None, encoding: str | None, date_order: str, language: str) -> Reading:
    """How articles are to be read. Raises UsageError naming the option."""
    from kg.read.encodings import check_encoding
    from kg.read.records import Reading

    check_encoding(encoding)
    if date_order not in {"", "dmy", "mdy"}:
        raise UsageError(f"--date-order {date_order}: dmy (3/6 is in June) or mdy (3/6 is in March)")
    if language not in {"en", "any"}:
        raise UsageError(f"--language {language}: en, which is what the rules can read, or any")
    return Reading(mapping=dict(field_mapping(map_fields)), encoding=encoding, date_order=date_order, language=language)


def field_mapping(text: str | None) -> tuple[tuple[str, str], ...]:
    """The pairs of --map. UsageError: one is no pair."""
    pairs = []
    for part in (text or "").split(","):
        if part.strip():
            ours, sign, theirs = part.partition("=")
            if not sign or not theirs.strip():
                raise UsageError(f"--map {text}: {part!r} is not field=name; example: text=body,published=date")
            pairs.append((ours.strip(), theirs.strip()))
    return tuple(pairs)


def _welcome(store: Store) -> None:
    """Three queries worth trying, with their answers."""
    from kg.store.database import run_query
    from kg.terminal import print_table

    for file in sorted((shipped("cypher") / "welcome").glob("*.cypher")):
        title, _, statement = file.read_text(encoding="utf-8").partition("\n")
        result = run_query(store, statement)
        print(f"\n{title.removeprefix('// ')}\n  {' '.join(statement.split())}\n")
        print_table(result.columns, result.rows)


def _say_browser(home: Path) -> None:
    from kg.store import local_neo4j

    connection = local_neo4j.status(home / "neo4j").connection
    if connection is not None:
        print(f"\nNeo4j Browser: {connection.browser}\nuser {connection.user}, password {connection.password}")
