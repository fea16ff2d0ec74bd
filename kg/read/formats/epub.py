"""EPUB: every chapter with prose an article, in the order of the book: an issue of a paper has one for each article."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

from lxml import etree, html

from kg.errors import InputError
from kg.read.inputs import Format, Input
from kg.read.packed import entry, local, opened, xml_entry
from kg.read.records import Record, Records
from kg.read.snippets import plain_text

_CONTAINER = "META-INF/container.xml"
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_PROSE = 200
"""Characters that a chapter has at least: covers, title pages and lists of contents have fewer, or no sentence."""
_SENTENCE = re.compile(r"\w[^.!?\n]{30,}[.!?]")
_NO_CHAPTER = frozenset(("cover", "toc", "titlepage", "copyright-page", "landmarks", "loi", "lot", "index"))
_NO_PROSE = ".//*[self::nav or self::script or self::style or self::svg or contains(@class, 'navbar')]"
_TOOLS = ("calibre", "unknown")


def read_epub(source: Input) -> Records:
    """The chapters of an EPUB, once each, with its date of publication; authors are the book's."""
    with opened(source, "EPUB") as found:
        root, package = _package(found, source)
        if _is_locked(found, source):
            raise InputError(source.name, "an EPUB with copy protection: it cannot be read")
        fields, prose = _fields(package), False
        for name in _chapters(package, root):
            source.allowance.take(0, source.name)
            try:
                record = _record(found, name, source, fields)
            except InputError as error:
                record = error
            if record is not None:
                prose = True
                yield record
    if not prose:
        raise InputError(source.name, "an EPUB without a chapter of prose")


def _package(found: ZipFile, source: Input) -> tuple[str, etree._Element]:
    """The folder of the book's own description, and that."""
    container = xml_entry(found, _CONTAINER, source)
    files = (
        [one.get("full-path") or "" for one in container.iter() if local(one) == "rootfile"]
        if container is not None
        else []
    )
    package = xml_entry(found, files[0], source) if files else None
    if package is None:
        raise InputError(source.name, "a damaged EPUB (its list of chapters is missing)")
    return posixpath.dirname(files[0]), package


def _is_locked(found: ZipFile, source: Input) -> bool:
    """Whether more than the fonts is encrypted."""
    if "META-INF/rights.xml" in found.namelist():
        return True
    told = xml_entry(found, "META-INF/encryption.xml", source)
    names = [one.get("URI") or "" for one in told.iter()] if told is not None else []
    return any(name.endswith((".xhtml", ".html", ".htm", ".xml")) for name in names)


def _chapters(package: etree._Element, root: str) -> Iterator[str]:
    """The names of the chapters' files, in the order of the spine, each once."""
    items = {one.get("id"): one for one in package.iter() if local(one) == "item"}
    order = [one for one in package.iter() if local(one) == "itemref" and one.get("linear") != "no"]
    names: dict[str, None] = {}
    for reference in order:
        item = items.get(reference.get("idref"))
        if item is not None and item.get("media-type") in _PAGES and item.get("properties") != "nav":
            name = posixpath.normpath(posixpath.join(root, unquote((item.get("href") or "").partition("#")[0])))
            names.setdefault(name)
    yield from names


def _fields(package: etree._Element) -> dict[str, Any]:
    """What the book says of itself."""
    told: dict[str, list[str]] = {}
    metadata = next((one for one in package.iter() if local(one) == "metadata"), package)
    for one in metadata:
        words = " ".join((one.text or "").split()) if local(one) else ""
        event = next((value for key, value in one.attrib.items() if key.endswith("event")), "publication")
        if words and words.casefold().partition(" ")[0] not in _TOOLS and event == "publication":
            told.setdefault(local(one), []).append(words)
    first = {name: values[0] for name, values in told.items()}
    return {
        "published": first.get("date"),
        "publisher": first.get("publisher"),
        "authors": told.get("creator"),
        "language": first.get("language"),
    }


def _record(found: ZipFile, name: str, source: Input, fields: Mapping[str, Any]) -> Record | InputError | None:
    """The article of a chapter; None for one without prose."""
    where = f"{source.name}/{name}"
    try:
        info = found.getinfo(name)
    except KeyError:
        raise InputError(where, "a chapter that is not there") from None
    data = entry(found, info, where, 2 * source.reading.limit)
    page = _page(data, where)
    body = page if page is None else page.find(".//body")
    if body is None or _kinds(body) & _NO_CHAPTER:
        return None
    for element in body.xpath(_NO_PROSE):
        element.drop_tree()
    text = plain_text(etree.tostring(body, encoding="unicode", method="html", with_tail=False))
    if len(text) < _PROSE or not _SENTENCE.search(text):
        return None
    heading = next((plain_text(_source(one)) for level in ("h1", "h2") for one in body.iter(level)), None)
    title = {"title": " ".join(heading.split())} if heading else {}
    return Record(where, text, {**fields, **title}, "EPUB metadata", path=where)


def _page(data: bytes, where: str) -> Any:  # noqa: ANN401  lxml has no types
    parser = html.HTMLParser(encoding="utf-8" if _is_utf8(data) else None, no_network=True, huge_tree=False)
    try:
        return html.document_fromstring(data, parser=parser) if data.strip() else None
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError(where, f"a chapter that cannot be read ({error})") from error


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _source(element: Any) -> str:  # noqa: ANN401  lxml has no types
    return str(etree.tostring(element, encoding="unicode", method="html", with_tail=False))


def _kinds(body: Any) -> set[str]:  # noqa: ANN401  lxml has no types
    """What a chapter says it is: of its body and of what that begins with."""
    return {kind for one in (body, *body[:1]) for kind in (one.get("epub:type") or "").split()}


FORMAT = Format(
    "EPUB",
    (".epub",),
    read_epub,
    lambda head, _: head.startswith(b"PK\x03\x04") and b"application/epub+zip" in head[:200],
)
