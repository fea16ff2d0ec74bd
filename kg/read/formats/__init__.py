"""The room of formats: one file here for each, which says what it recognizes and yields records.

What lives here: readers. Opening, unpacking, limits, encodings and fields are done around them, once, by
`kg.read.inputs` and `kg.read.articles`. A new format is one new module with a `FORMAT` (or `FORMATS`); nothing is
registered anywhere else.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from kg.errors import InputError, LeftOut
from kg.read.files import checked, find_files, is_readable_kind, numbered_lines, suffix_of, what_it_is
from kg.read.formats.json_files import json_lines
from kg.read.formats.text import FORMAT as TEXT
from kg.read.inputs import COLLECTION, Format, Input, in_memory, on_disk
from kg.read.records import Reading, Records

NOT_READ = "not read"


@cache
def all_formats() -> tuple[Format, ...]:
    """Every format of this room: those that others are written in last, otherwise by name."""
    found: list[Format] = []
    for module in iter_modules(__path__):
        room = import_module(f"{__name__}.{module.name}")
        found += room.FORMATS if hasattr(room, "FORMATS") else [room.FORMAT]
    return tuple(sorted(found, key=lambda one: (one.general, one.name)))


@cache
def known_endings() -> frozenset[str]:
    """The endings of all formats, in small letters."""
    return frozenset(ending for one in all_formats() for ending in one.endings)


def format_of(source: Input) -> Format | None:
    """What an input is, by its first bytes before its ending; None where neither says it."""
    head = source.head()
    proven = next((one for one in all_formats() if one.recognizes(head, source.ending)), None)
    return proven or next((one for one in reversed(all_formats()) if source.ending in one.endings), None)


def file_input(path: Path, reading: Reading) -> Input:
    """A file as an input."""
    ending = suffix_of(path)
    return Input(str(path), reading, on_disk(path), ending if ending in known_endings() else "", path, inside=_inside)


def read_records(path: Path, reading: Reading) -> Records:
    """The records of a file in its order. A fault in one comes in its place; one that ends the file is raised."""
    if str(path) == "-":
        yield from _standard_input(reading)
    else:
        yield from read_input(file_input(path, reading))


def read_input(source: Input) -> Records:
    """The records of a file, or of a part of one, by its format; then what is to be told of it."""
    kind, head = format_of(source) or TEXT, source.head()
    if not kind.recognizes(head, source.ending) and (what := what_it_is(head)):
        raise InputError(source.name, what)
    for record in kind.read(source):
        yield from source.told()
        yield record
    yield from source.told()


def _inside(name: str, data: bytes, around: Input) -> Records:
    ending = suffix_of(Path(name))
    known = ending if ending in known_endings() else ""
    path = f"{around.name}/{name}"
    part = Input(path, around.reading, in_memory(data, name), known, depth=around.depth + 1, inside=_inside)
    part.allowance = around.allowance
    if not known and format_of(part) is None:
        yield LeftOut(path, ending or "without ending", NOT_READ)
        return
    yield from read_input(part)


# ------------------------------------------------------------------ files and folders


def article_files(path: Path) -> Iterator[Path | InputError]:
    """The files at `path` that hold articles, and what is left out there.

    A file that was named itself is read whatever its ending; in a folder those are whose ending some format has.
    """
    files = [file for file in find_files(path) if file == path or is_readable_kind(file)]
    found = [file if file == path else _of_folder(file) for file in files]
    if all(isinstance(one, InputError) for one in found):
        known = " ".join(sorted(known_endings()))
        yield InputError(str(path), f"no articles in this folder (known: {known}, each also .gz)")
    yield from found


def _of_folder(file: Path) -> Path | LeftOut:
    ending = suffix_of(file)
    formats = [one for one in all_formats() if ending in one.endings]
    if not formats:
        return LeftOut(str(file), ending or "without ending", NOT_READ)
    lacking = next((one for one in formats if not one.is_there), None)
    return LeftOut(str(file), ending, lacking.remedy) if lacking else file


# ------------------------------------------------------------------ standard input


def _standard_input(reading: Reading) -> Records:
    """JSON Lines as they come; anything else as a whole, its format told by its first bytes."""
    stream = sys.stdin.buffer
    head = stream.readline(reading.limit + 1)
    source = Input("-", reading, in_memory(head), inside=_inside)
    kind = format_of(source)
    if kind is not None and kind.read.__name__ == "read_json_lines":
        lines = numbered_lines(stream, "-", reading.limit, 2)
        yield from json_lines(_chained(head, lines), source)
        yield from source.told()
        return
    limit = COLLECTION * reading.limit
    source.open = in_memory(checked(head + stream.read(limit + 1), "-", limit))
    yield from read_input(source)


def _chained(head: bytes, rest: Iterator[tuple[int, bytes | InputError]]) -> Iterator[tuple[int, bytes | InputError]]:
    yield 1, head
    yield from rest
