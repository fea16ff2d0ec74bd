"""Sports clubs: what stands around a name in the report of a match."""

from __future__ import annotations

import pytest

from tests.test_names import Extractor, found

REPORT = (
    "The striker scored both goals before halftime. It was the third match of the season for the league's champions, "
    "and their coach praised the goalkeeper. {} "
)


def kind_of(extractor: Extractor, sentence: str, name: str) -> set[str]:
    return {kind for words, kind in found(extractor, REPORT.format(sentence)) if words == name}


@pytest.mark.parametrize(
    ("sentence", "club"),
    [
        ("Bremen beat Hamburg 2-1 on Saturday.", "Bremen"),
        ("They drew 1-1 against Stuttgart.", "Stuttgart"),
        ("Bremen 2-1 Hamburg.", "Bremen"),
        ("Nobody had foreseen the win over Augsburg.", "Augsburg"),
        ("Bremen's goalkeeper saved a penalty.", "Bremen"),
        ("On Friday they meet rivals Augsburg.", "Augsburg"),
        ("It was a long night for Hertha Berlin.", "Hertha Berlin"),
        ("The owner praised his Seattle Mariners.", "Seattle Mariners"),
    ],
)
def test_a_city_that_plays_is_a_club(extractor: Extractor, sentence: str, club: str):
    assert kind_of(extractor, sentence, club) == {"Organization"}


def test_behind_in_the_city_of_a_club_is_the_city(extractor: Extractor):
    text = REPORT.format("Bremen beat Hamburg 2-1. The crowd in Bremen sang all night.")
    assert [kind for words, kind in found(extractor, text) if words == "Bremen"] == ["Organization", "Place"]


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("The Hamburg police counted nine thousand people.", "Hamburg", "Place"),
        ("The team flew from Stuttgart to Oslo.", "Oslo", "Place"),
        ("Norway beat Sweden 2-1.", "Norway", "Place"),
        ("The winner came from Augsburg, Germany.", "Augsburg", "Place"),
    ],
)
def test_cities_and_countries_in_a_report_stay_places(extractor: Extractor, sentence: str, name: str, kind: str):
    assert kind_of(extractor, sentence, name) == {kind}


def test_where_no_sport_is_reported_a_city_stays_a_city(extractor: Extractor):
    text = "Hamburg beat Bremen in the contest for the new trade fair, and lost to Stuttgart a year later."
    assert {kind for _, kind in found(extractor, text)} == {"Place"}


def test_a_word_before_the_city_belongs_to_the_club(extractor: Extractor):
    assert ("Dinamo Zagreb", "Organization") in found(
        extractor, REPORT.format("They won 2-0 in the cup against Dinamo Zagreb.")
    )


def test_a_score_is_no_part_of_a_name(extractor: Extractor):
    names = [words for words, _ in found(extractor, REPORT.format("At the weekend they beat Manchester United 3-1."))]
    assert "Manchester United" in names
    assert not any("1" in words for words in names)


def test_the_form_of_a_clubs_name_makes_a_club(extractor: Extractor):
    text = (
        "Sergio Romano is not even the number one goalkeeper for his club AS Monaco. The striker scored a goal in the "
        "league match, and the coach praised the midfielder before the cup final."
    )
    assert dict(found(extractor, text))["AS Monaco"] == "Organization"
