"""Everything the graph says of one entity: what `kg show` prints.

Read from the graph files: the entity's relationships, for each the article behind its best sentence, the articles that
mention it and the quotations of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

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
from kg.model import Node, Relationship, Value
from kg.naming import surfaces
from kg.shown import shown

SHOWN_APART = {
    "status", "when_start", "when_end", "when_text", "place", "place_id", "claims", "articles", "sources",
    "confidence", "rules", "evidence", "claim_ids", "first_planned", "history", "plan_sources", "first_reported",
    "last_reported", "held_from", "held_until",
}  # fmt: skip
"""Properties of a relationship that have a place of their own in a dossier; all others are its details."""
FACTS = ("kind", "title", "titles", "born", "died", "founded", "iso2", "latitude", "longitude", "qid")
"""Properties of an entity that a dossier names at its head."""
QUOTES = 5


@dataclass(frozen=True, slots=True)
class Source:
    """An article as evidence is cited: by title, publisher, day and where to find it."""

    id: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    where: str = ""
    credits: str = ""
    """The agencies it credits."""


@dataclass(frozen=True, slots=True)
class Tie:
    """One relationship of the entity, seen from it."""

    type: str
    outgoing: bool
    """Whether the entity is its start. Symmetric types have no direction that means anything."""
    other: str
    other_name: str
    other_type: str
    status: str
    when: str
    place: str
    together: tuple[str, ...]
    """Who else took part, where it is one event."""
    sources: int
    claims: int
    plan_sources: int
    """Independent sources that announced it, where it was planned first."""
    last_reported: str
    confidence: float
    details: dict[str, Value]
    history: tuple[str, ...]
    sentence: str
    article: Source | None


@dataclass(frozen=True, slots=True)
class Appearance:
    """The entity in one article."""

    article: Source
    count: int
    surfaces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Something the entity said."""

    text: str
    direct: bool
    article: Source | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """An entity with all that leads to it. `offices` are also posts' holders, where the entity is a post."""

    id: str
    type: str
    name: str
    facts: dict[str, Value]
    mention_count: int
    article_count: int
    names: tuple[tuple[str, int], ...]
    merged_because: tuple[str, ...]
    offices: tuple[Tie, ...]
    ties: tuple[Tie, ...]
    appearances: tuple[Appearance, ...]
    quotations: tuple[Quotation, ...]
    quotation_count: int

    def to_json(self) -> dict[str, Any]:
        """The dossier as JSON holds it."""
        return asdict(self)


def make_dossier(folder: Path, entity: Node, entities: Mapping[str, Node] | None = None) -> Dossier:
    """The dossier of an entity of the graph in `folder`; `entities` spares a second reading of them."""
    known = entities or read_entities(folder)
    touching = read_touching(folder, [entity.key])
    articles = _Articles(folder, touching)
    ties = [_tie(one, entity.key, known, articles) for one in touching if between_entities(one)]
    ties.sort(key=_order)
    posts = [tie for tie in ties if tie.type == "HOLDS_OFFICE"]
    spoken = [one for one in touching if one.type == "SAID"]
    facts = {name: entity.properties.get(name) for name in FACTS}
    return Dossier(
        id=text(entity.properties, "id"),
        type=entity.labels[0],
        name=text(entity.properties, "name"),
        facts={name: value for name, value in facts.items() if value is not None},
        mention_count=number(entity.properties, "mention_count"),
        article_count=number(entity.properties, "article_count"),
        names=tuple(sorted(surfaces(entity), key=lambda pair: (-pair[1], pair[0]))),
        merged_because=tuple(texts(entity.properties, "merged_because")),
        offices=tuple(posts),
        ties=tuple(tie for tie in ties if tie.type != "HOLDS_OFFICE"),
        appearances=tuple(articles.appearances(touching)),
        quotations=tuple(articles.quotations([one.end for one in spoken])[:QUOTES]),
        quotation_count=len(spoken),
    )


def holder_of(folder: Path, office: str) -> str | None:
    """The key of who holds an office in the newest articles; None where none names a holder."""
    ties = [
        one.properties | {"key": one.start} for one in read_touching(folder, [office]) if one.type == "HOLDS_OFFICE"
    ]
    now = [own for own in ties if own["status"] == "actual" and "held_until" not in own]
    best = max(
        now, key=lambda own: (number(own, "sources"), text(own, "last_reported"), text(own, "key")), default=None
    )
    return text(best, "key") if best else None


def _order(tie: Tie) -> tuple[Any, ...]:
    """By type, then what most sources say, then the newest."""
    return tie.type, -tie.sources, -tie.claims, newest_first(tie.when), tie.other, tie.status, tie.outgoing


def newest_first(day: str) -> tuple[int, ...]:
    """Sorts later days first and what has no day last."""
    return tuple(-ord(c) for c in day) or (0,)


