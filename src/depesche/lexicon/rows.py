"""What a line of each lexicon table holds. docs/lexicon.md explains every column with examples."""

from __future__ import annotations

from typing import Literal

from depesche.lexicon.tables import Row
from depesche.records import EventType, Medium

Pos = Literal["verb", "noun", "adj"]
Sector = Literal[
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU",
    "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC",
]  # fmt: skip
Operator = Literal[
    "future", "intend", "agree", "offer", "threaten", "demand", "refuse", "deny", "cancel", "suspend", "resume", "stop",
    "lift", "allow", "ban", "fail", "try", "help", "do", "occur", "prevent", "announce", "consider", "support",
    "oppose", "thank", "accuse", "admit", "hope", "fear", "investigate", "mark",
]  # fmt: skip


class TypeRow(Row, frozen=True, kw_only=True):
    """ontology/types.tsv: an event type, or type and mode, with its score."""

    event_type: EventType
    mode: str = ""
    quad: int
    score: float
    cameo: str = ""


class ContextRow(Row, frozen=True, kw_only=True):
    """ontology/contexts.tsv: a context PLOVER knows."""

    context: str


class ContextWordsRow(Row, frozen=True, kw_only=True):
    """<language>/contexts.tsv: the words that show a context."""

    context: str
    words: tuple[str, ...]


class CompositionRow(Row, frozen=True, kw_only=True):
    """ontology/composition.tsv: what an operator makes of an inner event."""

    operator: Operator
    inner: tuple[str, ...]  # event types, TYPE-mode, quad digits, * for any, - for none
    type: str  # an event type, = for the inner one, NONE
    mode: str = ""
    status: str = ""
    cameo: str = ""


class CountryRow(Row, frozen=True, kw_only=True):
    """<language>/countries.tsv: how a language names a country."""

    code: str
    name: tuple[str, ...]
    adjective: tuple[str, ...] = ()
    inhabitant: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    seat: tuple[str, ...] = ()


class PersonRow(Row, frozen=True, kw_only=True):
    """actors/people.tsv: one spell of one person in one office."""

    id: str
    name: str
    country: str
    sector: Sector
    role: str
    start: str = ""
    end: str = ""
    aliases: tuple[str, ...] = ()


class OrganisationRow(Row, frozen=True, kw_only=True):
    """actors/organisations.tsv: a body, armed group, party or company with a name of its own."""

    id: str
    name: str
    code: str
    sectors: tuple[Sector, ...] = ()


class OrganisationNameRow(Row, frozen=True, kw_only=True):
    """<language>/organisations.tsv: what a language calls a body of actors/organisations.tsv."""

    id: str
    name: tuple[str, ...]


class OutletRow(Row, frozen=True, kw_only=True):
    """actors/outlets.tsv: a news agency or outlet."""

    id: str
    name: str
    kind: Literal["agency", "outlet"]
    country: str
    owner: Literal["state", "public", "private", "party"] = "private"
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


class RoleRow(Row, frozen=True, kw_only=True):
    """<language>/roles.tsv: nouns for offices, bodies and groups of people."""

    lemma: tuple[str, ...]
    role: str
    sector: tuple[Sector, ...] = ()
    kind: Literal["person", "body", "group", "thing"]


class FrameRow(Row, frozen=True, kw_only=True):
    """<language>/frames/*.tsv: one sense of one predicate."""

    predicate: str
    pos: Pos
    actor: str = ""
    recipient: str = ""
    conditions: str = ""
    type: str  # an event type, or NONE: this sense is no event
    mode: str = ""
    context: tuple[str, ...] = ()
    cameo: str = ""
    example: str = ""


class OperatorRow(Row, frozen=True, kw_only=True):
    """<language>/operators.tsv: a predicate that acts on the event inside it."""

    predicate: str
    pos: Pos
    operator: Operator
    actor: str = ""
    recipient: str = ""
    inner: str = ""
    conditions: str = ""
    example: str = ""


class CueRow(Row, frozen=True, kw_only=True):
    """<language>/cues.tsv: a word that introduces what somebody said or wrote."""

    predicate: str
    pos: Literal["verb", "noun", "adj", "prep", "adv"]
    speaker: str = ""
    content: str = ""
    addressee: str = ""
    kind: Literal["say", "report", "hearsay", "think"] = "say"
    medium: Medium | None = None
    stance: Literal["deny", "doubt", ""] = ""
    example: str = ""


class ClassRow(Row, frozen=True, kw_only=True):
    """<language>/classes.tsv: a list of lemmas that frames share."""

    name: str
    lemma: tuple[str, ...]


class GrammarRow(Row, frozen=True, kw_only=True):
    """<language>/grammar.tsv: closed-class words the code asks for by name."""

    name: str
    words: tuple[str, ...]
