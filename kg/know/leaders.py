"""Heads of state and of government since 1945: whose "President Dlamini" was on a day, and who he is.

The table is knowledge/leaders.csv (its README has source, date and licence). It never says more than an article does:
a name with such a title, on a day, is one country's or nobody's.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache
from pathlib import Path

from kg.datafiles import word_list
from kg.kept_tables import kept_lines
from kg.know.first_names import fold_name, is_family_name
from kg.know.gazetteer import load_gazetteer
from kg.know.name_parts import is_family_first, made_of_names
from kg.know.name_spelling import SOUND_FROM, sound
from kg.know.person_names import compatible, possible_family_names
from kg.paths import shipped

STATE, GOVERNMENT = "head_of_state", "head_of_government"
ROLES: Mapping[str, tuple[str, ...]] = {
    "president": (STATE, GOVERNMENT),
    "interim president": (STATE, GOVERNMENT),
    "supreme leader": (STATE,),
    "prime minister": (GOVERNMENT,),
    "chancellor": (GOVERNMENT,),
}
"""Title, as lexicon/titles.yaml has it → the roles of the table that it can be, the likelier first: a few states have a
president under another head."""
REIGNING = word_list("reigning titles")
"""Titles whose bearers go by their first names, and are heads of state."""
AROUND = timedelta(days=45)
"""How long before its first and after its last day a term is news: heads elect, and the habit of a title."""
RECENT = 1990
SHORTEST = 5
LARGE_CITY = 200_000
WORDS = word_list("surnames that are words")
HEADING_GOVERNMENTS = word_list("titles of heads of government")


@dataclass(frozen=True, slots=True)
class Term:
    """One person's time in one role. `since` and `until`: first and last day; None: not over when the list was made."""

    iso2: str
    role: str
    name: str
    qid: str
    since: date
    until: date | None

    def overlaps(self, other: Term) -> bool:
        """Whether two terms have more than the days of a handover in common."""
        ends = [one.until for one in (self, other) if one.until is not None]
        shared = (min(ends) if ends else date.max) - max(self.since, other.since)
        return shared > AROUND

    def covers(self, day: date | None, *, gone: bool) -> bool:
        """Whether an article of that day (None: undated) can call them by the title; `gone`: as a former holder."""
        if day is None:
            return True
        if gone:
            return self.since <= day
        return self.since - AROUND <= day and (self.until is None or day <= self.until + AROUND)


@dataclass(frozen=True)
class Leaders:
    """Terms by the words that may be family names; nobody where the world is left out."""

    by_family: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)
    by_first: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)
    heads_of_state: Mapping[tuple[str, str], tuple[Term, ...]] = field(default_factory=dict)
    """(country, name) → their terms as head of state."""

    def terms(self, name: str, title: str, day: date | None, *, iso2: str = "", gone: bool = False) -> list[Term]:
        """The terms that "TITLE NAME" may speak of on a day. `name`: a family name, or a full name in any usual form.

        `iso2`: the country the text gives the title, if it does.
        """
        folded = fold_name(name)
        words = folded.split()
        table, roles = (self.by_first, (STATE,)) if title in REIGNING else (self.by_family, ROLES.get(title, ()))
        spelled = {} if title in REIGNING else self._by_sound
        fitting = {
            term: None
            for word in words
            for term in table.get(word) or (spelled.get(sound(word), ()) if len(word) >= SOUND_FROM else ())
            if iso2 in {"", term.iso2}
            and term.covers(day, gone=gone)
            and (len(words) == 1 or _is_form_of(folded, term.name) or title in REIGNING)
        }
        by_role = ([term for term in fitting if term.role == role and self.fits(term, title)] for role in roles)
        return next(filter(None, by_role), [])

    def fits(self, term: Term, title: str) -> bool:
        """Whether a term may be under this title, by its role: a president who governs is no prime minister then,
        although the table has him as head of government too."""
        if term.role not in ((STATE,) if title in REIGNING else ROLES.get(title, ())):
            return False
        presided = self.heads_of_state.get((term.iso2, term.name), ())
        return title not in HEADING_GOVERNMENTS or not any(term.overlaps(other) for other in presided)

    def of_person(self, qid: str) -> tuple[Term, ...]:
        """The terms of the person with this Wikidata id."""
        return self._by_person.get(qid, ())

    def heads(self, iso2: str, title: str) -> list[Term]:
        """The terms in a state under a title."""
        return [term for term in self._by_state.get(iso2, ()) if self.fits(term, title)]

    @cached_property
    def last_day(self) -> date:
        """The last day that the table knows of: what it has as open may be over on a later one."""
        return max((day for term in self._all for day in (term.since, term.until) if day), default=date.min)

    @cached_property
    def _all(self) -> list[Term]:
        return [term for terms in self.by_first.values() for term in terms]

    @cached_property
    def _by_sound(self) -> Mapping[str, tuple[Term, ...]]:
        """The terms by the sound of the longer family names: "Zelensky" for "Zelenskyy"."""
        heard = ((sound(word), terms) for word, terms in self.by_family.items() if len(word) >= SOUND_FROM)
        return _grouped((key, term) for key, terms in heard for term in terms)

    @cached_property
    def _by_person(self) -> Mapping[str, tuple[Term, ...]]:
        return _grouped((term.qid, term) for term in self._all if term.qid)

    @cached_property
    def _by_state(self) -> Mapping[str, tuple[Term, ...]]:
        return _grouped((term.iso2, term) for term in self._all)

    def person(self, name: str, title: str, day: date | None, *, iso2: str = "", gone: bool = False) -> Term | None:
        """The one person that is meant, as some term of theirs; None for nobody or several."""
        found = self.terms(name, title, day, iso2=iso2, gone=gone)
        return found[0] if _only(term.qid or term.name for term in found) is not None else None


