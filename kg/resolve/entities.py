"""Mentions → entities, over the whole corpus. Deterministic, independent of the order of the articles, explained.

Names first (people, places, organizations), then offices, which need bodies and holders, then descriptions and
pronouns, which need all of them. What people decided (`decisions`) stands over everything the program thinks.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from operator import itemgetter
from typing import TYPE_CHECKING

from kg.by_id import by_id
from kg.model import Entity, EntityType, Extraction, Mention, Resolution, Story
from kg.resolve.decisions import Decisions
from kg.resolve.name_blocks import Block, Blocks, Named, all_at_once
from kg.resolve.officeholders import Holders, OfficeWords, group_offices, resolve_descriptions
from kg.resolve.people import Person, display_name, group_people, local_people, short_forms
from kg.resolve.things import Thing, group_things

if TYPE_CHECKING:
    from kg.know.gazetteer import Gazetteer

Ref = tuple[str, int]
"""A mention anywhere in the corpus: (article id, index)."""


@dataclass
class Draft:
    """An entity in the making: its mentions and what they say of it."""

    type: EntityType
    name: str
    surface_of: dict[Ref, str]
    reasons: tuple[str, ...] = ()
    id: str = ""
    facts: dict[str, str | float] = field(default_factory=dict)

    @property
    def surfaces(self) -> Counter[str]:
        """Every form of the name and how often it is used."""
        return Counter(self.surface_of.values())

    @property
    def refs(self) -> list[Ref]:
        """Its mentions, sorted."""
        return sorted(self.surface_of)


def resolve(
    extractions: Collection[Extraction],
    gazetteer: Gazetteer,
    office_words: OfficeWords,
    *,
    stories: Sequence[Story] = (),
    decisions: Decisions | None = None,
    holders: Holders | None = None,
    blocks: Blocks = all_at_once,
) -> Resolution:
    """Every mention's entities. Neither the order of the articles nor how `blocks` cuts them changes it."""
    corpus = by_id(extractions).values()
    decided = decisions or Decisions()
    story_of = {article: story.id for story in stories if len(story.articles) > 1 for article in story.articles}

    things = group_things(corpus, gazetteer)
    of: dict[Ref, tuple[str, ...]] = {}
    drafts = [Draft(t.type, t.name, t.surface_of, t.reasons, facts=t.facts) for t in things]
    drafts += _people(blocks(_named(corpus, _keys(things), office_words.worlds)), story_of)
    drafts = decided.apply(drafts)
    entities = _name(drafts, of)

    strangers = _strangers(holders or Holders(), entities)
    offices = group_offices(corpus, of, {**entities, **strangers}, gazetteer, office_words, holders)
    entities.update(offices.entities)
    of.update(offices.of)
    resolve_descriptions(corpus, of, offices, entities, office_words)
    meant = {ident for found in of.values() for ident in found}
    entities.update({ident: person for ident, person in strangers.items() if ident in meant})
    _follow(corpus, of)
    table = {e.article.id: tuple(of.get((e.article.id, i), ()) for i in range(len(e.mentions))) for e in corpus}
    return Resolution(dict(sorted(entities.items())), table)


def _keys(things: Sequence[Thing]) -> dict[Ref, str]:
    return {ref: thing.key for thing in things for ref in thing.surface_of}


def _named(
    corpus: Collection[Extraction], things_of: Mapping[Ref, str], world_of: Mapping[str, str]
) -> Iterator[Named]:
    for extraction in corpus:
        article = extraction.article.id
        bodies = {}
        for i, mention in enumerate(extraction.mentions):
            body = mention.link("body")
            if mention.type == "Office" and body is not None:
                bodies[i] = things_of.get((article, body), "")
        people = local_people(extraction, bodies, world_of)
        yield Named(article, people, frozenset(word for person in people for word in person.words))


def _people(blocks: Iterator[Block], story_of: Mapping[str, str]) -> list[Draft]:
    """The people of the corpus, in the order in which it names them, however it was cut into blocks."""
    drafts: list[tuple[int, Draft]] = []
    for block in blocks:
        clusters = group_people(block.people, block.company, story_of)
        for members in clusters:
            group = [block.people[i] for i in members]
            drafts.append((block.numbers[members[0]], _person(group, clusters.reasons(members[0]))))
    return [draft for _, draft in sorted(drafts, key=itemgetter(0))]


