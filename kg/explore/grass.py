"""Graph style sheets (GraSS), in which Neo4j Browser keeps the look of a graph: read as Browser itself reads them.

cypher/browser/style.grass is the one place that says how kg's graph looks; the page of `kg view` takes its colours
from there too.
"""

from __future__ import annotations

import re

from kg.errors import DataError
from kg.paths import shipped

RULE = re.compile(r"(?P<selector>[\w.]+)\s*\{(?P<body>(?:\s*[\w-]+\s*:\s*(?:'[^']*'|[^;:'{}]+);)*)\s*\}\s*")
PROPERTY = re.compile(r"([\w-]+)\s*:\s*('[^']*'|[^;:'{}]+);")
STYLE = "browser/style.grass"

Style = dict[str, dict[str, str]]
"""Selector ("node.Person", "relationship.MET") → property ("color") → value, without quotation marks."""


def read_style() -> Style:
    """The style that ships with kg. DataError: it is no GraSS."""
    path = shipped("cypher") / STYLE
    return parse_grass(path.read_text(encoding="utf-8"), str(path))


def parse_grass(text: str, where: str = "style") -> Style:
    """The rules of a style sheet, in their order: Browser lets the later ones win. DataError, with the line.

    Browser knows no comments, and takes a quotation mark or colon in a value amiss: neither is allowed here.
    """
    rules: Style = {}
    at = 0
    text = text.strip() + "\n"
    while at < len(text.rstrip()):
        match = RULE.match(text, at)
        if match is None:
            line = text.count("\n", 0, at) + 1
            raise DataError(f"{where}:{line}", "no rule starts here", "write selector { property: value; }")
        rules[match["selector"]] = {name: value.strip("' ") for name, value in PROPERTY.findall(match["body"])}
        at = match.end()
    return rules


def colours(style: Style, tag: str) -> dict[str, str]:
    """Colour by label (tag "node") or by relationship type (tag "relationship")."""
    start = f"{tag}."
    return {
        selector.removeprefix(start): rule["color"]
        for selector, rule in style.items()
        if selector.startswith(start) and "color" in rule
    }
