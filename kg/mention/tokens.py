"""Where the words of a list stand in a Doc, without looking at every token in Python."""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.tokens import Doc


def places_of(doc: Doc, words: Set[str]) -> list[int]:
    """The tokens whose lower-case form is one of `words`, in order."""
    return np.flatnonzero(np.isin(doc.to_array("LOWER"), _ids(frozenset(words)))).tolist()


def not_lower(doc: Doc) -> list[int]:
    """The tokens that are not written small throughout: every name begins with one."""
    return np.flatnonzero(doc.to_array("IS_LOWER") == 0).tolist()


def how_many_of(doc: Doc, words: Set[str]) -> int:
    """How many different ones of `words` stand in the Doc, whatever their case."""
    return int(np.isin(_ids(frozenset(words)), doc.to_array("LOWER")).sum())


@lru_cache(maxsize=64)
def _ids(words: frozenset[str]) -> Any:  # noqa: ANN401  an array, whose type mypy cannot state shortly
    from spacy.strings import StringStore  # noqa: PLC0415  only commands that parse import spaCy

    strings = StringStore()  # a word's number is the same in every store
    return np.array([strings[word] for word in sorted(words)], dtype=np.uint64)