def _person(group: Sequence[Person], reasons: Sequence[str]) -> Draft:
    surface_of = {(person.article, i): surface for person in group for i, surface in person.mentions.items()}
    genders = {person.gender for person in group} - {""}
    facts: dict[str, str | float] = {"gender": next(iter(genders))} if len(genders) == 1 else {}
    why = {*reasons, *(reason for person in group for reason in short_forms(person))}
    return Draft("Person", display_name(Counter(surface_of.values())), surface_of, tuple(sorted(why)), facts=facts)


def _name(drafts: Sequence[Draft], of: dict[Ref, tuple[str, ...]]) -> dict[str, Entity]:
    """Give every draft its id: the slug of its name; the most mentioned keeps it, others add what tells them apart."""
    taken: dict[str, Draft] = {}
    tried: dict[tuple[str, str], Iterator[str]] = {}
    for draft in sorted(drafts, key=lambda d: (-len(d.refs), d.type, d.name, d.refs)):
        base = str(draft.facts.get("id") or slug(draft.name)) or draft.type.lower()
        names = tried.setdefault((base, draft.type), _candidates(base, draft.type))
        draft.id = next(c for c in names if c not in taken)
        taken[draft.id] = draft
    entities = {}
    for draft in taken.values():
        for ref in draft.refs:
            of[ref] = (draft.id,)
        entities[draft.id] = _entity(draft)
    return entities


def _candidates(base: str, kind: str) -> Iterator[str]:
    yield base
    yield f"{base}-{kind.lower()}"
    yield from (f"{base}-{number}" for number in count(2))


def _entity(draft: Draft) -> Entity:
    facts = draft.facts
    latitude, longitude = facts.get("latitude"), facts.get("longitude")
    aliases = tuple(sorted(draft.surfaces.items(), key=lambda pair: (-pair[1], pair[0])))
    return Entity(
        draft.id, draft.type, draft.name, aliases, kind=str(facts.get("kind", "")), iso2=str(facts.get("iso2", "")),
        latitude=float(latitude) if latitude is not None else None,
        longitude=float(longitude) if longitude is not None else None,
        inside=str(facts["inside"]) if facts.get("inside") else None, merged_because=draft.reasons,
    )  # fmt: skip


def _strangers(holders: Holders, entities: Mapping[str, Entity]) -> dict[str, Entity]:
    """People of the user's table whom no article names: entities, should a description mean them."""
    known = {form.casefold() for e in entities.values() if e.type == "Person" for form in (e.name, *dict(e.aliases))}
    names = sorted({holder for holder, *_ in holders.rows if holder.casefold() not in known})
    found: dict[str, Entity] = {}
    for name in names:
        ident = next(c for c in _candidates(slug(name), "Person") if c not in entities and c not in found)
        found[ident] = Entity(ident, "Person", name)
    return found


def _follow(corpus: Collection[Extraction], of: dict[Ref, tuple[str, ...]]) -> None:
    """Pronouns and descriptions: the entities of their antecedents, through as many steps as it takes."""
    for extraction in corpus:
        article = extraction.article.id
        for index, mention in enumerate(extraction.mentions):
            if mention.antecedents and (article, index) not in of:
                found = _entities_behind(extraction.mentions, article, index, of, set())
                if found and (mention.plural or len(found) == 1):
                    of[(article, index)] = found


def _entities_behind(
    mentions: Sequence[Mention], article: str, index: int, of: Mapping[Ref, tuple[str, ...]], seen: set[int]
) -> tuple[str, ...]:
    known = of.get((article, index))
    if known or index in seen:
        return known or ()
    seen.add(index)
    found: list[str] = []
    for antecedent in mentions[index].antecedents:
        found += _entities_behind(mentions, article, antecedent, of, seen)
    return tuple(dict.fromkeys(found))


def slug(name: str) -> str:
    """A name as an id: ASCII where it can be, lower case, words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower().replace("'", "").replace("’", "")
    return re.sub(r"[^\w]+", "-", plain).strip("-")
