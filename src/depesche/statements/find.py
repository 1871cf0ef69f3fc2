"""All statements of a reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.records import Entity, Statement
from depesche.statements.confidence import confidence
from depesche.statements.direct import Directs
from depesche.statements.drafts import Draft
from depesche.statements.free import FreeSpeech
from depesche.statements.nouns import nominal_drafts
from depesche.statements.phrases import add_citations, phrase_drafts
from depesche.statements.scene import Scene
from depesche.statements.sources import chain, report_owner, speaker_entity
from depesche.statements.verbs import clause_drafts, report_drafts, verb_cues

if TYPE_CHECKING:
    from depesche.reading import Reading

# Two statements of one type that share so much of their words are one.
SAME = 0.7


def find_statements(reading: Reading) -> tuple[Statement, ...]:
    """Who said what, in text order."""
    if not len(reading.doc):
        return ()
    scene = Scene(reading)
    drafts = find_drafts(scene)
    entities = [speaker_entity(scene, draft) for draft in drafts]
    for n in range(len(drafts)):
        entities[n] = report_owner(scene, n, drafts, entities) or entities[n]
    return tuple(_statement(scene, n, drafts, entities[n]) for n in range(len(drafts)))


def find_drafts(scene: Scene) -> list[Draft]:
    """The drafts of all finders, each statement once, in text order."""
    phrases = scene.cues.phrases(scene)
    verbs = verb_cues(scene, {i for phrase in phrases for i in phrase.places})
    indirect = list(clause_drafts(scene, verbs))
    indirect += phrase_drafts(scene, phrases, {i for draft in indirect for i in draft.cue})
    indirect += nominal_drafts(scene, {draft.first for draft in indirect})
    stay_inside(indirect)
    direct = Directs(scene, verbs, indirect).drafts()
    quoting = {d.cue: d.quote for d in direct if d.cue and "fragment" not in d.evidence}
    indirect = [d for d in indirect if d.cue not in quoting or d.quote & quoting[d.cue]]
    found = without_doubles(direct + [d for d in indirect if "replaced" not in d.evidence and not _is_quoted(scene, d)])
    done = {i for draft in found for i in draft.cue}
    found += [d for d in report_drafts(scene, verbs, done) if not any(d.quote <= other.quote for other in found)]
    add_citations(scene, phrases, found)
    found += FreeSpeech(scene, found).drafts()
    return sorted(without_doubles(found), key=lambda draft: (draft.first, -len(draft.quote)))


def stay_inside(drafts: list[Draft]) -> None:
    """A statement told inside another's words ends where they end."""
    for draft in drafts:
        for outer in drafts:
            inside = draft.quote & outer.quote
            if outer is not draft and draft.cue and draft.cue <= outer.quote and len(inside) > 1:
                draft.quote = inside


def _is_quoted(scene: Scene, draft: Draft) -> bool:
    """Whether an indirect statement is a piece of a quotation that its own cue introduces from outside."""
    quotation = scene.quoted.get(draft.first)
    if quotation is None or not scene.is_utterance(quotation) or draft.cue & quotation.places:
        return False
    return draft.quote <= quotation.places


def without_doubles(drafts: list[Draft]) -> list[Draft]:
    """Of statements with much the same words the one with the better evidence."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: -confidence(d, False)):
        if draft.quote and not any(_same(draft, other) for other in kept):
            kept.append(draft)
    return kept


def _same(draft: Draft, other: Draft) -> bool:
    if "fragment" in draft.evidence | other.evidence and draft.quote != other.quote:
        return False  # a quoted phrase stands beside the statement it is taken from
    shared = len(draft.quote & other.quote)
    return shared / len(draft.quote | other.quote) >= SAME


def _statement(scene: Scene, number: int, drafts: list[Draft], entity: Entity | None) -> Statement:
    draft = drafts[number]
    quote = scene.mention(draft.quote)
    assert quote is not None  # without_doubles keeps no draft without words
    frame = scene.mention(draft.frame) if scene.scheme.frames else None
    return Statement(
        id=f"s{number + 1}",
        type=draft.type,
        medium=draft.entry.row.medium if draft.entry else None,
        quote=quote,
        speaker=scene.mention(draft.voice.words),
        cue=scene.mention(draft.cue),
        frame=frame,
        addressee=scene.mention(draft.addressee),
        entity=entity,
        sources=chain(scene, draft, drafts),
        confidence=confidence(draft, entity is not None and bool(entity.country or entity.id)),
    )


__all__ = ["find_drafts", "find_statements"]
