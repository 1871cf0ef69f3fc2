"""Points on the calendar: from year, month, day, weekday, season and relative words to a period."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from depesche.dates.calculus import (
    UNKNOWN,
    Grain,
    Period,
    containing,
    holiday,
    part_of_year,
    season,
    shifted,
    weekday_near,
)
from depesche.dates.context import Context

Fields = Mapping[str, str]
PIVOT = 30  # two-digit years up to here are of this century
LONG_AGO = 100  # days: a date without a year that is nearer than this needs no tense
YEARLY: dict[str, Grain] = {"quarter": "Q", "half_year": "H", "month": "M"}
TODAY = Period("D", date(1, 1, 1))


def point(fields: Fields, context: Context) -> Period | None:
    """The period the fields name, or None where the context does not tell which one it is."""
    for name, finder in FINDERS.items():
        if name in fields:
            return finder(fields, context)
    return period_of_year(fields, context)


def period_of_year(fields: Fields, context: Context) -> Period | None:
    year = said_year(fields, context)
    return Period("Y", date(year, 1, 1)) if year else None


def said_year(fields: Fields, context: Context) -> int | None:
    """The year given in the expression, by number or by a relative word."""
    if "year" in fields:
        return int(fields["year"])
    if "hundreds" in fields:
        return int(fields["hundreds"]) * 100 + int(fields.get("tens", "0")) + int(fields.get("number", "0"))
    if "yy" in fields:
        return two_digit_year(int(fields["yy"]))
    if "yeardir" in fields:
        anchor = context.anchor(fields.get("anchor", ""))
        return anchor.first.year + int(fields["yeardir"]) if anchor else None
    return None


def two_digit_year(number: int) -> int:
    return (2000 if number <= PIVOT else 1900) + number


def find_day(fields: Fields, context: Context) -> Period | None:
    """A day of a month."""
    if "month" not in fields:
        return day_of_known_month(fields, context)
    month, number = int(fields["month"]), int(fields["day"])
    year = said_year(fields, context)
    if year:
        return Period("D", date(year, month, number))
    return nearest_year("D", month, number, context)


def day_of_known_month(fields: Fields, context: Context) -> Period | None:
    anchor = context.last("D", "M") or context.anchor("")
    return Period("D", anchor.first.replace(day=int(fields["day"]))) if anchor else None


def find_month(fields: Fields, context: Context) -> Period | None:
    month, year = int(fields["month"]), said_year(fields, context)
    if not 1 <= month <= len(UNKNOWN) + 2:
        raise ValueError(month)
    if year:
        return Period("M", date(year, month, 1))
    if "dir" in fields:
        return directed("M", month, int(fields["dir"]), context)
    return nearest_year("M", month, 1, context)


def directed(grain: Grain, month: int, direction: int, context: Context) -> Period | None:
    """The last (-1), the next (1) or this year's (0) period that begins with a month."""
    if context.published is None:
        return None
    today = context.published
    here = containing(grain, today)
    years = [Period(grain, date(today.year + offset, month, 1)) for offset in (-1, 0, 1)]
    if direction < 0:
        return max((p for p in years if p.first < here.first), key=lambda p: p.first)
    if direction > 0:
        return min((p for p in years if p.first > here.first), key=lambda p: p.first)
    return years[1]


def nearest_year(grain: Grain, month: int, day: int, context: Context) -> Period | None:
    """A day or month without a year: of the year being told, else the nearest that fits the tense."""
    tense = context.tense
    told = context.told_year()
    if told and tense != "future":
        return Period(grain, date(told, month, day))
    today = context.published
    if today is None:
        return None
    choices = [Period(grain, date(today.year + offset, month, day)) for offset in (-1, 0, 1) if exists(
        today.year + offset, month, day)]  # fmt: skip
    if not choices:
        raise ValueError(f"{month}-{day}")
    nearest = min(choices, key=lambda p: distance(p, today))
    if distance(nearest, today) <= (LONG_AGO if grain == "D" else 0):
        return nearest
    fitting = [p for p in choices if fits(p, today, tense)]
    return min(fitting or choices, key=lambda p: distance(p, today))


def exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def distance(period: Period, today: date) -> int:
    """Days between the period and the day; none if it holds the day."""
    return max(0, (period.first - today).days, (today - period.last).days)


def fits(period: Period, today: date, tense: str | None) -> bool:
    if tense == "past":
        return period.first <= today
    return tense != "future" or period.last >= today


def find_weekday(fields: Fields, context: Context) -> Period | None:
    """A day of the week: with `dir` the last or next one, else before or after by tense."""
    weekday = int(fields["weekday"])
    if "weekdir" in fields:
        return weekday_in(weekday, int(fields["weekdir"]), context)
    anchor = context.anchor(fields.get("anchor", ""))
    if anchor is None:
        return None
    if "dir" in fields:
        return weekday_directed(anchor.first, weekday, int(fields["dir"]))
    forward = context.tense in ("future", "present")
    return Period("D", weekday_near(anchor.first, weekday, 1 if forward else -1))


