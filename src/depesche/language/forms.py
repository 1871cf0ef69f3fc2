"""What the form of a word and its place in the tree say: finite, passive, coordinated, dative."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from depesche.language.features import has, values

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBAL = {"VERB", "AUX"}
NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "X", "SYM"}
PERFECT_ACTIVE = {"haben", "have"}


def base(dep: str) -> str:
    """The dependency label without its subtype."""
    return dep.split(":", 1)[0]


def is_verbal(token: Token) -> bool:
    if token.pos_ in VERBAL:
        return True
    return token.pos_ == "ADJ" and has(token, "VerbForm", "Part") and base(token.dep_) in ("amod", "acl")


def is_passive(verb: Token) -> bool:
    """Whether the form is passive; a perfect with "have" never is, whatever the parser says of its subject."""
    if any(c.dep_ == "aux" and c.lemma_ in PERFECT_ACTIVE for c in verb.children) and not has_passive_auxiliary(verb):
        return False
    if is_future_infinitive(verb) or is_main_clause(verb):
        return False
    if any(c.dep_ in ("nsubj:pass", "aux:pass", "csubj:pass", "obl:agent") for c in verb.children):
        return True
    if verb.dep_ == "conj" and is_verbal(verb.head) and verb.head.i != verb.i:
        no_subject = all(base(c.dep_) not in ("nsubj", "aux") for c in verb.children)
        return no_subject and has(verb, "VerbForm", "Part") and is_passive(verb.head)
    if base(verb.dep_) in ("acl", "amod", "advcl") and has(verb, "VerbForm", "Part"):
        return has(verb, "Voice", "Pass") or (
            not has(verb, "Tense", "Pres") and not any(base(c.dep_) in ("nsubj", "aux") for c in verb.children)
        )
    return False


def is_main_clause(verb: Token) -> bool:
    """A sentence that the parser took for a noun with a participle: "The minister resigned." A headline may be one."""
    noun = verb.head
    if base(verb.dep_) != "acl" or noun.dep_ != "ROOT" or noun.pos_ not in NOMINAL or verb.i < noun.i:
        return False
    if (
        is_infinitive(verb)
        or not has(verb, "Tense", "Past")
        or any(base(c.dep_) in ("nsubj", "mark") for c in verb.children)
    ):
        return False
    return noun.doc[noun.right_edge.i].text == "."


def is_future_infinitive(verb: Token) -> bool:
    """ "wird besuchen": an infinitive beside a present "werden" is a future, even where the parser says passive."""
    if not has(verb, "VerbForm", "Inf") or has(verb, "VerbForm", "Part"):
        return False
    return any(c.dep_ == "aux:pass" and c.lower_ in ("wird", "werden") for c in verb.children)


def has_passive_auxiliary(verb: Token) -> bool:
    return any(c.dep_ == "aux:pass" for c in verb.children)


def is_infinitive(token: Token) -> bool:
    if has(token, "VerbForm", "Inf") or has(token, "VerbForm", "Ger"):
        return True
    return any(c.lower_ in ("to", "zu") and base(c.dep_) == "mark" for c in token.children)


def has_finite(verb: Token) -> bool:
    """Whether the clause has a finite verb of its own."""
    if is_infinitive(verb):
        return False
    if has(verb, "VerbForm", "Fin") and base(verb.dep_) not in ("xcomp",):
        return True
    return any(has(c, "VerbForm", "Fin") or values(c, "Mood") for c in verb.children if base(c.dep_) == "aux")


def core_place(child: Token, passive: bool, is_second: bool) -> str:
    """The place of a subject or object without preposition; of two subjects the second one is an object."""
    dep = base(child.dep_)
    if dep == "nsubj" and not (is_second and not passive and child.doc[child.i - 1].dep_ != child.dep_):
        return "obj" if passive else "subj"
    return "dat" if dep == "iobj" or is_dative(child) else "obj"


def clausal_places(child: Token) -> Iterator[str]:
    """The places of a clause: what is told or planned; an infinitive of purpose counts as planned."""
    dep = base(child.dep_)
    if dep in ("advcl", "acl"):
        yield from prepositional_marks(child)
        if is_infinitive(child):
            yield "xcomp"
        return
    yield dep
    if child.pos_ == "ADJ":
        yield "mod"


def prepositional_marks(clause: Token) -> list[str]:
    """The preposition before a gerund: "accused of attacking", "kept from voting"."""
    marks = [c for c in clause.children if base(c.dep_) in ("mark", "case") and c.pos_ in ("ADP", "SCONJ")]
    return [mark.lower_ for mark in marks] if has(clause, "VerbForm", "Ger") else []


def is_dative(token: Token) -> bool:
    return has(token, "Case", "Dat") and not any(base(c.dep_) == "case" for c in token.children)


def coordinated(token: Token) -> list[Token]:
    """The conjuncts that follow a token, in order; those that the parser hung on its name or on a conjunct included."""
    found: list[Token] = []
    queue = [token]
    while queue:
        for child in queue.pop(0).children:
            if child.i < token.i:
                continue
            joined = child.dep_ == "conj" and (child.pos_ not in NOMINAL or is_joined(child))
            if joined:
                found.append(child)
            if joined or base(child.dep_) in ("flat", "appos"):
                queue.append(child)
    return found


def is_joined(conjunct: Token) -> bool:
    """Whether a conjunction or a mark stands before a conjunct; without one the parser took two roles for one."""
    between = conjunct.doc[conjunct.head.i + 1 : conjunct.i]
    return any(token.pos_ in ("CCONJ", "PUNCT", "SYM") or base(token.dep_) == "cc" for token in between)


def uncoordinated(token: Token) -> list[Token]:
    """Nouns called conjuncts that nothing joins: "Nordkorea große Mengen" are subject and object."""
    return [c for c in token.children if c.dep_ == "conj" and c.i > token.i and not is_joined(c) and c.pos_ in NOMINAL]
