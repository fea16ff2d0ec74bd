"""A record: a text and the fields that came with it, not yet checked; and how records are to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.errors import InputError, InputNote
from kg.model import Span
from kg.read.files import MAX_BYTES

Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """One article as it came: `fields` by the names of EXTRACT.md, `origin` says where they were ("front matter")."""

    where: str
    text: str
    fields: Fields = field(default_factory=dict)
    origin: str = ""
    start: int = 0
    """Where the prose begins: after the front matter."""
    path: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    """Our field → the name it goes by in the file, where that is another."""
    hidden: tuple[Span, ...] = ()
    """Stretches of the text that are no words: marks of Markdown. The parser does not see them."""

    def called(self, name: str) -> str:
        """What messages call a field of ours."""
        return self.names.get(name, name)


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read, as the user says."""

    limit: int = MAX_BYTES
    """Bytes that one article may have."""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """Our field name → the name it goes by in the files."""
    encoding: str | None = None
    """Of text without a byte order mark; None: UTF-8, else windows-1252."""
    date_order: str = ""
    """What 3/6/2024 means: "dmy" or "mdy"; empty: such a date is not read."""
    language: str = "en"
    """Articles in other languages are left out; "any": none is."""
    lines: bool = field(default=False, repr=False)
    """Whether lines of JSON are handed on unread: for who keeps what became of them."""


@dataclass(frozen=True, slots=True)
class Line(Record):
    """A line of JSON Lines that nobody has read yet."""

    data: bytes = b""
    read: Callable[[], tuple[list[Record | InputError], list[str]]] = lambda: ([], [])
    """Its records, or what is wrong with it, and what is to be told of its file."""
    tell: Callable[[str], Iterable[InputNote]] = lambda _text: ()
    """Gives what is told of its file; nothing where it was told before."""


Records = Iterator[Record | InputError]
