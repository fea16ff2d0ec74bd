"""Text as read → text without what typesetting and files leave in it, with the way back to the offsets as read.

Blank runs of any kind and line breaks become one blank; soft hyphens, marks of zero width and of direction go; words
that were cut at the end of a line are whole again; ligatures are letters; what stands for an apostrophe is one; the
number of a footnote no longer hangs on a full stop; what a file took for a sentence behind "U.S." has no capital.
Nothing is done to a text that has none of these.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kg.datafiles import word_list
from kg.model import Article, Block
from kg.text.offsets import Edit, Offsets, edited

_BREAKS = "\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_CONTROLS = "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufffe"
_BLANKS = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Blanks that are no space."""
_HIDDEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""What nobody sees: soft hyphens, joiners and their opposites, marks of direction, the mark of a file's beginning."""
_LIGATURES = "\ufb00-\ufb06"
_HYPHENS = "\u2010\u2011"
_APOSTROPHES = "´`ʼ‘′"
_LINE_END_HYPHENS = f"-{_HYPHENS}\u00ad\x02\ufffe"
"""U+0002 and U+FFFE: how Chromium's engine gives a hyphen that ends a line of a PDF."""

_LINE_BREAK = rf"[ {_BLANKS}{_HIDDEN}]*(?:\r\n|[{_BREAKS}])[ {_BLANKS}{_HIDDEN}]*"
_ANY_BLANK = f" {_BLANKS}{_BREAKS}{_CONTROLS}"
_SUSPECT = re.compile(
    rf"[{_HIDDEN}{_LIGATURES}{_HYPHENS}{_APOSTROPHES}{_BLANKS}{_CONTROLS}¹²³\u2070-\u2079\r]"
    r"|  |\n |[- ]\n|[a-z]{2}[.!?]\d"
)
"""What a text that has to be looked at more closely has in it; most have not."""
_NOTE = r"(?<=[a-z]{4}[.!?])(?<!Sept\.)(?<!Sect\.)(?<!Para\.)(?<!Chap\.)\d{1,2}(?=\s+[A-Z“\"])"
_RAISED = r"(?:(?<=[a-z]{4})|(?<=[.,;:!?”\"]))[¹²³\u2070-\u2079]{1,3}(?!\w)"
_APOSTROPHE = rf"(?<=[^\W\d_])[{_APOSTROPHES}](?=[^\W\d_])|(?<=[^\W\d_]s)[{_APOSTROPHES}](?=\s+[^\W\d_])"
_LETTERS = (
    rf"(?P<ligature>[{_LIGATURES}])|(?P<hyphen>[{_HYPHENS}])|(?P<apostrophe>{_APOSTROPHE})|(?P<note>{_NOTE}|{_RAISED})"
)
_IN_LINES = re.compile(
    rf"(?P<gone>(?<![ {_BLANKS}{_HIDDEN}])[ {_BLANKS}{_HIDDEN}]++(?=\r?\n)|(?<=\n)[ {_BLANKS}{_HIDDEN}]+|[{_HIDDEN}]+)"
    rf"|(?P<crlf>\r\n)"
    rf"|(?P<blank>[ {_BLANKS}][{_BLANKS} {_HIDDEN}]*[ {_BLANKS}]|[{_BLANKS}])|{_LETTERS}"
)
_IN_PROSE = re.compile(
    rf"(?<=[\w.])(?P<cut>[{_LINE_END_HYPHENS}]){_LINE_BREAK}(?=\w)"
    rf"|(?P<gone>[{_HIDDEN}]+)|(?P<blank>[{_ANY_BLANK}][{_ANY_BLANK}{_HIDDEN}]*[{_ANY_BLANK}]|[{_BLANKS}{_BREAKS}{_CONTROLS}])"
    rf"|{_LETTERS}"
)
_PARTED = re.compile(rf"[{_HIDDEN}{_LIGATURES}]|[{_LINE_END_HYPHENS}]\s")
_PARTED_LINE = re.compile(rf"(?<=\w)[{_LINE_END_HYPHENS}]{_LINE_BREAK}(?=\w)")
_QUIET_BREAK = re.compile(r"\n+")

