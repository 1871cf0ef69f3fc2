"""Find leftovers of the page in the text: navigation, share bars, comment forms, links, legal lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from depesche.lexicon.tables import read_table
from depesche.mend.lines import FINAL, Line, damage, lines
from depesche.mend.rows import BoilerplateRow
from depesche.records import Damage

# A longer line is a paragraph of the story, whatever stands in it; a link with its headline is shorter.
LONGEST = 220
# A link of a list is a headline, not a sentence.
LONGEST_LINK = 140
# Before this share of the text a comment form's heading is more likely a box in the middle.
TAIL_FROM = 0.5
EDGE = re.compile(r"^[^\w©]+|[^\w©]+$")
BLANK = re.compile(r"\n[ \t\r]*\n")
SPACE = re.compile(r"\s+")


@cache
def load_boilerplate(root: Path) -> tuple[BoilerplateRow, ...]:
    """The table under a lexicon's root; LexiconError when it is missing or wrong."""
    return tuple(read_table(root / "ontology" / "boilerplate.tsv", BoilerplateRow, root))


def find_boilerplate(text: str, table: Sequence[BoilerplateRow]) -> list[Damage]:
    """Whole lines that are not the story; the note names the table's line that says so."""
    found: list[Damage] = []
    heading: BoilerplateRow | None = None
    for line in lines(text):
        own = matching(line, table)
        kept = heading if heading and (own or belongs(line, heading, text)) else None
        heading = kept if kept and kept.match == "tail" else opened(own, line, text) or kept
        if row := own or kept:
            found.append(damage(text, (line.start, line.end), "boilerplate", row.at))
    return found


def matching(line: Line, table: Sequence[BoilerplateRow]) -> BoilerplateRow | None:
    """The first row that calls this line boilerplate."""
    if len(line.words) > LONGEST:
        return None
    plain = normal(line.words)
    return next((row for row in table if fits(row, plain, line.fresh)), None)


def fits(row: BoilerplateRow, plain: str, fresh: bool) -> bool:
    phrase = wanted(row.phrase)
    if row.match in {"line", "list", "tail"}:
        return plain == phrase
    if row.match == "prefix":
        return fresh and begins(plain, phrase)
    return row.match == "anywhere" and fresh and any(begins(plain[at:], phrase) for at in word_starts(plain, phrase))


def begins(plain: str, phrase: str) -> bool:
    """Whether the words begin with the phrase, a word's end after it; `copyright 20` begins a year."""
    return plain.startswith(phrase) and not (phrase[-1].isalpha() and plain[len(phrase) : len(phrase) + 1].isalpha())


def word_starts(plain: str, phrase: str) -> Iterator[int]:
    """Where the phrase stands in the line with no letter before it."""
    at = plain.find(phrase)
    while at >= 0:
        if not plain[at - 1 : at].isalpha():
            yield at
        at = plain.find(phrase, at + 1)


def opened(row: BoilerplateRow | None, line: Line, text: str) -> BoilerplateRow | None:
    """The row if it is a heading that speaks for the lines below it."""
    if row is None or row.match not in {"list", "tail"}:
        return None
    return row if row.match == "list" or line.start >= TAIL_FROM * len(text) else None


def belongs(line: Line, heading: BoilerplateRow, text: str) -> bool:
    """Whether a line below a heading is still part of what it opened."""
    if heading.match == "tail":
        return True
    last = BLANK.split(text[line.start : line.start + LONGEST], maxsplit=1)[0].strip()
    return len(line.words) <= LONGEST_LINK and not FINAL.search(line.words) and not FINAL.search(last)


def normal(words: str) -> str:
    """Words in lower case, single spaces, without the bullets, arrows, colons and dots around them."""
    plain = SPACE.sub(" ", words).casefold()
    return EDGE.sub("", plain) or plain


@cache
def wanted(phrase: str) -> str:
    """A phrase as lines are compared; a colon at its end counts, so that `source:` is not any source."""
    plain = normal(phrase)
    return f"{plain}:" if phrase.endswith(":") else plain


def ends_with(text: str, table: Sequence[BoilerplateRow]) -> Iterator[str]:
    """The phrases of kind `end` that the text ends with."""
    plain = normal(text[-LONGEST:])
    return (row.phrase for row in table if row.match == "end" and plain.endswith(wanted(row.phrase)))
