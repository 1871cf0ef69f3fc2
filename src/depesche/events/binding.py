"""Bind dates, places, quantities, contexts and sources to an event, each by its own clause."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from depesche.events.hearsay import statements_around
from depesche.language.forms import base, is_verbal
from depesche.language.spans import end, span_of, start, tokens_in
from depesche.records import DateRef, Entity, Place, Quantity, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from depesche.events.draft import EventDraft
    from depesche.reading import Reading

LONG_AGO = timedelta(days=365)
NUMBER = re.compile(r"\d{1,3}(?:[.,\s]\d{3})+|\d+(?:[.,]\d+)?")


class Binding:
    """What stands in the same clause as a trigger, in one document."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._doc: Doc = reading.doc
        self._at = {start(token): token for token in reading.doc}
        self._cues = cue_tokens(reading)
        self._told = [s for s in reading.statements if not self._is_thought(s)]
        self._dates = [(d, self._head(d.span)) for d in reading.dates if d.type in ("DATE", "TIME")]
        self._places = [(p, self._head(p.span)) for p in reading.places]

    def date(self, draft: EventDraft) -> DateRef | None:
        """The date of the deed: the nearest one in the clauses around the trigger, never that of the reporting."""
        anchors = self._anchors(draft)
        ranked = []
        for found, head in self._dates:
            if head is None:
                continue
            governor = self._governor(head)
            if governor.i in anchors:
                ranked.append((nearness(draft, head), anchors[governor.i], found))
        return min(ranked, key=lambda item: item[:2])[2] if ranked else None

    def place(self, draft: EventDraft) -> Place | None:
        """The place named in the event's own clause, unless a participant stands there."""
        anchors = self._anchors(draft)
        taken = {argument.span for argument in draft.participants}
        ranked = []
        for found, head in self._places:
            if head is None or found.span in taken or not self._is_locative(head):
                continue
            governor = self._governor(head)
            if governor.i in anchors and anchors[governor.i] <= 1:
                ranked.append((nearness(draft, head), anchors[governor.i], found))
        return min(ranked, key=lambda item: item[:2])[2] if ranked else None

    def quantities(self, draft: EventDraft) -> tuple[Quantity, ...]:
        """Numbers counted by the predicate's arguments: people killed, rounds delivered."""
        heads = [a.token for a in draft.recipient if a.part is None]
        for trigger in (draft.trigger, *draft.steps):
            places = self._reading.clauses.places(trigger)
            heads += [a.token for place in ("obj", "subj", "of", "gen") for a in places.get(place, ())]
        found = {}
        for head in heads:
            for quantity in self._counted(head):
                found[quantity.span] = quantity
        return tuple(found[span] for span in sorted(found))

    def contexts(self, draft: EventDraft, lemmas_of: dict[str, frozenset[str]]) -> tuple[str, ...]:
        """The contexts whose words stand in the trigger's clause."""
        clause = self._governor(draft.trigger)
        near = [t for t in clause.subtree if abs(t.i - draft.trigger.i) < 25]
        words = set().union(
            *(self._reading.clauses.lemmas(t) for t in near if t.pos_ in ("NOUN", "ADJ", "VERB", "PROPN"))
        )
        return tuple(context for context, lemmas in lemmas_of.items() if lemmas & words)

    def sources(self, draft: EventDraft) -> tuple[Entity, ...]:
        """According to whom: the speakers of the statements around the trigger, nearest first."""
        place = (start(draft.trigger), end(draft.trigger))
        around = [s for s in statements_around(draft.trigger, self._told) if not is_cue(s, place)]
        said = [s for s in self._reading.statements if is_cue(s, place)]
        chain: list[Entity] = []
        for statement in around:
            chain += [e for e in (statement.entity, *statement.sources) if e is not None]
        for statement in said:
            chain += statement.sources
        return distinct(chain)

    def _is_thought(self, statement: Statement) -> bool:
        """Whether its cue only ever tells of thinking: what somebody considers is not told by him."""
        cues = self._reading.words.cues
        kinds = {
            cue.row.kind
            for token in tokens_in_spans(self._doc, statement.cue.spans if statement.cue else ())
            for lemma in self._reading.clauses.rules.predicate_lemmas(token)
            for cue in cues.get(lemma, ())
        }
        return kinds == {"think"}

    def is_long_ago(self, found: DateRef | None) -> bool:
        """Whether the deed lies more than a year before the article."""
        if found is None or found.end is None or self._reading.published is None:
            return False
        return date.fromisoformat(found.end[:10]) < date.fromisoformat(self._reading.published[:10]) - LONG_AGO

    # --- the clause around a trigger ---------------------------------------------------------------------------

    def _anchors(self, draft: EventDraft) -> dict[int, int]:
        """Predicates whose adverbials also hold for the trigger, with their distance; a cue ends the climb."""
        found: dict[int, int] = {}
        said = tuple(self._cue_of(draft)) if draft.said else ()
        for trigger in said or (draft.trigger, *draft.steps):
            token, distance = trigger, 0
            while token.i not in found:
                found[token.i] = distance
                if token.head.i == token.i or (token.head.i in self._cues and token.i not in self._cues):
                    break
                if is_verbal(token) and base(token.dep_) not in ("conj", "xcomp", "advcl"):
                    break
                token, distance = token.head, distance + 1
            found.update((clause.i, 1) for clause in self._simultaneous(trigger))
        return found

    def _cue_of(self, draft: EventDraft) -> list[Token]:
        """The cue under which a deed that consists in saying was said."""
        cues = [s.cue for s in statements_around(draft.trigger, self._told) if s.cue]
        return tokens_in_spans(self._doc, cues[0].spans)[:1] if cues else []

    def _simultaneous(self, trigger: Token) -> list[Token]:
        """Clauses of the same time: "spoke with him while she was in Moscow last week"."""
        markers = self._reading.words.grammar["simultaneous_markers"]
        clauses = [token for token in trigger.subtree if is_verbal(token) and token.i != trigger.i]
        return [c for c in clauses if any(base(m.dep_) == "mark" and m.lower_ in markers for m in c.children)]

    def _governor(self, token: Token) -> Token:
        """The predicate that a date, place or noun belongs to."""
        for _ in range(12):
            if token.head.i == token.i:
                return token
            token = token.head
            if is_verbal(token) or base(token.dep_) in ("ccomp", "xcomp", "ROOT") or self._is_event_noun(token):
                return token
        return token

    def _is_locative(self, head: Token) -> bool:
        return not self._reading.words.grammar["locative_prepositions"].isdisjoint(
            self._reading.clauses.prepositions(head)
        )

    def _is_event_noun(self, token: Token) -> bool:
        if token.pos_ != "NOUN":
            return False
        frames = self._reading.words.frames
        return any(lemma in frames for lemma in self._reading.clauses.lemmas(token))

    def _head(self, span: Span) -> Token | None:
        inside = [token for offset, token in self._at.items() if span[0] <= offset < span[1]]
        return next((t for t in inside if t.head.i == t.i or t.head not in inside), None)

    def _counted(self, head: Token) -> list[Quantity]:
        found = []
        for child in head.children:
            if base(child.dep_) != "nummod" or self._is_date(child):
                continue
            value = self._value(child)
            if value is not None:
                factors = [c for c in child.children if c.i < child.i and self._value(c) is not None]
                for factor in factors:  # "200 million", "two dozen"
                    value *= self._value(factor) or 1.0
                span = span_of([*factors, child])
                text = self._reading.text[span[0] : span[1]]
                found.append(Quantity(text=text, span=span, value=value, unit=head.lemma_))
        return found + self._multiplied(head)

    def _multiplied(self, head: Token) -> list[Quantity]:
        """ "one million rounds", "eine Million Schuss": the multiplier heads the phrase in German."""
        scale = self._number_word(head.lemma_.lower())
        if scale is None or scale < 1000:
            return []
        factor = next((v for c in head.children if (v := self._value(c)) is not None), 1.0)
        first = next((c for c in head.children if self._value(c) is not None), head)
        unit = next((c for c in head.children if c.i > head.i and c.pos_ in ("NOUN", "PROPN", "X")), None)
        span = span_of([first, head, *([unit] if unit else [])])
        text = self._reading.text[span[0] : span[1]]
        return [Quantity(text=text, span=span, value=factor * scale, unit=unit.lemma_ if unit else None)]

    def _value(self, token: Token) -> float | None:
        if token.pos_ not in ("NUM", "DET", "NOUN"):
            return None
        if token.pos_ == "NUM" and NUMBER.fullmatch(token.text):
            return digits_value(token.text)
        return self._number_word(token.lower_) if token.pos_ in ("NUM", "DET") else None

    def _number_word(self, word: str) -> float | None:
        for entry in self._reading.words.grammar["number_words"]:
            name, _, value = entry.partition("=")
            if name == word:
                return float(value)
        return None

    def _is_date(self, token: Token) -> bool:
        return any(d.span[0] <= start(token) < d.span[1] for d in self._reading.dates)


