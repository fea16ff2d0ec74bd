"""Pronouns that may stand for a person or an organization, with their gender and whether they are plural."""

from __future__ import annotations

from typing import Literal

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
