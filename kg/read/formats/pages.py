"""Web pages: main text, title, date, authors, site and address."""

from __future__ import annotations

import codecs
import re

from kg.errors import InputError
from kg.read.encodings import FALLBACK, TOLD, decode, marked
from kg.read.inputs import Format, Input
from kg.read.page_fields import page_fields, read_head
from kg.read.page_text import parse_page, read_prose
from kg.read.records import Record, Records

_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_AS_BROWSERS_DO = frozenset(("iso8859-1", "ascii", "utf-8"))
"""Encodings that pages declare who are in windows-1252: it has all their letters, and the quotation marks besides."""


def read_page(source: Input) -> Records:
    """The one record of a web page."""
    text, told = page_characters(source.data(), source.name, source.reading.encoding)
    if told:
        source.note(told)
    yield page_record(text, source.name)


def page_characters(data: bytes, where: str, encoding: str | None = None) -> tuple[str, str | None]:
    """The characters of a page, and what is to be told of the way they were found.

    UTF-8 proves itself, whatever is declared; then what the page declares, as far as it fits. Raises InputError.
    """
    if marked(data) or encoding:
        return decode(data, where, encoding)
    try:
        return data.decode(), None
    except UnicodeDecodeError:
        declared = _declared(data)
    try:
        if declared:
            return data.decode(declared), None
    except (UnicodeDecodeError, LookupError):
        pass
    text, told = decode(data, where)
    return text, TOLD if told else None


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:4096])
    try:
        name = codecs.lookup(match[1].decode("ascii")).name if match else None
    except (LookupError, UnicodeDecodeError):
        return None
    return FALLBACK if name == "iso8859-1" else None if name in _AS_BROWSERS_DO else name


def page_record(html: str, where: str, address: str | None = None, path: str | None = None) -> Record:
    """The main text of a web page, with title, date, authors, site and address from its metadata.

    Offsets refer to that text, not to the page. `address`: where the page was, if that is known from elsewhere.
    Raises InputError where there is no article in the page.
    """
    try:
        tree = parse_page(html)
        if tree is None:
            raise InputError(where, "an HTML page without the text of an article")
        head = read_head(tree, html, address)
        found = read_prose(tree, is_live=head.linked.is_live)
        fields = page_fields(head, found.metadata, html)
    except (ValueError, RecursionError, AssertionError, LookupError) as error:
        raise InputError(where, f"an HTML page that cannot be read ({error})") from error
    if not found.text:
        raise InputError(where, "an HTML page without the text of an article")
    return Record(where, found.text, fields, "HTML metadata", path=path or where)


FORMAT = Format(
    "a web page",
    (".html", ".htm", ".xhtml"),
    read_page,
    lambda head, ending: not ending and head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<",
    general=True,
)
