"""From files of many formats to records: tables, web pages, mails, feeds and standard input.

Parsers that not everybody needs are extras: without them the file is an error that names what to install.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as mail_policy
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.read.files import (
    checked,
    decode,
    find_files,
    is_readable_kind,
    numbered_lines,
    open_file,
    read_bytes,
    suffix_of,
)
from kg.read.records import (
    Reader,
    Reading,
    Record,
    Records,
    json_lines,
    json_record,
    mapped,
    parse_json,
    read_json_lines,
    read_text,
    text_record,
)

COLLECTION = 20
"""A file that must be read as a whole and holds many articles may have so many times the bytes of one."""
_LAST_DAY = "2100-12-31"
"""For the date finder, whose own limit would be today: a graph must not depend on the clock."""


def read_records(path: Path, reading: Reading) -> Records:
    """The records of a file in its order. A fault in one comes in its place; one that ends the file is raised."""
    if str(path) == "-":
        return _standard_input(path, reading)
    return READERS.get(suffix_of(path), read_text)(path, reading)


def article_files(path: Path) -> Iterator[Path | InputError]:
    """The files at `path` that hold articles; a file that was named itself is read whatever its suffix."""
    none = True
    for file in find_files(path):
        if file == path or (suffix_of(file) in READERS and is_readable_kind(file)):
            none = False
            yield file
    if none:
        yield InputError(str(path), f"no articles in this folder (known: {' '.join(sorted(READERS))}, each also .gz)")


def _missing(path: Path, what: str, extra: str) -> InputError:
    return InputError(str(path), f"reading {what} needs an extra: pip install 'kg-news[{extra}]'")


# ------------------------------------------------------------------ JSON and tables


def _json(path: Path, reading: Reading) -> Records:
    data = parse_json(decode(read_bytes(path, COLLECTION * reading.limit), str(path)), str(path))
    yield from _json_value(data, str(path), reading)


def _json_value(data: object, name: str, reading: Reading) -> Records:
    """One object, a list of them, or an object whose only list of objects holds them."""
    if isinstance(data, dict) and mapped(data, reading.mapping).get("text") is None:
        lists = [value for value in data.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
        data = lists[0] if len(lists) == 1 else data
    if not isinstance(data, list):
        yield json_record(data, name, reading)
        return
    if not data:
        raise InputError(name, "an empty list")
    for number, item in enumerate(data, 1):
        yield _row(item, f"{name}, item {number}", reading)


def _row(item: object, where: str, reading: Reading) -> Record | InputError:
    try:
        return json_record(item, where, reading)
    except InputError as error:
        return error


def _table(path: Path, reading: Reading) -> Records:
    with open_file(path) as stream, io.TextIOWrapper(stream, encoding="utf-8-sig", newline="") as text:
        limit = csv.field_size_limit(reading.limit)
        try:
            yield from _rows(text, path, reading)
        except csv.Error as error:
            raise InputError(str(path), f"not a table: {error}") from error
        except UnicodeDecodeError as error:
            raise InputError(str(path), f"not UTF-8 (0x{error.object[error.start]:02x}); save it as UTF-8") from error
        finally:
            csv.field_size_limit(limit)


def _rows(text: io.TextIOWrapper, path: Path, reading: Reading) -> Records:
    header = text.readline(reading.limit)
    if not header.strip():
        raise InputError(str(path), "empty file")
    separator = max("\t;,", key=header.count) if suffix_of(path) == ".csv" else "\t"
    columns = next(csv.reader([header], delimiter=separator))
    _check_columns(columns, str(path), reading)
    rows = csv.reader(text, delimiter=separator)
    for row in rows:
        if row:
            fields = {column: value or None for column, value in zip(columns, row, strict=False)}
            yield _row(fields, f"{path}:{rows.line_num + 1}", reading)


def _check_columns(columns: list[str], name: str, reading: Reading) -> None:
    wanted = {"text": "text", **reading.mapping}
    for ours, theirs in sorted(wanted.items()):
        if theirs not in columns:
            raise InputError(name, f"no column {theirs!r} for {ours}; its columns: {', '.join(columns)[:300]}")


def read_parquet(path: Path, reading: Reading, groups: range | None = None, first: int = 1) -> Records:
    """The rows of a Parquet file; of some of its row groups, the first row of which has number `first`."""
    try:
        from pyarrow import ArrowException, parquet  # noqa: PLC0415  an extra, and slow to load
    except ImportError as error:
        raise _missing(path, "Parquet", "parquet") from error
    try:
        with parquet.ParquetFile(path) as table:
            columns = table.schema_arrow.names
            _check_columns(columns, str(path), reading)
            number = first - 1
            for batch in table.iter_batches(batch_size=64, row_groups=groups and list(groups)):
                for row in batch.to_pylist():
                    number += 1
                    yield _row(row, f"{path}, row {number}", reading)
    except FileNotFoundError as error:
        raise InputError(str(path), "no such file or directory") from error
    except (ArrowException, OSError) as error:
        raise InputError(str(path), f"not a readable Parquet file ({str(error).partition('. ')[0]})") from error


# ------------------------------------------------------------------ web pages


def _page(path: Path, reading: Reading) -> Records:
    yield page_record(read_bytes(path, reading.limit), path)


def page_record(data: bytes, path: Path) -> Record:
    """The main text of a web page, with title, date, authors, site and address from its metadata.

    Offsets refer to that text, not to the page. Raises InputError where there is no article in the page.
    """
    try:
        import trafilatura  # noqa: PLC0415  an extra, and slow to load
    except ImportError as error:
        raise _missing(path, "HTML", "html") from error
    try:
        found = trafilatura.bare_extraction(
            data,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"extensive_search": False, "original_date": True, "max_date": _LAST_DAY},
        )
    except (ValueError, RecursionError, AssertionError, LookupError) as error:
        raise InputError(str(path), f"an HTML page that cannot be read ({error})") from error
    page: dict[str, Any] = found if isinstance(found, dict) else found.as_dict() if found else {}
    if not (page.get("text") or "").strip():
        raise InputError(str(path), "an HTML page without the text of an article")
    return Record(str(path), page["text"], _page_fields(page), "HTML metadata", path=str(path))


def _page_fields(page: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": page.get("title"),
        "published": page.get("date"),
        "publisher": page.get("sitename") or page.get("hostname"),
        "authors": [name.strip() for name in (page.get("author") or "").split(";") if name.strip()] or None,
        "url": page.get("url"),
        "language": page.get("language"),
    }


_BLOCK_TAGS = frozenset(
    (
        "p",
        "br",
        "div",
        "li",
        "ul",
        "ol",
        "tr",
        "table",
        "blockquote",
        "section",
        "article",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
    )
)


class _PlainText(HTMLParser):
    """The text of a snippet of HTML, one line per paragraph."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Paragraphs begin a line; scripts and styles say nothing."""
        self._silent += tag in ("script", "style")
        self.parts.append("\n" if tag in _BLOCK_TAGS else "")

    def handle_endtag(self, tag: str) -> None:
        """See handle_starttag."""
        self._silent -= tag in ("script", "style") and self._silent > 0
        self.parts.append("\n" if tag in _BLOCK_TAGS else "")

    def handle_data(self, data: str) -> None:
        """Text, in which line breaks mean nothing."""
        if not self._silent:
            self.parts.append(" ".join(data.split("\n")))


