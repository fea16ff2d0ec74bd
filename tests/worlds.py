"""Small corpora made by hand for tests: articles of one-line sentences whose mentions and claims are marked up.

A sentence such as "[Anna Berg] met [Tom Reed] on Monday." names its entities in brackets; the entities are declared in
`PEOPLE`, and a claim points at the brackets by their order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kg.model import (
    Article,
    Block,
    Entity,
    EntityType,
    Extraction,
    LocalClaim,
    LocalQuote,
    Mention,
    Resolution,
    Status,
    Story,
    When,
)

SYMMETRIC = frozenset({"MET", "SPOKE_WITH", "ALLY_OF", "RIVAL_OF", "COUNTERPART_OF", "SPOUSE_OF", "SIGNED_WITH"})
BRACKET = re.compile(r"\[([^\]|]+)(?:\|([^\]]*))?\]")


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def when(span: str, text: str = "then") -> When:
    """An interval from "2025-10-27", "2025-10-27..2025-10-28", "2025-10-27.." or "..2025-10-27"."""
    start, dots, end = span.partition("..")
    return When(day(start), day(end) if dots else day(start), text)


@dataclass
class World:
    """Collects articles, entities and stories; `build()` gives what assemble takes."""

    articles: dict[str, Draft] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    stories: list[Story] = field(default_factory=list)
    events: frozenset[str] = frozenset()
    """The types whose claims make events."""

    def entity(self, ident: str, label: EntityType = "Person", name: str | None = None, **more: object) -> World:
        """Declares an entity; its name is made from its id unless given."""
        name = name or ident.replace("-", " ").title()
        about: dict[str, Any] = {"aliases": ((name, 1),)} | more
        self.entities[ident] = Entity(ident, label, name, **about)
        return self

    def article(self, ident: str, published: str | None = None, **more: object) -> Draft:
        """Begins an article; `more` are other fields of Article."""
        draft = Draft(self, ident, {"published": day(published), **more})
        self.articles[ident] = draft
        return draft

    def story(self, ident: str, *articles: str, agency: str | None = None) -> World:
        """Declares that articles belong to one story."""
        self.stories.append(Story(ident, articles, ("shared text",) if len(articles) > 1 else (), agency))
        return self

    def build(self) -> tuple[list[Extraction], Resolution, list[Story]]:
        """What assemble takes."""
        extractions = [draft.extraction() for draft in self.articles.values()]
        of = {ident: tuple(draft.ids) for ident, draft in self.articles.items()}
        return extractions, Resolution(dict(self.entities), of), list(self.stories)


@dataclass
class Draft:
    """One article under way."""

    world: World
    ident: str
    about: dict[str, Any]
    text: str = ""
    mentions: list[Mention] = field(default_factory=list)
    ids: list[tuple[str, ...]] = field(default_factory=list)
    claims: list[LocalClaim] = field(default_factory=list)
    quotes: list[LocalQuote] = field(default_factory=list)
    first: int = 0

    def says(self, marked: str) -> Draft:
        """Adds a sentence. "[words|id]" is a mention of that entity, "[words|a b]" of two, "[words|]" of nobody."""
        self.first, start, position = len(self.mentions), len(self.text), 0
        for bracket in BRACKET.finditer(marked):
            self.text += marked[position : bracket.start()]
            self._mention(bracket[1], bracket[2])
            position = bracket.end()
        self.text += marked[position:]
        self.sentence = (start, len(self.text))
        self.text += "\n\n"
        return self

    def _mention(self, words: str, ids: str | None) -> None:
        given = tuple(ids.split()) if ids is not None else (words.lower().replace(" ", "-"),)
        for ident in given:
            if ident not in self.world.entities:
                self.world.entity(ident, name=words)
        kind = "name" if ids is None else "description"
        entity_type: EntityType = self.world.entities[given[0]].type if given else "Person"
        start = len(self.text)
        self.text += words
        self.mentions.append(Mention(start, len(self.text), words, entity_type, kind, plural=len(given) > 1))
        self.ids.append(given)

    def claim(self, kind: str, subject: int = 0, other: int = 1, status: Status = "actual", **more: Any) -> Draft:  # noqa: ANN401 - fields of LocalClaim
        """Adds a claim of the last sentence; `subject`, `other`, `place`, `speaker` count its brackets."""
        brackets: dict[str, Any] = {key: self.first + more.pop(key) for key in ("place", "speaker") if key in more}
        about: dict[str, Any] = {"anchor": self.sentence, "pattern": f"{kind}/test", "confidence": 0.9}
        about |= {"event": kind in self.world.events} | more
        at = about.pop("at", None)
        time = when(*at) if isinstance(at, tuple) else when(at) if at else None
        ends = (self.first + subject, self.first + other)
        self.claims.append(LocalClaim(kind, *ends, status, self.sentence, when=time, **brackets, **about))
        return self

    def quote(self, words: str, speaker: int | None = None, about: Sequence[int] = ()) -> Draft:
        """Adds a quote of the last sentence."""
        start = self.text.index(words, self.sentence[0])
        by = None if speaker is None else self.first + speaker
        named = tuple(self.first + index for index in about)
        self.quotes.append(LocalQuote(start, start + len(words), words, True, by, about=named))
        return self

    def extraction(self) -> Extraction:
        """The article as the earlier steps would hand it over."""
        article = Article(self.ident, self.text, (Block(0, len(self.text)),), **self.about)
        return Extraction(article, tuple(self.mentions), tuple(self.claims), tuple(self.quotes))