def nearness(draft: EventDraft, head: Token) -> int:
    """Tokens between a word and the innermost trigger, whose date and place are the deed's."""
    return abs(head.i - draft.core.i)


def digits_value(text: str) -> float:
    """The value of digits with thousands separators of either language ("1,200", "1.200", "3,5")."""
    plain = re.sub(r"[.,\s](?=\d{3}(?:\D|$))", "", text)
    return float(plain.replace(",", "."))


def tokens_in_spans(doc: Doc, spans: tuple[Span, ...]) -> list[Token]:
    return [token for span in spans for token in tokens_in(doc, span)]


def cue_tokens(reading: Reading) -> set[int]:
    spans = [span for s in reading.statements if s.cue for span in s.cue.spans]
    return {token.i for token in reading.doc if any(b <= start(token) < e for b, e in spans)}


def is_cue(statement: Statement, place: Span) -> bool:
    return bool(statement.cue) and any(b <= place[0] < e for b, e in statement.cue.spans) if statement.cue else False


def distinct(entities: list[Entity]) -> tuple[Entity, ...]:
    """Each source once, the nearest mention of it."""
    found: dict[tuple[str | None, ...], Entity] = {}
    for entity in entities:
        key = (entity.id, entity.name, entity.country, entity.role) if entity.name or entity.country else (entity.text,)
        found.setdefault(key, entity)
    return tuple(found.values())
