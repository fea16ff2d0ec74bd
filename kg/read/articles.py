"""Files → articles: found, read, prose told from what stands around it, and each one that cannot be read named."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from kg.errors import InputError, InternalError, UsageError, attempt
from kg.model import Article
from kg.read.agencies import PressWords, read_press_words
from kg.read.formats.json_files import json_record
from kg.read.layout import Layout, read_layout
from kg.read.portions import Portion, portion_records
from kg.read.records import Reading, Record, Records
from kg.read.written_dates import read_date

_ID_LENGTH = 500
_FIELDS = frozenset(
    ("id", "text", "title", "published", "date", "publisher", "authors", "credits", "url", "language", "path")
)
_AS_USUAL = Reading()
Source = Path | Mapping[str, Any]
"""Where articles come from: a file, a folder, or one article's fields as they stand in a line of a .jsonl file."""


def read_articles(
    paths: Sequence[Source],
    *,
    on_error: Callable[[InputError], None],
    reading: Reading = _AS_USUAL,
    lexicon: Sequence[Path] = (),
) -> Iterator[Article]:
    """Yield the articles of files, folders and rows, in the order given, folders sorted and with all below them.

    `lexicon`: folders whose agencies.yaml and layout.yaml add to the shipped ones. Whatever cannot be read goes to
    `on_error`, one call each, as do notes, and the rest is read all the same; an exception it raises ends the reading.
    Of two articles with one id the later is refused.
    """
    check_mapping(reading.mapping)
    seen: dict[str, str] = {}
    records = _records(paths, reading)
    for found in _made(records, read_press_words(lexicon)):
        try:
            if isinstance(found, InputError):
                raise found
            where, article = found
            if article.id in seen:
                raise second(where, article.id, seen[article.id])
        except InputError as error:
            on_error(error)
        else:
            seen[article.id] = where
            yield article


def check_mapping(mapping: Mapping[str, str]) -> None:
    """Raises UsageError for a field of ours that does not exist."""
    unknown = sorted(set(mapping) - _FIELDS)
    if unknown:
        raise UsageError(f"no field {unknown[0]!r} to map to; there are {', '.join(sorted(_FIELDS))}")


def portion_articles(
    portion: Portion,
    *,
    reading: Reading = _AS_USUAL,
    lexicon: Sequence[Path] = (),
) -> Iterator[tuple[str, Article] | InputError]:
    """The articles of a portion with the place of each, and in their places what cannot be read.

    Several may have one id; see `second`.
    """
    return _made(portion_records(portion, reading), read_press_words(lexicon))


def _records(sources: Sequence[Source], reading: Reading) -> Records:
    for number, source in enumerate(sources, 1):
        if isinstance(source, Path):
            yield from portion_records(Portion((source,)), reading)
            continue
        try:
            yield json_record(dict(source), f"article {number}", reading)
        except InputError as error:
            yield error


def _made(records: Records, words: PressWords) -> Iterator[tuple[str, Article] | InputError]:
    for record in records:
        try:
            if isinstance(record, InputError):
                raise record
            made = attempt(record.where, "reading", partial(make_article, record, words))
            yield made if isinstance(made, InternalError) else (record.where, made)
        except InputError as error:
            yield error


def second(where: str, identity: str, first: str) -> InputError:
    """Why the later of two articles with one id, at `where` and before that at `first`, is left out."""
    return InputError(where, f"same id or same text as {first} ({identity}): left out")


# ------------------------------------------------------------------ one article


def text_id(text: str) -> str:
    """The id of an article that brings none: the start of the SHA-256 sum of its text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def make_article(record: Record, words: PressWords) -> Article:
    """The article of a record: its fields first, what its own lines say second. Raises InputError naming the field."""
    text = _clean("text", record.text, record)
    if not text[record.start :].strip():
        raise InputError(record.where, "no text")
    authors = _list_field(record, "authors")
    layout = read_layout(text, words, record.start, authors)
    published = _published(record)
    return Article(
        id=_id(record) or text_id(text),
        text=text,
        blocks=layout.blocks,
        path=_text_field(record, "path") or record.path,
        title=_text_field(record, "title") or layout.title,
        published=published or _first_date(layout),
        publisher=_text_field(record, "publisher") or _first(layout, "publisher"),
        authors=authors or _all(layout, "authors"),
        credits=tuple(sorted({*_credits_field(record, words), *_all(layout, "credits")})),
        url=_text_field(record, "url"),
        language=(_text_field(record, "language") or "en")[:2].lower(),
        origins=tuple(_origins(record, layout)),
    )


def _id(record: Record) -> str | None:
    value = record.fields.get("id")
    if value is None or value == "":
        return None
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise InputError(record.where, "field 'id' is neither text nor a whole number")
    return _clean("id", str(value), record)[:_ID_LENGTH]


def _published(record: Record) -> date | None:
    name = "published" if record.fields.get("published") not in (None, "") else "date"
    value = record.fields.get(name)
    if value in (None, ""):
        return None
    try:
        return read_date(value)
    except ValueError as error:
        raise InputError(record.where, f"field {name!r}: {error}; write YYYY-MM-DD") from error


def _text_field(record: Record, name: str) -> str | None:
    value = record.fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError(record.where, f"field {name!r} is not text")
    return _clean(name, " ".join(value.split()), record) or None


def _list_field(record: Record, name: str) -> tuple[str, ...]:
    """A list of text, or text with commas."""
    value = record.fields.get(name)
    if value is None:
        return ()
    items = value.split(",") if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise InputError(record.where, f"field {name!r} is neither text nor a list of texts")
    return tuple(_clean(name, " ".join(item.split()), record) for item in items if item.strip())


def _credits_field(record: Record, words: PressWords) -> Iterator[str]:
    """Agencies by the one name the lexicon has for them."""
    for name in _list_field(record, "credits"):
        yield words.named(name) or name


def _clean(name: str, value: str, record: Record) -> str:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(
            record.where, f"field {name!r}: half a character at {error.start} (a lone surrogate)"
        ) from error
    return value


# ------------------------------------------------------------------ what its own lines say


def _all(layout: Layout, field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for name, value, _ in layout.facts if name == field))


def _first(layout: Layout, field: str) -> str | None:
    return next(iter(_all(layout, field)), None)


def _first_date(layout: Layout) -> date | None:
    value = _first(layout, "published")
    return date.fromisoformat(value) if value else None


def _origins(record: Record, layout: Layout) -> Iterator[tuple[str, str]]:
    """(field, where it was found): the metadata, or the line; for credits the agency before it."""
    told = {name for name in ("title", "published", "date", "publisher", "authors") if record.fields.get(name)}
    told |= {"published"} if "date" in told else set()
    for name in ("title", "published", "publisher", "authors", "credits"):
        if name in told or record.fields.get(name):
            yield name, record.origin
        elif name == "title" and layout.title:
            yield name, "headline"
    for name, value, where in layout.facts:
        if name == "credits":
            yield name, f"{value}, {where}"
        elif name not in told:
            yield name, where
