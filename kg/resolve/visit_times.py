""" "X is to meet Y during his visit": the time of a visit that the article dates, lent to what happens during it.

Who visits is known only after resolution ("his", "the president"), so this runs on the claims of one article. An event
within a visit comes on the day it begins or later; the interval is left open at its end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kg.model import Claim, Extraction, When
from kg.text.clean import clean_words

EVENTS = frozenset({"MET", "SPOKE_WITH", "SIGNED_WITH", "PLEDGED_TO", "MEDIATED"})
HAPPENING = frozenset({"actual", "planned"})
_DURING = re.compile(
    r"\b(?:during|on|in the course of)\s(?:his|her|their|the|this)\s(?:\w[\w-]*\s){0,3}(?:visit|trip|stay|tour|stop)\b"
)
_ELSEWHERE = re.compile(r"\s(?:to|of|in)\s|\s(?:last|next|later|earlier)\b")
"""Words behind it that make it another visit, or give it a time of its own."""


def lend_visit_times(extraction: Extraction, claims: Sequence[Claim]) -> list[Claim]:
    """The claims, with the start of the visit that each falls within where its own sentence gives no time."""
    visits = [c for c in claims if c.type == "VISITED" and c.local.status in HAPPENING and _start(c) is not None]
    return [_timed(extraction, claim, visits) for claim in claims] if visits else list(claims)


def _timed(extraction: Extraction, claim: Claim, visits: Sequence[Claim]) -> Claim:
    if claim.type not in EVENTS or claim.local.when is not None or claim.local.status not in HAPPENING:
        return claim
    words = _during_visit(extraction.article.text, claim)
    before = [
        v for v in visits if v.subject in {claim.subject, claim.object} and v.local.sentence < claim.local.sentence
    ]
    if not words or not before:
        return claim
    visit = max(before, key=lambda v: (v.local.sentence, v.id))
    return replace(claim, local=replace(claim.local, when=When(_start(visit), None, words)))


def _during_visit(text: str, claim: Claim) -> str:
    """ "during his visit" behind the event's word, in its sentence; "" where it names another visit."""
    behind = clean_words(text[claim.local.anchor[1] : claim.local.sentence[1]])
    found = _DURING.search(behind)
    return "" if found is None or _ELSEWHERE.match(behind, found.end()) else found.group()


def _start(visit: Claim) -> date | None:
    return visit.local.when.start if visit.local.when is not None else None
