"""The year an expression names, or the one that is meant where it names none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from depesche.dates.calculus import Grain, Period, containing
from depesche.dates.context import Context

Fields = Mapping[str, str]
PIVOT = 30  # two-digit years up to here are of this century
# Days: a date without a year that is nearer than this needs no tense to tell its year.
CLOSE: dict[str, int] = {"D": 100, "M": 45, "Q": 92, "H": 92, "S": 60}


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
    told = context.told_year("D", "M")
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
    if distance(nearest, today) <= CLOSE[grain]:
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
