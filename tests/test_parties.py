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
