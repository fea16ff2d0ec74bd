"""Parties told by an adjective or a letter: "Democratic senator X", "the Democratic president", "X (D-Ohio)".

Such a word is no name by itself: it counts only right before a post, a candidate for one, or a chamber with a candidate
for it, or as the letter before the state of a member of the United States' Congress.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING

from kg.datafiles import word_list
from kg.mention.name import Name
from kg.mention.name_words import DASHES
from kg.mention.tokens import lower_at, places_of, replacing, tokens_in
from kg.text.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.know.gazetteer import Gazetteer
    from kg.mention.titles import Titles, TitleSpan

CHAMBERS = word_list("chambers")
KINDS = word_list("kinds of democrats")


def with_party_words(
    doc: Doc, names: Sequence[Name], spans: Sequence[TitleSpan], titles: Titles, gazetteer: Gazetteer
) -> list[Name]:
    """The names, and those words among the others that stand for a party where they stand."""
    names = [_without_party(doc, name, titles, gazetteer) for name in names]
    taken = tokens_in(names)
    told = {at: at + 1 for at in places_of(doc, titles.seekers)} | {span.start: span.end for span in spans}
    told |= {at: told[at + 1] for at in places_of(doc, CHAMBERS) if at + 1 in told}
    states = {name.start for name in names if name.type == "Place"}
    text = text_of(doc)
    found = [
        Name(at - (at > 0 and text.lower[at - 1] in KINDS), at + 1, "Organization")
        for at, word in enumerate(text.words)
        if gazetteer.stands_before_posts(word)
        and at not in taken
        and (_is_letter(text.words, at, states) if len(word) == 1 else _is_adjective(doc, at, told))
    ]
    return sorted(replacing(names, found), key=attrgetter("start"))


def _without_party(doc: Doc, name: Name, titles: Titles, gazetteer: Gazetteer) -> Name:
    """ "Democratic Senate candidate X": the chamber without the party, which is no word of its name."""
    chamber = name.end - name.start == 2 and lower_at(doc, name.start + 1) in CHAMBERS
    cut = chamber and gazetteer.stands_before_posts(doc[name.start].text) and lower_at(doc, name.end) in titles.seekers
    return replace(name, start=name.start + cut)


def _is_letter(words: Sequence[str], at: int, states: set[int]) -> bool:
    """ "X (D-Ohio)", "X, D-Ohio"."""
    return at > 0 and at + 2 in states and words[at - 1] in {"(", ","} and words[at + 1] in DASHES


def _is_adjective(doc: Doc, at: int, told: Mapping[int, int]) -> bool:
    """ "the Democratic senator"; at the start of a sentence, where any word has a capital, only before a name: there it
    may say how the leaders are. `told`: where what it may say the party of begins and ends."""
    end = told.get(at + 1)
    if end is None:
        return False
    return not doc[at].is_sent_start or (end < len(doc) and doc[end].pos_ == "PROPN")
