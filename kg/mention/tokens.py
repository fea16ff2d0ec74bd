"""Where the words of a list stand in a Doc, without looking at every token in Python."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING

from kg.text.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc


def places_of(doc: Doc, words: Set[str]) -> list[int]:
    """The tokens whose lower-case form is one of `words`, in order."""
    return text_of(doc).places_of(words)


def not_lower(doc: Doc) -> list[int]:
    """The tokens that are not written small throughout: every name begins with one."""
    return [at for at, word in enumerate(text_of(doc).words) if not word.islower()]


def how_many_of(doc: Doc, words: Set[str]) -> int:
    """How many different ones of `words` stand in the Doc, whatever their case."""
    return len(text_of(doc).places.keys() & words)
