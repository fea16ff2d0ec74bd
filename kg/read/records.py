"""A record: a text and the fields that came with it, not yet checked. Here from text, Markdown and JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from kg.errors import InputError
from kg.read.files import decode, numbered_lines, open_file, read_bytes

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


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read: bytes one article may have, and our field name → the name it goes by in the files."""

    limit: int
    mapping: Mapping[str, str] = field(default_factory=dict)


Records = Iterator[Record | InputError]
Reader = Callable[[Path, Reading], Records]


# ------------------------------------------------------------------ text with front matter

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?P<yaml>.{0,65536}?)(?:^|(?<=\n))---[ \t]*(?:\r?\n|$)", re.DOTALL)


_MAX_DEPTH = 8
_MAX_EMPTY_LINES = 1_000_000


def read_text(path: Path, reading: Reading) -> Records:
    """The one record of a text or Markdown file."""
    text = decode(read_bytes(path, reading.limit), str(path))
    yield text_record(text, str(path))


def text_record(text: str, where: str) -> Record:
    """A record of plain text or Markdown, with the YAML front matter it may begin with. Raises InputError."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return Record(where, text, path=where)
    fields = _front_matter(match["yaml"], where)
    return Record(where, text, fields, "front matter", match.end(), where)


def _front_matter(source: str, where: str) -> Fields:
    try:
        _check_events(yaml.parse(source, Loader=yaml.CSafeLoader), where)
        data = yaml.load(source, Loader=yaml.CBaseLoader)  # noqa: S506  makes nothing but text, lists and mappings
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 2}" if mark else ""
        raise InputError(where + line, f"front matter: {getattr(error, 'problem', None) or 'not YAML'}") from error
    if not isinstance(data, dict):
        raise InputError(where, "front matter: no fields; write 'title: …', one a line")
    return data


def _check_events(events: Iterable[Any], where: str) -> None:
    """Refuse what grows when it is built: aliases, and nesting, on which the parser spends the square of the time."""
    depth = 0
    for event in events:
        if isinstance(event, yaml.AliasEvent):
            raise InputError(where, f"front matter: a YAML alias (*{event.anchor}); write the value out")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            raise InputError(where, "front matter: nested too deeply")


# ------------------------------------------------------------------ JSON Lines


def read_json_lines(path: Path, reading: Reading) -> Records:
    """The objects of a JSON Lines file, one a line; empty lines are skipped."""
    with open_file(path) as stream:
        yield from json_lines(numbered_lines(stream, str(path), reading.limit), str(path), reading)


def json_lines(
    lines: Iterable[tuple[int, bytes | InputError]], name: str, reading: Reading, *, whole: bool = True
) -> Records:
    """The records of numbered lines. Raises InputError where there is none in a `whole` file."""
    found, empty = False, 0
    for number, line in lines:
        if isinstance(line, InputError):
            found = True
            yield line
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            found = True
            yield _caught(line, f"{name}:{number}", reading)
        else:
            empty += 1
            if empty > _MAX_EMPTY_LINES:
                raise InputError(f"{name}:{number}", "more than a million empty lines: refused")
    if whole and not found:
        raise InputError(name, "empty file")


def _caught(line: bytes, where: str, reading: Reading) -> Record | InputError:
    try:
        return json_record(parse_json(decode(line, where), where), where, reading)
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
