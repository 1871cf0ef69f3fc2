"""Places: which ones are found, which ones they are taken for, and when none is."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, Span

from depesche.errors import LexiconError
from depesche.language.spans import OFFSETS
from depesche.places import find_places, load_gazetteer
from depesche.places.gazetteer import load_cities
from depesche.records import Entity, Place

NLP = {language: spacy.blank(language) for language in ("de", "en")}


def parsed(text: str, language: str, named: dict[str, str], proper: tuple[str, ...] = ()) -> Doc:
    """A Doc whose entities are given by their words, and whose proper nouns are those in `proper`; X/NOUN else."""
    doc = NLP[language](text)
    doc.user_data[OFFSETS] = [token.idx for token in doc]
    for token in doc:
        token.pos_ = "PROPN" if token.text in proper else "NOUN" if token.text[0].isupper() else "X"
    spans = (doc.char_span(text.index(words), text.index(words) + len(words), label) for words, label in named.items())
    doc.ents = [span for span in spans if isinstance(span, Span)]
    return doc


def places(
    text: str,
    language: str = "de",
    named: dict[str, str] | None = None,
    proper: tuple[str, ...] = (),
    entities: tuple[Entity, ...] = (),
) -> tuple[Place, ...]:
    doc = parsed(text, language, named or {}, proper)
    return find_places(text, doc, entities, language, load_gazetteer(language))


def entity(text: str, words: str, **fields: str) -> Entity:
    at = text.index(words)
    return Entity(text=words, span=(at, at + len(words)), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "words", "name", "country"),
    [
        ("de", "Pjöngjang", "Pyongyang", "PRK"),
        ("de", "Moskau", "Moscow", "RUS"),
        ("de", "Kiew", "Kyiv", "UKR"),
        ("de", "Kyjiw", "Kyiv", "UKR"),
        ("de", "Peking", "Beijing", "CHN"),
        ("de", "Mailand", "Milan", "ITA"),
        ("de", "Rom", "Rome", "ITA"),
        ("de", "Den Haag", "The Hague", "NLD"),
        ("de", "Straßburg", "Strasbourg", "FRA"),
        ("de", "Tripolis", "Tripoli", "LBY"),
        ("de", "Ukraine", "Ukraine", "UKR"),
        ("de", "Krim", "Crimea", None),
        ("de", "Rotes Meer", "Red Sea", None),
        ("en", "Kyiv", "Kyiv", "UKR"),
        ("en", "Moscow", "Moscow", "RUS"),
        ("en", "Paris", "Paris", "FRA"),
        ("en", "London", "London", "GBR"),
        ("en", "Texas", "Texas", "USA"),
        ("en", "Odesa", "Odesa", "UKR"),
        ("en", "Germany", "Germany", "DEU"),
        ("en", "Gaza Strip", "Gaza Strip", "PSE"),
    ],
)
def test_a_named_place_is_found_in_the_gazetteer(language: str, words: str, name: str, country: str | None) -> None:
    (place,) = places(f"Dort liegt {words} .", language, {words: "LOC"})
    assert (place.text, place.name, place.country) == (words, name, country)


@pytest.mark.parametrize("words", ["Kiews", "Moskaus", "Russlands"])
def test_a_german_genitive_is_the_same_place(words: str) -> None:
    (place,) = places(f"Die Straßen {words} waren leer.", "de", {words: "LOC"})
    assert place.name in ("Kyiv", "Moscow", "Russia")
    assert place.text == words


def test_a_city_has_coordinates_and_a_country_has_none() -> None:
    city, country = places("Mailand liegt in Italien.", "de", {"Mailand": "LOC", "Italien": "LOC"})
    assert city.lat == pytest.approx(45.46, abs=0.05)
    assert city.lon == pytest.approx(9.19, abs=0.05)
    assert (country.lat, country.lon) == (None, None)
    assert city.geoname == 3173435
    assert country.geoname == 3175395


def test_a_proper_noun_after_a_preposition_of_place_is_a_place() -> None:
    text = "Die Delegation traf in Charkiw ein."
    (place,) = places(text, proper=("Charkiw",))
    assert (text[slice(*place.span)], place.name) == ("Charkiw", "Kharkiv")


def test_a_common_noun_is_only_taken_for_a_capital_or_a_place_of_our_table() -> None:
    assert [place.name for place in places("Er trat in Kiew zurück.")] == ["Kyiv"]
    assert places("Er kam nach Essen und bei Bergen.") == ()


def test_several_words_make_one_name() -> None:
    (place,) = places("The talks were held in Addis Ababa on Monday.", "en", proper=("Addis", "Ababa"))
    assert (place.text, place.country) == ("Addis Ababa", "ETH")


def test_a_proper_noun_without_preposition_or_outside_the_gazetteer_is_none() -> None:
    assert places("Charkiw schwieg.", proper=("Charkiw",)) == ()
    assert places("Das steht in Hinterwinkelhausen.", proper=("Hinterwinkelhausen",)) == ()


def test_a_name_that_several_places_share_stays_unresolved() -> None:
    (place,) = places("The bus left Springfield .", "en", {"Springfield": "LOC"})
    assert place == Place(text="Springfield", span=(13, 24))


def test_a_country_in_the_document_tells_places_apart() -> None:
    text = "Britain sent police to Birmingham ."
    (without,) = places(text, "en", {"Birmingham": "LOC"})
    (within,) = places(text, "en", {"Birmingham": "LOC"}, entities=(entity(text, "Britain", country="GBR"),))
    assert without.country is None
    assert within.country == "GBR"


def test_a_capital_is_not_taken_for_its_namesake_in_a_country_mentioned() -> None:
    text = "Canada sent an envoy to London ."
    (place,) = places(text, "en", {"London": "LOC"}, entities=(entity(text, "Canada", country="CAN"),))
    assert place.country == "GBR"


def test_people_and_organisations_named_like_places_are_no_places() -> None:
    text = "Paris Hilton und die Bank of England schwiegen."
    known = (entity(text, "Paris Hilton", id="paris-hilton", name="Paris Hilton"),)
    assert places(text, "de", {"Paris": "LOC"}, entities=known) == ()
    known = (entity(text, "Bank of England", id="boe", name="Bank of England"),)
    assert places(text, "de", {"England": "LOC"}, entities=known) == ()
    assert places("Sie war bei Paris.", "de", {"Paris": "PER"}, proper=("Paris",)) == ()


def test_a_place_beside_a_person_stays_a_place() -> None:
    text = "Kanzler Olaf Scholz in Warschau schwieg."
    known = (entity(text, "Kanzler Olaf Scholz in Warschau", id="olaf-scholz", name="Olaf Scholz"),)
    (place,) = places(text, "de", {"Warschau": "LOC"}, entities=known)
    assert place.name == "Warsaw"


def test_spans_are_places_in_the_text_as_given_and_in_order() -> None:
    text = "In Wien und in Rom und in Athen."
    found = places(text, "de", {"Athen": "LOC", "Wien": "LOC"}, proper=("Rom",))
    assert [place.text for place in found] == ["Wien", "Rom", "Athen"]
    assert all(text[slice(*place.span)] == place.text for place in found)


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_line_of_our_tables_has_its_place(language: str) -> None:
    gazetteer = load_gazetteer(language)
    assert gazetteer.spots("Xyz") == ()  # reads all lines: a city that is not in the gazetteer would raise


def test_a_city_that_the_gazetteer_lacks_is_named_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "xx"
    folder.mkdir()
    (folder / "countries.tsv").write_text("code\tname\nDEU\tDeutschland\n", encoding="utf8")
    (folder / "places.tsv").write_text("kind\twords\tname\tcountry\ncity\tUlm\tUlm\tFRA\n", encoding="utf8")
    with pytest.raises(LexiconError, match=r"places\.tsv:2.*Ulm"):
        load_gazetteer("xx", tmp_path).spots("Ulm")


def test_cities_are_many_and_their_coordinates_are_on_the_globe() -> None:
    spots = load_cities().spots
    assert len(spots) > 20_000
    assert all(-90 <= (s.lat or 0) <= 90 and -180 <= (s.lon or 0) <= 180 for s in spots)
