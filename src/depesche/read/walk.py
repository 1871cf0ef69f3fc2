"""Read whatever lies at a path: a file, a folder with all below it, or standard input."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from depesche.errors import InputError
from depesche.read.decode import LARGEST
from depesche.read.html import read_html
from depesche.read.skipped import Skipped
from depesche.read.text import read_text
from depesche.records import Article

Reader = Callable[[bytes, str], Article]
MARKUP = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!doctype\s+html|<html|<\?xml|<head|<body|<!--|<(?:div|article|p|meta)\b)", re.I
)


def html(data: bytes, source: str) -> Article:
    """An HTML file."""
    return read_html(data, source=source)


def text(data: bytes, source: str) -> Article:
    """A plain text or Markdown file."""
    return read_text(data, source=source)


def sniffed(data: bytes, source: str) -> Article:
    """A file whose name says nothing: HTML if it begins like it, else text."""
    return html(data, source) if MARKUP.match(data[:1024]) else text(data, source)


READERS: dict[str, Reader] = {
    ".html": html, ".htm": html, ".xhtml": html, ".txt": text, ".md": text, "": sniffed,
}  # fmt: skip


def read_path(path: str | Path) -> Iterator[Article | Skipped]:
    """The articles at a path, lazily: of one file, of all files below a folder by name, or of standard input (`-`).

    What cannot be read comes as Skipped with its reason, and the rest follows. A file named by itself is read whatever
    its suffix. Raises InputError at once when there is nothing at the path.
    """
    if str(path) == "-":
        return iter([read_one("-", sniffed)])
    place = Path(path)
    if not place.exists():
        raise InputError(f"there is no file or folder {str(path)!r}", "check the path, or give - for standard input")
    if place.is_dir():
        return walk(place)
    return map(read_named, [place])


def read_named(path: Path) -> Article | Skipped:
    """A file that was named by itself."""
    return read_one(str(path), READERS.get(path.suffix.lower(), sniffed))


def walk(folder: Path) -> Iterator[Article | Skipped]:
    """All below a folder, sorted by name; hidden items and links to folders are skipped."""
    try:
        items = sorted(folder.iterdir())
    except OSError as error:
        yield Skipped(source=str(folder), reason=reason(error))
        return
    for item in items:
        if item.is_dir() and not item.is_symlink() and not item.name.startswith("."):
            yield from walk(item)
        else:
            yield read_found(item)


def read_found(item: Path) -> Article | Skipped:
    """An item of a folder, or why it is not read."""
    suffix = item.suffix.lower()
    if item.name.startswith("."):
        return Skipped(source=str(item), reason="it is hidden (its name begins with a dot)")
    if not item.is_file():
        return Skipped(source=str(item), reason="it is a link to a folder, a broken link or no plain file")
    if suffix not in READERS:
        return Skipped(source=str(item), reason=f"files of type {suffix!r} are not read")
    return read_one(str(item), READERS[suffix])


def read_one(source: str, reader: Reader) -> Article | Skipped:
    """One file or standard input through a reader; InputError and system errors become the reason to skip it."""
    try:
        return reader(read_bytes(source), source)
    except (InputError, OSError) as error:
        return Skipped(source=source, reason=reason(error))


def read_bytes(source: str) -> bytes:
    """The bytes, but never many more than a reader accepts."""
    if source == "-":
        return sys.stdin.buffer.read(LARGEST + 1)
    with open(source, "rb") as file:
        return file.read(LARGEST + 1)


def reason(error: InputError | OSError) -> str:
    """What happened, in one line."""
    if isinstance(error, InputError):
        return str(error)
    return f"it cannot be read ({os.strerror(error.errno) if error.errno else error})"
