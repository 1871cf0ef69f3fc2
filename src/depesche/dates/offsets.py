"""Distances in time: three weeks ago, two days later, in the last five years."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from depesche.dates.calculus import MONTHS_IN, UNKNOWN, Grain, Period, containing, moved, step
from depesche.dates.context import Context

Fields = Mapping[str, str]
GRAINS: dict[str, Grain] = {"C": "Y", "E": "Y", "Y": "Y", "H": "H", "Q": "Q", "M": "M", "W": "W", "D": "D"}
VAGUE = {-1: "PAST_REF", 1: "FUTURE_REF"}


def amount(fields: Fields) -> int | None:
    """How many whole units, or None when the text does not say or says a fraction."""
    number = fields.get("number", "1")
    whole = number.isdigit() and len(number) <= 4
    return int(number) + int(fields.get("tens", "0")) if whole else None


def offset(fields: Fields, context: Context) -> Period | str | None:
    """The period that lies `number` `unit` before (`dir` -1) or after the anchor; a value where it cannot be told."""
    count, direction, unit = amount(fields), int(fields["dir"]), fields["unit"]
    if count is None:
        return VAGUE[direction]
    compared = context.last(fields["compare"]) if "compare" in fields and unit == "Y" else None
    if compared:
        return moved(compared, direction * count, "Y")
    anchor = context.anchor(fields.get("anchor", ""))
    grain = GRAINS.get(unit)
    if anchor is None or grain is None:
        return "XXXX-XX-XX" if grain is None else UNKNOWN[unit]
    if fields.get("anchor") == "last" and finer(anchor.grain, grain):
        return moved(anchor, direction * count, grain)
    return containing(grain, step(anchor.first, unit, direction * count))


def finer(grain: str, other: str) -> bool:
    """Whether the first grain is not coarser than the other."""
    order = [*MONTHS_IN, "W", "WE", "D"]
    return order.index(grain) >= order.index(other)


def window(fields: Fields, context: Context) -> tuple[str, str] | None:
    """First and last day of a duration that ends (`dir` -1) or begins (1) with the publication.

    With `ago`, the duration only measures the distance, and the days are those of the point it leads to.
    """
    count, unit = amount(fields), fields["unit"]
    if "dir" not in fields or count is None or unit not in GRAINS or context.published is None:
        return None
    direction, today = int(fields["dir"]), context.published
    if "ago" in fields:
        there = containing(GRAINS[unit], step(today, unit, direction * count))
        return there.first.isoformat(), there.last.isoformat()
    ends: list[date] = sorted((today, step(today, unit, direction * count)))
    return ends[0].isoformat(), ends[1].isoformat()