def weekday_directed(day: date, weekday: int, direction: int) -> Period:
    if direction == 0:
        return Period("D", containing("W", day).first + timedelta(days=weekday - 1))
    return Period("D", weekday_near(day, weekday, direction, strict=True))


def weekday_in(weekday: int, weeks: int, context: Context) -> Period | None:
    """The day of the week so many weeks away."""
    if context.published is None:
        return None
    week = shifted(containing("W", context.published), weeks)
    return Period("D", week.first + timedelta(days=weekday - 1))


def find_part_of_year(fields: Fields, context: Context) -> Period | None:
    """A quarter or half-year by number: of the year said, told or, by tense, the one begun last."""
    name = "quarter" if "quarter" in fields else "half_year"
    grain, number = YEARLY[name], int(fields[name])
    year = said_year(fields, context)
    if year:
        return part_of_year(year, grain, number)
    month = part_of_year(2000, grain, number).first.month
    return directed(grain, month, int(fields["dir"]), context) if "dir" in fields else by_tense(grain, month, context)


def find_season(fields: Fields, context: Context) -> Period | None:
    code, year = fields["season"], said_year(fields, context)
    if year:
        return season(year, code)
    month = season(2000, code).first.month
    return directed("S", month, int(fields["dir"]), context) if "dir" in fields else by_tense("S", month, context)


def by_tense(grain: Grain, month: int, context: Context) -> Period | None:
    """The part of a year that fits the tense best, nearest to the publication or within the year told."""
    return nearest_year(grain, month, 1, context)


def find_decade(fields: Fields, context: Context) -> Period:
    """`decade` is written as its tens (80) or as its first year (1980)."""
    number = int(fields["decade"])
    hundreds = int(fields.get("hundreds", "0")) * 100
    if number < 100:
        number += hundreds or (2000 if number < PIVOT else 1900)
    return Period("E", date(number - number % 10, 1, 1))


def find_century(fields: Fields, context: Context) -> Period:
    """`century` is the ordinal: 19 for the nineteenth."""
    return Period("C", date(max(1, (int(fields["century"]) - 1) * 100), 1, 1))


def find_unit(fields: Fields, context: Context) -> Period | None:
    """Last week, this month, next year; with the anchor `last` the unit around or beside the date mentioned last."""
    grain: Grain = fields["unit"]  # type: ignore[assignment]
    if grain not in UNKNOWN:
        raise ValueError(grain)
    anchor = context.anchor(fields.get("anchor", ""))
    return shifted(containing(grain, anchor.first), int(fields["dir"])) if anchor else None


def find_holiday(fields: Fields, context: Context) -> Period | None:
    """A feast: of the year said or told, else by `dir` or the nearest."""
    when, year = fields["holiday"], said_year(fields, context) or context.told_year()
    if year:
        return Period("D", holiday(when, year))
    today = context.published
    if today is None:
        return None
    choices = [Period("D", holiday(when, today.year + offset)) for offset in (-1, 0, 1)]
    direction = int(fields.get("dir", "0"))
    beyond = [p for p in choices if (p.first - today).days * direction > 0]
    return min(beyond or choices, key=lambda p: distance(p, today))


def find_day_offset(fields: Fields, context: Context) -> Period | None:
    anchor = context.anchor(fields.get("anchor", ""))
    if anchor is None or anchor.grain != "D":
        return None
    return shifted(anchor, int(fields["daydir"]))


FINDERS = {
    "day": find_day,
    "month": find_month,
    "quarter": find_part_of_year,
    "half_year": find_part_of_year,
    "season": find_season,
    "holiday": find_holiday,
    "weekday": find_weekday,
    "daydir": find_day_offset,
    "decade": find_decade,
    "century": find_century,
    "unit": find_unit,
}


def unresolved(fields: Fields) -> str | None:
    """The TIMEX3 value of a point that no context resolves: what was said, X for what was not."""
    month = f"{int(fields['month']):02}" if "month" in fields else "XX"
    if "day" in fields:
        return f"XXXX-{month}-{int(fields['day']):02}"
    for name, value in (("month", f"XXXX-{month}"), ("quarter", "XXXX-Q{}"), ("half_year", "XXXX-H{}"),
                        ("season", "XXXX-{}"), ("weekday", "XXXX-WXX-{}")):  # fmt: skip
        if name in fields:
            return value.format(fields[name])
    if "holiday" in fields or "daydir" in fields:
        return "XXXX-XX-XX"
    if "yeardir" in fields:
        return "XXXX"
    return UNKNOWN.get(fields["unit"]) if "unit" in fields else None
