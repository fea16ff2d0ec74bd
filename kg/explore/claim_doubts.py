"""Questions about single claims: what would do harm if it were wrong (a killing, a charge, a marriage that one unsure
source tells), and what contradicts what is known of its ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from kg.explore.dossier import source_of
from kg.explore.review import Row, Sentence
from kg.graph.graph_scan import (
    between_entities,
    claims_of,
    iter_relationships,
    number,
    read_entities,
    read_nodes,
    read_starting,
    share,
    text,
    texts,
)
from kg.model import Node, Relationship

SURE = 0.9
"""Confidence from which one source is believed without a question."""
TOLD = frozenset({"actual", "former"})
"""Statuses that state a fact; what is planned, possible or denied accuses nobody."""


def claim_rows(folder: Path, is_grave: Callable[[str], bool]) -> list[Row]:
    """A question for each relationship of a grave type that is unsure, and for each that is surprising, the least sure
    first. `folder`: the graph files."""
    entities = read_entities(folder)
    unsure = [one for one in iter_relationships(folder) if between_entities(one) and _is_asked(one, is_grave)]
    unsure.sort(key=lambda one: (_confidence(one), one.key))
    claims = {key for one in unsure for key in claims_of(one)}
    stated = {link.start: link.end for link in read_starting(folder, claims, ("STATED_IN",))}
    nodes = read_nodes(folder, claims | set(stated.values()))
    said = {key: _sentence(nodes[key], nodes.get(stated.get(key, ""))) for key in claims & nodes.keys()}
    return [_row(one, entities[one.start], entities[one.end], said) for one in unsure]


def _is_asked(one: Relationship, is_grave: Callable[[str], bool]) -> bool:
    if one.properties.get("surprising"):
        return True
    told = text(one.properties, "status") in TOLD and number(one.properties, "sources") <= 1
    return told and _confidence(one) < SURE and is_grave(one.type)


def _confidence(one: Relationship) -> float:
    return share(one.properties, "confidence")


def _row(one: Relationship, start: Node, end: Node, said: Mapping[str, Sentence]) -> Row:
    names = text(start.properties, "name"), one.type, text(end.properties, "name")
    claims = number(one.properties, "claims")
    return Row(
        id=one.key,
        kind="claim",
        question=f"Is it said that {names[0]} {one.type} {names[2]}?",
        names=names,
        entities=(text(start.properties, "id"), text(end.properties, "id")),
        impact=claims,
        mentions=claims,
        reasons=(*texts(one.properties, "surprising"), f"{_sources(one)}, confidence {_confidence(one):g}"),
        decide=(("wrong", names),),
        sentences=tuple(_each_once(said[key] for key in claims_of(one) if key in said)),
    )


def _sources(one: Relationship) -> str:
    count = number(one.properties, "sources")
    return "one source" if count <= 1 else f"{count} sources"


def _each_once(sentences: Iterator[Sentence]) -> Iterator[Sentence]:
    seen: set[str] = set()
    for one in sentences:
        if one.text not in seen:
            seen.add(one.text)
            yield one


def _sentence(claim: Node, article: Node | None) -> Sentence:
    own, cited = claim.properties, source_of(article)
    first = number(own, "start")
    start, end = (number(own, name) - first for name in ("anchor_start", "anchor_end"))
    ident, day, where = (cited.id, cited.published, cited.where) if cited else ("", "", "")
    return Sentence(ident, day, where, text(own, "sentence"), start, end)
