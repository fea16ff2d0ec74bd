"""`kg ask`: the questions of cypher/explore, listed and answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands.completion import question_names
from kg.commands.options import (
    BUILD,
    HOME,
    AsCsv,
    AsJson,
    Build,
    Database,
    Home,
    Password,
    Uri,
    User,
    graph_folder,
    print_json,
    print_rows,
)
from kg.errors import UsageError
from kg.run.running import open_store

if TYPE_CHECKING:
    from kg.store.ask import Query
    from kg.store.database import Store


def ask(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            help="The name of a question, or one in words; without it all are listed.", autocompletion=question_names
        ),
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    uri: Uri = None,
    user: User = "neo4j",
    password: Password = None,
    database: Database = "neo4j",
    home: Home = HOME,
    build: Build = BUILD,
) -> None:
    """Answer a question about the graph; alone: list the questions with their parameters.

    Parameters of a question are options. Names may be aliases, ids or descriptions of a post. A question in words is
    matched to one of the list by rules, and how it was understood is said.

    ```
    kg ask meetings --person "Donald Trump"
    kg ask "who met the U.S. president in October?"
    ```
    """
    from kg.graph.former_ids import former_ids
    from kg.store.ask import ask as ask_store
    from kg.store.ask import heading, list_queries, read_query, without_rows
    from kg.terminal import note

    if name is None:
        if context.args:
            raise UsageError(f"{context.args[0]}: which question? kg ask lists them")
        queries = list_queries()
        if as_json:
            print_json(
                [{"name": one.name, "question": one.question, "parameters": _parameters(one)} for one in queries]
            )
            return
        rows = [(one.name, one.question, _options(one)) for one in queries]
        print_rows(("name", "question", "parameters"), rows, as_json=False, as_csv=as_csv)
        return
    words, options = _words_and_options(name, context.args)
    given = parameters_of(options)
    query = read_query(words) if " " not in words else None
    with open_store(uri, user, password, database, home) as store:
        if query is None:
            query, given = _in_words(store, words, given)
        answer = ask_store(store, query, given, former_ids(graph_folder(build)))
    note(heading(query, answer.chosen))
    if not answer.table.rows:
        note(without_rows(query, answer.chosen))
    if answer.table.rows or as_json or as_csv:
        print_rows(answer.table.columns, answer.table.rows, as_json=as_json, as_csv=as_csv)
    limit = next((one.value for one in answer.chosen if one.parameter.name == "limit"), None)
    if len(answer.table.rows) == limit:
        note(f"the first {limit} only: --limit N shows more")


def _words_and_options(name: str, arguments: list[str]) -> tuple[str, list[str]]:
    """The words of a question, quoted or not, and the options behind them."""
    at = next((at for at, one in enumerate(arguments) if one.startswith("--")), len(arguments))
    return " ".join((name, *arguments[:at])).strip(), arguments[at:]


def _in_words(store: Store, words: str, given: dict[str, str]) -> tuple[Query, dict[str, str]]:
    """The question that words ask, with its parameters; it is said how they were understood."""
    from kg.explore.asking import understand
    from kg.store.ask import read_query
    from kg.terminal import note

    found = understand(store, words)
    note(f"understood as: {found.command()}")
    if found.aside:
        note(f"left aside: {', '.join(found.aside)}")
    return read_query(found.name), found.given | given


def parameters_of(arguments: list[str]) -> dict[str, str]:
    """`--person "Anna Berg" --since=2025-10-01` as names and values. UsageError: a name without a value."""
    given: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        name, sign, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or not name:
            raise UsageError(f'{word!r}: parameters are options, such as --person "Anna Berg"')
        if not sign and not rest:
            raise UsageError(f"{word} has no value")
        given[name.replace("-", "_")] = value if sign else rest.pop(0)
    return given


def _parameters(query: Query) -> list[dict[str, str]]:
    return [{"name": p.name, "kind": p.kind, "default": p.default, "about": p.about} for p in query.parameters]


def _options(query: Query) -> str:
    return " ".join(f"--{parameter.name}" for parameter in query.parameters)
