"""From the fields of an expression to its TIMEX3 value and ISO dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from depesche.dates.calculus import Period
from depesche.dates.context import Context
from depesche.dates.durations import duration_value, repeated
from depesche.dates.offsets import offset, window
from depesche.dates.points import point, unresolved
from depesche.dates.times import time_of
from depesche.records import DateType

Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Resolved:
    """An expression's meaning; start and end are ISO dates."""

    type: DateType
    value: str
    start: str | None = None
    end: str | None = None


def resolve(kind: str, fields: Fields, context: Context) -> Resolved | None:
    """What the fields mean in their context; None when they mean nothing (31 February)."""
    try:
        return RESOLVERS[kind](fields, context)
    except (ValueError, OverflowError):
        return None


def resolve_ref(fields: Fields, _context: Context) -> Resolved:
    return Resolved("DATE", fields["ref"])


def resolve_set(fields: Fields, _context: Context) -> Resolved | None:
    value = repeated(fields)
    return Resolved("SET", value) if value else None


def resolve_duration(fields: Fields, context: Context) -> Resolved:
    value = duration_value(fields)
    days = window(fields, context)
    return Resolved("DURATION", value, *(days or ()))


def resolve_point(fields: Fields, context: Context) -> Resolved | None:
    period = point(fields, context)
    if "part" in fields or "hour" in fields:
        return resolve_time(fields, context, period)
    if period is None:
        value = unresolved(fields)
        return Resolved("DATE", value) if value else None
    return dated(period, fields, context)


def resolve_time(fields: Fields, context: Context, period: Period | None) -> Resolved | None:
    if period is not None and period.grain != "D":
        return None
    if period is not None:
        context.mentioned(period, "year" in fields)
    value, day = time_of(fields, context, period, unresolved(fields))
    iso = day.isoformat() if day else None
    return Resolved("TIME", value, iso, iso)


def resolve_offset(fields: Fields, context: Context) -> Resolved | None:
    found = offset(fields, context)
    if isinstance(found, Period):
        return dated(found, fields, context)
    return Resolved("DATE", found) if found else None


def dated(period: Period, fields: Fields, context: Context) -> Resolved:
    if "compare" not in fields:  # what a report compares with is not what it tells of
        context.mentioned(period, "year" in fields)
    return Resolved("DATE", period.value, period.first.isoformat(), period.last.isoformat())


RESOLVERS: dict[str, Callable[[Fields, Context], Resolved | None]] = {
    "ref": resolve_ref,
    "set": resolve_set,
    "duration": resolve_duration,
    "point": resolve_point,
    "offset": resolve_offset,
}
