"""The patterns of time expressions.

Each rule is one regular expression with named parts. They are joined into a single pass over the text; the parts of
what matched are then read by the rule's own expression. Every repetition is bounded, so that no text makes the pass
take more than linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kg.when.timeforms import DAYS, NUMBERS, ONES, ORDINALS, TENS, WEEKDAYS, WHICH
from kg.when.timewords import MONTHS, TimeWords

SPACE = r"(?:[^\S\n]{1,3}\n?|\n)"
YEAR = r"(?:1\d|20)\d\d(?![\d%]|[.,]\d)"
AFTER_YEAR = rf"(?:{YEAR}|(?:last|this|next|the){SPACE}year)"
PERIOD_PARTS = ["week", "end", "start", "beginning", "middle", "close", "first half", "second half"]
ABOUT = ["about", "around", "nearly", "almost", "roughly", "some", "over", "exactly", "barely", "just"]
ABOUT += ["more than", "less than", "at least", "just over", "just under", "up to"]
LETTERS = 3
"""So many of the first letters of a time are looked at before it is read."""


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
    scan = re.compile(rf"(?<![\w$€£¥@#/.,])(?={_beginnings(words)})(?:{joined})(?!\w)")
    return Grammar(scan, {name: re.compile(body) for name, body in rules.items()}, re.compile(_lead_pattern()))


# ------------------------------------------------------------------ patterns


def _either(words: Iterable[str]) -> str:
    """Any of `words`, the longest first; the first letter in either case, blanks as any space."""
    return "(?:" + "|".join(_any_case(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"


def _any_case(word: str) -> str:
    head = f"[{word[0].upper()}{word[0].lower()}]" if word[0].isalpha() else re.escape(word[0])
    return head + re.escape(word[1:]).replace(r"\ ", SPACE)


def _beginnings(words: TimeWords) -> str:
    """What every time begins with, its first letters: most words do not, and need not be tried by all rules."""
    listed = [*WEEKDAYS, *MONTHS, *WHICH, *DAYS, *NUMBERS, *TENS, *ORDINALS, *words.vague_numbers, *words.seasons]
    listed += [
        *words.named_days,
        "the",
        "that",
        "these",
        "in",
        "within",
        "past",
        "last",
        "next",
        "coming",
        "recent",
        "Q",
    ]
    rest: dict[str, set[str]] = {}
    for word in listed:
        first = word.split(" ")[0]
        closed = r"(?!\w)" if len(first) < LETTERS and first != "Q" else ""
        rest.setdefault(first[0].lower(), set()).add(re.escape(first[1:LETTERS]) + closed)
    heads = (f"{_any_case(head)}(?:{'|'.join(sorted(found))})" for head, found in sorted(rest.items()))
    return rf"\d|['’]|{'|'.join(heads)}"


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
        "weekend": rf"the{s}weekend",
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
