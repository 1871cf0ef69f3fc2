"""Why each code, or why none: the tree, the actors, every lexicon entry tried and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from depesche.events.draft import Attempt, Trace
from depesche.events.find import EventFinder
from depesche.language.parse import sentence_spans
from depesche.language.spans import end, start
from depesche.records import DateRef, Entity, Event, Place, Record, Span, Statement

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text
    from spacy.tokens import Token

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


def explain(reading: Reading) -> Explanation:
    """The explanation of a reading whose stages before the events are done."""
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


def table(title: str, columns: tuple[str, ...], rows: Iterable[tuple[str | Text, ...]]) -> RenderableType:
    """A table of plain words; what an article says is never taken for markup."""
    from rich.table import Table
    from rich.text import Text

    made = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for column in columns:
        made.add_column(column)
    for row in rows:
        made.add_row(*(Text(cell) if isinstance(cell, str) else cell for cell in row))
    return made


def token_table(explanation: Explanation) -> RenderableType:
    words = {row.index: row.text for row in explanation.tokens}
    rows = (
        (str(row.index), row.text, row.lemma, row.pos, row.relation, head_of(row, words), row.name)
        for row in explanation.tokens
    )
    return table("Tokens and tree", ("#", "token", "lemma", "tag", "relation", "head", "name"), rows)


def head_of(row: TokenRow, words: dict[int, str]) -> str:
    return "-" if row.head == row.index else f"{words[row.head]} ({row.head})"


def actor_table(explanation: Explanation) -> RenderableType:
    rows = ((e.text, e.country or "-", " ".join(e.sectors) or "-", e.name or "-", e.via) for e in explanation.entities)
    return table("\nActors, and how they were resolved", ("words", "country", "sectors", "name", "how"), rows)


def statement_table(explanation: Explanation) -> RenderableType:
    rows = (
        (s.type, s.speaker.text if s.speaker else "-", s.cue.text if s.cue else "-", s.quote.text)
        for s in explanation.statements
    )
    return table("\nStatements", ("type", "speaker", "cue", "words"), rows)


def tried_table(explanation: Explanation) -> RenderableType:
    rows = ((t.trigger, t.entry, t.at, outcome(t)) for t in explanation.tried)
    return table("\nEntries tried", ("predicate", "entry", "where", "outcome"), rows)


def outcome(attempt: Tried) -> Text:
    from rich.text import Text

    return Text(attempt.failed, style="red") if attempt.failed else Text("fired", style="green")


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
