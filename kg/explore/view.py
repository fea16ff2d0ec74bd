"""What the page of `kg view` shows: the graph, or the surroundings of one entity, as plain data for the page's script.

Entities with their names, relationships with the sentences behind them, and the articles that these stand in; texts and
articles once each, named by number.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from kg.explore.dossier import SHOWN_APART, others_there
from kg.explore.grass import colours, read_style
from kg.explore.view_map import largest_cities
from kg.explore.view_reading import Reading
from kg.graph.about import bounds
from kg.graph.graph_scan import between_entities, claims_of, number, text, texts
from kg.model import Graph, Node, Relationship, Value
from kg.post_names import other_titles
from kg.shown import shown

MOST = 5000
"""Entities in a page: more than can be read at once, few enough for any browser."""
SENTENCES = 5
QUOTES = 5
ARTICLES = 40
ALIASES = 12
DESCRIPTIONS = 8
"""Further words by which articles call an entity: for the search alone."""
CITIES = 1_500
"""Dots that let the map be recognized, without a request to anybody's tiles."""
DETAILS_APART = SHOWN_APART | {"since", "until"}
NODE_FACTS = ("kind", "title", "titles", "born", "died", "founded", "iso2", "qid")


@dataclass(frozen=True, slots=True)
class Part:
    """Some entities of a graph, the most connected first, and all relationships between them."""

    entities: tuple[Node, ...]
    ties: tuple[Relationship, ...]
    left_out: int = 0
    """Entities that were too many for one page."""


def whole(graph: Graph, most: int = MOST) -> Part:
    """The graph's entities, or the most connected of them."""
    entities, ties = _entities(graph), _ties(graph)
    order = _by_connections(entities, ties)
    return _part(order[:most], ties, len(order) - most)


def around(graph: Graph, key: str, steps: int = 1, most: int = MOST) -> Part:
    """The entity with this node key, all that are at most so many relationships away, and what is between them."""
    entities, ties = _entities(graph), _ties(graph)
    neighbours = _neighbours(ties)
    near, edge = {key: 0}, [key]
    for step in range(1, steps + 1):
        edge = sorted({other for one in edge for other in neighbours[one]} - near.keys())
        near |= dict.fromkeys(edge, step)
    inside = [one for one in ties if one.start in near and one.end in near]
    order = _by_connections({ident: entities[ident] for ident in near}, inside)
    order.sort(key=lambda node: near[node.key])  # stable: nearer first, then by connections
    return _part(order[:most], inside, len(order) - most)


