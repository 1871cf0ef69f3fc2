"""A statement in the making: token numbers instead of spans, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from depesche.lexicon.load import Cue
    from depesche.records import StatementType

Places = frozenset[int]  # token numbers in the Doc
NOWHERE: Places = frozenset()


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: the words that say so, and the token whose entity it is (they differ in "Angaben der Polizei")."""

    words: Places = NOWHERE
    head: Token | None = None


NOBODY = Voice()


@dataclass(slots=True)
class Draft:
    """One statement; `evidence` names what speaks for it (confidence.py gives the weights)."""

    type: StatementType
    quote: Places
    voice: Voice = NOBODY
    cue: Places = NOWHERE
    frame: Places = NOWHERE
    addressee: Places = NOWHERE
    entry: Cue | None = None
    via: str = ""  # how the speaker was found, when not by the cue
    cited: Voice = NOBODY  # whom the speaker leans on ("unter Berufung auf X"): nearer to the words
    evidence: set[str] = field(default_factory=set)

    @property
    def kind(self) -> str:
        """The cue's kind: say, report, hearsay, think; empty without a cue."""
        return self.entry.row.kind if self.entry else ""

    @property
    def stance(self) -> str:
        """`deny` or `doubt` when the speaker does not hold what is inside to be true."""
        return self.entry.row.stance if self.entry else ""

    @property
    def first(self) -> int:
        return min(self.quote)
