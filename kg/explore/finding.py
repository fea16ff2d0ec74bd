"""Words of a name → entities: by Neo4j's full-text index, or over the graph files where no server runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.graph.graph_scan import read_entities, text, texts
from kg.model import Node
from kg.naming import Hit, fold, mentions, surfaces

if TYPE_CHECKING:
    from kg.store.database import Store

ALIKE = 85.0
"""Least similarity (0 to 100) of a word to one of a name that it may be a slip of."""


def find_in_store(store: Store, wordings: Sequence[str], kind: str, limit: int) -> list[Hit]:
    """The hits of all wordings in the full-text index, the best score of each entity."""
    from kg.store.whom import find_entities  # noqa: PLC0415  brings the Neo4j driver

    return _best((one for words in wordings for one in find_entities(store, words, kind or "Entity", limit)), limit)


def find_in_files(folder: Path, wordings: Sequence[str], kind: str, limit: int) -> list[Hit]:
    """The hits in the graph files: whole names first, then all words, then beginnings and slips of words."""
    nodes = [node for node in read_entities(folder).values() if not kind or kind in node.labels]
    wanted = [fold(words) for words in wordings if fold(words)]
    hits = ((node, max((_score(node, words) for words in wanted), default=0.0)) for node in nodes)
    return _best((_hit(node, score) for node, score in hits if score), limit)


def _best(hits: Iterable[Hit], limit: int) -> list[Hit]:
    best: dict[str, Hit] = {}
    for hit in sorted(hits, key=lambda one: (-one.score, -one.mentions, one.id)):
        best.setdefault(hit.id, hit)
    return list(best.values())[:limit]


def _hit(node: Node, score: float) -> Hit:
    own = node.properties
    return Hit(
        text(own, "id"), text(own, "name"), node.labels[0], tuple(texts(own, "aliases")), mentions(node), score
    )  # fmt: skip


def _score(node: Node, wanted: str) -> float:
    """4: called just so; 3: all words in one name; 2: all words begin words of one name; up to 1: words spelt alike."""
    words = wanted.split()
    names = [fold(surface) for surface, _ in surfaces(node)]
    if wanted in names:
        return 4.0
    split = [name.split() for name in names]
    if any(set(words) <= set(name) for name in split):
        return 3.0
    if any(all(any(one.startswith(word) for one in name) for word in words) for name in split):
        return 2.0
    return max((_alike(words, name) for name in split), default=0.0)


def _alike(words: Sequence[str], name: Sequence[str]) -> float:
    """How alike the words are to words of a name, 0 to 1; 0 where one has no match."""
    from rapidfuzz import fuzz  # noqa: PLC0415  only searches pay for it

    best = [max((fuzz.ratio(word, one, score_cutoff=ALIKE) for one in name), default=0.0) for word in words]
    return sum(best) / len(best) / 100 if all(best) else 0.0
