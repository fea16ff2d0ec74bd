"""Web archives (WARC): the pages that were fetched with success."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.read.formats.pages import FORMAT as PAGE
from kg.read.inputs import Format, Input, in_memory
from kg.read.records import Record, Records

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_KINDS = ("text/html", "application/xhtml+xml")


def read_warc(source: Input) -> Records:
    """The pages of a web archive with their addresses.

    A page's date is its own: the day on which it was fetched may be years later, and is not taken.
    """
    pages = False
    for found in _pages(source):
        pages = True
        yield found
    if not pages:
        raise InputError(source.name, "a web archive without web pages")


def _pages(source: Input) -> Records:
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415  seldom needed
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    with source.open() as stream:
        try:
            records = ArchiveIterator(stream)
            records.INC_RECORD = ""  # what it would print
            for found in records:
                if _is_page(found):
                    yield from _page_records(found, source)
        except (ArchiveLoadFailed, zlib.error, EOFError, ValueError, AttributeError, TypeError) as error:
            reason = str(error).strip().partition("\n")[0][:200]
            raise InputError(source.name, f"a damaged web archive ({reason})") from error


def _is_page(found: ArcWarcRecord) -> bool:
    if found.rec_type != "response" or found.http_headers is None:
        return False
    kind = (found.http_headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    return kind in _KINDS and found.http_headers.get_statuscode() == "200"


def _page_records(found: ArcWarcRecord, source: Input) -> Iterator[Record | InputError]:
    address = found.rec_headers.get_header("WARC-Target-URI") or ""
    where = f"{source.name}/{address}"
    try:
        data = _content(found, source.reading.limit + 1)
        part = replace(
            source, name=where, open=in_memory(_as_utf8(data, found)), ending=".html", path=None, notes=[],
            depth=source.depth + 1,
        )  # fmt: skip
        for record in PAGE.read(part):
            yield from part.told()
            yield record if isinstance(record, InputError) else _with_address(record, address)
    except InputError as error:
        yield error


def _content(found: ArcWarcRecord, limit: int) -> bytes:
    """At most `limit` bytes of what the server sent, unpacked; as they are where the crawler has unpacked them already.

    warcio itself unpacks neither zstd nor two codings in a row, and br only where another package happens to be there.
    """
    from urllib3 import HTTPResponse  # noqa: PLC0415  seldom needed
    from urllib3.exceptions import DecodeError  # noqa: PLC0415
    from warcio.bufferedreaders import ChunkedDataReader  # noqa: PLC0415

    codings = found.http_headers.get_header("Content-Encoding") or ""
    chunked = (found.http_headers.get_header("Transfer-Encoding") or "").strip().lower() == "chunked"
    sent: bytes = (ChunkedDataReader(found.raw_stream) if chunked else found.raw_stream).read(limit)
    answer = HTTPResponse(io.BytesIO(sent), headers={"Content-Encoding": codings}, preload_content=False)
    try:
        return answer.read(limit, decode_content=True)
    except DecodeError:
        return sent


def _with_address(record: Record, address: str) -> Record:
    return replace(record, fields={**record.fields, "url": record.fields.get("url") or address})


def _as_utf8(data: bytes, found: ArcWarcRecord) -> bytes:
    """The page in the encoding that its reader takes first, where the server named another."""
    named = found.http_headers.get_header("Content-Type").lower().partition("charset=")[2].strip(" \"';")
    if not named or named in ("utf-8", "utf8"):
        return data
    try:
        return data.decode(named).encode("utf-8")
    except (LookupError, UnicodeError):
        return data


FORMAT = Format("a web archive", (".warc",), read_warc, lambda head, _: head.startswith(b"WARC/"))
