"""The questions of cypher/explore: reading them, their parameters, and whom a name means.

A file there begins with comments: the question, then a line for each parameter,

    // :param person: Person = #1 Whose meetings

with its kind (`day`, `number`, `text`, or a kind of entity: `Person`, `Place`, `Organization`, `Office`, `Entity` for
any), its default and what it is. A default is JSON, `latest` or `latest-30` (the newest article's day, or so many days
before), or `#1` (the entity of that kind that most articles mention; `#2` the next; `Place#1` the first place).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import DataError, UsageError
from kg.paths import shipped
from kg.store.loading import Store, Table, run_query

ENTITY_KINDS = ("Entity", "Person", "Place", "Organization", "Office")
PARAMETER = re.compile(r"// :param (?P<name>\w+): (?P<kind>\w+) = (?P<default>\S+)(?: (?P<about>.*))?")
RELATIVE = re.compile(r"latest(?:-(\d+))?")
RANKED = re.compile(r"([A-Z][a-z]+)?#([1-9]\d*)")
EXAMPLES = {"day": "2025-10-27", "number": "20", "text": '"trade pact"'}
LUCENE = re.compile(r'([+\-!(){}\[\]^"~*?:\\/&|])')
CANDIDATES = 8
"""Names shown where one is ambiguous or unknown."""


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


@dataclass(frozen=True, slots=True)
class Found:
    """An entity that a name may mean, and how well the name fits (the higher, the better)."""

    id: str
    name: str
    type: str
    aliases: tuple[str, ...]
    mentions: int
    score: float


def list_queries() -> list[Query]:
    """All queries by name."""
    return [read_query(path.stem) for path in sorted(_folder().glob("*.cypher"))]


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
    return Query(name, question.removeprefix("//").strip(), parameters, cypher, path)


def ask(store: Store, query: Query, given: Mapping[str, str]) -> Table:
    """Runs a query with parameters as a person typed them; the others have their defaults."""
    return run_query(store, query.cypher, bind(store, query, given))


def bind(store: Store, query: Query, given: Mapping[str, str]) -> dict[str, Any]:
    """The query's parameters as Neo4j takes them: names as entity ids, days as ISO strings.

    UsageError: one the query does not have, of the wrong kind, or a name that means nobody or several.
    """
    unknown = sorted(set(given) - {one.name for one in query.parameters})
    if unknown:
        has = ", ".join(one.name for one in query.parameters) or "none"
        raise UsageError(f"{query.name} has no parameter {unknown[0]!r} (it has {has})")
    return {one.name: _value(store, one, given.get(one.name)) for one in query.parameters}


def find_entities(store: Store, text: str, kind: str = "Entity", limit: int = 20) -> list[Found]:
    """Entities whose names fit, the best first: all words in order, then all words, then words spelt alike."""
    query = lucene(text)
    if not query:
        return []
    rows = run_query(store, _lookup("find"), {"query": query, "kind": kind, "limit": limit}).rows
    return [Found(ident, name, type_, tuple(also), count, score) for ident, name, type_, also, count, score in rows]


def entity_id(store: Store, text: str, kind: str = "Entity") -> str:
    """The id of the entity that an id or name means.

    An exact id or name decides; else the only one with all words in one of its names; of several of those the only one
    that goes by just this. UsageError: nobody (the nearest are named), or several (they are named).
    """
    exact = run_query(store, _lookup("named"), {"text": text, "kind": kind}).rows
    if len(exact) == 1 or (exact and exact[0][0] == text):
        return str(exact[0][0])
    found = find_entities(store, text, kind, 200)
    whole = [one for one in found if any(_folded(text) == _folded(name) for name in (one.name, *one.aliases))]
    partly = [one for one in found if any(_contains(name, text) for name in (one.name, *one.aliases))]
    for candidates in (whole, partly):
        if len(candidates) == 1:
            return candidates[0].id
        if candidates:
            raise UsageError(f"{text!r} may be {_named(candidates)}: give the id")
    near = f"; the nearest: {_named(found)}" if found else ""
    raise UsageError(f"no {kind.lower()} called {text!r} in the graph{near}")


def lucene(text: str) -> str:
    """A full-text query for a name as typed: the phrase, or all its words, or each word give or take two letters."""
    words = re.findall(r"\S+", text)
    escaped = [word for word in (LUCENE.sub(r"\\\1", word) for word in words) if re.search(r"\w", word)]
    if not escaped:
        return ""
    plain = [word.lower() if word in ("AND", "OR", "NOT", "TO") else word for word in escaped]
    phrase, every = " ".join(plain), " AND ".join(plain)
    return f'"{phrase}"^8 OR ({every})^4 OR {" OR ".join(f"{word}*" for word in plain)} OR ' + " ".join(
        f"{word}~" for word in plain
    )


# ------------------------------------------------------------------ parameters


def _parameter(path: Path, line: str) -> Parameter:
    match = PARAMETER.fullmatch(line)
    if match is None or match["kind"] not in (*EXAMPLES, *ENTITY_KINDS):
        raise DataError(str(path), f"parameter line {line!r}", 'write "// :param name: kind = default what it is"')
    return Parameter(match["name"], match["kind"], match["default"], match["about"] or "")


def _value(store: Store, parameter: Parameter, text: str | None) -> object:
    if text is None:
        return _default(store, parameter)
    if parameter.kind in ENTITY_KINDS:
        return entity_id(store, text, parameter.kind)
    return parse_value(parameter, text)


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
    if ranked := RANKED.fullmatch(parameter.default):
        about = {"kind": ranked[1] or parameter.kind, "skip": int(ranked[2]) - 1}
        rows = run_query(store, _lookup("most_mentioned"), about).rows
        return rows[0][0] if rows else None
    return json.loads(parameter.default)


def _days_before_latest(store: Store, days: int) -> str | None:
    rows = run_query(store, _lookup("latest")).rows
    return (date.fromisoformat(rows[0][0]) - timedelta(days)).isoformat() if rows else None


# ------------------------------------------------------------------ names


def _named(found: Sequence[Found]) -> str:
    shown = ", ".join(f"{one.name} ({one.id})" for one in found[:CANDIDATES])
    return shown + (f" and {len(found) - CANDIDATES} more" if len(found) > CANDIDATES else "")


def _folded(text: str) -> str:
    """The words without case and marks, one space between them."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return " ".join(re.findall(r"\w+", plain.casefold()))


def _contains(name: str, text: str) -> bool:
    return set(_folded(text).split()) <= set(_folded(name).split())


def _folder() -> Path:
    return shipped("cypher") / "explore"


@cache
def _lookup(name: str) -> str:
    return (shipped("cypher") / "lookup" / f"{name}.cypher").read_text(encoding="utf-8")
