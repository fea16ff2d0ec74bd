"""What the gazetteer says of a name: values only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.know import place_sources as sources

PlaceKind = Literal["country", "city", "region", "facility"]
OrganizationKind = Literal["party", "company", "media", "international", "government", "other"]


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory. `id`: slug of its common English name; coordinates in degrees, of its middle."""

    id: str
    name: str
    iso2: str
    capital: str = ""
    population: int = 0
    latitude: float | None = None
    longitude: float | None = None

    @property
    def qid(self) -> str:
        """Its Wikidata id, or "". The first call reads a table."""
        return sources.wikidata_ids().get(self.iso2, "")


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a country (`iso2` set) or of the world."""

    id: str
    name: str
    iso2: str = ""
    code: str = ""
    """ISO 3166-2, where it has one."""
    governed: bool = False
    """Whether it has posts of its own, as the lexicon's peoples have it: "Scottish", "Soviet"."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A place that stands for a government (`country`) or a body (`organization`). `acts`: does it ever?"""

    name: str
    kind: PlaceKind
    country: Country | None
    organization: str = ""
    city: str = ""
    acts: bool = True


@dataclass(frozen=True, slots=True)
class Acronym:
    """A body that news names by acronym. `country`: ISO code of the state it belongs to, or ""."""

    acronym: str
    name: str
    kind: OrganizationKind
    country: str = ""


@dataclass(frozen=True, slots=True)
class PlaceFact:
    """The best reading of a place's name. `inside`: the id of the country it lies in; coordinates in degrees."""

    name: str
    kind: PlaceKind
    iso2: str = ""
    latitude: float | None = None
    longitude: float | None = None
    inside: str = ""
    qid: str = ""
    population: int = 0
