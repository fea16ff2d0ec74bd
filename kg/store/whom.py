"""Whom a name means that a person types at the prompt, by what a Neo4j holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from kg.errors import UsageError
from kg.model import Node
from kg.naming import Candidate, Hit, Match, fold, match_name, mentioned, told
from kg.paths import shipped
from kg.post_names import match_post, synonyms
from kg.store.database import Store, run_query

LUCENE = re.compile(r'([+\-!(){}\[\]^"~*?:\\/&|])')
CANDIDATES = 8
"""Names shown where one is ambiguous or unknown."""


@dataclass(frozen=True, slots=True)
class Found:
    """The entity that a name means."""

    id: str
    name: str
    type: str = ""
    via: str = ""
    """By what a name came to mean it, where that is not the name alone."""


def find_entities(store: Store, text: str, kind: str = "Entity", limit: int = 20) -> list[Hit]:
    """Entities whose names fit, the best first: all words in order, then all words, then words spelt alike."""
    query = lucene(text)
    if not query:
        return []
    rows = run_query(store, lookup("find"), {"query": query, "kind": kind, "limit": limit}).rows
    return [Hit(ident, name, type_, tuple(also), many, score) for ident, name, type_, also, _, many, score in rows]


def entity_id(store: Store, text: str, kind: str = "Entity") -> str:
    """The id of the entity that an id, a name or the description of a post means. UsageError: see `whom`."""
    return whom(store, text, kind).id


def whom(store: Store, text: str, kind: str = "Entity") -> Found:
    """The entity that an id, a name, some words of one or the description of a post means, as `kg show` reads them.

    Where a person may be meant, the description of a post means who holds it in the newest articles. UsageError:
    nobody (the nearest are named), or several (they are named).
    """
    wanted = kind if kind != "Entity" else ""
    query = lucene(text)
    nodes = _nodes(store, "named", {"text": text, "query": query}) if query else []
    match = match_name(nodes, text, wanted)
    if match.chosen:
        others = [one.node for one in match.candidates if one is not match.chosen]
        return _found(match.chosen.node, f"also called so: {_named(others)}" if others else "")
    if match.candidates:
        raise UsageError(f"{text!r} may be {_named(one.node for one in match.candidates)}: give the id")
    if posts := _posts(store, text):
        return _of_post(store, posts, text, kind)
    found = find_entities(store, text, kind, CANDIDATES)
    near = "; ".join(f"{one.name} ({one.id}), {one.type}, {mentioned(one.mentions)}" for one in found)
    other = match_name(nodes, text).candidates
    so = f" ({_named(one.node for one in other)})" if other else ""
    raise UsageError(f"no {kind.lower()} called {text!r} in the graph{so}" + (f"; the nearest: {near}" if near else ""))


def called(store: Store, text: str) -> Found | None:
    """The entity of which this is the whole name or an alias; None where there is none. UsageError: several."""
    query = lucene(text)
    match = match_name(_nodes(store, "named", {"text": text, "query": query}), text) if query else Match(None, ())
    whole = [one for one in match.candidates if fold(one.surface) == fold(text)]
    if not whole:
        return None
    if match.chosen is None:
        raise UsageError(f"{text!r} may be {_named(one.node for one in whole)}: give the id")
    return _found(match.chosen.node)


def described(store: Store, text: str) -> Found | None:
    """The office that the description of a post means: "the U.S. president". None: none does."""
    posts = _posts(store, text)
    return _found(posts[0].node) if len(posts) == 1 else None


def latest(store: Store) -> date | None:
    """The day of the newest article."""
    rows = run_query(store, lookup("latest")).rows
    return date.fromisoformat(rows[0][0]) if rows else None


def _posts(store: Store, text: str) -> tuple[Candidate, ...]:
    wordings = [_plain(one) for one in synonyms(text)]
    return match_post(_nodes(store, "posts", {"wordings": wordings}), text)


def _of_post(store: Store, posts: Sequence[Candidate], text: str, kind: str) -> Found:
    """What the description of a post means: its holder, or the post where that is asked for or has no known holder."""
    if len(posts) > 1:
        raise UsageError(f"{text!r} may be {_named(one.node for one in posts)}: give the id")
    post = _found(posts[0].node)
    if kind in ("Entity", "Person"):
        rows = run_query(store, lookup("holder"), {"office": post.id}).rows
        for ident, name, day in rows:
            return Found(ident, name, "Person", f"{post.name}, last reported {day or 'without a day'}")
    if kind == "Person":
        raise UsageError(f"no article names the holder of {post.name} ({post.id})")
    return post


def _found(node: Node, via: str = "") -> Found:
    own = node.properties
    return Found(str(own["id"]), str(own["name"]), node.labels[0], via)


def _named(nodes: Iterable[Node]) -> str:
    each = [told(one) for one in nodes]
    return "; ".join(each[:CANDIDATES]) + (f" and {len(each) - CANDIDATES} more" if len(each) > CANDIDATES else "")


def _nodes(store: Store, name: str, values: dict[str, object]) -> list[Node]:
    """The entities that a look-up finds, with what tells how they are called."""
    table = run_query(store, lookup(name), values)
    return [
        Node(f"Entity:{own['id']}", (own.pop("type"), "Entity"), own)
        for own in (dict(zip(table.columns, row, strict=True)) for row in table.rows)
    ]


def lucene(text: str) -> str:
    """A full-text query for a name as typed: the phrase, or all its words, or each word give or take two letters."""
    words = re.findall(r"\S+", text)
    escaped = [word for word in (LUCENE.sub(r"\\\1", word) for word in words) if re.search(r"\w", word)]
    if not escaped:
        return ""
    plain = [word.lower() if word in ("AND", "OR", "NOT", "TO") else word for word in escaped]
    phrase, every = " ".join(plain), " AND ".join(plain)
    return f'"{phrase}"^8 OR ({every})^4 OR {" OR ".join(f"{word}*" for word in plain)} OR ' + " ".join(
        f"{word}~" for word in plain
    )


def _plain(text: str) -> str:
    """The words without case and marks, one space between them."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return " ".join(re.findall(r"\w+", plain.casefold()))


@cache
def lookup(name: str) -> str:
    """A look-up of cypher/lookup."""
    return (shipped("cypher") / "lookup" / f"{name}.cypher").read_text(encoding="utf-8")
