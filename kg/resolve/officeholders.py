"""Offices as entities, their bodies, who holds them as of a date, and the descriptions that stand for the holder.

An office's body is what the text says, else what the sieves of kg/resolve/bodies.py find; with none of these it stays
open. A description such as "the French president" is answered by the articles nearest in time that give a holder, then
by the user's table of holders, otherwise it stays unresolved.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kg.datafiles import word_list
from kg.errors import DataError
from kg.know.first_names import fold_name
from kg.know.leaders import NOBODY, REIGNING, Leaders
from kg.know.person_names import possible_family_names
from kg.model import Entity, Extraction, Mention
from kg.resolve.bodies import SIEVES, Bodies, BodySieve, default_bodies
from kg.resolve.drafts import Meant, Tables, in_memory
from kg.resolve.holdings import KnownHolders, Own
from kg.resolve.reading import GONE, Reading

if TYPE_CHECKING:
    from kg.know.gazetteer import Gazetteer

FIELD_HEADS = (" minister", " secretary")
"""Behind a field of government these name one post of a state."""
SMALL_WORDS = frozenset({"of", "the", "for", "and", "to", "in", "at"})
DEPUTIES = tuple(f"{word} " for word in word_list("deputies"))
"""Before a title these name posts of which there may be several."""
HOLDER_COLUMNS = "the first line is holder,office,since,until"
WITH_ARTICLE = word_list("states with the article")


@dataclass(frozen=True)
class OfficeWords:
    """The part of the title lexicon that resolution needs."""

    defaults: Mapping[str, str]
    synonyms: Mapping[str, tuple[str, ...]]
    posts: frozenset[str]
    """Titles by group "state": one holder for each country, so that the country alone names the office."""
    occupations: frozenset[str]
    """Trades, which are no posts."""
    worlds: Mapping[str, str] = field(default_factory=dict)
    """Title → walk of life, where it tells namesakes apart."""
    unsuggested: frozenset[str] = frozenset()
    """Titles that no country is given for being what an article is about."""
    royal: frozenset[str] = frozenset()
    monarchies: tuple[str, ...] = ()
    """The countries that royal titles can be given for it, by name."""
    circumstances: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What else an article settles of bare titles: lists of titles and of states, by name."""
    tells: Mapping[str, str] = field(default_factory=dict)
    """Body → the country, or part of one, that an article which names it is about."""
    one_holder: frozenset[str] = frozenset()
    """Titles of which a body has one at a time; so it has of the heads of a field of government."""


@dataclass(frozen=True)
class Holders:
    """The user's table of holders: (holder, office, since, until), names as written."""

    rows: tuple[tuple[str, str, date | None, date | None], ...] = ()


@dataclass(frozen=True)
class Offices:
    """Office entities, the Office mentions' entities, and who holds what according to whom."""

    entities: Mapping[str, Entity]
    of: Mapping[str, tuple[Meant, tuple[Own, ...], Sequence[int]]]
    """Article → what its names and offices stand for, whom it calls holders of which, and which of its Office mentions
    have a body that is only assumed."""
    known: KnownHolders
    default_bodies: Mapping[str, str]
    """Title → the id of its body, for titles that have one without naming it."""


# ------------------------------------------------------------------ which office


@dataclass
class _Post:
    """An office in the making: its title, its body, and the words for it."""

    title: str
    body: str
    surfaces: Counter[str] = field(default_factory=Counter)
    sieves: set[BodySieve] = field(default_factory=set)
    """What found its body, by any mention of it."""


