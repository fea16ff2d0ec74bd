"""Who is told to have left a post, in whatever words, and whose post a title behind "the lawyer of" is."""

from __future__ import annotations

import pytest

from tests.reading import Reader


def posts(read: Reader, text: str) -> set[tuple[str, str, str]]:
    """(holder, post, status)"""
    reading = read(text, dates=["2025-10-29"])
    entities = reading.resolution.entities
    told = reading.claims("HOLDS_OFFICE")
    return {(entities[c.subject].name, entities[c.object].name.split(" of ")[0].lower(), c.local.status) for c in told}


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian Finance Minister Ida Holm resigned on Monday.",
        "Norway's finance minister, Ida Holm, has left office.",
        "Norwegian Finance Minister Ida Holm, who quit on Monday, met Anna Berg in May.",
        "Anna Berg fired Norwegian Finance Minister Ida Holm.",
        "Norwegian Finance Minister Ida Holm was swept from power in May.",
        "The finance minister of Norway, Ida Holm, was killed in a crash.",
        "Anna Berg spoke after the death of Norwegian Finance Minister Ida Holm.",
        "With the death of Norwegian Finance Minister Ida Holm, farmers have lost an ally.",
        "The resignation of Norwegian Finance Minister Ida Holm surprised many.",
        "Norwegian Finance Minister Ida Holm lost her job in May.",
        "Parliament voted to remove Norwegian Finance Minister Ida Holm.",
        "Ida Holm, who retired in 1982 after four years as Norwegian finance minister, spoke.",
        "Ida Holm, finance minister of Norway until 2014, spoke.",
        "Ida Holm, finance minister of Norway in 1981-85, spoke.",
        "Anna Berg met Ida Holm, finance minister of Norway from 1981 to 1985.",
    ],
)
def test_who_is_told_to_have_gone_holds_the_post_no_longer(read: Reader, text: str):
    assert ("Ida Holm", "finance minister", "former") in posts(read, text)
    assert ("Ida Holm", "finance minister", "actual") not in posts(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian Finance Minister Ida Holm refused to resign.",
        "The resignation of Norwegian Finance Minister Ida Holm would surprise many.",
        "Anna Berg demanded the resignation of Norwegian Finance Minister Ida Holm.",
        "Norwegian Finance Minister Ida Holm may step down.",
        "Norwegian Finance Minister Ida Holm will step down next week.",
        "Norwegian Finance Minister Ida Holm resigned as chairman of Acme.",
        "Norwegian Finance Minister Ida Holm retired from football in 2001.",
        "Norwegian Finance Minister Ida Holm fired Tom Reed.",
        "Norwegian Finance Minister Ida Holm left Oslo on Monday.",
        "Norwegian Finance Minister Ida Holm's father died on Monday.",
        "Norwegian Finance Minister Ida Holm was removed from the hall.",
        "Protesters urged Norwegian Finance Minister Ida Holm to resign.",
        "Ida Holm hopes to remain Norwegian finance minister.",
        "When Norwegian Finance Minister Ida Holm resigns, Anna Berg will become finance minister.",
        "Ida Holm, who retires in 2090 after four years as Norwegian finance minister, spoke.",
        "Ida Holm, finance minister of Norway since 2014, spoke.",
        "Ida Holm, finance minister of Norway, until 2014 a teacher, spoke.",
        "Ida Holm, finance minister of Norway, taught there from 1981 to 1985.",
    ],
)
def test_who_has_not_gone_or_left_something_else_holds_it_still(read: Reader, text: str):
    assert ("Ida Holm", "finance minister", "actual") in posts(read, text)


def test_the_day_of_leaving_ends_it(read: Reader):
    reading = read("Norwegian Finance Minister Ida Holm resigned on Monday.", dates=["2025-10-29"])
    assert [dict(c.local.details).get("until") for c in reading.claims("HOLDS_OFFICE")] == ["2025-10-27"]


