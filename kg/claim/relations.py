"""Relation files → Relations: what each type means, how it is said, and the examples that test it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path as FilePath
from typing import Any, get_args

from kg.claim.confidence import FACTORS_FILE
from kg.claim.examples import Example, read_example
from kg.claim.frames import noun_patterns, read_noun, read_verb, verb_patterns, words_of
from kg.claim.patterns import ANCHOR_KEYS, INDEXED, Index, Path, Pattern, Test, index_patterns, parse_path
from kg.datafiles import Lined, check_keys, read_words, read_yaml
from kg.errors import DataError
from kg.model import EntityType, Status
from kg.paths import shipped

DAY = "Day"
"""What stands for the object where a relation tells a day of its subject alone."""
ACTOR: tuple[EntityType, ...] = ("Person", "Organization", "Place", "Office")
FIELDS = (
    "relation",
    "means",
    "subject",
    "object",
    "symmetric",
    "state",
    "containing",
    "amounts",
    "post",
    "single",
    "grave",
    "standing",
    "event",
    "open",
    "plover",
    "cameo",
    "mode",
    "words",
    "verbs",
    "nouns",
    "patterns",
    "holds",
    "does_not_hold",
)
FLAGS = ("symmetric", "state", "containing", "amounts", "post", "single", "grave", "standing", "event", "open")
_PLOVER = """AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION
    MOBILIZE COERCE ASSAULT"""
PLOVER = frozenset(_PLOVER.split())
"""The event types of PLOVER, a successor of CAMEO, by which event researchers count."""
CAMEO_ROOTS = 20
MODE = re.compile(r"[a-z]+(?:-[a-z]+)*")
PATTERN_FIELDS = ("name", "anchor", "subject", "object", "both", "subject_type", "object_type", "need", "unless",
                  "status", "details", "stand_ins", "acts", "named", "thing", "country")  # fmt: skip
EXAMPLE_FIELDS = ("text", "status", "published", "when", "details", "headline")
STATUSES: tuple[Status, ...] = get_args(Status)
PRECISION_FILE = "precision.json"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation type: its definition, patterns and examples."""

    name: str
    means: str
    subject: tuple[EntityType, ...]
    object: tuple[EntityType, ...]
    """Empty (`object: Day`): it tells a day of the subject, and has no other end."""
    symmetric: bool
    state: bool
    """It lasts: said in the past tense ("was the leader") it is over."""
    containing: bool
    """What is said of a place is also so of the place that contains it: "born in Lyon, France"."""
    post: bool
    """It is had by a post or job: who resigns or is dismissed has it no longer."""
    grave: bool
    """What must not be said of somebody by mistake: nobody is an end of it by "they" alone."""
    single: bool
    """One has it with one: of "A and B replaced C and D" nobody knows who replaced whom."""
    standing: bool
    """What is said of either end does not change it: whose a post is, whoever has it, is to have it or has it not."""
    event: bool
    """It happens at a time, so that what is told of it is an event with all who take part."""
    open: bool
    """Any verb or noun says it, as its `predicate`, where no other relation says anything of the two."""
    amounts: bool
    """Money beside the anchor belongs to it: `amount` and `currency` among the details."""
    plover: str
    """The PLOVER event type it counts under; "" for what is no event between actors."""
    cameo: str
    """The CAMEO root code ("19") that fits best, "" for none."""
    mode: str
    """The mode of that PLOVER type ("arrest"), "" for any."""
    patterns: tuple[Pattern, ...]
    """Those of the frames (`verbs:`, `nouns:`) first, then those written by hand."""
    holds: tuple[Example, ...]
    does_not_hold: tuple[Example, ...]
    file: str

    @property
    def of_day(self) -> bool:
        """Whether it tells a day of its subject and no more."""
        return not self.object


@dataclass(frozen=True, slots=True)
class Relations:
    """All relation types, the index over their patterns, and the word lists the engine reads English with."""

    types: Mapping[str, Relation]
    index: Index
    words: Mapping[str, frozenset[str]]
    is_country: Callable[[str], bool] = field(default=lambda _name: True)
    """Whether a name or demonym is that of a country."""
    is_wide: Callable[[str], bool] = field(default=lambda _name: False)
    """Whether a name is that of a part of the world which lies in no one country."""
    precision: Mapping[str, float] = field(default_factory=dict)
    """Pattern id → precision measured on the development sets."""
    factors: Mapping[str, float] = field(default_factory=dict)
    """What confidence is multiplied by, by name (kg/claim/confidence.py)."""


