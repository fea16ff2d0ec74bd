"""JSON: one article an object, in lines, in a list, or in lists somewhere in an object."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from kg.errors import InputError, InputNote
from kg.read.fields import make_record, told_once
from kg.read.inputs import COLLECTION, Format, Input
from kg.read.json_lists import articles_in
from kg.read.records import Line, Record, Records

_MAX_EMPTY_LINES = 1_000_000


# ------------------------------------------------------------------ lines


def read_json_lines(source: Input) -> Records:
    """The objects of a JSON Lines file, one a line; empty lines are skipped."""
    yield from json_lines(source.lines(), source)


def json_lines(lines: Iterable[tuple[int, bytes | InputError]], source: Input, *, whole: bool = True) -> Records:
    """The records of numbered lines. Raises InputError where there is none in a `whole` file."""
    yield from told_once(_of_lines(lines, source, whole), source.name)


def _of_lines(lines: Iterable[tuple[int, bytes | InputError]], source: Input, whole: bool) -> Records:
    found, empty, sound = False, 0, False
    for number, line in lines:
        if isinstance(line, InputError):
            found = True
            yield line
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            found, where = True, f"{source.name}:{number}"
            if sound and source.reading.lines and not source.depth:
                yield Line(
                    where, "", data=line, read=partial(_read_line, line, where, source), tell=partial(_told, source)
                )
                continue
            for record in _of_line(line, where, source):
                sound = sound or isinstance(record, Record)
                yield record
        else:
            empty += 1
            if empty > _MAX_EMPTY_LINES:
                raise InputError(f"{source.name}:{number}", "more than a million empty lines: refused")
    if whole and not found:
        raise InputError(source.name, "empty file")


def _told(source: Input, text: str) -> Iterator[InputNote]:
    source.note(text)
    return source.told()


def _read_line(line: bytes, where: str, source: Input) -> tuple[list[Record | InputError], list[str]]:
    """The records of one line, and what is told of the file for it alone."""
    alone = replace(source, notes=[], said=0)
    return list(_of_line(line, where, alone)), alone.notes


def _of_line(line: bytes, where: str, source: Input) -> Records:
    try:
        data = parse_json(source.decoded(line, where), where)
    except InputError as error:
        yield error
        return
    yield from json_records(data, where, source)


# ------------------------------------------------------------------ whole files


def read_json(source: Input) -> Records:
    """One object, a list of them, or an object that holds lists of articles: see `kg.read.json_lists`."""
    data = parse_json(source.text(COLLECTION), source.name)
    if data == []:
        raise InputError(source.name, "an empty list")
    yield from told_once(json_records(data, source.name, source), source.name)


def json_records(data: object, where: str, source: Input) -> Records:
    """The records of a JSON value: one, or those of the lists in it."""
    for place, item in articles_in(data, source.reading.mapping, source.note):
        yield row(item, f"{where}, {place}" if place else where, source)


def row(item: object, where: str, source: Input) -> Record | InputError:
    """The record of one row of a table or list, or the fault in it."""
    try:
        return make_record(item, where, source.reading, source.note)
    except InputError as error:
        return error


def parse_json(text: str, where: str) -> Any:  # noqa: ANN401  JSON is whatever it is
    """The value of JSON text. Raises InputError for everything the parser may object to."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(where, f"not JSON: {error.msg} at character {error.pos + 1}") from error
    except (ValueError, RecursionError) as error:
        raise InputError(where, f"not usable JSON: {str(error).partition(';')[0] or 'nested too deeply'}") from error


FORMATS = (
    Format("JSON Lines", (".jsonl", ".ndjson"), read_json_lines, lambda head, ending: not ending and _is_lines(head)),
    Format("JSON", (".json",), read_json, lambda head, ending: not ending and _is_json(head), general=True),
)


def _is_json(head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def _is_lines(head: bytes) -> bool:
    """Whether the first line is an object by itself."""
    line, end, _ = head.partition(b"\n")
    return _is_json(head) and bool(end) and line.rstrip().endswith(b"}")
