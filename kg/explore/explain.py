"""Why the graph says something of two entities: every claim behind it, and what its confidence was made of.

Read from the graph files: the relationships between the two, and all claims that have them as subject and object.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg.explore.dossier import SHOWN_APART, Source, interval, newest_first, source_of
from kg.graph.graph_scan import (
    between_entities,
    claims_of,
    number,
    read_entities,
    read_nodes,
    read_starting,
    read_touching,
    share,
    text,
    texts,
)
from kg.model import Node, Relationship, Span, Value
from kg.rule_files import place_of_rule

OWN = {
    "id", "type", "status", "when_start", "when_end", "when_text", "sentence", "start", "end", "anchor_start",
    "anchor_end", "rule", "confidence", "reasons", "quoted", "pair",
}  # fmt: skip
"""Properties of a Claim node that are not a detail of its relation."""
DETAILS_APART = SHOWN_APART | {"surprising"}
"""Properties of a relationship that an explanation names apart from its details."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence that says it. Spans are offsets into `sentence`; None where the words stand elsewhere."""

    claim: str
    sentence: str
    subject: Span | None
    object: Span | None
    anchor: Span | None
    status: str
    when: str
    when_words: str
    article: Source | None
    rule: str
    rule_file: str
    confidence: float
    reasons: tuple[str, ...]
    """Factors whose product the confidence is, such as "pattern 0.95"."""
    quoted: bool
    speaker: str
    details: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Reason:
    """One relationship between the two, with all that supports it; the best statements first."""

    type: str
    subject: str
    object: str
    status: str
    when: str
    place: str
    sources: int
    claims: int
    plan_sources: int
    """Independent sources that announced it, where it was planned first."""
    confidence: float
    details: dict[str, Value]
    history: tuple[str, ...]
    surprising: tuple[str, ...]
    """What is known of its ends that contradicts it."""
    statements: tuple[Statement, ...]
    more: int = 0
    """Claims that the relationship counts but does not name."""


@dataclass(frozen=True, slots=True)
class Way:
    """Two steps from one to the other, through a third entity."""

    through: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """All relationships between two entities; where there are none, what they have in common."""

    a: str
    b: str
    relationships: tuple[Reason, ...]
    ways: tuple[Way, ...]
    together: tuple[Source, ...]
    """Articles that mention both."""

    def to_json(self) -> dict[str, Any]:
        """The explanation as JSON holds it."""
        return asdict(self)


def explain(
    folder: Path, a: Node, b: Node, entities: Mapping[str, Node] | None = None, rules: Sequence[Path] = ()
) -> Explanation:
    """Why the graph in `folder` relates two entities. `rules`: relation folders, by default the shipped one."""
    known = entities or read_entities(folder)
    touching = read_touching(folder, [a.key, b.key])
    direct = [one for one in touching if between_entities(one) and {one.start, one.end} == {a.key, b.key}]
    evidence = _Evidence(folder, direct, touching, known, rules)
    reasons = [evidence.reason(one) for one in direct]
    return Explanation(
        a=_name(a),
        b=_name(b),
        relationships=tuple(sorted(reasons, key=_surest_first)),
        ways=tuple(_ways(touching, a.key, b.key, known)),
        together=tuple(_together(folder, touching, a.key, b.key)),
    )


SURE = ("actual", "former", "planned", "possible", "denied")
"""The statuses, what is told as so before what is not."""


def _surest_first(one: Reason) -> tuple[Any, ...]:
    status = SURE.index(one.status) if one.status in SURE else len(SURE)
    return status, -one.sources, one.type, newest_first(one.when), one.subject


def _name(node: Node | None) -> str:
    return text(node.properties, "name") if node else ""


