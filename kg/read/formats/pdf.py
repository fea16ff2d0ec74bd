"""PDF: the text layer, page by page, in the order in which it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from ctypes import byref
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.read.columns import Word, paragraphs
from kg.read.formats.text import text_records
from kg.read.inputs import COLLECTION, Format, Input
from kg.read.properties import believable
from kg.read.records import Records

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

_MAX_PAGES = 5_000
_WORD = re.compile(r"[^\s\x02\ufffe]+[\x02\ufffe]?")
_NOTE = re.compile(r"(?<=[a-z.,;:!?”\"’)])\d{1,2}\Z")
_PAGE = re.compile(rb"/Type\s*/Page\b")
_UNMAPPED = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")


def read_pdf(source: Input) -> Records:
    """The text of a PDF. Its dates are when the file was made, not when it was published, and are not taken."""
    import pypdfium2  # noqa: PLC0415  slow to load

    data = source.data(COLLECTION)
    try:
        with pypdfium2.PdfDocument(data) as document:
            pages = _pages(document, source)
            told = {name: document.get_metadata_value(name) for name in ("Title", "Author")}
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD:
            number = len(_PAGE.findall(data))
            of = f" of {_counted(number)}" if number else ""
            raise InputError(source.name, f"an encrypted PDF{of}: save it without its password first") from error
        raise InputError(source.name, "a damaged PDF: no reader can open it") from error
    text = paragraphs(pages)
    yield from text_records(text, source, believable(told["Title"], told["Author"], text))


def _pages(document: PdfDocument, source: Input) -> list[list[Word]]:
    """The words of every page. Raises InputError where there are none, or too many."""
    number = len(document)
    if number > _MAX_PAGES:
        raise InputError(source.name, f"a PDF of {number:,} pages: at most {_MAX_PAGES:,} are read")
    pages: list[list[Word]] = []
    blank = size = 0
    for index in range(number):
        with closing(document[index]) as page:
            words = _words(page)
            blank += not words and _shows_picture(page)
        pages.append(words)
        size += sum(len(word.text) + 1 for word in words)
        if size > source.reading.limit:
            raise InputError(source.name, f"more than {source.reading.limit:,} characters, too much for one article")
    if not any(pages):
        kind = "a scanned PDF" if blank else "a PDF"
        raise InputError(source.name, f"{kind} of {_counted(number)} without text: run OCR on it first")
    if blank:
        source.note(f"{blank:,} of {_counted(number)} are pictures without text: run OCR on it to have them read")
    unmapped = sum(len(_UNMAPPED.findall(word.text[:-1])) for page in pages for word in page)
    if 5 * unmapped > size:
        raise InputError(source.name, f"a PDF of {_counted(number)} whose letters have no meaning: run OCR on it first")
    return pages


def _counted(pages: int) -> str:
    return "1 page" if pages == 1 else f"{pages:,} pages"


def _shows_picture(page: PdfPage) -> bool:
    from pypdfium2 import raw  # noqa: PLC0415  see read_pdf

    return next(page.get_objects([raw.FPDF_PAGEOBJ_IMAGE], max_depth=2), None) is not None


# ------------------------------------------------------------------ one page


def _words(page: PdfPage) -> list[Word]:
    """The words of a page that stand upright, or as most of them do; watermarks and notes in the margin do not."""
    with closing(page.get_textpage()) as text:
        found = list(_turned_words(text, page.get_cropbox()))
    turns = [turn for turn, _ in found]
    most = max(sorted(set(turns)), key=turns.count, default=0)
    return [_upright(word, most) for turn, word in found if turn == most]


def _turned_words(text: PdfTextPage, crop: tuple[float, float, float, float]) -> Iterator[tuple[int, Word]]:
    """(quarter turns, word) in the order of the file; what stands outside the page is left out."""
    from pypdfium2 import raw  # noqa: PLC0415  see read_pdf

    letters, size = _letters(text), raw.FS_RECTF()
    for match in _WORD.finditer(letters):
        first, last, word = match.start(), match.end() - 1, match.group()
        if not raw.FPDFText_GetLooseCharBox(text, first, byref(size)):
            continue
        left, bottom, right, top = size.left, size.bottom, size.right, size.top
        if _NOTE.search(word) and raw.FPDFText_GetFontSize(text, last) < 0.85 * raw.FPDFText_GetFontSize(text, first):
            word = _NOTE.sub("", word)
        if raw.FPDFText_GetLooseCharBox(text, last, byref(size)):
            left, right = min(left, size.left), max(right, size.right)
            bottom, top = min(bottom, size.bottom), max(top, size.top)
        inside = crop[0] <= (left + right) / 2 <= crop[2] and crop[1] <= (bottom + top) / 2 <= crop[3]
        if inside and top > bottom:
            angle = raw.FPDFText_GetCharAngle(text, first)
            yield _quarter(angle), Word(word, left, right, bottom, top)


def _quarter(angle: float) -> int:
    """Quarter turns, from 0 to 3; -1 for what stands askew."""
    turns = round(angle / 1.5708)
    return turns % 4 if abs(angle - turns * 1.5708) < 0.1 else -1


def _upright(word: Word, turns: int) -> Word:
    left, right, bottom, top = word.left, word.right, word.bottom, word.top
    for _ in range(max(turns, 0)):
        left, right, bottom, top = bottom, top, -right, -left
    return Word(word.text, left, right, bottom, top)


def _letters(text: PdfTextPage) -> str:
    """The characters of a page, each at its own index: what the library's own text has not always."""
    from pypdfium2 import raw  # noqa: PLC0415  see read_pdf

    number = text.count_chars()
    whole = text.get_text_range() if number else ""
    if len(whole) == number:
        return whole
    return "".join(_letter(raw.FPDFText_GetUnicode(text, index)) for index in range(number))


def _letter(code: int) -> str:
    return chr(code) if code < 0xD800 or 0xE000 <= code < 0x110000 else "\ufffd"


FORMAT = Format("PDF", (".pdf",), read_pdf, lambda head, _: b"%PDF-" in head[:1024])
