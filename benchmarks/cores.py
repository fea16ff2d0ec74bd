"""Two workers against one, over the same articles, each time without a cache; and what memory a worker takes.

A machine that others use too is a tenth slower in some minutes than in others: so in turns, and of each the shortest
time, which the others disturbed least.

    python -m benchmarks.cores [ARTICLES]
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.corpus import write_corpus
from benchmarks.measure import Ran, Row, at_least, kg, show
from kg.run.workers import available_cores

LEAST = 1.7
TURNS = 3


def measure(size: int = 800) -> list[Row]:
    """Seconds by the clock, start-up of kg and of its workers included."""
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as name:
        folder = Path(name)
        write_corpus(folder / "news", size)
        turns = [
            tuple(
                kg("rebuild", "news", "--no-load", "--fresh", "--workers", str(count), cwd=folder) for count in (1, 2)
            )
            for _ in range(TURNS)
        ]
    ones, twos = zip(*turns, strict=True)
    one, two = (min(runs, key=lambda run: run.seconds) for runs in (ones, twos))
    ratio = one.seconds / two.seconds
    label = f"`--workers 2` against 1 ({_each(ones)} → {_each(twos)} s), the shortest of each"
    return [
        at_least(label, ratio, LEAST, "{:.2f} ×") if available_cores() > 1 else Row(label, f"{ratio:.2f} × (one core)"),
        Row("articles a second, two workers", f"{size / two.seconds:.1f}"),
        Row("memory of one more worker", f"{two.memory - one.memory:,.0f} MB"),
        Row("memory in all, two workers", f"{two.memory:,.0f} MB"),
    ]


def _each(runs: Sequence[Ran]) -> str:
    return ", ".join(f"{run.seconds:.1f}" for run in runs)


if __name__ == "__main__":
    sys.exit(show("Cores", measure(*map(int, sys.argv[1:]))))
