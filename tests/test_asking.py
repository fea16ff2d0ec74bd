"""Questions in words: which question of the list they are taken for, about whom, as of when; and which are refused."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.datafiles import read_yaml
from kg.errors import UsageError
from kg.explore.asking import understand
from kg.graph.assemble import assemble
from kg.paths import shipped
from kg.store.ask import ask, list_queries, read_query
from kg.store.loading import Store, connect, load, run_query
from kg.store.local_neo4j import Connection
from tests.commands import kg
from tests.newsworld import _background, _entities, _plans, _rewrites, _talks
from tests.worlds import SYMMETRIC, World

EMPTY = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"


def world() -> World:
    """The small world of news, and a finance minister of Norland; its newest article is of 9 March 2025."""
    made = _entities()
    for told in (_plans, _talks, _rewrites, _background):
        told(made)
    title, called = "finance minister", (("finance minister", 1),)
    made.entity(
        "fm:norland",
        "Office",
        "Finance Minister of Norland",
        title=title,
        body="norland",
        one_holder=True,
        aliases=called,
    )
    made.entity("fm:westland", "Office", "Finance Minister of Westland", title=title, body="westland", aliases=called)
    made.entity("aide:norland", "Office", "Chief of Staff of Norland", title="chief of staff", body="norland")
    made.entity("chief:acme", "Office", "Chief of Acme", title="chief", body="acme", aliases=(("chief", 3),))
    made.article("f", "2025-03-01").says("[Ida Moe], [finance minister|fm:norland].").claim("HOLDS_OFFICE")
    made.article("g").says("The [aide|aide:norland] and the [chief|chief:acme] sat apart.")
    made.article("h").says("Two of them: the [finance minister|fm:norland] and the [finance minister|fm:westland].")
    return made


@pytest.fixture(scope="module")
def store(neo4j_server: Connection) -> Iterator[Store]:
    with connect(neo4j_server.uri, neo4j_server.user, neo4j_server.password, neo4j_server.database) as store:
        run_query(store, EMPTY, write=True)
        extractions, resolution, stories = world().build()
        load(store, assemble(extractions, resolution, stories, 0.0, SYMMETRIC))
        yield store
        run_query(store, EMPTY, write=True)


UNDERSTOOD = [
    ("what is surprising?", "surprising"),
    ("what is surprising about Anna Berg?", "surprising --entity anna-berg"),
    ("who met Anna Berg in March?", "meetings --person anna-berg --first 2025-03-01 --last 2025-03-31"),
    ("Whom did Tom Reed speak with last week", "meetings --person tom-reed --first 2025-02-24 --last 2025-03-02"),
    ("did Berg meet Tom Reed?", "meetings-between --one anna-berg --other tom-reed"),
    ("when did tom reed and anna berg meet?", "meetings-between --one tom-reed --other anna-berg"),
    ("who met whom on 7 March 2025?", "meetings-during --first 2025-03-07 --last 2025-03-07"),
    ("which meetings are planned?", "meetings-ahead"),
    ("who is finance minister of Norland?", "holder --office fm:norland"),
    ("who is chief of staff of the Norland?", "holder --office aide:norland"),
    ("who was the president of Norland in 2024?", "holder --office president:norland --day 2024-12-31"),
    ("what offices did Anna Berg hold?", "posts --person anna-berg"),
    ("which sentences tie Anna Berg to Tom Reed", "evidence --one anna-berg --other tom-reed"),
    ("which plans became true?", "plans-kept"),
    ("when was Anna Berg born?", "lifetime --entity anna-berg"),
    ("in what year was Acme founded?", "lifetime --entity acme"),
    ("which events did Anna Berg attend?", "events --entity anna-berg"),
    ("where were participants gathered in March?", "gatherings --first 2025-03-01 --last 2025-03-31"),
    ("where did Anna Berg go?", "trips --person anna-berg"),
    ("who visited Portville since 1 March?", "visitors --place portville --first 2025-03-01"),
    ("what did Norland's president say?", "quotes --person anna-berg"),
    ("who is the finance minister of Norland married to?", "family --person ida-moe"),
    ("who works for Acme Labs?", "people-of-organization --organization acme-labs"),
    ("who are the ministers of Norland?", "holders --body norland"),
    ("which deals did Norland sign?", "agreements --entity norland"),
    ("who pledged money to Sudria?", "pledges --entity sudria"),
    (
        "who attacked Portville in January?",
        "force-and-sanctions --entity portville --first 2025-01-01 --last 2025-01-31",
    ),
    ("what do articles disagree on?", "contradictions"),
    ("what is denied about Tom Reed?", "denials --entity tom-reed"),
    ("how are Acme and Tom Reed connected?", "shortest-path --one acme --other tom-reed"),
    ("who praised Tom Reed?", "praise-and-blame --entity tom-reed"),
    ("who are the allies of Sudria?", "friends-and-foes --entity sudria"),
    ("which articles mention Quay Hall?", "articles-about --entity quay"),
    ("what happened in Portville?", "happened-at --place portville"),
    ("what happened to Tom Reed yesterday?", "timeline --entity tom-reed --first 2025-03-08 --last 2025-03-08"),
    ("what is new?", "news"),
    ("who is Jon Dahl?", "dossier --entity jon-dahl"),
    ("Anna Berg and Sudria", "evidence --one anna-berg --other sudria"),
    ("who succeeded whom?", "succession"),
    ("who was dismissed?", "appointments"),
    ("which plans slipped?", "plans-open"),
    ("who travels in the delegation of Anna Berg?", "delegations --person anna-berg"),
    ("is acme part of another body", "organizations --organization acme"),
    ("which citizens of Norland are known?", "people-of-country --country norland"),
]


@pytest.mark.neo4j
@pytest.mark.parametrize(("question", "command"), UNDERSTOOD, ids=[row[0] for row in UNDERSTOOD])
def test_a_question_in_words_is_understood_as(store: Store, question: str, command: str):
    found = understand(store, question)
    assert found.command() == f"kg ask {command}"
    ask(store, read_query(found.name), found.given)


@pytest.mark.neo4j
@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("who met Brandeis in March?", "no entity called 'Brandeis'"),
        (
            "who met Anna Borg?",
            r"no entity called 'Anna Borg' in the graph; the nearest: Anna Berg \(anna-berg\), Person, \d+ mentions",
        ),
        ("who flubbed Tom Reed?", "fits no question .not understood: flubbed"),
        ("did Anna Berg, Tom Reed and Jon Dahl meet?", "names 3: ask about one or two"),
        ("what offices did Eva Lund hold?", "'Eva Lund' may be .*give the id"),
        ("how much is the fish?", "fits no question"),
        ("who is finance minister of Sudria?", "no office called 'finance minister of Sudria'"),
        ("who is the Sudrian finance minister?", "no office called 'Sudrian finance minister'"),
        ("who is the finance minister?", "'finance minister' may be .*give the id"),
        ("the chief and Sudria", "fits no question .not understood: chief"),
        ("who met Anna Berg on 2025-02-30?", "'2025-02-30' is not a day; for example 2025-10-27"),
        ("who met Anna Berg on 31 February 2025?", "'31 February 2025' is not a day"),
        ("who met Anna Berg on the 31st of april", "'31st of april' is not a day"),
        ("who met Anna Berg on Feb. 29, 2025?", "'Feb. 29, 2025' is not a day"),
    ],
)
def test_what_is_not_understood_is_refused_and_not_guessed(store: Store, question: str, told: str):
    with pytest.raises(UsageError, match=told):
        understand(store, question)


@pytest.mark.neo4j
def test_words_and_times_that_play_no_part_are_told(store: Store):
    found = understand(store, "who secretly married Anna Berg in March?")
    assert (found.name, found.aside) == ("family", ("secretly", "in March"))


@pytest.mark.neo4j
def test_the_command_line_says_how_it_understood_and_a_name_of_a_question_wins(
    store: Store, neo4j_server: Connection, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("NEO4J_URI", neo4j_server.uri)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
    quoted = kg(capsys, "ask", "who met Tom Reed?", "--limit", "1")
    assert quoted.code == 0, quoted.err
    assert "understood as: kg ask meetings --person tom-reed\n" in quoted.err
    assert "the first 1 only: --limit N shows more" in quoted.err
    bare = kg(capsys, "ask", "who", "met", "Tom", "Reed?", "--limit", "1")
    assert (bare.code, bare.out) == (0, quoted.out)
    assert "understood as" not in kg(capsys, "ask", "meetings").err
    wrong = kg(capsys, "ask", "meetngs")
    assert (wrong.code, "did you mean meetings" in wrong.err) == (2, True)


def test_every_rule_names_what_there_is_and_every_group_is_used():
    data = read_yaml(shipped("cypher") / "asking.yaml")
    known = {query.name: {one.name for one in query.parameters} for query in list_queries()}
    for rule in data["rules"]:
        assert set(rule.get("fill", {})) <= known[rule["ask"]], rule
        assert len(rule.get("of", ())) == len(rule.get("fill", {})), rule
    used = {group for rule in data["rules"] for group in (*rule.get("by", ()), *rule.get("and", ()))}
    assert used == set(data["words"])
    assert all(entry["why"] for entry in data["words"].values())


def test_every_question_that_words_can_ask_is_tested_here():
    asked = {rule["ask"] for rule in read_yaml(shipped("cypher") / "asking.yaml")["rules"]}
    assert asked == {command.partition(" ")[0] for _, command in UNDERSTOOD}