class _Evidence:
    """The claims of the relationships between two entities, with spans, articles and speakers, read at once."""

    def __init__(
        self,
        folder: Path,
        direct: Sequence[Relationship],
        touching: Sequence[Relationship],
        entities: Mapping[str, Node],
        rules: Sequence[Path],
    ) -> None:
        self.entities, self.rules = entities, rules
        claims = {key for one in direct for key in claims_of(one)}
        self.ends: dict[str, dict[str, Relationship]] = defaultdict(dict)
        for one in touching:
            if one.start in claims and one.type in {"SUBJECT", "OBJECT"}:
                self.ends[one.start][one.type] = one
        links = read_starting(folder, claims, ("STATED_IN", "ATTRIBUTED_TO"))
        self.article_of = {one.start: one.end for one in links if one.type == "STATED_IN"}
        self.speaker_of = {one.start: one.end for one in links if one.type == "ATTRIBUTED_TO"}
        self.nodes = read_nodes(folder, claims | set(self.article_of.values()))

    def reason(self, one: Relationship) -> Reason:
        own = one.properties
        found = [self._statement(self.nodes[key]) for key in claims_of(one) if key in self.nodes]
        found.sort(key=lambda said: (-said.confidence, said.article.published if said.article else "", said.claim))
        return Reason(
            type=one.type,
            subject=_name(self.entities.get(one.start)),
            object=_name(self.entities.get(one.end)),
            status=text(own, "status"),
            when=interval(own),
            place=text(own, "place"),
            sources=number(own, "sources"),
            claims=number(own, "claims"),
            plan_sources=number(own, "plan_sources"),
            confidence=share(own, "confidence"),
            details={name: value for name, value in sorted(own.items()) if name not in DETAILS_APART},
            history=tuple(texts(own, "history")),
            surprising=tuple(texts(own, "surprising")),
            statements=tuple(found),
            more=max(0, number(own, "claims") - len(found)),
        )

    def _statement(self, claim: Node) -> Statement:
        own, ends = claim.properties, self.ends[claim.key]
        rule = text(own, "rule")
        return Statement(
            claim=text(own, "id"),
            sentence=text(own, "sentence"),
            subject=_within(claim, ends.get("SUBJECT")),
            object=_within(claim, ends.get("OBJECT")),
            anchor=_inside(claim, number(own, "anchor_start"), number(own, "anchor_end")),
            status=text(own, "status"),
            when=interval(own),
            when_words=text(own, "when_text"),
            article=source_of(self.nodes.get(self.article_of.get(claim.key, ""))),
            rule=rule,
            rule_file=place_of_rule(rule, self.rules),
            confidence=share(own, "confidence"),
            reasons=tuple(texts(own, "reasons")),
            quoted=own.get("quoted") is True,
            speaker=_name(self.entities.get(self.speaker_of.get(claim.key, ""))),
            details={name: value for name, value in sorted(own.items()) if name not in OWN},
        )


def _within(claim: Node, end: Relationship | None) -> Span | None:
    """The place in the claim's sentence of the words that stand for one of its ends."""
    return _inside(claim, number(end.properties, "start"), number(end.properties, "end")) if end else None


def _inside(claim: Node, start: int, end: int) -> Span | None:
    first, last = number(claim.properties, "start"), number(claim.properties, "end")
    return (start - first, end - first) if first <= start < end <= last else None


def _ways(touching: Iterable[Relationship], a: str, b: str, entities: Mapping[str, Node]) -> list[Way]:
    """Third entities that have a relationship with both, the best supported first."""
    steps: dict[str, dict[str, list[Relationship]]] = defaultdict(lambda: defaultdict(list))
    for one in touching:
        if between_entities(one) and "predicate" not in one.properties:
            here = a if a in (one.start, one.end) else b
            third = one.end if one.start == here else one.start
            if third not in (a, b):
                steps[third][here].append(one)
    both = [(third, found[a], found[b]) for third, found in steps.items() if found[a] and found[b]]
    both.sort(key=lambda way: (-min(_support(way[1]), _support(way[2])), way[0]))
    return [Way(_name(entities.get(third)), _best(first), _best(second)) for third, first, second in both]


def _support(some: Iterable[Relationship]) -> int:
    return max(number(one.properties, "sources") for one in some)


def _best(some: Iterable[Relationship]) -> str:
    best = min(some, key=lambda one: (-number(one.properties, "sources"), one.type, one.key))
    status = text(best.properties, "status")
    return best.type if status == "actual" else f"{best.type} ({status})"


def _together(folder: Path, touching: Iterable[Relationship], a: str, b: str) -> list[Source]:
    places: dict[str, set[str]] = {a: set(), b: set()}
    for one in touching:
        if one.type == "MENTIONED_IN":
            places[one.start].add(one.end)
    articles = read_nodes(folder, places[a] & places[b])
    found = [source for node in articles.values() if (source := source_of(node))]
    return sorted(found, key=lambda one: (one.published, one.id))
