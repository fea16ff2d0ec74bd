"""When people were born and died and organizations founded: what the claims of a day add up to.

Of several days that articles give, the one that most independent sources give is the entity's; the others remain
claims, which `kg ask contradictions` sets side by side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.graph.merge import Interval, Statement, interval_of, narrowest
from kg.graph.support import combined_confidence
from kg.model import Value, When

PROPERTY = {"BORN": "born", "DIED": "died", "ESTABLISHED": "founded"}
"""Type of a claim of a day → property of the entity."""


def days_of(statements: Iterable[Statement]) -> dict[str, dict[str, Value]]:
    """Entity id → its days by property, as exactly as they are told: "1970", "1970-05", "1970-05-03"."""
    told: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for one in statements:
        if one.claim.of_day and one.claim.type in PROPERTY and one.claim.local.status == "actual":
            told[one.claim.subject][one.claim.type].append(one)
    return {entity: _days(of_type) for entity, of_type in told.items()}


def _days(told: Mapping[str, list[Statement]]) -> dict[str, Value]:
    best = {kind: _best(statements) for kind, statements in told.items()}
    if "BORN" in best and "DIED" in best and best["DIED"][0] < best["BORN"][0]:  # one of them is somebody else's
        del best[min(best, key=lambda kind: (_support(best[kind][1]), kind))]
    return {PROPERTY[kind]: _written(interval) for kind, (interval, _) in sorted(best.items())}


def _best(statements: Iterable[Statement]) -> tuple[Interval, list[Statement]]:
    """What most sources say, then the surest, then the earlier; a year told beside one day in it is that day."""
    told: dict[Interval, list[Statement]] = defaultdict(list)
    for one in statements:
        told[interval_of(one.claim)].append(one)
    exact = narrowest(told)
    joined: dict[Interval, list[Statement]] = defaultdict(list)
    for interval, some in told.items():
        joined[exact[interval]] += some
    return min(joined.items(), key=lambda pair: (*(-n for n in _support(pair[1])), _written(pair[0])))


def _support(statements: list[Statement]) -> tuple[int, float]:
    return len({one.source for one in statements}), combined_confidence(statements)


def _written(interval: Interval) -> str:
    return When(*interval, "").as_date
