"""Common nouns that say what the name beside them is: "the tabloid Bild", "the Ucker region", "the town of Boll"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.datafiles import word_list
from kg.know.first_names import names_lexicon
from kg.mention.name import Name
from kg.mention.name_words import NOT_NAMES
from kg.mention.tokens import places_of, words_of
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.know.gazetteer import Gazetteer
    from kg.mention.titles import TitleSpan

CALLED = word_list("before what something is called")


def with_classes(doc: Doc, names: list[Name], spans: list[TitleSpan], gazetteer: Gazetteer) -> list[Name]:
    """The names, with those that only the common noun beside them shows: "the tabloid Bild", "his Fidesz party"."""
    taken = {i for name in names for i in range(name.start, name.end)}
    taken |= {i for span in spans for i in range(span.start, span.end)}
    found = []
    for at in places_of(doc, _class_nouns().beside):
        if at in taken:
            continue
        behind, before = _named_behind(doc, at, taken), _named_before(doc, at, taken)
        if behind is not None and (kind := class_before(doc, behind, gazetteer)) is not None:
            found.append(Name(behind, _capitals_from(doc, behind, taken), kind))
            taken |= set(range(found[-1].start, found[-1].end))
        elif before is not None and class_behind(doc, at) == "Organization":
            text = words_of(doc, before, at)
            if not (gazetteer.place(text) or gazetteer.demonym(text) or gazetteer.region_demonym(text)):
                found.append(Name(before, at, "Organization"))
                taken |= set(range(before, at))
    return names + found


def _named_behind(doc: Doc, at: int, taken: set[int]) -> int | None:
    """The first token of a capitalised name right behind a noun, or in quotation marks there."""
    at += 1
    if at < len(doc) and doc[at].is_quote:
        at += 1
    return at if at < len(doc) and at not in taken and _may_name(doc[at]) else None


def _capitals_from(doc: Doc, at: int, taken: set[int]) -> int:
    while at < len(doc) and at not in taken and (_may_name(doc[at]) or _inner_dash(doc, at)):
        at += 1
    return at - (doc[at - 1].text == "-")


def _named_before(doc: Doc, at: int, taken: set[int]) -> int | None:
    """The first token of a capitalised name right before a noun."""
    start = at
    while start > 0 and start - 1 not in taken and (_may_name(doc[start - 1]) or _inner_dash(doc, start - 1)):
        start -= 1
    return start if start < at and _may_name(doc[start]) else None


def _may_name(token: Token) -> bool:
    free = (
        token.ent_type_ not in NOT_NAMES and not token.is_sent_start and token.tag_ not in {"JJ", "RB", "PRP", "PRP$"}
    )
    return free and token.text[:1].isupper() and token.is_alpha and not token.is_stop


def _inner_dash(doc: Doc, at: int) -> bool:
    return doc[at].text == "-" and at > 0 and not doc[at].whitespace_ and not doc[at - 1].whitespace_


def class_before(doc: Doc, start: int, gazetteer: Gazetteer) -> EntityType | None:
    """What the common noun right before a name makes of it: "newspaper", "news agency", "the town of", "the Swedish
    group"."""
    classes = _class_nouns()
    at = start - 1
    if at >= 0 and doc[at].is_quote:
        at -= 1
    if at > 0 and doc[at].lower_ in CALLED:
        at -= 1
    one = doc[at].text if at >= 0 else ""
    if one not in classes.beside:
        return None
    if at and one == "of" and doc[at - 1].text in classes.place_of:
        return "Place"
    two = words_of(doc, at - 1, at + 1) if at else ""
    if one in classes.before_of_country:
        of_country = at > 0 and gazetteer.demonym(doc[at - 1].text) is not None
        return "Organization" if of_country else None
    noun = doc[at].pos_ in {"NOUN", "PROPN", "ADJ"} and not (at and doc[at - 1].is_title and one == "party")
    return "Organization" if noun and (one in classes.before or two in classes.before) else None


def class_behind(doc: Doc, end: int) -> EntityType | None:
    """What the common noun right behind a name makes of it: "newspaper", "region"."""
    classes = _class_nouns()
    one = doc[end].text if end < len(doc) else ""
    if one not in classes.first_behind:
        return None
    two = words_of(doc, end, end + 2)
    if one in classes.behind or two in classes.behind:
        return "Organization"
    return "Place" if one in classes.place_behind or two in classes.place_behind else None


def said_to_be(head: Token) -> EntityType | None:
    """What a name is said to be: "Aldermoor is a town in …", "Kaltwasser, a charity"."""
    nouns = [child for child in head.rights if child.dep_ == "appos"]
    if head.dep_ == "nsubj" and head.head.lemma_ == "be" and not any(c.dep_ == "neg" for c in head.head.children):
        nouns += [child for child in head.head.children if child.dep_ == "attr"]
    classes = _class_nouns()
    for noun in nouns:
        if noun.tag_ == "NN" and any(child.lower_ in {"a", "an"} for child in noun.lefts):
            if noun.lower_ in classes.said_of_places:
                return "Place"
            if noun.lower_ in classes.said_of_organizations:
                return "Organization"
    return None


def is_class_of_body(word: str) -> bool:
    """Whether a word in small letters says what kind of organization something is: "club"."""
    return word in _class_nouns().said_of_organizations


@dataclass(frozen=True)
class ClassNouns:
    """lexicon/names.yaml's common nouns beside names, as sets."""

    before: frozenset[str]
    before_of_country: frozenset[str]
    """Before a name only behind a country's adjective."""
    behind: frozenset[str]
    place_of: frozenset[str]
    place_behind: frozenset[str]
    said_of_places: frozenset[str]
    said_of_organizations: frozenset[str]
    first_behind: frozenset[str]
    """The first words of those behind a name."""
    beside: frozenset[str]
    """The word of each that stands beside the name; "of" for those before it."""


@lru_cache(maxsize=1)
def _class_nouns() -> ClassNouns:
    listed = names_lexicon()["class_nouns"]
    before, behind = listed["organization_before"], listed["organization_behind"]
    of_country = listed["organization_before_of_country"]
    edges = {*of_country, *(noun.split()[-1] for noun in before), *(noun.split()[0] for noun in behind)}
    return ClassNouns(
        frozenset(before),
        frozenset(of_country),
        frozenset(behind),
        frozenset(listed["place_of"]),
        frozenset(listed["place_behind"]),
        frozenset(listed["said_of_places"]),
        frozenset(listed["said_of_organizations"]),
        frozenset(noun.split()[0] for noun in [*behind, *listed["place_behind"]]),
        frozenset({"of", *edges}),
    )
