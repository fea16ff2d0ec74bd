"""The whole name of a body of which the recognizer has a part, two of which it has as one, or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.datafiles import word_list
from kg.know.first_names import names_lexicon
from kg.know.organization_names import SMALL_WORDS
from kg.know.place_names import acronym_like
from kg.mention.name import Name
from kg.mention.name_words import DASHES, LEFT_TRIM
from kg.mention.no_names import no_names
from kg.mention.tokens import capital_at, lower_at, places_of, replacing, tokens_in, words_of
from kg.text.text import Text, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.know.gazetteer import Gazetteer
    from kg.mention.titles import TitleSpan

PARTY = "party"
"""As some papers write it in a party's name: "the Labour party"."""
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
SUMS = word_list("numbers of sums")
DEPARTMENTS = word_list("departments in the plural")
OF_PLACES = word_list("bodies of each place")


def with_ends(doc: Doc, names: Sequence[Name], gazetteer: Gazetteer) -> list[Name]:
    """The names of bodies that break off at a small word, with what follows: "Institute for" of "Institute for Trade
    Policy", "Democratic Party" of "Democratic Party for the People"."""
    ends = [_whole_end(doc, name, gazetteer) if name.type == "Organization" else name.end for name in names]
    longer = {i for name, end in zip(names, ends, strict=True) for i in range(name.end, end)}
    return [
        Name(name.start, end, name.type, name.demonym)
        for name, end in zip(names, ends, strict=True)
        if name.start not in longer
    ]


def _whole_end(doc: Doc, name: Name, gazetteer: Gazetteer) -> int:
    """Where the name of a body ends, with what follows a small word or is its acronym."""
    end = name.end
    if doc[end - 1].lower_ in LINKS:
        behind = _capitals_from(doc, end)
        return behind - (behind == end)
    if end < len(doc) and _ends_in_acronym(doc, name, gazetteer):
        return end + 1
    if lower_at(doc, end) not in LINKS or gazetteer.organization_kind(_text(doc, name)) != "party":
        return end
    at = end + 1 + (lower_at(doc, end + 1) == "the")
    behind = _capitals_from(doc, at)
    return behind if behind > at and not doc[at].ent_type_ else end


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
    """A name cut at numbers that stand within it or behind a person's: "Luton 0 Villa 2", "Christa 2077", and before a
    sum: "fined Acme 2.5 million euros"."""
    sums = [i for i in range(name.start + 1, name.end) if doc[i].tag_ == "CD"]
    if any(doc[i].lower_.lstrip("0123456789.,") in SUMS for i in sums):
        yield Name(name.start, sums[0], name.type, name.demonym)
        return
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
    parted = [
        part for name in names for one in without_numbers(doc, name) for part in _joined_by_and(doc, one, gazetteer)
    ]
    whole = with_ends(doc, _with_halves(doc, parted), gazetteer)
    whole = _with_partners(doc, _each_department(doc, whole))
    return replacing(whole, _known_bodies(doc, whole, gazetteer))


def _known_bodies(doc: Doc, names: Sequence[Name], gazetteer: Gazetteer) -> list[Name]:
    """The bodies that the tables have by their whole name, where it is no part of a longer one."""
    holds = {i: name for name in names for i in range(name.start, name.end)}
    found: list[Name] = []
    behind = 0
    text = text_of(doc)
    for at in text.capitals:
        if at < behind or text.lower[at] in LEFT_TRIM or not gazetteer.may_begin_listed(text.words[at]):
            continue
        end = _end_of_listed(text, at, gazetteer)
        if end and not _is_longer(holds.get(at), at, end):
            found.append(Name(at, end, "Organization"))
            behind = end
    return found


def _end_of_listed(text: Text, at: int, gazetteer: Gazetteer) -> int:
    """Where the longest name of a known body ends that begins at `at`; 0 where none does."""
    for end in range(min(at + LONGEST_KNOWN, len(text)), at + 1, -1):
        if text.words[end - 1][:1].isupper() or text.tag[end - 1] == "POS" or text.words[end - 1] == PARTY:
            surface = text.between(at, end)
            if ")" not in surface and gazetteer.is_listed(surface):
                return end
    return 0


def _with_partners(doc: Doc, names: Sequence[Name]) -> list[Name]:
    """The names, with the firm "Tom Reed and Associates" as one, which the recognizer takes for two."""
    ends = {name.end: name for name in names if name.type != "Place"}
    firms: list[Name] = []
    for at in places_of(doc, PARTNERS):
        name = ends.get(at - 1)
        if name is not None and capital_at(doc, at) and doc[at - 1].lower_ in {"and", "&"}:
            firms.append(Name(name.start, at + 1, "Organization"))
    return replacing(names, firms)


def _with_halves(doc: Doc, names: Sequence[Name]) -> list[Name]:
    """The names, with the firm "Acme Telephone and Telegraph Co" as one: what trade alone names is no firm."""
    begins = {name.start: name for name in names if name.type == "Organization"}
    found: list[Name] = []
    gone: set[Name] = set()
    for name in begins.values():
        half = begins.get(name.end + 1)
        if half is None or name in gone or doc[name.end].lower_ not in {"and", "&"}:
            continue
        if _is_of_trades(doc, half):
            gone |= {name, half}
            found.append(Name(name.start, half.end, "Organization"))
    return [name for name in names if name not in gone] + found


def _is_of_trades(doc: Doc, name: Name) -> bool:
    """Whether nothing but trades and a legal form is in a name."""
    words = [doc[i].lower_.strip(".") for i in range(name.start, name.end)]
    return words[0] in TRADES and (TRADES | no_names().legal_forms).issuperset(words)


