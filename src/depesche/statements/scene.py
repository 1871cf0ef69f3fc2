"""What all finders look at: the reading with its quotations, sentence bounds and clauses, by token number."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from depesche.language.forms import base, is_verbal
from depesche.language.parse import paragraphs
from depesche.language.spans import end, start
from depesche.records import Mention
from depesche.statements.cues import Cues
from depesche.statements.quotes import Quotation, find_quotations
from depesche.statements.scheme import Scheme, scheme_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from depesche.language.rules import LanguageRules
    from depesche.reading import Reading
    from depesche.records import Span

STOPS = frozenset(".!?…")
SEPARATORS = frozenset(",;:–—-")
COMMAS = frozenset(",;–—")
CLAUSES = {"ccomp", "xcomp", "csubj", "advcl", "acl", "parataxis", "conj"}
# A quotation of fewer words than this and without a verb is a quoted phrase, not an utterance.
UTTERANCE = 4


class Scene:
    """One reading, prepared for finding statements."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.doc = reading.doc
        self.clauses = reading.clauses
        self.rules: LanguageRules = reading.clauses.rules
        self.words = reading.words
        self.scheme: Scheme = scheme_of(reading.words.grammar)
        self.quotations = find_quotations(reading.doc, reading.masked, reading.damage)
        self.sentences = list(self._sentences())

    @cached_property
    def cues(self) -> Cues:
        """The language's cues."""
        return Cues(self.words)

    def _sentences(self) -> Iterator[tuple[int, int]]:
        """The parser's sentences, joined again where it cut one without a stop."""
        first: int | None = None
        for sent in self.doc.sents:
            first = sent.start if first is None else first
            if sent.end < len(self.doc) and not self._ends(sent.end - 1):
                continue
            yield first, sent.end - 1
            first = None

    def _ends(self, i: int) -> bool:
        """Whether a sentence may end with a token: a stop, a colon, a quotation mark, or the end of its line."""
        token = self.doc[i]
        if token.text[-1] in STOPS or token.text == ":" or token.is_quote:
            return True
        return "\n" in self.reading.masked[end(token) : start(self.doc[i + 1])]

    @cached_property
    def sentence_numbers(self) -> list[int]:
        """Of each token, the number of its sentence."""
        return [n for n, (first, last) in enumerate(self.sentences) for _ in range(first, last + 1)]

    @cached_property
    def paragraph_numbers(self) -> list[int]:
        """Of each token, the number of its paragraph."""
        ends = [stop for _, stop in paragraphs(self.reading.masked)]
        numbers, at = [], 0
        for token in self.doc:
            while at < len(ends) - 1 and start(token) >= ends[at]:
                at += 1
            numbers.append(at)
        return numbers

    @cached_property
    def quoted(self) -> dict[int, Quotation]:
        """Of each token inside quotation marks (marks included), its outermost quotation."""
        found: dict[int, Quotation] = {}
        for quotation in self.quotations:
            for i in quotation.places:
                found.setdefault(i, quotation)
        return found

    @cached_property
    def opening(self) -> dict[int, Quotation]:
        """Top-level quotations by first token."""
        return {quotation.first: quotation for quotation in self.quotations if not quotation.outer}

    @cached_property
    def closing(self) -> dict[int, Quotation]:
        """Top-level quotations by last token."""
        return {quotation.last: quotation for quotation in self.quotations if not quotation.outer}

    def sentence(self, i: int) -> tuple[int, int]:
        """First and last token of the sentence around a token."""
        return self.sentences[self.sentence_numbers[i]]

    def is_utterance(self, quotation: Quotation) -> bool:
        """Whether a quotation says something by itself: it has a finite verb, or ends like a sentence."""
        tokens = [token for token in self.doc[quotation.first : quotation.last + 1] if not token.is_punct]
        if len(tokens) > 1 and tokens[0].text[:1].isupper() and self.doc[quotation.last - 1].text in STOPS:
            return True
        ends_so = any(
            self.doc[i].text in STOPS for i in range(max(quotation.first, quotation.last - 1), quotation.last)
        )
        return len(tokens) >= UTTERANCE and (ends_so or any(is_verbal(t) and self.is_finite(t) for t in tokens))

    def is_name(self, quotation: Quotation) -> bool:
        """The title of a paper, film or body: right behind a noun, or all proper nouns."""
        doc = self.doc
        words = [t for t in doc[quotation.first : quotation.last + 1] if not t.is_punct]
        if not words or self.is_utterance(quotation):
            return not words
        before = doc[quotation.first - 1] if quotation.first else None
        if before is not None and before.pos_ in ("NOUN", "PROPN") and words[0].text[:1].isupper():
            return True
        if len(words) > 1 and all(t.text[:1].isupper() or not t.text.isalpha() or len(t) < 4 for t in words):
            return True
        return all(t.pos_ in ("PROPN", "X", "NUM") for t in words)

    def trim(self, first: int, last: int, also: frozenset[str] = frozenset()) -> frozenset[int]:
        """The run of tokens without punctuation at its edges; quotation marks stay with what they enclose."""
        drop = SEPARATORS | STOPS | also
        while first <= last and (self.doc[first].text in drop or self._stray(first, first, last)):
            first += 1
        while last >= first and (self.doc[last].text in drop or self._stray(last, first, last)):
            last -= 1
        return frozenset(range(first, last + 1))

    def _stray(self, i: int, first: int, last: int) -> bool:
        """Whether a token is a mark whose quotation lies partly outside."""
        quotation = self.closing.get(i) or self.opening.get(i)
        if quotation is None or quotation.first == quotation.last:
            return False
        return quotation.first < first or quotation.last > last

    def subtree(self, token: Token) -> frozenset[int]:
        return frozenset(t.i for t in token.subtree)

    def mention(self, places: Iterable[int]) -> Mention | None:
        """The words as a Mention: a new span wherever tokens are left out or masked text lies between."""
        spans: list[Span] = []
        last = -2
        for i in sorted(places):
            token = self.doc[i]
            if i == last + 1 and not self._masked(end(self.doc[last]), start(token)):
                spans[-1] = (spans[-1][0], end(token))
            else:
                spans.append((start(token), end(token)))
            last = i
        if not spans:
            return None
        return Mention(text=" ".join(self.reading.text[b:e] for b, e in spans), spans=tuple(spans))

    def _masked(self, first: int, last: int) -> bool:
        return self.reading.text[first:last] != self.reading.masked[first:last]

    def is_finite(self, clause: Token) -> bool:
        """Whether a clause has a finite verb, its own or an auxiliary's ("would stay")."""
        return any(has_mood(t) for t in (clause, *(c for c in clause.children if base(c.dep_) in ("aux", "cop"))))

    def is_date(self, token: Token) -> bool:
        """Whether a token stands in a date or time, which nobody's name is."""
        return any(b <= start(token) < e for b, e in self._dates)

    @cached_property
    def _dates(self) -> list[Span]:
        return [date.span for date in self.reading.dates]

    def sounds_reported(self, token: Token) -> bool:
        """Whether a verb form is one of reported speech, those included that other subjunctives share."""
        if token.pos_ not in ("VERB", "AUX"):
            return False
        return token.lower_ in self.words.grammar["past_subjunctives"] or self.rules.is_reported_subjunctive(token)

    def clause_head(self, token: Token) -> Token:
        """The predicate of the clause a token stands in."""
        for _ in range(30):
            if token.dep_ == "ROOT" or token.head.i == token.i:
                break
            if base(token.dep_) in CLAUSES and (is_verbal(token) or self.has_copula(token)):
                break
            token = token.head
        return token

    def has_copula(self, token: Token) -> bool:
        return any(base(child.dep_) == "cop" for child in token.children)

    def finite(self, token: Token) -> Token | None:
        """The finite verb of a clause: the predicate itself or its auxiliary or copula."""
        auxiliaries = [c for c in token.children if base(c.dep_) in ("aux", "cop")]
        for candidate in (*auxiliaries, token):
            if has_mood(candidate):
                return candidate
        if auxiliaries:
            return auxiliaries[0]
        return token if token.pos_ in ("VERB", "AUX") else None


def has_mood(token: Token) -> bool:
    """Whether a verb form is finite; taggers leave out one feature or the other."""
    if token.pos_ not in ("VERB", "AUX"):
        return False
    form = token.morph.get("VerbForm", [])
    return "Fin" in form or (not form and bool(token.morph.get("Mood", [])))
