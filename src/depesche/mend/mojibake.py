"""Find UTF-8 that somebody read as Windows-1252 or Latin-1."""

from __future__ import annotations

import re

from depesche.mend.lines import damage
from depesche.records import Damage

# What bytes 80 to 9F become, by either encoding. Typographic marks are left out of SAFE, since a letter before them
# is ordinary text: the letter „Ä“.
CP1252 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
SAFE = "€ƒ†‡ˆ‰ŠŒŽ˜™šœžŸ"
MOJIBAKE = re.compile(
    rf"\u00e2[\u0080\u20ac][\u0080-\u00bf{CP1252}]"  # quotation marks, dashes
    rf"|\u00c3[\u0080-\u00bf{SAFE}]|\u00c3[{CP1252}](?=\w)"  # umlauts and most accents
    rf"|\u00c2[\u0080-\u00bf]"  # no-break spaces and signs
    rf"|[\u00c4\u00c5][\u0080-\u00bf{SAFE}]"  # Slavic and Turkish letters
    rf"|\u00f0[\u009f\u0178][\u0080-\u00bf{CP1252}]{{2}}"  # emoji
    r"|\ufffd+"
)


def find_mojibake(text: str) -> list[Damage]:
    """Each wrong sequence; the note holds what it must have been, empty where that is lost."""
    return [damage(text, match.span(), "mojibake", repaired(match.group())) for match in MOJIBAKE.finditer(text)]


def repaired(words: str) -> str:
    """The characters that the sequence's bytes are in UTF-8, or nothing."""
    try:
        return b"".join(byte_of(character) for character in words).decode("utf-8")
    except UnicodeError:
        return ""


def byte_of(character: str) -> bytes:
    """The byte that Windows-1252 or, where that has a gap, Latin-1 shows as this character."""
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")
