"""The words of a Doc and where they stand, without spaCy's Token and Span objects."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING

from kg.text.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


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


def described_before(name: Token) -> Token | None:
    """ "X, the founder of Y, who …": X, whom the words that end in the name Y describe."""
    role = name
    while role.dep_ == "pobj" and role.head.dep_ == "prep":
        role = role.head.head
    return role.head if role.dep_ == "appos" and role.pos_ == "NOUN" and role.head.pos_ == "PROPN" else None
