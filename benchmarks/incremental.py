"""What a rebuild costs when little has changed, against the first build of the same articles.

Compared are seconds of processor, of kg and its workers, start of the program included: what else the machine does at
the time stretches the clock on the wall (the second figure), and not each rebuild alike.

python -m benchmarks.incremental [ARTICLES] [WORKERS]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.corpus import ROOT, article, write_corpus
from benchmarks.measure import Ran, Row, at_least, kg, show

RELATION, WORDS = "LEADS.yaml", "reporting.yaml"


def measure(size: int = 1000, workers: int = 1) -> list[Row]:
    """First build, nothing changed, one article, one relation file, one word list; each compared with the first."""
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as name:
        folder = Path(name)
        write_corpus(folder / "news", size)
        (folder / "relations").mkdir()
        shutil.copy(ROOT / "relations" / RELATION, folder / "relations")
        first = _rebuild(folder, workers)
        nothing = _rebuild(folder, workers)
        (folder / "news" / "000" / "000000.md").write_text(article(size + 1), encoding="utf-8")
        one = _rebuild(folder, workers)
        _change(folder / "relations" / RELATION)
        relation = _rebuild(folder, workers)
        (folder / "lexicon").mkdir()
        shutil.copy(ROOT / "lexicon" / WORDS, folder / "lexicon")
        words = _rebuild(folder, workers, "--lexicon", "lexicon")
        _same_as_fresh(folder, workers)
        cache = (folder / ".kg" / "cache.sqlite").stat().st_size / size / 1000
    return [
        Row(f"first build, {size:,} articles, {workers} worker(s)", _said(first)),
        at_least(f"nothing changed ({_said(nothing)})", first.cpu / nothing.cpu, 20),
        at_least(f"one article changed ({_said(one)})", first.cpu / one.cpu, 10),
        at_least(f"one relation file changed ({_said(relation)})", first.cpu / relation.cpu, 4),
        at_least(f"one word list changed ({_said(words)})", first.cpu / words.cpu, 1),
        Row("the graph after all of it, against a rebuild from nothing", "byte for byte the same"),
        Row("cache an article", f"{cache:.0f} kB"),
    ]


def _said(ran: Ran) -> str:
    return f"{ran.cpu:.1f} s, {ran.seconds:.1f} s by the clock"


def _rebuild(folder: Path, workers: int, *more: str) -> Ran:
    return kg("rebuild", "news", "--no-load", "--relations", "relations", "--workers", str(workers), *more, cwd=folder)


def _change(file: Path) -> None:
    """One more word among those that say it."""
    text = file.read_text(encoding="utf-8")
    first, sign, rest = text.partition("  lead: [")
    if not sign:
        raise RuntimeError(f"{file}: no list of words to add to")
    file.write_text(f"{first}{sign}shepherd, {rest}", encoding="utf-8")


def _same_as_fresh(folder: Path, workers: int) -> None:
    _rebuild(folder, workers, "--lexicon", "lexicon", "--fresh", "--build", "fresh")
    for file in ("nodes.jsonl", "relationships.jsonl", "manifest.json"):
        if (folder / "build" / "graph" / file).read_bytes() != (folder / "fresh" / "graph" / file).read_bytes():
            raise RuntimeError(f"{file}: not what a rebuild from nothing writes")


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:]]
    sys.exit(show("Incremental rebuild", measure(*given)))
