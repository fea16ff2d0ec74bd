"""What a relationship says against what is known of its ends: the reasons that are its property `surprising`.

Known are the table of leaders and the gazetteer, the days on which people were born and died and organizations founded
as most articles have them, and what articles say else of the same ends. A reason says what is known; which of the two
is wrong, the sentence or what is known, it does not. What is planned, possible or denied contradicts nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from rapidfuzz.fuzz import ratio

from kg.graph.lifetimes import days_of
from kg.graph.merge import TIMELESS, Agreement, Statement
from kg.graph.support import iso_day
from kg.know.first_names import fold_name
from kg.know.gazetteer import Gazetteer
from kg.know.leaders import AROUND, NOBODY, Leaders, Term
from kg.model import Entity, Status, Value

HEADS = frozenset({"president", "prime minister", "supreme leader"})
"""Titles of those whom the table of leaders lists; a chancellor may be one of the exchequer or of a university."""
ALIKE = 80
"""Per cent of letters from which two words may be one name, "Schlueter" and "Schlüter", "Nahayan" and "Nahyan"."""
FAMILY = frozenset({"SPOUSE_OF", "PARENT_OF"})
PLACES = frozenset({"CAPITAL_OF", "LOCATED_IN"})
TYPES = FAMILY | PLACES | {"HOLDS_OFFICE"}
"""Besides these, events may be surprising; cypher/explore/surprising.cypher names both."""
NEAR = timedelta(30)
"""Reports of two posts so many days apart are of one time."""


@dataclass(frozen=True, slots=True)
class Background:
    """What is known of the world before any article is read; nothing where neither is given."""

    leaders: Leaders = NOBODY
    gazetteer: Gazetteer | None = None


NOTHING = Background()


@dataclass(frozen=True, slots=True)
class End:
    """One end of a relationship, and the days that are known of it ("1970", "1970-05-03", or "")."""

    name: str
    born: str = ""
    died: str = ""
    founded: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """All that the checks know of the ends of one relationship; only what those of its type look at."""

    subject: End
    object: End
    state: str = ""
    """Of a post of a state: the state's name."""
    own: tuple[Term, ...] = ()
    """The subject's terms as what the post is of that state."""
    elsewhere: tuple[tuple[Term, str], ...] = ()
    """The subject's terms as head of other states, with the states' names."""
    heads: tuple[Term, ...] = ()
    """The terms of those whom the post may be, where it is a head's."""
    until: date = date.max
    """The last day of which the table of leaders tells."""
    others: tuple[str, ...] = ()
    """What is told of the ends besides and does not go with it."""
    place: str = ""
    """Where the gazetteer has the subject, or what it has as the object's capital."""


# ------------------------------------------------------------------ the checks


def _headed_by_others(known: Known, told: Agreement) -> str:
    """The table of leaders has others in the post, all the days it is told of."""
    days = _foreign(known, told) if known.heads else []
    heads = [[term for term in known.heads if _holds(term, day, known.until)] for day in days]
    if not days or not all(heads):
        return ""
    if known.own and (left := max(term.until or date.max for term in known.own)) < days[0]:
        return f"{known.subject.name} was {_role(known.own[-1])} of {known.state} until {left}, by the table of leaders"
    names = " and ".join(sorted({term.name for term in heads[0]}))
    return f"{known.state} was headed by {names} on {days[0]}, by the table of leaders"


def _heads_another(known: Known, told: Agreement) -> str:
    """The table of leaders has the holder of a state's post as the head of another state."""
    days = _foreign(known, told) if known.elsewhere else []
    there = [[(term, state) for term, state in known.elsewhere if _holds(term, day, known.until)] for day in days]
    if not days or not all(there):
        return ""
    term, state = there[0][0]
    return f"{known.subject.name} was {_role(term)} of {state} on {days[0]}, by the table of leaders"


