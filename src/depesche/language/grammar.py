"""Grammatical places: where in the sentence the roles of a predicate stand (docs/lexicon.md lists the places).

Frames, cues and operators name places; this module fills them from the tree, whatever the voice, and through
relative clauses, participles, infinitives and coordination.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from depesche.language.features import has
from depesche.language.forms import (
    NOMINAL,
    base,
    clausal_places,
    coordinated,
    core_place,
    has_finite,
    is_dative,
    is_infinitive,
    is_passive,
    is_verbal,
    prepositional_marks,
    uncoordinated,
)
from depesche.language.spans import end, start

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from depesche.language.rules import LanguageRules
    from depesche.records import Span

OTHER_OBJECT = {"obj": "dat", "dat": "obj"}
# Places that only the predicate's own dependents fill.
DIRECT = {"subj", "obj", "dat", "xcomp", "ccomp", "adj", "comp", "mod", "gen", "poss", "of", "von"}
FARTHEST = 16  # tokens; a phrase farther away belongs to something else
Places = dict[str, list["Argument"]]


@dataclass(frozen=True, slots=True)
class Argument:
    """What fills a place: a token, or the first part of a compound (`part`, a span of the text as given)."""

    token: Token
    lemmas: frozenset[str]
    part: Span | None = None

    @property
    def span(self) -> Span:
        """The argument's own word or part in the text as given."""
        return self.part or (start(self.token), end(self.token))


