"""Statements that a noun or adjective introduces: "die Forderung der EU, ...", "is confident that ..."."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from depesche.language.forms import base, is_verbal
from depesche.statements.drafts import NOWHERE, Draft, Places
from depesche.statements.regions import AUXILIARY, content_after
from depesche.statements.scene import Scene
from depesche.statements.speakers import noun_phrase, voice_at
from depesche.statements.verbs import frame_before, is_reported

if TYPE_CHECKING:
    from spacy.tokens import Token

    from depesche.lexicon.load import Cue

CLAUSE_PLACES = {"ccomp", "xcomp"}


def nominal_drafts(scene: Scene, taken: set[int]) -> Iterator[Draft]:
    """Statements of noun and adjective cues whose content nobody else claims (`taken`: first tokens of contents)."""
    for token in scene.doc:
        pos = {"NOUN": "noun", "ADJ": "adj"}.get(token.pos_)
        if pos is None:
            continue
        for entry in scene.cues.nominal(scene, token, pos):
            if entry.row.kind == "think" and is_reported(scene, token):
                continue
            draft = _with_clause(scene, token, entry) or _with_object(scene, token, entry)
            if draft is not None and draft.first not in taken:
                yield draft
                break


def _words(token: Token) -> Places:
    """The noun with the verb that carries it ("äußerten Zweifel", "ist der Meinung")."""
    found = {token.i} | {c.i for c in token.children if base(c.dep_) in AUXILIARY}
    verb = token.head
    if is_verbal(verb) and base(token.dep_) in ("obj", "obl", "xcomp") and verb.i != token.i:
        found |= {verb.i} | {c.i for c in verb.children if base(c.dep_) in AUXILIARY}
    return frozenset(found)


def _with_clause(scene: Scene, token: Token, entry: Cue) -> Draft | None:
    if not any(CLAUSE_PLACES & set(group) for group in entry.content):
        return None
    content = content_after(scene, token, frozenset({token.i}), True)
    if len(content) < 2 or base(scene.doc[min(content)].dep_) == "cc":
        return None  # "and ..." is no content but what comes next
    cue = _words(token)
    voice = voice_at(scene, token, entry.speaker, cue | content)
    if not voice.words and is_verbal(token.head) and base(token.dep_) in ("obj", "obl", "xcomp"):
        voice = voice_at(scene, token.head, (("subj",),), cue | content)
    if not voice.words and entry.row.kind == "think":
        return None
    return Draft("Indirect", content, voice, cue, frame_before(scene, token, content), entry=entry)


def _with_object(scene: Scene, token: Token, entry: Cue) -> Draft | None:
    """A noun with its own speaker and a prepositional content; whole reports need a verb."""
    if scene.scheme.whole_reports:
        return None
    voice = voice_at(scene, token, entry.speaker, {token.i})
    content = _object(scene, token, entry, voice.words | {token.i})
    if not content or not voice.words:
        return None
    return Draft("Reported", content, voice, frozenset({token.i}), entry=entry)


def _object(scene: Scene, token: Token, entry: Cue, avoid: Places) -> Places:
    for group in entry.content:
        for place in group:
            if place in ("ccomp", "xcomp", "quote"):
                continue
            fillers = scene.clauses.places(token).get(place, [])
            heads = [a.token for a in fillers if a.part is None and a.token.i > token.i and a.token.i not in avoid]
            if heads:
                return noun_phrase(scene, heads[0], avoid)
    return NOWHERE
