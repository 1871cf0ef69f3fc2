"""Single days: of a month, of a week, feasts, and days counted from another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from depesche.dates.calculus import Period, containing, holiday, shifted, weekday_near
from depesche.dates.context import Context
from depesche.dates.years import distance, nearest_year, said_year

Fields = Mapping[str, str]


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
    return Period("D", weekday_near(anchor.first, weekday, 1 if context.ahead else -1))


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


def find_weekend(_fields: Fields, context: Context) -> Period | None:
    """A weekend that is only named: this one on its days and where the tense looks ahead, else the one before."""
    today = context.published
    if today is None:
        return None
    here = containing("WE", today)
    return here if today >= here.first or context.ahead else shifted(here, -1)


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
