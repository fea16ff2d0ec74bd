"""Articles → graph: the one place that knows the order of the steps.

files ──read──> Article ──annotate──> Doc ──extract──> Extraction (mentions, claims, quotes of one article)
                   │                                        │
                   └── find_stories (who copies whom) ──┐   │
                                                        v   v
                                    resolve (whole corpus): mention → entity
                                                        │
                                              assemble → Graph ──write──> graph files ──load──> Neo4j
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.articles import read_articles
from kg.assemble import assemble, resolve_claims
from kg.decisions import Decisions, read_decisions
from kg.errors import InputError, UsageError
from kg.extract import Extractor, extract_articles, load_extractor
from kg.graph_files import write_graph
from kg.language import DEFAULT_MODEL, load_model
from kg.model import Article, Claim, Extraction, Graph, Resolution, Story
from kg.officeholders import Holders, OfficeWords, read_holders
from kg.paths import shipped
from kg.resolve import resolve
from kg.stories import find_stories

Step = Callable[[str, int, int], None]
"""Told of progress: what is being done, how many are done, of how many (0: not known)."""


@dataclass(frozen=True)
class Settings:
    """What a build depends on besides the articles."""

    model: str = DEFAULT_MODEL
    lexicon: Path = shipped("lexicon")
    relations: tuple[Path, ...] = ()
    decisions: Path | None = None
    holders: Path | None = None
    min_confidence: float = 0.5
    mapping: tuple[tuple[str, str], ...] = ()
    strict: bool = False


@dataclass(frozen=True)
class Corpus:
    """All articles read and resolved: what `kg extract` writes and graphs are made of."""

    extractions: tuple[Extraction, ...]
    stories: tuple[Story, ...]
    resolution: Resolution
    symmetric: frozenset[str]
    errors: tuple[InputError, ...]

    def claims(self, extraction: Extraction) -> list[Claim]:
        """The claims of one article between entities."""
        return resolve_claims(extraction, self.resolution, self.symmetric)


def build_corpus(paths: Sequence[Path], settings: Settings, step: Step = lambda *_: None) -> Corpus:
    """Read, extract and resolve all articles under `paths`. Unreadable ones are collected, not raised, unless strict."""
    errors: list[InputError] = []
    articles = list(read_articles(paths, on_error=_collector(errors, settings), mapping=dict(settings.mapping)))
    stories = find_stories(articles)
    extractor = load_extractor(load_model(settings.model), settings.lexicon, settings.relations)
    extractions = tuple(_counted(extract_articles(extractor, articles), articles, step))
    resolution = resolve(
        extractions,
        extractor.knowledge.gazetteer,
        office_words(extractor),
        stories=stories,
        decisions=read_decisions(settings.decisions) if settings.decisions else Decisions(),
        holders=read_holders(settings.holders) if settings.holders else Holders(),
    )
    symmetric = frozenset(name for name, relation in extractor.relations.types.items() if relation.symmetric)
    return Corpus(extractions, tuple(stories), resolution, symmetric, tuple(errors))


def build_graph(corpus: Corpus, settings: Settings) -> Graph:
    """The graph of a corpus. Raises UsageError when there is no article to make it from."""
    if not corpus.extractions:
        raise UsageError("no article could be read: nothing to build a graph from")
    return assemble(corpus.extractions, corpus.resolution, corpus.stories, settings.min_confidence, corpus.symmetric)


def write_build(graph: Graph, settings: Settings, folder: Path) -> Mapping[str, Any]:
    """Write the graph files and return their manifest, which names the rules that made them."""
    return write_graph(graph, folder, inputs=fingerprints(settings))


def office_words(extractor: Extractor) -> OfficeWords:
    """What resolution needs of the title lexicon."""
    titles = extractor.knowledge.titles
    group = {title.name: title.group for title in titles.words.values()}
    return OfficeWords(
        titles.defaults,
        titles.synonyms,
        posts=frozenset(name for name, g in group.items() if g == "state"),
        named_alone=frozenset(name for name, g in group.items() if g in {"state", "government"}),
        occupations=frozenset(title.name for title in titles.words.values() if not title.post),
        worlds=titles.worlds,
    )


def fingerprints(settings: Settings) -> dict[str, object]:
    """Hashes of every rule file by its name, so that a difference of two graphs can name its cause."""
    files: dict[str, object] = {}
    for label, folders in (
        ("relations", (shipped("relations"), *settings.relations)),
        ("lexicon", (settings.lexicon,)),
    ):
        for folder in folders:
            for file in sorted(folder.glob("*.y*ml")):
                files[f"{label}/{file.name}"] = _hash(file)
    for name, path in (("decisions", settings.decisions), ("holders", settings.holders)):
        if path is not None:
            files[name] = _hash(path)
    return {"model": settings.model, "min_confidence": settings.min_confidence, "rules": files}


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]


def _collector(errors: list[InputError], settings: Settings) -> Callable[[InputError], None]:
    def collect(error: InputError) -> None:
        if settings.strict:
            raise error
        errors.append(error)

    return collect


def _counted(extractions: Iterator[Extraction], articles: Sequence[Article], step: Step) -> Iterator[Extraction]:
    step("extract", 0, len(articles))
    for done, extraction in enumerate(extractions, 1):
        yield extraction
        step("extract", done, len(articles))
