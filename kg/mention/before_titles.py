"""Names beside titles, which the recognizer often gives no label: parties, cities and firms."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING

from kg.datafiles import word_list
from kg.know.first_names import is_family_name, is_first_name
from kg.mention.class_nouns import is_class_of_body
from kg.mention.name import Name
from kg.mention.name_words import POSSESSIVE
from kg.mention.tokens import name_follows, tokens_in, words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.know.gazetteer import Gazetteer
    from kg.mention.titles import TitleSpan
    from kg.model import EntityType

LARGE_CITY = 20_000
POSTS_OF_TOWNS = word_list("posts of towns")
POSTS_OF_FIRMS = word_list("posts of firms alone")
BEFORE_BODIES = word_list("before bodies")
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
    taken |= tokens_in(found)
    firms = [_firm_of(doc, span, taken, gazetteer) for span in spans if span.title.name in POSTS_OF_FIRMS]
    return names + found + [firm for firm in firms if firm is not None]


def _firm_of(doc: Doc, span: TitleSpan, taken: Set[int], gazetteer: Gazetteer) -> Name | None:
    """The one word without a label that can only be the firm of a post: "*Acme* founder X", "*Acme*'s former chief
    executive", "the chief executive of *Acme*"."""
    before, behind = _word_before(doc, span), doc[span.end : span.end + 2]
    if before is not None and before.i not in taken and _may_be_firm(before, gazetteer):
        return Name(before.i, before.i + 1, "Organization")
    of = len(behind) > 1 and behind[0].lower_ == "of" and behind[1].i not in taken
    if of and _may_be_firm(behind[1], gazetteer) and not name_follows(doc, span.end + 2):
        return Name(span.end + 1, span.end + 2, "Organization")
    return None


def _word_before(doc: Doc, span: TitleSpan) -> Token | None:
    """The word before a title and what describes its holder: alone in its capital, and with "the" before, "'s" behind
    it or a name behind the title."""
    at = span.start - 1
    while at > 0 and doc[at].pos_ == "ADJ" and doc[at].is_lower:
        at -= 1
    owned = at > 0 and doc[at].lower_ in POSSESSIVE
    told = at > 0 and doc[at - 1].lower_ == "the"  # "the Aldermoor chairman"
    if at < 0 or not (owned or (at == span.start - 1 and (told or name_follows(doc, span.end)))):
        return None
    word = doc[at - owned]
    before = doc[max(0, word.i - 1)]
    alone = word.is_sent_start or not before.text[:1].isupper() or before.lower_ in {"the", *BEFORE_BODIES}
    return word if alone else None


def _may_be_firm(token: Token, gazetteer: Gazetteer) -> bool:
    """Whether a word can be the name of a firm, and is known as nothing else."""
    text = token.text
    known = gazetteer.place(text) or gazetteer.demonym(text) or gazetteer.region_demonym(text)
    free = token.pos_ == "PROPN" and _is_free(token) and not is_class_of_body(token.lower_) and text[-3:] != "ism"
    return free and not (known or is_first_name(text) or is_family_name(text))


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
