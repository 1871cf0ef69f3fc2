"""How likely a machine translated the text: a few signs anybody can check, each with its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod
from typing import NamedTuple

from depesche.mend.credits import Credit
from depesche.mend.rows import BoilerplateRow
from depesche.records import Damage, Mention

# What each sign is worth alone; several are combined as independent ones (1 minus the product of the doubts).
# Set by hand on our own fixtures, to be measured on gold/parallel.
BROKEN_QUOTE = 0.6
FOREIGN_INTERFACE = 0.3
FOREIGN_OUTLET = 0.35
# One page element in another language says it all; further ones add little.
MOST_INTERFACE = 2
# Countries whose outlets write in a language at home.
HOME = {
    "de": {"DEU", "AUT", "CHE", "LIE", "LUX", "BEL"},
    "en": {"USA", "GBR", "IRL", "CAN", "AUS", "NZL", "IND", "ZAF", "NGA", "KEN", "SGP"},
}


class Sign(NamedTuple):
    """Something that speaks for a translation: its worth and its words."""

    worth: float
    evidence: Mention


def signs(
    language: str, damage: Sequence[Damage], table: Sequence[BoilerplateRow], origin: Credit | None
) -> Iterator[Sign]:
    """All signs that a text in `language` (ISO 639-1) was written in another one."""
    yield from (Sign(BROKEN_QUOTE, words(found)) for found in damage if found.kind == "broken-quote")
    rows = {row.at: row for row in table}
    foreign = [found for found in damage if is_foreign(found, rows, language)]
    yield from (Sign(FOREIGN_INTERFACE, words(found)) for found in foreign[:MOST_INTERFACE])
    if origin and language in HOME and origin.outlet.country not in HOME[language]:
        yield Sign(FOREIGN_OUTLET, origin.evidence)


def is_foreign(found: Damage, rows: dict[str, BoilerplateRow], language: str) -> bool:
    """Whether a part of the page's interface is in another language than the text."""
    row = rows.get(found.note)
    return found.kind == "boilerplate" and row is not None and row.language not in {"", language}


def score(found: Sequence[Sign]) -> float | None:
    """0 to 1, rounded; None where nothing speaks for a translation."""
    return round(1 - prod(1 - sign.worth for sign in found), 2) if found else None


def words(found: Damage) -> Mention:
    return Mention(text=found.text, spans=(found.span,))
