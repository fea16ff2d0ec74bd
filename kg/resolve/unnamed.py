"""People and organizations that no words of an article name: "He was born in Lyon", at the head of an excerpt.

They are no entities: nobody could tell who they are, and the graph has none of them. What is said of them is extracted
all the same, under an id that counts within the article ("?1") and is no entity's.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Sequence

from kg.model import Entity, Extraction, Mention, Resolution


def with_unnamed(extraction: Extraction, resolution: Resolution) -> Resolution:
    """The resolution of one article in which those whom it does not name are entities of their own."""
    table = resolution.of[extraction.article.id]
    mentions = extraction.mentions
    first = [index for index, mention in enumerate(mentions) if mention.unnamed and not table[index]]
    if not first:
        return resolution
    names = {index: f"?{number}" for number, index in enumerate(first, 1)}
    people = {name: Entity(name, mentions[index].type, mentions[index].text) for index, name in names.items()}
    found = tuple(
        entities or ((name,) if (name := names.get(_first(mentions, index))) else ())
        for index, entities in enumerate(table)
    )
    entities = ChainMap(people, resolution.entities)  # type: ignore[arg-type]  # read, never written to
    return Resolution(entities, {extraction.article.id: found}, resolution.assumed, resolution.struck)


def _first(mentions: Sequence[Mention], index: int) -> int:
    """The mention at the end of a chain of pronouns, each of which stands for the one before."""
    while len(mentions[index].antecedents) == 1 and mentions[index].antecedents[0] < index:
        index = mentions[index].antecedents[0]
    return index
