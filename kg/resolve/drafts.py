"""An entity in the making: the words that stand for it, and the groups of mentions they come from.

A group is all mentions that the corpus shows to be one thing: those of one name of a place or organization, or of one
person. Mentions are not listed: which group one belongs to is told by its words and its article, so that what is held
grows with the names of a corpus and not with its length.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.know.organization_names import without_legal_form
from kg.model import EntityType

Ref = tuple[str, int]
"""A mention anywhere in the corpus: (article id, index)."""
NOWHERE: Ref = ("", -1)
OFTEN = 3
Meant = Sequence[tuple[str, ...]]
"""For each mention of one article the ids of the entities that it stands for."""
Tables = Callable[[str], MutableMapping[str, Any]]
"""Name → a new table of something for each article, by its id: filled in order of ids, and read after that."""


def in_memory(_name: str) -> dict[str, Any]:
    """A table that is held: what fits in memory needs no other."""
    return {}


@dataclass(slots=True)
class Forms:
    """The forms of a name, as written but for line breaks: how often each is used, and where first."""

    counts: Counter[str] = field(default_factory=Counter)
    first: dict[str, Ref] = field(default_factory=dict)

    def add(self, surface: str, ref: Ref) -> None:
        """One more mention; they come in order."""
        self.counts[surface] += 1
        self.first.setdefault(surface, ref)

    def take_in(self, other: Forms) -> None:
        """Those of another as well."""
        self.counts.update(other.counts)
        for surface, ref in other.first.items():
            self.first[surface] = min(self.first.get(surface, ref), ref)

    def give_up(self, folded: str) -> Forms:
        """Part with the forms that are this one but for capitals."""
        gone = Forms()
        for surface in [form for form in self.counts if form.casefold() == folded]:
            gone.counts[surface] = self.counts.pop(surface)
            gone.first[surface] = self.first.pop(surface)
        return gone

    def folded(self) -> Iterator[str]:
        """Each form without its capitals."""
        return (surface.casefold() for surface in self.counts)

    @property
    def earliest(self) -> Ref:
        """The first mention of all."""
        return min(self.first.values(), default=NOWHERE)


def slug(name: str) -> str:
    """A name as an id: ASCII where it can be, lower case, words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower().replace("'", "").replace("’", "")
    return re.sub(r"[^\w]+", "-", plain).strip("-")


def in_its_case(name: str, counts: Mapping[str, int], *, acronym: bool = False) -> str:
    """`name`, or where it is in capitals the commonest form in `counts` that is not, letter for letter the same.

    What may be an `acronym` keeps its capitals unless it is often written without: "NATO" beside one "Nato".
    """
    if not name.isupper():
        return name
    folded = name.casefold()
    others = [form for form in counts if form.casefold() == folded and not (form.isupper() or form.islower())]
    best = min(others, key=lambda form: (-counts[form], form), default=name)
    return name if acronym and counts[best] * OFTEN < counts[name] else best


@dataclass(slots=True)
class Draft:
    """An entity in the making: its forms, why they are one, and where they come from."""

    type: EntityType
    name: str
    forms: Forms
    groups: tuple[int, ...]
    """Groups that are this entity, but for the forms that others took away."""
    parts: tuple[tuple[int, str], ...] = ()
    """(group, folded form) that was taken away from another."""
    without: tuple[tuple[int, str], ...] = ()
    """(group, folded form) that others took away."""
    reasons: tuple[str, ...] = ()
    id: str = ""
    facts: dict[str, str | float] = field(default_factory=dict)
    traits: tuple[str, ...] = ()
    """What tells it from others of its name, in the order in which it is tried."""
    titles: tuple[str, ...] = ()
    """People: the titles that articles give them, that of most articles first."""

    def names(self) -> set[str]:
        """Its name and its forms, without capitals."""
        return {self.name.casefold(), *self.forms.folded()}

    def slugs(self) -> set[str]:
        """The ids that its name and its forms may give or have given it."""
        plain = {slug(form) for name in (self.name, *self.forms.counts) for form in (name, without_legal_form(name))}
        return plain | {f"{one}-{self.type.lower()}" for one in plain}


class Entities:
    """Group and form of a mention → the entity it stands for, once every draft has its id."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._of_group: dict[int, tuple[str, ...]] = {}
        self._of_part: dict[tuple[int, str], tuple[str, ...]] = {}
        for draft in drafts:
            self._of_part.update(dict.fromkeys(draft.without, ()))
        for draft in drafts:
            meant = (draft.id,)
            self._of_group.update(dict.fromkeys(draft.groups, meant))
            self._of_part.update(dict.fromkeys(draft.parts, meant))
        self._parted = {group for group, _ in self._of_part}

    def of(self, group: int, surface: str) -> tuple[str, ...]:
        """The id of the entity; none where people decided to drop it."""
        if group in self._parted:
            part = (group, " ".join(surface.casefold().split()))
            if part in self._of_part:
                return self._of_part[part]
        return self._of_group.get(group, ())
