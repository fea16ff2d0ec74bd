"""Whether two words can be spellings of one name."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.know.first_names import name_tables

LONG_NAME = 7
"""From this many letters on, one letter's difference can be a slip or a transliteration."""
SOUND_FROM = 5
"""Shorter names that sound alike are different names: Lee, Li."""


def same_family(a: str, b: str) -> bool:
    """One family name in two spellings. Two common family names are two families, however alike: Hansen, Hanson."""
    if a == b:
        return True
    if {a, b} <= name_tables().family:
        return False
    return a.replace("-", "") == b.replace("-", "") or same_sound(a, b) or slip(a, b)


_LETTERS = {
    "kh|gh|q|ck": "k", "ph": "f", "ts|tz|cz": "z", "sch|sh": "s", "tch|ch": "c", "dj|dzh": "j", "x": "ks", "w": "v",
    "ou|oo": "u", "[iy]+[iy]|ij|y|ee": "i", "(?<=[bdgt])h": "", r"(\w)\1+": r"\1", "f$": "v",
}  # fmt: skip
_SOUNDS = [(re.compile(pattern), by) for pattern, by in _LETTERS.items()]


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A folded word with the letters that transliterations choose between made one: Zelenskyy, Zelensky, Zelenskiy."""
    for pattern, by in _SOUNDS:
        word = pattern.sub(by, word)
    return word


def same_sound(a: str, b: str) -> bool:
    """Two folded words that differ only in how a transliteration spells sounds."""
    return min(len(a), len(b)) >= SOUND_FROM and a[0] == b[0] and sound(a) == sound(b)


def slip(a: str, b: str) -> bool:
    """One letter's difference in a long word, neither of which is a name of its own."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415

    if min(len(a), len(b)) < LONG_NAME or a[0] != b[0] or {a, b} <= name_tables().first:
        return False
    return Levenshtein.distance(a, b, score_cutoff=1) <= 1
