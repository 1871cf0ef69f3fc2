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
    if one.event_type != other.event_type or not is_same_status(one, other):
        return False
    if one.event_mode and other.event_mode and one.event_mode != other.event_mode:
        return False
    if one.date and other.date and one.date.value != other.date.value:
        return False
    return parties(one.actor) == parties(other.actor) and agree(parties(one.recipient), parties(other.recipient))


def is_same_status(one: Event, other: Event) -> bool:
    """A promise is made now for later: it may be told as either."""
    return one.status == other.status or (
        one.event_type == "AGREE" and {one.status, other.status} == {"actual", "future"}
    )


def agree(some: frozenset[str], others: frozenset[str]) -> bool:
    """The same parties, or one telling leaves out what the other one names."""
    return some == others or not some or not others


def parties(entities: tuple[Entity, ...]) -> frozenset[str]:
    """Who they are, as far as known: id, else country and main sector, else the words."""
    return frozenset(e.id or party(e) for e in entities)


def party(entity: Entity) -> str:
    """A country's government is the country; its other sectors are parties of their own."""
    if entity.country is None:
        return entity.text.lower()
    return entity.country if entity.sectors[:1] in ((), ("GOV",)) else f"{entity.country} {entity.sectors[0]}"


def join(one: Event, other: Event) -> Event:
    """The fuller of two tellings, with what only the other one tells."""
    fuller, rest = (one, other) if fullness(one) >= fullness(other) else (other, one)
    return replace(
        fuller,
        recipient=fuller.recipient or rest.recipient,
        event_mode=fuller.event_mode or rest.event_mode,
        date=fuller.date or rest.date,
        place=fuller.place or rest.place,
        quantities=fuller.quantities or rest.quantities,
        context=tuple(dict.fromkeys((*fuller.context, *rest.context))),
        sources=max(fuller.sources, rest.sources, key=len),  # the longer chain tells more of where it comes from
        confidence=max(one.confidence, other.confidence),
    )


def fullness(event: Event) -> int:
    return sum(
        map(bool, (event.recipient, event.date, event.place, event.sources, event.quantities, event.event_mode))
    ) + len(event.actor)
