"""Load the lexicon: the ontology, the actors, and a language's words, checked against each other."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import get_args

from depesche.errors import LexiconError
from depesche.lexicon import rows
from depesche.lexicon.patterns import Condition, Role, parse_conditions, parse_places
from depesche.lexicon.tables import Row, RowType, read_table, tables_in
from depesche.records import Status

ROOT = Path(__file__).parent


class GrammarWords:
    """A language's closed-class words by name; unknown names are the lexicon's fault and said so."""

    def __init__(self, table: Iterable[rows.GrammarRow], name: str) -> None:
        self._words = {row.name: frozenset(word.lower() for word in row.words) for row in table}
        self._name = name

    def __getitem__(self, name: str) -> frozenset[str]:
        if name not in self._words:
            raise LexiconError(
                f"{self._name}: there is no line {name!r}", "add it; docs/lexicon.md lists what is asked for"
            )
        return self._words[name]


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame, ready to be matched."""

    row: rows.FrameRow
    actor: Role
    recipient: Role
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class OperatorFrame:
    """An operator, ready to be matched."""

    row: rows.OperatorRow
    actor: Role
    recipient: Role
    inner: Role
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue, ready to be matched."""

    row: rows.CueRow
    speaker: Role
    content: Role
    addressee: Role


@dataclass(frozen=True)
class Ontology:
    """PLOVER's types, modes, scores and contexts, and the composition table."""

    quads: dict[str, int]
    scores: dict[tuple[str, str], float]
    cameo: dict[tuple[str, str], str]
    contexts: frozenset[str]
    composition: dict[str, list[rows.CompositionRow]]

    def cameo_of(self, event_type: str, mode: str) -> str | None:
        """The nearest CAMEO code, the mode's own where there is one."""
        return self.cameo.get((event_type, mode)) or self.cameo.get((event_type, ""))

    def score(self, event_type: str, modes: tuple[str, ...]) -> float:
        """Conflict-cooperation score from -10 to 10; the mode's own where the manual gives one."""
        keys = [(event_type, mode) for mode in modes] + [(event_type, "")]
        return next(self.scores[key] for key in keys if key in self.scores)


@dataclass(frozen=True)
class ActorTables:
    """Who is who, for all languages."""

    people: list[rows.PersonRow]
    organisations: list[rows.OrganisationRow]
    outlets: list[rows.OutletRow]


@dataclass
class Words:
    """One language's tables, indexed by predicate (lower case)."""

    language: str
    grammar: GrammarWords
    countries: list[rows.CountryRow]
    roles: list[rows.RoleRow]
    organisations: dict[str, tuple[str, ...]]  # names by id
    contexts: dict[str, frozenset[str]]  # lower-case words by context
    frames: dict[str, list[Frame]] = field(default_factory=lambda: defaultdict(list))
    operators: dict[str, list[OperatorFrame]] = field(default_factory=lambda: defaultdict(list))
    cues: dict[str, list[Cue]] = field(default_factory=lambda: defaultdict(list))

    @property
    def predicates(self) -> frozenset[str]:
        """Every predicate that a frame, operator or cue lists."""
        return frozenset(self.frames) | frozenset(self.operators) | frozenset(self.cues)


