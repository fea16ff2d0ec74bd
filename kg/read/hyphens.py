"""Words that were cut at the end of a line: whole again, with their hyphen or without it."""

from __future__ import annotations

import re
from collections.abc import Container

MARKS = "-\u2010\u00ad\x02\ufffe"
"""What may stand where a line was cut; U+0002 and U+FFFE: how Chromium's engine gives hyphens of a PDF, real or not."""

_LAST = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*\Z")
_FIRST = re.compile(r"[^\W_]+")
_LINKS = frozenset(("and", "or", "to"))
"""They follow a hyphen that hangs: "pre- and post-war"."""
_PREFIXES = frozenset(
    ("all", "anti", "co", "cross", "ex", "far", "half", "mid", "non", "post", "pro", "saint", "self", "semi", "so",
     "vice", "well")
)  # fmt: skip
"""A closed class, but for the saint: what they begin is written with a hyphen."""
_SECOND = re.compile(r"\w{3,}(?:ed|ing)|led|born|run|held|owned|made|era|style|wide|elect|term|general|old|year")
"""Second halves of words with a hyphen: "state-owned", "prime-minister-elect", "long-term"."""


def rejoin(before: str, after: str, words: Container[str]) -> str:
    """The end of one line, without its hyphen, and the start of the next as one.

    `words` are those of the document in small letters that were not cut: what is written there decides first.
    """
    left, right = _LAST.search(before), _FIRST.match(after)
    if left is None or right is None:
        return f"{before}-{after}"
    first, second = left.group(), right.group()
    if second in _LINKS:
        return f"{before}- {after}"
    return f"{before}-{after}" if _keeps(first, second, words) else before + after


def _keeps(first: str, second: str, words: Container[str]) -> bool:
    small, rest = first.casefold(), second.casefold()
    if f"{small}-{rest}" in words:
        return True
    if small + rest in words:
        return False
    if not (first[-1].isalpha() and second[0].isalpha()):
        return True
    if second[0].isupper():
        return not (first.isupper() and len(first) > 1 and second.isupper()) and first not in ("Mc", "Mac")
    if small in _PREFIXES or (small in words and _SECOND.fullmatch(rest)):
        return True
    return len(small) > 3 and len(rest) > 3 and small in words and rest in words
