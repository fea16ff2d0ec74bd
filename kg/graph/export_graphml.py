"""GraphML, for Gephi, yEd, Cytoscape, networkx: typed attributes; lists as JSON text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from kg.graph.export_rows import Kind, Rows, Written, as_text, columns_of
from kg.model import Value

TYPES: Mapping[Kind, str] = {"integer": "long", "number": "double", "boolean": "boolean"}
"""GraphML's name of a kind; all others are strings."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write."""


def write(rows: Rows, out: Path) -> Written:
    """One .graphml file; `labels` and `type` are attributes like any other."""
    node_kinds = columns_of(node.properties for node in rows.nodes())
    edge_kinds = columns_of(one.properties for one in rows.relationships())
    nodes = edges = 0
    with out.open("w", encoding="utf-8", newline="\n") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
        _declare(file, "node", {"labels": "text", **node_kinds})
        _declare(file, "edge", {"type": "text", **edge_kinds})
        file.write('<graph id="kg" edgedefault="directed">\n')
        for node in rows.nodes():
            labels = ";".join(node.labels)
            file.write(f"<node id={_attribute(node.key)}>{_data('node', labels, 'labels', node.properties)}</node>\n")
            nodes += 1
        for one in rows.relationships():
            ends = f"source={_attribute(one.start)} target={_attribute(one.end)}"
            data = _data("edge", one.type, "type", one.properties)
            file.write(f"<edge id={_attribute(one.key)} {ends}>{data}</edge>\n")
            edges += 1
        file.write("</graph>\n</graphml>\n")
    return Written(out, nodes, edges)


def _declare(file: TextIO, of: str, kinds: Mapping[str, Kind]) -> None:
    for name, kind in kinds.items():
        ident, shown = _attribute(f"{of}.{name}"), _attribute(name)
        file.write(f'<key id={ident} for="{of}" attr.name={shown} attr.type="{TYPES.get(kind, "string")}"/>\n')


def _data(of: str, first: str, name: str, properties: Mapping[str, Value]) -> str:
    return "".join(_cells(of, [(name, first), *sorted(properties.items())]))


def _cells(of: str, pairs: Iterable[tuple[str, Value]]) -> Iterable[str]:
    for name, value in pairs:
        if value is not None:
            yield f"<data key={_attribute(f'{of}.{name}')}>{escape(_valid(as_text(value)))}</data>"


def _attribute(text: str) -> str:
    return quoteattr(_valid(text))


def _valid(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
