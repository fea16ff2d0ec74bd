"""Which stretches of a text stand in quotation marks.

Straight and typographic double marks, German and French ones, and single marks where no double ones enclose them. A
quotation over several paragraphs, each opened again and only the last closed, is one range a paragraph, also where the
paragraphs have been run into one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.model import Span

DOUBLE = re.compile('["“”„«»]')
SINGLE = re.compile(r"(?<![\w’'])[‘'](?!\d0s|\s)(?P<words>[^\n‘“”\"]{1,400}?(?<=[\w.,!?…—–-]))[’'](?!\w)")
CLOSES = {"“": "”", "„": "“”", "«": "»", '"': '"', "”": "”", "»": "«"}
BREAK = re.compile(r"\n[^\S\n]*\n")
LONGEST = 6_000
"""Characters after which an opening mark is taken for one that was never closed."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """What stands between marks, the marks left out. `continues`: it goes on from the range before it."""

    start: int
    end: int
    continues: bool = False


def quoted_ranges(text: str) -> list[Span]:
    """The [start, end) offsets of what stands in quotation marks, outermost only, marks left out, by offset."""
    return [(quoted.start, quoted.end) for quoted in find_quoted(text)]


@lru_cache(maxsize=1)
def find_quoted(text: str) -> Sequence[Quoted]:
    """Like `quoted_ranges`, telling which ranges go on from the one before. Kept for whoever asks of a text again."""
    double = _double(text)
    starts = [quoted.start for quoted in double]
    single = [Quoted(*match.span("words")) for match in SINGLE.finditer(text)]
    free = [quoted for quoted in single if not _inside(quoted.start, double, starts)]
    return sorted((_trimmed(text, quoted) for quoted in double + free if quoted.end > quoted.start), key=_start)


def _start(quoted: Quoted) -> int:
    return quoted.start


def _inside(offset: int, ranges: list[Quoted], starts: list[int]) -> bool:
    before = bisect_right(starts, offset)
    return before > 0 and offset < ranges[before - 1].end


def _trimmed(text: str, quoted: Quoted) -> Quoted:
    words = text[quoted.start : quoted.end]
    start = quoted.start + len(words) - len(words.lstrip())
    return Quoted(start, max(start, quoted.start + len(words.rstrip())), quoted.continues)


def _double(text: str) -> list[Quoted]:
    found: list[Quoted] = []
    opened, continues, mark = -1, False, ""
    for match in DOUBLE.finditer(text):
        at = match.start()
        if opened >= 0 and _reopens(text, at, opened, mark):
            found.append(Quoted(opened, _paragraph_end(text, opened), continues))
            opened, continues = at + 1, True
        elif opened >= 0 and text[at] == mark == '"' and _goes_on(text, at):
            found.append(Quoted(opened, at, continues))
            opened, continues = at + 1, True
        elif opened >= 0 and text[at] in CLOSES[mark] and not _lost(text, opened, at):
            found.append(Quoted(opened, at, continues))
            opened = -1
        elif _opens(text, at):
            opened, continues, mark = at + 1, False, text[at]
        elif opened >= 0 and _lost(text, opened, at):
            opened = -1
    return found


def _lost(text: str, opened: int, at: int) -> bool:
    """Whether a mark opened so long before, or in another paragraph, can no longer be closed at `at`."""
    return at - opened > LONGEST or bool(BREAK.search(text, opened, at))


def _reopens(text: str, at: int, opened: int, mark: str) -> bool:
    """Whether a new paragraph opens the quotation again that the paragraph before left open."""
    line = text.rfind("\n", 0, at)
    if text[at] != mark or line < opened or text[line + 1 : at].strip() or not _opens(text, at):
        return False
    rest = text[opened : line + 1].rstrip()
    return len(BREAK.findall(text, opened, at)) <= 1 and "\n\n" not in rest and bool(rest) and rest[-1] in ".!?…’”)"


def _goes_on(text: str, at: int) -> bool:
    """Whether a straight mark opens again what stands open, behind a whole sentence: paragraphs run into one line."""
    return _opens(text, at) and text[at - 2 : at] in {". ", "! ", "? "}


def _paragraph_end(text: str, opened: int) -> int:
    match = BREAK.search(text, opened)
    line = text.find("\n", opened)
    return match.start() if match else line if line >= 0 else len(text)


def _opens(text: str, at: int) -> bool:
    """Whether the mark at `at` can open: always for “, „ and «; a straight one before a word and not after one."""
    if text[at] != '"':
        return text[at] in "“„«"
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    return bool(after) and not after.isspace() and not (before.isalnum() or before in {".", ",", "!", "?"})
