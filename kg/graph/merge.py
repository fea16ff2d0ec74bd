"""Which claims tell of one and the same thing: the rules by which claims become one relationship.

Claims of one type between the same two entities are taken together, and within one status:

1. Claims of the same interval of days agree.
2. An interval that contains exactly one narrowest other interval ("2019" and "28 June 2019") is that one, told less
   exactly. If it contains two narrowest ones, it may be either and stays by itself.
3. A claim without a time joins the only interval it can mean: what is `actual` or `former` began no later than the
   article's date, what is `planned` ends no earlier. If several are possible, or none, it stays without a time.

Between statuses:

4. A plan joins the only report that it came true: `actual`, from an article of a later day, with a time that overlaps
   the plan's and does not lie before the article that tells the plan. A report without a time must be first heard of
   after the plan, and not before the planned time; a plan without a time is fulfilled by what began after it was told.
5. A plan joins the only plan of a later day that says the event was moved, where it is the only one that can be meant:
   it is that plan now, and what becomes of that one.
6. A plan with no such report joins the only `denied` of an overlapping time that was first heard of on a later day: it
   was called off.

Nothing else is merged: what contradicts stays side by side. All rules look at sets of claims, so that the order of
articles changes nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from kg.model import Claim, Status

Interval = tuple[date | None, date | None]
"""First and last day. One side None: open. Both None: no time is known."""

TIMELESS: Interval = (None, None)


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with what counts about its article: its day, the independent source behind it, and the sentence."""

    claim: Claim
    published: date | None
    source: str
    sentence: str = ""
    """The text of the claim's sentence, as the article has it."""
    mark: str = field(default="", repr=False, compare=False)
    """The same for equal statements alone, where it was worked out."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Statements that tell of the same thing; `plans` are those that announced it, where that came first."""

    status: Status
    interval: Interval
    statements: tuple[Statement, ...]
    plans: tuple[Statement, ...] = ()


