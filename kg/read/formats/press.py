"""Pages of press databases (Nexis, Factiva, Europresse): many articles in one HTML file, by the classes of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.read.exports import exported
from kg.read.exports.clippings import Clipping, clipping_records, day_in, names_of, within
from kg.read.exports.factiva import from_labels, shown_clipping
from kg.read.inputs import COLLECTION, Format, Input
from kg.read.records import Records

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PARAGRAPHS = frozenset(
    ("p", "div", "tr", "table", "ul", "ol", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "article")
) | frozenset(("section", "header", "footer", "body", "td", "form", "aside", "dl", "dd", "dt"))
_SILENT = frozenset(("script", "style", "head", "title", "select", "button"))
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_LABEL = re.compile(r"[A-Z]{2,3}")
_LANGUAGE = re.compile(r"\b([a-z]{2})(?:Article|article)")


def read_nexis(source: Input) -> Records:
    """The articles of a page saved from Nexis: as text it is laid out as the database's text files are."""
    records = exported(text_of(_page(source)), source.name)
    if records is None:
        raise InputError(source.name, "a page of Nexis without articles")
    yield from within(records, source.reading.limit)


def read_factiva(source: Input) -> Records:
    """The articles of a page saved from Factiva: rows of labels and values, or paragraphs with classes."""
    page = _page(source)
    articles = _with_class(page, "article")
    around = {outer for article in articles for outer in article.iterancestors()}
    clippings = (_of_factiva(article) for article in articles if article not in around)
    yield from _records(clippings, source, "Factiva export")


def read_europresse(source: Input) -> Records:
    """The articles of a page saved from Europresse, of its present form (article) and the one before (td)."""
    page = _page(source)
    articles = [one for one in page.iter("article") if next(one.iterancestors("article"), None) is None]
    clippings = map(_of_europresse, articles) if articles else _of_cells(page)
    yield from _records(clippings, source, "Europresse export")


def _records(clippings: Iterable[Clipping], source: Input, origin: str) -> Records:
    yield from within(clipping_records(clippings, source.name, origin), source.reading.limit)


# ------------------------------------------------------------------ pages and their text


def _page(source: Input) -> HtmlElement:
    from lxml import etree, html  # noqa: PLC0415  slow to load

    data = source.data(COLLECTION)
    try:
        data.decode("utf-8")
        encoding = "utf-8"
    except UnicodeDecodeError:
        declared = re.search(rb"charset=[\"']?([\w-]{1,40})", data[:4096])
        encoding = declared[1].decode() if declared and declared[1].lower() != b"utf-8" else "windows-1252"
    try:
        parser = html.HTMLParser(encoding=encoding, remove_comments=True, remove_pis=True, huge_tree=True)
        return html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, LookupError, ValueError) as error:
        raise InputError(source.name, f"an HTML page that cannot be read ({error})") from error


