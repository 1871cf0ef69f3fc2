"""Finds the dates of a text: rules are tried where their first word stands, the longest match wins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from depesche.dates.context import Context
from depesche.dates.heads import DIGIT, TOKEN, key
from depesche.dates.lexicon import DateLexicon, Rule
from depesche.dates.resolve import resolve
from depesche.dates.tense import Tenses
from depesche.records import DateRef

if TYPE_CHECKING:
    from spacy.tokens import Doc

BEFORE = 60  # characters looked at for what must stand before an expression
NO_NUMBER_AFTER = frozenset("$€£¥#§")


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fits a stretch of the text."""

    start: int
    end: int
    rule: Rule
    fields: dict[str, str]


def find_dates(
    masked: str, text: str, doc: Doc | None, language: str, published: str | None, lexicon: DateLexicon
) -> tuple[DateRef, ...]:
    """The dates, times, durations and sets of a text, in order, with their offsets into it.

    `masked` is the text with what is foreign to the story blanked, of the same length. `doc` is asked only for tense.
    `published` is an ISO date or date and time; without it relative expressions keep value and no start.
    """
    if lexicon.language != language:
        raise ValueError(f"the text is in {language!r}, the date lexicon in {lexicon.language!r}")
    if len(masked) != len(text):
        raise ValueError(f"masked text has {len(masked)} characters, the text {len(text)}")
    tenses = Tenses(masked, doc, lexicon.values.get("tense", {}), lexicon.values.get("participle_after", {}))
    context = Context(publication_day(published), tenses, lexicon.values.get("ahead", {}))
    refs = (read_match(match, text, context) for match in best(matches(masked, lexicon)))
    return tuple(ref for ref in refs if ref is not None)


def publication_day(published: str | None) -> date | None:
    """The day of an ISO date or time, None if there is none that is exact to the day."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def matches(text: str, lexicon: DateLexicon) -> Iterator[Match]:
    """The longest match at every token where a rule can begin."""
    tokens = [(token.start(), key(token[0])) for token in TOKEN.finditer(text)]
    tokens.append((len(text), ""))
    for (at, first), (_, second) in pairwise(tokens):
        rules = lexicon.index.get(first)
        if not rules or (inside_number if first == DIGIT else inside_compound)(text, at):
            continue
        fitting = [rule for rule in rules if rule.seconds is None or second in rule.seconds]
        found = longest(text, at, fitting, lexicon) if fitting else None
        if found:
            yield found


def inside_number(text: str, at: int) -> bool:
    """Whether the digits here only go on with a number, or are an amount of money."""
    if at == 0:
        return False
    before = text[at - 1]
    return before in NO_NUMBER_AFTER or (before in ".,:" and at > 1 and text[at - 2].isdigit())


def inside_compound(text: str, at: int) -> bool:
    """Whether the word here is a later part of a hyphenated one."""
    return at > 1 and text[at - 1] == "-" and text[at - 2].isalnum()


def longest(text: str, at: int, rules: Sequence[Rule], lexicon: DateLexicon) -> Match | None:
    best_end, best_rule, best_match = at, None, None
    for rule in rules:
        match = rule.regex.match(text, at)
        if match and match.end() > best_end and stands_after(rule, text, at):
            best_end, best_rule, best_match = match.end(), rule, match
    if best_rule is None or best_match is None:
        return None
    return Match(at, best_end, best_rule, fields_of(best_rule, best_match, lexicon))


def fields_of(rule: Rule, match: re.Match[str], lexicon: DateLexicon) -> dict[str, str]:
    """What the words matched mean; of several words for one field the first counts, and any before the rule's own."""
    fields: dict[str, str] = {}
    for group, (name, cls) in rule.groups.items():
        if match[group] is not None and name not in fields:
            fields[name] = lexicon.value(cls, match[group])
    return {**rule.fields, **fields}


def stands_after(rule: Rule, text: str, at: int) -> bool:
    """Whether what the rule asks for stands before the expression."""
    if rule.before is None:
        return True
    return bool(rule.before.search(text, max(0, at - BEFORE), at)) == rule.wanted


def best(found: Iterator[Match]) -> list[Match]:
    """Matches that do not overlap: of two that do the longer one, of two equal ones the first."""
    kept: list[Match] = []
    for match in found:
        if kept and match.start < kept[-1].end:
            if match.end - match.start <= kept[-1].end - kept[-1].start:
                continue
            kept.pop()
        kept.append(match)
    return kept


def read_match(match: Match, text: str, context: Context) -> DateRef | None:
    if match.rule.kind == "none":
        return None
    context.at = (match.start, match.end)
    meaning = resolve(match.rule.kind, match.fields, context)
    if meaning is None:
        return None
    return DateRef(
        text=text[match.start : match.end],
        span=(match.start, match.end),
        type=meaning.type,
        value=meaning.value,
        mod=match.fields.get("mod"),
        start=meaning.start,
        end=meaning.end,
    )
