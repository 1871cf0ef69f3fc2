"""Read a web page: main text and metadata by trafilatura."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from depesche.errors import InputError
from depesche.read.decode import check_size, check_text, decode, digest, to_bytes
from depesche.read.title import full_title
from depesche.records import Article

NEWLINES = re.compile(r"\s*\n\s*")


def read_html(html: str | bytes, url: str | None = None, source: str | None = None) -> Article:
    """The article of a web page: main text with a blank line between paragraphs, and what the page says about it.

    `url` is where the page was found; the page's own canonical address takes its place where it has one. Raises
    InputError for empty, binary or enormous data and for a page without a main text.
    """
    raw = to_bytes(html)
    page = decode(html) if isinstance(html, bytes) else html
    check_size(len(raw))
    check_text(page)
    found = extract(page, url)
    text = NEWLINES.sub("\n\n", found.get("text") or "").strip()
    if not text:
        raise InputError("the page has no main text", "give the page of a single article, or its text in a .txt file")
    publisher = clean(found.get("sitename")) or host(url)
    return Article(
        text=text,
        title=full_title(page, clean(found.get("title")), publisher, url),
        author=clean(found.get("author")),
        publisher=publisher,
        published=clean(found.get("date")),
        url=canonical(found.get("url"), url),
        section=clean((found.get("categories") or [None])[0]),
        source=source,
        hash=digest(raw),
    )


def extract(page: str, url: str | None) -> dict[str, Any]:
    """Trafilatura's findings by field; empty where it finds no text."""
    from trafilatura import bare_extraction  # takes half a second to import

    try:
        found = bare_extraction(page, url=url, with_metadata=True, include_comments=False)
    except Exception as error:  # any page can come; what the parsers below it raise is not documented
        reason = f"{type(error).__name__}: {error}"
        raise InputError(f"the page cannot be parsed ({reason})", "save the article's text as .txt") from error
    if found is None:
        return {}
    return found if isinstance(found, dict) else dict(found.as_dict())


def clean(value: str | None) -> str | None:
    """The value on one line, or None where there is nothing in it."""
    return " ".join(value.split()) or None if value else None


def host(url: str | None) -> str | None:
    """The domain of an address without `www.`."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def canonical(found: str | None, given: str | None) -> str | None:
    """The page's own address if it is one, else the address given."""
    usable = found and host(found) and not re.search(r"[\s<>\"]", found)
    return found if usable else given
