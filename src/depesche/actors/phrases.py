"""The noun phrase around a head: which words name it, and which only follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.language.forms import base

if TYPE_CHECKING:
    from spacy.tokens import Token

NAMING = {"flat", "compound", "goeswith", "fixed"}
PREMODIFYING = {"det", "amod", "nummod", "compound", "flat", "goeswith", "fixed"}
LINKING = {"of", "von", "für", "for", "in"}  # prepositions that may still belong to an office's name


def core(head: Token) -> list[Token]:
    """The head with the words that make its name or title: "Präsident Wladimir Putin", "Foreign Minister Zarif"."""
    found = [head]
    for child in head.children:
        if base(child.dep_) in NAMING or child.dep_ == "nmod:desc" or is_close_apposition(child):
            found += core(child)
    return sorted({token.i: token for token in found}.values(), key=lambda token: token.i)


def is_close_apposition(child: Token) -> bool:
    """A name right behind its title; an apposition after a comma is another phrase."""
    if base(child.dep_) not in ("appos", "nmod", "dep") or child.pos_ not in ("PROPN", "NOUN", "X"):
        return False
    if any(base(c.dep_) == "case" for c in child.children) or not child.text[:1].isupper():
        return False
    if child.pos_ != "PROPN" and base(child.dep_) != "appos" and child.ent_type_ not in ("PER", "PERSON"):
        return False
    between = child.doc[child.head.i + 1 : child.i] if child.i > child.head.i else child.doc[child.i + 1 : child.head.i]
    return all(token.text[:1].isupper() and not token.is_punct for token in between)


def distant_appositions(head: Token) -> list[Token]:
    """Appositions after a comma: "Zarif, the foreign minister,"."""
    return [child for child in head.children if base(child.dep_) == "appos" and not is_close_apposition(child)]


def phrase(head: Token) -> list[Token]:
    """The words of the noun phrase without what only follows it: clauses, distant appositions, adverbials."""
    found = [head]
    for child in head.children:
        dep = base(child.dep_)
        if dep in PREMODIFYING or child.dep_ in ("nmod:poss", "nmod:desc", "det:poss") or is_close_apposition(child):
            found += inner_phrase(child)
        elif dep == "nmod" and is_complement(child):
            found += inner_phrase(child, with_case=True)
    return contiguous(head, found)


def inner_phrase(token: Token, with_case: bool = False) -> list[Token]:
    found = phrase(token)
    if with_case or token.dep_ == "nmod:poss":
        found += [child for child in token.children if base(child.dep_) == "case"]
    if base(token.dep_) == "nmod":
        found += [t for child in token.children if base(child.dep_) == "conj" for t in child.subtree]
    if base(token.dep_) == "amod":
        found += [child for child in token.children if base(child.dep_) in ("conj", "cc", "advmod", "punct")]
    return found


def is_complement(child: Token) -> bool:
    cases = [c.lower_ for c in child.children if base(c.dep_) == "case"]
    return not cases or (cases[0] in LINKING and child.i > child.head.i)


def contiguous(head: Token, tokens: list[Token]) -> list[Token]:
    """The tokens from the first to the last, one unbroken run around the head; a comma or dash may stand inside."""
    present = {token.i for token in tokens}
    first = last = head.i
    while first - 1 in present or (first - 2 in present and head.doc[first - 1].is_punct):
        first -= 1 if first - 1 in present else 2
    while last + 1 in present or (last + 2 in present and head.doc[last + 1].text in ("-", "–", "'s", "’s")):
        last += 1 if last + 1 in present else 2
    return list(head.doc[first : last + 1])
