"""Offices as entities, their bodies, who holds them as of a date, and the descriptions that stand for the holder.

An office's body is what the text says, else the body of the same holder's same title elsewhere, else the title's fixed
body, else the state the sentence is about; with none of these it stays open. A description such as "the French
president" is answered by the articles nearest in time that give a holder, then by the user's table of holders,
otherwise it stays unresolved.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DataError
from kg.model import Entity, Extraction
from kg.resolve.bodies import Bodies, default_bodies
from kg.resolve.holdings import Holding, KnownHolders

if TYPE_CHECKING:
    from kg.know.gazetteer import Gazetteer

Ref = tuple[str, int]
FIELD_HEADS = (" minister", " secretary")
"""Behind a field of government these name one post of a state."""
HOLDER_COLUMNS = "the first line is holder,office,since,until"


@dataclass(frozen=True)
class OfficeWords:
    """The part of the title lexicon that resolution needs."""

    defaults: Mapping[str, str]
    synonyms: Mapping[str, tuple[str, ...]]
    posts: frozenset[str]
    named_alone: frozenset[str]
    """Titles that name a post even where the body is not known ("mayor"); a bare "leader" or "spokesman" names none."""
    occupations: frozenset[str]
    """Trades, which are no posts."""
    """Titles by group "state": one holder for each country, so that the country alone names the office."""
    worlds: Mapping[str, str] = field(default_factory=dict)
    """Title → walk of life, where it tells namesakes apart."""


@dataclass(frozen=True)
class Holders:
    """The user's table of holders: (holder, office, since, until), names as written."""

    rows: tuple[tuple[str, str, date | None, date | None], ...] = ()


@dataclass
class Offices:
    """Office entities, the Office mentions' entities, and who holds what according to whom."""

    entities: dict[str, Entity] = field(default_factory=dict)
    of: dict[Ref, tuple[str, ...]] = field(default_factory=dict)
    holdings: list[Holding] = field(default_factory=list)
    default_bodies: dict[str, str] = field(default_factory=dict)
    """Title → the id of its body, for titles that have one without naming it."""


# ------------------------------------------------------------------ which office


def group_offices(
    corpus: Collection[Extraction],
    of: Mapping[Ref, tuple[str, ...]],
    entities: Mapping[str, Entity],
    gazetteer: Gazetteer,
    words: OfficeWords,
    holders: Holders | None = None,
) -> Offices:
    """Give every Office mention its office: title and body."""
    offices = Offices(default_bodies=default_bodies(words.defaults, gazetteer))
    bodies = Bodies(of, entities, offices.default_bodies, words.posts - {"first lady"})
    bodies.learn(corpus)
    surfaces: dict[str, Counter[str]] = defaultdict(Counter)
    facts: dict[str, tuple[str, str | None]] = {}
    for extraction in corpus:
        for index, mention in enumerate(extraction.mentions):
            if mention.type != "Office":
                continue
            holder = bodies.holder(extraction, index)
            body = bodies.body(extraction, index, holder)
            if mention.title in words.occupations or (body is None and not _named_alone(mention.title, words)):
                continue
            office = _office_id(mention.title, body, holder, extraction.article.id, index)
            offices.of[extraction.article.id, index] = (office,)
            surfaces[office][" ".join(mention.text.split())] += 1
            facts[office] = (mention.title, body)
            if holder and body:
                offices.holdings.append(
                    Holding(
                        holder,
                        mention.title,
                        body,
                        mention.modifier,
                        extraction.article.published,
                        extraction.article.id,
                    )
                )
    known = dict(entities)
    for office in sorted(facts):
        title, body = facts[office]
        if body is not None and body not in known:
            known[body] = offices.entities[body] = _country(body, words.defaults[title], gazetteer)
        offices.entities[office] = _office(office, title, body, surfaces[office], known)
    offices.holdings += _from_table(holders or Holders(), entities, words)
    return offices


def _named_alone(title: str, words: OfficeWords) -> bool:
    """Whether a title names a post even where nobody knows of what: by itself or by its field ("finance minister")."""
    return title in words.named_alone or title.endswith(FIELD_HEADS)


def _country(ident: str, name: str, gazetteer: Gazetteer) -> Entity:
    """A country that no article names, but that an office belongs to by default."""
    fact = gazetteer.place(name)
    where = (fact.iso2, fact.latitude, fact.longitude) if fact else ("", None, None)
    return Entity(ident, "Place", name, kind="country", iso2=where[0], latitude=where[1], longitude=where[2])


def _office_id(title: str, body: str | None, holder: str | None, article: str, index: int) -> str:
    """`title:body`; a post whose body is open is one per holder, so that two mayors do not share a post."""
    unknown = f"unknown-{holder or f'{article}-{index}'}"
    return f"{title.replace(' ', '-')}:{body or unknown}"


