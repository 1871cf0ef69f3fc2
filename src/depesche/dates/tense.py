"""Tense of the clause around an expression.

It is read from the forms of the verbs or, without a parse, from the language's verb words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Literal

from depesche.language.features import has, values
from depesche.language.spans import start

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Tense = Literal["past", "present", "future"]
TENSES: tuple[Tense, ...] = ("past", "present", "future")
WORD = re.compile(r"[^\W\d_]+")
STOP = re.compile(r"[.!?;](?=\s+[^\W\d_a-zäöü])|\n\s*\n")
REACH = 300  # characters on either side in which a verb is looked for
FORMS: dict[str, Tense] = {"Past": "past", "Pres": "present", "Fut": "future"}


class Tenses:
    """Finds the tense near a span; the words of the class `tense` are whole words, or endings written `-ed`.

    After one of `participles_after` ("will be held") stands no verb that shows a tense.
    """

    def __init__(
        self, text: str, doc: Doc | None, words: Mapping[str, str], participles_after: Collection[str]
    ) -> None:
        self.text = text
        self.words = words
        self.endings = tuple(word[1:] for word in words if word.startswith("-"))
        self.participles_after = participles_after
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
        begin, end = max(begin, first - REACH), min(end, last + REACH)
        found: list[tuple[int, Tense]] = []
        before = ""
        for match in WORD.finditer(self.text, begin, end):
            tense = self.tense_of(match, before)
            if tense and (match.start() >= last or match.end() <= first):
                found.append((max(first - match.end(), match.start() - last), tense))
            before = match[0].lower()
        return min(found)[1] if found else None

    def tense_of(self, match: re.Match[str], before: str) -> Tense | None:
        """Tense that a word shows; `before` is the word before it."""
        if self.forms is not None and match.start() in self.forms:
            return self.tense_of_verb(match[0].lower(), self.forms[match.start()])
        if before in self.participles_after:
            return None
        return self.tense_of_word(match[0])

    def tense_of_verb(self, word: str, form: Tense | None) -> Tense | None:
        """Tense of a parsed verb: of a finite one by its word or form; of others only where the word looks ahead."""
        tense = named(self.words.get(word))
        if form is None:
            return tense if tense == "future" else None
        return tense or form

    def tense_of_word(self, word: str) -> Tense | None:
        tense = self.words.get(word.lower())
        if tense is None and len(word) > 4 and word[0].islower():
            tense = next((self.words["-" + ending] for ending in self.endings if word.endswith(ending)), None)
        return named(tense)


def named(tense: str | None) -> Tense | None:
    """The tense a table's value names."""
    return next((one for one in TENSES if one == tense), None)


def parsed_tenses(doc: Doc) -> dict[int, Tense | None]:
    """Tense of every verb by the character where it begins, None for those that are not finite."""
    return {start(token): finite_tense(token) for token in doc if token.pos_ in ("VERB", "AUX")}


def finite_tense(token: Token) -> Tense | None:
    if not has(token, "VerbForm", "Fin"):
        return None
    return next((FORMS[form] for form in values(token, "Tense") if form in FORMS), None)
