"""Events: floors over our own gold, and what a record of an event promises."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

import scoring
from conftest import CodedGold
from depesche import Coder
from depesche.records import Entity, Event

# F1 of event type, of type and status, of type and countries; the largest share of empty sentences with an event.
FLOORS = {
    ("en", "type"): 0.80,
    ("en", "status"): 0.79,
    ("en", "dyad"): 0.70,
    ("de", "type"): 0.79,
    ("de", "status"): 0.77,
    ("de", "dyad"): 0.62,
}
MODE_FLOORS = {"en": 0.85, "de": 0.85}
MOST_FALSE_ALARMS = {"en": 0.30, "de": 0.27}
LANGUAGES = ("de", "en")

Gold = Callable[[str], CodedGold]


def events(coder: Coder, text: str, language: str, published: str | None = "2024-03-05") -> tuple[Event, ...]:
    return coder.code(text, language=language, published=published).events


def only(coder: Coder, text: str, language: str) -> Event:
    found = events(coder, text, language)
    assert len(found) == 1, [scoring.show(event) for event in found]
    return found[0]


def sides(event: Event) -> tuple[set[str], set[str]]:
    return set(scoring.countries(event.actor)), set(scoring.countries(event.recipient))


def participants(event: Event) -> Iterator[Entity]:
    yield from (*event.actor, *event.recipient, *event.sources)


# --- floors ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "measure"), FLOORS)
def test_f1_stays_above_its_floor(coded_gold: Gold, language: str, measure: str) -> None:
    pairs = [(gold, document.events) for gold, document in coded_gold(language)]
    counts = scoring.score_events(pairs)[measure]
    assert counts.f1 >= FLOORS[language, measure], counts


@pytest.mark.parametrize("language", LANGUAGES)
def test_modes_stay_above_their_floor(coded_gold: Gold, language: str) -> None:
    pairs = [(gold, document.events) for gold, document in coded_gold(language)]
    assert scoring.mode_accuracy(pairs) >= MODE_FLOORS[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sport_weather_and_business_seldom_give_an_event(coded_gold: Gold, language: str) -> None:
    pairs = [(gold, document.events) for gold, document in coded_gold(language)]
    assert scoring.false_alarms(pairs) <= MOST_FALSE_ALARMS[language]


# --- what composition makes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "active", "passive"),
    [
        ("en", "Russia attacked Ukraine on Monday.", "Ukraine was attacked by Russia on Monday."),
        ("en", "Argentina expelled two Russian diplomats.", "Two Russian diplomats were expelled by Argentina."),
        (
            "de",
            "Russland griff am Montag die Ukraine an.",
            "Die Ukraine wurde am Montag von Russland angegriffen.",
        ),
        ("de", "Frankreich hat Serbien angegriffen.", "Serbien wurde von Frankreich angegriffen."),
        (
            "de",
            "Argentinien wies zwei russische Diplomaten aus.",
            "Zwei russische Diplomaten wurden von Argentinien ausgewiesen.",
        ),
    ],
)
def test_passive_and_active_give_the_same_roles(coder: Coder, language: str, active: str, passive: str) -> None:
    one, other = only(coder, active, language), only(coder, passive, language)
    assert one.event_type == other.event_type
    assert sides(one) == sides(other)
    assert all(sides(one))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "North Korea threatened to attack South Korea."),
        ("de", "Nordkorea drohte, Südkorea anzugreifen."),
    ],
)
def test_threatened_attack_is_a_threat_of_violence(coder: Coder, language: str, text: str) -> None:
    event = only(coder, text, language)
    assert (event.event_type, event.event_mode) == ("THREATEN", ("violence",))
    assert sides(event) == ({"PRK"}, {"KOR"})
    assert event.status == "actual"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The German chancellor will visit Indonesia next week."),
        ("de", "Bundeskanzler Olaf Scholz wird im kommenden Monat nach Jakarta reisen."),
        ("de", "Der deutsche Präsident wird in der kommenden Woche Indonesien besuchen."),
    ],
)
def test_future_visit_is_an_agreement(coder: Coder, language: str, text: str) -> None:
    event = only(coder, text, language)
    assert (event.event_type, event.status) == ("AGREE", "future")
    assert sides(event) == ({"DEU"}, {"IDN"})


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Serbia refused to meet the Albanian president."),
        ("de", "Serbien weigerte sich, den albanischen Präsidenten zu treffen."),
    ],
)
def test_refused_meeting_is_a_rejection(coder: Coder, language: str, text: str) -> None:
    event = only(coder, text, language)
    assert (event.event_type, event.event_mode) == ("REJECT", ("meet",))
    assert sides(event) == ({"SRB"}, {"ALB"})


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Cyprus urged Turkey to withdraw its troops."),
        ("de", "Zypern forderte die Türkei auf, ihre Truppen abzuziehen."),
    ],
)
def test_demanded_withdrawal_is_a_request_and_no_withdrawal(coder: Coder, language: str, text: str) -> None:
    event = only(coder, text, language)
    assert (event.event_type, event.event_mode) == ("REQUEST", ("yield",))
    assert sides(event) == ({"CYP"}, {"TUR"})


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Turkey has not imposed sanctions on Russia."),
        ("de", "Die Türkei hat keine Sanktionen gegen Russland verhängt."),
    ],
)
def test_what_did_not_happen_is_negated(coder: Coder, language: str, text: str) -> None:
    event = only(coder, text, language)
    assert (event.event_type, event.status) == ("SANCTION", "negated")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Poland lies between Germany and Belarus."),
        ("en", "The French president said that the economy was growing again."),
        ("de", "Polen liegt zwischen Deutschland und Belarus."),
        ("de", "Der französische Präsident sagte, die Wirtschaft wachse wieder."),
    ],
)
def test_sentence_without_frame_gives_no_event(coder: Coder, language: str, text: str) -> None:
    assert events(coder, text, language) == ()


# --- what every record promises --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_span_points_at_its_words(coded_gold: Gold, language: str) -> None:
    for _, document in coded_gold(language):
        for event in document.events:
            assert event.trigger.text == " ".join(document.text[b:e] for b, e in event.trigger.spans)
            records = [*participants(event), *event.quantities, *filter(None, (event.date, event.place))]
            assert all(document.text[slice(*record.span)] == record.text for record in records)
            first, last = document.sentences[event.sentence]
            assert first <= event.trigger.spans[0][0] < last


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_event_names_its_rule_and_how_sure_it_is(coded_gold: Gold, language: str) -> None:
    for _, document in coded_gold(language):
        for event in document.events:
            assert event.rule.startswith((f"{language}/frames/", f"{language}/operators.tsv", "grammar:")), event.rule
            assert 0 <= event.confidence <= 1
            assert -10 <= event.score <= 10
            assert event.actor or event.recipient


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Unknown gunmen attacked a Russian convoy near the river."),
        ("de", "Unbekannte Bewaffnete griffen einen russischen Konvoi an."),
    ],
)
def test_unresolved_participant_keeps_its_words_and_has_no_code(coder: Coder, language: str, text: str) -> None:
    event = only(coder, text, language)
    unknown = event.actor[0]
    assert unknown.text in text
    assert unknown.country is None
    assert unknown.id is None
    assert unknown.name is None


def test_coding_twice_gives_the_same_records(coder: Coder) -> None:
    text = "Denmark delivered six jets to Ukraine. Moscow threatened to attack Danish ships."
    assert events(coder, text, "en") == events(coder, text, "en")


def test_without_a_publication_date_no_relative_date_is_resolved(coder: Coder) -> None:
    (event,) = events(coder, "Russia attacked Ukraine on Monday.", "en", published=None)
    assert event.date is None or event.date.start is None


# --- the event between a given pair ----------------------------------------------------------------------------


def test_relate_finds_the_event_between_a_pair(coder: Coder) -> None:
    text = "Canada criticised Hungary, and Norway thanked Poland."
    norway, poland = text.index("Norway"), text.index("Poland")
    event = coder.relate(text, actor=(norway, norway + 6), recipient=(poland, poland + 6), language="en")
    assert event is not None
    assert event.event_type == "SUPPORT"


def test_relate_gives_nothing_where_nothing_relates(coder: Coder) -> None:
    text = "Poland lies between Germany and Belarus."
    assert coder.relate(text, actor=(0, 6), recipient=(20, 27), language="en") is None
