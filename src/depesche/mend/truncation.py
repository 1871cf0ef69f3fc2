"""Find a text that stops before its end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from depesche.mend.boilerplate import ends_with
from depesche.mend.lines import Line, damage, paragraphs
from depesche.mend.rows import BoilerplateRow
from depesche.records import Damage

# Shorter last paragraphs without a full stop are captions, credits or headings.
SHORTEST = 60
DOTS = re.compile(r"[\[(]?(?:\.\.\.|…)[\])]?$")
WHOLE = re.compile(r"[.!?:;…\"'“”‘’«»‹›)\]*]$")
LAST_WORD = re.compile(r"\S+$")


def find_truncation(text: str, boilerplate: Sequence[Damage], table: Sequence[BoilerplateRow]) -> list[Damage]:
    """The last words of the story if it breaks off there; the note says why we think so."""
    story = last_paragraph(text, boilerplate)
    if story is None:
        return []
    for phrase in ends_with(text, table):
        return [damage(text, last_word(story), "truncated", f"the page ends with {phrase!r}")]
    if dots := DOTS.search(story.words):
        return [damage(text, (story.start + dots.start(), story.end), "truncated", "ends with dots")]
    if len(story.words) > SHORTEST and not WHOLE.search(story.words):
        return [damage(text, last_word(story), "truncated", "ends without a full stop")]
    return []


def last_paragraph(text: str, boilerplate: Sequence[Damage]) -> Line | None:
    """The last paragraph that is not, or not wholly, boilerplate."""
    covered = {found.span[1] for found in boilerplate}
    story = [paragraph for paragraph in paragraphs(text) if paragraph.end not in covered]
    return story[-1] if story else None


def last_word(line: Line) -> tuple[int, int]:
    word = LAST_WORD.search(line.words)
    return line.start + (word.start() if word else 0), line.end
