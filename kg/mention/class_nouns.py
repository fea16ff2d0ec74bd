"""Common nouns that say what the name beside them is: "the tabloid Bild", "the Ucker region", "the town of Boll"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.datafiles import word_list
from kg.know.first_names import names_lexicon
from kg.mention.name import Name
from kg.mention.name_words import NOT_NAMES
from kg.mention.tokens import inner_dash, places_of, tokens_in, words_of
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.know.gazetteer import Gazetteer
    from kg.mention.titles import TitleSpan

CALLED = word_list("before what something is called")
ARTS = word_list("made by people")
DONE_TO_FIRMS = word_list("done to firms")
PARTS_OF_FIRMS = word_list("parts of firms")
GROUPS = word_list("kinds of groups")
MOST_GOODS = 2
"""Words that say what a firm makes, at most."""


def with_classes(doc: Doc, names: list[Name], spans: list[TitleSpan], gazetteer: Gazetteer) -> list[Name]:
    """The names, with those that only the common noun beside them shows: "the tabloid Bild", "his Fidesz party"."""
    taken = tokens_in(names) | tokens_in(spans)
    found = []
    for at in places_of(doc, _class_nouns().beside):
        name = None if at in taken else _named_beside(doc, at, taken, gazetteer)
        if name is not None:
            found.append(name)
            taken |= tokens_in([name])
    return names + found


def _named_beside(doc: Doc, at: int, taken: set[int], gazetteer: Gazetteer) -> Name | None:
    """The name that a noun shows behind it, else before it."""
    behind = _named_behind(doc, at, taken)
    if behind is not None and (kind := class_before(doc, behind, gazetteer)) is not None:
        return Name(behind, _capitals_from(doc, behind, taken), kind)
    before = _named_before(doc, at, taken)
    if before is None or class_behind(doc, at) != "Organization":
        return None
    text = words_of(doc, before, at)
    known = gazetteer.place(text) or gazetteer.demonym(text) or gazetteer.region_demonym(text)
    return None if known else Name(before, at, "Organization")


def _named_behind(doc: Doc, at: int, taken: set[int]) -> int | None:
    """The first token of a capitalised name right behind a noun, or in quotation marks there."""
    at += 1
    if at < len(doc) and doc[at].is_quote:
        at += 1
    return at if at < len(doc) and at not in taken and _may_name(doc[at]) else None


def _capitals_from(doc: Doc, at: int, taken: set[int]) -> int:
    while at < len(doc) and at not in taken and (_may_name(doc[at]) or inner_dash(doc, at)):
        at += 1
    return at - (doc[at - 1].text == "-")


def _named_before(doc: Doc, at: int, taken: set[int]) -> int | None:
    """The first token of a capitalised name right before a noun."""
    start = at
    while start > 0 and start - 1 not in taken and (_may_name(doc[start - 1]) or inner_dash(doc, start - 1)):
        start -= 1
    return start if start < at and _may_name(doc[start]) else None


def _may_name(token: Token) -> bool:
    free = (
        token.ent_type_ not in NOT_NAMES and not token.is_sent_start and token.tag_ not in {"JJ", "RB", "PRP", "PRP$"}
    )
    return free and token.text[:1].isupper() and token.is_alpha and not token.is_stop


def class_before(doc: Doc, start: int, gazetteer: Gazetteer) -> EntityType | None:
    """What the common noun right before a name makes of it: "newspaper", "news agency", "the town of", "the Swedish
    group"."""
    classes = _class_nouns()
    at = _noun_before(doc, start)
    one = doc[at].text if at >= 0 else ""
    if one not in classes.beside:
        return None
    if one == "of" and _word_before(doc, at) in classes.place_of:
        return "Place"
    return "Organization" if _makes_body(doc, at, gazetteer) else None


def _noun_before(doc: Doc, start: int) -> int:
    """The token before a name, quotation marks and "called" passed over; -1 for none."""
    at = start - 1
    if at >= 0 and doc[at].is_quote:
        at -= 1
    return at - (at > 0 and doc[at].lower_ in CALLED)


