"""The words of printed pages, each with its place → paragraphs in the order in which they are read.

Pages are measured in points with the origin below on the left, as in PDF. What stands in the same place of many pages
is left out; of columns one is read after the other; a line goes on in the next where the next word had no room.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from rapidfuzz import fuzz

from kg.read.hyphens import MARKS, rejoin

_WIDE = 1.2
"""A gap of so many heights of the letters parts a line: no justified line has one, a gutter between columns has."""
_CELL = 2.5
"""A gap inside a column's line that makes two lines of it: the cells of a table."""
_COLUMN = 7.0
"""Heights of the letters that a column of prose is wide at least, taking its middle line: about 14 letters."""
_MAX_GUTTERS = 12
_EDGE_ROWS = 3
"""Rows above and below in which running heads and feet stand."""
_MANY = 0.3
"""The part of all pages that has them: those of left and right pages may differ, and the first has none."""
_MAX_EDGES = 50
_ALIKE = 85
"""Of a hundred: how much alike two running heads are that stand apart from the text; others are the same."""
_PAGE_NUMBER = re.compile(r"(?i)(?:page\s*)?[-–—|\[\s]*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\]\s]*")
_FOLDED = re.compile(r"\d+|\s+")
_STOPS = '.!?:;"”’)'
_TOKEN = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a run of words of one line, and its box."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    first: float = 0.0
    """The width of its first word; 0: it is one word."""

    @property
    def size(self) -> float:
        """The height of its letters."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    left: float
    right: float
    bottom: float
    size: float
    first: float
    beside: bool = False
    """It stands in one line with the one before, far from it: a cell of a table."""


@dataclass(slots=True)
class _Group:
    """Lines that stand below each other: of a column, or across several."""

    lines: list[_Line]
    left: float = 0.0
    right: float = 0.0
    pitch: float = 0.0

    def __post_init__(self) -> None:
        starts = Counter(round(line.left) for line in self.lines)
        most = max(starts.values())
        self.left = float(min(start for start, times in starts.items() if 2 * times >= most))
        self.right = max(line.right for line in self.lines)
        steps = [one.bottom - other.bottom for one, other in pairwise(self.lines) if one.bottom > other.bottom]
        self.pitch = median(steps) if steps else 0.0


@dataclass(slots=True)
class _Text:
    """The paragraphs so far."""

    parts: list[str] = field(default_factory=list)
    last: _Line | None = None
    full: bool = False


def paragraphs(pages: Sequence[Sequence[Word]]) -> str:
    """The text of pages: a paragraph a line, an empty line where space, an indent or another size of type parts two."""
    runs = [_runs(page) for page in pages]
    bodies = _without_edges(runs)
    found = Counter(gutter for body in bodies for gutter in _gutters(body))
    gutters = sorted(gutter for gutter, _ in found.most_common(_MAX_GUTTERS))
    groups = [group for body in bodies for group in _ordered(body, gutters)]
    return _written(groups)


# ------------------------------------------------------------------ words → runs of a line


def _runs(words: Sequence[Word]) -> list[Word]:
    """Neighbouring words of one line as one, as they follow each other in the file."""
    runs: list[Word] = []
    held: list[Word] = []
    for word in words:
        if held and not _follows(held[-1], word):
            runs.append(_run(held))
            held = []
        held.append(word)
    if held:
        runs.append(_run(held))
    return runs


def _follows(one: Word, other: Word) -> bool:
    size = max(one.size, other.size)
    return _in_line(one, other) and -0.3 * size < other.left - one.right < _WIDE * size


def _in_line(one: Word, other: Word) -> bool:
    return min(one.top, other.top) - max(one.bottom, other.bottom) > 0.5 * min(one.size, other.size)


def _run(words: Sequence[Word]) -> Word:
    text = words[0].text
    for one, other in pairwise(words):
        text += other.text if other.left - one.right < 0.05 * one.size else " " + other.text
    tallest = max(words, key=lambda word: word.size)
    width = words[0].right - words[0].left
    return Word(text, words[0].left, words[-1].right, tallest.bottom, tallest.top, width)


# ------------------------------------------------------------------ running heads and feet


@dataclass(slots=True)
class _Edge:
    text: str
    at: float
    size: float
    apart: bool
    pages: set[int]
    runs: list[tuple[int, Word]]


def _without_edges(pages: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """The pages without what stands in one place above or below on several of them, and without their numbers."""
    edges: list[_Edge] = []
    outer: list[tuple[int, list[Word]]] = []
    for number, page in enumerate(pages):
        rows = _rows(page)
        outer += [(number, row) for row in rows[:1] + rows[1:][-1:]]
        for outer_rows in (rows[:_EDGE_ROWS], rows[: -_EDGE_ROWS - 1 : -1] if len(rows) > _EDGE_ROWS else []):
            apart = _set_apart(rows, outer_rows)
            for at, row in enumerate(outer_rows):
                _note_edge(edges, number, row, apart=at < apart)
    needed = max(2.0, _MANY * len(pages))
    running = [edge for edge in edges if len(edge.pages) >= needed]
    running += [edge for edge in edges if edge.apart and any(_in_place(edge, other) for other in running)]
    gone = {(number, id(run)) for edge in running for number, run in edge.runs}
    gone |= {(number, id(run)) for number, row in _numbered(outer, needed) for run in row}
    return [[run for run in page if (number, id(run)) not in gone] for number, page in enumerate(pages)]


def _numbered(rows: Sequence[tuple[int, list[Word]]], needed: float) -> Iterator[tuple[int, list[Word]]]:
    """Of the first and last rows of pages those that are a page number, or have one that counts the pages."""
    counts: Counter[int] = Counter()
    steps: list[int | None] = []
    for number, row in rows:
        figure = next((run.text for run in (row[0], row[-1]) if len(row) > 1 and run.text.isdecimal()), "")
        steps.append(int(figure) - number if 0 < len(figure) < 5 else None)
    counts.update(step for step in steps if step is not None)
    for (number, row), step in zip(rows, steps, strict=True):
        if _PAGE_NUMBER.fullmatch(_row_text(row)) or (step is not None and counts[step] >= needed):
            yield number, row


def _in_place(one: _Edge, other: _Edge) -> bool:
    """Whether what stands on a page alone stands where others have a running head, in its type."""
    return abs(one.at - other.at) < 1 and abs(one.size - other.size) < 0.2


def _set_apart(rows: Sequence[Sequence[Word]], outer: Sequence[Sequence[Word]]) -> int:
    """How many of the outer rows, from the edge on, stand apart from all others."""
    inner = list(rows) if outer and outer[0] is rows[0] else list(reversed(rows))
    for at, (one, other) in enumerate(pairwise(inner[: len(outer) + 1]), 1):
        above, below = sorted((one[0], other[0]), key=lambda run: -run.bottom)
        if above.bottom - below.top > 0.6 * max(above.size, below.size):
            return at
    return 0


def _note_edge(edges: list[_Edge], number: int, row: Sequence[Word], *, apart: bool) -> None:
    text = _FOLDED.sub(lambda match: "#" if match.group()[0].isdigit() else " ", _row_text(row))
    at, size = row[0].bottom, row[0].size
    for edge in edges:
        near = abs(edge.at - at) < 4 and abs(edge.size - size) < 1.5
        if near and number not in edge.pages and fuzz.ratio(edge.text, text) >= (_ALIKE if apart else 100):
            break
    else:
        if len(edges) >= _MAX_EDGES:
            edges.remove(min(edges, key=lambda one: len(one.pages)))
        edge = _Edge(text, at, size, apart, set(), [])
        edges.append(edge)
    edge.pages.add(number)
    edge.runs += [(number, run) for run in row]


def _rows(runs: Sequence[Word]) -> list[list[Word]]:
    """Runs that stand side by side, from above to below, each row from left to right."""
    rows: list[list[Word]] = []
    for run in sorted(runs, key=lambda one: (-(one.top + one.bottom), one.left)):
        if rows and _in_line(rows[-1][0], run):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda run: run.left) for row in rows]


def _row_text(row: Sequence[Word]) -> str:
    return " ".join(run.text for run in row)


# ------------------------------------------------------------------ columns


def _gutters(runs: Sequence[Word]) -> Iterator[int]:
    """Where columns of prose begin that stand beside others."""
    starts = Counter(round(run.left) for run in runs)
    edge = min(starts, default=0)
    for start, times in sorted(starts.most_common(_MAX_GUTTERS)):
        if times >= 3 and start > edge + 20 and _is_gutter(runs, start - 1, 3):
            yield start


def _is_gutter(runs: Sequence[Word], at: float, least: int) -> bool:
    """Whether two columns of prose meet there, side by side, with little of the page across."""
    left = [run for run in runs if run.right <= at]
    right = [run for run in runs if run.left >= at]
    if len(left) < least or len(right) < least or len(runs) - len(left) - len(right) > 0.6 * len(runs):
        return False
    low = max(min(run.bottom for run in left), min(run.bottom for run in right))
    high = min(max(run.top for run in left), max(run.top for run in right))
    beside = [[run for run in side if low <= (run.top + run.bottom) / 2 <= high] for side in (left, right)]
    return all(len(side) >= least and _is_prose_column(side) for side in beside)


def _is_prose_column(runs: Sequence[Word]) -> bool:
    wide = median(run.right - run.left for run in runs) / median(run.size for run in runs)
    return wide >= _COLUMN and sum(" " in run.text for run in runs) * 2 >= len(runs)


def _ordered(runs: Sequence[Word], gutters: Sequence[float]) -> list[_Group]:
    """The groups of a page as one reads them: columns from left to right, what stands across between them."""
    tried = ((gutter - 1, least) for least in (3, 1) for gutter in gutters)
    at = next((at for at, least in tried if _is_gutter(runs, at, least)), None)
    if at is None:
        return _groups(runs)
    groups: list[_Group] = []
    sides: tuple[list[Word], list[Word]] = [], []
    across: list[Word] = []
    for run in sorted(runs, key=lambda one: -(one.top + one.bottom)):
        side = 0 if run.right <= at else 1 if run.left >= at else None
        if side is None:
            groups += _both(sides, gutters)
            across.append(run)
        else:
            groups += _groups(across)
            across.clear()
            sides[side].append(run)
    return [*groups, *_both(sides, gutters), *_groups(across)]


def _both(sides: tuple[list[Word], list[Word]], gutters: Sequence[float]) -> list[_Group]:
    found = [group for side in sides if side for group in _ordered(side, gutters)]
    for side in sides:
        side.clear()
    return found


def _groups(runs: Sequence[Word]) -> list[_Group]:
    lines = [line for row in _rows(runs) for line in _lines(row)]
    return [_Group(lines)] if lines else []


def _lines(row: Sequence[Word]) -> Iterator[_Line]:
    """The line that a row is; of a table's, a line for each cell."""
    held = [row[0]]
    beside = False
    for run in row[1:]:
        if run.left - held[-1].right > _CELL * run.size:
            yield _line(held, beside=beside)
            held, beside = [], True
        held.append(run)
    yield _line(held, beside=beside)