@pytest.mark.parametrize(
    "text",
    [
        "The lawyer for the former mayor, Tom Reed, sued Acme.",
        "The son of the Norwegian president, Tom Reed, threatened Kenya.",
        "The chief of staff to the president, Tom Reed, visited Oslo.",
        "The wife of the mayor, Ida Holm, died on Sunday.",
        "A spokeswoman for the Norwegian foreign minister, Ida Holm, accused Mali of fraud.",
    ],
)
def test_a_name_behind_somebodys_somebody_holds_not_the_post_of_the_latter(read: Reader, text: str):
    assert not posts(read, text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Anna Berg and Tom Reed were named finance minister and foreign minister of Denmark, respectively.",
            {("Anna Berg", "finance minister", "actual"), ("Tom Reed", "foreign minister", "actual")},
        ),
        (
            "Anna Berg, Tom Reed and Ida Holm are the premier, finance minister and foreign minister of Denmark, "
            "respectively. Denmark waits.",
            {
                ("Anna Berg", "prime minister", "actual"),
                ("Tom Reed", "finance minister", "actual"),
                ("Ida Holm", "foreign minister", "actual"),
            },
        ),
        ("Tom Reed met Senate leaders and Peru's President Anna Berg.", {("Anna Berg", "president", "actual")}),
        ("Congress swore in Tom Reed as president of Peru.", {("Tom Reed", "president", "actual")}),
        ("Anna Berg named Ida Holm finance minister of Norway.", {("Ida Holm", "finance minister", "actual")}),
    ],
)
def test_who_gets_which_post(read: Reader, text: str, found: set[tuple[str, str, str]]):
    assert posts(read, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Premier Anna Berg sacked Treasurer Tom Reed and named Ida Holm as his successor.",
        "Anna Berg named Ida Holm as Tom Reed's successor.",
        "Acme named Ida Holm chief executive, replacing Tom Reed.",
    ],
)
def test_the_one_who_is_named_succeeds(read: Reader, text: str):
    reading = read(text)
    entities = reading.resolution.entities
    assert {(entities[c.subject].name, entities[c.object].name) for c in reading.claims("SUCCEEDED")} == {
        ("Ida Holm", "Tom Reed")
    }


@pytest.mark.parametrize(
    "text",
    [
        "The Swedish and Norwegian presidents, Anna Berg and Tom Reed, met in Oslo.",
        "Swedish and Norwegian leaders Anna Berg and Tom Reed met in Bonn.",
    ],
)
def test_two_adjectives_before_two_names_are_one_for_each(read: Reader, text: str):
    reading = read(text)
    entities = reading.resolution.entities
    countries = {(entities[c.subject].name, entities[c.object].name) for c in reading.claims("CITIZEN_OF")}
    assert countries == {("Anna Berg", "Sweden"), ("Tom Reed", "Norway")}
    assert reading.claims("MET")


@pytest.mark.parametrize("verb", ["will remain", "will stay", "will continue as"])
def test_who_will_stay_what_he_is_is_it(read: Reader, verb: str):
    assert ("Tom Reed", "president", "actual") in posts(read, f"Tom Reed {verb} president of Acme Inc.")


def test_who_is_said_to_remain_what_he_is_is_it(read: Reader):
    assert ("Tom Reed", "chief executive", "actual") in posts(read, "Acme said Tom Reed would remain chief executive.")


def test_whom_somebody_picks_to_lead_is_to_lead(read: Reader):
    reading = read("Anna Berg praised Tom Reed, her nominee to head the CIA.")
    entities = reading.resolution.entities
    assert {(entities[c.subject].name, c.local.status) for c in reading.claims("LEADS")} == {("Tom Reed", "planned")}


