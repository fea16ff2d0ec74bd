"""A sentence as it is shown by itself, without the marks of the file it stands in."""

from __future__ import annotations

import re

_MARKS = (
    (re.compile(r"!?\[([^\[\]]+)\]\(\s*(?:https?://|/|#|\.)[^\s()]*\s*(?:\"[^\"]*\"\s*)?\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])"), r"\1"),
    (re.compile(r"`([^`]+)`"), r"\1"),
)
"""Links, bold, italics and code of Markdown, each only where it is closed again."""


def shown(sentence: str) -> str:
    """The words alone: one blank between them, no inline Markdown."""
    text = " ".join(sentence.split())
    for pattern, words in _MARKS:
        text = pattern.sub(words, text)
    return text
