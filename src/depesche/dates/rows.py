"""What a line of each table about time holds."""

from __future__ import annotations

from typing import Literal

from depesche.lexicon.tables import Row

Kind = Literal["part", "none", "ref", "point", "offset", "duration", "set"]


class WordRow(Row, frozen=True, kw_only=True):
    """<language>/time.tsv: the words of one class that mean one value."""

    name: str
    value: str
    words: tuple[str, ...]


class RuleRow(Row, frozen=True, kw_only=True):
    """<language>/time_rules.tsv: a pattern over word classes and what it means; `part` only names a pattern,
    `none` says that what fits is no date."""

    name: str
    kind: Kind
    pattern: str
    fields: str = ""
    before: str = ""
    example: str = ""


class HolidayRow(Row, frozen=True, kw_only=True):
    """<language>/holidays.tsv: the names of a feast and when it falls (see `calculus.holiday`)."""

    when: str
    words: tuple[str, ...]
