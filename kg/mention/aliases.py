"""Other names of somebody that an article states: "better known as", "whose real name is", "née", "(ABC)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from kg.know.first_names import names_lexicon
from kg.mention.name import Name
from kg.mention.tokens import words_of
from kg.text.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST_TITLE = 3
"""Words at most between "known as" and the name: "the late Pope"."""
ASIDE = 8
"""Tokens at most in the brackets between a name and the words that lead to another."""
SHORTEST, LONGEST = 2, 5
"""Letters of initials that stand for somebody."""


class Named(Protocol):
    """A stretch of tokens with a type: a name, or a mention in the making."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def type(self) -> str: ...  # noqa: D102


@dataclass(frozen=True)
class AliasWords:
    """The lists of lexicon/names.yaml, cut into words."""

    leads: frozenset[tuple[str, ...]]
    of_people: frozenset[tuple[str, ...]]
    """Those of them that are said of people alone."""
    between: frozenset[str]
    maiden: frozenset[str]
    last: frozenset[str]
    """The last word of each lead: few names have one before them."""
    lengths: tuple[int, ...]
    """Of the leads, in words, the longest first: "better known as" before "known as"."""


@lru_cache(maxsize=1)
def alias_words() -> AliasWords:
    """What leads to another name."""
    listed = names_lexicon()["aliases"]
    of_people = frozenset(tuple(lead.split()) for lead in (*listed["of_people"], *listed["maiden"]))
    leads = of_people | {tuple(lead.split()) for lead in listed["leads"]}
    lengths = tuple(sorted({len(lead) for lead in leads}, reverse=True))
    last = frozenset(lead[-1] for lead in leads if lead)
    return AliasWords(leads, of_people, frozenset(listed["between"]), frozenset(listed["maiden"]), last, lengths)


def stated_aliases(doc: Doc, names: Sequence[Named]) -> Iterator[tuple[int, int]]:
    """Pairs of a person's name and another one that the article says is theirs, as places in `names`."""
    ends = {name.end: index for index, name in enumerate(names)}
    for index, name in enumerate(names):
        owner = _owner_of_initials(doc, name, ends, names)
        if owner is None:
            owner = _owner_before_lead(doc, name, ends, names)
        if owner is not None and owner != index and names[owner].type != "Place":
            yield owner, index


def _owner_before_lead(doc: Doc, name: Named, ends: dict[int, int], names: Sequence[Named]) -> int | None:
    """Who is named before the words that lead to another name: "Karl Brandt, better known as Bomber"."""
    words = alias_words()
    lead, at = _lead_before(doc, name.start)
    if not lead:
        return None
    while at and doc[at - 1].lower_ in words.between:
        at -= 1
    if at and doc[at - 1].text == ")":  # "Karl Brandt (54), better known as Bomber"
        at = next((t for t in range(at - 1, max(at - ASIDE, 0), -1) if doc[t].text == "("), at)
    owner = ends.get(at)
    if owner is None or lead in words.of_people or "Person" in {name.type, names[owner].type}:
        return owner
    return None


def _owner_of_initials(doc: Doc, name: Named, ends: dict[int, int], names: Sequence[Named]) -> int | None:
    """Whose initials stand in brackets behind the name: "Mahmud bin Said (MBS)"."""
    if doc[name.start - 1].text != "(":
        return None
    text = words_of(doc, name.start, name.end)
    if not (SHORTEST <= len(text) <= LONGEST and text.isupper()):
        return None
    owner = ends.get(name.start - 1)
    if owner is None or names[owner].type != "Person":
        return None
    initials = "".join(token.text[0] for token in doc[names[owner].start : names[owner].end] if token.is_alpha)
    return owner if initials.upper() == text else None


def _lead_before(doc: Doc, start: int) -> tuple[tuple[str, ...], int]:
    """The words that lead to the name at `start`, and where they begin; a title may stand between."""
    words, lower = alias_words(), text_of(doc).lower
    for width in range(LONGEST_TITLE + 1):
        at = start - width
        if at < 1 or (width and not (doc[at].is_title or doc[at].is_quote or doc[at].lower_ == "the")):
            break
        for length in words.lengths if lower[at - 1] in words.last else ():
            lead = tuple(lower[at - length : at]) if at >= length else ()
            if lead in words.leads:
                return lead, at - length
    return (), start


def with_aliases(doc: Doc, names: Sequence[Name]) -> list[Name]:
    """The names, those that an article gives somebody as people's, and "née Berg" without its first word."""
    bare = [
        Name(name.start + 1, name.end, "Person")
        if name.end - name.start > 1 and doc[name.start].lower_ in alias_words().maiden
        else name
        for name in names
    ]
    people = {words_of(doc, bare[i].start, bare[i].end) for pair in stated_aliases(doc, bare) for i in pair}
    return [
        Name(name.start, name.end, "Person")
        if name.type == "Organization" and words_of(doc, name.start, name.end) in people
        else name
        for name in bare
    ]
