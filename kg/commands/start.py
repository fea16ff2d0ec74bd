"""`kg start FOLDER`: from a folder of articles to questions with answers, for who begins."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands.build import make_settings, reading_as
from kg.commands.building import allow_replacing, bring_up_to_date, load_graph, try_server
from kg.commands.configuration import ARTICLES, FILE, read_configuration
from kg.commands.options import (
    BUILD,
    HOME,
    MODEL,
    Build,
    Confidence,
    Database,
    DecisionsFile,
    Encoding,
    HoldersFile,
    Home,
    Language,
    Lexicon,
    MapFields,
    Model,
    Order,
    Password,
    RelationFolders,
    Uri,
    User,
    World,
    cache_file,
    graph_folder,
)
from kg.errors import UsageError, failures
from kg.run.running import open_store

if TYPE_CHECKING:
    from kg.store.database import Store

QUESTIONS = 3
ROWS = 3
"""Of an answer; the command that is shown with it has them all."""


def start(
    folder: Annotated[Path, typer.Argument(help="A folder of articles, or a file of them.", show_default=False)],
    model: Model = MODEL,
    relations: RelationFolders = None,
    lexicon: Lexicon = None,
    decisions: DecisionsFile = None,
    holders: HoldersFile = None,
    world: World = True,
    map_fields: MapFields = None,
    encoding: Encoding = None,
    date_order: Order = "",
    language: Language = "en",
    min_confidence: Confidence = 0.5,
    uri: Uri = None,
    user: User = "neo4j",
    password: Password = None,
    database: Database = "neo4j",
    home: Home = HOME,
    build: Build = BUILD,
) -> None:
    """Begin with a folder of articles: read it, build the graph, start Neo4j, ask three questions that have answers.

    The folder is noted in `kg.toml`, if there is none yet, so that from then on `kg rebuild` alone reads it again.

    Example: `kg start news/`
    """
    from kg.run.locks import one_at_a_time
    from kg.run.sources import note_sources
    from kg.run.workers import available_cores
    from kg.terminal import note

    if not folder.exists():
        raise UsageError(f"{folder}: no such folder or file of articles")
    settings = make_settings(
        model, world, relations, lexicon, decisions, holders, min_confidence, False,
        reading_as(map_fields, encoding, date_order, language),
    )  # fmt: skip
    settings = replace(settings, workers=available_cores(), one_here=True, cache=cache_file(home))
    with one_at_a_time(build, note):
        allow_replacing(build, [folder], replace=False)
        if uri:
            try_server(uri, user, password, database)
        graph, errors = bring_up_to_date([folder], settings, build)
        note_sources(build, [folder])
        _remember(folder)
        with open_store(uri, user, password, database, home, create=True) as store:
            load_graph(store, graph, graph_folder(build), yes=False)
            _questions(store)
    print(
        "\nkg ask lists all questions, kg show NAME tells of one entity, kg view writes a page, kg browse opens Neo4j"
    )
    if failures(errors):
        raise typer.Exit(1)


def _remember(folder: Path) -> None:
    """Note the folder in kg.toml where there is none; where another is named there, say so."""
    from kg.terminal import note

    if not FILE.exists():
        FILE.write_text(f"{ARTICLES} = [{json.dumps(str(folder))}]  # what kg rebuild reads\n", encoding="utf-8")
        note(f"noted {folder} in {FILE}: from now on kg rebuild alone reads it")
    elif ARTICLES not in read_configuration():
        note(f"kg rebuild {folder} reads it again ({FILE} names no {ARTICLES})")


def _questions(store: Store) -> None:
    from kg.explore.first_questions import answered, command
    from kg.terminal import print_table

    for answer in answered(store, QUESTIONS):
        rows = answer.table.rows
        print(f"\n{answer.query.question}\n  {command(answer)}\n")
        print_table(answer.table.columns, rows[:ROWS])
        if len(rows) > ROWS:
            print(f"… and {len(rows) - ROWS} more")
