"""What kind of line a text is by its form alone: a sentence, a headline, a date, a mere rule."""

from __future__ import annotations

import re

from kg.read.agencies import PressWords
from kg.read.units import BLANKS
from kg.read.written_dates import find_dates

FINAL = ".!?…;"
CLOSERS = "\"'”’)]»*_" + BLANKS
HEADLINE_LENGTH = 200
_RULE = re.compile(r"[-*_=~•·.\s]{3,}|!?\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)|\W{1,40}")
_TIME = re.compile(
    r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s?(?:[ap]\.?m\.?)?|\b\d{1,2} ?(?:min|mins|minutes)\b|[+-]\d{2}:?\d{2}",
    re.IGNORECASE,
)
_SMALL = frozenset(("is", "was", "are", "were", "be", "has", "had", "he", "she", "it", "his", "her", "its", "who"))
"""Title case writes these with a capital, a sentence does not."""


def ends_sentence(text: str) -> bool:
    """Whether the last character, closing quotes and brackets apart, ends a sentence."""
    return text.rstrip(CLOSERS)[-1:] in tuple(FINAL)


def is_prose(text: str) -> bool:
    """Whether a unit is surely a sentence or more: eight words and a final stop, or simply long."""
    words = len(text[:400].split())
    return words >= 8 and (ends_sentence(text) or len(text) > HEADLINE_LENGTH)


def is_title_case(text: str) -> bool:
    """Whether every longer word, and every verb and pronoun, starts with a capital, as in American headlines.

    A text in capitals throughout does not tell.
    """
    if text[:300].isupper():
        return False
    found = re.findall(r"[^\W\d_]+", text[:300])
    long_words = [word for word in found if len(word) > 3]
    return len(long_words) >= 4 and all(word[0].isupper() for word in long_words) and _SMALL.isdisjoint(found)


def looks_like_headline(text: str) -> bool:
    """Whether a first line is short and either has no final stop or is in title case."""
    if len(text) > HEADLINE_LENGTH or len(text.split()) < 2:
        return False
    stop = text.rstrip(CLOSERS)[-1:]
    return stop not in tuple(".;…:,") or (stop == "." and is_title_case(text))


def dates_in(text: str, words: PressWords) -> list[str] | None:
    """The dates of a line that holds dates, times and their labels and nothing else, or None."""
    if len(text) > 120:
        return None
    dates = list(find_dates(text))
    rest = text
    for start, end, _ in reversed(dates):
        rest = rest[:start] + " " + rest[end:]
    rest = _TIME.sub(" ", rest)
    left = re.findall(r"[^\W_]+", rest)
    if not dates or any(word.lower() not in words.date_labels for word in left):
        return None
    return [day.isoformat() for _, _, day in dates]


def is_rule(text: str) -> bool:
    """Whether a line is a row of dashes or stars, or nothing but a link or a picture of Markdown."""
    return _RULE.fullmatch(text) is not None
