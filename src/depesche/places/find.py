"""Finds the places of a text and tells which ones they are, where the text leaves no doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import prod
from typing import TYPE_CHECKING

from depesche.language.spans import span_of, start
from depesche.places.gazetteer import Gazetteer, Spot
from depesche.records import Entity, Place, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PLACE_LABELS = frozenset({"LOC", "GPE", "FAC"})
# A place is told by its name alone when it is this many times weightier than the next one of that name.
DOMINANT = 10
# How many times heavier than its population a place weighs when its country is mentioned in the document, when it is
# a capital, and when the name is its main one in the gazetteer and not one of its others.
IN_COUNTRY = 100
CAPITAL = 100
MAIN_NAME = 100
GENITIVES = {"de": ("s", "'", "’"), "en": ("'s", "’s", "'", "’")}


def find_places(
    text: str, doc: Doc, entities: Sequence[Entity], language: str, gazetteer: Gazetteer
) -> tuple[Place, ...]:
    """The places named in a text, in order; those that cannot be told apart keep their words and nothing else."""
    named = [entity for entity in entities if entity.id]
    countries = frozenset(entity.country for entity in entities if entity.country)
    places = (
        place_of(text, span, spots_of(text[span[0] : span[1]], language, gazetteer), countries)
        for span in candidates(text, doc, language, gazetteer)
        if not part_of_name(text, span, named)
    )
    return tuple(places)


def candidates(text: str, doc: Doc, language: str, gazetteer: Gazetteer) -> list[Span]:
    """Spans of the pipeline's places, and of names after a preposition of place that the gazetteer knows."""
    spans = [span_of(entity) for entity in doc.ents if entity.label_ in PLACE_LABELS]
    for tokens in names_after_prepositions(doc, gazetteer):
        span = span_of(tokens)
        if is_place(tokens[0], spots_of(text[span[0] : span[1]], language, gazetteer)[1]):
            spans.append(span)
    return sorted(set(spans))


def is_place(token: Token, spots: Sequence[Spot]) -> bool:
    """Whether a noun after a preposition is a place of its name: a proper noun is any, a common one only a surer one.

    A common noun may be a place that was tagged wrongly (Kiew), but mostly it is what it seems (Essen, Halle).
    """
    return any(token.pos_ == "PROPN" or spot.settled or spot.capital for spot in spots)


def names_after_prepositions(doc: Doc, gazetteer: Gazetteer) -> Iterator[list[Token]]:
    """Runs of capitalised nouns right after a preposition of place, outside what the pipeline named."""
    for before, token in pairwise(doc):
        if before.lower_ not in gazetteer.prepositions or not is_free_name(token):
            continue
        tokens = [token]
        while goes_on(doc, tokens[-1]):
            tokens.append(doc[tokens[-1].i + 1])
        yield tokens


def goes_on(doc: Doc, token: Token) -> bool:
    """Whether the next token belongs to the same name: of the same kind and after one blank at most."""
    if token.i + 1 >= len(doc):
        return False
    following = doc[token.i + 1]
    near = start(following) - start(token) - len(token.text) <= 1
    return near and following.pos_ == token.pos_ and is_free_name(following)


def is_free_name(token: Token) -> bool:
    return token.pos_ in ("PROPN", "NOUN") and token.text[:1].isupper() and not token.ent_type_


def part_of_name(text: str, span: Span, named: Sequence[Entity]) -> bool:
    """Whether the words belong to the name of a person or organisation."""
    words = text[span[0] : span[1]]
    return any(
        entity.span[0] <= span[0]
        and span[1] <= entity.span[1]
        and (entity.span == span or words in (entity.name or ""))
        for entity in named
    )


def spots_of(words: str, language: str, gazetteer: Gazetteer) -> tuple[str, tuple[Spot, ...]]:
    """The name as the gazetteer has it, without a genitive ending if need be, and its places."""
    plain = " ".join(words.split())
    names = [plain, *(plain.removesuffix(end) for end in GENITIVES.get(language, ()) if plain.endswith(end))]
    return next(((name, spots) for name in names if (spots := gazetteer.spots(name))), (plain, ()))


def place_of(text: str, span: Span, named: tuple[str, Sequence[Spot]], countries: frozenset[str]) -> Place:
    """The record of a mention; `named` is the name and all places that have it."""
    words = text[span[0] : span[1]]
    spot = likeliest(*named, countries)
    if spot is None:
        return Place(text=words, span=span)
    return Place(
        text=words, span=span, name=spot.name, country=spot.country, admin1=spot.admin1, lat=spot.lat, lon=spot.lon,
        geoname=spot.geoname,
    )  # fmt: skip


def likeliest(name: str, spots: Sequence[Spot], countries: frozenset[str]) -> Spot | None:
    """The place that outweighs all others of its name, or None."""
    weights = sorted(((weight(name, spot, countries), i) for i, spot in enumerate(spots)), reverse=True)
    if not weights:
        return None
    if len(weights) == 1 or weights[0][0] >= DOMINANT * weights[1][0]:
        return spots[weights[0][1]]
    return None


def weight(name: str, spot: Spot, countries: frozenset[str]) -> int:
    """Population, raised by what speaks for the place."""
    reasons = ((spot.country in countries, IN_COUNTRY), (spot.capital, CAPITAL), (spot.name == name, MAIN_NAME))
    return max(1, spot.population) * prod(factor for holds, factor in reasons if holds)
