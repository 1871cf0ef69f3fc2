"""German: separable verbs, Konjunktiv I, compounds, contracted prepositions, genitive names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.language.features import has
from depesche.language.forms import base
from depesche.language.rules import LanguageRules, dictionary_lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LINKS = ("", "s", "es", "n", "en", "er", "e")  # what German puts between the parts of a compound
ENDINGS = ("es", "er", "en", "em", "e")  # of adjectives at the head of a name ("Vereinte Nationen")
PARTICLE_POS = {"ADJ", "ADV", "ADP"}
SHORTEST_LAST = 5
MISTAKEN_POS = {"ADJ", "ADV", "CCONJ", "SCONJ", "X", "ADP", "NOUN"}
CLAUSE_HEADS = {"ROOT", "conj", "ccomp", "advcl", "acl", "parataxis"}
SUBJUNCTIVE = {"sei", "seien", "habe", "werde", "könne", "müsse", "solle", "wolle", "dürfe", "möge", "wisse"}


class Rules(LanguageRules):
    """The answers for German."""

    code = "de"

    def predicate_lemmas(self, token: Token) -> frozenset[str]:
        lemmas = self.lemmas(token)
        if token.pos_ not in ("VERB", "AUX"):
            return lemmas
        joined = {particle.lower_ + lemma for particle in self.particles(token) for lemma in lemmas}
        reflexive = any(self._is_reflexive(child) for child in token.children)
        found = joined or set(lemmas)
        return frozenset(found | {f"sich {lemma}" for lemma in found} if reflexive else found)

    def mend_tags(self, doc: Doc) -> None:
        """Verbs taken for something else ("griff ... an"): lower case, heading a clause, in the lexicon."""
        for token in doc:
            if token.pos_ in MISTAKEN_POS and base(token.dep_) in CLAUSE_HEADS and self._heads_clause(token):
                token.pos_ = "VERB"
                token.set_morph("Mood=Ind|Tense=Past|VerbForm=Fin")  # type: ignore[attr-defined]  # spaCy's stub lacks it

    def _heads_clause(self, token: Token) -> bool:
        lemma = dictionary_lemma(token.text, self.code)
        if not token.text.islower() or not lemma.endswith("n") or lemma == token.text:
            return False
        has_subject = any(base(c.dep_) == "nsubj" for c in token.children)
        known = lemma in self.predicates or any(c.lower_ + lemma in self.predicates for c in token.children)
        return known and has_subject and not any(c.dep_ in ("cop", "aux:pass") for c in token.children)

    def particles(self, token: Token) -> list[Token]:
        found = [c for c in token.children if c.dep_ == "compound:prt" or c.tag_ == "PTKVZ"]
        return found or [child for child in token.children if self._makes_predicate(token, child)]

    def _makes_predicate(self, verb: Token, child: Token) -> bool:
        """A bare word at the clause's end that makes a verb of the lexicon, whatever the parser calls it."""
        if child.i < verb.i or child.pos_ not in PARTICLE_POS:
            return False
        return any(child.lower_ + lemma in self.predicates for lemma in self.lemmas(verb))

    def inflected(self, name: str) -> tuple[str, ...]:
        first, _, rest = name.partition(" ")
        stem = next((first.removesuffix(e) for e in ENDINGS if first.endswith(e) and len(first) > 5), "")
        if not rest or not stem:
            return (name,)
        return tuple(dict.fromkeys((name, *(f"{stem}{ending} {rest}" for ending in ENDINGS))))

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
        lemma = dictionary_lemma(token.text, self.code).lower()
        return lemma in (form + "n", form[:-1] + "n") and not speaks_of_self(token)

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
