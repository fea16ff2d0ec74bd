"""A capital that acts is its government; a capital that is a place is the city."""

from __future__ import annotations

import pytest

from kg.run.extract import Extractor
from tests.reading import Reader

GOVERNMENTS = [
    ("Tokyo is willing to raise its contribution.", "Tokyo", "Japan"),
    ("Washington accused the bank of fraud.", "Washington", "United States"),
    ("Paris has urged restraint.", "Paris", "France"),
    ("Relations with Beijing remain cool.", "Beijing", "China"),
    ("Talks between Ottawa and the provinces failed.", "Ottawa", "Canada"),
    ("The minister criticized Moscow for its answer.", "Moscow", "Russia"),
    ("Berlin's policy has not changed.", "Berlin", "Germany"),
    ("Madrid was accused of looking away.", "Madrid", "Spain"),
    ("London and Oslo refused.", "Oslo", "Norway"),
    ("A Tokyo-Washington deal is near.", "Tokyo", "Japan"),
    ("A Washington-Beijing agreement is in sight.", "Beijing", "China"),
]
CITIES = [
    ("Anna Berg arrived in Tokyo on Monday.", "Tokyo"),
    ("Paris lies on the Seine.", "Paris"),
    ("Thousands marched through Berlin on Sunday.", "Berlin"),
    ("She left Madrid for the coast.", "Madrid"),
    ("The meeting in London ended late.", "London"),
    ("Oslo's streets were empty.", "Oslo"),
    ("He was born in Ottawa and lives in Beijing.", "Beijing"),
    ("Moscow was covered in snow.", "Moscow"),
    ("Tokyo hosted the games for the second time.", "Tokyo"),
]


@pytest.mark.parametrize(("text", "capital", "country"), GOVERNMENTS, ids=[text for text, *_ in GOVERNMENTS])
def test_a_capital_that_acts_is_the_country(read: Reader, text: str, capital: str, country: str):
    assert read(text).means(capital) == country


@pytest.mark.parametrize(("text", "capital"), CITIES, ids=[text for text, _ in CITIES])
def test_a_capital_that_is_a_place_is_the_city(read: Reader, text: str, capital: str):
    reading = read(text)
    assert reading.means(capital) == capital
    assert reading.entities(capital)[0].kind == "city"


def test_city_and_government_of_one_name_in_one_article_are_two(read: Reader):
    reading = read("Anna Berg landed in Tokyo. Tokyo is ready to talk.")
    assert reading.means({"surface": "Tokyo", "occurrence": 1}) == "Tokyo"
    assert reading.means({"surface": "Tokyo", "occurrence": 2}) == "Japan"


def test_a_city_that_is_no_capital_never_becomes_a_country(read: Reader):
    assert read("Marseille is willing to pay for the bridge.").means("Marseille") == "Marseille"


def test_a_seat_of_power_is_a_place_of_its_own(read: Reader):
    reading = read("The guests had lunch at the White House.")
    assert reading.means("White House") == "White House"
    assert reading.entities("White House")[0].type == "Place"


def test_no_verb_both_makes_a_government_and_a_city(extractor: Extractor):
    metonyms = extractor.knowledge.metonyms
    assert not metonyms.not_subject_of & metonyms.object_of
