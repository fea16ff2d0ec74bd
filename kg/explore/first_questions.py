"""Questions that have an answer in a graph that nobody has looked at yet."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from kg.store.ask import ENTITY_KINDS, Answer, Chosen, ask, read_query
from kg.store.database import Store

QUESTIONS = (
    "meetings", "offices", "quotes", "appointments", "force-and-sanctions", "agreements", "people-of-organization",
    "trips", "plans-open", "timeline", "articles-about", "most-mentioned",
)  # fmt: skip
"""What people ask first, the telling ones first; the last has an answer in every graph."""


def answered(store: Store, most: int) -> Iterator[Answer]:
    """The first of the questions that have rows, asked of the most mentioned entities and the newest days."""
    left = most
    for name in QUESTIONS:
        if not left:
            return
        answer = ask(store, read_query(name), {})
        if answer.table.rows:
            left -= 1
            yield answer


def command(answer: Answer) -> str:
    """What to type to ask it again: with the entities named that were chosen."""
    options = [_option(one) for one in answer.chosen if one.parameter.kind in ENTITY_KINDS and one.value]
    return " ".join(["kg ask", answer.query.name, *options])


def _option(one: Chosen) -> str:
    return f"--{one.parameter.name} {shlex.quote(str(one.value))}"
