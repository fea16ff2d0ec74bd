"""What looks like a name and is none of a person, a place or a body: laws, months, sums, peoples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.know.first_names import is_first_name, names_lexicon
from kg.know.organization_names import LONGEST_ACRONYM, SMALL_WORDS
from kg.mention.name import Name
from kg.mention.tokens import words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.know.gazetteer import Gazetteer

LAW_REACH = 6
"""Words at most between the beginning of a law's name, which the recognizer takes for a body, and its end."""


@dataclass(frozen=True)
class NoNames:
    """The lists of lexicon/names.yaml as sets."""

    events: frozenset[str]
    laws: frozenset[str]
    legal_forms: frozenset[str]
    months: frozenset[str]
    units: frozenset[str]
    things: frozenset[str]
    labels: frozenset[str]
    works: frozenset[str]
    peoples: frozenset[str]


@lru_cache(maxsize=1)
def no_names() -> NoNames:
    """The words of names that are none."""
    listed = names_lexicon()["no_names"]
    return NoNames(*(frozenset(listed[field.name]) for field in fields(NoNames)))


def without_no_names(doc: Doc, names: Sequence[Name], gazetteer: Gazetteer) -> list[Name]:
    """The names without those that are of no person, place or body."""
    words = no_names()
    known = {doc[i].lower_ for name in names if name.end - name.start > 1 for i in range(name.start, name.end)}
    acts = {doc[n.start].lower_ for n in names if n.end - n.start == 1 and is_law_word(doc, n.start)} - known
    none = words.peoples | words.things | words.labels
    return [
        name
        for name in names
        if not (
            _is_law(doc, name, acts, gazetteer)
            or words_of(doc, name.start, name.end).lower() in none
            or any(doc[i].lower_ in words.units for i in range(name.start, name.end))
            or _is_label(doc, name)
            or _is_of_a_share(doc, name)
            or (
                doc[name.start].lower_ in words.things and all(doc[i].is_lower for i in range(name.start + 1, name.end))
            )
            or (name.start > 1 and doc[name.start - 1].is_quote and doc[name.start - 2].lower_ in words.works)
            or all(doc[i].lower_.strip(".,<>") in words.legal_forms for i in range(name.start, name.end))
            or (name.end - name.start == 1 and doc[name.start].lower_ in (words.months | words.events) - known)
        )
    ]


def _is_label(doc: Doc, name: Name) -> bool:
    """A single letter, or a word in capitals that heads a paragraph: "GUN CONTROL: The minister said …"."""
    text = words_of(doc, name.start, name.end)
    if len(text.strip(".")) == 1:
        return True
    if not text.isupper() or len(text) <= LONGEST_ACRONYM or name.end >= len(doc) or doc[name.end].text != ":":
        return False
    return doc[doc[name.start].sent.start : name.end].text.isupper()


def _is_of_a_share(doc: Doc, name: Name) -> bool:
    """ "TXN" of "Texas Instruments Inc <TXN>": the sign of a firm's share behind the firm."""
    if name.start < 2 or name.end >= len(doc) or (doc[name.start - 1].text, doc[name.end].text) != ("<", ">"):
        return False
    return name.end - name.start == 1 and doc[name.start].is_upper and doc[name.start - 2].text[:1].isupper()


def is_law_word(doc: Doc, at: int) -> bool:
    """ "the Bill", "a Bill", "the Employment Bill": no person's name, whoever is called so."""
    if doc[at].lower_ not in no_names().laws or not at:
        return False
    before = doc[at - 1]
    named = before.is_title and before.whitespace_ and not before.is_sent_start and not is_first_name(before.text)
    return before.pos_ == "DET" or before.lower_ in {"its", "their", "this"} or bool(named and before.pos_ == "PROPN")


def _is_law(doc: Doc, name: Name, alone: set[str], gazetteer: Gazetteer) -> bool:
    """ "Clean Rivers Act", "Executive Order 14001", "Stop Foreign Funds" of "Stop Foreign Funds in Election Act"."""
    end = name.end
    while end > name.start and doc[end - 1].is_digit:
        end -= 1
    if end == name.start or name.demonym:
        return False
    last = doc[end - 1]
    if end - name.start == 1:
        return last.lower_ in alone or is_law_word(doc, name.start)
    laws = no_names().laws
    if last.lower_ in laws and last.text[:1].isupper():
        return not (name.type == "Person" and is_first_name(doc[name.start].text))
    text = words_of(doc, name.start, name.end)
    unknown = name.type == "Organization" and not (gazetteer.organization_kind(text) or gazetteer.place(text))
    return unknown and _goes_on_to_law(doc, end, laws)


def _goes_on_to_law(doc: Doc, at: int, laws: frozenset[str]) -> bool:
    for i in range(at, min(len(doc), at + LAW_REACH)):
        token = doc[i]
        if token.is_sent_start or not (token.text[:1].isupper() or token.lower_ in SMALL_WORDS):
            return False
        if token.lower_ in laws and token.text[:1].isupper():
            return True
    return False
