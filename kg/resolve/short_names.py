"""Short names of bodies that stand for a longer one of the same article: "the Bank", "Norlake" beside "Norlake Steel".

A kind of body in capitals ("the Commission") is a name in its own article alone: elsewhere it is another one's. So is
the first word of a firm's name where another firm goes by that word ("Norlake Corp").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
    texts = {
        i: " ".join(mention.text.split())
        for i, mention in enumerate(extraction.mentions)
        if mention.type == "Organization" and mention.kind == "name" and keys[i]
    }
    long = {i: text for i, text in texts.items() if " " in text}
    whole = {keys[i] for i, text in texts.items() if has_legal_form(text)}
    for index, text in texts.items():
        if text.lower() in KINDS:
            yield _of_kind(index, text, long, keys)
        elif keys[index] not in whole and {" ", "/"}.isdisjoint(keys[index]):
            yield from _begun(index, text, long, keys)


def _of_kind(index: int, text: str, long: Mapping[int, str], keys: Sequence[str]) -> Short:
    """The body that a kind of body stands for: the last one of it named before, else the only one."""
    kind = text.lower()
    of_kind = [i for i, name in long.items() if kind in {name.split()[0].lower(), name.split()[-1].lower()}]
    before = [i for i in of_kind if i < index]
    if not before and len({keys[i] for i in of_kind}) != 1:
        return Short(index, "", "")
    other = before[-1] if before else of_kind[0]
    return Short(index, keys[other], f"{long[other]} = {text}: the one of its kind in an article")


def _begun(index: int, text: str, long: Mapping[int, str], keys: Sequence[str]) -> Iterator[Short]:
    """The one name that begins with a word and has another."""
    begun = {keys[i]: name for i, name in long.items() if goes_on(keys[index], keys[i])}
    if len(begun) == 1:
        key, name = next(iter(begun.items()))
        yield Short(index, key, f"{name} = {text}: the same name, longer, in one article")


def goes_on(short: str, long: str) -> bool:
    """Whether a key is that of a name of two words which begins with a name of one."""
    return long.startswith(f"{short} ") and long.count(" ") == 1 and len(short) >= len(PREFIX) + SHORTEST
