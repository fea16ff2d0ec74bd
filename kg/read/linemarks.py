"""What mail, typesetting and printers put into the lines of a text: marks of quotation, the numbers of lines, history
that a mail drags along, page numbers and running heads. Each line comes out as its own words alone, or not at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.read.units import Unit

_QUOTE_MARK = re.compile(r"(?:>[ \t]?)+")
_LINE_NUMBER = re.compile(r"(?P<number>\d{1,5})(?:[ \t]*[:|][ \t]?|[ \t]+|$)")
_LEAST_NUMBERED = 3
_UNNUMBERED = 2
"""So many lines of a text with numbered lines may have none: its title, its page."""

_WROTE = re.compile(r"(?:wrote|writes)\s?:$", re.IGNORECASE)
_BY_MAIL = re.compile(r"^on\b.{0,60}\d{1,2}[:.]\d{2}|\S{1,64}@\S{1,64}", re.IGNORECASE)
"""What mail programs say of a mail they quote: a time of day or an address; "On March 5 she wrote:" has neither."""
_ORIGINAL = re.compile(r"[-_]{2,40} ?original message ?[-_]{2,40}", re.IGNORECASE)
_HEADER = re.compile(r"\*?(?P<label>From|Sent|Date|To|Cc|Subject)\*?\s?:\*?\s", re.IGNORECASE)
_LEAST_WORDS = 4
"""Without a line of so many words left, the history was what the mail is about."""

_PAGE_NUMBER = re.compile(
    r"[-–—|•(\[ ]*(?:(?:page|p\.)\s?\d{1,4}|\d{1,3})(?:\s?(?:/|of)\s?\d{1,4})?[-–—|•)\] ]*", re.IGNORECASE
)
_WITH_NUMBER = re.compile(r"\d{1,4}\b.*\w|\w.*\b\d{1,4}", re.DOTALL)
_HEAD_LENGTH = 100
_HEAD_LINES = 3
_STOPS = tuple('.!?"”:;')


def own_lines(text: str, lines: Sequence[Unit]) -> list[Unit]:
    """The lines without a mail's history, marks of quotation and line numbers. A line that holds nothing else is gone;
    the one below it then has `gap`."""
    return _unnumbered(_unquoted(_without_history(lines)))


# ------------------------------------------------------------------ marks


def _unquoted(lines: Sequence[Unit]) -> list[Unit]:
    """Where a quoted stretch begins and ends a paragraph does."""
    if not any(line.text.startswith(">") for line in lines):
        return list(lines)
    edges = {
        index
        for index, line in enumerate(lines)
        if index and line.text.startswith(">") != lines[index - 1].text.startswith(">")
    }
    return list(_stripped(lines, lambda _, line: _QUOTE_MARK.match(line.text), edges))


def _unnumbered(lines: Sequence[Unit]) -> list[Unit]:
    found = [_LINE_NUMBER.match(line.text) for line in lines]
    numbers = [int(match["number"]) for match in found if match]
    if len(numbers) < _LEAST_NUMBERED or len(lines) - len(numbers) > _UNNUMBERED:
        return list(lines)
    if any(later not in {number + 1, 1} for number, later in pairwise(numbers)):
        return list(lines)
    return list(_stripped(lines, lambda index, _: found[index], set()))


def _stripped(
    lines: Sequence[Unit], mark_of: Callable[[int, Unit], re.Match[str] | None], edges: set[int]
) -> Iterator[Unit]:
    gap = False
    for index, line in enumerate(lines):
        match = mark_of(index, line)
        rest = line.text[match.end() :].lstrip() if match else line.text
        gap = gap or line.gap or index in edges
        if rest:
            yield replace(line, start=line.end - len(rest), text=rest, gap=gap)
        gap = not rest


# ------------------------------------------------------------------ the history of a mail


def _without_history(lines: Sequence[Unit]) -> Sequence[Unit]:
    old = {*_answered(lines), *_appended(lines)}
    own = [line for index, line in enumerate(lines) if index not in old]
    return own if old and any(len(line.text.split()) >= _LEAST_WORDS for line in own) else lines


def _answered(lines: Sequence[Unit]) -> Iterator[int]:
    """ "On …, X wrote:" and the quoted lines below it."""
    for index, line in enumerate(lines[:-1]):
        if not _WROTE.search(line.text) or not lines[index + 1].text.startswith(">") or line.text.startswith(">"):
            continue
        broken = index > 0 and re.match(r"on\b", line.text, re.IGNORECASE) is None and not line.gap
        first = index - 1 if broken and re.match(r"on\b.{0,60}\d", lines[index - 1].text, re.IGNORECASE) else index
        if not _BY_MAIL.search(" ".join(one.text for one in lines[first : index + 1])):
            continue
        yield from range(first, index + 1)
        for below in range(index + 1, len(lines)):
            if not lines[below].text.startswith(">"):
                break
            yield below


def _appended(lines: Sequence[Unit]) -> Iterator[int]:
    """All from "-----Original Message-----" on, or from a header "From: … Sent: … To: …" below some text."""
    for index, line in enumerate(lines):
        if index and (_ORIGINAL.fullmatch(line.text) or _is_header(lines, index)):
            yield from range(index, len(lines))
            return


def _is_header(lines: Sequence[Unit], index: int) -> bool:
    labels = []
    for line in lines[index : index + 6]:
        match = _HEADER.match(line.text)
        if match is None:
            break
        labels.append(match["label"].lower())
    return len(labels) >= 3 and labels[0] == "from" and "sent" in labels


# ------------------------------------------------------------------ pages


def page_lines(text: str, lines: Sequence[Unit]) -> set[int]:
    """Which lines are page numbers, or running heads: what stands beside a page's edge and returns on another page."""
    found = {index for index, line in enumerate(lines) if _PAGE_NUMBER.fullmatch(line.text)}
    cutting = {index for index in range(1, len(lines) - 1) if _cuts_a_sentence(lines, index)}
    edges = {index for index in range(1, len(lines)) if breaks_page(text, lines[index - 1], lines[index])}
    if not (found or edges or cutting):
        return found
    seen = Counter(_key(line) for line in lines if len(line.text) <= _HEAD_LENGTH)
    found |= {index for index in cutting if seen[_key(lines[index])] > 1}
    for _ in range(_HEAD_LINES):
        near = {index + step for index in found for step in (-1, 1)} | edges | {index - 1 for index in edges}
        heads = {index for index in near - found if 0 < index < len(lines) and seen[_key(lines[index])] > 1}
        more = {index for index in heads if _key(lines[index]) and not lines[index].text.endswith(_STOPS)}
        if not more:
            break
        found |= more
    return found


def breaks_page(text: str, above: Unit, below: Unit) -> bool:
    """Whether a form feed stands between two lines."""
    return text.find("\f", above.end, below.start) >= 0


def _key(line: Unit) -> str:
    return re.sub(r"[\d\W_]+", " ", line.text).strip().casefold()


def _cuts_a_sentence(lines: Sequence[Unit], index: int) -> bool:
    """Whether it may be a head with its number in it, "Lyon Courier 12", in the middle of a sentence."""
    line = lines[index]
    if len(line.text) > _HEAD_LENGTH or not _WITH_NUMBER.fullmatch(line.text) or not _key(line):
        return False
    above, below = lines[index - 1], lines[index + 1]
    return not above.text.endswith(_STOPS) and below.text[0].islower() and line.gap and below.gap
