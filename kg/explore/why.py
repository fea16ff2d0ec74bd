"""Why words of an article mean whom they mean: the name, sieve or post that says so, with the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from kg.explore.doubts import sentence_around
from kg.explore.marking import Line, line, mark
from kg.graph.graph_scan import text, texts
from kg.mention.sieves import SIEVES
from kg.model import Extraction, Mention, Node, Span

NOT_JOINED = "nothing had to be joined: all its names are the same words, or titles and short forms of them"
OF_WORDS = "its body by “words”: the words beside the title say it"
ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meaning:
    """Words of an article and whom they stand for. `sentence`: with the words' place in it."""

    words: str
    kind: str
    type: str
    meant: tuple[str, ...]
    sieve: str
    because: str
    sentence: str
    place: Span

    def to_json(self) -> dict[str, Any]:
        """The meaning as JSON holds it."""
        return asdict(self)


def meanings(found: Extraction, words: str) -> list[Meaning]:
    """Each place of an article where the words, with or without "the", stand for somebody or something."""
    wanted = _plain(words)
    whole = [one for one in found.mentions if wanted == _plain(one.text)]
    within = [
        one for one in found.mentions if one.kind == "name" and set(wanted.split()) <= set(_plain(one.text).split())
    ]
    return [_meaning(found, one) for one in whole or within]


def _plain(words: str) -> str:
    return ARTICLE.sub("", " ".join(words.split())).casefold()


def _meaning(found: Extraction, mention: Mention) -> Meaning:
    meant, sieve, because = _reason(found.mentions, mention)
    sentence, first = sentence_around(found.article, mention.start, mention.end)
    place = mention.start - first, mention.end - first
    return Meaning(mention.text, mention.kind, mention.type, meant, sieve, because, sentence, place)


def _reason(mentions: Sequence[Mention], mention: Mention) -> tuple[tuple[str, ...], str, str]:
    """Whom a mention stands for, the sieve that says so and what it says."""
    if mention.type == "Office":
        links = (("body", "of"), ("holder", "held by"))
        parts = [f"{word} {mentions[at].text}" for name, word in links if (at := mention.link(name)) is not None]
        return (" ".join((mention.title, *parts)),), "post", "a title, with what the words around give it"
    if mention.kind in {"name", "demonym"}:
        same = [one.text for one in mentions if mention.local and one.local == mention.local] or [mention.text]
        fullest = max(same, key=len)
        return (
            (fullest,),
            mention.kind,
            "" if fullest == mention.text else "the fullest name of the article that it fits",
        )
    names = tuple(name for at in mention.antecedents for name in _reason(mentions, mentions[at])[0])
    if mention.unnamed:
        return ("somebody or something without a name",), mention.because, "nothing named before can be meant"
    return names, mention.because, SIEVES.get(mention.because, "")


def meaning_lines(found: Sequence[Meaning]) -> Iterator[Line]:
    """The meanings for a person to read."""
    for one in found:
        said = f" · {one.sieve}" + (f": {one.because}" if one.because else "") if one.meant else ""
        whom = " + ".join(one.meant) or "open: no sieve has an answer"
        yield line((f"“{one.words}”", "heading"), " → ", (whom, "name"), said)
        yield line(*mark(" ".join(one.sentence.split()), [(_squeezed(one), "anchor")]), indent=2)


def _squeezed(one: Meaning) -> Span:
    """The words' place once runs of blanks are one."""
    before = " ".join(one.sentence[: one.place[0]].split())
    start = len(before) + (before != "" and one.sentence[one.place[0] - 1 : one.place[0]].isspace())
    return start, start + len(" ".join(one.sentence[slice(*one.place)].split()))


def entity_lines(entity: Node) -> Iterator[Line]:
    """Why all names of an entity of the graph are one, and a post is of its body: what resolution wrote down."""
    own = entity.properties
    yield line((text(own, "name"), "name"), f" · {entity.labels[0]} · {text(own, 'id')}")
    reasons = texts(own, "merged_because")
    for reason in reasons:
        yield line(reason, indent=2)
    if not reasons:
        yield line(OF_WORDS if entity.labels[0] == "Office" else NOT_JOINED, indent=2)
