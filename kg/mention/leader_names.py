"""Heads of state and of government by their whole names, which the recognizer often takes for bodies or cuts short."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.know.first_names import fold_name
from kg.know.leaders import names_of_leaders
from kg.mention.name import Name
from kg.mention.tokens import capital_at, replacing, words_of
from kg.text.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST = 7
"""Words that a leader's name has at most, the parts of hyphened ones and the hyphens among them."""


def with_leaders(doc: Doc, names: Sequence[Name]) -> list[Name]:
    """The names, with each leader's whole name as a person's where it is no part of a longer name."""
    text, known = text_of(doc), names_of_leaders()
    holds = {i: name for name in names for i in range(name.start, name.end)}
    found: list[Name] = []
    behind = 0
    for at in text.capitals:
        if at < behind or not (whole := known.get(fold_name(text.words[at]))):
            continue
        ends = [end for end in range(min(at + LONGEST, len(text)), at + 1, -1) if text.words[end - 1][0].isalpha()]
        end = next((end for end in ends if fold_name(words_of(doc, at, end)) in whole), 0)
        if end and not _goes_on(doc, end) and not _is_part(holds.get(at), holds.get(end - 1), at, end):
            found.append(Name(at, end, "Person"))
            behind = end
    return replacing(names, found)


def _goes_on(doc: Doc, end: int) -> bool:
    """ "Jomo Kenyatta Airport": what is named after somebody."""
    last = doc[end - 1]
    return capital_at(doc, end) and last.dep_ in {"compound", "nmod"} and last.head.i >= end


def _is_part(first: Name | None, last: Name | None, start: int, end: int) -> bool:
    """Whether one name goes beyond these words on either side."""
    return first is not None and first == last and (first.start < start or end < first.end)
