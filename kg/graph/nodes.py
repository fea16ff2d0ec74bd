"""The nodes of the graph, and the keys of all rows. docs/graph-model.md lists the properties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.digest import digest
from kg.graph.corpus import Corpus, ends_of
from kg.graph.lifetimes import days_of
from kg.graph.support import claim_details, iso
from kg.model import Entity, Extraction, LocalQuote, Mention, Node, Relationship, Value


def entity_key(entity: str) -> str:
    """The node key of an entity id; its type is no part of it, so that a corrected type changes a node, not two."""
    return f"Entity:{entity}"


def article_key(article: str) -> str:
    """The node key of an article id."""
    return f"Article:{article}"


def claim_key(claim: str) -> str:
    """The node key of a claim id."""
    return f"Claim:{claim}"


def relationship(kind: str, start: str, end: str, properties: Mapping[str, Value], *identity: Value) -> Relationship:
    """The relationship between two nodes. `identity`: what tells it apart from others of its type between them."""
    return Relationship(digest(start, kind, end, *identity, length=24), kind, start, end, stated(properties))


def _node(label: str, ident: str, properties: Mapping[str, Value]) -> Node:
    return Node(f"{label}:{ident}", (label,), stated({"id": ident, **properties}))


def stated(properties: Mapping[str, Value]) -> dict[str, Value]:
    """The properties as a row holds them: only what has a value, because Neo4j has no nulls.

    Half characters (lone surrogates, which a JSON escape can smuggle in) become "?": neither file nor Neo4j takes them.
    """
    return {key: _text(value) for key, value in properties.items() if value not in (None, "", [])}


def _text(value: Value) -> Value:
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        # numbers stay numbers: a list holds one kind
        return [one if isinstance(one, int) else str(_text(one)) for one in value]  # type: ignore[return-value]
    return value


class Mentioned:
    """How often entities are mentioned, and in how many articles, pronouns included."""

    def __init__(self) -> None:
        self.mentions: Counter[str] = Counter()
        self.articles: Counter[str] = Counter()

    def add(self, one: Mapping[str, int]) -> None:
        """One more article; entity id → how often."""
        self.mentions.update(one)
        self.articles.update(one.keys())


@dataclass(frozen=True, slots=True)
class Known:
    """An entity with what the corpus tells of it."""

    entity: Entity
    days: Mapping[str, Value]
    """When it was born, died or founded, by property."""
    mentions: int
    """How often it is mentioned, and in how many articles, pronouns included."""
    articles: int


def known_of_entities(corpus: Corpus, mentioned: Mentioned | None = None) -> Iterator[Known]:
    """All entities with what the corpus tells of them; `mentioned`: how often, where that is known."""
    if mentioned is None:
        mentioned = Mentioned()
        for one in corpus.extractions:
            mentioned.add({entity: words.total() for entity, words in corpus.surfaces(one).items()})
    days = days_of(corpus.statements)
    for ident, entity in corpus.entities.items():
        yield Known(entity, days.get(ident, {}), mentioned.mentions[ident], mentioned.articles[ident])


def entity_nodes(corpus: Corpus) -> Iterator[Node]:
    """Entities, with how often and in how many articles they are mentioned."""
    return map(entity_node, known_of_entities(corpus))


def entity_node(known: Known) -> Node:
    """The node of an entity."""
    entity = known.entity
    properties: dict[str, Value] = {
        "id": entity.id,
        "name": entity.name,
        "aliases": [surface for surface, _ in entity.aliases],
        "alias_counts": [count for _, count in entity.aliases],
        "kind": entity.kind,
        "title": entity.title,
        "titles": list(entity.titles),
        "one_holder": entity.one_holder or None,
        "iso2": entity.iso2,
        "latitude": entity.latitude,
        "longitude": entity.longitude,
        "qid": entity.qid,
        **known.days,
        "merged_because": list(entity.merged_because),
        "mention_count": known.mentions,
        "article_count": known.articles,
    }
    return Node(entity_key(entity.id), (entity.type, "Entity"), stated(properties))


def article_nodes(corpus: Corpus) -> Iterator[Node]:
    """Articles without their text; `text_hash` tells whether it changed, `unresolved` what stands for nobody known."""
    for one in corpus.extractions:
        article = one.article
        properties: dict[str, Value] = {
            "title": article.title,
            "published": iso(article.published),
            "publisher": article.publisher,
            "credits": list(article.credits),
            "authors": list(article.authors),
            "path": article.path,
            "url": article.url,
            "language": article.language,
            "text_hash": digest(article.text),
            "unresolved": _unresolved(one, corpus),
        }
        yield _node("Article", article.id, properties)


def _unresolved(extraction: Extraction, corpus: Corpus) -> list[str]:
    """The descriptions of an article that stand for nobody known, for people to look at; of some the post is known."""
    pairs = zip(extraction.mentions, corpus.of.get(extraction.article.id, ()), strict=True)
    return sorted(
        {mention.text for mention, ids in pairs if mention.kind == "description" and _is_open(mention, ids, corpus)}
    )


def _is_open(mention: Mention, ids: Sequence[str], corpus: Corpus) -> bool:
    return not ids or (mention.type == "Person" and all(corpus.entities[ident].type == "Office" for ident in ids))


def story_nodes(corpus: Corpus) -> Iterator[Node]:
    """Stories, with why their articles belong together."""
    for story in corpus.stories:
        properties: dict[str, Value] = {
            "article_count": len(story.articles),
            "agency": story.agency,
            "reasons": list(story.reasons),
        }
        yield _node("Story", story.id, properties)


def claim_nodes(corpus: Corpus) -> Iterator[Node]:
    """Claims with the text of their sentence; offsets are into the article."""
    for statement in corpus.statements:
        claim, local = statement.claim, statement.claim.local
        start, end, words = (local.when.start, local.when.end, local.when.text) if local.when else (None, None, None)
        properties: dict[str, Value] = {
            "type": claim.type,
            "status": local.status,
            "when_start": iso(start),
            "when_end": iso(end),
            "when_text": words,
            "sentence": statement.sentence,
            "start": local.sentence[0],
            "end": local.sentence[1],
            "anchor_start": local.anchor[0],
            "anchor_end": local.anchor[1],
            "rule": local.pattern,
            "confidence": round(local.confidence, 3),
            "reasons": [f"{reason} {factor:g}" for reason, factor in local.reasons],
            "quoted": local.quoted,
            "pair": digest(*ends_of(statement)),
        }
        yield _node("Claim", claim.id, claim_details(claim) | properties)


def quotes(corpus: Corpus) -> Iterator[tuple[str, str, LocalQuote]]:
    """(article id, quote id, quote), each quote once."""
    for one in corpus.extractions:
        quotes = {
            digest(one.article.id, quote.start, quote.end, quote.direct): quote
            for quote in sorted(one.quotes, key=repr)
        }
        for ident, quote in quotes.items():
            yield one.article.id, ident, quote


def quote_nodes(corpus: Corpus) -> Iterator[Node]:
    """Quotes; offsets are into the article, without quotation marks."""
    for _, ident, quote in quotes(corpus):
        yield _node(
            "Quote", ident, {"text": quote.text, "direct": quote.direct, "start": quote.start, "end": quote.end}
        )
