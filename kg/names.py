"""Names in one article: spaCy's entities, corrected by what the article, the corpus and the gazetteers know.

The recognizer sees one sentence at a time; these rules look at all occurrences together. A surname seen once with a
first name is that person wherever it stands; a string is one type by majority; titles, joined names ("Xi-Trump"),
capitals headings and title-case headlines are cut to the names that other sentences show.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.gazetteer import Gazetteer
    from kg.titles import Titles, TitleSpan

NER_TYPES: dict[str, EntityType] = {
    "PERSON": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "FAC": "Place",
}  # fmt: skip
NOT_NAMES = {"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE"}
THINGS = {"EVENT", "PRODUCT", "WORK_OF_ART", "LAW"}
HONORIFICS = {
    "mr": "male", "mr.": "male", "sir": "male", "lord": "male", "herr": "male", "monsieur": "male", "don": "male",
    "mrs": "female", "mrs.": "female", "ms": "female", "ms.": "female", "miss": "female", "lady": "female",
    "dame": "female", "madame": "female", "frau": "female", "dr": "", "dr.": "", "prof.": "", "rev.": "", "sheikh": "male",
}  # fmt: skip
DASHES = {"-", "–", "—", "/"}
PARTICLES = {
    "de",
    "da",
    "di",
    "del",
    "della",
    "der",
    "den",
    "van",
    "von",
    "bin",
    "ibn",
    "al",
    "el",
    "la",
    "le",
    "du",
    "dos",
    "ter",
    "ben",
}
SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}
LEFT_TRIM = {
    "the",
    "a",
    "an",
    "this",
    "that",
    "its",
    "his",
    "her",
    "their",
    "our",
    "of",
    "and",
    "'s",
    "’s",
    "s",
    "-",
    "'",
    "‘",
    "’",
    '"',
    "“",
    "”",
    "(",
    ",",
    ".",
    ":",
    "–",
    "—",
}
RIGHT_TRIM = {
    "'s",
    "’s",
    "'",
    "’",
    '"',
    "”",
    "“",
    ",",
    ".",
    ":",
    ";",
    "-",
    "–",
    "—",
    "(",
    ")",
    "and",
    "of",
    "the",
    "‘",
    "!",
    "?",
    "--",
    "...",
}
_CAPITAL = re.compile(r"^[^\W\d_a-zß-ÿ]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a Doc: tokens [start, end) and its type; `demonym` marks an adjective or people's name of a country."""

    start: int
    end: int
    type: EntityType
    demonym: bool = False


@dataclass(frozen=True)
class Evidence:
    """What other articles show: full names of persons by the words in them, and types of strings by count.

    Empty for an article by itself. Only the part that concerns an article's own words may influence it.
    """

    persons: dict[str, frozenset[str]] = field(default_factory=dict)
    """A word of a person's name, lower-cased → the full names with it."""
    types: dict[str, dict[EntityType, int]] = field(default_factory=dict)
    """A name's words, lower-cased → how often each type was seen."""


def find_names(
    doc: Doc, spans: list[TitleSpan], gazetteer: Gazetteer, titles: Titles, evidence: Evidence | None = None
) -> list[Name]:
    """The names of persons, organizations and places in a Doc, in order, without overlap."""
    raw = _entities(doc, spans, gazetteer)
    raw += _gazetteer_names(doc, raw, gazetteer)
    table = _NameTable(doc, raw, spans, evidence or Evidence(), gazetteer)
    names = _occurrences(doc, raw, table, spans, gazetteer)
    return _settle(names)


def own_evidence(doc: Doc, names: Iterable[Name]) -> dict[str, Counter[EntityType]]:
    """What this article shows to others: each name of two words or more, and each single-word name, by type."""
    seen: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for name in names:
        if not name.demonym:
            seen[doc[name.start : name.end].text][name.type] += 1
    return seen


# ------------------------------------------------------------------ what the recognizer found


