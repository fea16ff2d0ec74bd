"""What the resolution of `--engine ray` holds in memory and costs, beside the one that holds all articles.

The corpus is that of benchmarks/resolution.py, written as a cluster leaves it; each way of resolving runs in a
process of its own. Names are many or few for the mentions, so that it shows what each of the two takes.

    python -m benchmarks.cluster
    python -m benchmarks.cluster MENTIONS/NAMES MENTIONS/NAMES MENTIONS/NAMES
"""

from __future__ import annotations

import gc
import json
import resource
import subprocess
import sys
import time
from collections import Counter
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
from kg.resolve.name_blocks import block_of_names
from kg.run.codec import pack_article, pack_mentions, pack_statements
from kg.run.stage import prepare, write_rows
from kg.run.tables import tables_in
from kg.run.whole import PeopleByName, StoredExtractions, gather_extractions

Size = tuple[int, int]
"""Mentions, and names of which they are."""
SIZES: tuple[Size, Size, Size] = ((300_000, 30_000), (900_000, 30_000), (900_000, 90_000))
"""First more mentions of as many names, then as many mentions of more names."""
WAYS = ("in memory", "from disk")


def measure(sizes: tuple[Size, Size, Size] = SIZES) -> list[Row]:
    """Both ways at each size, and what more mentions and more names take."""
    found = {(way, size): _apart(way, size) for size in sizes for way in WAYS}
    rows = [
        Row(
            f"{mentions:,} mentions of {names:,} names, {way}",
            f"{found[way, (mentions, names)]['cpu']:.1f} s of processor, "
            f"{found[way, (mentions, names)]['megabytes']:,.0f} MB",
        )
        for mentions, names in sizes
        for way in WAYS
    ]
    for size in sizes:
        if found["in memory", size]["entities"] != found["from disk", size]["entities"]:
            raise SystemExit("the two ways do not agree")
    few, more, many = sizes
    for way in WAYS:
        held = [found[way, size]["megabytes"] for size in sizes]
        mention, name = (held[1] - held[0]) / (more[0] - few[0]), (held[2] - held[1]) / (many[1] - more[1])
        rows.append(Row(f"a mention more, {way}", f"{mention * 2**20:,.0f} bytes"))
        rows.append(Row(f"a name more, {way}", f"{name * 2**20:,.0f} bytes"))
    rows.append(Row(f"people's names in one block, of {many[1]:,} names", f"{_largest_block(many):.0%}"))
    return rows


def _apart(way: str, size: Size) -> dict[str, float]:
    with TemporaryDirectory(prefix="kg-") as folder:
        command = [sys.executable, "-m", "benchmarks.cluster"]
        for step in ("--write", "--resolve"):
            asked = [*command, step, way, *map(str, size), folder]
            done = subprocess.run(asked, cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def _largest_block(size: Size) -> float:
    """The share of people's names that must be looked at together."""
    mentions = (mention for one in corpus(*size)[0] for mention in one.mentions)
    names = {mention.local for mention in mentions if mention.type == "Person" and mention.kind == "name"}
    return max(Counter(block_of_names(names).values()).values()) / len(names)


def write(size: Size, stage: Path) -> None:
    """Leave a corpus as a cluster does."""
    prepare(stage, fresh=True)
    extractions, _ = corpus(*size)
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


def _size(text: str) -> Size:
    mentions, _, names = text.partition("/")
    return int(mentions), int(names)


def main(arguments: Sequence[str]) -> int:
    """Measure; or, in a process of its own, one step of it."""
    if arguments[:1] == ["--write"]:
        _, _, mentions, names, folder = arguments
        write((int(mentions), int(names)), Path(folder))
    elif arguments[:1] == ["--resolve"]:
        print(json.dumps(resolve_one(arguments[1], Path(arguments[-1]))))
    else:
        few, more, many = map(_size, arguments) if arguments else SIZES
        return show("Resolution from disk", measure((few, more, many)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
