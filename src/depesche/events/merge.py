"""One event told twice in an article is one record."""

from __future__ import annotations

from msgspec.structs import replace

from depesche.records import Entity, Event


def merge(events: list[Event]) -> list[Event]:
    """The events in order; a retelling (same type, parties, status, no other date) joins the fuller telling."""
    kept: list[Event] = []
    for event in events:
        place = next((i for i, other in enumerate(kept) if is_same(event, other)), None)
        if place is None:
            kept.append(event)
        else:
            kept[place] = join(kept[place], event)
    return kept


def is_same(one: Event, other: Event) -> bool:
    if one.event_type != other.event_type or one.status != other.status:
        return False
    if one.event_mode and other.event_mode and one.event_mode != other.event_mode:
        return False
    if one.date and other.date and one.date.value != other.date.value:
        return False
    return parties(one.actor) == parties(other.actor) and parties(one.recipient) == parties(other.recipient)


def parties(entities: tuple[Entity, ...]) -> frozenset[str]:
    """Who they are, as far as known: id, else country and sectors, else the words."""
    return frozenset(e.id or (e.country and f"{e.country} {e.sectors[:1]}") or e.text.lower() for e in entities)


def join(one: Event, other: Event) -> Event:
    """The fuller of two tellings, with what only the other one tells."""
    fuller, rest = (one, other) if fullness(one) >= fullness(other) else (other, one)
    return replace(
        fuller,
        event_mode=fuller.event_mode or rest.event_mode,
        date=fuller.date or rest.date,
        place=fuller.place or rest.place,
        quantities=fuller.quantities or rest.quantities,
        context=tuple(dict.fromkeys((*fuller.context, *rest.context))),
        sources=fuller.sources or rest.sources,
        confidence=max(one.confidence, other.confidence),
    )


def fullness(event: Event) -> int:
    return sum(map(bool, (event.date, event.place, event.sources, event.quantities, event.event_mode))) + len(
        event.actor
    )