def _tie(one: Relationship, key: str, entities: Mapping[str, Node], articles: _Articles) -> Tie:
    own = one.properties
    other = one.end if one.start == key else one.start
    node = entities.get(other)
    evidence = texts(own, "evidence")
    return Tie(
        type=one.type,
        outgoing=one.start == key,
        other=other.partition(":")[2],
        other_name=text(node.properties, "name") if node else other,
        other_type=node.labels[0] if node else "",
        status=text(own, "status"),
        when=interval(own),
        place=text(own, "place"),
        together=tuple(
            sorted(
                text(entities[key].properties, "name")
                for key in others_there(one, articles.event_of, articles.there)
                if key in entities
            )
        ),
        sources=number(own, "sources"),
        claims=number(own, "claims"),
        plan_sources=number(own, "plan_sources"),
        last_reported=text(own, "last_reported"),
        confidence=share(own, "confidence"),
        details={name: value for name, value in sorted(own.items()) if name not in SHOWN_APART},
        history=tuple(texts(own, "history")),
        sentence=evidence[0] if evidence else "",
        article=articles.behind(evidence[0], claims_of(one)) if evidence else None,
    )


def others_there(tie: Relationship, event_of: Mapping[str, str], there: Mapping[str, Collection[str]]) -> Set[str]:
    """The keys of who else took part in what a relationship tells, where that is one event.

    `event_of`: claim → event; `there`: event → who took part.
    """
    told = {event_of[claim] for claim in claims_of(tie) if claim in event_of}
    return set(there.get(told.pop(), ())) - {tie.start, tie.end} if len(told) == 1 else set()


def interval(properties: Mapping[str, Value]) -> str:
    """The time of a relationship or claim: a day, "first..last" day, with an open side left out, or nothing."""
    start, end = text(properties, "when_start"), text(properties, "when_end")
    return start if start == end else f"{start}..{end}"


def source_of(node: Node | None) -> Source | None:
    """An Article node as evidence is cited."""
    if node is None:
        return None
    own = node.properties
    return Source(
        text(own, "id"), text(own, "title"), text(own, "publisher"), text(own, "published"),
        text(own, "url") or text(own, "path"), ", ".join(texts(own, "credits")),
    )  # fmt: skip


class _Articles:
    """The claims around an entity and the articles that state them, read at once."""

    def __init__(self, folder: Path, touching: Sequence[Relationship]) -> None:
        claims = {one.start for one in touching if one.type in {"SUBJECT", "OBJECT"}}
        claims |= {key for one in touching for key in claims_of(one)}
        quotes = {one.end for one in touching if one.type == "SAID"}
        links = read_starting(folder, claims | quotes, ("STATED_IN", "IN", "TELLS_OF"))
        self.article_of = {one.start: one.end for one in links if one.type != "TELLS_OF"}
        self.event_of = {one.start: one.end for one in links if one.type == "TELLS_OF"}
        self.there: dict[str, set[str]] = defaultdict(set)
        for one in read_starting(folder, set(self.event_of.values()), ("PARTICIPANT",)):
            self.there[one.start].add(one.end)
        mentioned = {one.end for one in touching if one.type == "MENTIONED_IN"}
        self.nodes = read_nodes(folder, claims | quotes | mentioned | set(self.article_of.values()))

    def behind(self, sentence: str, claims: Iterable[str]) -> Source | None:
        """The article of the first of the claims with these keys that states this sentence."""
        for key in claims:
            claim = self.nodes.get(key)
            if claim is not None and shown(text(claim.properties, "sentence")) == sentence:
                return source_of(self.nodes.get(self.article_of.get(claim.key, "")))
        return None

    def appearances(self, touching: Iterable[Relationship]) -> list[Appearance]:
        """The articles that mention the entity, newest first."""
        found = []
        for one in touching:
            article = source_of(self.nodes.get(one.end)) if one.type == "MENTIONED_IN" else None
            if article:
                forms = tuple(texts(one.properties, "surfaces"))
                found.append(Appearance(article, number(one.properties, "count"), forms))
        return sorted(found, key=lambda one: (newest_first(one.article.published), -one.count, one.article.id))

    def quotations(self, keys: Iterable[str]) -> list[Quotation]:
        """The quotations with these keys: direct ones first, then the longer."""
        found = []
        for key in keys:
            node = self.nodes.get(key)
            if node is not None:
                article = source_of(self.nodes.get(self.article_of.get(key, "")))
                found.append(Quotation(text(node.properties, "text"), bool(node.properties.get("direct")), article))
        return sorted(found, key=lambda one: (not one.direct, -len(one.text), one.text))


def by_type(ties: Iterable[Tie]) -> dict[str, list[Tie]]:
    """Relationships by type, in their order."""
    groups: dict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        groups[tie.type].append(tie)
    return dict(groups)
