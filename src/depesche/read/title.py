"""Keep in a page's title the name of another outlet, which tells whose story it is."""

from __future__ import annotations

import html
import re

HEAD = 100_000
TITLE = re.compile(r"<title[^>]*>(.{1,1000}?)</title>", re.I | re.S)
SUFFIX = re.compile(r"\s+[-–—|]\s+(?P<name>[^-–—|]{2,40})$")


def full_title(page: str, title: str | None, publisher: str | None, url: str | None) -> str | None:
    """The title; with the ending that <title> gives it when that names neither the page's outlet nor its domain."""
    whole = title_element(page)
    if not title or not whole or not publisher or not whole.startswith(title):
        return title
    found = SUFFIX.fullmatch(whole[len(title) :])
    if not found or akin(found["name"], f"{publisher} {url or ''}"):
        return title
    return whole


def title_element(page: str) -> str | None:
    """The words of the page's <title>, entities resolved."""
    found = TITLE.search(page[:HEAD])
    return " ".join(html.unescape(found.group(1)).split()) if found else None


def akin(name: str, others: str) -> bool:
    """Whether two names share a word: DW and DW.COM, Tagesschau and tagesschau.de."""
    squeezed = re.sub(r"\W", "", others.lower())
    return any(word in squeezed for word in re.findall(r"\w{2,}", name.lower()))
