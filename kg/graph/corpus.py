"""The articles as the graph sees them: claims between entities, and which words stand for whom where."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product

from kg.by_id import by_id
from kg.digest import digest
from kg.model import Claim, Entity, Extraction, LocalClaim, Resolution, Span, Story
from kg.resolve.derive import derive_claims, drop_subsumed
from kg.resolve.visit_times import lend_visit_times


def resolve_claims(extraction: Extraction, resolution: Resolution, symmetric: Set[str]) -> list[Claim]:
    """The claims of one article between entities, by place in the text, then by id.

    A mention that stands for several entities gives one claim for each; one that is both subject and object of a
    symmetric type ("the two are to meet") gives every pair. Symmetric types have the smaller id as subject. A claim
    with an unresolved argument, or of an entity with itself, is dropped. What an office says better is left out, and
    what follows from the claims is added (kg/resolve/derive.py). The id is a hash of article id, type, subject, object,
    sentence, anchor and pattern; of claims with one id the surest stays.
    """
    of = resolution.of.get(extraction.article.id, ())
    found: dict[str, Claim] = {}
    for local in extraction.claims:
        for claim in _entity_claims(extraction, local, of, symmetric):
            known = found.get(claim.id)
            if known is None or _rank(claim) < _rank(known):
                found[claim.id] = claim
    said = lend_visit_times(extraction, drop_subsumed(list(found.values()), resolution.entities))
    claims = [*said, *derive_claims(extraction, resolution, said)]
    return sorted(claims, key=lambda claim: (claim.local.sentence, claim.local.anchor, claim.id))


def _rank(claim: Claim) -> tuple[float, Span, Span, str]:
    return (-claim.local.confidence, claim.subject_span, claim.object_span, repr(claim.local))


def _entity_claims(
    extraction: Extraction, local: LocalClaim, of: Sequence[tuple[str, ...]], symmetric: Set[str]
) -> Iterator[Claim]:
    mentions, article = extraction.mentions, extraction.article.id
    spans = tuple((mentions[index].start, mentions[index].end) for index in (local.subject, local.object))
    for subject, other in _pairs(local, of, symmetric):
        swap = local.type in symmetric and other < subject
        ends = (other, subject) if swap else (subject, other)
        yield Claim(
            id=digest(article, local.type, *ends, local.sentence, local.anchor, local.pattern),
            article=article,
            type=local.type,
            subject=ends[0],
            object=ends[1],
            subject_span=spans[swap],
            object_span=spans[not swap],
            local=local,
            place=_only(of, local.place),
            speaker=_only(of, local.speaker),
        )


def _pairs(local: LocalClaim, of: Sequence[tuple[str, ...]], symmetric: Set[str]) -> Iterable[tuple[str, str]]:
    subjects, objects = of[local.subject], of[local.object]
    if local.subject == local.object:
        return combinations(sorted(set(subjects)), 2) if local.type in symmetric else ()
    return ((one, other) for one, other in product(subjects, objects) if one != other)


def _only(of: Sequence[tuple[str, ...]], mention: int | None) -> str | None:
    """The entity a mention stands for, if it is just one."""
    ids = of[mention] if mention is not None else ()
    return ids[0] if len(ids) == 1 else None


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything known, indexed once, by article id in order."""

    extractions: Collection[Extraction]
    """Read anew on each pass, where they are not in memory."""
    entities: Mapping[str, Entity]
    of: Mapping[str, tuple[tuple[str, ...], ...]]
    stories: tuple[Story, ...]
    claims: tuple[Claim, ...]
    published: Mapping[str, date | None]
    """Every article's day, by article id."""
    sentences: Mapping[str, str]
    """Claim id → the text of its sentence, as the article has it."""
    surfaces: Mapping[tuple[str, str], Counter[str]]
    """(entity id, article id) → the words that stand for the entity there; "" counts pronouns."""

    def resolved(self, article: str, mentions: Iterable[int | None]) -> list[str]:
        """The entities these mentions of an article stand for, each once, sorted."""
        of = self.of.get(article, ())
        return sorted({entity for index in mentions if index is not None for entity in of[index]})

    def sources(self) -> dict[str, str]:
        """Article id → the independent source behind it: the agency its story credits, or the story."""
        behind = {one: story.agency or story.id for story in self.stories for one in story.articles}
        return {article: behind.get(article, article) for article in self.published}


def index_corpus(
    extractions: Collection[Extraction],
    resolution: Resolution,
    stories: Sequence[Story],
    min_confidence: float,
    symmetric: Set[str],
) -> Corpus:
    """All articles in order of id, with their claims of at least `min_confidence`."""
    ordered = by_id(extractions).values()
    claims: list[Claim] = []
    published: dict[str, date | None] = {}
    sentences: dict[str, str] = {}
    surfaces: dict[tuple[str, str], Counter[str]] = {}
    for one in ordered:
        article = one.article
        published[article.id] = article.published
        surfaces |= _surfaces(one, resolution)
        sure = [c for c in resolve_claims(one, resolution, symmetric) if c.local.confidence >= min_confidence]
        claims += sure
        sentences |= {claim.id: article.text[slice(*claim.local.sentence)] for claim in sure}
    return Corpus(
        extractions=ordered,
        entities=resolution.entities,
        of=resolution.of,
        stories=tuple(sorted(stories, key=lambda story: story.id)),
        claims=tuple(claims),
        published=published,
        sentences=sentences,
        surfaces=surfaces,
    )


def _surfaces(one: Extraction, resolution: Resolution) -> dict[tuple[str, str], Counter[str]]:
    surfaces: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for mention, ids in zip(one.mentions, resolution.of.get(one.article.id, ()), strict=True):
        for entity in ids:
            surfaces[entity, one.article.id]["" if mention.kind == "pronoun" else mention.text] += 1
    return surfaces
