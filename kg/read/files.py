"""Bytes and characters of input files: found, opened, unpacked and decoded, within limits and with named faults."""

from __future__ import annotations

import gzip
import os
import stat
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, BytesIO, RawIOBase
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

_UNPACK = "unpack it first"
_OTHERS = (
    (0, b"%PDF", "a PDF file", ""),
    (0, b"{\\rtf", "an RTF file", ""),
    (0, b"\x89PNG", "a picture", ""),
    (0, b"\xff\xd8\xff", "a picture", ""),
    (0, b"GIF8", "a picture", ""),
    (0, b"BM", "a picture", ""),
    (0, b"II*\x00", "a picture", ""),
    (0, b"MM\x00*", "a picture", ""),
    (8, b"WEBP", "a picture", ""),
    (4, b"ftyphei", "a picture", ""),
    (4, b"ftypavif", "a picture", ""),
    (4, b"ftyp", "a video or sound file", ""),
    (0, b"ID3", "a sound file", ""),
    (0, b"\xff\xfb", "a sound file", ""),
    (0, b"OggS", "a sound file", ""),
    (0, b"fLaC", "a sound file", ""),
    (8, b"WAVE", "a sound file", ""),
    (8, b"AVI ", "a video", ""),
    (0, b"\x1a\x45\xdf\xa3", "a video", ""),
    (
        0,
        b"\xd0\xcf\x11\xe0",
        "a Word, Excel, PowerPoint or Outlook file of before 2007 or with a password",
        "save it as DOCX, CSV or EML",
    ),
    (0, b"!BDN", "an Outlook archive", "export its mails as EML or mbox"),
    (0, b"bplist00", "a Safari web archive", "save the page as HTML"),
    (60, b"BOOKMOBI", "a Kindle book", "save it as EPUB"),
    (0, b"%!PS", "a PostScript file", "save it as PDF"),
    (0, b"AT&TFORM", "a DjVu file", "save it as PDF with its text"),
    (0, b"SQLite format 3\x00", "an SQLite database", "export its table as CSV"),
    (0, b"PAR1", "a Parquet file", ""),
    (0, b"ARROW1", "an Arrow file", "save it as Parquet"),
    (0, b"Obj\x01", "an Avro file", "save it as JSON Lines"),
    (0, b"ORC", "an ORC file", "save it as Parquet"),
    (0, b"\x89HDF", "an HDF5 file", "save it as Parquet"),
    (0, b"\x1f\x8b", "a gzip file", "let its name end in .gz"),
    (0, b"BZh", "a bzip2 file", _UNPACK),
    (0, b"\xfd7zXZ", "an xz file", _UNPACK),
    (0, b"\x28\xb5\x2f\xfd", "a zstd file", _UNPACK),
    (0, b"7z\xbc\xaf", "a 7z archive", _UNPACK),
    (0, b"Rar!", "a RAR archive", _UNPACK),
    (257, b"ustar", "a tar archive", _UNPACK),
    (0, b"MZ", "a program", ""),
    (0, b"\x7fELF", "a program", ""),
)
"""(offset, bytes there, what that is, what to do with it); of what has a reader, for its damaged and renamed ones."""
_SURE = (b"%PDF", b"{\\rtf", b"%!PS")
"""What is letters, and no text begins with it."""
_PACKED = (
    (b"xl/", "an Excel workbook", "save it as CSV"),
    (b"ppt/", "a PowerPoint presentation", "save it as PDF"),
    (b"word/", "a Word document", ""),
    (b"opendocument.spreadsheet", "an OpenDocument spreadsheet", "save it as CSV"),
    (b"opendocument.presentation", "an OpenDocument presentation", "save it as PDF"),
    (b"opendocument.text", "an OpenDocument text", ""),
    (b"opendocument", "an OpenDocument drawing", ""),
    (b"Index/Document.iwa", "a document of Pages, Numbers or Keynote", "save it as DOCX or CSV"),
)
"""(what stands in it, what that is, what to do with it) of the files that are zip files."""


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
    with _named(str(path)), _open(path) as stream:
        yield stream


@contextmanager
def unpacked(data: bytes, name: str) -> Iterator[BinaryIO]:
    """Open the bytes of a gzip file that lies in another. Failures name it."""
    with _named(name), BufferedReader(_Unpacked(BytesIO(data), name, len(data))) as stream:
        yield stream


@contextmanager
def _named(name: str) -> Iterator[None]:
    try:
        yield
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InputError(name, f"damaged gzip file ({error})") from error
    except OSError as error:
        raise InputError(name, (error.strerror or str(error)).lower()) from error


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
    with path.open("rb") as packed, BufferedReader(_Unpacked(packed, str(path), path.stat().st_size)) as stream:
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
    """Why a file is no text, by its first bytes: what it is, and what to do with it; None where they tell nothing."""
    for offset, magic, kind, remedy in _OTHERS:
        if head.startswith(magic, offset) and (magic in _SURE or not magic.isascii() or not _is_text(head)):
            return _no_text(kind, remedy)
    return packed_kind(head) or _no_text("a zip file") if head.startswith((b"PK\x03\x04", b"PK\x05\x06")) else None


def packed_kind(head: bytes) -> str | None:
    """Why a zip file is no folder of files, by its first bytes or the names in it; None where it is one."""
    if b"[Content_Types].xml" not in head and b"mimetype" not in head and b".iwa" not in head:
        return None
    return next((_no_text(kind, remedy) for sign, kind, remedy in _PACKED if sign in head), None)


def _no_text(kind: str, remedy: str = "") -> str:
    return f"{kind}, not text" + (f": {remedy}" if remedy else "")


def _is_text(head: bytes) -> bool:
    """Whether there is nothing but letters: that a text begins with "BM" or "ORC" proves nothing."""
    return not any(byte < 9 or 13 < byte < 27 for byte in head)


class _Unpacked(RawIOBase):
    """The unpacked bytes of a gzip file, which end in an error where they outgrow the packed ones as no text does."""

    def __init__(self, packed: BinaryIO, name: str, size: int) -> None:
        self._stream = gzip.GzipFile(fileobj=packed)
        self._name = name
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
            raise InputError(self._name, f"unpacks to more than {MAX_PACKING} times its size: refused")
        view[: len(data)] = data
        return len(data)