def load_relations(folders: Sequence[FilePath] = (), lexicons: Sequence[FilePath] = ()) -> Relations:
    """Read every *.yaml of the shipped folder (where `folders` is empty) or of `folders`, later ones adding relations
    or replacing them by name. Raises DataError for the first fault, with file, line and remedy."""
    types: dict[str, Relation] = {}
    precision: dict[str, float] = {}
    factors = _read_factors(shipped("relations"))
    for folder in folders or (shipped("relations"),):
        if not folder.is_dir():
            raise DataError(str(folder), "is no folder", "give a folder of relation files")
        for path in sorted(folder.glob("*.yaml")):
            relation = read_relation(path)
            types[relation.name] = relation
        if (measured := folder / PRECISION_FILE).is_file():
            precision |= json.loads(measured.read_text(encoding="utf-8"))
        factors |= _read_factors(folder)
    ordered = {name: types[name] for name in sorted(types)}
    patterns = [pattern for relation in ordered.values() for pattern in relation.patterns]
    words = _read_lexicon(lexicons)
    return Relations(ordered, index_patterns(patterns), words, is_country, is_wide, precision, factors)


def _read_factors(folder: FilePath) -> dict[str, float]:
    file = folder / FACTORS_FILE
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else {}


def _read_lexicon(folders: Sequence[FilePath]) -> dict[str, frozenset[str]]:
    words: dict[str, frozenset[str]] = {}
    for folder in (shipped("lexicon"), *folders):
        own: dict[str, frozenset[str]] = {}
        for file in (folder / name for name in ("grammar.yaml", "status.yaml")):
            listed = read_words(file) if file.is_file() else {}
            for name in listed.keys() & own.keys():
                raise DataError(f"{file}: {name}", "stands in grammar.yaml too", "give one of the two another name")
            own |= listed
        words |= own
    return words


def is_country(name: str) -> bool:
    """Whether the shipped gazetteer knows `name` as that of a country or of its people."""
    from kg.know.gazetteer import load_gazetteer  # noqa: PLC0415  its tables take a second: only where a pattern asks

    gazetteer = load_gazetteer()
    return bool(gazetteer.country(name) or gazetteer.demonym(name))


def is_wide(name: str) -> bool:
    """Whether the shipped gazetteer knows `name` as that of a part of the world, or of a state that is no more."""
    from kg.know.gazetteer import load_gazetteer  # noqa: PLC0415  as above

    region = load_gazetteer().macro_region(name)
    return region is not None and not region.iso2


def read_relation(path: FilePath) -> Relation:
    """One relation file. Raises DataError for the first fault."""
    raw = read_yaml(path)
    where = str(path)
    name, subject, object_, words = _head(where, raw)
    written = tuple(_pattern(where, name, raw, entry, words) for entry in _list(where, raw, "patterns"))
    patterns = (*_frames(where, name, raw, words), *written)
    names = [p.name for p in written]
    double = next((n for n in names if names.count(n) > 1), None)
    if double:
        raise DataError(f"{where}:{raw.lines['patterns']}", f"two patterns are named {double!r}", "rename one")
    holds, does_not = (
        tuple(_example(where, entry, key, line, subject, object_) for line, entry in _lined(where, raw, key))
        for key in ("holds", "does_not_hold")
    )
    flags = {flag: bool(raw.get(flag, False)) for flag in FLAGS}
    return Relation(
        name=name,
        means=str(raw["means"]),
        subject=subject,
        object=object_,
        plover=_plover(where, raw),
        cameo=_cameo(where, raw),
        mode=_mode(where, raw),
        patterns=patterns,
        holds=holds,
        does_not_hold=does_not,
        file=where,
        **flags,
    )


def relation_faults(path: FilePath) -> list[DataError]:
    """Every fault of a relation file: of its head, else of each pattern and each example. Empty: it can be read."""
    try:
        read_relation(path)
    except DataError as error:
        first = error
    else:
        return []
    try:
        raw = read_yaml(path)
        name, subject, object_, words = _head(str(path), raw)
        parts: list[Callable[[], object]] = [
            partial(_pattern, str(path), name, raw, entry, words) for entry in _list(str(path), raw, "patterns")
        ]
        parts += [partial(_frame, str(path), name, raw, key, word, words) for key, word in _framed(str(path), raw)]
        for key in ("holds", "does_not_hold"):
            lined = _lined(str(path), raw, key)
            parts += [partial(_example, str(path), entry, key, line, subject, object_) for line, entry in lined]
    except DataError as error:
        return [error]
    return [fault for part in parts if (fault := _fault(part))] or [first]


