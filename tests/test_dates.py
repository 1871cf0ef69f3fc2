"""Dates: our own gold with its floor, what must hold whatever the text, and the calculus by properties."""

from __future__ import annotations

import re
import time
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.dates import find_dates, load_date_lexicon
from depesche.dates.calculus import (
    MONTHS_IN,
    Grain,
    add_months,
    containing,
    easter,
    holiday,
    moved,
    shifted,
    weekday_near,
)
from depesche.errors import LexiconError
from depesche.records import DateRef

GOLD = Path(__file__).parent / "gold"
# Share of our own expressions that must come out with exact extent and value. Lower it only with a reason.
FLOOR = {"de": 0.97, "en": 0.97}
GRAINS: list[Grain] = ["C", "E", "Y", "H", "Q", "S", "M", "W", "WE", "D"]

days = st.dates(date(1500, 1, 1), date(2500, 12, 31))
grains = st.sampled_from(GRAINS)


def dates(text: str, language: str = "de", published: str | None = "2024-01-21") -> tuple[DateRef, ...]:
    return find_dates(text, text, None, language, published, load_date_lexicon(language))


def gold(language: str) -> list[tuple[str | None, list[tuple[str, str]], str]]:
    """Publication date, (expression, value) in order, and the sentence without brackets."""
    rows = []
    lines = (GOLD / f"dates_{language}.tsv").read_text(encoding="utf8").splitlines()
    for line in lines:
        if line.startswith(("#", "published\t")):
            continue
        published, values, sentence = line.split("\t")
        expressions = re.findall(r"\[(.*?)\]", sentence)
        assert len(expressions) == len(values.split()), sentence
        pairs = list(zip(expressions, values.split(), strict=True))
        rows.append((published or None, pairs, re.sub(r"[\[\]]", "", sentence)))
    return rows


@pytest.mark.parametrize("language", ["de", "en"])
def test_our_own_expressions_are_found_with_their_values(language: str) -> None:
    wanted = right = 0
    wrong = []
    for published, pairs, sentence in gold(language):
        found = [(ref.text, ref.value) for ref in dates(sentence, language, published)]
        wanted += max(len(pairs), len(found), 1)
        right += sum(pair in found for pair in pairs) + (not pairs and not found)
        if found != pairs:
            wrong.append(f"{sentence} | wanted {pairs} | found {found}")
    assert right / wanted >= FLOOR[language], "\n".join(wrong)


@pytest.mark.parametrize("language", ["de", "en"])
def test_there_are_sixty_expressions_a_language(language: str) -> None:
    assert sum(len(pairs) for _, pairs, _ in gold(language)) >= 60


# --- start and end -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "start", "end"),
    [
        ("Das war am 21. Januar 2024.", "de", "2024-01-21", "2024-01-21"),
        ("Das war letzte Woche.", "de", "2024-01-08", "2024-01-14"),
        ("Das war im Februar 2024.", "de", "2024-02-01", "2024-02-29"),
        ("Das war Anfang 2023.", "de", "2023-01-01", "2023-12-31"),
        ("It was in the third quarter of 2023.", "en", "2023-07-01", "2023-09-30"),
        ("It was in the 1990s.", "en", "1990-01-01", "1999-12-31"),
        ("Es war vor drei Jahren.", "de", "2021-01-01", "2021-12-31"),
        ("So ist es seit drei Jahren.", "de", "2021-01-21", "2024-01-21"),
        ("In the past two months it grew.", "en", "2023-11-21", "2024-01-21"),
        ("It rained Sunday night.", "en", "2024-01-21", "2024-01-21"),
    ],
)
def test_a_resolved_date_has_its_first_and_last_day(text: str, language: str, start: str, end: str) -> None:
    (ref,) = dates(text, language)
    assert (ref.start, ref.end) == (start, end)


def test_beginning_and_end_of_a_unit_are_said_by_mod_and_not_guessed_by_days() -> None:
    (ref,) = dates("Er war Anfang des Monats abgereist.")
    assert (ref.value, ref.mod, ref.start, ref.end) == ("2024-01", "START", "2024-01-01", "2024-01-31")
    (ref,) = dates("He left in late November.", "en")
    assert (ref.value, ref.mod) == ("2023-11", "END")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Er kam gestern.", "de"),
        ("Er kam letzte Woche.", "de"),
        ("Er kam am Sonntag.", "de"),
        ("Er kam vor drei Jahren.", "de"),
        ("Er kam im Mai.", "de"),
        ("Er kam zu Ostern.", "de"),
        ("He came last month.", "en"),
        ("He came on Friday.", "en"),
        ("He came two weeks ago.", "en"),
        ("He came over the weekend.", "en"),
        ("He came on Friday morning.", "en"),
    ],
)
def test_without_a_publication_date_relative_expressions_keep_a_value_and_no_days(text: str, language: str) -> None:
    (ref,) = dates(text, language, None)
    assert ref.value
    assert ref.start is None
    assert ref.end is None


