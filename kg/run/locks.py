"""One at a time: whoever writes a folder holds its lock, and the next one waits and says so.

The operating system holds the lock for the process, so that one that is killed leaves none behind.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from kg.errors import UsageError


@contextmanager
def one_at_a_time(folder: Path, report: Callable[[str], None], *, wait: float = -1) -> Iterator[None]:
    """Hold the lock of a folder. Where another process has it, `report` gets one line, and this one waits.

    UsageError: after `wait` seconds the other still has it (-1: as long as it takes).
    """
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / ".lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        report(f"another kg is writing {folder}: waiting for it to end")
        try:
            lock.acquire(timeout=wait)
        except Timeout:
            raise UsageError(f"{folder}: another kg is still writing it; try again when it has ended") from None
    try:
        yield
    except BaseException:
        if made and [one.name for one in folder.iterdir()] == [".lock"]:
            shutil.rmtree(folder)  # what failed leaves nothing that was not there
        raise
    finally:
        lock.release()
