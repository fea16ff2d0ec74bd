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
    r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s?(?:[ap]\.?m\.?)?"
    r"|\b\d{1,2} ?(?:m|min|mins|minutes?|h|hrs?|hours?)\b|[+-]\d{2}:?\d{2}",
    re.IGNORECASE,
)
_LOWER_IN_TITLES = frozenset(
    (
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "nor",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "by",
        "as",
        "with",
        "from",
        "via",
    )
) | frozenset(("per", "vs", "v", "off", "up", "out", "over", "into", "onto", "than", "amid", "upon", "s", "t"))
"""What title case writes small: articles, conjunctions, short prepositions, the ends of "it's" and "don't". Every verb
has a capital, also "met" and "won"; a sentence of many names has its verb small."""
_SLUG = re.compile(
    r"(?:BC|AM|PM)-{1,2}\S{2,60}(?:,?\s[\w ,]{1,30})?"
    r"|[A-Z]{2,3}-{1,2}[\w'’.&/-]{2,60},\s?\d{1,4}(?:st|nd|rd|th)?\b[\w ]{0,30}"
    r"|(?:[Dd]ocument )?\d{1,4} of \d{1,4}(?: (?i:documents?|articles?|results?))"
)
"""What a wire or an archive writes above a text: "BC-EU--Sweden, 1st Ld", "US-TALKS, 240", "1 of 2 DOCUMENTS"."""
_DESK_NOTE = re.compile(
    r"[(\[]\s?(?:(?:correct(?:s|ed|ing)|adds|updat(?:es|ed|ing)|repeats|refil(?:es|ed|ing)|recasts|clarif(?:ies|ied)"
    r"|rewrites|removes|restores|fixes|changes|writethru)\b(?!\s+(?:are|were|is|was|will|have|had|may|can))"
    r"|correction\s?:|clarification\s?:|(?:eds|editors?['’]?s? notes?)\s?:)[^()\[\]]{0,400}[)\]]\.?",
    re.IGNORECASE,
)


def ends_sentence(text: str) -> bool:
    """Whether the last character, closing quotes and brackets apart, ends a sentence."""
    return text.rstrip(CLOSERS)[-1:] in tuple(FINAL)


def is_prose(text: str) -> bool:
    """Whether a unit is surely a sentence or more: eight words and a final stop, or simply long."""
    words = len(text[:400].split())
    return words >= 8 and (ends_sentence(text) or len(text) > HEADLINE_LENGTH)


def is_title_case(text: str) -> bool:
    """Whether all words but the small ones start with a capital, as in American headlines: "Mayor Met by Reed".

    A text in capitals throughout does not tell.
    """
    if text[:300].isupper():
        return False
    found = re.findall(r"[^\W\d_]+", text[:300])
    small = {word for word in found if not word[0].isupper()}
    return sum(len(word) > 3 for word in found) >= 4 and small <= _LOWER_IN_TITLES


def is_desk_note(text: str) -> bool:
    """Whether a line is a slug or a note of the desk in brackets: "(Corrects paragraph 2 to say …)"."""
    return _SLUG.fullmatch(text) is not None or (text[:1] in "([" and _DESK_NOTE.fullmatch(text) is not None)


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


def is_time(text: str, words: PressWords) -> bool:
    """Whether a line is a time of day and nothing else, as above the entries of a live blog: "10:45 GMT", "5m ago"."""
    if len(text) > 60 or not _TIME.search(text):
        return False
    left = re.findall(r"[^\W_]+", _TIME.sub(" ", text))
    return all(word.lower() in words.date_labels or word.lower() == "ago" for word in left)


def is_rule(text: str) -> bool:
    """Whether a line is a row of dashes or stars, or nothing but a link or a picture of Markdown."""
    return _RULE.fullmatch(text) is not None
