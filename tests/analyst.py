"""Questions of an analyst whose right answers were fixed by reading the articles, asked in three ways.

In words through the command line, as Cypher of the graph, and by opening the page of `kg view` at an address, whose
table is read. All must tell just what the articles tell. What kg is known to miss stands in `missed`, what it is known
to tell wrongly in `wrong`: when that is mended, the line there has to go.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.build import Settings, build_corpus, build_graph
from kg.explore.view import page_data, whole
from kg.explore.view_library import library_scripts
from kg.explore.view_page import render
from kg.model import Graph
from kg.store.database import Store, connect, run_query
from kg.store.loading import load
from kg.store.local_neo4j import Connection
from tests.commands import kg
from tests.worlds import SYMMETRIC

if TYPE_CHECKING:
    from playwright.sync_api import Page

Row = tuple[object, ...]
STATUS = {"holds it": "actual", "before": "former", "also called so": "actual"}
"""How the page says what the answer says."""


@dataclass(frozen=True)
class Question:
    """A question in words, the columns of its answer that are held against what was read, and the same as Cypher.

    `page` is where the page tells it, after #; `reads` are the cells of its table that are the first columns of the
    answer (`other` is the end that `of` is not), or of `told`, where the page tells the same in other rows.
    """

    words: str
    columns: str
    answer: tuple[Row, ...]
    cypher: str
    page: str
    reads: str
    missed: tuple[Row, ...] = ()
    wrong: tuple[Row, ...] = ()
    told: tuple[Row, ...] = ()

    @property
    def expected(self) -> frozenset[Row]:
        """The answer that is expected."""
        return frozenset(self.answer) - frozenset(self.missed) | frozenset(self.wrong)


@contextmanager
def asked(articles: Path, server: Connection) -> Iterator[tuple[Store, Graph]]:
    """The graph of some articles, and the same in a real Neo4j."""
    settings = Settings()
    graph = build_graph(build_corpus([articles], settings), settings)
    with connect(server.uri, server.user, server.password) as store:
        run_query(store, "MATCH (n) DETACH DELETE n", write=True)
        load(store, graph)
        yield store, graph
        run_query(store, "MATCH (n) DETACH DELETE n", write=True)


def by_words(
    question: Question, server: Connection, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> frozenset[Row]:
    """What the command line answers."""
    monkeypatch.setitem(os.environ, "NEO4J_PASSWORD", server.password)
    ran = kg(capsys, "ask", question.words, "--json", "--uri", server.uri)
    assert ran.code == 0, ran.err
    return frozenset(tuple(row[column] for column in question.columns.split()) for row in json.loads(ran.out))


def by_cypher(question: Question, store: Store) -> frozenset[Row]:
    """What the graph answers."""
    return frozenset(tuple(row) for row in run_query(store, question.cypher).rows)


def page_of(graph: Graph, file: Path) -> None:
    """Write the page of a graph."""
    data = page_data(graph, whole(graph), lambda kind: kind in SYMMETRIC, file.parent)
    file.write_text(render("News graph", data, library_scripts(lambda _line: None)), encoding="utf-8")


def by_page(question: Question, page: Page, file: Path) -> frozenset[Row]:
    """What the table of the page shows at the question's address, whose entity is `of`."""
    page.goto("about:blank")
    page.goto(f"{file.as_uri()}#view=table&{question.page}")
    page.locator("html[data-ready]").wait_for()
    of = page.evaluate("state.of === null ? '' : data.entities[state.of].name")
    rows = page.locator("#list tbody tr").all()
    return frozenset(
        _read([cell.inner_text().strip() for cell in row.locator("td").all()], question, of) for row in rows
    )


def _read(cells: list[str], question: Question, of: str) -> Row:
    start, relation, end, status = cells[:4]
    told = {
        "from": start, "to": end, "other": end if start == of else start,
        "relation": relation.upper().replace(" ", "_"), "status": status,
    }  # fmt: skip
    return tuple(told[name] for name in question.reads.split())


def on_page(question: Question) -> frozenset[Row]:
    """The right answer as the page can tell it."""
    width = len(question.reads.split())
    rows = frozenset(question.told) or question.expected
    return frozenset(tuple(STATUS.get(str(value), value) for value in row[:width]) for row in rows)
