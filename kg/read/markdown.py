"""Markdown without its marks: what a reader of the page would see, line by line as it was written."""

from __future__ import annotations

import re

from kg.read.snippets import without_tags

_ADDRESS = r"\((?:<[^<>\n]{0,2000}>|[^()\n]{0,2000}(?:\([^()\n]{0,300}\)[^()\n]{0,2000})?)\)"
_PICTURE = re.compile(rf"!\[[^\[\]\n]{{0,500}}\](?:{_ADDRESS}|\[[^\[\]\n]{{0,100}}\])|!\[\[[^\[\]\n]{{1,300}}\]\]")
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
    for mark in (r"\*\*\*", r"\*\*", r"\*", "___", "__", "_", "~~")
)
_STRONG_OF_MORE = re.compile(r"\*\*(?=\S)((?:[^*\n]|\*(?!\*)){1,2000}?)(?<=\S)\*\*")
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)([^`\n]{1,2000})\1(?!`)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])|\\$", re.MULTILINE)
_SURE = re.compile(
    r"\[[^\[\]\n]{1,500}\]\((?:https?:|/|mailto:|<)[^()\n]{0,2000}\)"
    r"|(?<![\w*])\*\*(?=[^\s*])[^*\n]{1,500}(?<=\S)\*\*(?![\w*])"
    r"|^#{1,6} [^\n#]{2,200}$",
    re.MULTILINE,
)


def is_markdown(text: str) -> bool:
    """Whether a text shows links, bold words or headings of Markdown: an asterisk alone is none."""
    return ("](" in text or "**" in text or "# " in text) and _SURE.search(text) is not None


def unmarked(text: str) -> str:
    """The text without the marks of links, emphasis and code, without pictures, tags and entities of HTML.

    The marks that begin a line (headings, lists, quotations) stay: `kg.read.layout` reads them.
    """
    text = _FENCE.sub("", without_tags(text))
    text = _LINK.sub(r"\1", _PICTURE.sub("", text))
    text = _references(_WIKI.sub(r"\1", text))
    text = _PLAIN_ADDRESS.sub(r"\1", _FOOTNOTE.sub("", text))
    text = _CODE.sub(r"\2", text)
    text = _STRONG_OF_MORE.sub(r"\1", text)
    for mark in _EMPHASIS:
        text = mark.sub(r"\2", text)
    return _ESCAPED.sub(r"\1", text)


def _references(text: str) -> str:
    """Links whose addresses stand elsewhere: "[the report][1]" and, further down, "[1]: https://…"."""
    names = {match[1].casefold() for match in _DEFINED.finditer(text)}
    if not names:
        return text
    text = _DEFINED.sub("", text)
    return _REFERENCE.sub(lambda match: match[1] if (match[2] or match[1]).casefold() in names else match.group(), text)
