"""A question in words → a question of cypher/explore with its parameters, by the rules of cypher/asking.yaml.

Every name in it must be known and every word understood or told to be left aside: an answer to another question than
the one that was asked is worse than none.
"""

from __future__ import annotations

import re
import shlex
from calendar import month_abbr, month_name
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from kg.datafiles import Lined, read_yaml
from kg.errors import DataError, UsageError
from kg.paths import shipped
from kg.store.ask import ENTITY_KINDS, Parameter, list_queries, read_query
from kg.store.database import Store
from kg.store.whom import Found, called, described, latest, whom
from kg.when.times import TimeExpression, find_times, resolve_time

LEAP = 2024
"""A year that has every day of the calendar."""
LONGEST = 7
"""Words of the longest name that is looked for."""
TOKEN = re.compile(r"[^\s,;:!?\"“”()]+")
_MONTHS = {name.casefold(): at for names in (month_name, month_abbr) for at, name in enumerate(names) if name}
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\.?"
_NUMBER = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
DAYS = tuple(
    re.compile(rf"\b{form}\b", re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        rf"{_NUMBER}\s+(?:of\s+)?{_MONTH}(?:,?\s+(?P<year>\d{{4}}))?",
        rf"{_MONTH}\s+{_NUMBER}(?:,?\s+(?P<year>\d{{4}}))?",
    )
)
"""How a day is written: 2025-10-27, 27 October 2025, October 27."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`ask` answers where a word of each group of words is asked with and the entities named are of these kinds."""

    ask: str
    by: frozenset[str]
    also: frozenset[str]
    of: tuple[str, ...]
    fill: Mapping[str, int]
    only: bool
    """Whether it holds only where nothing else is asked."""


@dataclass(frozen=True, slots=True)
class Understood:
    """The question that was understood, its parameters as a person would type them, and what was left aside."""

    name: str
    given: dict[str, str]
    aside: tuple[str, ...] = ()

    def command(self) -> str:
        """The same as it is asked by name."""
        options = [f"--{name} {shlex.quote(value)}" for name, value in self.given.items()]
        return " ".join(("kg ask", self.name, *options))


@dataclass(frozen=True, slots=True)
class _Named:
    """Words of the question that name an entity; the description of a post names the post and its holder."""

    start: int
    end: int
    meant: Mapping[str, str]
    """Kind → id."""

    def id_as(self, kind: str) -> str | None:
        return self.meant.get(kind) if kind != "Entity" else next(iter(self.meant.values()))


def understand(store: Store, question: str) -> Understood:
    """What a question in words asks. UsageError: a name that means nobody or several, or no question that fits."""
    text = question.strip()
    _refuse_no_days(text)
    expressions = _times(text)
    tokens = [one for one in _tokens(text) if not any(t.start < one.end() and one.start() < t.end for t in expressions)]
    named = list(_entities(store, text, tokens))
    rest = [one for one in tokens if not any(n.start <= one.start() < n.end for n in named)]
    words = {_plain(one[0]) for one in rest}
    _refuse_unknown_names(store, text, rest)
    rule, order = _fitting(words, named)
    if rule is None:
        raise UsageError(_not_understood(question, words, named))
    given = {name: str(order[at - 1].id_as(rule.of[at - 1])) for name, at in rule.fill.items()}
    aside = [one[0] for one in rest if _plain(one[0]) not in _known_words()]
    return _in_time(store, rule.ask, given, expressions, aside, ahead=bool(words & _groups()["ahead"]))


# ------------------------------------------------------------------ times


def _times(text: str) -> list[TimeExpression]:
    """The times in a question; months and days may be written small."""
    return find_times(text) or find_times(re.sub(r"\w+", lambda word: word[0].capitalize(), text))


def _refuse_no_days(text: str) -> None:
    """UsageError: a day that no calendar has; left aside, it would be an answer about all days."""
    for found in (match for form in DAYS for match in form.finditer(text)):
        month = _MONTHS.get(found["month"].casefold()) or int(found["month"])
        try:
            date(int(found["year"] or LEAP), month, int(found["day"]))
        except ValueError:
            raise UsageError(f"{found[0]!r} is not a day; for example 2025-10-27 or 27 October 2025") from None


def _in_time(
    store: Store, name: str, given: dict[str, str], times: Sequence[TimeExpression], aside: list[str], *, ahead: bool
) -> Understood:
    parameters = {one.name: one for one in read_query(name).parameters}
    today = latest(store)
    spans = [resolve_time(one, today, "future" if ahead else "past") for one in times]
    found = [one for one in spans if one and (one.start or one.end)]
    if len(found) == 1:
        bounds = _bounds(parameters, found[0].start, found[0].end)
        aside = aside if bounds else [*aside, times[0].text]
        return Understood(name, given | bounds, tuple(aside))
    return Understood(name, given, (*aside, *(one.text for one in times)))


def _bounds(parameters: Mapping[str, Parameter], start: date | None, end: date | None) -> dict[str, str]:
    """The parameters that a time fills."""
    if "first" in parameters:
        days = {"first": start or date.min, "last": end}
    elif "day" in parameters:
        days = {"day": end or start}
    else:
        days = {"since": start} if "since" in parameters else {}
    return {name: day.isoformat() for name, day in days.items() if day}


# ------------------------------------------------------------------ names


def _tokens(text: str) -> list[re.Match[str]]:
    return list(TOKEN.finditer(text))


def _plain(token: str) -> str:
    return re.sub(r"['’]s$|['’]$", "", token.rstrip(".")).casefold()