def test_president_and_chief_operating_officer_of_a_firm(read: Reader):
    reading = read("Tom Reed, former president and chief operating officer of Acme Inc, a toy maker, was sentenced.")
    bodies = {reading.resolution.entities[c.object].body for c in reading.claims("HOLDS_OFFICE")}
    assert len(bodies) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The treaty was signed in 1979 by Norwegian President Tom Reed.",
        "In 1979, Anna Berg met Norwegian President Tom Reed.",
        "**May 1979** – Norwegian President Tom Reed opens the bridge.",
    ],
)
def test_a_title_in_what_happened_long_ago_is_of_then(read: Reader, text: str):
    assert ("Tom Reed", "president", "former") in posts(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian President Tom Reed was born in Oslo in 1950.",
        "Norwegian President Tom Reed studied in Oslo in 1979.",
        "In 2023, Anna Berg met Norwegian President Tom Reed.",
    ],
)
def test_a_title_beside_the_past_of_its_holder_is_of_now(read: Reader, text: str):
    assert ("Tom Reed", "president", "actual") in posts(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "When I called Tom Reed, a spokesman for the Office of the Courts replied.",
        "Police arrested a man who had threatened Tom Reed, a spokesman for Interpol said on Friday.",
        "The court fined Tom Reed, a spokeswoman for the Office of the Courts said.",
        "Two men attacked Senator Tom Reed, the director of the Lyon clinic told reporters.",
        "The firm had dismissed Tom Reed, a lawyer for Norvik Energy confirmed on Monday.",
        "The navy has rescued Tom Reed, a spokesman for Interpol announced.",
    ],
)
def test_who_stands_behind_a_clause_of_its_own_is_not_the_one_before(read: Reader, text: str):
    assert {title for name, title, _ in posts(read, text) if name == "Tom Reed"} <= {"senator"}
    assert [one.subject for kind in ("REPRESENTS", "WORKS_FOR") for one in read(text).claims(kind)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Tom Reed, a spokesman for Interpol said.",
        "Police arrested Tom Reed, a spokesman for Interpol, officers said.",
        "Police arrested Tom Reed, a spokesman for Interpol who said nothing.",
    ],
)
def test_an_apposition_before_a_verb_that_is_not_its_own_is_one(read: Reader, text: str):
    assert ("Tom Reed", "spokesman", "actual") in posts(read, text)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The FBI arrested Tom Reed, the founder of Norvik Capital, who had misled investors.", "Tom Reed"),
        ("Ida Holm dismissed Tom Reed, the chairman of Norvik Energy, who later sued her.", "Tom Reed"),
        ("Police questioned Tom Reed, a former mayor of Bergen, who is to marry Ida Holm.", "Tom Reed"),
        ("The court heard Tom Reed, a trader at Lund Bank, who accused Ida Holm of fraud.", "Tom Reed"),
        ("The prize went to Tom Reed, coordinator of the scientific council for COP30, who met Ida Holm.", "Tom Reed"),
        ("The prize went to Tom Reed, the owner of the newspaper Dagsavisen, whom Ida Holm praised.", "Tom Reed"),
    ],
)
def test_who_behind_the_name_of_a_body_is_the_person_before_it(read: Reader, text: str, named: str):
    who = "whom" if "whom" in text else "who"
    assert read(text).means(who) == named


@pytest.mark.parametrize("verb", ["accused", "sued", "arrested"])
def test_what_is_done_to_the_founder_is_not_done_to_the_firm(read: Reader, verb: str):
    found = read(f"The court freed Tom Reed, the founder of Norvik Capital, who had been {verb} by the FBI on Monday.")
    assert {one.object for kind in ("ACCUSED", "CHARGED", "ARRESTED") for one in found.claims(kind)} == {"tom-reed"}


@pytest.mark.parametrize("among", ["of the 20th century", "of the last century", "of the 1990s"])
def test_whom_somebody_is_ranked_among_is_no_time(read: Reader, among: str):
    (claim,) = read(f"Tom Reed became the youngest premier of Norway {among}.").claims("HOLDS_OFFICE")
    assert claim.local.when is None
