"""Files → articles: found, read, prose told from what stands around it, and each one that cannot be read named."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from kg.errors import InputError, InputNote, InternalError, LeftOut, UsageError, attempt
from kg.model import Article, Block, Span
from kg.read.agencies import PressWords, read_press_words
from kg.read.author_names import agencies_in, author_names
from kg.read.fields import make_record, names_in
from kg.read.languages import Shows, language_name, language_of
from kg.read.layout import Layout, read_layout
from kg.read.markdown import marks_in
from kg.read.portions import Portion, portion_records
from kg.read.records import Line, Reading, Record, Records
from kg.read.repair import repaired
from kg.read.written_dates import read_date
from kg.text.offsets import Offsets, edited

_ID_LENGTH = 500
_FIELDS = frozenset(
    ("id", "text", "title", "published", "date", "publisher", "authors", "credits", "url", "language", "path")
)
_AS_USUAL = Reading()
Source = Path | Mapping[str, Any]
"""Where articles come from: a file, a folder, or one article's fields as they stand in a line of a .jsonl file."""


Made = tuple[str, Article] | InputError
"""An article with the place it came from, or what is told of one."""
Makes = Callable[[Records, PressWords, Reading], Iterator[Made]]


def made_articles(records: Records, words: PressWords, reading: Reading, shows: Shows | None = None) -> Iterator[Made]:
    """The articles of records; notes come before the article they are of, and errors in the place of one. `shows`: what
    tells the language that a text shows, where that is kept."""
    for record in _opened(records):
        notes: list[InputNote] = []
        try:
            if isinstance(record, InputError):
                raise record
            made = attempt(record.where, "reading", partial(make_article, record, words, reading, notes.append, shows))
        except InputError as error:
            yield error
        else:
            yield from notes
            yield made if isinstance(made, InternalError) else (record.where, made)


def _opened(records: Records) -> Records:
    """The records, those of lines that nobody has read yet among them."""
    for one in records:
        if isinstance(one, Line):
            found, notes = one.read()
            for note in notes:
                yield from one.tell(note)
            yield from found
        else:
            yield one


def read_articles(
    paths: Sequence[Source],
    *,
    on_error: Callable[[InputError], None],
    reading: Reading = _AS_USUAL,
    lexicon: Sequence[Path] = (),
    make: Makes = made_articles,
) -> Iterator[Article]:
    """Yield the articles of files, folders and rows, in the order given, folders sorted and with all below them.

    `lexicon`: folders whose agencies.yaml and layout.yaml add to the shipped ones. Whatever cannot be read goes to
    `on_error`, one call each, as do notes, and the rest is read all the same; an exception it raises ends the reading.
    Of two articles with one id the later is refused. `make`: what makes articles of records, where that is kept.
    """
    check_mapping(reading.mapping)
    seen: dict[str, str] = {}
    records = _records(paths, reading)
    for found in make(records, read_press_words(lexicon), reading):
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
    return made_articles(portion_records(portion, reading), read_press_words(lexicon), reading)


def _records(sources: Sequence[Source], reading: Reading) -> Records:
    for number, source in enumerate(sources, 1):
        if isinstance(source, Path):
            yield from portion_records(Portion((source,)), reading)
            continue
        notes: list[str] = []
        try:
            record = make_record(dict(source), where := f"article {number}", reading, notes.append)
        except InputError as error:
            yield error
        else:
            yield from (InputNote(where, note) for note in notes)
            yield record


def second(where: str, identity: str, first: str) -> InputError:
    """Why the later of two articles with one id, at `where` and before that at `first`, is left out."""
    return InputError(where, f"same id or same text as {first} ({identity}): left out")


# ------------------------------------------------------------------ one article