def _entities(doc: Doc, spans: list[TitleSpan], gazetteer: Gazetteer) -> list[Name]:
    """spaCy's entities as Names: trimmed, without titles, demonyms told from other groups of people."""
    in_title = {i: span for span in spans for i in range(span.start, span.end)}
    names = []
    for ent in doc.ents:
        if ent.label_ in NER_TYPES or ent.label_ == "NORP":
            bounds = _trim(doc, *_without_titles(doc, ent.start, ent.end, in_title))
            if bounds is not None:
                names += _typed(doc, *bounds, ent.label_, gazetteer)
    return names


def _typed(doc: Doc, start: int, end: int, label: str, gazetteer: Gazetteer) -> Iterator[Name]:
    text = doc[start:end].text
    if label == "NORP" or gazetteer.demonym(text):
        if gazetteer.demonym(text):
            yield Name(start, end, "Place", demonym=True)
        elif gazetteer.country(text):
            yield Name(start, end, "Place")
    elif _CAPITAL.match(text) or text[:1].isdigit() or label != "PERSON":
        if any(token.is_upper or token.is_title or not token.is_lower for token in doc[start:end]):
            yield Name(start, end, NER_TYPES[label])


def _without_titles(doc: Doc, start: int, end: int, in_title: dict[int, TitleSpan]) -> tuple[int, int]:
    """Cut a title off either end: "President Moon" → "Moon"; "Treasury" within "Treasury Secretary" → nothing."""
    while start < end and (start in in_title or doc[start].lower_ in HONORIFICS):
        start = in_title[start].end if start in in_title else start + 1
    while end > start and end - 1 in in_title and not doc[end - 1].is_sent_start:
        end = in_title[end - 1].start
    return start, end


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """Leave out articles, possessives, punctuation and anything behind a line break."""
    for i in range(start, end):
        if doc[i].is_space:
            end = i
            break
    while start < end and doc[start].lower_ in LEFT_TRIM:
        start += 1
    while end > start and doc[end - 1].lower_ in RIGHT_TRIM:
        end -= 1
    return (start, end) if start < end else None


# ------------------------------------------------------------------ what the gazetteers know


def _gazetteer_names(doc: Doc, raw: list[Name], gazetteer: Gazetteer) -> list[Name]:
    """Countries and their adjectives that the recognizer missed."""
    taken = {i for name in raw for i in range(name.start, name.end)}
    found = []
    at = 0
    while at < len(doc):
        token = doc[at]
        if at in taken or not token.text[:1].isupper() or token.ent_type_ in NOT_NAMES:
            at += 1
            continue
        width, name = _longest_place(doc, at, taken, gazetteer)
        if name is not None:
            found.append(name)
        at += width
    return found


def _longest_place(doc: Doc, at: int, taken: set[int], gazetteer: Gazetteer) -> tuple[int, Name | None]:
    for width in (4, 3, 2, 1):
        end = at + width
        if end > len(doc) or any(i in taken for i in range(at, end)):
            continue
        text = doc[at:end].text
        if gazetteer.country(text) and not (width == 1 and text.isupper() and len(text) > 3 and not text.endswith(".")):
            return width, Name(at, end, "Place")
        if width <= 2 and gazetteer.demonym(text):
            return width, Name(at, end, "Place", demonym=True)
    return 1, None


# ------------------------------------------------------------------ all occurrences together


