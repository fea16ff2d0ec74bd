"""What `--engine ray` holds in memory of a whole corpus and what that costs, beside a build that holds all articles.

The corpus is that of benchmarks/resolution.py, written as a cluster leaves it; entities and graph are made of it in
either way, each in a process of its own. Names are many or few for the mentions, so that it shows what each of the two
takes. Stories are compared apart, by signatures of random numbers.

    python -m benchmarks.cluster
    python -m benchmarks.cluster MENTIONS/NAMES MENTIONS/NAMES MENTIONS/NAMES
"""

from __future__ import annotations

import gc
import json
import random
import subprocess
import sys
import time
from array import array
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.corpus import ROOT
from benchmarks.measure import Row, peak_megabytes, show
from benchmarks.resolution import corpus, with_claims
from kg.build import office_words
from kg.graph.assemble import assemble, assemble_rows
from kg.graph.graph_files import write_graph
from kg.know.gazetteer import load_gazetteer
from kg.mention.titles import load_titles
from kg.model import Extraction
from kg.paths import shipped
from kg.read.stories import Signature, compare_in_memory
from kg.resolve.entities import resolve
from kg.resolve.name_blocks import block_of_names
from kg.run.codec import pack_article, pack_mentions, pack_statements
from kg.run.overlaps import compare_on_disk
from kg.run.stage import prepare, write_rows
from kg.run.tables import tables_in
from kg.run.whole import PeopleByName, StoredExtractions, gather_extractions, grouped_by

Size = tuple[int, int]
"""Mentions, and names of which they are."""
SIZES: tuple[Size, Size, Size] = ((200_000, 20_000), (600_000, 20_000), (600_000, 60_000))
"""First more mentions of as many names, then as many mentions of more names."""
ARTICLES = (10_000, 40_000)
RUNS, PAIRS = 400, 200
"""Of an article of some 500 words."""
WAYS = ("in memory", "from disk")


def measure(sizes: tuple[Size, Size, Size] = SIZES, articles: tuple[int, int] = ARTICLES) -> list[Row]:
    """Both ways at each size, and what more mentions, names and articles take."""
    found = {(way, size): _apart(way, size) for size in sizes for way in WAYS}
    for size in sizes:
        if found["in memory", size]["sum"] != found["from disk", size]["sum"]:
            raise SystemExit("the two ways do not agree")
    rows = []
    for size in sizes:
        for way in WAYS:
            one = found[way, size]
            took = (
                f"{one['entities']:.1f} s for entities, {one['graph']:.1f} s for the graph, {one['megabytes']:,.0f} MB"
            )
            rows.append(Row(f"{size[0]:,} mentions of {size[1]:,} names, {way}", took))
    few, more, many = sizes
    for way in WAYS:
        held = [found[way, size]["megabytes"] * 2**20 for size in sizes]
        rows.append(Row(f"a mention more, {way}", f"{(held[1] - held[0]) / (more[0] - few[0]):,.0f} bytes"))
        rows.append(Row(f"a name more, {way}", f"{(held[2] - held[1]) / (many[1] - more[1]):,.0f} bytes"))
    rows.append(Row(f"people's names in one block, of {many[1]:,} names", f"{_largest_block(many):.0%}"))
    for way in WAYS:
        one, other = (_run("--stories", way, number) for number in articles)
        each = (other["megabytes"] - one["megabytes"]) * 2**20 / (articles[1] - articles[0])
        took = f"{other['cpu'] / articles[1] * 1000:.1f} ms, {each:,.0f} bytes"
        rows.append(Row(f"an article more to be compared with {articles[0]:,}, {way}", took))
    return rows


def _run(*arguments: object) -> dict[str, Any]:
    """What a step in a process of its own prints."""
    command = [sys.executable, "-m", "benchmarks.cluster", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def _apart(way: str, size: Size) -> dict[str, Any]:
    with TemporaryDirectory(prefix="kg-") as folder:
        _run("--write", *size, folder)
        return _run("--build", way, folder)


def _largest_block(size: Size) -> float:
    """The share of people's names that must be looked at together."""
    mentions = (mention for one in corpus(*size)[0] for mention in one.mentions)
    names = {mention.local for mention in mentions if mention.type == "Person" and mention.kind == "name"}
    return max(Counter(block_of_names(names).values()).values()) / len(names)


def write(size: Size, stage: Path) -> None:
    """Leave a corpus as a cluster does."""
    prepare(stage, fresh=True)
    extractions = with_claims(corpus(*size)[0])
    articles = [(0, row, b"", one.article.id, pack_article(one.article)) for row, one in enumerate(extractions)]
    found = [
        (0, row, one.article.id, pack_mentions(one.mentions), pack_statements(one.claims, one.quotes))
        for row, one in enumerate(extractions)
    ]
    write_rows(stage, "articles", 0, articles)
    write_rows(stage, "extractions", 0, found)
    gather_extractions(stage)


def build(way: str, stage: Path) -> dict[str, Any]:
    """Entities and graph in this process: seconds of processor of each, the graph's sums, megabytes at the peak."""
    gazetteer, words = load_gazetteer(), office_words(load_titles(shipped("lexicon")))
    stored = StoredExtractions(stage / "corpus.parquet")
    gc.disable()  # as in a build
    began = time.process_time()
    corpus_of: Collection[Extraction] = tuple(stored) if way == "in memory" else stored
    if way == "in memory":
        resolution = resolve(corpus_of, gazetteer, words)
    else:
        resolution = resolve(
            corpus_of, gazetteer, words, blocks=PeopleByName(stage), tables=tables_in(stage / "tables")
        )
    resolved = time.process_time()
    if way == "in memory":
        manifest = write_graph(assemble(corpus_of, resolution, (), 0.0, frozenset()), stage / "graph")
    else:
        manifest = write_graph(
            assemble_rows(corpus_of, resolution, (), 0.0, frozenset(), grouped_by(stage)), stage / "graph"
        )
    times = {"entities": resolved - began, "graph": time.process_time() - resolved}
    return times | {"megabytes": peak_megabytes(), "sum": manifest["sha256"]}


def compare(way: str, articles: int) -> dict[str, float]:
    """Signatures of articles that have next to nothing in common, compared in this process."""
    chance = random.Random(articles)  # noqa: S311  measuring is no secret

    def signatures() -> Iterator[Signature]:
        for number in range(articles):
            runs, pairs = (array("Q", sorted(chance.getrandbits(64) for _ in range(many))) for many in (RUNS, PAIRS))
            yield Signature(f"a{number:07}", f"a{number}.txt", runs, pairs, ("Reuters",), (), "", number % 365)

    began = time.process_time()
    with TemporaryDirectory(prefix="kg-") as folder:
        (compare_in_memory if way == "in memory" else compare_on_disk(Path(folder)))(signatures())
    return {"cpu": time.process_time() - began, "megabytes": peak_megabytes()}


def _size(text: str) -> Size:
    mentions, _, names = text.partition("/")
    return int(mentions), int(names)


def main(arguments: Sequence[str]) -> int:
    """Measure; or, in a process of its own, one step of it."""
    if arguments[:1] == ["--write"]:
        mentions, names, folder = arguments[1:]
        write((int(mentions), int(names)), Path(folder))
        print("{}")
    elif arguments[:1] == ["--build"]:
        print(json.dumps(build(arguments[1], Path(arguments[2]))))
    elif arguments[:1] == ["--stories"]:
        print(json.dumps(compare(arguments[1], int(arguments[2]))))
    else:
        few, more, many = map(_size, arguments) if arguments else SIZES
        return show("The whole corpus from disk", measure((few, more, many)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