_BEFORE = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?$")
_BEHIND = re.compile(r"[^\W_]+")
_WORDS = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_LINKS = frozenset(("and", "or", "to"))
"""Words that follow a hyphen which hangs: "pre- and post-war"."""
_PREFIXES = word_list("joined to the next by a hyphen")
_NAME_BEGINNINGS = frozenset(("Mc", "Mac"))
_REACH = 60
_BEHIND_HYPHENS = word_list("joined to a word by a hyphen")
_PARTICIPLES = re.compile(r"\w{3,}(?:ed|ing)\b")

_BEHIND_INITIALS = re.compile(r"\bU\.[A-Z]\.\s+(?P<word>[A-Z][a-z]+)\b(?P<name>\s+(?:[A-Z]|of\b|and\b|for\b))?")
_LOWER_BEHIND_INITIALS = re.compile(r"\bU\.[A-Z]\.\s+[a-z]")
_LOWER_WORDS = re.compile(r"\b[a-z]+\b")
_BEGIN_NONE = word_list("beginning no sentence")
_BEGIN_SOME = word_list("beginning sentences")

Known = Callable[[str], bool]
"""Whether a word in lower case is in the dictionary of the model, in any of its forms."""


@dataclass(frozen=True, slots=True)
class Copy:
    """An article with a clean text, its blocks in the offsets of that, and the way back."""

    article: Article
    offsets: Offsets


def clean_lines(text: str) -> tuple[str, Offsets]:
    """`text` clean within its lines, which stay as they are; a line's indent may be left."""
    if _SUSPECT.search(text) is None:
        return text, Offsets()
    return edited(text, _edits(_IN_LINES.finditer(text), text, _no_cut))


def clean_article(article: Article, known: Known) -> Copy:
    """The article as a parser needs it: every block one clean line. What stands outside the blocks stays as it is."""
    edits = [edit for block in article.blocks for edit in _in_block(article.text, block, known)]
    edits = sorted((*edits, *_false_capitals(article)))
    if not edits:
        return Copy(article, Offsets())
    text, offsets = edited(article.text, edits)
    if not offsets:
        return Copy(replace(article, text=text), offsets)
    blocks = (replace(block, start=start, end=end, hidden=()) for block, (start, end) in _moved(article, offsets))
    return Copy(replace(article, text=text, blocks=tuple(blocks)), offsets)


def clean_words(text: str) -> str:
    """A few words or a sentence of a text as read, as one clean line: to show it, or to look for something in it."""
    if _SUSPECT.search(text) is None:
        return _QUIET_BREAK.sub(" ", text)
    return edited(text, _edits(_IN_PROSE.finditer(text), text, lambda match: _rejoin(match, text, _unknown)))[0]


def joined_words(text: str) -> str:
    """The text with every word whole that lines, hidden marks or ligatures may part; "" where nothing does."""
    if _PARTED.search(text) is None:
        return ""
    whole = re.sub(rf"[{_HIDDEN}]", "", _PARTED_LINE.sub("", text))
    return "\n" + re.sub(rf"[{_LIGATURES}]", lambda one: unicodedata.normalize("NFKC", one.group()), whole)


def _moved(article: Article, offsets: Offsets) -> Iterator[tuple[Block, tuple[int, int]]]:
    for block in article.blocks:
        yield block, offsets.new((block.start, block.end))


def _in_block(text: str, block: Block, known: Known) -> Iterator[Edit]:
    at = block.start
    for start, end in block.hidden:
        yield from _in_stretch(text, at, start, known)
        yield start, end, " " if "\n" in text[start:end] else ""
        at = end
    yield from _in_stretch(text, at, block.end, known)


