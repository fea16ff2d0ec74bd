"""The reporting verbs of lexicon/reporting.yaml, checked and typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from kg.datafiles import read_yaml
from kg.errors import DataError
from kg.paths import shipped

FIELDS = ("why", "verbs", "clause", "direct", "addressee")


@dataclass(frozen=True, slots=True)
class Reporting:
    """How a verb reports speech; lexicon/reporting.yaml explains the fields."""

    group: str
    clause: Literal["quote", "attribute", "no"]
    direct: bool
    addressee: Literal["object", "to", "none"]


@cache
def reporting_verbs(path: Path | None = None) -> Mapping[str, Reporting]:
    """Verb lemma → how it reports, from `path` or the file that came with kg. Raises DataError naming the field."""
    path = path or shipped("lexicon") / "reporting.yaml"
    verbs: dict[str, Reporting] = {}
    for group, entry in read_yaml(path).items():
        where = f"{path}: {group}"
        reporting = _group(group, entry, where)
        for verb in entry["verbs"]:
            if verb in verbs:
                raise DataError(where, f"verbs: {verb!r} is also in {verbs[verb].group}", "keep it in one group")
            verbs[str(verb)] = reporting
    return verbs


def _group(group: str, entry: Any, where: str) -> Reporting:  # noqa: ANN401  what YAML gives
    if not isinstance(entry, dict) or set(entry) != set(FIELDS):
        raise DataError(where, "fields", f"exactly {', '.join(FIELDS)}")
    if not isinstance(entry["verbs"], list) or not all(isinstance(verb, str) for verb in entry["verbs"]):
        raise DataError(where, f"verbs: {entry['verbs']!r}", "a list of base forms")
    clause: Any = "no" if entry["clause"] is False else entry["clause"]  # YAML reads a bare no as false
    for name, value, allowed in (
        ("clause", clause, ("quote", "attribute", "no")),
        ("direct", entry["direct"], (True, False)),
        ("addressee", entry["addressee"], ("object", "to", "none")),
    ):
        if value not in allowed:
            raise DataError(where, f"{name}: {value!r}", " or ".join(map(str, allowed)))
    return Reporting(group, clause, entry["direct"], entry["addressee"])
