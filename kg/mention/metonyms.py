"""When a capital or a seat of power stands for its government: "Tokyo is willing", "talks with Beijing"."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.datafiles import read_lexicon, word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

PARTY_PREPOSITIONS = {"with", "from", "to", "between", "on", "against", "by", "and", "toward", "towards"}
WITH_INFINITIVE = word_list("said by an infinitive")


@dataclass(frozen=True)
class Metonyms:
    """The lexicon of contexts in which a capital acts, as sets of lemmas."""

    not_subject_of: frozenset[str]
    adjectives: frozenset[str]
    object_of: frozenset[str]
    with_nouns: frozenset[str]
    of_nouns: frozenset[str]
    partners: frozenset[str]


def load_metonyms(folder: Path) -> Metonyms:
    """Read metonyms.yaml from a lexicon folder."""
    data = read_lexicon(folder, "metonyms")
    return Metonyms(
        frozenset(data["not_subject_of"]["verbs"]),
        frozenset(data["adjectives"]["words"]),
        frozenset(data["object_of"]["verbs"]),
        frozenset(data["with"]["nouns"]),
        frozenset(data["of"]["nouns"]),
        frozenset(data["partner"]["nouns"]),
    )


def acts_as_government(head: Token, metonyms: Metonyms) -> bool:
    """Whether the place that ends in `head` acts in this sentence, by what it is subject, object or party of."""
    token = _first_of_list(head)
    governor = token.head
    if token.dep_ == "nsubj":
        return _subject_acts(governor, metonyms)
    if token.dep_ in {"nsubjpass", "dobj", "dative"}:
        return governor.lemma_ in metonyms.object_of
    if token.dep_ == "pobj":
        return _is_party(governor, metonyms)
    if token.dep_ == "poss":
        return governor.lemma_ in metonyms.of_nouns
    joined = token.dep_ in {"compound", "nmod"} and governor.pos_ == "NOUN" and _joined(head)
    return joined and governor.lemma_ in metonyms.with_nouns


def _first_of_list(token: Token) -> Token:
    while (token.dep_ == "conj" or _first_half(token)) and token.head != token:
        token = token.head
    return token


def _is_party(preposition: Token, metonyms: Metonyms) -> bool:
    """ "Talks with Tokyo", "allies of Tokyo"."""
    noun = preposition.head
    if preposition.lower_ == "of":
        return noun.lemma_ in metonyms.partners
    return preposition.lower_ in PARTY_PREPOSITIONS and noun.pos_ == "NOUN" and noun.lemma_ in metonyms.with_nouns


def _subject_acts(verb: Token, metonyms: Metonyms) -> bool:
    inner = next((child for child in verb.children if child.dep_ == "xcomp" and child.pos_ in {"VERB", "AUX"}), None)
    if inner is not None and verb.lemma_ in WITH_INFINITIVE:
        return _subject_acts(inner, metonyms)
    if verb.lemma_ == "be":
        said = {"acomp": metonyms.adjectives, "attr": metonyms.partners}
        return any(child.lemma_ in said.get(child.dep_, ()) for child in verb.children)
    return verb.pos_ == "VERB" and verb.lemma_ not in metonyms.not_subject_of


def _first_half(token: Token) -> bool:
    """ "Tokyo" in "a Tokyo-Washington deal", where the parser hangs it on the other half."""
    return token.dep_ in {"compound", "nmod"} and token.head.pos_ == "PROPN" and _joined(token)


def _joined(token: Token) -> bool:
    """Part of "Washington-Beijing": a dash on either side."""
    doc = token.doc
    return (token.i + 1 < len(doc) and doc[token.i + 1].text in {"-", "–"}) or (
        token.i > 0 and doc[token.i - 1].text in {"-", "–"}
    )
