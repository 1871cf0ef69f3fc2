"""Parse a text of which some parts are masked, without moving an offset."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from depesche.language.spans import OFFSETS, span_of
from depesche.records import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PARAGRAPH = re.compile(r"\n[ \t\r]*\n\s*")
# A sentence longer than this (in tokens) is cut, so that absurd input cannot take the parser's time without end.
LONGEST = 400
# The tokenizer takes quadratic time on runs of marks without a space; no word is this long.
ENDLESS = re.compile(r"\S{300,}")


def paragraphs(text: str) -> Iterator[Span]:
    """Spans of the parts between blank lines."""
    at = 0
    for match in PARAGRAPH.finditer(text):
        yield at, match.start()
        at = match.end()
    yield at, len(text)


def pieces(paragraph: str, nlp: Language) -> Iterator[tuple[str, bool, int]]:
    """Words of a paragraph, whether a space follows, and their places; an endless run without a space is one word."""
    at = 0
    for run in (*ENDLESS.finditer(paragraph), None):
        upto = run.start() if run else len(paragraph)
        for token in nlp.tokenizer(paragraph[at:upto]):
            if not token.is_space:
                space = bool(token.whitespace_) or paragraph[at + token.idx + len(token) :][:1].isspace()
                yield token.text, space, at + token.idx
        if run:
            yield run.group(), True, upto
            at = run.end()


def make_doc(masked: str, nlp: Language) -> Doc:
    """Tokens of the masked text, each knowing its place; masked parts leave no tokens.

    A paragraph's first token starts a sentence; white space is no token, since no treebank has any.
    """
    from spacy.tokens import Doc

    words: list[str] = []
    spaces: list[bool] = []
    starts: list[bool | int | None] = []
    offsets: list[int] = []
    for first, last in paragraphs(masked):
        for fresh, (word, space, at) in enumerate(pieces(masked[first:last], nlp)):
            words.append(word)
            spaces.append(space)
            starts.append(1 if fresh % LONGEST == 0 else 0)
            offsets.append(first + at)
    doc = Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts or None)
    doc.user_data[OFFSETS] = offsets
    return doc


def parse(masked: str, nlp: Language) -> Doc:
    """The parsed Doc of a masked text (see `depesche.mend.mask`)."""
    return nlp(make_doc(masked, nlp))


def parse_many(masked: Iterable[str], nlp: Language) -> Iterator[Doc]:
    """Parsed Docs of many masked texts, in order, in batches."""
    yield from nlp.pipe(make_doc(text, nlp) for text in masked)


def sentence_spans(doc: Doc) -> tuple[Span, ...]:
    """Spans of the sentences in the text as given."""
    return tuple(span_of(sentence) for sentence in doc.sents) if len(doc) else ()
