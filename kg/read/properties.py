"""What a document says of itself: believed only where its own text says it too."""

from __future__ import annotations

import re
from typing import Any

_WORDS = re.compile(r"[^\W_]+")
_REACH = 3_000
"""Characters at the start of a text in which its title stands, and at both ends a line with its author alone."""


def believable(title: str | None, author: str | None, text: str) -> dict[str, Any]:
    """The fields of a document's properties that its text bears out.

    Programs fill them in by themselves, with the name of a file, of a template or of whoever owns the computer
    ("Microsoft Word - x.doc", "admin"), and copies of an older document keep its own.
    """
    head = _plain(text[:_REACH])
    lines = {_plain(line).removeprefix(" by") for line in (text[:_REACH] + "\n" + text[-_REACH:]).split("\n")}
    fields: dict[str, Any] = {}
    words = _plain(title or "")
    if words.count(" ") >= 3 and words in head:
        fields["title"] = " ".join((title or "").split())
    names = [name.strip() for name in re.split(r"[;,]| and ", author or "")]
    if names and all(_plain(name).count(" ") >= 3 and _plain(name) in lines for name in names):
        fields["authors"] = names
    return fields


def _plain(text: str) -> str:
    """Its words in small letters, with a blank before each and behind the last."""
    return f" {' '.join(_WORDS.findall(text.casefold()))} "
