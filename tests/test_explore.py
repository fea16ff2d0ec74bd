"""Each question of cypher/explore: its answer in a small world, its plan, and parameters as people type them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import DataError, UsageError
from kg.store import ask
from kg.store.ask import Parameter, bind, list_queries, parse_value, read_query
from kg.store.loading import Store, connect, load, profile, run_query
from kg.store.local_neo4j import Connection
from kg.store.whom import entity_id, find_entities, lucene
from tests.newsworld import news_world

neo4j = pytest.mark.neo4j


@pytest.fixture(scope="module")
def news(neo4j_server: Connection) -> Iterator[Store]:
    """The small world of news in a real Neo4j."""
    empty = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
    with connect(neo4j_server.uri, neo4j_server.user, neo4j_server.password, neo4j_server.database) as store:
        run_query(store, empty, write=True)
        load(store, news_world())
        yield store
        run_query(store, empty, write=True)


def answers(store: Store, name: str, columns: str, **given: str) -> list[tuple[Any, ...]]:
    """The named columns of the query's rows."""
    table = ask.ask(store, read_query(name), given).table
    at = [table.columns.index(column) for column in columns.split()]
    return [tuple(row[index] for index in at) for row in table.rows]


BERG, REED = {"person": "Anna Berg"}, {"one": "Anna Berg", "other": "Tom Reed"}
TALKS = "2025-03-07"
ROWS: list[tuple[str, dict[str, str], str, list[tuple[Any, ...]]]] = [
    ("agreements", {"entity": "Sudria"}, "party instrument status", [("Norland", "trade pact", "actual")]),
    ("appointments", {}, "who what whom", []),
    ("articles-about", {"entity": "Quay Hall"}, "published title words", [("2025-03-08", "Talks held", ["Quay Hall"])]),
    ("claims-by", {"speaker": "Jon Dahl"}, "who what whom status", [("Anna Berg", "MET", "Tom Reed", "denied")]),
    ("connectors", {"limit": "1"}, "connector open_pairs", [("Anna Berg", 6)]),
    (
        "contradictions",
        {},
        "about who what whom one other",
        [
            ("how much", "Norland", "PLEDGED_TO", "Sudria", "5000000", "7000000"),
            ("so or not", "Anna Berg", "MET", "Tom Reed", "denied", "actual"),
            ("where", "Anna Berg", "MET", "Tom Reed", "Portville", "Quay Hall"),
        ],
    ),
    ("delegations", BERG, "companion role begins", [("Jon Dahl", "came along", TALKS)]),
    ("denials", {}, "who what whom according_to", [("Anna Berg", "MET", "Tom Reed", "Jon Dahl")]),
    (
        "dossier",
        {"entity": "Acme Labs"},
        "tie direction other",
        [
            ("PART_OF", "to", "Acme"),
            ("WORKS_FOR", "from", "Ida Moe"),
        ],
    ),
    (
        "evidence",
        REED,
        "status published article",
        [
            ("actual", "2025-03-08", "Herald: Talks held"),
            ("actual", "2025-03-09", "Echo: Talks held again"),
            ("denied", "2025-03-09", "Echo: Talks held again"),
            ("planned", "2025-03-03", "Daily: Talks planned"),
            ("actual", "2025-03-08", "Herald: Talks held"),
        ],
    ),
    ("holder", {}, "then person", [("holds it", "Anna Berg"), ("before", "Eva Lund")]),
    (
        "events",
        {"entity": "Anna Berg", "last": "2025-03-31"},
        "begins what status role with_whom place",
        [
            (TALKS, "MET", "actual", "took part", ["Tom Reed"], "Portville"),
            (TALKS, "VISITED", "actual", "did it", ["Portville"], None),
        ],
    ),
    (
        "events",
        {"entity": "Portville"},
        "what role",
        [("MET", "held there"), ("VISITED", "done to"), ("ATTACKED", "done to")],
    ),
    ("gatherings", {}, "who", []),
    ("family", BERG, "relative kin", [("Jon Dahl", "spouse")]),
    ("force-and-sanctions", {"first": "2025-01-01"}, "actor act target", [("Sudria", "ATTACKED", "Portville")]),
    ("force-and-sanctions", {"first": "2025-02-01"}, "actor act target", []),
    ("friends-and-foes", {"entity": "Sudria"}, "tie other", [("ALLY_OF", "Norland")]),
    (
        "happened-at",
        {"place": "Portville"},
        "who what whom status article",
        [
            ("Anna Berg", "MET", "Tom Reed", "planned", "Daily: Talks planned"),
            ("Anna Berg", "MET", "Tom Reed", "actual", "Echo: Talks held again"),
        ],
    ),
    (
        "holders",
        {"body": "Norland"},
        "person status since ended",
        [("Anna Berg", "actual", None, None), ("Eva Lund", "former", "2019-01-01", "until 2024-12-31")],
    ),
    ("lifetime", {"entity": "Anna Berg"}, "what begins ends taken", [("BORN", "1970-05-01", "1970-05-31", "1970-05")]),
    ("linked", {"entity": "Norland"}, "who what whom", [("Norland", "price war with", "Sudria")]),
    (
        "meetings",
        {"person": "Ida Moe"},
        "with how status",
        [("Jon Dahl", "MET", "planned"), ("Tom Reed", "SPOKE_WITH", "actual")],
    ),
    ("meetings-ahead", {}, "begins who what whom", [("2025-04-01", "Anna Berg", "VISITED", "Sudria")]),
    ("meetings-ahead", {"day": "2025-05-01"}, "who", []),
    (
        "meetings-between",
        REED,
        "how status place first_planned",
        [("MET", "actual", "Portville", "2025-03-03"), ("MET", "denied", None, None)],
    ),
    (
        "meetings-during",
        {"first": "2025-01-01"},
        "begins one other how",
        [("2025-01-06", "Ida Moe", "Tom Reed", "SPOKE_WITH"), (TALKS, "Anna Berg", "Tom Reed", "MET")],
    ),
    ("mentioned-together", {"entity": "Acme", "limit": "1"}, "other type articles", [("Acme Labs", "Organization", 1)]),
    ("most-mentioned", {"limit": "2"}, "name articles", [("Norland", 4), ("Anna Berg", 3)]),
    ("news", {"first": "2025-03-09"}, "who what whom status", [("Anna Berg", "MET", "Tom Reed", "denied")]),
    ("offices", {}, "office holder", [("President of Norland", "Anna Berg")]),
    ("one-source", {"entity": "Acme"}, "who what whom", [("Acme Labs", "PART_OF", "Acme")]),
    ("organizations", {"organization": "Acme"}, "tie direction other", [("PART_OF", "from", "Acme Labs")]),
    (
        "people-of-country",
        {"country": "Norland"},
        "person ties",
        [
            ("Anna Berg", ["President of Norland, last reported 2025-03-03"]),
            ("Eva Lund", ["President of Norland (former)"]),
            ("Ida Moe", ["CITIZEN_OF"]),
        ],
    ),
    ("people-of-organization", {"organization": "Green Party"}, "who tie", [("Anna Berg", "LEADS")]),
    (
        "plans-kept",
        {},
        "first_planned who what whom outcome",
        [
            ("2025-03-03", "Anna Berg", "MET", "Tom Reed", "came true"),
        ],
    ),
    ("plans-open", {}, "begins who whom", [("2025-03-04", "Ida Moe", "Jon Dahl")]),
    ("pledges", {}, "giver amount currency receiver", [("Norland", 5_000_000, "EUR", "Sudria")]),
    ("posts", {"person": "eva-lund"}, "office bodies status", [("President of Norland", ["Norland"], "former")]),
    ("praise-and-blame", {"entity": "Tom Reed"}, "words direction other", [("PRAISED", "by", "Anna Berg")]),
    ("quotes", BERG, "words article", [("Tom Reed is a friend,", "Herald: Talks held")]),
    ("same-name", {}, "name ids", [("Eva Lund", ["eva-lund", "eva-lund-2"])]),
    ("speaks-about", BERG, "about quotes", [("Tom Reed", 1)]),
    ("spoken-of", {"entity": "Tom Reed"}, "speaker words", [("Anna Berg", "Tom Reed is a friend,")]),
    (
        "stories",
        {},
        "articles agency titles",
        [(2, "Wire", ["Rain expected", "Rain likely"]), (2, "Wire", ["Talks held again", "Talks held once more"])],
    ),
    ("succession", {}, "successor predecessor office", [("Anna Berg", "Eva Lund", "President of Norland")]),
    (
        "timeline",
        {"entity": "Norland"},
        "begins who what whom",
        [(TALKS, "Norland", "PLEDGED_TO", "Sudria"), (TALKS, "Norland", "SIGNED_WITH", "Sudria")],
    ),
    (
        "surprising",
        {"entity": "Tom Reed"},
        "who what whom surprising",
        [("Ida Moe", "SPOUSE_OF", "Tom Reed", ["Ida Moe and Tom Reed are also called parent and child"])],
    ),
    ("timeline", {"entity": "Norland", "first": "2025-04-01"}, "who", []),
    ("trips", BERG, "begins place status", [(TALKS, "Portville", "actual"), ("2025-04-01", "Sudria", "planned")]),
    ("unresolved", {}, "description examples", [("The envoy", ["Talks planned"])]),
    ("visitors", {"place": "Portville"}, "visitor status", [("Anna Berg", "actual")]),
    ("well-supported", {"entity": "Sudria"}, "who what whom sources", [("Norland", "PLEDGED_TO", "Sudria", 2)]),
]


