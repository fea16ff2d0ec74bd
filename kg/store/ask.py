"""The questions of cypher/explore: reading them, their parameters, and what they were asked about.

A file there begins with comments: the question, then a line for each parameter,

    // :param person: Person = #1 Whose meetings
    // :empty no article tells of a meeting of theirs

with its kind (`day`, `number`, `text`, or a kind of entity: `Person`, `Place`, `Organization`, `Office`, `Entity` for
any), its default and what it is. A default is JSON, `latest` or `latest-30` (the newest article's day, or so many days
before), or `#1` (the entity of that kind that most articles mention; `#2` the next; `Place#1` the first place). The
line `:empty` says what an answer without a row means; `:none` says it where that is all, because the question is about
the graph or the texts and not about what happened.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from kg.errors import DataError, UsageError
from kg.paths import shipped
from kg.store.loading import Store, Table, run_query
from kg.store.whom import Found, latest, lookup, whom

ENTITY_KINDS = ("Entity", "Person", "Place", "Organization", "Office")
PARAMETER = re.compile(r"// :param (?P<name>\w+): (?P<kind>\w+) = (?P<default>\S+)(?: (?P<about>.*))?")
EMPTY = re.compile(r"// :(?P<kind>empty|none) (?P<means>.+)")
RELATIVE = re.compile(r"latest(?:-(\d+))?")
RANKED = re.compile(r"([A-Z][a-z]+)?#([1-9]\d*)")
EXAMPLES = {"day": "2025-10-27", "number": "20", "text": '"trade pact"'}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a query; `default` as written in its file."""

    name: str
    kind: str
    default: str
    about: str


