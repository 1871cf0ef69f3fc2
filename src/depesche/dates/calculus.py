"""Calendar arithmetic: periods of the Gregorian calendar, moved, narrowed and written as TIMEX3 values.

A period is a grain and its first day. Grains, from coarse to fine: C century, E decade, Y year, H half-year, Q quarter,
S season (meteorological, winter belongs to the year it begins in), M month, W ISO week, WE weekend, D day.
Years outside 1 to 9999 raise ValueError or OverflowError, as `datetime.date` does.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Grain = Literal["C", "E", "Y", "H", "Q", "S", "M", "W", "WE", "D"]
MONTHS_IN: dict[str, int] = {"C": 1200, "E": 120, "Y": 12, "H": 6, "Q": 3, "S": 3, "M": 1}
DAYS_IN: dict[str, int] = {"W": 7, "WE": 7, "D": 1}
SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar."""

    grain: Grain
    first: date

    @property
    def last(self) -> date:
        """Last day, inclusive."""
        if self.grain == "WE":
            return self.first + timedelta(days=1)
        if self.first.year + (MONTHS_IN.get(self.grain, 0) // 12) > date.max.year:
            return date.max
        return step(self.first, self.grain, 1) - timedelta(days=1)

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        return WRITE[self.grain](self.first)


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day where it is shorter."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))


def step(day: date, grain: str, count: int) -> date:
    """The day `count` grains later (earlier if negative)."""
    if grain in MONTHS_IN:
        return add_months(day, MONTHS_IN[grain] * count)
    return day + timedelta(days=DAYS_IN[grain] * count)


def containing(grain: Grain, day: date) -> Period:
    """The period of a grain that holds the day; for a weekend the one of the day's ISO week."""
    if grain in ("W", "WE"):
        monday = day - timedelta(days=day.weekday())
        return Period(grain, monday + timedelta(days=SATURDAY if grain == "WE" else 0))
    if grain == "D":
        return Period(grain, day)
    if grain == "S":
        return Period(grain, add_months(day.replace(day=1), -(day.month % 3)))
    if grain in ("C", "E", "Y"):
        length = MONTHS_IN[grain] // 12
        return Period(grain, date(max(1, day.year - day.year % length), 1, 1))
    length = MONTHS_IN[grain]
    return Period(grain, date(day.year, day.month - (day.month - 1) % length, 1))


def shifted(period: Period, count: int) -> Period:
    """The period `count` of its own lengths later."""
    return moved(period, count, period.grain)


def moved(period: Period, count: int, grain: str) -> Period:
    """A period of the same grain, `count` of another grain later: 2023-Q3 moved by one Y is 2024-Q3."""
    return containing(period.grain, step(period.first, grain, count))


def season(year: int, code: str) -> Period:
    """The season (SP, SU, FA, WI) of a year."""
    month = next(month for month, name in SEASONS.items() if name == code)
    return Period("S", date(year, month, 1))


def part_of_year(year: int, grain: Grain, number: int) -> Period:
    """Quarter, half or month by its number in the year, from 1."""
    return Period(grain, date(year, 1 + (number - 1) * MONTHS_IN[grain], 1))


def weekday_near(day: date, weekday: int, direction: int, strict: bool = False) -> date:
    """The nearest day with an ISO weekday at or before (-1) or at or after (1) the day; `strict` leaves the day out."""
    distance = (weekday - day.isoweekday()) * direction % 7
    if strict and distance == 0:
        distance = 7
    return day + timedelta(days=direction * distance)


def easter(year: int) -> date:
    """Easter Sunday of the Western churches (Gauss's rule in Butcher's form)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


HOLIDAY = re.compile(r"(?P<month>\d\d)-(?P<day>\d\d)(?:<(?P<before>\d))?|easter(?P<after>[+-]\d+)|"
                     r"(?P<in>\d\d)/(?P<weekday>\d)/(?P<nth>-?\d)")  # fmt: skip


def holiday(when: str, year: int) -> date:
    """The day a feast falls on.

    `when` is `12-25` (a fixed day), `12-25<7` (the last Sunday before it), `easter+50`, `11/4/4` (month, ISO weekday,
    which one of the month; -1 for the last). Raises ValueError for anything else.
    """
    match = HOLIDAY.fullmatch(when)
    if not match:
        raise ValueError(when)
    if match["after"]:
        return easter(year) + timedelta(days=int(match["after"]))
    if match["month"]:
        fixed = date(year, int(match["month"]), int(match["day"]))
        return weekday_near(fixed, int(match["before"]), -1, strict=True) if match["before"] else fixed
    first, nth, weekday = date(year, int(match["in"]), 1), int(match["nth"]), int(match["weekday"])
    if nth < 0:
        return weekday_near(containing("M", first).last, weekday, -1)
    return weekday_near(first, weekday, 1) + timedelta(weeks=nth - 1)


def write_week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


WRITE: dict[str, Callable[[date], str]] = {
    "C": lambda day: f"{day.year // 100:02}",
    "E": lambda day: f"{day.year // 10:03}",
    "Y": lambda day: f"{day.year:04}",
    "H": lambda day: f"{day.year:04}-H{(day.month + 5) // 6}",
    "Q": lambda day: f"{day.year:04}-Q{(day.month + 2) // 3}",
    "S": lambda day: f"{day.year:04}-{SEASONS[day.month]}",
    "M": lambda day: f"{day.year:04}-{day.month:02}",
    "W": write_week,
    "WE": lambda day: f"{write_week(day)}-WE",
    "D": lambda day: day.isoformat(),
}
UNKNOWN: dict[str, str] = {
    "C": "XX", "E": "XXX", "Y": "XXXX", "H": "XXXX-HX", "Q": "XXXX-QX", "S": "XXXX-XX", "M": "XXXX-XX",
    "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "D": "XXXX-XX-XX",
}  # fmt: skip
