"""Who held an office as of a date, from all that the articles and the user's table say."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg.model import Extraction, Mention
from kg.resolve.bodies import GONE

NEAR_DAYS = 366
"""How far from an article's date another article may be to answer who held an office."""


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody holds an office, as one article or the user's table tells it."""

    holder: str
    title: str
    body: str
    modifier: str
    published: date | None
    article: str = ""
    since: date | None = None
    until: date | None = None


class KnownHolders:
    """Who held what according to the articles and the user's table, arranged for questions as of a date."""

    def __init__(self, holdings: Iterable[Holding], synonyms: Mapping[str, Sequence[str]]) -> None:
        self._synonyms = synonyms
        self._holdings: dict[tuple[str, str, bool], list[Holding]] = defaultdict(list)
        for holding in holdings:
            self._holdings[holding.body, holding.title, holding.modifier in GONE].append(holding)
        self._posts: dict[tuple[str, str, bool], _Post] = {}

    def holder(self, body: str, mention: Mention, extraction: Extraction) -> str | None:
        """Whom a description of an office holder means: the article's own, else the nearest one's, else the table's.

        None where that is nobody or more than one.
        """
        key = (body, mention.title, mention.modifier in GONE)
        if key not in self._posts:
            titles = {mention.title, *self._synonyms.get(mention.title, ())}
            self._posts[key] = _Post(
                [h for title in sorted(titles) for h in self._holdings.get((body, title, key[2]), ())]
            )
        return self._posts[key].holder(extraction.article.id, extraction.article.published)


class _Post:
    """The holders of one post, by article, by day, and by the table."""

    def __init__(self, holdings: Sequence[Holding]) -> None:
        self._everyone = {h.holder for h in holdings}
        self._of_article: dict[str, set[str]] = defaultdict(set)
        self._on: dict[date, set[str]] = defaultdict(set)
        self._table = [h for h in holdings if h.since or h.until]
        for holding in holdings:
            self._of_article[holding.article].add(holding.holder)
            if holding.published is not None and not holding.since and not holding.until:
                self._on[holding.published].add(holding.holder)
        self._days = sorted(self._on)

    def holder(self, article: str, published: date | None) -> str | None:
        """Who held it for an article of this date."""
        if article in self._of_article:
            return _only(self._of_article[article])
        if published is None:
            return _only(self._everyone)
        at = bisect_left(self._days, published)
        near = [(abs((day - published).days), day) for day in self._days[max(at - 1, 0) : at + 1]]
        nearest = min(near)[0] if near else NEAR_DAYS + 1
        if nearest <= NEAR_DAYS:
            return _only({who for days, day in near if days == nearest for who in self._on[day]})
        return _only({h.holder for h in self._table if (h.since or published) <= published <= (h.until or published)})


def _only(found: Collection[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None