class _NameTable:
    """What this article and the corpus know of each name."""

    def __init__(
        self, doc: Doc, raw: list[Name], spans: list[TitleSpan], evidence: Evidence, gazetteer: Gazetteer
    ) -> None:
        self.gazetteer = gazetteer
        self.evidence = evidence
        self.votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
        self.full: dict[str, tuple[str, ...]] = {}
        """Full names of persons, lower-cased words → surface words."""
        self.families: dict[str, set[str]] = defaultdict(set)
        """A word of a full name, lower-cased → the full names (lower-cased text)."""
        for name in raw:
            self._count(doc, name)
        for name in _after_titles(doc, spans):
            self.votes[doc[name.start : name.end].text]["Person"] += 2
            self._learn(doc, name)

    def _count(self, doc: Doc, name: Name) -> None:
        text = doc[name.start : name.end].text
        if not name.demonym:
            self.votes[text][name.type] += 1
        if name.type == "Person":
            self._learn(doc, name)

    def _learn(self, doc: Doc, name: Name) -> None:
        words = [token.text for token in doc[name.start : name.end]]
        if not _plausible_person(doc, name):
            return
        key = " ".join(words).lower()
        self.full[key] = tuple(words)
        for word in _own_words(words):
            self.families[word.lower()].add(key)

    def is_person_word(self, word: str) -> bool:
        """Whether a single word belongs to a person's full name in this article or, unambiguously, in the corpus."""
        lower = word.lower()
        return lower in self.families or lower in self.evidence.persons

    def type_of(self, text: str, said: EntityType) -> EntityType:
        """The type of a name by majority, `said` being the recognizer's word for one occurrence."""
        if self.gazetteer.country(text) or self.gazetteer.macro_region(text):
            return "Place"
        org = self.gazetteer.organization_kind(text)
        if org and " " in text:
            return "Organization"
        votes = self.votes.get(text, Counter())
        if " " not in text and self.is_person_word(text) and not self._rather_place(text, votes):
            return "Person"
        best = max((*votes, said), key=lambda kind: (votes[kind], kind == said, kind))
        if votes.total() <= 1:
            others = self.evidence.types.get(text)
            if others:
                best = max(others, key=lambda kind: (others[kind], kind == best, kind))
        return best

    def _rather_place(self, text: str, votes: Counter[EntityType]) -> bool:
        return votes["Place"] > votes["Person"] and bool(self.gazetteer.place(text))


def _after_titles(doc: Doc, spans: list[TitleSpan]) -> Iterator[Name]:
    """The capitalised words right behind a capitalised title or an honorific: a person."""
    starts = [(span.end, doc[span.start].text[:1].isupper()) for span in spans if span.title.group != "occupation"]
    starts += [(i + 1, True) for i, token in enumerate(doc) if token.lower_ in HONORIFICS and token.text[:1].isupper()]
    for start, capital in starts:
        end = start
        while end < len(doc) and _name_word(doc[end], first=end == start):
            end += 1
        while end > start and doc[end - 1].lower_ in PARTICLES:
            end -= 1
        if end > start and capital and end - start <= 5:
            yield Name(start, end, "Person")


def _name_word(token: Token, *, first: bool) -> bool:
    if token.is_space or token.is_punct:
        return token.text == "-" and not first and bool(token.i + 1 < len(token.doc)) and not token.whitespace_
    if token.text[:1].isupper():
        return token.pos_ == "PROPN" and token.ent_type_ not in {"GPE", "ORG", "NORP", "DATE", "FAC"}
    return (not first and token.lower_ in PARTICLES) or (
        token.i > 0 and not first and token.nbor(-1).text == "-" and token.is_lower
    )


def _plausible_person(doc: Doc, name: Name) -> bool:
    """A full name: two to six words, none a digit or an ordinary lower-case word."""
    tokens = [token for token in doc[name.start : name.end] if token.text not in DASHES]
    words = [token for token in tokens if token.lower_ not in PARTICLES and token.lower_ not in SUFFIXES]
    if not 2 <= len(words) <= 6:
        return False
    return all(token.text[:1].isupper() or doc[token.i - 1].text == "-" for token in words) and not any(
        token.like_num or token.pos_ in {"VERB", "AUX", "ADP", "DET"} for token in words[1:-1]
    )


def _own_words(words: list[str]) -> list[str]:
    """The words of a full name that stand for it alone: the last one, and the first where it can be a family name."""
    kept = [
        w for w in words if w.lower() not in SUFFIXES and w.lower() not in PARTICLES and len(w) > 1 and w[-1] != "."
    ]
    return [w for w in kept if _CAPITAL.match(w) and w not in DASHES]


def _occurrences(
    doc: Doc, raw: list[Name], table: _NameTable, spans: list[TitleSpan], gazetteer: Gazetteer
) -> list[Name]:
    """Every occurrence with its final type: the recognizer's own, cut to known names, and the ones it missed."""
    names: list[Name] = []
    for name in [*raw, *_after_titles(doc, spans)]:
        names += _resettle(doc, name, table)
    taken = {i for name in names for i in range(name.start, name.end)}
    blocked = {i for span in spans for i in range(span.start, span.end)}
    for ent in doc.ents:
        if ent.label_ in NOT_NAMES or ent.label_ in THINGS:
            blocked |= {i for i in range(ent.start, ent.end) if not table.is_person_word(doc[i].text)}
    names += _missed(doc, table, taken | blocked)
    return names


