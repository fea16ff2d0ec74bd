"""Pronouns that may stand for a person or an organization, with their gender and whether they are plural."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.tokens import Token

PRONOUNS: dict[str, tuple[Literal["", "female", "male"], bool]] = {
    "i": ("", False), "me": ("", False), "my": ("", False), "myself": ("", False),
    "he": ("male", False), "him": ("male", False), "his": ("male", False), "himself": ("male", False),
    "she": ("female", False), "her": ("female", False), "hers": ("female", False), "herself": ("female", False),
    "it": ("", False), "its": ("", False), "itself": ("", False),
    "we": ("", False), "us": ("", False), "our": ("", False), "ourselves": ("", False),
    "they": ("", True), "them": ("", True), "their": ("", True), "theirs": ("", True), "themselves": ("", True),
}  # fmt: skip
WRITER = {"i", "me", "my", "myself"}
FIRM_PRONOUNS = {"we", "us", "our", "ourselves"}
"""Where they have to stand for one thing it is the organization that speaks: "our founder"."""
THING_PRONOUNS = {"it", "its", "itself"}
PLURAL_PRONOUNS = frozenset(word for word, (_, plural) in PRONOUNS.items() if plural)


def is_reflexive(token: Token) -> bool:
    """ "Himself", "itself", "themselves": only ever the subject of its own clause."""
    return token.lower_.endswith(("self", "selves"))


def binds(head: Token, reflexive: Token) -> bool:
    """Whether `head` is a subject of the nearest clause above the reflexive pronoun that has one."""
    for verb in reflexive.ancestors:
        subjects = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"} and child.i < reflexive.i]
        if subjects:
            return any(head == subject or head in subject.conjuncts for subject in subjects)
    return False
