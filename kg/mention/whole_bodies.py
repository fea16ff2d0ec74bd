"""The whole name of a body of which the recognizer has a part, two of which it has as one, or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.datafiles import word_list
from kg.know.first_names import names_lexicon
from kg.know.organization_names import SMALL_WORDS
from kg.know.place_names import acronym_like
from kg.mention.name import Name
from kg.mention.name_words import DASHES, LEFT_TRIM
from kg.mention.no_names import no_names
from kg.mention.tokens import places_of, words_of
from kg.text.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.know.gazetteer import Gazetteer
    from kg.mention.titles import TitleSpan

LONGEST_KNOWN = 8
"""Words that the name of a known body has at most."""
LINKS = frozenset({"for", "of", "on", "against"})
"""Behind one of these a body's name goes on."""
OF_STATES = frozenset({"government", "party"})
"""Kinds of bodies at whose name a new one may begin behind "and"."""
PARTNERS = word_list("partners of firms")
BRACKETS = frozenset("()<>")
"""An agency writes the sign of a share in the last two: "Acme Steel Co <ACM>"."""
TRADES = word_list("trades in firms' names")
STANCES = word_list("stances")
DEPARTMENTS = word_list("departments in the plural")


def with_ends(doc: Doc, names: Sequence[Name], gazetteer: Gazetteer) -> list[Name]:
    """The names of bodies that break off at a small word, with what follows: "Institute for" of "Institute for Trade
    Policy", "Democratic Party" of "Democratic Party for the People"."""
    found = []
    for name in names:
        end = name.end
        if name.type == "Organization" and doc[end - 1].lower_ in LINKS:
            end = _capitals_from(doc, end)
            end -= end == name.end
        elif name.type == "Organization" and end < len(doc) and _ends_in_acronym(doc, name, gazetteer):
            end += 1
        elif name.type == "Organization" and gazetteer.organization_kind(words_of(doc, name.start, end)) == "party":
            at = end + 1 + (end + 1 < len(doc) and doc[end + 1].lower_ == "the")
            if at < len(doc) and doc[end].lower_ in LINKS and not doc[at].ent_type_:
                behind = _capitals_from(doc, at)
                end = behind if behind > at else end
        found.append(Name(name.start, end, name.type, name.demonym))
    longer = {i for name, old in zip(found, names, strict=True) for i in range(old.end, name.end)}
    return [name for name in found if name.start not in longer]


def _ends_in_acronym(doc: Doc, name: Name, gazetteer: Gazetteer) -> bool:
    """Whether the acronym right behind is the end of the name and no other body: "Acme Savings Bank FSB"."""
    token = doc[name.end]
    heads = doc[name.end - 1].head.i == name.end and token.dep_ not in {"compound", "nmod", "poss", "amod"}
    known = token.is_upper and gazetteer.acronym(token.text) and not gazetteer.country(token.text)
    return bool(heads and known and gazetteer.noun_kind(doc[name.end - 1].text) == "company")


def _capitals_from(doc: Doc, at: int) -> int:
    """Where the capitalised words from `at` on end, with the small words between them."""
    end = at
    while at < len(doc) and not doc[at].is_sent_start:
        if doc[at].text[:1].isupper() and doc[at].is_alpha:
            end = at + 1
        elif doc[at].lower_ not in SMALL_WORDS:
            break
        at += 1
    return end


def without_numbers(doc: Doc, name: Name) -> Iterator[Name]:
    """A name cut at numbers that stand within it or behind a person's: "Luton 0 Villa 2", "Christa 2077"."""
    numbers = [i for i in range(name.start, name.end) if doc[i].is_digit]
    if not numbers or (len(numbers) == 1 and name.type != "Person"):
        yield name
        return
    edges = [name.start - 1, *numbers, name.end]
    for left, right in pairwise(edges):
        if right > left + 1:
            yield Name(left + 1, right, name.type, name.demonym)


def without_brackets(doc: Doc, names: Sequence[Name]) -> list[Name]:
    """The names, with what stands in brackets within one as a name of its own: "Idea (Institute of Affairs)"."""
    found: list[Name] = []
    for name in names:
        opening = next((i for i in range(name.start + 1, name.end) if doc[i].text in BRACKETS), None)
        if opening is None:
            found.append(name)
            continue
        close = next((i for i in range(opening + 1, name.end) if doc[i].text in {")", ">"}), name.end)
        parts = [(name.start, opening)]
        if doc[opening].text != "<":  # the sign of a share
            parts.append((opening + 1, close))
        found += [Name(start, end, name.type, name.demonym) for start, end in parts if start < end]
    return found


