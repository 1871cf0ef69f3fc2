"""The records: what Depesche says about an article.

All are immutable and slotted, compare by value, and go to and from JSON with the field names below, which never change
their meaning. A span is a half-open pair `(start, end)` of character offsets into `Document.text`.
"""

from __future__ import annotations

from typing import Any, Literal, Self

import msgspec

Span = tuple[int, int]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Quad = Literal[1, 2, 3, 4]
Status = Literal["actual", "future", "hypothetical", "historical", "negated"]
StatementType = Literal["Direct", "Indirect", "Reported", "FreeIndirect", "IndirectFreeIndirect"]
Medium = Literal["speech", "writing"]
DateType = Literal["DATE", "TIME", "DURATION", "SET"]
ProvenanceKind = Literal["original", "agency", "republished", "translated"]
DamageKind = Literal[
    "boilerplate", "dateline", "insertion", "broken-quote", "outlet-suffix", "mojibake", "duplicate", "truncated"
]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all records."""

    def to_dict(self) -> dict[str, Any]:
        """The record as plain dictionaries, lists, strings and numbers, ready for JSON."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain

    def to_json(self) -> str:
        """The record as one line of JSON."""
        return msgspec.json.encode(self).decode("utf8")

    @classmethod
    def from_dict(cls, plain: dict[str, Any]) -> Self:
        """The record from its JSON form; raises msgspec.ValidationError naming the field that does not fit."""
        return msgspec.convert(plain, cls)

    @classmethod
    def from_json(cls, line: str | bytes) -> Self:
        """The record from one line of JSON; raises msgspec.ValidationError naming the field that does not fit."""
        return msgspec.json.decode(line, type=cls)


class Article(Record, frozen=True, kw_only=True):
    """What a reader gives: the text of one article and what is known about it. Dates are ISO 8601, zones kept."""

    text: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    updated: str | None = None
    url: str | None = None
    section: str | None = None
    language: str | None = None
    source: str | None = None  # the path or address it was read from
    hash: str | None = None  # SHA-256 of the bytes it was read from, in hexadecimal


class Mention(Record, frozen=True, kw_only=True):
    """Words of the text; a quote may be in pieces, so there can be several spans, in order."""

    text: str
    spans: tuple[Span, ...]


class Entity(Record, frozen=True, kw_only=True):
    """Somebody or something that acts, is acted on or speaks, as written and as resolved.

    `country` is an ISO 3166 alpha-3 code or one of PLOVER's (UNO, EUR, IGO, NGO, IMG, ISM, MNC); `sectors` are
    PLOVER's, the main one first; `id` is the lexicon's; `via` says how it was resolved, step by step. What is not
    known is None or empty, never guessed.
    """

    text: str
    span: Span
    name: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    id: str | None = None
    via: str = ""


class DateRef(Record, frozen=True, kw_only=True):
    """A date, time, duration or set as written, with its TIMEX3 value and, where it resolves, ISO dates."""

    text: str
    span: Span
    type: DateType
    value: str
    mod: str | None = None
    start: str | None = None  # first day, inclusive
    end: str | None = None  # last day, inclusive


class Place(Record, frozen=True, kw_only=True):
    """A place as written, with its gazetteer entry where one fits. Latitude and longitude are degrees, WGS 84."""

    text: str
    span: Span
    name: str | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    geoname: int | None = None


class Quantity(Record, frozen=True, kw_only=True):
    """A number that belongs to an event: people killed, rounds, money; `unit` is the lemma it counts."""

    text: str
    span: Span
    value: float
    unit: str | None = None


class Event(Record, frozen=True, kw_only=True):
    """Who did what to whom, in PLOVER's terms; `rule` names the lexicon entries it rests on."""

    id: str
    event_type: EventType
    event_mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    cameo: str | None = None
    quad: Quad
    score: float
    status: Status
    actor: tuple[Entity, ...] = ()
    recipient: tuple[Entity, ...] = ()
    date: DateRef | None = None
    place: Place | None = None
    quantities: tuple[Quantity, ...] = ()
    trigger: Mention
    sentence: int  # index into Document.sentences
    sources: tuple[Entity, ...] = ()  # nearest speaker first
    confidence: float  # 0 to 1
    rule: str


class Statement(Record, frozen=True, kw_only=True):
    """Who said what; `entity` is the speaker as resolved, `sources` by whom it was reported, nearest first."""

    id: str
    type: StatementType
    medium: Medium | None = None
    quote: Mention
    speaker: Mention | None = None
    cue: Mention | None = None
    frame: Mention | None = None
    addressee: Mention | None = None
    entity: Entity | None = None
    sources: tuple[Entity, ...] = ()
    confidence: float


class Damage(Record, frozen=True, kw_only=True):
    """A span that is damaged or foreign to the story. `read` tells what later stages do with it."""

    text: str
    span: Span
    kind: DamageKind
    note: str = ""


class Provenance(Record, frozen=True, kw_only=True):
    """Whose story it is, with the words that say so."""

    publisher: str | None = None
    original_publisher: str | None = None
    agencies: tuple[str, ...] = ()
    kind: ProvenanceKind = "original"
    copy_of: str | None = None
    translation_score: float | None = None
    evidence: tuple[Mention, ...] = ()


class Versions(Record, frozen=True, kw_only=True):
    """What made a document's records, so that they can be made again."""

    depesche: str
    lexicon: str  # hash of the lexicon's files
    model: str  # name and hash of the pipeline


class Document(Record, frozen=True, kw_only=True):
    """One article with all its records. `text` is exactly the text given."""

    id: str  # content hash
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str
    sentences: tuple[Span, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    dates: tuple[DateRef, ...] = ()
    places: tuple[Place, ...] = ()
    entities: tuple[Entity, ...] = ()
    provenance: Provenance = Provenance()
    damage: tuple[Damage, ...] = ()
    source: str | None = None
    versions: Versions | None = None


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the document form."""
    schema: dict[str, Any] = msgspec.json.schema(Document)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Depesche document", **schema}
