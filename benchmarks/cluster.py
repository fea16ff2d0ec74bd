"""What the resolution of `--engine ray` holds in memory and costs, beside the one that holds all articles.

The corpus is that of benchmarks/resolution.py, written as a cluster leaves it; each way of resolving runs in a
process of its own.

    python -m benchmarks.cluster [MENTIONS …]
"""

from __future__ import annotations

import gc
import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.corpus import ROOT
from benchmarks.measure import Row, show
from benchmarks.resolution import corpus
from kg.build import office_words
from kg.know.gazetteer import load_gazetteer
from kg.mention.titles import load_titles
from kg.paths import shipped
from kg.resolve.entities import resolve
from kg.run.codec import pack_article, pack_mentions, pack_statements
from kg.run.stage import prepare, write_rows
from kg.run.tables import tables_in
from kg.run.whole import PeopleByName, StoredExtractions, gather_extractions

SIZES = (100_000, 300_000)
WAYS = ("in memory", "from disk")


def measure(sizes: Sequence[int] = SIZES) -> list[Row]:
    """Both ways at each size, and what a million more mentions take."""
    found = {(way, size): _apart(way, size) for size in sizes for way in WAYS}
    rows = [
        Row(f"{size:,} mentions, {way}", f"{one['cpu']:.1f} s of processor, {one['megabytes']:,.0f} MB")
        for (way, size), one in found.items()
    ]
    if len({one["entities"] for one in found.values()}) != len(sizes):
        raise SystemExit("the two ways do not agree")
    for way in WAYS:
        first, last = found[way, sizes[0]], found[way, sizes[-1]]
        more = sizes[-1] - sizes[0]
        if more:
            each = 1e6 * (last["megabytes"] - first["megabytes"]) / more
            rows.append(Row(f"a million mentions more, {way}", f"{each:,.0f} MB"))
    return rows


def _apart(way: str, size: int) -> dict[str, float]:
    with TemporaryDirectory(prefix="kg-") as folder:
        command = [sys.executable, "-m", "benchmarks.cluster"]
        for step in ("--write", "--resolve"):
            done = subprocess.run(
                [*command, step, way, str(size), folder], cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE
            )
    result: dict[str, float] = json.loads(done.stdout)
    return result


def write(size: int, stage: Path) -> None:
    """Leave a corpus as a cluster does."""
    prepare(stage, fresh=True)
    extractions, _ = corpus(size)
    articles = [(0, row, b"", one.article.id, pack_article(one.article)) for row, one in enumerate(extractions)]
    found = [
        (0, row, one.article.id, pack_mentions(one.mentions), pack_statements(one.claims, one.quotes))
        for row, one in enumerate(extractions)
    ]
    write_rows(stage, "articles", 0, articles)
    write_rows(stage, "extractions", 0, found)
    gather_extractions(stage)


def resolve_one(way: str, stage: Path) -> dict[str, float]:
    """Resolve it in this process: processor seconds, and megabytes at the peak."""
    gazetteer, words = load_gazetteer(), office_words(load_titles(shipped("lexicon")))
    stored = StoredExtractions(stage / "corpus.parquet")
    gc.disable()  # as in a build
    began = time.process_time()
    if way == "in memory":
        resolution = resolve(tuple(stored), gazetteer, words)
    else:
        resolution = resolve(stored, gazetteer, words, blocks=PeopleByName(stage), tables=tables_in(stage / "tables"))
    spent = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"cpu": spent, "megabytes": peak, "entities": len(resolution.entities)}


if __name__ == "__main__":
    if sys.argv[1:2] == ["--write"]:
        write(int(sys.argv[3]), Path(sys.argv[4]))
    elif sys.argv[1:2] == ["--resolve"]:
        print(json.dumps(resolve_one(sys.argv[2], Path(sys.argv[4]))))
    else:
        sys.exit(show("Resolution from disk", measure([int(text) for text in sys.argv[1:]] or SIZES)))
