"""The notation of time_rules.tsv, and its translation into regular expressions.

    <month>       a word of the class `month` (or a shape: <year>, <day>, ...), its value goes to the field `month`
    <number:n>    a word of the class `n`, its value goes to the field `number`
    {num}         the pattern of the row named `num` of kind `part`
    (a|b) x? x*   choice, option, repetition;  &(...) must follow, !(...) must not
    _             white space or none; a blank in the pattern is white space in the text
    \\(            a sign that would else be read as notation

Anything else stands for itself. A lower-case word also matches with a capital, a capitalised one also in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from depesche.dates.heads import NOTHING, NUMBER, Heads, either, of_words, signed, then

# Notations of the calendar that no language owns.
SHAPES: dict[str, str] = {
    "year": r"(?:1\d|20)\d\d",
    "modern": r"(?:19|20)\d\d",
    "yy": r"\d\d",
    "day": r"(?:3[01]|[12]\d|0?[1-9])",
    "mon": r"(?:1[0-2]|0?[1-9])",
    "n": r"\d+(?:[.,]\d+)?",
    "hour": r"(?:2[0-4]|[01]?\d)",
    "minute": r"[0-5]\d",
}
TOKEN = re.compile(
    r"\s+|<(?P<field>\w+)(?::(?P<cls>\w+))?>|\{(?P<part>\w+)\}"
    r"|[&!]\(|[()|?*_,]|\\.|[^\s<>{}()|?*_&!,\\]+"
)
# At most one line break, and never so much white space that a blanked text takes long.
GAP = r"[^\S\n]{0,8}\n?[^\S\n]{0,8}"
BLANK = r"(?=\s)" + GAP
END = r"(?!\w|[.,:]\d|-[^\W\d])"


def word_regex(word: str) -> str:
    """A word in every capitalisation it may have in a text."""
    plain = BLANK.join(re.escape(part).replace("'", "['’]") for part in word.split())
    if word[0].islower():
        return f"[{word[0]}{word[0].upper()}]{plain[1:]}"
    return f"(?:{plain}|{plain.upper()})" if word.isalpha() and not word.isupper() else plain


@dataclass(frozen=True, slots=True)
class Piece:
    """A compiled part of a pattern: its regular expression and how it can begin."""

    regex: str
    heads: Heads


@dataclass(slots=True)
class Pattern:
    """Compiles one rule: fields are numbered groups, so that a field may stand in several places.

    Raises ValueError, with the reason, for what cannot be read.
    """

    source: str
    words: Mapping[str, Piece]
    parts: Mapping[str, str]
    groups: dict[str, tuple[str, str]] = field(default_factory=dict)  # group: (field, class)

    def compile(self) -> tuple[re.Pattern[str], Heads]:
        """The regular expression, and how what it fits can begin."""
        piece = self.choice(tokens_of(self.source))
        return re.compile(piece.regex + END), piece.heads

    def choice(self, tokens: list[str]) -> Piece:
        """Reads alternatives up to a closing bracket or the end, taking them from the list."""
        options = [self.sequence(tokens)]
        while tokens and tokens[0] == "|":
            tokens.pop(0)
            options.append(self.sequence(tokens))
        regex = "|".join(option.regex for option in options)
        return Piece(f"(?:{regex})" if len(options) > 1 else regex, either(option.heads for option in options))

    def sequence(self, tokens: list[str]) -> Piece:
        regex, heads, blank = "", NOTHING, False
        while tokens and tokens[0] not in "|)":
            token = tokens.pop(0)
            if token.isspace():
                blank = True
                continue
            piece = self.item(token, tokens)
            sign = tokens.pop(0) if tokens and tokens[0] in "?*" else ""
            # An item at the start that may be missing takes the blank after it along.
            leading = heads.empty and bool(sign) and bool(tokens) and tokens[0].isspace()
            if leading:
                tokens.pop(0)
            heads = then(heads, signed(piece.heads, sign), glued=bool(regex) and not blank)
            regex += optional(piece.regex, sign, before=blank, after=leading)
            blank = False
        return Piece(regex + (BLANK if blank else ""), heads)

    def item(self, token: str, tokens: list[str]) -> Piece:
        match = TOKEN.fullmatch(token)
        if match and match["field"]:
            return self.group(match["cls"] or match["field"], match["field"])
        if match and match["part"]:
            return self.part(match["part"])
        if token in ("(", "&(", "!("):
            return self.bracket(token, tokens)
        if token == "_":
            return Piece(GAP, NOTHING)
        word = token.removeprefix("\\")
        return Piece(word_regex(word), of_words([word]))

    def bracket(self, token: str, tokens: list[str]) -> Piece:
        inner = self.choice(tokens)
        if not tokens or tokens.pop(0) != ")":
            raise ValueError("a bracket is not closed")
        if token == "(":
            return Piece(f"(?:{inner.regex})", inner.heads)
        sign = "=" if token == "&(" else "!"
        return Piece(f"(?{sign}{inner.regex})", NOTHING)

    def part(self, name: str) -> Piece:
        if name not in self.parts:
            raise ValueError(f"no part is named {name!r}")
        inner = self.choice(tokens_of(self.parts[name]))
        return Piece(f"(?:{inner.regex})", inner.heads)

    def group(self, cls: str, name: str) -> Piece:
        if cls not in self.words and cls not in SHAPES:
            raise ValueError(f"no word class is named {cls!r}")
        group = f"g{len(self.groups)}"
        self.groups[group] = (name, cls)
        piece = self.words.get(cls) or Piece(SHAPES[cls], NUMBER)
        return Piece(f"(?P<{group}>{piece.regex})", piece.heads)


def optional(item: str, sign: str, before: bool, after: bool) -> str:
    """An item with the white space that goes with it, repeated as the sign says."""
    whole = (BLANK if before else "") + item + (BLANK if after else "")
    return f"(?:{whole}){sign}" if sign else whole


def tokens_of(source: str) -> list[str]:
    """The tokens of a pattern; ValueError where none fits."""
    tokens, at = [], 0
    while at < len(source):
        match = TOKEN.match(source, at)
        if not match:
            raise ValueError(f"{source[at:]!r} cannot be read")
        tokens.append(match[0])
        at = match.end()
    return tokens


def class_piece(words: list[str]) -> Piece:
    """A word class as one choice, longest words first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return Piece("(?:" + "|".join(map(word_regex, ordered)) + ")", of_words(words))