def _line(runs: Sequence[Word], *, beside: bool) -> _Line:
    tallest = max(runs, key=lambda run: run.size)
    first = runs[0].first or runs[0].right - runs[0].left
    return _Line(_row_text(runs), runs[0].left, runs[-1].right, tallest.bottom, tallest.size, first, beside)


# ------------------------------------------------------------------ lines → paragraphs


def _written(groups: Sequence[_Group]) -> str:
    words = {word.casefold() for group in groups for line in group.lines for word in _TOKEN.findall(line.text)[1:-1]}
    text = _Text()
    for group in groups:
        for index, line in enumerate(group.lines):
            _add(text, _join(text, line, group, new=index == 0), line, words)
            text.last, text.full = line, _is_full(group, index)
    return "".join(text.parts).strip()


def _add(text: _Text, join: str, line: _Line, words: set[str]) -> None:
    before = text.parts[-1] if text.parts else ""
    if join == " " and before[-1:] in MARKS and before[:-1].strip():
        head, _, tail = before[:-1].rpartition(" ")
        start, blank, rest = line.text.partition(" ")
        text.parts[-1] = head + " " * bool(head) + rejoin(tail, start, words)
        text.parts.append(blank + rest)
        return
    if join != " ":
        text.parts[-1:] = [_settled(before)] if text.parts else []
    text.parts += [join, line.text] if text.parts else [line.text]