class Lexicon:
    """All tables under one root; a language's are read when it is first asked for."""

    def __init__(self, root: Path = ROOT) -> None:
        self.root = root
        self._words: dict[str, Words] = {}
        self._ontology: Ontology | None = None
        self._actors: ActorTables | None = None

    @property
    def ontology(self) -> Ontology:
        """PLOVER, as in `ontology/`."""
        if self._ontology is None:
            self._ontology = self._read_ontology()
        return self._ontology

    @property
    def actors(self) -> ActorTables:
        """Who is who, as in `actors/`."""
        if self._actors is None:
            self._actors = ActorTables(
                self._read("actors/people.tsv", rows.PersonRow),
                self._read("actors/organisations.tsv", rows.OrganisationRow),
                self._read("actors/outlets.tsv", rows.OutletRow),
            )
        return self._actors

    def words(self, language: str) -> Words:
        """A language's tables; LexiconError when one is missing or wrong."""
        if language not in self._words:
            self._words[language] = self._read_words(language)
        return self._words[language]

    def version(self) -> str:
        """A short hash over all tables."""
        return lexicon_hash(self.root)

    def sizes(self) -> dict[str, int]:
        """Entries by table, named by path under the root."""
        return {str(path.relative_to(self.root)): count_entries(path) for path in sorted(self.root.rglob("*.tsv"))}

    # --- reading ----------------------------------------------------------------------------------------------

    def _read(self, name: str, row_type: type[RowType]) -> list[RowType]:
        return read_table(self.root / name, row_type, self.root)

    def _read_ontology(self) -> Ontology:
        types = self._read("ontology/types.tsv", rows.TypeRow)
        contexts = self._read("ontology/contexts.tsv", rows.ContextRow)
        composition: dict[str, list[rows.CompositionRow]] = defaultdict(list)
        for row in self._read("ontology/composition.tsv", rows.CompositionRow):
            composition[row.operator].append(row)
        ontology = Ontology(
            {row.event_type: row.quad for row in types},
            {(row.event_type, row.mode): row.score for row in types},
            {(row.event_type, row.mode): row.cameo for row in types if row.cameo},
            frozenset(row.context for row in contexts),
            composition,
        )
        for rows_of_operator in composition.values():
            for row in rows_of_operator:
                check_composition(row, ontology)
        return ontology

    def _read_words(self, language: str) -> Words:
        if not (self.root / language).is_dir():
            raise LexiconError(
                f"there is no lexicon for language {language!r}", f"add the folder {self.root / language}"
            )
        words = Words(
            language,
            GrammarWords(self._read(f"{language}/grammar.tsv", rows.GrammarRow), f"{language}/grammar.tsv"),
            self._read(f"{language}/countries.tsv", rows.CountryRow),
            self._read(f"{language}/roles.tsv", rows.RoleRow),
            {row.id: row.name for row in self._read(f"{language}/organisations.tsv", rows.OrganisationNameRow)},
            self._read_contexts(language),
        )
        classes = self._read_classes(language)
        for row in self._frame_rows(language):
            self._check_frame(row)
            conditions = parse_conditions(row.conditions, classes, row.at)
            frame = Frame(row, parse_places(row.actor, row.at), parse_places(row.recipient, row.at), conditions)
            words.frames[row.predicate.lower()].append(frame)
        for operator in self._read(f"{language}/operators.tsv", rows.OperatorRow):
            words.operators[operator.predicate.lower()].append(compile_operator(operator, classes))
        for cue in self._read(f"{language}/cues.tsv", rows.CueRow):
            places = tuple(parse_places(cell, cue.at) for cell in (cue.speaker, cue.content, cue.addressee))
            words.cues[cue.predicate.lower()].append(Cue(cue, *places))
        return words

    def _read_contexts(self, language: str) -> dict[str, frozenset[str]]:
        table = self._read(f"{language}/contexts.tsv", rows.ContextWordsRow)
        for row in table:
            check_known(row.context, self.ontology.contexts, "context", row.at)
        return {row.context: frozenset(word.lower() for word in row.words) for row in table}

    def _read_classes(self, language: str) -> dict[str, frozenset[str]]:
        table = self._read(f"{language}/classes.tsv", rows.ClassRow)
        return {row.name.removeprefix("@"): frozenset(w.lower() for w in row.lemma) for row in table}

    def _frame_rows(self, language: str) -> Iterator[rows.FrameRow]:
        for path in tables_in(self.root / language / "frames"):
            yield from read_table(path, rows.FrameRow, self.root)

    def _check_frame(self, row: rows.FrameRow) -> None:
        quads, scores = self.ontology.quads, self.ontology.scores
        if row.type != "NONE" and row.type not in quads:
            raise LexiconError(f"{row.at}: unknown event type {row.type!r}", f"use NONE or one of: {', '.join(quads)}")
        if row.mode and (row.type, row.mode) not in scores:
            known = ", ".join(mode for kind, mode in scores if kind == row.type and mode) or "none"
            raise LexiconError(f"{row.at}: {row.type} has no mode {row.mode!r}", f"use one of: {known}")
        for context in row.context:
            if context not in self.ontology.contexts:
                raise LexiconError(f"{row.at}: unknown context {context!r}", "use one of ontology/contexts.tsv")


def compile_operator(row: rows.OperatorRow, classes: dict[str, frozenset[str]]) -> OperatorFrame:
    conditions = parse_conditions(row.conditions, classes, row.at)
    return OperatorFrame(
        row,
        parse_places(row.actor, row.at),
        parse_places(row.recipient, row.at),
        parse_places(row.inner, row.at),
        conditions,
    )


def check_known(value: str, known: Iterable[str], what: str, at: str) -> None:
    """Raises LexiconError when a cell names something that is in no table."""
    if value not in known:
        raise LexiconError(f"{at}: unknown {what} {value!r}", f"use one of: {', '.join(sorted(known))}")


def check_composition(row: rows.CompositionRow, ontology: Ontology) -> None:
    """Raises LexiconError when a line of the composition table names an unknown type, mode or status."""
    check_known(row.type, {*ontology.quads, "=", "NONE"}, "event type", row.at)
    check_known(row.status, {"", *get_args(Status)}, "status", row.at)
    if row.mode not in ("", "="):
        check_known(row.mode, {mode for kind, mode in ontology.scores if kind == row.type}, "mode", row.at)
    quads = {str(quad) for quad in ontology.quads.values()}
    for inner in row.inner:
        if inner not in ("*", "-") and inner not in quads:
            check_known(inner, {"-".join(filter(None, key)) for key in ontology.scores}, "inner event", row.at)


def count_entries(path: Path) -> int:
    lines = path.read_text(encoding="utf8").splitlines()
    return max(0, sum(bool(line.strip()) and not line.lstrip().startswith("#") for line in lines) - 1)


@cache
def lexicon_hash(root: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.tsv")):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


__all__ = [
    "ROOT",
    "ActorTables",
    "Cue",
    "Frame",
    "GrammarWords",
    "Lexicon",
    "Ontology",
    "OperatorFrame",
    "Row",
    "Words",
]