def _word_before(doc: Doc, at: int) -> str:
    return words_of(doc, at - 1, at) if at else ""


def _makes_body(doc: Doc, at: int, gazetteer: Gazetteer) -> bool:
    """Whether the common noun at `at` is that of a body, alone or with the word before it."""
    classes, one, before = _class_nouns(), doc[at].text, _word_before(doc, at)
    if one in classes.before_of_country:
        return _behind_country(doc, at, gazetteer)
    listed = not classes.before.isdisjoint((one, words_of(doc, max(0, at - 1), at + 1)))
    return listed and doc[at].pos_ in {"NOUN", "PROPN", "ADJ"} and not (one == "party" and before.istitle())


def _behind_country(doc: Doc, at: int, gazetteer: Gazetteer) -> bool:
    """Whether the adjective of a country stands before a noun and its goods: "Danish wind turbine maker"."""
    start = at
    while start > 0 and at - start < MOST_GOODS and doc[start - 1].pos_ == "NOUN" and doc[start - 1].is_lower:
        start -= 1
    told = gazetteer.demonym(words_of(doc, max(0, start - 2), start)) or gazetteer.demonym(_word_before(doc, start))
    return told is not None and doc[at - 1].lower_ not in ARTS


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
    """What a name is said to be: "Aldermoor is a town in …", "Kaltwasser, a charity", "Kaltwasser, the pump firm"."""
    classes = _class_nouns().said_of
    for noun in _said_of(head):
        kind = classes.get(noun.lower_)
        if kind is not None and noun.tag_ == "NN" and _is_one(noun):
            return kind
        kinds = {child.lower_ for child in noun.lefts if child.dep_ == "compound"}
        if noun.lower_ in GROUPS and kinds and kinds.isdisjoint(ARTS) and _is_one(noun):
            return "Organization"
    return None


def _is_one(noun: Token) -> bool:
    """Whether a noun says what something is: "a firm", "the pump firm", "Germany's biggest firm", not "the firm", which
    was told of before."""
    lefts = [child.lower_ for child in noun.lefts]
    described = any(child.dep_ in {"amod", "compound", "acl"} for child in noun.children)
    owned = any(child.dep_ == "poss" and child.ent_type_ == "GPE" for child in noun.lefts)
    beside = described and noun.dep_ == "appos" and ("the" in lefts or owned)
    return not {"a", "an"}.isdisjoint(lefts) or beside


def _said_of(head: Token) -> list[Token]:
    """The nouns that stand beside a name or are said of it by "is"."""
    nouns = [child for child in head.rights if child.dep_ == "appos"]
    if head.dep_ == "nsubj" and head.head.lemma_ == "be" and not any(c.dep_ == "neg" for c in head.head.children):
        nouns += [child for child in head.head.children if child.dep_ == "attr"]
    return nouns


def is_firms(head: Token) -> bool:
    """Whether something is done to what a word names, or is of it, that only firms suffer or have: "fined Aldermoor",
    "a stake in Aldermoor", "the acquisition of Aldermoor"."""
    if head.dep_ in {"dobj", "dative"}:
        return head.head.lemma_ in DONE_TO_FIRMS
    return head.dep_ == "pobj" and head.head.lower_ in {"in", "of"} and head.head.head.lower_ in PARTS_OF_FIRMS


def is_class_of_body(word: str) -> bool:
    """Whether a word in small letters says what kind of organization something is: "club"."""
    return _class_nouns().said_of.get(word) == "Organization"


@dataclass(frozen=True)
class ClassNouns:
    """lexicon/names.yaml's common nouns beside names, as sets."""

    before: frozenset[str]
    before_of_country: frozenset[str]
    """Before a name only behind a country's adjective."""
    behind: frozenset[str]
    place_of: frozenset[str]
    place_behind: frozenset[str]
    said_of: dict[str, EntityType]
    """What is said of a name → what that makes of it."""
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
        dict.fromkeys(listed["said_of_organizations"], "Organization")
        | dict.fromkeys(listed["said_of_places"], "Place"),
        frozenset(noun.split()[0] for noun in [*behind, *listed["place_behind"]]),
        frozenset({"of", *edges}),
    )