def merge(statements: Iterable[Statement]) -> list[Agreement]:
    """The agreements among statements of one type between one subject and one object, by status and interval."""
    by_status: dict[Status, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_status[statement.claim.local.status].append(statement)
    agreed = {status: merge_times(status, some) for status, some in by_status.items()}
    plans = _fulfil(agreed)
    merged = [
        Agreement(status, interval, best_first(some), best_first(plans.get((status, interval), ())))
        for status, groups in agreed.items()
        for interval, some in groups.items()
    ]
    return sorted(merged, key=lambda one: (one.status, _bounds(one.interval)))


def merge_times(status: Status, statements: Sequence[Statement]) -> dict[Interval, list[Statement]]:
    """Rules 1 to 3: statements of one status by the interval they are about."""
    stated: dict[Interval, list[Statement]] = defaultdict(list)
    for statement in statements:
        stated[interval_of(statement.claim)].append(statement)
    timeless = stated.pop(TIMELESS, [])
    exact = narrowest(stated)
    timed: dict[Interval, list[Statement]] = defaultdict(list)
    for interval, some in stated.items():
        timed[exact[interval]] += some
    merged = {interval: list(some) for interval, some in timed.items()}
    for statement in timeless:
        if is_moved(statement):
            merged.setdefault(TIMELESS, []).append(statement)  # no longer at the time that is known
            continue
        meant = list(islice((one for one in timed if _may_mean(status, statement.published, one)), 2))
        merged.setdefault(meant[0] if len(meant) == 1 else TIMELESS, []).append(statement)
    return merged


def interval_of(claim: Claim) -> Interval:
    """The days a claim is about."""
    when = claim.local.when
    return (when.start, when.end) if when else TIMELESS


def narrowest(intervals: Iterable[Interval]) -> dict[Interval, Interval]:
    """Rule 2: for each interval the only narrowest one inside it, or itself.

    A narrowest interval contains no other. Sorted by start they are sorted by end too, so those inside an interval
    are neighbours: n log n for n intervals.
    """
    spread = sorted(intervals, key=lambda one: (_bounds(one)[0], -_bounds(one)[1]))
    inner: list[Interval] = []
    for interval in reversed(spread):
        if not inner or _bounds(interval)[1] < _bounds(inner[-1])[1]:
            inner.append(interval)
    inner.reverse()
    starts = [_bounds(one)[0] for one in inner]
    ends = [_bounds(one)[1] for one in inner]
    found: dict[Interval, Interval] = {}
    for interval in spread:
        low, high = _bounds(interval)
        inside = inner[bisect_left(starts, low) : bisect_right(ends, high)]
        found[interval] = inside[0] if len(inside) == 1 else interval
    return found


def _bounds(interval: Interval) -> tuple[int, int]:
    """Day numbers; an open side is before or after every day."""
    start, end = interval
    return (start.toordinal() if start else 0, end.toordinal() if end else date.max.toordinal() + 1)


def _may_mean(status: Status, published: date | None, interval: Interval) -> bool:
    """Rule 3: whether an article of that day can mean that time without saying so."""
    if published is None:
        return True
    low, high = _bounds(interval)
    if status in ("actual", "former"):
        return low <= published.toordinal()
    return status != "planned" or high >= published.toordinal()


Groups = dict[Interval, list[Statement]]
Test = Callable[[Interval, list[Statement], Interval, list[Statement]], bool]


def _fulfil(agreed: dict[Status, Groups]) -> dict[tuple[Status, Interval], list[Statement]]:
    """Rules 4 to 6: takes every plan that has its one report out of the planned ones and gives it to the report."""
    plans = agreed.get("planned", {})
    joined: dict[tuple[Status, Interval], list[Statement]] = defaultdict(list)
    for new, some in list(plans.items()):
        meant = list(islice((old for old, told in plans.items() if old != new and was_moved(told, some)), 2))
        if len(meant) == 1:
            joined["planned", new] += plans.pop(meant[0]) + joined.pop(("planned", meant[0]), [])
    outcomes: tuple[tuple[Status, Test], ...] = (("actual", came_true), ("denied", was_called_off))
    for planned, told in list(plans.items()):
        for status, test in outcomes:
            reports = agreed.get(status, {})
            meant = list(islice((one for one, some in reports.items() if test(planned, told, one, some)), 2))
            if len(meant) == 1:
                joined[status, meant[0]] += plans.pop(planned) + joined.pop(("planned", planned), [])
            if meant:
                break
    return joined


def came_true(planned: Interval, plans: list[Statement], time: Interval, reports: list[Statement]) -> bool:
    """Rule 4: whether these reports tell that these plans came true."""
    told, first, last = _first_day(plans), _first_day(reports), _last_day(reports)
    if told is None or first is None or last is None or last <= told:
        return False
    if time == TIMELESS:
        return first > told and (planned == TIMELESS or first >= _bounds(planned)[0])
    if planned == TIMELESS:
        return _bounds(time)[0] >= told
    return _overlap(planned, time) and _bounds(time)[1] >= told


def is_moved(statement: Statement) -> bool:
    """Whether a statement says that the event was put on another day."""
    return ("moved", True) in statement.claim.local.details


def was_moved(plans: Sequence[Statement], moved: Iterable[Statement]) -> bool:
    """Rule 5: whether these moves, told on a later day than the plans were last told, may be of these plans."""
    told, last = _first_day(plans), _last_day(plans)
    news = _first_day(one for one in moved if is_moved(one))
    return told is not None and last is not None and news is not None and told < news and last <= news


def was_called_off(planned: Interval, plans: list[Statement], time: Interval, denials: list[Statement]) -> bool:
    """Rule 6: whether these denials, all from later days, tell that these plans were called off."""
    told, first = _first_day(plans), _first_day(denials)
    if told is None or first is None or first <= told:
        return False
    return TIMELESS in (planned, time) or _overlap(planned, time)


def _first_day(statements: Iterable[Statement]) -> int | None:
    """The day number of the oldest dated article among these."""
    return min((one.published.toordinal() for one in statements if one.published), default=None)


def _last_day(statements: Iterable[Statement]) -> int | None:
    """The day number of the newest dated article among these."""
    return max((one.published.toordinal() for one in statements if one.published), default=None)


def _overlap(one: Interval, other: Interval) -> bool:
    (low, high), (start, end) = _bounds(one), _bounds(other)
    return low <= end and start <= high


def best_first(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Best first, then by article and place in it, then by id: the order in which evidence is shown."""
    return tuple(
        sorted(
            statements,
            key=lambda one: (-one.claim.local.confidence, one.claim.article, one.claim.local.sentence, one.claim.id),
        )
    )