@dataclass(frozen=True, slots=True)
class Query:
    """One file of cypher/explore. `cypher` is the whole file: its comments are Cypher too."""

    name: str
    question: str
    parameters: tuple[Parameter, ...]
    cypher: str
    path: Path
    empty: str
    """What it means that no row is found."""
    sure: bool = False
    """Whether that is all it means: of the world it would be no proof."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a parameter stands for: its value, how a person reads it, and why it was chosen where nobody gave it."""

    parameter: Parameter
    value: object
    shown: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a question, and of what it was asked."""

    query: Query
    chosen: tuple[Chosen, ...]
    table: Table


def list_queries() -> list[Query]:
    """All queries by name."""
    return [read_query(name) for name in sorted(path.stem for path in _folder().glob("*.cypher"))]


def read_query(name: str) -> Query:
    """The query of that name. UsageError: there is none. DataError: its header is wrong."""
    path = _folder() / f"{name}.cypher"
    known = [one.stem for one in sorted(_folder().glob("*.cypher"))]
    if name not in known:
        near = get_close_matches(name, known, 3, 0.4)
        raise UsageError(f"no query {name!r}" + (f"; did you mean {' or '.join(near)}?" if near else "; see kg ask"))
    cypher = path.read_text(encoding="utf-8")
    question, *lines = [line for line in cypher.splitlines() if line.startswith("//")]
    parameters = tuple(_parameter(path, line) for line in lines if ":param" in line)
    told = [match for line in lines if (match := EMPTY.fullmatch(line))]
    if len(told) != 1:
        raise DataError(str(path), "one line", 'write "// :empty what it means that no row is found" (or :none)')
    sure = told[0]["kind"] == "none"
    return Query(name, question.removeprefix("//").strip(), parameters, cypher, path, told[0]["means"], sure)


def ask(store: Store, query: Query, given: Mapping[str, str], former: Mapping[str, str] | None = None) -> Answer:
    """Runs a query with parameters as a person typed them; the others have their defaults. `former`: former id → id."""
    chosen = choose(store, query, given, former or {})
    return Answer(query, chosen, run_query(store, query.cypher, values_of(chosen)))


def bind(store: Store, query: Query, given: Mapping[str, str]) -> dict[str, Any]:
    """What `choose` chose, as Neo4j takes it: names as entity ids, days as ISO strings."""
    return values_of(choose(store, query, given))


def choose(
    store: Store, query: Query, given: Mapping[str, str], former: Mapping[str, str] | None = None
) -> tuple[Chosen, ...]:
    """What each parameter of the query stands for.

    UsageError: one the query does not have, of the wrong kind, or a name that means nobody or several.
    """
    unknown = sorted(set(given) - {one.name for one in query.parameters})
    if unknown:
        has = ", ".join(one.name for one in query.parameters) or "none"
        raise UsageError(f"{query.name} has no parameter {unknown[0]!r} (it has {has})")
    return tuple(_chosen(store, one, given.get(one.name), former or {}) for one in query.parameters)


def values_of(chosen: Sequence[Chosen]) -> dict[str, Any]:
    """The values by name of their parameter."""
    return {one.parameter.name: one.value for one in chosen}


def heading(query: Query, chosen: Sequence[Chosen]) -> str:
    """What was asked of whom and as of when: "meetings · person: Anna Berg (most mentioned; --person)"."""
    told = [one for one in chosen if one.parameter.name != "limit" and one.value is not None]
    parts = [f"{one.parameter.name}: {one.shown}{f' ({one.because})' if one.because else ''}" for one in told]
    return " · ".join((query.name, *parts))


def without_rows(query: Query, chosen: Sequence[Chosen]) -> str:
    """What an empty answer means, and what it does not."""
    whom = [f"{one.shown} ({one.value})" for one in chosen if one.parameter.kind in ENTITY_KINDS and one.value]
    of = f" for {' and '.join(whom)}" if whom else ""
    return f"nothing found{of}: {query.empty}." + ("" if query.sure else " That is no proof that it is not so.")


# ------------------------------------------------------------------ parameters


def _parameter(path: Path, line: str) -> Parameter:
    match = PARAMETER.fullmatch(line)
    if match is None or match["kind"] not in (*EXAMPLES, *ENTITY_KINDS):
        raise DataError(str(path), f"parameter line {line!r}", 'write "// :param name: kind = default what it is"')
    return Parameter(match["name"], match["kind"], match["default"], match["about"] or "")


def _chosen(store: Store, parameter: Parameter, text: str | None, former: Mapping[str, str]) -> Chosen:
    if parameter.kind in ENTITY_KINDS:
        if text is None:
            found = _ranked(store, parameter)
            because = f"most mentioned; --{parameter.name} NAME" if found else ""
        else:
            found = whom(store, former.get(text, text), parameter.kind)
            because = f"formerly {text}" if text in former else found.via
        return Chosen(parameter, found.id if found else None, found.name if found else "nobody", because)
    if text is not None:
        value = parse_value(parameter, text)
        return Chosen(parameter, value, str(value))
    default = _default(store, parameter)
    return Chosen(parameter, default, str(default), _why(parameter))


def _why(parameter: Parameter) -> str:
    match = RELATIVE.fullmatch(parameter.default)
    if not match:
        return ""
    of = f"{match[1]} days before the newest article" if match[1] else "newest article"
    return f"{of}; --{parameter.name} DAY"


def _ranked(store: Store, parameter: Parameter) -> Found | None:
    ranked = RANKED.fullmatch(parameter.default)
    if ranked is None:
        return None
    about = {"kind": ranked[1] or parameter.kind, "skip": int(ranked[2]) - 1}
    rows = run_query(store, lookup("most_mentioned"), about).rows
    return Found(str(rows[0][0]), str(rows[0][1])) if rows else None


def parse_value(parameter: Parameter, text: str) -> int | float | str:
    """A day, number or text as typed. UsageError: it is not of that kind."""
    try:
        if parameter.kind == "day":
            return date.fromisoformat(text).isoformat()
        if parameter.kind == "number":
            return int(text) if re.fullmatch(r"[+-]?\d+", text) else float(text)
    except ValueError:
        example = f"--{parameter.name} {EXAMPLES[parameter.kind]}"
        raise UsageError(f"{parameter.name}: {text!r} is not a {parameter.kind}; for example {example}") from None
    return text


def _default(store: Store, parameter: Parameter) -> object:
    if relative := RELATIVE.fullmatch(parameter.default):
        return _days_before_latest(store, int(relative[1] or 0))
    return json.loads(parameter.default)


def _days_before_latest(store: Store, days: int) -> str | None:
    today = latest(store)
    return (today - timedelta(days)).isoformat() if today else None


def _folder() -> Path:
    return shipped("cypher") / "explore"
