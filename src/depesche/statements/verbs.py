"""Statements that a verb introduces without quotation marks: content clauses and reported objects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from depesche.language.forms import base, is_passive, is_verbal
from depesche.statements.drafts import NOBODY, NOWHERE, Draft, Places, Voice
from depesche.statements.regions import closed, content_after, content_before, cue_words
from depesche.statements.scene import COMMAS, Scene
from depesche.statements.speakers import is_empty, nearest_subject, noun_phrase, voice_at

if TYPE_CHECKING:
    from spacy.tokens import Token

    from depesche.lexicon.load import Cue

CLAUSE_PLACES = {"ccomp", "xcomp"}
COMPLEMENTS = {"obl", "xcomp", "advcl", "nmod", "acl"}
NOT_NOUNS = {"ccomp", "xcomp", "quote", "clause"}


def verb_cues(scene: Scene, phrases: set[int]) -> list[tuple[Token, list[Cue]]]:
    """The verbs that may introduce a statement, with their entries; words of phrases ("citing") are none."""
    found = []
    for token in scene.doc:
        if not is_verbal(token) or base(token.dep_) in ("amod", "aux", "cop") or token.i in phrases:
            continue
        entries = scene.cues.verb(scene, token)
        if entries:
            found.append((token, entries))
    return found


def clause_drafts(scene: Scene, verbs: list[tuple[Token, list[Cue]]]) -> Iterator[Draft]:
    """Indirect statements of verb cues, in text order."""
    for verb, entries in verbs:
        if _is_own_word(scene, verb):
            continue
        entry = entry_with(entries, CLAUSE_PLACES) or _pointing(scene, verb, entries)
        if entry is None or (entry.row.kind == "think" and is_reported(scene, verb)):
            continue
        infinitive = any(entry_with(entries, {place}) for place in scene.words.grammar["infinitive_places"])
        draft = _reporting_clause(scene, verb, entry)
        draft = draft or _after(scene, verb, entry, infinitive) or _before(scene, verb, entry)
        if draft is not None:
            yield draft


def entry_with(entries: list[Cue], places: set[str]) -> Cue | None:
    """The first entry whose content may stand in one of the places."""
    return next((e for e in entries if any(places & set(group) for group in e.content)), None)


def is_reported(scene: Scene, verb: Token) -> bool:
    """ "Sie seien bereit zu helfen": what somebody thinks, in the words of somebody else who is the one to speak."""
    finite = scene.finite(verb)
    return finite is not None and scene.rules.is_reported_subjunctive(finite)


def _is_own_word(scene: Scene, verb: Token) -> bool:
    """Whether a quoted speaker's "I think" or "you know" is all there is: no statement besides the quotation."""
    quotation = scene.quoted.get(verb.i)
    if quotation is None or not scene.is_utterance(quotation):
        return False
    subjects = [c for c in verb.children if base(c.dep_) == "nsubj"]
    return not subjects or any(c.lower_ in scene.words.grammar["speaking_pronouns"] for c in subjects)


def _pointing(scene: Scene, verb: Token, entries: list[Cue]) -> Cue | None:
    """An entry with a preposition, when a word points from it to a clause ("geht davon aus, dass")."""
    pointers = scene.words.grammar["clause_pointers"]
    return entries[0] if any(child.lower_ in pointers for child in verb.children) else None


def speaker_of(scene: Scene, verb: Token, entry: Cue, avoid: Places) -> Voice:
    """Who speaks by the tree, else the nearest noun that can be the verb's subject."""
    voice = voice_at(scene, verb, entry.speaker, avoid)
    if voice.head is not None and not _may_speak(scene, entry, voice.head):
        return NOBODY
    if voice.words or is_passive(verb) or ("subj",) not in [group[:1] for group in entry.speaker]:
        return voice
    if verb.head.pos_ == "AUX" and base(verb.dep_) in ("ccomp", "xcomp"):
        voice = voice_at(scene, verb.head, entry.speaker, avoid)
    return voice if voice.words else nearest_subject(scene, verb, avoid)


def _may_speak(scene: Scene, entry: Cue, head: Token) -> bool:
    """Where a document speaks ("heißt es in der Erklärung") it must be a document, or have a name."""
    if "subj" in entry.speaker[0] or head.pos_ == "PROPN":
        return True
    return bool(scene.cues.nominal(scene, head, "noun")) or any(t.pos_ == "PROPN" for t in head.children)


