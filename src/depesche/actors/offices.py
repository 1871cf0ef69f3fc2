"""Who held which office on a date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from depesche.lexicon.rows import PersonRow

# Offices that one person holds at a time; a ruler without the title counts where news calls him one.
RULERS = ("head_of_state", "head_of_government")
LARGEST_DISTANCE = 2
SHORTEST_VARIANT = 4


@dataclass(frozen=True, slots=True)
class Bearer:
    """A person as of a date: the office then held, or that there was one before."""

    row: PersonRow
    state: str  # "in office", "former", "later", "undated"

    @property
    def sectors(self) -> tuple[str, ...]:
        """PLOVER sectors: the office's; elites for those who held one before; none for those to come."""
        if self.state == "later":
            return ()
        if self.state == "former":
            return ("ELI", self.row.sector) if self.row.sector != "ELI" else ("ELI",)
        return (self.row.sector,)


class Offices:
    """Spells in office, by person and by office."""

    def __init__(self, people: Iterable[PersonRow]) -> None:
        self._spells: dict[str, list[PersonRow]] = defaultdict(list)
        self._by_office: dict[tuple[str, str], list[PersonRow]] = defaultdict(list)
        self._by_country: dict[str, list[PersonRow]] = defaultdict(list)
        for row in people:
            self._spells[row.id].append(row)
            self._by_office[row.country, row.role].append(row)
            self._by_country[row.country].append(row)

    def bearer(self, person: str, on: str | None) -> Bearer:
        """The person's spell on a date (ISO), else the nearest one and whether it is past or to come."""
        spells = sorted(self._spells[person], key=lambda row: row.start)
        if on is None:
            return Bearer(spells[-1], "undated")
        current = [row for row in spells if covers(row, on)]
        if current:
            return Bearer(min(current, key=lambda row: rank(row.role)), "in office")
        past = [row for row in spells if row.start[: len(on)] <= on]
        return Bearer(past[-1], "former") if past else Bearer(spells[0], "later")

    def holder(self, country: str, role: str, on: str | None) -> PersonRow | None:
        """Who held the office on a date; None without a date, without an entry, or when two fit."""
        if on is None:
            return None
        rows = [row for row in self._by_office.get((country, role), ()) if covers(row, on)]
        return rows[0] if len({row.id for row in rows}) == 1 else None

    def variant(self, written: str, country: str, on: str | None) -> PersonRow | None:
        """The one office holder of a country whose name is a letter or two from the written full name.

        The first name must agree and the surname start alike, so that a stranger is not taken for a minister.
        """
        first, _, last = written.rpartition(" ")
        if not first or len(last) < SHORTEST_VARIANT:
            return None
        near = {
            row.id: row
            for row in self._by_country.get(country, ())
            if (on is None or covers(row, on)) and any(is_near(form, first, last) for form in (row.name, *row.aliases))
        }
        return next(iter(near.values())) if len(near) == 1 else None


def is_near(form: str, first: str, last: str) -> bool:
    form_first, _, form_last = form.rpartition(" ")
    if form_first != first or form_last[:1] != last[:1]:
        return False
    allowed = 1 if len(last) < 6 else LARGEST_DISTANCE
    return 0 < DamerauLevenshtein.distance(form_last, last) <= allowed


def covers(row: PersonRow, on: str) -> bool:
    """Whether the spell covers a date; years and months without a day cover all of it."""
    started = row.start <= on or on.startswith(row.start)
    ended = bool(row.end) and row.end < on and not on.startswith(row.end)
    return started and not ended


def rank(role: str) -> int:
    return RULERS.index(role) if role in RULERS else len(RULERS)
