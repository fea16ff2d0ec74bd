"""The words of a Doc and where they stand, without spaCy's Token and Span objects."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING, Protocol

from kg.datafiles import word_list
from kg.text.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


SAYS = word_list("announcing")
FINITE = frozenset({"VBD", "VBZ"})
BEFORE_SAYING = frozenset({"WP", "WDT", ","})
"""Tags of what begins a clause or a phrase of its own between a speaker and a verb."""


class Parse(Protocol):
    """What a Text and the relation engine's tree both say of each token."""

    @property
    def lemma(self) -> Sequence[str]:
        """Lower case."""

    @property
    def pos(self) -> Sequence[str]:
        """Part of speech."""

    @property
    def tag(self) -> Sequence[str]:
        """Tag of the Penn Treebank."""

    @property
    def dep(self) -> Sequence[str]:
        """Label of the edge to the head."""

    @property
    def head(self) -> Sequence[int]:
        """The token it hangs on; its own for a root."""


def places_of(doc: Doc, words: Set[str]) -> list[int]:
    """The tokens whose lower-case form is one of `words`, in order."""
    return text_of(doc).places_of(words)


def words_of(doc: Doc, start: int, end: int) -> str:
    """The text of the tokens [start, end), as that of a Span, which takes ten times as long to make."""
    text = text_of(doc)
    return text.between(start, min(end, len(text)))


def root_of(doc: Doc, start: int, end: int) -> Token:
    """The word that the others of the tokens [start, end) hang on, as that of a Span."""
    return doc[start] if end - start == 1 else doc[start:end].root


def how_many_of(doc: Doc, words: Set[str]) -> int:
    """How many different ones of `words` stand in the Doc, whatever their case."""
    return len(text_of(doc).places.keys() & words)


def described_before(parse: Parse, name: int) -> int | None:
    """ "X, the founder of Y, who …": X, whom the words that end in the name Y describe."""
    role = name
    while parse.dep[role] == "pobj" and parse.dep[parse.head[role]] == "prep":
        role = parse.head[parse.head[role]]
    named = parse.head[role]
    return named if parse.dep[role] == "appos" and parse.pos[role] == "NOUN" and parse.pos[named] == "PROPN" else None


def kin_before(parse: Parse, name: int, kin: Set[str]) -> bool:
    """ "X, the wife of Y, who …": whether a name is such a Y, so that either may be meant. `kin`: words for them."""
    of = parse.head[name]
    noun = parse.head[of]
    while parse.dep[noun] == "conj":
        noun = parse.head[noun]
    beside = parse.dep[name] == "pobj" and parse.dep[of] == "prep" and parse.dep[noun] == "appos"
    named = beside and parse.pos[parse.head[noun]] == "PROPN"
    return named and any(parse.lemma[token] in kin for token in range(noun, name))


def says_behind(parse: Parse, sentence: range, first: int, last: int) -> int | None:
    """ "Police arrested Berg, a spokesman for Acme said": the verb of saying behind the tokens [first, last) of whoever
    says it, without a comma between, where what is said has a verb before them."""
    if not any(parse.tag[token] in FINITE for token in range(sentence.start, first)):
        return None
    behind = (token for token in range(last, sentence.stop) if parse.tag[token] in FINITE | BEFORE_SAYING)
    verb = next(behind, None)
    return verb if verb is not None and parse.lemma[verb] in SAYS else None
