"""From the lines of a text to units: one paragraph, headline or other line each, however the text was wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.model import Span
from kg.read.linemarks import breaks_page, own_lines, page_lines

EDGE = " \t\u00a0\u1680\u2000-\u200f\u202a-\u202f\u205f-\u2069\u3000\ufeff"
"""Blanks and invisible marks that may stand at the edge of a line, as the inside of a regular expression's class."""

MAX_WORD = 500
"""A longer run of characters without a blank is an address, a picture or noise, but no word."""
MAX_UNIT = 20_000
"""A longer unit is cut between sentences: parsers have their limits, and paragraphs are not that long."""

_BREAKS = "\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_LINE = re.compile(rf"[^{_BREAKS}]+")
_HIDES = re.compile(rf"\f|[^{EDGE}{_BREAKS}]")
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
_ITEM = re.compile(r"[-*•‣▪●#|]|\d{1,2}[.)]\s")
_HALF = 4
"""Words of the first half of a sentence that a page cuts in two."""
_OPEN = frozenset(
    (
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "by",
        "as",
        "with",
        "from",
        "that",
        "who",
    )
) | frozenset(("which", "is", "was", "are", "were", "has", "had", "have", "will", "his", "her", "its", "their", "met"))
"""No sentence and no heading ends in these."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of text that belongs together. `gap`: a blank line stands before it."""

    start: int
    end: int
    text: str
    """As it stands there, but with blanks for what is hidden."""
    gap: bool = False
    hidden: tuple[Span, ...] = ()
    """What stands between its lines and is no part of it: marks of quotation, line numbers, a page's edge."""


def split_units(text: str, start: int = 0) -> list[Unit]:
    """The units of `text` from `start`: lines, or where lines are wrapped at a fixed width, the paragraphs they make.

    Words of more than 500 characters, page numbers, running heads and the history of a mail belong to no unit.
    """
    lines = own_lines(text, list(_lines(text, start)))
    pages = page_lines(text, lines)
    own = [line for index, line in enumerate(lines) if index not in pages]
    turned = {line.start for index, line in enumerate(lines) if index and _after_page(text, lines, index, pages)}
    return [piece for group in _groups(own, turned) for piece in _pieces(text, _unit(text, group))]


def _after_page(text: str, lines: Sequence[Unit], index: int, pages: set[int]) -> bool:
    return index - 1 in pages or breaks_page(text, lines[index - 1], lines[index])


def _unit(text: str, lines: Sequence[Unit]) -> Unit:
    first, last = lines[0], lines[-1]
    between = [(one.end, other.start) for one, other in pairwise(lines)]
    hidden = tuple((start, end) for start, end in between if _HIDES.search(text, start, end))
    words = without(text, first.start, last.end, hidden).replace("\n", " ")
    return Unit(first.start, last.end, words, first.gap, hidden)


def without(text: str, start: int, end: int, hidden: Sequence[Span]) -> str:
    """The text of [start, end), as long as it stands there, with blanks for `hidden`."""
    parts, at = [], start
    for first, last in hidden:
        parts += [text[at:first], " " * (last - first)]
        at = last
    return "".join((*parts, text[at:end]))


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


def _groups(lines: Sequence[Unit], turned: set[int]) -> Iterator[list[Unit]]:
    """The lines that make one unit each. `turned`: where lines start that have a page's edge above them."""
    width = _width(lines) if _is_wrapped(lines) else 0
    group: list[Unit] = []
    for line in lines:
        if group and not _belongs(group[-1], line, width, page=line.start in turned):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _belongs(last: Unit, line: Unit, width: int, *, page: bool) -> bool:
    """Whether a line goes on with what the one before it says. `width`: of wrapped lines, else 0."""
    if _ITEM.match(line.text):
        return False
    if page and last.text[-1] not in _STOPS and len(last.text.split()) >= _HALF:
        return line.text[0].islower() or last.text.split()[-1].lower() in _OPEN or last.text[-1] == ","
    return width > 0 and not line.gap and _is_full(last, line, width)


def _pieces(text: str, unit: Unit) -> Iterator[Unit]:
    """The unit without words that are none, cut where it is too long."""
    if len(unit.text) <= MAX_WORD:
        yield unit
        return
    begin, gap = unit.start, unit.gap
    for match in _LONG_WORD.finditer(unit.text):
        yield from _cut(unit, begin, unit.start + match.start(), gap)
        begin, gap = unit.start + match.end(), False
    yield from _cut(unit, begin, unit.end, gap)


def _cut(unit: Unit, start: int, end: int, gap: bool) -> Iterator[Unit]:
    text = unit.text
    start, end = start - unit.start, end - unit.start
    while end - start > MAX_UNIT:
        middle = max(text.rfind(". ", start, start + MAX_UNIT), text.rfind("\n", start, start + MAX_UNIT)) + 1
        middle = middle or text.rfind(" ", start, start + MAX_UNIT) + 1
        yield from _trimmed(unit, start, middle, gap)
        start, gap = middle, False
    yield from _trimmed(unit, start, end, gap)


def _trimmed(unit: Unit, start: int, end: int, gap: bool) -> Iterator[Unit]:
    content = unit.text[start:end].rstrip(BLANKS)
    lead = len(content) - len(content.lstrip(BLANKS))
    if content.strip(BLANKS):
        first, last = unit.start + start + lead, unit.start + start + len(content)
        yield Unit(first, last, content[lead:], gap, inside(unit.hidden, first, last))


def inside(hidden: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """The stretches that lie within [start, end)."""
    return tuple(span for span in hidden if start <= span[0] and span[1] <= end)
