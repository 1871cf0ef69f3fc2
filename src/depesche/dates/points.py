"""Points on the calendar: from year, month, day, weekday, season and relative words to a period."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from depesche.dates.calculus import UNKNOWN, Period
from depesche.dates.context import Context
from depesche.dates.days import find_day, find_day_offset, find_holiday, find_weekday, find_weekend
from depesche.dates.stretches import (
    find_century,
    find_decade,
    find_month,
    find_part_of_year,
    find_season,
    find_unit,
)
from depesche.dates.years import said_year

Fields = Mapping[str, str]


def point(fields: Fields, context: Context) -> Period | None:
    """The period the fields name, or None where the context does not tell which one it is."""
    for name, finder in FINDERS.items():
        if name in fields:
            return finder(fields, context)
    return period_of_year(fields, context)


def period_of_year(fields: Fields, context: Context) -> Period | None:
    year = said_year(fields, context)
    return Period("Y", date(year, 1, 1)) if year else None


# The field that says the most decides; the others only help.
FINDERS: dict[str, Callable[[Fields, Context], Period | None]] = {
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
    "weekend": find_weekend,
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
    if "weekend" in fields:
        return UNKNOWN["WE"]
    return UNKNOWN.get(fields["unit"]) if "unit" in fields else None
