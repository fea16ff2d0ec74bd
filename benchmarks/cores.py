"""Two workers against one, over the same articles, each time without a cache; and what memory a worker takes.

A machine that others use too may be a tenth faster or slower a minute later: so in turns, and each time of two workers
against those of one worker just before and just after it.

    python -m benchmarks.cores [ARTICLES]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.corpus import write_corpus
from benchmarks.measure import Row, at_least, kg, show
from kg.run.workers import available_cores

LEAST = 1.7
TURNS = 3


def measure(size: int = 800) -> list[Row]:
    """Seconds by the clock, start-up of kg and of its workers included."""
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as name:
        folder = Path(name)
        write_corpus(folder / "news", size)
        counts = (1, *(2, 1) * TURNS)
        runs = [kg("rebuild", "news", "--no-load", "--fresh", "--workers", str(count), cwd=folder) for count in counts]
    ones, twos = runs[::2], runs[1::2]
    ratios = [
        (before.seconds + after.seconds) / 2 / two.seconds
        for before, two, after in zip(ones[:-1], twos, ones[1:], strict=True)
    ]
    one, two = median(run.seconds for run in ones), median(run.seconds for run in twos)
    ratio = median(ratios)
    label = f"`--workers 2` against 1 ({one:.1f} s → {two:.1f} s), median of {TURNS} turns"
    spread = f"from {min(ratios):.2f} to {max(ratios):.2f}"
    return [
        at_least(f"{label}, {spread}", ratio, LEAST, "{:.2f} ×")
        if available_cores() > 1
        else Row(label, f"{ratio:.2f} × (one core)"),
        Row("articles a second, two workers", f"{size / two:.1f}"),
        Row("memory of one more worker", f"{twos[0].memory - ones[0].memory:,.0f} MB"),
        Row("memory in all, two workers", f"{twos[0].memory:,.0f} MB"),
    ]


if __name__ == "__main__":
    sys.exit(show("Cores", measure(*map(int, sys.argv[1:]))))
