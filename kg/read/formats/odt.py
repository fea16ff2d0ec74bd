"""OpenDocument texts (ODT): headings, paragraphs, lists and tables, in order."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from lxml import etree

from kg.errors import InputError
from kg.read.formats.text import text_records
from kg.read.inputs import Format, Input
from kg.read.packed import local, opened, xml_entry
from kg.read.properties import believable
from kg.read.records import Records

_SILENT = frozenset(("tracked-changes", "annotation", "note", "title", "desc", "sequence-decls", "forms", "ruby-text"))
"""What was deleted, remarks and notes, and what is said of pictures."""
_LINES = frozenset(("p", "h"))
_FRAMES = frozenset(("frame", "text-box", "list", "list-item", "table", "table-row", "table-cell", "section", "image"))
"""Between them stand blanks that mean nothing."""
_MAX_BLANKS = 10


def read_odt(source: Input) -> Records:
    """The text of an OpenDocument text, a paragraph a line; its dates are not those of publication."""
    with opened(source, "OpenDocument text") as found:
        manifest = xml_entry(found, "META-INF/manifest.xml", source)
        if manifest is not None and any(local(one) == "encryption-data" for one in manifest.iter()):
            raise InputError(source.name, "an encrypted OpenDocument text: save it without its password first")
        content = xml_entry(found, "content.xml", source)
        if content is None:
            raise InputError(source.name, "a damaged OpenDocument text (no content.xml in it)")
        text = "\n".join(_paragraphs(content)).strip("\n")
        meta = xml_entry(found, "meta.xml", source)
    yield from text_records(text, source, _fields(meta, text))


def _fields(meta: etree._Element | None, text: str) -> dict[str, Any]:
    told = {local(one): one.text for one in meta.iter() if one.text} if meta is not None else {}
    return believable(told.get("title"), told.get("initial-creator") or told.get("creator"), text)


def _taken_back(content: etree._Element) -> frozenset[str]:
    """The names of the styles by which words are struck out or hidden."""
    return frozenset(
        _value(style, "name")
        for style in content.iter()
        if local(style) == "style"
        for one in style
        if _value(one, "text-line-through-style") not in ("", "none") or _value(one, "display") == "none"
    )


def _value(element: etree._Element, attribute: str) -> str:
    """The value of an attribute of whatever name space."""
    return next((str(value) for key, value in element.attrib.items() if etree.QName(key).localname == attribute), "")


def _is_silent(element: etree._Element, taken_back: Collection[str]) -> bool:
    if local(element) in _SILENT or _value(element, "is-hidden") == "true":
        return True
    return _value(element, "display") == "none" or _value(element, "style-name") in taken_back


def _paragraphs(content: etree._Element) -> Iterator[str]:
    """The lines of all paragraphs; one in another (of a text box) comes before it."""
    taken_back = _taken_back(content)
    body = next((one for one in content.iter() if local(one) == "body"), content)
    open_ones: list[list[str]] = []
    silent = 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        name = local(element)
        if _is_silent(element, taken_back):
            silent += 1 if event == "start" else -1
        if event == "start" and not silent:
            if name in _LINES:
                open_ones.append([])
            if open_ones:
                open_ones[-1].append(_characters(name, element) + (element.text or "" if name not in _FRAMES else ""))
        elif event == "end" and not silent:
            if name in _LINES:
                yield from "".join(open_ones.pop()).split("\n")
            if open_ones and local(element.getparent()) not in _FRAMES:
                open_ones[-1].append(element.tail or "")


def _characters(name: str, element: etree._Element) -> str:
    if name == "s":
        number = _value(element, "c") or "1"
        return " " * min(int(number), _MAX_BLANKS) if number.isdecimal() else " "
    return {"tab": "\t", "line-break": "\n"}.get(name, "")


FORMAT = Format(
    "ODT",
    (".odt",),
    read_odt,
    lambda head, _: head.startswith(b"PK\x03\x04") and b"vnd.oasis.opendocument.text" in head[:200],
)
