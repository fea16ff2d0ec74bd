"""Text and Markdown: one article, with YAML front matter or without; or an export of a press database."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import yaml

from kg.errors import InputError
from kg.read.exports import exported
from kg.read.exports.clippings import check_size, within
from kg.read.fields import field_values, find_fields, mapped
from kg.read.files import checked
from kg.read.inputs import COLLECTION, Format, Input
from kg.read.markdown import marks_in
from kg.read.records import Fields, Reading, Record, Records

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?P<yaml>.{0,65536}?)(?:^|(?<=\n))---[ \t]*(?:\r?\n|$)", re.DOTALL)


_MAX_DEPTH = 8
_MARKDOWN = (".md", ".markdown")


def read_text(source: Input) -> Records:
    """The one record of a text or Markdown file, or those of a press database's export."""
    yield from text_records(source.decoded(_data(source), source.name), source)


def _data(source: Input) -> bytes:
    """All bytes of one article, or of an export, which may have as many as any collection."""
    limit = source.reading.limit
    with source.open() as stream:
        data = stream.read(limit + 1)
        if len(data) > limit and exported(data.decode("utf-8", "replace"), source.name) is not None:
            limit *= COLLECTION
            data += stream.read(limit + 1 - len(data))
    return checked(data, source.name, limit)


def text_records(text: str, source: Input, fields: Mapping[str, Any] = {}) -> Records:
    """The records of plain text, however it was come by: the articles of an export, else one.

    `fields` are what a document says of itself as a whole; what the text says comes before them. Raises InputError for
    one article of more bytes than one may have.
    """
    records = exported(text, source.name)
    if records is not None:
        yield from within(records, source.reading.limit)
        return
    check_size(text, source.name, source.reading.limit)
    record = text_record(text, source.name, source.reading)
    record = unmarked_record(record) if source.ending in _MARKDOWN else record
    yield replace(record, fields={**fields, **record.fields}) if fields else record


def text_record(text: str, where: str, reading: Reading | None = None) -> Record:
    """A record of plain text or Markdown, with the YAML front matter it may begin with. Raises InputError."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return Record(where, text, path=where)
    data = _front_matter(match["yaml"], where)
    given = reading.mapping if reading else {}
    mapping = {ours: theirs for ours, theirs in given.items() if mapped(data, theirs) is not None}
    found = find_fields({key: value for key, value in data.items() if key != "text"}, mapping, where)
    return Record(where, text, field_values(found), "front matter", match.end(), where, found.names)


def unmarked_record(record: Record) -> Record:
    """The record of a Markdown file, whose inner marks the parser shall not see; its text stays the file's."""
    return replace(record, hidden=marks_in(record.text, record.start))


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


FORMAT = Format("text or Markdown", (".txt", ".text", ".md", ".markdown"), read_text, general=True)
