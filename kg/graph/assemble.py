"""From claims to the graph of docs/graph-model.md: both layers, every row sorted, nothing random.

The exploration layer has one relationship per subject, type, object, status and time (kg/graph/merge.py says which
claims agree, kg/graph/support.py what a relationship says of itself); the evidence layer has every claim with its
article.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, fields, replace
from functools import partial
from operator import attrgetter

from kg.digest import digest
from kg.graph.corpus import Corpus, Grouped, Part, ends_of, grouped_in_memory, index_corpus, parts_of, resolve_claims
from kg.graph.denials import denials
from kg.graph.events import Moment, event_nodes, event_ties, events, moments
from kg.graph.graph_files import GraphLines, GraphPieces, Piece, Pieces, lines_of, piece_of, pieces_anew
from kg.graph.merge import Agreement, Statement, merge
from kg.graph.nodes import Known as KnownEntity
from kg.graph.nodes import (
    Mentioned,
    article_key,
    article_nodes,
    claim_key,
    claim_nodes,
    entity_key,
    entity_node,
    entity_nodes,
    known_of_entities,
    quote_nodes,
    quotes,
    relationship,
    story_nodes,
)
from kg.graph.support import combined_confidence, describe, evidence_of, iso
from kg.graph.surprises import NOTHING, Background, Knowledge, Known, surprises
from kg.graph.tenures import TYPES, Tenure, tenures
from kg.model import Entity, Extraction, Graph, GraphRows, Node, Relationship, Resolution, Story, Value

__all__ = ["assemble", "assemble_pieces", "assemble_rows", "resolve_claims", "told_by", "told_in"]

OFFICE_OF_RULE = "OFFICE_OF/body-of-office"
"""The rule named on an OFFICE_OF that no sentence states: the office's name says whose it is."""


def assemble(
    extractions: Collection[Extraction],
    resolution: Resolution,
    stories: Sequence[Story],
    min_confidence: float,
    symmetric: Set[str],
    background: Background = NOTHING,
) -> Graph:
    """The graph of all articles: claims of at least `min_confidence`, and all entities, articles, stories and quotes.

    `symmetric`: the relation types that say the same from either end. `background`: what relationships are held against
    besides what articles say (kg/graph/surprises.py). The order of the arguments' members is of no
    consequence.
    """
    rows = _rows(index_corpus(extractions, resolution, stories, min_confidence, symmetric, background=background))
    nodes = sorted(rows.nodes, key=lambda one: one.key)
    return Graph(tuple(nodes), tuple(sorted(rows.relationships, key=lambda one: one.key)))


def assemble_rows(
    extractions: Collection[Extraction],
    resolution: Resolution,
    stories: Sequence[Story],
    min_confidence: float,
    symmetric: Set[str],
    grouped: Grouped,
    background: Background = NOTHING,
) -> GraphRows:
    """The same graph row by row, in no order, each made when it is asked for; `grouped` brings claims together."""
    return _rows(
        index_corpus(extractions, resolution, stories, min_confidence, symmetric, grouped, background=background)
    )


@dataclass(frozen=True, slots=True)
class Told:
    """What some articles add to a graph."""

    piece: Piece
    """The lines of nodes and relationships that are of one of them alone."""
    statements: Sequence[Statement]
    mentioned: Sequence[Mapping[str, int]]
    """For each article: entity id → how often it is mentioned."""


Tells = Callable[[Iterable[Part]], Iterable[Told]]


def assemble_pieces(
    extractions: Collection[Extraction],
    resolution: Resolution,
    stories: Sequence[Story],
    min_confidence: float,
    symmetric: Set[str],
    tells: Tells | None = None,
    keep: Pieces = pieces_anew,
    background: Background = NOTHING,
) -> GraphPieces:
    """The same graph as the lines of its files, in pieces. `tells`: what gives what each article adds, where that is
    kept; `keep`: the same of rows that articles tell together."""
    pieces: list[Piece] = []
    statements: list[Statement] = []
    counted = Mentioned()
    for told in (tells or told_by)(parts_of(extractions, resolution, stories, min_confidence, symmetric)):
        pieces.append(told.piece)
        statements += told.statements
        for mentioned in told.mentioned:
            counted.add(mentioned)
    corpus = index_corpus(extractions, resolution, stories, min_confidence, symmetric, None, statements, background)
    groups = list(_groups(corpus))
    pieces += keep("relationships", ((_content(corpus, one), one) for one in groups), partial(_lines, corpus))
    times = moments(corpus)
    pieces += keep("events", ((_told_then(corpus, one), one) for one in times), partial(_events, corpus))
    known = known_of_entities(corpus, counted)
    pieces += keep("entities", ((_told_of(one), one) for one in known), lambda one: lines_of([entity_node(one)], ()))
    pieces += keep("stories", ((repr(_OF_STORY(one)), one) for one in corpus.stories), partial(_story, corpus))
    bodies = _offices_of(corpus, _stated_bodies(groups))
    pieces += keep("offices", ((repr(one), one) for one in bodies), lambda one: lines_of((), [one]))
    return GraphPieces(pieces)


