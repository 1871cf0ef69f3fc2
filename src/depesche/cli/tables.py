"""Records as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.table import Table

from depesche.cli.terminal import words
from depesche.records import DateRef, Document, Entity, Event, Statement
from depesche.store.export import Result, cell


def make_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table(title=title or None, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(words(part) for part in row))
    return table


def events_table(document: Document) -> Table:
    columns = ("event", "actor", "what", "recipient", "status", "date", "place", "according to", "words")
    return make_table("Events", columns, (event_row(event) for event in document.events))


def event_row(event: Event) -> tuple[str, ...]:
    return (
        event.id, parties(event.actor), what(event), parties(event.recipient), event.status, when(event.date),
        where(event), parties(event.sources, ", then "), event.trigger.text,
    )  # fmt: skip


def statements_table(document: Document) -> Table:
    columns = ("statement", "speaker", "cue", "type", "words", "according to")
    return make_table("Statements", columns, (statement_row(statement) for statement in document.statements))


def statement_row(statement: Statement) -> tuple[str, ...]:
    cue = statement.cue.text if statement.cue else ""
    return (
        statement.id, speaker(statement), cue, statement.type, statement.quote.text,
        parties(statement.sources, ", then "),
    )  # fmt: skip


def result_table(result: Result) -> Table:
    return make_table("", result.columns, ([cell(value) for value in row] for row in result.rows))


# --- parts of records -------------------------------------------------------------------------------------------


def party(entity: Entity) -> str:
    """A participant: name or words, with country and main sector."""
    code = " ".join(filter(None, (entity.country, *entity.sectors[:1])))
    return f"{entity.name or entity.text}{f' [{code}]' if code else ''}"


def parties(entities: Iterable[Entity], between: str = ", ") -> str:
    return between.join(party(entity) for entity in entities)


def what(event: Event) -> str:
    return "-".join((event.event_type, *event.event_mode))


def when(ref: DateRef | None) -> str:
    """Resolved days, or the words where they do not resolve."""
    if ref is None:
        return ""
    if not ref.start:
        return ref.text
    return ref.start if ref.end in (None, ref.start) else f"{ref.start} to {ref.end}"


def where(event: Event) -> str:
    return (event.place.name or event.place.text) if event.place else ""


def speaker(statement: Statement) -> str:
    if statement.entity:
        return party(statement.entity)
    return statement.speaker.text if statement.speaker else ""
