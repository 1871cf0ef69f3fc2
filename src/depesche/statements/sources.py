"""Who is behind a statement: the speaker as entity, and by whom that was reported, nearest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace as with_fields

from depesche.records import Entity
from depesche.statements.drafts import Draft, Voice
from depesche.statements.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token


def entity_of(scene: Scene, voice: Voice, via: str = "") -> Entity | None:
    """The speaker resolved; words alone where nobody is known."""
    mention = scene.mention(voice.words)
    if mention is None:
        return None
    found = _resolve(scene, voice.head)
    if found is None:
        return Entity(text=mention.text, span=(mention.spans[0][0], mention.spans[-1][1]), via=via)
    return with_fields(found, via="; ".join(part for part in (found.via, via) if part)) if via else found


def _resolve(scene: Scene, head: Token | None) -> Entity | None:
    actors = scene.reading.actors
    if actors is None or head is None:
        return None
    found = actors.resolve(head)
    return found[0] if found else None


def nearest(draft: Draft) -> Voice:
    """Whose words they are in the end: whom the speaker leans on, else the speaker."""
    return draft.cited if draft.cited.words else draft.voice


def speaker_entity(scene: Scene, draft: Draft) -> Entity | None:
    """Whose words a statement gives, as entity."""
    via = "cited by the speaker" if draft.cited.words else draft.via
    return entity_of(scene, nearest(draft), via)


def report_owner(scene: Scene, number: int, drafts: list[Draft], entities: list[Entity | None]) -> Entity | None:
    """Whose report "the report" is: of the last that was told of with an owner, else of the last medium that spoke.

    None where the speaker is no document, or is known by itself.
    """
    draft, entity = drafts[number], entities[number]
    head = draft.voice.head
    if head is None or draft.cited.words or entity is None or entity.name or entity.country:
        return None
    if head.pos_ != "NOUN" or not scene.cues.nominal(scene, head, "noun"):
        return None
    for earlier, owner in zip(reversed(drafts[:number]), reversed(entities[:number]), strict=True):
        same = any(t is not None and t.lemma_ == head.lemma_ for t in (earlier.voice.head, earlier.cited.head))
        known = owner is not None and bool(owner.country or owner.name)
        if (same and known) or (earlier.kind == "report" and earlier.voice.words):
            found = owner if same else entity_of(scene, earlier.voice)
            via = (found.via if found else "").split("owner of")[0].removesuffix("; ")
            return found and with_fields(found, via=f"{via}; owner of {entity.text!r}".removeprefix("; "))
    return None


def chain(scene: Scene, draft: Draft, drafts: list[Draft]) -> tuple[Entity, ...]:
    """By whom a statement was reported: whoever's statement it stands in, from the nearest outward."""
    around = [d for d in drafts if d is not draft and draft.quote | draft.cue <= d.quote and d.voice.words]
    around.sort(key=lambda d: len(d.quote))
    voices = [*([draft.voice] if draft.cited.words else []), *(d.voice for d in around)]
    found: list[Entity] = []
    for voice in voices:
        entity = entity_of(scene, voice)
        if entity is not None and voice.words != nearest(draft).words and all(entity.span != e.span for e in found):
            found.append(entity)
    return tuple(found)
