"""From bytes to text: size, emptiness and binary data checked, the encoding found."""

from __future__ import annotations

import codecs
import hashlib
import re

from charset_normalizer import from_bytes

from depesche.errors import InputError

# The longest articles are some hundred kilobytes; a page beyond this is a dump or an attack.
LARGEST = 10_000_000
# charset-normalizer's time grows with the sample, its answer does not change.
SAMPLE = 200_000
# UTF-32 comes first, since its little-endian mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Files that begin like text and are none.
MAGIC = {b"%PDF": "a PDF", b"PK\x03\x04": "a ZIP archive or office document", b"\x1f\x8b": "gzip", b"{\\rtf": "RTF"}
DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Share of control characters above which text is no text.
MOST_CONTROL = 0.01


def to_bytes(data: str | bytes) -> bytes:
    """The bytes to hash; InputError for text with lone surrogates, which no encoding can hold."""
    if isinstance(data, bytes):
        return data
    try:
        return data.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(
            f"the text holds half a character (a lone surrogate) at offset {error.start}",
            "decode it from its bytes as UTF-8 or UTF-16 again",
        ) from None


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def check_size(size: int) -> None:
    """InputError when there are more bytes than an article can have."""
    if size > LARGEST:
        raise InputError(
            f"the input has more than {LARGEST // 1_000_000} MB", "split it into single articles, one a file"
        )


def decode(data: bytes) -> str:
    """The text of the bytes: by byte order mark, as UTF-8, as declared in HTML, else as charset-normalizer finds.

    Raises InputError when there is nothing in it, too much, or binary data.
    """
    check_size(len(data))
    check_magic(data)
    text = decode_marked(data) or decode_utf8(data) or decode_declared(data) or decode_guessed(data)
    check_text(text)
    return text


def check_magic(data: bytes) -> None:
    for magic, kind in MAGIC.items():
        if data.startswith(magic):
            raise InputError(f"the input is {kind}, not text", "export it as text or HTML first")


def check_text(text: str) -> None:
    """InputError for empty text and for binary data that happened to decode."""
    if not text.strip():
        raise InputError("the input is empty", "give the text of an article")
    if "\x00" in text or len(CONTROL.findall(text)) > MOST_CONTROL * len(text):
        raise InputError("the input is binary data, not text", "give plain text or HTML")


def decode_marked(data: bytes) -> str | None:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    return None


def decode_utf8(data: bytes) -> str | None:
    return try_decode(data, "utf-8")


def decode_declared(data: bytes) -> str | None:
    """As the page says of itself; browsers, and so we, read Latin-1 as Windows-1252."""
    found = DECLARED.search(data[:4096])
    if not found:
        return None
    name = found.group(1).decode("ascii").lower()
    return try_decode(data, "cp1252" if name in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"} else name)


def decode_guessed(data: bytes) -> str:
    if b"\x00" in data[:SAMPLE]:
        raise InputError("the input is binary data, not text", "give plain text or HTML, in UTF-8 if you can")
    # Western European text without a mark is Windows-1252 nearly always; short texts make the guess unsure, so it is
    # preferred whenever the guess allows for it.
    matches = from_bytes(data[:SAMPLE])
    best = matches.best()
    if best is None:
        raise InputError("the encoding of the input cannot be found", "save it as UTF-8")
    name = "cp1252" if any(m.encoding == "cp1252" or "cp1252" in m.could_be_from_charset for m in matches) else None
    return (name and try_decode(data, name)) or data.decode(best.encoding, errors="replace")


def try_decode(data: bytes, encoding: str) -> str | None:
    """The decoded text, or None where the encoding is unknown or does not fit."""
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None