class Clauses:
    """The places of every predicate of one parsed document."""

    def __init__(self, doc: Doc, rules: LanguageRules) -> None:
        self.doc = doc
        self.rules = rules
        self._places: dict[int, Places] = {}
        self._busy: set[int] = set()
        self._numbers = {entry.partition("=")[0] for entry in rules.words["number_words"]}
        self.times: frozenset[int] = frozenset()  # tokens of dates, which fill no place ("on Friday")

    def places(self, token: Token) -> Places:
        """All filled places of a predicate, coordinated fillers included."""
        if token.i not in self._places:
            if token.i in self._busy:  # a damaged tree may lead back to where we came from
                return {}
            self._busy.add(token.i)
            self._places[token.i] = self._collect(token)
            self._busy.discard(token.i)
        return self._places[token.i]

    def at(self, token: Token, place: str) -> list[Argument]:
        """What fills one place of a predicate, borrowed from elsewhere in its clause where the tree is wrong."""
        found = self.places(token).get(place, [])
        if found or place in DIRECT:
            return found
        return self._borrowed(token, place)

    def other_object(self, token: Token, place: str) -> list[Argument]:
        """What stands as the other object: parsers take one for the other where a verb has only one."""
        return self.places(token).get(OTHER_OBJECT.get(place, ""), [])

    def _borrowed(self, token: Token, place: str) -> list[Argument]:
        """A prepositional phrase that hangs elsewhere in the clause.

        Parsers attach them badly ("held talks in Jordan with the king"), while the lexicon knows which preposition a
        predicate takes: the nearest phrase with it behind the predicate counts, up to the next verb.
        """
        clause = token
        while not is_verbal(clause) and clause.head.i != clause.i and abs(clause.head.i - token.i) < FARTHEST:
            clause = clause.head
        members = sorted((t for t in clause.subtree if t.i != token.i), key=lambda t: t.i)
        behind = [t for t in members if t.i > token.i]
        before = [t for t in reversed(members) if t.i < token.i]
        members = behind if token.pos_ in ("NOUN", "PROPN") else behind + before
        for other in members:
            if abs(other.i - token.i) > FARTHEST or self._is_beyond_verb(token, other):
                continue
            if other.pos_ in NOMINAL and other.i not in self.times and place in self.prepositions(other):
                return [Argument(t, self.rules.lemmas(t)) for t in self._fillers(other, place)]
        if token.dep_ == "conj" and is_verbal(token) and is_verbal(token.head):
            return self.at(token.head, place)
        return []

    def _is_beyond_verb(self, token: Token, other: Token) -> bool:
        """Whether another finite verb stands between two tokens."""
        first, last = sorted((token.i, other.i))
        return any(is_verbal(t) and has_finite(t) for t in self.doc[first + 1 : last])

    def lemmas(self, token: Token) -> frozenset[str]:
        return self.rules.lemmas(token)

    # --- filling -----------------------------------------------------------------------------------------------

    def _collect(self, token: Token) -> Places:
        found: Places = {}
        if is_verbal(token):
            self._fill_verb(token, found)
        else:
            self._fill_nominal(token, found)
        return found

    def _add(self, found: Places, place: str, tokens: Iterable[Token]) -> None:
        known = found.setdefault(place, [])
        for token in tokens:
            if token.i in self.times or (token.pos_ == "PRON" and token.lower_ in self.rules.words["reflexives"]):
                continue
            if all(argument.token.i != token.i for argument in known):
                known.append(Argument(token, self.rules.lemmas(token)))
        if not known:
            del found[place]

    def _fill_verb(self, verb: Token, found: Places) -> None:
        passive = is_passive(verb)
        children = self._dependents(verb)
        subjects = [c for c in children if base(c.dep_) == "nsubj" and not self.prepositions(c)]
        for child in children:
            for place in self._verb_places(child, passive, is_second=child in subjects[1:]):
                self._add(found, place, self._fillers(child, place))
                if place == "subj":
                    self._add(found, "obj", uncoordinated(child))
        if not passive and "obj" not in found:
            self._add(found, "obj", self._shared_object(verb) or self._bare_oblique(verb))
        self._fill_from_modified(verb, found, passive)
        if "subj" not in found and not (passive and "obj" in found):
            self._add(found, "obj" if passive else "subj", self._controller(verb))
        if not passive and has_finite(verb) and "subj" not in found:
            self._add(found, "subj", self._unseen_subject(verb))
            self._mend_subject(found)

    def _unseen_subject(self, verb: Token) -> list[Token]:
        """A name before the verb that the parser took for an adverb ("Kyiv accused ...")."""
        before = [c for c in verb.children if c.i < verb.i and base(c.dep_) in ("advmod", "obl", "dep", "vocative")]
        names = [
            c for c in before if c.text[:1].isupper() and c.pos_ in ("PROPN", "ADJ", "X") and c.i not in self.times
        ]
        return [c for c in names if not self.prepositions(c)][:1]

    def _mend_subject(self, found: Places) -> None:
        """Every finite clause has a subject: where the parser saw objects only, the first of them is it."""
        objects = found.get("obj", [])
        if "subj" in found or not objects or has(objects[0].token, "Case", "Acc"):
            return
        found["subj"], rest = objects[:1], objects[1:]
        if rest:
            found["obj"] = rest
        else:
            del found["obj"]

    def _dependents(self, verb: Token) -> list[Token]:
        """The verb's children, and nouns that the parser hung on its auxiliaries or dates, in text order."""
        hosts = [c for c in verb.children if base(c.dep_) == "aux" or c.i in self.times]
        inner = [c for host in hosts for c in host.children if c.pos_ in NOMINAL and c.i not in self.times]
        return sorted([*verb.children, *inner], key=lambda token: token.i)

    def _bare_oblique(self, verb: Token) -> list[Token]:
        """A noun without preposition that the parser took for an adverbial, where the verb has no object."""
        bare = (c for c in verb.children if c.dep_ == "obl" and c.i > verb.i and c.pos_ in ("NOUN", "PROPN"))
        found = [c for c in bare if c.i not in self.times and not self.prepositions(c) and not is_dative(c)]
        return self._fillers(found[0], "obj") if found else []

    def _shared_object(self, verb: Token) -> list[Token]:
        """The object of "killed and wounded 20 people" for the first verb; a noun taken for a third conjunct is one."""
        for child in verb.children:
            if child.dep_ != "conj" or child.i < verb.i:
                continue
            if child.pos_ in NOMINAL and not self.prepositions(child):
                return self._fillers(child, "obj")
            if is_verbal(child) and child.i == verb.i + 2:
                return [argument.token for argument in self.places(child).get("obj", ())]
        if verb.dep_ == "conj" and is_verbal(verb.head):
            return [t for c in verb.head.children if c.dep_ == "conj" and c.i > verb.head.i and c.pos_ in NOMINAL
                    for t in self._fillers(c, "obj") if not self.prepositions(c)]  # fmt: skip
        return []

    def _verb_places(self, child: Token, passive: bool, is_second: bool) -> Iterator[str]:
        dep = base(child.dep_)
        if child.head.i in self.times and not self.prepositions(child):
            dep = "obj"  # "visited last week Namibia": the parser hung the object on the date
        if dep in ("nsubj", "obj", "iobj") and self.prepositions(child):
            yield from self._oblique_places(child, passive)
        elif child.dep_ == "obl:agent":
            yield "subj"
        elif dep in ("nsubj", "obj", "iobj"):
            yield core_place(child, passive, is_second)
        elif dep in ("xcomp", "ccomp", "advcl", "acl"):
            yield from clausal_places(child)
        elif dep == "advmod" and child.pos_ in ("ADJ", "ADV"):
            yield "mod"
        elif dep in ("obl", "nmod", "advmod", "dep") and child.pos_ in NOMINAL:
            yield from self._oblique_places(child, passive)

    def _oblique_places(self, child: Token, passive: bool) -> Iterator[str]:
        prepositions = self.prepositions(child)
        if not prepositions and (child.dep_ == "obl:arg" or is_dative(child)):
            yield "dat"
        for preposition in prepositions:
            if passive and preposition in self.rules.words["agent_prepositions"]:
                yield "subj"
            else:
                yield preposition

    def prepositions(self, token: Token) -> list[str]:
        """The prepositions a noun stands with; a fixed phrase ("because of") also as one."""
        found = []
        for case in token.children:
            if base(case.dep_) != "case" or case.lower_ in self._numbers:
                continue
            word = self.rules.preposition(case)
            rest = [c.lower_ for c in case.children if c.dep_ == "fixed"]
            found.append(" ".join([word, *rest]))
        return found

    def _fill_from_modified(self, verb: Token, found: Places, passive: bool) -> None:
        """Participles and relative clauses: the noun they describe fills the open place."""
        if base(verb.dep_) == "amod":
            passive = passive or (has(verb, "VerbForm", "Part") and not has(verb, "Tense", "Pres"))
        elif base(verb.dep_) != "acl" or is_infinitive(verb):
            return
        noun = verb.head
        if noun.pos_ not in NOMINAL or any(a.token.i == noun.i for fillers in found.values() for a in fillers):
            return
        place = "obj" if passive or "subj" in found else "subj"
        if place not in found:
            self._add(found, place, [noun])

    def _controller(self, verb: Token) -> list[Token]:
        """Who stands as subject of a verb that has none of its own: through coordination, infinitive or clause."""
        head, dep = verb.head, base(verb.dep_)
        if head.i == verb.i:
            return []
        if dep == "conj" and is_verbal(head):
            return self._tokens(head, "subj") or (self._tokens(head, "obj") if is_passive(head) else [])
        if dep in ("xcomp", "ccomp", "advcl") and not has_finite(verb):
            return self._controller_in(verb)
        if dep == "acl" and prepositional_marks(verb) and is_verbal(head.head):
            return [head]
        if dep == "acl" and is_infinitive(verb):
            return self._noun_controller(head)
        return []

    def _controller_in(self, verb: Token) -> list[Token]:
        head, dep = verb.head, base(verb.dep_)
        if not is_verbal(head):
            return self._noun_controller(head)
        objects = self._tokens(head, "obj") + self._tokens(head, "dat")
        persons = [token for token in objects if token.i < self.doc[head.i].right_edge.i]
        if (dep != "advcl" or prepositional_marks(verb)) and persons and not is_passive(head):
            return persons
        return self._tokens(head, "subj") or self._tokens(head, "obj")

    def _noun_controller(self, noun: Token) -> list[Token]:
        """Who plans, when a plan to do something is told of: its owner, else the subject of its verb."""
        for place in ("poss", "gen", "of", "by", "subj", "adj"):
            owners = self._tokens(noun, place)
            if owners:
                return owners
        verb = noun.head
        if is_verbal(verb) and verb.i != noun.i and base(noun.dep_) in ("obj", "obl", "nsubj"):
            return [token for token in self._tokens(verb, "subj") if token.i != noun.i]
        return []

    def _tokens(self, token: Token, place: str) -> list[Token]:
        return [argument.token for argument in self.places(token).get(place, [])]

    def _fill_nominal(self, noun: Token, found: Places) -> None:
        for child in noun.children:
            for place in self._nominal_places(child):
                self._add(found, place, self._fillers(child, place))
        if "adj" not in found and noun.dep_ == "conj" and noun.head.pos_ == noun.pos_ == "NOUN":
            self._add(found, "adj", [c for c in noun.head.children if base(c.dep_) == "amod" and c.i < noun.head.i])
        if noun.pos_ == "ADJ" and "subj" not in found and is_verbal(noun.head):
            self._add(found, "subj", self._tokens(noun.head, "subj"))

    def _nominal_places(self, child: Token) -> Iterator[str]:
        dep = base(child.dep_)
        if child.dep_ in ("nmod:poss", "det:poss"):
            yield "poss" if has(child, "Poss", "Yes") else self.rules.possessor_place
        elif dep == "det" and has(child, "Poss", "Yes"):
            yield "poss"
        elif dep in ("nmod", "obl"):
            yield from self._nmod_places(child)
        elif dep == "amod":
            yield "adj"
            yield "mod"
        elif dep == "compound":
            yield "comp"
        elif dep == "nsubj":
            yield "subj"
        elif dep in ("acl", "xcomp", "ccomp", "advcl"):
            yield "xcomp" if is_infinitive(child) else "ccomp"

    def _nmod_places(self, child: Token) -> Iterator[str]:
        prepositions = self.prepositions(child)
        if not prepositions:
            yield "gen"
        for preposition in prepositions:
            yield preposition
            if preposition in self.rules.words["possessive_prepositions"] and self.rules.possessor_place == "gen":
                yield "gen"

    def _fillers(self, child: Token, place: str) -> list[Token]:
        """The child, what is coordinated with it, and for a relative pronoun the noun it stands for."""
        heads = [child]
        if place not in ("xcomp", "ccomp") or child.pos_ not in NOMINAL:
            heads += coordinated(child)
        return [self.antecedent(token) for token in heads]

    def antecedent(self, token: Token) -> Token:
        """The noun a relative pronoun stands for; any other token is its own."""
        if token.pos_ not in ("PRON", "DET") or token.lower_ not in self.rules.words["relative_pronouns"]:
            return token
        clause = token.head
        for _ in range(6):
            if base(clause.dep_) == "acl" and clause.head.i < token.i:
                return clause.head
            if clause.head.i == clause.i:
                break
            clause = clause.head
        return token

    # --- facts about the predicate ----------------------------------------------------------------------------

    def auxiliaries(self, token: Token) -> list[Token]:
        """The auxiliaries of a verb or of a predicate noun or adjective, those of a coordinated head included."""
        own = [child for child in token.children if base(child.dep_) in ("aux", "cop")]
        if not own and token.dep_ == "conj" and is_verbal(token.head) and not has_finite(token):
            return self.auxiliaries(token.head)
        return own

    def is_negated(self, token: Token) -> bool:
        """Whether a negation stands at the predicate, or at its object or subject ("no talks")."""
        negations = self.rules.words["negations"]
        near = [child for child in token.children if base(child.dep_) in ("advmod", "det", "cc", "neg", "mark", "case")]
        near += [grand for child in near for grand in child.children]
        return any(child.lower_ in negations or self.rules.lemmas(child) & negations for child in near)
