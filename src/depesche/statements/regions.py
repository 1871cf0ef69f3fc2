"""Where the words of a cue's clause end and the words it introduces begin.

Trees of long sentences are often wrong in detail, so commas and sentence ends have the last word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.language.forms import base, is_infinitive, is_verbal
from depesche.statements.drafts import NOWHERE, Places
from depesche.statements.scene import COMMAS, STOPS, Scene, has_mood

if TYPE_CHECKING:
    from spacy.tokens import Token

CONTENT_DEPS = {"ccomp", "xcomp", "csubj", "parataxis", "advcl", "acl", "dep", "obj", "appos", "nsubj", "obl"}
BARE_DEPS = {"ccomp", "parataxis", "csubj", "obj", "appos", "xcomp", "dep", "acl"}
AUXILIARY = {"aux", "compound", "cop", "expl"}


def cue_words(scene: Scene, verb: Token) -> Places:
    """The verb with its auxiliaries, particle, reflexive and, right beside it, adverbs."""
    found = {verb.i}
    for child in verb.children:
        if (
            base(child.dep_) in AUXILIARY
            or child.lower_ in scene.words.grammar["reflexives"]
            or (child.lower_ in scene.words.grammar["clause_pointers"] and abs(child.i - verb.i) < 3)
            or (base(child.dep_) == "advmod" and scene.clauses.is_negated(verb) and child.i == verb.i - 1)
        ):
            found.add(child.i)
    return frozenset(found)


def marker(scene: Scene, clause: Token) -> Token | None:
    """The conjunction or question word that opens a content clause ("dass", "ob", "whether")."""
    words = scene.words.grammar["content_markers"]
    deps = ("mark", "advmod", "nsubj", "obj", "det", "obl")
    found = [c for c in clause.children if base(c.dep_) in deps and c.lower_ in words and c.i < clause.i]
    return min(found, key=lambda token: token.i) if found else None


def is_adverbial(scene: Scene, clause: Token) -> bool:
    """Whether a conjunction says that the clause is a reason, time or condition and not what is said."""
    marks = [c for c in clause.children if base(c.dep_) == "mark"]
    return bool(marks) and not any(
        c.lower_ in scene.words.grammar["content_markers"] or c.lower_ in ("zu", "to") for c in marks
    )


def content_after(scene: Scene, cue: Token, taken: Places, infinitive: bool) -> Places:
    """The clause that a verb, noun or adjective introduces and that follows it.

    `taken` are the frame's known words; `infinitive` says whether the cue takes infinitives.
    """
    for clause in sorted(_clauses_after(scene, cue), key=lambda token: token.i):
        if not infinitive and marker(scene, clause) is None and _is_infinite(scene, clause):
            continue
        begin = _begin(scene, cue, clause, taken)
        if begin is None or (marker(scene, clause) is None and _is_other_clause(scene, begin)):
            continue
        return closed(scene, begin, _before_quotation(scene, begin, _end(scene, cue, clause)))
    return _by_surface(scene, cue, taken, infinitive)


def closed(scene: Scene, begin: int, stop: int) -> Places:
    """The words from one token to another, and on to the end of a quotation that begins among them."""
    quotation = scene.quoted.get(stop)
    if quotation is not None and begin <= quotation.first and quotation.last < len(scene.doc):
        stop = max(stop, quotation.last)
    return scene.trim(begin, stop)


def _is_other_clause(scene: Scene, begin: int) -> bool:
    """Whether the first word shows a main clause that goes on, a reason, or a relative clause."""
    token = scene.doc[begin]
    if _verb_first(scene, begin) or token.pos_ == "SCONJ":
        return True
    if token.pos_ == "ADP" and begin + 1 < len(scene.doc):
        token = scene.doc[begin + 1]
    return token.pos_ == "PRON" and token.lower_ in scene.words.grammar["relative_pronouns"]


def _verb_first(scene: Scene, begin: int) -> bool:
    """A clause that begins with its finite verb is no content clause; it goes on after a subordinate clause."""
    return has_mood(scene.doc[begin])


def _before_quotation(scene: Scene, begin: int, stop: int) -> int:
    """What a colon and quotation marks follow ends there."""
    for i in range(begin + 1, stop):
        if scene.doc[i].text == ":" and i + 1 in scene.opening:
            return i - 1
    return stop


def _by_surface(scene: Scene, cue: Token, taken: Places, infinitive: bool) -> Places:
    """Where the tree has no content clause: the words behind the comma, if their form says that they are reported."""
    if cue.pos_ not in ("VERB", "AUX"):
        return NOWHERE
    last = scene.sentence(cue.i)[1]
    floor = max([cue.i, *(i for i in taken if scene.sentence_numbers[i] == scene.sentence_numbers[cue.i])])
    commas = [i for i in range(floor + 1, last) if scene.doc[i].text in ",:" and i not in taken]
    opened = [i for i in commas if scene.doc[i + 1].lower_ in scene.words.grammar["clause_markers"]]
    comma = (opened or commas or [last])[0]
    if comma == last or any(has_mood(scene.doc[i]) for i in range(cue.i + 1, comma) if i not in taken):
        return NOWHERE
    content = scene.trim(comma + 1, _before_quotation(scene, comma + 1, last))
    first = min(content, default=last)
    if len(content) < 3 or first in scene.opening:
        return NOWHERE
    opens = scene.doc[first].lower_ in scene.words.grammar["clause_markers"]
    if not opens and _is_other_clause(scene, first):
        return NOWHERE
    if opens or _sounds_reported(scene, content) or (infinitive and _is_infinitive_phrase(scene, content)):
        return content
    return NOWHERE


def _sounds_reported(scene: Scene, content: Places) -> bool:
    """A subjunctive of reported speech before the next comma."""
    for i in sorted(content):
        if scene.doc[i].text in ",:":
            return False
        if scene.sounds_reported(scene.doc[i]):
            return True
    return False


def _is_infinitive_phrase(scene: Scene, content: Places) -> bool:
    """Words without a finite verb that hold an infinitive with its particle."""
    tokens = [scene.doc[i] for i in content]
    marked = any(t.lower_ in scene.words.grammar["infinitive_markers"] and t.pos_ == "PART" for t in tokens)
    return marked and not any(has_mood(t) for t in tokens)


def _clauses_after(scene: Scene, cue: Token) -> list[Token]:
    split = [cue.head] if cue.head.pos_ == "AUX" and base(cue.dep_) in ("ccomp", "xcomp") else []
    own = {cue.i, *(token.i for token in split)}
    holders = [
        cue,
        *split,
        *(c for c in cue.children if base(c.dep_) in ("obj", "iobj", "obl", "nsubj", "nmod", "advmod") and c.i > cue.i),
    ]
    return [
        clause
        for holder in holders
        for clause in holder.children
        if clause.i > cue.i and _is_content(scene, clause, holder.i in own)
    ]


def _is_content(scene: Scene, clause: Token, direct: bool) -> bool:
    dep = base(clause.dep_)
    if dep not in CONTENT_DEPS or is_adverbial(scene, clause):
        return False
    if clause.dep_ == "acl:relcl" and not _may_be_content(scene, clause):
        return False
    if marker(scene, clause) is not None:
        return True
    if _is_infinite(scene, clause):
        return dep in ("xcomp", "ccomp", "csubj", "acl", "advcl") and not _has_um(scene, clause)
    finite = (is_verbal(clause) and scene.is_finite(clause)) or scene.has_copula(clause)
    return finite and (clause.dep_ == "acl:relcl" or (direct and dep in BARE_DEPS))


def _may_be_content(scene: Scene, clause: Token) -> bool:
    """ "Told reporters he would resign": parsers take it for a clause about the reporters, but no pronoun leads it."""
    told = base(clause.head.dep_) in ("obj", "iobj")
    if any(base(c.dep_) == "mark" for c in clause.children):
        return told  # no relative clause has a subjunction
    subjects = [c for c in clause.children if base(c.dep_) == "nsubj" and c.left_edge.i == clause.left_edge.i]
    return told and any(c.lower_ not in scene.words.grammar["relative_pronouns"] for c in subjects)


def _is_infinite(scene: Scene, clause: Token) -> bool:
    if scene.is_finite(clause):
        return False
    if is_infinitive(clause):
        return True
    own = [clause, *(c for c in clause.children if base(c.dep_) in ("aux", "cop"))]
    if not is_verbal(clause) and scene.scheme.whole_reports:
        return False  # "zeigte sich zufrieden" reports, it does not quote
    return base(clause.dep_) in ("xcomp", "ccomp") and not any(has_mood(token) for token in own)


def _has_um(scene: Scene, clause: Token) -> bool:
    """A purpose clause ("um ... zu", "in order to") is nobody's words."""
    return any(c.lower_ in scene.words.grammar["purpose_markers"] for c in clause.children)


