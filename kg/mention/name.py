"""A name as mention finding handles it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import EntityType


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a Doc: tokens [start, end) and its type; `demonym` marks an adjective or people's name of a country."""

    start: int
    end: int
    type: EntityType
    demonym: bool = False
