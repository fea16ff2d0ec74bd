"""The relation types as a table and one by one: what `kg relations` prints."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from kg.claim.relations import DAY, Relation, load_relations
from kg.dev.measuring import SCORES_FILE
from kg.errors import UsageError
from kg.explore.marking import Line, line
from kg.rule_files import near, place_of_rule

ACTORS = "Person | Organization | Place | Office"


@dataclass(frozen=True, slots=True)
class Row:
    """One relation type in the table. Precision and recall: None where they were not measured."""

    name: str
    ends: str
    means: str
    patterns: int
    holds: int
    does_not_hold: int
    precision: float | None
    recall: float | None
    measured_on: str
    file: str

    def to_json(self) -> dict[str, Any]:
        """The row as JSON holds it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Described:
    """One relation type in full. `patterns`: (name, place, measured precision); examples as plain text."""

    row: Row
    symmetric: bool
    state: bool
    patterns: tuple[tuple[str, str, float | None], ...]
    holds: tuple[str, ...]
    does_not_hold: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The type as JSON holds it."""
        return asdict(self)


def read_scores(folders: Sequence[Path]) -> dict[str, dict[str, Any]]:
    """Measured precision and recall by relation type, of the folders that hold a file of them; later ones win."""
    scores: dict[str, dict[str, Any]] = {}
    for folder in folders:
        if (file := folder / SCORES_FILE).is_file():
            scores |= json.loads(file.read_text(encoding="utf-8"))
    return scores


def catalogue(folders: Sequence[Path]) -> list[Row]:
    """All types by name. DataError: a relation file is faulty."""
    scores = read_scores(folders)
    return [_row(relation, scores.get(relation.name)) for relation in load_relations(folders).types.values()]


def describe_relation(folders: Sequence[Path], name: str) -> Described:
    """One type. UsageError: there is none of that name; the nearest is named."""
    relations = load_relations(folders)
    relation = relations.types.get(name.upper())
    if relation is None:
        near_names = get_close_matches(name.upper(), relations.types, 3)
        hint = f"; did you mean {' or '.join(near_names)}?" if near_names else "; kg relations lists them"
        raise UsageError(f"no relation type {name!r}{hint}")
    patterns = [(one.id, place_of_rule(one.id, folders), relations.precision.get(one.id)) for one in relation.patterns]
    return Described(
        _row(relation, read_scores(folders).get(relation.name)),
        relation.symmetric,
        relation.state,
        tuple(patterns),
        tuple(example.text for example in relation.holds),
        tuple(example.text for example in relation.does_not_hold),
    )


def relation_lines(found: Described) -> Iterator[Line]:
    """One type for a person to read."""
    row = found.row
    kind = [word for word, true in (("symmetric", found.symmetric), ("a state", found.state)) if true]
    yield line((row.name, "name"), f" · {row.ends}", *(f" · {word}" for word in kind))
    yield line(row.means, indent=2)
    yield line((row.file, "quiet"), indent=2)
    for heading, value in (("precision", row.precision), ("recall", row.recall)):
        if value is not None:
            yield line(f"{heading} {value:.2f}", (row.measured_on, "quiet"), indent=2)
    yield line()
    yield line(("PATTERNS", "heading"))
    for name, place, precision in found.patterns:
        yield line(
            (name, "name"), f" · {place}", f" · precision {precision:.2f}" if precision is not None else "", indent=2
        )
    for heading, examples in (("HOLDS", found.holds), ("DOES NOT HOLD", found.does_not_hold)):
        yield line()
        yield line((heading, "heading"))
        yield from (line(text, indent=2) for text in examples)


def _measured_on(score: Mapping[str, Any]) -> str:
    return f" on {score['labels']} labels of {score['on']}" if "labels" in score and "on" in score else ""


def _row(relation: Relation, score: Mapping[str, Any] | None) -> Row:
    types = " | ".join(relation.subject), " | ".join(relation.object) or DAY
    ends = f" {'–' if relation.symmetric else '→'} ".join(text.replace(ACTORS, "Actor") for text in types)
    return Row(
        relation.name, ends, relation.means, len(relation.patterns), len(relation.holds), len(relation.does_not_hold),
        (score or {}).get("precision"), (score or {}).get("recall"), _measured_on(score or {}),
        near(Path(relation.file)),
    )  # fmt: skip
