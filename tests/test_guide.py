"""The guide, the favourites and the style for Neo4j Browser."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claim.relations import load_relations
from kg.errors import DataError
from kg.explore.browse import Login, opening_page, policy
from kg.explore.grass import colours, parse_grass, read_style
from kg.explore.guide import Asked, guide_page, literal, make_guide, read_chapters, read_favourites, with_values
from kg.paths import shipped
from kg.store.ask import list_queries
from kg.store.database import connect, profile, run_query
from kg.store.loading import Store, load
from kg.store.local_neo4j import Connection
from tests.newsworld import news_world

LABELS = {"Person", "Office", "Place", "Organization", "Article", "Story", "Claim", "Quote", "Event"}
EVIDENCE = {
    "SUBJECT",
    "OBJECT",
    "STATED_IN",
    "PART_OF_STORY",
    "MENTIONED_IN",
    "SAID",
    "ABOUT",
    "IN",
    "PARTICIPANT",
    "TELLS_OF",
    "DENIES",
}


def relation_types() -> set[str]:
    """The relationship types between entities."""
    return {name for name, relation in load_relations().types.items() if not relation.of_day}


# ------------------------------------------------------------------ style


def test_every_label_and_relation_has_a_colour():
    style = read_style()
    assert colours(style, "node").keys() >= LABELS
    assert colours(style, "relationship").keys() >= relation_types()


def test_the_style_has_only_what_browser_can_read():
    text = (shipped("cypher") / "browser" / "style.grass").read_text(encoding="utf-8")
    assert "/*" not in text, "Browser would take a comment for a selector"
    assert parse_grass(text) == read_style()
    assert all(value and ":" not in value for rule in read_style().values() for value in rule.values())


def test_a_broken_style_is_named_with_its_line():
    with pytest.raises(DataError, match=r"look\.grass:4"):
        parse_grass("node {\n  color: #FFF;\n}\nnode.Person { color }\n", "look.grass")


# ------------------------------------------------------------------ guide


def test_every_question_is_in_some_chapter_and_every_favourite_too():
    chapters = read_chapters()
    assert {query.name for chapter in chapters for query in chapter.ask} == {query.name for query in list_queries()}
    assert {one.name for chapter in chapters for one in chapter.draw} == read_favourites().keys()


def test_favourites_run_as_they_are_in_any_tool():
    for one in read_favourites().values():
        assert one.cypher.startswith("// ")
        assert "$" not in one.cypher, "no parameters"
        assert not re.search(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|CALL)\b", one.cypher)
        assert "LIMIT" in one.cypher


HOSTILE = Asked(
    "RETURN '<script>alert(1)</script>' AS a", "q · person: <script>", ("<script>",), [["<script>alert(2)</script>"]]
)


def test_the_guide_escapes_what_stands_in_queries():
    page = guide_page(read_chapters(), '/x.svg?a&"b', lambda query: HOSTILE)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert 'src="/x.svg?a&amp;&quot;b"' in page


def test_a_question_in_the_guide_has_values_and_no_declarations():
    cypher = "// Who?\n// :param person: Person = #1 Whom\nMATCH (p {id: $person}) WHERE $day IS NULL RETURN p LIMIT $n"
    assert with_values(cypher, {"person": "o'neil", "day": None, "n": 5}) == (
        "// Who?\nMATCH (p {id: 'o\\'neil'}) WHERE null IS NULL RETURN p LIMIT 5"
    )


@given(st.text(st.characters(codec="utf-8")))
def test_no_text_ends_its_literal(text: str):
    written = literal(text)
    assert re.fullmatch(r"'(?:[^'\\\n\r]|\\.)*'", written)


@pytest.fixture(scope="module")
def news(neo4j_server: Connection) -> Iterator[Store]:
    """The small world of news in a real Neo4j."""
    empty = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
    with connect(neo4j_server.uri, neo4j_server.user, neo4j_server.password, neo4j_server.database) as store:
        run_query(store, empty, write=True)
        load(store, news_world())
        yield store
        run_query(store, empty, write=True)


@pytest.mark.neo4j
@pytest.mark.parametrize("name", sorted(read_favourites()))
def test_every_favourite_draws_something_and_starts_from_a_label(news: Store, name: str):
    cypher = read_favourites()[name].cypher
    rows = run_query(news, cypher).rows
    assert rows
    assert all(path["relationships"] for (path,) in rows), "lines, not only circles"
    assert "AllNodesScan" not in str(profile(news, cypher))


@pytest.mark.neo4j
def test_every_query_of_the_guide_runs_as_it_stands_there(news: Store):
    guide = make_guide(news, "/picture.svg")
    queries = [html.unescape(one) for one in re.findall(r"<pre[^>]*>(.*?)</pre>", guide, re.DOTALL)]
    assert len(queries) == len(read_favourites()) + len(list_queries())
    answered = sum(bool(run_query(news, query).rows) for query in queries)
    assert answered > len(queries) * 0.8, "questions about those whom the graph mentions most have answers"


@pytest.mark.neo4j
def test_the_guide_shows_the_answers_with_their_queries_folded_and_without_conditions_on_nothing(news: Store):
    guide = make_guide(news, "/picture.svg")
    assert "null IS NULL" not in guide
    assert guide.count("<details>") == guide.count("<pre") == len(read_favourites()) + len(list_queries())
    [offices] = re.findall(r"<b>Who holds which office, as of a day.*?<pre", guide, re.DOTALL)
    assert ">Anna Berg</td>" in offices
    assert "as of" in offices or "day:" in offices
    assert guide.count("<table>") <= len(read_chapters()), "one answer a page"
    assert ">ended<" not in offices, "no column of nothing"
    first = guide[: guide.index("</slide>")]
    assert first.index("Person</span>") < first.index("<ol>") < first.index("<img")


def test_an_answer_in_the_guide_is_cut_and_says_so_and_an_empty_one_says_what_that_means():
    chapter = read_chapters()[0]
    long = Asked("RETURN 1", "q · day: 2025", ("who", "until"), [["a" * 300, None]] * 7)
    page = guide_page([chapter], "/x", lambda _query: long)
    assert "a" * 109 not in page
    assert page.count("…</td>") == 5 * len(chapter.ask)
    assert "and 2 more rows" in page
    assert ">until<" not in page
    nothing = Asked("RETURN 1", "q", empty="nothing found: it says so")
    assert "nothing found: it says so" in guide_page([chapter], "/x", lambda _query: nothing)


@pytest.mark.neo4j
def test_an_empty_graph_has_a_guide_too(neo4j_server: Connection):
    with connect(neo4j_server.uri, neo4j_server.user, neo4j_server.password, neo4j_server.database) as store:
        run_query(store, "MATCH (n) DETACH DELETE n", write=True)
        assert "null" in make_guide(store, "/picture.svg")


# ------------------------------------------------------------------ pictures of the model


def test_the_picture_of_the_model_names_only_what_the_graph_has():
    picture = (shipped("cypher") / "browser" / "model.svg").read_text(encoding="utf-8")
    words = html.unescape(" ".join(re.findall(r">([^<]+)</text>", picture)))
    types = set(re.findall(r"\b[A-Z][A-Z_]*[A-Z]\b", words))
    assert types <= relation_types() | EVIDENCE
    assert types >= {"HOLDS_OFFICE", "MET", "VISITED", "SUBJECT", "STATED_IN"}
    assert set(re.findall(r'<text class="n"[^>]*>(\w+)<', picture)) == LABELS


def test_the_readme_shows_the_same_picture():
    copy = Path(__file__).parent.parent / "docs" / "images" / "graph-model.svg"
    assert copy.read_bytes() == (shipped("cypher") / "browser" / "model.svg").read_bytes()


# ------------------------------------------------------------------ the page that opens Browser


def test_the_opening_page_cannot_be_left_by_a_password():
    login = Login("bolt://127.0.0.1:7687", "neo4j", "</script><script>alert(1)</script>", "neo4j")
    assert opening_page(login, "http://localhost:1").count("</script>") == 2


def test_the_password_is_in_no_repr():
    assert "geheim" not in repr(Login("bolt://x", "neo4j", "geheim", "neo4j"))


@pytest.mark.parametrize(
    ("uri", "host"),
    [("bolt://127.0.0.1:7687", "127.0.0.1"), ("neo4j+s://abc.databases.neo4j.io", "abc.databases.neo4j.io"),
     ("bolt://me@db.example:7687", "db.example"), ("bolt://[::1]:7687", "[::1]")],
)  # fmt: skip
def test_browser_may_speak_to_its_database_and_to_nobody_else(uri: str, host: str):
    allowed = policy(uri).split("connect-src ")[1].split(";")[0].split()
    assert {one.partition("//")[2] for one in allowed if "//" in one} == {f"{host}:*"}
