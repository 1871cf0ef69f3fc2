"""Clock times and parts of the day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from depesche.dates.calculus import Period
from depesche.dates.context import Context

Fields = Mapping[str, str]
NOON = 12


def time_of(fields: Fields, context: Context, period: Period | None, unknown: str | None) -> tuple[str, date | None]:
    """TIMEX3 value and day of a time; without a day of its own it belongs to the day mentioned near it."""
    alone = unknown or "each" in fields  # "täglich um 20 Uhr" is on no day of its own
    day = period.first if period else None if alone else context.near_day()
    prefix = day.isoformat() if day else unknown or ("" if "hour" in fields else "XXXX-XX-XX")
    return f"{prefix}T{clock(fields)}", day


def clock(fields: Fields) -> str:
    """`14:30`, or a part of the day such as `EV`."""
    if "hour" not in fields:
        return fields["part"]
    hour = int(fields["hour"])
    if fields.get("half") == "PM" and hour < NOON:
        hour += NOON
    if fields.get("half") == "AM" and hour == NOON:
        hour = 0
    return f"{hour:02}:{int(fields.get('minute', '0')):02}"
