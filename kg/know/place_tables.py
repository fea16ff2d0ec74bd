"""The gazetteer's tables: what the packages give, corrected by lexicon/places.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from typing import Any, TypeVar, get_args

from kg.errors import DataError
from kg.know.cities import City
from kg.know.organization_names import acronym_of
from kg.know.place_facts import Acronym, Country, OrganizationKind, Region, Seat
from kg.know.place_names import acronym_like, place_key, slug
from kg.know.place_sources import RawCountry, read_countries, read_macro_regions

T = TypeVar("T")
SECTIONS = {
    "countries", "peoples", "region_peoples", "regions", "prefer_region", "ambiguous_cities", "seats", "facilities",
    "combining_forms", "diplomatic", "places_by_noun", "organizations", "acronyms", "named_organizations", "towns",
    "state_abbreviations",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables, by `place_key` unless said otherwise."""

    countries: dict[str, Country]
    by_iso2: dict[str, Country]
    by_id: dict[str, Country]
    short_forms: dict[str, Country]
    """By the acronym itself, without stops: "US" is a name, "us" is not."""
    demonyms: dict[str, Country]
    combining_forms: dict[str, Country]
    macro_regions: dict[str, Region]
    region_demonyms: dict[str, Region]
    seats: dict[str, Seat]
    capitals: dict[str, Country]
    acronyms: dict[str, Acronym]
    """Single words by themselves, in their own case; names of several words by key."""
    named: dict[str, OrganizationKind]
    bodies: dict[str, str]
    """Another name of a named body, or a short form that is not made of its initials ("Commons", "Fed") → its name."""
    before_posts: frozenset[str]
    """Words that stand for a body only before a post or a state: "Democratic senator", "D-Ohio"."""
    nouns: dict[str, str]
    """Noun → "facility", "region" or the kind of organization it makes."""
    longest_noun: int
    diplomatic: frozenset[str]
    towns: dict[str, City]
    """The lexicon's towns; acronyms by themselves, in capitals."""
    states: dict[str, str]
    """A state of the United States as newspapers shorten it, with its stops → its name."""
    prefer_region: frozenset[str]
    ambiguous: frozenset[str]


def build_tables(lexicon: Mapping[str, Any], where: str) -> Tables:
    """All tables. `where`: the file that `lexicon` was read from, for errors; raises DataError for a fault in it."""
    _check(lexicon, where)
    raw = read_countries()
    _check_codes(lexicon, {country.iso2 for country in raw}, where)
    overrides = {row["iso2"]: row for row in lexicon["countries"]}
    by_iso2 = {country.iso2: _country(country, overrides.get(country.iso2, {})) for country in raw}
    seats = _seats(lexicon["seats"], by_iso2)
    regions = _regions(lexicon["regions"])
    nouns = dict(_nouns(lexicon))
    countries = _first(_country_names(raw, by_iso2, overrides))
    peoples = _first(_demonyms(raw, by_iso2, lexicon["peoples"]))
    return Tables(
        countries=countries,
        by_iso2=by_iso2,
        by_id={country.id: country for country in by_iso2.values()},
        short_forms=dict(_short_forms(by_iso2, overrides)),
        demonyms={form: state for form, state in peoples.items() if form not in countries},  # "the Philippines"
        combining_forms={place_key(form): by_iso2[iso2] for form, iso2 in lexicon["combining_forms"]["forms"].items()},
        macro_regions=regions,
        region_demonyms=_region_demonyms(lexicon["region_peoples"], regions),
        seats=seats,
        capitals=_first((place_key(country.capital), by_iso2[country.iso2]) for country in raw if country.capital),
        acronyms=dict(_acronyms(lexicon["acronyms"])),
        named={place_key(name): row["kind"] for row in lexicon["named_organizations"] for name in _names(row)},
        bodies=dict(_other_names(lexicon)),
        before_posts=frozenset(word for row in lexicon["named_organizations"] for word in row.get("only_before", ())),
        nouns=nouns,
        longest_noun=max(len(noun.split()) for noun in nouns),
        diplomatic=frozenset(map(place_key, lexicon["diplomatic"]["words"])),
        towns=dict(_towns(lexicon["towns"])),
        states=dict(lexicon["state_abbreviations"]["forms"]),
        prefer_region=frozenset(map(place_key, lexicon["prefer_region"]["names"])),
        ambiguous=frozenset(map(place_key, lexicon["ambiguous_cities"]["names"])),
    )


def _check(lexicon: Mapping[str, Any], where: str) -> None:
    """Every section is there, none is unknown, every entry has its reason, kinds are known."""
    for name in sorted(SECTIONS ^ set(lexicon)):
        fault = "is missing" if name in SECTIONS else "is not known"
        raise DataError(where, f"section {name!r} {fault}", f"the sections are {', '.join(sorted(SECTIONS))}")
    for section, content in lexicon.items():
        for entry in content if isinstance(content, list) else [content]:
            if not isinstance(entry, Mapping) or not str(entry.get("reason", "")).strip():
                raise DataError(where, f"{section}: {entry} has no reason", "say beside it why it is there")
    known = get_args(OrganizationKind)
    for section in ("organizations", "acronyms", "named_organizations"):
        for entry in lexicon[section]:
            if entry.get("kind") not in known:
                raise DataError(
                    where, f"{section}: kind {entry.get('kind')!r} is not known", f"one of {', '.join(known)}"
                )


