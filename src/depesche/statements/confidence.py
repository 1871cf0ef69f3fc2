"""How sure a statement is: a start by how it was introduced, and what speaks for and against it.

Each piece of evidence adds or takes away a fixed amount; the sum is kept between 0.05 and 0.98. The amounts follow how
often statements of the kind were right on the development articles; they are no probabilities.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from depesche.statements.drafts import Draft

START = {"Direct": 0.45, "Indirect": 0.45, "Reported": 0.25, "FreeIndirect": 0.2, "IndirectFreeIndirect": 0.35}
KIND = {"say": 0.15, "report": 0.15, "hearsay": 0.0, "think": -0.1, "": 0.0}
EVIDENCE = {
    "marks": 0.2,  # between quotation marks
    "subjunctive": 0.15,  # the verb form says that others speak
    "followed": -0.1,  # the speaker is carried over
    "fragment": -0.1,
    "repaired": -0.15,  # a quotation mark was missing
    "hearsay": 0.1,
}
SPEAKER = 0.15
RESOLVED = 0.05
DOUBTED = -0.1  # the cue says that the speaker does not hold it to be true


def confidence(draft: Draft, resolved: bool) -> float:
    """A figure between 0 and 1."""
    total = START[draft.type] + KIND[draft.kind] + sum(EVIDENCE.get(name, 0.0) for name in draft.evidence)
    total += SPEAKER if draft.voice.words else 0.0
    total += RESOLVED if resolved else 0.0
    total += DOUBTED if draft.stance else 0.0
    return round(min(0.98, max(0.05, total)), 2)
