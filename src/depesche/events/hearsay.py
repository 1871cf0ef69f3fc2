"""Which statements a word stands in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from depesche.language.spans import end, start

if TYPE_CHECKING:
    from spacy.tokens import Token

    from depesche.records import Statement


def statements_around(token: Token, statements: Iterable[Statement]) -> list[Statement]:
    """The statements whose quote holds the token, the smallest quote first: the nearest speaker."""
    first, last = start(token), end(token)
    around = [s for s in statements if any(b <= first and last <= e for b, e in s.quote.spans)]
    return sorted(around, key=lambda s: sum(e - b for b, e in s.quote.spans))
