"""People in blocks that can be resolved apart, because no name of one can be joined to a name of another.

Two names are compared only where they share a key (`block_keys`), and a bare surname only with full names that may have
it as their family name. Names that are linked in this way, over however many steps, are one block; what `group_people`
makes of a block does not depend on any other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.know.person_names import possible_family_names
from kg.resolve.clusters import Clusters
from kg.resolve.people import Person, block_keys


@dataclass(frozen=True, slots=True)
class Named:
    """The people that one article names, and all words of their names."""

    article: str
    people: list[Person]
    company: frozenset[str]


@dataclass(frozen=True, slots=True)
class Block:
    """Some of the people of a corpus, in its order."""

    people: list[Person]
    numbers: Sequence[int]
    """Where each stands in the whole corpus."""
    company: Mapping[str, frozenset[str]]
    """For each of their articles all words of the names in it, those of other blocks included."""


Blocks = Callable[[Iterable[Named]], Iterator[Block]]


def all_at_once(corpus: Iterable[Named]) -> Iterator[Block]:
    """One block of all: what fits in memory needs no others."""
    people: list[Person] = []
    company: dict[str, frozenset[str]] = {}
    for named in corpus:
        people += named.people
        company[named.article] = named.company
    yield Block(people, range(len(people)), company)


def block_of_names(names: Collection[str]) -> dict[str, int]:
    """Name → number of its block."""
    bare = {name for name in names if " " not in name}
    linked = Clusters(sorted(names))
    first: dict[str, str] = {}
    for name in sorted(names):
        for key in _links(name, bare):
            linked.join(first.setdefault(key, name), name, "")
    return {name: number for number, members in enumerate(linked) for name in members}


def _links(name: str, bare: Collection[str]) -> Iterator[str]:
    """What links a name to others; "=" tells surnames from the keys of full names."""
    if name in bare:
        yield f"={name}"
    else:
        yield from block_keys(name)
        yield from (f"={family}" for family in possible_family_names(name) if family in bare)
