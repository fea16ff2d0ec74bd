"""Examples with marked mentions: "[Anna Berg|subject] leads the [Green Party|object]."

A bracket holds the words of a mention (or further brackets), a bar, and colon-separated marks: roles (`subject`,
`object`, `both`, `place`), a type, a kind, `plural`, `former`/`late`/`acting`/`elect`/`sought`, `title=…`, and links to
other brackets of the example counted from 1 in the order they open (`body=1`, `holder=2`, `of=1`, `office=3`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any, get_args

from kg.model import EntityType, Mention, Status

ROLES = frozenset({"subject", "object", "both", "place"})
TYPES: tuple[EntityType, ...] = get_args(EntityType)
KINDS = frozenset({"name", "description", "pronoun", "demonym"})
MODIFIERS = frozenset({"former", "late", "acting", "elect", "sought"})
LINKS = frozenset({"body", "holder", "of", "office", "seeker"})
TOKEN = re.compile(r"\[|\|([^\[\]|]*)\]|[^\[|]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with its mentions, and what a relation must (or must not) find in it."""

    text: str
    mentions: tuple[Mention, ...]
    roles: tuple[tuple[str, int], ...]
    """(role, mention index)."""
    status: Status | None = None
    published: date | None = None
    when: str | None = None
    """Expected interval: a date, or "start..end"."""
    details: dict[str, Any] = field(default_factory=dict)
    headline: bool = False
    line: int = 0

    def having(self, role: str) -> list[int]:
        """The mentions marked with `role`."""
        return [index for name, index in self.roles if name == role]


def read_example(marked: str, subject: str = "Person", object_: str = "Person", **expected: Any) -> Example:  # noqa: ANN401
    """The example that a marked sentence spells out; `subject` and `object_` are the types where a role stands alone.

    Raises ValueError for a bracket that does not close and for an unknown mark.
    """
    text, opened, spans, count = "", [], [], 0
    for part in TOKEN.finditer(marked):
        if part.group() == "[":
            opened.append((count, len(text)))
            count += 1
        elif part.group(1) is not None:
            if not opened:
                raise ValueError(f"a mark without an opening bracket: {part.group()!r}")
            number, start = opened.pop()
            spans.append((number, start, len(text), part.group(1)))
        else:
            text += part.group()
    if opened:
        raise ValueError(f"a bracket without marks or end: {marked[:40]!r}")
    found = [_mention(text, start, end, marks, subject, object_) for _, start, end, marks in sorted(spans)]
    roles = [(role, n) for n, (_, names) in enumerate(found) for role in names]
    return Example(text, tuple(mention for mention, _ in found), tuple(roles), **expected)


def _mention(text: str, start: int, end: int, marks: str, subject: str, object_: str) -> tuple[Mention, list[str]]:
    fields: dict[str, Any] = {"links": ()}
    roles = []
    for mark in (m.strip() for m in marks.split(":")):
        name, _, value = mark.partition("=")
        if mark in ROLES:
            roles.append(mark)
        elif name in LINKS and value.isdigit():
            fields["links"] += ((name, int(value) - 1),)
        elif name == "title" and value:
            fields["title"] = value
        elif not _plain_mark(mark, fields):
            raise ValueError(f"unknown mark {mark!r} in {text[start:end]!r}")
    default = {"subject": subject, "both": subject, "object": object_, "place": "Place"}
    fields.setdefault("type", default[roles[0]] if roles else "")
    if fields["type"] not in TYPES:
        raise ValueError(f"{text[start:end]!r} needs a type: one of {', '.join(TYPES)}")
    if fields["type"] == "Office":
        fields.setdefault("title", text[start:end].lower())
    return Mention(start, end, text[start:end], **fields), roles


def _plain_mark(mark: str, fields: dict[str, Any]) -> bool:
    if mark in TYPES:
        fields["type"] = mark
    elif mark in KINDS:
        fields["kind"] = mark
    elif mark in MODIFIERS:
        fields["modifier"] = mark
    elif mark == "plural":
        fields["plural"] = True
    else:
        return False
    return True
