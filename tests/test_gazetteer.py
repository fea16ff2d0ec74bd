"""What the gazetteer knows, and that it stays out of the way of common words and people's names."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.datafiles import read_lexicon
from kg.errors import DataError
from kg.know.gazetteer import Gazetteer, load_gazetteer
from kg.know.place_names import place_key, slug
from kg.know.place_sources import read_countries, read_regions
from kg.know.place_tables import build_tables, inflect
from kg.paths import shipped

GAZETTEER = load_gazetteer()

COUNTRIES = {
    "united-states": "United States|the United States|U.S.|US|USA|America|United States of America|THE UNITED STATES",
    "united-kingdom": "UK|U.K.|Britain|Great Britain|United Kingdom",
    "south-korea": "South Korea|Republic of Korea|ROK|Korea",
    "north-korea": "North Korea|DPRK|D.P.R.K.|Democratic People’s Republic of Korea",
    "russia": "Russia|Russian Federation",
    "czechia": "Czechia|Czech Republic|the Czech Republic",
    "myanmar": "Myanmar|Burma",
    "ivory-coast": "Ivory Coast|Côte d’Ivoire|Cote d'Ivoire",
    "united-arab-emirates": "UAE|U.A.E.|United Arab Emirates|the Emirates",
    "netherlands": "the Netherlands|Netherlands|The Netherlands|Holland",
    "turkey": "Turkey|Türkiye|Turkiye",
    "bosnia-and-herzegovina": "Bosnia|Bosnia and Herzegovina|Bosnia & Herzegovina",
    "taiwan": "Taiwan",
    "kosovo": "Kosovo",
    "palestine": "Palestine|State of Palestine",
    "vatican": "Vatican|the Vatican|Vatican City|Holy See",
    "saint-lucia": "Saint Lucia|St. Lucia|St Lucia",
    "democratic-republic-of-the-congo": "DRC|DR Congo|Democratic Republic of the Congo",
    "china": "China|People's Republic of China|PRC",
}
PEOPLES = {
    "japan": "Japanese",
    "laos": "Lao|Laotian",
    "guinea-bissau": "Bissau-Guinean",
    "france": "French|Frenchman|Frenchmen|Frenchwoman",
    "germany": "German|Germans",
    "united-states": "American|Americans",
    "united-kingdom": "British|Briton|Britons|Brits",
    "netherlands": "Dutch|Dutchman",
    "switzerland": "Swiss",
    "south-korea": "South Korean|South Koreans|Korean",
    "north-korea": "North Korean|North Koreans",
    "philippines": "Filipino|Filipinos|Filipina|Philippine",
    "spain": "Spanish|Spaniard|Spaniards",
    "denmark": "Danish|Danes",
    "poland": "Polish|Poles",
    "turkey": "Turkish|Turks",
    "saudi-arabia": "Saudi|Saudis|Saudi Arabian",
    "dominican-republic": "Dominican",
    "niger": "Nigerien",
    "nigeria": "Nigerian",
}


def each(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(form, name) for name, forms in table.items() for form in forms.split("|")]


@pytest.mark.parametrize(("surface", "country"), each(COUNTRIES))
def test_a_country_is_found_under_all_its_names(surface: str, country: str):
    found = GAZETTEER.country(surface)
    assert found is not None
    assert found.id == country


@pytest.mark.parametrize(
    "surface", ["us", "turkey", "china cabinet", "Congo", "IT", "Asia", "Europe", "it", "chad", ""]
)
def test_common_words_and_ambiguous_names_are_no_country(surface: str):
    assert GAZETTEER.country(surface) is None


@pytest.mark.parametrize(("surface", "country"), each(PEOPLES))
def test_a_people_and_its_adjective_name_their_country(surface: str, country: str):
    found = GAZETTEER.demonym(surface)
    assert found is not None
    assert found.id == country


@pytest.mark.parametrize(
    "surface",
    ["polish", "danish", "swede", "European", "Kuala Lumpur", "Soviet", "Arab", "English", "Djibouti", "Laos"],
)
def test_what_is_no_countrys_people_names_none(surface: str):
    assert GAZETTEER.demonym(surface) is None


@pytest.mark.parametrize(
    ("surface", "region"),
    [
        ("European", "europe"),
        ("Asians", "asia"),
        ("Scottish", "scotland"),
        ("Soviet", "soviet-union"),
        ("Kurds", "kurdistan"),
    ],
)
def test_the_people_of_a_region_names_the_region(surface: str, region: str):
    found = GAZETTEER.region_demonym(surface)
    assert found is not None
    assert found.id == region


def test_the_first_half_of_a_pair_names_its_country():
    pairs = [GAZETTEER.combining_form(form) for form in ("Franco", "Sino", "franco", "Frank")]
    assert [country.id if country else None for country in pairs] == ["france", "china", None, None]


def test_nearly_all_countries_with_people_have_a_demonym():
    with_people = {country.iso2 for country in read_countries() if country.population > 100_000}
    tables = build_tables(read_lexicon(shipped("lexicon"), "places"), "places.yaml")
    named = {country.iso2 for country in tables.demonyms.values()}
    assert len(with_people & named) / len(with_people) > 0.95


@pytest.mark.parametrize(
    ("surface", "country"),
    [
        ("Washington", "united-states"),
        ("Moscow", "russia"),
        ("Beijing", "china"),
        ("Tokyo", "japan"),
        ("Kiev", "ukraine"),
        ("Kremlin", "russia"),
        ("the White House", "united-states"),
        ("Downing Street", "united-kingdom"),
        ("Élysée", "france"),
        ("Delhi", "india"),
        ("The Hague", "netherlands"),
        ("Pretoria", "south-africa"),
    ],
)
def test_a_capital_or_seat_can_stand_for_its_government(surface: str, country: str):
    found = GAZETTEER.capital_of(surface)
    assert found is not None
    assert found.id == country


@pytest.mark.parametrize(
    "surface", ["Brussels", "Amsterdam", "Victoria", "Hamilton", "Pentagon", "Osaka", "New York", "washington"]
)
def test_other_cities_and_other_bodies_seats_stand_for_no_government(surface: str):
    assert GAZETTEER.capital_of(surface) is None


def test_brussels_is_the_seat_of_the_european_union():
    seat = GAZETTEER.seat("Brussels")
    assert seat is not None
    assert seat.organization == "European Union"


@pytest.mark.parametrize(
    ("surface", "name", "iso2"),
    [
        ("Paris", "Paris", "FR"),
        ("York", "York", "GB"),
        ("Bombay", "Mumbai", "IN"),
        ("Kiev", "Kyiv", "UA"),
        ("St. Petersburg", "Saint Petersburg", "RU"),
        ("Washington, D.C.", "Washington", "US"),
        ("Gyeongju", "Gyeongju", "KR"),
        ("Zurich", "Zürich", "CH"),
        ("New York", "New York City", "US"),
    ],
)
def test_the_most_likely_city_of_a_name_comes_first(surface: str, name: str, iso2: str):
    first = GAZETTEER.city(surface)[0]
    assert (first.name, first.iso2) == (name, iso2)


def test_cities_can_be_limited_to_large_ones():
    assert [city.iso2 for city in GAZETTEER.city("Paris", min_population=1_000_000)] == ["FR"]


@pytest.mark.parametrize(
    ("surface", "kind", "iso2"),
    [
        ("Japan", "country", "JP"),
        ("Southeast Asia", "region", ""),
        ("the Balkans", "region", ""),
        ("Indo-Pacific", "region", ""),
        ("West Asia", "region", ""),
        ("Middle East", "region", ""),
        ("Europe", "region", ""),
        ("Latin America", "region", ""),
        ("Bavaria", "region", "DE"),
        ("Texas", "region", "US"),
        ("Quebec", "region", "CA"),
        ("Guangdong", "region", "CN"),
        ("Scotland", "region", "GB"),
        ("Gaza", "region", "PS"),
        ("Tokyo", "city", "JP"),
        ("Washington", "city", "US"),
        ("Moscow", "city", "RU"),
        ("White House", "facility", "US"),
        ("Incheon International Airport", "facility", "KR"),
        ("Tokyo Station", "facility", "JP"),
        ("Embassy of Japan in Paris", "facility", "FR"),
        ("South China Sea", "region", ""),
        ("Davos", "city", "CH"),
        ("L.A.", "city", "US"),
        ("Rio", "city", "BR"),
        ("Goa", "region", "IN"),
    ],
)
def test_a_place_has_its_kind_and_country(surface: str, kind: str, iso2: str):
    found = GAZETTEER.place(surface)
    assert found is not None
    assert (found.kind, found.iso2) == (kind, iso2)


def test_a_city_has_its_coordinates_and_its_country():
    kyiv = GAZETTEER.place("Kiev")
    assert kyiv is not None
    assert (kyiv.name, kyiv.inside) == ("Kyiv", "ukraine")
    assert kyiv.latitude == pytest.approx(50.45, abs=0.05)
    assert kyiv.longitude == pytest.approx(30.52, abs=0.05)


def test_countries_and_regions_have_their_wikidata_id():
    ids = [fact.qid for name in ("Japan", "Texas") if (fact := GAZETTEER.place(name))]
    assert ids == ["Q17", "Q1439"]


def test_the_country_spoken_of_decides_between_namesakes():
    kinds = [(fact.kind, fact.iso2) for hint in (None, "US", "GB") if (fact := GAZETTEER.place("Georgia", hint))]
    assert kinds == [("country", "GE"), ("region", "US"), ("country", "GE")]
    towns = [fact.iso2 for hint in (None, "US") if (fact := GAZETTEER.place("Birmingham", hint))]
    assert towns == ["GB", "US"]


@pytest.mark.parametrize(
    "surface", ["Lincoln", "Jackson", "Reading", "nice", "tokyo", "Ministry of Defence", "la", "rio"]
)
def test_words_and_peoples_names_are_no_place_without_a_hint(surface: str):
    assert GAZETTEER.place(surface) is None


def test_an_ambiguous_city_is_found_with_a_hint():
    found = GAZETTEER.place("Reading", "GB")
    assert found is not None
    assert found.kind == "city"


@pytest.mark.parametrize(
    ("surface", "kind"),
    [
        ("Ministry of Foreign Affairs", "government"),
        ("Liberal Democratic Party", "party"),
        ("UN", "international"),
        ("U.N.", "international"),
        ("United Nations", "international"),
        ("WHO", "international"),
        ("Apple Inc.", "company"),
        ("The New York Times", "media"),
        ("University of Tokyo", "other"),
        ("House of Representatives", "government"),
        ("White House", ""),
        ("Haneda Airport", ""),
        ("Who", ""),
        ("fed", ""),
        ("Anna Berg", ""),
    ],
)
def test_a_name_shows_what_kind_of_organization_it_is(surface: str, kind: str):
    assert GAZETTEER.organization_kind(surface) == kind


def test_an_acronym_and_its_expansion_are_one_body():
    assert {body.name for name in ("EU", "European Union", "the E.U.") if (body := GAZETTEER.acronym(name))} == {
        "European Union"
    }


@pytest.mark.parametrize(
    ("people", "forms"),
    [
        ("Swiss", ["Swiss"]),
        ("Iraqi", ["Iraqi", "Iraqis"]),
        ("Irishman", ["Irishman", "Irishmen", "Irishwoman", "Irishwomen"]),
        ("German", ["German", "Germans"]),
        ("Roman", ["Roman", "Romans"]),
    ],
)
def test_peoples_get_regular_plurals(people: str, forms: list[str]):
    assert list(inflect(people)) == forms


@pytest.mark.parametrize("hint", [None, "GE", "RU", "US", "XX"])
def test_a_region_that_the_table_counts_to_no_country_is_a_region_without_one(hint: str | None):
    fact = GAZETTEER.place("South Ossetia", hint)
    assert fact is not None
    assert (fact.name, fact.kind, fact.iso2, fact.inside, fact.qid) == ("South Ossetia", "region", "", "", "Q23427")


def test_every_region_lies_in_a_country_of_the_tables_or_in_none():
    known = {country.iso2 for country in read_countries()}
    assert {region.iso2 for region in read_regions()} <= known | {""}


@settings(deadline=None)
@given(st.text(max_size=40))
def test_a_key_is_its_own_key_and_every_lookup_takes_any_text(text: str):
    assert place_key(place_key(text)) == place_key(text)
    assert slug(slug(text)) == slug(text)
    GAZETTEER.place(text)
    GAZETTEER.organization_kind(text)
    GAZETTEER.demonym(text)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"seats": [{"name": "Rose House", "country": "US", "kind": "facility"}]}, "has no reason"),
        ({"acronyms": [{"acronym": "XY", "name": "X of Y", "kind": "club", "reason": "test"}]}, "'club' is not known"),
        ({"cities": []}, "'cities' is not known"),
        ({"countries": [{"iso2": "QQ", "also": ["Quark"], "reason": "test"}]}, "no country has the code 'QQ'"),
        ({"combining_forms": {"forms": {"Quarko": "QQ"}, "reason": "test"}}, "combining_forms: no country .* 'QQ'"),
        (
            {"towns": [{"name": "Q", "country": "Q-Q", "latitude": 1.0, "longitude": 1.0, "reason": "test"}]},
            "towns: no country .* 'Q-Q'",
        ),
    ],
)
def test_a_fault_in_the_lexicon_is_named(tmp_path: Path, change: dict[str, object], fault: str):
    shipped_file = (shipped("lexicon") / "places.yaml").read_text(encoding="utf-8")
    lexicon = yaml.safe_load(shipped_file) | change
    (tmp_path / "places.yaml").write_text(yaml.safe_dump(lexicon, allow_unicode=True), encoding="utf-8")
    with pytest.raises(DataError, match=fault) as error:
        load_gazetteer(tmp_path)
    assert "places.yaml" in str(error.value)


def test_a_users_lexicon_adds_a_seat(tmp_path: Path):
    lexicon = read_lexicon(shipped("lexicon"), "places")
    lexicon["seats"].append({"name": "Rose House", "country": "NO", "kind": "facility", "reason": "invented"})
    tables = build_tables(lexicon, "places.yaml")
    found = Gazetteer(tables).capital_of("Rose House")
    assert found is not None
    assert found.id == "norway"


@pytest.mark.parametrize(
    ("surface", "state"),
    [("Calif.", "California"), ("N.Y.", "New York"), ("Texas", "Texas"), ("Wash.", "Washington")],
)
def test_a_state_is_known_as_newspapers_shorten_it(surface: str, state: str):
    found = load_gazetteer().state(surface)
    assert found is not None
    assert found.name == state


@pytest.mark.parametrize("surface", ["Calif", "Miss", "Ill", "calif.", "Bavaria", ""])
def test_words_and_other_regions_are_no_state(surface: str):
    assert load_gazetteer().state(surface) is None


@pytest.mark.parametrize(("written", "name"), [("Nato", "NATO"), ("Unicef", "UNICEF"), ("Who", None), ("Fed", "Fed")])
def test_acronyms_are_known_as_british_papers_write_them(written: str, name: str | None):
    acronym = load_gazetteer().acronym(written)
    assert (acronym.acronym if acronym else None) == name


@pytest.mark.parametrize("name", ["Philippines", "the Philippines", "Maldives", "Seychelles", "Bahamas"])
def test_a_country_in_the_plural_is_no_people(name: str):
    assert GAZETTEER.country(name) is not None
    assert GAZETTEER.demonym(name) is None