def _check_codes(lexicon: Mapping[str, Any], known: Set[str], where: str) -> None:
    """Every country that a name is given to is one of the tables."""
    named = [("countries", row.get("iso2")) for row in lexicon["countries"]]
    named += [("peoples", iso2) for iso2 in lexicon["peoples"]["forms"]]
    named += [("combining_forms", iso2) for _, iso2 in lexicon["combining_forms"]["forms"].items()]
    named += [
        (part, row["country"]) for part in ("seats", "acronyms", "towns") for row in lexicon[part] if "country" in row
    ]
    for section, iso2 in named:
        if iso2 not in known:
            raise DataError(where, f"{section}: no country has the code {iso2!r}", "write its ISO code of two letters")


def _first(pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    """The first value of each key wins: sources come most populous first."""
    found: dict[str, T] = {}
    for key, value in pairs:
        if key:
            found.setdefault(key, value)
    return found


def _names(row: Mapping[str, Any]) -> list[str]:
    return [row["name"], *row.get("also", [])]


# ------------------------------------------------------------------ countries and peoples


def _country(raw: RawCountry, override: Mapping[str, Any]) -> Country:
    name = str(override.get("name", raw.name))
    return Country(slug(name), name, raw.iso2, raw.capital, raw.population, raw.latitude, raw.longitude)


def _country_names(
    raw: Iterable[RawCountry], by_iso2: Mapping[str, Country], overrides: Mapping[str, Any]
) -> Iterator[tuple[str, Country]]:
    countries = list(raw)
    for country in countries:
        also = overrides.get(country.iso2, {}).get("also", [])
        for name in (by_iso2[country.iso2].name, *also):
            if not acronym_like(name):
                yield place_key(name), by_iso2[country.iso2]
    for country in countries:
        for name in country.names:
            if country.iso2 != "CG" or name != "Congo":
                yield place_key(name), by_iso2[country.iso2]


def _short_forms(by_iso2: Mapping[str, Country], overrides: Mapping[str, Any]) -> Iterator[tuple[str, Country]]:
    for iso2, row in overrides.items():
        for name in row.get("also", []):
            if acronym_like(name):
                yield name.replace(".", ""), by_iso2[iso2]


def _demonyms(
    raw: Iterable[RawCountry], by_iso2: Mapping[str, Country], peoples: Mapping[str, Any]
) -> Iterator[tuple[str, Country]]:
    left_out = {place_key(row["form"]) for row in peoples["left_out"]}
    for iso2, forms in peoples["forms"].items():
        for form in forms:
            names = (place_key(name) for name in inflect(form))
            yield from ((name, by_iso2[iso2]) for name in names if name not in left_out)
    for country in raw:
        for form in country.demonyms:
            if place_key(form) not in left_out:
                yield from ((place_key(name), by_iso2[country.iso2]) for name in inflect(form))


def inflect(people: str) -> Iterator[str]:
    """An adjective or people's name with its plural and forms for women: "Frenchman" → "Frenchmen", "Frenchwoman", …

    Names in -ese, -ish, -ch and -ss have no plural of their own; their nouns take -man ("Irishman") only where listed.
    """
    yield people
    if people.endswith("man") and people[:-3].endswith(("sh", "ch", "ts")):
        yield from (people[:-3] + ending for ending in ("men", "woman", "women"))
    elif not people.endswith(("ese", "ish", "ch", "ss", "x", "gasy", "s")):
        yield people + "s"


# ------------------------------------------------------------------ regions and seats


def _regions(rows: Iterable[Mapping[str, Any]]) -> dict[str, Region]:
    """The lexicon's regions, then CLDR's parts of the world."""
    listed = [
        (name, Region(slug(row["name"]), row["name"], row.get("inside", ""))) for row in rows for name in _names(row)
    ]
    parts = [(name, Region(slug(name), name)) for name in read_macro_regions()]
    return _first((place_key(name), region) for name, region in [*listed, *parts])


def _region_demonyms(rows: Iterable[Mapping[str, Any]], regions: Mapping[str, Region]) -> dict[str, Region]:
    found = {}
    for row in rows:
        region = regions.get(place_key(row["region"])) or Region(slug(row["region"]), row["region"])
        region = replace(region, governed=row.get("governed", False))
        found.update({place_key(name): region for form in row["forms"] for name in inflect(form)})
    return found


def _seats(rows: Iterable[Mapping[str, Any]], by_iso2: Mapping[str, Country]) -> dict[str, Seat]:
    found = {}
    for row in rows:
        country = by_iso2.get(row.get("country", ""))
        seat = Seat(
            row["name"], row["kind"], country, row.get("organization", ""), row.get("city", ""), row.get("acts", True)
        )
        found.update({place_key(name): seat for name in _names(row)})
    return found


def _towns(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, City]]:
    for row in rows:
        town = City(0, row["name"], row["country"], 0, row["latitude"], row["longitude"])
        yield from ((name.replace(".", "") if acronym_like(name) else place_key(name), town) for name in _names(row))


# ------------------------------------------------------------------ bodies


def _acronyms(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Acronym]]:
    for row in rows:
        acronym = Acronym(row["acronym"], row["name"], row["kind"], row.get("country", ""))
        for name in (row["acronym"], *_names(row)):
            yield (name if " " not in name else place_key(name)), acronym


def _other_names(lexicon: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for row in lexicon["named_organizations"]:
        if "also" in row:
            yield from ((place_key(name), row["name"]) for name in (*_names(row), *row.get("only_before", ())))
    for row in lexicon["acronyms"]:
        if row["acronym"] not in acronym_of(row["name"]):
            yield from ((place_key(name), row["name"]) for name in (row["acronym"], *_names(row)))


def _nouns(lexicon: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from ((place_key(word), "region") for word in lexicon["places_by_noun"]["words"])
    yield from ((place_key(word), "facility") for word in lexicon["facilities"]["words"])
    for row in lexicon["organizations"]:
        yield from ((place_key(word), row["kind"]) for word in row["words"])
