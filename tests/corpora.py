"""Corpora made of mentions alone, without any parser: for tests of what comes after extraction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from kg.build import office_words
from kg.know.first_names import fold_name
from kg.know.gazetteer import Gazetteer, load_gazetteer
from kg.know.leaders import NOBODY, load_leaders
from kg.mention.titles import load_titles
from kg.model import Article, Block, Entity, Extraction, Mention, Resolution, Story
from kg.paths import shipped
from kg.resolve.decisions import Decisions
from kg.resolve.entities import resolve
from kg.resolve.officeholders import Holders, OfficeWords


@dataclass
class Written:
    """One article under way: words are appended, mentions point at them."""

    ident: str
    published: str | None = None
    text: str = ""
    mentions: list[Mention] = field(default_factory=list)
    filed: int = 0
    """Where its dateline ends."""

    def dateline(self, surface: str) -> int:
        """Appends the place that the report was filed from; the first thing in it."""
        place = self.place(surface)
        self.filed = len(self.text)
        return place

    def person(self, surface: str, full: str = "", *, title: str = "", body: int | None = None, **more: str) -> int:
        """Appends a person's name, behind a title if one is given; `full`: the article's fullest form of it."""
        person = len(self.mentions) + bool(title)
        if title:
            links = (("body", body), ("holder", person)) if body is not None else (("holder", person),)
            modifier = more.pop("modifier", "")
            self._add(title, " ", type="Office", title=title, modifier=modifier, links=links)
        return self._add(surface, type="Person", local=fold_name(full or surface), **more)

    def place(self, surface: str, *, government: bool = False, demonym: bool = False) -> int:
        """Appends a place's name or the adjective of a country."""
        return self._add(surface, type="Place", kind="demonym" if demonym else "name", government=government)

    def organization(self, surface: str, *, then: str = ". ") -> int:
        """Appends an organization's name and what stands behind it."""
        return self._add(surface, then, type="Organization")

    def description(self, surface: str, title: str = "", *, body: int | None = None, **more: object) -> int:
        """Appends a description of a person; without antecedents it is left to the corpus."""
        links = (("body", body),) if body is not None else ()
        return self._add(surface, type="Person", kind="description", title=title, links=links, **more)

    def pronoun(self, *antecedents: int, surface: str = "he") -> int:
        """Appends a pronoun; with two antecedents it is a plural."""
        plural = len(antecedents) > 1
        return self._add(surface, type="Person", kind="pronoun", antecedents=antecedents, plural=plural)

    def _add(self, surface: str, then: str = ". ", **about: object) -> int:
        start = len(self.text)
        self.text += surface + then
        self.mentions.append(Mention(start, start + len(surface), surface, **about))  # type: ignore[arg-type]
        return len(self.mentions) - 1

    def extraction(self) -> Extraction:
        """The article as extraction would hand it over."""
        day = date.fromisoformat(self.published) if self.published else None
        blocks = (Block(0, self.filed, "dateline"), Block(self.filed, len(self.text)))
        article = Article(self.ident, self.text, blocks if self.filed else blocks[1:], published=day)
        return Extraction(article, tuple(self.mentions), ())


@cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteers, loaded once."""
    return load_gazetteer()


@cache
def words() -> OfficeWords:
    """The shipped vocabulary of posts, loaded once."""
    return office_words(load_titles(shipped("lexicon")))


def resolved(
    articles: Sequence[Written],
    decisions: Decisions | None = None,
    holders: Holders | None = None,
    stories: Sequence[Story] = (),
    *,
    world: bool = False,
) -> Resolution:
    """The entities of a corpus of such articles. `world`: with the table of leaders."""
    extractions = [article.extraction() for article in articles]
    leaders = load_leaders() if world else NOBODY
    return resolve(
        extractions, gazetteer(), words(), stories=stories, decisions=decisions, holders=holders, leaders=leaders
    )


def entity_of(resolution: Resolution, article: Written, index: int) -> Entity | None:
    """The one entity of a mention; None where it stands for none or for several."""
    found = resolution.of[article.ident][index]
    return resolution.entities[found[0]] if len(found) == 1 else None


def surfaces_of(resolution: Resolution, articles: Sequence[Written]) -> dict[str, set[str]]:
    """Entity id → the surfaces of its name mentions."""
    found: dict[str, set[str]] = {}
    for article in articles:
        for mention, entities in zip(article.mentions, resolution.of[article.ident], strict=True):
            if mention.kind in {"name", "demonym"}:
                for ident in entities:
                    found.setdefault(ident, set()).add(mention.text)
    return found
