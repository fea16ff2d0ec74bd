"""Bytes and characters of input files: found, opened, unpacked and decoded, within limits and with named faults."""

from __future__ import annotations

import gzip
import os
import stat
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import InputError
from kg.paths import is_output

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAX_BYTES = 5_000_000
"""What one article may have: a long book's worth of text. A larger one is not one article."""
MAX_PACKING = 200
"""How many times its size a gzip file may unpack to; text packs 3 to 20 times, a bomb 1,000 times."""

_BINARY = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a zip file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\xd0\xcf\x11\xe0": "a Word or Excel file of before 2007",
}


def find_files(path: Path) -> Iterator[Path]:
    """Yield `path` itself, or the files below the folder `path`, sorted.

    Hidden and half-written ones are left out, and graphs that kg wrote there.
    """
    if not path.is_dir():
        yield path
        return
    yield from sorted(_walk(path), key=lambda file: file.parts)


def _walk(folder: Path) -> Iterator[Path]:
    for top, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith((".", "__")) and not is_output(Path(top) / name)]
        yield from (Path(top) / name for name in names if not name.startswith((".", "~")))


def suffix_of(path: Path) -> str:
    """The suffix that tells the format, in small letters: ".jsonl" for "a.jsonl" and "a.JSONL.gz"."""
    name = path.name.lower().removesuffix(".gz")
    return Path(name).suffix


@contextmanager
def open_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file, a pipe or standard input ("-") to read, unpacked where it ends in .gz.

    Every failure while it is open, in opening, reading or unpacking, becomes an InputError that names the file.
    """
    try:
        with _open(path) as stream:
            yield stream
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InputError(str(path), f"damaged gzip file ({error})") from error
    except OSError as error:
        raise InputError(str(path), (error.strerror or str(error)).lower()) from error


@contextmanager
def _open(path: Path) -> Iterator[BinaryIO]:
    if str(path) == "-":
        yield sys.stdin.buffer
        return
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise InputError(str(path), "is a folder")
    if path.suffix.lower() != ".gz":
        with path.open("rb") as stream:
            yield stream
        return
    with path.open("rb") as packed, BufferedReader(_Unpacked(packed, path, path.stat().st_size)) as stream:
        yield stream


def is_readable_kind(path: Path) -> bool:
    """Whether a file found in a folder is a regular file: a pipe or device there would block the whole run."""
    return path.is_file()


def checked(data: bytes, where: str, limit: int) -> bytes:
    """`data` itself. Raises InputError where it is empty or larger than `limit`."""
    if len(data) > limit:
        raise InputError(where, f"larger than {limit:,} bytes, too much for one article")
    if not data.strip():
        raise InputError(where, "empty file")
    return data


def numbered_lines(stream: BinaryIO, name: str, limit: int, first: int = 1) -> Iterator[tuple[int, bytes | InputError]]:
    """Yield (number, line) of a stream of any length; a line of more than `limit` bytes comes as an error instead."""
    number, line = first, stream.readline(limit + 1)
    while line:
        if len(line) > limit:
            _skip_line(stream, line)
            yield number, InputError(f"{name}:{number}", f"larger than {limit:,} bytes, too much for one article")
        else:
            yield number, line
        number, line = number + 1, stream.readline(limit + 1)


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(1_000_000)


def what_it_is(head: bytes) -> str | None:
    """What a file is that holds no text, by its first bytes; None for text, as far as they tell."""
    return next((kind for magic, kind in _BINARY.items() if head.startswith(magic)), None)


class _Unpacked(RawIOBase):
    """The unpacked bytes of a gzip file, which end in an error where they outgrow the packed ones as no text does."""

    def __init__(self, packed: BinaryIO, path: Path, size: int) -> None:
        self._stream = gzip.GzipFile(fileobj=packed)
        self._path = path
        self._left = MAX_PACKING * size + 1_000_000

    def readable(self) -> bool:
        """A stream to read from, for BufferedReader."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill `buffer` as far as there is data. Raises InputError for a bomb."""
        view = memoryview(buffer)
        data = self._stream.read(len(view))
        self._left -= len(data)
        if self._left < 0:
            raise InputError(str(self._path), f"unpacks to more than {MAX_PACKING} times its size: refused")
        view[: len(data)] = data
        return len(data)
