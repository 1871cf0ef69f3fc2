"""Depesche turns news into a sourced record of politics: events, statements, provenance."""

from depesche.coder import Coder
from depesche.records import (
    Article,
    DateRef,
    Document,
    Entity,
    Event,
    Mention,
    Place,
    Provenance,
    Statement,
)

__all__ = ["Article", "Coder", "DateRef", "Document", "Entity", "Event", "Mention", "Place", "Provenance", "Statement"]
