"""FollowTheMoney entities, one JSON object a line: what the OpenSanctions tools, yente and Aleph read.

Denied statements are left out: these tools have no way to say "it is not so". What is planned, possible or over says so
in `status`; an Event, which has none there, in its `keywords`. Of an event, people and organizations are `involved`; a
state or a post, which are no legal entities there, is tied to it by a link.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.digest import digest
from kg.graph.export_rows import Rows, Written, missing
from kg.graph.graph_scan import EVENT, between_entities, text, texts
from kg.model import Node, Relationship, Value

ORGANIZATIONS = {"company": "Company", "government": "PublicBody"}
"""Kind of an organization → schema; all others are an Organization."""
TIES: Mapping[str, tuple[str, str, str]] = {
    "HOLDS_OFFICE": ("Occupancy", "holder", "post"),
    "MEMBER_OF": ("Membership", "member", "organization"),
    "WORKS_FOR": ("Employment", "employee", "employer"),
    "LEADS": ("Directorship", "director", "organization"),
    "OWNS": ("Ownership", "owner", "asset"),
    "SUCCEEDED": ("Succession", "successor", "predecessor"),
    "SPOUSE_OF": ("Family", "person", "relative"),
    "PARENT_OF": ("Family", "person", "relative"),
    "RELATIVE_OF": ("Family", "person", "relative"),
}
"""Relation → (schema, property of the start, property of the end); all others are an UnknownLink of that role."""
DAYS: Mapping[str, str] = {"birthDate": "born", "deathDate": "died", "incorporationDate": "founded"}
"""Property in FollowTheMoney → the node's."""
OF_COUNTRY = frozenset({"CITIZEN_OF", "OFFICE_OF", "BASED_IN"})
LINK = ("UnknownLink", "subject", "object")
PERIODS = {"actual": "current", "former": "ended", "planned": "unknown", "possible": "unknown"}
"""Status of an Occupancy in FollowTheMoney's words."""


def write(rows: Rows, out: Path) -> Written:
    """One .jsonl file of entities, articles and links."""
    try:
        from followthemoney import model  # noqa: PLC0415  an extra, and heavy
    except ImportError as error:
        raise missing("followthemoney", "ftm", error) from error
    maker = _Maker(model, rows)
    nodes = links = 0
    with out.open("w", encoding="utf-8", newline="\n") as file:
        for proxy in maker.things():
            file.write(_line(proxy))
            nodes += 1
        for proxy in maker.links():
            file.write(_line(proxy))
            links += 1
    return Written(out, nodes, links)


def _line(proxy: Any) -> str:  # noqa: ANN401  a class of an optional package
    return json.dumps(proxy.to_dict(), ensure_ascii=False, sort_keys=True) + "\n"


