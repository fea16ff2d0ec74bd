"""How long one waits for a command that has next to nothing to do.

python -m benchmarks.startup [TURNS]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.corpus import write_corpus
from benchmarks.measure import Row, at_most, kg, show

HELP_SECONDS = 0.4
SECONDS = "{:.2f} s"


def measure(turns: int = 7) -> list[Row]:
    """Seconds by the clock, median of some turns: the first one, from a cold disk, is not the rule."""
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as name:
        folder = Path(name)
        write_corpus(folder / "news", 1)
        helped = [kg("--help", cwd=folder).seconds for _ in range(turns)]
        read = [
            kg("extract", "news", "-o", "out.jsonl", "--workers", "1", cwd=folder) for _ in range(max(1, turns // 2))
        ]
    return [
        at_most("`kg --help`", median(helped), HELP_SECONDS, SECONDS),
        Row(
            "`kg extract` of one article, with loading model, rules and names",
            SECONDS.format(median(r.seconds for r in read)),
        ),
    ]


if __name__ == "__main__":
    sys.exit(show("Start-up", measure(*map(int, sys.argv[1:]))))