@neo4j
@pytest.mark.parametrize(("name", "given", "columns", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_the_answer_is(news: Store, name: str, given: dict[str, str], columns: str, expected: list[tuple[Any, ...]]):
    assert answers(news, name, columns, **given) == expected


@neo4j
def test_the_shortest_path_has_fewest_steps(news: Store):
    through, *_ = answers(news, "shortest-path", "through steps", one="Acme", other="Tom Reed")
    steps = ["PART_OF (actual)", "WORKS_FOR (actual)", "PARENT_OF (actual)"]
    assert through == (["Acme", "Acme Labs", "Ida Moe", "Tom Reed"], steps)


@neo4j
def test_the_strongest_path_rests_on_most_sources(news: Store):
    through, *_ = answers(news, "strongest-path", "through steps weakest", one="Tom Reed", other="President of Norland")
    assert through == (["Tom Reed", "Anna Berg", "President of Norland"], ["MET (2)", "HOLDS_OFFICE (1)"], 1)


@neo4j
def test_what_no_type_is_for_is_shown_by_its_own_question_alone(news: Store):
    showing = set()
    for query in list_queries():
        about = {one.name: "Norland" for one in query.parameters if one.kind == "Entity" and one.name != "other"}
        about |= {"other": "Sudria"} if any(one.name == "other" for one in query.parameters) else {}
        if "price war" in str(ask.ask(news, query, about).table.rows):
            showing.add(query.name)
    assert showing == {"linked"}


def test_every_question_has_an_answer_tested_here():
    assert {query.name for query in list_queries()} - {"shortest-path", "strongest-path"} == {row[0] for row in ROWS}
    assert len(list_queries()) >= 25


@neo4j
@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_no_query_looks_at_all_nodes_and_defaults_are_enough(news: Store, query: ask.Query):
    plan = profile(news, query.cypher, bind(news, query, {}))
    operators = set(_operators(plan))
    assert operators
    everything = {"AllNodesScan", "DirectedAllRelationshipsScan", "UndirectedAllRelationshipsScan"}
    # Of so small a world it is cheaper to look at all nodes than at half of all types: benchmarks.explore tells.
    assert not operators & everything or query.name == "surprising"
    if any(one.kind in ask.ENTITY_KINDS and one.default != "null" for one in query.parameters):
        assert "NodeByLabelScan" not in operators, "what is asked about one entity begins at that entity"


def _operators(plan: dict[str, Any]) -> Iterator[str]:
    yield plan["operatorType"].split("@")[0]
    for child in plan.get("children", []):
        yield from _operators(child)


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_a_query_begins_with_its_question_and_declares_all_its_parameters(query: ask.Query):
    code = "\n".join(line for line in query.cypher.splitlines() if not line.startswith("//"))
    used = set(re.findall(r"\$(\w+)", code))
    assert query.question.endswith(("?", ")"))
    assert {parameter.name for parameter in query.parameters} == used
    assert all(parameter.about for parameter in query.parameters)


# ------------------------------------------------------------------ whom a name means


@neo4j
@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("anna-berg", "Person", "anna-berg"),
        ("Anna Berg", "Entity", "anna-berg"),
        ("berg", "Person", "anna-berg"),
        ("BERG anna", "Person", "anna-berg"),
        ("Mr. Reed", "Person", "tom-reed"),
        ("Ánna Bérg", "Person", "anna-berg"),
        ("president", "Office", "president:norland"),
        ("eva-lund-2", "Person", "eva-lund-2"),
    ],
)
def test_a_name_means(news: Store, text: str, kind: str, expected: str):
    assert entity_id(news, text, kind) == expected


