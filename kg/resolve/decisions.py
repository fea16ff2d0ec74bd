"""What people decided: these names are one, these are not, drop this, call it that, it is an organization.

`decisions.yaml` is applied on every rebuild and stands over everything the program thinks:

    - same: [Donald Trump, The Donald]
      reason: A nickname the press uses.
    - not_same: [John Smith, Jon Smith]
      reason: The mayor and the striker.
    - drop: Hackaton
      reason: An event, not an organization.
    - rename: {from: Burma, to: Myanmar}
      reason: House style.
    - type: {name: Meridian, is: Organization}
      reason: A company.
    - wrong: {subject: Anna Berg, type: MARRIED, object: Tom Reed, sentence: the Reeds}
      reason: The sentence is about the striker.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.model import Entity, EntityType, Struck
from kg.resolve.drafts import Draft, slug

ACTIONS = ("same", "not_same", "drop", "rename", "type", "wrong")
TYPES: tuple[EntityType, ...] = ("Person", "Office", "Place", "Organization")


HOLDS_OFFICE = "HOLDS_OFFICE"
ID = re.compile(r"[a-z0-9]+(?:-\w+)+")
"""An id of more than one word: a single word finds the name that it was made from."""
FIELDS = {"rename": ("from", "to"), "type": ("name", "is"), "wrong": ("subject", "type", "object")}
"""What the decisions that are mappings must have."""


@dataclass(frozen=True)
class Wrong:
    """A claim that is wrong, whoever makes it: its ends by name, and words of its sentence where only that one is."""

    subject: str
    type: str
    object: str
    sentence: str
    reason: str


@dataclass(frozen=True)
class Decisions:
    """All decisions of a file, by kind. Names are compared as written, whatever their case; an id may stand for one."""

    same: tuple[tuple[tuple[str, ...], str], ...] = ()
    not_same: tuple[tuple[tuple[str, ...], str], ...] = ()
    drop: tuple[tuple[str, str], ...] = ()
    rename: tuple[tuple[str, str, str], ...] = ()
    type: tuple[tuple[str, EntityType, str], ...] = ()
    wrong: tuple[Wrong, ...] = ()

    def apply(self, drafts: list[Draft]) -> list[Draft]:
        """The entities as people want them: parted, typed, joined, dropped, renamed, in this order."""
        decided = set(map(str.casefold, self.names()))
        ids = set(filter(ID.fullmatch, self.names()))
        meant = [d for d in drafts if not decided.isdisjoint(d.names()) or (ids and not ids.isdisjoint(d.slugs()))]
        concerned = {id(d) for d in meant}
        return [d for d in drafts if id(d) not in concerned] + self._decide(meant)

    def names(self) -> Iterator[str]:
        """Every name that some decision is about."""
        for names, _ in (*self.same, *self.not_same):
            yield from names
        yield from (entry[0] for entry in (*self.drop, *self.rename, *self.type))
        yield from (new for _, new, _ in self.rename)

    def strikes(self, entities: Iterable[Entity]) -> tuple[Struck, ...]:
        """What is wrong, by the ids of those who are called so."""
        if not self.wrong:
            return ()
        bearers: dict[str, set[str]] = {}
        for entity in entities:
            for name in _names_of(entity):
                bearers.setdefault(name, set()).add(entity.id)
        return tuple(
            Struck(
                one.type,
                frozenset(bearers.get(one.subject.casefold(), ())),
                frozenset(bearers.get(one.object.casefold(), ())),
                " ".join(one.sentence.casefold().split()),
            )
            for one in self.wrong
        )

    def denies_post(self, holder: Entity, office: Entity) -> bool:
        """Whether somebody is said not to hold a post, whatever the sentence: then no description of it is theirs."""
        return any(
            one.subject.casefold() in _names_of(holder) and one.object.casefold() in _names_of(office)
            for one in self.wrong
            if one.type == HOLDS_OFFICE and not one.sentence
        )

    def _decide(self, drafts: list[Draft]) -> list[Draft]:
        # typed before joining, so that names are of one type, and again, for who was joined to another
        drafts = self._typed(_part(drafts, self.not_same))
        drafts = self._typed(_join(drafts, self.same))
        dropped = {id(d) for name, _ in self.drop for d in _named(drafts, name)}
        drafts = [d for d in drafts if id(d) not in dropped]
        for old, new, _ in self.rename:
            for draft in _named(drafts, old):
                draft.name = new
                draft.facts.pop("id", None)
        return _one_a_name(drafts, {name.casefold() for name in self._renamed_or_typed()})

    def _typed(self, drafts: list[Draft]) -> list[Draft]:
        for name, kind, reason in self.type:
            told = f"decided: type {kind} ({reason})"
            for draft in _named(drafts, name):
                draft.type = kind
                draft.reasons = tuple(dict.fromkeys((*draft.reasons, told)))
        return drafts

    def _renamed_or_typed(self) -> Iterator[str]:
        yield from (new for _, new, _ in self.rename)
        yield from (name for name, _, _ in self.type)


def _names_of(entity: Entity) -> set[str]:
    surfaces = (entity.name, *(surface for surface, _ in entity.aliases))
    return {entity.id, *map(str.casefold, surfaces), *map(slug, surfaces)}


def _named(drafts: list[Draft], name: str) -> list[Draft]:
    """Who goes by a name; where nobody does, whose id it may be, or may have been."""
    wanted = name.casefold()
    found = [d for d in drafts if wanted in d.names()]
    return found or ([d for d in drafts if name in d.slugs()] if ID.fullmatch(name) else [])


def _join(drafts: list[Draft], same: tuple[tuple[tuple[str, ...], str], ...]) -> list[Draft]:
    for names, reason in same:
        for members in _together([_named(drafts, name) for name in names]):
            first = _joined(members, names, reason)
            gone = {id(d) for d in members} - {id(first)}
            drafts = [d for d in drafts if id(d) not in gone]
    return drafts


def _joined(members: list[Draft], names: tuple[str, ...], reason: str) -> Draft:
    """The one of some that goes by the first of the names, with all that is of the others."""
    named = [d for d in members if d.name.casefold() == names[0].casefold()]
    first = (named or _named(members, names[0]) or members)[0]
    by_id = names[0].casefold() not in first.names() and names[0] in first.slugs()
    called = first.name if by_id else names[0]
    for other in members:
        if other is not first:
            _take_in(first, other)
    first.reasons = (*first.reasons, f"decided: {' = '.join(names)} ({reason})")
    first.name = called
    return first


def _take_in(first: Draft, other: Draft) -> None:
    first.forms.take_in(other.forms)
    first.groups += other.groups
    first.parts += other.parts
    first.without += other.without
    first.reasons = tuple(dict.fromkeys((*first.reasons, *other.reasons)))
    first.titles = tuple(dict.fromkeys((*first.titles, *other.titles)))


def _one_a_name(drafts: list[Draft], decided: set[str]) -> list[Draft]:
    """Things that a decision gave one name and type are one, as all of that name and type are; people need not be."""
    first: dict[tuple[str, str], Draft] = {}
    kept = []
    for draft in drafts:
        name = draft.name.casefold()
        known = first.setdefault((draft.type, name), draft)
        if known is draft or draft.type == "Person" or name not in decided:
            kept.append(draft)
        else:
            _take_in(known, draft)
    return kept


def _together(bearers: list[list[Draft]]) -> list[list[Draft]]:
    """What a decision joins: the bearers of its names, type by type where several of the names are names of one type.

    A person and a city called Berg are not joined because a Berg and an Anna Berg are; across types names are joined
    only where no two of them have one in common.
    """
    named = [group for group in bearers if group]
    if len(named) < 2:
        return []
    every = list({id(d): d for group in named for d in group}.values())
    pools = [[d for d in every if d.type == t] for t in _shared_types(named)] or [every]
    return [pool for pool in pools if len(pool) > 1]


def _shared_types(groups: list[list[Draft]]) -> list[str]:
    """The types that several of the groups have."""
    counts = Counter(kind for group in groups for kind in {d.type for d in group})
    return sorted(kind for kind, times in counts.items() if times > 1)


def _part(drafts: list[Draft], not_same: tuple[tuple[tuple[str, ...], str], ...]) -> list[Draft]:
    """Take the mentions whose surface is exactly the second name out of a cluster that holds the first as well."""
    for names, reason in not_same:
        for name in names[1:]:
            for draft in [d for d in _named(drafts, names[0]) if d in _named(drafts, name)]:
                parted = _leave(draft, name, names[0])
                if parted.forms.counts:
                    parted.reasons = (f"decided: not {names[0]} ({reason})",)
                    drafts = [*drafts, parted]
    return drafts


def _leave(draft: Draft, name: str, other: str) -> Draft:
    """Those who leave. What stays behind no longer goes by their name, nor says why that name was joined."""
    folded = name.casefold()
    taken = tuple((group, folded) for group in draft.groups)
    again = tuple(part for part in draft.parts if part[1] == folded)
    parted = Draft(draft.type, name, draft.forms.give_up(folded), (), taken + again)
    if parted.forms.counts:
        draft.without += taken
        draft.parts = tuple(part for part in draft.parts if part not in again)
        if draft.name.casefold() == folded:
            draft.name = other
        draft.reasons = tuple(reason for reason in draft.reasons if not _joins(reason.casefold(), folded))
    return parted


def _joins(reason: str, name: str) -> bool:
    """Whether a reason says why a name was joined."""
    return reason.startswith(f"{name} = ") or f" = {name}: " in reason


def read_decisions(path: Path) -> Decisions:
    """Read and check a decisions file. Raises DataError for its first fault, naming line and field."""
    decisions, faults = _read(path)
    if faults:
        raise faults[0]
    return decisions


def decision_faults(path: Path) -> list[DataError]:
    """Every fault of a decisions file. Empty: it can be applied."""
    try:
        return _read(path)[1]
    except DataError as error:
        return [error]


def _read(path: Path) -> tuple[Decisions, list[DataError]]:
    from kg.datafiles import load_yaml  # noqa: PLC0415  only needed where a decisions file is given

    rows = load_yaml(path)
    if not isinstance(rows, list):
        raise DataError(str(path), "is not a list of decisions", "each begins with '- same:', '- drop:' …")
    found: dict[str, list[Any]] = {action: [] for action in ACTIONS}
    faults = []
    for number, row in enumerate(rows, 1):
        place = f"{path}:{row.line}" if hasattr(row, "line") else f"{path}: decision {number}"
        try:
            action, value = _decision(place, row)
            found[action].append(value)
        except DataError as error:
            faults.append(error)
    decisions = Decisions(**{action: tuple(values) for action, values in found.items()})
    return decisions, faults + _contradictions(path, decisions)


def _decision(place: str, row: object) -> tuple[str, object]:
    action = next((a for a in ACTIONS if isinstance(row, dict) and a in row), None)
    if action is None or not isinstance(row, dict):
        raise DataError(place, "names none of " + ", ".join(ACTIONS), "begin it with '- same:', '- drop:' …")
    reason = row.get("reason")
    if not isinstance(reason, str) or not reason.strip():
        raise DataError(place, f"`{action}` has no reason", "add `reason:` with a sentence")
    unknown = set(row) - {action, "reason"}
    if unknown:
        raise DataError(place, f"unknown field {sorted(unknown)[0]!r}", f"allowed: {action}, reason")
    return action, _value(place, action, row[action], reason)


def _contradictions(path: Path, decisions: Decisions) -> list[DataError]:
    """Two names that are decided to be one and not one."""
    apart = [(names, {name.casefold() for name in names}) for names, _ in decisions.not_same]
    return [
        DataError(str(path), f"{' and '.join(names)} are both `same` and `not_same`", "keep one of the two decisions")
        for together, _ in decisions.same
        for names, folded in apart
        if len(folded & {name.casefold() for name in together}) > 1
    ]


def _value(place: str, action: str, value: Any, reason: str) -> object:  # noqa: ANN401  what YAML holds
    if action in {"same", "not_same"}:
        if not isinstance(value, list) or len(value) < 2 or not all(isinstance(v, str) for v in value):
            raise DataError(place, f"`{action}` needs a list of two names or more")
        return tuple(value), reason
    if action == "drop":
        if not isinstance(value, str):
            raise DataError(place, "`drop` needs one name")
        return value, reason
    return _mapped(place, action, value, reason)


def _mapped(place: str, action: str, value: Any, reason: str) -> object:  # noqa: ANN401  what YAML holds
    keys = FIELDS[action]
    optional = {"sentence"} if action == "wrong" else set()
    fits = isinstance(value, dict) and set(value) - optional == set(keys)
    if not fits or not all(isinstance(one, str) and one.strip() for one in value.values()):
        raise DataError(place, f"`{action}` needs {{{', '.join(map('{}: …'.format, keys))}}}")
    if action == "wrong":
        return Wrong(value["subject"], value["type"], value["object"], value.get("sentence", ""), reason)
    if action == "type" and value["is"] not in TYPES:
        raise DataError(place, f"`is: {value['is']}` is no type", "one of " + ", ".join(TYPES))
    return value[keys[0]], value[keys[1]], reason
