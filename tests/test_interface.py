"""kg from Python: what docs/python.md shows is run; what it hands out is safe to show; importing it costs nothing."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg.errors import InputError, UsageError
from kg.graph.graph_files import read_graph
from kg.model import Graph
from kg.store.database import connect, run_query
from kg.store.loading import load
from kg.store.local_neo4j import Connection

PAGE = Path(__file__).parents[1] / "docs" / "python.md"
ROW = {"id": "1", "published": "2025-10-27", "text": "Anna Berg met Tom Reed in Oslo on Monday."}


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The graph of one article."""
    return kg.build_graph(ROW)


def test_what_the_page_shows_is_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert len(blocks) == 5
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, str(PAGE), "exec"), names)  # noqa: S102  our own page


def test_the_notebook_of_the_docs_runs_as_far_as_it_needs_no_server():
    cells = json.loads(PAGE.with_name("looking.ipynb").read_text(encoding="utf-8"))["cells"]
    codes = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert not any(cell.get("outputs") for cell in cells)
    names: dict[str, object] = {}
    values = [_value(code, names) for code in codes[:4]]
    assert values[3] == [
        ("CITIZEN_OF", "Norway"), ("HOLDS_OFFICE", "Prime Minister of Norway"), ("MET", "Tom Reed"),
        ("THANKED", "Tom Reed"),
    ]  # fmt: skip
    assert [hasattr(value, "_repr_html_") for value in values[1:3]] == [True, True]
    for code in codes[4:]:
        compile(code, "looking.ipynb", "exec")


def _value(code: str, names: dict[str, object]) -> object:
    """What the last line of a cell is."""
    *lines, last = ast.parse(code).body
    exec(compile(ast.Module(lines, []), "looking.ipynb", "exec"), names)  # noqa: S102  our own notebook
    assert isinstance(last, ast.Expr)
    return eval(compile(ast.Expression(last.value), "looking.ipynb", "eval"), names)  # noqa: S307


def test_importing_it_loads_nothing_heavy():
    code = "import sys, kg; dir(kg); print(sorted({'spacy', 'numpy', 'neo4j', 'typer'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_every_name_it_offers_is_there_and_documented():
    text = PAGE.read_text(encoding="utf-8")
    for name in kg.__all__:
        assert getattr(kg, name)
        assert name == "__version__" or f"kg.{name}(" in text
    with pytest.raises(AttributeError, match="no_such"):
        kg.no_such  # noqa: B018  that is the test


def test_files_folders_and_rows_give_the_same_graph(tmp_path: Path, graph: Graph):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.md").write_text(f"---\nid: '1'\ndate: 2025-10-27\n---\n{ROW['text']}", encoding="utf-8")
    names = {node.properties.get("name") for node in kg.build_graph(tmp_path / "news").nodes}
    assert names == {node.properties.get("name") for node in kg.build_graph([str(tmp_path / "news" / "a.md")]).nodes}
    assert names == {node.properties.get("name") for node in graph.nodes}


def test_what_is_written_is_what_the_commands_read(tmp_path: Path, graph: Graph):
    assert read_graph(kg.write_graph(graph, tmp_path)) == graph


def test_a_wrong_setting_article_or_name_is_told(graph: Graph):
    with pytest.raises(UsageError, match="no setting 'model_name'; there are cache, date_order, decisions"):
        kg.extract(ROW, model_name="x")
    with pytest.raises(InputError, match="article 2: no field 'text'"):
        kg.extract([ROW, {"id": "2"}])
    with pytest.raises(UsageError, match="nothing to build"):
        kg.build_graph([])
    with pytest.raises(UsageError, match="no entity goes by it"):
        kg.view(graph, "Nobody")


def test_what_articles_say_is_shown_as_text_and_never_as_html(graph: Graph):
    nasty = {"id": "<i>", "title": "<script>alert(1)</script>", "text": "Anna Berg met <img src=x onerror=alert(1)>."}
    shown = str(kg.show(nasty))
    assert "<script" not in shown
    assert "<img" not in shown
    row = {"text": "Anna", "title": None, "mentions": [{"start": 0, "end": 4, "type": "Person", "entity": '"><b>'}]}
    assert "<b>" not in kg.show(row)._repr_html_()
    page = kg.view(graph, "Anna Berg").html
    assert page.count("<") == 2  # the frame alone: all of the page stands escaped in its attribute
    assert "Tom Reed" in page


def test_a_dateline_says_where_its_town_lies_and_no_more():
    [row] = kg.extract({"id": "1", "text": f"HANOI, Vietnam (AP) — {ROW['text']}\n\n{ROW['text']}"})
    stated = {(claim["subject"], claim["type"], claim["object"]) for claim in row["claims"]}
    assert ("hanoi", "LOCATED_IN", "vietnam") in stated
    assert not [claim for claim in stated if "vietnam" in claim and claim[1] != "LOCATED_IN"]


def test_a_graph_prints_in_a_line_and_goes_to_networkx_and_pandas(graph: Graph):
    assert repr(graph) == f"Graph({len(graph.nodes)} nodes, {len(graph.relationships)} relationships)"
    made = graph.to_networkx()
    assert (len(made), made.number_of_edges()) == (len(graph.nodes), len(graph.relationships))
    assert [made.nodes[a]["name"] for a, _, kind in made.edges(data="type") if kind == "MET"] == ["Anna Berg"]
    nodes, relationships = graph.to_pandas()
    assert (len(nodes), set(relationships["type"]) >= {"MET", "MENTIONED_IN"}) == (len(graph.nodes), True)


@pytest.mark.neo4j
def test_a_question_is_answered_from_python_by_name_and_in_words(graph: Graph, neo4j_server: Connection):
    login = {"uri": neo4j_server.uri, "password": neo4j_server.password}
    with connect(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as store:
        run_query(store, "MATCH (node) DETACH DELETE node", write=True)
        load(store, graph)
        named = kg.ask("meetings", person="Anna Berg", limit=5, **login)
        spoken = kg.ask("who met Anna Berg in October?", **login)
        with pytest.raises(UsageError, match="no query 'meetngs'"):
            kg.ask("meetngs", **login)
        run_query(store, "MATCH (node) DETACH DELETE node", write=True)
    assert [row["with"] for row in named] == [row["with"] for row in spoken] == ["Tom Reed"]
    assert repr(named) == "Answer('meetings · person: Anna Berg', 1 rows)"
    assert "<td>Tom Reed</td>" in named._repr_html_()
