"""Statements that a preposition or adverb introduces: "laut X", "according to X", "reportedly"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from depesche.language.forms import base, is_verbal
from depesche.statements.cues import Phrase
from depesche.statements.drafts import NOBODY, NOWHERE, Draft, Places, Voice
from depesche.statements.scene import COMMAS, Scene
from depesche.statements.speakers import noun_phrase, voice_at

if TYPE_CHECKING:
    from spacy.tokens import Token

SHORTEST = 2
NAMING = ("DET", "NOUN", "PROPN", "PRON", "ADJ")


def phrase_drafts(scene: Scene, phrases: list[Phrase], cued: set[int]) -> Iterator[Draft]:
    """Statements of all phrase cues, in text order; `cued` are the cue words of other statements."""
    for phrase in phrases:
        if (is_citation(scene, phrase) or _is_weak(scene, phrase)) and _is_cued(scene, phrase, cued):
            continue
        draft = _adverb(scene, phrase) if phrase.entry.row.pos == "adv" else _preposition(scene, phrase)
        if draft is not None and len(draft.quote) >= SHORTEST:
            yield draft


def is_citation(scene: Scene, phrase: Phrase) -> bool:
    """ "Unter Berufung auf X", "citing X": whom a report leans on."""
    return scene.doc[phrase.places[0]].lower_ in scene.words.grammar["citing_phrases"] and not is_owned(phrase)


def is_owned(phrase: Phrase) -> bool:
    """Whether the speaker is the owner of the phrase's noun ("nach Angaben der Polizei")."""
    return "gen" in phrase.entry.speaker[0] or "by" in phrase.entry.speaker[0] if phrase.entry.speaker else False


def _is_cued(scene: Scene, phrase: Phrase, cued: set[int]) -> bool:
    first, last = scene.sentence(phrase.last)
    return any(first <= i <= last for i in cued)


def add_citations(scene: Scene, phrases: list[Phrase], drafts: list[Draft]) -> None:
    """Note with every statement whom its speaker leans on, where the sentence of its cue says so."""
    for phrase in phrases:
        noun = _governed(scene, phrase) if is_citation(scene, phrase) else None
        if noun is None:
            continue
        first, last = scene.sentence(phrase.last)
        cited = Voice(noun_phrase(scene, noun, phrase.places), noun)
        for draft in drafts:
            if draft.cue and first <= min(draft.cue) <= last and not draft.cue & set(phrase.places):
                draft.cited = Voice(cited.words - draft.quote, noun)


def _preposition(scene: Scene, phrase: Phrase) -> Draft | None:
    noun = _governed(scene, phrase)
    if noun is None:
        return None
    cue = _cue(scene, phrase)
    voice = _voice(scene, phrase, noun, cue)
    if not voice.words:
        return None
    own = _own_words(phrase, voice)
    if _is_echo(scene, phrase) and not _stands_alone(scene, own):
        return None
    content = _clause(scene, noun, own)
    if _is_weak(scene, phrase) and not _sounds_reported(scene, content):
        return None
    return Draft("Indirect", content, voice, cue, _framed(scene, own), entry=phrase.entry)


def _governed(scene: Scene, phrase: Phrase) -> Token | None:
    """The noun that a preposition governs, or the noun inside the phrase."""
    inside = [scene.doc[i] for i in phrase.places if scene.doc[i].pos_ in ("NOUN", "PROPN")]
    if inside and is_owned(phrase):
        return inside[-1]
    last = scene.doc[phrase.last]
    if _is_echo(scene, phrase) and (last.i + 1 >= len(scene.doc) or scene.doc[last.i + 1].pos_ not in NAMING):
        return None
    if last.lower_ in scene.words.grammar["postpositions"] and last.i and scene.doc[last.i - 1].pos_ in NAMING[1:4]:
        return _left_noun(scene, last.i - 1)
    if base(last.dep_) in ("case", "fixed", "mark"):
        head = last.head if base(last.dep_) != "fixed" else last.head.head
        if head.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "X", "ADJ"):
            return head
    return _next_noun(scene, phrase)


def _next_noun(scene: Scene, phrase: Phrase) -> Token | None:
    """The noun that follows a phrase with nothing but its own words between."""

    stop = scene.sentence(phrase.last)[1]
    following = range(phrase.last + 1, min(stop, phrase.last + 8) + 1)
    for i in following:
        if scene.doc[i].pos_ in ("NOUN", "PROPN", "PRON"):
            return _top_of_phrase(scene.doc[i], phrase.last)
        if scene.doc[i].pos_ not in ("DET", "ADJ", "ADV", "NUM", "ADP"):
            return None
    return None


def _left_noun(scene: Scene, at: int) -> Token:
    """The head of the phrase that ends at a token."""
    token = scene.doc[at]
    while (
        base(token.dep_) in ("nmod", "flat", "appos", "compound", "conj")
        and token.head.i < at
        and token.head.pos_ in NAMING
    ):
        token = token.head
    return token


def _top_of_phrase(token: Token, floor: int) -> Token:
    while (
        (base(token.dep_) in ("compound", "flat", "amod") or token.dep_ == "nmod:desc")
        and token.head.i > floor
        and token.head.i != token.i
    ):
        token = token.head
    return token