def _fault(read: Callable[[], object]) -> DataError | None:
    try:
        read()
    except DataError as error:
        return error
    return None


def _head(where: str, raw: Lined) -> tuple[str, tuple[EntityType, ...], tuple[EntityType, ...], dict[str, list[str]]]:
    check_keys(where, raw, FIELDS, ("relation", "means", "subject", "object", "holds", "does_not_hold"))
    if not any(raw.get(key) for key in ("verbs", "nouns", "patterns")):
        raise DataError(f"{where}:{raw.line}", "no verbs:, nouns: or patterns:", "say how it is said")
    name = str(raw["relation"])
    if not (name.replace("_", "").isalpha() and name.isupper()):
        raise DataError(f"{where}:{raw.lines['relation']}", f"relation {name!r}", "write it as UPPER_SNAKE")
    of_day = raw["object"] == DAY
    if of_day and (given := next((key for key in ("verbs", "nouns", "symmetric") if raw.get(key)), None)):
        raise DataError(f"{where}:{raw.lines[given]}", f"{given}: in a relation of a day", "write patterns:")
    return name, _types(where, raw, "subject"), () if of_day else _types(where, raw, "object"), _words(where, raw)


def _lined(where: str, raw: Lined, key: str) -> list[tuple[int, Any]]:
    return list(zip(raw.items_at.get(key, ()), _list(where, raw, key), strict=False))


def _list(where: str, raw: Lined, key: str) -> list[Any]:
    entries = raw.get(key, [])
    if not isinstance(entries, list):
        raise DataError(f"{where}:{raw.lines[key]}", f"{key} is no list", "start each entry with a dash")
    return entries


def _types(where: str, raw: Lined, key: str) -> tuple[EntityType, ...]:
    given = raw[key] if isinstance(raw[key], list) else [raw[key]]
    found: list[EntityType] = []
    for name in given:
        if name in {"actor", "Actor"}:
            found += ACTOR
        elif name in get_args(EntityType):
            found.append(name)
        else:
            known = ", ".join((*get_args(EntityType), "Actor"))
            raise DataError(f"{where}:{raw.lines[key]}", f"{key}: unknown type {name!r}", f"one of {known}")
    return tuple(dict.fromkeys(found))


def _words(where: str, raw: Lined) -> dict[str, list[str]]:
    given = raw.get("words") or {}
    if not isinstance(given, dict) or not all(isinstance(v, list) for v in given.values()):
        raise DataError(f"{where}:{raw.lines['words']}", "words is no mapping of lists", "write name: [word, …]")
    return {str(name): [str(w) for w in found] for name, found in given.items()}


def _pattern(where: str, relation: str, raw: Lined, entry: object, words: Mapping[str, list[str]]) -> Pattern:
    if not isinstance(entry, Lined):
        raise DataError(f"{where}:{raw.lines['patterns']}", "a pattern is no mapping", "write name:, anchor:, …")
    check_keys(where, entry, PATTERN_FIELDS, ("name", "anchor"))
    both = _paths(where, entry, "both", words)
    if both and not raw.get("symmetric"):
        raise DataError(f"{where}:{entry.lines['both']}", "both: in a relation that is not symmetric", "use subject:")
    of_day = raw["object"] == DAY
    if not both and not ("subject" in entry and ("object" in entry) != of_day):
        remedy = "give the path of the subject alone" if of_day else "give both paths"
        raise DataError(f"{where}:{entry.line}", "the pattern lacks subject or object", remedy)
    status = _status(entry, f"{where}:{entry.lines.get('status', entry.line)}")
    narrowed = [_types(where, entry, key) if key in entry else () for key in ("subject_type", "object_type")]
    return Pattern(
        relation=relation,
        name=str(entry["name"]),
        anchor=_anchor(where, entry, words, of_any_word=bool(raw.get("open"))),
        subject=_paths(where, entry, "subject", words),
        object=_paths(where, entry, "object", words),
        both=both,
        subject_types=_named(narrowed[0] or _types(where, raw, "subject")),
        object_types=_named(narrowed[1] or (() if of_day else _types(where, raw, "object"))),
        need=_paths(where, entry, "need", words),
        unless=_paths(where, entry, "unless", words),
        status=status,
        details=_details(where, entry, words),
        stand_ins=bool(entry.get("stand_ins", True)),
        acts=bool(entry.get("acts", False)),
        named=bool(entry.get("named", False)),
        thing=bool(entry.get("thing", False)),
        country=_country(where, entry),
    )


