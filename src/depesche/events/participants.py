"""From arguments to participants: who acts, and who only stands in a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.language.spans import overlaps_any
from depesche.records import Entity, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from depesche.actors.resolve import Actors
    from depesche.events.draft import EventDraft
    from depesche.language.grammar import Argument
    from depesche.records import DateRef

OWNER_PLACES = ("poss", "gen", "of", "by", "von")


class Participants:
    """Resolves the arguments of drafts in one document."""

    def __init__(self, actors: Actors, dates: tuple[DateRef, ...], code: Callable[[Token], EventDraft | None]) -> None:
        self._actors = actors
        self._dates = [date.span for date in dates]
        self._code = code

    def entities(self, arguments: tuple[Argument, ...]) -> tuple[Entity, ...]:
        """The participants of a role, each once; an event in a role stands for those who acted in it."""
        found: dict[tuple[Span, str | None], Entity] = {}
        for argument in arguments:
            for actual in self._actual(argument):
                for entity in self._actors.resolve_argument(actual):
                    found.setdefault((entity.span, entity.country), entity)
        return tuple(found.values())

    def _actual(self, argument: Argument) -> tuple[Argument, ...]:
        if argument.part is None and overlaps_any(argument.span, self._dates):
            return ()
        if argument.part is not None or self._is_actor(argument):
            return (argument,)
        inner = self._code(argument.token)
        if inner and inner.actor and argument not in inner.actor:
            return inner.actor
        return self._owners(argument) or (argument,)

    def _owners(self, argument: Argument) -> tuple[Argument, ...]:
        """Who stands behind a thing: "the demands of Brussels" are Brussels, "den Einfluss der USA" the USA."""
        for place in OWNER_PLACES:
            owners = [a for a in self._actors.clauses.places(argument.token).get(place, ()) if self._is_actor(a)]
            if owners:
                return tuple(owners)
        return ()

    def _is_actor(self, argument: Argument) -> bool:
        draft = self._actors.draft(argument.token)
        return bool(draft.sectors or draft.id or draft.kind in ("person", "body", "group", "country"))


def is_political(entity: Entity) -> bool:
    """Whether a participant is somebody in politics: a country, a sector, or a name."""
    return bool(entity.country or entity.sectors or entity.id or entity.name)
