"""Language: offsets survive all that is done to a text, foreign texts are refused, absurd ones do no harm."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from depesche import Coder
from depesche.errors import InputError, LanguageError
from depesche.language.identify import identify
from depesche.mend import mask
from depesche.records import Article, Damage, Document

LANGUAGES = ("de", "en")
SECONDS = 150.0  # several times what a free machine needs; endless is what must not happen

MESSY = (
    "Accept all cookies\n\n\n"
    "  Russia\tattacked Ukraine on Monday (Editor's note: photo) , an\u00a0official said.\r\n\r\n"
    "\u201cWe will not [sic] yield,\u201d said Kyiv\u2019s foreign minister \U0001f1fa\U0001f1e6 e\u0301 Zelensky.\n\n"
    "Read also: Argentina expelled two Russian diplomats."
)


def spans(document: Document) -> Iterator[tuple[str, tuple[int, int]]]:
    for event in document.events:
        for entity in (*event.actor, *event.recipient, *event.sources):
            yield entity.text, entity.span
    for found in (*document.entities, *document.dates, *document.places, *document.damage):
        yield found.text, found.span


# --- offsets ---------------------------------------------------------------------------------------------------


def test_masking_keeps_length_line_breaks_and_all_other_characters() -> None:
    text = "Russia attacked.\nCookies? Yes\nUkraine replied."
    begin = text.index("Cookies")
    damage = Damage(text=text[begin : begin + 12], span=(begin, begin + 12), kind="boilerplate")
    masked = mask(text, [damage])
    assert masked == text.replace("Cookies? Yes", " " * 12)


def test_overlapping_damage_is_masked_once() -> None:
    text = "one two three four"
    damages = [Damage(text=text[b:e], span=(b, e), kind="boilerplate") for b, e in ((4, 13), (8, 13), (4, 7))]
    assert mask(text, damages) == "one           four"


def test_offsets_point_into_the_text_as_given(coder: Coder) -> None:
    document = coder.code(MESSY, language="en", published="2024-01-21")
    assert document.text == MESSY
    assert document.events
    assert [(text, span) for text, span in spans(document) if MESSY[slice(*span)] != text] == []
    assert all(0 <= begin < end <= len(MESSY) for begin, end in document.sentences)


def test_what_is_masked_gives_no_record(coder: Coder) -> None:
    document = coder.code(MESSY, language="en", published="2024-01-21")
    hidden = [d.span for d in document.damage if d.kind == "boilerplate"]
    for event in document.events:
        begin, end = event.trigger.spans[0]
        assert not any(b <= begin and end <= e for b, e in hidden)


def test_a_blank_line_ends_a_sentence(coder: Coder) -> None:
    document = coder.code("Russia attacked Ukraine\n\nNorway thanked Poland", language="en")
    assert [document.text[b:e] for b, e in document.sentences] == ["Russia attacked Ukraine", "Norway thanked Poland"]


# --- which language --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The foreign minister travelled to Nairobi on Monday for talks about a new railway line."),
        ("de", "Der Außenminister reiste am Montag zu Gesprächen über eine neue Bahnstrecke nach Nairobi."),
    ],
)
def test_german_and_english_are_told_apart(language: str, text: str) -> None:
    assert identify(text, LANGUAGES) == language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le ministre des affaires étrangères s'est rendu lundi à Nairobi pour parler d'un chemin de fer."),
        ("es", "El ministro de Asuntos Exteriores viajó el lunes a Nairobi para hablar de una línea ferroviaria."),
        ("ru", "Министр иностранных дел прибыл в понедельник в Найроби для переговоров о железной дороге."),
    ],
)
def test_other_languages_are_refused_by_name(coder: Coder, language: str, text: str) -> None:
    with pytest.raises(LanguageError, match=repr(language)) as caught:
        coder.code(text)
    assert "de, en" in caught.value.problem
    assert caught.value.remedy


def test_a_language_without_a_pipeline_is_refused(coder: Coder) -> None:
    with pytest.raises(LanguageError, match="'fi'"):
        coder.code("Presidentti vieraili Oslossa.", language="fi")


# --- absurd input ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", " ", "\n\t\r\n", "\u00a0"])
def test_nothing_to_read_is_said_so(coder: Coder, text: str) -> None:
    with pytest.raises(InputError, match="empty"):
        coder.code(text, language="en")


ABSURD = {
    "20,000 words without a full stop": "a long report about the old bridge near the new road " * 1818,
    "50,000 characters without a space": "diplomacy" * 5556,
    "control characters": "".join(map(chr, range(1, 32))) * 40 + " Russia attacked Ukraine. \x00\x07\x7f",
    "right to left": "\u202bهاجمت روسيا أوكرانيا\u202c " * 200 + "Russia attacked Ukraine. " + "הממשלה תקפה " * 200,
    "only punctuation": "!?.,;:" * 200,
    "only brackets and quotes": "([\u201e\u00ab\"'" * 150,
    "only digits": "1234567890 " * 2000,
    "only line breaks and one sentence": "\n" * 50_000 + "Russia attacked Ukraine.",
    "emoji and lone surrogate pairs' characters": "\U0001f680\U0001f1fa\U0001f1e6\u200d" * 300,
    "a compound of 2,000 parts": "-".join(["Russland"] * 2000),
    "combining marks": "e" + "\u0301" * 5000,
    "one letter": "x",
    "markup": "<p><b>Russia</b> attacked &amp; <i>Ukraine</i></p>" * 200,
}


@pytest.mark.parametrize("text", ABSURD.values(), ids=ABSURD)
def test_absurd_input_neither_crashes_nor_takes_long(coder: Coder, text: str) -> None:
    coder.pipeline("en")
    started = time.perf_counter()
    document = coder.code(Article(text=text), language="en", published="2024-01-21")
    assert time.perf_counter() - started < SECONDS
    assert document.text == text
    assert all(text[slice(*span)] == words for words, span in spans(document))
