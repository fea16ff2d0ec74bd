"""What the articles of a corpus show one another: the words of people's full names.

An article that says "Berg" and nothing more leaves open who or what that is; that other articles tell of "Anna Berg"
settles it. What counts is in how many articles, so that the order of the articles does not matter; and an article is
given only what concerns its own words, so that a new article changes the reading of few others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.mention.name_table import Evidence
from kg.text.clean import joined_words

if TYPE_CHECKING:
    from kg.model import Mention

MIN_ARTICLES = 3
"""Other articles that must tell of a person of that name. Two gave as many wrong names as right ones on the development
sets; with three the right ones are ahead."""
MIN_LENGTH = 3
"""Letters of a word that says anything: "Li" and "Al" are in too many names."""
MAX_DOUBT = 0.25
"""Share of articles, of those that show a person, that may show a place or an organization of just this name."""

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Shown:
    """What one article shows by itself: words of full names of people, and words that alone name something else."""

    persons: frozenset[str]
    others: frozenset[str]
    open: tuple[str, ...] = ()
    """All other words with a capital: what other articles may explain."""


def shown_by(mentions: Sequence[Mention], text: str) -> Shown:
    """What an article's mentions, found without any help from other articles, show. `text`: of the article."""
    persons: set[str] = set()
    others: set[str] = set()
    for name in mentions:
        if name.kind != "name" or name.type == "Office":
            continue
        if name.type == "Person" and " " in name.text:
            persons |= _capitals(name.text, MIN_LENGTH)
        elif name.type != "Person" and " " not in name.text:
            others.add(name.text.lower())
    capitals = _capitals(text + joined_words(text))
    return Shown(frozenset(persons), frozenset(others), tuple(sorted(capitals - persons)))


def _capitals(text: str, least: int = 1) -> set[str]:
    """The words of at least so many letters that begin with a capital, in lower case."""
    return {word.lower() for word in _WORD.findall(text) if len(word) >= least and word[0].isupper()}


@dataclass(frozen=True)
class CorpusEvidence:
    """Words that are people's names throughout the corpus."""

    persons: frozenset[str]

    def about(self, own: Shown) -> Evidence:
        """What of it an article did not know by itself; empty for most."""
        return Evidence(persons=self.persons.intersection(own.open))


def gather(shown: Iterable[Shown]) -> CorpusEvidence:
    """What all articles together show."""
    persons: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for article in shown:
        persons.update(article.persons)
        others.update(article.others)
    sure = (word for word, seen in persons.items() if seen >= MIN_ARTICLES and others[word] <= MAX_DOUBT * seen)
    return CorpusEvidence(frozenset(sure))
