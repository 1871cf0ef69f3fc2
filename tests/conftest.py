"""What several tests share: one coder for the session, and the gold coded once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

import scoring
from depesche import Coder
from depesche.records import Document

CodedGold = Sequence[tuple[scoring.GoldSentence, Document]]


@pytest.fixture(scope="session")
def coder() -> Coder:
    return Coder()


@pytest.fixture(scope="session")
def coded_gold(coder: Coder) -> Callable[[str], CodedGold]:
    """The event gold of a language with the documents coded from it."""
    coded: dict[str, CodedGold] = {}

    def code(language: str) -> CodedGold:
        if language not in coded:
            coded[language] = [
                (gold, coder.code(gold.sentence, language=language, published=gold.published))
                for gold in scoring.read_events(language)
            ]
        return coded[language]

    return code
