"""Lines of text with meaning: coloured on a terminal, "[words|role]" elsewhere, as relation files mark examples.

Texts of articles are other people's: what could steer a terminal is taken out of every line that is printed.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TextIO

from kg.model import Span

STYLES = {
    "subject": "bold cyan",
    "object": "bold magenta",
    "anchor": "bold yellow",
    "heading": "bold",
    "name": "bold cyan",
    "good": "green",
    "bad": "red",
    "quiet": "dim",
}
ROLES = frozenset({"subject", "object", "anchor"})
"""Styles that say something no reader of a plain line should miss."""
Part = tuple[str, str]
"""(words, style or "")."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is printed: columns to the left of it, then its parts."""

    indent: int
    parts: tuple[Part, ...]


def line(*parts: str | Part, indent: int = 0) -> Line:
    """A line of plain words and (words, style)."""
    return Line(indent, tuple((part, "") if isinstance(part, str) else part for part in parts))


def mark(text: str, spans: Iterable[tuple[Span, str]]) -> list[Part]:
    """`text` cut at the spans, each with its role; of spans that overlap the first begun stays, then the longest."""
    parts: list[Part] = []
    at = 0
    for (start, end), role in sorted(spans, key=lambda one: (one[0][0], -one[0][1], one[1])):
        if at <= start < end <= len(text):
            parts += [(text[at:start], ""), (text[start:end], role)]
            at = end
    parts.append((text[at:], ""))
    return [part for part in parts if part[0]]


def plain_text(one: Line) -> str:
    """The line without colours."""
    words = (f"[{text}|{style}]" if style in ROLES else text for text, style in one.parts)
    return " " * one.indent + printable("".join(words)).strip()


def printable(text: str) -> str:
    """`text` on one line and without control characters, which could steer a terminal."""
    return "".join(
        " " if c in "\n\r\t\u2028\u2029" else c for c in text if c in "\n\r\t" or unicodedata.category(c) != "Cc"
    )


def print_lines(lines: Sequence[Line], file: TextIO | None = None) -> None:
    """Print in colour, wrapped to the window, where `file` (standard output) is a terminal, else one line a line."""
    out = file or sys.stdout
    if not out.isatty():
        out.writelines(f"{plain_text(one)}\n" for one in lines)
        return
    from rich.console import Console  # noqa: PLC0415  only where there is a terminal
    from rich.padding import Padding  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(file=out, highlight=False)
    for one in lines:
        text = Text()
        for words, style in one.parts:
            text.append(printable(words), STYLES.get(style, ""))
        console.print(Padding(text, (0, 0, 0, one.indent)) if one.parts else "")
