"""TIMEX3 values of durations and sets."""

from __future__ import annotations

from collections.abc import Mapping

Fields = Mapping[str, str]
# How many of which ISO unit a unit of the tables is.
ISO: dict[str, tuple[int, str]] = {"E": (10, "Y"), "C": (100, "Y"), "MIL": (1000, "Y"), "FN": (2, "W")}
CLOCK = {"TH": "H", "TM": "M", "TS": "S"}
HALVES = {"Y": ("M", 6), "TH": ("TM", 30), "TM": ("TS", 30)}


def duration_value(fields: Fields) -> str:
    """`P3D`, `PT2H`, `PXY` from `number` and `unit`; half a unit is written in the next smaller one."""
    number, unit = fields.get("number", "1"), fields["unit"]
    if "tens" in fields:
        number = str(int(fields["tens"]) + int(number))
    if "half_more" in fields and number != "X":
        number = tidy(float(number) + float(fields["half_more"]))
    if number == "0.5" and unit in HALVES:
        unit, count = HALVES[unit]
        number = str(count)
    times, unit = ISO.get(unit, (1, unit))
    if number != "X" and times > 1:
        number = tidy(float(number) * times)
    return f"PT{number}{CLOCK[unit]}" if unit in CLOCK else f"P{number}{unit}"


def tidy(number: float) -> str:
    """A number without a useless fraction."""
    return str(int(number)) if number == int(number) else str(number)


def repeated(fields: Fields) -> str | None:
    """The value of a set: a day of the week, a month, a season or a quarter of no particular year, or a period."""
    tail = f"T{fields['part']}" if "part" in fields else ""
    if "weekday" in fields:
        return f"XXXX-WXX-{fields['weekday']}{tail}"
    if "month" in fields:
        return f"XXXX-{int(fields['month']):02}"
    if "season" in fields:
        return f"XXXX-{fields['season']}"
    if "quarter" in fields:
        return f"XXXX-Q{fields['quarter']}"
    if tail:
        return f"XXXX-XX-XX{tail}"
    return duration_value(fields) if "unit" in fields else None
