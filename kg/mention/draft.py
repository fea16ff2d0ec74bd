"""A mention in the making, and the Mention that comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from kg.mention.offices import Post
from kg.mention.sieves import Sieve
from kg.model import EntityType, Mention
from kg.text.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(slots=True)
class Draft:
    """A mention in the making: tokens [start, end) and what is known so far. Links and antecedents are indices."""

    start: int
    end: int
    type: EntityType
    kind: Literal["name", "description", "pronoun", "demonym"]
    gender: Literal["", "female", "male"] = ""
    plural: bool = False
    number: int = 2
    """Plural descriptions: how many they stand for."""
    title: str = ""
    modifier: Literal["", "former", "late", "acting", "elect", "sought"] = ""
    links: dict[str, int] = field(default_factory=dict)
    antecedents: tuple[int, ...] = ()
    local: str = ""
    government: bool = False
    unnamed: bool = False
    because: Sieve = ""
    """Which sieve found the antecedents."""
    relative: bool = False
    """ "who", "which": stands for the noun its clause belongs to."""
    post: Post | None = None

    @property
    def names_person(self) -> bool:
        """Whether it is a person's name."""
        return self.type == "Person" and self.kind == "name"


def freeze(doc: Doc, drafts: Sequence[Draft]) -> tuple[Mention, ...]:
    """Drafts as Mentions with character offsets."""
    mentions = []
    text = text_of(doc)
    for draft in drafts:
        words = text.between(draft.start, draft.end)
        start = text.offset[draft.start]
        mentions.append(
            Mention(
                start,
                start + len(words),
                words,
                draft.type,
                draft.kind,
                draft.gender,
                draft.plural,
                draft.title,
                draft.modifier,
                tuple(sorted(draft.links.items())),
                draft.antecedents,
                draft.local,
                draft.government,
                draft.unnamed,
                draft.because if draft.antecedents else "",
            )
        )
    return tuple(mentions)
