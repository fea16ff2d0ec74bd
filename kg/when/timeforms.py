"""The words of time expressions, and the forms that the parts of a match say (kg/when/timegrammar.py finds them)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import cast

from kg.when.dates import DayOf, Form, Months, Range, Shift, Unit, Weekday, Which, Window, Years
from kg.when.timewords import MONTHS, TimeWords

WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NUMBERS = {word: number for number, word in enumerate(ONES + TEENS, 1)} | {
    **{word: 10 * number for number, word in enumerate(TENS, 2)},
    "a": 1,
    "an": 1,
    "half a dozen": 6,
    "a dozen": 12,
    "a hundred": 100,
}
ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
ORDINALS += ["eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth"]
ORDINALS += ["nineteenth", "twentieth", "twenty-first"]
DAYS = {
    **dict.fromkeys(("today", "tonight", "this morning", "this afternoon", "this evening"), 0),
    **dict.fromkeys(("yesterday", "last night"), -1),
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}
WHICH = {"last": -1, "past": -1, "this past": -1, "this": 0, "next": 1, "coming": 1, "this coming": 1}
WHICHES: tuple[Which, Which, Which] = ("last", "this", "next")
ROUGHLY = {"decade": (10, 2), "century": (100, 10)}
"""Years in the unit, and how many more or less "a decade ago" may be."""
Parts = Mapping[str, str | None]


def build(rule: str, parts: Parts, words: TimeWords) -> Form | None:
    """The form that the parts of a match say; None where they say no date (the 13th month, a quarter of a game)."""
    return BUILDERS[rule](parts, words)


def _text(parts: Parts, *names: str) -> str:
    """The first of the parts `names` that matched, in lower case with single blanks; "" for none."""
    return " ".join(next((part for name in names if (part := parts.get(name))), "").lower().split())


def _int(parts: Parts, name: str) -> int | None:
    digits = re.match(r"\d+", parts.get(name) or "")
    return int(digits[0]) if digits else None


def _unit(parts: Parts, *names: str) -> Unit:
    unit = _text(parts, *names)
    return cast("Unit", "century" if unit == "centur" else unit)


def _number(parts: Parts, words: TimeWords) -> tuple[int, int]:
    """From and to: the same, but for vague numbers; a missing one ("the coming days") is a few."""
    text = _text(parts, "number") or "few"
    if text in words.vague_numbers:
        return words.vague_numbers[text]
    value = (
        int(text) if text.isdigit() else sum(NUMBERS[word] for word in ([text] if text in NUMBERS else text.split("-")))
    )
    return value, value


def _month(parts: Parts) -> int:
    month = parts["month"] or ""
    return int(month) if month.isdigit() else 1 + next(n for n, name in enumerate(MONTHS) if name[:3] == month[:3])


def _year_shift(parts: Parts) -> int | None:
    shift = _text(parts, "shift")
    return {"last": -1, "this": 0, "the": 0, "next": 1}.get(shift)


def _which(parts: Parts) -> Which:
    by = WHICH.get(_text(parts, "which"))
    return "" if by is None else WHICHES[by + 1]


def _day(parts: Parts, words: TimeWords) -> Form | None:
    """A date, or two days of one month; a day of the week before it helps to find the year."""
    month, day, year, to = _month(parts), _int(parts, "day") or 0, _int(parts, "year"), _int(parts, "to")
    named = parts.get("dated")
    weekday = next((n for n, name in enumerate(WEEKDAYS) if name[:3] == named), None)
    if not (_exists(month, day) and (to is None or _exists(month, to))):
        return None
    first = DayOf(month, day, year, _year_shift(parts), weekday)
    return first if to is None else Range(first, DayOf(month, to, year, _year_shift(parts)))


def _exists(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= (30 if month in {4, 6, 9, 11} else 29 if month == 2 else 31)


def _slash(parts: Parts, words: TimeWords) -> Form | None:
    a, b, year = _int(parts, "a") or 0, _int(parts, "b") or 0, _int(parts, "year")
    month, day = (a, b) if words.slash_dates == "month-first" else (b, a)
    if not _exists(month, day):
        month, day = day, month
    return DayOf(month, day, year) if _exists(month, day) else None


def _named(parts: Parts, words: TimeWords) -> Form:
    year, month, day = words.named_days[parts["name"] or ""]
    return DayOf(month, day, year or _int(parts, "year"), _year_shift(parts))


def _months(parts: Parts, words: TimeWords) -> Form:
    month = _month(parts)
    return Months(month, month, _int(parts, "year"), _year_shift(parts), _which(parts))


def _season(parts: Parts, words: TimeWords) -> Form:
    first, last = words.seasons[_text(parts, "season")]
    return Months(first, last, _int(parts, "year"), _year_shift(parts), _which(parts))


def _quarter(parts: Parts, words: TimeWords) -> Form | None:
    number = _int(parts, "quarter") or _ordinal(parts)
    if number > 4:
        return None
    return Months(3 * number - 2, 3 * number, _int(parts, "year"), _year_shift(parts))


def _ordinal(parts: Parts) -> int:
    word = _text(parts, "ordinal")
    return ORDINALS.index(word) + 1 if word in ORDINALS else _int(parts, "ordinal") or 0


def _weekday(parts: Parts, words: TimeWords) -> Form:
    return Weekday(WEEKDAYS.index(parts["weekday"] or ""), _which(parts), _year_shift(parts))


def _weekend(parts: Parts, words: TimeWords) -> Form:
    return Weekday(WEEKDAYS.index("Saturday"), days=2)


def _day_word(parts: Parts, words: TimeWords) -> Form:
    by = DAYS[_text(parts, "day")]
    return Shift("day", by, by)


def _counted(parts: Parts, words: TimeWords) -> Form:
    few, many = _number(parts, words)
    way = _text(parts, "way")
    back = way in {"ago", "earlier", "previously"}
    unit = _unit(parts, "unit")
    if unit in ROUGHLY:  # nobody counts the years of "two decades ago"
        (years, slack), unit = ROUGHLY[unit], "year"
        few, many = few * years - slack, many * years + slack
    first, last = (-many, -few) if back else (few, many)
    return Shift(unit, first, last, narrated=way in {"earlier", "previously", "later"})


def _lapse(parts: Parts, words: TimeWords) -> Form:
    few, many = _number(parts, words)
    unit = _unit(parts, "unit")
    return Window(unit, many) if _text(parts, "within") == "within" else Shift(unit, few, many, lapse=True)


def _narrated(parts: Parts, words: TimeWords) -> Form:
    by = {"previous": -1, "next": 1, "following": 1}.get(_text(parts, "which", "which_long").split()[-1], 0)
    return Shift(_unit(parts, "unit", "unit_long"), by, by, narrated=True)


def _window(parts: Parts, words: TimeWords) -> Form:
    unit = _unit(parts, "unit", "unit_bare", "units")
    count = 1 if parts.get("unit_bare") else _number(parts, words)[1]
    return Window(unit, -count if _text(parts, "way", "way_bare") in {"past", "last", "recent"} else count)


def _shift(parts: Parts, words: TimeWords) -> Form:
    by = WHICH[_text(parts, "which")]
    return Shift(_unit(parts, "unit"), by, by)


def _decade(parts: Parts, words: TimeWords) -> Form:
    """ "The '90s" are those of the twentieth century, "the '00s" and "the '10s" of the twenty-first."""
    decade = int(parts["decade"] or 0)
    century = int(parts["century"] or (20 if decade < 2 else 19))
    return Years(100 * century + 10 * decade, 100 * century + 10 * decade + 9)


def _century(parts: Parts, words: TimeWords) -> Form | None:
    number = _ordinal(parts)
    return Years(100 * number - 99, 100 * number) if 1 <= number <= 30 else None


def _years(parts: Parts, words: TimeWords) -> Form | None:
    """ "2010–2014", "2010–14", "2019/20"; not a score or a part number."""
    year, to = parts["year"] or "", parts["to"] or ""
    last = int(to if len(to) == 4 else year[:2] + to)
    return Range(Years(int(year), int(year)), Years(last, last)) if int(year) < last <= int(year) + 200 else None


def _year(parts: Parts, words: TimeWords) -> Form:
    year = _int(parts, "year") or 0
    return Years(year, year)


def _this_unit(parts: Parts, words: TimeWords) -> Form:
    return Shift(_unit(parts, "unit"), 0, 0)


BUILDERS: Mapping[str, Callable[[Parts, TimeWords], Form | None]] = {
    **dict.fromkeys(("iso", "dots", "month_day", "day_month"), _day),
    **dict.fromkeys(("month", "month_year"), _months),
    **dict.fromkeys(("window", "window_bare"), _window),
    "slash": _slash,
    "named": _named,
    "weekday": _weekday,
    "weekend": _weekend,
    "day": _day_word,
    "counted": _counted,
    "lapse": _lapse,
    "narrated": _narrated,
    "shift": _shift,
    "quarter": _quarter,
    "season": _season,
    "decade": _decade,
    "century": _century,
    "years": _years,
    "year": _year,
    "unit": _this_unit,
}