def _status(entry: Lined, at: str) -> Status | None:
    status: Status | None = entry.get("status")
    if status is not None and status not in STATUSES:
        raise DataError(at, f"unknown status {status!r}", f"one of {STATUSES}")
    return status


def _named(types: Sequence[EntityType]) -> frozenset[EntityType]:
    """The types a mention may have: who holds an office is named, or meant, as a person."""
    return frozenset(types) - ({"Office"} if "Person" in types else set())


def _plover(where: str, raw: Lined) -> str:
    given = str(raw.get("plover", ""))
    if given and given not in PLOVER:
        raise DataError(f"{where}:{raw.lines['plover']}", f"plover: {given!r}", f"one of {', '.join(sorted(PLOVER))}")
    return given


def _cameo(where: str, raw: Lined) -> str:
    given = str(raw.get("cameo", ""))
    if given and not (given.isdigit() and len(given) == 2 and 0 < int(given) <= CAMEO_ROOTS):
        raise DataError(f"{where}:{raw.lines['cameo']}", f"cameo: {given!r}", 'a root code in quotes, "01" to "20"')
    return given


def _mode(where: str, raw: Lined) -> str:
    given = str(raw.get("mode", ""))
    if given and not (MODE.fullmatch(given) and raw.get("plover")):
        raise DataError(
            f"{where}:{raw.lines['mode']}", f"mode: {given!r}", "a mode of the PLOVER type above, in small letters"
        )
    return given


def _framed(where: str, raw: Lined) -> list[tuple[str, str]]:
    return [(key, word) for key in ("verbs", "nouns") for word in words_of(raw, key, where)]


def _frames(where: str, relation: str, raw: Lined, words: Mapping[str, list[str]]) -> list[Pattern]:
    """The patterns of all verbs and nouns of a file."""
    return [p for key, word in _framed(where, raw) for p in _frame(where, relation, raw, key, word, words)]


def _frame(where: str, relation: str, raw: Lined, key: str, word: str, words: Mapping[str, list[str]]) -> list[Pattern]:
    given, line, symmetric = raw[key][word], raw[key].lines[word], bool(raw.get("symmetric", False))
    model = Pattern(
        relation=relation,
        name="",
        anchor=(),
        subject=(),
        object=(),
        subject_types=_named(_types(where, raw, "subject")),
        object_types=_named(_types(where, raw, "object")),
    )
    if isinstance(given, Lined):
        status = _status(given, f"{where}:{line}")
        model = replace(
            model,
            need=_paths(where, given, "need", words),
            unless=_paths(where, given, "unless", words),
            details=_details(where, given, words),
            status=status,
            subject_types=_named(_types(where, given, "subject_type"))
            if "subject_type" in given
            else model.subject_types,
            object_types=_named(_types(where, given, "object_type")) if "object_type" in given else model.object_types,
        )
    if key == "verbs":
        verb = read_verb(where, word, given, line)
        return [p for one in _either(where, model, given, words) for p in verb_patterns(one, verb, symmetric=symmetric)]
    noun = read_noun(where, word, given, line, symmetric=symmetric)
    return [p for one in _either(where, model, given, words) for p in noun_patterns(one, noun)]


def _either(where: str, model: Pattern, given: object, words: Mapping[str, list[str]]) -> list[Pattern]:
    """The model once for each path of which one must reach something."""
    paths = _paths(where, given, "either", words) if isinstance(given, Lined) else ()
    return [replace(model, need=(*model.need, path)) for path in paths] or [model]


def _country(where: str, entry: Lined) -> tuple[tuple[str, bool], ...]:
    given = entry.get("country", {})
    if not isinstance(given, dict) or set(given) - {"subject", "object"}:
        raise DataError(f"{where}:{entry.lines['country']}", "country: names no argument", "write {object: true}")
    return tuple(sorted((str(argument), bool(wanted)) for argument, wanted in given.items()))