def _foreign(known: Known, told: Agreement) -> list[date]:
    """The days of which it is told that somebody holds a post; none where the table has him in it on one of them."""
    days = _reported(told) if told.status == "actual" else []
    return [] if any(term.covers(day, gone=False) for term in known.own for day in days) else days


def _still_head(known: Known, told: Agreement) -> str:
    """The table of leaders has the former head in office, all the days that call him so."""
    days = _reported(told) if told.status == "former" and known.own else []
    if not days or not all(any(_holds(term, day, known.until) for term in known.own) for day in days):
        return ""
    return f"{known.subject.name} was {_role(known.own[0])} of {known.state} on {days[0]}, by the table of leaders"


def _role(term: Term) -> str:
    return term.role.replace("_", " ")


def _not_alive(known: Known, told: Agreement) -> str:
    """It happened before one of them was born or founded, or after one had died."""
    start, end = told.interval
    if not _is_event(told) or told.status != "actual":
        return ""
    for one in (known.subject, known.object):
        for told_of, first in (("born", one.born), ("founded", one.founded)):
            if end and first and end < _day(first):
                return f"{one.name} was {told_of} {_on(first)}"
        if start and one.died and start > _day(one.died, last=True):
            return f"{one.name} died {_on(one.died)}"
    return ""


def _on(day: str) -> str:
    return f"{'on' if len(day) == len('2025-01-01') else 'in'} {day}"


def _not_at_once(known: Known, told: Agreement) -> str:
    """What articles say else of its ends cannot be so at the same time."""
    return "; ".join(known.others) if told.status == "actual" and _is_undated(told) else ""


def _lies_elsewhere(known: Known, told: Agreement) -> str:
    """The gazetteer has the place in another country, or another capital of it."""
    return known.place if told.status == "actual" else ""


Check = Callable[[Known, Agreement], str]
CHECKS: tuple[Check, ...] = (
    _headed_by_others, _heads_another, _still_head, _not_alive, _not_at_once, _lies_elsewhere,
)  # fmt: skip
"""Each gives a reason, or "" for none, in this order."""


def surprises(known: Known | None, told: Agreement) -> list[str]:
    """The reasons why what is told contradicts what is known of its ends; none in most cases."""
    return [reason for check in CHECKS if (reason := check(known, told))] if known else []


def _reported(told: Agreement) -> list[date]:
    """The days of which it is told, in order: those named, else those of the articles."""
    days = ((one.claim.local.when.start if one.claim.local.when else one.published) for one in told.statements)
    return sorted({day for day in days if day})


def _holds(term: Term, day: date, until: date) -> bool:
    """Whether it is one's term on that day, and has been and will be for a while: handovers are news."""
    return term.since + AROUND <= day <= (term.until or until) - AROUND


def _day(text: str, *, last: bool = False) -> date:
    return date.fromisoformat(iso_day(text, last=last) or text)


def _is_event(told: Agreement) -> bool:
    return told.statements[0].claim.local.event


def _is_undated(told: Agreement) -> bool:
    """Whether nothing says when, so that it is told of its article's time. A post is told of that in any case."""
    kinds = {one.claim.type for one in told.statements}
    return told.interval == TIMELESS or "HOLDS_OFFICE" in kinds


# ------------------------------------------------------------------ what is known


