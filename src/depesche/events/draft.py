"""An event on the way to its record, and the trace of what was tried."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from depesche.language.grammar import Argument


@dataclass(frozen=True, slots=True)
class EventDraft:
    """A coded predicate. Participants are arguments still, so that an outer predicate can take them over.

    `symmetric`: all participants act ("X and Y met"). `rules`: lexicon entries, outermost first.
    """

    event_type: str
    mode: str
    trigger: Token
    actor: tuple[Argument, ...] = ()
    recipient: tuple[Argument, ...] = ()
    status: str = ""
    cameo: str = ""
    context: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    steps: tuple[Token, ...] = ()  # triggers of the inner events it is made of
    absorbed: tuple[Token, ...] = ()  # words its conditions rest on, which tell no event of their own
    conditions: int = 0
    symmetric: bool = False
    said: bool = False  # the deed is to have said it: its speaker is its actor, not its source

    def with_participants(self, actor: tuple[Argument, ...], recipient: tuple[Argument, ...]) -> EventDraft:
        """The same event with other participants."""
        return replace(self, actor=actor, recipient=recipient)

    @property
    def core(self) -> Token:
        """The innermost trigger, whose deed it is."""
        return self.steps[-1] if self.steps else self.trigger

    @property
    def participants(self) -> tuple[Argument, ...]:
        """All participants, actors first."""
        return self.actor + self.recipient


@dataclass(frozen=True, slots=True)
class Attempt:
    """One lexicon entry tried on one predicate; `failed` is the condition that did not hold, empty when it fired."""

    trigger: str
    token: int
    entry: str
    at: str
    failed: str = ""


@dataclass
class Trace:
    """All attempts on one document, for `explain`."""

    attempts: list[Attempt] = field(default_factory=list)

    def tried(self, token: Token, entry: str, at: str, failed: str = "") -> None:
        """Note one attempt."""
        self.attempts.append(Attempt(token.text, token.i, entry, at, failed))