def group_offices(
    corpus: Collection[Extraction],
    of: Mapping[str, Meant],
    entities: Mapping[str, Entity],
    gazetteer: Gazetteer,
    words: OfficeWords,
    holders: Holders | None = None,
    tables: Tables = in_memory,
    leaders: Leaders = NOBODY,
    denied: Callable[[Entity, Entity], bool] | None = None,
) -> Offices:
    """Give every Office mention its office: title and body. `of`: article → what its names stand for.

    `denied`: whether people decided that somebody does not hold an office.
    """

    def readings() -> Iterator[Reading]:
        return (Reading(extraction, of[extraction.article.id]) for extraction in corpus)

    def of_offices() -> Iterator[Reading]:
        named = (one for one in corpus if any(mention.type == "Office" for mention in one.mentions))
        return (Reading(extraction, of[extraction.article.id]) for extraction in named)

    bodies = Bodies(entities, default_bodies(words.defaults, gazetteer), words.posts - {"first lady"})
    bodies.unsuggested, bodies.royal = words.unsuggested, words.royal
    bodies.monarchies = frozenset(country.id for name in words.monarchies if (country := gazetteer.country(name)))
    _set_circumstances(bodies, words, gazetteer)
    bodies.is_country = lambda ident: gazetteer.by_id(ident) is not None
    bodies.of_leader = _state_of(leaders, gazetteer, bodies.monarchies)
    bodies.heads = _heads_of(leaders, gazetteer)
    bodies.learn(of_offices)
    known = KnownHolders(words.synonyms)
    posts: dict[str, _Post] = {}
    found = tables("offices")
    for reading in readings():
        meant, own, assumed = list(reading.of), [], []
        for index in reading.offices():
            mention, holder = reading.extraction.mentions[index], reading.holder(index)
            body, sieve, is_assumed = bodies.body(reading, index, holder)
            if body is None or mention.title in words.occupations:
                continue  # "Mayor Ann Holm", of no town that is known: a title of hers and no post
            office = _office_id(mention.title, body)
            meant[index] = (office,)
            assumed += [index] if is_assumed else []
            post = posts.setdefault(office, _Post(mention.title, body))
            post.surfaces[" ".join(mention.text.split())] += 1
            post.sieves.add(sieve)
            whose = entities.get(body)
            if denied and holder and holder in entities and denied(entities[holder], _office(office, post, whose)):
                continue
            if holder:
                over = bodies.is_over(mention, holder, body, reading.extraction.article.published)
                own.append((holder, body, mention.title, over))
        for one in own:
            known.said(one, reading.extraction.article.published)
        found[reading.extraction.article.id] = (tuple(meant), tuple(own), tuple(assumed))
    for row in _from_table(holders or Holders(), entities):
        known.listed(*row)
    return Offices(_offices(posts, entities, words, gazetteer), found, known, bodies.defaults)


def _offices(
    posts: Mapping[str, _Post], entities: Mapping[str, Entity], words: OfficeWords, gazetteer: Gazetteer
) -> dict[str, Entity]:
    """The offices as entities, with the countries that only they name."""
    found: dict[str, Entity] = {}
    for office, post in sorted(posts.items()):
        body = post.body
        if body not in entities and body not in found:
            found[body] = _country(body, gazetteer)
        of = found.get(body) or entities[body]
        found[office] = _office(office, post, of, one_holder=_has_one_holder(post.title, words))
    return found


def _has_one_holder(title: str, words: OfficeWords) -> bool:
    return title in words.one_holder or (title.endswith(FIELD_HEADS) and not title.startswith(DEPUTIES))


def _set_circumstances(bodies: Bodies, words: OfficeWords, gazetteer: Gazetteer) -> None:
    """Tell the bodies what articles settle of bare titles: countries by id, parts of them by name."""

    def states(name: str) -> frozenset[str]:
        return frozenset(found.id for one in words.circumstances[name] if (found := gazetteer.country(one)))

    bodies.firms = frozenset(words.circumstances["firms"])
    bodies.of_states = frozenset(words.circumstances["of_states"])
    bodies.of_regions = frozenset(words.circumstances["of_regions"])
    bodies.without_ministers, bodies.secretaries = states("without_ministers"), states("secretaries")
    bodies.secretaries_besides = states("secretaries_besides")
    bodies.of_one_state = frozenset(words.circumstances["of_one_state"])
    regions = frozenset(words.circumstances["regions"])
    bodies.regions = {e.name: e.id for e in bodies.entities.values() if e.type == "Place" and e.name in regions}
    countries = {body: gazetteer.country(state) for body, state in words.tells.items()}
    bodies.tells = {
        body: country.id if (country := countries[body]) else bodies.regions.get(state, "")
        for body, state in words.tells.items()
    }


def _country(ident: str, gazetteer: Gazetteer) -> Entity:
    """A country that no article names, but that an office belongs to by default or by the table of leaders."""
    country = gazetteer.by_id(ident)
    assert country is not None, f"{ident} is a country that the gazetteer gave"  # noqa: S101
    where = (country.iso2, country.latitude, country.longitude)
    return Entity(ident, "Place", country.name, kind="country", iso2=where[0], latitude=where[1], longitude=where[2])


