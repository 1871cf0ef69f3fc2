"""Actors: floors over our own gold, and what a resolved name promises."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import scoring
from depesche import Coder
from depesche.records import Entity

# Accuracy of country, main sector and name, and of mentions with every answer right.
FLOORS = {
    ("en", "country"): 0.86,
    ("en", "sector"): 0.87,
    ("en", "name"): 0.78,
    ("en", "all"): 0.82,
    ("de", "country"): 0.85,
    ("de", "sector"): 0.92,
    ("de", "name"): 0.84,
    ("de", "all"): 0.83,
}
LANGUAGES = ("de", "en")

Judged = Callable[[str], list[dict[str, bool]]]


@pytest.fixture(scope="module")
def judged(coder: Coder) -> Judged:
    """The answers to all questions of a language's gold."""
    known: dict[str, list[dict[str, bool]]] = {}

    def judge(language: str) -> list[dict[str, bool]]:
        if language not in known:
            known[language] = [
                scoring.judge(gold, coder.code(gold.sentence, language=language, published=gold.published))
                for gold in scoring.read_actors(language)
            ]
        return known[language]

    return judge


@pytest.mark.parametrize(("language", "question"), FLOORS)
def test_accuracy_stays_above_its_floor(judged: Judged, language: str, question: str) -> None:
    assert scoring.score_actors(judged(language))[question] >= FLOORS[language, question]


def named(coder: Coder, text: str, words: str, language: str, published: str | None) -> Entity:
    found = [e for e in coder.code(text, language=language, published=published).entities if words in e.text]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("published", "sector"), [("2019-05-01", "GOV"), ("2023-05-01", "ELI")], ids=["in office", "former"]
)
def test_the_article_s_date_decides_on_the_office(coder: Coder, published: str, sector: str) -> None:
    merkel = named(coder, "Angela Merkel opened a museum in Hamburg.", "Merkel", "en", published)
    assert (merkel.id, merkel.country, merkel.sectors[0]) == ("angela-merkel", "DEU", sector)


@pytest.mark.parametrize("published", ["2015-02-03", "2022-02-03"])
def test_an_office_alone_is_its_holder_on_the_date(coder: Coder, published: str) -> None:
    holders = {"2015-02-03": "angela-merkel", "2022-02-03": "olaf-scholz"}
    chancellor = named(coder, "The German chancellor opened a museum.", "chancellor", "en", published)
    assert chancellor.id == holders[published]


def test_without_a_date_an_office_alone_is_nobody_in_particular(coder: Coder) -> None:
    chancellor = named(coder, "The German chancellor opened a museum.", "chancellor", "en", None)
    assert (chancellor.country, chancellor.sectors) == ("DEU", ("GOV",))
    assert chancellor.id is None


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Russian Deputy Prime Minister Alexander Novack met the guests.", "Alexander Novack"),
        ("de", "Der russische Vizeregierungschef Alexander Novack empfing die Gäste.", "Alexander Novack"),
    ],
)
def test_a_misspelt_name_is_resolved_marked_and_kept_as_written(
    coder: Coder, language: str, text: str, words: str
) -> None:
    found = named(coder, text, words, language, "2024-01-17")
    assert (found.name, found.id) == ("Alexander Novak", "alexander-novak")
    assert "variant" in found.via


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entity_points_at_its_words_and_says_how_it_was_resolved(coder: Coder, language: str) -> None:
    for gold in scoring.read_actors(language)[:30]:
        document = coder.code(gold.sentence, language=language, published=gold.published)
        for entity in document.entities:
            assert document.text[slice(*entity.span)] == entity.text
            assert entity.via or not entity.country
