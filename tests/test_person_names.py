"""Whose name is it: parts, gender, and which names can be one person's or one organization's."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nicknames import NickNamer

from kg.know.first_names import name_tables, names_lexicon
from kg.know.person_names import (
    acronym_of,
    compatible,
    first_name_gender,
    fold,
    is_family_name,
    is_first_name,
    name_keys,
    organization_key,
    organization_keys,
    organization_short_forms,
    possible_family_names,
    split_person_name,
)

WORDS = [
    *(
        "anna",
        "john",
        "joe",
        "joseph",
        "j",
        "f",
        "kim",
        "lee",
        "jae",
        "myung",
        "jae-myung",
        "xi",
        "jinping",
        "li",
        "wang",
        "yi",
    ),
    *(
        "von",
        "der",
        "bin",
        "salman",
        "el-sisi",
        "sisi",
        "zelenskyy",
        "zelensky",
        "volodymyr",
        "vladimir",
        "berg",
        "johnson",
    ),
    *(
        "johnston",
        "lopez",
        "obrador",
        "jr",
        "iii",
        "dr",
        "mr",
        "abe",
        "shinzo",
        "Müller",
        "O'Neill",
        "do",
        "van",
        "king",
        "moros",
    ),
]
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
SPELLED = st.text(alphabet="aeiounrstkz -'.", min_size=1, max_size=18)


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Melania", "female"),
        ("Emmanuel", "male"),
        ("Anna-Maria", "female"),
        ("Mohammed", "male"),
        ("Volodymyr", "male"),
        ("Yulia", "female"),
        ("Jean", ""),
        ("Andrea", ""),
        ("Kim", ""),
        ("Robin", ""),
        ("Xqz", ""),
        ("", ""),
    ],
)
def test_a_first_name_shows_a_gender_only_where_it_is_given_to_one(name: str, gender: str):
    assert first_name_gender(name) == gender


def test_the_tables_know_names_of_many_countries():
    tables = name_tables()
    assert len(tables.first) > 15_000
    assert len(tables.family) > 15_000
    assert all(map(is_first_name, ["Anna", "Ngozi", "Dmitri", "José", "Łukasz", "Aiko", "Mustafa"]))
    assert all(map(is_family_name, ["Smith", "García", "Müller", "Ivanov", "Nguyen", "Kim", "Suzuki", "Chen"]))
    assert not is_first_name("parliament")
    assert all(word == fold(word) for word in [*tables.family_first, *tables.spellings, *tables.no_gender])


@pytest.mark.parametrize(
    ("surface", "parts"),
    [
        ("Dr. Ursula von der Leyen", ("Dr.", "Ursula", "", "von der", "Leyen", "")),
        ("John F. Kennedy Jr.", ("", "John", "F.", "", "Kennedy", "Jr.")),
        ("Xi Jinping", ("", "Jinping", "", "", "Xi", "")),
        ("Lee Jae Myung", ("", "Jae Myung", "", "", "Lee", "")),
        ("Lee Jae-myung", ("", "Jae-myung", "", "", "Lee", "")),
        ("Abe Shinzo", ("", "Shinzo", "", "", "Abe", "")),
        ("Shinzo Abe", ("", "Shinzo", "", "", "Abe", "")),
        ("Nguyễn Phú Trọng", ("", "Phú Trọng", "", "", "Nguyễn", "")),
        ("Lee Harvey Oswald", ("", "Lee", "Harvey", "", "Oswald", "")),
        ("Kim Clijsters", ("", "Kim", "", "", "Clijsters", "")),
        ("Mohammed bin Salman", ("", "Mohammed", "", "", "bin Salman", "")),
        ("Ms. Lee", ("Ms.", "", "", "", "Lee", "")),
        ("King Charles III", ("King", "", "", "", "Charles", "III")),
        ("Berg", ("", "", "", "", "Berg", "")),
        ("de Maizière", ("", "", "", "de", "Maizière", "")),
    ],
)
def test_a_name_is_split_into_its_parts_in_either_order(surface: str, parts: tuple[str, ...]):
    name = split_person_name(surface)
    assert (name.honorific, name.given, name.middle, name.particles, name.family, name.suffix) == parts


def test_an_honorific_shows_the_gender():
    assert [split_person_name(f"{title} Berg").gender for title in ("Mrs.", "Mr.", "Dr.", "Lady")] == [
        "female",
        "male",
        "",
        "female",
    ]


@pytest.mark.parametrize(
    ("surface", "families"),
    [
        ("Xi Jinping", {"xi"}),
        ("Kim Jong Un", {"kim"}),
        ("Anna Berg", {"berg"}),
        ("Wang Yi", {"wang", "yi"}),
        ("Ursula von der Leyen", {"leyen", "von der leyen"}),
        ("Andrés Manuel López Obrador", {"lopez", "obrador"}),
        ("Abdel Fattah el-Sisi", {"el-sisi", "sisi", "fattah"}),
        ("John F. Kennedy Jr.", {"kennedy"}),
        ("Berg", {"berg"}),
        ("", set()),
    ],
)
def test_the_words_that_can_be_the_family_name(surface: str, families: set[str]):
    assert possible_family_names(surface) == families


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        ("Anna Berg", "ANNA BERG", "same name"),
        ("José García", "Jose Garcia", "same name"),
        ("Lee Jae-myung", "Lee Jae Myung", "spaces and hyphens"),
        ("J.D. Vance", "JD Vance", "spaces and hyphens"),
        ("Ursula von der Leyen", "Ursula Leyen", "title or particle"),
        ("Abdel Fattah el-Sisi", "Abdel Fattah al-Sisi", "title or particle"),
        ("Abe Shinzo", "Shinzo Abe", "order swapped"),
        ("Jae-myung Lee", "Lee Jae Myung", "order swapped"),
        ("Orbán Viktor", "Viktor Orban", "order swapped"),
        ("J. Biden", "Joe Biden", "initial"),
        ("JD Vance", "James David Vance", "initial"),
        ("Donald Trump", "Donald J. Trump", "middle name added"),
        ("Andrés López Obrador", "Andrés Manuel López Obrador", "middle name added"),
        ("J. Robert Oppenheimer", "Robert Oppenheimer", "first initial left out"),
        ("Joe Biden", "Joseph Biden", "nickname"),
        ("Joe Biden", "Joseph R. Biden", "nickname, middle name added"),
        ("Bill Berg", "William Berg", "nickname"),
        ("Bob Berg", "Robert Berg", "nickname"),
        ("Peggy Berg", "Margaret Berg", "nickname"),
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky", "spelling"),
        ("Volodymyr Zelenskyy", "Vladimir Zelensky", "spelling"),
        ("Sergey Lavrov", "Sergei Lavrov", "spelling"),
        ("Nicolás Maduro", "Nicolas Maduro Moros", "second family name"),
        ("bin Laden", "Osama bin Laden", "family name alone"),
        ("Peña Nieto", "Enrique Pena Nieto", "family name alone"),
        ("(Anna) Berg", "Anna Berg", "same name"),
    ],
)
def test_two_forms_of_one_name_match_and_say_why(a: str, b: str, reason: str):
    match = compatible(a, b)
    assert match is not None
    assert match.reason == reason


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Donald Trump", "Melania Trump"),
        ("Donald Trump", "Donald Trump Jr."),
        ("George H. W. Bush", "George W. Bush"),
        ("John Q. Kennedy", "John F. Kennedy"),
        ("Kim Jong Un", "Kim Jong Il"),
        ("Kim Un", "Kim Jong Un"),
        ("Kim Jong", "Kim Jong Un"),
        ("Li Na", "Li Wei"),
        ("Grant Taylor", "Taylor Grant"),
        ("Boris Johnson", "Boris Johnston"),
        ("Anna Berg", "Anna Berger"),
        ("Trump", "Donald Trump"),
        ("Mohammed bin Salman", "Mohammed bin Zayed"),
        ("Mohammed bin Salman", "Salman bin Mohammed"),
        ("Jan Berg", "Ian Berg"),
        ("Bill Berg", "Robert Berg"),
        ("Ron Berg", "Cameron Berg"),
        ("Peter Berg", "Patrick Berg"),
        ("Lisa Berg", "Alice Berg"),
        ("Rick Berg", "Eric Berg"),
        ("Paul Berg", "John Paul Berg"),
        ("Charles II", "Charles III"),
        ("", ""),
    ],
)
def test_names_of_different_people_do_not_match(a: str, b: str):
    assert compatible(a, b) is None


@settings(deadline=None)
@given(NAMES | SPELLED, NAMES | SPELLED)
def test_matching_is_symmetric_and_reflexive_and_matching_names_share_a_key(a: str, b: str):
    assert compatible(a, b) == compatible(b, a)
    if fold(a):
        assert compatible(a, a) is not None
    if compatible(a, b) is not None:
        assert set(name_keys(a)) & set(name_keys(b))


@settings(deadline=None)
@given(st.text(max_size=30))
def test_folding_is_idempotent_and_everything_takes_any_text(text: str):
    assert fold(fold(text)) == fold(text)
    assert organization_key(organization_key(text)) == organization_key(text)
    split_person_name(text)
    possible_family_names(text)
    organization_keys(text)


@settings(deadline=None)
@given(NAMES)
def test_no_word_of_a_name_is_lost_when_it_is_split(name: str):
    parts = split_person_name(name)
    words = f"{parts.honorific} {parts.given} {parts.middle} {parts.particles} {parts.family} {parts.suffix}".split()
    assert sorted(words) == sorted(name.split())


# ------------------------------------------------------------------ organizations


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Deutsche Bank AG", "Deutsche Bank"),
        ("Foreign Ministry", "the Ministry of Foreign Affairs"),
        ("Nestlé S.A.", "Nestle"),
        ("Ministry of Defence", "Defense Ministry"),
        ("Justice Department", "Department of Justice"),
        ("U.N.", "UN"),
        ("World Health Organisation", "World Health Organization"),
        ("Samsung Electronics Co., Ltd.", "Samsung Electronics"),
    ],
)
def test_spellings_of_one_organization_have_one_key(a: str, b: str):
    assert organization_key(a) == organization_key(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [("University of Washington", "Washington University"), ("Bank of Japan", "Japan Bank"), ("Apple", "Apple Bank")],
)
def test_different_organizations_have_different_keys(a: str, b: str):
    assert organization_key(a) != organization_key(b)


@pytest.mark.parametrize(
    ("name", "acronym"),
    [
        ("Liberal Democratic Party", "LDP"),
        ("United Nations", "UN"),
        ("Food and Agriculture Organization", "FAO"),
        ("Ministry of Economy, Trade and Industry", "METI"),
        ("International Atomic Energy Agency", "IAEA"),
    ],
)
def test_an_acronym_is_made_of_the_words_that_count(name: str, acronym: str):
    assert acronym in acronym_of(name)


@pytest.mark.parametrize("name", ["Apple Inc.", "Apple", "UN", "the party", ""])
def test_a_name_of_one_word_has_no_acronym(name: str):
    assert acronym_of(name) == ()


def test_a_full_name_and_its_acronym_share_a_key():
    assert set(organization_keys("BJP")) & set(organization_keys("Bharatiya Janata Party"))
    assert organization_short_forms("The Bank of Norway plc (BN)") == ("bank of norway", "bn", "bonp")


def test_each_name_in_its_own_right_parts_some_pair_of_the_package():
    own = set(names_lexicon()["nicknames"]["own"])
    pairs = {frozenset((name, short)) for name, shorts in NickNamer().nickname_lookup.items() for short in shorts}
    parted = {pair for pair in pairs if pair <= own}
    assert own == set().union(*parted)
    assert not parted & name_tables().nicknames
