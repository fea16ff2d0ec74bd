"""Tables of text: one article a row, columns found by name."""

from __future__ import annotations

import csv
import io
from typing import Any

from kg.errors import InputError
from kg.read.encodings import encoding_of
from kg.read.fields import address_columns, text_columns, told_once
from kg.read.formats.json_files import row
from kg.read.inputs import Format, Input
from kg.read.records import Reading, Record, Records

_SHOWN = 40
"""Columns that a message lists."""


def read_table(source: Input) -> Records:
    """The rows of a table with `,` `;` or tabs between the cells."""
    rows = _rows(source)
    while (record := _next_row(rows, source)) is not None:
        yield record


def _next_row(rows: Records, source: Input) -> Record | InputError | None:
    """The next row, None behind the last; what csv takes for too long is everybody's, so that it is raised for this
    row alone."""
    limit = csv.field_size_limit(source.reading.limit)
    try:
        return next(rows, None)
    except csv.Error as error:
        raise InputError(source.name, f"not a table: {error}") from error
    except UnicodeDecodeError as error:
        raise InputError(source.name, f"not {error.encoding}; name the encoding with --encoding") from error
    finally:
        csv.field_size_limit(limit)


def _rows(source: Input) -> Records:
    with source.open() as stream:
        encoding, told = encoding_of(stream, source.name, source.reading.encoding)
    if told:
        source.note(told)
    with source.open() as stream, io.TextIOWrapper(stream, encoding=encoding, newline="") as lines:
        yield from _records(lines, source)


def _records(lines: io.TextIOWrapper, source: Input) -> Records:
    header = lines.readline(source.reading.limit)
    if not header.strip():
        raise InputError(source.name, "empty file")
    separator = max("\t;,", key=header.count) if source.ending == ".csv" else "\t"
    columns = [column.strip() for column in next(csv.reader([header], delimiter=separator))]
    check_columns(columns, source.name, source.reading)
    yield from told_once(_of_rows(csv.reader(lines, delimiter=separator), columns, source), source.name)


def _of_rows(rows: Any, columns: list[str], source: Input) -> Records:  # noqa: ANN401  csv's reader has no public type
    for cells in rows:
        if any(cells):
            fields = {column: value or None for column, value in zip(columns, cells, strict=False)}
            yield row(fields, f"{source.name}:{rows.line_num + 1}", source)


def check_columns(columns: list[str], name: str, reading: Reading) -> None:
    """Raises InputError where a column that is needed, or was named, is not there."""
    listed = ", ".join(columns[:_SHOWN])[:300]
    for ours, theirs in sorted(reading.mapping.items()):
        if not any(column.casefold() == theirs.casefold() for column in columns):
            raise InputError(name, f"no column {theirs!r} for {ours}; its columns: {listed}")
    if "text" not in reading.mapping and not text_columns(columns):
        way = "--map text=COLUMN names one"
        if address_columns(columns):
            way += "; if it only lists addresses, save those pages and read them"
        raise InputError(name, f"no column 'text' for text; its columns: {listed} ({way})")


FORMAT = Format("a table", (".csv", ".tsv"), read_table)
