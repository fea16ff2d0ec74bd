"""What is new in a mail: its text without the history it quotes, signatures and what lists append.

A mail that only passes another on is that other mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.read.page_text import parse_page, read_prose
from kg.read.snippets import plain_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_QUOTED = re.compile(r"(?:> ?)+")
_WROTE = re.compile(
    r"(?:On|Am|Le) .{0,300}?(?:\d{1,2}:\d{2}|@|\b\d{4}\b).{0,300}?(?:wrote|schrieb|écrit)\s?:$", re.DOTALL
)
"""What mail programs write above a quotation; with a time, a year or an address, which prose has not."""
_VERBS = ("wrote:", "wrote :", "schrieb:", "écrit :", "écrit:")
_FORWARDED = re.compile(
    r"^[-–—_* ]{0,20}(?:(?:Begin )?forwarded message|original message|forwarded by .{1,80})\s?:?[-–—_* ]{0,20}$",
    re.IGNORECASE,
)
_HEADER = re.compile(r"^\*?(From|Sent|Date|To|Cc|Subject|Reply-To)\s?:\*?\s+(.*)$", re.IGNORECASE)
_LIST_FOOT = re.compile(r"^_{30,}\s*$")
_SIGNATURE_LINES = 20
_SHORT = 200
"""A mail with fewer characters of its own above what it passes on says nothing itself."""
_HTML_HISTORY = (
    ".//blockquote[@type='cite']", ".//*[contains(@class, 'gmail_quote') and not(contains(., 'Forwarded message'))]",
    ".//*[contains(@class, 'moz-cite-prefix')]", ".//*[contains(@class, 'yahoo_quoted')]",
    ".//*[contains(@class, 'protonmail_quote')]", ".//*[@id='appendonsend']/following-sibling::*",
    ".//*[contains(@class, 'gmail_signature') or contains(@class, 'moz-signature')]",
)  # fmt: skip
_MANY_LINKS = 5
_PAGE_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Told:
    """The text of a mail, and of which mail it is where it only passes one on: header name in small letters → value."""

    text: str
    header: dict[str, str] = field(default_factory=dict)


def unflowed(text: str, *, delete_blank: bool = False) -> str:
    """The text of format=flowed (RFC 3676): lines that end in a blank go on in the next one."""
    made: list[str] = []
    open_depth = -1
    for line in text.replace("\r\n", "\n").split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        content = line[depth:].removeprefix(" ")
        if depth == open_depth and content != "-- ":
            made[-1] += content
        else:
            made.append(f"{'>' * depth} {content}" if depth else content)
        flows = content.endswith(" ") and content != "-- "
        open_depth = depth if flows else -1
        if flows and delete_blank:
            made[-1] = made[-1][:-1]
    return "\n".join(made)


def new_text(text: str) -> Told:
    """What a mail of plain text says itself; of one that only passes another on, or only quotes, what that says."""
    lines = text.replace("\r\n", "\n").split("\n")
    at = next((number for number, _ in enumerate(lines) if _begins_other(lines, number)), None)
    own = _own(lines[:at])
    if at is not None and len("".join(own).strip()) < _SHORT:
        header, body = _forwarded(lines[at:])
        if "".join(body).strip():
            return Told(_joined(_own(body) if any(_own(body)) else _unquoted(body)), header)
    if "".join(own).strip():
        return Told(_joined(own))
    return Told(_joined(_unquoted(lines)))


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(lines).strip("\n")


def _begins_other(lines: Sequence[str], number: int) -> bool:
    """Whether another mail begins at this line: its announcement, or a header of three lines."""
    if _FORWARDED.match(lines[number].strip()):
        return True
    match = _HEADER.match(lines[number].strip())
    if match is None or match[1].lower() != "from" or number == 0:
        return False
    return sum(1 for line in lines[number : number + 6] if _HEADER.match(line.strip())) >= 3


def _forwarded(lines: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """The header and the lines of a mail that is passed on."""
    header: dict[str, str] = {}
    at = 1 if _FORWARDED.match(lines[0].strip()) else 0
    while at < len(lines):
        line = _QUOTED.sub("", lines[at], count=1).strip()
        match = _HEADER.match(line)
        if match:
            header.setdefault({"sent": "date"}.get(match[1].lower(), match[1].lower()), match[2].strip())
        elif line or header:
            break
        at += 1
    return header, list(lines[at:])


def _own(lines: Sequence[str]) -> list[str]:
    """The lines without quotations and what announces them, signature and the list's foot."""
    kept: list[str] = []
    number = 0
    while number < len(lines):
        height = _announces(lines, number)
        if height:
            after = next((line for line in lines[number + height :] if line.strip()), "")
            if not after.startswith(">"):
                break  # a history without marks goes on to the end
            number += height
        elif lines[number].startswith(">"):
            number += 1
        else:
            kept.append(lines[number])
            number += 1
    return _without_foot(kept)


def _announces(lines: Sequence[str], number: int) -> int:
    """How many lines from here on are "On … wrote:"; 0 if none."""
    if not lines[number].startswith(("On ", "Am ", "Le ")):
        return 0
    for height in (1, 2, 3):
        text = "\n".join(lines[number : number + height]).strip()
        if text.endswith(_VERBS) and _WROTE.match(text):
            return height
    return 0


def _unquoted(lines: Sequence[str]) -> list[str]:
    """The lines without the marks of quotation."""
    plain = [line for number, line in enumerate(lines) if not _announces(lines, number)]
    return _without_foot([_QUOTED.sub("", line, count=1) if line.startswith(">") else line for line in plain])


def _without_foot(lines: list[str]) -> list[str]:
    for number in range(max(0, len(lines) - _SIGNATURE_LINES), len(lines)):
        if lines[number] in ("-- ", "--") or _LIST_FOOT.match(lines[number]):
            return lines[:number]
    return lines


# ------------------------------------------------------------------ HTML


def html_text(html: str) -> str:
    """The text of a mail of HTML: a newsletter's as a page's, without navigation; a letter's whole, without history."""
    tree = parse_page(f"<html><body>{html}</body></html>" if "<body" not in html[:20_000].lower() else html)
    if tree is None:
        return plain_text(html)
    for path in _HTML_HISTORY:
        for element in tree.xpath(path):
            if element.getparent() is not None:
                element.drop_tree()
    whole = plain_text(_source(tree))
    if not _is_page(tree):
        return whole
    for cell in tree.iter("table", "tbody", "tr", "td", "th"):
        cell.tag = "div"  # tables of mails are layout
    found = read_prose(tree).text
    return found if len(found) >= _PAGE_SHARE * sum(map(len, _long(whole))) and found else whole


def _source(tree: HtmlElement) -> str:
    from lxml.html import tostring  # noqa: PLC0415  slow to load

    body = tree.find(".//body")
    return str(tostring(tree if body is None else body, encoding="unicode"))


def _is_page(tree: HtmlElement) -> bool:
    marks = tree.find(".//table") is not None or tree.find(".//article") is not None or tree.find(".//nav") is not None
    return marks or sum(1 for _ in tree.iter("a")) >= _MANY_LINKS


def _long(text: str) -> Iterator[str]:
    return (line for line in text.split("\n") if len(line) > 80)
