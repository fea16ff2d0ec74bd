"""`kg ask`, `kg find` with a server, `kg stories` and `kg diff`."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.commands.ask import parameters_of
from kg.commands.completion import entity_words, question_names
from kg.errors import UsageError
from kg.graph.graph_files import read_graph
from kg.paths import shipped
from kg.store import local_neo4j
from kg.store.ask import list_queries
from kg.store.database import connect, run_query
from kg.store.loading import load
from tests.commands import build_of, kg
from tests.worlds import World


def week() -> World:
    """Anna Berg met Tom Reed on Monday; a rewrite and a report of another agency say so too."""
    world = World().entity("premier:norland", "Office", "Premier of Norland", title="prime minister")
    for ident, day in (("a1", "2025-10-27"), ("a2", "2025-10-27"), ("a3", "2025-10-28")):
        article = world.article(ident, day, title=f"Report {ident}")
        article.says("[Anna Berg] met [Tom Reed] on Monday.").claim("MET", at="2025-10-27")
    world.article("a4", "2025-10-29").says("[The prime minister|premier:norland] left.")
    world.entity("nora-dahl", aliases=(("Nora Dahl", 2), ("Nordahl", 1)))
    world.story("s1", "a1", "a2", agency="Norwire").story("s2", "a3").story("s3", "a4")
    return world


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_of(week(), tmp_path_factory.mktemp("week"))


@pytest.fixture
def server(
    build: Path, neo4j_server: local_neo4j.Connection, monkeypatch: pytest.MonkeyPatch
) -> Iterator[local_neo4j.Connection]:
    """A server that holds the week, as NEO4J_URI and NEO4J_PASSWORD name it."""
    with connect(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as store:
        run_query(store, "MATCH (node) DETACH DELETE node", write=True)
        load(store, read_graph(build / "graph"))
        monkeypatch.setenv("NEO4J_URI", neo4j_server.uri)
        monkeypatch.setenv("NEO4J_USERNAME", neo4j_server.user)
        monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
        yield neo4j_server
        run_query(store, "MATCH (node) DETACH DELETE node", write=True)


# ------------------------------------------------------------------ ask


def test_alone_it_lists_every_question_with_its_parameters(capsys: pytest.CaptureFixture[str]):
    rows = json.loads(kg(capsys, "ask", "--json").out)
    assert {row["name"] for row in rows} == {path.stem for path in (shipped("cypher") / "explore").glob("*.cypher")}
    meetings = next(row for row in rows if row["name"] == "meetings")
    assert meetings["question"].endswith("?")
    assert "person" in [one["name"] for one in meetings["parameters"]]
    assert "meetings-ahead" in kg(capsys, "ask").out


def test_questions_stand_in_the_order_of_their_names():
    names = [query.name for query in list_queries()]
    assert names == sorted(names)
    assert names.index("meetings") < names.index("meetings-ahead")


def test_the_shell_completes_names_of_questions():
    assert "meetings" in question_names("meet")
    assert all(name.startswith("meet") for name in question_names("meet"))


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        (["ask", "meetings-b"], ["meetings-between"]),
        (["ask", "meetings", "--pe"], ["--person"]),
        (["ask", "meetings", "--person", "an"], ["anna-berg"]),
        (["ask", "posts", "--person", "prem"], []),
        (["ask", "meetings", "--limit", "a"], []),
        (["show", "prem"], ["premier:norland"]),
        (["show", "Nor"], ["Nordahl"]),
        (["explain", "anna-berg", "nor"], ["nora-dahl", "nordahl"]),
        (["view", "nobody"], []),
    ],
)
def test_the_shell_completes_parameters_and_entities(words: list[str], completed: list[str], build: Path):
    """To ids and names of one word: a name of two words would be two arguments."""
    asked = {
        "_KG_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join(["kg", *words]),
        "COMP_CWORD": str(len(words)),
        "KG_BUILD": str(build),
    }
    program = Path(sys.executable).with_name("kg")
    ran = subprocess.run([program], env={**os.environ, **asked}, text=True, stdout=subprocess.PIPE, check=False)
    assert ran.stdout.split() == completed


def test_without_a_graph_nothing_is_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("KG_BUILD", str(tmp_path))
    assert not entity_words("a")


def test_parameters_are_options_in_either_spelling():
    assert parameters_of(["--person", "Anna Berg", "--since=2025-10-01", "--min-sources", "2"]) == {
        "person": "Anna Berg", "since": "2025-10-01", "min_sources": "2",
    }  # fmt: skip


@pytest.mark.parametrize("arguments", [["Anna"], ["--person"], ["--", "x"]])
def test_what_is_no_option_with_a_value_is_refused(arguments: list[str]):
    with pytest.raises(UsageError):
        parameters_of(arguments)


@pytest.mark.neo4j
def test_a_question_is_answered_as_table_json_and_csv(
    server: local_neo4j.Connection, capsys: pytest.CaptureFixture[str]
):
    table = kg(capsys, "ask", "meetings", "--person", "anna berg")
    assert table.code == 0, table.err
    assert "Tom Reed" in table.out
    [row] = json.loads(kg(capsys, "ask", "meetings", "--person=anna-berg", "--json").out)
    assert "Tom Reed" in row.values()
    [header, values] = list(csv.reader(io.StringIO(kg(capsys, "ask", "meetings", "--person", "Berg", "--csv").out)))
    assert (header, "Tom Reed" in values) == (list(row), True)


@pytest.mark.neo4j
def test_a_wrong_question_parameter_or_name_says_what_there_is(
    server: local_neo4j.Connection, capsys: pytest.CaptureFixture[str]
):
    for arguments, told in (
        (["meeting"], "meetings"),
        (["meetings", "--persn", "Anna Berg"], "person"),
        (["meetings", "--person", "Ana Burg"], "Anna Berg"),
    ):
        ran = kg(capsys, "ask", *arguments)
        assert (ran.code, told in ran.err) == (2, True), ran.err


def test_without_a_graph_loaded_it_says_what_loads_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("NEO4J_URI", raising=False)
    ran = kg(capsys, "ask", "meetings", "--home", tmp_path)
    assert (ran.code, "kg rebuild" in ran.err) == (2, True)


# ------------------------------------------------------------------ find with a server


@pytest.mark.neo4j
def test_find_uses_the_full_text_index_and_synonyms_of_posts(
    server: local_neo4j.Connection, capsys: pytest.CaptureFixture[str]
):
    found = kg(capsys, "find", "BERG", "--json")
    assert json.loads(found.out)[0]["id"] == "anna-berg"
    assert "graph files" not in found.err
    assert json.loads(kg(capsys, "find", "premier of norland", "--json").out)[0]["id"] == "premier:norland"


# ------------------------------------------------------------------ stories and diff


def test_stories_show_articles_agency_and_reason(build: Path, capsys: pytest.CaptureFixture[str]):
    out = kg(capsys, "stories", "--build", build).out
    assert out.startswith("2 articles · by Norwire · s1\n")
    assert "shared text" in out
    assert "3 stories, 1 of more than one article" in out
    everything = json.loads(kg(capsys, "stories", "--all", "--json", "--build", build).out)
    assert [[article["id"] for article in story["articles"]] for story in everything] == [["a1", "a2"], ["a3"], ["a4"]]


def test_diff_of_two_builds_names_what_came(build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    later = week()
    later.article("a5", "2025-10-30").says("[Anna Berg] met [Ida Holm].").claim("MET")
    later.story("s5", "a5")
    new = build_of(later, tmp_path)
    ran = kg(capsys, "diff", build / "graph", new / "graph")
    assert ran.code == 0, ran.err
    assert "Ida Holm" in ran.out
    assert "entities: 1 added" in kg(capsys, "diff", build / "graph", new / "graph", "--short").out
    changes = json.loads(kg(capsys, "diff", build / "graph", new / "graph", "--json").out)
    assert "Ida Holm (Person)" in [one["name"] for one in changes["changes"]]


def test_diff_compares_the_last_two_rebuilds(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    build_of(week(), tmp_path)
    none = kg(capsys, "diff", "--build", tmp_path)
    assert (none.code, none.out, "nothing to compare yet" in none.err) == (0, "", True)
    later = week()
    later.article("a5").says("[Anna Berg] met [Ida Holm].").claim("MET")
    build_of(later, tmp_path)
    assert "Ida Holm" in kg(capsys, "diff", "--last", "--build", tmp_path).out
    assert kg(capsys, "diff", "one", "--build", tmp_path).code == 2
