"""The text as later stages read it: what is foreign to the story is blank, and every offset stays."""

from __future__ import annotations

import re
from collections.abc import Iterable

from depesche.records import Damage, DamageKind

# Mojibake and truncated ends are marked only: what is around them can be read.
BLANKED: frozenset[DamageKind] = frozenset(
    {"boilerplate", "dateline", "outlet-suffix", "broken-quote", "insertion", "duplicate"}
)
VISIBLE = re.compile(r"[^\r\n]")


def mask(text: str, damage: Iterable[Damage]) -> str:
    """The text with spaces in place of what later stages must not read; same length, line breaks kept."""
    pieces: list[str] = []
    at = 0
    for start, end in sorted(found.span for found in damage if found.kind in BLANKED):
        if end > at:
            pieces += [text[at:start], VISIBLE.sub(" ", text[max(at, start) : end])]
            at = end
    return "".join([*pieces, text[at:]])
