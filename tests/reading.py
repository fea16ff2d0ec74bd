"""Reads short texts for tests as `kg` reads a corpus: parsed, extracted and resolved, then asked who is meant where."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kg.build import office_words
from kg.graph.assemble import resolve_claims
from kg.mention.draft import Draft
from kg.mention.mentions import draft_mentions
from kg.model import Article, Block, Claim, Entity, Extraction, Mention, Resolution, Story
from kg.resolve.decisions import Decisions
from kg.resolve.entities import resolve
from kg.resolve.officeholders import Holders
from kg.run.extract import Extractor, extract, parse

Where = str | Mapping[str, Any]
"""A surface, or {"surface": …, "occurrence": n}, n counted from 1 over all texts in order."""


@dataclass(frozen=True)
class Reading:
    """Some texts, read: what stands in them and which entities are meant."""

    extractions: tuple[Extraction, ...]
    resolution: Resolution
    symmetric: frozenset[str]

    def found(self, where: Where) -> tuple[Extraction, int] | None:
        """The mention at a surface: the one that ends with it, of several the one that covers most; posts left out."""
        surface, occurrence = (where, 1) if isinstance(where, str) else (where["surface"], where.get("occurrence", 1))
        places = [
            (extraction, match)
            for extraction in self.extractions
            for match in re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", extraction.article.text)
        ]
        assert len(places) >= occurrence, f"{surface!r} does not occur {occurrence} times"
        extraction, match = places[occurrence - 1]
        scored = [
            (
                min(match.end(), m.end) - max(match.start(), m.start),
                m.kind != "name" or surface[:1].isupper(),
                i,
            )
            for i, m in enumerate(extraction.mentions)
            if m.type != "Office" and m.kind != "demonym" and m.end == match.end()
        ]
        return (extraction, max(scored)[-1]) if scored else None

    def mention(self, where: Where) -> Mention | None:
        """The mention at a surface."""
        found = self.found(where)
        return found[0].mentions[found[1]] if found else None

    def entities(self, where: Where) -> list[Entity]:
        """Whom or what the words mean; empty: they are no mention, or stay unresolved."""
        found = self.found(where)
        if found is None:
            return []
        return [self.resolution.entities[i] for i in self.resolution.of[found[0].article.id][found[1]]]

    def names(self, where: Where) -> list[str]:
        """Whom or what the words mean, by name, sorted."""
        return sorted(entity.name for entity in self.entities(where))

    def means(self, where: Where) -> str:
        """The one entity the words mean, by name; "" for none, names joined by " + " for several."""
        return " + ".join(self.names(where))

    def same(self, one: Where, other: Where) -> bool:
        """Whether both words mean one and the same entity."""
        return bool(self.entities(one)) and self.entities(one) == self.entities(other)

    def claims(self, kind: str) -> list[Claim]:
        """All claims of one type."""
        claims = (c for e in self.extractions for c in resolve_claims(e, self.resolution, self.symmetric))
        return [claim for claim in claims if claim.type == kind]

    def posts(self, where: Where) -> list[tuple[str, str | None, str]]:
        """The posts of whoever is meant: (title, body's name or None, status)."""
        entities = self.resolution.entities
        holders = {entity.id for entity in self.entities(where)}
        found = set()
        for claim in self.claims("HOLDS_OFFICE"):
            if claim.subject in holders:
                office = entities[claim.object]
                found.add((office.title, entities[office.body].name if office.body else None, claim.local.status))
        return sorted(found, key=str)

    def offices(self) -> list[str]:
        """Names of all offices, sorted."""
        return sorted(e.name for e in self.resolution.entities.values() if e.type == "Office")

    def typed(self) -> set[tuple[str, str]]:
        """(surface, type) of all names of people, places and organizations."""
        return {
            (m.text, m.type) for e in self.extractions for m in e.mentions if m.kind == "name" and m.type != "Office"
        }


@dataclass(frozen=True)
class Reader:
    """Reads texts with the shipped model, relations and lexicon."""

    extractor: Extractor

    def __call__(
        self,
        *texts: str,
        dates: Sequence[str | None] = (),
        holders: Sequence[Mapping[str, Any]] = (),
        decisions: Decisions | None = None,
        stories: Sequence[Story] = (),
    ) -> Reading:
        """Texts as articles a0, a1 …; `dates` (ISO) are theirs in order; without, they are undated."""
        articles = []
        for number, text in enumerate(texts):
            day = dates[number] if number < len(dates) else None
            articles.append(
                Article(f"a{number}", text, blocks(text), published=date.fromisoformat(day) if day else None)
            )
        docs = parse(self.extractor, articles)
        extractions = tuple(extract(self.extractor, a, doc) for a, doc in zip(articles, docs, strict=True))
        rows = tuple((h["holder"], h["office"], _day(h.get("since")), _day(h.get("until"))) for h in holders)
        resolution = resolve(
            extractions,
            self.extractor.knowledge.gazetteer,
            office_words(self.extractor.knowledge.titles),
            stories=stories,
            decisions=decisions,
            holders=Holders(rows),
        )
        types = self.extractor.relations.types
        return Reading(extractions, resolution, frozenset(name for name, one in types.items() if one.symmetric))

    def drafts(self, text: str) -> list[tuple[str, Draft]]:
        """(words, draft) of every mention before references are resolved."""
        [doc] = parse(self.extractor, [Article("a", text, blocks(text))])
        return [(doc[d.start : d.end].text, d) for d in draft_mentions(doc, self.extractor.knowledge)]

    def posts(self, text: str) -> list[tuple[str, str, str, str]]:
        """(title, modifier, words of the body, words of the holder) of every Office mention, in order."""
        drafts = self.drafts(text)

        def words(draft: Draft, link: str) -> str:
            return drafts[draft.links[link]][0] if link in draft.links else ""

        return [(d.title, d.modifier, words(d, "body"), words(d, "holder")) for _, d in drafts if d.type == "Office"]


def stated(article: Article, extractor: Extractor) -> set[tuple[str, str, str]]:
    """(type, subject, object) of all claims of an article as it was read, each word found at its place in the text."""
    (doc,) = parse(extractor, [article])
    found = extract(extractor, article, doc)
    for mention in found.mentions:
        assert " ".join(article.text[mention.start : mention.end].split()) == " ".join(mention.text.split())
    return {
        (claim.type, found.mentions[claim.subject].text, found.mentions[claim.object].text) for claim in found.claims
    }


def blocks(text: str) -> tuple[Block, ...]:
    """Paragraphs between empty lines; a single line without a full stop at its end is a headline."""
    found = []
    for match in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text):
        headline = match[0][-1:] not in '.?!"”:;,' and "\n" not in match[0]
        found.append(Block(match.start(), match.end(), "headline" if headline else "paragraph"))
    return tuple(found)


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None
