"""What one changed article costs in an archive of real news, and against another kg in the same run.

The archives are other people's articles and no part of the project: whoever has one gives it, as JSON Lines (also
packed). Of two articles a word is exchanged, so that both are read and parsed anew. Seconds of processor and memory
are of kg and its workers, start of the program included. `--against` is a checkout of another version, which works
with a cache of its own on the same articles. `--times` takes the archive several times over, each time with other
names, figures and days (`benchmarks/shifted.py`).

    python -m benchmarks.changes ARCHIVE [--articles N] [--times N] [--against CHECKOUT]
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
from itertools import islice
from pathlib import Path

from benchmarks.corpus import ROOT
from benchmarks.measure import Ran, Row, at_least, at_most, kg, show
from benchmarks.shifted import copy_of, shifted
from kg.read.articles import read_articles
from kg.read.stories import find_stories

NOTHING_SECONDS = 1.0
MEMORY = 700
"""Megabytes that the change of one article may take."""
TIMES_FASTER = 8.0
MIXED = 0.01
"""Share of stories that may hold articles of two copies of the archive."""


def measure(archive: Path, articles: int | None = None, times: int = 1, against: Path | None = None) -> list[Row]:
    """First build, one article changed and nothing changed; of `against` the first two. RuntimeError: copies of the
    archive are one story."""
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as name:
        folder = Path(name)
        rows = shifted(_read(archive, articles), times)
        _write(folder, rows)
        if (mixed := mixed_stories(folder / "news.jsonl")) > MIXED:
            raise RuntimeError(f"{mixed:.1%} of the stories hold articles of two copies")
        (folder / "own").mkdir()
        first, changed = _turn(folder / "own", rows, ROOT)
        nothing = _rebuild(folder / "own", ROOT)
        found = [
            Row(f"first build of {len(rows):,} articles of {archive.name}", _said(first)),
            Row("one article changed", f"{changed.cpu:.1f} s"),
            at_most("the same, memory", changed.memory, MEMORY, "{:,.0f} MB"),
            at_most("nothing changed, processor time", nothing.cpu, NOTHING_SECONDS, "{:.2f} s"),
        ]
        if against is not None:
            (folder / "other").mkdir()
            _, other = _turn(folder / "other", rows, against.resolve())
            found.append(Row("one article changed, by the other version", _said(other)))
            found.append(at_least("the other version against this one", other.cpu / changed.cpu, TIMES_FASTER))
        return found


def mixed_stories(file: Path) -> float:
    """The share of the stories of a file that hold articles of two copies of an archive."""
    stories = find_stories(read_articles([file], on_error=lambda _: None))
    return sum(len({copy_of(article) for article in one.articles}) > 1 for one in stories) / len(stories)


def _read(archive: Path, articles: int | None) -> list[dict[str, object]]:
    data = gzip.decompress(archive.read_bytes()) if archive.suffix == ".gz" else archive.read_bytes()
    return [json.loads(line) for line in islice(data.splitlines(), articles)]


def _turn(folder: Path, rows: list[dict[str, object]], code: Path) -> tuple[Ran, Ran]:
    """The first build, and the one after one article changed; another changes before that, so that no run is the first
    of its kind."""
    _write(folder, rows)
    first = _rebuild(folder, code)
    for place in (0, len(rows) // 2):
        changed = dict(rows[place])
        changed["text"] = f"{changed['text']}\nThe harbour was calm on the day after."
        rows = [*rows[:place], changed, *rows[place + 1 :]]
        _write(folder, rows)
        one = _rebuild(folder, code)
    return first, one


def _write(folder: Path, rows: list[dict[str, object]]) -> None:
    text = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    (folder / "news.jsonl").write_text(text, encoding="utf-8")


def _rebuild(folder: Path, code: Path) -> Ran:
    return kg("rebuild", "news.jsonl", "--no-load", "--workers", "1", cwd=folder, more={"PYTHONPATH": str(code)})


def _said(ran: Ran) -> str:
    return f"{ran.cpu:.1f} s, {ran.memory:,.0f} MB"


def _main() -> int:
    told = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    told.add_argument("archive", type=Path)
    told.add_argument("--articles", type=int)
    told.add_argument("--against", type=Path)
    told.add_argument("--times", type=int, default=1)
    given = told.parse_args()
    rows = measure(given.archive, given.articles, given.times, given.against)
    return show("One article changed among many", rows)


if __name__ == "__main__":
    sys.exit(_main())