def _is_longer(name: Name | None, start: int, end: int) -> bool:
    """Whether it is a body's name that goes beyond these tokens on either side."""
    if name is None or name.type != "Organization":
        return False
    return name.start <= start and end <= name.end and name.end - name.start > end - start


def _each_department(doc: Doc, names: Sequence[Name]) -> list[Name]:
    """The names, with those of a list as one each: "the departments of Justice, Trade and Home Affairs"."""
    found: list[Name] = []
    for at in places_of(doc, DEPARTMENTS):
        if lower_at(doc, at + 1) == "of":
            found += _listed(doc, at + 2)
    return replacing(names, found)


def _listed(doc: Doc, at: int) -> Iterator[Name]:
    """Each name of a list; an "and" parts two where no comma does it or one stands before it: "Health and Human
    Services, and Trade"."""
    lower = text_of(doc).lower
    end = at
    while end < len(doc) and _in_list(doc[end]):
        end += 1
    commas = (",", "and") in pairwise(lower[at:end])
    parting = {","} if commas else {",", "and"}
    start = at
    for i in range(at, end + 1):
        if i == end or lower[i] in parting or lower[i - 1 : i + 1] == [",", "and"]:
            if i > start:
                yield Name(start, i, "Organization")
            start = i + 1


def _in_list(token: Token) -> bool:
    """A word of one of the names, or what stands between two."""
    return token.text[:1].isupper() or token.lower_ in {",", "and"} or token.tag_ == "POS" or bool(token.is_quote)


def _joined_by_and(doc: Doc, name: Name, gazetteer: Gazetteer) -> Iterator[Name]:
    """ "Department of Health and Social Security Agency": two, where either side is the whole name of a body."""
    if name.type != "Organization":
        yield name
    elif body := _what_is_of_it(doc, name, gazetteer):
        yield Name(body, name.end, "Organization")
    elif at := _and_between_bodies(doc, name, gazetteer):
        yield Name(name.start, at, "Organization")
        yield Name(at + 1, name.end, "Organization")
    else:
        yield name


def _and_between_bodies(doc: Doc, name: Name, gazetteer: Gazetteer) -> int:
    """The "and" on either side of which the whole name of a body stands; 0 where there is none."""
    at = next((i for i in range(name.start + 2, name.end - 2) if doc[i].lower_ == "and"), 0)
    if not at or not capital_at(doc, at + 1):
        return 0
    kinds = gazetteer.noun_kind(doc[name.end - 1].text), gazetteer.organization_kind(words_of(doc, name.start, at))
    return at if OF_STATES.issuperset(kinds) else 0


def _with_branches(doc: Doc, names: Sequence[Name], gazetteer: Gazetteer) -> list[Name]:
    """The names, with "Amnesty International UK" as one: a country's short form right behind a body's name."""
    begins = {name.start: name for name in names}
    found, gone = [], set()
    for name in names:
        branch = begins.get(name.end) if name.type == "Organization" else None
        if branch is None or gazetteer.is_named(_text(doc, name)):
            continue
        text = _text(doc, branch)
        if acronym_like(text) and gazetteer.country(text):
            found.append(Name(name.start, branch.end, "Organization"))
            gone |= {name, branch}
    return [name for name in names if name not in gone] + found


def _with_places(doc: Doc, names: Sequence[Name]) -> list[Name]:
    """The names, with "Boston Fed" and "Federal Reserve Bank of Boston" as one: there is such a body in each place."""
    places = {at: name for name in names if name.type == "Place" and not name.demonym for at in (name.start, name.end)}
    found: list[Name] = []
    for name in names:
        if name.type != "Organization" or _text(doc, name).lower() not in OF_PLACES:
            continue
        before = places.get(name.start)
        behind = places.get(name.end + 1) if lower_at(doc, name.end) == "of" else None
        if before is not None or behind is not None:
            found.append(Name((before or name).start, (behind or name).end, "Organization"))
    return replacing(names, found)


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
    names = _with_places(doc, _with_branches(doc, names, gazetteer))
    begins = {name.start: name for name in names}
    titled = tokens_in(spans)
    found: list[Name] = []
    gone: set[Name] = set()
    for name in names:
        if not _may_own_behind(doc, name, gazetteer):
            continue
        body = begins.get(name.end)
        if body is not None and body.type == "Organization":
            if gazetteer.organization_kind(_text(doc, body)) == "government":
                gone |= {name, body}
                found.append(Name(name.start, body.end, "Organization"))
        elif end := _end_of_force(doc, name.end, titled):
            gone.add(name)
            found.append(Name(name.start, end, "Organization"))
    return [name for name in names if name not in gone] + found


def _may_own_behind(doc: Doc, name: Name, gazetteer: Gazetteer) -> bool:
    """Whether a name is that of a state, with a word right behind that may be something of it."""
    if name.type != "Place" or name.end >= len(doc) or not doc[name.end - 1].whitespace_:
        return False
    return (name.demonym or gazetteer.country(_text(doc, name)) is not None) and not is_stance(doc, name.start)


def _end_of_force(doc: Doc, at: int, titled: Set[int]) -> int:
    """Where the armed force that begins at `at` ends; 0 where none does."""
    text, forces = text_of(doc), names_lexicon()["armed_forces"]["words"]
    for end in (at + 2, at + 1):
        closes = {"NOUN", "PROPN"}.isdisjoint(text.pos[end : end + 1])
        if closes and words_of(doc, at, end).lower() in forces and titled.isdisjoint(range(at, end)):
            return min(end, len(text))
    return 0
