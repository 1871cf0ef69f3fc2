"""Why each code, or why none: the tree, the actors, every lexicon entry tried and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.events.draft import Attempt, Trace
from depesche.events.find import EventFinder
from depesche.language.parse import sentence_spans
from depesche.language.spans import end, start
from depesche.records import DateRef, Document, Entity, Event, Place, Record, Span, Statement

if TYPE_CHECKING:
    from rich.console import RenderableType
    from spacy.tokens import Token

    from depesche.coder import Coder
    from depesche.reading import Reading

__all__ = ["Explanation", "TokenRow", "Tried", "explain", "render"]


class TokenRow(Record, frozen=True, kw_only=True):
    """One token of the tree; `head` is the index of the token it depends on, its own for a root."""

    index: int
    text: str
    span: Span
    lemma: str
    pos: str
    features: str
    relation: str
    head: int
    name: str = ""  # PER, LOC, ORG, MISC where the name recogniser says so


class Tried(Record, frozen=True, kw_only=True):
    """One lexicon entry tried on one predicate: `fired`, or `failed` says which condition did not hold."""

    trigger: str
    token: int
    entry: str
    at: str  # file:line
    failed: str = ""


class Explanation(Record, frozen=True, kw_only=True):
    """All that `depesche explain` shows."""

    text: str
    language: str
    sentences: tuple[Span, ...]
    tokens: tuple[TokenRow, ...]
    entities: tuple[Entity, ...]
    dates: tuple[DateRef, ...]
    places: tuple[Place, ...]
    statements: tuple[Statement, ...]
    tried: tuple[Tried, ...]
    events: tuple[Event, ...]


def explain(reading: Reading, coder: Coder) -> Explanation:
    """The explanation of a reading whose stages before the events are done."""
    del coder
    trace = Trace()
    events = EventFinder(reading, trace).find()
    return Explanation(
        text=reading.text, language=reading.language, sentences=sentence_spans(reading.doc),
        tokens=tuple(token_row(token) for token in reading.doc), entities=reading.entities, dates=reading.dates,
        places=reading.places, statements=reading.statements,
        tried=tuple(tried(attempt) for attempt in trace.attempts), events=events,
    )  # fmt: skip


def token_row(token: Token) -> TokenRow:
    return TokenRow(
        index=token.i, text=token.text, span=(start(token), end(token)), lemma=token.lemma_, pos=token.pos_,
        features=str(token.morph), relation=token.dep_, head=token.head.i, name=token.ent_type_,
    )  # fmt: skip


def tried(attempt: Attempt) -> Tried:
    return Tried(
        trigger=attempt.trigger, token=attempt.token, entry=attempt.entry, at=attempt.at, failed=attempt.failed
    )


# --- for people -------------------------------------------------------------------------------------------------


def render(explanation: Explanation) -> RenderableType:
    """The explanation as tables and trees for a terminal."""
    from rich.console import Group

    parts: list[RenderableType] = [token_table(explanation), actor_table(explanation)]
    if explanation.statements:
        parts.append(statement_table(explanation))
    parts += [tried_table(explanation), event_lines(explanation)]
    return Group(*parts)


def token_table(explanation: Explanation) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    table = Table(title="Tokens and tree", title_justify="left", box=None, pad_edge=False)
    for column in ("#", "token", "lemma", "tag", "relation", "head", "name"):
        table.add_column(column)
    words = {row.index: row.text for row in explanation.tokens}
    for row in explanation.tokens:
        head = "-" if row.head == row.index else f"{words[row.head]} ({row.head})"
        cells = (str(row.index), row.text, row.lemma, row.pos, row.relation, head, row.name)
        table.add_row(*(Text(cell) for cell in cells))
    return table


def actor_table(explanation: Explanation) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    table = Table(title="\nActors, and how they were resolved", title_justify="left", box=None, pad_edge=False)
    for column in ("words", "country", "sectors", "name", "how"):
        table.add_column(column)
    for entity in explanation.entities:
        cells = (entity.text, entity.country or "-", " ".join(entity.sectors) or "-", entity.name or "-", entity.via)
        table.add_row(*(Text(cell) for cell in cells))
    return table


def statement_table(explanation: Explanation) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    table = Table(title="\nStatements", title_justify="left", box=None, pad_edge=False)
    for column in ("type", "speaker", "cue", "words"):
        table.add_column(column)
    for statement in explanation.statements:
        speaker = statement.speaker.text if statement.speaker else "-"
        cue = statement.cue.text if statement.cue else "-"
        table.add_row(Text(statement.type), Text(speaker), Text(cue), Text(statement.quote.text))
    return table


def tried_table(explanation: Explanation) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    table = Table(title="\nEntries tried", title_justify="left", box=None, pad_edge=False)
    for column in ("predicate", "entry", "where", "outcome"):
        table.add_column(column)
    for attempt in explanation.tried:
        outcome = Text(attempt.failed, style="red") if attempt.failed else Text("fired", style="green")
        table.add_row(Text(attempt.trigger), Text(attempt.entry), Text(attempt.at), outcome)
    return table


def event_lines(explanation: Explanation) -> RenderableType:
    from rich.text import Text

    lines = Text("\nEvents\n", style="bold")
    if not explanation.events:
        lines.append(why_none(explanation), style="not bold")
    for event in explanation.events:
        lines.append(f"{event_line(event)}\n  rests on {event.rule}\n", style="not bold")
    return lines


def why_none(explanation: Explanation) -> str:
    """One line on why there is no event."""
    if not explanation.tried:
        return "none: no predicate of the text is in the lexicon\n"
    return "none: no entry found all its conditions and participants; see what failed above\n"


def event_line(event: Event) -> str:
    """An event in one line: who, what, to whom, with status, date, place and sources."""
    actor = ", ".join(party(e) for e in event.actor) or "?"
    recipient = ", ".join(party(e) for e in event.recipient)
    code = "-".join((event.event_type, *event.event_mode))
    more: list[str] = [event.status]
    more += [event.date.text] if event.date else []
    more += [event.place.text] if event.place else []
    told = f" according to {', then '.join(party(e) for e in event.sources)}" if event.sources else ""
    return f"{actor} | {code} | {recipient or '-'} ({', '.join(more)}; confidence {event.confidence}){told}"


def party(entity: Entity) -> str:
    """A participant as name or words, with country and main sector."""
    code = " ".join(filter(None, (entity.country, *entity.sectors[:1])))
    return f"{entity.name or entity.text}{f' [{code}]' if code else ''}"


def document_lines(document: Document) -> list[str]:
    """A document's events, a line each."""
    return [event_line(event) for event in document.events]
