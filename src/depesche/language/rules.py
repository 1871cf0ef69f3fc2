"""What the code asks of a language; `de.py` and `en.py` answer where the general answer does not do.

A further language is its data and one such file.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

import simplemma

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from depesche.lexicon.load import GrammarWords


@lru_cache(maxsize=200_000)
def dictionary_lemma(word: str, language: str) -> str:
    """The lemma by simplemma's dictionary; it backs up the pipeline on rare forms."""
    return str(simplemma.lemmatize(word, lang=language))


class LanguageRules:
    """The general answers; `words` are the closed-class words, `predicates` all that the lexicon lists."""

    code = ""
    possessor_place = "gen"  # the place of a possessor before or behind the noun; English tells "of" and "poss" apart

    def __init__(self, words: GrammarWords, predicates: frozenset[str] = frozenset()) -> None:
        self.words = words
        self.predicates = predicates

    def lemmas(self, token: Token) -> frozenset[str]:
        """All lemmas the token may have, lower case: the pipeline's, the dictionary's and the form itself."""
        return frozenset({token.lemma_.lower(), dictionary_lemma(token.text, self.code).lower(), token.text.lower()})

    def mend_tags(self, doc: Doc) -> None:
        """Correct tags that the dictionary and the tree show to be wrong; the general answer leaves all as they are."""

    def predicate_lemmas(self, token: Token) -> frozenset[str]:
        """The lemmas under which the lexicon may list the token with its particles."""
        return self.lemmas(token)

    def particles(self, token: Token) -> list[Token]:
        """The words that make one predicate with a verb ("nahm ... fest", "called off")."""
        return [child for child in token.children if child.dep_ == "compound:prt"]

    def inflected(self, name: str) -> tuple[str, ...]:
        """The forms in which a name of several words stands in a text, the listed one first."""
        return (name,)

    def preposition(self, token: Token) -> str:
        """The preposition as the lexicon writes it, contractions undone."""
        return token.lemma_.split(" ")[0].lower() or token.lower_

    def is_reported_subjunctive(self, token: Token) -> bool:
        """Whether the verb form marks reported speech by itself (German Konjunktiv I)."""
        del token
        return False

    def compound_split(self, word: str, last: str) -> tuple[str, ...]:
        """Lemmas the first part of a compound that ends in `last` (lower case) may have; empty if it does not."""
        del word, last
        return ()

    def without_inflection(self, word: str) -> tuple[str, ...]:
        """Forms under which a proper name may be listed, the form as written first."""
        return (word,)


def rules_for(language: str, words: GrammarWords, predicates: frozenset[str] = frozenset()) -> LanguageRules:
    """The rules of a language, from `depesche.language.<code>`; the general ones when it has no file."""
    try:
        module = import_module(f"depesche.language.{language}")
    except ModuleNotFoundError:
        rules = LanguageRules(words, predicates)
        rules.code = language
        return rules
    made: LanguageRules = module.Rules(words, predicates)
    return made
