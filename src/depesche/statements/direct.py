"""Direct statements: quotations with the cue before, behind, around or in the middle of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from depesche.language.forms import base, is_verbal
from depesche.statements.drafts import NOWHERE, Draft, Voice
from depesche.statements.quotes import Quotation
from depesche.statements.regions import cue_words
from depesche.statements.scene import COMMAS, STOPS, Scene
from depesche.statements.speakers import noun_phrase
from depesche.statements.verbs import addressee_of, entry_with, frame_after, speaker_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from depesche.lexicon.load import Cue

QUOTABLE = {"quote", "ccomp"}
# A frame behind a quotation stands near it: its verb within so many words.
NEAR = 18
NAME = 4  # a transcript's speaker has at most so many words
# Where a quoted phrase may stand below its cue verb.
OBJECTS = {"obj", "xcomp", "obl", "ccomp", "advcl", "dep", "advmod"}
Verbs = list[tuple["Token", list["Cue"]]]


@dataclass(slots=True)
class Directs:
    """The quotations of a scene with the drafts that own them."""

    scene: Scene
    verbs: Verbs
    others: list[Draft]  # indirect statements, which may hold quoted phrases

    def drafts(self) -> list[Draft]:
        """One draft a statement, in text order; a quotation nobody speaks gives none."""
        found: list[Draft] = []
        last: Draft | None = None
        for quotation in self.scene.quotations:
            if quotation.outer:
                continue
            draft = self._draft(quotation, last)
            if draft is None:
                continue
            if last is not None and self._joins(last, draft, quotation):
                last.quote |= draft.quote
                last.frame -= draft.quote
                continue
            found.append(draft)
            last = draft
        return found + transcripts(self.scene)

    def _draft(self, quotation: Quotation, last: Draft | None) -> Draft | None:
        scene = self.scene
        utterance = scene.is_utterance(quotation)
        draft = self._unclosed(quotation) or self._behind(quotation) or self._colon(quotation)
        if draft is None and utterance:
            draft = self._before(quotation)
        draft = draft or self._governed(quotation)
        if draft is None and utterance:
            draft = self._following(quotation, last)
        if draft is not None:
            draft.evidence.add("marks")
            if quotation.repaired:
                draft.evidence.add("repaired")
        return draft

    def _unclosed(self, quotation: Quotation) -> Draft | None:
        """Where the closing mark is missing and the frame seems quoted too: the quotation ends before the frame."""
        if not quotation.repaired or self.scene.doc[quotation.last].is_quote:
            return None
        for holder in self.others:
            if holder.quote | holder.cue <= quotation.places and min(holder.cue) > max(holder.quote):
                holder.evidence.add("replaced")
                quote = frozenset(range(quotation.first, max(holder.quote) + 1))
                return replace(holder, type="Direct", quote=quote, evidence=set())
        return None

    def _make(self, quotation: Quotation, verb: Token, entry: Cue, behind: bool) -> Draft:
        scene = self.scene
        cue = cue_words(scene, verb) - quotation.places
        voice = speaker_of(scene, verb, entry, cue | quotation.places)
        draft = Draft("Direct", quotation.places, voice, cue, entry=entry)
        draft.addressee = addressee_of(scene, verb, entry, cue | quotation.places | voice.words)
        if behind:
            begin = quotation.last + 1
            if scene.doc[begin].text in COMMAS and begin + 1 < len(scene.doc):
                begin += 1
            draft.frame = frame_after(scene, begin, cue | voice.words | {begin}, NOWHERE) - quotation.places
            if scene.doc[begin].lower_ in scene.words.grammar["echo_words"] and begin < verb.i:
                draft.cue |= {begin}
        else:
            first = scene.sentence(verb.i)[0]
            draft.frame = frozenset(range(first, quotation.first)) - quotation.places
        return draft

    # --- the frame behind: "...", sagte X ------------------------------------------------------------------------

    def _behind(self, quotation: Quotation) -> Draft | None:
        scene, at = self.scene, quotation.last + 1
        if at >= len(scene.doc) or scene.paragraph_numbers[at] != scene.paragraph_numbers[quotation.last]:
            return None
        inside = self._last_word(quotation)
        comma = scene.doc[at].text in COMMAS
        if not comma and inside not in COMMAS | {"!", "?", "…"}:
            return None
        begin = at + 1 if comma else at
        stop = self._frame_end(begin)
        for verb, entries in self._verbs_between(begin, stop):
            entry = entry_with(entries, QUOTABLE)
            if entry is not None and self._is_frame_verb(verb, begin, inside in COMMAS):
                return self._make(quotation, verb, entry, True)
        return None

    def _last_word(self, quotation: Quotation) -> str:
        """The last token inside the marks, the marks of inner quotations left out."""
        inner = range(quotation.last - 1, quotation.first, -1)
        return next((self.scene.doc[i].text for i in inner if not self.scene.doc[i].is_quote), "")

    def _frame_end(self, begin: int) -> int:
        doc = self.scene.doc
        for i in range(begin, min(len(doc), begin + NEAR)):
            if doc[i].text in STOPS or doc[i].text == ":" or i in self.scene.opening:
                return i
        return min(len(doc), begin + NEAR)

    def _verbs_between(self, begin: int, stop: int) -> Verbs:
        return [(verb, entries) for verb, entries in self.verbs if begin <= verb.i < stop]

    def _is_frame_verb(self, verb: Token, begin: int, comma_inside: bool) -> bool:
        """A verb right behind the quotation, or one whose subject stands there."""
        if base(verb.dep_) == "acl" or any(
            base(c.dep_) == "mark" and c.lower_ not in ("zu", "to") for c in verb.children
        ):
            return False
        own = [c for c in verb.children if base(c.dep_) in ("aux", "cop", "nsubj", "advmod", "cc")] + [verb]
        first = min(c.left_edge.i if base(c.dep_) == "nsubj" else c.i for c in own if c.i >= begin) if own else verb.i
        return first <= begin + (2 if comma_inside else 1)

    # --- the frame before: X sagte: "..." --------------------------------------------------------------------------

    def _colon(self, quotation: Quotation) -> Draft | None:
        scene, at = self.scene, quotation.first - 1
        if at < 1 or scene.doc[at].text != ":":
            return None
        draft = self._before(quotation)
        if draft is not None:
            return draft
        first = scene.sentence(at)[0]
        names = [
            t
            for t in scene.doc[first:at]
            if t.pos_ in ("NOUN", "PROPN") and base(t.dep_) in ("ROOT", "nsubj", "dep", "parataxis")
        ]
        if not names or any(is_verbal(t) and base(t.dep_) in ("ROOT", "conj") for t in scene.doc[first:at]):
            return None
        words = noun_phrase(scene, names[0], quotation.places)
        draft = Draft("Direct", quotation.places, Voice(words, names[0]), frame=frozenset(range(first, at + 1)))
        if not scene.scheme.frames:
            draft.cue = frozenset({at})
        return draft

    def _before(self, quotation: Quotation) -> Draft | None:
        """The last cue verb of the sentence before the quotation, when a colon or comma leads over."""
        scene, at = self.scene, quotation.first - 1
        if at < 1 or scene.doc[at].text not in COMMAS | {":"}:
            return None
        first = scene.sentence(at)[0]
        if scene.sentence_numbers[at] == scene.sentence_numbers[quotation.first]:
            first = min(first, scene.sentence(quotation.first)[0])
        candidates = [(v, entry_with(e, QUOTABLE)) for v, e in self._verbs_between(first, quotation.first)]
        found = [(v, e) for v, e in candidates if e is not None and v.i not in scene.quoted]
        return self._make(quotation, found[-1][0], found[-1][1], False) if found and found[-1][1] else None

    # --- quoted phrases ----------------------------------------------------------------------------------------------

    def _governed(self, quotation: Quotation) -> Draft | None:
        """A quoted phrase inside an indirect statement, or governed by a cue verb ("nannte das „...“")."""
        if self.scene.is_name(quotation):
            return None
        holder = next((d for d in self.others if quotation.places <= d.quote), None)
        if holder is not None:
            if quotation.places >= holder.quote - {min(holder.quote) - 1}:
                return self._instead(quotation, holder)
            return self._fragment(quotation, holder)
        return self._by_tree(quotation)

    def _instead(self, quotation: Quotation, holder: Draft) -> Draft:
        """What was taken for an indirect statement is a quotation from end to end."""
        holder.evidence.add("replaced")
        return replace(holder, type="Direct", quote=quotation.places, evidence=set())

    def _fragment(self, quotation: Quotation, holder: Draft) -> Draft | None:
        if not self.scene.scheme.fragments:
            return None
        return replace(holder, type="Direct", quote=quotation.places, evidence={"fragment"})

    def _by_tree(self, quotation: Quotation) -> Draft | None:
        """The cue verb above the quotation in its clause."""
        scene = self.scene
        heads = [t for t in scene.doc[quotation.first : quotation.last + 1] if t.head.i not in quotation.places]
        known = {verb.i: entries for verb, entries in self.verbs}
        named = self._is_named(quotation)
        for head in heads:
            path = head
            for token in list(head.ancestors)[:4]:
                below, path = path, token
                entry = next((e for e in known.get(token.i, []) if _takes_phrases(e, named)), None)
                if entry is None or token.i in quotation.places or base(below.dep_) not in OBJECTS:
                    continue
                draft = self._make(quotation, token, entry, token.i > quotation.last)
                if draft.voice.words:
                    draft.evidence.add("fragment")
                    return self._kept(draft)
        return None

    def _is_named(self, quotation: Quotation) -> bool:
        """Whether a word before the quotation says that something is called so ("als „...“")."""
        before = self.scene.doc[max(0, quotation.first - 4) : quotation.first]
        return any(token.lower_ in self.scene.words.grammar["naming_markers"] for token in before)

    def _kept(self, draft: Draft) -> Draft | None:
        return draft if self.scene.scheme.fragments else None

    # --- quotations without a cue ------------------------------------------------------------------------------------

    def _following(self, quotation: Quotation, last: Draft | None) -> Draft | None:
        """A quotation without a cue belongs to whoever speaks, within the paragraph."""
        scene = self.scene
        if last is None or last.type != "Direct":
            return None
        if scene.paragraph_numbers[quotation.first] != scene.paragraph_numbers[max(last.quote)]:
            return None
        return replace(last, quote=quotation.places, evidence={"followed"}, via="follows the speaker's last words")

    def _joins(self, last: Draft, draft: Draft, quotation: Quotation) -> bool:
        """Whether a quotation is a further piece of the last statement."""
        between = range(max(last.quote) + 1, quotation.first)
        joined = self.scene.closing.get(max(last.quote))
        if joined is not None and joined.joined:
            return True
        same_cue = bool(draft.cue) and draft.cue == last.cue
        if "followed" in draft.evidence or same_cue:
            return self.scene.scheme.joined_quotes or self._mid_sentence(last, between)
        return False

    def _mid_sentence(self, last: Draft, between: range) -> bool:
        """ "...", sagte X, "...": both halves are one sentence, the frame stands between commas."""
        words = set(between)
        doc = self.scene.doc
        if not words or not last.cue <= words or doc[between[-1]].text not in COMMAS:
            return False
        return doc[max(last.quote) - 1].text not in STOPS


def _takes_phrases(entry: Cue, named: bool) -> bool:
    """Whether a quoted phrase may be what is said: a naming verb, or one with a preposition ("sprach von")."""
    places = {place for group in entry.content for place in group}
    return "quote" in places and (named or len(entry.content) > 1 or bool(places - {"ccomp", "quote", "obj"}))


def transcripts(scene: Scene) -> list[Draft]:
    """Turns of a transcript: a paragraph that opens with a name and a colon ("WALLACE: Good evening.")."""
    found = []
    for first in range(len(scene.doc) - 3):
        if first and scene.paragraph_numbers[first] == scene.paragraph_numbers[first - 1]:
            continue
        colon = next(
            (i for i in range(first + 1, min(first + 1 + NAME, len(scene.doc))) if scene.doc[i].text == ":"), 0
        )
        if not colon or any(t.pos_ != "PROPN" for t in scene.doc[first:colon] if not t.is_quote):
            continue
        last = colon + 1
        while last + 1 < len(scene.doc) and scene.paragraph_numbers[last + 1] == scene.paragraph_numbers[first]:
            last += 1
        quote = frozenset(range(colon + 1, last + 1))
        if len(quote) < 3 or colon + 1 in scene.opening or scene.doc[last].text not in STOPS:
            continue
        words = scene.trim(first, colon - 1)
        draft = Draft("Direct", quote, Voice(words, scene.doc[max(words)]), frame=frozenset(range(first, colon + 1)))
        draft.cue = frozenset() if scene.scheme.frames else frozenset({colon})
        found.append(draft)
    return found
