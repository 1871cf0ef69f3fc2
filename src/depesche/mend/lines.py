"""Lines and paragraphs of a text with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from depesche.records import Damage, DamageKind, Mention, Span

LINE = re.compile(r"[^\r\n]+")
PARAGRAPH = re.compile(r"[^\r\n]+(?:\r?\n(?![ \t]*\r?(?:\n|\Z))[^\r\n]+)*")
FINAL = re.compile(r"[.!?…][\"'“”‘’«»)\]]*$")
# Shorter lines were not broken by somebody's line width.
NARROWEST_WRAP = 50


class Line(NamedTuple):
    """A line without the white space around it; `fresh` unless it seems to continue the sentence of the line before."""

    start: int
    end: int
    words: str
    fresh: bool = True


def lines(text: str) -> Iterator[Line]:
    """The lines that are not blank."""
    previous = Line(0, 0, "")
    for match in LINE.finditer(text):
        words = match.group().strip()
        if not words:
            continue
        start = match.start() + match.group().index(words)
        touching = text[previous.end : start].count("\n") == 1
        wrapped = touching and len(previous.words) >= NARROWEST_WRAP and not FINAL.search(previous.words)
        previous = Line(start, start + len(words), words, not wrapped)
        yield previous


def paragraphs(text: str) -> Iterator[Line]:
    """The parts between blank lines."""
    for match in PARAGRAPH.finditer(text):
        words = match.group().strip()
        if words:
            start = match.start() + match.group().index(words)
            yield Line(start, start + len(words), words)


def damage(text: str, span: Span, kind: DamageKind, note: str = "") -> Damage:
    """A Damage with the words of its span."""
    return Damage(text=text[slice(*span)], span=span, kind=kind, note=note)


def mention(text: str, span: Span) -> Mention:
    """A Mention of one span."""
    return Mention(text=text[slice(*span)], spans=(span,))
