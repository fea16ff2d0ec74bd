"""Words of a name → entities: by Neo4j's full-text index, or over the graph files where no server runs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.datafiles import read_lexicon
from kg.graph.graph_scan import read_entities, text, texts
from kg.model import Node
from kg.naming import Candidate, fold, mentions, surfaces
from kg.paths import shipped

if TYPE_CHECKING:
    from kg.store.database import Store

ALIKE = 85.0
"""Least similarity (0 to 100) of a word to one of a name that it may be a slip of."""


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


def synonyms(words: str, lexicon: Path | None = None) -> list[str]:
    """`words`, and the same with a post by its canonical title: "premier of japan", "prime minister of japan"."""
    forms = _title_forms(lexicon or shipped("lexicon"))
    plain = words.casefold()
    for form, title in forms:
        if re.search(rf"\b{re.escape(form)}(?!\w)", plain):
            return [words, re.sub(rf"\b{re.escape(form)}(?!\w)", title, plain)]
    return [words]


def match_post(entities: Collection[Node], wanted: str) -> tuple[Candidate, ...]:
    """The offices that a description names: "the U.S. president", "premier of Japan", "Acme's chief executive"."""
    by_id = {text(node.properties, "id"): node for node in entities}
    wordings = [_words_of_post(wording) for wording in synonyms(wanted)]
    found = []
    for node in by_id.values():
        title = fold(text(node.properties, "title")).split() if "Office" in node.labels else []
        body = by_id.get(text(node.properties, "id").partition(":")[2])
        rests = [rest for words in wordings if (rest := _without(words, title))]
        if body is not None and any(_is_called(body, rest) for rest in rests):
            found.append(Candidate(node, wanted, mentions(node)))
    return tuple(sorted(found, key=lambda one: (-one.count, one.node.key)))


def _words_of_post(wording: str) -> list[str]:
    plain = re.sub(r"['’]s\b|['’](?=\s)", "", wording)
    return [word for word in fold(plain).split() if word not in {"the", "of"}]


def _without(words: Sequence[str], title: Sequence[str]) -> list[str]:
    """What a title leaves of the words that it begins or ends; nothing where it does neither."""
    width = len(title)
    if width and width < len(words):
        if list(words[:width]) == list(title):
            return list(words[width:])
        if list(words[-width:]) == list(title):
            return list(words[:-width])
    return []


def _is_called(node: Node, words: Sequence[str]) -> bool:
    return any(_words_of_post(surface) == words for surface, _ in surfaces(node))


@cache
def _title_forms(lexicon: Path) -> tuple[tuple[str, str], ...]:
    """(other form of a title, its canonical form), longest first."""
    groups = read_lexicon(lexicon, "titles").get("groups", [])
    forms = {str(form): str(title) for group in groups for title, found in group["titles"].items() for form in found}
    return tuple(sorted(forms.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def find_in_store(store: Store, wordings: Sequence[str], kind: str, limit: int) -> list[Hit]:
    """The hits of all wordings in the full-text index, the best score of each entity."""
    from kg.store.ask import find_entities  # noqa: PLC0415  brings the Neo4j driver

    found = [one for words in wordings for one in find_entities(store, words, kind or "Entity", limit)]
    hits = (Hit(one.id, one.name, one.type, one.aliases, one.mentions, one.score) for one in found)
    return _best(hits, limit)


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
