"""Whether two names of people can be one person's, and why.

Comparison is symmetric and conservative: what two names cannot show stays for other evidence. Cases and accents never
matter. The parts of names are in `kg.know.name_parts`, first names in `kg.know.first_names`, spelling in
`kg.know.name_spelling`; what others need of them is offered here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import prod

from kg.datafiles import word_list
from kg.know.first_names import (
    first_name_gender,
    fold_name,
    is_family_name,
    is_first_name,
    name_tables,
    same_first_name,
)
from kg.know.name_parts import (
    PersonName,
    bare_word,
    can_be_either_order,
    core_words,
    is_family_first,
    name_bounds,
    possible_family_names,
    split_person_name,
    vocabulary,
)
from kg.know.name_spelling import LONG_NAME, same_family, same_sound, slip, sound
from kg.know.organization_names import acronym_of, organization_key, organization_keys, organization_short_forms

__all__ = [
    "Match",
    "PersonName",
    "acronym_of",
    "compatible",
    "first_name_gender",
    "fold",
    "is_family_name",
    "is_first_name",
    "name_keys",
    "organization_key",
    "organization_keys",
    "organization_short_forms",
    "possible_family_names",
    "split_person_name",
]

fold = fold_name
Reasons = list[tuple[str, float]]
"""(reason, factor of the strength)"""


@dataclass(frozen=True, slots=True)
class Match:
    """Two names can be one person's: why, and how strongly the names alone say so (0 to 1)."""

    reason: str
    strength: float


NUMBERED = frozenset({"iii", "iv"})
"""Generations that are seldom alive with the one before, so that news leaves them out; "Jr." and "II" tell apart."""
SONS = word_list("sons in names")


