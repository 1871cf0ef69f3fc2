"""Find datelines: the place, date and agency before a report's first sentence, which belong to no sentence."""

from __future__ import annotations

import re

from depesche.mend.lines import damage, paragraphs
from depesche.records import Damage

# Datelines stand in the first paragraphs; later ones are new reports on the same page.
PARAGRAPHS = 6
PLACE = r"[A-ZÄÖÜ][\w.'’-]*(?:[ /][A-ZÄÖÜ(][\w.'’)-]*){0,4}"
DATE = r"[^()–—]{0,20}\d[^()–—]{0,14}"
AGENCY = r"\([^()]{2,40}\)"
SIGN = r"\s*(?:--|[-–—:])\s+"
DATELINE = re.compile(
    rf"(?:{PLACE}(?:,\s*{DATE})?\s*{AGENCY}(?:{SIGN}|\s+)"  # Kabul (Pajhwok) -
    rf"|{PLACE},\s*{DATE}{SIGN}"  # Bern, 3. Mai 2024 -
    rf"|[A-ZÄÖÜ][A-ZÄÖÜ.'’/ -]{{2,40}}(?:,\s*[A-ZÄÖÜ][\w .]{{2,30}})?\s*(?:--|[-–—])\s+)"  # SAN FRANCISCO -
    r"(?=[A-ZÄÖÜ\"„“»«'‘])"
)


def find_datelines(text: str) -> list[Damage]:
    """The datelines at the head of the first paragraphs."""
    found = []
    for paragraph, _ in zip(paragraphs(text), range(PARAGRAPHS), strict=False):
        match = DATELINE.match(paragraph.words)
        if match and match.end() < len(paragraph.words):
            span = (paragraph.start, paragraph.start + len(match.group().rstrip()))
            found.append(damage(text, span, "dateline"))
    return found
