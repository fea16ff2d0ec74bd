"""The source line of a monitoring service: where a newspaper, agency or station is, and its name.

Services that translate foreign news print city and outlet side by side before what they translate, mostly with
language and date: "Oslo NORSK TIDENDE in Norwegian 5 May 94 p 4", "Lagos Radio Kora Network". No recognizer knows the
form; it takes both for one name, often with the number of the dispatch before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.datafiles import word_list
from kg.mention.name import Name
from kg.model import EntityType
from kg.text.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from kg.know.gazetteer import Gazetteer

_WORD = r"[^\W_][\w'’.-]*"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"\d{{1,2}}(?:-\d{{1,2}})?[ ]{_MONTH}[ ]\d\d(?:\d\d)?\b"
_LINE = re.compile(
    rf"""
    (?<!\S) (?P<words> {_WORD} (?:[ ]{_WORD}){{1,9}}? ) (?: [ ]\([^()\n]{{2,40}}\) )?
    (?: [ ]in[ ]{_WORD}[ ](?:\d{{4}}[ ]GMT|No\.?[ ]\d|{_DAY}) | [ ]{_DAY}[ ]pp?[ ]\d )
    """,
    re.VERBOSE,
)
"""A source line with language and time, or with date and page; words of a headline may stand before it."""
_TIMED = re.compile(rf"[ ](?:\d{{4}}[ ]GMT|No\.?[ ]\d|{_DAY})")
"""What every such line has in it, and few others: looked for first."""
_BARE = re.compile(
    rf"^(?:\(Text\)[ ])?(?P<words>{_WORD}(?:[ ]{_WORD}){{1,7}})(?:[ ]\([^()\n]{{2,40}}\))?[ ]*$", re.MULTILINE
)
_BROADCAST = word_list("broadcasters")
_KINDS: tuple[EntityType, EntityType] = ("Place", "Organization")
CITY_WIDTH = 4
DISPATCH_DIGITS = 4
LEAST_CITY = 50_000
"""Inhabitants: smaller places have no outlet that is monitored, and share their names with ordinary words."""


def with_source_lines(doc: Doc, names: list[Name], gazetteer: Gazetteer) -> list[Name]:
    """The names, with city and outlet of each source line instead of what overlaps the line; in order."""
    for line, parts in _source_lines(doc, gazetteer):
        names = [name for name in names if name.end <= line.start or line.end <= name.start]
        names += [Name(part.start, part.end, kind) for part, kind in zip(parts, _KINDS, strict=True)]
    return sorted(names, key=lambda name: name.start)


def _source_lines(doc: Doc, gazetteer: Gazetteer) -> Iterator[tuple[Span, tuple[Span, Span]]]:
    """From the city to the end of each source line, and its city and outlet."""
    seen = -1
    text = text_of(doc).whole
    for bare, matches in ((False, _full_lines(text)), (True, _bare_lines(text))):
        for match in matches:
            line = doc.char_span(*match.span(), alignment_mode="expand")
            words = doc.char_span(*match.span("words"), alignment_mode="contract")
            divided = _divided(words, gazetteer, bare=bare) if words and words.start >= seen else None
            if line is not None and divided is not None:
                seen = line.end
                yield doc[divided[0].start : line.end], divided


def _full_lines(text: str) -> Iterator[re.Match[str]]:
    end = 0
    for timed in _TIMED.finditer(text):
        if timed.start() >= end:
            start, end = text.rfind("\n", 0, timed.start()) + 1, _end_of_line(text, timed.start())
            yield from _LINE.finditer(text, start, end)


def _bare_lines(text: str) -> Iterator[re.Match[str]]:
    start = 0
    while start < len(text):
        if match := _BARE.match(text, start):
            yield match
        start = _end_of_line(text, start) + 1


def _end_of_line(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end if end >= 0 else len(text)


def _divided(words: Span, gazetteer: Gazetteer, *, bare: bool) -> tuple[Span, Span] | None:
    """The city that a source line, or the end of it, begins with, and the outlet behind it.

    A bare line has nothing before the city; elsewhere a dispatch number shows where the source line begins.
    """
    number = max((t.i - words.start for t in words if _is_number(t)), default=-1)
    starts = (0,) if bare else (number + 1,) if number >= 0 else range(len(words))
    for start in starts:
        for width in range(min(CITY_WIDTH, len(words) - start - 1), 0, -1):
            city, outlet = words[start : start + width], words[start + width :]
            if _is_city(city, gazetteer) and (_is_outlet(outlet) or (number >= 0 and _capitalized(outlet))):
                return city, outlet
    return None


def _is_number(token: Token) -> bool:
    """ "OW2102114194": the number of a dispatch."""
    return sum(letter.isdigit() for letter in token.text) >= DISPATCH_DIGITS


def _is_city(city: Span, gazetteer: Gazetteer) -> bool:
    known = gazetteer.capital_of(city.text) or gazetteer.city(city.text, LEAST_CITY)
    return city[0].is_title and not city.text.isupper() and bool(known)


def _is_outlet(outlet: Span) -> bool:
    """All in capitals, or with a word of broadcasting in it."""
    shouted = outlet.text.isupper() and sum(letter.isalpha() for letter in outlet.text) >= 3
    return shouted or (_capitalized(outlet) and any(token.lower_ in _BROADCAST for token in outlet))


def _capitalized(outlet: Span) -> bool:
    return not any(token.is_lower for token in outlet)
