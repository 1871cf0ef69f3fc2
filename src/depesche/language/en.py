"""English: particle verbs and possessives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.language.rules import LanguageRules

if TYPE_CHECKING:
    from spacy.tokens import Token

PARTICLE_DEPS = {"compound:prt", "advmod"}
PARTICLES = {
    "up", "down", "off", "out", "in", "on", "over", "back", "away", "through", "forward", "together", "ahead", "aside",
}  # fmt: skip


class Rules(LanguageRules):
    """The answers for English."""

    code = "en"
    possessor_place = "poss"

    def predicate_lemmas(self, token: Token) -> frozenset[str]:
        lemmas = self.lemmas(token)
        if token.pos_ not in ("VERB", "AUX"):
            return lemmas
        particles = {c.lower_ for c in token.children if c.dep_ in PARTICLE_DEPS and c.lower_ in PARTICLES}
        return lemmas | {f"{lemma} {particle}" for lemma in lemmas for particle in particles}

    def without_inflection(self, word: str) -> tuple[str, ...]:
        return (word, word[:-2]) if word.endswith(("'s", "’s")) else (word,)
