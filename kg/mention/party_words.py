"""Parties told by an adjective or a letter: "Democratic senator X", "the Democratic president", "X (D-Ohio)".

Such a word is no name by itself: it counts only right before a post, or as the letter before the state of a member of
the United States' Congress.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from kg.datafiles import word_list
from kg.mention.name import Name
from kg.mention.name_words import DASHES
from kg.mention.tokens import replacing, tokens_in
from kg.text.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.know.gazetteer import Gazetteer
    from kg.mention.titles import TitleSpan

KINDS = word_list("kinds of democrats")


def with_party_words(doc: Doc, names: Sequence[Name], spans: Sequence[TitleSpan], gazetteer: Gazetteer) -> list[Name]:
    """The names, and those words among the others that stand for a party where they stand."""
    taken = tokens_in(names)
    titles = {span.start: span for span in spans}
    states = {name.start for name in names if name.type == "Place"}
    text = text_of(doc)
    found = [
        Name(at - (at > 0 and text.lower[at - 1] in KINDS), at + 1, "Organization")
        for at, word in enumerate(text.words)
        if gazetteer.stands_before_posts(word)
        and at not in taken
        and (_is_letter(text.words, at, states) if len(word) == 1 else _is_adjective(doc, at, titles))
    ]
    return sorted(replacing(names, found), key=attrgetter("start"))


def _is_letter(words: Sequence[str], at: int, states: set[int]) -> bool:
    """ "X (D-Ohio)", "X, D-Ohio"."""
    return at > 0 and at + 2 in states and words[at - 1] in {"(", ","} and words[at + 1] in DASHES


def _is_adjective(doc: Doc, at: int, titles: dict[int, TitleSpan]) -> bool:
    """ "the Democratic senator"; at the start of a sentence, where any word has a capital, only before a name: there it
    may say how the leaders are."""
    span = titles.get(at + 1)
    if span is None:
        return False
    return not doc[at].is_sent_start or (span.end < len(doc) and doc[span.end].pos_ == "PROPN")
