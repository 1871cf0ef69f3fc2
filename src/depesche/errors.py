"""Errors that a user can cause: each says what happened, with the value, and what to do next."""

from __future__ import annotations


class DepescheError(Exception):
    """Base of all errors that Depesche raises on purpose.

    `problem` says what happened, with the value; `remedy` says what to do next. Both fit on one line together.
    """

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem = " ".join(problem.split())
        self.remedy = " ".join(remedy.split())
        super().__init__(f"{self.problem}; {self.remedy}")


class InputError(DepescheError):
    """The text, file or option given cannot be used as it is."""


class LanguageError(InputError):
    """The text is in a language that has no pipeline, or in none."""


class LexiconError(DepescheError):
    """A lexicon file is wrong: the message names the file, the line and the remedy."""


class ModelError(DepescheError):
    """A trained pipeline is missing or lacks the labels it must have."""


class StoreError(DepescheError):
    """A store cannot be opened, read or written."""
