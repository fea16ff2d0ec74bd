"""Word documents (DOCX): the text of the body and of its tables, in order."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from kg.errors import InputError
from kg.read.formats.text import text_records
from kg.read.inputs import COLLECTION, Format, Input
from kg.read.packed import XML_ARTICLES, entry, local, opened
from kg.read.properties import believable
from kg.read.records import Records

if TYPE_CHECKING:
    from docx.document import Document

_SILENT = frozenset(
    ("del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "sdtPr",
     "object")
)  # fmt: skip
"""What is deleted, what a field is made of, and the second form of a text box; pictures have no text of their own."""
_TAKEN_BACK = frozenset(("strike", "dstrike", "vanish"))
"""Properties of a run that is struck out or hidden, where they are not switched off."""
_OFF = frozenset(("0", "false", "off"))
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "", "ptab": "\t"}


def read_docx(source: Input) -> Records:
    """The text of a Word document, a paragraph a line, each cell of a table too; notes, heads and feet are left out.

    Its dates are when it was written and saved, not when it was published, and are not taken.
    """
    _check(source)
    document = _document(source)
    text = "\n".join(_paragraphs(document.element.body)).strip("\n")
    properties = document.core_properties
    yield from text_records(text, source, believable(properties.title, properties.author, text))


def _check(source: Input) -> None:
    """Raises InputError for what would grow in the memory, or is no Word document."""
    limit = source.reading.limit
    with opened(source, "Word document") as found:
        names = {info.filename: info for info in found.infolist()}
        if "EncryptedPackage" in names:
            raise InputError(source.name, "an encrypted Word document: save it without its password first")
        if sum(info.file_size for info in names.values()) > COLLECTION * limit:
            raise InputError(source.name, f"larger than {COLLECTION * limit:,} bytes unpacked: refused")
        markup = {name: info for name, info in names.items() if name.endswith((".xml", ".rels"))}
        if sum(info.file_size for info in markup.values()) > XML_ARTICLES * limit:
            raise InputError(source.name, f"larger than {XML_ARTICLES * limit:,} bytes without its pictures: refused")
        for name, info in markup.items():
            entry(found, info, f"{source.name}/{name}", XML_ARTICLES * limit)


def _document(source: Input) -> Document:
    import docx  # noqa: PLC0415  slow to load
    from docx.opc.exceptions import OpcError  # noqa: PLC0415

    try:
        return docx.Document(BytesIO(source.data(COLLECTION)))
    except (OpcError, KeyError, ValueError, AttributeError, TypeError, etree.XMLSyntaxError) as error:
        reason = str(error).partition(", line")[0].strip("'\"")
        raise InputError(source.name, f"a damaged Word document ({reason})") from error


def _paragraphs(body: etree._Element) -> Iterator[str]:
    """The lines of all paragraphs in order, also of those in tables and text boxes (before what holds them)."""
    open_ones: list[list[str]] = [[]]
    for event, element in _walk(body):
        name = local(element)
        if name == "p" and event == "start":
            open_ones.append([])
        elif name == "p":
            yield from "".join(open_ones.pop()).split("\n")
        elif event == "start" and name == "t":
            open_ones[-1].append(" ".join((element.text or "").split("\n")))
        elif event == "start" and name in _CHARACTERS:
            open_ones[-1].append(_CHARACTERS[name])


def _walk(body: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Starts and ends of elements, without what is silent."""
    walker = etree.iterwalk(body, events=("start", "end"))
    depth = 0
    for event, element in walker:
        if local(element) in _SILENT or (local(element) == "r" and _is_taken_back(element)):
            depth += 1 if event == "start" else -1
        elif not depth:
            yield event, element


def _is_taken_back(run: etree._Element) -> bool:
    formats = (one for own in run if local(own) == "rPr" for one in own if local(one) in _TAKEN_BACK)
    return any(_OFF.isdisjoint(value.lower() for value in one.attrib.values()) for one in formats)


def _is_docx(head: bytes, ending: str) -> bool:
    if not head.startswith(b"PK\x03\x04"):
        return False
    return ending == ".docx" or (b"[Content_Types].xml" in head and b"word/" in head)


FORMAT = Format("DOCX", (".docx",), read_docx, _is_docx)
