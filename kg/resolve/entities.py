"""Mentions → entities, over the whole corpus. Deterministic, independent of the order of the articles, explained.

Names first (people, places, organizations), then offices, which need bodies and holders, then descriptions and
pronouns, which need all of them. What people decided (`decisions`) stands over everything the program thinks.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from kg.by_id import by_id
from kg.digest import digest
from kg.keeping import Keep, anew
from kg.know.leaders import NOBODY, Leaders, Term
from kg.know.organization_names import without_legal_form
from kg.model import Entity, Extraction, Mention, Resolution, Story
from kg.resolve.decisions import Decisions
from kg.resolve.drafts import Draft, Entities, Forms, Meant, Tables, in_memory, slug
from kg.resolve.name_blocks import Block, Blocks, Named, all_at_once
from kg.resolve.officeholders import Holders, OfficeWords, UnnamedHolders, answer_descriptions, group_offices
from kg.resolve.people import (
    Person,
    Post,
    display_name,
    group_people,
    local_names,
    local_people,
    short_forms,
    telling_words,
)
from kg.resolve.reading import GONE, Reading
from kg.resolve.things import Reads, Things, group_things, names_in
from kg.resolve.types import settle_types

if TYPE_CHECKING:
    from kg.know.gazetteer import Gazetteer


def resolve(
    extractions: Collection[Extraction],
    gazetteer: Gazetteer,
    office_words: OfficeWords,
    *,
    stories: Sequence[Story] = (),
    decisions: Decisions | None = None,
    holders: Holders | None = None,
    blocks: Blocks = all_at_once,
    tables: Tables = in_memory,
    leaders: Leaders = NOBODY,
    reads: Reads = names_in,
    keep: Keep = anew,
) -> Resolution:
    """Every mention's entities. Neither the order of the articles nor where `blocks` and `tables` keep what is worked
    with changes it, nor whether `reads` and `keep` keep what they give."""
    corpus = by_id(extractions).values()
    decided = decisions or Decisions()
    story_of = {article: story.id for story in stories if len(story.articles) > 1 for article in story.articles}

    things = group_things(corpus, gazetteer, tables, reads, keep)
    people = _People(
        blocks(_named(corpus, things, office_words.worlds, _whose(leaders, gazetteer))),
        story_of,
        first_group=len(things.all),
    )
    drafts = [
        Draft(t.type, t.name, t.forms, (group,), reasons=t.reasons, facts=t.facts) for group, t in enumerate(things.all)
    ]
    drafts = decided.apply(settle_types(drafts + people.drafts))
    entities = _name(drafts, keep)
    names = tables("names")
    for article, meant in _name_mentions(corpus, things, people, Entities(drafts)):
        names[article] = meant

    strangers = _strangers(holders or Holders(), entities)
    offices = group_offices(
        corpus,
        names,
        {**entities, **strangers},
        gazetteer,
        office_words,
        holders,
        tables,
        leaders,
        decided.denies_post if decided.wrong else None,
    )
    entities.update(offices.entities)
    of, assumed = tables("entities"), tables("assumed")
    answers: set[str] = set()
    unnamed = UnnamedHolders(offices, office_words)
    for extraction in corpus:
        meant, own, assumed[extraction.article.id] = offices.of[extraction.article.id]
        reading = Reading(extraction, meant)
        answers |= answer_descriptions(reading, own, offices)
        unnamed.answer(reading)
        _follow(reading)
        of[extraction.article.id] = tuple(reading.of)
    entities.update(unnamed.entities(entities, gazetteer))
    entities.update({ident: person for ident, person in strangers.items() if ident in answers})
    return Resolution(dict(sorted(entities.items())), of, assumed, decided.strikes(entities.values()))


def _whose(leaders: Leaders, gazetteer: Gazetteer) -> Callable[[str, Post], Term | None]:
    """Who of the table a name with a post is, where the post is a state's or nobody's by its words."""

    def whose(name: str, post: Post) -> Term | None:
        country = gazetteer.by_id(post.body.removeprefix("Place:")) if post.body else None
        if post.body and country is None:
            return None
        iso2 = country.iso2 if country else ""
        return leaders.person(name, post.title, post.day, iso2=iso2, gone=post.modifier in GONE)

    return whose


def _named(
    corpus: Collection[Extraction],
    things: Things,
    world_of: Mapping[str, str],
    whose: Callable[[str, Post], Term | None],
) -> Iterator[Named]:
    for extraction in corpus:
        article = extraction.article.id
        thing_of = things.of(article)
        bodies = {}
        for i, mention in enumerate(extraction.mentions):
            if mention.type == "Office" and (body := mention.link("body")) is not None:
                bodies[i] = things.all[thing_of[body]].key if thing_of[body] >= 0 else ""
        people = local_people(extraction, bodies, world_of, whose)
        yield Named(article, people, frozenset(word for person in people for word in telling_words(person)))


class _People:
    """The people of the corpus as drafts, in the order in which it names them, however it was cut into blocks."""

    def __init__(self, blocks: Iterator[Block], story_of: Mapping[str, str], first_group: int) -> None:
        found: list[tuple[int, Draft]] = []
        of_number = array("I")
        for block in blocks:
            clusters = group_people(block.people, block.company, story_of)
            for members in clusters:
                for member in members:
                    _put(of_number, block.numbers[member], len(found))
                bearers = [block.people[i] for i in members]
                found.append((block.numbers[members[0]], _person(bearers, clusters.reasons(members[0]))))
        order = sorted(range(len(found)), key=lambda place: found[place][0])
        group_of = array("I", [0]) * len(found)
        for group, place in enumerate(order, first_group):
            group_of[place] = group
        self.drafts = [found[place][1] for place in order]
        for group, draft in enumerate(self.drafts, first_group):
            draft.groups = (group,)
        for number, place in enumerate(of_number):
            of_number[number] = group_of[place]
        self.group_of = of_number
        """For each person of each article, in the order of the corpus, the group it belongs to."""


def _put(numbers: array[int], at: int, number: int) -> None:
    """Set an item of an array that grows to hold it."""
    if at >= len(numbers):
        numbers.extend(array("I", [0]) * (at + 1 - len(numbers)))
    numbers[at] = number


def _person(group: Sequence[Person], reasons: Sequence[str]) -> Draft:
    forms = Forms()
    for person in group:
        for index, surface in person.mentions.items():
            forms.add(surface, (person.article, index))
    genders = {person.gender for person in group} - {""}
    facts: dict[str, str | float] = {"gender": next(iter(genders))} if len(genders) == 1 else {}
    posts = Counter(post for person in group for post in person.posts)
    held = [title for title, _ in sorted(posts, key=lambda post: (-posts[post], post))]
    if qids := {person.leader for person in group if re.fullmatch(r"Q\d+", person.leader)}:
        facts["qid"] = min(qids)
    why = {*reasons, *(reason for person in group for reason in short_forms(person))}
    called = Counter(title for person in group for title in person.titles)
    titles = tuple(sorted(called, key=lambda title: (-called[title], title)))
    traits = (*dict.fromkeys(held), *(str(value) for value in facts.values()))
    return Draft(
        "Person", display_name(forms.counts), forms, (), reasons=tuple(sorted(why)), facts=facts, traits=traits,
        titles=titles,
    )  # fmt: skip


def _name(drafts: Sequence[Draft], keep: Keep) -> dict[str, Entity]:
    """Give every draft its id: the slug of its name; the most mentioned keeps it, others add what tells them apart."""
    taken: dict[str, Draft] = {}
    names = sorted({draft.name for draft in drafts if draft.type == "Organization"})
    bare = dict(zip(names, keep("bare", zip(names, names, strict=True), partial(map, without_legal_form)), strict=True))
    for draft in sorted(drafts, key=lambda d: (-d.forms.counts.total(), d.type, d.name, d.forms.earliest)):
        draft.id = next(one for one in _candidates(draft, bare, taken) if one not in taken)
        taken[draft.id] = draft
    return {draft.id: _entity(draft) for draft in taken.values()}


def _name_mentions(
    corpus: Collection[Extraction], things: Things, people: _People, entities: Entities
) -> Iterator[tuple[str, Meant]]:
    """Article → what its names stand for; descriptions and pronouns are left open."""
    first = 0
    for extraction in corpus:
        article, mentions = extraction.article.id, extraction.mentions
        groups = things.of(article)
        persons = local_names(extraction)
        for person, indices in enumerate(persons.values(), first):
            for index in indices:
                groups[index] = people.group_of[person]
        first += len(persons)
        yield article, tuple(entities.of(g, m.text) if g >= 0 else () for g, m in zip(groups, mentions, strict=True))


def _candidates(draft: Draft, bare: Mapping[str, str], taken: Mapping[str, Draft]) -> Iterator[str]:
    """The ids that a draft may have, the best first: what follows the name says what else bears it, or where it stands.

    No id depends on how many bear the name, so that one more renames none of them. `bare`: the name of a body without
    its legal form.
    """
    name = bare[draft.name] if draft.type == "Organization" else draft.name
    base, kind = str(draft.facts.get("id") or slug(name)) or draft.type.lower(), draft.type.lower()
    yield base
    if base in taken and taken[base].type != draft.type:
        yield f"{base}-{kind}"
    facts = draft.facts
    traits = [*draft.traits, *(str(facts[name]) for name in ("kind", "inside", "iso2") if facts.get(name))]
    yield from (f"{base}-{slug(trait)}" for trait in traits if trait != "other")
    yield f"{base}-{kind}"
    for length in (6, 16, 64):
        yield f"{base}-{digest(draft.forms.earliest, length=length)}"


def _entity(draft: Draft) -> Entity:
    facts = draft.facts
    latitude, longitude = facts.get("latitude"), facts.get("longitude")
    aliases = tuple(sorted(draft.forms.counts.items(), key=lambda pair: (-pair[1], pair[0])))
    return Entity(
        draft.id, draft.type, draft.name, aliases, kind=str(facts.get("kind", "")), iso2=str(facts.get("iso2", "")),
        latitude=float(latitude) if latitude is not None else None,
        longitude=float(longitude) if longitude is not None else None,
        inside=str(facts["inside"]) if facts.get("inside") else None, qid=str(facts.get("qid", "")),
        titles=draft.titles if draft.type == "Person" else (), merged_because=draft.reasons,
    )  # fmt: skip


def _strangers(holders: Holders, entities: Mapping[str, Entity]) -> dict[str, Entity]:
    """People of the user's table whom no article names: entities, should a description mean them."""
    known = {form.casefold() for e in entities.values() if e.type == "Person" for form in (e.name, *dict(e.aliases))}
    names = sorted({holder for holder, *_ in holders.rows if holder.casefold() not in known})
    found: dict[str, Entity] = {}
    for name in names:
        base = slug(name)
        ids = (base, f"{base}-person", f"{base}-{digest(name, length=16)}")
        ident = next(one for one in ids if one not in entities and one not in found)
        found[ident] = Entity(ident, "Person", name)
    return found


def _follow(reading: Reading) -> None:
    """Pronouns and descriptions: the entities of their antecedents, through as many steps as it takes."""
    mentions = reading.extraction.mentions
    for index, mention in enumerate(mentions):
        if mention.antecedents and not reading.of[index]:
            found = _entities_behind(mentions, index, reading.of, set())
            if found and (mention.plural or len(found) == 1):
                reading.of[index] = found


def _entities_behind(mentions: Sequence[Mention], index: int, of: Meant, seen: set[int]) -> tuple[str, ...]:
    known = of[index]
    if known or index in seen:
        return known
    seen.add(index)
    found: list[str] = []
    for antecedent in mentions[index].antecedents:
        found += _entities_behind(mentions, antecedent, of, seen)
    return tuple(dict.fromkeys(found))