@dataclass(slots=True)
class _Told:
    """What all articles say of some pairs, as far as a check looks at it."""

    spouses: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Who is told, without a time, to be married to whom."""
    parted: set[frozenset[str]] = field(default_factory=set)
    """Those who are told to be so no more, or from when to when."""
    parents: set[tuple[str, str]] = field(default_factory=set)
    headed: dict[str, dict[str, tuple[date, date]]] = field(default_factory=lambda: defaultdict(dict))
    """Person → post at the head of a state → first and last day that calls him so."""


class Knowledge:
    """What is known of the ends of every relationship of a corpus."""

    def __init__(self, statements: Iterable[Statement], entities: Mapping[str, Entity], background: Background) -> None:
        self._entities, self._background = entities, background
        self._told = _Told()
        self._days = days_of(self._noted(statements))
        self._until = background.leaders.last_day

    def _noted(self, statements: Iterable[Statement]) -> Iterator[Statement]:
        """Notes what is told of families and heads of states; hands on what tells a day."""
        for one in statements:
            kind, status = one.claim.type, one.claim.local.status
            if kind in FAMILY:
                self._note_family(one, status)
            elif kind == "HOLDS_OFFICE" and status == "actual" and self._state_of(one.claim.object, HEADS):
                self._note_head(one)
            elif one.claim.of_day:
                yield one

    def _note_family(self, one: Statement, status: Status) -> None:
        subject, other = one.claim.subject, one.claim.object
        if one.claim.type == "PARENT_OF" and status == "actual":
            self._told.parents.add((subject, other))
        elif one.claim.type == "SPOUSE_OF" and (one.claim.local.when or status == "former"):
            self._told.parted.add(frozenset({subject, other}))
        elif one.claim.type == "SPOUSE_OF" and status == "actual":
            self._told.spouses[subject].add(other)
            self._told.spouses[other].add(subject)

    def _note_head(self, one: Statement) -> None:
        if day := (one.claim.local.when.start if one.claim.local.when else None) or one.published:
            first, last = self._told.headed[one.claim.subject].get(one.claim.object, (day, day))
            self._told.headed[one.claim.subject][one.claim.object] = min(first, day), max(last, day)

    def of(self, kind: str, subject: str, other: str) -> Known | None:
        """What is known of two that a relationship of this type ties; None where no check can find anything."""
        days = [] if kind in TYPES else [self._days.get(ident, {}) for ident in (subject, other)]
        if kind not in TYPES and not any(days):
            return None
        ends = End(self._entities[subject].name), End(self._entities[other].name)
        if kind == "HOLDS_OFFICE":
            return self._of_post(*ends, subject, other)
        if kind in FAMILY:
            found = self._family(kind, subject, other)
            return Known(*ends, others=found) if found else None
        if kind in PLACES:
            place = (self._capital if kind == "CAPITAL_OF" else self._country)(subject, other)
            return Known(*ends, place=place) if place else None
        return Known(_dated(ends[0], days[0]), _dated(ends[1], days[1]))

    def _state_of(self, office: str, titles: frozenset[str] | None = None) -> Entity | None:
        """The state whose post it is; with titles, only of such a post."""
        post = self._entities[office]
        state = self._entities.get(post.body or "")
        fits = titles is None or post.title in titles
        return state if fits and state and state.type == "Place" and state.kind == "country" and state.iso2 else None

    def _of_post(self, person: End, post: End, subject: str, office: str) -> Known | None:
        state, who = self._state_of(office), self._entities[subject]
        if state is None:
            return None
        leaders, title = self._background.leaders, self._entities[office].title
        named = [surface for surface, _ in who.aliases] or [who.name]
        own = {term for name in named for term in leaders.terms(name, title, None, iso2=state.iso2)}
        own |= {term for term in leaders.of_person(who.qid) if term.iso2 == state.iso2 and leaders.fits(term, title)}
        heads = leaders.heads(state.iso2, title) if title in HEADS else []
        own |= {term for term in heads if any(_may_be(name, term.name) for name in named)}
        known = Known(
            person,
            post,
            state.name,
            _ordered(own),
            self._elsewhere(who, state),
            _ordered(heads),
            self._until,
            self._other_states(subject, office, state),
        )
        return known if known.own or known.elsewhere or known.heads or known.others else None

    def _elsewhere(self, who: Entity, state: Entity) -> tuple[tuple[Term, str], ...]:
        gazetteer, terms = self._background.gazetteer, self._background.leaders.of_person(who.qid)
        named = (
            (term, country.name if gazetteer and (country := gazetteer.by_iso2(term.iso2)) else term.iso2)
            for term in _ordered(terms)
        )
        return tuple((term, name) for term, name in named if term.iso2 != state.iso2)

    def _other_states(self, person: str, office: str, state: Entity) -> tuple[str, ...]:
        """The posts at the head of other states that one is told to hold at the same time."""
        held = self._told.headed.get(person, {})
        if office not in held:
            return ()
        first, last = held[office]
        found = (
            self._entities[other].name
            for other, (begins, ends) in held.items()
            if self._entities[other].body != state.id and begins <= last + NEAR and first <= ends + NEAR
        )
        return tuple(f"{self._entities[person].name} is also called {name}" for name in sorted(found))

    def _family(self, kind: str, one: str, other: str) -> tuple[str, ...]:
        """Spouses besides, and what would make two of one family both at once."""
        names = [self._entities[ident].name for ident in (one, other)]
        parents = self._told.parents & {(one, other), (other, one)}
        if kind == "PARENT_OF" and (other, one) in parents:
            return (f"{names[1]} is also called the parent of {names[0]}",)
        if kind == "SPOUSE_OF" and parents:
            return (f"{names[0]} and {names[1]} are also called parent and child",)
        widowed = any("died" in self._days.get(ident, {}) for ident in (one, other))
        if kind == "PARENT_OF" or widowed or frozenset({one, other}) in self._told.parted:
            return ()
        return tuple(
            f"{self._entities[ident].name} is also called married to {self._entities[third].name}"
            for ident, spouse in ((one, other), (other, one))
            for third in sorted(self._told.spouses[ident] - {spouse})
            if frozenset({ident, third}) not in self._told.parted and "died" not in self._days.get(third, {})
        )

    def _capital(self, city: str, land: str) -> str:
        gazetteer, state = self._background.gazetteer, self._entities[land]
        country = gazetteer.by_id(land) if gazetteer and state.kind == "country" else None
        if gazetteer is None or country is None or not country.capital:
            return ""
        names = (surface for surface, _ in self._entities[city].aliases)
        if any(gazetteer.capital_of(name) == country for name in (self._entities[city].name, *names)):
            return ""
        return f"the capital of {state.name} is {country.capital}, by the gazetteer"

    def _country(self, place: str, land: str) -> str:
        gazetteer, inner, outer = self._background.gazetteer, self._entities[place], self._entities[land]
        inside = gazetteer.by_id(inner.inside or "") if gazetteer else None
        if gazetteer is None or outer.kind != "country" or inside is None or inside.id == land:
            return ""
        named = [inner.name, *(surface for surface, _ in inner.aliases)]
        if any(_is_in(gazetteer, name, outer.iso2) for name in named):  # the article's own, which has a namesake
            return ""
        return f"{inner.name} lies in {inside.name}, by the gazetteer"


def _may_be(name: str, leader: str) -> bool:
    """Whether a name may be a spelling of a leader's: the last word of one is nearly a word of the other."""
    words, whole = fold_name(name).split(), fold_name(leader).split()
    pairs = [(words[-1], word) for word in whole] + [(whole[-1], word) for word in words] if words and whole else []
    return any(ratio(*pair) >= ALIKE for pair in pairs)


def _is_in(gazetteer: Gazetteer, name: str, iso2: str) -> bool:
    """Whether a country has a city or region of that name."""
    region = gazetteer.region(name, iso2)
    return any(city.iso2 == iso2 for city in gazetteer.city(name)) or (region is not None and region.iso2 == iso2)


def _dated(end: End, days: Mapping[str, Value]) -> End:
    return End(end.name, *(str(days.get(name, "")) for name in ("born", "died", "founded")))


def _ordered(terms: Iterable[Term]) -> tuple[Term, ...]:
    return tuple(sorted(set(terms), key=lambda one: (one.since, one.role, one.name, one.iso2)))
