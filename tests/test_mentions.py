"""Which words are names, posts, descriptions and pronouns, and where they begin and end."""

from __future__ import annotations

import pytest

from tests.reading import Reader


def mentions(read: Reader, text: str) -> list[tuple[str, str, str]]:
    """(words, type, kind) of every mention but pronouns and posts, in order."""
    extraction = read(text).extractions[0]
    return [(m.text, m.type, m.kind) for m in extraction.mentions if m.kind != "pronoun" and m.type != "Office"]


def names(read: Reader, text: str) -> list[str]:
    return [words for words, _, kind in mentions(read, text) if kind == "name"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("President Karl Brandt's plan failed.", "Karl Brandt"),
        ("The plan of Chancellor Karl Brandt failed.", "Karl Brandt"),
        ("Mr. Brandt left.", "Brandt"),
        ("The United Nations met.", "United Nations"),
        ("Former Finance Minister Anna Berg left.", "Anna Berg"),
    ],
)
def test_a_span_leaves_out_titles_the_and_a_possessive(read: Reader, text: str, name: str):
    assert names(read, text) == [name]


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        (
            "Friedrich Merz spoke. Emmanuel Macron agreed. The Macron-Merz dinner was long.",
            ["Friedrich Merz", "Emmanuel Macron", "Macron", "Merz"],
        ),
        ("The Japan-U.S. alliance holds.", ["Japan", "U.S."]),
        ("The U.S.–China talks failed.", ["U.S.", "China"]),
    ],
)
def test_joined_names_are_mentions_of_their_own(read: Reader, text: str, halves: list[str]):
    assert names(read, text) == halves


def test_anti_and_a_name_is_the_name(read: Reader):
    assert "Trump" in names(read, "Donald Trump spoke in Ohio. An anti-Trump march followed.")


def test_an_adjective_of_a_country_is_a_demonym_and_not_written_out(read: Reader):
    assert ("Japanese", "Place", "demonym") in mentions(read, "The Japanese economy grew.")


def test_a_surname_seen_with_a_first_name_is_that_person_everywhere(read: Reader):
    reading = read("Alice Holland won the vote. Holland thanked her mother. Critics of Holland were silent.")
    assert reading.means({"surface": "Holland", "occurrence": 2}) == "Alice Holland"
    assert reading.means({"surface": "Holland", "occurrence": 3}) == "Alice Holland"


def test_a_line_in_capitals_names_whom_the_article_names(read: Reader):
    reading = read("BRANDT RESIGNS AFTER VOTE\n\nKarl Brandt resigned on Monday.")
    assert reading.means("BRANDT") == "Karl Brandt"


def test_a_headline_with_capitals_everywhere_is_cut_to_the_known_name(read: Reader):
    reading = read("Karl Brandt Lands Under Heavy Rain Again\n\nKarl Brandt landed in Vienna on Monday.")
    assert reading.means({"surface": "Karl Brandt", "occurrence": 1}) == "Karl Brandt"
    assert reading.same({"surface": "Karl Brandt", "occurrence": 1}, {"surface": "Karl Brandt", "occurrence": 2})


def test_a_company_named_after_a_rank_keeps_its_name(read: Reader):
    assert ("General Motors", "Organization", "name") in mentions(read, "General Motors raised its prices on Monday.")


def test_a_prize_named_after_a_person_is_no_person(read: Reader):
    assert not [words for words in names(read, "Anna Berg won the Nobel Prize in 2019.") if "Nobel" in words]


def test_an_ordinary_word_with_a_capital_is_no_name(read: Reader):
    assert names(read, "Spring came late. Everyone waits for spring in the north.") == []


def test_a_description_spans_its_words_without_the_article(read: Reader):
    assert ("Italian president", "Person", "description") in mentions(read, "The Italian president left.")


def test_two_leaders_are_one_plural_mention(read: Reader):
    extraction = read("Anna Berg met Karl Brandt. The two leaders dined.").extractions[0]
    assert [(m.text, m.plural) for m in extraction.mentions if m.kind == "description"] == [("two leaders", True)]


def test_facilities_are_places(read: Reader):
    reading = read("The guests met at Buckingham Palace and at Heathrow Airport.")
    assert {entity.type for name in ("Buckingham Palace", "Heathrow Airport") for entity in reading.entities(name)} == {
        "Place"
    }


def test_the_embassy_of_a_country_names_the_country(read: Reader):
    assert ("U.S.", "Place", "name") in mentions(read, "A crowd gathered before the U.S. Embassy in Oslo.")


def test_a_city_before_a_player_is_a_club(read: Reader):
    assert ("Dortmund", "Organization", "name") in mentions(read, "Dortmund striker Karl Brandt scored twice.")


def test_offsets_are_characters_of_the_text_as_read(read: Reader):
    extraction = read("Søren Ågård – mayor of Århus – met François Noël.").extractions[0]
    assert extraction.mentions
    for mention in extraction.mentions:
        assert extraction.article.text[mention.start : mention.end] == mention.text


def test_links_and_antecedents_point_at_mentions_of_the_article(read: Reader):
    extraction = read(
        "Tom Reed and his Japanese counterpart Kenji Mori met. The two said they would meet again."
    ).extractions[0]
    count = len(extraction.mentions)
    for mention in extraction.mentions:
        assert all(0 <= index < count for _, index in mention.links)
        assert all(0 <= index < count for index in mention.antecedents)


def test_names_are_the_same_however_often_an_article_is_read(read: Reader):
    text = "Finland's prime minister, Aino Virta, met U.S. Senator Tom Reed of Ohio in Espoo."
    assert read(text).extractions == read(text).extractions
