"""How names of places and bodies are compared: one key for all spellings of a name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

KEPT = 16_384
"""Words whose results are kept: the commonest, at 200 bytes each; every word of a text is asked for."""
_ARTICLE = re.compile(r"^(the|an?) (?=\S)")
_ANY_ARTICLE = re.compile(r"^(the|an?) ", re.IGNORECASE)
_DROPPED = re.compile(r"[.'’‘`´]")
_SPACED = re.compile(r"[\s\-‐‑–—_/,&()]+")
_SAINT = re.compile(r"\bst\b")
_LETTERS = str.maketrans(
    dict(zip("øØłŁđĐðÐı", "oOlLdDdDi", strict=True))
    | {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th"}
)
"""Letters that Unicode does not decompose."""


def strip_accents(text: str) -> str:
    """`text` in base letters: "São Tomé" → "Sao Tome". Other scripts stay."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(maxsize=KEPT)
def place_key(surface: str) -> str:
    """The key under which a name is filed: no case, accents, stops, apostrophes or article; "&" and "and" are dropped.

    Idempotent. Empty where nothing is left.
    """
    key = _SPACED.sub(" ", _DROPPED.sub("", _folded(surface))).strip()
    key = _SAINT.sub("saint", key)
    while (shorter := _ARTICLE.sub("", key)) != key:
        key = shorter
    return " ".join(word for word in key.split() if word != "and")


def _folded(text: str) -> str:
    """`text` without case and accents; some letters of other scripts take two rounds."""
    while (folded := strip_accents(text.casefold())) != text:
        text = folded
    return text


@lru_cache(maxsize=KEPT)
def capitalized(surface: str) -> bool:
    """Does the name proper (behind an article) begin with a capital, or with a letter that has no case?

    Two short words that are also pronouns and prepositions are only names in capitals: "US", "IT".
    """
    bare = _ANY_ARTICLE.sub("", surface.strip().lstrip("“\"'‘"))
    return bare[:1] != "" and not bare[:1].islower()


def acronym_like(surface: str) -> bool:
    """Is it written as an acronym: "US", "U.S.", "DPRK", "G7"?"""
    letters = surface.replace(".", "").strip()
    return 1 < len(letters) <= 6 and letters[0].isupper() and letters.upper() == letters and letters.isalnum()


def slug(name: str) -> str:
    """The id of a place by its name: "South Korea" → "south-korea", "the Netherlands" → "netherlands"."""
    words = _DROPPED.sub("", _folded(name)).replace("&", " and ")
    return re.sub(r"[\W_]+", "-", _ARTICLE.sub("", words)).strip("-")
