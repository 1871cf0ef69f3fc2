"""What a line of the table about places holds."""

from __future__ import annotations

from typing import Literal

from depesche.lexicon.tables import Row


class PlaceRow(Row, frozen=True, kw_only=True):
    """<language>/places.tsv: what the language calls a place, or (kind `preposition`) what stands before one.

    A `city` names the gazetteer's city meant, by its name and its country (ISO 3166 alpha-3), where the name alone
    would not tell; a `region` is a place that the gazetteer lacks, with coordinates where one point can stand for it.
    """

    kind: Literal["city", "region", "preposition"]
    words: tuple[str, ...]
    name: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None