def _anchor(where: str, entry: Lined, words: Mapping[str, list[str]], *, of_any_word: bool) -> tuple[Test, ...]:
    raw = entry["anchor"]
    at = f"{where}:{entry.lines['anchor']}"
    if not isinstance(raw, Lined):
        raise DataError(at, "anchor is no token pattern", "write {LEMMA: …, POS: …}")
    check_keys(where, raw, ANCHOR_KEYS)
    tests = [test for key, value in raw.items() for test in _tests(at, key, value, words)]
    if not any(t.attribute in INDEXED[: None if of_any_word else -1] and not t.negated for t in tests):
        raise DataError(at, "anchor names no word", "give LEMMA, LOWER or MENTION so that it can be indexed")
    return tuple(tests)


def _tests(at: str, key: str, value: object, words: Mapping[str, list[str]]) -> list[Test]:
    conditions = value if isinstance(value, Lined) else {"IN": value if isinstance(value, list) else [value]}
    tests = []
    for operator, given in conditions.items():
        if operator not in {"IN", "NOT_IN"}:
            raise DataError(at, f"anchor {key}: unknown operator {operator!r}", "IN or NOT_IN")
        values = _expand(at, given if isinstance(given, list) else [given], words)
        tests.append(Test(key, frozenset(values), operator == "NOT_IN"))
    return tests


def _expand(at: str, given: Sequence[object], words: Mapping[str, list[str]]) -> list[str]:
    """Words as given, `$name` replaced by that list of the file's `words`."""
    found: list[str] = []
    for word in map(str, given):
        if word.startswith("$"):
            if word[1:] not in words:
                raise DataError(at, f"no list {word[1:]!r} under words", f"one of {', '.join(sorted(words)) or 'none'}")
            found += words[word[1:]]
        else:
            found.append(word)
    return found


def _paths(where: str, entry: Lined, key: str, words: Mapping[str, list[str]]) -> tuple[Path, ...]:
    given = entry.get(key, [])
    return _read_paths(f"{where}:{entry.lines.get(key, entry.line)}", key, given, words)


def _read_paths(at: str, key: str, given: object, words: Mapping[str, list[str]]) -> tuple[Path, ...]:
    paths = []
    for text in given if isinstance(given, list) else [given]:
        spelled = str(text)
        for name in sorted(words, key=len, reverse=True):
            spelled = spelled.replace(f"${name}", "|".join(words[name]))
        try:
            paths.append(parse_path(spelled))
        except ValueError as error:
            raise DataError(at, f"{key}: {error}", "see docs/writing-relations.md for the path language") from error
    return tuple(paths)


def _details(
    where: str, entry: Lined, words: Mapping[str, list[str]]
) -> tuple[tuple[str, tuple[Path, ...] | str], ...]:
    given = entry.get("details", {})
    at = f"{where}:{entry.lines.get('details', entry.line)}"
    if not isinstance(given, dict):
        raise DataError(at, "details is no mapping", "write name: path")
    found: list[tuple[str, tuple[Path, ...] | str]] = []
    for name, value in given.items():
        fixed = isinstance(value, str) and value.startswith("=")
        found.append((str(name), value[1:].strip() if fixed else _read_paths(at, str(name), value, words)))
    return tuple(found)


def _example(
    where: str, entry: object, key: str, line: int, subjects: Sequence[EntityType], objects: Sequence[EntityType]
) -> Example:
    fields: dict[str, Any] = {"line": line}
    text = entry
    if isinstance(entry, Lined):
        check_keys(where, entry, EXAMPLE_FIELDS, ("text",))
        fields = {name: value for name, value in entry.items() if name != "text"} | {"line": entry.line}
        text = entry["text"]
    at = f"{where}:{fields['line']}"
    if fields.get("status") not in {None, *STATUSES}:
        raise DataError(at, f"{key}: unknown status {fields['status']!r}", f"one of {', '.join(STATUSES)}")
    if isinstance(fields.get("when"), date):
        fields["when"] = fields["when"].isoformat()
    try:
        example = read_example(str(text), subjects[0], (objects or subjects)[0], **fields)
    except ValueError as error:
        raise DataError(at, f"{key}: {error} in {str(text)[:50]!r}", "mark mentions as [words|marks]") from error
    if key == "holds" and not objects and not (example.having("subject") and example.when):
        raise DataError(at, f"{key}: no subject or no when: in {example.text[:50]!r}", "mark it and give its day")
    marked = example.having("both") or (example.having("subject") and (example.having("object") or not objects))
    if key == "holds" and not marked:
        raise DataError(at, f"{key}: no subject or object marked in {example.text[:50]!r}", "mark them")
    return example