def addressee_of(scene: Scene, verb: Token, entry: Cue, avoid: Places) -> Places:
    """Whom it is said to; an object that is what is said is nobody."""
    for group in entry.addressee:
        for place in group:
            for argument in scene.clauses.places(verb).get(place, []):
                token = argument.token
                if token.i not in avoid and argument.part is None and token.pos_ in ("NOUN", "PROPN", "PRON"):
                    return noun_phrase(scene, token, avoid | {verb.i})
    return NOWHERE


def _reporting_clause(scene: Scene, verb: Token, entry: Cue) -> Draft | None:
    """ "Wie X mitteilte, ...": the sentence without that clause is what is said."""
    first, last = scene.sentence(verb.i)
    begin = next((i for i in range(verb.i, first - 1, -1) if i == first or scene.doc[i - 1].text in COMMAS), first)
    if scene.doc[begin].lower_ not in scene.words.grammar["reporting_markers"] or base(verb.dep_) == "xcomp":
        return None
    stop = next((i for i in range(verb.i + 1, last + 1) if scene.doc[i].text in COMMAS), last)
    content = scene.trim(first, begin - 1) | scene.trim(stop + 1, last)
    if len(content) < 3:
        return None
    cue = cue_words(scene, verb) | {begin}
    voice = voice_at(scene, verb, entry.speaker, cue)
    if not voice.words <= frozenset(range(begin, stop)):
        voice = NOBODY
    if not voice.words and (not is_passive(verb) or any(c.dep_ == "nsubj" for c in verb.children)):
        voice = nearest_subject(scene, verb, cue | {begin})
    draft = Draft("Indirect", content, voice, cue, frozenset(range(begin, min(stop, last) + 1)), entry=entry)
    draft.addressee = addressee_of(scene, verb, entry, cue | voice.words)
    return draft


def _after(scene: Scene, verb: Token, entry: Cue, infinitive: bool) -> Draft | None:
    cue = cue_words(scene, verb)
    voice = speaker_of(scene, verb, entry, cue)
    content = content_after(scene, verb, cue | voice.words, infinitive)
    if len(content) < 2:
        return None
    voice = speaker_of(scene, verb, entry, cue | content)
    kind = "FreeIndirect" if not voice.words and is_hearsay(scene, verb, entry) else "Indirect"
    draft = Draft("Indirect", content, voice, cue, frame_before(scene, verb, content), entry=entry)
    if kind == "FreeIndirect" and not scene.scheme.frames:
        draft.type = "FreeIndirect"
    draft.addressee = addressee_of(scene, verb, entry, cue | content | voice.words)
    return draft


def is_hearsay(scene: Scene, verb: Token, entry: Cue) -> bool:
    """ "is said to": a passive cue with an infinitive and nobody who says it."""
    return is_passive(verb) and bool(scene.clauses.places(verb).get("xcomp")) and entry.row.kind != "think"


def frame_before(scene: Scene, cue: Token, content: Places) -> Places:
    """From the beginning of the cue's clause to the content; a subordinate clause brings its sentence along."""
    first = scene.sentence(cue.i)[0]
    begin = first
    host = cue
    while base(host.dep_) not in ("ROOT", "conj", "parataxis") and host.head.i != host.i:
        host = host.head
    if base(host.dep_) in ("conj", "parataxis") and host.left_edge.i > first:
        begin = host.left_edge.i
        if begin > first and scene.doc[begin - 1].text in COMMAS:
            begin -= 1
    return frozenset(range(begin, min((i for i in content if i > cue.i), default=begin))) - content


def _before(scene: Scene, verb: Token, entry: Cue) -> Draft | None:
    cue = cue_words(scene, verb)
    voice = speaker_of(scene, verb, entry, cue)
    if not voice.words and not _speaks_itself(scene, verb):
        return None
    content, begin = content_before(scene, verb, cue | voice.words)
    content -= voice.words | cue
    if len(content) < 2 or min(content) > verb.i:
        return None
    frame = frame_after(scene, begin, cue | voice.words, content)
    if scene.doc[begin].lower_ in scene.words.grammar["echo_words"] and begin < verb.i:
        cue |= {begin}
    draft = Draft("Indirect", content, voice, cue, frame, entry=entry)
    draft.addressee = addressee_of(scene, verb, entry, cue | content | voice.words)
    return draft


