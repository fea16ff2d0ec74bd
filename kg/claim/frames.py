"""Frames: the verbs and nouns of a relation file → patterns.

How English says that one acts on another is the same whatever the verb: "X urged Y", "Y was urged by X", "X's appeal to
Y", "X launched an appeal to Y", "X and Y met", "the X–Y talks". It is written once, here and in kg/claim/roles.py; a
relation file names its verbs and nouns, each with what takes the other end. One frame may need several patterns; they
share its name ("verb:urge", "noun:appeal").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.claim.patterns import Path, Pattern, Test, parse_path
from kg.datafiles import Lined, check_keys
from kg.errors import DataError

VERB_FIELDS = ("to", "need", "either", "unless", "details", "status", "subject_type", "object_type")
NOUN_FIELDS = ("from", "to", "with", "need", "either", "unless", "details", "status", "subject_type", "object_type")
OBJECT, ACT, CLAUSE, OWNER = "obj", "act", "clause", "poss"
_SPELLED = """about across against alongside among around at before behind between by for from in inside into near of
    off on onto out outside over past through to toward towards under upon with within"""
PREPOSITIONS = frozenset(_SPELLED.split())
DOERS = frozenset({"by", OWNER, "of", "from"})
OPENS = ("with", "between")


@dataclass(frozen=True, slots=True)
class Frame:
    """One verb or noun as a relation file gives it: `to`, `by` and `beside` are what takes the ends."""

    word: str
    particle: str
    """What goes with a verb: "turn down", "take aim"."""
    to: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    """Nouns of symmetric relations: the prepositions of the other party ("talks with Y", "talks between X and Y")."""


def verb_patterns(model: Pattern, frame: Frame, *, symmetric: bool) -> list[Pattern]:
    """The patterns of a verb; `model` has what is the same for all: relation, types, conditions."""
    anchor = (Test("LEMMA", frozenset({frame.word})), Test("POS", frozenset({"VERB", "AUX"})))
    need = (*model.need, *_paths(f"> prt|advmod|prep|dobj[{frame.particle}]")) if frame.particle else model.need
    common = replace(model, name=f"verb:{_spelled(frame)}", anchor=anchor, need=need)
    objects = _objects(frame.to)
    common = replace(common, acts=ACT in frame.to)
    found = [replace(common, subject=_paths("> nsubj"), object=objects)]
    if symmetric and "with" in frame.to:  # "X and Y cooperated", but who "testified" did so before somebody else
        found.append(replace(common, both=_paths("> nsubj"), unless=(*model.unless, *_paths("> dobj"), *objects)))
    return found


def noun_patterns(model: Pattern, frame: Frame) -> list[Pattern]:
    """The patterns of a noun."""
    anchor = (Test("LEMMA", frozenset({frame.word})), Test("POS", frozenset({"NOUN", "PROPN"})))
    common = replace(model, name=f"noun:{frame.word}", anchor=anchor)
    return list(_mutual(common, frame) if frame.beside else _directed(common, frame))


def _directed(common: Pattern, frame: Frame) -> Iterator[Pattern]:
    """ "X's appeal to Y", "X issued an appeal to Y", "Y faced criticism from X"."""
    common = replace(common, acts=ACT in frame.to)
    owned = OWNER in frame.to
    doers = ["> doer"] if OWNER in frame.by and not owned else ["> prep[by] > pobj", "> giver"]
    doers += _behind([p for p in frame.by if p not in {OWNER, "by"}])
    targets = _behind([p for p in frame.to if p not in {OWNER, ACT}])
    targets += ["> owner"] if owned else []
    if "from" not in frame.to and not owned:  # "Y's expulsion from Z": where Y had been, nobody's doing
        doers.append("> source")
    yield replace(common, subject=_paths(*doers), object=_paths(*targets, "> taker"))
    if owned and "of" in frame.to:  # "X's poisoning of Y", beside "Y's poisoning by X"
        yield replace(common, subject=_paths("> poss"), object=_paths("> prep[of] > pobj"))


def _mutual(common: Pattern, frame: Frame) -> Iterator[Pattern]:
    """ "X held talks with Y", "talks between X and Y", "the X–Y talks", "their talks", "X and Y held talks"."""
    with_ = "|".join(p for p in frame.beside if p != "between")
    apart = _paths(f"> prep[{'|'.join(frame.beside)}] > pobj")
    if with_:
        yield replace(common, subject=_paths("> actor"), object=_paths(f"> prep[{with_}] > pobj"))
    if "between" in frame.beside:
        yield replace(common, both=_paths("> prep[between|of] > pobj"))
    yield replace(common, both=_paths("> poss"), unless=(*common.unless, *apart))
    own = _paths("> poss[his|her|its]")  # "her Acme Co partnership": a firm's name
    yield replace(common, both=_paths("> compound|amod|nmod|poss"), unless=(*common.unless, *apart, *own))
    yield replace(common, both=_paths("> partaker"), unless=(*common.unless, *apart, *_paths("> poss")))


def _objects(given: Sequence[str]) -> tuple[Path, ...]:
    """`obj`: the object; `act`: an act, word or plan of the other; `clause`: who is to act in the clause behind it."""
    prepositions = [p for p in given if p not in {OBJECT, ACT, CLAUSE}]
    paths = ["> dobj"] if OBJECT in given else ["> act"] if ACT in given and not prepositions else []
    paths += _behind(prepositions)
    if CLAUSE in given:
        paths.append("> wished")
    return _paths(*paths)


def _behind(prepositions: Sequence[str]) -> list[str]:
    return [f"> prep[{'|'.join(prepositions)}] > pobj"] if prepositions else []


def _paths(*texts: str) -> tuple[Path, ...]:
    return tuple(parse_path(text) for text in texts)


def _spelled(frame: Frame) -> str:
    return f"{frame.word}-{frame.particle}" if frame.particle else frame.word


# ------------------------------------------------------------------ reading


def read_verb(where: str, word: str, given: object, line: int) -> Frame:
    """The frame of an entry of `verbs:`. Raises DataError naming file and line."""
    spec = given.get("to") if isinstance(given, Lined) else given
    if isinstance(given, Lined):
        check_keys(where, given, VERB_FIELDS, ("to",))
    lemma, _, particle = word.partition(" ")
    return Frame(lemma, particle, _choices(f"{where}:{line}", f"verbs: {word}", spec, {OBJECT, ACT, CLAUSE}))


def read_noun(where: str, word: str, given: object, line: int, *, symmetric: bool) -> Frame:
    """The frame of an entry of `nouns:`. Raises DataError naming file and line."""
    at = f"{where}:{line}"
    if not isinstance(given, Lined):
        raise DataError(at, f"nouns: {word} is no mapping", "write {from: by|poss, to: on} or {with: with|between}")
    check_keys(where, given, NOUN_FIELDS)
    if "with" in given:
        if not symmetric:
            raise DataError(at, f"nouns: {word}: with: in a relation that is not symmetric", "use from: and to:")
        return Frame(word, "", beside=_choices(at, f"nouns: {word}: with", given["with"], set()))
    for key in ("from", "to"):
        if not given.get(key):
            raise DataError(at, f"nouns: {word} lacks {key}", "write {from: by|poss, to: on}")
    by = _choices(at, f"nouns: {word}: from", given["from"], {OWNER})
    if unknown := set(by) - DOERS:
        raise DataError(at, f"nouns: {word}: from: {min(unknown)!r}", f"one of {', '.join(sorted(DOERS))}")
    return Frame(word, "", to=_choices(at, f"nouns: {word}: to", given["to"], {OWNER, ACT}), by=by)


def _choices(at: str, what: str, given: object, words: set[str]) -> tuple[str, ...]:
    found = tuple(part.strip() for part in given.split("|")) if isinstance(given, str) else ()
    unknown = next((part for part in found if part not in words | PREPOSITIONS), None)
    if unknown is not None or not found:
        known = " or ".join([*sorted(words), "prepositions"])
        raise DataError(at, f"{what}: {unknown or given!r} takes no end", f"write {known}, joined by |")
    return found


def words_of(raw: Lined, key: str, where: str) -> Mapping[str, object]:
    """The entries of `verbs:` or `nouns:`. Raises DataError where it is no mapping."""
    given = raw.get(key, {})
    if not isinstance(given, Lined) and given != {}:
        raise DataError(f"{where}:{raw.lines[key]}", f"{key} is no mapping", "write {urge: obj, call: on}")
    return dict(given)
