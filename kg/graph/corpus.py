"""The articles as the graph sees them: claims between entities, and which words stand for whom where."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations, product
from operator import itemgetter

from kg.by_id import by_id
from kg.digest import digest
from kg.graph.merge import Statement
from kg.graph.surprises import NOTHING, Background
from kg.model import Claim, Entity, Extraction, LocalClaim, Resolution, Span, Story, Struck
from kg.resolve.derive import as_members, as_states, derive_claims, drop_subsumed
from kg.resolve.visit_times import lend_visit_times


def resolve_claims(extraction: Extraction, resolution: Resolution, symmetric: Set[str]) -> list[Claim]:
    """The claims of one article between entities, by place in the text, then by id.

    A mention that stands for several entities gives one claim for each; one that is both subject and object of a
    symmetric type ("the two are to meet") gives every pair. Symmetric types have the smaller id as subject. A claim
    with an unresolved argument, or of an entity with itself, is dropped; so is one where a post stands for its unknown
    holder, but for the types that allow it. What an office says better is left out, and
    what follows from the claims is added (kg/resolve/derive.py). The id is a hash of article id, type, subject, object,
    sentence, anchor and pattern; of claims with one id the surest stays. What people decided to be wrong is left
    out, and nothing follows from it.
    """
    found: dict[str, Claim] = {}
    for local in extraction.claims:
        for claim in _entity_claims(extraction, local, resolution, symmetric):
            known = found.get(claim.id)
            if known is None or _rank(claim) < _rank(known):
                found[claim.id] = claim
    right = _without_struck(extraction, list(found.values()), resolution, symmetric)
    right = _untyped_alone(as_members(as_states(extraction, resolution, right), resolution.entities))
    said = lend_visit_times(extraction, drop_subsumed(right, resolution.entities))
    derived = _without_struck(extraction, derive_claims(extraction, resolution, said), resolution, symmetric)
    claims = [*said, *derived]
    return sorted(claims, key=lambda claim: (claim.local.sentence, claim.local.anchor, claim.id))


def _untyped_alone(claims: Sequence[Claim]) -> list[Claim]:
    """Without what an open relation says of two of whom the sentence says something that has a type."""
    typed = {
        (claim.local.sentence, frozenset({claim.subject, claim.object})) for claim in claims if not claim.local.open
    }
    return [
        claim
        for claim in claims
        if not claim.local.open or (claim.local.sentence, frozenset({claim.subject, claim.object})) not in typed
    ]


def _without_struck(
    extraction: Extraction, claims: list[Claim], resolution: Resolution, symmetric: Set[str]
) -> list[Claim]:
    """The claims that nobody decided to be wrong."""
    if not resolution.struck:
        return claims

    def is_struck(claim: Claim) -> bool:
        sentence = " ".join(extraction.article.text[slice(*claim.local.sentence)].casefold().split())
        ends = ((claim.subject, claim.object), (claim.object, claim.subject))[: 1 + (claim.type in symmetric)]
        return any(
            one.type == claim.type
            and one.words in sentence
            and any(subject in one.subjects and other in one.objects for subject, other in ends)
            for one in resolution.struck
        )

    return [claim for claim in claims if not is_struck(claim)]


def _rank(claim: Claim) -> tuple[float, Span, Span, str]:
    return (-claim.local.confidence, claim.subject_span, claim.object_span, repr(claim.local))


def _entity_claims(
    extraction: Extraction, local: LocalClaim, resolution: Resolution, symmetric: Set[str]
) -> Iterator[Claim]:
    mentions, article = extraction.mentions, extraction.article.id
    of = resolution.of.get(article, ())
    spans = tuple((mentions[index].start, mentions[index].end) for index in (local.subject, local.object))
    for subject, other in _pairs(local, of, symmetric):
        if not local.posts and any(
            mentions[index].type == "Person" and resolution.entities[entity].type == "Office"
            for index, entity in ((local.subject, subject), (local.object, other))
        ):
            continue
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
    if local.of_day:
        return [(subjects[0], subjects[0])] if len(subjects) == 1 else ()
    if local.subject == local.object:
        return combinations(sorted(set(subjects)), 2) if local.type in symmetric else ()
    return ((one, other) for one, other in product(subjects, objects) if one != other)


def _only(of: Sequence[tuple[str, ...]], mention: int | None) -> str | None:
    """The entity a mention stands for, if it is just one."""
    ids = of[mention] if mention is not None else ()
    return ids[0] if len(ids) == 1 else None


Key = tuple[str, ...]


def ends_of(one: Statement) -> Key:
    """What its relationship is of: type, subject and object, and the predicate where no type says it."""
    local = one.claim.local
    predicate = (str(dict(local.details)["predicate"]),) if local.open else ()
    return one.claim.type, one.claim.subject, one.claim.object, *predicate


Grouped = Callable[[Iterable[tuple[Key, Statement]]], Iterator[tuple[Key, Sequence[Statement]]]]
"""Brings the statements of each key together, in order of the keys; those of one key in the order given."""


def grouped_in_memory(keyed: Iterable[tuple[Key, Statement]]) -> Iterator[tuple[Key, Sequence[Statement]]]:
    """All at once."""
    groups: dict[Key, list[Statement]] = defaultdict(list)
    for key, statement in keyed:
        groups[key].append(statement)
    yield from sorted(groups.items(), key=itemgetter(0))


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything known, by article id in order."""

    extractions: Collection[Extraction]
    """Read anew on each pass, where they are not in memory."""
    entities: Mapping[str, Entity]
    of: Mapping[str, Sequence[tuple[str, ...]]]
    stories: tuple[Story, ...]
    statements: Iterable[Statement]
    """What the articles claim, article by article; worked out anew on each pass, where it is not in memory."""
    grouped: Grouped
    symmetric: Set[str] = frozenset()
    """The relation types that say the same from either end."""
    background: Background = NOTHING
    """What is known of the world besides."""

    def resolved(self, article: str, mentions: Iterable[int | None]) -> list[str]:
        """The entities these mentions of an article stand for, each once, sorted."""
        of = self.of.get(article, ())
        return sorted({entity for index in mentions if index is not None for entity in of[index]})

    def surfaces(self, one: Extraction) -> Mapping[str, Counter[str]]:
        """Entity id → the words that stand for the entity in an article; "" counts pronouns."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for mention, ids in zip(one.mentions, self.of.get(one.article.id, ()), strict=True):
            for entity in ids:
                found[entity]["" if mention.kind == "pronoun" else mention.text] += 1
        return found


@dataclass(frozen=True, slots=True)
class Part:
    """One article with all that it adds to a graph depends on."""

    one: Extraction
    of: Mapping[str, tuple[tuple[str, ...], ...]]
    """Article → for each of its mentions the entities that it stands for."""
    assumed: Sequence[int]
    """Its Office mentions whose body no article states."""
    struck: tuple[Struck, ...]
    concerned: Mapping[str, Facts]
    """The entities that may matter for it, by id."""
    source: str
    """Who is behind the article."""
    min_confidence: float
    symmetric: Set[str]

    @property
    def facts(self) -> str:
        """What may matter of its entities: the same for the same alone."""
        return "\n".join([fact.mark for fact in self.concerned.values()])

    def resolution(self) -> Resolution:
        """The resolution of its mentions, with no more of the entities than may matter for it."""
        entities = {ident: without_counts(fact.entity) for ident, fact in self.concerned.items()}
        return Resolution(entities, self.of, {self.one.article.id: self.assumed}, self.struck)

    def statements(self) -> Iterator[Statement]:
        """What it claims, surely enough."""
        article = self.one.article
        for claim in resolve_claims(self.one, self.resolution(), self.symmetric):
            if claim.local.confidence >= self.min_confidence:
                yield Statement(claim, article.published, self.source, article.text[slice(*claim.local.sentence)])


def parts_of(
    extractions: Collection[Extraction],
    resolution: Resolution,
    stories: Sequence[Story],
    min_confidence: float,
    symmetric: Set[str],
) -> Iterator[Part]:
    """The articles in order of id, each by itself."""
    behind = {article: story.agency or story.id for story in stories for article in story.articles}
    facts = {ident: _facts(entity) for ident, entity in resolution.entities.items()}
    for one in by_id(extractions).values():
        article = one.article.id
        of, assumed = resolution.of.get(article), resolution.assumed.get(article, ())
        own = {article: of} if of is not None else {}
        concerned, source = _concerned(of or (), facts), behind.get(article, article)
        yield Part(one, own, assumed, resolution.struck, concerned, source, min_confidence, symmetric)


@dataclass(frozen=True, slots=True)
class Facts:
    """What may matter of an entity for an article."""

    entity: Entity
    mark: str
    """A hash of all of it but what changes with every article that names it: how often, and where."""
    beyond: tuple[str, ...]
    """What it belongs to or lies in."""


def _facts(entity: Entity) -> Facts:
    beyond = tuple(ident for ident in (entity.body, entity.inside) if ident)
    fixed = (entity.id, entity.type, entity.name, entity.kind, entity.title, entity.body or "", entity.inside or "")
    surfaces = sorted([surface for surface, _ in entity.aliases])
    return Facts(entity, digest(*fixed, str(entity.one_holder), *surfaces), beyond)


def without_counts(entity: Entity) -> Entity:
    """The entity with no more than its Facts tell apart."""
    aliases = tuple((surface, 0) for surface in sorted(surface for surface, _ in entity.aliases))
    return Entity(
        entity.id, entity.type, entity.name, aliases, entity.kind, entity.title, entity.body, entity.one_holder,
        entity.inside,
    )  # fmt: skip


def _concerned(of: Sequence[tuple[str, ...]], facts: Mapping[str, Facts]) -> dict[str, Facts]:
    """Whom the mentions of an article stand for, and what these belong to or lie in, however indirectly."""
    found: dict[str, Facts] = {}
    ahead = [ident for ids in of for ident in ids]
    for ident in ahead:
        if ident not in found and (fact := facts.get(ident)):
            found[ident] = fact
            ahead += fact.beyond
    return found


def index_corpus(
    extractions: Collection[Extraction],
    resolution: Resolution,
    stories: Sequence[Story],
    min_confidence: float,
    symmetric: Set[str],
    grouped: Grouped | None = None,
    told: Iterable[Statement] | None = None,
    background: Background = NOTHING,
) -> Corpus:
    """All articles in order of id, with their claims of at least `min_confidence`.

    `grouped`: how claims are brought together where they may not fit in memory; without it, they are held. `told`: the
    claims, where they are known. `background`: what relationships are held against.
    """

    def anew() -> Iterator[Statement]:
        for part in parts_of(extractions, resolution, stories, min_confidence, symmetric):
            yield from part.statements()

    return Corpus(
        extractions=by_id(extractions).values(),
        entities=resolution.entities,
        of=resolution.of,
        stories=tuple(sorted(stories, key=lambda story: story.id)),
        statements=_Anew(anew) if grouped else tuple(anew() if told is None else told),
        grouped=grouped or grouped_in_memory,
        symmetric=symmetric,
        background=background,
    )


@dataclass(frozen=True)
class _Anew:
    """Statements that are worked out on each pass."""

    told: Callable[[], Iterator[Statement]]

    def __iter__(self) -> Iterator[Statement]:
        return self.told()