def _office(
    office: str, title: str, body: str | None, surfaces: Counter[str], entities: Mapping[str, Entity]
) -> Entity:
    words = " ".join(word if word in {"of", "the", "for", "and"} else word.capitalize() for word in title.split())
    name = words if body is None or body not in entities else f"{words} of {with_article(entities[body])}"
    aliases = tuple(sorted(surfaces.items(), key=lambda pair: (-pair[1], pair[0])))
    return Entity(office, "Office", name, aliases, title=title, body=body)


def with_article(entity: Entity) -> str:
    """A body's name as it stands behind "of": "the United States", "the Liberal Democratic Party", "Japan"."""
    words = entity.name.split()
    plural = entity.kind == "country" and (
        words[0] == "United"
        or words[-1] in {"Netherlands", "Philippines", "Maldives", "Bahamas", "Islands", "Republic", "Emirates"}
    )
    body = entity.type == "Organization" and len(words) > 1 and entity.kind in {"party", "international", "government"}
    return f"the {entity.name}" if plural or body else entity.name


# ------------------------------------------------------------------ who is meant


def resolve_descriptions(
    corpus: Collection[Extraction],
    of: dict[Ref, tuple[str, ...]],
    offices: Offices,
    entities: Mapping[str, Entity],
    words: OfficeWords,
) -> None:
    """Answer the office descriptions that their own article leaves open, in place."""
    known = KnownHolders(offices.holdings, words.synonyms)
    bodies = Bodies(of, entities, offices.default_bodies, frozenset())
    for extraction in corpus:
        for index, mention in enumerate(extraction.mentions):
            if mention.kind != "description" or mention.plural or mention.antecedents or not mention.title:
                continue
            body = bodies.linked(extraction, mention.link("body")) or offices.default_bodies.get(mention.title)
            if body:
                holder = known.holder(body, mention, extraction)
                if holder:
                    of[extraction.article.id, index] = (holder,)


# ------------------------------------------------------------------ the user's table


def read_holders(path: Path) -> Holders:
    """A CSV table `holder,office,since,until` ("Jane Doe,prime minister of Freedonia,2020-05-01,").

    Raises DataError for its first fault.
    """
    holders, faults = _read_table(path)
    if faults:
        raise faults[0]
    return holders


def holder_faults(path: Path) -> list[DataError]:
    """Every fault of a table of holders. Empty: it can be used."""
    try:
        return _read_table(path)[1]
    except DataError as error:
        return [error]


def _read_table(path: Path) -> tuple[Holders, list[DataError]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file)
            rows = [(table.line_num, row) for row in table]
    except OSError as error:
        raise DataError(str(path), error.strerror or "cannot be read", "give the path of a CSV file") from error
    except UnicodeDecodeError as error:
        raise DataError(str(path), f"is not UTF-8 at byte {error.start}", "save it as UTF-8") from error
    except csv.Error as error:
        raise DataError(str(path), str(error), HOLDER_COLUMNS) from error
    if missing := [name for name in ("holder", "office") if name not in (table.fieldnames or ())]:
        raise DataError(f"{path}:1", f"column {missing[0]!r} is missing", HOLDER_COLUMNS)
    found, faults = [], []
    for line, row in rows:
        try:
            found.append(_table_row(f"{path}:{line}", row))
        except DataError as error:
            faults.append(error)
    return Holders(tuple(found)), faults


def _table_row(where: str, row: Mapping[str, str | None]) -> tuple[str, str, date | None, date | None]:
    holder, office = ((row.get(name) or "").strip() for name in ("holder", "office"))
    if not holder or not office:
        raise DataError(where, f"{'office' if holder else 'holder'} is empty", HOLDER_COLUMNS)
    since, until = (_day(where, name, row.get(name) or "") for name in ("since", "until"))
    if since and until and until < since:
        raise DataError(where, f"until {until} lies before since {since}", "correct one of the two")
    return holder, office, since, until


def _day(where: str, name: str, value: str) -> date | None:
    try:
        return date.fromisoformat(value.strip()) if value.strip() else None
    except ValueError as error:
        raise DataError(where, f"{name} {value!r} is no date", "write it as 2020-05-31") from error


def _from_table(holders: Holders, entities: Mapping[str, Entity], words: OfficeWords) -> list[Holding]:
    people, others = (
        _ids_by_name([e for e in entities.values() if (e.type == "Person") == persons]) for persons in (True, False)
    )
    found = []
    for holder, office, since, until in holders.rows:
        title, _, body = office.lower().partition(" of ")
        holder_id, body_id = people.get(holder.casefold()), others.get(body.strip().removeprefix("the "))
        if holder_id and body_id:
            found.append(Holding(holder_id, title.strip(), body_id, "", None, since=since or date.min, until=until))
    return found


def _ids_by_name(entities: Sequence[Entity]) -> dict[str, str]:
    """Name → id, by names first, then by aliases that only one of them has."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        for alias, _ in entity.aliases:
            bearers[alias.casefold()].add(entity.id)
    return {alias: next(iter(ids)) for alias, ids in bearers.items() if len(ids) == 1} | {
        entity.name.casefold(): entity.id for entity in entities
    }
