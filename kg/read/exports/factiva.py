"""Factiva: articles with two-letter labels (HD, BY, PD, …), or as they are shown, with "Document …" under each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.read.exports.clippings import Clipping, day_in, language_code, names_of

_HEADER = ("SE", "CLM", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "VOL", "ED", "PG", "LA", "CY", "LP", "TD")
"""In their order, which an article keeps; none is without a day (PD). So "ED of its kind" in a headline is no label."""
_RANK = {label: rank for rank, label in enumerate(_HEADER)}
_FOOTER = frozenset(("CT", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "RF", "ART"))
_CODED = frozenset(("CO", "IN", "NS", "RE"))
_LINE = re.compile(
    rf"[^\S\n]*(?:\|[^\S\n]*)?({'|'.join((*_HEADER, *sorted(_FOOTER)))})(?:[^\S\n]*\|[^\S\n]*|[^\S\n]+|$)(.*)"
)
_CODE = re.compile(r"[a-z0-9]{2,8} ?: ?\S")
_DOCUMENT = ("Document", "Dokument", "文件", "文書", "Документ")
_MARK = re.compile(r"^[^\S\n]*(?:\|[^\S\n]*)?(HD|PD|SN|LP|TD|AN|WC)(?:[|\t ]|$)", re.MULTILINE)
_ID = re.compile(
    rf"^[^\S\n]*(?:\|[^\S\n]*)?(?:AN[|\t ]+)?(?:{'|'.join(_DOCUMENT)})o?[^\S\n]+"
    r"[A-Z][A-Z0-9]{3,30}\d{8}[a-z0-9]{5,12}[^\S\n]*\|?[^\S\n]*$",
    re.MULTILINE,
)
_WORDS = re.compile(r"\d[\d.,\u00a0 ]{0,8} ?(?:words?|Wörter|mots|palabras|parole|palavras|woorden|字|語|слов)")
_TIME = re.compile(r"\d{1,2}:\d{2}(?: ?[AP]M)?(?: [A-Z]{2,5})?", re.IGNORECASE)
_RIGHTS = re.compile(r"(?:copyright|©|\(c\))|.{0,120}\ball rights reserved\b", re.IGNORECASE)
_HEADED = 12
"""Lines that may stand between the number of words and the body."""


def clippings(text: str) -> Iterator[Clipping | None] | None:
    """The articles of an export of Factiva; or None: it is no such export."""
    if "PD" in text and "SN" in text and "HD" in text:
        marks = {match[1] for match in _MARK.finditer(text)}
        if {"HD", "PD", "SN"} <= marks and marks & {"LP", "TD"} and (marks & {"WC"} or _ID.search(text)):
            return _labelled(text)
    if any(word in text for word in _DOCUMENT) and _ID.search(text) and _counts_words(text.split("\n")):
        return _shown(text)
    return None


# ------------------------------------------------------------------ with labels


def _labelled(text: str) -> Iterator[Clipping | None]:
    fields: dict[str, list[str]] = {}
    label = ""
    for line in text.split("\n"):
        found = _label(line, label)
        if found is None:
            if label and label != "AN":
                fields[label].append(line.rstrip().removesuffix("|"))
            continue
        if found[0] in ("SE", "CLM", "HD") and ("HD" in fields or label == "AN"):
            yield _of_labels(fields)
            fields = {}
        label, value = found
        fields.setdefault(label, []).append(value)
    if "HD" in fields:
        yield _of_labels(fields)


def _of_labels(fields: Mapping[str, Sequence[str]]) -> Clipping | None:
    joined = {label: "\n".join(lines) for label, lines in fields.items()}
    return from_labels(joined) if any(value.strip() for value in joined.values()) else None


def _label(line: str, now: str) -> tuple[str, str] | None:
    """(label, value) of a line that has one where one may stand: those of the head in order, then those of the foot."""
    match = _LINE.match(line)
    if match is None:
        return None
    label, value = match[1], match[2].rstrip().removesuffix("|").strip()
    if now in ("", "AN") or now in _FOOTER:
        begins = label in ("SE", "CLM", "HD")
        return (label, value) if begins or (now in _FOOTER and now != "AN" and label in _FOOTER) else None
    if label in _FOOTER:
        if now not in ("LP", "TD", "CY", "LA") or (label in _CODED and not _CODE.match(value)):
            return None
        return (label, value)
    if label == "HD" and now in ("LP", "TD"):
        return label, value
    day = _RANK["PD"]
    return (label, value) if _RANK[now] < _RANK[label] <= (day if _RANK[now] < day else len(_RANK)) else None


def from_labels(fields: Mapping[str, str]) -> Clipping:
    """The article of its labels."""
    paragraphs = (fields.get("LP", "").strip("\n"), fields.get("TD", "").strip("\n"))
    return Clipping(
        body="\n\n".join(part for part in paragraphs if part.strip()),
        title=" ".join(fields.get("HD", "").split()),
        published=day_in(fields.get("PD", "")) or fields.get("PD", "").strip(),
        publisher=" ".join(fields.get("SN", "").split()),
        byline=fields.get("BY", "").strip(),
        language=fields.get("LA", ""),
    )


# ------------------------------------------------------------------ as shown, without labels


def _shown_at(lines: Sequence[str], at: int) -> bool:
    """Whether the number of words stands in this line and the day in the next."""
    if not _WORDS.fullmatch(lines[at].strip()[:60]):
        return False
    below = next((line for line in lines[at + 1 : at + 4] if line.strip()), "")
    return len(below) < 60 and any(map(str.isdigit, below))


def _counts_words(lines: Sequence[str]) -> bool:
    return any(_shown_at(lines, at) for at in range(len(lines)))


def _shown(text: str) -> Iterator[Clipping | None]:
    start = 0
    for end in _ID.finditer(text):
        yield _of_shown(text[start : end.start()].split("\n"), complete=True)
        start = end.end()
    rest = text[start:].split("\n")
    if _counts_words(rest):
        yield _of_shown(rest, complete=False)


def _of_shown(lines: Sequence[str], *, complete: bool) -> Clipping | None:
    if not any(line.strip() for line in lines):
        return None
    count = next((at for at in range(len(lines)) if _shown_at(lines, at)), None)
    if count is None:
        return Clipping("\n".join(lines))
    title, byline = _heading([line.strip() for line in lines[:count] if line.strip()])
    return shown_clipping(lines[count + 1 :], title, byline, complete=complete)


def _heading(lines: Sequence[str]) -> tuple[str, str]:
    """(headline, byline) of the last lines over the number of words; a section or contents may stand before them."""
    by = next((at for at in range(max(1, len(lines) - 3), len(lines)) if lines[at][:3].casefold() == "by "), None)
    if by is not None:
        return lines[by - 1], lines[by]
    if len(lines) > 1 and _is_sentence_like(lines[-2]) and len(lines[-1].split()) <= 4 and names_of(lines[-1])[0]:
        return lines[-2], lines[-1]
    return (lines[-1] if lines else ""), ""


def _is_sentence_like(line: str) -> bool:
    """Whether a line is a headline rather than a section: long, or with words in small letters."""
    words = line.split()
    return len(words) > 4 or any(word[0].islower() for word in words)


def shown_clipping(lines: Sequence[str], title: str, byline: str, *, complete: bool, language: str = "") -> Clipping:
    """The article whose `lines` begin with the day: then hour, newspaper and its code, language, rights, the body."""
    head = [(at, line.strip()) for at, line in enumerate(lines[: 4 * _HEADED]) if line.strip()][:_HEADED]
    day = head[0][1] if head else ""
    paper = next((line for _, line in head[1:] if not _TIME.fullmatch(line)), "")
    spoken = next((i for i, (_, line) in enumerate(head) if len(line) < 25 and language_code(line)), None)
    last = spoken if spoken is not None else min(2, len(head) - 1)
    if last + 1 < len(head) and _RIGHTS.match(head[last + 1][1]):
        last += 1
    body = list(lines[head[last][0] + 1 :] if head else ())
    return Clipping(
        body="\n".join(_without_owner(body) if complete else body),
        title=title,
        published=day_in(day) or day,
        publisher=paper,
        byline=byline,
        language=head[spoken][1] if spoken is not None else language,
    )


def _without_owner(body: list[str]) -> list[str]:
    """Without the newspaper's owner, who stands by himself over the article's number."""
    while body and not body[-1].strip():
        body.pop()
    lone = bool(body) and len(body[-1].split()) <= 8 and body[-1].strip()[-1:] not in tuple('.!?"”’…:')
    return body[:-1] if lone and any(line.strip() for line in body[:-1]) else body
