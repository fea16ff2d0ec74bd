"""Nexis: plain text with "3 of 20 DOCUMENTS" over each article, and Nexis Uni with "End of Document" under it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.read.exports.clippings import Clipping, day_in
from kg.read.lineforms import is_prose

_COUNT = re.compile(
    r"^[^\S\n]*(?:\d{1,7} of \d{1,7} DOCUMENTS?|Dokument \d{1,7} von \d{1,7}|Document \d{1,7} de \d{1,7})[^\S\n]*$",
    re.MULTILINE,
)
_END = re.compile(
    r"^[^\S\n]*(?:End of Document|Ende des Dokuments|Fin du document|Einde van het document)[^\S\n]*$", re.MULTILINE
)
_HEADER = {
    "title": "headline überschrift titre kop",
    "byline": "byline autor auteur",
    "deck": "highlight",
    "body": "body text texte tekst",
    "": "section rubrik rubrique rubriek length länge longueur lengte dateline series show guests series column "
    "columna pages",
}
_FOOTER = {
    "language": "language sprache langue taal",
    "note": "correction",
    "": "load-date update graphic grafik graphique publication-type pub-type type-publication journal-code "
    "zeitungs-code correction-date classification notes subject organization company ticker industry person city "
    "state country geographic document-type acc-no issn distribution category url copyright publication-subject "
    "publication_type",
}
_HEADER_LABELS = {name: field for field, names in _HEADER.items() for name in names.split()}
_FOOTER_LABELS = {name: field for field, names in _FOOTER.items() for name in names.split()}
_UNI_FOOTER = frozenset(("classification", "graphic", "notes", "load-date", "klassifikation"))
"""What alone on its line, or before a colon, ends the body of an article of Nexis Uni."""
_LABEL = re.compile(r"([^\W\d_][^\W\d]*(?:-[^\W\d]+)*)[^\S\n]*:(?:[\s\u00a0]+(.*))?")
_LENGTH = re.compile(
    r"^[^\S\n]*(?:length|länge|longueur|lengte)[^\S\n]*:[^\S\n]*[\d.,]+[^\S\n]+(?:words|wörter|mots|woorden)\b",
    re.IGNORECASE | re.MULTILINE,
)
_OWN = re.compile(
    r"^[^\S\n]*(?:BYLINE|LENGTH|LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|PUB-TYPE|AUTOR|LÄNGE|SPRACHE|AUTEUR|LONGUEUR|"
    r"LANGUE|LENGTE|TAAL)[^\S\n]*:",
    re.MULTILINE,
)
_UNI_MARKS = (
    _END,
    _LENGTH,
    re.compile(r"^[^\S\n]*Body[^\S\n]*$", re.MULTILINE),
    re.compile(r"^[^\S\n]*Load-Date[^\S\n]*:", re.MULTILINE),
    re.compile(r"^[^\S\n]*Classification[^\S\n]*$", re.MULTILINE),
)
_COPYRIGHT = re.compile(r"(?:copyright|©|\(c\))\s|.{0,80}\ball rights reserved\b", re.IGNORECASE)
_CONTENTS = re.compile(
    r"(?:Date and Time|Job Number|Documents? \(\d+\)|Client/Matter|Search Terms|Search Type|Narrowed by|Content Type"
    r"|About LexisNexis|User Name|Download Request|Time Of Request)\b"
)
"""The title page of Nexis Uni and its table of contents."""
_PAGE = re.compile(r"(?:Link (?:to|zum|vers)\b|Page \d+ of \d+$)")
"""What the page around an article of Nexis Uni leaves over its headline."""
_CENTRED = 8
"""Blanks before a line that make it one of the middle of the page."""
_HEAD = 8
"""Paragraphs over the first label, and lines in one, among which the day may stand."""


def clippings(text: str) -> Iterator[Clipping | None] | None:
    """The articles of an export of Nexis, None in the place of one that is not there; or None: it is no such export."""
    if "DOCUMENT" in text or "Dokument" in text or "Document " in text:
        counts = [*_COUNT.finditer(text)] if _OWN.search(text) else []
        if counts:
            ends = [*(match.start() for match in counts[1:]), len(text)]
            return (_counted(text[match.end() : end]) for match, end in zip(counts, ends, strict=True))
    if "Body" in text or "Load-Date" in text or "Classification" in text:
        return _of_uni(text) if sum(mark.search(text) is not None for mark in _UNI_MARKS) >= 3 else None
    return None


def _lines(chunk: str) -> list[str]:
    return [line.rstrip() for line in chunk.strip("\n").split("\n")]


def _label(line: str, labels: dict[str, str], *, capitals: bool) -> tuple[str, str] | None:
    """(field, value) of a line that begins with one of the labels."""
    match = _LABEL.match(line.strip()) if ":" in line[:60] else None
    if match is None or (capitals and not match[1].isupper()) or not match[1][:1].isupper():
        return None
    field = labels.get(match[1].casefold())
    return None if field is None else (field, (match[2] or "").strip())


# ------------------------------------------------------------------ "3 of 20 DOCUMENTS"


def _counted(chunk: str) -> Clipping | None:
    lines = _lines(_END.sub("", chunk))
    if not any(lines):
        return None
    start = next((at for at, line in enumerate(lines) if _label(line, _HEADER_LABELS, capitals=True)), None)
    fields: dict[str, str] = {}
    if start is None:
        start, at = _unlabelled(lines)
    else:
        at = _header(lines, start, fields)
    body, tail = _body(lines, at, capitals=True)
    _footer(tail, fields)
    return _clipping(_paragraphs(lines[:start]), body, fields)


def _unlabelled(lines: Sequence[str]) -> tuple[int, int]:
    """(where the head ends, where the body begins) of an article without a label: two paragraphs below the day.

    Where an export was cut off in the head there is no body.
    """
    starts = [at for at, line in enumerate(lines) if line and not (at and lines[at - 1])]
    day = next((n for n, at in enumerate(starts[:6]) if any(map(day_in, lines[at : at + 2]))), None)
    body = 0 if day is None else next(iter(starts[day + 2 :]), len(lines))
    if any(is_prose(line) for line in lines[body:]):
        return body, body
    below = [at for at in starts[0 if day is None else day + 1 :] if is_prose(_joined(lines[at : at + 3]))]
    return (below[0], below[0]) if below else (len(lines), len(lines))


def _header(lines: Sequence[str], start: int, fields: dict[str, str]) -> int:
    """Collect the labelled paragraphs from `start` on; answer where the body begins."""
    at = start
    while at < len(lines):
        if not lines[at]:
            at += 1
            continue
        found = _label(lines[at], _HEADER_LABELS, capitals=True)
        if found is None:
            break
        field, value = found
        at += 1
        if field == "body":
            if value:
                fields["first"] = value
            break
        end = at
        while end < len(lines) and lines[end] and not _label(lines[end], _HEADER_LABELS, capitals=True):
            end += 1
        fields.setdefault(field, _joined([value, *lines[at:end]]))
        at = end
    return at


def _joined(lines: Iterable[str]) -> str:
    return " ".join(line.strip() for line in lines).strip()


def _body(lines: Sequence[str], start: int, *, capitals: bool) -> tuple[list[str], Sequence[str]]:
    """The lines of the body, and those below it."""
    for at in range(start, len(lines)):
        if _ends_body(lines[at], capitals=capitals):
            return list(lines[start:at]), lines[at:]
    return list(lines[start:]), ()


def _ends_body(line: str, *, capitals: bool) -> bool:
    bare = line.strip()
    if capitals:
        return (
            _label(line, _FOOTER_LABELS, capitals=True) is not None or re.match(r"Copyright \d{4}\b", bare) is not None
        )
    return bare.partition(":")[0].strip().casefold() in _UNI_FOOTER and bare[:1].isupper() and len(bare) < 60


def _footer(lines: Sequence[str], fields: dict[str, str]) -> None:
    field = ""
    values: dict[str, list[str]] = {}
    for line in lines:
        found = _label(line, _FOOTER_LABELS, capitals=False)
        if found is not None:
            field, value = found
            field = "" if field in values else field
            values.setdefault(field, []).append(value)
        elif _COPYRIGHT.match(line.strip()) or line.strip().casefold() in _UNI_FOOTER:
            field = ""
        elif field and line:
            values[field].append(line)
    fields.update((name, _joined(value)) for name, value in values.items() if name)


def _paragraphs(lines: Sequence[str]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [paragraph for paragraph in found if paragraph and not _COPYRIGHT.match(" ".join(paragraph).strip())]


def _clipping(head: list[list[str]], body: Sequence[str], fields: dict[str, str]) -> Clipping:
    """`head`: the paragraphs over the first label: newspaper, day and edition, headline."""
    at = next((i for i, paragraph in enumerate(head[:_HEAD]) if any(map(day_in, paragraph[:_HEAD]))), None)
    if at is None and len(head) > 2 and any(map(str.isdigit, head[1][0])):
        at = 1
    below = head[(1 if len(head) > 1 else 0) if at is None else at + 1 :]
    below = [paragraph for paragraph in below if not (len(paragraph) == 1 and day_in(paragraph[0]))]
    titles = [_joined(part) for part in below if not _is_centred(part)] or [_joined(part) for part in below]
    if "title" in fields:
        titles = [fields["title"]]
    paper = head[0 if at is None else at - 1] if at != 0 and len(head) > 1 else []
    return Clipping(
        body="\n".join([fields["first"], *body] if "first" in fields else body),
        title=titles[0] if titles else "",
        deck=(*titles[1:], *([fields["deck"]] if fields.get("deck") else [])),
        published=_day_of(head[at]) if at is not None else "",
        publisher=_joined(paper),
        byline=fields.get("byline", ""),
        language=fields.get("language", ""),
        note=f"Correction: {fields['note']}" if fields.get("note") else "",
    )


def _is_centred(paragraph: Sequence[str]) -> bool:
    return all(line[:_CENTRED].isspace() and len(line) > _CENTRED for line in paragraph)


def _day_of(paragraph: Sequence[str]) -> str:
    """The day as YYYY-MM-DD, or the line as it is where it is none: what is wrong with it will be told."""
    return next((day for line in paragraph[:_HEAD] if (day := day_in(line))), paragraph[0].strip())


# ------------------------------------------------------------------ Nexis Uni


def _of_uni(text: str) -> Iterator[Clipping | None]:
    ends = [*_END.finditer(text)]
    start = 0
    for end in ends:
        yield _uni(text[start : end.start()])
        start = end.end()
    rest = text[start:]
    if not ends or sum(mark.search(rest) is not None for mark in _UNI_MARKS) >= 2:
        yield _uni(rest)


def _uni(chunk: str) -> Clipping | None:
    lines = _lines(chunk)
    if not any(lines):
        return None
    fields: dict[str, str] = {}
    label = next((at for at, line in enumerate(lines) if line.strip() == "Body"), None)
    first = next((at for at, line in enumerate(lines) if _starts_labels(lines, at)), label)
    if first is None:
        return Clipping("\n".join(lines))
    at = _uni_header(lines, first, len(lines) if label is None else label, fields)
    body, tail = _body(lines, at if label is None else label + 1, capitals=False)
    _footer(tail, fields)
    title, publisher, day = _uni_heading(_heads(lines[:first]))
    return Clipping(
        body="\n".join(body),
        title=title,
        deck=(fields["deck"],) if fields.get("deck") else (),
        published=day,
        publisher=publisher,
        byline=fields.get("byline", ""),
        language=fields.get("language", ""),
        note=f"Correction: {fields['note']}" if fields.get("note") else "",
    )


def _heads(lines: Sequence[str]) -> list[str]:
    return [bare for line in lines if (bare := line.strip()) and not _PAGE.match(bare)]


def _starts_labels(lines: Sequence[str], at: int) -> bool:
    found = _label(lines[at], _HEADER_LABELS, capitals=False)
    return found is not None and found[0] != "body" and not _CONTENTS.match(lines[at].strip())


def _uni_header(lines: Sequence[str], start: int, end: int, fields: dict[str, str]) -> int:
    """Collect the labels from `start` to `end`; answer where the body begins if no line "Body" says so."""
    at = start
    for at in range(start, end):
        found = _label(lines[at], _HEADER_LABELS, capitals=False)
        if found is not None:
            fields.setdefault(*found)
        elif lines[at].strip() and end == len(lines):
            return at
    return at + 1


def _uni_heading(lines: Sequence[str]) -> tuple[str, str, str]:
    """(headline, newspaper, day) of the lines over the first label, of which the last may be a copyright line."""
    rights = next((at for at in reversed(range(len(lines))) if _COPYRIGHT.match(lines[at])), len(lines))
    days = [at for at in range(1, rights) if day_in(lines[at])]
    day = days[-1] if days else rights - 1
    if day < 1 or (not days and rights == len(lines)):
        return (lines[0] if lines else ""), "", ""
    contents = any(map(_CONTENTS.match, lines))
    title = lines[max(0, day - 2) : day - 1] if contents else lines[: day - 1]
    return " ".join(title), lines[day - 1], day_in(lines[day]) or lines[day]
