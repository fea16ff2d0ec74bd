"""Dates that are written out in full: in a field of metadata, a header line, a dateline.

In a field, where nothing else is expected, the forms of tools count, too: Unix time, "06-Mar-24", "6 mars 2024".
Relative dates ("on Monday") are another matter and need the article's own date first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1800, 2100
"""A date of other years is a slip or a number, and no date of news."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
"""A month's name or abbreviation; to be used without regard to case."""

_FULL_DATE = re.compile(
    rf"""
    (?<!\d) (?P<y1>\d{{4}}) (?P<sep>[-/.]) (?P<m1>\d{{1,2}}) (?P=sep) (?P<d1>\d{{1,2}}) (?!\d)
  | (?<!\d) (?P<d2>\d{{1,2}}) (?:st|nd|rd|th)? [ -] (?:of[ ])? (?P<m2>{MONTH}) ,? [ -] (?P<y2>\d{{4}}) (?!\d)
  | \b (?P<m3>{MONTH}) [ ]? (?P<d3>\d{{1,2}}) (?:st|nd|rd|th)? ,? [ ] (?P<y3>\d{{4}}) (?!\d)
  | (?<!\d) (?P<d4>\d{{1,2}}) \. (?P<m4>\d{{1,2}}) \. (?P<y4>\d{{4}}) (?!\d)
  | (?<!\d) (?P<a5>\d{{1,2}}) / (?P<b5>\d{{1,2}}) / (?P<y5>\d{{4}}) (?!\d)
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[T ]?\d{4}(?:\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?", re.ASCII)
_UNIX = re.compile(r"(\d{9,10})(\d{3}|\d{6}|\d{9})?(?:\.\d+)?", re.ASCII)
_CLOCK = re.compile(
    rf"\b(?P<m>{MONTH})\s+(?P<d>\d{{1,2}})\s+\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s+[A-Z]{{2,5}}|\s+[+-]\d{{4}})?\s+(?P<y>\d{{4}})\b",
    re.IGNORECASE | re.ASCII,
)
"""As ctime, `date` and Twitter write: "Wed Mar 06 10:00:00 +0000 2024"."""
_NAMED = re.compile(
    r"(?<!\d)(?:(?P<y1>\d{4})(?P<s1>[-./ ]+)(?P<m1>[^\W\d_]{3,10})\.?(?P=s1)(?P<d1>\d{1,2})(?!\d)"
    r"|(?P<d2>\d{1,2})(?:er|\.|º)?(?:[-/ ]| de )?(?P<m2>[^\W\d_]{3,10})\.?"
    r"(?:[-/, ]| del? )?\s?'?(?P<y2>\d{4}|\d{2}(?!:))(?!\d))",
    re.IGNORECASE,
)
"""A month's name between day and year, of whatever language: "06-Mar-24", "6. März 2024", "6 de marzo de 2024"."""
_FIGURES = re.compile(r"(?<!\d)(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})(?![\d:])", re.ASCII)
_NO_DAY = re.compile(
    rf"\d{{4}}|\d{{4}}[-/.]\d{{1,2}}|\d{{1,2}}[-/.]\d{{4}}|{MONTH},?\s+\d{{4}}", re.IGNORECASE | re.ASCII
)
_LANGUAGES = ("fr", "de", "es", "it", "pt", "nl")


def find_dates(text: str) -> Iterator[tuple[int, int, date]]:
    """Yield (start, end, date) of every full date in `text`: day, month and year, none of them guessed.

    Days and months in figures count only where their order is sure: 2025-10-27 and 27.10.2025 are, 10/27/2025 is
    because 27 is no month, 10/11/2025 is not.
    """
    for match in _FULL_DATE.finditer(text):
        found = _date_of(match)
        if found is not None:
            yield match.start(), match.end(), found


def read_date(value: object, order: str = "") -> date:
    """The day a metadata field names: a date, a datetime, Unix time, or text with one full date in it.

    The day is the one written: a time zone moves it nowhere; Unix time is UTC. `order` decides what figures alone do
    not. Raises ValueError, which says what is wrong, where there is no day, several, or none in 1800 to 2100.
    """
    found = value.date() if isinstance(value, datetime) else value
    if not isinstance(found, date):
        text = " ".join(str(value).split())[:100]
        found = _by_number(text) or _written(text, order)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(f"{str(value)[:100]!r} is no date of {FIRST_YEAR} to {LAST_YEAR}")
    return found


def _by_number(text: str) -> date | None:
    """20240306, 20240306T100000Z, Unix time in seconds and in parts of them."""
    if compact := _COMPACT.fullmatch(text):
        day = _day(int(compact[1]), int(compact[2]), int(compact[3]))
        if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR:
            return day
    if unix := _UNIX.fullmatch(text):
        return datetime.fromtimestamp(int(unix[1]), UTC).date()
    return None


def _written(text: str, order: str) -> date:
    found = {day for _, _, day in find_dates(text)} | set(_clocked(text))
    found = found or set(_named(text)) or set(_figures(text, order))
    if len(found) == 1:
        return found.pop()
    if _NO_DAY.fullmatch(text):
        raise ValueError(f"{text!r} names no day")
    if len({day for one in ("dmy", "mdy") for day in _figures(text, one)}) == 2:
        raise ValueError(f"{text!r} may be two dates; --date-order says which")
    raise ValueError(f"{text!r} is no date")


def _clocked(text: str) -> Iterator[date]:
    for match in _CLOCK.finditer(text):
        day = _day(int(match["y"]), _month_number(match["m"]), int(match["d"]))
        if day is not None:
            yield day


def _named(text: str) -> Iterator[date]:
    for match in _NAMED.finditer(text):
        month = _months().get(_folded(match["m1"] or match["m2"]))
        day = _day(_year(match["y1"] or match["y2"]), month, int(match["d1"] or match["d2"])) if month else None
        if day is not None:
            yield day


def _figures(text: str, order: str) -> Iterator[date]:
    """Days in figures whose order is the one given, or sure. Between stops the day is first unless that cannot be."""
    for match in _FIGURES.finditer(text):
        first, second, year = int(match["a"]), int(match["b"]), _year(match["y"])
        sure = max(first, second) > 12 or first == second or match["sep"] == "."
        if order == "mdy" and match["sep"] != ".":
            found = _day(year, first, second)
        elif order == "dmy" or sure:
            found = _day(year, second, first)
        else:
            continue
        if found is None and sure:
            found = _day(year, first, second) or _day(year, second, first)
        if found is not None:
            yield found


def _year(text: str) -> int:
    """Of two figures those from 69 on are of the last century, as POSIX has it."""
    year = int(text)
    return year if len(text) > 2 else year + (1900 if year >= 69 else 2000)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """Names and short forms of months, folded → number; what is another month in another language is left out."""
    from babel.dates import get_month_names  # noqa: PLC0415  slow to load

    found: dict[str, set[int]] = {}
    for language in ("en", *_LANGUAGES):
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, "format", language).items():
                found.setdefault(_folded(name), set()).add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1} | {"sept": 9}


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in plain if letter.isalpha())


def _date_of(match: re.Match[str]) -> date | None:
    part = match.groupdict()
    if part["y1"]:
        year, month, day = part["y1"], part["m1"], part["d1"]
    elif part["y2"] or part["y3"]:
        year, month, day = part["y2"] or part["y3"], part["m2"] or part["m3"], part["d2"] or part["d3"]
    elif part["y4"]:
        year, month, day = part["y4"], part["m4"], part["d4"]
    else:
        first, second = int(part["a5"]), int(part["b5"])
        if first <= 12 and second <= 12 and first != second:
            return None
        year, month, day = part["y5"], str(min(first, second)), str(max(first, second))
    try:
        return date(int(year), _month_number(month), int(day))
    except ValueError:
        return None


def _month_number(name: str) -> int:
    return int(name) if name.isdigit() else _MONTHS.index(name[:3].lower()) + 1
