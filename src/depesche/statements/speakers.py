"""The words that name a speaker or addressee, and who it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.language.forms import base
from depesche.statements.drafts import NOBODY, Places, Voice
from depesche.statements.scene import COMMAS, Scene

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from depesche.lexicon.patterns import Role

# What hangs at a noun without being part of its name.
OUTSIDE = {"parataxis", "advcl", "ccomp", "csubj", "cop", "aux", "mark", "discourse", "nsubj", "orphan", "expl"}
PERSONS = ("NOUN", "PROPN", "PRON", "NUM", "X", "DET", "ADJ")


def noun_phrase(scene: Scene, head: Token, avoid: Iterable[int]) -> Places:
    """The phrase of a head with its appositions and relative clauses, without preposition and without `avoid`."""
    banned = set(avoid)
    kept = {head.i} | {i for child in head.children if _belongs(child, head, banned) for i in scene.subtree(child)}
    kept -= banned
    first = last = head.i
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    while last > head.i and scene.is_date(scene.doc[last]):
        last -= 1
    return scene.trim(first, last, frozenset({"(", "und", "and"})) or frozenset({head.i})


def _belongs(child: Token, head: Token, banned: set[int]) -> bool:
    dep = base(child.dep_)
    if dep in OUTSIDE or (dep == "case" and child.i < head.i):
        return False
    if dep == "conj" and child.pos_ in ("VERB", "AUX"):
        return False
    return not any(token.i in banned for token in child.subtree)


def voice_at(scene: Scene, predicate: Token, role: Role, avoid: Iterable[int]) -> Voice:
    """Who fills the first filled place of a role, as words and head."""
    avoid = set(avoid)
    for group in role:
        for place in group:
            head = _filler(scene, predicate, place, avoid)
            if head is not None:
                return Voice(noun_phrase(scene, own_word(scene, predicate, head), avoid | {predicate.i}), head)
    return NOBODY


def nearest_subject(scene: Scene, predicate: Token, avoid: Iterable[int]) -> Voice:
    """The noun right behind a predicate or the first before it in its clause, where the tree names no subject."""
    banned = {*avoid, predicate.i}
    first, last = scene.sentence(predicate.i)
    begin = next((i for i in range(predicate.i, first, -1) if scene.doc[i - 1].text in COMMAS), first)
    while begin < predicate.i and begin in banned:
        begin += 1
    stop = next((i for i in range(predicate.i, last) if scene.doc[i + 1].is_punct), last)
    for head in [_bare_noun(scene, predicate.i + 1, stop), _bare_noun(scene, begin, predicate.i - 1)]:
        if head is not None and head.i not in banned:
            return Voice(noun_phrase(scene, head, banned), head)
    return NOBODY


def _bare_noun(scene: Scene, begin: int, stop: int) -> Token | None:
    """The first noun of a stretch that begins a phrase without a preposition."""
    for i in range(begin, stop + 1):
        token = scene.doc[i]
        if token.pos_ in ("NOUN", "PROPN", "PRON") and not is_empty(scene, token):
            return token if token.lower_ not in scene.words.grammar["reflexives"] else None
        if token.pos_ not in ("DET", "ADJ", "NUM", "ADV"):
            return None
    return None


def _filler(scene: Scene, predicate: Token, place: str, avoid: set[int]) -> Token | None:
    fillers = scene.clauses.places(predicate).get(place, [])
    names = [a.token for a in fillers if a.part is None and a.token.pos_ in PERSONS]
    return next((t for t in names if t.i not in avoid and not is_empty(scene, t) and not scene.is_date(t)), None)


def is_empty(scene: Scene, token: Token) -> bool:
    """Whether a subject stands for nobody: "es heißt", "it is said", "there"."""
    return base(token.dep_) == "expl" or token.lower_ in scene.words.grammar["empty_subjects"]


def own_word(scene: Scene, predicate: Token, head: Token) -> Token:
    """The relative pronoun in the predicate's own clause where the head is the noun it stands for."""
    if not base(predicate.dep_).startswith("acl") or predicate.head.i != head.i:
        return head
    own = [c for c in predicate.children if scene.clauses.antecedent(c).i == head.i and c.i != head.i]
    return own[0] if own else head
