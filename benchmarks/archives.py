"""How fast kg reads real news: one worker of `kg extract` against the bare spaCy pipeline over the same paragraphs.

The archives are other people's articles and no part of the project; what is not there is not measured. Each turn is a
process of its own, so that nothing is remembered from the turn before, and in each one half comes first in turn.
Seconds of processor; the model is loaded before. A clock of the processor looks every few milliseconds where kg is:
that tells which rooms of it cost how much besides the parser, and which functions.

    python -m benchmarks.archives [bbc reuters modern] [--articles N] [--turns N] [--functions N]
"""

# ruff: noqa: PLC0415 - what is measured is imported where it is measured

from __future__ import annotations

import argparse
import gzip
import json
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from statistics import median
from types import FrameType

from benchmarks.corpus import ROOT
from benchmarks.measure import Row, at_least, processor_seconds, show

SHARED = ROOT.parent / "shared" / "bench"
ARCHIVES = {"bbc": 0, "reuters": 3_000, "modern": 0}
"""How many articles of each are read; 0: all."""
TURNS = 5
LEAST = 0.8
LOOK = 0.004
"""Seconds of processor between two looks at where kg is: few enough to cost nothing."""
PARSER = "parser"
ROOMS = {
    "mention/word_classes.py": PARSER,
    "mention/language.py:annotate": PARSER,
    "mention/language.py": "text",
    "run/codec.py": "keeping",
    "run/cache.py": "keeping",
    "extract_format.py": "writing",
    "graph": "writing",
}
"""Where the files and functions of kg belong that are no room by themselves."""


@dataclass(frozen=True)
class Turn:
    """What one process measured."""

    words: int
    bare: float
    """Seconds of processor of the bare pipeline."""
    kg: float
    rooms: dict[str, float] = field(default_factory=dict)
    """Seconds of kg by room."""
    functions: dict[str, float] = field(default_factory=dict)
    """Seconds of kg by function, with what it calls."""

    @property
    def outside(self) -> float:
        """Seconds that kg spends besides its parser, for each second of the bare pipeline."""
        return sum(seconds for room, seconds in self.rooms.items() if room != PARSER) / self.bare


class Looks:
    """Counts where kg is while it works, by room and by function."""

    def __init__(self) -> None:
        self.rooms: Counter[str] = Counter()
        self.functions: Counter[str] = Counter()
        self._root = f"{ROOT / 'kg'}/"

    def __enter__(self) -> Looks:
        signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, LOOK, LOOK)
        return self

    def __exit__(self, *_: object) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)

    def _look(self, _number: int, frame: FrameType | None) -> None:
        functions: list[str] = []
        while frame is not None:
            file = frame.f_code.co_filename
            if file.startswith(self._root):
                functions.append(f"{file.removeprefix(self._root)}:{frame.f_code.co_qualname}")
            frame = frame.f_back
        self.rooms[room_of(functions[0]) if functions else "python"] += 1
        self.functions.update(set(functions))

    def seconds(self, counts: Counter[str], spent: float) -> dict[str, float]:
        """Looks as shares of the time they were taken in."""
        looks = max(1, self.rooms.total())
        return {name: count * spent / looks for name, count in counts.most_common()}


def room_of(function: str) -> str:
    """The room of the innermost function of kg: "mention/names.py:find_names" is of "mention"."""
    file, _, name = function.partition(":")
    folder = file.partition("/")[0]
    outer = name.partition(".")[0]
    return ROOMS.get(f"{file}:{outer}") or ROOMS.get(file) or ROOMS.get(folder) or folder


def measure(articles: int = 0, turns: int = TURNS, names: Sequence[str] = tuple(ARCHIVES)) -> list[Row]:
    """The rows of each archive that is there; `articles`: of each at most so many."""
    return [row for name in names if (turn := run_turns(name, articles, turns)) for row in rows(name, turn)]


def run_turns(name: str, articles: int, turns: int) -> list[Turn]:
    """What each process measures; none where the archive is not there."""
    archive = SHARED / f"archive_{name}.jsonl.gz"
    if not archive.is_file():
        return []
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as folder, gzip.open(archive, "rt", encoding="utf-8") as lines:
        file = Path(folder) / "news.jsonl"
        file.write_text("".join(islice(lines, articles or ARCHIVES[name] or None)), encoding="utf-8")
        return [_in_a_process(file, bare_first=number % 2 == 0) for number in range(turns)]


