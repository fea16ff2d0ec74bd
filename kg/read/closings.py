"""What stands around a text about the text: who else reported, who the author is, what the page offers besides.

Each function takes one paragraph; in doubt it is prose, and the answer no.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from kg.model import Span
from kg.read.agencies import PressWords
from kg.read.credits import Fact

_SENTENCES = re.compile(r"(?<=[^\W\d_]{2}[.!?])\s+(?=\S)")
_LONGEST_NOTE = 400
_LONGEST_BIOGRAPHY = 900
_CONTRIBUTED = re.compile(
    r"\bcontributed(?: (?:reporting|research|writing|to (?:this|the) \w+)\b|$| from\b)"
    r"|\b(?:reporting|research) (?:was|were) contributed by\b",
    re.IGNORECASE,
)
_FROM = re.compile(r"\breport(?:ed|ing) from\b")
_REPORTERS = (
    frozenset(
        ("writer", "writers", "reporter", "reporters", "journalist", "journalists", "correspondent", "correspondents")
    )
    | frozenset(
        (
            "a",
            "and",
            "in",
            "at",
            "with",
            "for",
            "of",
            "the",
            "to",
            "this",
            "from",
            "was",
            "were",
            "by",
            "also",
            "here",
            "s",
        )
    )
    | frozenset(
        (
            "editor",
            "editors",
            "producer",
            "producers",
            "researcher",
            "researchers",
            "staff",
            "freelance",
            "video",
            "bureau",
        )
    )
    | frozenset(
        (
            "contributed",
            "contributing",
            "reporting",
            "report",
            "reported",
            "story",
            "article",
            "piece",
            "coverage",
            "research",
        )
    )
    | frozenset(
        ("writing", "additional", "chief", "photographer", "photographers", "von", "van", "der", "de", "la", "al")
    )
)
_WORKS = frozenset(
    ("guide", "review", "newsletter", "column", "project", "series", "investigation", "post", "blog", "live")
)
_DOES = r"(?:is|was|has|covers|writes|reports|works|joined|leads|teaches|lives|hosts|edits|served|heads|runs)\b"
_THE_WRITER = re.compile(r"\bthe (?:author|writer|columnist)\b", re.IGNORECASE)
_REACHED = re.compile(
    r"\b(?:follow|e-?mail|contact|reach) (?:him|her|them)\b"
    r"|\b(?:can|may) be (?:reached|contacted|followed) (?:at|on|by|via)\b|\b(?:he|she|they) tweets?\b",
    re.IGNORECASE,
)
_IS_REACHED = re.compile(r"(?:[^\W\d_][\w.'’-]+ ){2,4}(?:can|may) be (?:reached|contacted|followed) (?:at|on|by|via)\b")
_OF_A_TRADE = re.compile(r"[^.]{0,30}? (?:is|was) (?:an?|the|our) (?:[\w'’&-]+ ){0,6}?(?P<trade>\w+)")
_MARK = r"\s?(?:[:|>»]|[–—-](?=\s))+\s?"


def reporters(text: str, words: PressWords) -> list[Fact] | None:
    """The agencies of a line that says who contributed to an article, or None: "AP writer X in Paris contributed"."""
    return _reporters(text, words, _CONTRIBUTED)


def reporters_from(text: str, words: PressWords) -> list[Fact] | None:
    """The same of "X reported from A and Y from B. Z contributed.", which only the end of an article can tell from
    prose."""
    return _reporters(text, words, _FROM)


def _reporters(text: str, words: PressWords, sign: re.Pattern[str]) -> list[Fact] | None:
    core = text.strip("()[]*_ —–-")
    if len(core) > _LONGEST_NOTE or not sign.search(core.rstrip(". ")):
        return None
    for sentence in _SENTENCES.split(core):
        small = {word for word in re.findall(r"[^\W_]+", sentence) if not word[0].isupper()}
        told = _CONTRIBUTED.search(sentence.rstrip(". ")) or _FROM.search(sentence)
        if not told or not small <= _REPORTERS | _WORKS:
            return None
    return [("credits", name) for name in dict.fromkeys(name for _, _, name in words.find(core))]


def is_biography(text: str, authors: Collection[str], words: PressWords, above: Sequence[str] = ()) -> bool:
    """Whether a last paragraph tells who its author is: it begins with a name of the byline and "is", "covers" and the
    like, or it is about somebody of the trade and says how to reach them, or about "the author", of whom the paragraphs
    `above` do not speak, or it says nothing but how to reach somebody."""
    core = text.strip("*•·_ —–-")
    if len(core) > _LONGEST_BIOGRAPHY:
        return False
    if _THE_WRITER.match(core) and re.match(r"\S+ \S+ is (?:an?|the) ", core):
        return not any(_THE_WRITER.search(one) for one in above)
    if any(
        re.match(rf"{re.escape(author)}(?:,? {_DOES}|, an? |, the )", core, re.IGNORECASE)
        for author in authors
        if " " in author
    ):
        return True
    if _IS_REACHED.match(core) and core[0].isupper():
        return True
    trade = _OF_A_TRADE.match(core)
    return trade is not None and trade["trade"].lower() in words.roles and _REACHED.search(core) is not None


def is_notice(text: str, words: PressWords) -> bool:
    """Whether every sentence is one a page says of itself: "Sign up for our newsletter.", "Log in to comment"."""
    if len(text) > _LONGEST_NOTE:
        return False
    seen = False
    for sentence in _SENTENCES.split(text):
        if bare := sentence.strip(" .!?:()[]*_–—>»"):
            seen = True
            if not words.notices.fullmatch(bare):
                return False
    return seen


_WITHDRAWS = ("version", "correct", "clarif", "amend", "updated", "edit", "revised", "error")
_NOTICE_OPENS = '([{*_ —–-“"'


def corrections(text: str, words: PressWords) -> list[Span]:
    """The stretches of a paragraph that withdraw something: from such a sentence on to the end, where that is near."""
    small = text.casefold()
    if not any(word in small for word in _WITHDRAWS):
        return []
    starts = [0, *(match.end() for match in _SENTENCES.finditer(text))]
    found: list[Span] = []
    for start, end in pairwise([*starts, len(text)]):
        if found and start < found[-1][1]:
            continue
        sentence = text[start : min(end, start + _LONGEST_NOTE)].lstrip(_NOTICE_OPENS)
        if words.corrections.match(" ".join(sentence.split())):
            found.append((start, len(text) if len(text) - end <= _LONGEST_NOTE else end))
    return found


def is_correction_label(text: str) -> bool:
    """Whether a line announces a correction below it: "Correction", "Corrections and clarifications, March 5"."""
    return _CORRECTION_LABEL.fullmatch(text.strip(" *_:([)]#")) is not None


_CORRECTION_LABEL = re.compile(
    r"(?:corrections?|clarifications?)(?: (?:and|&) (?:corrections?|clarifications?))?(?: notice)?"
    r"(?:[,: ][^.!?]{0,30}\d)?",
    re.IGNORECASE,
)


def is_teaser(text: str, words: PressWords) -> bool:
    """Whether a line names another article: "Read more: Lyon closes its old bridge"."""
    lead = words.teasers.match(text)
    mark = re.compile(_MARK).match(text, lead.end()) if lead else None
    return mark is not None and mark.end() < len(text) <= 200 and len(_SENTENCES.split(text)) == 1


def ends_article(text: str, words: PressWords) -> bool:
    """Whether only other articles and the page's own lines follow a line: "Related stories", "More from Lyon"."""
    bare = text.strip(" :.|•·-–—*_#").lower()
    return bare in words.ends or (len(bare.split()) <= 8 and words.ending.fullmatch(bare) is not None)


def are_teasers(texts: Sequence[str], title_length: int) -> bool:
    """Whether lines are titles with a short paragraph below each, two at least."""
    titles, summaries = texts[::2], texts[1::2]
    if len(texts) < 4 or len(titles) != len(summaries):
        return False
    named = all(len(one) <= title_length and len(one.split()) >= 3 and one[-1] not in ".:;," for one in titles)
    return named and all(len(one) <= _LONGEST_NOTE and one[-1] in '.!?…”")' for one in summaries)
