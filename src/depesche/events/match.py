"""Match lexicon entries on a predicate: its lemma, part of speech, conditions; and fill the roles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeVar

from depesche.events.hearsay import statements_around
from depesche.language.forms import base, is_verbal
from depesche.language.grammar import DIRECT, Argument, Clauses
from depesche.language.spans import overlaps_any, start, tokens_in
from depesche.lexicon.patterns import specificity

if TYPE_CHECKING:
    from spacy.tokens import Token

    from depesche.actors.resolve import Actors
    from depesche.lexicon.load import Frame, OperatorFrame, Words
    from depesche.lexicon.patterns import Condition, Role
    from depesche.records import Statement

Entry = TypeVar("Entry", "Frame", "OperatorFrame")
POS_OF = {"VERB": {"verb"}, "AUX": {"verb"}, "NOUN": {"noun"}, "PROPN": {"noun"}, "X": {"noun"}, "ADJ": {"adj"}}
PARTICIPANT_POS = {"NOUN", "PROPN", "PRON", "X", "NUM", "DET", "ADJ"}
COUNTED_POS = {"NOUN", "PROPN", "X"}
COUNTRY_ONLY = {"adj", "comp"}  # places where only the name of a country or body is a participant


class Matcher:
    """Finds entries for predicates and fills their roles, in one document."""

    def __init__(self, clauses: Clauses, actors: Actors, words: Words, statements: tuple[Statement, ...] = ()) -> None:
        self.clauses = clauses
        self.statements = statements
        self.actors = actors
        self.words = words

    def entries(self, token: Token, table: dict[str, list[Entry]]) -> list[tuple[Entry, tuple[Argument, ...]]]:
        """Entries whose predicate the token is, most conditions first, with the compound's first part if it is one."""
        kinds = self._kinds(token)
        if not kinds:
            return []
        found: list[tuple[Entry, tuple[Argument, ...]]] = []
        for lemma in sorted(self.clauses.rules.predicate_lemmas(token)):
            found += [(entry, ()) for entry in table.get(lemma, ()) if entry.row.pos in kinds]
        if not found and "noun" in kinds:
            found = list(self._compound_entries(token, table))
        return sorted(found, key=lambda pair: order(pair[0]))

    def _kinds(self, token: Token) -> set[str]:
        kinds = set(POS_OF.get(token.pos_, ()))
        if is_verbal(token):
            kinds.add("verb")
        return kinds

    def _compound_entries(
        self, token: Token, table: dict[str, list[Entry]]
    ) -> Iterator[tuple[Entry, tuple[Argument, ...]]]:
        """A German noun by its last part; the longest entry that fits."""
        for lemma in sorted(self.clauses.lemmas(token)):
            for cut in range(2, len(lemma) - 3):
                last = lemma[cut:].lstrip("-")
                if last not in table:
                    continue
                firsts = self.clauses.rules.compound_split(lemma, last)
                if firsts:
                    parts = first_parts(token, firsts, len(lemma) - len(last))
                    yield from ((entry, parts) for entry in table[last] if entry.row.pos == "noun")
                    return

    def fill(
        self, token: Token, role: Role, first_part: tuple[Argument, ...] = (), taken: tuple[Token, ...] = ()
    ) -> tuple[Argument, ...]:
        """What stands in a role: of each group of places the first that is filled; `taken` words fill none."""
        found: list[Argument] = []
        for group in role:
            fillers = self._first_filled(token, group, first_part, taken)
            found += [f for f in fillers if all(f.span != known.span for known in found)]
        return tuple(found)

    def _first_filled(
        self, token: Token, group: tuple[str, ...], first_part: tuple[Argument, ...], taken: tuple[Token, ...]
    ) -> list[Argument]:
        words = {word.i for word in taken}
        for place in group:
            fillers = self.at(token, place, first_part)
            if fillers:
                return [f for f in fillers if f.part is not None or f.token.i not in words]
        for place in group:
            others = self.clauses.other_object(token, place)
            fillers = [f for f in others if f.token.i not in words and self._can_take_part(f)]
            if fillers:
                return fillers
        return []

    def absorbed(self, token: Token, conditions: tuple[Condition, ...]) -> tuple[Token, ...]:
        """The words that lemma conditions found: the noun of a fixed expression is no event of its own."""
        wanted = [c for c in conditions if c.test == "lemma"]
        found = ((a, c) for c in wanted for a in self._tested(token, c))
        matched = [a.token for a, c in found if a.part is None and self._is_word(a, c.lemmas)]
        counted = [c for t in matched if self._is_measure(t) for c in t.children if c.pos_ in COUNTED_POS]
        return (*matched, *counted)

    def _is_measure(self, token: Token) -> bool:
        return not self.clauses.lemmas(token).isdisjoint(self.words.grammar["measure_words"])

    def at(self, token: Token, place: str, first_part: tuple[Argument, ...] = ()) -> list[Argument]:
        """What fills a place, as participants: adjectives and compound parts only when they name a country or body."""
        if place == "speaker":
            return list(self.speaker(token))
        fillers = [a for a in self.clauses.at(token, place) if self._can_take_part(a) or place in COUNTRY_ONLY]
        if fillers and place not in DIRECT:
            attribution = self._attribution(token)
            fillers = [a for a in fillers if a.token.i not in attribution]
        if place == "comp":
            fillers += first_part
        if place in COUNTRY_ONLY:
            return [argument for argument in fillers if self._names_country(argument)]
        return fillers

    def speaker(self, token: Token) -> tuple[Argument, ...]:
        """Who says what the predicate stands in, by the smallest statement around it."""
        speakers = [s.speaker for s in statements_around(token, self.statements) if s.speaker]
        if not speakers:
            return ()
        words = [t for span in speakers[0].spans for t in tokens_in(token.doc, span)]
        heads = [t for t in words if t.head.i == t.i or t.head not in words]
        return tuple(Argument(t, self.clauses.lemmas(t)) for t in heads[:1])

    def _attribution(self, token: Token) -> set[int]:
        """The words that say according to whom the predicate is told ("nach Angaben der Ministerin"): no one's role."""
        around = statements_around(token, self.statements)
        outside = [s for s in around if s.speaker and not overlaps_any(s.speaker.spans[0], s.quote.spans)]
        spans = [span for s in outside for part in (s.cue, s.speaker) if part for span in part.spans]
        return {t.i for span in spans for t in tokens_in(token.doc, span)}

    def _can_take_part(self, argument: Argument) -> bool:
        token, grammar = argument.token, self.words.grammar
        if token.pos_ in ("PRON", "DET") and token.lower_ in grammar["relative_pronouns"]:
            return False
        return token.pos_ in PARTICIPANT_POS and token.lower_ not in grammar["pronominal_adverbs"]

    def _names_country(self, argument: Argument) -> bool:
        if argument.part is not None:
            return bool(self.actors.part_draft(argument).country)
        match = self.actors.matches.get(argument.token.i)
        return bool(match and match.names[0].country)

    def failing(
        self, token: Token, conditions: tuple[Condition, ...], first_part: tuple[Argument, ...] = ()
    ) -> Condition | None:
        """The first condition that does not hold; None when all do."""
        return next((c for c in conditions if not self._holds(token, c, first_part)), None)

    def _holds(self, token: Token, condition: Condition, first_part: tuple[Argument, ...]) -> bool:
        if condition.test == "reflexive":
            return any(lemma.startswith("sich ") for lemma in self.clauses.rules.predicate_lemmas(token))
        fillers = self._tested(token, condition)
        if condition.place == "comp":
            fillers += first_part
        if condition.test == "filled":
            return bool(fillers)
        if condition.test == "empty":
            return not fillers
        if condition.test in ("lemma", "not-lemma"):
            hit = any(self._is_word(argument, condition.lemmas) for argument in fillers)
            return hit == (condition.test == "lemma")
        hit = any(self._is_kind(argument, condition.kinds) for argument in fillers)
        return hit == (condition.test == "kind")

    def _tested(self, token: Token, condition: Condition) -> list[Argument]:
        if condition.place == "speaker":
            return list(self.speaker(token))
        found = list(self.clauses.at(token, condition.place))
        if found or condition.test in ("filled", "empty"):
            return found
        return list(self.clauses.other_object(token, condition.place))

    def _is_word(self, argument: Argument, words: frozenset[str]) -> bool:
        if argument.lemmas & words:
            return True
        if argument.part is not None:
            return False
        split = self.clauses.rules.compound_split
        if any(split(lemma, word) for lemma in argument.lemmas for word in words):
            return True
        if self._is_measure(argument.token):
            counted = (c for c in argument.token.children if c.i > argument.token.i and c.pos_ in COUNTED_POS)
            return any(self._is_word(Argument(c, self.clauses.lemmas(c)), words) for c in counted)
        return any(f"{c.lemma_.lower()} {lemma}" in words for c in argument.token.children for lemma in argument.lemmas)

    def _is_kind(self, argument: Argument, kinds: frozenset[str]) -> bool:
        draft = self.actors.part_draft(argument)
        if "actor" in kinds and (draft.country or draft.sectors or draft.kind in ("person", "body", "group")):
            return True
        return draft.kind in kinds or bool(kinds & set(draft.sectors))


def order(entry: Frame | OperatorFrame) -> tuple[int, float, bool]:
    """Longer predicates first, then the more special entries, then those that say "no event"."""
    return -len(entry.row.predicate.split()), -specificity(entry.conditions), getattr(entry.row, "type", "") != "NONE"


def first_parts(token: Token, lemmas: tuple[str, ...], length: int) -> tuple[Argument, ...]:
    """The first part of a compound as arguments; "Russland-Nordkorea-Gipfel" has two."""
    at = start(token)
    pieces = token.text[:length].rstrip("-").split("-")
    if len(pieces) == 1:
        return (Argument(token, frozenset(lemmas), (at, at + len(pieces[0]))),)
    found = []
    for piece in pieces:
        found.append(Argument(token, frozenset({piece.lower()}), (at, at + len(piece))))
        at += len(piece) + 1
    return tuple(found)


def is_predicate(token: Token) -> bool:
    """Whether a token can be an event's trigger at all."""
    return (
        token.pos_ in POS_OF
        and base(token.dep_) not in ("flat", "goeswith", "aux", "compound")
        and token.dep_ != "nmod:desc"
    )
