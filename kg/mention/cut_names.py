"""Names of which the recognizer sees a part or nothing: a missing first name, an acronym in brackets."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from kg.know.first_names import is_family_name, is_first_name
from kg.know.name_parts import vocabulary
from kg.know.organization_names import SMALL_WORDS
from kg.mention.name import Name
from kg.mention.name_words import DASHES, ELIDED, FAMILY_PARTICLES, PARTICLES
from kg.mention.tokens import is_proper_noun, places_of, replacing, tokens_in, words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.know.gazetteer import Gazetteer
    from kg.mention.titles import TitleSpan

BETWEEN_INITIALS = SMALL_WORDS | DASHES | {"&"}
ACRONYM = re.compile(r"[^\W\d_a-z][^\W\d_]*(?:-[^\W\d_a-z])?")


# ------------------------------------------------------------------ names cut short


def with_whole_names(doc: Doc, names: list[Name], spans: list[TitleSpan], gazetteer: Gazetteer) -> list[Name]:
    """The names with the word beside them that the recognizer left out: a first or family name ("Petro Poroshenko"), or
    the noun that makes a country's name a body's ("United States Navy")."""
    taken = tokens_in(names) | tokens_in(spans)
    both = [(_whole(doc, name, taken, gazetteer), name) for name in names]
    longer = {i for name, old in both for i in (*range(name.start, old.start), *range(old.end, name.end))}
    return [name for name, old in both if old.end - 1 not in longer]


def _whole(doc: Doc, name: Name, taken: set[int], gazetteer: Gazetteer) -> Name:
    start = _initials(doc, name, taken, gazetteer)
    if start < name.start:
        return Name(start, name.end, name.type)
    if name.type == "Person" or _is_family_of(doc, name, taken, gazetteer):
        return _whole_person(doc, name, taken, gazetteer)
    return _body_of_place(doc, name, taken, gazetteer) if name.type == "Place" else name


def _initials(doc: Doc, name: Name, taken: set[int], gazetteer: Gazetteer) -> int:
    """Where "CK Aldermoor" begins, of which the recognizer saw the rest: initials that are no state's and no body's."""
    at = name.start - 1
    if at < 0 or at in taken or name.type == "Place" or name.demonym:
        return name.start
    token = doc[at]
    most = 2 if name.type == "Organization" or name.end - name.start > 1 else 1
    letters = token.is_upper and token.is_alpha and token.pos_ == "PROPN" and not token.ent_type_
    letters = letters and (len(token) == 2 or len(token) == most)
    joined = token.dep_ == "compound" and token.head.i in range(name.start, name.end)
    known = gazetteer.place(token.text) or gazetteer.acronym(token.text) or gazetteer.state(token.text)
    alone = at == 0 or not doc[at - 1].is_upper
    return at if letters and joined and alone and not known and not doc[name.start].is_upper else name.start


def _is_family_of(doc: Doc, name: Name, taken: set[int], gazetteer: Gazetteer) -> bool:
    """Whether an unknown word that the recognizer takes for a place stands right behind a first name."""
    if name.type != "Place" or name.demonym or name.end - name.start > 1 or not doc[name.start].is_title:
        return False
    first = _first_forename(doc, name.start, taken)
    unseen = first < name.start and not any(token.ent_type_ for token in doc[first : name.start])
    known = gazetteer.place(doc[name.start].text) or gazetteer.place(words_of(doc, first, name.end))
    return unseen and not known and doc[name.start - 1].pos_ == "PROPN"


def _whole_person(doc: Doc, name: Name, taken: set[int], gazetteer: Gazetteer) -> Name:
    start, end = _double_first_name(doc, name.start, taken, gazetteer), name.end
    if end - start == 1 and doc[start].is_title:
        start = _first_forename(doc, start, taken)
        if start == name.start and is_first_name(doc[start].text) and _goes_on(doc, end, taken):
            end += 1
    family = (
        _family_with_particle(doc, end, taken)
        or _family_behind_nickname(doc, start, end)
        or _family_cut_off(doc, start, end)
        or _family_elided(doc, end, taken)
        or _family_that_heads(doc, start, end, taken)
    )
    return Name(start, family or end, "Person", name.demonym)


def _body_of_place(doc: Doc, name: Name, taken: set[int], gazetteer: Gazetteer) -> Name:
    """The body that a word beside a place's name makes of it, else the place: "United States Navy", "Air Togo"."""
    start, end = name.start, name.end
    if not name.demonym and (behind := _second_half(doc, start, end, taken, gazetteer)):
        return Name(start, behind, "Place")
    country = not name.demonym and _goes_on(doc, end, taken) and gazetteer.country(words_of(doc, start, end))
    if country and gazetteer.noun_kind(doc[end].text) in {"government", "company"}:
        return Name(start, end + 1, "Organization")
    if start and doc[start - 1].text == "Air" and start - 1 not in taken:
        return Name(start - 1, end, "Organization", name.demonym)
    return name