class _Maker:
    """Turns rows into FollowTheMoney's entities."""

    def __init__(self, model: Any, rows: Rows) -> None:  # noqa: ANN401  as above
        self.model, self.rows = model, rows
        self.schema_of: dict[str, str] = {}
        self.countries: dict[str, set[str]] = {}
        self.article_of: dict[str, str] = {}
        self.participants: dict[str, list[Relationship]] = defaultdict(list)
        """Of each event, by its key."""
        self.place_of: dict[str, str] = {}
        """Key of an event → key of the place where it took place or is to."""
        self.names: dict[str, str] = {}
        """Key of a place → its name."""
        self._read_links()

    def _read_links(self) -> None:
        """What one row needs of others: countries of places, of citizens and of posts; articles of claims; who took
        part in events, and where."""
        places: dict[str, str] = {}
        for node in self.rows.nodes():
            if "Place" in node.labels:
                places[node.key] = text(node.properties, "iso2").lower()
                self.names[node.key] = text(node.properties, "name")
        self.countries = {key: {code} for key, code in places.items() if code}
        for one in self.rows.relationships():
            if one.type == "STATED_IN":
                self.article_of[one.start.partition(":")[2]] = one.end
            elif one.type == "PARTICIPANT":
                self.participants[one.start].append(one)
            elif one.type == "AT" and one.start.startswith(EVENT):
                self.place_of[one.start] = one.end
            elif one.type in OF_COUNTRY and places.get(one.end) and text(one.properties, "status") == "actual":
                self.countries.setdefault(one.start, set()).add(places[one.end])

    def things(self) -> Iterator[Any]:
        """Entities and articles, then events."""
        for node in self.rows.nodes():
            if "Entity" in node.labels:
                yield self._entity(node)
            elif node.labels == ("Article",):
                yield self._article(node)
        for node in self.rows.nodes():
            if node.key.startswith(EVENT):
                yield self._event(node)

    def _entity(self, node: Node) -> Any:  # noqa: ANN401  as above
        own, label = node.properties, node.labels[0]
        kind = text(own, "kind")
        organization = ORGANIZATIONS.get(kind, "Organization")
        schema = {"Person": "Person", "Office": "Position", "Place": "Address"}.get(label, organization)
        self.schema_of[node.key] = schema
        proxy = self._made(schema, node.key)
        _add(proxy, "name", text(own, "name"))
        for alias in texts(own, "aliases"):
            if alias != text(own, "name"):
                _add(proxy, "alias", alias)
        for code in sorted(self.countries.get(node.key, ())):
            _add(proxy, "citizenship" if label == "Person" else "country", code)
        _add(proxy, "wikidataId", text(own, "qid"))
        for name, value in DAYS.items():
            _add(proxy, name, text(own, value))
        if schema == "Address":
            _add(proxy, "full", text(own, "name"))
            _add(proxy, "latitude", text(own, "latitude"))
            _add(proxy, "longitude", text(own, "longitude"))
        elif label == "Organization":
            _add(proxy, "classification", kind)
        return proxy

    def _article(self, node: Node) -> Any:  # noqa: ANN401  as above
        own = node.properties
        self.schema_of[node.key] = "Article"
        proxy = self._made("Article", node.key)
        _add(proxy, "title", text(own, "title") or text(own, "id"))
        _add(proxy, "publishedAt", text(own, "published"))
        _add(proxy, "publisher", text(own, "publisher"))
        _add(proxy, "sourceUrl", text(own, "url"))
        _add(proxy, "fileName", text(own, "path").rpartition("/")[2])
        _add(proxy, "language", "eng" if text(own, "language") == "en" else "")
        for author in texts(own, "authors"):
            _add(proxy, "author", author)
        return proxy

    def _event(self, node: Node) -> Any:  # noqa: ANN401  as above
        own = node.properties
        self.schema_of[node.key] = "Event"
        proxy = self._made("Event", node.key)
        _add(proxy, "name", text(own, "name"))
        for word in (_words(text(own, "type")), text(own, "status")):
            _add(proxy, "keywords", word)
        for one in self.participants[node.key]:
            if self._is_legal(one.end):
                _add(proxy, "involved", _ident(one.end))
        place = self.place_of.get(node.key, "")
        for code in sorted(self.countries.get(place, ())):
            _add(proxy, "country", code)
        _add(proxy, "location", self.names.get(place, ""))
        _add(proxy, "addressEntity", _ident(place) if place else "")
        self._describe(proxy, own)
        return proxy

    def _is_legal(self, key: str) -> bool:
        """Whether it is a person or organization there."""
        schema = self.model.get(self.schema_of.get(key, ""))
        return schema is not None and bool(schema.is_a("LegalEntity"))

    def links(self) -> Iterator[Any]:
        """Relationships between entities that are not denied, and what ties to an event whom it cannot name."""
        for one in self.rows.relationships():
            if between_entities(one) and text(one.properties, "status") != "denied" and one.type != "OFFICE_OF":
                yield self._link(one)
            elif one.type == "PARTICIPANT" and not self._is_legal(one.end):
                yield self._part(one)

    def _part(self, one: Relationship) -> Any:  # noqa: ANN401  as above
        schema, first, second = LINK
        proxy = self._made(schema, one.key)
        _add(proxy, first, _ident(one.start))
        _add(proxy, second, _ident(one.end))
        _add(proxy, "role", text(one.properties, "role"))
        return proxy

    def _link(self, one: Relationship) -> Any:  # noqa: ANN401  as above
        schema, first, second = self._fitting(one)
        own = one.properties
        proxy = self._made(schema, one.key)
        _add(proxy, first, _ident(one.start))
        _add(proxy, second, _ident(one.end))
        words = text(own, "predicate") or _words(one.type)
        _add(proxy, "relationship" if schema == "Family" else "role", text(own, "kin") or words)
        status = text(own, "status")
        _add(proxy, "status", PERIODS.get(status, "unknown") if schema == "Occupancy" else status)
        self._describe(proxy, own)
        return proxy

    def _describe(self, proxy: Any, own: Mapping[str, Value]) -> None:  # noqa: ANN401  as above
        """When it was, the sentences that say so, and their articles."""
        for name, value in _period(own):
            _add(proxy, name, value)
        for sentence in texts(own, "evidence"):
            _add(proxy, "description", sentence)
        for article in sorted(
            {self.article_of[ident] for ident in texts(own, "claim_ids") if ident in self.article_of}
        ):
            _add(proxy, "proof", _ident(article))

    def _fitting(self, one: Relationship) -> tuple[str, str, str]:
        """The schema for a relation whose ranges take both ends, else the general one."""
        schema, first, second = TIES.get(one.type, LINK)
        found = self.model.get(schema)
        for name, key in ((first, one.start), (second, one.end)):
            end = self.model.get(self.schema_of.get(key, ""))
            if end is None or not end.is_a(found.get(name).range):
                return LINK
        return schema, first, second

    def _made(self, schema: str, key: str) -> Any:  # noqa: ANN401  as above
        proxy = self.model.make_entity(schema)
        proxy.id = _ident(key)
        return proxy


def _words(kind: str) -> str:
    """A relation type in words: "spoke with"."""
    return kind.lower().replace("_", " ")


def _ident(key: str) -> str:
    """An id of FollowTheMoney: letters, digits, dots and hyphens; a hash where others had to be replaced."""
    label, _, ident = key.partition(":")
    plain = "".join(c if c.isascii() and (c.isalnum() or c == "-") else "." for c in ident)
    return f"kg-{label.lower()}.{plain}" + ("" if plain == ident else f"-{digest(key, length=8)}")


def _period(own: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    start, end = text(own, "when_start"), text(own, "when_end")
    if start and start == end:
        yield "date", start
    yield "startDate", text(own, "since") or start
    yield "endDate", text(own, "until") or end


def _add(proxy: Any, name: str, value: str) -> None:  # noqa: ANN401  as above
    """Add a value where the schema has that property and the value is not empty."""
    if value and name in proxy.schema.properties:
        proxy.add(name, value, quiet=True)
