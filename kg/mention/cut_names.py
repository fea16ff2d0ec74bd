"""Names of which the recognizer sees a part or nothing: a missing first name, an acronym in brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.datafiles import word_list
from kg.know.first_names import is_family_name, is_first_name
from kg.know.name_parts import vocabulary
from kg.know.organization_names import SMALL_WORDS
from kg.mention.name import Name
from kg.mention.name_words import DASHES, FAMILY_PARTICLES, PARTICLES
from kg.mention.no_names import no_names
from kg.mention.tokens import places_of, words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.know.gazetteer import Gazetteer
    from kg.mention.titles import TitleSpan

STATES_THEMSELVES = word_list("states themselves")
ACRONYM = re.compile(r"[^\W\d_a-z][^\W\d_]*(?:-[^\W\d_a-z])?")


# ------------------------------------------------------------------ names cut short


def with_whole_names(doc: Doc, names: list[Name], spans: list[TitleSpan], gazetteer: Gazetteer) -> list[Name]:
    """The names with the word beside them that the recognizer left out: a first or family name ("Petro Poroshenko"), or
    the noun that makes a country's name a body's ("United States Navy")."""
    taken = {i for name in names for i in range(name.start, name.end)}
    taken |= {i for span in spans for i in range(span.start, span.end)}
    whole = []
    for name in names:
        start, end, kind = name.start, name.end, name.type
        if kind == "Person":
            start = _double_first_name(doc, start, taken, gazetteer)
        if kind == "Person" and end - start == 1 and doc[start].is_title:
            while start > 0 and _forename(doc[start - 1], taken):
                start -= 1
            if start == name.start and end < len(doc) and is_first_name(doc[start].text) and _goes_on(doc[end], taken):
                end += 1
        if kind == "Person" and (
            family := _family_with_particle(doc, end, taken)
            or _family_behind_nickname(doc, start, end)
            or _family_cut_off(doc, start, end)
        ):
            end = family
        elif kind == "Place" and not name.demonym and end < len(doc) and _goes_on(doc[end], taken):
            body = doc[end].lower_ not in STATES_THEMSELVES and gazetteer.country(words_of(doc, start, end))
            if body and gazetteer.noun_kind(doc[end].text) in {"government", "company"}:
                kind, end = "Organization", end + 1
        if kind == "Place" and start and doc[start - 1].text == "Air" and start - 1 not in taken:
            kind, start = "Organization", start - 1
        whole.append(Name(start, end, kind, name.demonym))
    both = list(zip(whole, names, strict=True))
    longer = {i for name, old in both for i in (*range(name.start, old.start), *range(old.end, name.end))}
    return [name for name, old in both if old.end - 1 not in longer]


def _double_first_name(doc: Doc, start: int, taken: set[int], gazetteer: Gazetteer) -> int:
    """Where "Kassym-Jomart Tulenov" begins, of which the recognizer saw the family name."""
    if start < 3 or doc[start - 2].text != "-" or not doc[start - 1].whitespace_:
        return start
    first, second = doc[start - 3], doc[start - 1]
    joined = not (first.whitespace_ or doc[start - 2].whitespace_)
    capital = all(token.is_title and token.is_alpha and token.pos_ == "PROPN" for token in (first, second))
    own = capital and not second.ent_type_ and first.ent_iob_ != "I" and second.i not in taken
    known = gazetteer.combining_form(first.text) or gazetteer.identity(first.text) or gazetteer.place(first.text)
    return start - 3 if joined and own and not known else start


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


def _family_behind_nickname(doc: Doc, start: int, end: int) -> int:
    """Where `Karl "Bomber" Brandt` ends, of which the recognizer saw the first name; 0 for anything else."""
    opening = next((i for i in range(start + 1, min(end + 1, len(doc))) if doc[i].is_quote), 0)
    close = next((i for i in range(opening + 2, min(opening + 4, len(doc) - 1)) if doc[i].is_quote), 0)
    if not opening or not close or not is_first_name(doc[opening - 1].text):
        return 0
    inner, family = doc[opening + 1 : close], doc[close + 1]
    named = all(token.is_title for token in inner) and family.is_title and family.pos_ == "PROPN"
    return close + 2 if named and close + 2 >= end and not family.is_sent_start else 0


def _forename(token: Token, taken: set[int]) -> bool:
    name = token.i not in taken and token.is_title and token.is_alpha and token.ent_type_ in {"", "NORP", "GPE"}
    plain = token.whitespace_ != "" and not token.is_stop and token.lower_ not in vocabulary().honorifics
    return name and plain and is_first_name(token.text)


def _goes_on(token: Token, taken: set[int]) -> bool:
    """A family name right behind a first name; "May" may have been taken for a date."""
    free = token.i not in taken and not token.is_sent_start and token.nbor(-1).whitespace_ != ""
    kind = token.ent_type_ == "" or (token.ent_type_ == "DATE" and token.ent_iob_ == "B" and is_family_name(token.text))
    return free and kind and token.pos_ == "PROPN" and token.is_title and token.is_alpha


# ------------------------------------------------------------------ acronyms in brackets


def with_acronyms(doc: Doc, names: list[Name], spans: list[TitleSpan], gazetteer: Gazetteer) -> list[Name]:
    """The names, with the acronym that stands in brackets behind a body's name, and that name if its initials match.

    "Justice and Development Party (AKP)", "Council on Foreign Relations (CFR)".
    """
    ends = {name.end: name for name in names}
    titles = {span.start for span in spans}
    found: list[Name] = []
    for at in places_of(doc, {"("}):
        close = next((i for i in range(at + 2, min(at + 5, len(doc))) if doc[i].text == ")"), 0)
        acronym = words_of(doc, at + 1, close)
        if not is_acronym(acronym) or gazetteer.country(acronym):
            continue
        if at == 0 or at + 1 in titles or doc[at - 1].lower_ in no_names().events or _of_common_noun(doc, at, acronym):
            continue
        name, start = ends.get(at), _spelled_out(doc, at, acronym)
        is_body = name is not None and name.type == "Organization"
        known = any(start < end <= at for end in ends) if start is not None else False
        if start is not None and (known or gazetteer.organization_kind(words_of(doc, start, at))):
            if name is None or not is_body or name.start > start:
                found.append(Name(start, at, "Organization"))
        elif name is None or not is_body or name.end - name.start == 1:
            continue
        found.append(Name(at + 1, close, "Organization"))
    taken = {i for name in found for i in range(name.start, name.end)}
    return [name for name in names if not any(i in taken for i in range(name.start, name.end))] + found


def _of_common_noun(doc: Doc, end: int, acronym: str) -> bool:
    """Whether an acronym is that of words of which the first is written small: "a free and open Arctic (FOA)"."""
    words = [token.text for token in doc[max(0, end - 12) : end] if token.is_alpha and token.lower_ not in SMALL_WORDS]
    own = words[-len(acronym) :]
    return bool(own) and own[0].islower() and "".join(word[0] for word in own).upper() == acronym


def is_acronym(text: str) -> bool:
    """ "AKP", "DGAP", "AfD", "PML-N"."""
    return (
        2 <= len(text) <= 8 and ACRONYM.fullmatch(text) is not None and sum(c.isupper() for c in text) * 2 > len(text)
    )


def _spelled_out(doc: Doc, end: int, acronym: str) -> int | None:
    """Where the capitalised words before the bracket begin whose initials are the acronym's letters."""
    letters = [c for c in acronym if c.isupper()]
    at = end
    while letters and at > 0:
        token = doc[at - 1]
        if token.is_space:
            return None
        at -= 1
        if token.text[:1].isupper():
            if token.text[:1] != letters.pop():
                return None
        elif token.lower_ not in SMALL_WORDS | DASHES and token.text != "&":
            return None
    return at if not letters and end - at > 1 else None
