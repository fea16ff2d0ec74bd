"""The graph as files: the same bytes each time, the same graph back, and never half a folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.graph import graph_files
from kg.graph.graph_files import counts, previous, read_changed, read_graph, write_graph
from kg.model import Graph, Node, Relationship

ANNA = Node("Entity:anna", ("Person", "Entity"), {"name": "Anna\u2028Berg", "aliases": ["Berg"], "mention_count": 3})
TOM = Node("Entity:tom", ("Person", "Entity"), {"name": "Tom"})
MET = Relationship("0a", "MET", "Entity:anna", "Entity:tom", {"confidence": 0.9, "quoted": False})
GRAPH = Graph((ANNA, TOM), (MET,))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_was_written_is_read_back(tmp_path: Path):
    write_graph(GRAPH, tmp_path / "graph")
    assert read_graph(tmp_path / "graph") == GRAPH


VALUES = st.text() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | st.booleans() | st.lists(st.text())


@given(st.dictionaries(st.text(), VALUES))
def test_any_text_and_number_survives(tmp_path_factory: pytest.TempPathFactory, properties: dict[str, object]):
    graph = Graph((Node("Entity:x", ("Person",), properties),), ())  # type: ignore[arg-type]
    folder = tmp_path_factory.mktemp("any") / "graph"
    write_graph(graph, folder)
    assert read_graph(folder) == graph


def test_the_same_graph_gives_the_same_bytes(tmp_path: Path):
    for name in ("one", "two"):
        write_graph(GRAPH, tmp_path / name / "graph", {"relations": "abc"})
    assert contents(tmp_path / "one" / "graph") == contents(tmp_path / "two" / "graph")


def test_the_manifest_counts_labels_and_types(tmp_path: Path):
    manifest = write_graph(GRAPH, tmp_path / "graph", {"relations": "abc"})
    assert manifest["counts"] == counts(GRAPH) == {"nodes": {"Entity": 2, "Person": 2}, "relationships": {"MET": 1}}
    assert manifest["inputs"] == {"relations": "abc"}


def test_the_graph_before_is_kept(tmp_path: Path):
    folder = tmp_path / "graph"
    write_graph(GRAPH, folder)
    write_graph(Graph((TOM,), ()), folder)
    write_graph(Graph((TOM,), ()), folder)
    assert read_graph(previous(folder)) == GRAPH
    assert read_graph(folder) == Graph((TOM,), ())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph", "previous"]


ROWS = st.dictionaries(st.text("abc", min_size=1, max_size=3), st.text("x\u2028é", max_size=9), max_size=20)


@given(ROWS, ROWS, st.sampled_from([1, 16, 300, 2**14]))
def test_the_rows_that_two_graphs_do_not_share_are_found_however_much_is_compared_at_once(
    tmp_path_factory: pytest.TempPathFactory, old: dict[str, str], new: dict[str, str], block: int
):
    folder = tmp_path_factory.mktemp("changed") / "graph"
    assume(old != new)  # the same graph again is not written
    both = [{key: Node(key, ("Place",), {"name": name}) for key, name in sorted(rows.items())} for rows in (old, new)]
    for rows in both:
        write_graph(Graph(tuple(rows.values()), ()), folder)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(graph_files, "BLOCK", block)
        gone, come = read_changed(folder)
    was, now = both
    assert list(gone.nodes) == [node for key, node in was.items() if now.get(key) != node]
    assert list(come.nodes) == [node for key, node in now.items() if was.get(key) != node]


@pytest.mark.parametrize("step", ["_write_lines", "_replace"])
def test_a_failed_write_leaves_the_old_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str):
    folder = tmp_path / "graph"
    write_graph(GRAPH, folder)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(graph_files, step, full)
        with pytest.raises(UsageError, match="No space"):
            write_graph(Graph((TOM,), ()), folder)
    assert read_graph(folder) == GRAPH
    write_graph(Graph((TOM,), ()), folder)
    assert read_graph(folder) == Graph((TOM,), ())


def test_a_crash_between_the_two_renames_is_mended(tmp_path: Path):
    folder = tmp_path / "graph"
    write_graph(GRAPH, folder)
    folder.rename(tmp_path / ".graph.new")
    assert read_graph(folder) == GRAPH


def test_a_damaged_file_is_named(tmp_path: Path):
    write_graph(GRAPH, tmp_path / "graph")
    path = tmp_path / "graph" / "nodes.jsonl"
    path.write_bytes(path.read_bytes().replace(b"Tom", b"Tim"))
    with pytest.raises(UsageError, match=r"nodes\.jsonl: not the file"):
        read_graph(tmp_path / "graph")


def test_a_folder_without_a_graph_is_named(tmp_path: Path):
    with pytest.raises(UsageError, match="no graph here"):
        read_graph(tmp_path)
