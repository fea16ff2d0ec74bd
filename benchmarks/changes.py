"""What one changed article costs in an archive of real news, and against another kg in the same run.

The archives are other people's articles and no part of the project: whoever has one gives it, as JSON Lines (also
packed). Of two articles a word is exchanged, so that both are read and parsed anew. Seconds of processor and memory
are of kg and its workers, start of the program included. `--against` is a checkout of another version, which works
with a cache of its own on the same articles.

    python -m benchmarks.changes ARCHIVE [--articles N] [--against CHECKOUT]
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
from benchmarks.measure import Ran, Row, at_most, kg, show

NOTHING_SECONDS = 1.0


def measure(archive: Path, articles: int | None = None, against: Path | None = None) -> list[Row]:
    """First build, one article changed and nothing changed; of `against` the first two."""
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as name:
        folder = Path(name)
        rows = _read(archive, articles)
        (folder / "own").mkdir()
        first, changed = _turn(folder / "own", rows, ROOT)
        nothing = _rebuild(folder / "own", ROOT)
        found = [
            Row(f"first build of {len(rows):,} articles of {archive.name}", _said(first)),
            Row("one article changed", _said(changed)),
            at_most("nothing changed, processor time", nothing.cpu, NOTHING_SECONDS, "{:.2f} s"),
        ]
        if against is not None:
            (folder / "other").mkdir()
            _, other = _turn(folder / "other", rows, against.resolve())
            found.append(Row("one article changed, by the other version", _said(other)))
            found.append(Row("the other version against this one", f"{other.cpu / changed.cpu:.1f} ×"))
        return found


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
    given = told.parse_args()
    return show("One article changed among many", measure(given.archive, given.articles, given.against))


if __name__ == "__main__":
    sys.exit(_main())