def _begin(scene: Scene, cue: Token, clause: Token, taken: Places) -> int | None:
    mark = marker(scene, clause)
    if mark is not None:
        simple = mark.lower_ in scene.words.grammar["clause_markers"] or clause.left_edge.i <= cue.i
        return mark.i if simple else min(mark.i, clause.left_edge.i)
    floor = max([cue.i, *(i for i in taken if i < clause.i)])
    edge = max(clause.left_edge.i, cue.i + 1)
    separators = [i for i in range(floor + 1, clause.i) if scene.doc[i].text in ",:"]
    if separators and separators[0] <= edge:
        return separators[0] + 1
    if _is_infinite(scene, clause):
        return edge
    if base(clause.dep_) == "parataxis":
        return None
    return max(edge, floor + 1)


def _end(scene: Scene, cue: Token, clause: Token) -> int:
    """The sentence's end, or where a clause begins that goes on with the cue's clause instead."""
    stop = scene.sentence(cue.i)[1]
    top = clause
    while top.head.i != cue.i and top.head.i != top.i:
        top = top.head
    host = cue
    while host.dep_ != "ROOT" and base(host.dep_) not in ("conj", "parataxis") and host.head.i != host.i:
        if host.right_edge.i >= clause.i and base(host.dep_) in (
            "advcl",
            "acl",
            "nsubj",
            "obl",
            "nmod",
            "obj",
            "csubj",
        ):
            stop = min(stop, max(host.right_edge.i, clause.right_edge.i))
            break
        host = host.head
    for sibling in cue.children:
        if sibling.i > clause.i and sibling.left_edge.i > top.right_edge.i and _goes_on(scene, sibling):
            stop = min(stop, sibling.left_edge.i - 1)
    while stop > clause.i and scene.doc[stop].pos_ == "CCONJ":
        stop -= 1
    return stop


