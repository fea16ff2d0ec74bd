"""A corpus in portions that can be read apart, on several machines, and together are what `read_articles` reads.

A portion is a lot of small files, one large file, or a stretch of a large JSON Lines or Parquet file. Files of other
formats, and packed ones, cannot be cut: each is read by one machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError, guarded
from kg.read.files import numbered_lines
from kg.read.formats import article_files, file_input, read_records
from kg.read.formats.json_files import json_lines
from kg.read.formats.parquet import read_parquet
from kg.read.records import Reading, Records

PORTION_BYTES = 4_000_000
"""About a thousand articles of 500 words: minutes of work for a machine, which is what its loss costs at most."""
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Portion:
    """Whole files; or of one file what lies in [start, end): bytes of JSON Lines, row groups of Parquet."""

    files: tuple[Path, ...]
    start: int = 0
    end: int | None = None
    """None: the files are read whole."""
    first: int = 1
    """The number of the first line or row."""


def cut(paths: Sequence[Path], size: int = PORTION_BYTES) -> Iterator[Portion]:
    """The portions of files and folders, in order, of about `size` bytes each."""
    lot: list[Path] = []
    held = 0
    for file in chain.from_iterable(map(_files, paths)):
        bytes_in = file.stat().st_size if file.is_file() else 0
        if bytes_in > size or held + bytes_in > size:
            if lot:
                yield Portion(tuple(lot))
            lot, held = [], 0
        if bytes_in > size:
            yield from _cut_file(file, size)
        else:
            lot.append(file)
            held += bytes_in
    if lot:
        yield Portion(tuple(lot))


def _files(path: Path) -> list[Path]:
    """The files at `path` that are read or left out; the folder where there is none in it: reading will tell."""
    return [Path(file.where) if isinstance(file, InputError) else file for file in article_files(path)]


def _cut_file(file: Path, size: int) -> Iterator[Portion]:
    if file.suffix.lower() in {".jsonl", ".ndjson"}:
        yield from _cut_lines(file, size)
    elif file.suffix.lower() == ".parquet":
        yield from _cut_groups(file, size)
    else:
        yield Portion((file,))


def _cut_lines(file: Path, size: int) -> Iterator[Portion]:
    """Stretches that end with a line; the lines before each are counted."""
    start, first, lines, at = 0, 1, 0, 0
    with file.open("rb") as stream:
        while chunk := stream.read(min(size, _CHUNK)):
            at += len(chunk)
            lines += chunk.count(b"\n")
            if at - start >= size:
                rest = stream.readline()
                at += len(rest)
                lines += rest.count(b"\n")
                yield Portion((file,), start, at, first)
                start, first = at, 1 + lines
    if at > start:
        yield Portion((file,), start, at, first)


def _cut_groups(file: Path, size: int) -> Iterator[Portion]:
    """Runs of row groups; a file that is no Parquet is one portion, and an error when it is read."""
    try:
        from pyarrow import ArrowException, parquet  # noqa: PLC0415  an extra, and slow to load

        with parquet.ParquetFile(file) as table:
            groups = [table.metadata.row_group(i) for i in range(table.metadata.num_row_groups)]
    except (ImportError, ArrowException, OSError):
        yield Portion((file,))
        return
    start, first, rows, held = 0, 1, 0, 0
    for number, group in enumerate(groups, 1):
        rows += group.num_rows
        held += group.total_byte_size
        if held >= size or number == len(groups):
            yield Portion((file,), start, number, first)
            start, first, held = number, 1 + rows, 0


# ------------------------------------------------------------------ reading one


def portion_records(portion: Portion, reading: Reading) -> Records:
    """The records of a portion; whatever cannot be read is an error in its place."""
    for path in portion.files:
        for file in article_files(path):
            if isinstance(file, InputError):
                yield file
                continue
            try:
                yield from guarded(str(file), "reading", _records(file, portion, reading))
            except InputError as error:
                yield error


def _records(file: Path, portion: Portion, reading: Reading) -> Records:
    if portion.end is None:
        yield from read_records(file, reading)
        return
    source = file_input(file, reading)
    if source.ending == ".parquet":
        yield from read_parquet(source, range(portion.start, portion.end), portion.first)
        return
    with source.open() as stream:
        stream.seek(portion.start)
        yield from json_lines(_lines(stream, portion, reading.limit), source, whole=False)
    yield from source.told()


def _lines(stream: BinaryIO, portion: Portion, limit: int) -> Iterator[tuple[int, bytes | InputError]]:
    for line in numbered_lines(stream, str(portion.files[0]), limit, portion.first):
        yield line
        if portion.end is not None and stream.tell() >= portion.end:
            return
