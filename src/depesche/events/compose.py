"""Code a predicate: operators act on the event inside them, by one table for all languages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from depesche.events.draft import EventDraft, Trace
from depesche.events.match import Matcher, is_predicate
from depesche.events.status import plans, status_of
from depesche.language.grammar import Argument, Clauses, base

if TYPE_CHECKING:
    from spacy.tokens import Token

    from depesche.lexicon.load import Frame, Ontology, OperatorFrame, Words
    from depesche.lexicon.rows import CompositionRow

# Operators whose subject is not the one who does the inner deed, so it must not be filled in as its actor.
OTHERS_DEED = {
    "demand",
    "accuse",
    "allow",
    "ban",
    "prevent",
    "oppose",
    "support",
    "fear",
    "investigate",
    "thank",
    "lift",
}
DEEPEST = 5


class Coder:
    """Codes the predicates of one document; each once."""

    def __init__(self, matcher: Matcher, words: Words, ontology: Ontology, trace: Trace | None = None) -> None:
        self.matcher = matcher
        self.clauses: Clauses = matcher.clauses
        self.words = words
        self.ontology = ontology
        self.trace = trace or Trace()
        self._coded: dict[int, EventDraft | None] = {}

    def code(self, token: Token, depth: int = 0) -> EventDraft | None:
        """The event a predicate tells of, with all that its operators, tense and negation make of it; None if none."""
        if depth > DEEPEST or not is_predicate(token):
            return None
        if token.i not in self._coded:
            self._coded[token.i] = None  # a predicate inside itself is none
            draft = self._by_operator(token, depth) or self._by_frame(token) or self._by_operator_alone(token)
            self._coded[token.i] = self._finish(draft, token) if draft else None
        return self._coded[token.i]

    # --- operators ---------------------------------------------------------------------------------------------

    def _by_operator(self, token: Token, depth: int) -> EventDraft | None:
        for operator, part in self.matcher.entries(token, self.words.operators):
            failed = self.matcher.failing(token, operator.conditions, part)
            if failed:
                self._note(token, operator, f"condition {failed}")
                continue
            inner = self._inner(token, operator, part, depth)
            if inner is None:
                self._note(token, operator, "no event inside")
                continue
            draft = self.apply(operator.row.operator, inner, token, self._outer(token, operator, part), operator.row.at)
            self._note(token, operator, "" if draft else f"nothing for {inner.event_type}")
            if draft:
                return draft
        return None

    def _inner(
        self, token: Token, operator: OperatorFrame, part: tuple[Argument, ...], depth: int
    ) -> EventDraft | None:
        for group in operator.inner:
            for place in group:
                for argument in self.clauses.at(token, place):
                    draft = self.code(argument.token, depth + 1) if argument.token.i != token.i else None
                    if draft:
                        return draft
        del part
        return None

    def _outer(
        self, token: Token, operator: OperatorFrame, part: tuple[Argument, ...]
    ) -> tuple[tuple[Argument, ...], tuple[Argument, ...]]:
        fill = self.matcher.fill
        return fill(token, operator.actor, part), fill(token, operator.recipient, part)

    def _by_operator_alone(self, token: Token) -> EventDraft | None:
        for operator, part in self.matcher.entries(token, self.words.operators):
            row = self._row(operator.row.operator, None)
            if row is None or row.type in ("NONE", "=") or self.matcher.failing(token, operator.conditions, part):
                continue
            actor, recipient = self._outer(token, operator, part)
            if not recipient:
                recipient = tuple(a for a in self._inner_fillers(token, operator) if a not in actor)
            self._note(token, operator, "")
            rules = (operator.row.at, row.at)
            return EventDraft(row.type, row.mode, token, actor, recipient, row.status, row.cameo, (), rules)
        return None

    def _inner_fillers(self, token: Token, operator: OperatorFrame) -> tuple[Argument, ...]:
        """What stands where the inner event would: "rejected the plan", "vetoed the resolution"."""
        places = [place for group in operator.inner for place in group if place not in ("xcomp", "ccomp")]
        return tuple(argument for place in places for argument in self.matcher.at(token, place))

    def apply(
        self, operator: str, inner: EventDraft, token: Token,
        outer: tuple[tuple[Argument, ...], tuple[Argument, ...]], at: str,
    ) -> EventDraft | None:  # fmt: skip
        """The event that an operator makes of the inner one, by the composition table; None when it makes none."""
        row = self._row(operator, inner)
        if row is None or row.type == "NONE":
            return None
        actor, recipient = self._participants(operator, inner, *outer)
        kept = row.type == "="
        return EventDraft(
            inner.event_type if kept else row.type,
            inner.mode if kept or row.mode == "=" else row.mode,
            token, actor, recipient,
            row.status or (inner.status if kept else ""),
            row.cameo or (inner.cameo if kept else ""),
            inner.context, (at, row.at, *inner.rules), (inner.trigger, *inner.steps), inner.absorbed,
            inner.conditions, inner.symmetric and kept,
        )  # fmt: skip

    def _participants(
        self, operator: str, inner: EventDraft, actor: tuple[Argument, ...], recipient: tuple[Argument, ...]
    ) -> tuple[tuple[Argument, ...], tuple[Argument, ...]]:
        """Who acts on whom after composition: the operator's own participants first, the inner event's where it has none."""
        if not actor and not recipient:
            return inner.actor, inner.recipient
        if operator in ("do", "mark", "try", "occur", "fail", "resume") and actor:
            return without(actor, ()) + (without(inner.actor, actor) if inner.symmetric else ()), (
                recipient or without(inner.recipient, actor) or (() if inner.symmetric else without(inner.actor, actor))
            )
        own = actor or ((), inner.actor)[operator not in OTHERS_DEED]
        if recipient:
            return own, recipient
        others = without(inner.actor, own)
        if operator in OTHERS_DEED or (others and not inner.recipient):
            return own, others or without(inner.recipient, own)
        return own, without(inner.recipient, own) or others

    def _row(self, operator: str, inner: EventDraft | None) -> CompositionRow | None:
        for row in self.ontology.composition.get(operator, ()):
            if inner is None:
                if "-" in row.inner:
                    return row
            elif {
                "*",
                inner.event_type,
                f"{inner.event_type}-{inner.mode}",
                str(self.ontology.quads[inner.event_type]),
            } & set(row.inner):
                return row
        return None

    # --- frames ------------------------------------------------------------------------------------------------

    def _by_frame(self, token: Token) -> EventDraft | None:
        for frame, part in self.matcher.entries(token, self.words.frames):
            failed = self.matcher.failing(token, frame.conditions, part)
            self._note(token, frame, f"condition {failed}" if failed else "")
            if failed:
                continue
            return None if frame.row.type == "NONE" else self._frame_draft(token, frame, part)
        return None

    def _frame_draft(self, token: Token, frame: Frame, part: tuple[Argument, ...]) -> EventDraft:
        actor = self.matcher.fill(token, frame.actor, part)
        recipient = without(self.matcher.fill(token, frame.recipient, part), actor)
        row = frame.row
        return EventDraft(
            row.type, row.mode, token, actor, recipient, "", row.cameo, tuple(row.context), (row.at,),
            absorbed=self.matcher.absorbed(token, frame.conditions), conditions=len(frame.conditions),
            symmetric=len(frame.actor) > 1 and not frame.recipient,
        )  # fmt: skip

    # --- what tense, negation and adjectives add ---------------------------------------------------------------

    def _finish(self, draft: EventDraft, token: Token) -> EventDraft | None:
        draft = self._by_modifier(draft, token)
        for operator in plans(token, self.clauses, self.words):
            draft = self.apply(operator, draft, token, (draft.actor, draft.recipient), f"grammar:{operator}") or draft
        status = status_of(token, self.clauses, self.words)
        return replace(draft, status=draft.status or status) if status != "negated" else replace(draft, status=status)

    def _by_modifier(self, draft: EventDraft, token: Token) -> EventDraft:
        """ "a planned visit", "geplante Gespräche": an adjective or participle that is an operator."""
        if token.pos_ not in ("NOUN", "PROPN"):
            return draft
        for child in token.children:
            if base(child.dep_) != "amod":
                continue
            for lemma in self.clauses.lemmas(child):
                for operator in self.words.operators.get(lemma, ()):
                    changed = self.apply(operator.row.operator, draft, token, ((), ()), operator.row.at)
                    if changed:
                        return changed
        return draft

    def _note(self, token: Token, entry: Frame | OperatorFrame, failed: str) -> None:
        row = entry.row
        label = f"{row.predicate} -> {getattr(row, 'type', None) or getattr(row, 'operator', '')}"
        self.trace.tried(token, label, row.at, failed)


def without(arguments: tuple[Argument, ...], others: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """The arguments that are not among the others."""
    taken = {argument.span for argument in others}
    return tuple(argument for argument in arguments if argument.span not in taken)
