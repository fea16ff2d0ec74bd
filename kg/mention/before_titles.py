"""Names right before titles, which the recognizer often gives no label: parties and cities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.datafiles import word_list
from kg.mention.name import Name
from kg.mention.tokens import name_follows, tokens_in, words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.know.gazetteer import Gazetteer
    from kg.mention.titles import TitleSpan
    from kg.model import EntityType

LARGE_CITY = 20_000
POSTS_OF_TOWNS = word_list("posts of towns")
LONGEST = 3


def with_names_before_titles(doc: Doc, names: list[Name], spans: list[TitleSpan], gazetteer: Gazetteer) -> list[Name]:
    """The names, with what stands right before a title and is none of them: "*Labour* leader X",
    "*Kharkiv* regional governor X"."""
    taken = tokens_in(names)
    found: list[Name] = []
    for span in spans:
        end = _end_before(doc, span)
        if not span.title.post or end == 0 or not name_follows(doc, span.end):
            continue
        start = end
        while start > 0 and end - start < LONGEST and start - 1 not in taken and _is_free(doc[start - 1]):
            start -= 1
        whole = start == 0 or start - 1 in taken or not doc[start - 1].text[:1].isupper()
        kind = _kind(doc, start, end, span, gazetteer) if start < end and whole else None
        found += [Name(start, end, kind)] if kind else []
    return names + found


def _end_before(doc: Doc, span: TitleSpan) -> int:
    """Where a name before a title ends: before the adjective of "Kharkiv regional governor"."""
    at = span.start
    adjective = at > 1 and doc[at - 1].pos_ == "ADJ" and doc[at - 1].is_lower
    return at - 1 if adjective else at


def _is_free(token: Token) -> bool:
    free = not token.ent_type_ and token.is_alpha and token.text[:1].isupper() and not token.is_upper
    return free and token.pos_ in {"PROPN", "NOUN", "ADJ"}


def _kind(doc: Doc, start: int, end: int, span: TitleSpan, gazetteer: Gazetteer) -> EntityType | None:
    """What the words are: a party or a large city."""
    text, first = words_of(doc, start, end), doc[start]
    if gazetteer.organization_kind(text) == "party":
        return "Organization" if not first.is_sent_start or first.pos_ != "ADJ" or _is_again(doc, first) else None
    if any(token.pos_ != "PROPN" for token in doc[start:end]):
        return None
    return "Place" if span.title.name in POSTS_OF_TOWNS and gazetteer.city(text, LARGE_CITY) else None


def _is_again(doc: Doc, word: Token) -> bool:
    """Whether a text has a word with its capital within a sentence too, so that the one at the beginning is a name."""
    return any(token.text.removesuffix("s") == word.text and not token.is_sent_start for token in doc)
