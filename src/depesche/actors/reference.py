"""Words that point back: pronouns, "the ministry", "both sides"; each only where grammar leaves one answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.actors.draft import Draft
from depesche.language.features import has
from depesche.language.forms import base, is_verbal

if TYPE_CHECKING:
    from spacy.tokens import Token

    from depesche.actors.resolve import Actors

SENTENCES_BACK = 2
TWO = {"2", "two", "zwei"}


class References:
    """Answers for one document, from what has been resolved before the word in question."""

    def __init__(self, actors: Actors) -> None:
        self._actors = actors
        self._grammar = actors.words.grammar

    def pronoun(self, token: Token) -> Draft:
        """Whom a pronoun stands for, or nothing."""
        owner = self._clause_subject(token) if self._is_possessive(token) else self._speaker_subject(token)
        if owner is not None:
            found = self._actors.draft(owner)
            if found.kind or found.name or found.country:
                return found.because(f"pronoun {token.text!r} for the subject {owner.text!r}", owner.i)
            if self._is_possessive(token):
                return Draft()
        wanted = self._wanted_kinds(token)
        candidates = self._candidates(token, wanted) if wanted else []
        distinct = by_gender({(d.id, d.name, d.country): (t, d) for t, d in candidates}, self._gender(token))
        if len(distinct) > 1:
            distinct = {key: pair for key, pair in distinct.items() if base(pair[0].dep_) == "nsubj"}
        if len(distinct) != 1:
            return Draft()
        other, found = next(iter(distinct.values()))
        return found.because(f"pronoun {token.text!r} for {other.text!r}", other.i)

    def same_role(self, token: Token, draft: Draft) -> Draft:
        """ "The ministry", "der Staatschef": the nearest earlier mention of that role that had a country."""
        if not is_definite(token):
            return draft
        if draft.sectors[:1] == ("JRN",) and draft.kind == "body":
            return self._last_outlet(token) or draft
        for other in reversed(self._actors.doc[: token.i]):
            match = self._actors.matches.get(other.i)
            if match is None or not any(n.role and self._same(n.id, draft.role) for n in match.of("role")):
                continue
            found = self._actors.draft(self._head(other))
            if found.country:
                return found.because(f"{token.text!r} for the earlier {other.text!r}")
        return draft

    def _last_outlet(self, token: Token) -> Draft | None:
        """ "The agency", "der Sender": the agency or outlet named last."""
        for other in reversed(self._actors.doc[: token.i]):
            match = self._actors.matches.get(other.i)
            if match and match.of("outlet"):
                return self._actors.draft(self._head(other)).because(f"{token.text!r} for the outlet named last", None)
        return None

    def _same(self, role: str, wanted: str | None) -> bool:
        return wanted is not None and (role == wanted or role.endswith(f"_{wanted}"))

    def group(self, token: Token) -> list[Draft]:
        """The two countries that "both sides" or "the two countries" stand for; empty when they cannot be told."""
        grammar, lemmas = self._grammar, self._actors.clauses.lemmas
        if not lemmas(token) & grammar["state_words"]:
            return []
        markers = [c for c in token.children if base(c.dep_) in ("det", "amod", "nummod")]
        if not any(lemmas(c) & (grammar["both_words"] | TWO) for c in markers):
            return []
        found: dict[str, Draft] = {}
        for other in reversed(self._actors.doc[: token.i]):
            draft = self._country_at(other)
            if draft and draft.country and draft.country not in found:
                found[draft.country] = draft.because(f"{token.text!r} for the two countries named last")
            if len(found) == 2:
                return [draft.country_only() for draft in reversed(found.values())]
        return []

    def _country_at(self, token: Token) -> Draft | None:
        match = self._actors.matches.get(token.i)
        if match is None:
            return None
        names = match.of("country", "adjective", "capital", "seat", "inhabitant", "person")
        if not names or not names[0].country or len(names[0].country) != 3:
            return None
        return Draft(None, names[0].country, (), None, None, f"{names[0].kind} {names[0].name}", "country")

    def _is_possessive(self, token: Token) -> bool:
        return has(token, "Poss", "Yes") or token.dep_ in ("nmod:poss", "det:poss")

    def _clause_subject(self, token: Token) -> Token | None:
        """The subject of the nearest clause around a possessive that is not the phrase it stands in."""
        inside = {t.i for t in token.head.subtree}
        clause = token.head
        for _ in range(8):
            if is_verbal(clause):
                for argument in self._actors.clauses.places(clause).get("subj", ()):
                    if argument.token.i not in inside and argument.token.i < token.i:
                        return argument.token
            if clause.head.i == clause.i:
                return None
            clause = clause.head
        return None

    def _speaker_subject(self, token: Token) -> Token | None:
        """ "Oslo said it would leave": the clause inside has the subject of the verb around, if they agree."""
        clause = token.head
        if base(token.dep_) != "nsubj" or base(clause.dep_) != "ccomp" or not is_verbal(clause.head):
            return None
        subjects = [a.token for a in self._actors.clauses.places(clause.head).get("subj", ()) if a.token.i < token.i]
        return subjects[0] if len(subjects) == 1 and self._agrees(token, subjects[0]) else None

    def _agrees(self, pronoun: Token, noun: Token) -> bool:
        """Number, person and kind of a pronoun and a noun do not contradict each other."""
        draft = self._actors.draft(noun)
        plural = pronoun.lower_ in self._grammar["subject_pronouns_plural"]
        if noun.pos_ == "PRON" or pronoun.lower_ == noun.lower_:
            return pronoun.lower_ == noun.lower_
        wanted = self._wanted_kinds(pronoun)
        if not wanted and not plural:
            return False
        if draft.gender and self._gender(pronoun) and draft.gender != self._gender(pronoun):
            return plural
        return (
            has(noun, "Number", "Plur") or draft.kind in ("group", "body")
            if not wanted
            else draft.kind in ("", *wanted)
        )

    def _wanted_kinds(self, token: Token) -> set[str]:
        form = token.lower_
        if form in self._grammar["subject_pronouns_masculine"] or form in self._grammar["possessive_masculine"]:
            return {"person"} if self._actors.words.language == "en" else {"person", "body"}
        if form in self._grammar["subject_pronouns_feminine"] and not has(token, "Number", "Plur"):
            return {"person"} if self._actors.words.language == "en" else {"person", "body"}
        if form in self._grammar["subject_pronouns_neuter"]:
            return {"country", "body", "group"}
        return set()

    def _candidates(self, token: Token, wanted: set[str]) -> list[tuple[Token, Draft]]:
        """Those named in this sentence before the pronoun, else in the sentence before it."""
        sentences = [s for s in token.doc.sents if s.start <= token.i][-SENTENCES_BACK:]
        for sentence in reversed(sentences):
            found = []
            for other in sentence:
                if other.i >= token.i or other.pos_ not in ("NOUN", "PROPN", "X"):
                    continue
                if base(other.dep_) in ("flat", "compound", "appos"):
                    continue
                draft = self._actors.draft(other)
                if draft.kind in wanted and (draft.name or draft.country):
                    found.append((other, draft))
            if found:
                return found
        return []

    def _gender(self, token: Token) -> str:
        if token.lower_ in self._grammar["subject_pronouns_feminine"] | self._grammar["possessive_feminine"]:
            return "Fem"
        return "Masc" if token.lower_ in self._grammar["subject_pronouns_masculine"] else ""

    def _head(self, token: Token) -> Token:
        while base(token.dep_) in ("flat", "compound", "goeswith", "fixed") and token.head.i != token.i:
            token = token.head
        return token


def by_gender(
    candidates: dict[tuple[str | None, ...], tuple[Token, Draft]], gender: str
) -> dict[tuple[str | None, ...], tuple[Token, Draft]]:
    """The candidates whose title agrees with the pronoun's gender, where one does; else those it does not rule out."""
    agreeing = {key: pair for key, pair in candidates.items() if pair[1].gender == gender}
    if gender and agreeing:
        return agreeing
    return {key: pair for key, pair in candidates.items() if not (gender and pair[1].gender)}


def is_definite(token: Token) -> bool:
    return any(has(c, "Definite", "Def") or has(c, "PronType", "Dem") for c in token.children)
