"""What looks like a name and is none of a person, a place or a body: laws, months, sums, peoples."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from kg.know.first_names import is_first_name, names_lexicon
from kg.know.organization_names import LONGEST_ACRONYM, SMALL_WORDS
from kg.mention.name import Name
from kg.mention.tokens import tokens_in, words_of
from kg.text.text import text_of

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

    @cached_property
    def whole(self) -> frozenset[str]:
        """What is none where it is the whole name."""
        return self.peoples | self.things | self.labels


@lru_cache(maxsize=1)
def no_names() -> NoNames:
    """The words of names that are none."""
    listed = names_lexicon()["no_names"]
    return NoNames(*(frozenset(listed[field.name]) for field in fields(NoNames)))


def without_no_names(doc: Doc, names: Sequence[Name], gazetteer: Gazetteer) -> list[Name]:
    """The names without those that are of no person, place or body."""
    known = {doc[i].lower_ for i in tokens_in(name for name in names if name.end - name.start > 1)}
    acts = {doc[n.start].lower_ for n in names if n.end - n.start == 1 and is_law_word(doc, n.start)} - known
    return [name for name in names if not _is_none(doc, name, known, acts, gazetteer)]


def _is_none(doc: Doc, name: Name, known: Set[str], acts: Set[str], gazetteer: Gazetteer) -> bool:
    """Whether it is a law, a work or a label, or what its words say is none. `known`: the words of longer names."""
    text = words_of(doc, name.start, name.end)
    return (
        _is_law(doc, name, acts, gazetteer)
        or _is_none_by_words(text_of(doc).words[name.start : name.end], known)
        or text.lower() in no_names().whole
        or _is_label(doc, name, text)
        or _is_of_a_share(doc, name)
        or (name.start > 1 and doc[name.start - 1].is_quote and doc[name.start - 2].lower_ in no_names().works)
    )


def _is_none_by_words(name: Sequence[str], known: Set[str]) -> bool:
    """Whether a name has a unit in it, is nothing but a legal form, a thing's, or a month or an event alone."""
    words, lower = no_names(), [word.lower() for word in name]
    return (
        not words.units.isdisjoint(lower)
        or (lower[0] in words.things and all(word.islower() for word in name[1:]))
        or words.legal_forms.issuperset(word.strip(".,<>") for word in lower)
        or (len(lower) == 1 and lower[0] in words.months | words.events and lower[0] not in known)
    )


def _is_label(doc: Doc, name: Name, text: str) -> bool:
    """A single letter, or a word in capitals that heads a paragraph: "GUN CONTROL: The minister said …"."""
    if len(text.strip(".")) == 1:
        return True
    if not text.isupper() or len(text) <= LONGEST_ACRONYM or name.end >= len(doc) or doc[name.end].text != ":":
        return False
    return doc[doc[name.start].sent.start : name.end].text.isupper()


def _is_of_a_share(doc: Doc, name: Name) -> bool:
    """ "TXN" of "Texas Instruments Inc <TXN>": the sign of a firm's share behind the firm."""
    words = text_of(doc).words
    if name.start < 2 or words[name.start - 1] != "<" or words[name.end : name.end + 1] != [">"]:
        return False
    return name.end - name.start == 1 and doc[name.start].is_upper and doc[name.start - 2].text[:1].isupper()


def is_law_word(doc: Doc, at: int) -> bool:
    """ "the Bill", "a Bill", "the Employment Bill": no person's name, whoever is called so."""
    if doc[at].lower_ not in no_names().laws or not at:
        return False
    before = doc[at - 1]
    named = before.is_title and before.whitespace_ and not before.is_sent_start and not is_first_name(before.text)
    return before.pos_ == "DET" or before.lower_ in {"its", "their", "this"} or bool(named and before.pos_ == "PROPN")


def _is_law(doc: Doc, name: Name, alone: Set[str], gazetteer: Gazetteer) -> bool:
    """ "Clean Rivers Act", "Executive Order 14001", "Stop Foreign Funds" of "Stop Foreign Funds in Election Act"."""
    end = _before_number(doc, name)
    if end == name.start or name.demonym:
        return False
    last = doc[end - 1]
    if end - name.start == 1:
        return last.lower_ in alone or is_law_word(doc, name.start)
    laws = no_names().laws
    if last.lower_ in laws and last.text[:1].isupper():
        return not (name.type == "Person" and is_first_name(doc[name.start].text))
    return name.type == "Organization" and _goes_on_to_law(doc, end, laws) and not _is_known(doc, name, gazetteer)


def _is_known(doc: Doc, name: Name, gazetteer: Gazetteer) -> bool:
    text = words_of(doc, name.start, name.end)
    return bool(gazetteer.organization_kind(text) or gazetteer.place(text))


def _before_number(doc: Doc, name: Name) -> int:
    """Where a name ends without the number behind it."""
    end = name.end
    while end > name.start and doc[end - 1].is_digit:
        end -= 1
    return end


def _goes_on_to_law(doc: Doc, at: int, laws: frozenset[str]) -> bool:
    for i in range(at, min(len(doc), at + LAW_REACH)):
        token = doc[i]
        if token.is_sent_start or not (token.text[:1].isupper() or token.lower_ in SMALL_WORDS):
            return False
        if token.lower_ in laws and token.text[:1].isupper():
            return True
    return False
