"""All events of a document, and the event between a given pair."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from depesche.events.binding import Binding
from depesche.events.compose import Coder
from depesche.events.draft import EventDraft, Trace
from depesche.events.match import Matcher
from depesche.events.merge import merge
from depesche.events.participants import Participants, is_political
from depesche.language.grammar import Argument
from depesche.language.spans import mention_of, start, tokens_in
from depesche.records import Entity, Event, EventType, Quad, Span, Status

if TYPE_CHECKING:
    from spacy.tokens import Token

    from depesche.actors.resolve import Actors
    from depesche.reading import Reading

NEED_RECIPIENT = {"AID", "COOPERATE", "SANCTION"}
# A verbal deed consists in saying: who did it is not also its source. Who bombed and says so, is.
MATERIAL = {"COOPERATE", "AID", "RETREAT", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
NEED_NO_RECIPIENT = {"CONSULT", "PROTEST", "MOBILIZE", "RETREAT", "CONCEDE", "AGREE", "COOPERATE"}
NEED_TWO = {"CONSULT"}
# Deeds whose place stands for those they are done to, when nobody else is named ("suspended aid in Yemen").
PLACE_SUFFERS = {"AID", "RETREAT", "CONCEDE", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
PLACE_PREPOSITIONS = ("in", "into", "across", "near", "nach", "gegen", "bei")


class EventFinder:
    """The event stage on one document."""

    def __init__(self, reading: Reading, trace: Trace | None = None) -> None:
        self.reading = reading
        self.actors = cast("Actors", reading.actors)
        self.trace = trace or Trace()
        matcher = Matcher(reading.clauses, self.actors, reading.words, reading.statements)
        self.coder = Coder(matcher, reading.words, reading.lexicon.ontology, self.trace)
        self.participants = Participants(self.actors, reading.dates, self.coder.code)
        self.binding = Binding(reading)
        self.sentences = [sentence.end for sentence in reading.doc.sents]

    def drafts(self) -> list[EventDraft]:
        """Coded predicates that are not inside another one's event, in text order."""
        coded = [draft for token in self.reading.doc if (draft := self.coder.code(token))]
        inside = {token.i for draft in coded for token in (*draft.steps, *draft.absorbed)}
        particles = self.reading.clauses.rules.particles
        inside |= {p.i for draft in coded for p in particles(draft.trigger) if draft.trigger.pos_ != "NOUN"}
        return [draft for draft in coded if draft.trigger.i not in inside]

    def find(self) -> tuple[Event, ...]:
        """The document's events in text order, retellings of one event merged."""
        events = [event for draft in self.drafts() if (event := self.event(draft))]
        merged = merge(events)
        return tuple(numbered(event, i) for i, event in enumerate(merged, 1))

    def event(self, draft: EventDraft, required: bool = True) -> Event | None:
        """The record of a draft; None when those who took part cannot be told."""
        actor = self.participants.entities(draft.actor)
        recipient = tuple(e for e in self.participants.entities(draft.recipient) if e not in actor)
        actor, recipient = arrange(draft, actor, recipient or self._place_as_recipient(draft))
        if required and not self._is_complete(draft, actor, recipient):
            self.trace.tried(draft.trigger, draft.event_type, draft.rules[0], "participants missing")
            return None
        date = self.binding.date(draft)
        ontology = self.reading.lexicon.ontology
        modes = modes_of(draft, (*actor, *recipient))
        status = draft.status or "actual"
        if status == "actual" and self.binding.is_long_ago(date):
            status = "historical"
        context = self.binding.contexts(draft, self.reading.words.contexts)
        return Event(
            id="", event_type=cast("EventType", draft.event_type), event_mode=modes,
            context=tuple(dict.fromkeys((*draft.context, *context))),
            cameo=draft.cameo or ontology.cameo_of(draft.event_type, draft.mode),
            quad=cast("Quad", ontology.quads[draft.event_type]), score=ontology.score(draft.event_type, modes),
            status=cast("Status", status), actor=actor, recipient=recipient, date=date, place=self.binding.place(draft),
            quantities=self.binding.quantities(draft), trigger=mention_of(self._trigger(draft), self.reading.text),
            sentence=self._sentence(draft.trigger), sources=self._sources(draft, actor),
            confidence=confidence(draft, actor, recipient), rule=" < ".join(draft.rules),
        )  # fmt: skip

    def _sources(self, draft: EventDraft, actor: tuple[Entity, ...]) -> tuple[Entity, ...]:
        sources = self.binding.sources(draft)
        if draft.event_type in MATERIAL:
            return sources
        return tuple(s for s in sources if not any(s.span == e.span or (s.id and s.id == e.id) for e in actor))

    def _place_as_recipient(self, draft: EventDraft) -> tuple[Entity, ...]:
        """The country or place a deed was done in, when it is done to nobody else."""
        if draft.event_type not in PLACE_SUFFERS or self.reading.clauses.places(draft.trigger).get("obj"):
            return ()
        for trigger in (draft.trigger, *draft.steps):
            for place in PLACE_PREPOSITIONS:
                found = self.participants.entities(tuple(self.coder.matcher.at(trigger, place)))
                named = tuple(e for e in found if (e.country and not e.role) or e.name)
                if named:
                    return named
        return ()

    def _is_complete(self, draft: EventDraft, actor: tuple[Entity, ...], recipient: tuple[Entity, ...]) -> bool:
        if not any(is_political(entity) for entity in (*actor, *recipient)):
            return False
        alone = actor and (recipient or draft.event_type in NEED_NO_RECIPIENT)
        if draft.core.pos_ in ("NOUN", "PROPN") and not alone:
            return False  # "the attack on the embassy", "their invasion": mentioned, not told
        if draft.event_type in NEED_RECIPIENT and not recipient:
            return draft.event_type == "COOPERATE" and len(actor) > 1
        if draft.event_type in NEED_TWO and len(actor) + len(recipient) < 2:
            return False
        return bool(actor or recipient)

    def _trigger(self, draft: EventDraft) -> list[Token]:
        """The trigger with the particle that belongs to its verb."""
        return [draft.trigger, *self.reading.clauses.rules.particles(draft.trigger)]

    def _sentence(self, token: Token) -> int:
        return next((i for i, last in enumerate(self.sentences) if token.i < last), len(self.sentences) - 1)


