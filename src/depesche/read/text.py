"""Read plain text and Markdown: the text stays as given."""

from __future__ import annotations

import re

from depesche.read.decode import check_size, check_text, decode, digest, to_bytes
from depesche.records import Article

# Longer first lines are paragraphs.
LONGEST_HEADLINE = 200
FIRST_LINE = re.compile(r"\s*(?P<line>[^\r\n]*\S)[ \t]*\r?\n[ \t]*\r?\n\s*\S")
HEADING_MARK = re.compile(r"#{1,6}\s+")


def read_text(data: str | bytes, source: str | None = None) -> Article:
    """The article in a plain text; its `title` is the first line where that is a headline.

    Bytes are decoded, a byte order mark is dropped, nothing else is changed. Raises InputError for empty, binary or
    enormous data.
    """
    raw = to_bytes(data)
    if isinstance(data, bytes):
        text = decode(data)
    else:
        check_size(len(raw))
        check_text(data)
        text = data
    return Article(text=text, title=headline(text), source=source, hash=digest(raw))


def headline(text: str) -> str | None:
    """The first line, if it is short, followed by a blank line and more text, and no sentence with a full stop."""
    found = FIRST_LINE.match(text)
    if not found:
        return None
    line = HEADING_MARK.sub("", found["line"], count=1)
    ends_sentence = line.endswith((".", ":", ",", ";")) and not line.endswith("...")
    return None if ends_sentence or len(line) > LONGEST_HEADLINE or not re.search(r"\w", line) else line
