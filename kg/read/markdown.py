"""Markdown without its marks: what a reader of the page would see, line by line as it was written.

What is struck out goes with its marks: whoever strikes out says it no more.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.model import Span
from kg.read.snippets import without_tags

_ADDRESS = r"\((?:<[^<>\n]{0,2000}>|[^()\n]{0,2000}(?:\([^()\n]{0,300}\)[^()\n]{0,2000})?)\)"
_PICTURE = re.compile(
    rf"(?:!\[[^\[\]\n]{{0,500}}\](?:{_ADDRESS}|\[[^\[\]\n]{{0,100}}\])|!\[\[[^\[\]\n]{{1,300}}\]\])"
    r"(?:[ ](?=\S))?"
)
_LINK = re.compile(rf"\[([^\[\]\n]{{0,500}})\]{_ADDRESS}")
_WIKI = re.compile(r"\[\[(?:[^\[\]|\n]{1,300}\|)?([^\[\]|\n]{1,300})\]\]")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,60}\](?::[ \t]*)?")
_DEFINED = re.compile(
    r"^ {0,3}\[([^\[\]^\n][^\[\]\n]{0,100})\]:[ \t]*<?[^\s<>]{1,2000}>?[^\n]{0,300}(?:\n|$)", re.MULTILINE
)
_REFERENCE = re.compile(r"\[([^\[\]\n]{1,500})\][ ]?\[([^\[\]\n]{0,100})\]")
_PLAIN_ADDRESS = re.compile(r"<(https?://[^\s<>]{1,2000}|[^\s<>@]{1,100}@[^\s<>@]{1,100})>")
_FENCE = re.compile(r"^ {0,3}(?:`{3,}|~{3,})[^\n`]*(?:\n|$)", re.MULTILINE)
_EMPHASIS = tuple(
    re.compile(
        rf"(?<![\w{mark[-1]}\\])(?P<m>{mark})(?=[^\s{mark[-1]}])([^{mark[-1]}\n]{{1,2000}}?)(?<=\S)(?P=m)(?![\w{mark[-1]}])"
    )
    for mark in (r"\*\*\*", r"\*\*", r"\*", "___", "__", "_")
)
_STRUCK = re.compile(r"(?<![\w~\\])~~(?=[^\s~])[^~\n]{1,2000}?(?<=\S)~~(?![\w~])")
_STRONG_OF_MORE = re.compile(r"\*\*(?=\S)((?:[^*\n]|\*(?!\*)){1,2000}?)(?<=\S)\*\*")
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)([^`\n]{1,2000})\1(?!`)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])|\\$", re.MULTILINE)
_SURE = re.compile(
    r"\[[^\[\]\n]{1,500}\]\((?:https?:|/|mailto:|<)[^()\n]{0,2000}\)"
    r"|(?<![\w*])\*\*(?=[^\s*])[^*\n]{1,500}(?<=\S)\*\*(?![\w*])"
    r"|(?<![\w~])~~(?=[^\s~])[^~\n]{1,500}(?<=\S)~~(?![\w~])"
    r"|^#{1,6} [^\n#]{2,200}$",
    re.MULTILINE,
)


def is_markdown(text: str) -> bool:
    """Whether a text shows links, bold or struck words or headings of Markdown: an asterisk alone is none."""
    return any(mark in text for mark in ("](", "**", "~~", "# ")) and _SURE.search(text) is not None


def unmarked(text: str) -> str:
    """The text without the marks of links, emphasis and code, without pictures, tags and entities of HTML.

    The marks that begin a line (headings, lists, quotations) stay: `kg.read.layout` reads them.
    """
    return _masked(without_tags(text)).replace(_GONE, "")


def marks_in(text: str, start: int = 0) -> tuple[Span, ...]:
    """Where the marks stand that `unmarked` leaves out, from `start` on; tags and entities of HTML apart."""
    masked = _masked(text[start:])
    return tuple((start + run.start(), start + run.end()) for run in _GONE_RUN.finditer(masked))


_GONE = "\ue000"
"""In the place of a character that is a mark: of no text, since it belongs to private use."""
_GONE_RUN = re.compile(f"{_GONE}+")


def _masked(text: str) -> str:
    """The text, as long as it is, with every mark masked."""
    text = _PICTURE.sub(_mask(), text.replace(_GONE, "\ufffd"))
    for pattern, group in ((_FENCE, 0), (_STRUCK, 0), (_LINK, 1), (_WIKI, 1), (_FOOTNOTE, 0), (_PLAIN_ADDRESS, 1)):
        text = pattern.sub(_mask(group), text)
    text = _references(text)
    for pattern, group in ((_CODE, 2), (_STRONG_OF_MORE, 1), *((mark, 2) for mark in _EMPHASIS), (_ESCAPED, 1)):
        text = pattern.sub(_mask(group), text)
    return text


def _mask(group: int = 0) -> Callable[[re.Match[str]], str]:
    """Masks a match but for a group of it (0: all of it), and but for the line ends in it."""

    def mask(match: re.Match[str]) -> str:
        start, end = match.span(group) if group and match[group] is not None else (match.start(), match.start())
        before, after = match.string[match.start() : start], match.string[end : match.end()]
        return _NO_LINE_END.sub(_GONE, before) + match.string[start:end] + _NO_LINE_END.sub(_GONE, after)

    return mask


_NO_LINE_END = re.compile(r"[^\n]")


def _references(text: str) -> str:
    """Links whose addresses stand elsewhere: "[the report][1]" and, further down, "[1]: https://…"."""
    names = {match[1].casefold() for match in _DEFINED.finditer(text)}
    if not names:
        return text
    text = _DEFINED.sub(_mask(), text)
    masked = _mask(1)
    return _REFERENCE.sub(
        lambda match: masked(match) if (match[2] or match[1]).casefold() in names else match.group(), text
    )
