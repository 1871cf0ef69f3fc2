"""Where tokens stand in the text as given.

The parser reads the text without what is foreign to the story, so a token's place in the text is not spaCy's `idx`:
always ask these functions.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from depesche.records import Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OFFSETS = "depesche_offsets"


def start(token: Token) -> int:
    """First character of the token in the text as given."""
    offset: int = token.doc.user_data[OFFSETS][token.i]
    return offset


def end(token: Token) -> int:
    """One past the last character of the token in the text as given."""
    return start(token) + len(token.text)


def span_of(tokens: Iterable[Token]) -> Span:
    """The span from the first to the last of the tokens (at least one)."""
    ordered = sorted(tokens, key=lambda token: token.i)
    return start(ordered[0]), end(ordered[-1])


def spans_of(tokens: Iterable[Token]) -> tuple[Span, ...]:
    """Spans of the tokens in order, neighbours joined."""
    spans: list[Span] = []
    last = -2
    for token in sorted(tokens, key=lambda token: token.i):
        if token.i == last + 1:
            spans[-1] = (spans[-1][0], end(token))
        else:
            spans.append((start(token), end(token)))
        last = token.i
    return tuple(spans)


def mention_of(tokens: Iterable[Token], text: str) -> Mention:
    """The tokens as a Mention; pieces that do not touch are joined by a space in its text."""
    spans = spans_of(tokens)
    return Mention(text=" ".join(text[b:e] for b, e in spans), spans=spans)


def overlaps_any(span: Span, spans: Iterable[Span]) -> bool:
    """Whether a span shares a character with one of the others."""
    return any(first < span[1] and span[0] < last for first, last in spans)


def tokens_in(doc: Doc, span: Span) -> list[Token]:
    """The tokens that overlap a span of the text as given."""
    return [token for token in doc if start(token) < span[1] and span[0] < end(token)]