def _settled(line: str) -> str:
    """A line that nothing is joined to, its hyphen an ordinary one."""
    return line[:-1] + "-" if line[-1:] in ("\x02", "\ufffe") else line


def _join(text: _Text, line: _Line, group: _Group, *, new: bool) -> str:
    """What stands between the last line and this one: a blank, a line break, or an empty line."""
    last = text.last
    if last is None:
        return ""
    if line.beside:
        return "\n"
    if abs(last.size - line.size) > 0.12 * max(last.size, line.size):
        return "\n\n"
    ended = last.text[-1] in _STOPS
    goes_on = line.text[0].islower() or last.text[-1] in MARKS
    if new:
        return " " if not ended and (text.full or goes_on) else "\n\n"
    if group.pitch and last.bottom - line.bottom > max(1.35 * group.pitch, 1.2 * line.size):
        return "\n\n"
    if ended and line.left - group.left > 0.6 * line.size and last.left - group.left < 3 * line.size:
        return "\n\n"
    if text.full or (goes_on and not ended):
        return " "
    return "\n"


def _is_full(group: _Group, index: int) -> bool:
    """Whether the first word of the next line had no room in this one; of the last line, whether another has none."""
    line = group.lines[index]
    needed = group.lines[index + 1].first if index + 1 < len(group.lines) else 3 * line.size
    return line.right + 0.2 * line.size + needed > group.right - 0.1 * line.size
