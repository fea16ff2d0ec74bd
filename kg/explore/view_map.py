"""The ground of the map in the page of `kg view`: the world's larger cities as dots, which show the land without tiles.

From GeoNames (CC BY 4.0), whose coordinates the places of the graph have too.
"""

from __future__ import annotations

from kg.know.cities import city_index, read_line


def largest_cities(most: int) -> list[float]:
    """Latitude, longitude, latitude, … of the most populous cities, to a tenth of a degree."""
    rows = {row for rows in city_index().values() for row in rows}
    cities = sorted(map(read_line, rows), key=lambda city: (-city.population, city.geonameid))[:most]
    return [round(degrees, 1) for city in cities for degrees in (city.latitude, city.longitude)]
