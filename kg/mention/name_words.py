"""Small closed word classes around names: honorifics, particles, suffixes, marks."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.datafiles import word_list
from kg.know.first_names import names_lexicon
from kg.mention.tokens import words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

KIN = word_list("kin")
PARTICLES = word_list("small words in names")
FAMILY_PARTICLES = word_list("family particles")
SUFFIXES = word_list("behind names")
DASHES = {"-", "–", "—", "/"}
POSSESSIVE = {"'s", "’s", "'", "’"}
LEFT_TRIM = {
    "the", "a", "an", "this", "that", "its", "his", "her", "their", "our", "of", "and", "in", "at", "on", "from", "for",
    "'s", "’s", "s", "-", "'", "‘", "’", '"', "“", "”", "(", ",", ".", ":", "–", "—", "[", "…", "...", "#", "@", "<",
    ">",
}  # fmt: skip
RIGHT_TRIM = {
    "'s", "’s", "'", "’", '"', "”", "“", ",", ".", ":", ";", "-", "–", "—", "(", ")", "and", "of", "the", "‘", "!", "?",
    "--", "...", "…", "]", "a", "<", ">",
}  # fmt: skip
NOT_NAMES = {"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE"}
"""Labels of the recognizer for what is no name."""
ELIDED = re.compile(r"[dl]['’][^\W\d_a-zß-ÿ]\w+")
"""A family name with the particle that lost its vowel: "d'Amiens"."""
CAPITAL = re.compile(r"^[^\W\d_a-zß-ÿ]")


@lru_cache(maxsize=1)
def honorifics() -> dict[str, str]:
    """What is cut off before a name → the gender it shows; of one word or two."""
    listed = names_lexicon()["cut_honorifics"]
    genders = {"male": "male", "female": "female", "any": ""}
    return {word: gender for kind, gender in genders.items() for word in listed[kind]}


@lru_cache(maxsize=1)
def honorific_beginnings() -> frozenset[str]:
    """The first word of each."""
    return frozenset(word.split()[0] for word in honorifics())


def honorific_width(doc: Doc, at: int) -> int:
    """How many tokens the honorific takes that begins at `at`: 2 for "Tan Sri", 0 where there is none."""
    if doc[at].lower_ not in honorific_beginnings():
        return 0
    for width in (3, 2, 1):
        if words_of(doc, at, at + width).lower() in honorifics():
            return width
    return 0