def with_known_bodies(doc: Doc, names: Sequence[Name], gazetteer: Gazetteer) -> list[Name]:
    """The names, with the bodies that the tables have by their whole name, and two that "and" joins as two.

    "Customs and Border Protection", "Democratic Party for the People": the recognizer knows no name by heart.
    """
    names = [one for name in names for one in without_numbers(doc, name)]
    names = [part for name in names for part in _joined_by_and(doc, name, gazetteer)]
    names = _with_halves(doc, names)
    names = _with_partners(doc, _each_department(doc, with_ends(doc, names, gazetteer)))
    holds = {i: name for name in names for i in range(name.start, name.end)}
    found: list[Name] = []
    behind = 0
    text = text_of(doc)
    for at in text.capitals:
        if at < behind or text.lower[at] in LEFT_TRIM or not gazetteer.may_begin_listed(text.words[at]):
            continue
        for end in range(min(at + LONGEST_KNOWN, len(text)), at + 1, -1):
            if not (text.words[end - 1][:1].isupper() or text.tag[end - 1] == "POS"):
                continue
            surface = text.between(at, end)
            if ")" not in surface and gazetteer.is_listed(surface):
                around = holds.get(at)
                if around is None or not _is_longer(around, at, end):
                    found.append(Name(at, end, "Organization"))
                    behind = end
                break
    taken = {i for name in found for i in range(name.start, name.end)}
    return [n for n in names if taken.isdisjoint(range(n.start, n.end))] + found


def _with_partners(doc: Doc, names: Sequence[Name]) -> list[Name]:
    """The names, with the firm "Tom Reed and Associates" as one, which the recognizer takes for two."""
    ends = {name.end: name for name in names if name.type != "Place"}
    firms = {}
    for at in places_of(doc, PARTNERS):
        name = ends.get(at - 1) if doc[at].text[:1].isupper() and doc[at - 1].lower_ in {"and", "&"} else None
        if name is not None:
            firms[name.start] = Name(name.start, at + 1, "Organization")
    taken = {i for name in firms.values() for i in range(name.start, name.end)}
    return [name for name in names if taken.isdisjoint(range(name.start, name.end))] + list(firms.values())


def _with_halves(doc: Doc, names: Sequence[Name]) -> list[Name]:
    """The names, with the firm "Acme Telephone and Telegraph Co" as one: what trade alone names is no firm."""
    begins = {name.start: name for name in names if name.type == "Organization"}
    found: list[Name] = []
    gone: set[Name] = set()
    for name in names:
        half = begins.get(name.end + 1) if name.type == "Organization" else None
        if half is None or name in gone or doc[name.end].lower_ not in {"and", "&"}:
            continue
        words = [doc[i].lower_.strip(".") for i in range(half.start, half.end)]
        if words[0] in TRADES and all(word in TRADES | no_names().legal_forms for word in words):
            gone |= {name, half}
            found.append(Name(name.start, half.end, "Organization"))
    return [name for name in names if name not in gone] + found


def _is_longer(name: Name, start: int, end: int) -> bool:
    """Whether a body's name goes beyond these tokens on either side."""
    return (
        name.type == "Organization" and name.start <= start and end <= name.end and name.end - name.start > end - start
    )


def _each_department(doc: Doc, names: Sequence[Name]) -> list[Name]:
    """The names, with those of a list as one each: "the departments of Justice, Trade and Home Affairs"."""
    found: list[Name] = []
    for at in places_of(doc, DEPARTMENTS):
        if at + 1 < len(doc) and doc[at + 1].lower_ == "of":
            found += _listed(doc, at + 2)
    taken = {i for name in found for i in range(name.start, name.end)}
    return [n for n in names if taken.isdisjoint(range(n.start, n.end))] + found


def _listed(doc: Doc, at: int) -> Iterator[Name]:
    """Each name of a list; an "and" parts two where no comma does it or one stands before it: "Health and Human
    Services, and Trade"."""
    end = at
    while end < len(doc) and (doc[end].text == "," or doc[end].lower_ == "and" or _in_name(doc[end])):
        end += 1
    commas = any(doc[i].text == "," and doc[i + 1].lower_ == "and" for i in range(at, end - 1))
    start = at
    for i in range(at, end + 1):
        parts = i == end or doc[i].text == "," or (doc[i].lower_ == "and" and (doc[i - 1].text == "," or not commas))
        if parts and i > start:
            yield Name(start, i, "Organization")
        start = i + 1 if parts else start