def test_a_publication_date_that_is_only_a_year_resolves_nothing() -> None:
    (ref,) = dates("Er kam gestern.", published="2024")
    assert ref.start is None


def test_a_time_of_publication_counts_by_its_day() -> None:
    (ref,) = dates("Er kam gestern.", published="2024-01-21T23:30:00+01:00")
    assert ref.value == "2024-01-20"


# --- tense and story -----------------------------------------------------------------------------------------------


def test_a_bare_weekday_lies_where_the_tense_says() -> None:
    assert dates("Am Freitag stimmte das Parlament ab.")[0].value == "2024-01-19"
    assert dates("Am Freitag wird das Parlament abstimmen.")[0].value == "2024-01-26"
    assert dates("Parliament voted on Friday.", "en")[0].value == "2024-01-19"
    assert dates("Parliament will vote on Friday.", "en")[0].value == "2024-01-26"


def test_the_weekday_of_publication_is_that_day() -> None:
    assert dates("Das sagte sie am Sonntag.")[0].value == "2024-01-21"


def test_a_month_without_a_year_belongs_to_the_year_being_told() -> None:
    refs = dates(
        "Im März 1992 verlor die Skulptur ihre Nase. Im April brachte man sie in den Innenhof.", published="2013-03-27"
    )
    assert [ref.value for ref in refs] == ["1992-03", "1992-04"]


def test_a_time_belongs_to_the_day_named_beside_it() -> None:
    refs = dates("Die Wahl beginnt am 9. Juni 2024. Um 8 Uhr öffnen die Lokale.")
    assert [ref.value for ref in refs] == ["2024-06-09", "2024-06-09T08:00"]


# --- extent --------------------------------------------------------------------------------------------------------


def test_spans_are_places_in_the_text() -> None:
    text = "Am  21. Januar\n2024 und gestern."
    for ref in dates(text):
        assert text[slice(*ref.span)] == ref.text


def test_masked_parts_are_not_searched() -> None:
    text = "Lesen Sie auch: Was gestern geschah. Er kam heute."
    masked = " " * 36 + text[36:]
    refs = find_dates(masked, text, None, "de", "2024-01-21", load_date_lexicon("de"))
    assert [ref.text for ref in refs] == ["heute"]


def test_a_masked_text_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="characters"):
        find_dates("kurz", "länger", None, "de", None, load_date_lexicon("de"))


def test_the_longest_expression_wins() -> None:
    (ref,) = dates("Am Montag, 15. Januar 2024, begann es.")
    assert ref.text == "Montag, 15. Januar 2024"


def test_expressions_do_not_run_over_a_paragraph() -> None:
    refs = dates("Das war im Januar\n\n2024 Stimmen fehlten.")
    assert refs[0].text == "Januar"


@pytest.mark.parametrize("text", ["am 31. Februar 2024", "am 30.02.2024"])
def test_a_day_that_does_not_exist_is_no_date(text: str) -> None:
    assert all(ref.start is None for ref in dates(text))


@given(st.text(max_size=200))
def test_any_text_can_be_searched(text: str) -> None:
    for language in ("de", "en"):
        refs = dates(text, language)
        assert all(a.span[1] <= b.span[0] for a, b in pairwise(refs))


WORDS = """am 1. 2. 31. 2024 Januar Mai 99 vor seit drei Tagen Jahren letzte Woche und bis , - / Uhr 10 18 Montag abend
    the first 20th of last next two days ago later year quarter Friday night p.m. noon every century 1990s '"""
words = st.sampled_from(WORDS.split())


@given(st.lists(words, max_size=25))
def test_any_order_of_time_words_can_be_read(some: list[str]) -> None:
    text = " ".join(some)
    for language in ("de", "en"):
        for ref in dates(text, language):
            assert text[slice(*ref.span)] == ref.text
            assert (ref.start is None) == (ref.end is None)
            assert ref.start is None or ref.start <= (ref.end or "")


def test_long_runs_of_blanks_and_lists_take_no_time() -> None:
    began = time.perf_counter()
    dates("Montag" + " " * 50_000 + "1. " * 2_000 + "und" + " " * 50_000)
    assert time.perf_counter() - began < 2