def _cue(scene: Scene, phrase: Phrase) -> Places:
    """The preposition alone where the phrase's noun names the source ("nach Angaben"), else the whole phrase."""
    if not scene.scheme.frames:
        return frozenset(phrase.places)
    bare = [i for i in phrase.places if scene.doc[i].pos_ not in ("NOUN", "PROPN", "DET", "ADJ", "PRON")]
    return frozenset(bare or phrase.places)


def _voice(scene: Scene, phrase: Phrase, noun: Token, cue: Places) -> Voice:
    """The words behind the preposition; the entity is the owner of the statement where one is named."""
    owner = voice_at(scene, noun, phrase.entry.speaker, cue)
    if _is_weak(scene, phrase) and not owner.words:
        return voice_at(scene, scene.clause_head(noun), (("subj",),), cue)
    if noun.i not in phrase.places or scene.scheme.frames:
        words = noun_phrase(scene, noun, cue)
        return Voice(words, owner.head if owner.head is not None and noun.i in phrase.places else noun)
    return owner


def _own_words(phrase: Phrase, voice: Voice) -> Places:
    own = frozenset(phrase.places) | voice.words
    return frozenset(range(min(own), max(own) + 1))


def _is_echo(scene: Scene, phrase: Phrase) -> bool:
    return scene.doc[phrase.places[0]].lower_ in scene.words.grammar["echo_words"]


def _is_weak(scene: Scene, phrase: Phrase) -> bool:
    """ "In einem Bericht" may only tell where something was said; the clause must show that it is reported."""
    return scene.doc[phrase.places[0]].lower_ in scene.words.grammar["weak_source_prepositions"]


def _sounds_reported(scene: Scene, content: Places) -> bool:
    tokens = [scene.doc[i] for i in content if i not in scene.quoted]
    return any(scene.sounds_reported(t) for t in tokens)


def _stands_alone(scene: Scene, own: Places) -> bool:
    """Whether ", so X" stands between commas or ends the sentence, without a verb of its own."""
    before, after = min(own) - 1, max(own) + 1
    opened = before >= 0 and (scene.doc[before].text in COMMAS or before in scene.closing)
    closed = after >= len(scene.doc) or scene.doc[after].is_punct
    return opened and closed and not any(is_verbal(scene.doc[i]) for i in own)


def _clause(scene: Scene, noun: Token, own: Places) -> Places:
    """The words of the clause around a phrase, without the phrase."""
    first, last = scene.sentence(min(own))
    head = scene.clause_head(noun)
    if head.i in own:
        head = scene.clause_head(head.head) if head.head.i not in own else head
    if (
        head.dep_ != "ROOT"
        and head.i not in own
        and _is_finite(scene, head)
        and base(head.dep_) in ("acl", "ccomp", "advcl", "conj")
    ):
        left, right = head.left_edge.i, head.right_edge.i
        if left <= min(own) and right >= max(own) - 1 and (left > first or base(head.dep_) == "conj"):
            first, last = left, right
    if scene.doc[first].pos_ in ("SCONJ", "CCONJ") and first not in own:
        first += 1
    before, after = scene.trim(first, min(own) - 1), scene.trim(max(own) + 1, last)
    return before | after


def _is_finite(scene: Scene, head: Token) -> bool:
    return (is_verbal(head) and scene.is_finite(head)) or scene.has_copula(head)


def _framed(scene: Scene, own: Places) -> Places:
    """The phrase with the comma before it, when it follows what it introduces."""
    before = min(own) - 1
    first = scene.sentence(min(own))[0]
    if before > first and scene.doc[before].text in COMMAS:
        return own | {before}
    return own


def _named_before(scene: Scene, at: int) -> Token | None:
    """The noun that a relative word points back to: the last before the comma."""
    if at < 2 or scene.doc[at - 1].text != ",":
        return None
    nouns = [t for t in scene.doc[scene.sentence(at)[0] : at - 1] if t.pos_ in ("NOUN", "PROPN")]
    return _top_of_phrase(nouns[-1], -1) if nouns else None


def _adverb(scene: Scene, phrase: Phrase) -> Draft | None:
    """Hearsay adverbs: the clause is told, nobody is named; some point back at an earlier source."""
    own = frozenset(phrase.places)
    token = scene.doc[phrase.last]
    content = _clause(scene, token.head if token.dep_ != "ROOT" else token, own)
    points_back = scene.doc[phrase.places[0]].lower_ in scene.words.grammar["source_pronouns"]
    if points_back:
        source = _named_before(scene, phrase.places[0])
        words = noun_phrase(scene, source, own | content) if source is not None else own
        return Draft("Indirect", content - words, Voice(words, source), own, own, entry=phrase.entry, via="anaphora")
    named = frozenset(i for i in own if scene.doc[i].pos_ == "NOUN")
    if named:
        rest = own - {i for i in own if scene.doc[i].pos_ == "ADP"}
        return Draft("Indirect", content, Voice(rest, scene.doc[min(named)]), own - rest, own, entry=phrase.entry)
    kind = "FreeIndirect" if not scene.scheme.frames else "Indirect"
    draft = Draft("Indirect", content, NOBODY, own, NOWHERE, entry=phrase.entry)
    if kind == "FreeIndirect":
        draft.type = "FreeIndirect"
    return draft