def _grouped(terms: Iterable[tuple[str, Term]]) -> Mapping[str, tuple[Term, ...]]:
    groups: defaultdict[str, list[Term]] = defaultdict(list)
    for key, term in terms:
        groups[key].append(term)
    return {key: tuple(some) for key, some in groups.items()}


def _is_form_of(name: str, leader: str) -> bool:
    """Whether a folded name is a form of a leader's: "tayyip erdogan" of "Recep Tayyip Erdoğan" too, by the title."""
    words, whole = name.split(), fold_name(leader).split()
    return compatible(name, leader) is not None or (words[-1] == whole[-1] and set(words) < set(whole))


def _only(values: Iterable[str]) -> str | None:
    found = set(values)
    return found.pop() if len(found) == 1 else None


NOBODY = Leaders()


@lru_cache(maxsize=2)
def load_leaders(file: Path | None = None) -> Leaders:
    """The table that ships with kg, or one of its form; read once a process."""
    by_family: defaultdict[str, list[Term]] = defaultdict(list)
    by_first: defaultdict[str, list[Term]] = defaultdict(list)
    table = (file or shipped("knowledge") / "leaders.csv").read_bytes()
    for line in kept_lines("leaders", made_of_names(table, Path(__file__)), lambda: _lines(table.decode("utf-8"))):
        given, families, iso2, role, name, qid, since, until = line.split("\t")
        ends = date.fromisoformat(until) if until else None
        term = Term(iso2, role, name, qid, date.fromisoformat(since), ends)
        for word in families.split("|"):
            by_family[word].append(term)
        by_first[given].append(term)
    states: defaultdict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in (term for terms in by_first.values() for term in terms if term.role == STATE):
        states[term.iso2, term.name].append(term)
    family, first = ({word: tuple(terms) for word, terms in index.items()} for index in (by_family, by_first))
    return Leaders(family, first, {who: tuple(terms) for who, terms in states.items()})


@lru_cache(maxsize=1)
def names_of_leaders() -> Mapping[str, frozenset[str]]:
    """The first word or half word of the leaders' names of two words and more → these names, all folded."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name in {fold_name(term.name) for terms in load_leaders().by_first.values() for term in terms}:
        words = name.split()
        if len(words) > 1 and "of" not in words:  # "Albert II of Belgium"
            found[_opening(name)].add(name)
    return {word: frozenset(names) for word, names in found.items()}


def is_leader(name: str) -> bool:
    """Whether somebody of this whole name of two words and more has headed a state or its government."""
    folded = fold_name(name)
    return folded in names_of_leaders().get(_opening(folded), ())


def _opening(folded: str) -> str:
    """The first word of a name, or the first half of that: "jean" of "jean-marie berg"."""
    return folded.partition(" ")[0].partition("-")[0]


@lru_cache(maxsize=1)
def surnames_of_leaders() -> frozenset[str]:
    """The family names, folded, by which alone those are known who have headed a state or its government since
    1990: no word, place or common name among them, and none so short that it may stand for something else."""
    last = {
        fold_name(term.name.split()[-1])
        for terms in load_leaders().by_first.values()
        for term in terms
        if " " in term.name and " of " not in term.name and term.since.year >= RECENT
        if not is_family_first(fold_name(term.name).split())
    }
    known = load_gazetteer()
    return frozenset(
        name
        for name in last - WORDS
        if len(name) >= SHORTEST and name.isalpha() and not is_family_name(name)
        if not (known.country(name.title()) or known.region(name.title()) or known.city(name.title(), LARGE_CITY))
    )


def _lines(table: str) -> Iterator[str]:
    """A line a term: the words that its holder may be called by first and last, then the term as the table has it."""
    for row in csv.DictReader(io.StringIO(table, newline="")):
        words = fold_name(row["name"]).split()
        families = sorted({*possible_family_names(" ".join(words)), words[-1]})
        told = row["iso2"], row["role"], row["name"], row["wikidata"], row["since"], row["until"]
        yield "\t".join((words[0], "|".join(families), *told))
