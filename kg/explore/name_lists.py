"""Lists of names to look for: a CSV with a column of names, or FollowTheMoney's entities, one JSON object a line.

Both are what OpenSanctions and others hand out: `targets.simple.csv` and `entities.ftm.json`. Of a list only names,
kinds, countries and Wikidata ids are read; nothing of it gets into the graph.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DataError, UsageError

NAME, ALIASES = ("name", "caption", "fullname", "label"), ("alias", "aliases", "weakalias", "alsoknownas", "aka")
KIND, COUNTRY = ("schema", "type", "kind"), ("country", "countries", "nationality", "citizenship", "jurisdiction")
IDENT, WIKIDATA, FIRST, LAST = ("id",), ("wikidataid", "wikidata", "qid"), ("firstname",), ("lastname", "surname")
"""Columns and properties, without case, blanks and lines between words."""
KINDS: Mapping[str, frozenset[str]] = {
    "person": frozenset({"Person"}),
    "organization": frozenset({"Organization"}),
    "organisation": frozenset({"Organization"}),
    "company": frozenset({"Organization"}),
    "publicbody": frozenset({"Organization"}),
    "legalentity": frozenset({"Person", "Organization"}),
    "place": frozenset({"Place"}),
    "country": frozenset({"Place"}),
}
"""Kind or FollowTheMoney's schema → labels of the graph; "" is each of them."""
ANY = frozenset({"Person", "Organization", "Place"})
QID = re.compile(r"Q[1-9]\d*")
LONGEST = 131_072
"""Characters of a cell; a longer one is a quotation mark that is never closed."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of a list. `line` is where it begins; `kinds` the labels it may have; countries are in lower case."""

    line: int
    ident: str
    name: str
    aliases: tuple[str, ...] = ()
    kinds: frozenset[str] = ANY
    countries: frozenset[str] = frozenset()
    qid: str = ""


@dataclass(frozen=True, slots=True)
class NameList:
    """The entries that can be in a graph, and how many of which kinds cannot: ships, aircraft, wallets."""

    entries: tuple[Listed, ...]
    others: Mapping[str, int]


def read_list(path: Path) -> NameList:
    """UsageError: there is no such file. DataError: it is no list, has no names, or a line is damaged."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: no list to read ({error.strerror or error})") from None
    except UnicodeDecodeError as error:
        raise DataError(str(path), f"is not UTF-8 at byte {error.start}", "save it as UTF-8") from error
    rows = _json_rows(path, text) if text.lstrip().startswith("{") else _csv_rows(path, text)
    entries, others = [], Counter[str]()
    for line, row in rows:
        kind = next(iter(_first(row, KIND)), "")
        kinds = KINDS.get(_plain(kind)) if kind else ANY
        if kinds is None:
            others[kind] += 1
        elif entry := _entry(line, row, kinds):
            entries.append(entry)
    if not entries and not others:
        raise DataError(str(path), "holds no name", "write a header line with a column name, and a name a line")
    return NameList(tuple(entries), dict(others))


Row = Mapping[str, Sequence[str]]
"""Plain field name → its values."""


def _entry(line: int, row: Row, kinds: frozenset[str]) -> Listed | None:
    """None: no name stands there."""
    names = list(_first(row, NAME)) or [" ".join([*_first(row, FIRST), *_first(row, LAST)])]
    if not names[0]:
        return None
    ident = next(iter(_first(row, IDENT)), "")
    wikidata = next(iter(_first(row, WIKIDATA)), ident)
    aliases = [*names[1:], *(alias for field in ALIASES for alias in row.get(field, ()))]
    countries = {one.casefold() for field in COUNTRY for one in row.get(field, ())}
    qid = wikidata if QID.fullmatch(wikidata) else ""
    return Listed(line, ident, names[0], tuple(dict.fromkeys(aliases)), kinds, frozenset(countries), qid)


def _first(row: Row, fields: Sequence[str]) -> Sequence[str]:
    return next((row[field] for field in fields if row.get(field)), ())


def _json_rows(path: Path, text: str) -> Iterator[tuple[int, Row]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
            properties = found["properties"]
            row = {_plain(name): [str(one) for one in values] for name, values in properties.items()}
            caption = str(found.get("caption", ""))
            tops = {"schema": str(found["schema"]), "id": str(found["id"])} | ({"caption": caption} if caption else {})
        except (ValueError, TypeError, KeyError, AttributeError):
            fault = "is no entity of FollowTheMoney"
            raise DataError(f"{path}:{number}", fault, 'write {"id": …, "schema": …, "properties": {…}}') from None
        yield number, row | {name: [value] for name, value in tops.items()}


def _csv_rows(path: Path, text: str) -> Iterator[tuple[int, Row]]:
    header = text.partition("\n")[0]
    delimiter = max(",;\t|", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        columns = next(reader, [])
        fields = [_plain(column) for column in columns]
        if not set(fields) & {*NAME, *LAST}:
            has = ", ".join(columns) or "none"
            raise DataError(f"{path}:1", f"has no column of names (its columns: {has})", "call one of them name")
        for cells in reader:
            if any(len(cell) > LONGEST for cell in cells):  # csv's own limit is the process's, and others raise it
                raise csv.Error(f"field larger than field limit ({LONGEST})")
            yield (
                reader.line_num,
                {field: _values(field, cell) for field, cell in zip(fields, cells, strict=False) if cell.strip()},
            )
    except csv.Error as error:
        raise DataError(f"{path}:{reader.line_num}", str(error), "mend the line") from error


def _values(field: str, cell: str) -> list[str]:
    several = field in {*ALIASES, *COUNTRY}
    return [one.strip() for one in (re.split(r"[;|]", cell) if several else [cell]) if one.strip()]


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())
