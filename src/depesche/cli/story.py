"""A story with its records, for reading: the text with its triggers marked, then every record in a line or two."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rich.console import Group, RenderableType
from rich.text import Text

from depesche.cli.tables import parties, speaker, what, when, where
from depesche.cli.terminal import safe, words
from depesche.records import DateRef, Document, Event, Place, Span, Statement

TRIGGER = "bold yellow"
CUE = "bold cyan"
DAMAGED = "dim strike"
HEADING = "bold underline"


def story(document: Document) -> RenderableType:
    """All of a document, as a terminal shows it."""
    return Group(*parts(document))


def parts(document: Document) -> Iterator[RenderableType]:
    yield words(document.title or "(no title)", "bold")
    yield words(about(document), "dim")
    yield Text()
    yield marked_text(document)
    yield from section("Events", (event_lines(event) for event in document.events), "none")
    yield from section("Statements", (statement_lines(item) for item in document.statements), "none")
    yield from section("Dates", (words(date_line(ref)) for ref in document.dates))
    yield from section("Places", (words(place_line(place)) for place in document.places))
    yield from section("Provenance", (words(line) for line in provenance_lines(document)))


def section(title: str, lines: Iterator[Text], when_empty: str = "") -> Iterator[Text]:
    """A heading and its lines; nothing at all where there are none and nothing is to be said of it."""
    found = list(lines) or ([Text(when_empty)] if when_empty else [])
    if found:
        yield Text()
        yield Text(title, HEADING)
        yield from found


def about(document: Document) -> str:
    known = (document.publisher, document.published, document.language, document.url or document.source, document.id)
    return " | ".join(part for part in known if part)


# --- the text ---------------------------------------------------------------------------------------------------


def marked_text(document: Document) -> Text:
    """The text: triggers and cues stand out and are followed by their record's id; what is foreign is struck out."""
    text = Text()
    notes = record_notes(document)
    styles = [*((damage.span, DAMAGED) for damage in document.damage), *word_styles(document)]
    cuts = sorted({0, len(document.text), *notes, *(end for span, _ in styles for end in span)})
    for first, last in pairwise(cuts):
        piece = Text(safe(document.text[first:last]))
        for span, style in styles:
            if span[0] <= first and last <= span[1]:
                piece.stylize(style)
        text.append_text(piece)
        text.append(notes.get(last, ""), "dim")
    return text


def word_styles(document: Document) -> Iterator[tuple[Span, str]]:
    for statement in document.statements:
        yield from ((span, CUE) for span in (statement.cue.spans if statement.cue else ()))
    for event in document.events:
        yield from ((span, TRIGGER) for span in event.trigger.spans)


def record_notes(document: Document) -> dict[int, str]:
    """By offset, the ids of the records whose trigger or cue ends there: `[e1, s2]`."""
    ends: dict[int, list[str]] = {}
    for event in document.events:
        ends.setdefault(event.trigger.spans[-1][1], []).append(event.id)
    for statement in document.statements:
        if statement.cue:
            ends.setdefault(statement.cue.spans[-1][1], []).append(statement.id)
    return {end: f"[{', '.join(ids)}]" for end, ids in ends.items()}


# --- the records ------------------------------------------------------------------------------------------------


def event_lines(event: Event) -> Text:
    known = ", ".join(part for part in (event.status, when(event.date), where(event)) if part)
    told = f"; according to {parties(event.sources, ', then ')}" if event.sources else ""
    counted = "".join(f", {quantity.text!r}" for quantity in event.quantities)
    why = f"{event.trigger.text!r}{counted}; confidence {event.confidence:.2f}; rests on {event.rule}"
    first = joined(
        (event.id, "dim"), (parties(event.actor) or "?", ""), ("->", ""), (what(event), TRIGGER), ("->", ""),
        (parties(event.recipient) or "?", ""), (f"({known}{told})", ""),
    )  # fmt: skip
    return first.append("\n     ").append_text(words(why, "dim"))


def statement_lines(statement: Statement) -> Text:
    cue = statement.cue.text if statement.cue else ""
    told = f"; according to {parties(statement.sources, ', then ')}" if statement.sources else ""
    to = f"to {statement.addressee.text}" if statement.addressee else ""
    return joined(
        (statement.id, "dim"), (speaker(statement) or "?", ""), (cue, CUE), (to, ""), ("|", "dim"),
        (statement.quote.text, ""), (f"({statement.type}{told})", "dim"),
    )  # fmt: skip


def joined(*parts: tuple[str, str]) -> Text:
    """Words with their styles, a space between."""
    return Text(" ").join(words(part, style) for part, style in parts if part)


def date_line(ref: DateRef) -> str:
    resolved = when(ref) if ref.start else "unresolved"
    return f"{ref.text!r}: {resolved} ({ref.type} {ref.value}{f' {ref.mod}' if ref.mod else ''})"


def place_line(place: Place) -> str:
    known = ", ".join(part for part in (place.name, place.admin1, place.country) if part) or "not in the gazetteer"
    at = f" ({place.lat:.2f}, {place.lon:.2f})" if place.lat is not None and place.lon is not None else ""
    return f"{place.text!r}: {known}{at}"


def provenance_lines(document: Document) -> Iterator[str]:
    provenance, versions = document.provenance, document.versions
    yield f"kind: {provenance.kind}"
    for name in ("publisher", "original_publisher", "copy_of"):
        value = getattr(provenance, name)
        if value:
            yield f"{name.replace('_', ' ')}: {value}"
    if provenance.agencies:
        yield f"agencies: {', '.join(provenance.agencies)}"
    if provenance.translation_score is not None:
        yield f"translation score: {provenance.translation_score:.2f}"
    for mention in provenance.evidence:
        yield f"evidence: {mention.text!r}"
    if versions:
        yield f"coded by depesche {versions.depesche}, lexicon {versions.lexicon}, model {versions.model}"
