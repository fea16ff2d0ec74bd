"""Dates that are written out in full: in a field of metadata, a header line, a dateline.

Relative dates ("on Monday") are another matter and need the article's own date first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

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
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{4,6}Z?)?", re.ASCII)


def find_dates(text: str) -> Iterator[tuple[int, int, date]]:
    """Yield (start, end, date) of every full date in `text`: day, month and year, none of them guessed.

    Days and months in figures count only where their order is sure: 2025-10-27 and 27.10.2025 are, 10/27/2025 is
    because 27 is no month, 10/11/2025 is not.
    """
    for match in _FULL_DATE.finditer(text):
        found = _date_of(match)
        if found is not None:
            yield match.start(), match.end(), found


def read_date(value: object) -> date:
    """The day a metadata field names: a date, a datetime, or text with one full date in it.

    The day is the one written: a time zone moves it nowhere. Raises ValueError where there is no date or several.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()[:100]
    compact = _COMPACT.fullmatch(text)
    if compact is not None:
        return date(int(compact[1]), int(compact[2]), int(compact[3]))
    found = {day for _, _, day in find_dates(text)}
    if len(found) != 1:
        raise ValueError(f"{text!r} is no date")
    return found.pop()


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