@neo4j
@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        ("Eva Lund", "Person", r"may be .*\(eva-lund\).*\(eva-lund-2\).*: give the id"),
        ("Ana Borg", "Person", r"no person called 'Ana Borg' in the graph; the nearest: .*anna-berg"),
        ("Zzyzx", "Person", r"no person called 'Zzyzx' in the graph$"),
        ("Norland", "Person", "no person called 'Norland'"),
        ("", "Person", "no person called ''"),
    ],
)
def test_a_name_that_means_nobody_or_several_is_answered_with_candidates(
    news: Store, text: str, kind: str, message: str
):
    with pytest.raises(UsageError, match=message):
        entity_id(news, text, kind)


@neo4j
@settings(max_examples=50, deadline=None)
@given(text=st.text(max_size=30))
def test_no_text_breaks_the_search(news: Store, text: str):
    find_entities(news, text)


@neo4j
@pytest.mark.parametrize("text", ['a" OR *:*', "AND", "name:(x", "a~2 b^3", "C++ \\", "[a TO b]", "-", "&& ||", "a/b"])
def test_search_syntax_is_only_text(news: Store, text: str):
    find_entities(news, text)


@neo4j
def test_the_best_fit_comes_first(news: Store):
    assert [one.id for one in find_entities(news, "acme labs")][:2] == ["acme-labs", "acme"]
    assert find_entities(news, "president of norland")[0].id == "president:norland"


