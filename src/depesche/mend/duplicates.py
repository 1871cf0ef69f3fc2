"""Find paragraphs that the page gives twice."""

from __future__ import annotations

from depesche.mend.lines import damage, paragraphs
from depesche.records import Damage

# Shorter ones (a refrain, a subheading) may be meant.
SHORTEST = 40


def find_duplicates(text: str) -> list[Damage]:
    """Every later copy of a paragraph; the note says where the first one stands."""
    first: dict[str, int] = {}
    found: list[Damage] = []
    for paragraph in paragraphs(text):
        words = " ".join(paragraph.words.split()).casefold()
        if len(words) < SHORTEST:
            continue
        start = first.setdefault(words, paragraph.start)
        if start != paragraph.start:
            found.append(damage(text, (paragraph.start, paragraph.end), "duplicate", f"same as at {start}"))
    return found
