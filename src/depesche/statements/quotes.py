"""Quotation spans: the marks of every house, nested, over several sentences, repaired where one mark is missing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from depesche.language.parse import paragraphs
from depesche.language.spans import end, start

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from depesche.records import Damage, Span

MARKS = re.compile(r"``|''|[„“”\"«»‚‘’‹›']")
SINGLE = frozenset("‚‘’‹›'")
ALWAYS_OPEN = frozenset({"„", "‚", "``"})
OPENING_BRACKETS = "([{–—-/"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens `first` to `last`, marks included; `outer` is the number of quotations around it.

    `joined` tells that the next quotation goes on with the same quote (a mark was lost, or an insertion broke it).
    """

    first: int
    last: int
    outer: int = 0
    repaired: bool = False
    joined: bool = False

    @property
    def places(self) -> frozenset[int]:
        return frozenset(range(self.first, self.last + 1))


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark in the text; `opens` and `closes` may both hold where only the context can tell."""

    span: Span
    single: bool
    opens: bool
    closes: bool


def find_quotations(doc: Doc, masked: str, damage: Sequence[Damage] = ()) -> tuple[Quotation, ...]:
    """All quotations in text order, outer before inner."""
    finder = TokenFinder(doc)
    found: list[Quotation] = []
    runs_on = False
    for paragraph in paragraphs(masked):
        marks = list(find_marks(masked, paragraph))
        if runs_on and marks and not marks[0].opens:
            marks.insert(0, Mark((paragraph[0], paragraph[0]), False, True, False))
        pairs, runs_on = pair_marks(marks, paragraph, masked)
        found += finder.quotations(pairs)
    found.sort(key=lambda quotation: (quotation.first, -quotation.last))
    return tuple(join_broken(found, doc, masked, damage))


def find_marks(masked: str, paragraph: Span) -> Iterator[Mark]:
    """The marks of a paragraph; apostrophes are none."""
    for match in MARKS.finditer(masked, *paragraph):
        shape = match.group()
        before = masked[match.start() - 1 : match.start()] if match.start() > paragraph[0] else " "
        after = masked[match.end() : match.end() + 1] if match.end() < paragraph[1] else " "
        single = shape in SINGLE
        free_before = before.isspace() or before in OPENING_BRACKETS or bool(MARKS.fullmatch(before))
        opens = shape in ALWAYS_OPEN or (free_before and not after.isspace() and shape != "”")
        closes = shape not in ALWAYS_OPEN and not before.isspace() and not (after.isalnum() and not single)
        if single and (is_apostrophe(shape, before, after) or not (opens or closes)):
            continue
        if not opens and not closes:
            opens, closes = free_before, not free_before
        yield Mark(match.span(), single, opens, closes)


def is_apostrophe(shape: str, before: str, after: str) -> bool:
    if shape not in "'’‘":
        return False
    return (before.isalnum() and after.isalnum()) or (before.isspace() and after.isspace()) or after.isdigit()


def pair_marks(marks: list[Mark], paragraph: Span, masked: str) -> tuple[list[tuple[int, int, int, bool]], bool]:
    """Pairs as (start, end, depth, repaired), and whether the last quotation runs on into the next paragraph."""
    open_marks: list[Mark] = []
    pairs: list[tuple[int, int, int, bool]] = []
    for mark in marks:
        match = last_open(open_marks, mark)
        if match is not None and mark.closes:
            dropped = open_marks[match + 1 :]
            pairs += [repair_open(lost, mark.span[0], masked, match + 1) for lost in dropped if not lost.single]
            pairs.append((open_marks[match].span[0], mark.span[1], match, False))
            del open_marks[match:]
        elif mark.opens:
            if match is not None and not mark.single:  # the same kind opens again: the earlier one was never closed
                pairs.append(repair_open(open_marks[match], mark.span[0], masked, match))
                del open_marks[match:]
            open_marks.append(mark)
        elif not mark.single:
            floor = max([pair[1] for pair in pairs], default=paragraph[0])
            begin = floor if floor > paragraph[0] else sentence_start(masked, paragraph[0], mark.span[0])
            pairs.append((begin, mark.span[1], 0, True))
    lost = [mark for mark in open_marks if not mark.single]
    if not lost:
        return pairs, False
    pairs.append((lost[0].span[0], paragraph[1], 0, True))
    following = masked[paragraph[1] :].lstrip()[:2]
    return pairs, bool(following) and bool(MARKS.match(following))


def last_open(open_marks: list[Mark], mark: Mark) -> int | None:
    """The place of the innermost open mark of the same kind (single or double)."""
    return next((i for i in range(len(open_marks) - 1, -1, -1) if open_marks[i].single == mark.single), None)


def repair_open(mark: Mark, limit: int, masked: str, depth: int) -> tuple[int, int, int, bool]:
    """A mark that nothing closes: its quotation ends with its sentence."""
    stop = re.compile(r"[.!?](?=\s|$)").search(masked, mark.span[1], limit)
    return mark.span[0], stop.end() if stop else limit, depth, True


def sentence_start(masked: str, first: int, limit: int) -> int:
    stops = [m.end() for m in re.compile(r"[.!?:]\s+").finditer(masked, first, limit)]
    return stops[-1] if stops else first


class TokenFinder:
    """From characters to token numbers."""

    def __init__(self, doc: Doc) -> None:
        self.starts = [start(token) for token in doc]
        self.ends = [end(token) for token in doc]

    def quotations(self, pairs: list[tuple[int, int, int, bool]]) -> Iterator[Quotation]:
        for begin, stop, depth, repaired in pairs:
            first = bisect_right(self.ends, begin)
            last = bisect_left(self.starts, stop) - 1
            if first <= last:
                yield Quotation(first, last, depth, repaired)


def join_broken(found: list[Quotation], doc: Doc, masked: str, damage: Sequence[Damage]) -> Iterator[Quotation]:
    """Mark quotations that go on behind a masked insertion, or that a lost mark alone sets apart."""
    breaks = [item.span for item in damage if item.kind in ("insertion", "broken-quote")]
    for this, following in zip_longest(found, found[1:]):
        if following is None or following.first != this.last + 1 or this.outer or following.outer:
            yield this
            continue
        gap = end(doc[this.last]), start(doc[following.first])
        broken = any(b < gap[1] and gap[0] < e for b, e in breaks)
        same_paragraph = "\n" not in masked[gap[0] : gap[1]]
        yield replace(this, joined=broken or (following.repaired and same_paragraph))
