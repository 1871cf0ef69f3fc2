"""Find the outlet's name at the end of a headline."""

from __future__ import annotations

import re
from collections.abc import Iterable

from depesche.lexicon.rows import OutletRow
from depesche.mend.lines import damage, lines
from depesche.mend.outlets import Outlets
from depesche.records import Damage

# Longer first lines are paragraphs.
LONGEST_HEADLINE = 250
ENDING = re.compile(r"\s+[-–—|•·»:]+\s+(?P<name>[^|•·»\r\n]{2,60}?)\s*$")


def find_suffix(text: str, table: Iterable[OutletRow]) -> list[Damage]:
    """The separator and the name of a known outlet at the end of the first line; the note holds the outlet's name."""
    first = next(lines(text), None)
    if first is None or len(first.words) > LONGEST_HEADLINE:
        return []
    found = split_suffix(first.words, Outlets(table))
    if found is None:
        return []
    at, outlet = found
    return [damage(text, (first.start + at, first.end), "outlet-suffix", outlet.name)]


def split_suffix(headline: str, outlets: Outlets) -> tuple[int, OutletRow] | None:
    """Where the suffix of a headline begins, and the outlet it names."""
    for start in reversed([match.start() for match in re.finditer(r"\s+[-–—|•·»:]+\s+", headline)]):
        match = ENDING.match(headline, start)
        outlet = outlets.named(match["name"]) if match else None
        if outlet and start:
            return start, outlet
    return None