# --- tables --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("a\tpoint\t<nothing>", "nothing"),
        ("a\tpoint\t(open", "bracket"),
        ("a\tpoint\t{missing}", "missing"),
        ("a\twrong\tx", "wrong"),
    ],
)
def test_a_wrong_rule_is_named_with_its_line(tmp_path: Path, rule: str, message: str) -> None:
    folder = tmp_path / "xx"
    folder.mkdir()
    (folder / "time.tsv").write_text("name\tvalue\twords\nmonth\t1\tJanuar\n", encoding="utf8")
    (folder / "holidays.tsv").write_text("when\twords\n12-25\tWeihnachten\n", encoding="utf8")
    (folder / "time_rules.tsv").write_text(f"name\tkind\tpattern\n{rule}\n", encoding="utf8")
    with pytest.raises(LexiconError, match=message) as raised:
        load_date_lexicon("xx", tmp_path)
    assert "time_rules.tsv:2" in str(raised.value)


def test_a_feast_without_a_day_is_named_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "xx"
    folder.mkdir()
    (folder / "time.tsv").write_text("name\tvalue\twords\nmonth\t1\tJanuar\n", encoding="utf8")
    (folder / "holidays.tsv").write_text("when\twords\nsoon\tWeihnachten\n", encoding="utf8")
    (folder / "time_rules.tsv").write_text("name\tkind\tpattern\n", encoding="utf8")
    with pytest.raises(LexiconError, match=r"holidays\.tsv:2"):
        load_date_lexicon("xx", tmp_path)


# --- the calculus --------------------------------------------------------------------------------------------------


@given(days, grains)
def test_a_period_holds_its_day(day: date, grain: Grain) -> None:
    period = containing(grain, day)
    if grain != "WE":  # the weekend of a day's week may lie after it
        assert period.first <= day <= period.last


@given(days, grains)
def test_periods_follow_each_other_without_gap(day: date, grain: Grain) -> None:
    period = containing(grain, day)
    following = shifted(period, 1)
    assert period.first < following.first
    if grain != "WE":
        assert following.first - period.last == timedelta(days=1)


@given(days, grains, st.integers(-20, 20))
def test_shifting_there_and_back_changes_nothing(day: date, grain: Grain, count: int) -> None:
    if grain == "C":
        count //= 10
    period = containing(grain, day)
    assert shifted(shifted(period, count), -count) == period


@given(days, grains)
def test_different_periods_have_different_values(day: date, grain: Grain) -> None:
    period = containing(grain, day)
    assert shifted(period, 1).value != period.value


@given(days)
def test_week_values_are_iso_weeks_over_year_ends(day: date) -> None:
    year, week, _ = day.isocalendar()
    assert containing("W", day).value == f"{year:04}-W{week:02}"


def test_week_53_belongs_to_the_year_it_began_in() -> None:
    assert containing("W", date(2021, 1, 3)).value == "2020-W53"
    assert shifted(containing("W", date(2021, 1, 3)), 1).value == "2021-W01"
    assert containing("WE", date(2021, 1, 1)).value == "2020-W53-WE"


@given(days, st.integers(-600, 600))
def test_adding_months_keeps_the_day_or_ends_the_month(day: date, months: int) -> None:
    there = add_months(day, months)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert there.day == day.day or (there.day < day.day and (there + timedelta(days=1)).day == 1)


def test_leap_days_move_to_the_end_of_february() -> None:
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert moved(containing("D", date(2024, 2, 29)), -1, "Y").first == date(2023, 2, 28)
    assert containing("M", date(2024, 2, 1)).last == date(2024, 2, 29)
    assert containing("M", date(1900, 2, 1)).last == date(1900, 2, 28)


@given(days, st.integers(1, 7), st.sampled_from([-1, 1]), st.booleans())
def test_the_nearest_weekday_is_at_most_a_week_away(day: date, weekday: int, direction: int, strict: bool) -> None:
    there = weekday_near(day, weekday, direction, strict)
    distance = (there - day).days * direction
    assert there.isoweekday() == weekday
    assert (1 if strict else 0) <= distance <= (7 if strict else 6)


@given(st.integers(1600, 2400))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    assert easter(year).isoweekday() == 7
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


def test_feasts_fall_on_their_days() -> None:
    assert easter(2024) == date(2024, 3, 31)
    assert holiday("easter+49", 2024) == date(2024, 5, 19)
    assert holiday("11/4/4", 2023) == date(2023, 11, 23)
    assert holiday("05/1/-1", 2023) == date(2023, 5, 29)
    assert holiday("12-25<7", 2023) == date(2023, 12, 24)


def test_quarters_halves_and_decades_have_their_months() -> None:
    assert containing("Q", date(2024, 5, 5)).value == "2024-Q2"
    assert containing("H", date(2024, 7, 1)).value == "2024-H2"
    assert containing("S", date(2024, 1, 5)).value == "2023-WI"
    assert containing("E", date(1999, 12, 31)).last == date(1999, 12, 31)
    assert set(MONTHS_IN) == {"C", "E", "Y", "H", "Q", "S", "M"}