def text_of(element: HtmlElement) -> str:
    """The text of an element: an empty line between paragraphs, a line break where the page has one."""
    from lxml import etree  # noqa: PLC0415  slow to load

    parts: list[str] = []
    silent = 0
    for event, node in etree.iterwalk(element, events=("start", "end")):
        tag = node.tag
        silent += (tag in _SILENT) * (1 if event == "start" else -1)
        if tag in _PARAGRAPHS:
            parts.append("\n\n")
        elif tag == "br" and event == "start":
            parts.append("\n")
        text = node.text if event == "start" else node.tail if node is not element else None
        if text and not silent:
            parts.append(_BLANKS.sub(" ", text))
    lines = (line.strip(" ") for line in "".join(parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _with_class(element: HtmlElement, name: str) -> list[HtmlElement]:
    """The elements below, and the one itself, that have a class, in order."""
    return [one for one in element.iter() if name in (one.get("class") or "").split()]


def _first(element: HtmlElement, *names: str) -> str:
    """The text of the first element of the first of these classes that has any."""
    texts = (text_of(one) for name in names for one in _with_class(element, name))
    return next((text for text in texts if text.strip()), "")


# ------------------------------------------------------------------ Factiva


def _of_factiva(article: HtmlElement) -> Clipping:
    fields = dict(_rows(article))
    if "HD" in fields:
        return from_labels(fields)
    classed = [(one, one.get("class") or "") for one in article.iter()]
    body = [text_of(one) for one, classes in classed if "articleParagraph" in classes]
    title = next((text_of(one) for one, classes in classed if "Headline" in classes), "")
    lines = [text_of(one) for one, classes in classed if one.tag == "div" and not classes and one.get("id") is None]
    count = next((at for at, line in enumerate(lines) if re.match(r"\d[\d.,]* ?\S{1,9}$", line)), 0)
    language = _LANGUAGE.search(article.get("class") or "")
    found = shown_clipping(lines[count + 1 :], " ".join(title.split()), _first(article, "author"), complete=False)
    spoken = found.language or (language[1] if language else "")
    return replace(found, body="\n\n".join(body), language=spoken)


def _rows(article: HtmlElement) -> Iterator[tuple[str, str]]:
    for row in article.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        label = text_of(cells[0]).strip() if len(cells) == 2 else ""
        if _LABEL.fullmatch(label):
            yield label, text_of(cells[1])


# ------------------------------------------------------------------ Europresse

_ISSUE = re.compile(r",? (?:no|n°|vol|nº)\.? .*|\((?:site web|web site|website|tweet)\).*", re.IGNORECASE | re.DOTALL)


def _of_europresse(article: HtmlElement) -> Clipping:
    return Clipping(
        body=_first(article, "docOcurrContainer", "DocText"),
        title=" ".join(_first(article, "titreArticleVisu", "titreArticle", "rdp__articletitle").split()),
        deck=tuple(filter(None, [" ".join(_first(article, "rdp__subtitle").split())])),
        published=_day(_first(article, "DocHeader")),
        publisher=_paper(_first(article, "DocPublicationName")),
        byline=_first(article, "docAuthors", "sm-margin-bottomNews"),
    )


def _of_cells(page: HtmlElement) -> Iterator[Clipping]:
    """The articles of the older form: a cell of a table each, the body the lines below the headline."""
    papers = _with_class(page, "DocPublicationName")
    cells = dict.fromkeys(next(paper.iterancestors("td"), None) for paper in papers)
    for cell in cells:
        if cell is None or cell.find(".//td") is not None:
            continue
        title = " ".join(_first(cell, "TitreArticleVisu").split())
        lines = [line for line in text_of(cell).split("\n") if line.strip()]
        at = next((at for at, line in enumerate(lines) if line.strip() == title), -1)
        byline = lines[at + 1] if at + 1 < len(lines) and len(lines[at + 1].split()) <= 10 else ""
        byline = byline if any(names_of(byline)) else ""
        yield Clipping(
            body="\n\n".join(lines[at + (2 if byline else 1) :]),
            title=title,
            published=_day("\n".join(map(text_of, _with_class(cell, "DocHeader")))),
            publisher=_paper(_first(cell, "DocPublicationName")),
            byline=byline,
        )


def _day(header: str) -> str:
    """The day in "News, Tuesday 5 March 2024 455 words, p. 6"; as it stands where it is none."""
    parts = [part.strip() for part in re.split(r"\n", header) if part.strip()]
    day = next((day for part in parts if (day := day_in(part))), None)
    return day or next((part for part in parts if any(map(str.isdigit, part))), "")


def _paper(name: str) -> str:
    return _ISSUE.sub("", " ".join(name.strip().partition("\n")[0].split())).strip()


# ------------------------------------------------------------------ what they are known by

_ENDINGS = frozenset(("", ".html", ".htm", ".xhtml"))


def _known_by(pattern: bytes) -> Callable[[bytes, str], bool]:
    mark = re.compile(pattern)
    return lambda head, ending: ending in _ENDINGS and b"<" in head[:200] and mark.search(head) is not None


FORMATS = (
    Format(
        "a page of Nexis",
        (),
        read_nexis,
        _known_by(
            rb"<!-- LXNComment|>\s*(?:\d+ of \d+ DOCUMENTS?|Dokument \d+ von \d+)\s*<|<META TOPIC=[^>]{0,80}DOCUMENTS="
        ),
    ),
    Format(
        "a page of Factiva",
        (),
        read_factiva,
        _known_by(
            rb"<title>\s*Factiva\s*</title>|class=[\"']?(?:factivalogo|fcpNavContainer)\b"
            rb"|class=[\"']article [a-z]{2}Article[\"']|\barticleParagraph [a-z]{2}articleParagraph\b"
        ),
    ),
    Format(
        "a page of Europresse",
        (),
        read_europresse,
        _known_by(rb"\bDocPublicationName\b|\btitreArticleVisu\b|\bdocOcurrContainer\b"),
    ),
)