def page_data(
    graph: Graph,
    part: Part,
    symmetric: Callable[[str], bool],
    folder: Path,
    focus: str = "",
    former: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The data of a page that will lie in `folder`, from where it links to articles.

    `symmetric` says which relationship types have no direction; `focus` is the node key of the entity it opens with;
    `former` are former ids, by which an address of an older page still leads to an entity.
    """
    table = _Table(graph, part, folder)
    index = {node.key: at for at, node in enumerate(part.entities)}
    ids = {text(node.properties, "id"): at for node, at in zip(part.entities, index.values(), strict=True)}
    style = read_style()
    types = sorted({one.type for one in part.ties})
    entities = [table.entity(node) for node in part.entities]
    ties = [table.tie(one, index) for one in part.ties]
    table.read(part, index)
    return {
        "entities": entities,
        "ties": ties,
        "articles": table.articles,
        "texts": list(table.texts),
        "colours": colours(style, "node"),
        "types": {kind: {"colour": _colour(style, kind), "symmetric": symmetric(kind)} for kind in types},
        "cities": largest_cities(CITIES) if any("at" in entity for entity in entities) else [],
        "focus": index.get(focus),
        "former": {old: ids[now] for old, now in sorted((former or {}).items()) if now in ids},
        "leftOut": max(part.left_out, 0),
        "articleCount": sum("Article" in node.labels for node in graph.nodes),
    }


# ------------------------------------------------------------------ which entities


def _entities(graph: Graph) -> dict[str, Node]:
    return {node.key: node for node in graph.nodes if "Entity" in node.labels}


def _ties(graph: Graph) -> list[Relationship]:
    """Relationships between two entities."""
    return [one for one in graph.relationships if between_entities(one)]


def _neighbours(ties: Iterable[Relationship]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one in ties:
        found[one.start].add(one.end)
        found[one.end].add(one.start)
    return found


def _by_connections(entities: Mapping[str, Node], ties: Iterable[Relationship]) -> list[Node]:
    neighbours = _neighbours(ties)
    return sorted(
        entities.values(),
        key=lambda node: (-len(neighbours[node.key]), -number(node.properties, "mention_count"), node.key),
    )


def _part(chosen: Sequence[Node], ties: Iterable[Relationship], left_out: int) -> Part:
    keys = {node.key for node in chosen}
    return Part(tuple(chosen), tuple(one for one in ties if one.start in keys and one.end in keys), left_out)


# ------------------------------------------------------------------ what is said of them


class _Table:
    """Entities and relationships as rows; collects the articles and texts they name."""

    def __init__(self, graph: Graph, part: Part, folder: Path) -> None:
        self.folder = folder
        self.graph = graph
        self.nodes = {node.key: node for node in graph.nodes if "Entity" not in node.labels}
        keys = {node.key for node in part.entities}
        self.article_of = {one.start: one.end for one in graph.relationships if one.type in {"STATED_IN", "IN"}}
        self.mentioned = _grouped(((one.start, one) for one in graph.relationships if one.type == "MENTIONED_IN"), keys)
        self.said = _grouped(((one.start, one.end) for one in graph.relationships if one.type == "SAID"), keys)
        told = _grouped(((one.start, one.end) for one in graph.relationships if one.type == "TELLS_OF"), self.nodes)
        self.event_of = {claim: event for claim, [event] in told.items()}
        self.there = _grouped(
            ((one.start, one.end) for one in graph.relationships if one.type == "PARTICIPANT"), self.nodes
        )
        self.articles: list[dict[str, Any]] = []
        self.texts: dict[str, int] = {}
        self._article_at: dict[str, int] = {}
        days = (text(node.properties, "published") for node in graph.nodes if "Article" in node.labels)
        self.newest = max(days, default="")

    def entity(self, node: Node) -> dict[str, Any]:
        """An entity with its names, facts, quotations and articles."""
        own = node.properties
        where = (own.get("latitude"), own.get("longitude"))
        row = {
            "id": text(own, "id"),
            "type": node.labels[0],
            "name": text(own, "name") or text(own, "id"),
            "aliases": texts(own, "aliases")[:ALIASES],
            "words": self._words(node),
            "at": [] if None in where else where,
            "mentions": number(own, "mention_count"),
            "articleCount": number(own, "article_count"),
            "facts": {name: own[name] for name in NODE_FACTS if own.get(name)},
            "because": texts(own, "merged_because")[:3],
            "quotes": self._quotes(node.key),
            "articles": self._appearances(node.key),
        }
        return {name: value for name, value in row.items() if value not in (None, "", [], {})}

    def tie(self, one: Relationship, index: Mapping[str, int]) -> dict[str, Any]:
        """A relationship with its evidence."""
        own = one.properties
        start, end = bounds(own)
        row = {
            "from": index[one.start],
            "to": index[one.end],
            "type": one.type,
            "status": self._status(own),
            "start": start,
            "end": end,
            "place": text(own, "place"),
            "at": index.get(f"Entity:{text(own, 'place_id')}") if own.get("place_id") else None,
            "with": sorted(index[key] for key in others_there(one, self.event_of, self.there) if key in index),
            "sources": number(own, "sources"),
            "claims": number(own, "claims"),
            "plan_sources": number(own, "plan_sources"),
            "confidence": own.get("confidence"),
            "details": {name: _plain(value) for name, value in sorted(own.items()) if name not in DETAILS_APART},
            "history": texts(own, "history"),
            "evidence": self._evidence(one),
        }
        return {name: value for name, value in row.items() if value not in (None, "", [], {})}

    def _status(self, own: Mapping[str, Value]) -> str:
        """As seen from the newest article: who held an office until some day before holds it no longer."""
        over = text(own, "held_until")
        return "former" if over and over <= self.newest and own["status"] == "actual" else text(own, "status")

    def read(self, part: Part, index: Mapping[str, int]) -> None:
        """Give each article that something here stands in its sentences, in their order."""
        reading = Reading(self.graph, part.ties, index, self._text)
        for key, at in self._article_at.items():
            self.articles[at]["sentences"] = reading.sentences(key)

    def _words(self, node: Node) -> list[str]:
        """What an article may call an entity besides its names: for an office its title in other words."""
        own = node.properties
        known = {words.casefold() for words in (text(own, "name"), *texts(own, "aliases"))}
        called = {words for one in self.mentioned[node.key] for words in texts(one.properties, "surfaces")}
        titles = other_titles(text(own, "title")) if own.get("title") else []
        return [*titles, *sorted(words for words in called if words.casefold() not in known)[:DESCRIPTIONS]]

    def _evidence(self, tie: Relationship) -> list[list[int]]:
        """(sentence, article) of the claims, the sentences that the relationship shows as evidence first."""
        best = {sentence: at for at, sentence in enumerate(texts(tie.properties, "evidence"))}
        rows = []
        for key in claims_of(tie):
            claim = self.nodes.get(key)
            if claim is not None:
                sentence = shown(text(claim.properties, "sentence"))
                rows.append(
                    (best.get(sentence, len(best)), sentence, self._article(self.article_of.get(claim.key, "")))
                )
        rows.sort()
        return [[self._text(sentence), article] for _, sentence, article in dict.fromkeys(rows)][:SENTENCES]

    def _quotes(self, key: str) -> list[list[int]]:
        rows = []
        for quote_key in self.said[key]:
            node = self.nodes.get(quote_key)
            if node is not None and node.properties.get("direct"):
                words = text(node.properties, "text")
                rows.append((-len(words), words, self._article(self.article_of.get(quote_key, ""))))
        return [[self._text(words), article] for _, words, article in sorted(set(rows))[:QUOTES]]

    def _appearances(self, key: str) -> list[int]:
        """The articles that mention an entity, those that do so most first."""
        found = sorted(self.mentioned[key], key=lambda one: (-number(one.properties, "count"), one.end))
        return [self._article(one.end) for one in found[:ARTICLES]]

    def _text(self, words: str) -> int:
        return self.texts.setdefault(words, len(self.texts))

    def _article(self, key: str) -> int:
        """The number of an article; -1: unknown."""
        node = self.nodes.get(key)
        if node is None:
            return -1
        if key not in self._article_at:
            self._article_at[key] = len(self.articles)
            self.articles.append(_article(node, self.folder))
        return self._article_at[key]


def _grouped(pairs: Iterable[tuple[str, Any]], keys: Collection[str]) -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for key, value in pairs:
        if key in keys:
            groups[key].append(value)
    return groups


def _article(node: Node, folder: Path) -> dict[str, Any]:
    own = node.properties
    path = text(own, "path")
    row = {
        "id": text(own, "id"),
        "title": text(own, "title") or Path(path).name or text(own, "id"),
        "publisher": text(own, "publisher"),
        "published": text(own, "published"),
        "link": link(text(own, "url"), path, folder),
        "file": Path(path).name,
    }
    return {name: value for name, value in row.items() if value}


def link(url: str, path: str, folder: Path) -> str:
    """Where a page in `folder` finds an article: its address on the web, else its file; "" for what is neither.

    A file is named as seen from `folder`, so that page and articles can be moved together.
    """
    if urlsplit(url).scheme in {"http", "https"}:
        return url
    file = Path(path)
    if not path or not file.is_file():
        return ""
    try:
        return quote(Path(os.path.relpath(file, folder)).as_posix())
    except ValueError:  # another drive
        return file.absolute().as_uri()


def _colour(style: Mapping[str, Mapping[str, str]], kind: str) -> str:
    return style.get(f"relationship.{kind}", style["relationship"])["color"]


def _plain(value: Value) -> str | int | float:
    return ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else value