def _resettle(doc: Doc, name: Name, table: _NameTable) -> Iterator[Name]:
    if name.demonym:
        yield name
        return
    for start, end in _parts(doc, name, table):
        text = doc[start:end].text
        if table.gazetteer.demonym(text):
            yield Name(start, end, "Place", demonym=True)
        else:
            yield Name(start, end, table.type_of(text, name.type))


def _parts(doc: Doc, name: Name, table: _NameTable) -> Iterator[tuple[int, int]]:
    """A joined name in its parts ("Xi-Trump"), a name with headline words cut to the name; else the name itself."""
    start, end = name.start, name.end
    words = [doc[i].text for i in range(start, end)]
    cuts = [i for i in range(start + 1, end - 1) if doc[i].text in DASHES]
    if (
        cuts
        and all(_known_alone(w, table) for w in (doc[start].text, doc[cuts[0] + 1].text))
        and " ".join(words).lower() not in table.full
    ):
        edges = [start, *[j for cut in cuts for j in (cut, cut + 1)], end]
        yield from zip(edges[::2], edges[1::2], strict=True)
        return
    if name.type == "Person" and end - start >= 3:
        for stop in range(end - 1, start + 1, -1):
            if (
                " ".join(words[: stop - start]).lower() in table.full
                and table.votes[doc[start:stop].text].total() >= table.votes[doc[start:end].text].total()
            ):
                yield start, stop
                return
    yield start, end


def _known_alone(word: str, table: _NameTable) -> bool:
    return table.is_person_word(word) or bool(table.gazetteer.country(word) or table.gazetteer.demonym(word))


def _missed(doc: Doc, table: _NameTable, taken: set[int]) -> Iterator[Name]:
    """Known names where the recognizer saw nothing; in capitals headings whatever their case."""
    known = {tuple(text.split()): text for text, votes in table.votes.items() if votes}
    firsts: dict[str, int] = defaultdict(int)
    for words in known:
        firsts[words[0]] = max(firsts[words[0]], len(words))
    at = 0
    while at < len(doc):
        token = doc[at]
        if at in taken or token.is_space or not token.text[:1].isupper():
            at += 1
            continue
        end, kind = _known_at(doc, at, table, known, firsts.get(token.text, 0), taken)
        if kind is None:
            at += 1
        else:
            yield Name(at, end, kind)
            at = end


def _known_at(
    doc: Doc, at: int, table: _NameTable, known: dict[tuple[str, ...], str], longest: int, taken: set[int]
) -> tuple[int, EntityType | None]:
    for width in range(longest, 0, -1):
        end = at + width
        words = tuple(token.text for token in doc[at:end])
        if words in known and not any(i in taken for i in range(at, end)):
            text = known[words]
            if width == 1 and not _name_like(doc[at], text):
                continue
            return end, table.type_of(text, table.votes[text].most_common(1)[0][0])
    token = doc[at]
    if (
        table.is_person_word(token.text)
        and (token.pos_ == "PROPN" or token.lower_ in table.families)
        and not token.is_stop
    ):
        return at + 1, table.type_of(token.text, "Person")
    return at, None


def _name_like(token: Token, text: str) -> bool:
    """A single known word counts as the name unless it stands where any word has a capital and is an ordinary one."""
    return token.pos_ == "PROPN" or (not token.is_sent_start and not token.is_stop)


def _settle(names: list[Name]) -> list[Name]:
    """Without overlaps: the longer name wins, then the earlier; in order."""
    chosen: list[Name] = []
    taken: set[int] = set()
    for name in sorted(set(names), key=lambda n: (n.start - n.end, n.start, n.type)):
        if not any(i in taken for i in range(name.start, name.end)):
            chosen.append(name)
            taken.update(range(name.start, name.end))
    return sorted(chosen, key=lambda n: n.start)
