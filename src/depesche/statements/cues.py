"""Find the cue words of the lexicon in the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from depesche.language.forms import base

if TYPE_CHECKING:
    from spacy.tokens import Token

    from depesche.lexicon.load import Cue, Words
    from depesche.statements.scene import Scene

REACH = 6  # how many words may stand inside a phrase ("nach den jüngsten Angaben")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of several words found in the text, with its entry."""

    places: tuple[int, ...]
    entry: Cue

    @property
    def last(self) -> int:
        return self.places[-1]


class Cues:
    """A language's cues, by part of speech; phrases by their first word."""

    def __init__(self, words: Words) -> None:
        self._entries = words.cues
        self._phrases: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
        self._verb_phrases: dict[str, list[tuple[str, Cue]]] = {}
        for predicate, entries in words.cues.items():
            for entry in entries:
                self._index(predicate.split(), entry)
        for found in self._phrases.values():
            found.sort(key=lambda phrase: -len(phrase[0]))

    def _index(self, parts: list[str], entry: Cue) -> None:
        if entry.row.pos in ("prep", "adv"):
            self._phrases.setdefault(parts[0], []).append((tuple(parts), entry))
        elif entry.row.pos == "verb" and len(parts) > 1:
            self._verb_phrases.setdefault(parts[-1], []).append((" ".join(parts[:-1]), entry))

    def verb(self, scene: Scene, token: Token) -> list[Cue]:
        """The entries of a verb, those with words of their own beside it ("bekannt geben") first."""
        lemmas = scene.rules.predicate_lemmas(token)
        beside = {word for child in token.children for word in (child.lower_, child.lemma_.lower())}
        lemmas |= self._with_particle(scene, token, lemmas)
        found: list[Cue] = []
        for lemma in sorted(lemmas):
            found += [entry for words, entry in self._verb_phrases.get(lemma, []) if beside >= set(words.split())]
        for lemma in sorted(lemmas):
            found += [entry for entry in self._entries.get(lemma, []) if entry.row.pos == "verb"]
        return found

    def _with_particle(self, scene: Scene, token: Token, lemmas: frozenset[str]) -> frozenset[str]:
        """The verb joined with the last word of its clause, where that makes a verb of the lexicon."""
        last = scene.sentence(token.i)[1]
        stop = next((i for i in range(token.i + 1, last + 1) if scene.doc[i].is_punct), last)
        end = scene.doc[stop - 1]
        if end.i <= token.i or end.pos_ not in ("ADP", "ADV", "PART", "SCONJ"):
            return frozenset()
        return frozenset(end.lower_ + lemma for lemma in lemmas if end.lower_ + lemma in self._entries)

    def nominal(self, scene: Scene, token: Token, pos: str) -> list[Cue]:
        """The entries of a noun or adjective; a compound has those of its last part."""
        found: list[Cue] = []
        for lemma in sorted(scene.rules.lemmas(token)):
            found += [entry for entry in self._entries.get(lemma, []) if entry.row.pos == pos]
        if not found and pos == "noun":
            found = self._compound(scene, token)
        return found

    def _compound(self, scene: Scene, token: Token) -> list[Cue]:
        for lemma in sorted(scene.rules.lemmas(token)):
            for at in range(2, len(lemma) - 4):
                entries = [e for e in self._entries.get(lemma[at:], []) if e.row.pos == "noun"]
                if entries and scene.rules.compound_split(lemma, lemma[at:]):
                    return entries
        return []

    def phrases(self, scene: Scene) -> list[Phrase]:
        """All prepositional and adverbial cues, none inside another."""
        found: list[Phrase] = []
        used: set[int] = set()
        for token in scene.doc:
            match = self._phrase_at(scene, token)
            if match and not used & set(match.places):
                found.append(match)
                used |= set(match.places)
        return found

    def _phrase_at(self, scene: Scene, token: Token) -> Phrase | None:
        keys = {token.lower_, token.lemma_.lower()}
        if base(token.dep_) == "case":
            keys.add(scene.rules.preposition(token))
        if token.pos_ == "NOUN":
            keys |= scene.rules.lemmas(token)
        for key in sorted(keys):
            for words, entry in self._phrases.get(key, []):
                places = self._match(scene, token, words)
                if places:
                    return Phrase(places, entry)
        return None

    def _match(self, scene: Scene, token: Token, words: tuple[str, ...]) -> tuple[int, ...]:
        """Where the words of a phrase stand from a token on; adjectives and articles may stand between."""
        places = [token.i]
        limit = scene.sentence(token.i)[1]
        for word in words[1:]:
            at = places[-1] + 1
            while at <= min(limit, places[-1] + REACH) and not is_word(scene, scene.doc[at], word):
                if scene.doc[at].pos_ not in ("DET", "ADJ", "ADV", "NUM", "PRON"):
                    return ()
                at += 1
            if at > min(limit, places[-1] + REACH):
                return ()
            places.append(at)
        return tuple(places)


def is_word(scene: Scene, token: Token, word: str) -> bool:
    """Whether a token is a word of a phrase, inflected or as the last part of a compound."""
    if token.lower_ == word or word in scene.rules.lemmas(token):
        return True
    if token.pos_ != "NOUN":
        return False
    return any(scene.rules.compound_split(form, word) for form in (token.lower_, token.lemma_.lower()))
