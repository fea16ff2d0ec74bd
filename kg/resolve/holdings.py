"""Who held an office as of a date, from all that the articles and the user's table say."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from kg.model import Mention
from kg.resolve.reading import GONE

NEAR_DAYS = 366
"""How far from an article's date another article may be to answer who held an office."""
_One = TypeVar("_One")
Post = tuple[str, str, bool]
"""(body, title, whether it is over)"""
Own = tuple[str, str, str, bool]
"""(holder, body, title, whether it is over), as one article tells it."""


@dataclass(slots=True)
class _Tally:
    """All who held a post, by day of the articles that say so, and by the user's table."""

    everyone: set[str] = field(default_factory=set)
    on: dict[date, set[str]] = field(default_factory=lambda: defaultdict(set))
    table: list[tuple[str, date | None, date | None]] = field(default_factory=list)
    """(holder, since, until)"""


class KnownHolders:
    """Who held what according to the articles and the user's table, arranged for questions as of a date."""

    def __init__(self, synonyms: Mapping[str, Sequence[str]]) -> None:
        self._synonyms = synonyms
        self._tallies: dict[Post, _Tally] = defaultdict(_Tally)
        self._posts: dict[Post, _Post] = {}

    def said(self, own: Own, published: date | None) -> None:
        """An article of that day says so."""
        holder, body, title, gone = own
        tally = self._tallies[body, title, gone]
        tally.everyone.add(holder)
        if published is not None:
            tally.on[published].add(holder)

    def listed(self, holder: str, body: str, title: str, since: date | None, until: date | None) -> None:
        """The user's table says so."""
        tally = self._tallies[body, title, False]
        tally.everyone.add(holder)
        tally.table.append((holder, since, until))

    def holder(self, body: str, mention: Mention, own: Iterable[Own], published: date | None) -> str | None:
        """Whom a description of an office holder means: the article's own, else the nearest one's, else the table's.

        `own`: what its article says of offices. None where that is nobody or more than one. Everything must have been
        said before the first question.
        """
        key = (body, mention.title, mention.modifier in GONE)
        titles = {mention.title, *self._synonyms.get(mention.title, ())}
        here = {holder for holder, whose, title, gone in own if (whose, gone) == (body, key[2]) and title in titles}
        if here:
            return only(here)
        if key not in self._posts:
            posts = ((body, title, key[2]) for title in sorted(titles))
            self._posts[key] = _Post([self._tallies[post] for post in posts if post in self._tallies])
        return self._posts[key].holder(published)


class _Post:
    """The holders of one post under all its titles."""

    def __init__(self, tallies: Sequence[_Tally]) -> None:
        self._everyone = {who for tally in tallies for who in tally.everyone}
        self._table = [row for tally in tallies for row in tally.table]
        self._on: dict[date, set[str]] = defaultdict(set)
        for tally in tallies:
            for day, who in tally.on.items():
                self._on[day] |= who
        self._days = sorted(self._on)

    def holder(self, published: date | None) -> str | None:
        """Who held it for an article of this date that does not say so itself."""
        if published is None:
            return only(self._everyone)
        return only(self._told_near(published) or self._listed(published))

    def _told_near(self, day: date) -> set[str]:
        """Who held it by the articles of the nearest day, where that is near enough."""
        at = bisect_left(self._days, day)
        near = [(abs((other - day).days), other) for other in self._days[max(at - 1, 0) : at + 1]]
        nearest = min(near, default=(NEAR_DAYS + 1, day))[0]
        return {who for days, other in near if days == nearest <= NEAR_DAYS for who in self._on[other]}

    def _listed(self, day: date) -> set[str]:
        """Who held it by the user's table."""
        return {who for who, since, until in self._table if (since or day) <= day <= (until or day)}


def only(found: Collection[_One]) -> _One | None:
    """The one that there is; None of several and of none."""
    return next(iter(found)) if len(found) == 1 else None
