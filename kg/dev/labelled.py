"""Texts with labelled mentions and relations: what mining and measuring patterns start from.

One JSON object a line: `{"id", "text", "mentions": [{"start", "end", "type", "cluster", "level"}], "relations":
[{"head_cluster", "type", "tail_cluster", "head_span"?, "tail_span"?}], "annotated"?: [{"start", "end", "types"}]}`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.model import EntityType, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

TYPES: Mapping[str, EntityType] = {
    "person": "Person", "per": "Person", "organization": "Organization", "org": "Organization", "gpe": "Place",
    "place": "Place", "location": "Place", "loc": "Place", "facility": "Place", "demonym": "Place", "role": "Office",
    "office": "Office",
}  # fmt: skip
KINDS = {"PRO": "pronoun", "NOM": "description"}


@dataclass(frozen=True, slots=True)
class Labelled:
    """One text. `facts` are (relation, subject cluster, object cluster) in our relations."""

    id: str
    text: str
    mentions: tuple[Mention, ...]
    clusters: tuple[str, ...]
    """By mention index."""
    facts: frozenset[tuple[str, str, str]]
    judged: tuple[tuple[int, int, frozenset[str]], ...]
    """(start, end, relations) inside which what is not labelled is wrong."""


Mapped = Mapping[str, Sequence[str]]
"""Label of the data set → our relations it stands for; "~" before one swaps subject and object."""


def read_labelled(path: Path, mapping: Mapped) -> list[Labelled]:
    """The labelled texts in `path`. Raises InputError naming the line that cannot be read."""
    found = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    found.append(_labelled(json.loads(line), mapping))
                except (ValueError, KeyError, TypeError) as error:
                    raise InputError(f"{path}:{number}", f"is no labelled text: {error}") from error
    return found


def _labelled(row: Mapping[str, Any], mapping: Mapped) -> Labelled:
    places = {r["head_cluster"]: r["tail_cluster"] for r in row["relations"] if r["type"] == "gpe0"}
    rows = sorted((m for m in row["mentions"] if m["type"].lower() in TYPES), key=lambda m: (m["start"], m["end"]))
    mentions = tuple(_mention(m, row["text"]) for m in rows)
    clusters = tuple(str(places.get(m["cluster"], m["cluster"])) for m in rows)
    facts = set()
    for relation in row["relations"]:
        for name in mapping.get(relation["type"], ()):
            ends = str(relation["head_cluster"]), str(relation["tail_cluster"])
            facts.add((name.lstrip("~"), *(ends[::-1] if name.startswith("~") else ends)))
    parts = [part for part in row.get("annotated") or () if "types" in part]
    parts = parts or [{"start": 0, "end": len(row["text"]), "types": list(mapping)}]
    judged = tuple(
        (p["start"], p["end"], frozenset(n.lstrip("~") for t in p["types"] for n in mapping.get(t, ()))) for p in parts
    )
    return Labelled(str(row["id"]), row["text"], mentions, clusters, frozenset(facts), judged)


def _mention(row: Mapping[str, Any], text: str) -> Mention:
    words = text[row["start"] : row["end"]]
    kind: Any = "demonym" if row["type"] == "demonym" else KINDS.get(row.get("level", "NAM"), "name")
    title = words.lower() if TYPES[row["type"].lower()] == "Office" else ""
    return Mention(row["start"], row["end"], words, TYPES[row["type"].lower()], kind=kind, title=title)


def with_demonyms(mentions: Sequence[Mention], doc: Doc) -> list[Mention]:
    """Places that are adjectives marked as demonyms, for data that does not tell them apart."""
    adjectives = {token.idx for token in doc if token.pos_ == "ADJ"}
    return [
        replace(m, kind="demonym") if m.type == "Place" and m.kind == "name" and m.start in adjectives else m
        for m in mentions
    ]
