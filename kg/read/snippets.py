"""The text of a snippet of HTML: a feed's entry, a mail, a field of a table."""

from __future__ import annotations

import html
import re

_LINES = (
    "address|article|aside|blockquote|body|br|caption|center|dd|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header|hr"
    "|html|li|main|nav|ol|p|pre|section|table|tbody|tfoot|thead|tr|ul"
)
"""What begins and ends a line."""
_WITHIN = (
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|dfn|em|embed|font|i|iframe|img|ins|kbd|label|mark|object|picture|q|samp"
    "|small|source|span|strong|sub|sup|td|th|time|tt|u|var|video|wbr"
)
STRUCK = ("del", "s", "strike")
"""Elements of what the author took back by striking it out: it is not said any more."""
_SILENT = "|".join(("script|style|head|title|svg|noscript|template", *STRUCK))
"""What says nothing to a reader, with all that is in it."""
_ATTRIBUTES = r"(?:\s(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+)?"
_KNOWN = re.compile(
    rf"<(?=[/a-z])/?(?:(?P<line>{_LINES})|(?P<cell>td|th)|{_WITHIN})(?![\w:-]){_ATTRIBUTES}/?\s?>", re.IGNORECASE
)
_ANY = re.compile(
    rf"<(?=[/a-z!?])/?(?:(?P<line>{_LINES})|(?P<cell>td|th)|[a-z!?][^\s<>/]*)(?![\w:-])[^<>]*>", re.IGNORECASE
)
_HIDDEN = re.compile(rf"<(?=[!a-z])(?:(?P<comment>!--)|(?P<tag>{_SILENT})(?![\w:-])[^<>]*>)", re.IGNORECASE)
_PAIR = re.compile(
    rf"<(?=[/a-z])(?:(?P<open>{_LINES}|{_WITHIN}|{_SILENT})(?![\w:-]){_ATTRIBUTES}>|/(?P<close>[a-z][a-z0-9]*)\s*>)",
    re.IGNORECASE,
)
_ALONE = re.compile(r"<(?:(?:p|br|hr)\s?/?>|(?i:p|br|hr|img)(?:\s[^<>]{0,500}=[^<>]{0,2000}|\s?/)>)")
"""Tags that need no end. Bare ones in capitals are none by themselves: wires write "Phillips Petroleum <P>"."""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MAX_WRAPS = 3
"""Mark-up within entities within entities, as scrapers of feeds leave it."""


def plain_text(snippet: str) -> str:
    """The text of a snippet of HTML (a feed's entry, a mail), one line per paragraph, however broken the mark-up."""
    return _lines(html.unescape(_ANY.sub(_gap, _without_hidden(snippet).replace("\r", "").replace("\n", " "))))


def unpacked(text: str) -> str:
    """The text of a field that may hold HTML, or only entities such as `&amp;`; plain text comes back as it is.

    It is HTML where tags of HTML open and close, or `<p>`, `<br>` stand in it; "<" in prose stays.
    """
    for _ in range(_MAX_WRAPS):
        before = text
        if "<" in text and is_markup(text):
            text = _without_markup(text)
        text = _without_entities(text)
        if text == before:
            break
    return text


def without_tags(text: str) -> str:
    """The text without tags and entities of HTML, its lines otherwise as they are."""
    if "<" in text and is_markup(text):
        text = _KNOWN.sub(_gap, _without_hidden(text))
    return _without_entities(text)


def _without_entities(text: str) -> str:
    return _ENTITY.sub(lambda match: html.unescape(match.group()), text) if "&" in text else text


def is_markup(text: str) -> bool:
    """Whether tags of HTML that belong together stand in a text."""
    if _ALONE.search(text) is not None:
        return True
    opened: set[str] = set()
    for match in _PAIR.finditer(text):
        if match["open"]:
            opened.add(match["open"].lower())
        elif match["close"].lower() in opened:
            return True
    return False


def _without_markup(text: str) -> str:
    """Line breaks mean nothing where HTML has its own; else they stay, as in what blogs' editors write."""
    text = _without_hidden(text)
    if re.search(r"<(?:p|br|div)\b", text, re.IGNORECASE):
        text = re.sub(r"(?<!\n)\r?\n(?!\r?\n)", " ", text)
    return _lines(_without_entities(_KNOWN.sub(_gap, text)), "\n\n" if "\n\n" in text else "\n")


def _without_hidden(text: str) -> str:
    """The text without comments, scripts and the like; one that does not end hides nothing."""
    parts: list[str] = []
    lowered = text.lower()
    folded = lowered if len(lowered) == len(text) else text
    begin, endless = 0, set[str]()
    for match in _HIDDEN.finditer(text) if "<" in text else ():
        close = "-->" if match["comment"] else f"</{match['tag'].lower()}"
        close += ">" if close[2:] in STRUCK else ""  # "</s" begins other ends as well
        if match.start() < begin or close in endless:
            continue
        end = folded.find(close, match.end())
        if end < 0:
            endless.add(close)
            continue
        parts.append(text[begin : match.start()])
        begin = text.find(">", end) + 1 or len(text)
    return " ".join([*parts, text[begin:]])


def _gap(match: re.Match[str]) -> str:
    """What stands for a tag: a new line, a blank between cells, or nothing."""
    return "\n" if match["line"] else " " if match["cell"] else ""


def _lines(text: str, between: str = "\n") -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return between.join(line for line in lines if line)
