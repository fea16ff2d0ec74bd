"""Patterns: an anchor token and the paths from it to subject and object.

A path is `.` (the anchor) or steps such as `> nsubj`, `> prep[of|at] > pobj`, `< appos`, `> same`, `> after[,]`:
`>` goes to children, `<` to the head, `|` separates labels, `[…]` holds lemmas the reached word must have.
docs/writing-relations.md lists the labels that kg/claim/roles.py adds to those of the parser.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import get_args, get_type_hints

from kg.model import EntityType, Mention, Status

STEP = re.compile(r"\s*([<>])\s*(@?[\w|-]+)(?:\[([^\]]+)\])?")
_ADDED = """same owner actor doer giver source taker partaker act wished authority infinitive score topic joined field
    role bracketed after before"""
ADDED = tuple(_ADDED.split())
"""What kg/claim/roles.py and kg/claim/arguments.py add to the parser's labels."""
PARSED = """nsubj nsubjpass dobj dative attr oprd acomp xcomp ccomp advcl acl relcl appos poss compound amod nmod nummod
    npadvmod advmod conj prep pobj pcomp agent prt neg mark aux det dep"""
LABELS = frozenset((*PARSED.split(), *ADDED))
ROLES = frozenset((*ADDED, "nsubj", "dobj", "nsubjpass"))
"""Labels whose words are worked out: those of the parser among them are read through passives and lists."""
NEAR = frozenset({"after", "before"})
ANCHOR_KEYS = frozenset({"LEMMA", "LOWER", "POS", "TAG", "DEP", "MENTION", "KIND"})
KINDS = get_args(get_type_hints(Mention)["kind"])
"""Of mentions."""
INDEXED = ("MENTION", "LEMMA", "LOWER", "POS")
"""What patterns are found by, the first that they have; by part of speech alone only those of open relations."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path. `words`: lemmas the reached token must have; for `after`/`before` the words in between."""

    up: bool
    labels: frozenset[str]
    words: frozenset[str] = frozenset()
    link: str = ""
    """For `> @body`: the name of the link between mentions that is followed."""
    prepositions: frozenset[str] = frozenset()
    """For `> prep[…] > pobj`, read as one step: the prepositions."""
    roles: tuple[str, ...] = field(init=False, compare=False)
    """The labels that are read as more than those of the parser, in order."""
    plain: frozenset[str] = field(init=False, compare=False)
    """The others."""
    strays: bool = field(init=False, compare=False)
    """Whether it may lead to a word that does not hang together with the one it starts from."""
    lemmas: frozenset[str] = field(init=False, compare=False)
    """Of `words` those that the word must be one of which it leads to."""

    def __post_init__(self) -> None:
        near = bool(self.labels & NEAR)
        object.__setattr__(self, "roles", tuple(sorted(self.labels & ROLES)))
        object.__setattr__(self, "plain", self.labels - ROLES)
        object.__setattr__(self, "strays", near or bool(self.roles or self.link))
        object.__setattr__(self, "lemmas", frozenset() if near else self.words)


Path = tuple[Step, ...]
"""No steps: the anchor itself."""


