"""What every export needs: the rows of the graph files, the kinds of their values, and what was written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from kg.errors import UsageError
from kg.graph.graph_scan import ENTITY, between_entities, iter_nodes, iter_relationships
from kg.model import DAYS, Node, Relationship, Value
from kg.paths import install_hint

Layer = Literal["all", "entities"]
Kind = Literal["text", "integer", "number", "boolean", "texts", "integers", "day"]


@dataclass(frozen=True, slots=True)
class EventWords:
    """What an export of events needs of the rules."""

    types: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Relation → the PLOVER type and mode it counts under."""
    sectors: Mapping[str, str] = field(default_factory=dict)
    """Title of a post → PLOVER's sector of its holders, whatever its body."""
    of_states: Mapping[str, str] = field(default_factory=dict)
    """The same for titles that are posts of a state if their body is one ("president")."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of an export, read anew for each pass. `layer` "entities" leaves the evidence out."""

    folder: Path
    layer: Layer = "all"
    events: EventWords = field(default_factory=EventWords)

    def nodes(self) -> Iterator[Node]:
        """Nodes in order of key."""
        begins = f'{{"key":"{ENTITY}'.encode()
        return iter_nodes(self.folder, lambda row: self.layer == "all" or row.startswith(begins))

    def relationships(self) -> Iterator[Relationship]:
        """Relationships in order of key."""
        for one in iter_relationships(self.folder):
            if self.layer == "all" or between_entities(one):
                yield one


@dataclass(frozen=True, slots=True)
class Written:
    """What an export wrote, what the two counts are of, and what to tell: the command that loads it, or nothing."""

    path: Path
    nodes: int
    relationships: int
    hint: str = ""
    counted: tuple[str, str] = ("nodes", "relationships")


def columns_of(rows: Iterator[Mapping[str, Value]]) -> dict[str, Kind]:
    """Every property of the rows by name, with the kind that holds all its values."""
    kinds: dict[str, Kind] = {}
    for properties in rows:
        for name, value in properties.items():
            if value is not None:
                kind = kind_of(name, value)
                kinds[name] = kind if name not in kinds else _common(kinds[name], kind)
    return dict(sorted(kinds.items()))


def kind_of(name: str, value: Value) -> Kind:
    """What kind of value this is."""
    if isinstance(value, list):
        return "integers" if value and all(isinstance(one, int) for one in value) else "texts"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, float):
        return "number"
    return "day" if name in DAYS and _is_day(str(value)) else "text"


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _common(one: Kind, other: Kind) -> Kind:
    if one == other:
        return one
    if {one, other} == {"integer", "number"}:
        return "number"
    return "texts" if "texts" in (one, other) and {one, other} <= {"texts", "integers"} else "text"


def as_text(value: Value) -> str:
    """A value as one cell of text: lists as JSON, true and false in small letters, nothing as an empty cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)


def fresh_folder(path: Path, names: Sequence[str]) -> Path:
    """The folder, made if need be and cleared of these files of an older export (`*` stands for any letters)."""
    if path.exists() and not path.is_dir():
        raise UsageError(f"{path}: is a file; this format writes a folder")
    path.mkdir(parents=True, exist_ok=True)
    for name in names:
        for old in path.glob(name):
            old.unlink()
    return path


def missing(package: str, extra: str, error: ImportError) -> UsageError:
    """What is said where a package that an export needs is not installed, or does not work."""
    return UsageError(f"this format needs {package}: {install_hint(extra)} ({error})")