def plain_text(html: str) -> str:
    """The text of a snippet of HTML (a feed's entry, a mail), one line per paragraph, however broken the mark-up."""
    parser = _PlainText()
    parser.feed(html)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\n"))
    return "\n".join(line for line in lines if line)


# ------------------------------------------------------------------ mails and feeds


def _mail(path: Path, reading: Reading) -> Records:
    message = message_from_bytes(read_bytes(path, reading.limit), policy=mail_policy)
    try:
        yield _mail_record(message, str(path))
    except (LookupError, ValueError, AttributeError) as error:
        raise InputError(str(path), f"a mail that cannot be read ({error})") from error


def _mail_record(message: EmailMessage, where: str) -> Record:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise InputError(where, "a mail without text")
    text = str(body.get_content())
    sender = message["from"].addresses[0] if message["from"] and message["from"].addresses else None
    fields = {
        "title": str(message["subject"] or "") or None,
        "published": str(message["date"] or "") or None,
        "publisher": (sender.display_name or sender.domain) if sender else None,
    }
    text = plain_text(text) if body.get_content_subtype() == "html" else text
    return Record(where, text, fields, "mail header", path=where)


def _feed(path: Path, reading: Reading) -> Records:
    try:
        import feedparser  # noqa: PLC0415  an extra
    except ImportError as error:
        raise _missing(path, "feeds", "feeds") from error
    feed = feedparser.parse(io.BytesIO(read_bytes(path, COLLECTION * reading.limit)))
    if not feed.entries:
        raise InputError(str(path), "no entries: neither RSS nor Atom")
    for number, entry in enumerate(feed.entries, 1):
        yield _entry_record(entry, feed.feed.get("title"), f"{path}, entry {number}")


def _entry_record(entry: Mapping[str, Any], site: str | None, where: str) -> Record:
    contents = [str(content.get("value") or "") for content in entry.get("content") or []]
    longest = max([*contents, str(entry.get("summary") or "")], key=len)
    authors = [author["name"] for author in entry.get("authors") or [] if author.get("name")]
    fields = {
        "title": plain_text(str(entry.get("title") or "")) or None,
        "published": entry.get("published") or entry.get("updated"),
        "publisher": site,
        "authors": authors or None,
        "url": entry.get("link"),
    }
    return Record(where, plain_text(longest), fields, "feed entry")


# ------------------------------------------------------------------ standard input


def _standard_input(path: Path, reading: Reading) -> Records:
    """JSON Lines, JSON, HTML or text, told apart by the first character."""
    with open_file(path) as stream:
        head = stream.readline(reading.limit + 1)
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
        if start == b"{" and head.endswith(b"}\n"):
            yield from json_lines(_chained(head, numbered_lines(stream, "-", reading.limit, 2)), "-", reading)
            return
        limit = reading.limit * (COLLECTION if start in (b"{", b"[") else 1)
        data = checked(head + stream.read(limit + 1), "-", limit)
    if start in (b"{", b"["):
        yield from _json_value(parse_json(decode(data, "-"), "-"), "-", reading)
    elif start == b"<":
        yield page_record(data, path)
    else:
        yield text_record(decode(data, "-"), "-")


def _chained(head: bytes, rest: Iterator[tuple[int, bytes | InputError]]) -> Iterator[tuple[int, bytes | InputError]]:
    yield 1, head
    yield from rest


READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_text,
    ".markdown": read_text,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".json": _json,
    ".csv": _table,
    ".tsv": _table,
    ".parquet": read_parquet,
    ".html": _page,
    ".htm": _page,
    ".xhtml": _page,
    ".eml": _mail,
    ".rss": _feed,
    ".atom": _feed,
    ".xml": _feed,
}
"""Suffix → reader. In a folder only files with these are read; a file that is named is read as text if need be."""
