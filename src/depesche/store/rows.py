"""A Document as rows of the store's tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from depesche.records import DateRef, Document, Entity, Event, Mention, Place, Span, Statement

Row = dict[str, Any]


def document_rows(document: Document) -> Iterator[Row]:
    provenance, versions = document.provenance, document.versions
    yield {
        "id": document.id,
        "source": document.source,
        "title": document.title,
        "url": document.url,
        "publisher": document.publisher,
        "published": document.published,
        "language": document.language,
        "original_publisher": provenance.original_publisher,
        "agencies": list(provenance.agencies),
        "kind": provenance.kind,
        "copy_of": provenance.copy_of,
        "translation_score": provenance.translation_score,
        "depesche": versions.depesche if versions else None,
        "lexicon": versions.lexicon if versions else None,
        "model": versions.model if versions else None,
        "record": document.to_json(),
    }


def event_rows(document: Document) -> Iterator[Row]:
    for position, event in enumerate(document.events):
        yield {
            "document": document.id,
            "id": event.id,
            "position": position,
            "event_type": event.event_type,
            "event_mode": list(event.event_mode),
            "context": list(event.context),
            "cameo": event.cameo,
            "quad": event.quad,
            "score": event.score,
            "status": event.status,
            **event_date(event.date),
            **event_place(event.place),
            "trigger": event.trigger.text,
            "trigger_spans": list(event.trigger.spans),
            "sentence": event.sentence,
            "sentence_text": sentence_text(document, event),
            "confidence": event.confidence,
            "rule": event.rule,
        }


def participant_rows(document: Document) -> Iterator[Row]:
    for event in document.events:
        for side, entities in (("actor", event.actor), ("recipient", event.recipient)):
            for position, entity in enumerate(entities):
                key = {"document": document.id, "event": event.id, "side": side, "position": position}
                yield {**key, **entity_columns(entity)}


def quantity_rows(document: Document) -> Iterator[Row]:
    for event in document.events:
        for position, quantity in enumerate(event.quantities):
            key = {"document": document.id, "event": event.id, "position": position}
            yield {**key, **spanned(quantity.text, quantity.span), "value": quantity.value, "unit": quantity.unit}


def statement_rows(document: Document) -> Iterator[Row]:
    for position, statement in enumerate(document.statements):
        yield {
            "document": document.id,
            "id": statement.id,
            "position": position,
            "type": statement.type,
            "medium": statement.medium,
            **mention_columns("quote", statement.quote),
            **mention_columns("speaker", statement.speaker),
            **mention_columns("cue", statement.cue),
            **mention_columns("frame", statement.frame),
            **mention_columns("addressee", statement.addressee),
            **speaker_columns(statement.entity),
            "confidence": statement.confidence,
        }


def source_rows(document: Document) -> Iterator[Row]:
    told: list[tuple[str, Event | Statement]] = [("event", event) for event in document.events]
    told += [("statement", statement) for statement in document.statements]
    for kind, record in told:
        for position, entity in enumerate(record.sources):
            key = {"document": document.id, "record_kind": kind, "record": record.id, "position": position}
            yield {**key, **entity_columns(entity)}


def date_rows(document: Document) -> Iterator[Row]:
    for position, ref in enumerate(document.dates):
        yield {
            "document": document.id,
            "position": position,
            **spanned(ref.text, ref.span),
            "type": ref.type,
            "value": ref.value,
            "mod": ref.mod,
            "date_start": day(ref.start),
            "date_end": day(ref.end),
        }


def place_rows(document: Document) -> Iterator[Row]:
    for position, place in enumerate(document.places):
        yield {
            "document": document.id,
            "position": position,
            **spanned(place.text, place.span),
            "name": place.name,
            "country": place.country,
            "admin1": place.admin1,
            "lat": place.lat,
            "lon": place.lon,
            "geoname": place.geoname,
        }


def entity_rows(document: Document) -> Iterator[Row]:
    for position, entity in enumerate(document.entities):
        yield {"document": document.id, "position": position, **entity_columns(entity)}


def damage_rows(document: Document) -> Iterator[Row]:
    for position, damage in enumerate(document.damage):
        key = {"document": document.id, "position": position}
        yield {**key, **spanned(damage.text, damage.span), "kind": damage.kind, "note": damage.note}


ROWS: dict[str, Callable[[Document], Iterator[Row]]] = {
    "documents": document_rows,
    "events": event_rows,
    "participants": participant_rows,
    "quantities": quantity_rows,
    "statements": statement_rows,
    "sources": source_rows,
    "dates": date_rows,
    "places": place_rows,
    "entities": entity_rows,
    "damage": damage_rows,
}


def table_rows(documents: Iterable[Document], table: str) -> list[Row]:
    """All rows of one table."""
    return [row for document in documents for row in ROWS[table](document)]


# --- columns ----------------------------------------------------------------------------------------------------


def spanned(text: str, span: Span) -> Row:
    return {"text": text, "span_start": span[0], "span_end": span[1]}


def entity_columns(entity: Entity) -> Row:
    return {
        **spanned(entity.text, entity.span),
        "name": entity.name,
        "country": entity.country,
        "sectors": list(entity.sectors),
        "role": entity.role,
        "entity_id": entity.id,
        "via": entity.via,
    }


def speaker_columns(entity: Entity | None) -> Row:
    if entity is None:
        return {}
    return {
        "entity_text": entity.text,
        "entity_name": entity.name,
        "entity_country": entity.country,
        "entity_sectors": list(entity.sectors),
        "entity_role": entity.role,
        "entity_id": entity.id,
        "entity_via": entity.via,
    }


def mention_columns(name: str, mention: Mention | None) -> Row:
    return {name: mention.text, f"{name}_spans": list(mention.spans)} if mention else {}


def event_date(ref: DateRef | None) -> Row:
    if ref is None:
        return {}
    return {
        "date_text": ref.text,
        "date_value": ref.value,
        "date_start": day(ref.start),
        "date_end": day(ref.end),
    }


def event_place(place: Place | None) -> Row:
    if place is None:
        return {}
    return {
        "place_text": place.text,
        "place_name": place.name,
        "place_country": place.country,
        "place_admin1": place.admin1,
        "place_lat": place.lat,
        "place_lon": place.lon,
        "place_geoname": place.geoname,
    }


def sentence_text(document: Document, event: Event) -> str | None:
    """The words of the event's sentence; None when its index points nowhere."""
    if not 0 <= event.sentence < len(document.sentences):
        return None
    first, last = document.sentences[event.sentence]
    return document.text[first:last]


def day(text: str | None) -> date | None:
    """The day of an ISO date or date and time; None where there is none."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