def _second_half(doc: Doc, start: int, end: int, taken: set[int], gazetteer: Gazetteer) -> int:
    """Where "Saxony-Anhalt" ends, of which the recognizer saw the first half; 0 where no region has both."""
    if end + 1 >= len(doc) or doc[end].text != "-" or end + 1 in taken or doc[end].whitespace_:
        return 0
    return end + 2 if doc[end + 1].is_title and gazetteer.region(doc[start : end + 2].text) else 0


def _double_first_name(doc: Doc, start: int, taken: set[int], gazetteer: Gazetteer) -> int:
    """Where "Kassym-Jomart Tulenov" begins, of which the recognizer saw the family name."""
    if start < 3 or doc[start - 2].text != "-" or not doc[start - 1].whitespace_:
        return start
    first, second = doc[start - 3], doc[start - 1]
    if second.i in taken or not _are_halves(first, second):
        return start
    known = gazetteer.combining_form(first.text) or gazetteer.identity(first.text) or gazetteer.place(first.text)
    return start if known else start - 3


def _are_halves(first: Token, second: Token) -> bool:
    """Whether two words, with nothing but a dash between, can be one first name that the recognizer did not see."""
    joined = second.idx - first.idx == len(first) + 1 and is_proper_noun(first) and is_proper_noun(second)
    return joined and not second.ent_type_ and first.ent_iob_ != "I"


def _family_with_particle(doc: Doc, at: int, taken: set[int]) -> int:
    """Where "el-Masri" or "van Dalen" right behind a first name ends; 0 where no such thing stands there."""
    end = at + 1 + (at + 1 < len(doc) and doc[at + 1].text == "-")
    if end >= len(doc) or doc[at].text not in FAMILY_PARTICLES or not {at, end}.isdisjoint(taken):
        return 0
    family = doc[end]
    free = not family.ent_type_ and not doc[at].ent_type_ and not doc[at].is_sent_start
    return end + 1 if free and family.is_title and family.pos_ == "PROPN" else 0


def _family_cut_off(doc: Doc, start: int, end: int) -> int:
    """Where "Jeroen van der Veer" ends, of which the recognizer saw "Jeroen van"; 0 where a name breaks off nowhere."""
    at = end
    while at < len(doc) and doc[at].text in PARTICLES:
        at += 1
    cut = end - start > 1 and doc[end - 1].text in PARTICLES and at < len(doc) and not doc[at].is_sent_start
    return at + 1 if cut and doc[at].is_title and doc[at].is_alpha else 0


def _family_elided(doc: Doc, at: int, taken: set[int]) -> int:
    """Where "Luc Rivard d'Amiens" ends, of which the recognizer saw "Luc Rivard"; 0 for anything else."""
    free = at < len(doc) and at not in taken and doc[at - 1].whitespace_ and not doc[at].is_sent_start
    return at + 1 if free and ELIDED.match(doc[at].text) else 0


def _family_that_heads(doc: Doc, start: int, end: int, taken: set[int]) -> int:
    """Where "Amir Hassan Tulenov" behind a title ends, of which the recognizer saw the first two names."""
    behind = end - start > 1 and start - 1 in taken and end < len(doc) and end not in taken
    heads = behind and {doc[i].head.i for i in range(start - 1, end)} == {end} and not doc[end].ent_type_
    return end + 1 if heads and doc[end].pos_ == "PROPN" and doc[end].is_title else 0


