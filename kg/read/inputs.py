"""What a reader of one format gets to read, and what it says of itself: the two sides of the room `kg/read/formats`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError, InputNote
from kg.paths import install_hint
from kg.read.encodings import decode
from kg.read.files import checked, numbered_lines, open_file, unpacked
from kg.read.records import Reading, Records

HEAD = 16_384
"""Bytes at the start of a file by which its format may be told."""
COLLECTION = 20
"""A file that must be read as a whole and holds many articles may have so many times the bytes of one."""
DEPTH = 2
"""Files within files within files: a mail in a mailbox in a zip file. What lies deeper is refused."""
MAX_PARTS = 100_000
"""Parts that one file may have, with all that lies in them; and their bytes:"""
MAX_UNPACKED = 2_000_000_000


@dataclass(slots=True)
class Allowance:
    """What may still be unpacked from one file, however deep it lies."""

    parts: int = MAX_PARTS
    bytes: int = MAX_UNPACKED
    refused: bool = False
    """Whether a bomb was found in it: nothing more of it is unpacked."""

    def take(self, size: int, where: str) -> None:
        """Take a part of `size` bytes off. Raises InputError where too little is left."""
        self.parts -= 1
        self.bytes -= size
        if self.parts < 0:
            raise InputError(where, f"more than {MAX_PARTS:,} files in one: the rest is refused")
        if self.bytes < 0:
            raise InputError(where, f"more than {MAX_UNPACKED:,} bytes unpacked from one file: the rest is refused")


@dataclass(slots=True)
class Input:
    """A file to be read, or a part of one: an entry of a zip file, a message of a mailbox.

    It may be opened more than once, but for standard input. `path` is the file itself, for libraries that want to open
    it, and None for a part. `notes` collects what readers tell of it with `note`, each thing once.
    """

    name: str
    """What messages call it: "news/a.zip", "news/a.zip/b.txt"."""
    reading: Reading
    open: Callable[[], AbstractContextManager[BinaryIO]]
    ending: str = ""
    """As in ".jsonl", of "a.jsonl" and "a.JSONL.gz"; empty where no format has it."""
    path: Path | None = None
    depth: int = 0
    inside: Callable[[str, bytes, Input], Records] | None = None
    notes: list[str] = field(default_factory=list)
    said: int = 0
    """How many of the notes `told` gave."""
    allowance: Allowance = field(default_factory=Allowance)
    """One for a file and all its parts."""

    def head(self) -> bytes:
        """The first bytes, unpacked."""
        with self.open() as stream:
            return stream.read(HEAD)

    def data(self, articles: int = 1) -> bytes:
        """All bytes. Raises InputError where there are none, or more than so many articles may have."""
        limit = articles * self.reading.limit
        with self.open() as stream:
            return checked(stream.read(limit + 1), self.name, limit)

    def text(self, articles: int = 1) -> str:
        """All characters. Raises InputError as `data` does, and for what is no text."""
        return self.decoded(self.data(articles), self.name)

    def decoded(self, data: bytes, where: str) -> str:
        """Some of its bytes as characters. Raises InputError for what is no text."""
        text, told = decode(data, where, self.reading.encoding)
        if told:
            self.note(told)
        return text

    def lines(self, first: int = 1) -> Iterator[tuple[int, bytes | InputError]]:
        """Yield (number, bytes) of every line, however many there are."""
        with self.open() as stream:
            yield from numbered_lines(stream, self.name, self.reading.limit, first)

    def note(self, text: str) -> None:
        """Tell something of this input that costs no article."""
        if text not in self.notes:
            self.notes.append(text)

    def part(self, name: str, data: bytes) -> Records:
        """The records of a file inside this one, by its own format. Raises InputError where it lies too deep."""
        if self.depth >= DEPTH or self.inside is None:
            raise InputError(f"{self.name}/{name}", f"a file within {DEPTH + 1} others: refused")
        yield from self.inside(name, data, self)

    def told(self) -> Iterator[InputNote]:
        """What readers told of it so far."""
        while self.said < len(self.notes):
            self.said += 1
            yield InputNote(self.name, self.notes[self.said - 1])


def in_memory(data: bytes, name: str = "") -> Callable[[], AbstractContextManager[BinaryIO]]:
    """Opens bytes as a file, unpacked where its name ends in .gz."""
    return lambda: unpacked(data, name) if name.lower().endswith(".gz") else BytesIO(data)


def on_disk(path: Path) -> Callable[[], AbstractContextManager[BinaryIO]]:
    """Opens a file or a pipe, unpacked where it ends in .gz. Failures name the file."""
    return lambda: open_file(path)


# ------------------------------------------------------------------ formats


def _never(_head: bytes, _ending: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Format:
    """One format that articles come in.

    `read` yields a record for each article, and an InputError in the place of one that cannot be read; what ends the
    file is raised. `recognizes` takes the first bytes (16,384 at most) and the ending, "" where that says nothing, and
    answers whether the bytes prove this format; of several the first that is not `general`, by name, has the file.
    """

    name: str
    """As in docs/reading.md and in messages: "PDF", "a web page"."""
    endings: tuple[str, ...]
    read: Callable[[Input], Records]
    recognizes: Callable[[bytes, str], bool] = _never
    general: bool = False
    """Others may be written in it (HTML, XML, JSON, zip, text), so they are asked first."""
    module: str = ""
    """The package that an extra brings, where it needs one."""
    extra: str = ""

    @property
    def is_there(self) -> bool:
        """Whether what it needs is installed."""
        return not self.module or find_spec(self.module) is not None

    @property
    def remedy(self) -> str:
        """The command that brings what it needs."""
        return install_hint(self.extra)


def missing(source: Input, what: str, extra: str, error: ImportError) -> InputError:
    """Why a file cannot be read whose package is not there, or does not work: the true reason of the import's end."""
    return InputError(source.name, f"reading {what} needs an extra: {install_hint(extra)} ({error})")