def _in_a_process(file: Path, *, bare_first: bool) -> Turn:
    command = [sys.executable, "-m", "benchmarks.archives", "--one-turn", str(file), *["--bare-first"] * bare_first]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise RuntimeError(ran.stderr)
    return Turn(**json.loads(ran.stdout))


def one_turn(file: Path, *, bare_first: bool) -> Turn:
    """Read a file of articles with both, in this process; the project's samples are read before, to warm up."""
    import spacy

    from kg.build import Settings, build_corpus, crew_here
    from kg.extract_format import extract_text
    from kg.mention.language import BATCH_PARAGRAPHS, DEFAULT_MODEL
    from kg.read.articles import read_articles

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bare = spacy.load(DEFAULT_MODEL)
    crew = crew_here(Settings())
    looks = Looks()
    articles = list(read_articles([file], on_error=lambda _: None))
    texts = [article.text[block.start : block.end] for article in articles for block in article.blocks]

    def parse(texts: Sequence[str]) -> None:
        for _ in bare.pipe(texts, batch_size=BATCH_PARAGRAPHS):
            pass

    def extract(path: Path) -> None:
        extract_text(build_corpus([path], Settings(), crew=crew))

    def extract_looking() -> None:
        with looks:
            extract(file)

    parse(texts[:64])
    extract(ROOT / "samples")
    seconds: dict[bool, float] = {}
    for is_bare in (bare_first, not bare_first):
        seconds[is_bare] = processor_seconds((lambda: parse(texts)) if is_bare else extract_looking)
    kg = seconds[False]
    words = sum(len(text.split()) for text in texts)
    return Turn(words, seconds[True], kg, looks.seconds(looks.rooms, kg), looks.seconds(looks.functions, kg))


def rows(name: str, turns: Sequence[Turn]) -> list[Row]:
    """The rows of one archive."""
    speed, bare = (turns[0].words / min(getattr(turn, part) for turn in turns) for part in ("kg", "bare"))
    middle = sorted(turns, key=lambda turn: turn.outside)[len(turns) // 2]
    rooms = [(room, seconds / middle.bare) for room, seconds in middle.rooms.items()]
    told = ", ".join(f"{room} {share:.1%}" for room, share in rooms if share >= 0.001)
    return [
        Row(f"{name}, {turns[0].words:,} words: bare spaCy pipeline, words a second", f"{bare:,.0f}"),
        Row(f"{name}: one worker of `kg extract`, words a second", f"{speed:,.0f}"),
        at_least(
            f"{name}: kg against bare spaCy, median of {len(turns)} turns",
            median(turn.bare / turn.kg for turn in turns),
            LEAST,
            "{:.2f} ×",
        ),
        Row(f"{name}: outside the parser, of bare spaCy's time ({told})", f"{middle.outside:.1%}"),
    ]


def functions(turn: Turn, many: int) -> list[str]:
    """The functions of kg that take longest with what they call, in hundredths of the bare pipeline's time."""
    return [f"{seconds / turn.bare:7.2%}  {name}" for name, seconds in islice(turn.functions.items(), many)]


def main() -> int:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure how fast kg reads real news.")
    parser.add_argument("archives", nargs="*", metavar="ARCHIVE", help=f"of {', '.join(ARCHIVES)}; default: all")
    parser.add_argument("--articles", type=int, default=0, help="at most so many of each")
    parser.add_argument("--turns", type=int, default=TURNS)
    parser.add_argument("--functions", type=int, default=0, help="print so many of the costliest functions")
    parser.add_argument("--one-turn", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--bare-first", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one_turn:
        print(json.dumps(asdict(one_turn(options.one_turn, bare_first=options.bare_first))))
        return 0
    status = 0
    for name in options.archives or ARCHIVES:
        began = time.monotonic()
        if turns := run_turns(name, options.articles, options.turns):
            status |= show(f"archive_{name} ({time.monotonic() - began:,.0f} s)", rows(name, turns))
            print(*functions(turns[-1], options.functions), sep="\n", flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main())
