"""The patterns of time expressions and the forms they build.

Each rule is one regular expression with named parts. They are joined into a single pass over the text; the parts of
what matched are then read by the rule's own expression. Every repetition is bounded, so that no text makes the pass
take more than linear time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from kg.dates import DayOf, Form, Months, Range, Shift, Unit, Weekday, Which, Window, Years
from kg.timewords import MONTHS, TimeWords

SPACE = r"(?:[^\S\n]{1,3}\n?|\n)"
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
YEAR = r"(?:1\d|20)\d\d(?![\d%]|[.,]\d)"
AFTER_YEAR = rf"(?:{YEAR}|(?:last|this|next|the){SPACE}year)"
PERIOD_PARTS = ["week", "end", "start", "beginning", "middle", "close", "first half", "second half"]
ABOUT = ["about", "around", "nearly", "almost", "roughly", "some", "over", "exactly", "barely", "just"]
ABOUT += ["more than", "less than", "at least", "just over", "just under", "up to"]
ROUGHLY = {"decade": (10, 2), "century": (100, 10)}
"""Years in the unit, and how many more or less "a decade ago" may be."""
Parts = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The pass over the text, and for what it finds: each rule's parts, and what may stand before it."""

    scan: re.Pattern[str]
    parts: Mapping[str, re.Pattern[str]]
    lead: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before a time: where it starts, its preposition in lower case, and "early", "end" and the like."""

    start: int
    preposition: str = ""
    part: str = ""


@cache
def grammar(words: TimeWords) -> Grammar:
    """The compiled rules for these conventions."""
    rules = _rules(words)
    joined = "|".join(f"(?P<{name}>{re.sub(r'[?]P<[a-z_]+>', '?:', body)})" for name, body in rules.items())
    scan = re.compile(rf"(?<![\w$€£¥@#/.,])(?:{joined})(?!\w)")
    return Grammar(scan, {name: re.compile(body) for name, body in rules.items()}, re.compile(_lead_pattern()))


# ------------------------------------------------------------------ patterns


def _either(words: Iterable[str]) -> str:
    """Any of `words`, the longest first; the first letter in either case, blanks as any space."""
    return "(?:" + "|".join(_any_case(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"


def _any_case(word: str) -> str:
    head = f"[{word[0].upper()}{word[0].lower()}]" if word[0].isalpha() else re.escape(word[0])
    return head + re.escape(word[1:]).replace(r"\ ", SPACE)


def _month_names() -> str:
    """Months in full, or cut to three letters (four for September, June and July) as before a day or year."""
    short = {"September": "Sept?", "June": "June?", "July": "July?"}
    return "|".join(rf"{name}|{short.get(name, name[:3])}\.?" for name in MONTHS)


def _rules(words: TimeWords) -> dict[str, str]:
    """The rules by name; of two that fit at one place the earlier one wins."""
    return {**_explicit_rules(words), **_relative_rules(words), **_period_rules(words)}


def _shift_of(unit: str) -> str:
    return rf"(?:of{SPACE})?(?P<shift>last|this|next){SPACE}{unit}"


def _explicit_rules(words: TimeWords) -> dict[str, str]:
    s = SPACE
    month = f"(?P<month>{_month_names()})"
    dated = rf"(?:(?P<dated>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{{0,6}}\.?,?{s}(?:the{s})?)?"
    number = r"[0-3]?\d(?:st|nd|rd|th)?(?![\d%]|[.,:]\d)"
    days = rf"(?P<day>{number})(?:(?:{s}?[-–—]{s}?|{s}(?:to|and){s})(?P<to>{number}))?"
    year = rf"(?:{s}?,?{s}(?:of{s})?(?P<year>{YEAR})|,?{s}{_shift_of('year')})"
    names = "|".join(re.escape(name) for name in sorted(words.named_days, key=lambda name: (-len(name), name)))
    return {
        "iso": r"(?P<year>\d{4})-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?:T[\d:.]{2,15}Z?)?",
        "slash": r"(?P<a>[0-3]?\d)/(?P<b>[0-3]?\d)/(?P<year>\d{4})",
        "dots": r"(?P<day>[0-3]?\d)\.(?P<month>[01]?\d)\.(?P<year>\d{4})",
        "named": rf"(?P<name>{names}){year}?",
        "month_day": rf"{dated}{month}{s}(?:the{s})?{days}{year}?",
        "day_month": rf"{dated}(?:the{s})?{days}{s}(?:of{s})?{month}{year}?",
        "month_year": rf"{month}{year}",
    }


def _relative_rules(words: TimeWords) -> dict[str, str]:
    s = SPACE
    number = rf"(?P<number>\d{{1,4}}|{_either(TENS)}-{_either(ONES)}|{_either([*NUMBERS, *words.vague_numbers])})"
    counted = rf"{number}{s}"
    unit = r"(?P<unit>hour|day|weekend|week|month|quarter|year|decade|centur)(?:s|y|ies)?"
    long_unit = r"(?P<unit>weekend|week|month|quarter|year|decade|centur)y?"
    which = rf"(?P<which>{_either(WHICH)}){s}"
    part_of_day = rf"(?:{s}(?:morning|afternoon|evening|night|lunchtime|noon|midnight))?"
    not_before = "".join(rf"(?<!\b{name}\s)" for name in words.weekday_names["before"])
    not_after = rf"(?!{s}(?:{'|'.join(words.weekday_names['after'])})\b)"
    return {
        "weekday": rf"{not_before}(?:{which})?(?P<weekday>{'|'.join(WEEKDAYS)}){not_after}{part_of_day}"
        rf"(?:{s}{_shift_of('week')})?",
        "day": rf"(?P<day>{_either(DAYS)}){part_of_day}",
        "counted": rf"{counted}{unit}{s}(?P<way>ago|earlier|later|previously|from{s}now|hence)",
        "lapse": rf"(?P<within>[Ii]n|[Ww]ithin){s}(?:{_either(ABOUT)}{s})?{counted}{unit}(?:['’]s?{s}time)?"
        rf"(?!{s}(?:of|or|and|as)\b|-)",
        "narrated": rf"(?:(?P<which>[Tt]he{s}(?:same|next|following|previous)){s}(?P<unit>day)"
        rf"|(?P<which_long>[Tt]he{s}(?:same|following|previous)|[Tt]hat){s}(?P<unit_long>day|week|weekend|month|year))",
        "window": rf"(?:[Tt]he{s}|[Tt]his{s}|[Tt]hese{s})(?P<way>past|last|next|coming){s}"
        rf"(?:{number}{s}{unit}|(?P<unit_bare>week|month|year|decade|centur)y?|(?P<units>day|week|month|year|decade)s)"
        rf"(?!{s}of{s}|-)",
        "window_bare": rf"(?:(?P<way>{_either(['past', 'last', 'next', 'coming'])}){s}{number}{s}{unit}"
        rf"|(?P<way_bare>{_either(['recent', 'coming'])}){s}(?P<units>day|week|month|year|decade)s)(?!{s}of{s}|-)",
        "shift": rf"{which}{long_unit}(?!{s}of{s}|-)",
    }


def _period_rules(words: TimeWords) -> dict[str, str]:
    s = SPACE
    year = rf"(?P<year>{YEAR})"
    of_year = rf"(?:{s}?,?{s}(?:of{s})?(?:{year}|(?P<shift>last|this|next|the){s}year))"
    which = rf"(?P<which>{_either(WHICH)}){s}"
    ordinal = rf"(?:the{s})?(?P<ordinal>{_either(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"
    return {
        "month": rf"(?:{which})?(?P<month>{'|'.join(MONTHS)})",
        "quarter": rf"(?:Q(?P<quarter>[1-4])|{ordinal}{s}quarter){of_year}?",
        "season": rf"(?:{which}|the{s})?(?P<season>{_either(words.seasons)}){of_year}?",
        "decade": rf"(?:the{s})?(?:(?P<century>1\d|20)|['’])(?P<decade>\d)0['’]?s",
        "century": rf"{ordinal}{s}century(?!{s}B\.?C)",
        "years": r"(?P<year>(?:1\d|20)\d\d)[-–—/](?P<to>(?:\d\d)?\d\d)(?![\d%/-]|[.,]\d)",
        "year": rf"{year}(?!-\d)",
        "unit": rf"the{s}(?P<unit>day|week|month|quarter|year|decade|century)",
    }


def _lead_pattern() -> str:
    s = SPACE
    prepositions = "on in at by since until till before after during from between throughout through over within around"
    return (
        rf"(?<!\w)(?:(?P<clause>[Ss]ince{s}(?:[\w’'-]{{1,20}}{s}){{1,6}}?(?:in|on|at){s})"
        rf"|(?:(?P<preposition>[Aa]s{s}of|[Ss]tarting|[Bb]eginning|{_either(prepositions.split())}|for|of|to){s}(?:(?:in|on){s})?))?"
        rf"(?:the{s})?"
        rf"(?:(?P<part>{_either(['early', 'mid', 'late', 'earlier', 'later'])})(?:-|{s}(?:(?:in|on|of){s})?)"
        rf"|(?:[Tt]he{s})?(?:very{s})?(?P<part_of>{_either(PERIOD_PARTS)}){s}of{s})?(?:(?<=\s)the{s})?"
        rf"(?P<about>{_either(ABOUT)}{s})?\Z"
    )


# ------------------------------------------------------------------ forms


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