@lru_cache(maxsize=262144)
def compatible(a: str, b: str) -> Match | None:
    """Why two full names can be one person's, or None. Symmetric; a name matches itself.

    Reasons: "same name", "spaces and hyphens", "title or particle", "order swapped", "initial", "first initial left
    out", "middle name added", "nickname", "spelling", "second family name", "family name alone" (of two words or more);
    several are joined by ", ". One bare word matches no full name: that needs more evidence than names.
    """
    first, second = sorted((fold(a), fold(b)))
    if not first:
        return None
    return Match("same name", 1.0) if first == second else _compare(_form(first), _form(second))


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a name: which words are given, which is the family name, and whether it was turned round."""

    given: tuple[str, ...]
    """Split at hyphens."""
    family: str
    turned: bool


@dataclass(frozen=True, slots=True)
class _Form:
    """A name made ready for comparison."""

    core: tuple[str, ...]
    """Its words without honorifics and suffixes."""
    words: tuple[str, ...]
    """These without particles and articles."""
    generation: str
    readings: tuple[_Reading, ...]


@lru_cache(maxsize=65536)
def _form(folded: str) -> _Form:
    core = core_words(folded.split())
    words = _comparable(core)
    return _Form(tuple(core), words, _generation(folded.split()), tuple(_readings(words)))


def _compare(a: _Form, b: _Form) -> Match | None:
    if a.generation != b.generation and {a.generation, b.generation} - NUMBERED != {""}:
        return None
    if a.words == b.words:
        return Match("title or particle", 0.95)
    if _joined(a.words) == _joined(b.words):
        return Match("spaces and hyphens", 0.95)
    if min(len(a.words), len(b.words)) < 2:
        bare = len(a.words) == len(b.words) and same_family(a.words[0], b.words[0])
        return Match("spelling", 0.8) if bare else None
    matches = [match for one, other in product(a.readings, b.readings) if (match := _match_readings(one, other))]
    for one, other in ((a, b), (b, a)):
        found = (_second_family(one.words, other.words), _family_alone(one.core, other.core))
        matches += [match for match in found if match]
    return max(matches, key=lambda match: (match.strength, match.reason), default=None)


def _generation(folded: Sequence[str]) -> str:
    _, tail = name_bounds(folded)
    return next((mark for word in folded[tail:] if (mark := vocabulary().suffixes.get(word, ""))), "")


def _comparable(words: Sequence[str]) -> tuple[str, ...]:
    ends, particles = (0, len(words) - 1), vocabulary().particles
    kept = [bare_word(word) for at, word in enumerate(words) if at in ends or word not in particles]
    return tuple("bin" if word in SONS and 0 < at < len(kept) - 1 else word for at, word in enumerate(kept))


def _joined(words: Sequence[str]) -> str:
    return "".join(words).replace("-", "")


def _readings(words: Sequence[str]) -> Iterator[_Reading]:
    """Family name last, first, or both where both can be. Two first names are never turned round."""
    if len(words) < 2:
        return
    first, either = is_family_first(words), can_be_either_order(words)
    if not first or either:
        yield _Reading(_parts(words[:-1]), words[-1], turned=False)
    if first or either or not name_tables().first.issuperset(words):
        yield _Reading(_parts(words[1:]), words[0], turned=True)


def _parts(given: Sequence[str]) -> tuple[str, ...]:
    return tuple(part for word in given for part in word.split("-") if part)


def _match_readings(a: _Reading, b: _Reading) -> Match | None:
    if a.family != b.family and not same_family(a.family, b.family):
        return None
    swapped = a.turned != b.turned
    if swapped and max(len(a.given), len(b.given)) > 1 and _joined(a.given) != _joined(b.given):
        return None
    if a.turned and b.turned and not (is_family_first([a.family, *a.given]) and is_family_first([b.family, *b.given])):
        return None
    given = _match_given(a.given, b.given, foreign=a.turned and b.turned)
    if given is None:
        return None
    reasons = [("order swapped", 0.9)] * swapped + [("spelling", 0.85)] * (a.family != b.family) + given
    because = ", ".join(dict.fromkeys(reason for reason, _ in reasons)) or "spaces and hyphens"
    return Match(because, round(prod(factor for _, factor in reasons), 3))


def _match_given(a: Sequence[str], b: Sequence[str], *, foreign: bool) -> Reasons | None:
    """Reasons why two people's given names can be one's; None where they cannot.

    `foreign`: family name first, so that all given words are one name, of which none may be missing.
    """
    if _joined(a) == _joined(b):
        return []
    if _joined(a) == _initials(b) or _joined(b) == _initials(a):
        return [("initial", 0.8)]
    if foreign:
        return [("spelling", 0.85)] if same_sound(_joined(a), _joined(b)) or slip(_joined(a), _joined(b)) else None
    if _dropped_initial(a, b) or _dropped_initial(b, a):
        return [("first initial left out", 0.85)]
    first, middle = _match_word(a[0], b[0]), _match_middles(a[1:], b[1:])
    return None if first is None or middle is None else first + middle


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)


def _dropped_initial(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    """ "J. Robert" and "Robert"."""
    return len(longer) == len(shorter) + 1 and len(longer[0]) == 1 and longer[1:] == shorter and len(shorter[0]) > 1


def _match_word(a: str, b: str) -> Reasons | None:
    if a == b:
        return []
    if 1 in (len(a), len(b)):
        return [("initial", 0.8)] if a[0] == b[0] else None
    if reason := same_first_name(a, b):
        return [(reason, 0.9)]
    return [("spelling", 0.85)] if same_sound(a, b) or slip(a, b) else None


def _match_middles(a: Sequence[str], b: Sequence[str]) -> Reasons | None:
    """Word by word; the longer list may have more words behind, and before a word that both spell out.

    "George H. W." and "George W." are two: an initial is only compared with the word in its own place.
    """
    shorter, longer = sorted((a, b), key=len)
    reasons: Reasons = []
    at = 0
    for word in shorter:
        found = _match_word(word, longer[at]) if at < len(longer) else None
        if found is None and len(word) > 1 and word in longer[at:]:
            at, found = longer.index(word, at), []
        if found is None:
            return None
        reasons += found
        at += 1
    return reasons + ([("middle name added", 0.9)] if len(shorter) < len(longer) else [])


def _second_family(longer: Sequence[str], shorter: Sequence[str]) -> Match | None:
    """ "Nicolás Maduro Moros" and "Nicolás Maduro": the longer has one more family name, or two."""
    fits = len(longer) - len(shorter) in (1, 2) and longer[: len(shorter)] == shorter
    if not fits or len(shorter[0]) == 1 or not _family_like(shorter[-1]) or "-" in shorter[-1]:
        return None
    return None if longer[0] in name_tables().family_first else Match("second family name", 0.7)


def _family_alone(longer: Sequence[str], shorter: Sequence[str]) -> Match | None:
    """ "Osama bin Laden" and "bin Laden", "Enrique Peña Nieto" and "Peña Nieto": all but the given names."""
    if len(longer) <= len(shorter) or longer[-len(shorter) :] != shorter or is_family_first(longer):
        return None
    known = vocabulary()
    alone = shorter[0] in known.particles | known.kin or _family_like(shorter[0])
    return Match("family name alone", 0.7) if alone else None


def _family_like(word: str) -> bool:
    return len(word) > 2 and word not in name_tables().first


def name_keys(surface: str) -> tuple[str, ...]:
    """Keys under which names are filed for comparison: names that are `compatible` have one in common.

    Sounds of the words at either end, the beginnings and ends of long ones (a slip can only be in one of the two), the
    letters without spaces.
    """
    core = _comparable(core_words(fold(surface).split()))
    if not core:
        return ()
    ends = {core[0], core[-1], *(bare_word(name.split()[-1]) for name in possible_family_names(surface))}
    return tuple(sorted({_joined(core)} | {key for word in ends for key in _word_keys(word)}))


def _word_keys(word: str) -> Iterator[str]:
    plain = word.replace("-", "")
    yield from (plain, sound(word), sound(plain))
    if len(word) >= LONG_NAME - 1:
        yield from (f"{word[:4]}-", f"{word[0]}-{word[-3:]}")
