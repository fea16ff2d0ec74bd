"""All extractions of a corpus by article id, in order of ids: in memory, or read from where they are kept.

What looks at a whole corpus passes over it and looks single articles up; it need not hold them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol, runtime_checkable

from kg.model import Extraction


@runtime_checkable
class Kept(Protocol):
    """Extractions that are not in memory."""

    @property
    def by_id(self) -> Mapping[str, Extraction]:
        """Article id → extraction, in order of ids; `values()` and `items()` read them one after the other."""
        ...


def by_id(extractions: Collection[Extraction]) -> Mapping[str, Extraction]:
    """Article id → extraction, in order of ids, whatever the order of the articles was."""
    if isinstance(extractions, Kept):
        return extractions.by_id
    return {one.article.id: one for one in sorted(extractions, key=lambda one: one.article.id)}