def text_id(text: str) -> str:
    """The id of an article that brings none: the start of the SHA-256 sum of its text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def make_article(
    record: Record,
    words: PressWords,
    reading: Reading = _AS_USUAL,
    tell: Callable[[InputNote], None] = lambda _note: None,
    shows: Shows | None = None,
) -> Article:
    """The article of a record: its fields first, what its own lines say second. Raises InputError naming the field.

    What costs the article nothing goes to `tell`: a date that cannot be read, letters that were set right. Raises
    LeftOut for an article in a language that is not asked for.
    """
    record = _set_right(record, tell)
    text = _clean("text", record.text, record)
    if not text[record.start :].strip():
        raise InputError(record.where, "no text")
    writers = _names(record, "authors")
    authors = author_names(writers, words)
    layout = _layout(record, text, words, authors)
    language = _language(record, text, layout, reading, shows)
    published = _published(record, reading.date_order, tell)
    credited = {*_credits_field(_names(record, "credits"), words), *agencies_in(writers, words)}
    return Article(
        id=_id(record) or text_id(text),
        text=text,
        blocks=layout.blocks,
        path=_text_field(record, "path") or record.path,
        title=_text_field(record, "title") or layout.title,
        published=published or _first_date(layout),
        publisher=_text_field(record, "publisher") or _first(layout, "publisher"),
        authors=authors or _all(layout, "authors"),
        credits=tuple(sorted({*credited, *_all(layout, "credits")})),
        url=_text_field(record, "url"),
        language=language,
        origins=tuple(_origins(record, layout, {"published": published, "authors": authors, "credits": credited})),
    )


def _set_right(record: Record, tell: Callable[[InputNote], None]) -> Record:
    """The record with letters that were decoded wrongly set right, in its fields and, before any offset, its text."""
    head, note = repaired(record.text[: record.start])
    prose, more = repaired(record.text[record.start :])
    fields = {name: repaired(value)[0] for name, value in record.fields.items() if isinstance(value, str)}
    if told := more or note:
        tell(InputNote(record.where, told))
    if head + prose == record.text and all(record.fields[name] == value for name, value in fields.items()):
        return record
    hidden = marks_in(head + prose, len(head)) if record.hidden else ()
    return replace(record, text=head + prose, start=len(head), fields={**record.fields, **fields}, hidden=hidden)


def _layout(record: Record, text: str, words: PressWords, authors: Sequence[str]) -> Layout:
    """The layout of the text without its marks, if it has some; blocks have the offsets of the text as it is."""
    bare, offsets = edited(text, [(start, end, "") for start, end in record.hidden])
    layout = read_layout(bare, words, record.start, authors)
    if not record.hidden:
        return layout
    return replace(layout, blocks=tuple(_as_it_is(block, offsets, record.hidden) for block in layout.blocks))


def _as_it_is(block: Block, offsets: Offsets, marks: Sequence[Span]) -> Block:
    start, end = offsets.old((block.start, block.end))
    hidden = {*map(offsets.old, block.hidden), *(mark for mark in marks if start <= mark[0] and mark[1] <= end)}
    return replace(block, start=start, end=end, hidden=tuple(sorted(hidden)))


def _language(record: Record, text: str, layout: Layout, reading: Reading, shows: Shows | None) -> str:
    """The language of an article's prose, in doubt English. Raises LeftOut where it is another than was asked for."""
    prose = "\n".join(text[block.start : block.end] for block in layout.blocks if block.kind != "dateline")
    found = language_of(prose, _text_field(record, "language"), shows)
    if reading.language not in {"any", found}:
        raise LeftOut(record.where, f"in {language_name(found)}", "--language any")
    return found


def _id(record: Record) -> str | None:
    value = record.fields.get("id")
    if value is None or value == "":
        return None
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise InputError(record.where, "field 'id' is neither text nor a whole number")
    return _clean("id", str(value), record)[:_ID_LENGTH]


def _published(record: Record, order: str, tell: Callable[[InputNote], None]) -> date | None:
    value = record.fields.get("published")
    if value is None:
        return None
    try:
        return read_date(value, order)
    except ValueError as error:
        tell(InputNote(record.where, f"field {record.called('published')!r}: {error}; the article stays without it"))
        return None


def _text_field(record: Record, name: str) -> str | None:
    value = record.fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError(record.where, f"field {record.called(name)!r} is not text")
    return _clean(name, " ".join(value.split()), record) or None


def _names(record: Record, name: str) -> list[str]:
    """What a field of names holds, each as it is written."""
    value = record.fields.get(name)
    names = [] if value is None else names_in(value)
    if names is None:
        raise InputError(record.where, f"field {record.called(name)!r} is neither text nor a list of texts")
    return [_clean(name, " ".join(item.split()), record) for item in names if item.strip()]


def _credits_field(names: Sequence[str], words: PressWords) -> Iterator[str]:
    """Agencies by the one name the lexicon has for them."""
    for name in (part.strip() for one in names for part in one.split(",") if part.strip()):
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


def _origins(record: Record, layout: Layout, read: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """(field, where it was found): the metadata, or the line; for credits the agency before it.

    `read`: what came of fields that may be there and say nothing.
    """
    fields = ("title", "published", "publisher", "authors", "credits")
    told = {name for name in fields if read.get(name, record.fields.get(name))}
    for name in fields:
        if name in told:
            yield name, record.origin
        elif name == "title" and layout.title:
            yield name, "headline"
    for name, value, where in layout.facts:
        if name == "credits":
            yield name, f"{value}, {where}"
        elif name not in told:
            yield name, where
