"""When to build again: files have come, changed or gone, and nobody is writing them any more."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from watchfiles import Change, watch

from kg.paths import is_output

TICK = 1.0
"""Seconds between two looks at the rules, which are few files and no folders of the user's news."""
PATIENCE = 30.0
"""Seconds that others wait for a file that does not stop growing."""

Stamp = tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class Changes:
    """The files that changed, and those among them that still grow."""

    files: frozenset[Path]
    growing: frozenset[Path]


def watch_changes(
    paths: Sequence[Path], rules: Callable[[], Iterable[Path]], quiet: float, patience: float = PATIENCE
) -> Iterator[Changes]:
    """Yield once when the watch has begun, then whenever files at `paths` or the files that `rules` names have changed.

    What changes while the caller works is told the next time. Files are told when they have been quiet for `quiet`
    seconds, or after `patience` seconds as growing.
    """
    known: dict[Path, Stamp] | None = None
    tick = int(TICK * 1000)
    for found in watch(*paths, watch_filter=_may_be_article, rust_timeout=tick, yield_on_timeout=True):
        now = {file: stamp(file) for file in rules()}
        if found or now != known:
            known = now
            files = frozenset(Path(name) for _, name in found)
            yield Changes(files, wait_until_quiet(files, quiet, patience))


def wait_until_quiet(files: Iterable[Path], quiet: float, patience: float) -> frozenset[Path]:
    """Wait until no file has changed for `quiet` seconds; the files that still do after `patience` seconds."""
    ends = time.monotonic() + patience
    before = {file: stamp(file) for file in files}
    while before:
        time.sleep(quiet)
        after = {file: stamp(file) for file in before}
        growing = frozenset(file for file in before if after[file] != before[file])
        if not growing or time.monotonic() > ends:
            return growing
        before = after
    return frozenset()


def stamp(file: Path) -> Stamp:
    """What tells that a file was written again: its number, size and time; None where there is no file."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _may_be_article(_change: Change, name: str) -> bool:
    """Hidden and half-written files and what kg writes are no news, as `kg.read.files` has it."""
    path = Path(name)
    return not path.name.startswith((".", "~")) and not any(map(is_output, path.parents[:2]))
