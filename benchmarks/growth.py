"""Time and memory of a first build by the number of articles: flat for each article, or something compares everything.

Short articles (60 words), so that twenty thousand of them take minutes; what does not depend on their number (loading
model and names) is measured by a build of a few and taken off the time, not off the memory. Time is that of the
processors: of kg and its workers.

    python -m benchmarks.growth time|memory [ARTICLES …]
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from benchmarks.corpus import write_corpus
from benchmarks.measure import Ran, Row, at_most, kg, show

TIMES, MEMORIES = (1_000, 5_000, 20_000), (1_000, 10_000)
FEW = 10
FLAT, MEMORY = 1.10, 1.3


@cache
def _build(size: int) -> Ran:
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as name:
        write_corpus(Path(name) / "news", size, short=True)
        return kg("rebuild", "news", "--no-load", cwd=Path(name))


def time(sizes: Sequence[int] = TIMES) -> list[Row]:
    """Milliseconds an article, each size against the first."""
    start = _build(FEW).cpu
    each = {size: (_build(size).cpu - start) / (size - FEW) * 1000 for size in sizes}
    rows = [
        Row(f"{size:,} articles", f"{cpu:.1f} ms of processor each, {_build(size).seconds:.0f} s by the clock")
        for size, cpu in each.items()
    ]
    most = max(each[size] / each[sizes[0]] for size in sizes[1:])
    return [*rows, at_most(f"an article among most, against one among {sizes[0]:,}", most, FLAT, "{:.2f} ×")]


def memory(sizes: Sequence[int] = MEMORIES) -> list[Row]:
    """Megabytes at the peak, of kg and its workers together, the last size against the first."""
    peaks = {size: _build(size).memory for size in sizes}
    rows = [Row(f"{size:,} articles", f"{peak:,.0f} MB") for size, peak in peaks.items()]
    first, last = sizes[0], sizes[-1]
    return [*rows, at_most(f"{last:,} articles against {first:,}", peaks[last] / peaks[first], MEMORY, "{:.2f} ×")]


if __name__ == "__main__":
    part, *given = sys.argv[1:]
    chosen = [int(text) for text in given]
    if part == "time":
        sys.exit(show("Growth: time", time(chosen or TIMES)))
    sys.exit(show("Growth: memory", memory(chosen or MEMORIES)))
