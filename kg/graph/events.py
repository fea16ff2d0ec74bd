"""Events: what happens at a time is one thing, however many take part in it and however many sentences tell of it.

Relationships join two; a meeting of three is three of them and one event. Of one type and one time are one event

1. what one phrase tells ("A, B and C met"; "X arrested A and B"), but not what is done in several places ("visited
   Oslo and Lyon");
2. those of a symmetric type at one place on one day of whom each is said to have done it with each other: A and B, A
   and C, B and C. Two who met the same third there may have done so one after the other.

A time that is not known joins nothing: what is told without one is an event of its story alone. Events are what took
place or is to: nothing that is denied or merely possible.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, combinations

from kg.digest import digest
from kg.graph.corpus import Corpus, Key, ends_of
from kg.graph.merge import Agreement, Interval, Statement, best_first, merge
from kg.graph.nodes import claim_key, entity_key, relationship, stated
from kg.graph.support import describe, iso, place_of, where
from kg.model import Entity, Node, Relationship, Status
from kg.resolve.clusters import Clusters

LABEL = "Event"
SHOWN = 3
"""Participants that an event's name names."""
BOTH, DOER, DONE_TO = "party", "subject", "object"
"""Roles: of those who do it with one another, of who does it, of whom it is done to."""
TAKES_PLACE = frozenset({"actual", "planned"})
Participant = tuple[str, str]
"""(entity id, role)"""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that took place or is to, with who took part and all that is told of it."""

    id: str
    type: str
    participants: tuple[Participant, ...]
    told: Agreement

    @property
    def key(self) -> str:
        """The key of its node."""
        return f"{LABEL}:{self.id}"


Moment = tuple[Key, Sequence[Statement]]
"""All that is told of events of one type and time: the type, first and last day, and the story where one is open."""


def moments(corpus: Corpus) -> Iterator[Moment]:
    """What a corpus tells of events, by type and time."""
    return corpus.grouped(_by_time(corpus))


def events(corpus: Corpus, told: Iterable[Moment] | None = None) -> Iterator[Event]:
    """The events of a corpus, or of some of its moments, those of one type and time together."""
    for (kind, start, end, story), statements in moments(corpus) if told is None else told:
        interval = _day(start), _day(end)
        yield from _of_one_time(_Moment(kind, interval, story, kind in corpus.symmetric, corpus.entities), statements)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _by_time(corpus: Corpus) -> Iterator[tuple[Key, Statement]]:
    """Statements by type and the time of the relationship that they become; where that is open, by their story."""
    story = {article: one.id for one in corpus.stories for article in one.articles}
    told = ((ends_of(one), one) for one in corpus.statements if one.claim.local.event)
    for (kind, *_), statements in corpus.grouped(told):
        for agreement in merge(statements):
            if agreement.status in TAKES_PLACE:
                start, end = (iso(day) or "" for day in agreement.interval)
                for one in (*agreement.statements, *agreement.plans):
                    open_in = "" if start and end else story.get(one.claim.article, one.claim.article)
                    yield (kind, start, end, open_in), one


@dataclass(frozen=True, slots=True)
class _Moment:
    """A type of event and a time, or, where that is open, a story."""

    type: str
    interval: Interval
    story: str
    symmetric: bool
    entities: Mapping[str, Entity]

    @property
    def is_day(self) -> bool:
        """Whether the time is a single day."""
        return self.interval[0] is not None and self.interval[0] == self.interval[1]

    def participants(self, ties: Iterable[_Tie]) -> tuple[Participant, ...]:
        """Who takes part by these ties, sorted."""
        roles = (BOTH, BOTH) if self.symmetric else (DOER, DONE_TO)
        return tuple(sorted({pair for _, *ends in ties for pair in zip(ends, roles, strict=True)}))

    def is_place(self, entity: str) -> bool:
        """Whether what it is done to is where it is done."""
        return self.entities[entity].type == "Place"


_Tie = tuple[Status, str, str]
"""(status, subject, object)"""


def _of_one_time(moment: _Moment, statements: Sequence[Statement]) -> Iterator[Event]:
    ties: dict[_Tie, list[Statement]] = defaultdict(list)
    for one in statements:
        ties[one.claim.local.status, one.claim.subject, one.claim.object].append(one)
    found: dict[tuple[Participant, ...], dict[Status, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for joined in _joined(moment, ties):
        for tie in joined:
            found[moment.participants(joined)][tie[0]] += ties[tie]
    for participants, told in sorted(found.items()):
        done, planned = best_first(told["actual"]), best_first(told["planned"])
        status: Status = "actual" if done else "planned"
        agreement = Agreement(status, moment.interval, done or planned, planned if done else ())
        yield Event(_ident(moment, participants), moment.type, participants, agreement)


def _ident(moment: _Moment, participants: Sequence[Participant]) -> str:
    days = [iso(day) for day in moment.interval]
    return digest(moment.type, *chain.from_iterable(participants), *days, moment.story)


def _joined(moment: _Moment, ties: Mapping[_Tie, Sequence[Statement]]) -> Iterable[list[_Tie]]:
    """The ties that are one event, by the rules above."""
    clusters = Clusters(sorted(ties))
    for one, *others in _phrases(moment, ties):
        for other in others:
            clusters.join(one, other, "")
    if moment.symmetric and moment.is_day:
        for one, *others in _all_with_all(ties):
            for other in others:
                clusters.join(one, other, "")
    return clusters


def _phrases(moment: _Moment, ties: Mapping[_Tie, Sequence[Statement]]) -> Iterator[list[_Tie]]:
    """The ties that one phrase tells as one event."""
    phrases: dict[tuple[object, ...], list[_Tie]] = defaultdict(list)
    for tie, statements in sorted(ties.items()):
        for claim in {(one.claim.article, one.claim.local.anchor) for one in statements}:
            place = tie[2] if not moment.symmetric and moment.is_place(tie[2]) else ""
            phrases[(*claim, tie[0], place)].append(tie)
    for told in phrases.values():
        people = {end for _, *ends in told for end in ends}
        complete = 2 * len(told) == len(people) * (len(people) - 1)
        if not moment.symmetric or moment.is_day or complete:
            yield told


def _all_with_all(ties: Mapping[_Tie, Sequence[Statement]]) -> Iterator[list[_Tie]]:
    """The ties of each three who all did it with each other at one place."""
    near: dict[tuple[Status, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for (status, one, other), statements in ties.items():
        if place := place_of(statements):
            near[status, place][one].add(other)
    for (status, _), beyond in sorted(near.items()):
        for one in sorted(beyond):
            for other, third in combinations(sorted(beyond[one]), 2):
                if third in beyond.get(other, ()):
                    yield [(status, one, other), (status, one, third), (status, other, third)]


# ------------------------------------------------------------------ rows


def event_nodes(corpus: Corpus, found: Iterable[Event] | None = None) -> Iterator[Node]:
    """Events of a corpus, by default all, with what their relationships say of themselves."""
    for event in events(corpus) if found is None else found:
        properties = describe(event.told, corpus.entities)
        named = {"id": event.id, "type": event.type, "name": _name(event, corpus.entities)}
        yield Node(event.key, (LABEL,), stated({**properties, **named}))


def event_ties(corpus: Corpus, found: Iterable[Event] | None = None) -> Iterator[Relationship]:
    """Who takes part in events, where they take place, and the claims that tell of them."""
    for event in events(corpus) if found is None else found:
        for entity, role in event.participants:
            yield relationship("PARTICIPANT", event.key, entity_key(entity), {"role": role}, role)
        if place := where(event.told):
            yield relationship("AT", event.key, entity_key(place), {})
        for claim in sorted({one.claim.id for one in (*event.told.statements, *event.told.plans)}):
            yield relationship("TELLS_OF", claim_key(claim), event.key, {})


def _name(event: Event, entities: Mapping[str, Entity]) -> str:
    """An event in words: "MET: Anna Berg, Tom Reed", "Norland ATTACKED Sudria"."""

    def named(*roles: str) -> str:
        names = [entities[ident].name for ident, role in event.participants if role in roles]
        more = len(names) - SHOWN
        return ", ".join(names[:SHOWN]) + (f" and {more} more" if more > 0 else "")

    doers = named(DOER)
    return f"{doers} {event.type} {named(DONE_TO)}" if doers else f"{event.type}: {named(BOTH)}"