def _speaks_itself(scene: Scene, verb: Token) -> bool:
    """ "Heißt es", "it says": the subject stands for nobody."""
    return any(base(c.dep_) in ("nsubj", "expl") and is_empty(scene, c) for c in verb.children)


def frame_after(scene: Scene, begin: int, own: Places, content: Places) -> Places:
    """The frame that follows its content, the comma before it included, to the end of the sentence."""
    last = scene.sentence(begin)[1]
    floor = max(own)
    resumed = min((i for i in content if i > floor), default=last + 1)
    stop = resumed - 1
    if resumed > last and scene.doc[last].is_punct:
        stop = last - 1
    start = begin - 1 if begin and scene.doc[begin - 1].text in COMMAS else begin
    return frozenset(range(start, stop + 1)) - content


def report_drafts(scene: Scene, verbs: list[tuple[Token, list[Cue]]], done: set[int]) -> Iterator[Draft]:
    """Reported statements: what is said stands as object or prepositional phrase ("forderte eine Entscheidung")."""
    for verb, entries in verbs:
        if verb.i in done:
            continue
        for entry in entries:
            draft = _report(scene, verb, entry) if _reports(scene, entry) else None
            if draft is not None:
                yield draft
                break


def _reports(scene: Scene, entry: Cue) -> bool:
    """Where the whole clause would be the quote, what somebody only thinks is no report."""
    return not (scene.scheme.whole_reports and entry.row.kind == "think")


def _report(scene: Scene, verb: Token, entry: Cue) -> Draft | None:
    cue = cue_words(scene, verb)
    voice = voice_at(scene, verb, entry.speaker, cue) if entry.speaker else NOBODY
    content = _object(scene, verb, entry, cue | voice.words)
    if not content or not voice.words:
        return None
    finite = scene.finite(verb)
    if finite is not None and scene.sounds_reported(finite):
        return None  # somebody else's words about what was said
    if not scene.scheme.whole_reports:
        return Draft("Reported", content, voice, cue, entry=entry)
    whole = _whole_clause(scene, verb)
    quoted = _quoted_words(scene, content, cue | voice.words)
    if not quoted:
        return Draft("Reported", whole, voice, entry=entry)
    frame = frozenset(range(min(whole), max(quoted))) - quoted
    return Draft("Direct", quoted, voice, cue, frame, entry=entry, evidence={"fragment"})


def _quoted_words(scene: Scene, content: Places, avoid: Places) -> Places:
    """The first quoted phrase among the words of a report, titles and names left out."""
    for quotation in scene.quotations:
        inside = quotation.places <= content and not quotation.places & avoid and not quotation.outer
        if inside and not scene.is_name(quotation):
            return quotation.places
    return NOWHERE


def _object(scene: Scene, verb: Token, entry: Cue, avoid: Places) -> Places:
    for group in entry.content:
        for place in group:
            if place in NOT_NOUNS:
                continue
            tokens = [a.token for a in scene.clauses.places(verb).get(place, []) if a.part is None]
            tokens = [t for t in tokens if t.i not in avoid and t.pos_ in ("NOUN", "PROPN", "PRON", "NUM")]
            if tokens:
                return _with_complements(scene, verb, noun_phrase(scene, tokens[0], avoid), avoid)
    return NOWHERE


def _with_complements(scene: Scene, verb: Token, content: Places, avoid: Places) -> Places:
    """An object with what the verb says of it right behind it ("thanked *them for their help*")."""
    last = max(content)
    for child in sorted(verb.children, key=lambda token: token.i):
        begins = child.left_edge.i == last + 1 and base(child.dep_) in COMPLEMENTS
        if begins and not scene.is_date(child) and not avoid & scene.subtree(child):
            last = child.right_edge.i
    return closed(scene, min(content), last)


def _whole_clause(scene: Scene, verb: Token) -> Places:
    """The clause with its final stop; a clause joined to others goes without the conjunction's comma."""
    first, last = scene.sentence(verb.i)
    if verb.dep_ == "ROOT":
        joined = [c for c in verb.children if base(c.dep_) in ("conj", "parataxis") and is_verbal(c) and c.i > verb.i]
        if not joined:
            return frozenset(range(first, last + 1))
        return scene.trim(first, min(c.left_edge.i for c in joined) - 1)
    return scene.trim(verb.left_edge.i, verb.right_edge.i)
