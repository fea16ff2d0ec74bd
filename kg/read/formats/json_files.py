"""JSON: one article an object, in lines, in a list, or in the one list of an object."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from kg.errors import InputError
from kg.read.inputs import COLLECTION, Format, Input
from kg.read.records import Reading, Record, Records

_MAX_EMPTY_LINES = 1_000_000


# ------------------------------------------------------------------ lines


def read_json_lines(source: Input) -> Records:
    """The objects of a JSON Lines file, one a line; empty lines are skipped."""
    yield from json_lines(source.lines(), source)


def json_lines(lines: Iterable[tuple[int, bytes | InputError]], source: Input, *, whole: bool = True) -> Records:
    """The records of numbered lines. Raises InputError where there is none in a `whole` file."""
    found, empty = False, 0
    for number, line in lines:
        if isinstance(line, InputError):
            found = True
            yield line
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            found = True
            yield _caught(line, f"{source.name}:{number}", source)
        else:
            empty += 1
            if empty > _MAX_EMPTY_LINES:
                raise InputError(f"{source.name}:{number}", "more than a million empty lines: refused")
    if whole and not found:
        raise InputError(source.name, "empty file")


def _caught(line: bytes, where: str, source: Input) -> Record | InputError:
    try:
        return json_record(parse_json(source.decoded(line, where), where), where, source.reading)
    except InputError as error:
        return error


# ------------------------------------------------------------------ whole files


def read_json(source: Input) -> Records:
    """One object, a list of them, or an object whose only list of objects holds them."""
    data = parse_json(source.text(COLLECTION), source.name)
    if isinstance(data, dict) and mapped(data, source.reading.mapping).get("text") is None:
        lists = [value for value in data.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
        data = lists[0] if len(lists) == 1 else data
    if not isinstance(data, list):
        yield json_record(data, source.name, source.reading)
        return
    if not data:
        raise InputError(source.name, "an empty list")
    for number, item in enumerate(data, 1):
        yield row(item, f"{source.name}, item {number}", source.reading)


def row(item: object, where: str, reading: Reading) -> Record | InputError:
    """The record of one row of a table or list, or the fault in it."""
    try:
        return json_record(item, where, reading)
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


def json_record(data: object, where: str, reading: Reading) -> Record:
    """A record of one JSON object, its fields found through the mapping. Raises InputError naming field and fault."""
    if not isinstance(data, dict):
        raise InputError(where, "not a JSON object with a field 'text'")
    fields = mapped(data, reading.mapping)
    text = fields.get("text")
    name = reading.mapping.get("text", "text")
    if not isinstance(text, str):
        fault = f"no field {name!r}" if text is None else f"field {name!r} is not text"
        raise InputError(where, fault)
    if len(text.encode("utf-8", "replace")) > reading.limit:
        raise InputError(where, f"larger than {reading.limit:,} bytes, too much for one article")
    return Record(where, text, fields, "JSON", path=None)


def mapped(data: Mapping[str, Any], mapping: Mapping[str, str]) -> dict[str, Any]:
    """`data` with the mapped fields under our names; "meta.date" looks into the object `meta`."""
    fields = dict(data)
    for ours, theirs in mapping.items():
        value: Any = data.get(theirs)
        if theirs not in data and "." in theirs:
            value = data
            for key in theirs.split("."):
                value = value.get(key) if isinstance(value, dict) else None
        fields[ours] = value
    return fields


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
