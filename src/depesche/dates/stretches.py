"""Stretches longer than a day: months, seasons, parts of a year, decades, and units counted from another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from depesche.dates.calculus import UNKNOWN, Grain, Period, containing, part_of_year, season, shifted
from depesche.dates.context import Context
from depesche.dates.years import PIVOT, directed, nearest_year, said_year

Fields = Mapping[str, str]
YEARLY: dict[str, Grain] = {"quarter": "Q", "half_year": "H"}


def find_month(fields: Fields, context: Context) -> Period | None:
    month, year = int(fields["month"]), said_year(fields, context)
    return Period("M", date(year, month, 1)) if year else of_no_year("M", month, fields, context)


def find_part_of_year(fields: Fields, context: Context) -> Period | None:
    """A quarter or half-year by its number."""
    name = "quarter" if "quarter" in fields else "half_year"
    grain, number = YEARLY[name], int(fields[name])
    year = said_year(fields, context)
    if year:
        return part_of_year(year, grain, number)
    return of_no_year(grain, part_of_year(2000, grain, number).first.month, fields, context)


def find_season(fields: Fields, context: Context) -> Period | None:
    code, year = fields["season"], said_year(fields, context)
    return season(year, code) if year else of_no_year("S", season(2000, code).first.month, fields, context)


def of_no_year(grain: Grain, month: int, fields: Fields, context: Context) -> Period | None:
    """The period that begins with a month: the last or next one if `dir` says so, else by story and tense."""
    if "dir" in fields:
        return directed(grain, month, int(fields["dir"]), context)
    return nearest_year(grain, month, 1, context)


def find_decade(fields: Fields, _context: Context) -> Period:
    """`decade` is written as its tens (80) or as its first year (1980)."""
    number = int(fields["decade"])
    hundreds = int(fields.get("hundreds", "0")) * 100
    if number < 100:
        number += hundreds or (2000 if number < PIVOT else 1900)
    return Period("E", date(number - number % 10, 1, 1))


def find_century(fields: Fields, _context: Context) -> Period:
    """`century` is the ordinal: 19 for the nineteenth."""
    return Period("C", date(max(1, (int(fields["century"]) - 1) * 100), 1, 1))


def find_unit(fields: Fields, context: Context) -> Period | None:
    """Last week, this month, next year; with the anchor `last` the unit around or beside the date mentioned last."""
    grain: Grain = fields["unit"]  # type: ignore[assignment]
    if grain not in UNKNOWN:
        raise ValueError(grain)
    recalled = context.last(fields["recall"]) if "recall" in fields else None
    if recalled:
        return recalled
    told = context.told_year("Y", "M", "D") if fields.get("anchor") == "told" else None
    if told:
        return containing(grain, date(told, 1, 1))
    anchor = context.anchor(fields.get("anchor", ""))
    return shifted(containing(grain, anchor.first), int(fields["dir"])) if anchor else None