@dataclass(frozen=True, slots=True)
class Test:
    """One condition of an anchor: attribute in (or not in) a set of values."""

    attribute: str
    values: frozenset[str]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of saying a relation."""

    relation: str
    name: str
    anchor: tuple[Test, ...]
    subject: tuple[Path, ...]
    """Alternatives: the first that reaches a fitting mention counts."""
    object: tuple[Path, ...]
    both: tuple[Path, ...] = ()
    """Symmetric relations: the list whose members are all related to one another; replaces subject and object."""
    subject_types: frozenset[EntityType] = frozenset()
    object_types: frozenset[EntityType] = frozenset()
    need: tuple[Path, ...] = ()
    """Each must reach something."""
    unless: tuple[Path, ...] = ()
    """None may reach anything."""
    status: Status | None = None
    """Replaces an actual status: a pattern that itself says "former" or "planned"."""
    details: tuple[tuple[str, tuple[Path, ...] | str], ...] = ()
    """Name → paths to the words that fill it, or fixed text after "="."""
    stand_ins: bool = True
    country: tuple[tuple[str, bool], ...] = ()
    """("subject" or "object", whether it has to be a country or must be none)."""
    named: bool = False
    """The object must be a name: "in Russian" is a language, no place."""

    acts: bool = False
    """What one says, does or plans stands for him as object: "condemned X's strikes"."""
    thing: bool = False
    """The anchor is a thing that is there whatever happens at it ("her home"): no event."""

    @property
    def is_role(self) -> bool:
        """Whether the anchor is a noun for what an argument is or has ("the leader"), not an event."""
        if self.thing:
            return True
        paths = (*self.subject, *self.object, *self.both)
        return any(not path or path[0].labels & {"same"} or path[0].link for path in paths)

    @property
    def id(self) -> str:
        """Relation and name, as claims carry it: "MET/meet"."""
        return f"{self.relation}/{self.name}"


Entry = tuple[Pattern, tuple[Test, ...]]
"""A pattern, and what is left to ask of an anchor that it was found by."""


@dataclass(frozen=True, slots=True)
class Index:
    """Patterns by lemma, lower-case form, mention or part of speech of their anchor, in the order of the files."""

    by_lemma: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    by_form: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    by_mention: Mapping[tuple[str, str], tuple[Entry, ...]] = field(default_factory=dict)
    """By type and kind."""
    by_part: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    """By part of speech, where any word will do."""


@cache
def parse_path(text: str) -> Path:
    """The steps of a path, one object for one text. Raises ValueError, naming the part that cannot be read."""
    if text.strip() == ".":
        return ()
    steps, at = [], 0
    while at < len(text.rstrip()):
        match = STEP.match(text, at)
        if match is None:
            raise ValueError(f"cannot read {text[at:].strip()!r} in path {text!r}")
        steps.append(_step(*match.groups()))
        at = match.end()
    if not steps:
        raise ValueError("the path is empty")
    return _join_prepositions(steps)


@cache
def _step(arrow: str, label: str, words: str | None) -> Step:
    bracket = frozenset(w.strip().lower() for w in (words or "").split("|") if w.strip())
    if label.startswith("@"):
        return Step(False, frozenset(), frozenset(), link=label[1:])
    labels = frozenset(label.split("|"))
    unknown = sorted(labels - LABELS)
    if unknown:
        raise ValueError(f"no dependency label {unknown[0]!r}")
    return Step(arrow == "<", labels, bracket)


@cache
def _prepositional(prepositions: frozenset[str], words: frozenset[str]) -> Step:
    return Step(False, frozenset({"pobj"}), words, prepositions=prepositions)


def _join_prepositions(steps: Sequence[Step]) -> Path:
    joined: list[Step] = []
    for step in steps:
        last = joined[-1] if joined else None
        if last and not last.up and last.labels == {"prep"} and last.words and step.labels == {"pobj"} and not step.up:
            joined[-1] = _prepositional(last.words, step.words)
        else:
            joined.append(step)
    return tuple(joined)


def index_patterns(patterns: Sequence[Pattern]) -> Index:
    """The index by which an article's words find the patterns that could apply."""
    tables: dict[str, dict[str, list[Entry]]] = {key: {} for key in INDEXED}
    of_mentions: dict[tuple[str, str], list[Entry]] = {}
    for pattern in patterns:
        key = next(t for k in INDEXED for t in pattern.anchor if t.attribute == k and not t.negated)
        for value in sorted(key.values):
            if key.attribute == "MENTION":
                for kind in KINDS:
                    _enter(of_mentions.setdefault((value, kind), []), pattern, {"MENTION": value, "KIND": kind})
            else:
                known = {key.attribute: value, "MENTION": "", "KIND": ""}
                _enter(tables[key.attribute].setdefault(value, []), pattern, known)
    by_lemma, by_form, by_part = (
        {value: tuple(found) for value, found in tables[key].items()} for key in ("LEMMA", "LOWER", "POS")
    )
    return Index(by_lemma, by_form, {value: tuple(found) for value, found in of_mentions.items()}, by_part)


def _enter(entries: list[Entry], pattern: Pattern, known: Mapping[str, str]) -> None:
    """Enter a pattern under what is `known` of its anchor, where it fits that."""
    told = [test for test in pattern.anchor if test.attribute in known]
    if all((known[test.attribute] in test.values) != test.negated for test in told):
        entries.append((pattern, tuple(test for test in pattern.anchor if test not in told)))
