"""Lines in order of their keys, however many: sorted in runs that are kept in files and merged (Knuth, TAOCP 3)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import islice
from operator import itemgetter
from pathlib import Path

RUN = 200_000
"""Lines sorted in memory: some 200 MB."""
OPEN = 200
"""Files merged at once."""
Line = tuple[str, str]
"""(key, line); no line holds a line end."""


def in_order(lines: Iterable[Line], folder: Path) -> Iterator[str]:
    """The lines by key; those of one key in the order given. `folder` is where runs are kept; it must be empty."""
    rest = iter(lines)
    runs: list[Path] = []
    written = 0
    while run := sorted(islice(rest, RUN), key=itemgetter(0)):
        runs.append(_write(run, folder / str(written)))
        written += 1
        if len(runs) == OPEN:
            merged = _write(_merged(runs), folder / str(written))
            written += 1
            for file in runs:
                file.unlink()
            runs = [merged]
    yield from (line for _, line in _merged(runs))


def _write(run: Iterable[Line], file: Path) -> Path:
    with file.open("w", encoding="utf-8", errors="surrogatepass", newline="\n") as stream:
        stream.writelines(f"{json.dumps(key)}\t{line}\n" for key, line in run)
    return file


def _merged(runs: Iterable[Path]) -> Iterator[Line]:
    return merge(*map(_read, runs), key=itemgetter(0))


def _read(file: Path) -> Iterator[Line]:
    with file.open(encoding="utf-8", errors="surrogatepass", newline="\n") as stream:
        for row in stream:
            key, _, line = row.removesuffix("\n").partition("\t")
            yield json.loads(key), line
