"""German: separable verbs, Konjunktiv I, compounds, contracted prepositions, genitive names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.language.features import has
from depesche.language.rules import LanguageRules, dictionary_lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

LINKS = ("", "s", "es", "n", "en", "er", "e")  # what German puts between the parts of a compound
SHORTEST_LAST = 5
SUBJUNCTIVE = {"sei", "seien", "habe", "werde", "könne", "müsse", "solle", "wolle", "dürfe", "möge", "wisse"}


class Rules(LanguageRules):
    code = "de"

    def predicate_lemmas(self, token: Token) -> frozenset[str]:
        lemmas = self.lemmas(token)
        if token.pos_ not in ("VERB", "AUX"):
            return lemmas
        particles = {child.lower_ for child in token.children if self._is_particle(child)}
        joined = {particle + lemma for particle in particles for lemma in lemmas}
        reflexive = any(self._is_reflexive(child) for child in token.children)
        found = joined or set(lemmas)
        return frozenset(found | {f"sich {lemma}" for lemma in found} if reflexive else found)

    def _is_particle(self, token: Token) -> bool:
        return token.dep_ == "compound:prt" or token.tag_ == "PTKVZ"

    def _is_reflexive(self, token: Token) -> bool:
        return token.lower_ in self.words["reflexives"] and token.pos_ == "PRON"

    def preposition(self, token: Token) -> str:
        first = token.lemma_.split(" ")[0].lower()
        return {"rund": "um"}.get(first, first) or token.lower_

    def is_reported_subjunctive(self, token: Token) -> bool:
        form = token.lower_
        if form in SUBJUNCTIVE:
            return True
        if not form.endswith("e") or token.pos_ != "VERB" or has(token, "Tense", "Past"):
            return False
        return dictionary_lemma(token.text, self.code).lower() == form + "n" and not speaks_of_self(token)

    def compound_split(self, word: str, last: str) -> tuple[str, ...]:
        lower = word.lower()
        if len(last) < SHORTEST_LAST or not lower.endswith(last) or len(lower) < len(last) + 2:
            return ()
        first = lower[: -len(last)].rstrip("-")
        if "-" in lower:
            return (first,)
        stems = {first.removesuffix(link) for link in LINKS if first.endswith(link) and len(first) > len(link) + 1}
        return tuple(sorted(stems, key=len, reverse=True))

    def without_inflection(self, word: str) -> tuple[str, ...]:
        forms = [word]
        if word.endswith(("s", "’", "'")) and len(word) > 3:
            forms.append(word[:-1])
        if word.endswith(("'s", "’s")):
            forms.append(word[:-2])
        return tuple(forms)


def speaks_of_self(token: Token) -> bool:
    return any(child.lower_ == "ich" for child in token.children)
