"""The small notations inside lexicon cells: places (`subj+obj|with`) and conditions (`obj=@weapon recipient~MIL`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from rapidfuzz.distance import Levenshtein

from depesche.errors import LexiconError
from depesche.lexicon.rows import Sector

Role = tuple[tuple[str, ...], ...]  # all groups together, the first filled place of each
Kind = Literal["actor", "country", "person", "body", "group", "thing"]
PLACES = ("subj", "obj", "dat", "gen", "poss", "comp", "mod", "adj", "xcomp", "ccomp", "speaker", "quote", "clause")
KINDS = frozenset(get_args(Kind)) | frozenset(get_args(Sector))
PLACE = r"[\w' ]+?"
TEST = re.compile(rf"(?P<place>{PLACE})(?P<operator>!=|=|!~|~)(?P<values>\S+)")


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition on a place: `filled`, `empty`, `lemma`, `not-lemma`, `kind`, `not-kind` or `reflexive`."""

    test: Literal["filled", "empty", "lemma", "not-lemma", "kind", "not-kind", "reflexive"]
    place: str = ""
    lemmas: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()

    def __str__(self) -> str:
        sign = {"filled": "+", "empty": "-", "lemma": "=", "not-lemma": "!=", "kind": "~", "not-kind": "!~"}
        if self.test == "reflexive":
            return "refl"
        if self.test in ("filled", "empty"):
            return sign[self.test] + self.place
        values = sorted(self.lemmas | self.kinds)
        shown = ";".join(values[:4]) + (";…" if len(values) > 4 else "")
        return f"{self.place}{sign[self.test]}{shown}"


# What a condition says for how special an entry is: evidence that must be there counts, what must not hardly.
WEIGHTS = {"filled": 1.0, "lemma": 1.0, "kind": 1.0, "reflexive": 1.0, "empty": 0.5, "not-lemma": 0.1, "not-kind": 0.1}


def specificity(conditions: tuple[Condition, ...]) -> float:
    """How special an entry with these conditions is; the more special one is tried first."""
    return sum(WEIGHTS[condition.test] for condition in conditions)


def parse_places(cell: str, at: str) -> Role:
    """`subj+obj|with` as (("subj",), ("obj", "with")); LexiconError for a misspelt place."""
    groups = (tuple(p.strip() for p in group.split("|") if p.strip()) for group in cell.split("+"))
    role = tuple(group for group in groups if group)
    for group in role:
        for place in group:
            check_place(place, at)
    return role


def check_place(place: str, at: str) -> None:
    """Any word may be a preposition, but one a letter off a place's name is that place misspelt."""
    near = [name for name in PLACES if len(place) > 2 and Levenshtein.distance(place, name) == 1]
    if near and place not in PLACES:
        raise LexiconError(
            f"{at}: unknown place {place!r}", f"did you mean {near[0]!r}? docs/lexicon.md lists the places"
        )


def parse_conditions(cell: str, classes: dict[str, frozenset[str]], at: str) -> tuple[Condition, ...]:
    """The conditions of a cell; LexiconError names the one that cannot be read."""
    return tuple(parse_condition(part, classes, at) for part in cell.split())


def parse_condition(part: str, classes: dict[str, frozenset[str]], at: str) -> Condition:
    if part == "refl":
        return Condition("reflexive")
    if part[0] in "+-":
        check_place(part[1:], at)
        return Condition("filled" if part[0] == "+" else "empty", part[1:])
    match = TEST.fullmatch(part)
    if not match:
        raise LexiconError(f"{at}: condition {part!r} cannot be read", "write +place, place=word or place~kind")
    check_place(match["place"], at)
    values = match["values"].replace("|", ";").split(";")
    if "~" in match["operator"]:
        return kind_condition(match["place"], match["operator"], values, at)
    words = frozenset(word for value in values for word in words_of(value, classes, at))
    return Condition("lemma" if match["operator"] == "=" else "not-lemma", match["place"], lemmas=words)


def kind_condition(place: str, operator: str, values: list[str], at: str) -> Condition:
    unknown = [value for value in values if value not in KINDS]
    if unknown:
        raise LexiconError(f"{at}: unknown kind {unknown[0]!r}", f"use one of: {', '.join(sorted(KINDS))}")
    return Condition("kind" if operator == "~" else "not-kind", place, kinds=frozenset(values))


def words_of(value: str, classes: dict[str, frozenset[str]], at: str) -> frozenset[str]:
    """A word itself, or the words of an @class."""
    if not value.startswith("@"):
        return frozenset({value.replace("_", " ").lower()})
    if value[1:] not in classes:
        raise LexiconError(f"{at}: there is no word class {value!r}", "add it to classes.tsv or correct the name")
    return classes[value[1:]]
