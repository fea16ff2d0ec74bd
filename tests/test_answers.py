"""Answers that an analyst can stand by: each fault that misled somebody, in a small invented world in a real Neo4j."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.errors import UsageError
from kg.graph.assemble import assemble
from kg.paths import shipped
from kg.rule_files import is_symmetric
from kg.store import ask
from kg.store.ask import choose, heading, list_queries, read_query, without_rows
from kg.store.loading import Store, connect, load, run_query
from kg.store.local_neo4j import Connection
from kg.store.whom import whom
from tests.commands import build_of, kg
from tests.worlds import SYMMETRIC, World

pytestmark = pytest.mark.neo4j
EMPTY = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
Loaded = Callable[[World], Store]


@pytest.fixture
def loaded(neo4j_server: Connection) -> Iterator[Loaded]:
    """Loads a world; what a question then answers is about that world alone."""
    with connect(neo4j_server.uri, neo4j_server.user, neo4j_server.password, neo4j_server.database) as store:

        def filled(world: World) -> Store:
            run_query(store, EMPTY, write=True)
            extractions, resolution, stories = world.build()
            load(store, assemble(extractions, resolution, stories, 0.0, SYMMETRIC))
            return store

        yield filled
        run_query(store, EMPTY, write=True)


def rows(store: Store, name: str, columns: str, **given: str) -> list[tuple[Any, ...]]:
    """The named columns of an answer."""
    table = ask.ask(store, read_query(name), given).table
    at = [table.columns.index(column) for column in columns.split()]
    return [tuple(row[index] for index in at) for row in table.rows]


# ------------------------------------------------------------------ who holds what, as of a day


def cabinet() -> World:
    """Two presidents one after the other, two senators at once, a minister who was dismissed."""
    world = World().entity("norland", "Place").entity("velmora", "Organization")
    for ident, name, one in (
        ("president:norland", "President of Norland", True),
        ("fm:norland", "Finance Minister of Norland", True),
        ("senator:norland", "Senator of Norland", False),
        ("ceo:velmora", "Chief Executive of Velmora", True),
    ):
        title = name.partition(" of ")[0].lower()
        body = ident.partition(":")[2]
        world.entity(ident, "Office", name, title=title, body=body, one_holder=one)
    for ident, day, post, who in (
        ("a1", "2023-05-01", "president:norland", "Eva Lund"),
        ("a2", "2024-02-01", "president:norland", "Eva Lund"),
        ("a3", "2025-05-01", "president:norland", "Jon Dahl"),
        ("a4", "2025-09-30", "president:norland", "Jon Dahl"),
        ("a5", "2025-09-01", "fm:norland", "Ida Okholm"),
        ("a6", "2025-09-01", "senator:norland", "Tom Reed"),
        ("a7", "2025-09-02", "senator:norland", "Nora Berg"),
        ("a8", "2025-09-02", "ceo:velmora", "Max Vik"),
    ):
        world.article(ident, day).says(f"[{who}], [the holder|{post}], spoke.").claim("HOLDS_OFFICE")
    world.article("a9", "2025-09-04").says("[Jon Dahl] dismissed [Ida Okholm].").claim("DISMISSED", at="2025-09-03")
    return world


def test_an_office_has_one_holder_a_day_and_says_what_that_rests_on(loaded: Loaded):
    store = loaded(cabinet())
    told = rows(store, "offices", "office holder last_reported", day="2025-09-15")
    assert sorted(told) == [
        ("Chief Executive of Velmora", "Max Vik", "2025-09-02"),
        ("President of Norland", "Jon Dahl", "2025-09-30"),
        ("Senator of Norland", "Nora Berg", "2025-09-02"),
        ("Senator of Norland", "Tom Reed", "2025-09-01"),
    ]
    before = rows(store, "offices", "office holder ended", day="2024-01-01")
    assert before == [("President of Norland", "Eva Lund", "Jon Dahl reported from 2025-05-01")]
    assert rows(store, "offices", "holder", day="2020-01-01") == []


def test_one_office_tells_its_holder_and_those_before(loaded: Loaded):
    store = loaded(cabinet())
    told = rows(store, "holder", "then person", office="president:norland", day="2025-10-01")
    assert told == [("holds it", "Jon Dahl"), ("before", "Eva Lund")]
    assert rows(store, "holder", "then person ended", office="finance minister of norland") == [
        ("before", "Ida Okholm", "dismissed on 2025-09-03")
    ]


def test_posts_and_holders_say_former_of_whoever_was_followed(loaded: Loaded):
    store = loaded(cabinet())
    assert rows(store, "posts", "office status", person="Eva Lund") == [("President of Norland", "former")]
    assert ("Jon Dahl", "actual") in rows(store, "holders", "person status", body="norland")
    assert ("Eva Lund", "former") in rows(store, "holders", "person status", body="norland")
    assert ("Eva Lund", "later") in rows(store, "holders", "person status", body="norland", day="2022-01-01")


def test_the_people_of_an_organization_include_the_holders_of_its_posts(loaded: Loaded):
    told = rows(loaded(cabinet()), "people-of-organization", "who tie status", organization="Velmora")
    assert told == [("Max Vik", "Chief Executive of Velmora", "actual")]


def test_a_holder_of_a_countrys_post_is_listed_with_the_day_of_the_last_report(loaded: Loaded):
    found = dict(rows(loaded(cabinet()), "people-of-country", "person ties", country="norland"))
    assert found["Jon Dahl"] == ["President of Norland, last reported 2025-09-30"]
    assert found["Ida Okholm"] == ["Finance Minister of Norland (former)"]


def test_whom_fewer_call_the_holder_is_told_beside_the_one_and_not_as_another(loaded: Loaded):
    world = World().entity("norland", "Place").entity("velmora", "Organization")
    for ident, name, body in (
        ("president:norland", "President of Norland", "norland"),
        ("ceo:velmora", "Chief Executive of Velmora", "velmora"),
    ):
        world.entity(ident, "Office", name, body=body, one_holder=True)
    told = (("president", "Eva Lund", 6), ("president", "Jon Dahl", 8), ("president", "Eva Lund", 8),
            ("president", "Eva Lund", 10), ("ceo", "Max Vik", 6), ("ceo", "Ida Moe", 7),
            ("ceo", "Max Vik", 8))  # fmt: skip
    for number, (post, who, day) in enumerate(told):
        body = "norland" if post == "president" else "velmora"
        draft = world.article(f"a{number}", f"2025-09-{day:02}")
        draft.says(f"[{who}], [the holder|{post}:{body}], spoke.").claim("HOLDS_OFFICE")
    store = loaded(world)
    president = [("holds it", "Eva Lund"), ("also called so", "Jon Dahl")]
    assert rows(store, "holder", "then person", office="president:norland") == president
    assert rows(store, "holders", "person status", body="norland") == [
        ("Eva Lund", "actual"), ("Jon Dahl", "also called so"),
    ]  # fmt: skip
    assert rows(store, "posts", "status", person="Jon Dahl") == [("also called so",)]
    assert rows(store, "people-of-country", "person ties", country="norland")[1] == (
        "Jon Dahl", ["President of Norland (also called so)"],
    )  # fmt: skip
    assert rows(store, "people-of-organization", "who status", organization="velmora") == [
        ("Max Vik", "actual"), ("Ida Moe", "also called so"),
    ]  # fmt: skip


def test_the_office_of_a_succession_is_the_one_that_both_held(loaded: Loaded):
    world = World().entity("norland", "Place").entity("premier:norland", "Office", "Premier of Norland")
    draft = world.article("a", "2025-03-01").says("[Ada Falk] succeeds [Bo Lind] as premier.")
    draft.claim("SUCCEEDED", details=(("office", "premier"),))
    draft.says("[Ada Falk] is [premier|premier:norland], as was [Bo Lind].").claim("HOLDS_OFFICE", 0, 1)
    draft.claim("HOLDS_OFFICE", 2, 1, "former")
    assert rows(loaded(world), "succession", "successor office") == [("Ada Falk", "Premier of Norland")]


def test_of_two_posts_that_both_held_none_is_said_to_have_passed_on(loaded: Loaded):
    world = World().entity("norland", "Place").entity("people-party", "Organization")
    for ident, name in (("premier:norland", "Premier of Norland"), ("leader:pp", "Leader of the People Party")):
        world.entity(ident, "Office", name)
    draft = world.article("a", "2025-03-01").says("[Ada Falk] succeeds [Bo Lind].").claim("SUCCEEDED")
    draft.says("[Ada Falk] is [premier|premier:norland], as was [Bo Lind].").claim("HOLDS_OFFICE", 0, 1)
    draft.claim("HOLDS_OFFICE", 2, 1, "former")
    assert rows(loaded(world), "succession", "successor office") == [("Ada Falk", "Premier of Norland")]
    draft.says("[Ada Falk] is [leader|leader:pp], as was [Bo Lind].").claim("HOLDS_OFFICE", 0, 1)
    draft.claim("HOLDS_OFFICE", 2, 1, "former")
    assert rows(loaded(world), "succession", "successor office") == [("Ada Falk", None)]


def test_an_act_without_a_day_is_of_the_days_in_which_it_was_told(loaded: Loaded):
    world = World().entity("norland", "Place").entity("castellan", "Organization", "Castellan")
    world.article("a", "2025-03-01").says("[Norland] sanctioned [Castellan].").claim("SANCTIONED")
    store = loaded(world)
    told = {"first": "2025-02-20", "last": "2025-03-10"}
    assert rows(store, "force-and-sanctions", "actor target begins", **told) == [("Norland", "Castellan", None)]
    assert not rows(store, "force-and-sanctions", "actor", first="2025-03-02", last="2025-03-10")


def test_what_the_table_of_places_tells_is_no_ones_word(loaded: Loaded):
    world = World().entity("norland", "Place").entity("lund", "Place").entity("sten", "Place")
    draft = world.article("a").says("[Lund] and [Norland].").claim("LOCATED_IN", pattern="LOCATED_IN/gazetteer")
    draft.says("[Sten] is in [Norland].").claim("LOCATED_IN", pattern="LOCATED_IN/in")
    store = loaded(world)
    assert rows(store, "one-source", "who", entity="norland") == [("Sten",)]
    assert rows(store, "well-supported", "who", entity="norland", sources="1") == [("Sten",)]
    assert rows(store, "dossier", "other", entity="norland") == [("Sten",)]
    assert not rows(store, "evidence", "sentence", one="norland", other="lund")


def test_what_the_table_of_places_tells_is_no_news(loaded: Loaded):
    world = World().entity("norland", "Place").entity("lund", "Place").entity("sten", "Place")
    draft = world.article("a", "2025-03-01").says("[Lund] and [Norland].")
    draft.claim("LOCATED_IN", pattern="LOCATED_IN/gazetteer")
    draft.says("[Sten] is in [Norland].").claim("LOCATED_IN", pattern="LOCATED_IN/in")
    assert rows(loaded(world), "news", "who whom") == [("Sten", "Norland")]


def test_what_was_called_off_or_refused_is_told_as_that(loaded: Loaded):
    world = World()
    for ident, who, how in (("a1", "Tom Reed", "called off"), ("a2", "Ida Moe", "refused"), ("a3", "Jon Dahl", "")):
        draft = world.article(ident, "2025-03-01").says(f"[Anna Berg] will not meet [{who}].")
        draft.claim("MET", status="denied", details=(("denial", how),) if how else ())
    told = rows(loaded(world), "meetings", "with status", person="Anna Berg")
    assert told == [("Ida Moe", "refused"), ("Jon Dahl", "denied"), ("Tom Reed", "called off")]


def test_a_way_between_two_leads_past_nobody_twice(loaded: Loaded):
    world = World()
    draft = world.article("a", "2025-03-01").says("[Anna Berg] thanked [Tom Reed], who met [Ida Moe].").claim("THANKED")
    draft.claim("MET", 1, 2).claim("SPOKE_WITH", 1, 2)
    through = rows(loaded(world), "strongest-path", "through", one="Anna Berg", other="Tom Reed")
    assert through == [(["Anna Berg", "Tom Reed"],)]


def test_words_that_several_papers_print_are_told_once(loaded: Loaded):
    world = World()
    for ident, day in (("b", "2025-03-02"), ("a", "2025-03-01")):
        world.article(ident, day).says("“[Tom Reed] is right,” said [Anna Berg].").quote("Tom Reed is right", 1, (0,))
    store = loaded(world)
    assert rows(store, "quotes", "published articles", person="Anna Berg") == [("2025-03-01", 2)]
    assert rows(store, "spoken-of", "published articles", entity="Tom Reed") == [("2025-03-01", 2)]


def test_an_article_without_title_is_told_by_its_file(loaded: Loaded):
    world = World().story("s", "a", "b", agency="Wire")
    world.article("a", "2025-03-01", path="news/storm.txt").says("[The envoy|] met [Anna Berg].")
    world.article("b", "2025-03-02", path="news/calm.txt", title="Calm").says("[Anna Berg] left.")
    store = loaded(world)
    assert rows(store, "stories", "titles") == [(["storm.txt", "Calm"],)]
    assert rows(store, "unresolved", "description examples") == [("The envoy", ["storm.txt"])]


def test_a_paper_to_which_much_is_told_connects_nobody(loaded: Loaded):
    world = World().entity("herald", "Organization", "Herald").entity("velmora", "Organization", "Velmora")
    draft = world.article("a", "2025-03-01", publisher="Herald")
    for body in ("Herald", "Velmora"):
        for who in ("Anna Berg", "Tom Reed", "Ida Moe"):
            draft.says(f"[{who}] spoke to [{body}].").claim("SPOKE_WITH")
    assert "Herald" not in {name for (name,) in rows(loaded(world), "connectors", "connector")}


def test_a_mediator_is_told_from_the_parties(loaded: Loaded):
    world = World().entity("norland", "Place").entity("sudria", "Place")
    world.article("a", "2025-03-01").says("[Norland] mediated for [Sudria].").claim("MEDIATED")
    store = loaded(world)
    assert rows(store, "agreements", "party role", entity="norland") == [("Sudria", "as party")]
    assert rows(store, "agreements", "party role", entity="sudria") == [("Norland", "as mediator")]


# ------------------------------------------------------------------ what articles disagree on

Told = tuple[str, str, str, str]


def disagreements(store: Store) -> list[Told]:
    return rows(store, "contradictions", "about who one other", since="2025-01-01")


def said(world: World, ident: str, day: str, status: str, **more: Any) -> None:  # noqa: ANN401  fields of a claim
    """An article on Anna Berg and Tom Reed."""
    kind = more.pop("kind", "MET")
    sentence = more.pop("sentence", "[Anna Berg] and [Tom Reed] at [Aldermoor].")
    if status == "actual" and "place" not in more:
        sentence = sentence.replace(" at [Aldermoor]", "")
    world.article(ident, day).says(sentence).claim(kind, status=status, **more)


DENIED = "Anna Berg", "denied", "actual"
PAIRS: list[tuple[str, dict[str, Any], dict[str, Any], list[Told]]] = [
    ("a deal of last week denied", {}, {"kind": "SIGNED_WITH"}, [("so or not", *DENIED)]),
    ("a meeting of the day denied", {"at": "2025-03-07"}, {"at": "2025-03-07"}, [("so or not", *DENIED)]),
    ("the denied one was another day", {"at": "2025-03-07"}, {"at": "2025-03-01"}, []),
    ("called off, met months before", {"at": "2024-08-01..2024-08-31"}, {"details": (("denial", "called off"),)}, []),
    ("refused for years", {"at": "2025-03-07"}, {"details": (("denial", "refused"),)}, []),
    ("refused for that very day", {"at": "2025-03-07"}, {"at": "2025-03-07", "details": (("denial", "refused"),)},
     [("so or not", *DENIED)]),
    ("not there, but elsewhere", {"at": "2025-03-07"}, {"details": (("denial", "elsewhere"),)}, []),
    ("met only after it was denied", {"at": "2025-03-20"}, {"at": "2025-03-01..2025-03-31"}, []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "so", "denied", "expected"), PAIRS, ids=[row[0] for row in PAIRS])
def test_a_denial_contradicts_what_it_is_about(
    loaded: Loaded, name: str, so: dict[str, Any], denied: dict[str, Any], expected: list[Told]
):
    world = World().entity("aldermoor", "Place")
    kind = denied.get("kind", "MET")
    said(world, "a1", "2025-03-08", "actual", **so, kind=kind)
    said(world, "a2", "2025-03-09", "denied", **denied)
    assert disagreements(loaded(world)) == expected, name


def test_two_births_contradict_and_a_year_and_a_day_in_it_do_not(loaded: Loaded):
    world = World()
    for ident, told in (("a1", "1970-05-03"), ("a2", "1970-01-01..1970-12-31"), ("a3", "1971-01-01..1971-12-31")):
        world.article(ident, "2025-03-08").says("[Anna Berg] was born.").claim("BORN", 0, 0, at=told, of_day=True)
    store = loaded(world)
    assert set(disagreements(store)) == {
        ("when", "Anna Berg", "1970-01-01", "1971-01-01"),
        ("when", "Anna Berg", "1970-05-03", "1971-01-01"),
    }
    assert len(rows(store, "contradictions", "about", entity="anna-berg", since="2025-01-01")) == 2


def test_two_places_contradict_unless_one_lies_in_or_beside_the_other(loaded: Loaded):
    world = World().entity("aldermoor", "Place", latitude=50.0, longitude=8.0)
    world.entity("castle", "Place", latitude=50.2, longitude=8.1).entity("quay", "Place").entity("far", "Place")
    for ident, place in (("a1", "aldermoor"), ("a2", "castle"), ("a3", "far")):
        draft = world.article(ident, "2025-03-08").says(f"[Anna Berg] met [Tom Reed] at [there|{place}].")
        draft.claim("MET", place=2, at="2025-03-07")
    assert disagreements(loaded(world)) == [
        ("where", "Anna Berg", "Aldermoor", "Far"),
        ("where", "Anna Berg", "Castle", "Far"),
    ]
    draft = world.article("a4", "2025-03-08").says("[Anna Berg] met [Tom Reed] at Far, in [Aldermoor], near Castle.")
    draft.claim("MET", place=2, at="2025-03-07")
    assert disagreements(loaded(world)) == []


def test_sums_contradict_by_more_than_rounding_and_a_visit_may_last(loaded: Loaded):
    world = World().entity("norland", "Place").entity("sudria", "Place")
    for ident, amount in (("a1", 500), ("a2", 510), ("a3", 700)):
        draft = world.article(ident, "2025-03-08").says("[Norland] pledged money to [Sudria].")
        draft.claim("PLEDGED_TO", details=(("amount", amount), ("currency", "EUR")))
        draft.says("[Anna Berg] came to [Sudria].").claim("VISITED", at=f"2025-03-0{ident[1]}")
    told = disagreements(loaded(world))
    assert told == [("how much", "Norland", "500", "700"), ("how much", "Norland", "510", "700")]


def left_and_still(knows: bool, *, follower: str = "") -> World:
    """Ida Okholm is told to have left on 3 March; an article of the 9th calls her minister."""
    world = World().entity("norland", "Place")
    world.entity(
        "fm:norland", "Office", "Finance Minister of Norland", title="finance minister", body="norland", one_holder=True
    )
    world.article("a1", "2025-02-01").says("[Ida Okholm], [minister|fm:norland].").claim("HOLDS_OFFICE")
    world.article("a2", "2025-03-03").says("[Ida Okholm], former [minister|fm:norland].").claim(
        "HOLDS_OFFICE", status="former"
    )
    late = world.article("a3", "2025-03-09").says("[Ida Okholm], still [minister|fm:norland].").claim("HOLDS_OFFICE")
    if knows:
        late.says("[Ida Okholm] has left as [minister|fm:norland].").claim("HOLDS_OFFICE", status="former")
    if follower:
        draft = world.article("a4", "2025-03-04").says("[Jon Moe], [minister|fm:norland].")
        draft.claim("HOLDS_OFFICE", details=(("since", follower),))
    return world


def test_former_against_still_in_office(loaded: Loaded):
    told = disagreements(loaded(left_and_still(knows=False)))
    assert told == [("in office or not", "Ida Okholm", "left by 2025-03-03", "in office on 2025-03-09")]
    assert disagreements(loaded(left_and_still(knows=True))) == []
    told = disagreements(loaded(left_and_still(knows=False, follower="2024-12-01")))
    assert [row[0] for row in told] == ["who"], "another had held it for months: the title is a slip"


def test_two_holders_at_once_of_one_office(loaded: Loaded):
    world = left_and_still(knows=True)
    world.articles.clear()
    for ident, who in (("a1", "Ida Okholm"), ("a2", "Jon Moe")):
        world.article(ident, "2025-03-09").says(f"[{who}], [minister|fm:norland].").claim("HOLDS_OFFICE")
    assert disagreements(loaded(world)) == [("who", "Ida Okholm", "Ida Okholm", "Jon Moe")]
    assert rows(loaded(world), "offices", "holder also_called_so") == [("Ida Okholm", ["Jon Moe"])]


def test_who_is_called_by_a_part_of_the_holders_name_is_no_second_holder(loaded: Loaded):
    world = left_and_still(knows=True)
    world.articles.clear()
    for ident, who in (("a1", "Ida Okholm"), ("a2", "Okholm")):
        world.article(ident, "2025-03-09").says(f"[{who}], [minister|fm:norland].").claim("HOLDS_OFFICE")
    assert disagreements(loaded(world)) == []


# ------------------------------------------------------------------ plans


def test_a_planned_visit_is_not_open_where_the_visitor_was_met_there(loaded: Loaded):
    world = World().entity("norland", "Place").entity("aldermoor", "Place").entity("sudria", "Place")
    draft = world.article("a1", "2025-03-01").says("[Anna Berg] is to visit [Norland] and [Sudria].")
    draft.claim("VISITED", 0, 1, "planned", at="2025-03-05").claim("VISITED", 0, 2, "planned", at="2025-03-06")
    draft.says("[Aldermoor] is in [Norland].").claim("LOCATED_IN")
    done = world.article("a2", "2025-03-08").says("[Anna Berg] met [Tom Reed] in [Aldermoor].")
    done.claim("MET", place=2, at="2025-03-05")
    assert rows(loaded(world), "plans-open", "who whom", day="2025-03-08") == [("Anna Berg", "Sudria")]


def test_who_had_announced_a_meeting_does_not_deny_it(loaded: Loaded):
    world = World()
    for ident in ("a1", "a2"):
        draft = world.article(ident, "2025-03-01").says("[Anna Berg] is to meet [Tom Reed].")
        draft.claim("MET", status="planned", at="2025-03-05")
    world.article("a3", "2025-03-04").says("[Anna Berg] will not meet [Tom Reed].").claim(
        "MET", status="denied", at="2025-03-05"
    )
    told = rows(loaded(world), "meetings", "status sources", person="anna-berg")
    assert told == [("denied", 1)]


def test_a_denied_tie_connects_nobody(loaded: Loaded):
    world = World()
    world.article("a1", "2025-03-01").says("[Anna Berg] did not meet [Tom Reed].").claim("MET", status="denied")
    assert rows(loaded(world), "shortest-path", "through", one="anna-berg", other="tom-reed") == []


# ------------------------------------------------------------------ what was asked


def test_a_question_finds_who_goes_by_another_id_now(loaded: Loaded):
    query, former = read_query("meetings"), {"dahl": "jon-dahl"}
    told = heading(query, choose(loaded(cabinet()), query, {"person": "dahl"}, former))
    assert told == "meetings · person: Jon Dahl (formerly dahl)"


def test_an_answer_says_of_whom_and_as_of_when_and_why(loaded: Loaded):
    store = loaded(cabinet())
    assert heading(read_query("meetings"), choose(store, read_query("meetings"), {})) == (
        "meetings · person: Jon Dahl (most mentioned; --person NAME)"
    )
    told = heading(read_query("news"), choose(store, read_query("news"), {}))
    assert told.startswith(
        "news · first: 2025-09-23 (7 days before the newest article; --first DAY) · last: 2025-09-30"
    )
    chosen = choose(store, read_query("meetings"), {"person": "Velmora"})
    assert without_rows(read_query("meetings"), chosen).startswith("nothing found for Velmora (velmora): no article")


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("the Norland president", "Person", "jon-dahl"),
        ("Norland's president", "Entity", "jon-dahl"),
        ("president of Norland", "Office", "president:norland"),
        ("the finance minister of Norland", "Entity", "fm:norland"),
        ("Velmora's CEO", "Person", "max-vik"),
    ],
)
def test_a_description_means_whoever_holds_the_post(loaded: Loaded, text: str, kind: str, expected: str):
    assert whom(loaded(cabinet()), text, kind).id == expected


def test_a_description_says_by_what_it_was_understood_and_whose_holder_nobody_names(loaded: Loaded):
    store = loaded(cabinet())
    assert whom(store, "Norland's president").via == "President of Norland, last reported 2025-09-30"
    with pytest.raises(UsageError, match="no article names the holder of Finance Minister of Norland"):
        whom(store, "Norland's finance minister", "Person")


def test_a_name_means_at_the_prompt_what_it_means_for_kg_show(
    loaded: Loaded, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    world = World().entity("castellan", "Organization", "Castellan", aliases=(("Castellan", 3),))
    world.entity("castellan-nv", "Organization", "Castellan NV", aliases=(("Castellan NV", 3), ("Castellan", 4)))
    world.article("a1", "2025-03-01").says("[Castellan] and [Castellan NV|castellan-nv] and [Anna Berg].")
    with pytest.raises(UsageError, match=r"may be Castellan NV \(castellan-nv\).*Castellan \(castellan\)"):
        whom(loaded(world), "Castellan")
    assert kg(capsys, "show", "Castellan", "--build", build_of(world, tmp_path)).code == 2
    with pytest.raises(
        UsageError, match=r"no person called 'Castellan' in the graph \(Castellan NV \(castellan-nv\), Organization"
    ):
        whom(loaded(world), "Castellan", "Person")


# ------------------------------------------------------------------ nothing is forgotten


def test_every_kind_of_event_is_asked_for_by_some_question():
    questions = " ".join(query.cypher for query in list_queries())
    types = {path.stem for path in shipped("relations").glob("*.yaml")}
    assert len(types) >= 60
    assert {kind for kind in types if kind not in questions} <= {"PART_OF_STORY"}


def test_symmetric_types_of_the_tests_are_those_of_the_rules():
    assert all(is_symmetric(kind, ()) for kind in SYMMETRIC)


def test_every_answer_can_be_given_as_json(loaded: Loaded, tmp_path: Path):
    store = loaded(cabinet())
    for query in list_queries():
        json.dumps([list(row) for row in ask.ask(store, query, {}).table.rows])
