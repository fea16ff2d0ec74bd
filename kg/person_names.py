"""Whether two names of people can be one person's, and why.

Comparison is symmetric and conservative: what two names cannot show stays for other evidence. Cases and accents never
matter. The parts of names are in `kg.name_parts`, first names in `kg.first_names`, spelling in `kg.name_spelling`; what
others need of them is offered here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from kg.first_names import (
    first_name_gender,
    fold_name,
    is_family_name,
    is_first_name,
    name_tables,
    same_first_name,
)
from kg.name_parts import (
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
from kg.name_spelling import LONG_NAME, same_family, same_sound, slip, sound
from kg.organization_names import acronym_of, organization_key, organization_keys, organization_short_forms

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


@lru_cache(maxsize=262144)
def compatible(a: str, b: str) -> Match | None:
    """Why two full names can be one person's, or None. Symmetric; a name matches itself.

    Reasons: "same name", "spaces and hyphens", "particle", "order swapped", "initial", "middle name added", "nickname",
    "spelling", "second family name"; several are joined by ", ". A bare family name matches no full name: that needs
    more evidence than names.
    """
    first, second = sorted((fold(a), fold(b)))
    if not first:
        return None
    if first == second:
        return Match("same name", 1.0)
    return _compare(first.split(), second.split())


def _compare(a: list[str], b: list[str]) -> Match | None:
    if _generation(a) != _generation(b):
        return None
    a, b = _comparable(a), _comparable(b)
    if a == b:
        return Match("title or particle", 0.95)
    if _joined(a) == _joined(b):
        return Match("spaces and hyphens", 0.95)
    if min(len(a), len(b)) < 2:
        return Match("spelling", 0.8) if len(a) == len(b) == 1 and same_family(a[0], b[0]) else None
    matches = [match for one, other in product(_readings(a), _readings(b)) if (match := _match_readings(one, other))]
    matches += [match for match in (_second_family(a, b), _second_family(b, a)) if match]
    return max(matches, key=lambda match: (match.strength, match.reason), default=None)


def _generation(folded: Sequence[str]) -> str:
    _, tail = name_bounds(folded)
    return next((mark for word in folded[tail:] if (mark := vocabulary().suffixes.get(word, ""))), "")


def _comparable(folded: Sequence[str]) -> list[str]:
    """The words that count: no honorifics, suffixes, particles or articles."""
    words = core_words(folded)
    known = vocabulary()
    kept = [
        bare_word(word)
        for at, word in enumerate(words)
        if at == 0 or at == len(words) - 1 or word not in known.particles
    ]
    return ["bin" if word in ("ibn", "ben") and 0 < at < len(kept) - 1 else word for at, word in enumerate(kept)]


def _joined(words: Sequence[str]) -> str:
    return "".join(words).replace("-", "")


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a name: which words are given, which is the family name, and whether it was turned round."""

    given: tuple[str, ...]
    family: str
    turned: bool


def _readings(words: Sequence[str]) -> Iterator[_Reading]:
    first, last = is_family_first(words), can_be_either_order(words)
    if not first or last:
        yield _Reading(tuple(words[:-1]), words[-1], turned=False)
    if first or last or not all(is_first_name(word) for word in words):
        yield _Reading(tuple(words[1:]), words[0], turned=True)


def _match_readings(a: _Reading, b: _Reading) -> Match | None:
    reasons: Reasons = []
    if a.turned and b.turned and not (is_family_first([a.family, *a.given]) and is_family_first([b.family, *b.given])):
        return None
    if a.turned != b.turned:
        if max(len(a.given), len(b.given)) > 1 and _joined(a.given) != _joined(b.given):
            return None
        reasons.append(("order swapped", 0.9))
    if a.family != b.family:
        if not same_family(a.family, b.family):
            return None
        reasons.append(("spelling", 0.85))
    given = _match_given(_parts(a.given), _parts(b.given), foreign=a.turned and b.turned)
    if given is None:
        return None
    reasons += given
    strength = 1.0
    for _, factor in reasons:
        strength *= factor
    return Match(", ".join(dict.fromkeys(reason for reason, _ in reasons)) or "spaces and hyphens", round(strength, 3))


def _parts(given: Sequence[str]) -> list[str]:
    return [part for word in given for part in word.split("-") if part]


def _match_given(a: list[str], b: list[str], *, foreign: bool) -> Reasons | None:
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


def _dropped_initial(longer: list[str], shorter: list[str]) -> bool:
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


def _match_middles(a: list[str], b: list[str]) -> Reasons | None:
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


def _second_family(longer: list[str], shorter: list[str]) -> Match | None:
    """ "Nicolás Maduro Moros" and "Nicolás Maduro": the longer has one more family name."""
    fits = len(longer) > len(shorter) > 1 and longer[: len(shorter)] == shorter and len(longer) - len(shorter) < 3
    if not fits or len(shorter[0]) == 1 or len(shorter[-1]) < 3 or is_first_name(shorter[-1]) or "-" in shorter[-1]:
        return None
    return (
        None if is_family_first(longer) or longer[0] in name_tables().family_first else Match("second family name", 0.7)
    )


def name_keys(surface: str) -> tuple[str, ...]:
    """Keys under which names are filed for comparison: names that are `compatible` have one in common.

    Sounds of the words at either end, the beginnings and ends of long ones (a slip can only be in one of the two), the
    letters without spaces.
    """
    core = _comparable(fold(surface).split())
    if not core:
        return ()
    ends = {core[0], core[-1], *(bare_word(name.split()[-1]) for name in possible_family_names(surface))}
    return tuple(sorted({_joined(core)} | {key for word in ends for key in _word_keys(word)}))


def _word_keys(word: str) -> Iterator[str]:
    plain = word.replace("-", "")
    yield from (plain, sound(word), sound(plain))
    if len(word) >= LONG_NAME - 1:
        yield from (f"{word[:4]}-", f"{word[0]}-{word[-3:]}")
