"""Find words in brackets that an editor put into somebody's sentence, and the quotes a translator broke at them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from depesche.mend.lines import Line, damage, paragraphs
from depesche.records import Damage, Span

BRACKET = re.compile(r"\[(?P<words>[^\[\]\r\n]{1,200})\](?!\()")  # [words](address) is a Markdown link
MARKS = '"“”„«»'
# A closing mark, the full stop set inside it, and only white space up to the bracket.
BEFORE = re.compile(rf"[.,]?[{MARKS}](?=\s*$)")
AFTER = re.compile(rf"\s*(?P<marks>[.,]?[{MARKS}])(?=\s+\w)")
NEAR = 8


def find_insertions(text: str) -> list[Damage]:
    """Bracketed words, noted without their brackets, and the stray quotation marks beside them."""
    found: list[Damage] = []
    for paragraph in paragraphs(text):
        for match in BRACKET.finditer(text, paragraph.start, paragraph.end):
            found.append(damage(text, match.span(), "insertion", match["words"].strip()))
            found += [
                damage(text, span, "broken-quote", "closes a quote that goes on after the bracket")
                for span in stray_marks(text, match.span(), paragraph)
            ]
    return found


def stray_marks(text: str, bracket: Span, paragraph: Line) -> Iterator[Span]:
    """Closing marks right before or after a bracket although the same quote goes on and closes later."""
    first = max(paragraph.start, bracket[0] - NEAR)
    before = BEFORE.search(text[first : bracket[0]])
    if before and closes(text, first + before.end() - 1) and goes_on(text, bracket[1], paragraph.end):
        yield first + before.start(), first + before.end()
    after = AFTER.match(text, bracket[1], paragraph.end)
    if after and closes(text, after.end() - 1) and goes_on(text, after.end(), paragraph.end):
        yield after.span("marks")


def goes_on(text: str, start: int, end: int) -> bool:
    """Whether the next quotation mark closes a quote, so that one must still be open."""
    following = next((i for i in range(start, end) if text[i] in MARKS), None)
    return following is not None and closes(text, following)


def closes(text: str, at: int) -> bool:
    """Whether a quotation mark closes: it touches what is before it and not what is after it.

    The place tells, not the shape: “ closes in German and opens in English, » the other way round in Swiss papers.
    """
    if text[at] == "„":
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(before.strip()) and before not in "([–—-" and not after.isalnum()
