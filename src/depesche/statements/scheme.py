"""What counts as one statement, where the two news corpora that define it differ; data, by language.

The line `statement_scheme` of grammar.tsv holds any of
`fragments` (a quoted phrase inside an indirect statement is a Direct statement of its own),
`whole_reports` (a Reported statement's quote is the reporting clause; else the object alone),
`frames` (the words around the quote are kept as frame),
`joined_quotes` (quoted sentences that follow in the same paragraph belong to the same statement).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from depesche.lexicon.load import GrammarWords


@dataclass(frozen=True, slots=True)
class Scheme:
    """The choices of one language."""

    fragments: bool
    whole_reports: bool
    frames: bool
    joined_quotes: bool


def scheme_of(words: GrammarWords) -> Scheme:
    chosen = words["statement_scheme"]
    return Scheme(*(name in chosen for name in Scheme.__slots__))
