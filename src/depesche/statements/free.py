"""Statements without a cue of their own: runs of reported speech under an earlier frame, and hearsay auxiliaries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from depesche.language.forms import base, is_verbal
from depesche.statements.drafts import NOBODY, Draft, Voice
from depesche.statements.scene import Scene
from depesche.statements.speakers import noun_phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

    from depesche.records import StatementType

# How many sentences back the speaker of a free statement may stand.
MEMORY = 10


class FreeSpeech:
    """Finds free statements among the sentences that no other statement frames."""

    def __init__(self, scene: Scene, drafts: list[Draft]) -> None:
        self.scene = scene
        self.by_sentence: dict[int, list[Draft]] = {}
        for draft in drafts:
            if draft.type != "FreeIndirect":
                self.by_sentence.setdefault(scene.sentence_numbers[draft.first], []).append(draft)

    def drafts(self) -> Iterator[Draft]:
        """Free statements in text order; neighbours of one kind and speaker are one statement."""
        open_draft: Draft | None = None
        spoken: Draft | None = None
        since = MEMORY + 1
        for number, (first, last) in enumerate(self.scene.sentences):
            framed = self.by_sentence.get(number, [])
            kind = None if self._is_framed(first, last, framed) else self._kind(first, last, since == 0)
            same_paragraph = (
                first > 0 and self.scene.paragraph_numbers[first] == self.scene.paragraph_numbers[first - 1]
            )
            if kind is not None:
                known = spoken if since <= MEMORY else None
                if open_draft is not None and open_draft.type == kind and same_paragraph:
                    open_draft.quote |= frozenset(range(first, last + 1))
                    since = 0
                    continue
                if open_draft is not None:
                    yield open_draft
                open_draft = self._open(kind, first, last, known)
                since = 0
                continue
            if open_draft is not None:
                yield open_draft
                open_draft = None
            if framed:
                spoken, since = framed[-1], 0
            else:
                since += 1
                spoken = spoken if since <= MEMORY else None
        if open_draft is not None:
            yield open_draft

    def _open(self, kind: StatementType, first: int, last: int, known: Draft | None) -> Draft:
        voice = known.voice if known else NOBODY
        if not voice.words and kind == "IndirectFreeIndirect":
            voice = paragraph_voice(self.scene, first)
        draft = Draft(kind, frozenset(range(first, last + 1)), voice)
        draft.via = "speaker of the sentence before" if known else ""
        draft.evidence = {"subjunctive"} if kind == "IndirectFreeIndirect" else {"hearsay"}
        if known:
            draft.cited = known.cited
        return draft

    def _is_framed(self, first: int, last: int, framed: list[Draft]) -> bool:
        """Whether a statement with a cue covers the sentence's main clause."""
        root = self._root(first, last)
        if root is None:
            return True
        finite = self.scene.finite(root)
        core = {root.i} | ({finite.i} if finite else set())
        return any(
            core & (draft.quote | draft.cue) for draft in framed if draft.type != "Direct" or root.i in draft.cue
        ) or all(i in self.scene.quoted for i in core)

    def _kind(self, first: int, last: int, told: bool) -> StatementType | None:
        """The type of a sentence without a frame; `told` says that the sentence before was somebody's words."""
        root = self._root(first, last)
        finite = self.scene.finite(root) if root is not None else None
        if root is None or finite is None:
            return None
        if self._is_hearsay(root, finite) and (told or self._is_past(root)):
            return "FreeIndirect"
        if self.scene.rules.is_reported_subjunctive(finite) or (told and self.scene.sounds_reported(finite)):
            return "IndirectFreeIndirect"
        return None

    def _is_past(self, root: Token) -> bool:
        """A perfect infinitive ("soll geflohen sein"): told of the past, so no plan."""
        perfect = self.scene.words.grammar["perfect_auxiliaries"]
        return any(base(c.dep_) == "aux" and c.i > root.i and c.lower_ in perfect for c in root.children)

    def _root(self, first: int, last: int) -> Token | None:
        roots = [t for t in self.scene.doc[first : last + 1] if t.dep_ == "ROOT"]
        return next((t for t in roots if self.scene.finite(t) is not None), roots[0] if roots else None)

    def _is_hearsay(self, root: Token, finite: Token) -> bool:
        """ "Er soll geflohen sein": an auxiliary that passes on what others say."""
        lemmas = self.scene.rules.lemmas(finite)
        return finite.i != root.i and bool(lemmas & self.scene.words.grammar["rumour_auxiliaries"])


def paragraph_voice(scene: Scene, first: int) -> Voice:
    """The subject of the sentence before, if it has a name, when nobody is known to speak."""
    number = scene.sentence_numbers[first] - 1
    if number < 0:
        return NOBODY
    begin, last = scene.sentences[number]
    subjects = [t for t in scene.doc[begin : last + 1] if base(t.dep_) == "nsubj" and is_verbal(t.head)]
    subjects = [t for t in subjects if any(scene.doc[i].pos_ == "PROPN" for i in noun_phrase(scene, t, ()))]
    return Voice(noun_phrase(scene, subjects[0], ()), subjects[0]) if subjects else NOBODY
