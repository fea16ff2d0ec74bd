"""What Neo4j holds of an entity and of a tie besides the row of the graph files: one line for people, caption, size.

`about` is the first property by name: whoever clicks a circle or a line in Neo4j Browser reads it first, ids later.
`caption` is what Browser writes on a line, with a sign for what did not happen (yet), since it cannot draw dashes.
Whoever is mentioned often has a label for it: by its labels alone Browser draws a circle larger.
"""

from __future__ import annotations

from calendar import month_abbr, monthrange
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from kg.graph.graph_scan import between_entities, number, text
from kg.model import Node, Relationship, Value

FORM = "about 4"
"""Part of what a load compares: another number where the wording changes, so that loaded databases get it too."""
SIGNS = {"planned": "◌", "possible": "?", "former": "†", "denied": "✕"}
OFTEN = (1000, 300, 100, 30, 10)
"""Mentions from which an entity has a label of its own, the most first."""
_Row = TypeVar("_Row", Node, Relationship)


def as_stored(row: _Row) -> _Row:
    """The row with what Neo4j holds besides; the same object where that is nothing."""
    if isinstance(row, Node):
        if "Entity" not in row.labels:
            return row
        told = _with(row, {"about": entity_line(row)})
        return replace(told, labels=(*row.labels, *mentioned_label(number(row.properties, "mention_count"))))
    if not between_entities(row):
        return row
    return _with(row, {"about": tie_line(row), "caption": caption(row)})


def _with(row: _Row, more: Mapping[str, Value]) -> _Row:
    return replace(row, properties={**row.properties, **more})


def mentioned_label(mentions: int) -> tuple[str, ...]:
    """The label of what is mentioned so often: "Mentioned100" from a hundred on; none below ten."""
    return tuple(f"Mentioned{least}" for least in OFTEN if mentions >= least)[:1]


def entity_line(node: Node) -> str:
    """An entity in a line: "Anna Berg · Person · born May 1970 · 12 mentions in 5 articles"."""
    own = node.properties
    kind = text(own, "kind")
    mentions = (
        f"{counted(number(own, 'mention_count'), 'mention')} in {counted(number(own, 'article_count'), 'article')}"
    )
    days = (f"{name} {_day(text(own, name))}" for name in ("born", "died", "founded") if own.get(name))
    return " · ".join((text(own, "name"), f"{node.labels[0]} ({kind})" if kind else node.labels[0], *days, mentions))


def bounds(own: Mapping[str, Value]) -> tuple[str, str]:
    """From when to when a tie holds: since and until where either is stated, else the time of the act.

    "Took office last week" has both: since its first day, and the week that tells when.
    """
    stated = text(own, "since"), text(own, "until")
    return stated if any(stated) else (text(own, "when_start"), text(own, "when_end"))


def tie_line(tie: Relationship) -> str:
    """A tie in a line: "MET · planned · 30 Oct 2025 · Busan · 4 sources"."""
    own = tie.properties
    when = span(*bounds(own))
    parts = (_kind(tie), text(own, "status"), when, text(own, "place"), counted(number(own, "sources"), "source"))
    return " · ".join(part for part in parts if part)


def caption(tie: Relationship) -> str:
    """The type, and before and behind it what tells that it is not simply so: "✕ MET denied"."""
    status = text(tie.properties, "status")
    return f"{SIGNS[status]} {_kind(tie)} {status}" if status in SIGNS else _kind(tie)


def _kind(tie: Relationship) -> str:
    """The type, or what ties two where no type is for it."""
    return text(tie.properties, "predicate") or tie.type


def span(start: str, end: str) -> str:
    """Days as people write them: "30 Oct 2025", "Aug 2025", "2019", "since 2019"; "" where none is known."""
    if not start or not end:
        return f"since {_day(start)}" if start else f"until {_day(end)}" if end else ""
    if start == end:
        return _day(start)
    if whole := _whole(start, end):
        return _day(whole)
    return f"{_day(start)} – {_day(end)}"


def told_interval(interval: str) -> str:
    """An interval of days, "first..last", as a line has it: "2025-08" for all of August, "since 2019-05-01" where it is
    open, else as it is."""
    start, between, end = interval.partition("..")
    if not between:
        return interval
    if not start or not end:
        return f"since {start}" if start else f"until {end}"
    return _whole(start, end) or interval


def _whole(start: str, end: str) -> str:
    """The month or year that two days are the first and last of; else nothing."""
    if (start[4:], end[4:]) == ("-01-01", "-12-31") and start[:4] == end[:4]:
        return start[:4]
    last = end[8:] == f"{monthrange(int(end[:4]), int(end[5:7]))[1]}"
    return start[:7] if start[:7] == end[:7] and start[8:] == "01" and last else ""


def _day(iso: str) -> str:
    year, *rest = iso.split("-")
    month = f"{month_abbr[int(rest[0])]} " if rest else ""
    return f"{int(rest[1])} {month}{year}" if len(rest) > 1 else f"{month}{year}"


def counted(count: int, noun: str) -> str:
    """ "1 claim", "1,200 claims"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