def _goes_on(scene: Scene, sibling: Token) -> bool:
    dep = base(sibling.dep_)
    if dep == "conj":
        return is_verbal(sibling)
    before = scene.doc[sibling.left_edge.i - 1].text if sibling.left_edge.i else ""
    opened = before in COMMAS or sibling.left_edge.text in COMMAS
    return opened and dep in ("advcl", "parataxis") and not is_adverbial(scene, sibling)


def content_before(scene: Scene, verb: Token, own: Places) -> tuple[Places, int]:
    """What stands before a frame that follows its words ("..., sagte X", "..., X said"), and where the frame starts.

    `own` are the frame's known words (cue and speaker). Gives NOWHERE where the clause does not follow a comma.
    """
    first, last = scene.sentence(verb.i)
    begin = _frame_begin(scene, verb, own, first)
    if begin <= first or scene.doc[begin - 1].text not in COMMAS:
        return NOWHERE, begin
    head = _preceding_clause(scene, verb, begin)
    if head is None or is_adverbial(scene, head):
        return NOWHERE, begin
    start = first
    if base(head.dep_) in ("conj",) and head.left_edge.i > first and not head.head.i < first:
        start = first
    content = scene.trim(start, begin - 1)
    after = _resumed(scene, verb, head, own, last)
    return content | after, begin


def _frame_begin(scene: Scene, verb: Token, own: Places, first: int) -> int:
    """The left end of the run of frame words around the verb."""
    group = sorted(i for i in own if i >= first)
    begin = min(group, default=verb.i)
    while begin > first and scene.doc[begin - 1].text not in COMMAS | STOPS and begin - 1 not in scene.closing:
        token = scene.doc[begin - 1]
        if token.pos_ not in ("ADV", "DET", "ADJ", "PROPN", "NOUN", "ADP", "CCONJ", "SCONJ"):
            break
        begin -= 1
    return begin


def _preceding_clause(scene: Scene, verb: Token, begin: int) -> Token | None:
    """The head of the clause right before the frame, by the tree; it must be finite."""
    heads = [verb.head] if verb.head.i < begin and verb.head.i != verb.i else []
    heads += [
        c
        for c in verb.children
        if c.i < begin and base(c.dep_) in ("ccomp", "xcomp", "parataxis", "conj", "advcl", "csubj", "obj", "dep")
    ]
    for head in heads:
        if (is_verbal(head) and scene.is_finite(head)) or scene.has_copula(head):
            return head
    return None


def _resumed(scene: Scene, verb: Token, head: Token, own: Places, last: int) -> Places:
    """What goes on after a frame in the middle ("..., sagte X, ...")."""
    if base(verb.dep_) not in ("parataxis", "dep", "ccomp"):
        return NOWHERE
    floor = max([verb.i, *own])
    rest = [i for i in scene.subtree(head) - scene.subtree(verb) if floor < i <= last]
    if len(rest) < 3 or (scene.doc[min(rest) - 1].text not in COMMAS and scene.doc[min(rest)].text not in COMMAS):
        return NOWHERE
    return scene.trim(min(rest), last)
