"""How the text that a pattern fits can begin: its first token and its second.

Rules are tried only where they can fit. A token is a word (letters and digits together) or a single other character;
see `key`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

TOKEN = re.compile(r"\w+|\S")
DIGIT = "#"  # stands for every token that begins with a digit


def key(token: str) -> str:
    """Under which key a token is indexed: in lower case, all numbers alike."""
    if token[0].isdigit():
        return DIGIT
    return token.lower() if token[0].isalpha() else token.replace("’", "'")


@dataclass(frozen=True, slots=True)
class Heads:
    """First and second tokens; `seconds` None means any. `single`: it can be one token; `empty`: none at all."""

    firsts: frozenset[str] = frozenset()
    seconds: frozenset[str] | None = frozenset()
    empty: bool = False
    single: bool = False


NOTHING = Heads(empty=True)
NUMBER = Heads(frozenset({DIGIT}), frozenset(".,"), single=True)


def of_words(words: Iterable[str]) -> Heads:
    """Of a choice of words."""
    tokens = [[key(token) for token in TOKEN.findall(word)] for word in words]
    return Heads(
        frozenset(some[0] for some in tokens),
        frozenset(some[1] for some in tokens if len(some) > 1),
        single=any(len(some) == 1 for some in tokens),
    )


def either(options: Iterable[Heads]) -> Heads:
    """Of a choice of patterns."""
    choices = list(options)
    return Heads(
        frozenset().union(*(one.firsts for one in choices)),
        union(one.seconds for one in choices),
        any(one.empty for one in choices),
        any(one.single for one in choices),
    )


def then(one: Heads, other: Heads, glued: bool) -> Heads:
    """Of two patterns in sequence; `glued` when no white space stands between, so that words can run together."""
    joined = run_together(one.firsts, other.firsts) if glued else frozenset()
    seconds = [one.seconds]
    if one.single:
        seconds.append(other.firsts)
    if one.empty or joined:
        seconds.append(other.seconds)
    if glued:
        seconds.append(run_together(one.seconds or frozenset(), other.firsts))
    return Heads(
        one.firsts | joined | (other.firsts if one.empty else frozenset()),
        union(seconds),
        one.empty and other.empty,
        (one.single and other.empty) or (other.single and (one.empty or bool(joined))),
    )


def run_together(words: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """The tokens that the end of one pattern and the start of the next can make together: Montag + abend, 21 + st."""
    letters = [other for other in others if other.isalpha()]
    made = {one + other for one in words if one.isalpha() for other in letters}
    return frozenset(made | ({DIGIT} if letters and DIGIT in words else set()))


def signed(one: Heads, sign: str) -> Heads:
    """Of a pattern that may be missing (`?`), and besides repeated (`*`)."""
    if not sign:
        return one
    return replace(one, empty=True, seconds=one.seconds if sign == "?" else None)


def union(sets: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    """All of the sets together; None, for anything, if one is."""
    whole: frozenset[str] = frozenset()
    for one in sets:
        if one is None:
            return None
        whole |= one
    return whole
