"""What a language knows of time: word classes, rules and feasts, compiled from its tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import depesche.lexicon
from depesche.dates.calculus import holiday
from depesche.dates.patterns import END, SHAPES, Pattern, Piece, class_piece
from depesche.dates.rows import HolidayRow, Kind, RuleRow, WordRow
from depesche.errors import LexiconError
from depesche.lexicon.tables import read_table

ROOT = Path(depesche.lexicon.__file__).parent
BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Rule:
    """One compiled rule. `before` must match right before the expression where it is given."""

    name: str
    kind: Kind
    order: int
    regex: re.Pattern[str]
    groups: Mapping[str, tuple[str, str]]
    fields: Mapping[str, str]
    before: re.Pattern[str] | None
    wanted: bool  # whether `before` must be there or must not
    seconds: frozenset[str] | None  # keys of the tokens that can come second, None for any


@dataclass(frozen=True, slots=True)
class DateLexicon:
    """The compiled tables of one language; `index` finds the rules that can begin with a token."""

    language: str
    values: Mapping[str, Mapping[str, str]]  # class: {word in lower case: value}
    index: Mapping[str, tuple[Rule, ...]]

    def value(self, cls: str, text: str) -> str:
        """What a word of a class means; a number in digits means itself."""
        if cls in SHAPES:
            return text.replace(",", ".")
        return self.values[cls][BLANKS.sub(" ", text).replace("’", "'").lower()]


@cache
def load_date_lexicon(language: str, root: Path = ROOT) -> DateLexicon:
    """The lexicon of a language, read once. LexiconError names the file and line that is wrong."""
    folder = root / language
    words = read_table(folder / "time.tsv", WordRow, root)
    words += [feast_words(row) for row in read_table(folder / "holidays.tsv", HolidayRow, root)]
    rows = read_table(folder / "time_rules.tsv", RuleRow, root)
    values = word_values(words)
    pieces = {name: class_piece(spellings) for name, spellings in class_words(words).items()}
    parts = {row.name: row.pattern for row in rows if row.kind == "part"}
    index: dict[str, list[Rule]] = {}
    for order, row in enumerate(rows):
        if row.kind == "part":
            continue
        rule, firsts = compile_rule(row, order, pieces, parts)
        for key in firsts:
            index.setdefault(key, []).append(rule)
    return DateLexicon(language, values, {key: tuple(rules) for key, rules in index.items()})


def feast_words(row: HolidayRow) -> WordRow:
    try:
        holiday(row.when, 2000)
    except ValueError:
        problem = f"{row.at}: {row.when!r} says no day"
        raise LexiconError(problem, "write 12-25, 12-25<7, easter+50 or 11/4/4") from None
    return WordRow(at=row.at, name="holiday", value=row.when, words=row.words)


def class_words(rows: list[WordRow]) -> dict[str, list[str]]:
    classes: dict[str, list[str]] = {}
    for row in rows:
        classes.setdefault(row.name, []).extend(row.words)
    return classes


def word_values(rows: list[WordRow]) -> dict[str, dict[str, str]]:
    values: dict[str, dict[str, str]] = {}
    for row in rows:
        values.setdefault(row.name, {}).update((word.lower(), row.value) for word in row.words)
    return values


def compile_rule(
    row: RuleRow, order: int, words: Mapping[str, Piece], parts: Mapping[str, str]
) -> tuple[Rule, frozenset[str]]:
    pattern = Pattern(row.pattern, words, parts)
    before, wanted = row.before.removeprefix("!"), not row.before.startswith("!")
    try:
        regex, heads = pattern.compile()
        guard = before_regex(before, words, parts) if before else None
        fields = dict(cell.split("=", 1) for cell in row.fields.split())
    except (ValueError, re.error) as error:
        raise LexiconError(f"{row.at}: rule {row.name!r}: {error}", "see depesche.dates.patterns") from None
    seconds = None if heads.single else heads.seconds
    return Rule(row.name, row.kind, order, regex, pattern.groups, fields, guard, wanted, seconds), heads.firsts


def before_regex(source: str, words: Mapping[str, Piece], parts: Mapping[str, str]) -> re.Pattern[str]:
    """What stands before an expression: a pattern that must end where the expression begins."""
    pattern = Pattern(f"({source})", words, parts)
    regex, _ = pattern.compile()
    return re.compile(r"(?<!\w)" + regex.pattern.removesuffix(END) + r"\s*\Z")