_OF_ENTITY, _OF_STORY = (attrgetter(*(one.name for one in fields(kind))) for kind in (Entity, Story))
"""All fields as a tuple, which is written out in a third of the time that the value itself takes."""


def _told_of(known: KnownEntity) -> str:
    """All that the node of an entity is made of."""
    return repr((_OF_ENTITY(known.entity), known.days, known.mentions, known.articles))


def _content(corpus: Corpus, group: _Group) -> str:
    """All that the relationships of a group are made of."""
    marks = (one.mark or repr(one) for one in group.statements)
    places = {one.claim.place: corpus.entities[one.claim.place].name for one in group.statements if one.claim.place}
    return f"{group.ends} {group.tenure} {group.known} {places} {' '.join(marks)}"


def _lines(corpus: Corpus, group: _Group) -> GraphLines:
    return lines_of((), _agreed(corpus, group))


def _told_then(corpus: Corpus, moment: Moment) -> str:
    """All that the events of a moment are made of."""
    key, statements = moment
    marks = (one.mark or repr(one) for one in statements)
    ids = sorted(
        {ident for one in statements for ident in (one.claim.subject, one.claim.object, one.claim.place or "")}
    )
    named = [(ident, one.type, one.name) for ident in ids if (one := corpus.entities.get(ident))]
    return f"{key} {key[0] in corpus.symmetric} {named} {' '.join(marks)}"


def _events(corpus: Corpus, told: Moment) -> GraphLines:
    found = list(events(corpus, [told]))
    return lines_of(event_nodes(corpus, found), event_ties(corpus, found))


def _story(corpus: Corpus, story: Story) -> GraphLines:
    alone = replace(corpus, stories=(story,))
    return lines_of(story_nodes(alone), _part_of_story(alone))


def told_by(parts: Iterable[Part]) -> Iterator[Told]:
    """What each article adds."""
    for part in parts:
        lines, statements, mentioned = told_in(part)
        yield Told(piece_of(lines), statements, [mentioned])


def told_in(part: Part) -> tuple[GraphLines, Sequence[Statement], Mapping[str, int]]:
    """What one article adds: lines that are of it alone, what it states, and how often it mentions whom, by id."""
    statements = tuple(replace(one, mark=digest(repr(one))) for one in part.statements())
    own = Corpus((part.one,), part.resolution().entities, part.of, (), statements, grouped_in_memory)
    mentioned = {entity: words.total() for entity, words in own.surfaces(part.one).items()}
    return lines_of(*_made(own, _BY_ARTICLE)), statements, mentioned


Makers = tuple[tuple[Callable[[Corpus], Iterator[Node]], ...], tuple[Callable[[Corpus], Iterator[Relationship]], ...]]


def _made(corpus: Corpus, makers: Makers) -> tuple[Iterator[Node], Iterator[Relationship]]:
    nodes, ties = makers
    return (node for make in nodes for node in make(corpus)), (one for make in ties for one in make(corpus))


def _rows(corpus: Corpus) -> GraphRows:
    makers = (_OVERALL[0] + _BY_ARTICLE[0], _OVERALL[1] + _BY_ARTICLE[1])
    return GraphRows(*_made(corpus, makers))


# ------------------------------------------------------------------ exploration layer


@dataclass(frozen=True, slots=True)
class _Group:
    """All statements of one type (or predicate) between the same two, and the time in office that they are about."""

    ends: tuple[str, str, str]
    """Type, subject and object."""
    predicate: tuple[str, ...]
    """The words that tie them, where no type says it."""
    statements: Sequence[Statement]
    tenure: Tenure | None
    known: Known | None
    """What is known of its ends, where that may contradict it."""


def _exploration(corpus: Corpus) -> Iterator[Relationship]:
    stated_bodies: set[tuple[str, str]] = set()
    for group in _groups(corpus):
        yield from _agreed(corpus, group)
        stated_bodies |= _stated_bodies([group])
    yield from _offices_of(corpus, stated_bodies)


def _groups(corpus: Corpus) -> Iterator[_Group]:
    held = tenures((one for one in corpus.statements if one.claim.type in TYPES), corpus.entities)
    knowledge = Knowledge(corpus.statements, corpus.entities, corpus.background)
    between = (one for one in corpus.statements if not one.claim.of_day)
    for (kind, subject, other, *predicate), statements in corpus.grouped((ends_of(one), one) for one in between):
        tenure = held.get((subject, other)) if kind == "HOLDS_OFFICE" else None
        yield _Group((kind, subject, other), tuple(predicate), statements, tenure, knowledge.of(kind, subject, other))