def test_words_of_the_query_language_are_lower_case_words():
    assert "and" in lucene("AND")
    assert lucene(" - ") == ""


# ------------------------------------------------------------------ parameters


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        ("day", "next week", r"when: 'next week' is not a day; for example --when 2025-10-27"),
        ("day", "2025-02-30", r"when: '2025-02-30' is not a day; for example --when 2025-10-27"),
        ("number", "many", r"when: 'many' is not a number; for example --when 20"),
    ],
)
def test_a_parameter_of_the_wrong_kind_is_named_with_an_example(kind: str, text: str, message: str):
    with pytest.raises(UsageError, match=message):
        parse_value(Parameter("when", kind, "null", ""), text)


def test_values_are_read_by_kind():
    kinds = {"number": "20", "day": "20251027", "text": "20"}
    read = [parse_value(Parameter("x", kind, "null", ""), text) for kind, text in kinds.items()]
    assert read == [20, "2025-10-27", "20"]
    assert parse_value(Parameter("x", "number", "null", ""), "0.5") == 0.5


def test_a_query_that_does_not_exist_suggests_others():
    with pytest.raises(UsageError, match="no query 'meeting-ahead'; did you mean meetings-ahead"):
        read_query("meeting-ahead")
    with pytest.raises(UsageError, match="no query"):
        read_query("../schema")


@neo4j
def test_a_parameter_the_query_does_not_have_is_named(news: Store):
    with pytest.raises(UsageError, match=r"trips has no parameter 'city' \(it has person, first, last, limit\)"):
        bind(news, read_query("trips"), {"city": "Oslo"})


@neo4j
def test_a_default_may_be_of_another_kind_than_what_may_be_given(news: Store):
    assert bind(news, read_query("holders"), {})["body"] == "norland"
    assert bind(news, read_query("holders"), {"body": "Acme"})["body"] == "acme"


@neo4j
def test_defaults_come_from_the_graph(news: Store):
    assert bind(news, read_query("news"), {}) == {
        "first": "2025-03-02",
        "last": "2025-03-09",
        "entity": None,
        "limit": 100,
    }
    assert bind(news, read_query("meetings-between"), {}) == {"one": "anna-berg", "other": "tom-reed"}


def test_a_faulty_header_names_file_and_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "odd.cypher").write_text("// What?\n// :param who = x\nRETURN 1\n")
    monkeypatch.setattr(ask, "_folder", lambda: tmp_path)
    with pytest.raises(DataError, match=r"odd\.cypher: parameter line .*write"):
        read_query("odd")
