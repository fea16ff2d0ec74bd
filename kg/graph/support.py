"""What a relationship says of itself: the properties that its claims add up to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import prod
from typing import TypeVar

from kg.graph.merge import Agreement, Statement, is_moved
from kg.model import Claim, Entity, Value
from kg.shown import shown

Key = TypeVar("Key")

EVIDENCE = 5
"""Sentences a relationship shows."""
CLAIM_IDS = 100
"""Claims a relationship names (the best ones); all of them are Claim nodes, `claims` says how many."""
BUNDLES = (("amount", "currency", "what"),)
"""Details that only make sense together are taken from one claim."""
DAYS = frozenset({"since", "until"})
"""Details that are days: written as ISO dates, a year or month as its first day (`until`: its last)."""


def describe(agreement: Agreement, entities: Mapping[str, Entity]) -> dict[str, Value]:
    """The properties of the relationship or event made from an agreement; its place by name, and by id in `place_id`.

    Claims, articles, sources and confidence are those of its own status; who announced it beforehand is counted apart,
    because a plan does not make it likelier that it was done, nor does it deny what was called off. Evidence takes in
    both.
    """
    told, everything = agreement.statements, agreement.statements + agreement.plans
    days = sorted(one.published for one in told if one.published)
    start, end = agreement.interval
    place = entities.get(where(agreement) or "")
    properties: dict[str, Value] = {
        "status": agreement.status,
        "when_start": iso(start),
        "when_end": iso(end),
        "when_text": _when_text(agreement),
        "place": place.name if place else None,
        "place_id": place.id if place else None,
        "claims": len(told),
        "articles": len({one.claim.article for one in told}),
        "sources": len({one.source for one in told}),
        "plan_sources": len({one.source for one in agreement.plans}) or None,
        "confidence": combined_confidence(told),
        "rules": sorted({one.claim.local.pattern for one in everything}),
        "evidence": evidence_of(everything),
        "claim_ids": sorted(one.claim.id for one in everything[:CLAIM_IDS]),
        "first_reported": iso(days[0]) if days else None,
        "last_reported": iso(days[-1]) if days else None,
        "first_planned": _first_planned(agreement.plans),
        "history": _history(agreement),
    }
    return properties | dict(agreed_details(everything))


def where(agreement: Agreement) -> str | None:
    """The entity id of the place where it was done, or where it was to be."""
    return place_of(agreement.statements) or place_of(agreement.plans)


def combined_confidence(statements: Iterable[Statement]) -> float:
    """How likely at least one source is right: noisy-or over the best claim of each independent source.

    1 - (1 - c1)(1 - c2)…, to three decimals: copies of one story add nothing, a second source does.
    """
    best: dict[str, float] = defaultdict(float)
    for one in statements:
        best[one.source] = max(best[one.source], one.claim.local.confidence)
    return round(1 - prod(1 - best[source] for source in sorted(best)), 3)


def agreed_details(statements: Sequence[Statement]) -> dict[str, Value]:
    """Each detail as most independent sources give it; then as the surest claim does, then the smaller value."""
    told: dict[tuple[str, ...], dict[tuple[Value, ...], list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for one in statements:
        details = claim_details(one.claim)
        for bundle in _bundles(details):
            told[bundle][tuple(_hashable(details.get(key)) for key in bundle)].append(one)
    agreed: dict[str, Value] = {}
    for bundle in sorted(told):
        values = _best(told[bundle]) or ()
        agreed |= dict(zip(bundle, values, strict=True))
    return agreed


def claim_details(claim: Claim) -> dict[str, Value]:
    """A claim's details as the graph keeps them: days as ISO dates, integers within what Neo4j can store."""
    details = {key: iso_day(value, last=key == "until") if key in DAYS else value for key, value in claim.local.details}
    return {key: storable(value) for key, value in details.items() if value is not None}


def iso(day: date | None) -> str | None:
    """The ISO date, or None."""
    return day.isoformat() if day else None


def storable(value: Value) -> Value:
    """The value itself, or the nearest float for an integer beyond 64 bits."""
    return float(value) if isinstance(value, int) and not -(2**63) <= value < 2**63 else value


def iso_day(value: Value, *, last: bool = False) -> str | None:
    """The ISO date of "2025-10-21"; of "2025" or "2025-10" the first day, or the last; None for anything else."""
    text = str(value)
    full = {4: ("-12-31" if last else "-01-01"), 7: "" if last else "-01"}.get(len(text), "")
    try:
        if last and len(text) == 7:
            return _last_of_month(text)
        return date.fromisoformat(text + full).isoformat()
    except ValueError:
        return None


def _last_of_month(month: str) -> str:
    first = date.fromisoformat(month + "-01")
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1).isoformat()


def _bundles(details: Mapping[str, Value]) -> list[tuple[str, ...]]:
    """The groups of details that this claim gives something of."""
    whole = [bundle for bundle in BUNDLES if bundle[0] in details]
    bound = {key for bundle in whole for key in bundle}
    return whole + [(key,) for key in details if key not in bound]


def _hashable(value: Value) -> Value:
    return ", ".join(map(str, value)) if isinstance(value, list) else value


def _best(told: Mapping[Key, Sequence[Statement]]) -> Key | None:
    """What most sources say, then what the surest claim says, then the smaller one."""
    return min(
        told,
        key=lambda key: (
            -len({one.source for one in told[key]}),
            -max(one.claim.local.confidence for one in told[key]),
            repr(key),
        ),
        default=None,
    )


def place_of(statements: Iterable[Statement]) -> str | None:
    """The id of the place that most independent sources give."""
    places: dict[str, list[Statement]] = defaultdict(list)
    for one in statements:
        if one.claim.place:
            places[one.claim.place].append(one)
    return _best(places)


def _when_text(agreement: Agreement) -> str | None:
    """The words of the best claim that states this very interval."""
    for one in agreement.statements + agreement.plans:
        when = one.claim.local.when
        if when and (when.start, when.end) == agreement.interval:
            return when.text
    return None


def evidence_of(statements: Iterable[Statement]) -> list[str]:
    """The sentences of the first claims, each once however many articles print it."""
    texts = (shown(one.sentence) for one in statements)
    return list(dict.fromkeys(texts))[:EVIDENCE]


def _first_planned(plans: Iterable[Statement]) -> str | None:
    days = [one.published for one in plans if one.published]
    return min(days).isoformat() if days else None


def _history(agreement: Agreement) -> list[str]:
    """For what was planned first: one line per day and kind of report, such as "2025-10-24 planned for 2025-10-27"."""
    if not agreement.plans:
        return []
    lines = {(one.published, _news(one)) for one in agreement.statements + agreement.plans}
    return [f"{day.isoformat()} {news}" for day, news in sorted((day, news) for day, news in lines if day)]


def _news(one: Statement) -> str:
    local = one.claim.local
    days = [day.isoformat() for day in (local.when.start, local.when.end) if day] if local.when else []
    span = "..".join(dict.fromkeys(days))
    news = f"{local.status} for {span}" if span else local.status
    return f"{news}, moved" if is_moved(one) else news
