"""How long one waits for a command that has next to nothing to do.

python -m benchmarks.startup [TURNS]
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.corpus import write_corpus
from benchmarks.measure import Row, at_most, kg, show
from kg.mention.language import DEFAULT_MODEL

HELP_SECONDS = 0.4
SECONDS = "{:.2f} s"
BARE = """import pathlib, sys, warnings
warnings.simplefilter("ignore")
import spacy
spacy.load(sys.argv[1])(pathlib.Path(sys.argv[2]).read_text("utf-8"))"""
"""What whoever wants an article parsed cannot do without."""


def measure(turns: int = 7) -> list[Row]:
    """Seconds by the clock, median of some turns: the first one, from a cold disk, is not the rule."""
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as name:
        folder = Path(name)
        write_corpus(folder / "news", 1)
        helped = [kg("--help", cwd=folder).seconds for _ in range(turns)]
        [article] = (file for file in (folder / "news").rglob("*") if file.is_file())
        turned = [(kg("extract", "news", "-o", "out.jsonl", cwd=folder), bare(article)) for _ in range(turns)]
    return [
        at_most("`kg --help`", median(helped), HELP_SECONDS, SECONDS),
        Row(
            "`kg extract` of one article, with loading model, rules and names",
            SECONDS.format(median(ran.seconds for ran, _ in turned)),
        ),
        Row(
            "the same against loading the bare pipeline and parsing it, processor time",
            f"{median(ran.cpu / parsed for ran, parsed in turned):.2f} ×",
        ),
    ]


def bare(article: Path) -> float:
    """Seconds of processor that a new process takes to load the bare pipeline and parse an article."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", BARE, DEFAULT_MODEL, article], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(show("Start-up", measure(*map(int, sys.argv[1:]))))
