"""Short names of bodies that stand for a longer one of the same article: "the Bank", "Norlake" beside "Norlake Steel".

A kind of body in capitals ("the Commission") is a name in its own article alone: elsewhere it is another one's. So is
the first word of a firm's name where another firm goes by that word ("Norlake Corp").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.datafiles import word_list
from kg.know.organization_names import has_legal_form
from kg.model import Extraction

KINDS = word_list("kinds that stand for a body")
PREFIX = "Organization:"
SHORTEST = 4
"""Letters that a single word has at least where it stands for a name of two."""


@dataclass(frozen=True, slots=True)
class Short:
    """That a mention stands for a longer name of its article, by key; "" where it is a mere kind and none is there."""

    mention: int
    long: str
    reason: str


def short_names(extraction: Extraction, keys: Sequence[str]) -> Iterator[Short]:
    """The short names of an article. `keys`: of each mention, what makes two surfaces one name."""
    named = [i for i, m in enumerate(extraction.mentions) if m.type == "Organization" and m.kind == "name" and keys[i]]
    texts = {i: " ".join(extraction.mentions[i].text.split()) for i in named}
    long = [i for i in named if " " in texts[i]]
    whole = {keys[i] for i in named if has_legal_form(texts[i])}
    for index in named:
        text = texts[index]
        if text.lower() in KINDS:
            of_kind = [i for i in long if text.lower() in {texts[i].split()[0].lower(), texts[i].split()[-1].lower()}]
            before = [i for i in of_kind if i < index]
            if before or len({keys[i] for i in of_kind}) == 1:
                other = before[-1] if before else of_kind[0]
                yield Short(index, keys[other], f"{texts[other]} = {text}: the one of its kind in an article")
            else:
                yield Short(index, "", "")
        elif " " not in keys[index] and keys[index] not in whole and "/" not in keys[index]:
            begun = {keys[i]: i for i in long if goes_on(keys[index], keys[i])}
            if len(begun) == 1:
                key, other = next(iter(begun.items()))
                yield Short(index, key, f"{texts[other]} = {text}: the same name, longer, in one article")


def goes_on(short: str, long: str) -> bool:
    """Whether a key is that of a name of two words which begins with a name of one."""
    return long.startswith(f"{short} ") and long.count(" ") == 1 and len(short) >= len(PREFIX) + SHORTEST
