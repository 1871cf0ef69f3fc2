"""Code a predicate: operators act on the event inside them, by one table for all languages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from depesche.events.draft import EventDraft, Trace
from depesche.events.match import Matcher, is_predicate
from depesche.events.status import is_obliged, plans, status_of
from depesche.language.forms import base, is_verbal
from depesche.language.grammar import Argument, Clauses

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
# Operators that an adjective or participle before a noun can stand for: "planned talks", "suspended aid".
MODIFYING = {
    "future",
    "intend",
    "consider",
    "announce",
    "threaten",
    "cancel",
    "suspend",
    "offer",
    "hope",
    "fear",
    "fail",
    "deny",
}
# Operators under which a deed keeps the one whose deed it is said to be ("continue his invasion").
OWN_DEED = {"mark", "try", "occur", "fail", "resume"}
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
            inner = self._inner(token, operator, depth)
            if inner is None:
                self._note(token, operator, "no event inside")
                continue
            draft = self.apply(operator.row.operator, inner, token, self._outer(token, operator, part), operator.row.at)
            self._note(token, operator, "" if draft else f"nothing for {inner.event_type}")
            if draft:
                return draft
        return None

    def _inner(self, token: Token, operator: OperatorFrame, depth: int) -> EventDraft | None:
        for group in operator.inner:
            for place in group:
                for argument in self.clauses.at(token, place):
                    draft = self.code(argument.token, depth + 1) if argument.token.i != token.i else None
                    if draft:
                        return draft
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
            recipient = recipient or without(self._inner_fillers(token, operator), actor)
            self._note(token, operator, "")
            rules = (operator.row.at, row.at)
            return EventDraft(row.type, row.mode, token, actor, recipient, row.status, row.cameo, (), rules)
        return None

    def _inner_fillers(self, token: Token, operator: OperatorFrame) -> tuple[Argument, ...]:
        """What stands where the inner event would: "rejected the plan", "vetoed the resolution"."""
        places = (place for group in operator.inner for place in group if place not in ("xcomp", "ccomp"))
        return next((found for place in places if (found := tuple(self.matcher.at(token, place)))), ())

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
            inner.context, (at, row.at, *inner.rules), inner_steps(inner, token), inner.absorbed,
            inner.conditions, inner.symmetric and kept,
        )  # fmt: skip

    def _participants(
        self, operator: str, inner: EventDraft, actor: tuple[Argument, ...], recipient: tuple[Argument, ...]
    ) -> tuple[tuple[Argument, ...], tuple[Argument, ...]]:
        """Who acts on whom then: the operator's own participants first, the inner event's where it has none."""
        if not actor and not recipient:
            return inner.actor, inner.recipient
        if operator in OWN_DEED and inner.actor and not inner.symmetric:
            return inner.actor, inner.recipient or recipient
        if operator in ("do", *OWN_DEED) and actor:
            others = without(inner.actor, actor)
            recipient = recipient or without(inner.recipient, actor)
            return (actor + others, recipient) if inner.symmetric else (actor, recipient or others)
        own = actor or (() if operator in OTHERS_DEED else inner.actor)
        if recipient:
            return own, recipient
        return own, without(inner.actor, own) or without(inner.recipient, own)

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
        absorbed = self.matcher.absorbed(token, frame.conditions)
        actor = self.matcher.fill(token, frame.actor, part)
        recipient = without(self.matcher.fill(token, frame.recipient, part, self._themes(absorbed, frame)), actor)
        row = frame.row
        return EventDraft(
            row.type, row.mode, token, actor, recipient, "", row.cameo, tuple(row.context), (row.at,),
            absorbed=absorbed, conditions=len(frame.conditions),
            symmetric=len(frame.actor) > 1 and not frame.recipient,
            said=any("speaker" in group for group in frame.actor),
        )  # fmt: skip

    def _themes(self, absorbed: tuple[Token, ...], frame: Frame) -> tuple[Token, ...]:
        """Words a condition rests on that the recipient's places do not name: the arms in "delivered arms"."""
        named = {place for group in frame.recipient for place in group}
        return absorbed if not named & {c.place for c in frame.conditions if c.test == "lemma"} else ()

    # --- what tense, negation and adjectives add ---------------------------------------------------------------

    def _finish(self, draft: EventDraft, token: Token) -> EventDraft | None:
        draft = self._by_modifier(self._with_subject(draft, token), token)
        for operator in plans(token, self.clauses, self.words):
            composed = self.apply(operator, draft, token, ((), ()), f"grammar:{operator}")
            if composed:
                return replace(composed, status=composed.status or "actual")
        speaker = self.matcher.speaker(token) if is_obliged(token, self.clauses, self.words) else ()
        if speaker and not draft.status and without(speaker, draft.actor):
            demanded = self.apply("demand", draft, token, (speaker, draft.actor), "grammar:demand")
            if demanded:
                return demanded
        status = "actual" if draft.said else status_of(token, self.clauses, self.words)
        return replace(draft, status=draft.status or status) if status != "negated" else replace(draft, status=status)

    def _with_subject(self, draft: EventDraft, token: Token) -> EventDraft:
        """ "is in Moscow for talks", "went on strike": who does what a noun tells is its verb's subject."""
        if draft.actor or token.pos_ != "NOUN" or not is_verbal(token.head):
            return draft
        prepositions = self.clauses.prepositions(token)
        purpose = self.words.grammar["purpose_prepositions"]
        if base(token.dep_) != "obj" and not (prepositions and purpose.issuperset(prepositions)):
            return draft
        subject = tuple(a for a in self.clauses.places(token.head).get("subj", ()) if a.token.i != token.i)
        return draft.with_participants(subject, without(draft.recipient, subject))

    def _by_modifier(self, draft: EventDraft, token: Token) -> EventDraft:
        """ "a planned visit", "geplante Gespräche": an adjective or participle that is an operator."""
        if token.pos_ not in ("NOUN", "PROPN"):
            return draft
        for child in token.children:
            if base(child.dep_) != "amod":
                continue
            for lemma in self.clauses.lemmas(child):
                for operator in self.words.operators.get(lemma, ()):
                    if operator.row.operator not in MODIFYING:
                        continue
                    changed = self.apply(operator.row.operator, draft, token, ((), ()), operator.row.at)
                    if changed:
                        return changed
        return draft

    def _note(self, token: Token, entry: Frame | OperatorFrame, failed: str) -> None:
        row = entry.row
        label = f"{row.predicate} -> {getattr(row, 'type', None) or getattr(row, 'operator', '')}"
        self.trace.tried(token, label, row.at, failed)


def inner_steps(inner: EventDraft, token: Token) -> tuple[Token, ...]:
    """The triggers inside; an auxiliary's operator acts on its own verb, which then is no inner one."""
    return inner.steps if inner.trigger.i == token.i else (inner.trigger, *inner.steps)


def without(arguments: tuple[Argument, ...], others: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """The arguments that are not among the others."""
    taken = {argument.span for argument in others}
    return tuple(argument for argument in arguments if argument.span not in taken)
