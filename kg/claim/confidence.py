"""How sure a claim is: a product of named factors, which are fitted to claims of unread news that a reader judged.

It begins with the precision of the pattern on labelled text; the factors say what that loses or gains by the type, by
the status and by what stands in the sentence. They are relations/confidence.json, made by
`python -m benchmarks.confidence` from benchmarks/judged.jsonl.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import prod

from kg.model import Mention, Status

FACTORS_FILE = "confidence.json"
UNMEASURED = 0.85
"""Precision assumed for a pattern that never fired on a development set."""
NEWS = "unread news"
"""The factor that every claim has: labelled text that rules were written on flatters them."""
MOST = 0.98
"""No claim is surer; what is above is brought down by the reason AT_MOST."""
AT_MOST = "at most"
LONG = 250
"""Characters from which on a sentence is long."""


def reasons_for(pattern: float | None, named: Iterable[str], factors: Mapping[str, float]) -> list[tuple[str, float]]:
    """What a claim's confidence is made of; factors that nothing is known of are left out."""
    reasons = [("pattern", UNMEASURED if pattern is None else pattern)]
    reasons += [(name, factors[name]) for name in (NEWS, *named) if name in factors]
    whole = prod(factor for _, factor in reasons)
    return reasons if whole <= MOST else [*reasons, (AT_MOST, round(MOST / whole, 4))]


def what_counts(
    relation: str,
    pattern: str,
    status: Status,
    ends: Sequence[Mention],
    sentence: tuple[int, int],
    *,
    quoted: bool,
    dated: bool,
) -> list[str]:
    """The names of the factors that a claim has by its type, its pattern, its status, its ends and its sentence."""
    named = [relation, pattern]
    if status in {"planned", "possible"}:
        named.append(status)
    named += [end.kind for end in ends if end.kind in {"pronoun", "description"}]
    named += ["one-word organization" for end in ends if _is_one_word(end)]
    named += ["one-word person" for end in ends if _has_one_name(end)]
    if sentence[1] - sentence[0] > LONG:
        named.append("long sentence")
    return named + ["quoted"] * quoted + ["dated"] * dated


def _has_one_name(end: Mention) -> bool:
    """Whom the whole article calls by one word may be a thing, or half of a name."""
    return end.type == "Person" and end.kind == "name" and " " not in (end.local or end.text)


def _is_one_word(end: Mention) -> bool:
    """A single word that is no acronym is often somebody's name, taken for an organization's."""
    return end.type == "Organization" and end.kind == "name" and " " not in end.text and not end.text.isupper()
