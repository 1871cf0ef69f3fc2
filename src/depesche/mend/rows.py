"""What a line of ontology/boilerplate.tsv holds."""

from __future__ import annotations

from typing import Literal

from depesche.lexicon.tables import Row

Match = Literal["line", "prefix", "anywhere", "list", "tail", "end", "origin", "agency"]


class BoilerplateRow(Row, frozen=True, kw_only=True):
    """ontology/boilerplate.tsv: words that a page puts around, into or under a story.

    `match` says how: the whole `line`; the `prefix` of a line; `anywhere` in a short line; the heading of a `list` of
    links; a heading after which nothing of the story follows (`tail`); the `end` of a text that goes on elsewhere. Two
    kinds are no boilerplate but credits: words beside the name of the outlet where the story appeared first (`origin`)
    and beside the agencies it draws on (`agency`). `language` is empty for words used on pages in any language.
    """

    phrase: str
    match: Match
    language: str = ""
