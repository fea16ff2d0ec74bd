"""Times in English text: what is found, and the days it stands for.

`find_times` needs the text alone; `resolve_time` adds what the article and the sentence know: the day of publication
and the tense of the verb. Durations ("for three days", "a 24-hour visit") and times of day are not points in time
and are not found. docs/times.md shows the conventions as a table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal

from kg.model import When
from kg.when.dates import DayOf, Form, Months, Part, Range, Reading, Shift, Tense, interval
from kg.when.timeforms import build
from kg.when.timegrammar import AFTER_YEAR, SPACE, Grammar, Lead, grammar
from kg.when.timewords import TimeWords, time_words

Role = Literal["on", "since", "until", "from-to"]

ROLES: dict[str, Role] = {
    **dict.fromkeys(("since", "from", "after", "as of", "starting", "beginning"), "since"),
    **dict.fromkeys(("until", "till", "before", "by", "through"), "until"),
}
OLD_YEAR_PREPOSITIONS = frozenset(["in", "since", "until", "till", "from", "between", "during", "before", "after"])
YEAR_PREPOSITIONS = OLD_YEAR_PREPOSITIONS | {
    *["throughout", "by", "through", "for", "of", "starting", "beginning"],
    "as of",
}
PART_NAMES = {"beginning": "start", "middle": "mid", "close": "end"}
LOOK_BACK = 72
"""How many characters before a time its preposition and "since taking office" may reach."""
DETERMINED = re.compile(r"(?:\b(?:the|an?|his|her|its|their|whose|born)|['’]s?)\s$", re.IGNORECASE)
"""A year before a noun: "the 2019 summit", "Oslo's 2019 vote"."""
OF_SOMETHING = re.compile(rf"{SPACE}of\b(?!{SPACE}{AFTER_YEAR})")
GOING_ON = re.compile(rf"{SPACE}?(?:to|and|or|until|through|[-–—/,]){SPACE}?")
"""Between two times of which the second is part of the first."""
SUPERLATIVE = re.compile(r"\b(?:first|last|second|third|only|once|twice|times?|most|least|\w+est)\b[^.;,]*$")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that place something in time. The span holds the preposition, not a possessive 's.

    `role`: "on" (the interval itself, whatever the preposition), "since" (from its start on, open end), "until" (up
    to its end, open start), "from-to" (a range). "before 2019" ends and "after 2019" starts beside the interval.
    """

    start: int
    end: int
    text: str
    role: Role
    preposition: str
    form: Form


def find_times(text: str, words: TimeWords | None = None) -> list[TimeExpression]:
    """All times in `text`, by offset, none overlapping another. `words`: the conventions, by default those of kg."""
    words = words or time_words()
    rules = grammar(words)
    found: list[TimeExpression] = []
    for match in rules.scan.finditer(text):
        rule = match.lastgroup or ""
        floor = found[-1].end if found else 0
        lead = _lead(text, floor, match.start(), rules)
        parts = rules.parts[rule].fullmatch(text, match.start(), match.end())
        form = build(rule, parts.groupdict(), words) if parts else None
        if form is None or not _is_time(text, match, lead, found, words):
            continue
        found.append(_expression(text, match, form, lead))
        _join_range(text, found)
    return found


def _lead(text: str, floor: int, start: int, rules: Grammar) -> Lead:
    """What stands before the time at `start`: preposition, "the", "early", "the end of", "since taking office"."""
    match = rules.lead.search(text, max(floor, start - LOOK_BACK), start)
    if match is None:
        return Lead(start)
    words = "since" if match["clause"] else " ".join((match["preposition"] or "").lower().split())
    part = " ".join((match["part"] or match["part_of"] or "").lower().split())
    return Lead(match.start() if words or part or match["about"] else start, words, PART_NAMES.get(part, part))


def _expression(text: str, match: re.Match[str], form: Form, lead: Lead) -> TimeExpression:
    role: Role = "from-to" if isinstance(form, Range) else ROLES.get(lead.preposition, "on")
    form = Part(lead.part, form) if lead.part else form
    start, end = lead.start, match.end()
    return TimeExpression(start, end, text[start:end], role, lead.preposition, form)


# ------------------------------------------------------------------ what only looks like a time


def _is_time(text: str, match: re.Match[str], lead: Lead, found: list[TimeExpression], words: TimeWords) -> bool:
    """Whether the words around bear out that these words mean a time."""
    rule, after = match.lastgroup, text[match.end() : match.end() + 24]
    if rule in {"year", "month"} and _continues(text, found, match.start()):
        return rule == "month" or not _counts(after, words)
    if rule == "month" and text[: match.start()].endswith("that "):  # "that May": of a year told before, unknown here
        return False
    if rule == "weekend":
        return lead.preposition in {"over", "at", "on", "during"}
    if rule == "year":
        return not _counts(after, words) and _is_year(
            match[0], text[max(0, match.start() - 24) : match.start()], after, lead
        )
    if rule == "month":
        return _is_month(match[0], lead, words)
    if rule in {"season", "quarter"}:
        return _is_season(match[0], after, lead) if rule == "season" else _is_quarter(match[0], after, lead)
    if rule == "lapse":
        return match[0][0] not in "iI" or not SUPERLATIVE.search(text[max(0, match.start() - 48) : match.start()])
    return rule != "unit" or bool(lead.part)


def _continues(text: str, found: list[TimeExpression], start: int) -> bool:
    """Whether the time at `start` goes on with the one before: "2010 to", "March and", "2010–"."""
    return bool(found) and GOING_ON.fullmatch(text, found[-1].end, start) is not None


