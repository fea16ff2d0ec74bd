"""Relation files tried out: their examples run, and a sentence shown with what matched and what almost did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.claim.claims import Reader, best_claims, find_claims, state_claims
from kg.claim.examples import Example
from kg.claim.relations import Relation, Relations
from kg.claim.trees import build_tree
from kg.model import Block, LocalClaim, Mention

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one example fared: `fault` is empty where it did as the file says."""

    relation: str
    example: Example
    holds: bool
    claims: tuple[LocalClaim, ...]
    patterns: frozenset[str]
    """All that claimed something of the relation, also where another pattern said the same better."""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A pattern whose anchor stands in the sentence but which made no claim, and the part that failed."""

    pattern: str
    anchor: str
    failed: str
    reason: str


def try_examples(nlp: Language, relations: Relations, only: Iterable[Relation] = ()) -> Iterator[Verdict]:
    """Run the examples of all relations (or of `only`) with all patterns loaded, in file order."""
    rows = [
        (relation, example, holds)
        for relation in only or relations.types.values()
        for holds, examples in ((True, relation.holds), (False, relation.does_not_hold))
        for example in examples
    ]
    docs = nlp.pipe([example.text for _, example, _ in rows], batch_size=64)
    for (relation, example, holds), doc in zip(rows, docs, strict=True):
        stated = [c for c in _claims(doc, example, relations) if c.type == relation.name]
        of_type = tuple(best_claims(stated))
        fault = (
            _fault_of_holding(example, of_type, relation)
            if holds
            else _fault_of_not_holding(example, of_type, relation)
        )
        yield Verdict(relation.name, example, holds, of_type, frozenset(c.pattern for c in stated), fault)


def _claims(doc: Doc, example: Example, relations: Relations) -> list[LocalClaim]:
    blocks = [Block(0, len(example.text), "headline")] if example.headline else []
    return state_claims(doc, example.mentions, relations, example.published, blocks)


def expected_pairs(example: Example, relation: Relation) -> list[tuple[int, int]]:
    """The (subject, object) mentions an example marks; symmetric relations smaller index first."""
    if relation.of_day:
        return [(m, m) for m in example.having("subject")]
    both = example.having("both")
    if both:
        alone = len(both) == 1
        return [(a, b) for a in both for b in both if a < b or (alone and a == b)]
    pairs = [(s, o) for s in example.having("subject") for o in example.having("object")]
    return [(min(p), max(p)) for p in pairs] if relation.symmetric else pairs


def _fault_of_holding(example: Example, claims: Sequence[LocalClaim], relation: Relation) -> str:
    stated = {(c.subject, c.object): c for c in claims if c.status != "denied" or example.status == "denied"}
    for pair in expected_pairs(example, relation):
        names = " → ".join(example.mentions[m].text for m in pair)
        if pair not in stated:
            return f"{names} is not found"
        claim = stated[pair]
        if example.status and claim.status != example.status:
            return f"{names} has status {claim.status}, not {example.status} ({claim.pattern})"
        if wrong := _wrong_circumstance(example, claim):
            return f"{names}: {wrong} ({claim.pattern})"
    return ""


NO_TIME = "none"
"""What an example writes as `when` where its claim must have no time."""


def _wrong_circumstance(example: Example, claim: LocalClaim) -> str:
    days = (claim.when.start, claim.when.end) if claim.when else ()
    when = "..".join(dict.fromkeys(day.isoformat() for day in days if day)) or NO_TIME
    if example.when is not None and when != example.when:
        return f"when is {when}, not {example.when}"
    place = example.having("place")
    if place and claim.place not in place:
        return "the place is missing or another"
    details = dict(claim.details)
    wrong = next((name for name, value in example.details.items() if details.get(name) != value), None)
    return f"{wrong} is {details.get(wrong)!r}, not {example.details[wrong]!r}" if wrong else ""


def _fault_of_not_holding(example: Example, claims: Sequence[LocalClaim], relation: Relation) -> str:
    stated = [c for c in claims if c.status != "denied"]
    if example.roles:
        pairs = {(s, o) for s in example.having("subject") for o in example.having("object")}
        pairs |= {(s, s) for s in example.having("subject") if relation.of_day}
        stated = [c for c in stated if (c.subject, c.object) in pairs]
    if not stated:
        return ""
    names = " → ".join(example.mentions[m].text for m in (stated[0].subject, stated[0].object))
    return f"{names} is found by {stated[0].pattern} with status {stated[0].status}"


def explain_sentence(
    doc: Doc, mentions: Sequence[Mention], relations: Relations
) -> tuple[list[LocalClaim], list[NearMiss]]:
    """The claims of a parsed sentence, and every pattern whose anchor stands in it that made none, with the reason."""
    claims = find_claims(doc, mentions, relations)
    reader = Reader(build_tree(doc), mentions, relations)
    found = {(c.pattern, c.anchor) for c in claims}
    misses = []
    for candidate in reader.candidates():
        token = candidate.anchor.token
        span = reader.tree.offset[token], reader.tree.offset[token] + len(reader.tree.text[token])
        if candidate.failed and (candidate.pattern.id, span) not in found:
            word = reader.tree.text[token]
            misses.append(NearMiss(candidate.pattern.id, word, candidate.failed, _why(candidate.failed, word)))
    return claims, list(dict.fromkeys(misses))


def _why(failed: str, word: str) -> str:
    reasons = {
        "subject": f"no mention of a fitting type is reached from {word!r} as subject",
        "object": f"no mention of a fitting type is reached from {word!r} as object",
        "need": f"a path under need: leads nowhere from {word!r}",
        "unless": f"a path under unless: leads somewhere from {word!r}",
        "played": f"{word!r} is told of a part that somebody plays",
        "sought": f"{word!r} is a post that somebody stands for",
    }
    return reasons[failed]
