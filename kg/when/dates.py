"""Forms of time expressions, and the days each stands for.

A form is what the words say ("six years ago" is `Shift("year", -6, -6)`); an interval is what they mean for an
article of a certain day. All intervals are whole days with both ends included; weeks run Monday to Sunday. The
conventions people may argue about stand in lexicon/times.yaml; docs/times.md shows them as a table.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Tense = Literal["past", "present", "future", ""]
Which = Literal["", "last", "this", "next"]
Unit = Literal["hour", "day", "weekend", "week", "month", "quarter", "year", "decade", "century"]
Interval = tuple[date, date]

YEARS_IN: Mapping[str, int] = {"year": 1, "decade": 10, "century": 100}
MONTHS_IN: Mapping[str, int] = {"month": 1, "quarter": 3}


@dataclass(frozen=True, slots=True)
class DayOf:
    """A day of a month. Without `year` the nearest that fits is meant; a `year_shift` of -1 is "last year"."""

    month: int
    day: int
    year: int | None = None
    year_shift: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Months:
    """Months of one year: a month, quarter or season. `last` may pass 12: winter is months 12 to 14."""

    first: int
    last: int
    year: int | None = None
    year_shift: int | None = None
    which: Which = ""


@dataclass(frozen=True, slots=True)
class Years:
    """Years from `first` to `last`: a year, decade or century."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week (0 = Monday); `week` is the week it is said to be in, counted from the base's own.

    `days`: how many from that day on are meant; "the weekend" is two from Saturday on.
    """

    day: int
    which: Which = ""
    week: int | None = None
    days: int = 1


@dataclass(frozen=True, slots=True)
class Shift:
    """Calendar units counted from a base: `first`=`last`=-1 with "week" is last week.

    `narrated`: counted from another time in the text ("two weeks earlier", "the following day"), not from the
    article's date. `lapse`: "in three days", which counts only where something is to come.
    """

    unit: Unit
    first: int
    last: int
    narrated: bool = False
    lapse: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """Up to the base (`count` < 0: "over the past two years") or from it on (`count` > 0: "within a month")."""

    unit: Unit
    count: int


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a form's interval: one of `parts` in lexicon/times.yaml, "earlier", "later", or the "week" of a day."""

    part: str
    of: Form


@dataclass(frozen=True, slots=True)
class Range:
    """From the first day of one form to the last day of another."""

    first: Form
    last: Form


Form = DayOf | Months | Years | Weekday | Shift | Window | Part | Range


@dataclass(frozen=True, slots=True)
class Reading:
    """What an interval depends on besides the words."""

    base: date | None
    tense: Tense
    narrated: Interval | None
    weekday_lookback: int
    year_lookahead: int
    parts: Mapping[str, Mapping[str, tuple[int, int]]]


def interval(form: Form, reading: Reading) -> Interval | None:
    """The days `form` stands for; None where the base it counts from is unknown.

    Raises ValueError or OverflowError for days that do not exist (30 February, the year 0).
    """
    if isinstance(form, Years):
        return date(form.first, 1, 1), date(form.last, 12, 31)
    if isinstance(form, Range):
        return _range(form, reading)
    if isinstance(form, Part):
        return _part(form, reading)
    if isinstance(form, DayOf | Months):
        return _in_a_year(form, reading)
    return _relative(form, reading)


# ------------------------------------------------------------------ arithmetic of days


def month_interval(year: int, first: int, last: int) -> Interval:
    """First day of month `first` to last day of month `last` of `year`; months may lie outside 1 to 12."""
    year_1, month_1 = _normal(year, first)
    year_2, month_2 = _normal(year, last)
    return date(year_1, month_1, 1), date(year_2, month_2, calendar.monthrange(year_2, month_2)[1])


def _normal(year: int, month: int) -> tuple[int, int]:
    return year + (month - 1) // 12, (month - 1) % 12 + 1


