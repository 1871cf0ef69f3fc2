"""What an expression is resolved against: publication date, dates mentioned before, tense of the clause."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from depesche.dates.calculus import Period, containing
from depesche.dates.tense import Tense, Tenses

# How far back (characters) a mention still sets the day for a bare time, and the year for a bare month.
NEAR = 160
STORY = 500


@dataclass(frozen=True, slots=True)
class Mention:
    """A resolved date that was mentioned, and whether its year was said."""

    period: Period
    at: int
    said_year: bool = False


class Context:
    """The state while a document is read from its first date to its last."""

    def __init__(self, published: date | None, tenses: Tenses, looks_ahead: Collection[str]) -> None:
        self.published = published
        self.tenses = tenses
        self.looks_ahead = looks_ahead
        self.at = (0, 0)
        self.mentions: list[Mention] = []

    @property
    def tense(self) -> Tense | None:
        """Tense of the clause that holds the expression."""
        return self.tenses.near(*self.at)

    @property
    def ahead(self) -> bool:
        """Whether the clause looks ahead, so that a bare weekday is the next one."""
        return self.tense in self.looks_ahead

    def mentioned(self, period: Period, said_year: bool) -> None:
        self.mentions.append(Mention(period, self.at[0], said_year))

    def back(self, reach: int) -> Iterator[Mention]:
        """Mentions within reach, the latest first."""
        for mention in reversed(self.mentions):
            if self.at[0] - mention.at > reach:
                return
            yield mention

    def last(self, *grains: str) -> Period | None:
        """The last period mentioned in this stretch of the story, of one of the grains if any is given."""
        return next((m.period for m in self.back(STORY) if not grains or m.period.grain in grains), None)

    def near_day(self) -> date | None:
        """The day that a time or part of day without one belongs to."""
        return next((m.period.first for m in self.back(NEAR) if m.period.grain == "D"), self.published)

    def told_year(self, *grains: str) -> int | None:
        """The year of the story being told, where the date mentioned last said a year that is long past."""
        said = next(self.back(STORY), None)
        if said is None or not said.said_year or (grains and said.period.grain not in grains):
            return None
        if self.published and said.period.first.year >= self.published.year - 1:
            return None
        return said.period.first.year

    def anchor(self, name: str) -> Period | None:
        """The period that `last` or (else) the publication stands for."""
        if name == "last":
            return self.last() or self.anchor("")
        return containing("D", self.published) if self.published else None
