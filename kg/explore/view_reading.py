"""An article as far as the graph knows its words: the sentences of its claims and its quotations, in their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kg.graph.graph_scan import number, text, texts
from kg.model import Graph, Node, Relationship
from kg.shown import shown


class Reading:
    """The sentences of the articles of a graph, with what each is about: entities and ties of a page, by number.

    `index` has the page's entities by node key; `numbered` gives a text its number in the page.
    """

    def __init__(
        self, graph: Graph, ties: Iterable[Relationship], index: Mapping[str, int], numbered: Callable[[str], int]
    ) -> None:
        self.nodes = {node.key: node for node in graph.nodes if "Entity" not in node.labels}
        self.numbered = numbered
        self.tie_of = {ident: at for at, one in enumerate(ties) for ident in texts(one.properties, "claim_ids")}
        self.stated: dict[str, list[str]] = defaultdict(list)
        self.about: dict[str, set[int]] = defaultdict(set)
        for one in graph.relationships:
            if one.type in {"STATED_IN", "IN"}:
                self.stated[one.end].append(one.start)
            elif one.type in {"SUBJECT", "OBJECT", "AT", "ABOUT"} and one.end in index:
                self.about[one.start].add(index[one.end])
            elif one.type == "SAID" and one.start in index:
                self.about[one.end].add(index[one.start])

    def sentences(self, article: str) -> list[list[Any]]:
        """(text, entities, ties, whether words were left out before it) of each sentence that the graph knows."""
        rows: list[list[Any]] = []
        end = 0
        at: dict[tuple[int, int], list[Any]] = {}
        for begins, ends, node in self._in_order(article):
            row = at.get((begins, ends))
            if row is None and ends <= end:
                continue  # a quotation in a sentence that stands here already
            if row is None:
                words = shown(text(node.properties, "sentence") or text(node.properties, "text"))
                row = [self.numbered(words), set(), set(), int(begins > end + 2)]
                rows.append(row)
                at[begins, ends] = row
                end = ends
            row[1] |= self.about[node.key]
            tie = self.tie_of.get(text(node.properties, "id"))
            row[2] |= {tie} if tie is not None else set()
        return [[words, sorted(entities), sorted(ties), gap] for words, entities, ties, gap in rows]

    def _in_order(self, article: str) -> list[tuple[int, int, Node]]:
        found = [self.nodes[key] for key in self.stated[article] if key in self.nodes]
        rows = [(number(one.properties, "start"), number(one.properties, "end"), one) for one in found]
        return sorted(rows, key=lambda row: (row[0], -row[1], row[2].key))