def add_units(day: date, unit: Unit, count: int) -> date:
    """`day` moved by `count` units; a day the month does not have becomes its last."""
    if unit == "hour":
        return day + timedelta(days=count // 24 if count < 0 else -(-count // 24))
    if unit in {"day", "week", "weekend"}:
        return day + timedelta(days=count * (1 if unit == "day" else 7))
    months = count * (MONTHS_IN[unit] if unit in MONTHS_IN else 12 * YEARS_IN[unit])
    year, month = _normal(day.year, day.month + months)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def period(day: date, unit: Unit) -> Interval:
    """The calendar unit that holds `day`."""
    if unit in {"hour", "day"}:
        return day, day
    if unit in {"week", "weekend"}:
        monday = day - timedelta(days=day.weekday())
        return monday + timedelta(days=5 if unit == "weekend" else 0), monday + timedelta(days=6)
    if unit in MONTHS_IN:
        size = MONTHS_IN[unit]
        first = (day.month - 1) // size * size + 1
        return month_interval(day.year, first, first + size - 1)
    size = YEARS_IN[unit]
    offset = 1 if unit == "century" else 0
    first = max(1, (day.year - offset) // size * size + offset)
    return date(first, 1, 1), date(first + size - 1, 12, 31)


# ------------------------------------------------------------------ one function per form


def _relative(form: Weekday | Shift | Window, reading: Reading) -> Interval | None:
    base = reading.base
    if isinstance(form, Shift) and form.narrated:
        base = reading.narrated[0] if reading.narrated else None
    if base is None:
        return None
    if isinstance(form, Weekday):
        return _weekday(form, base, reading)
    return _shift(form, base) if isinstance(form, Shift) else _window(form, base)


def _shift(form: Shift, base: date) -> Interval:
    first = period(add_units(base, form.unit, form.first), form.unit)
    last = period(add_units(base, form.unit, form.last), form.unit)
    return (first[0], base) if form.unit == "hour" and form.last < 0 else (first[0], last[1])


def _window(form: Window, base: date) -> Interval:
    other = add_units(base, form.unit, form.count)
    return (other, base) if form.count < 0 else (base, other)


def _weekday(form: Weekday, base: date, reading: Reading) -> Interval:
    monday = base - timedelta(days=base.weekday())
    week = form.week if form.week is not None else {"this": 0, "next": 1}.get(form.which)
    if week is not None:
        day = monday + timedelta(days=7 * week + form.day)
    else:
        back = (base.weekday() - form.day) % 7
        day = base + timedelta(days=-back if _looks_back(back, form.which, reading) else 7 - back)
        if form.which == "last" and back == 0:
            day = base - timedelta(days=7)
    return day, day + timedelta(days=form.days - 1)


def _looks_back(days_back: int, which: Which, reading: Reading) -> bool:
    if which == "last" or reading.tense == "past" or days_back == 0:
        return True
    if reading.tense == "future":
        return False
    return days_back <= (3 if reading.tense == "present" else reading.weekday_lookback)


def _in_a_year(form: DayOf | Months, reading: Reading) -> Interval | None:
    year = form.year
    if year is None and form.year_shift is not None and reading.base:
        year = reading.base.year + form.year_shift
    if year is not None:
        return _of_year(form, year)
    if reading.base is None or form.year_shift is not None:
        return None
    candidates = _candidates(form, reading.base)
    if isinstance(form, DayOf) and form.weekday is not None:
        return _nearest_with(form.weekday, candidates, reading.base)
    which = form.which if isinstance(form, Months) else ""
    return _choose(candidates, which, reading.base, reading) if candidates else None


def _of_year(form: DayOf | Months, year: int) -> Interval:
    if isinstance(form, Months):
        return month_interval(year, form.first, form.last)
    day = date(year, form.month, form.day)
    return day, day


def _candidates(form: DayOf | Months, base: date) -> list[Interval]:
    """The form in the years around `base`, earliest first."""
    days: list[Interval] = []
    for year in range(max(1, base.year - 8), min(9998, base.year + 8) + 1):  # a leap day may be eight years off
        try:
            days.append(_of_year(form, year))
        except ValueError:
            continue
    return days


def _nearest_with(weekday: int, candidates: list[Interval], base: date) -> Interval:
    """The day nearest to `base` that falls on `weekday`, which tells the year better than any tense."""
    fit = [day for day in candidates if day[0].weekday() == weekday] or candidates
    return min(fit, key=lambda day: (abs((day[0] - base).days), day))


def _choose(candidates: list[Interval], which: Which, base: date, reading: Reading) -> Interval:
    """One of `candidates`: the last before, the next after, the one of this year, or what the tense asks for."""
    if which == "last":
        return next((c for c in reversed(candidates) if c[1] < base), candidates[0])
    if which == "next":
        return next((c for c in candidates if c[0] > base), candidates[-1])
    if which == "this":
        return min(candidates, key=lambda c: (abs(c[0].year - base.year), c))
    last = next((c for c in reversed(candidates) if c[0] <= base), candidates[0])
    ahead = next((c for c in candidates if c[1] >= base), candidates[-1])
    if reading.tense in {"past", "future"}:
        return last if reading.tense == "past" else ahead
    return ahead if (ahead[0] - base).days <= reading.year_lookahead else last


def _part(form: Part, reading: Reading) -> Interval | None:
    whole = interval(form.of, reading)
    if whole is None:
        return None
    if form.part in {"earlier", "later"}:
        return _clip(whole, form.part, reading.base)
    if form.part == "week":
        return period(whole[0], "week")
    unit = _unit(whole)
    share = reading.parts[form.part].get(unit)
    return _share(whole, unit, *share) if share else whole


def _clip(whole: Interval, part: str, base: date | None) -> Interval:
    """What of `whole` lies up to or from the base, where it is inside: "earlier this month", "later this week"."""
    if base is None or not whole[0] <= base <= whole[1]:
        return whole
    return (whole[0], base) if part == "earlier" else (base, whole[1])


def _unit(whole: Interval) -> str:
    """The calendar unit an interval is: "year", "month", "week", "decade", "century" or none ("")."""
    start, end = whole
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return {1: "year", 10: "decade", 100: "century"}.get(end.year - start.year + 1, "")
    if start.day == 1 and whole == period(start, "month"):
        return "month"
    return "week" if whole == period(start, "week") else ""


def _share(whole: Interval, unit: str, first: int, last: int) -> Interval:
    start, end = whole
    if unit == "year":
        return month_interval(start.year, first, last)
    if unit in {"decade", "century"}:
        return date(start.year + first - 1, 1, 1), date(start.year + last - 1, 12, 31)
    return start + timedelta(days=first - 1), min(end, start + timedelta(days=last - 1))


def _range(form: Range, reading: Reading) -> Interval | None:
    """From the first to the last; ends the wrong way round are set right by moving one by a year or a week."""
    first, last = interval(form.first, reading), interval(form.last, reading)
    if first is None or last is None:
        return None
    if first[0] > last[1]:
        step: Unit = "week" if isinstance(form.first, Weekday) else "year"
        moved = add_units(last[1], step, 1) if reading.tense == "future" else add_units(first[0], step, -1)
        first, last = ((first, (last[0], moved))) if reading.tense == "future" else ((moved, first[1]), last)
    return (first[0], last[1]) if first[0] <= last[1] else None
