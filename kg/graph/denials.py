"""Which claims deny which: each that says it was not so is tied to the best of those that say that it was.

Only what may be of one event is tied. A refusal, a cancelled plan or "not there" denies nothing that happened at
another time; what is said without a time is of the month of its article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from kg.graph.merge import Agreement, Statement, interval_of
from kg.graph.nodes import claim_key, relationship
from kg.graph.support import where
from kg.model import Relationship

MONTH = timedelta(30)
WEEK = timedelta(7)
"""Of a longer time a refusal says little about any one day."""


def denials(agreements: Sequence[Agreement]) -> Iterator[Relationship]:
    """Claim denies claim, of agreements of one type between the same two; `place_id` where it is said to have been."""
    reports = [one for one in agreements if one.status == "actual"]
    denied = (one for agreement in agreements if agreement.status == "denied" for one in agreement.statements)
    for one in denied if reports else ():
        for report in reports:
            if _may_mean(one, report) and (other := _another(one, report)):
                properties = {"place_id": where(report)}
                yield relationship("DENIES", claim_key(one.claim.id), claim_key(other.claim.id), properties)


def _another(denied: Statement, report: Agreement) -> Statement | None:
    """The best that another article says, or the same one in somebody else's words."""
    return next(
        (
            one
            for one in report.statements
            if one.claim.article != denied.claim.article or one.claim.speaker or denied.claim.speaker
        ),
        None,
    )


def _may_mean(denied: Statement, report: Agreement) -> bool:
    """Whether a denial is of what is reported, by the time of both."""
    start, end = interval_of(denied.claim)
    since, until = report.interval
    told, narrow = denied.published, dict(denied.claim.local.details).get("denial") is not None
    days = sorted(one.published for one in report.statements if one.published)
    if since and told and since > told:
        return False
    if start and since:
        overlaps = bool(end and until and start <= until and since <= end)
        return overlaps and not (narrow and end and end > start + WEEK)
    if narrow:
        return False
    if start:
        return bool(days) and days[0] - MONTH <= start <= days[-1]
    if since:
        return told is not None and since >= told - MONTH
    return told is None or not days or days[0] - MONTH <= told <= days[-1] + MONTH
