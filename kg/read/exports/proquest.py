"""ProQuest: blocks of "Title: …", "Full text: …" between long lines of underscores."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.read.exports.clippings import Clipping, day_in

_RULE = re.compile(r"^[^\S\n]*(?:_{20,}|Document \d{1,7} of \d{1,7})[^\S\n]*$", re.MULTILINE)
_LABELS = (
    "Title|Author|Publication title|Publication date|Publication year|Publication info|Publication subject|Full text"
    "|Full Text|Abstract|Links|Subject|Location|People|Company / organization|Classification|Identifier / keyword"
    "|Volume|Issue|Pages|First page|Number of pages|Section|Publisher|Place of publication|Country of publication|ISSN"
    "|Source type|Language of publication|Document type|Document feature|ProQuest document ID|Document URL|Copyright"
    "|Last updated|Database|Credit|Correspondence author|DOI|Supplement|Edition|Column|Dateline|Alternate title|Year"
    "|Source attribution|URL|Company|NAICS|Keywords"
)
_LABEL = re.compile(rf"^(?P<label>{_LABELS}):[^\S\n]*", re.MULTILINE)
_PICTURE = re.compile(r"^Illustration[^\S\n]*$", re.MULTILINE)
_FULL_TEXT = re.compile(r"^Full [Tt]ext:", re.MULTILINE)
_OWN = (
    re.compile(r"^ProQuest document (?:ID|link)\b", re.MULTILINE),
    re.compile(r"^Publication title:", re.MULTILINE),
    re.compile(r"^Document URL:.{0,80}proquest", re.MULTILINE),
    re.compile(r"^Publication info:", re.MULTILINE),
    re.compile(r"^Publication date:", re.MULTILINE),
)
_NO_TEXT = re.compile(r"\s*(?:not available|none available|unavailable)\.?\s*", re.IGNORECASE)


def clippings(text: str) -> Iterator[Clipping | None] | None:
    """The articles of an export of ProQuest; or None: it is no such export."""
    if "Full text:" not in text and "Full Text:" not in text and "ProQuest" not in text:
        return None
    if sum(mark.search(text) is not None for mark in (_FULL_TEXT, *_OWN)) < 3:
        return None
    return _blocks(text)


def _blocks(text: str) -> Iterator[Clipping | None]:
    """What stands between the lines: articles, the database's own words, or nothing."""
    start = 0
    for rule in _RULE.finditer(text):
        yield from _block(text[start : rule.start()], first=start == 0)
        start = rule.end()
    yield from _block(text[start:], first=True)


def _block(block: str, *, first: bool) -> Iterator[Clipping | None]:
    """The article of a block, if it is one. Nothing need stand before the `first` line or after the last."""
    if not block.strip():
        if not first:
            yield None
        return
    labels = [*_LABEL.finditer(block)]
    fields: dict[str, str] = {}
    for label, end in zip(labels, [*(match.start() for match in labels), len(block)][1:], strict=True):
        fields.setdefault(label["label"].casefold(), block[label.end() : end].strip("\n"))
    if not {"full text", "publication title", "publication date", "proquest document id"} & fields.keys():
        return
    body = _PICTURE.split(fields.get("full text", ""), maxsplit=1)[0]
    above = block[: labels[0].start()].strip().split("\n")[0].strip()
    yield Clipping(
        body="" if _NO_TEXT.fullmatch(body) else body,
        title=above or " ".join(fields.get("title", "").split()),
        published=_day(fields),
        publisher=fields.get("publication title", fields.get("publication info", "")).partition(";")[0].strip(),
        byline=fields.get("author") or fields.get("credit", ""),
        surname_first="author" in fields,
        language=fields.get("language of publication", ""),
    )


def _day(fields: dict[str, str]) -> str:
    written = fields.get("publication date", "").strip()
    return day_in(written) or written
