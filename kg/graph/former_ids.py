"""Ids that stood for something before it went by another: which, and what they stand for now.

An id is made from a name, and changes with it: when more articles write "Joe Biden", `biden` becomes `joe-biden`. What
stands for the same is told by its mentions: most of those of the old id are of the new one. The list lies beside the
graph, which is made without it, so that a build from nothing writes the same graph.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from kg.graph.graph_scan import ENTITY, number, texts
from kg.model import Graph, Node

NAME = "former-ids.jsonl"
"""The list, beside the folder of the graph: {"former", "id"} a line."""
_Mentions = Mapping[str, Mapping[str, tuple[int, frozenset[str]]]]
"""Entity → article → how often, and in which words."""


def renamed(before: Graph, after: Graph) -> dict[str, str]:
    """Key of an entity that is gone, or is of another type → key of the one that most of its mentions are of now.

    Mentions in articles that are gone too do not count. Rows that are the same in both graphs may be left out of both.
    """
    old, new = _entities(before), _entities(after)
    articles = {node.key for node in before.nodes if node.labels == ("Article",)}
    lost = articles - {node.key for node in after.nodes if node.labels == ("Article",)}
    was, now = _mentions(before), _mentions(after)
    bearers: dict[str, list[str]] = defaultdict(list)
    for key, places in now.items():
        for article in places:
            bearers[article].append(key)
    found = {}
    for key, node in old.items():
        if key in new and new[key].labels[0] == node.labels[0]:
            continue
        taken: Counter[str] = Counter()
        places = {article: many for article, many in was.get(key, {}).items() if article not in lost}
        for article, (many, words) in places.items():
            for other in bearers.get(article, ()):
                more, theirs = now[other][article]
                already = 0 if other == key else was.get(other, {}).get(article, (0, frozenset()))[0]
                if words & theirs:
                    taken[other] += min(many, max(0, more - already))
        best = min(taken, key=lambda other: (-taken[other], other), default=key)
        if best != key and 2 * taken[best] > sum(many for many, _ in places.values()):
            found[key] = best
    return found


def _entities(graph: Graph) -> dict[str, Node]:
    return {node.key: node for node in graph.nodes if "Entity" in node.labels}


def _mentions(graph: Graph) -> _Mentions:
    found: dict[str, dict[str, tuple[int, frozenset[str]]]] = defaultdict(dict)
    for one in graph.relationships:
        if one.type == "MENTIONED_IN":
            words = frozenset(word.casefold() for word in texts(one.properties, "surfaces"))
            found[one.start][one.end] = (number(one.properties, "count"), words)
    return found


def note_renamed(folder: Path, before: Graph, after: Graph) -> None:
    """Note in the list beside the graph in `folder` what was renamed between two graphs.

    What was noted before leads on to the newest id; an id that stands for something again is noted no more. Where there
    is no room for the list it stays as it was.
    """
    moved = {key.removeprefix(ENTITY): other.removeprefix(ENTITY) for key, other in renamed(before, after).items()}
    noted = former_ids(folder)
    live = {key.removeprefix(ENTITY) for key in _entities(after)}
    now = {former: moved.get(ident, ident) for former, ident in (noted | moved).items()}
    now = {former: ident for former, ident in now.items() if former not in live}
    if now != noted:
        rows = (
            json.dumps({"former": former, "id": ident}, ensure_ascii=False) for former, ident in sorted(now.items())
        )
        with suppress(OSError):
            (folder.parent / NAME).write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")


def former_ids(folder: Path) -> dict[str, str]:
    """Former id → id, for the graph in `folder`; a list that cannot be read counts as none."""
    try:
        lines = (folder.parent / NAME).read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
        return {str(row["former"]): str(row["id"]) for row in rows}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
