"""A graph written row by row is the graph written at once, in whatever runs it is sorted."""

from __future__ import annotations

import random
from operator import itemgetter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.graph_files import write_graph
from kg.graph.row_sorting import in_order
from kg.model import GraphRows
from kg.paths import MANIFEST, NODES, RELATIONSHIPS
from tests.newsworld import news_world


@given(lines=st.lists(st.tuples(st.text(max_size=3), st.integers().map(str))), seed=st.integers(1, 4))
def test_lines_come_in_order_of_their_keys_and_of_one_key_as_they_came(
    lines: list[tuple[str, str]], seed: int, tmp_path_factory: pytest.TempPathFactory
):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.graph.row_sorting.RUN", seed)
        patch.setattr("kg.graph.row_sorting.OPEN", 1 + seed)
        found = list(in_order(lines, tmp_path_factory.mktemp("runs")))
    assert found == [line for _, line in sorted(lines, key=itemgetter(0))]


def test_a_graph_written_row_by_row_has_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kg.graph.row_sorting.RUN", 7)
    monkeypatch.setattr("kg.graph.row_sorting.OPEN", 3)
    graph = news_world()
    chance = random.Random(1)  # noqa: S311  shuffling is no secret
    nodes, relationships = list(graph.nodes), list(graph.relationships)
    chance.shuffle(nodes)
    chance.shuffle(relationships)
    write_graph(graph, tmp_path / "at once", {"x": 1})
    write_graph(GraphRows(iter(nodes), iter(relationships)), tmp_path / "row by row", {"x": 1})
    for name in (NODES, RELATIONSHIPS, MANIFEST):
        assert (tmp_path / "row by row" / name).read_bytes() == (tmp_path / "at once" / name).read_bytes()
    assert {file.name for file in (tmp_path / "row by row").iterdir()} == {NODES, RELATIONSHIPS, MANIFEST}
