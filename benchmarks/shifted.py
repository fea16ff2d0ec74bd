"""An archive several times over: each copy of its articles tells of other people, firms, figures and days.

Names are exchanged for names of the same kind that are about as frequent, so that the copies name as many as the
archive does, and as often. Days are moved by some hundred, in the text too, and the digits of figures are exchanged.
That alone would make copies one story with what they are of, so longer words are exchanged for such as end alike.
Places and offices stay. The same seed gives the same articles.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from kg.know.first_names import first_name_gender
from kg.know.gazetteer import load_gazetteer

Rows = list[dict[str, Any]]
DAYS = (300, 400)
"""By how many each copy is moved, beyond the one before."""
LONG = 5
"""Letters of a word that is exchanged, at least."""
COMMONEST = 100
"""Words that stay, most of which are grammar."""
ALIKE = 12
"""Names that are neighbours by frequency, among which they are exchanged."""
_MARK = "-copy-"
"""Stands in the id of a copy before its number."""
_MONTHS = ["Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"]
_INSIDE = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+\b")
"""A word that is capitalised within a sentence."""
_PLAIN = re.compile(r"\b[a-z]+\b")
_VERBAL = ("ed", "es", "ing")
"""How words end that are mostly verbs: what they say is to stay."""
_PARTS = re.compile(
    rf"\b(?P<month>{'|'.join(_MONTHS)})(?P<dot>\.?) (?P<day>[1-3]?\d)\b|\b(?P<year>19\d\d)\b|(?P<figure>\d+)"
    r"|\b(?P<name>[A-Za-z][A-Za-z]+)\b"
)
_STAYS = {*_MONTHS, "January", "February", "September", "October", "November", "Mr", "Mrs", "Dr"} | {
    *("Corp", "Inc", "Co", "Ltd", "Plc", "Bank", "Group")
}


def shifted(rows: Sequence[Mapping[str, Any]], times: int, seed: int = 1) -> Rows:
    """The rows, then their copies, `times` in all; the ids of a copy end in its number."""
    found: Rows = [dict(row) for row in rows]
    kinds = _kinds(rows)
    random, days = Random(seed), 0  # noqa: S311  no secret
    for number in range(1, times):
        days += random.randint(*DAYS)
        change = _changes({one: other for names in kinds for one, other in _exchanged(names, random)}, days, random)
        found += [_copy(row, number, days, change) for row in rows]
    return found


def copy_of(article: str) -> int:
    """The number of the copy that an article of that id is of; 0: of the archive itself."""
    return int(article.rpartition(_MARK)[2] if _MARK in article else 0)


def _kinds(rows: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """First names, other names, and words that end alike; the most frequent of each first."""
    plain, inside = Counter[str](), Counter[str]()
    for row in rows:
        plain.update(_PLAIN.findall(row["text"]))
        inside.update(_INSIDE.findall(row["text"]))
    gazetteer = load_gazetteer()
    kinds = defaultdict[str, list[str]](list)
    for word, _ in inside.most_common():
        if not (word in _STAYS or word.lower() in plain or gazetteer.place(word) or gazetteer.demonym(word)):
            kinds["first" if first_name_gender(word) else "name"].append(word)
    for word, _ in plain.most_common()[COMMONEST:]:
        if len(word) >= LONG and not word.endswith(_VERBAL):
            kinds[f"-{word[-2:]}"].append(word)
    return list(kinds.values())


def _exchanged(names: Sequence[str], random: Random) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for start in range(0, len(names), ALIKE):
        some = names[start : start + ALIKE]
        found += zip(some, random.sample(some, len(some)), strict=True)
    return found


def _changes(other: Mapping[str, str], days: int, random: Random) -> Callable[[re.Match[str]], str]:
    digits = str.maketrans("123456789", "".join(random.sample("123456789", 9)))
    upper = {one.upper(): new.upper() for one, new in other.items()}

    def change(match: re.Match[str]) -> str:
        if match["month"]:
            day = date(1987, _MONTHS.index(match["month"]) + 1, 1) + timedelta(int(match["day"]) - 1 + days)
            return f"{_MONTHS[day.month - 1]}{match['dot']} {day.day}"
        if match["year"]:
            return str(int(match["year"]) + round(days / 365))
        if match["figure"]:
            return match["figure"].translate(digits)
        word = match["name"]
        return other.get(word) or upper.get(word, word)

    return change


def _copy(row: Mapping[str, Any], number: int, days: int, change: Callable[[re.Match[str]], str]) -> dict[str, Any]:
    day = date.fromisoformat(row["date"]) + timedelta(days)
    text, title = (_PARTS.sub(change, row[name]) for name in ("text", "title"))
    return {**row, "id": f"{row['id']}{_MARK}{number}", "title": title, "date": day.isoformat(), "text": text}