def _family_behind_nickname(doc: Doc, start: int, end: int) -> int:
    """Where `Karl "Bomber" Brandt` ends, of which the recognizer saw the first name; 0 for anything else."""
    opening = _quote_in(doc, start + 1, min(end + 1, len(doc)))
    close = _quote_in(doc, opening + 2, min(opening + 4, len(doc) - 1))
    if not opening or not close or not is_first_name(doc[opening - 1].text):
        return 0
    inner, family = doc[opening + 1 : close], doc[close + 1]
    named = all(token.is_title for token in inner) and family.is_title and family.pos_ == "PROPN"
    return close + 2 if named and close + 2 >= end and not family.is_sent_start else 0


def _quote_in(doc: Doc, start: int, end: int) -> int:
    """The first quotation mark among the tokens [start, end); 0 for none."""
    return next((i for i in range(start, end) if doc[i].is_quote), 0)


def _first_forename(doc: Doc, start: int, taken: set[int]) -> int:
    """Where the first names begin that end before a family name."""
    while start > 0 and _forename(doc[start - 1], taken):
        start -= 1
    return start


def _forename(token: Token, taken: set[int]) -> bool:
    name = token.i not in taken and token.is_title and token.is_alpha and token.ent_type_ in {"", "NORP", "GPE"}
    plain = token.whitespace_ != "" and not token.is_stop and token.lower_ not in vocabulary().honorifics
    return name and plain and is_first_name(token.text)


def _goes_on(doc: Doc, at: int, taken: set[int]) -> bool:
    """A family name right behind a first name; "May" may have been taken for a date."""
    if at >= len(doc) or at in taken or not doc[at - 1].whitespace_:
        return False
    token = doc[at]
    kind = token.ent_type_ == "" or (token.ent_type_ == "DATE" and token.ent_iob_ == "B" and is_family_name(token.text))
    return kind and is_proper_noun(token) and not token.is_sent_start


# ------------------------------------------------------------------ acronyms in brackets


def with_acronyms(doc: Doc, names: list[Name], spans: list[TitleSpan], gazetteer: Gazetteer) -> list[Name]:
    """The names, with the acronym that stands in brackets behind a body's name, and that name if its initials match.

    "Justice and Development Party (AKP)", "Council on Foreign Relations (CFR)".
    """
    ends = {name.end: name for name in names}
    found: list[Name] = []
    for at, close in _acronyms_in_brackets(doc, spans, gazetteer):
        name, start = ends.get(at), _body_spelled_out(doc, at, words_of(doc, at + 1, close), ends, gazetteer)
        body = name if name is not None and name.type == "Organization" else None
        if start is not None:
            if body is None or body.start > start:
                found.append(Name(start, at, "Organization"))
        elif body is None or body.end - body.start == 1:
            continue
        found.append(Name(at + 1, close, "Organization"))
    return replacing(names, found)


def _acronyms_in_brackets(doc: Doc, spans: Sequence[TitleSpan], gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """The brackets around each acronym that can be a body's."""
    titles = {span.start for span in spans}
    for at in places_of(doc, {"("}):
        close = next((i for i in range(at + 2, min(at + 5, len(doc))) if doc[i].text == ")"), 0)
        acronym = words_of(doc, at + 1, close)
        if at and at + 1 not in titles and is_acronym(acronym) and not gazetteer.country(acronym):
            yield at, close


def is_acronym(text: str) -> bool:
    """ "AKP", "DGAP", "AfD", "PML-N"."""
    return (
        2 <= len(text) <= 8 and ACRONYM.fullmatch(text) is not None and sum(c.isupper() for c in text) * 2 > len(text)
    )


def _body_spelled_out(doc: Doc, end: int, acronym: str, ends: Collection[int], gazetteer: Gazetteer) -> int | None:
    """Where the name of a body begins whose initials are the acronym; it is one by its words, or ends in a name."""
    start = _spelled_out(doc, end, acronym)
    if start is None or any(start < other <= end for other in ends):
        return start
    return start if gazetteer.organization_kind(words_of(doc, start, end)) else None


def _spelled_out(doc: Doc, end: int, acronym: str) -> int | None:
    """Where the capitalised words before the bracket begin whose initials are the acronym's letters."""
    letters = [c for c in acronym if c.isupper()]
    at = end
    while letters and at > 0:
        at -= 1
        token = doc[at]
        if token.text[:1].isupper():
            if token.text[:1] != letters.pop():
                return None
        elif token.lower_ not in BETWEEN_INITIALS:
            return None
    return at if not letters and end - at > 1 else None