def _in_name(token: Token) -> bool:
    return bool(token.text[:1].isupper() or token.tag_ == "POS" or token.is_quote)


def _joined_by_and(doc: Doc, name: Name, gazetteer: Gazetteer) -> Iterator[Name]:
    """ "Department of Health and Social Security Agency": two, where either side is the whole name of a body."""
    if name.type == "Organization" and (body := _what_is_of_it(doc, name, gazetteer)):
        yield Name(body, name.end, "Organization")
        return
    at = next((i for i in range(name.start + 2, name.end - 2) if doc[i].lower_ == "and"), None)
    if name.type != "Organization" or at is None:
        yield name
        return
    left, right = words_of(doc, name.start, at), words_of(doc, at + 1, name.end)
    own = doc[at - 1].text, doc[name.end - 1].text
    kinds = gazetteer.noun_kind(own[1]), gazetteer.organization_kind(left)
    if doc[at + 1].text[:1].isupper() and kinds[0] in OF_STATES and kinds[1] in OF_STATES and right != own[1]:
        yield Name(name.start, at, "Organization")
        yield Name(at + 1, name.end, "Organization")
    else:
        yield name


def _with_branches(doc: Doc, names: Sequence[Name], gazetteer: Gazetteer) -> list[Name]:
    """The names, with "Amnesty International UK" as one: a country's short form right behind a body's name."""
    begins = {name.start: name for name in names}
    found, gone = [], set()
    for name in names:
        branch = begins.get(name.end) if name.type == "Organization" else None
        text = words_of(doc, branch.start, branch.end) if branch else ""
        if branch and acronym_like(text) and gazetteer.country(text) and not gazetteer.is_named(_text(doc, name)):
            found.append(Name(name.start, branch.end, "Organization"))
            gone |= {name, branch}
    return [name for name in names if name not in gone] + found


def _text(doc: Doc, name: Name) -> str:
    return words_of(doc, name.start, name.end)


def _what_is_of_it(doc: Doc, name: Name, gazetteer: Gazetteer) -> int:
    """Where the body begins of which something is named that is no body: "Contempt of Congress"; 0 elsewhere."""
    of = next((i for i in range(name.end - 2, name.start, -1) if doc[i].lower_ == "of"), 0)
    whole = not of or gazetteer.noun_kind(words_of(doc, name.start, of)) or gazetteer.is_listed(_text(doc, name))
    return 0 if whole or not gazetteer.is_named(words_of(doc, of + 1, name.end)) else of + 1


def is_stance(doc: Doc, start: int) -> bool:
    """Whether a name is what somebody is for or against: "the staunchly pro-Norway Congress"."""
    return start > 1 and doc[start - 1].text in DASHES and doc[start - 2].lower_ in STANCES


def with_state_bodies(doc: Doc, names: Sequence[Name], spans: Sequence[TitleSpan], gazetteer: Gazetteer) -> list[Name]:
    """The names, with a state and the body of it that stands right behind as one: "U.S. District Court", "Israeli
    military"."""
    forces = frozenset(names_lexicon()["armed_forces"]["words"])
    names = _with_branches(doc, names, gazetteer)
    begins = {name.start: name for name in names}
    titled = {i for span in spans for i in range(span.start, span.end)}
    found: list[Name] = []
    gone: set[Name] = set()
    for name in names:
        if name.type != "Place" or name.end >= len(doc) or not doc[name.end - 1].whitespace_:
            continue
        owner = words_of(doc, name.start, name.end)
        if not (name.demonym or gazetteer.country(owner)) or is_stance(doc, name.start):
            continue
        body = begins.get(name.end)
        if body is not None and body.type == "Organization":
            if gazetteer.organization_kind(words_of(doc, body.start, body.end)) == "government":
                gone |= {name, body}
                found.append(Name(name.start, body.end, "Organization"))
            continue
        for width in (2, 1):
            force = doc[name.end : name.end + width]
            ends = name.end + width >= len(doc) or doc[name.end + width].pos_ not in {"NOUN", "PROPN"}
            if force.text.lower() in forces and ends and titled.isdisjoint(range(force.start, force.end)):
                gone.add(name)
                found.append(Name(name.start, force.end, "Organization"))
                break
    return [name for name in names if name not in gone] + found
