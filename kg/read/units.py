"""From the lines of a text to units: one paragraph, headline or other line each, however the text was wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

EDGE = " \t\u00a0\u1680\u2000-\u200f\u202a-\u202f\u205f-\u2069\u3000\ufeff"
"""Blanks and invisible marks that may stand at the edge of a line, as the inside of a regular expression's class."""

MAX_WORD = 500
"""A longer run of characters without a blank is an address, a picture or noise, but no word."""
MAX_UNIT = 20_000
"""A longer unit is cut between sentences: parsers have their limits, and paragraphs are not that long."""

_LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_LEAD = re.compile(rf"[{EDGE}]*")
_EDGE_RANGES = (
    *((0, 0x20), (0x7F, 0x7F), (0xA0, 0xA0), (0xAD, 0xAD), (0x1680, 0x1680), (0x2000, 0x200F)),
    *((0x2028, 0x202F), (0x205F, 0x2069), (0x3000, 0x3000), (0xFEFF, 0xFEFF)),
)
BLANKS = "".join(chr(code) for first, last in _EDGE_RANGES for code in range(first, last + 1))
"""Blanks and invisible marks, one by one, to strip."""
_LONG_WORD = re.compile(rf"\S{{{MAX_WORD + 1},}}")
_FIRST_WORD = re.compile(r"\S{1,60}")
_MAX_WIDTH = 132
_STOPS = '.!?"”:'
_ITEM = re.compile(r"[-*•‣▪●#>|]|\d{1,2}[.)]\s")


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of text that belongs together. `gap`: a blank line stands before it."""

    start: int
    end: int
    text: str
    gap: bool = False


def split_units(text: str, start: int = 0) -> list[Unit]:
    """The units of `text` from `start`: lines, or where lines are wrapped at a fixed width, the paragraphs they make.

    Words of more than 500 characters belong to no unit.
    """
    lines = list(_lines(text, start))
    joined = list(_join(text, lines)) if _is_wrapped(lines) else lines
    return [piece for unit in joined for piece in _pieces(text, unit)]


def _lines(text: str, start: int) -> Iterator[Unit]:
    before = start
    for match in _LINE.finditer(text, start):
        lead = _LEAD.match(match.group())
        begin = match.start() + (lead.end() if lead else 0)
        content = text[begin : match.end()].rstrip(BLANKS)
        if content:
            yield Unit(begin, begin + len(content), content, _has_blank_line(text[before : match.start()]))
            before = match.end()


def _has_blank_line(between: str) -> bool:
    return max(between.count("\n"), between.count("\r"), between.count("\u2029") * 2) >= 2


def _is_wrapped(lines: Sequence[Unit]) -> bool:
    """Whether line breaks fall where the width ran out: most neighbours end in mid-sentence and are full."""
    pairs = [(one, other) for one, other in pairwise(lines) if not other.gap]
    if not pairs:
        return False
    width = _width(lines)
    full = sum(_is_full(one, other, width) for one, other in pairs)
    open_ended = sum(one.text[-1] not in '.!?"”:' for one, _ in pairs)
    capitals = all(line.text.isupper() for line in lines)
    lower = open_ended if capitals else sum(other.text[0].islower() for _, other in pairs)
    enough = len(pairs) >= 3 or lower == len(pairs)
    return enough and width <= _MAX_WIDTH and 3 * full >= 2 * len(pairs) and 2 * open_ended >= len(pairs) and lower > 0


def _width(lines: Sequence[Unit]) -> int:
    """The longest line that stands in a group of several; a headline by itself may be longer."""
    grouped = [one for one, other in pairwise(lines) if not other.gap]
    return max(len(line.text) for line in grouped)


def _is_full(line: Unit, following: Unit, width: int) -> bool:
    """Whether the next line's first word had no room; in mid-sentence a fifth of the width may stay empty."""
    word = _FIRST_WORD.match(following.text)
    needed = len(line.text) + 1 + (word.end() if word else 0)
    return needed > (width if line.text[-1] in _STOPS else width * 4 // 5)


def _join(text: str, lines: Sequence[Unit]) -> Iterator[Unit]:
    width = _width(lines)
    begin = last = lines[0]
    for line in lines[1:]:
        if line.gap or _ITEM.match(line.text) or not _is_full(last, line, width):
            yield _joined(text, begin, last)
            begin = line
        last = line
    yield _joined(text, begin, last)


def _joined(text: str, first: Unit, last: Unit) -> Unit:
    """The lines from one to another as a unit, with blanks for the breaks between them."""
    return Unit(first.start, last.end, text[first.start : last.end].replace("\n", " "), first.gap)


def _pieces(text: str, unit: Unit) -> Iterator[Unit]:
    """The unit without words that are none, cut where it is too long."""
    if len(unit.text) <= MAX_WORD:
        yield unit
        return
    begin, gap = unit.start, unit.gap
    for match in _LONG_WORD.finditer(text, unit.start, unit.end):
        yield from _cut(text, begin, match.start(), gap)
        begin, gap = match.end(), False
    yield from _cut(text, begin, unit.end, gap)


def _cut(text: str, start: int, end: int, gap: bool) -> Iterator[Unit]:
    while end - start > MAX_UNIT:
        middle = max(text.rfind(". ", start, start + MAX_UNIT), text.rfind("\n", start, start + MAX_UNIT)) + 1
        middle = middle or text.rfind(" ", start, start + MAX_UNIT) + 1
        yield from _trimmed(text, start, middle, gap)
        start, gap = middle, False
    yield from _trimmed(text, start, end, gap)


def _trimmed(text: str, start: int, end: int, gap: bool) -> Iterator[Unit]:
    content = text[start:end].rstrip(BLANKS)
    lead = len(content) - len(content.lstrip(BLANKS))
    if content.strip(BLANKS):
        yield Unit(start + lead, start + len(content), content[lead:], gap)
