"""Status from tense, mood, modal and negation, as the predicate's own clause shows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from depesche.language.features import has
from depesche.language.forms import base, has_finite, is_future_infinitive, is_infinitive, is_verbal
from depesche.language.grammar import Clauses

if TYPE_CHECKING:
    from spacy.tokens import Token

    from depesche.lexicon.load import Words


def plans(token: Token, clauses: Clauses, words: Words) -> Iterator[str]:
    """Operators that auxiliaries stand for: "will go" is a plan, "will gehen" an intention, "will not" a refusal."""
    for auxiliary in clauses.auxiliaries(token):
        lemmas = clauses.lemmas(auxiliary)
        if base(auxiliary.dep_) == "cop" or (auxiliary.dep_ == "aux:pass" and not is_future_infinitive(token)):
            continue
        negated = clauses.is_negated(token)
        if is_plain_future(token, auxiliary, lemmas, words) or is_backshifted(token, lemmas, words):
            yield "refuse" if negated else "future"
        elif lemmas & words.grammar["volition_auxiliaries"] and has(auxiliary, "Mood", "Ind"):
            yield "refuse" if negated else "intend"


def is_obliged(token: Token, clauses: Clauses, words: Words) -> bool:
    """Whether an auxiliary says that the deed must or should be done."""
    obligation = words.grammar["obligation_auxiliaries"]
    return any(clauses.lemmas(a) & obligation for a in clauses.auxiliaries(token) if base(a.dep_) != "cop")


def is_backshifted(token: Token, lemmas: frozenset[str], words: Words) -> bool:
    """A future told in reported speech: "said it would visit"."""
    return bool(lemmas & words.grammar["backshifted_future_auxiliaries"]) and base(token.dep_) == "ccomp"


def is_plain_future(token: Token, auxiliary: Token, lemmas: frozenset[str], words: Words) -> bool:
    """A future, not a passive or a subjunctive: "wird besuchen", not "wurde besucht" or "würde besuchen"."""
    if not lemmas & words.grammar["future_auxiliaries"]:
        return False
    if has(auxiliary, "Tense", "Past") or has(auxiliary, "Mood", "Sub"):
        return False
    if auxiliary.lower_.startswith(("würde", "wurde", "would")):
        return False
    return not has(token, "VerbForm", "Part")


def status_of(token: Token, clauses: Clauses, words: Words) -> str:
    """negated, hypothetical or actual, by the predicate's own clause and, for a noun, by its verb's negation."""
    if clauses.is_negated(token):
        return "negated"
    if token.pos_ in ("NOUN", "PROPN", "ADJ"):
        verb = token.head
        governed = is_verbal(verb) and verb.i != token.i and base(token.dep_) in ("obj", "nsubj", "xcomp")
        return "negated" if governed and clauses.is_negated(verb) else "actual"
    if is_conditional(token, clauses, words) or is_possible(token, clauses, words):
        return "hypothetical"
    if is_infinitive(token) and base(token.dep_) in ("xcomp", "ccomp", "acl") and not has_finite(token):
        return "hypothetical"
    return "actual"


def is_conditional(token: Token, clauses: Clauses, words: Words) -> bool:
    marks = [child for child in token.children if base(child.dep_) == "mark"]
    return any(clauses.lemmas(mark) & words.grammar["conditional_markers"] for mark in marks)


def is_possible(token: Token, clauses: Clauses, words: Words) -> bool:
    modal = words.grammar["possibility_auxiliaries"] | words.grammar["obligation_auxiliaries"]
    for auxiliary in clauses.auxiliaries(token):
        if base(auxiliary.dep_) == "cop":
            continue
        if clauses.lemmas(auxiliary) & modal or auxiliary.lower_.startswith(("würde", "would")):
            return True
    return False
