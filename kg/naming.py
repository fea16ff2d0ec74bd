"""A name as a person types it → the entities it may mean, or the nearest names where it means none."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from kg.graph.graph_scan import number, text, texts
from kg.model import Node

DOMINATES = 10
"""A name means one entity where that is called so this many times as often as the next one."""
NEAREST = 5
NEAR_ENOUGH = 70.0
"""Least similarity (0 to 100) of a name worth suggesting."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a name may mean, the form of its name that matched, and how often that form is used."""

    node: Node
    surface: str
    count: int


@dataclass(frozen=True, slots=True)
class Match:
    """`chosen` is None where the name means nothing known or several things; the most used come first."""

    chosen: Candidate | None
    candidates: tuple[Candidate, ...]
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity that the words fit. `score` orders the hits of one search and means nothing beyond it."""

    id: str
    name: str
    type: str
    aliases: tuple[str, ...]
    mentions: int
    score: float

    def to_json(self) -> dict[str, Any]:
        """The hit as JSON holds it."""
        return asdict(self)


def match_name(entities: Iterable[Node], wanted: str, kind: str = "") -> Match:
    """The entities that `wanted` names: by id, then by a whole name or alias, then by some words of one.

    Case, accents and punctuation do not matter. `kind`: only entities with this label. Of several, one is meant where
    it is called so much more often, or most often and alone has it for its name: "Washington" is the city where the
    articles call the government so now and then.
    """
    nodes = [node for node in entities if not kind or kind in node.labels]
    by_id = [Candidate(node, wanted, 0) for node in nodes if wanted.strip() in (node.properties["id"], node.key)]
    if by_id:
        return Match(by_id[0], tuple(by_id))
    found = _ranked(_named(nodes, fold(wanted))) or _ranked(_partly_named(nodes, set(fold(wanted).split())))
    if not found:
        return Match(None, (), nearest_names(nodes, wanted))
    own = [one for one in found if fold(text(one.node.properties, "name")) == fold(wanted)]
    alone = len(found) == 1 or found[0].count >= DOMINATES * max(1, found[1].count) or own == [found[0]]
    return Match(found[0] if alone else None, found)


_DROPPED = {ord(c): None for c in ".'’"}
_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)} | {ord("."): "", ord("'"): ""}


def fold(name: str) -> str:
    """A name without what people leave out when they type: case, accents, dots, hyphens, apostrophes."""
    if name.isascii():
        return " ".join(name.translate(_ASCII).split())
    plain = unicodedata.normalize("NFKD", name.casefold()).translate(_DROPPED)
    words = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(words.split())


def surfaces(node: Node) -> Iterator[tuple[str, int]]:
    """Every form of an entity's name with how often it is used; its display name first."""
    aliases = texts(node.properties, "aliases")
    counts = texts(node.properties, "alias_counts") or ["0"] * len(aliases)
    used = dict(zip(aliases, map(int, counts), strict=True))
    name = text(node.properties, "name") or text(node.properties, "id")
    yield name, used.pop(name, 0)
    yield from used.items()


def nearest_names(nodes: Collection[Node], wanted: str) -> tuple[str, ...]:
    """Up to five entities whose names look like `wanted`, most alike first: name, id, type, how often mentioned."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415  only a name that matches nothing pays for it

    by_name = {fold(surface): node for node in nodes for surface, _ in reversed(list(surfaces(node)))}
    scored = process.extract(
        fold(wanted), sorted(by_name), scorer=fuzz.WRatio, limit=3 * NEAREST, score_cutoff=NEAR_ENOUGH
    )
    alike = [by_name[name] for name, _, _ in sorted(scored, key=lambda one: (-one[1], one[0]))]
    return tuple(map(told, {node.key: node for node in alike}.values()))[:NEAREST]


def told(node: Node) -> str:
    """An entity in words, where several are to be told apart: "Anna Berg (anna-berg), Person, 12 mentions"."""
    own = node.properties
    return f"{own['name']} ({own['id']}), {node.labels[0]}, {mentioned(mentions(node))}"


def mentioned(times: int) -> str:
    """ "1 mention", "12 mentions"."""
    return f"{times} mention" + ("" if times == 1 else "s")


def _named(nodes: Iterable[Node], wanted: str) -> Iterator[Candidate]:
    for node in nodes:
        same = [(surface, count) for surface, count in surfaces(node) if fold(surface) == wanted]
        if same:
            yield Candidate(node, same[0][0], sum(count for _, count in same))


def _partly_named(nodes: Iterable[Node], words: set[str]) -> Iterator[Candidate]:
    if not words:
        return
    for node in nodes:
        fitting = [(surface, count) for surface, count in surfaces(node) if words <= set(fold(surface).split())]
        if fitting:
            yield Candidate(node, fitting[0][0], sum(count for _, count in fitting))


def _ranked(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(found, key=lambda one: (-one.count, -mentions(one.node), one.node.key)))


def mentions(node: Node) -> int:
    """How often an entity is mentioned."""
    return number(node.properties, "mention_count")