def _in_stretch(text: str, start: int, end: int, known: Known) -> Iterator[Edit]:
    if _SUSPECT.search(text, start, end) is None:
        return ((match.start(), match.end(), " ") for match in _QUIET_BREAK.finditer(text, start, end))
    found = _IN_PROSE.finditer(text, start, end)
    return _edits(found, text, lambda match: _rejoin(match, text, known))


def _edits(found: Iterator[re.Match[str]], text: str, rejoin: Callable[[re.Match[str]], str]) -> Iterator[Edit]:
    for match in found:
        kind = match.lastgroup
        if kind == "blank":
            words = " "
        elif kind == "cut":
            words = rejoin(match)
        elif kind == "ligature":
            words = unicodedata.normalize("NFKC", match.group())
        elif kind == "hyphen":
            words = "-"
        elif kind == "apostrophe":
            words = "’" if "’" in text else "'"
        else:
            words = "\n" if kind == "crlf" else ""
        yield match.start(), match.end(), words


def _false_capitals(article: Article) -> list[Edit]:
    """The capitals behind initials in a text that writes everything behind them with one: "the U.S. And Japan".

    Archives whose sentences were found at full stops have them. Only what no sentence begins with, and what the same
    text writes without a capital, is taken for no name; and where a capital follows, it is one ("U.S. Trade Act").
    A single one of the latter may be a name for all that: "the Office of the U.S. Courts".
    """
    text = article.text
    found = [one for one in _BEHIND_INITIALS.finditer(text) if _is_read(article, one.start("word"))]
    if not found or _LOWER_BEHIND_INITIALS.search(text) is not None:
        return []
    common = set(_LOWER_WORDS.findall(text)) - _BEGIN_SOME
    false = [
        one
        for one in found
        if one["word"].lower() in _BEGIN_NONE or (one["name"] is None and one["word"].lower() in common)
    ]
    if len(false) == 1 and false[0]["word"].lower() not in _BEGIN_NONE:
        return []
    return [(one.start("word"), one.start("word") + 1, one["word"][0].lower()) for one in false]


def _is_read(article: Article, offset: int) -> bool:
    """Whether a character is one that the parser sees."""
    return any(
        block.start <= offset < block.end and not any(start <= offset < end for start, end in block.hidden)
        for block in article.blocks
    )


def _no_cut(_match: re.Match[str]) -> str:
    raise AssertionError("lines are not joined")  # pragma: no cover  the expression for lines has no such group


def _unknown(_word: str) -> bool:
    return False


# ------------------------------------------------------------------ words cut at the end of a line


def _rejoin(cut: re.Match[str], text: str, known: Known) -> str:
    """What stands for a hyphen at the end of a line: nothing, where it cut a word; itself, where it belongs to one."""
    if cut["cut"] == "\u00ad":
        return ""
    before, behind = _BEFORE.search(text, max(0, cut.start() - _REACH), cut.start()), _BEHIND.match(text, cut.end())
    if before is None or behind is None:
        return "-"
    head, tail = before.group(), behind.group()
    if tail in _LINKS:
        return "- "
    others = set(_WORDS.findall(text))
    if head + tail in others or f"{head}-{tail}" in others:
        return "" if head + tail in others else "-"
    last = re.split("['’-]", head)[-1]
    if last in _NAME_BEGINNINGS:
        return ""
    return "-" if _is_compound(last, tail, known) else ""


def _is_compound(head: str, tail: str, known: Known) -> bool:
    """Whether the two sides of a line's end are two words: "vice-president", "French-led"; not "govern-ment",
    "Wei-dner"."""
    capitals = head.isupper() and tail.isupper() and len(tail) > 1
    if not (tail[0].islower() or capitals):
        return True
    first, rest = head.lower(), tail.lower()
    if known(first + rest):
        return False
    if first in _PREFIXES or "." in head:
        return True
    if head[0].isupper() and not capitals:
        return tail in _BEHIND_HYPHENS or _PARTICIPLES.fullmatch(tail) is not None
    return min(len(first), len(rest)) > 2 and known(first) and known(rest)
