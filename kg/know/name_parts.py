"""The parts of people's names: honorific, given, middle and family name, suffix; in either order.

Everything works on folded names too (lower case, no accents): case is never needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.kept_tables import package_version
from kg.know import first_names, place_names
from kg.know.first_names import Gender, first_name_gender, fold_name, name_tables, names_lexicon
from kg.paths import shipped

WESTERN_FROM = 4
"""Countries' lists a first name must stand in; fewer can be a chance likeness to a romanised syllable."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a name, as written. `gender` is what the honorific or the first name shows."""

    given: str
    middle: str
    family: str
    suffix: str = ""
    particles: str = ""
    """The small words before the family name: "von der"."""
    honorific: str = ""
    gender: Gender = ""
    family_first: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The small words of names, folded."""

    honorifics: dict[str, Gender]
    suffixes: dict[str, str]
    particles: frozenset[str]
    kin: frozenset[str]
    articles: tuple[str, ...]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The small words of lexicon/names.yaml."""
    lexicon = names_lexicon()
    honorifics: dict[str, Gender] = dict.fromkeys(lexicon["honorifics"]["any"], "")
    honorifics |= dict.fromkeys(lexicon["honorifics"]["male"], "male")
    honorifics |= dict.fromkeys(lexicon["honorifics"]["female"], "female")
    suffixes = lexicon["suffixes"]["generation"] | dict.fromkeys(lexicon["suffixes"]["degrees"], "")
    words = lexicon["particles"]
    particles = frozenset(map(fold_name, words["words"]))
    return Vocabulary(honorifics, suffixes, particles, frozenset(words["kin"]), tuple(words["prefixes"]))


def split_person_name(surface: str) -> PersonName:
    """The parts of a name: "Dr. Ursula von der Leyen", "Xi Jinping" (family first), "Leyen" (family alone).

    The gender of a family-first name is only what an honorific shows: romanised given names are for both.
    """
    words = surface.replace(",", " ").split()
    head, tail = name_bounds([fold_name(word) for word in words])
    honorific, suffix, words = " ".join(words[:head]), " ".join(words[tail:]), words[head:tail]
    title_gender = _title_gender(honorific)
    folded = [fold_name(word) for word in words]
    if len(words) > 1 and is_family_first(folded):
        given = " ".join(words[1:])
        return PersonName(given, "", words[0], suffix, "", honorific, title_gender, family_first=True)
    start = _family_start(folded)
    particles, family = _split_particles(words[start:])
    given, middle = " ".join(words[:1][:start]), " ".join(words[1:start])
    return PersonName(given, middle, family, suffix, particles, honorific, title_gender or first_name_gender(given))


def _title_gender(honorific: str) -> Gender:
    for word in honorific.split():
        if gender := vocabulary().honorifics.get(fold_name(word)):
            return gender
    return ""


def name_bounds(folded: Sequence[str]) -> tuple[int, int]:
    """Where the name proper begins and ends: behind honorifics, before suffixes; at least one word is left."""
    known = vocabulary()
    head, tail = 0, len(folded)
    while tail - head > 1 and folded[tail - 1] in known.suffixes:
        tail -= 1
    while tail - head > 1 and folded[head] in known.honorifics and not (tail - head == 2 and _initial_like(folded[1])):
        head += 1
    return head, tail


def _initial_like(word: str) -> bool:
    return len(word) == 1


def _family_start(folded: Sequence[str]) -> int:
    """Where the family name with its particles begins: the last word, and the particles before it."""
    small = vocabulary().particles | vocabulary().kin
    start = max(len(folded) - 1, 0)
    while start > 1 and folded[start - 1] in small:
        start -= 1
    return 0 if start == 1 and folded[0] in small - name_tables().first else start


def _split_particles(words: Sequence[str]) -> tuple[str, str]:
    at = 0
    while at < len(words) - 1 and fold_name(words[at]) in vocabulary().particles:
        at += 1
    return " ".join(words[:at]), " ".join(words[at:])


def is_family_first(folded: Sequence[str]) -> bool:
    """Does a name of two words or more most likely begin with the family name: "Xi Jinping", "Lee Jae-myung"?

    The first word is a family name of such a language, no other word a first or family name elsewhere ("Lee Harvey
    Oswald" is not; nor is "Kim Clijsters": two words of which the first is a first name in many countries).
    """
    tables = name_tables()
    if len(folded) < 2 or folded[0] not in tables.family_first:
        return False
    syllables = [part for word in folded[1:] for part in word.split("-") if len(part) > 1]
    last = folded[-1]
    if (last in tables.family and last not in tables.family_first) or any(is_western(part) for part in syllables):
        return False
    return len(syllables) > 1 or not is_western(folded[0])


def can_be_either_order(folded: Sequence[str]) -> bool:
    """Are both ends family names of a language that puts them first: "Wang Yi", "Do Kwon"?"""
    tables = name_tables()
    return len(folded) == 2 and folded[0] in tables.family_first and folded[1] in tables.family_first


def made_of_names(*more: bytes | Path) -> tuple[bytes, ...]:
    """What a kept table is made of that goes by the words of people's names; `more`: and what besides."""
    modules = map(Path, (__file__, first_names.__file__, place_names.__file__))
    files = (*modules, shipped("lexicon") / "names.yaml", *(one for one in more if isinstance(one, Path)))
    packages = package_version("faker"), package_version("anyascii")
    return (*packages, *map(Path.read_bytes, files), *(one for one in more if isinstance(one, bytes)))


@lru_cache(maxsize=65536)
def possible_family_names(surface: str) -> frozenset[str]:
    """The folded words that a text may use as this person's family name: one or more, none for an empty name.

    "Xi Jinping" → xi; "Do Kwon" → do, kwon; "Ursula von der Leyen" → leyen, von der leyen; "Andrés Manuel López
    Obrador" → obrador, lopez.
    """
    core = core_words(fold_name(surface).split())
    if len(core) < 2:
        return frozenset(core)
    if is_family_first(core):
        return frozenset(core if can_be_either_order(core) else core[:1])
    found = {core[-1], " ".join(core[_family_start(core) :]), bare_word(core[-1])}
    if core[0] in name_tables().family_first and (len(core) == 2 or not is_western(core[0])):
        found.add(core[0])
    found.update(word for word in core[1:-1] if _second_family_name(word))
    return frozenset(found - {""})


def core_words(folded: Sequence[str]) -> list[str]:
    """The name proper, without honorifics and suffixes."""
    head, tail = name_bounds(folded)
    return list(folded[head:tail])


def is_western(word: str) -> bool:
    """A first name in many countries' lists, none of which is East Asian: "Kim" and "Lee" are first names, too."""
    tables = name_tables()
    return tables.male.get(word, 0) + tables.female.get(word, 0) >= WESTERN_FROM


def _second_family_name(word: str) -> bool:
    """Can a word within the name be the first of two family names ("López Obrador"), not a second first name?"""
    known = vocabulary()
    return len(word) > 2 and word not in known.particles | known.kin and word not in name_tables().first


def bare_word(word: str) -> str:
    """Without the Arabic article: "al-sisi" → "sisi"."""
    return next((word[len(article) :] for article in vocabulary().articles if word.startswith(article)), word)