def _state_of(
    leaders: Leaders, gazetteer: Gazetteer, monarchies: frozenset[str]
) -> Callable[[str, Mention, date | None], str | None]:
    """Name, title and day → id of the one state whose head that was; of a monarch of several realms the one that the
    lexicon counts among the monarchies."""

    def state(name: str, mention: Mention, day: date | None) -> str | None:
        terms = leaders.terms(name, mention.title, day, gone=mention.modifier in GONE)
        found = {country.id for term in terms if (country := gazetteer.by_iso2(term.iso2))}
        one_person = len({term.qid or term.name for term in terms}) == 1
        of_monarchs = mention.title in REIGNING or (len(found) > 1 and one_person)
        found = found & monarchies if of_monarchs else found
        return found.pop() if len(found) == 1 else None

    return state


def _heads_of(leaders: Leaders, gazetteer: Gazetteer) -> Callable[[str, Mention, date | None], Collection[str]]:
    """State, title and day → the folded words that may be the family names (a monarch's any name) of those whom the
    table ever knows under it; none for who is elect or acts, and for days that the table does not reach."""

    def heads(state: str, mention: Mention, day: date | None) -> Collection[str]:
        unsaid = mention.title not in {"president", *REIGNING}  # of heads of government the table lacks too many
        if unsaid or mention.modifier not in {"", *GONE} or (day is not None and day > leaders.last_day):
            return ()
        country = gazetteer.by_id(state)
        terms = leaders.heads(country.iso2, mention.title) if country is not None else []
        if not any(term.covers(day, gone=mention.modifier in GONE) for term in terms):
            return ()
        return {word for term in terms for word in _called(fold_name(term.name), mention.title)}

    return heads


def _called(name: str, title: str) -> Collection[str]:
    """What a leader of a folded name may be called by behind his title."""
    words = name.split()
    return words if title in REIGNING else {*possible_family_names(name), words[-1]}


def _office_id(title: str, body: str) -> str:
    return f"{title.replace(' ', '-')}:{body}"


def _office(office: str, post: _Post, body: Entity | None, *, one_holder: bool = False) -> Entity:
    """The post as an entity; `body`: None where only the post names it."""
    words = " ".join(w if w in SMALL_WORDS else w.capitalize() for w in post.title.split())
    name = words if body is None else f"{words} of {with_article(body)}"
    aliases = tuple(sorted(post.surfaces.items(), key=lambda pair: (-pair[1], pair[0])))
    because = tuple(
        f"its body by “{sieve}”: {told}" for sieve, told in SIEVES.items() if sieve in post.sieves - {"words"}
    )
    return Entity(
        office,
        "Office",
        name,
        aliases,
        title=post.title,
        body=post.body,
        one_holder=one_holder,
        merged_because=because,
    )


def with_article(entity: Entity) -> str:
    """A body's name as it stands behind "of": "the United States", "the Liberal Democratic Party", "Japan"."""
    words = entity.name.split()
    plural = entity.kind == "country" and (words[0] == "United" or words[-1].lower() in WITH_ARTICLE)
    body = entity.type == "Organization" and len(words) > 1 and entity.kind in {"party", "international", "government"}
    return f"the {entity.name}" if plural or body else entity.name


# ------------------------------------------------------------------ who is meant


def answer_descriptions(reading: Reading, own: Sequence[Own], offices: Offices) -> set[str]:
    """Answer the office descriptions that their own article leaves open, in place; whom they mean."""
    answers: set[str] = set()
    for index, mention in enumerate(reading.extraction.mentions):
        if mention.kind != "description" or mention.plural or mention.antecedents or not mention.title:
            continue
        body = reading.linked(mention.link("body")) or offices.default_bodies.get(mention.title)
        holder = offices.known.holder(body, mention, own, reading.extraction.article.published) if body else None
        if holder:
            reading.of[index] = (holder,)
            answers.add(holder)
    return answers


