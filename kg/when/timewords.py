"""The words of lexicon/times.yaml, checked and typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

from kg.datafiles import read_yaml
from kg.errors import DataError
from kg.paths import shipped

UNITS = ("year", "month", "week", "decade", "century")
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"]
MONTHS.append("December")
PARTS = ("early", "mid", "late", "start", "end", "first half", "second half")
DATE = re.compile(r"(?:(\d{4})-)?(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True, eq=False)  # compared by identity, so that compiled patterns can be kept for it
class TimeWords:
    """Conventions for reading times; the fields are the keys of lexicon/times.yaml, which explains each."""

    weekday_lookback_days: int
    year_lookahead_days: int
    slash_dates: Literal["month-first", "day-first"]
    parts: Mapping[str, Mapping[str, tuple[int, int]]]
    seasons: Mapping[str, tuple[int, int]]
    vague_numbers: Mapping[str, tuple[int, int]]
    ambiguous_months: Mapping[str, frozenset[str]]
    named_days: Mapping[str, tuple[int | None, int, int]]
    weekday_names: Mapping[str, tuple[str, ...]]
    counted_nouns: tuple[str, ...]


@cache
def time_words(path: Path | None = None) -> TimeWords:
    """Read `path` or the lexicon/times.yaml that came with kg. Raises DataError naming the field that is wrong."""
    path = path or shipped("lexicon") / "times.yaml"
    return _checked(read_yaml(path), str(path))


def _checked(data: dict[str, Any], where: str) -> TimeWords:
    fields = set(TimeWords.__slots__)
    for name in sorted(fields ^ set(data)):
        raise DataError(where, f"field '{name}' is {'unknown' if name in data else 'missing'}")
    if data["slash_dates"] not in {"month-first", "day-first"}:
        raise DataError(where, f"slash_dates: {data['slash_dates']!r}", "month-first or day-first")
    return TimeWords(
        weekday_lookback_days=_count(data, "weekday_lookback_days", where),
        year_lookahead_days=_count(data, "year_lookahead_days", where),
        slash_dates=data["slash_dates"],
        parts=_parts(data["parts"], where),
        seasons=_pairs(data["seasons"], "seasons", where),
        vague_numbers=_pairs(data["vague_numbers"], "vague_numbers", where),
        ambiguous_months=_ambiguous(data["ambiguous_months"], where),
        named_days={name: _named_day(name, value, where) for name, value in data["named_days"].items()},
        weekday_names={side: _words(data["weekday_names"], side, where) for side in ("before", "after")},
        counted_nouns=_words(data, "counted_nouns", where),
    )


def _count(data: dict[str, Any], name: str, where: str) -> int:
    if not isinstance(data[name], int) or data[name] < 0:
        raise DataError(where, f"{name}: {data[name]!r}", "a number of days")
    return cast("int", data[name])


def _words(data: object, name: str, where: str) -> tuple[str, ...]:
    words = data.get(name) if isinstance(data, dict) else None
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise DataError(where, f"{name}: {words!r}", "a list of words")
    return tuple(words)


def _pairs(data: object, name: str, where: str) -> dict[str, tuple[int, int]]:
    if not isinstance(data, dict):
        raise DataError(where, f"{name}: {data!r}", "word: [from, to]")
    for word, pair in data.items():
        if not (isinstance(pair, list) and len(pair) == 2 and all(isinstance(n, int) for n in pair)):
            raise DataError(where, f"{name}.{word}: {pair!r}", "[from, to]")
        if pair[0] > pair[1]:
            raise DataError(where, f"{name}.{word}: {pair!r} ends before it starts")
    return {str(word): (pair[0], pair[1]) for word, pair in data.items()}


def _parts(data: object, where: str) -> dict[str, dict[str, tuple[int, int]]]:
    if not isinstance(data, dict) or set(data) != set(PARTS):
        raise DataError(where, "parts", f"exactly {', '.join(PARTS)}")
    parts = {name: _pairs(units, f"parts.{name}", where) for name, units in data.items()}
    for name, units in parts.items():
        if unknown := sorted(set(units) - set(UNITS)):
            raise DataError(where, f"parts.{name}.{unknown[0]}", f"one of {', '.join(UNITS)}")
    return parts


def _ambiguous(data: object, where: str) -> dict[str, frozenset[str]]:
    if not isinstance(data, dict):
        raise DataError(where, f"ambiguous_months: {data!r}", "month: [words before it]")
    if unknown := sorted(set(data) - set(MONTHS)):
        raise DataError(where, f"ambiguous_months.{unknown[0]}", "an English month")
    return {month: frozenset(_words(data, month, where)) for month in data}


def _named_day(name: str, value: object, where: str) -> tuple[int | None, int, int]:
    match = DATE.fullmatch(str(value))
    if not match:
        raise DataError(where, f"named_days.{name}: {value!r}", "MM-DD or YYYY-MM-DD")
    year, month, day = match.groups()
    return int(year) if year else None, int(month), int(day)
