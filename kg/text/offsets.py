"""A text with some places changed, and the way back: which stretch of the old text each stretch of the new one is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.model import Span

Edit = tuple[int, int, str]
"""[start, end) of the old text, and what stands there in the new one."""


@dataclass(frozen=True, slots=True)
class Offsets:
    """Offsets of a changed text and of the text it was made from, both ways; linear between two changes.

    Change number i turned old [old_starts[i], old_ends[i]) into new [new_starts[i], new_ends[i]).
    """

    old_starts: Sequence[int] = ()
    old_ends: Sequence[int] = ()
    new_starts: Sequence[int] = ()
    new_ends: Sequence[int] = ()

    def __bool__(self) -> bool:
        return bool(self.old_starts)

    def old(self, span: Span) -> Span:
        """The stretch that became the new text's `span`: without what was left out at its edges."""
        start = _mapped(
            span[0], bisect_right(self.new_starts, span[0]) - 1, self.new_ends, self.old_starts, self.old_ends
        )
        if span[0] == span[1]:
            return start, start
        at = bisect_left(self.new_starts, span[1]) - 1
        if at >= 0 and span[1] < self.new_ends[at]:
            return start, self.old_ends[at]
        return start, span[1] + (self.old_ends[at] - self.new_ends[at] if at >= 0 else 0)

    def new(self, span: Span) -> Span:
        """What became of the old text's `span`; of a change that it cuts, all."""
        start = _mapped(
            span[0], bisect_right(self.old_starts, span[0]) - 1, self.old_ends, self.new_starts, self.new_ends
        )
        if span[0] == span[1]:
            return start, start
        at = bisect_left(self.old_starts, span[1]) - 1
        if at >= 0 and span[1] < self.old_ends[at]:
            return start, self.new_ends[at]
        return start, span[1] + (self.new_ends[at] - self.old_ends[at] if at >= 0 else 0)


def _mapped(place: int, at: int, ends: Sequence[int], starts_there: Sequence[int], ends_there: Sequence[int]) -> int:
    """Where `place` lies on the other side; within change number `at`: where that begins there."""
    if at < 0:
        return place
    return starts_there[at] if place < ends[at] else place + ends_there[at] - ends[at]


def edited(text: str, edits: Iterable[Edit]) -> tuple[str, Offsets]:
    """`text` with the edits, which come in order and do not overlap, and its offsets."""
    pieces: list[str] = []
    old_starts: list[int] = []
    old_ends: list[int] = []
    new_starts: list[int] = []
    new_ends: list[int] = []
    at = length = 0
    for start, end, words in edits:
        pieces += text[at:start], words
        length += start - at
        if len(words) != 1 or end - start != 1:
            old_starts.append(start)
            old_ends.append(end)
            new_starts.append(length)
            new_ends.append(length + len(words))
        length += len(words)
        at = end
    pieces.append(text[at:])
    return "".join(pieces), Offsets(old_starts, old_ends, new_starts, new_ends)
