"""Who held an office from when to when, as far as the articles tell.

An article that calls somebody the holder says so of its own day. What ends his time is stated ("until March 2024"), or
is the day from which articles call him former, dismissed, succeeded or dead rather than holder; and of an office with
one holder at a time it is the day from which another is called so. Where the reports leave a gap between two holders,
the middle of it stands for the day that nobody tells.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from statistics import median_low

from kg.graph.merge import Statement
from kg.graph.support import iso_day
from kg.model import Entity, Value

LOSING = {"DISMISSED": "dismissed", "KILLED": "killed"}
"""Types whose object loses his office by it, and what becomes of him."""
CLEAR = 3
"""Of so many reports of each of two holders one may lie on the wrong side of the day between them."""
AROUND = timedelta(30)
"""Articles that name a holder by mistake stand among those that name the right one."""
TYPES = frozenset({"HOLDS_OFFICE", "SUCCEEDED", "DIED_IN", *LOSING})


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person's time in an office. None: not known, or open."""

    since: date | None = None
    until: date | None = None
    """The first day on which he no longer held it."""
    ended: str = ""
    """What tells that it is over: "called former on 2025-10-27", "Eva Lund reported from 2025-10-27"."""


@dataclass(slots=True)
class _Told:
    """What the articles say of one person in one office."""

    reports: list[date] = field(default_factory=list)
    left: list[tuple[date, str]] = field(default_factory=list)
    since: Counter[date] = field(default_factory=Counter)
    until: Counter[date] = field(default_factory=Counter)
    followed: list[date] = field(default_factory=list)
    """The days on which he is said to have succeeded another in it."""


def tenures(statements: Iterable[Statement], entities: Mapping[str, Entity]) -> dict[tuple[str, str], Tenure]:
    """(person, office) → the time in it, for all who are said to hold or have held one."""
    offices: dict[str, dict[str, _Told]] = defaultdict(lambda: defaultdict(_Told))
    losses: dict[str, list[tuple[date, str, str]]] = defaultdict(list)
    for one in statements:
        if one.claim.type == "HOLDS_OFFICE":
            _note(offices[one.claim.object][one.claim.subject], one)
        elif one.claim.type in TYPES and one.claim.local.status == "actual" and (day := _day(one)):
            loser, why, successor = _loss(one, entities)
            losses[loser].append((day, why, successor))
    _count_losses(offices, losses)
    return {
        (person, office): tenure
        for office, holders in offices.items()
        for person, tenure in _of_one_office(holders, entities, entities[office].one_holder).items()
    }


def _note(told: _Told, one: Statement) -> None:
    local = one.claim.local
    details = dict(local.details)
    if local.status not in ("actual", "former"):
        return
    if since := _bound(details.get("since")):
        told.since[since] += 1
    if until := _bound(details.get("until"), last=True):
        told.until[until] += 1
    day = one.published if since or until else _day(one)
    if day and local.status == "actual":
        told.reports.append(day)
    elif day:
        told.left.append((day, "called former"))


def _day(one: Statement) -> date | None:
    """The day a claim is about: the one it names, else its article's."""
    when = one.claim.local.when
    return (when.start if when else None) or one.published


def _bound(value: Value, *, last: bool = False) -> date | None:
    """The first or last day of "2025", "2025-10" or "2025-10-21"."""
    day = iso_day(value, last=last)
    return date.fromisoformat(day) if day else None


def _loss(one: Statement, entities: Mapping[str, Entity]) -> tuple[str, str, str]:
    """Who loses his office by it, why, and to whom."""
    claim = one.claim
    if claim.type == "SUCCEEDED":
        return claim.object, f"succeeded by {entities[claim.subject].name}", claim.subject
    if claim.type in LOSING:
        return claim.object, LOSING[claim.type], ""
    return claim.subject, "died", ""


def _count_losses(offices: Mapping[str, dict[str, _Told]], losses: Mapping[str, list[tuple[date, str, str]]]) -> None:
    """Add what ends a person's time: a successor in the office that both held, anything in the only one of his."""
    of: dict[str, list[str]] = defaultdict(list)
    for office, holders in offices.items():
        for person in holders.keys() & losses.keys():
            of[person].append(office)
    for person, held in of.items():
        for day, why, successor in losses[person]:
            shared = [office for office in held if successor in offices[office]]
            for office in shared or (held if len(held) == 1 else ()):
                offices[office][person].left.append((day, why))
            for office in shared:
                offices[office][successor].followed.append(day)


def _of_one_office(holders: Mapping[str, _Told], entities: Mapping[str, Entity], one_holder: bool) -> dict[str, Tenure]:
    found = {person: _alone(told) for person, told in holders.items()}
    if one_holder:
        reports = {person: sorted(told.reports) for person, told in holders.items()}
        known = [
            (day, person)
            for person, told in holders.items()
            if (day := _middle(told)) and (told.since or not _by_mistake(reports[person], reports.values()))
        ]
        order = [person for _, person in sorted(known)]
        for before, after in pairwise(order):
            name = entities[after].name
            found[before], found[after] = _handed_over(
                found[before], found[after], reports[before], reports[after], name
            )
    return found


def _by_mistake(reports: list[date], of_all: Iterable[list[date]]) -> bool:
    """Whether many more articles of the same days name another, before and after those that name this one."""
    first, last = reports[0], reports[-1]
    for others in of_all:
        around = others[bisect_left(others, first - AROUND) : bisect_left(others, last + AROUND)]
        if len(around) >= CLEAR * len(reports) and around[0] <= first and around[-1] >= last:
            return True
    return False


def _alone(told: _Told) -> Tenure:
    """The time in office by what is said of one person alone."""
    since = _most(told.since) or min(told.followed, default=None)
    until = _most(told.until)
    if until and (since is None or since <= until):
        return Tenure(since, until + timedelta(1), f"until {until}")
    reports, left = sorted(told.reports), sorted(told.left)
    if not left or (since and left[-1][0] < since):
        return Tenure(since)
    days = [day for day, _ in left]
    cost, turn = min((_misplaced(reports, days, day), day) for day in days)
    if cost >= len(days):
        return Tenure(since)
    why = next(why for day, why in left if day == turn)
    return Tenure(since, max(turn, since or turn), f"{why} on {turn}")


def _misplaced(before: list[date], after: list[date], turn: date) -> int:
    """How many of the days lie on the wrong side of a turn; on its own day both are right."""
    return len(before) - bisect_left(before, turn + timedelta(1)) + bisect_left(after, turn)


def _most(days: Counter[date]) -> date | None:
    return min(days, key=lambda day: (-days[day], day), default=None)


def _middle(told: _Told) -> date | None:
    """A day by which holders are put in order; None for those who are only said to have held it once."""
    return _most(told.since) or (median_low(sorted(told.reports)) if told.reports else None)


def _handed_over(
    before: Tenure, after: Tenure, reports: list[date], later: list[date], successor: str
) -> tuple[Tenure, Tenure]:
    """The times of two who follow one another in an office of one holder, as they bound each other."""
    if after.since:
        if before.until is None or before.until > after.since:
            before = replace(before, until=after.since, ended=f"{successor} from {after.since}")
        return before, after
    if before.until or not reports or not later:
        return before, after
    cost, turn = min((_misplaced(reports, later, day), day) for day in later)
    first = bisect_left(reports, turn)
    if CLEAR * cost >= min(len(reports), len(later)) or not first:
        return before, after
    last = reports[first - 1]
    bound = last + (turn - last + timedelta(1)) // 2
    return replace(before, until=bound, ended=f"{successor} reported from {turn}"), replace(after, since=bound)