def _stated_bodies(groups: Iterable[_Group]) -> set[tuple[str, str]]:
    """The offices of which a sentence says whose they are, with what it says."""
    return {(subject, other) for kind, subject, other in (one.ends for one in groups) if kind == "OFFICE_OF"}


def _agreed(corpus: Corpus, group: _Group) -> Iterator[Relationship]:
    agreements = merge(group.statements)
    yield from (_agreement(corpus, group, one) for one in agreements)
    if not group.predicate:
        yield from denials(agreements)


def _agreement(corpus: Corpus, group: _Group, agreement: Agreement) -> Relationship:
    (kind, subject, other), tenure = group.ends, group.tenure
    properties = describe(agreement, corpus.entities)
    if tenure and agreement.status in ("actual", "former"):
        properties |= {"held_from": iso(tenure.since), "held_until": iso(tenure.until), "ended": tenure.ended}
    properties["surprising"] = surprises(group.known, agreement)
    identity = (agreement.status, properties["when_start"], properties["when_end"], *group.predicate)
    return relationship(kind, entity_key(subject), entity_key(other), properties, *identity)


def _offices_of(corpus: Corpus, stated_bodies: Set[tuple[str, str]]) -> Iterator[Relationship]:
    """OFFICE_OF where the body is known from the office's name alone; what is said of the holders is its evidence."""
    bodies = {
        ident: str(entity.body)
        for ident, entity in sorted(corpus.entities.items())
        if entity.body in corpus.entities and (ident, entity.body) not in stated_bodies
    }
    told = (one for one in corpus.statements if one.claim.type == "HOLDS_OFFICE" and one.claim.object in bodies)
    silent = dict(bodies)
    for (office,), holders in corpus.grouped(((one.claim.object,), one) for one in told):
        yield _office_of(office, silent.pop(office), holders)
    for office, body in silent.items():
        yield _office_of(office, body, ())


def _office_of(office: str, body: str, holders: Sequence[Statement]) -> Relationship:
    ordered = sorted(holders, key=lambda one: (-one.claim.local.confidence, one.claim.article, one.claim.id))
    properties: dict[str, Value] = {
        "status": "actual",
        "claims": 0,
        "articles": len({one.claim.article for one in holders}),
        "sources": len({one.source for one in holders}),
        "confidence": combined_confidence(holders),
        "rules": [OFFICE_OF_RULE],
        "evidence": evidence_of(ordered),
    }
    return relationship("OFFICE_OF", entity_key(office), entity_key(body), properties, "actual", None, None)


# ------------------------------------------------------------------ evidence layer


def _claim_evidence(corpus: Corpus) -> Iterator[Relationship]:
    for statement in corpus.statements:
        claim = statement.claim
        node = claim_key(claim.id)
        ends = (("SUBJECT", claim.subject, claim.subject_span), ("OBJECT", claim.object, claim.object_span))
        for kind, entity, (start, end) in ends[: 1 if claim.of_day else 2]:
            yield relationship(kind, node, entity_key(entity), {"start": start, "end": end})
        yield relationship("STATED_IN", node, article_key(claim.article), {})
        if claim.place:
            yield relationship("AT", node, entity_key(claim.place), {})
        if claim.speaker:
            yield relationship("ATTRIBUTED_TO", node, entity_key(claim.speaker), {})


def _mentioned_in(corpus: Corpus) -> Iterator[Relationship]:
    for one in corpus.extractions:
        for entity, surfaces in corpus.surfaces(one).items():
            words = sorted((word for word in surfaces if word), key=lambda word: (-surfaces[word], word))
            properties: dict[str, Value] = {"count": surfaces.total(), "surfaces": words}
            yield relationship("MENTIONED_IN", entity_key(entity), article_key(one.article.id), properties)


def _part_of_story(corpus: Corpus) -> Iterator[Relationship]:
    for story in corpus.stories:
        for article in story.articles:
            yield relationship("PART_OF_STORY", article_key(article), f"Story:{story.id}", {})


def _quote_evidence(corpus: Corpus) -> Iterator[Relationship]:
    for article, ident, quote in quotes(corpus):
        node = f"Quote:{ident}"
        yield relationship("IN", node, article_key(article), {})
        for speaker in corpus.resolved(article, [quote.speaker]):
            yield relationship("SAID", entity_key(speaker), node, {})
        for kind, mentions in (("ABOUT", quote.about), ("ADDRESSED_TO", (quote.addressee,))):
            for entity in corpus.resolved(article, mentions):
                yield relationship(kind, node, entity_key(entity), {})


_OVERALL: Makers = ((entity_nodes, story_nodes, event_nodes), (_exploration, _part_of_story, event_ties))
_BY_ARTICLE: Makers = ((article_nodes, claim_nodes, quote_nodes), (_claim_evidence, _mentioned_in, _quote_evidence))
"""What is made of an article by itself, whatever the others say."""
