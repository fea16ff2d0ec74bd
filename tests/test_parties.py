"""Parties by name: what the table knows is a party wherever it stands, and nobody's first and family name."""

from __future__ import annotations

import pytest

from kg.know.gazetteer import load_gazetteer
from kg.know.parties import party_names
from tests.reading import Reader


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Paul Dunne, the leader of Fianna Fail, met Anna Berg in Cardiff on Monday.", "Fianna Fail"),
        ("Anna Berg met Plaid Cymru in Cardiff on Monday.", "Plaid Cymru"),
        ("Matteo Rossi of Lega Nord criticised Anna Berg.", "Lega Nord"),
        ("Anna Berg criticised Herri Batasuna on Monday.", "Herri Batasuna"),
        ("Nur Otan won the election in Kazakhstan.", "Nur Otan"),
    ],
)
def test_a_party_of_the_table_is_an_organization(read: Reader, text: str, name: str):
    reading = read(text)
    [entity] = reading.entities(name)
    assert (entity.type, entity.kind) == ("Organization", "party")
    assert entity.qid.startswith("Q")


def test_people_stay_people(read: Reader):
    reading = read("Nur Berg met Lega Reed in Oslo on Monday.")
    assert {entity.type for entity in (*reading.entities("Nur Berg"), *reading.entities("Lega Reed"))} == {"Person"}


def test_the_table_names_no_country_and_no_single_word():
    known = load_gazetteer()
    assert [name for name in party_names() if " " not in name] == []
    assert [name for name in party_names() if known.country(name.title())] == []


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Voters praised Democratic Sen. Anna Berg of Ohio.", "Democratic Party"),
        ("Democratic Governor Anna Berg spoke.", "Democratic Party"),
        ("GOP Rep. Anna Berg spoke.", "Republican Party"),
        ("Voters praised Sen. Anna Berg (D-Ohio).", "Democratic Party"),
        ("Sen. Anna Berg, R-Texas, spoke.", "Republican Party"),
        ("Fine Gael's Anna Berg spoke.", "Fine Gael"),
    ],
)
def test_the_word_or_letter_of_a_party_makes_a_member(read: Reader, text: str, party: str):
    reading = read(text)
    assert [reading.resolution.entities[claim.object].name for claim in reading.claims("MEMBER_OF")] == [party]
    assert reading.claims("WORKS_FOR") == []


def test_a_senator_of_a_party_is_of_the_state(read: Reader):
    assert read("Voters praised Democratic Senator Anna Berg of Ohio.").posts("Anna Berg") == [
        ("senator", "Ohio", "actual")
    ]


def test_each_member_of_a_list_has_the_state_behind_the_name(read: Reader):
    reading = read("Reps. Anna Berg (D-Ohio), Tom Reed (R-Texas) and Ida Holm, D-Mass., spoke.")
    posts = [reading.posts(name) for name in ("Anna Berg", "Tom Reed", "Ida Holm")]
    assert posts == [[("representative", state, "actual")] for state in ("Ohio", "Texas", "Massachusetts")]


@pytest.mark.parametrize(
    "text", ["Democratic leaders must listen.", "Anna Berg likes democratic rules. D-Day was near."]
)
def test_other_words_name_no_party(read: Reader, text: str):
    assert ("Democratic", "Organization") not in read(text).typed()
    assert ("D", "Organization") not in read(text).typed()


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The Conservative party criticised the plan.", "Conservative party"),
        ("Labour party leader Tom Reed left.", "Labour party"),
        ("The leader of the opposition Democratic party, Tom Reed, left.", "Democratic party"),
    ],
)
def test_a_party_may_be_written_small(read: Reader, text: str, party: str):
    assert read(text).mention(party).type == "Organization"


def test_the_leader_of_a_party_that_is_written_small_leads_it(read: Reader):
    assert [(title, body) for title, _, body, _ in read.posts("Labour party leader Tom Reed left.")] == [
        ("leader", "Labour party")
    ]