class UnnamedHolders:
    """The posts that stand for holders whom nobody knows: "met Egypt's foreign minister"."""

    def __init__(self, offices: Offices, words: OfficeWords) -> None:
        self._offices = offices
        self._words = words
        self._posts: dict[str, _Post] = {}

    def answer(self, reading: Reading) -> None:
        """Give the office descriptions that are still open their post, in place, where a claim may end in one."""
        mentions = reading.extraction.mentions
        for index in sorted(self._wanted(reading)):
            mention = mentions[index]
            if reading.of[index] or not _may_be_post(mention):
                continue
            body = reading.linked(mention.link("body")) or self._offices.default_bodies.get(mention.title)
            if body is None or mention.title in self._words.occupations:
                continue
            office = _office_id(mention.title, body)
            reading.of[index] = (office,)
            if office not in self._offices.entities:
                post = self._posts.setdefault(office, _Post(mention.title, body))
                post.surfaces[" ".join(mention.text.split())] += 1

    def _wanted(self, reading: Reading) -> set[int]:
        """The mentions that such claims end in, and what those stand for."""
        claims = (claim for claim in reading.extraction.claims if claim.posts)
        wanted = {end for claim in claims for end in (claim.subject, claim.object)}
        ahead = list(wanted)
        while ahead:
            behind = set(reading.extraction.mentions[ahead.pop()].antecedents) - wanted
            wanted |= behind
            ahead += behind
        return wanted

    def entities(self, known: Mapping[str, Entity], gazetteer: Gazetteer) -> dict[str, Entity]:
        """The posts that no holder of theirs made known, once every article was answered."""
        return _offices(self._posts, known, self._words, gazetteer)


def _may_be_post(mention: Mention) -> bool:
    """Whether words describe whoever has a post now, by its title alone."""
    if mention.kind != "description" or mention.type != "Person" or mention.plural or mention.antecedents:
        return False
    return bool(mention.title) and mention.modifier not in {*GONE, "elect"}


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
    columns, rows = _csv_rows(path)
    if missing := [name for name in ("holder", "office") if name not in columns]:
        raise DataError(f"{path}:1", f"column {missing[0]!r} is missing", HOLDER_COLUMNS)
    found, faults = [], []
    for line, row in rows:
        try:
            found.append(_table_row(f"{path}:{line}", row))
        except DataError as error:
            faults.append(error)
    return Holders(tuple(found)), faults


def _csv_rows(path: Path) -> tuple[Sequence[str], list[tuple[int, dict[str, str | None]]]]:
    """The columns of a table, and its rows with their lines."""
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
    return table.fieldnames or (), rows


def _table_row(where: str, row: Mapping[str, str | None]) -> tuple[str, str, date | None, date | None]:
    holder, office = _cell(row, "holder"), _cell(row, "office")
    if not holder or not office:
        raise DataError(where, f"{'office' if holder else 'holder'} is empty", HOLDER_COLUMNS)
    since, until = (_day(where, name, row.get(name) or "") for name in ("since", "until"))
    if since and until and until < since:
        raise DataError(where, f"until {until} lies before since {since}", "correct one of the two")
    return holder, office, since, until


def _cell(row: Mapping[str, str | None], name: str) -> str:
    return (row.get(name) or "").strip()


def _day(where: str, name: str, value: str) -> date | None:
    try:
        return date.fromisoformat(value.strip()) if value.strip() else None
    except ValueError as error:
        raise DataError(where, f"{name} {value!r} is no date", "write it as 2020-05-31") from error


def _from_table(
    holders: Holders, entities: Mapping[str, Entity]
) -> Iterator[tuple[str, str, str, date | None, date | None]]:
    """The rows whose holder and body the articles name: (holder, body, title, since, until)."""
    people, others = (
        _ids_by_name([e for e in entities.values() if (e.type == "Person") == persons]) for persons in (True, False)
    )
    for holder, office, since, until in holders.rows:
        title, _, body = office.lower().partition(" of ")
        holder_id, body_id = people.get(holder.casefold()), others.get(body.strip().removeprefix("the "))
        if holder_id and body_id:
            yield holder_id, body_id, title.strip(), since or date.min, until


def _ids_by_name(entities: Sequence[Entity]) -> dict[str, str]:
    """Name → id, by names first, then by aliases that only one of them has."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        for alias, _ in entity.aliases:
            bearers[alias.casefold()].add(entity.id)
    return {alias: next(iter(ids)) for alias, ids in bearers.items() if len(ids) == 1} | {
        entity.name.casefold(): entity.id for entity in entities
    }
