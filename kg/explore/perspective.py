"""A perspective for Neo4j Bloom and Explore: kg's colours and captions, and questions to type as search phrases.

What it says comes from the files of the graph (labels, properties), from the relation files (types that a graph may
come to hold) and from cypher/browser (colours, phrases). Its form is the one that perspectives of Neo4j's own examples
have; Bloom itself is no open program and was not at hand.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.explore.grass import Style, colours
from kg.graph.about import as_stored
from kg.graph.graph_scan import iter_nodes, iter_relationships
from kg.model import DAYS, Value
from kg.paths import shipped

Row = dict[str, Any]
Kinds = dict[str, dict[str, str]]
"""Label or relationship type → its properties, each with its type."""

NAME, FORM = "kg-news-graph", "2.21.0"
MADE = 1_767_225_600_000
"""When it was made, as Bloom wants to know: always the same, so that one graph has one perspective."""
FURTHER = frozenset({"Kg", "Entity"})
"""Labels that only say that a node is kg's."""
ASIDE = frozenset({"key", "hash", "claim_ids"})
"""Properties that are there for kg itself."""
CAPTIONS = ("name", "title", "type", "text", "agency", "id")
"""The first of these that a label's nodes have is what stands on them."""
PARAMETER = re.compile(r"// :param (?P<name>\w+): (?P<label>\w+)")


def perspective(folder: Path, types: Iterable[str], style: Style) -> Row:
    """The perspective of the graph in `folder`; `types` are the relation types that rules can find."""
    labels, ties = _properties_of_nodes(folder), _properties_of_ties(folder)
    for name in types:
        ties.setdefault(name, {})
    return {
        "name": "kg: news graph",
        "id": NAME,
        "version": FORM,
        "type": "STANDARD_PERSPECTIVE",
        "createdAt": MADE,
        "lastEditedAt": MADE,
        "categories": _categories(labels, style),
        "labels": {label: _listed(label, own) for label, own in sorted(labels.items())},
        "relationshipTypes": _relationships(ties, style),
        "templates": [_phrase(at, path) for at, path in enumerate(sorted(_phrases().glob("*.cypher")))],
        "palette": {"colors": sorted({rule["color"] for rule in style.values() if "color" in rule}), "currentIndex": 0},
        "sceneActions": [],
        "hiddenCategories": [],
        "hiddenRelationshipTypes": [],
        "hideUncategorisedData": False,
        "metadata": {"pathSegments": [], "indexes": []},
    }


def why_not_ours(file: Path) -> str:
    """Why what stands in a file may not be replaced; "" for a perspective as kg writes it, which can be made again."""
    try:
        row = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        row = None
    if not isinstance(row, dict) or not {"categories", "relationshipTypes", "templates"} <= row.keys():
        return "a file that is no perspective"
    if row.get("version") != FORM:
        return f"a perspective of another Bloom ({row.get('version')}, this one is for {FORM})"
    return "" if (row.get("id"), row.get("lastEditedAt")) == (NAME, MADE) else "a perspective that somebody has changed"


# ------------------------------------------------------------------ the schema of the graph


def _properties_of_nodes(folder: Path) -> Kinds:
    found: Kinds = defaultdict(dict)
    for node in iter_nodes(folder):
        found[next(label for label in node.labels if label not in FURTHER)].update(_typed(as_stored(node).properties))
    return found


def _properties_of_ties(folder: Path) -> Kinds:
    found: Kinds = defaultdict(dict)
    for one in iter_relationships(folder):
        found[one.type].update(_typed(as_stored(one).properties))
    return found


def _typed(properties: Mapping[str, Value]) -> dict[str, str]:
    return {name: _type(name, value) for name, value in properties.items() if name not in ASIDE}


def _type(name: str, value: Value) -> str:
    """How Bloom calls the type of a value that Neo4j holds."""
    if name in DAYS:
        return "Date"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "bigint"
    if isinstance(value, float):
        return "float"
    return "array" if isinstance(value, list) else "string"


# ------------------------------------------------------------------ its parts


def _categories(labels: Kinds, style: Style) -> list[Row]:
    colour = colours(style, "node")
    return [
        {
            "id": at,
            "name": label,
            "color": colour.get(label, colour["Kg"]),
            "size": 1,
            "icon": "no-icon",
            "labels": [label],
            "properties": [
                {"name": name, "exclude": False, "isCaption": name == _caption(own), "dataType": kind}
                for name, kind in sorted(own.items())
            ],
            "hiddenLabels": [],
            "caption": [""],
            "styleRules": [],
            "createdAt": MADE,
            "lastEditedAt": MADE,
        }
        for at, (label, own) in enumerate(sorted(labels.items()), 1)
    ]


def _caption(properties: Mapping[str, str]) -> str:
    return next(name for name in CAPTIONS if name in properties)


def _relationships(ties: Kinds, style: Style) -> list[Row]:
    colour = colours(style, "relationship")
    return [
        {
            "name": name,
            "id": name,
            "color": colour.get(name, style["relationship"]["color"]),
            "size": 1,
            "properties": _listed(name, own),
            "styleRules": [],
        }
        for name, own in sorted(ties.items())
    ]


def _listed(kind: str, properties: Mapping[str, str]) -> list[Row]:
    return [{"propertyKey": name, "type": kind, "dataType": type_} for name, type_ in sorted(properties.items())]


def _phrase(at: int, path: Path) -> Row:
    """A search phrase: its file begins with what is typed, then says which label suggests each parameter."""
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    text = first.removeprefix("//").strip()
    found = [match for line in lines if (match := PARAMETER.fullmatch(line))]
    if not first.startswith("//") or set(re.findall(r"\$(\w+)", text)) != {match["name"] for match in found}:
        raise DataError(
            str(path), "first line", 'write "// words with $parameters" and "// :param name: Label" for each'
        )
    return {
        "name": text,
        "id": f"tmpl:{at}",
        "text": text,
        "cypher": "\n".join(line for line in lines if not line.startswith("//")),
        "params": [
            {
                "name": f"${match['name']}",
                "dataType": "String",
                "suggestionLabel": match["label"],
                "suggestionProp": "name",
                "cypher": None,
            }
            for match in found
        ],
        "hasCypherErrors": False,
        "createdAt": MADE,
    }


def _phrases() -> Path:
    return shipped("cypher") / "browser" / "phrases"