def _counts(after: str, words: TimeWords) -> bool:
    """Whether a four-digit number counts what stands after it ("2000 people"), or is one of before our era."""
    return _counting(words).match(after) is not None


@cache
def _counting(words: TimeWords) -> re.Pattern[str]:
    return re.compile(rf"{SPACE}(?:{'|'.join(words.counted_nouns)}|BCE?|B\.C)\b")


def _is_year(year: str, before: str, after: str, lead: Lead) -> bool:
    modern = year[:2] in {"19", "20"}
    if not modern and re.match(r" [a-z]+s\b(?<!\bwas)(?<!\bhis)(?<!\bas)(?<!\bis)", after):
        return False
    if lead.preposition in (YEAR_PREPOSITIONS if modern else OLD_YEAR_PREPOSITIONS) or lead.part:
        return True
    if before.endswith("("):
        return after[:1] in {")", "-", "–", "—"}
    return modern and bool(DETERMINED.search(before)) and bool(re.match(r"\s[A-Za-z]", after))


def _is_month(month: str, lead: Lead, words: TimeWords) -> bool:
    allowed = words.ambiguous_months.get(re.split(SPACE, month)[-1])
    named = re.match(r"(?:last|this|next)\b", month, re.IGNORECASE) or re.search("year$", month)
    return allowed is None or bool(named) or bool(lead.part) or lead.preposition in allowed


def _is_quarter(quarter: str, after: str, lead: Lead) -> bool:
    """Games have quarters too: without a year only "in the third quarter" is one of a year."""
    dated = bool(re.search(r"\d{4}|year|Q", quarter))
    return dated or (lead.preposition in {"in", "for", "during"} and not OF_SOMETHING.match(after))


def _is_season(season: str, after: str, lead: Lead) -> bool:
    """Seasons are also verbs and nouns ("the fall of the city"): they need a year, "last", a part or "in the"."""
    if re.search(r"\d|year$", season) or re.match(r"(?:last|this|next|past)\b", season, re.IGNORECASE):
        return True
    here = lead.preposition in {"in", "during", "since", "until", "by", "through", "throughout"} or bool(lead.part)
    return here and not OF_SOMETHING.match(after)


# ------------------------------------------------------------------ ranges


def _join_range(text: str, found: list[TimeExpression]) -> None:
    """Make the last two of `found` one, where they are "from … to …", "between … and …" or "…–…"."""
    if len(found) < 2:
        return
    first, last = found[-2:]
    between = text[first.end : last.start] + last.preposition
    link = "".join(between.split()).lower()
    opened = {"from": {"to", "until", "till", "through"}, "between": {"and"}}.get(first.preposition, set())
    if link not in opened | {"-", "–", "—", "through"} or isinstance(first.form, Range):
        return
    form = _with_shared_year(first.form, last.form)
    start, end = first.start, last.end
    found[-2:] = [TimeExpression(start, end, text[start:end], "from-to", first.preposition, form)]


def _with_shared_year(first: Form, last: Form) -> Range:
    """A year said once holds for both ends: "from March to May 2024", "between March 2024 and May"."""
    if isinstance(first, DayOf | Months) and isinstance(last, DayOf | Months):
        turns = _month(first) > _month(last)
        if first.year is None and last.year is not None:
            first = replace(first, year=last.year - turns)
        elif last.year is None and first.year is not None:
            last = replace(last, year=first.year + turns)
    return Range(first, last)


def _month(form: DayOf | Months) -> int:
    return form.month if isinstance(form, DayOf) else form.first


# ------------------------------------------------------------------ resolution


def resolve_time(
    expression: TimeExpression,
    published: date | None,
    tense: Tense = "",
    narrated: When | None = None,
    words: TimeWords | None = None,
) -> When | None:
    """The days `expression` means in an article of the day `published`, about something told in `tense`.

    Both ends are included; "since" leaves the end, "until" the start open (None). Both are None where the base is
    unknown: `published`, or for "two weeks earlier" and "the following day" `narrated`, the time they count from.
    None: no point in time after all ("in three days" of something past is a duration; a day that does not exist).
    """
    words = words or time_words()
    if isinstance(expression.form, Shift) and expression.form.lapse and tense == "past":
        return None
    reading = Reading(
        base=published,
        tense=_tense(expression, tense),
        narrated=_closed(narrated),
        weekday_lookback=words.weekday_lookback_days,
        year_lookahead=words.year_lookahead_days,
        parts=words.parts,
    )
    try:
        days = interval(expression.form, reading)
        return When(*_bounds(expression, days), expression.text) if days else When(None, None, expression.text)
    except (ValueError, OverflowError):  # 30 February, the year 0, a distance beyond the calendar
        return None


def _tense(expression: TimeExpression, tense: Tense) -> Tense:
    """What is so "since" a time began in the past; a bare deadline ("by Friday") lies ahead."""
    if expression.preposition == "since":
        return "past"
    return "future" if expression.role == "until" and not tense else tense


def _closed(when: When | None) -> tuple[date, date] | None:
    start = when and (when.start or when.end)
    return (start, when.end or start) if when and start else None


def _bounds(expression: TimeExpression, days: tuple[date, date]) -> tuple[date | None, date | None]:
    start, end = days
    match expression.role, expression.preposition:
        case "since", "after":
            return date.fromordinal(end.toordinal() + 1), None
        case "since", _:
            return start, None
        case "until", "before":
            return None, date.fromordinal(start.toordinal() - 1)
        case "until", _:
            return None, end
        case _:
            return start, end


__all__ = ["Role", "Tense", "TimeExpression", "find_times", "resolve_time"]
