"""Tense of the clause around an expression.

It is read from the forms of the verbs or, without a parse, from the language's verb words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from depesche.language.features import values
from depesche.language.spans import start

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Tense = Literal["past", "present", "future"]
TENSES: tuple[Tense, ...] = ("past", "present", "future")
WORD = re.compile(r"[^\W\d_]+")
STOP = re.compile(r"[.!?;](?=\s+[^\W\d_a-zäöü])|\n")
FORMS: dict[str, Tense] = {"Past": "past", "Pres": "present", "Fut": "future"}


class Tenses:
    """Finds the tense near a span; the words of the class `tense` are whole words, or endings written `-ed`."""

    def __init__(self, text: str, doc: Doc | None, words: Mapping[str, str]) -> None:
        self.text = text
        self.words = words
        self.endings = tuple(word[1:] for word in words if word.startswith("-"))
        self.stops: list[int] | None = None
        self.forms = parsed_tenses(doc) if doc is not None and doc.has_annotation("MORPH") else None

    def sentence(self, first: int, last: int) -> tuple[int, int]:
        """The stretch between full stops that holds the span."""
        if self.stops is None:
            self.stops = [match.end() for match in STOP.finditer(self.text)]
        at = bisect_left(self.stops, first + 1)
        begin = self.stops[at - 1] if at else 0
        after = bisect_left(self.stops, last)
        return begin, self.stops[after] if after < len(self.stops) else len(self.text)

    def near(self, first: int, last: int) -> Tense | None:
        """Tense of the verb nearest to the span in its sentence."""
        begin, end = self.sentence(first, last)
        found = [
            (max(first - match.end(), match.start() - last), tense)
            for match in WORD.finditer(self.text, begin, end)
            if (match.start() >= last or match.end() <= first) and (tense := self.tense_of(match))
        ]
        return min(found)[1] if found else None

    def tense_of(self, match: re.Match[str]) -> Tense | None:
        word = match[0]
        tense = self.words.get(word.lower())
        if tense is None and self.forms is not None:
            return self.forms.get(match.start())
        if tense is None and len(word) > 4 and word[0].islower():
            tense = next((self.words["-" + ending] for ending in self.endings if word.endswith(ending)), None)
        return named(tense)


def named(tense: str | None) -> Tense | None:
    """The tense a table's value names."""
    return next((one for one in TENSES if one == tense), None)


def parsed_tenses(doc: Doc) -> dict[int, Tense]:
    """Tense of every finite verb and participle, by the character where it begins."""
    tenses = {start(token): tense_of_token(token) for token in doc if token.pos_ in ("VERB", "AUX")}
    return {at: tense for at, tense in tenses.items() if tense}


def tense_of_token(token: Token) -> Tense | None:
    return next((FORMS[form] for form in values(token, "Tense") if form in FORMS), None)
