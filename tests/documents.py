"""Small documents of every kind, made by the tests that read them."""

from __future__ import annotations

import gzip
import io
import sys
import textwrap
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Printed = tuple[float, float, float, str]
"""A line on a page: left, baseline, size of type, words."""

PAGE = (595, 842)
WIDTH = 0.6
"""Of a letter of Courier, in heights."""


def pdf(pages: Sequence[Sequence[Printed]], info: Mapping[str, str] | None = None, *, rotate: int = 0) -> bytes:
    """A PDF of pages of lines in Courier."""
    kids = [f"{4 + 2 * number} 0 R" for number in range(len(pages))]
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        content = b"BT " + b" ".join(_shown(*line) for line in page) + b" ET"
        box = f"/MediaBox [0 0 {PAGE[0]} {PAGE[1]}] /Rotate {rotate}"
        fonts = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {5 + 2 * number} 0 R {fonts} >>".encode())
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content))
    objects.append(b"<< " + b" ".join(b"/%b (%b)" % (k.encode(), v.encode()) for k, v in (info or {}).items()) + b" >>")
    return _pdf_file(objects)


def _shown(left: float, baseline: float, size: float, words: str) -> bytes:
    escaped = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"/F1 %g Tf 1 0 0 1 %g %g Tm (%b) Tj" % (size, left, baseline, escaped)


def _pdf_file(objects: Sequence[bytes]) -> bytes:
    data, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"<< /Size %d /Root 1 0 R /Info %d 0 R >>" % (len(objects) + 1, len(objects))
    return bytes(data) + b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n%b\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, trailer, len(data),
    )  # fmt: skip


def column(text: str, left: float, top: float, letters: int, size: float = 10, indent: int = 0) -> Iterator[Printed]:
    """The lines of paragraphs in a column so many letters wide, twelve points apart, each paragraph indented."""
    for paragraph in text.split("\n"):
        lines = textwrap.wrap(paragraph, letters, initial_indent=" " * indent) or [""]
        for number, line in enumerate(lines):
            gone = indent if number == 0 else 0
            yield left + gone * WIDTH * size, top, size, line.strip()
            top -= 1.2 * size


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """A zip file of files, in their order; a file `mimetype` is not compressed."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, (2024, 3, 5, 10, 0, 0)), content, kind)
    return target.getvalue()


OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def odt(body: str, meta: str = "", styles: str = "") -> bytes:
    """An OpenDocument text of a body in its mark-up."""
    spaces = ("office", "text", "table", "meta", "draw", "style")
    names = " ".join(f'xmlns:{name}="{OFFICE}:{name}:1.0"' for name in spaces)
    names += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    styles = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": f"<office:document-content {names}>{styles}<office:body><office:text>{body}"
            "</office:text></office:body></office:document-content>",
            "meta.xml": f"<office:document-meta {names}><office:meta>{meta}</office:meta></office:document-meta>",
        }
    )


def epub(chapters: Mapping[str, str], metadata: str = "", spine: Sequence[str] | None = None) -> bytes:
    """An EPUB of chapters (name → body), read in the order of the spine, else of the chapters."""
    items = "".join(
        f'<item id="{escape(name)}" href="text/{escape(name)}" media-type="application/xhtml+xml"/>'
        for name in chapters
    )
    order = "".join(f'<itemref idref="{escape(name)}"/>' for name in spine or chapters)
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
        f"<manifest>{items}</manifest><spine>{order}</spine></package>"
    )
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="book/all.opf"/></rootfiles></container>',
        "book/all.opf": package,
    }
    for name, body in chapters.items():
        head = "<head><title>The book</title></head>"
        files[f"book/text/{name}"] = f'<html xmlns="http://www.w3.org/1999/xhtml">{head}<body>{body}</body></html>'
    return packed(files)


CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
    "x-gzip": gzip.compress,
    "gzip, br": lambda content: brotli.compress(gzip.compress(content)),
}
"""How a server may pack what it sends, by the name in Content-Encoding."""


def warc(pages: Sequence[tuple[str, str, str, bytes]], *, packing: bool = False) -> bytes:
    """A web archive of responses: (address, status, type of content, content), each packed by itself or not."""
    records = []
    for address, status, kind, content in pages:
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + content
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-06-01T00:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        record = head.encode() + answer + b"\r\n\r\n"
        records.append(gzip.compress(record) if packing else record)
    return b"".join(records)
