"""Other names of somebody that an article states are one person with the first."""

from __future__ import annotations

import pytest

from tests.reading import Reader


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Kofi Osei-Badu, better known as Kobby Flame, sang. Kobby Flame left.", "Kofi Osei-Badu", "Kobby Flame"),
        ("Kofi Osei-Badu (54), known as Kobby Flame, sang. Kobby Flame left.", "Kofi Osei-Badu", "Kobby Flame"),
        ("Boti Vine, whose real name is Robert Kamanda, visited Nairobi.", "Boti Vine", "Robert Kamanda"),
        ("Ahmed al-Rahawi, formerly known as Abu Salim al-Homsi, left. Homsi met Karl Brandt.", "al-Rahawi", "Homsi"),
        ("Josef Rattler, better known as Pope Clement XVI, was born in Bavaria.", "Josef Rattler", "Clement XVI"),
        ("Mahmud bin Said (MBS) met Karl Brandt. MBS will visit Tokyo.", "Mahmud bin Said", "MBS"),
        (
            "Elena Petrova (née Ivanova) married Oleg Petrov. Elena Ivanova studied in Kazan.",
            "Elena Petrova",
            "Elena Ivanova",
        ),
    ],
)
def test_a_stated_alias_is_the_same_person(read: Reader, text: str, one: str, other: str):
    assert read(text).same(one, other)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Tom Reed met Anna Berg, known as a critic of Karl Brandt.", "Anna Berg", "Karl Brandt"),
        ("Tom Reed (UN) met Anna Berg.", "Tom Reed", "UN"),
    ],
)
def test_what_is_no_alias_is_somebody_else(read: Reader, text: str, one: str, other: str):
    assert not read(text).same(one, other)


def test_a_body_with_a_former_name_is_one(read: Reader):
    text = "National Rally, formerly known as the National Front, praised Tom Reed. The National Front lost."
    assert read(text).same("National Rally", {"surface": "National Front", "occurrence": 2})


@pytest.mark.parametrize(
    ("text", "town", "other"),
    [
        ("Tom Reed was born in Lebanon, Pennsylvania.", "Lebanon", "lebanon-pennsylvania"),
        ("Paris, Ontario, Mayor Rita Coe thanked Ana Lima.", "Paris", "paris-ontario"),
        ("A court in Athens, Georgia, charged Tom Reed.", "Athens", "athens-georgia"),
        ("A court in Athens, Georgia, charged Tom Reed.", "Georgia", "georgia-us"),
        ("Tom Reed met Anna Berg in Tbilisi, Georgia.", "Georgia", "georgia"),
        ("Tom Reed met Anna Berg in Paris, France.", "Paris", "paris"),
    ],
)
def test_a_town_in_a_state_is_no_country(read: Reader, text: str, town: str, other: str):
    assert [entity.id for entity in read(text).entities(town)] == [other]


@pytest.mark.parametrize("rank", ["Lt Col", "Lt. Col.", "Brig Gen", "Capt", "Fr", "Sr", "Maj Gen", "Mr Justice"])
def test_ranks_without_stops_are_no_part_of_a_name(read: Reader, rank: str):
    assert read(f"{rank} Assimi Gorta met Karl Brandt in Niamey.").names("Gorta") == ["Assimi Gorta"]


def test_somebody_introduced_by_a_post_is_no_building(read: Reader):
    met = read("Grace Church, Barbados' foreign minister, met Karl Brandt.")
    assert [entity.type for entity in met.entities("Grace Church")] == ["Person"]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Tom Reed praised France, Ontario and Quebec.", "France"),
        ("Tom Reed visited Lebanon, Ontario, Quebec and Peru.", "Lebanon"),
        ("After its talks with Beijing, Washington lowered a tariff.", "China"),
    ],
)
def test_a_country_in_a_list_with_states_is_one(read: Reader, text: str, country: str):
    where = "Beijing" if country == "China" else country
    assert [(entity.name, entity.kind) for entity in read(text).entities(where)] == [(country, "country")]