def arrange(
    draft: EventDraft, actor: tuple[Entity, ...], recipient: tuple[Entity, ...]
) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
    """A meeting's participants all act; nobody acts on himself."""
    if draft.symmetric:
        return tuple(dict.fromkeys((*actor, *recipient))), ()
    return actor, tuple(e for e in recipient if not any(is_same_party(e, other) for other in actor))


def modes_of(draft: EventDraft, parties: tuple[Entity, ...]) -> tuple[str, ...]:
    """The draft's mode; a summit of two is not multilateral."""
    if draft.mode == "multilateral" and len({entity.country or entity.text for entity in parties}) == 2:
        return ()
    return (draft.mode,) if draft.mode else ()


def is_same_party(one: Entity, other: Entity) -> bool:
    """The same person, or the same country without more: nobody acts on himself."""
    if one.id or other.id:
        return one.id == other.id
    return one.country is not None and (one.country, one.sectors) == (other.country, other.sectors)


def confidence(draft: EventDraft, actor: tuple[Entity, ...], recipient: tuple[Entity, ...]) -> float:
    """How sure the record is, 0 to 1: less for each unknown participant, each composition, each mere possibility.

    A first, uncalibrated estimate; docs/records.md tells how to read it.
    """
    sure = 0.9
    sure -= 0.15 * sum(not is_political(entity) for entity in (*actor, *recipient))
    sure -= 0.1 * (not actor) + 0.1 * (not recipient and not draft.symmetric)
    sure -= 0.05 * len(draft.steps) + 0.1 * (draft.status == "hypothetical")
    sure += 0.02 * min(draft.conditions, 3)
    return round(min(max(sure, 0.1), 0.99), 2)


def numbered(event: Event, number: int) -> Event:
    """The event with its id, "e1" and so on in text order."""
    from msgspec.structs import replace

    return replace(event, id=f"e{number}")


def find_events(reading: Reading, trace: Trace | None = None) -> tuple[Event, ...]:
    """The events of a reading whose earlier stages are done."""
    return EventFinder(reading, trace).find()


def relate(reading: Reading, actor: Span, recipient: Span) -> Event | None:
    """The event that links two given spans of the text, or None when nothing in the lexicon does.

    The pair is taken as given: an event is preferred whose participants are the pair in this order, then in either
    order, then one that has one of the two, then the predicate nearest to the path between them.
    """
    finder = EventFinder(reading)
    ranked = []
    for token in reading.doc:
        draft = finder.coder.code(token)
        if draft is None:
            continue
        score = pair_score(finder, draft, actor, recipient)
        if score > 0:
            ranked.append((score, -token.i, draft))
    if not ranked:
        return None
    best = max(ranked, key=lambda item: item[:2])[2]
    event = finder.event(best, required=False)
    return numbered(event, 1) if event else None


def pair_score(finder: EventFinder, draft: EventDraft, actor: Span, recipient: Span) -> float:
    """How well a draft's participants and place in the sentence fit a given pair; 0 when they do not."""
    acts, suffers = touches(finder, draft.actor, actor), touches(finder, draft.recipient, recipient)
    backwards = touches(finder, draft.actor, recipient), touches(finder, draft.recipient, actor)
    score = 4.0 * acts + 4.0 * suffers + 1.5 * any(backwards) + 3.0 * (draft.symmetric and acts and backwards[0])
    score += 0.5 * len(draft.steps)
    trigger = start(draft.trigger)
    between = min(actor[0], recipient[0]) < trigger < max(actor[1], recipient[1])
    return score + (1.0 if between else 0.2) if score or between else 0.1


def touches(finder: EventFinder, arguments: tuple[Argument, ...], span: Span) -> bool:
    tokens = {token.i for token in tokens_in(finder.reading.doc, span)}
    return any(argument.token.i in tokens for argument in arguments)
