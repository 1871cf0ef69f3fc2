"""The work sheet of one article: each stage reads what came before and adds its own part."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from depesche.records import Article, Damage, DateRef, Entity, Event, Place, Provenance, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from depesche.actors.resolve import Actors
    from depesche.language.grammar import Clauses
    from depesche.lexicon.load import Lexicon, Words


@dataclass
class Reading:
    """What is known of one article so far."""

    article: Article
    language: str
    masked: str  # the text, what is foreign to the story blanked; same length
    doc: Doc
    clauses: Clauses
    words: Words
    lexicon: Lexicon
    published: str | None = None
    damage: tuple[Damage, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)
    dates: tuple[DateRef, ...] = ()
    actors: Actors | None = None
    entities: tuple[Entity, ...] = ()
    places: tuple[Place, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def text(self) -> str:
        """The text as given."""
        return self.article.text
