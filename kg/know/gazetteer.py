"""What is known of places and bodies beforehand: countries, peoples, seats, cities, regions, facilities, acronyms.

Everything is a dictionary hit on a normalised name (`place_key`). The tables come from packages
(`kg.know.place_sources`); `lexicon/places.yaml` adds what they lack. Cities and regions are read when first asked for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path

from kg.datafiles import read_lexicon
from kg.know import place_sources as sources
from kg.know.cities import City, city_index, read_line
from kg.know.parties import party_names
from kg.know.place_facts import Acronym, Country, OrganizationKind, PlaceFact, PlaceKind, Region, Seat
from kg.know.place_names import KEPT, acronym_like, capitalized, place_key, slug
from kg.know.place_tables import Tables, build_tables
from kg.paths import shipped

__all__ = [
    "Acronym",
    "City",
    "Country",
    "Gazetteer",
    "OrganizationKind",
    "PlaceFact",
    "PlaceKind",
    "Region",
    "Seat",
    "load_gazetteer",
    "place_key",
    "slug",
]
SHORT_NAME_FROM = 500_000
"""A city whose name has three letters or fewer is only known with as many people."""
REGION_BEATS = 1_000_000
"""A state or province of the United States, Canada or Australia beats a city abroad of its name with fewer people."""
READ_AS_WORD = 4
"""Letters from which on an acronym may be written as a word is."""
FEDERAL = ("US", "CA", "AU")
NAMESAKE_FROM = 50_000
"""How many people a city must have to place a facility that is named after it."""


class Gazetteer:
    """Look-ups over the tables. Nothing in it changes after `load_gazetteer` made it."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    # ---------------------------------------------------------------- countries and peoples

    @lru_cache(maxsize=KEPT)  # noqa: B019  a gazetteer lives to the end
    def country(self, surface: str) -> Country | None:
        """The country of that name, acronym or short form: "U.S.", "the Netherlands", "DPRK"."""
        if acronym_like(surface) and (found := self._tables.short_forms.get(surface.replace(".", "").strip())):
            return found
        return self._tables.countries.get(place_key(surface)) if capitalized(surface) else None

    def by_id(self, ident: str) -> Country | None:
        """The country with this id, the slug of its common name."""
        return self._tables.by_id.get(ident)

    def by_iso2(self, iso2: str) -> Country | None:
        """The country with this code."""
        return self._tables.by_iso2.get(iso2)

    def demonym(self, surface: str) -> Country | None:
        """The country an adjective or people's name stands for: "Japanese", "Germans", "Briton". Only capitalised."""
        return self._tables.demonyms.get(place_key(surface)) if capitalized(surface) else None

    def region_demonym(self, surface: str) -> Region | None:
        """The same for what is no country: "European", "Scottish", "Arab", "Soviet"."""
        return self._tables.region_demonyms.get(place_key(surface)) if capitalized(surface) else None

    def combining_form(self, surface: str) -> Country | None:
        """The country behind the first half of a pair: "Franco" of "Franco-German", "Sino" of "Sino-Indian"."""
        return self._tables.combining_forms.get(place_key(surface)) if capitalized(surface) else None

    def identity(self, surface: str) -> str:
        """What a name, adjective or acronym stands for: "state:japan", "region:asia", "body:united-nations", or "".

        Surfaces with one identity mean one thing: "U.S.", "America" and "American"; "the UN" and "United Nations".
        """
        if country := self.country(surface) or self.demonym(surface):
            return f"state:{country.id}"
        if body := self.acronym(surface):
            return f"body:{slug(body.name)}"
        region = self.region_demonym(surface) or self.macro_region(surface) or self.region(surface)
        return f"region:{region.id}" if region else ""

    def whole_name(self, surface: str) -> str:
        """The name that a place known by another or shorter one goes by: "California" for "Calif.", "Middle East" for
        "Mideast"; "" where it has no other."""
        written = surface.title() if surface.isupper() and "." not in surface[:-1] else surface  # "CALIF."
        if state := self._tables.states.get(written) or self._tables.states.get(f"{written}."):
            return state
        key = surface.replace(".", "") if acronym_like(surface) else place_key(surface)
        other = self._tables.towns.get(key) or self._tables.macro_regions.get(place_key(surface)) or self.seat(surface)
        return other.name if other and capitalized(surface) and place_key(other.name) != place_key(surface) else ""

    # ---------------------------------------------------------------- seats

    def seat(self, surface: str) -> Seat | None:
        """A building, street or city that stands for a government or body: "Kremlin", "Downing Street", "Brussels"."""
        return self._tables.seats.get(place_key(surface)) if capitalized(surface) else None

    def capital_of(self, surface: str) -> Country | None:
        """The country whose government the name can stand for: a capital or a seat of government.

        None for seats of other bodies (Brussels: `seat` has the European Union) and for capitals that never act.
        """
        if not capitalized(surface):
            return None
        if seat := self._tables.seats.get(place_key(surface)):
            return seat.country if seat.acts and not seat.organization else None
        return self._tables.capitals.get(place_key(surface))

    # ---------------------------------------------------------------- cities and regions

    def city(self, surface: str, min_population: int = 0) -> list[City]:
        """Cities of that name, the most likely (population, own name before other names) first."""
        if not capitalized(surface):
            return []
        key = surface.replace(".", "").strip() if acronym_like(surface) else place_key(surface)
        if not (min_population or key in city_index()) and (town := self._tables.towns.get(key)):
            return [town]
        key = place_key(surface)
        found = map(read_line, city_index().get(key, ()))
        least = max(min_population, SHORT_NAME_FROM if len(key) <= 3 else 0)
        return [city for city in found if city.population >= least]

    def region(self, surface: str, hint_country: str | None = None) -> Region | None:
        """A state, province or other first-level region; of several, the hinted country's.

        Without a hint, or where it does not help: the most populous country's.
        """
        if not capitalized(surface):
            return None
        if surface in self._tables.states:
            return self.state(surface)
        key = place_key(surface)
        found = self._regions_named(key)
        hinted = [region for region in found if region.iso2 == hint_country]
        return next(iter(hinted or found), None)

    def state(self, surface: str) -> Region | None:
        """The state of the United States of that name or newspapers' abbreviation: "Fla.", "Florida"."""
        name = self._tables.states.get(surface, surface)
        found = _region_index().get(place_key(name), ()) if capitalized(surface) else ()
        raw = next((raw for raw in found if raw.iso2 == "US"), None)
        return Region(slug(raw.name), raw.name, raw.iso2, raw.code) if raw else None

    def _regions_named(self, key: str) -> list[Region]:
        listed = self._tables.macro_regions.get(key)
        own = [listed] if listed and listed.iso2 else []
        found = [Region(slug(raw.name), raw.name, raw.iso2, raw.code) for raw in _region_index().get(key, ())]
        return own + sorted(found, key=lambda region: (-self._people_of(region.iso2), region.code))

    def _people_of(self, iso2: str) -> int:
        """How many live in a country; none in one that the tables do not know."""
        country = self._tables.by_iso2.get(iso2)
        return country.population if country else 0

    def macro_region(self, surface: str) -> Region | None:
        """A part of the world, or a land that is no unit of administration: "Asia", "Middle East", "Donbas"."""
        return self._tables.macro_regions.get(place_key(surface)) if capitalized(surface) else None

    # ---------------------------------------------------------------- places

    @lru_cache(maxsize=KEPT)  # noqa: B019  a gazetteer lives to the end
    def place(self, surface: str, hint_country: str | None = None) -> PlaceFact | None:
        """The best reading of a name as a place. `hint_country`: ISO code of the country the text speaks of, if any.

        Countries come before regions of the world, these before seats, these before cities and regions of countries.
        """
        if hint_country and (hinted := self._within(surface, hint_country)):
            return hinted
        if country := self.country(surface):
            return self._country_fact(country)
        if macro := self.macro_region(surface):
            return self._region_fact(macro)
        seat = self.seat(surface)
        if seat and seat.kind == "facility":
            return self._facility(seat.name, seat.country, seat.city)
        return self._city_or_region(surface, hint_country) or self._facility_by_noun(surface, hint_country)

    def _within(self, surface: str, iso2: str) -> PlaceFact | None:
        """A state of the hinted federation that shares its name with a country: Georgia in the United States."""
        if iso2 not in FEDERAL or not self.country(surface):
            return None
        region = self.region(surface, iso2)
        return self._region_fact(region) if region and region.iso2 == iso2 else None

    def _city_or_region(self, surface: str, hint_country: str | None) -> PlaceFact | None:
        key = place_key(surface)
        cities = self.city(surface)
        if hint_country:
            cities = sorted(cities, key=lambda city: city.iso2 != hint_country)
        elif key in self._tables.ambiguous:
            cities = []
        region = self.region(surface, hint_country)
        if region and (not cities or self._region_first(key, region, cities[0])):
            return self._region_fact(region)
        return self._city_fact(cities[0]) if cities else None

    def _region_first(self, key: str, region: Region, city: City) -> bool:
        if key in self._tables.prefer_region:
            return True
        return region.iso2 in FEDERAL and city.iso2 != region.iso2 and city.population < REGION_BEATS

    def _country_fact(self, country: Country) -> PlaceFact:
        return PlaceFact(
            country.name,
            "country",
            country.iso2,
            country.latitude,
            country.longitude,
            "",
            country.qid,
            country.population,
        )

    def _region_fact(self, region: Region) -> PlaceFact:
        qid = sources.wikidata_ids().get(region.code, "") if region.code else ""
        return PlaceFact(region.name, "region", region.iso2, inside=self._id_of(region.iso2), qid=qid)

    def _city_fact(self, city: City) -> PlaceFact:
        return PlaceFact(
            city.name,
            "city",
            city.iso2,
            city.latitude,
            city.longitude,
            self._id_of(city.iso2),
            population=city.population,
        )

    def _id_of(self, iso2: str) -> str:
        return self._tables.by_iso2[iso2].id if iso2 in self._tables.by_iso2 else ""

    def _facility(self, name: str, country: Country | None, city: str = "") -> PlaceFact:
        """A building or ground; with the coordinates of its city, which is near enough for a map."""
        iso2 = country.iso2 if country else ""
        town = next((town for town in self.city(city) if town.iso2 == iso2), None) if city else None
        return PlaceFact(
            name, "facility", iso2, town.latitude if town else None, town.longitude if town else None, self._id_of(iso2)
        )

    def _facility_by_noun(self, surface: str, hint_country: str | None) -> PlaceFact | None:
        """A name whose noun says what it is, placed by the country or city in it: "Incheon International Airport"."""
        noun = self.noun_kind(surface)
        if noun not in ("facility", "region") or not capitalized(surface):
            return None
        kind: PlaceKind = "facility" if noun == "facility" else "region"
        for name in _names_within(surface, self._diplomatic(surface)):
            if country := self.country(name) or self.demonym(name):
                return PlaceFact(surface, kind, country.iso2, inside=country.id)
            if cities := self.city(name, min_population=NAMESAKE_FROM):
                town = cities[0]
                return PlaceFact(surface, kind, town.iso2, town.latitude, town.longitude, self._id_of(town.iso2))
        iso2 = hint_country or ""
        return PlaceFact(surface, kind, iso2, inside=self._id_of(iso2))

    def _diplomatic(self, surface: str) -> bool:
        words = place_key(surface).split()
        pairs = (" ".join(words[at : at + width]) for at in range(len(words)) for width in (1, 2))
        return any(pair in self._tables.diplomatic for pair in pairs)

    # ---------------------------------------------------------------- nouns and bodies

    @lru_cache(maxsize=KEPT)  # noqa: B019  a gazetteer lives to the end
    def noun_kind(self, surface: str) -> str:
        """What the head noun makes of a name: "facility", "region", a kind of organization, or "".

        The head is the last word or words, or what stands before "of", "for", "at" or "in": "Ministry of Defence",
        "Embassy of Japan in Paris".
        """
        key = place_key(surface)
        for head in (
            key,
            *(key.split(f" {link} ", maxsplit=1)[0] for link in ("of", "for", "at", "in") if f" {link} " in key),
        ):
            words = head.split()
            for width in range(min(self._tables.longest_noun, len(words)), 0, -1):
                if kind := self._tables.nouns.get(" ".join(words[-width:])):
                    return kind
        return ""

    def is_facility(self, surface: str) -> bool:
        """Does its name say that it is a building or ground: "Haneda Airport", "the White House"?"""
        seat = self.seat(surface)
        return (seat is not None and seat.kind == "facility") or self.noun_kind(surface) == "facility"

    def organization_kind(self, surface: str) -> str:
        """The kind of organization the name itself shows ("party", "company", …), or ""."""
        if not capitalized(surface) and not surface.startswith(("al-", "al ")):
            return ""
        known = self.acronym(surface)
        if known:
            return known.kind
        key = place_key(surface)
        kind = self._tables.named.get(key) or ("party" if key in party_names() else self.noun_kind(surface))
        return "" if kind in ("facility", "region") else kind

    def is_named(self, surface: str) -> bool:
        """Is it a body by itself, whatever its words are: "Duma", "Red Cross", "Plaid Cymru"? In its own case."""
        key = place_key(surface)
        return capitalized(surface) and (key in self._tables.named or key in party_names())

    def is_listed(self, surface: str) -> bool:
        """Whether the tables have a body of just this name of several words, "McDonald's" among them."""
        key = place_key(surface)
        return (" " in key or surface.endswith(("'s", "’s"))) and (
            key in self._tables.named or key in self._tables.acronyms or key in party_names()
        )

    def may_begin_listed(self, word: str) -> bool:
        """Whether some name of `is_listed` begins with this word: a text has few such words."""
        key = place_key(word)
        at = bisect_left(self._listed, key)
        return at < len(self._listed) and self._listed[at].startswith(key)

    @cached_property
    def _listed(self) -> list[str]:
        return sorted({*self._tables.named, *self._tables.acronyms, *party_names()})

    def body(self, surface: str) -> str:
        """The name of a body that has several, none made of the other's initials: "House of Commons" for "Commons"."""
        return self._tables.bodies.get(place_key(surface), "") if capitalized(surface) else ""

    def stands_before_posts(self, word: str) -> bool:
        """Whether a word stands for a body where a post or a state follows: "Democratic" senator, "D"-Ohio."""
        return word in self._tables.before_posts

    def acronym(self, surface: str) -> Acronym | None:
        """The body behind an acronym or its expansion: "UN", "U.N.", "United Nations".

        Single words only in their own case, or longer ones as British papers write them: "Nato", "Unicef".
        """
        if not capitalized(surface):
            return None
        bare = surface.replace(".", "").removeprefix("the ").removeprefix("The ").strip()
        if " " not in bare:
            shouted = bare.upper() if bare.istitle() and len(bare) >= READ_AS_WORD else bare
            return self._tables.acronyms.get(bare) or self._tables.acronyms.get(shouted)
        return self._tables.acronyms.get(place_key(bare))