def _entities(store: Store, text: str, tokens: Sequence[re.Match[str]]) -> Iterator[_Named]:
    """The entities that the words name, the longest names first at each place."""
    at = 0
    while at < len(tokens):
        for width in range(min(LONGEST, len(tokens) - at), 0, -1):
            try:
                named = _entity(store, text, tokens[at : at + width])
            except UsageError:
                _refuse_post(store, text, tokens, at, at + width)
                raise
            if named:
                yield named
                at += width
                break
        else:
            at += 1


def _refuse_post(store: Store, text: str, tokens: Sequence[re.Match[str]], start: int, end: int) -> None:
    """UsageError: a title that several posts have is asked for with whose it is ("finance minister of Norland"), and
    no post is that one: the others are no answer."""
    if not text[tokens[start].start() : tokens[end - 1].end()].islower():
        return
    first, last = start, end
    while first and _is_name(tokens[first - 1]):
        first -= 1
    if last < len(tokens) and tokens[last][0] == "of":
        last += 1
        while last < len(tokens) and (tokens[last][0] == "the" or _is_name(tokens[last])):
            last += 1
    if (first, last) != (start, end):
        whom(store, text[tokens[first].start() : tokens[last - 1].end()].rstrip("."), "Office")


def _entity(store: Store, text: str, some: Sequence[re.Match[str]]) -> _Named | None:
    first, last = some[0], some[-1]
    ends = (first[0], last[0])
    if any(_plain(word) in _idle() for word in ends) or (len(some) == 1 and _is_word(first)):
        return None
    words = re.sub(r"['’]s?$", "", text[first.start() : last.end()].rstrip("."))
    spelled = text[first.start() : last.end()]
    for one in dict.fromkeys((spelled, words)):
        if found := called(store, one):
            if found.type == "Office" and len(some) == 1 and one.islower():
                return None  # a title alone says not whose: "chief" is no particular one
            meant = _meant(store, found, words) if found.type == "Office" else {found.type: found.id}
            return _Named(first.start(), last.end(), meant)
    if len(some) > 1 and (post := described(store, words)):
        return _Named(first.start(), last.end(), _meant(store, post, words))
    return None


def _meant(store: Store, post: Found, words: str) -> dict[str, str]:
    """The post, and before it who holds it, where that is known."""
    try:
        return {"Person": whom(store, words, "Person").id, "Office": post.id}
    except UsageError:
        return {"Office": post.id}


def _is_word(token: re.Match[str]) -> bool:
    """Whether a word is one of the language of questions, written as such."""
    return _plain(token[0]) in _known_words() and (token.start() == 0 or not token[0][:1].isupper())


def _is_name(token: re.Match[str]) -> bool:
    return token[0][:1].isupper() and not _is_word(token)


def _refuse_unknown_names(store: Store, text: str, rest: Sequence[re.Match[str]]) -> None:
    """UsageError: a name is asked for that means nobody known, or several; some words of one will do."""
    names = [one for one in rest if one[0][:1].isupper() and _plain(one[0]) not in _known_words()]
    if names:
        whom(store, re.sub(r"['’]s$", "", text[names[0].start() : _run_end(names)].rstrip(".")))


def _run_end(names: Sequence[re.Match[str]]) -> int:
    end = names[0].end()
    for one in names[1:]:
        if one.start() > end + 1:
            break
        end = one.end()
    return end


# ------------------------------------------------------------------ rules


def _fitting(words: set[str], named: Sequence[_Named]) -> tuple[Rule | None, Sequence[_Named]]:
    """The first rule that holds, with the entities in the order of its kinds."""
    groups, unknown = _groups(), words - _known_words()
    for rule in _rules():
        if unknown and not rule.by:
            continue  # what is asked is not known: the entities alone do not tell
        if rule.by and not any(words & groups[group] for group in rule.by):
            continue
        if rule.only and not words <= _idle().union(*(groups[group] for group in rule.by)):
            continue
        if rule.also and not any(words & groups[group] for group in rule.also):
            continue
        for order in (named, named[::-1]):
            kinds = zip(rule.of, order, strict=False)
            if len(order) == len(rule.of) and all(one.id_as(kind) for kind, one in kinds):
                return rule, order
    return None, named


def _not_understood(question: str, words: set[str], named: Sequence[_Named]) -> str:
    unknown = sorted(words - _known_words())
    if len(named) > 2:
        return f"{question!r} names {len(named)}: ask about one or two of them; kg ask lists the questions"
    known = f" (not understood: {', '.join(unknown)})" if unknown else ""
    return f"{question!r} fits no question{known}; kg ask lists them"


@cache
def _asking() -> tuple[Path, Lined]:
    """The file of the rules, and what it holds."""
    path = shipped("cypher") / "asking.yaml"
    return path, read_yaml(path)


@cache
def _rules() -> tuple[Rule, ...]:
    path, asking = _asking()
    names = {query.name for query in list_queries()}
    rules = []
    for entry in asking["rules"]:
        kinds = tuple(entry.get("of") or ())
        rule = Rule(
            entry["ask"], frozenset(entry.get("by") or ()), frozenset(entry.get("and") or ()), kinds,
            dict(entry.get("fill") or {}), entry.get("only") is True,
        )  # fmt: skip
        if (
            rule.ask not in names
            or not (rule.by | rule.also) <= _groups().keys()
            or not set(kinds) <= set(ENTITY_KINDS)
        ):
            raise DataError(
                f"{path}", f"rule for {rule.ask!r}", "name a question, groups of words and kinds that exist"
            )
        rules.append(rule)
    return tuple(rules)


@cache
def _groups() -> dict[str, frozenset[str]]:
    _, asking = _asking()
    return {name: frozenset(map(str, entry["words"])) for name, entry in asking["words"].items()}


@cache
def _idle() -> frozenset[str]:
    _, asking = _asking()
    return frozenset(map(str, asking["idle"]["words"]))


@cache
def _known_words() -> frozenset[str]:
    return _idle().union(*_groups().values())
