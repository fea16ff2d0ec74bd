"""Small closed word classes around names: honorifics, particles, suffixes, marks. No opinions, so no lexicon files."""

from __future__ import annotations

import re

KIN = {
    "aunt", "brother", "cousin", "daughter", "father", "granddaughter", "grandfather", "grandmother", "grandson",
    "husband", "mother", "nephew", "niece", "sister", "son", "uncle", "widow", "widower", "wife",
}  # fmt: skip
HONORIFICS = {
    "mr": "male", "mr.": "male", "sir": "male", "lord": "male", "herr": "male", "monsieur": "male",
    "mrs": "female", "mrs.": "female", "ms": "female", "ms.": "female", "miss": "female", "lady": "female",
    "dame": "female", "madame": "female", "frau": "female", "dr": "", "dr.": "", "prof.": "", "rev.": "",
    "sheikh": "male",
}  # fmt: skip
PARTICLES = {
    "de", "da", "di", "del", "della", "der", "den", "van", "von", "bin", "ibn", "al", "el", "la", "le", "du", "dos",
    "ter", "ben", "y", "zu", "bint",
}  # fmt: skip
FAMILY_PARTICLES = {"de", "van", "von", "al", "el", "bin", "ibn", "der", "del", "da", "di", "ben"}
"""Particles with which a family name alone may begin: "de Cock", "al-Assad"."""
SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}
DASHES = {"-", "–", "—", "/"}
POSSESSIVE = {"'s", "’s", "'", "’"}
LEFT_TRIM = {
    "the", "a", "an", "this", "that", "its", "his", "her", "their", "our", "of", "and", "in", "at", "on", "from", "for",
    "'s", "’s", "s", "-", "'", "‘", "’", '"', "“", "”", "(", ",", ".", ":", "–", "—", "[", "…", "...", "#", "@",
}  # fmt: skip
RIGHT_TRIM = {
    "'s", "’s", "'", "’", '"', "”", "“", ",", ".", ":", ";", "-", "–", "—", "(", ")", "and", "of", "the", "‘", "!", "?",
    "--", "...", "…", "]", "a",
}  # fmt: skip
EVENT_NOUNS = {
    "summit", "conference", "talks", "prize", "award", "awards", "prizes", "cup", "championship", "championships",
    "games", "olympics", "festival", "trophy", "treaty", "pact", "agreement", "accord", "war", "day", "scandal",
    "affair",
}  # fmt: skip
"""A name that ends in one of these is an event or a thing, whatever the recognizer says."""
NOT_NAMES = {"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE"}
"""Labels of the recognizer for what is no name."""
CAPITAL = re.compile(r"^[^\W\d_a-zß-ÿ]")
