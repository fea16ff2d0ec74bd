"""Turns of a transcript: paragraphs that begin with the label of who speaks, "MR. ADLER: I met …", "QUESTION: …".

The label is a block of kind "speaker"; the paragraph behind it is what that speaker says, and so are those without a
label between two turns, where most paragraphs have one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kg.model import Block, Span

_TITLES = (
    "MR|MRS|MS|MISS|DR|PROF|SEN|SENATOR|REP|REPRESENTATIVE|CONGRESSMAN|CONGRESSWOMAN|GOV|GOVERNOR|GEN|GENERAL|COL|ADM"
    "|ADMIRAL|PRESIDENT|VICE PRESIDENT|SECRETARY|MINISTER|PRIME MINISTER|FOREIGN MINISTER|CHANCELLOR|AMBASSADOR|JUDGE"
    "|JUSTICE|CHAIRMAN|CHAIRWOMAN|CHAIR|SPEAKER|MAYOR|SIR|DAME|LORD|LADY|SECRETARY GENERAL|SECRETARY-GENERAL"
    "|COMMISSIONER|DIRECTOR|DEPUTY"
)
_ROLES = frozenset(
    (
        "question",
        "answer",
        "q",
        "a",
        "reporter",
        "journalist",
        "interviewer",
        "moderator",
        "host",
        "operator",
        "audience",
    )
) | frozenset(
    (
        "the chairman",
        "the chair",
        "the court",
        "the president",
        "the witness",
        "the speaker",
        "the minister",
        "presenter",
    )
)
"""Labels that name nobody."""
_GENDERS: dict[str, Literal["female", "male"]] = {
    "mr": "male", "sir": "male", "lord": "male", "congressman": "male", "chairman": "male",
    "mrs": "female", "ms": "female", "miss": "female", "dame": "female", "lady": "female", "congresswoman": "female",
    "chairwoman": "female",
}  # fmt: skip
_CAPS = r"(?:[^\W\d_a-zß-öø-ÿ]|Mc|Mac)[^\W\d_a-zß-öø-ÿ'’.-]*(?<=\w)\.?"
_CAPITALIZED = r"[^\W\d_a-zß-öø-ÿ][\w'’-]*\.?"
_LABEL = re.compile(
    rf"""
    (?P<label>
        (?P<role> (?:(?:UNIDENTIFIED|THE|The)[ ])?[A-Za-z]{{1,12}} (?=[ ]?:) )
      | (?P<title> (?i:{_TITLES})\b\.?[ ])? (?P<caps> {_CAPS}(?:[ ]{_CAPS}){{0,3}} )
      | (?P<named> (?i:{_TITLES})\b\.?[ ])? (?P<name> {_CAPITALIZED}(?:[ ]{_CAPITALIZED}){{0,3}} )
    )
    (?: [ ]? [(\[] [^()\[\]\n]{{1,40}} [)\]] )? [ ]?: (?: \s+ (?=["“‘'(\[]?[^\W_a-z]) | $ )
    """,
    re.VERBOSE,
)
_TITLE = re.compile(rf"(?:(?:{_TITLES})\b\.?\s+)+", re.IGNORECASE)
_SPEAKS = re.compile(r"\b(?:I|I['’]\w+|my|me|we|We|our|us|you|You|your)\b|\?")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a paragraph. `end`: where it ends, `said`: where the words begin."""

    end: int
    said: int
    form: Literal["titled", "role", "caps", "name"]


@dataclass(frozen=True, slots=True)
class Turn:
    """Who speaks, and the stretches of the text that are what they say."""

    label: Span
    said: tuple[Span, ...]


def find_labels(texts: Sequence[str]) -> dict[int, Label]:
    """Which paragraphs begin with the label of a transcript; none in a text that is none.

    It is one where somebody with a title and a surname says "I", "you" or asks, where somebody does and a label in
    capitals returns, or where most who have labels do.
    """
    labels = {index: label for index, text in enumerate(texts) if (label := _label(text))}
    speaking = {index for index, label in labels.items() if _SPEAKS.search(texts[index], label.said)}
    shown = {index for index, label in labels.items() if label.form != "name"}
    names = [texts[index][: label.end] for index, label in labels.items()]
    returns = len(set(names)) < len(names) and any(index in shown for index in speaking)
    if (
        any(labels[index].form == "titled" for index in speaking)
        or returns
        or 2 * len(speaking & shown) > len(shown) > 1
    ):
        return {index: label for index, label in labels.items() if label.form != "name" or index in speaking}
    return labels if len(set(names)) > 1 and 2 * len(speaking) > len(labels) else {}


def _label(text: str) -> Label | None:
    match = _LABEL.match(text[:_LONGEST]) if ":" in text[:_LONGEST] else None
    if match is None:
        return None
    end, said = match.end("label"), match.end()
    if match["role"] and (match["role"].lower().removeprefix("unidentified ") in _ROLES):
        return Label(end, said, "role")
    words = match["label"].split()
    if match["title"] or match["named"]:
        return Label(end, said, "titled")
    if match["label"].isupper() and len(words[-1]) > 1:
        return Label(end, said, "caps")
    return Label(end, said, "name") if len(words) > 1 and not match["label"].isupper() else None


def turns_of(blocks: Sequence[Block]) -> list[Turn]:
    """The turns that blocks make, in order."""
    speakers = [index for index, block in enumerate(blocks) if block.kind == "speaker"]
    if not speakers:
        return []
    dense = 3 * len(speakers) >= sum(block.kind == "paragraph" for block in blocks[speakers[0] : speakers[-1] + 2])
    found = []
    for index, following in zip(speakers, [*speakers[1:], None], strict=True):
        until = following if following is not None and dense else index + 2
        said = [(block.start, block.end) for block in blocks[index + 1 : until] if block.kind == "paragraph"]
        found.append(Turn((blocks[index].start, blocks[index].end), tuple(said)))
    return found


def name_in(label: str) -> Span | None:
    """Where a person's name stands in a label, without titles; None in "QUESTION"."""
    if label.lower().removeprefix("unidentified ") in _ROLES:
        return None
    title = _TITLE.match(label)
    start = title.end() if title else 0
    return (start, len(label)) if start < len(label) else None


def gender_in(label: str) -> Literal["", "female", "male"]:
    """What gender a label's title shows."""
    return _GENDERS.get(label.partition(" ")[0].rstrip(".").lower(), "")
