"""How fast kg reads, against the bare spaCy pipeline over the same texts in the same process and minute.

Seconds of processor time, in turns, so that what else the machine does weighs on both alike.

    python -m benchmarks.extract [ARTICLES]
"""

# ruff: noqa: PLC0415 - what is measured is imported where it is measured

from __future__ import annotations

import sys
import tempfile
import warnings
from pathlib import Path
from statistics import median

from benchmarks.corpus import write_corpus
from benchmarks.measure import Row, at_least, processor_seconds, show

TURNS = 5


def measure(size: int = 100) -> list[Row]:
    """Words a second of processor, and the ratio."""
    import spacy

    from kg.build import DEFAULT_MODEL, Settings, build_corpus
    from kg.mention.language import load_model
    from kg.read.articles import read_articles

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bare = spacy.load(DEFAULT_MODEL)
    load_model(DEFAULT_MODEL)
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as name:
        folder = Path(name)
        write_corpus(folder / "warm", 8, first=900_000)
        write_corpus(folder / "news", size)
        articles = list(read_articles([folder / "news"], on_error=print))
        texts = [article.text[article.blocks[0].start : article.blocks[-1].end] for article in articles]
        words = sum(len(text.split()) for text in texts)

        def everything() -> None:
            build_corpus([folder / "news"], Settings())

        build_corpus([folder / "warm"], Settings())
        list(bare.pipe(texts[:8]))
        pairs = [
            (processor_seconds(lambda: list(bare.pipe(texts))), processor_seconds(everything)) for _ in range(TURNS)
        ]
    ratio = median(one / other for one, other in pairs)
    return [
        Row("bare spaCy pipeline, words a second", f"{words / min(one for one, _ in pairs):,.0f}"),
        Row("kg, from files to resolved claims, words a second", f"{words / min(other for _, other in pairs):,.0f}"),
        at_least(f"kg against bare spaCy, median of {TURNS} turns", ratio, 0.8, "{:.2f} ×"),
    ]


if __name__ == "__main__":
    sys.exit(show("Speed of reading", measure(*(int(text) for text in sys.argv[1:]))))