def _names_within(surface: str, diplomatic: bool) -> Iterator[str]:
    """The name without its last word, last two, …; and what stands behind "in", "at" or "of".

    An embassy is placed by what stands behind "in" alone.
    """
    words = surface.removeprefix("the ").removeprefix("The ").split()
    if not diplomatic:
        for end in range(len(words) - 1, 0, -1):
            yield " ".join(words[:end])
    for at, word in enumerate(words[:-1]):
        if word in ("in", "at") or (word == "of" and not diplomatic):
            yield " ".join(words[at + 1 :])


@lru_cache(maxsize=1)
def _region_index() -> dict[str, tuple[sources.RawRegion, ...]]:
    index: dict[str, list[sources.RawRegion]] = {}
    for region in sources.read_regions():
        index.setdefault(place_key(region.name), []).append(region)
    return {key: tuple(found) for key, found in index.items()}


@lru_cache(maxsize=4)
def load_gazetteer(folder: Path | None = None) -> Gazetteer:
    """The gazetteer with `places.yaml` of `folder` (default: the lexicon that ships with kg); made once a process.

    Raises DataError for a fault in the file.
    """
    folder = folder or shipped("lexicon")
    return Gazetteer(build_tables(read_lexicon(folder, "places"), str(folder / "places.yaml")))
