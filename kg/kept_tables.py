"""Tables that take long to work out, kept as lines of text in the user's cache folder (or KG_CACHE_DIR).

What is kept is what would be worked out again: a file is named after what it was made of, and begins with the sum of
the rest. A folder that cannot be read or written, or a damaged file, costs the time of making the table and no more.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from kg.paths import user_cache


def kept_lines(name: str, made_of: Iterable[bytes], make: Callable[[], Iterable[str]]) -> list[str]:
    """The lines that `make` gives, or gave when the table was made of the same."""
    path = user_cache() / f"{name}-{_sum(*map(_sum, made_of))[:16].decode()}.txt"
    lines = _read(path)
    if lines is None:
        lines = list(make())
        _write(path, lines)
    return lines


def package_version(package: str) -> bytes:
    """The version of an installed package, as something that a table is made of."""
    from importlib.metadata import version  # noqa: PLC0415  slow, and many commands need no table

    return f"{package} {version(package)}".encode()


def _sum(*parts: bytes) -> bytes:
    return hashlib.sha256(b"\n".join(parts)).hexdigest().encode()


def _read(path: Path) -> list[str] | None:
    try:
        total, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return body.decode("utf-8").split("\n") if total == _sum(body) else None


def _write(path: Path, lines: Iterable[str]) -> None:
    body = "\n".join(lines).encode("utf-8")
    part = path.with_suffix(f".{os.getpid()}.part")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(_sum(body) + b"\n" + body)
        part.replace(path)
