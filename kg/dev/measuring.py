"""How often each rule is right on labelled texts, and how much of what they hold the rules find.

The labelled mentions are given, so that a rule is measured and not the recognizer. What is counted goes into two files
beside the relation files: the precision of every pattern, from which a claim takes its confidence, and precision and
recall of every relation type, which `kg relations` shows.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.claim.claims import state_claims
from kg.claim.confidence import UNMEASURED
from kg.claim.relations import PRECISION_FILE, Relations
from kg.dev.labelled import Labelled, with_demonyms
from kg.dev.mining import is_judged, parsed

if TYPE_CHECKING:
    from spacy.language import Language

PRIOR = 4
"""How many claims at the assumed precision a pattern's measured ones are weighed against."""
SCORES_FILE = "scores.json"
Fact = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Measured:
    """Pattern id → (right, wrong) claims; relation type → (found, labelled) facts. A label that stands for several of
    our types is found by any of them."""

    patterns: Mapping[str, tuple[int, int]]
    facts: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class TypeScore:
    """Precision and recall of a relation type on the `labels` facts of the texts that `on` names."""

    precision: float
    recall: float
    labels: int
    on: str


def measure(texts: Sequence[Labelled], nlp: Language, relations: Relations) -> Measured:
    """Count the claims on the labelled mentions, right and wrong, where the texts were judged."""
    patterns: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    facts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for text, doc in parsed(texts, nlp):
        mentions = with_demonyms(text.mentions, doc)
        right: set[Fact] = set()
        for claim in state_claims(doc, mentions, relations):
            if claim.status == "denied":
                continue
            pair = text.clusters[claim.subject], text.clusters[claim.object]
            ways = (
                {(claim.type, *pair), (claim.type, *pair[::-1])}
                if relations.types[claim.type].symmetric
                else {(claim.type, *pair)}
            )
            meant = ways & text.facts
            right |= meant
            if meant or is_judged(text, claim.type, mentions[claim.subject].start):
                patterns[claim.pattern][0 if meant else 1] += 1
        _count(text.facts, right, facts)
    return Measured(
        {pattern: (n[0], n[1]) for pattern, n in sorted(patterns.items())},
        {name: (n[0], n[1]) for name, n in sorted(facts.items())},
    )


def _count(facts: Iterable[Fact], right: Iterable[Fact], counts: dict[str, list[int]]) -> None:
    found = {frozenset(pair) for _, *pair in right}
    for name, *pair in facts:
        counts[name][0] += frozenset(pair) in found
        counts[name][1] += 1


def precision_of(counts: Mapping[str, tuple[int, int]]) -> dict[str, float]:
    """Pattern id → precision, drawn towards the assumed one where few claims were measured."""
    return {
        pattern: round((right + PRIOR * UNMEASURED) / (right + wrong + PRIOR), 3)
        for pattern, (right, wrong) in sorted(counts.items())
    }


def scores_of(measured: Measured, on: str) -> dict[str, TypeScore]:
    """Relation type → its score, for the types that have both labels and judged claims."""
    claims: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for pattern, (right, wrong) in measured.patterns.items():
        count = claims[pattern.partition("/")[0]]
        count[0] += right
        count[1] += wrong
    return {
        name: TypeScore(round(right / (right + wrong), 3), round(found / labelled, 3), labelled, on)
        for name, (right, wrong) in sorted(claims.items())
        for found, labelled in [measured.facts.get(name, (0, 0))]
        if labelled
    }


def write_precision(folder: Path, counts: Mapping[str, tuple[int, int]]) -> Path:
    """Write the file that `load_relations` takes patterns' precision from."""
    return _write(folder / PRECISION_FILE, precision_of(counts))


def write_scores(folder: Path, scores: Mapping[str, TypeScore]) -> Path:
    """Write the file that `kg relations` takes the types' precision and recall from."""
    rows = {
        name: {"precision": s.precision, "recall": s.recall, "labels": s.labels, "on": s.on}
        for name, s in sorted(scores.items())
    }
    return _write(folder / SCORES_FILE, rows)


def _write(path: Path, rows: Mapping[str, object]) -> Path:
    path.write_text(json.dumps(rows, indent=0) + "\n", encoding="utf-8")
    return path
