"""The network as one spaCy component: tags, features, lemmas, sentences, dependencies and names of a Doc."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.symbols import IDS
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry
from spacy.vocab import Vocab

from depesche.language.network import model
from depesche.language.network.decode import best_names, mostly_projective
from depesche.language.network.scripts import apply_script
from depesche.language.transfer import transfer, without_spaces

BATCH = 2000  # words that go through the network together
LONGEST = 160  # words; a sentence that seems longer is cut where a new one is likeliest
SHORTEST_CUT = 20
LABEL_WEIGHT = 0.25  # how much a word's label says of its part of speech beside the network's own scores
IOB = {"I": 1, "O": 2, "B": 3}
SCORERS = ("tagger", "morphologizer", "lemmatizer", "parser", "ner")
Ints = npt.NDArray[np.int64]


@Language.factory(
    "depesche_network",
    assigns=[
        "token.tag",
        "token.pos",
        "token.morph",
        "token.lemma",
        "token.dep",
        "token.head",
        "doc.sents",
        "doc.ents",
    ],
    default_score_weights={"dep_las": 1.0, "pos_acc": 0.5, "lemma_acc": 0.5, "ents_f": 0.5},
)
def make_component(nlp: Language, name: str) -> NetworkComponent:
    """The component without weights; they come with from_disk."""
    return NetworkComponent(nlp.vocab, name)


class NetworkComponent(Pipe):
    """Sets what the network says; sentence starts that the Doc already has are kept."""

    def __init__(self, vocab: Vocab, name: str = "network", network: model.Network | None = None) -> None:
        self.vocab = vocab
        self.name = name
        self._network = network
        if network:
            self.use(network)

    @property
    def network(self) -> model.Network:
        """The network; ValueError when none has been loaded."""
        if self._network is None:
            raise ValueError("the component depesche_network has no weights; load it with nlp.from_disk(folder)")
        return self._network

    @property
    def labels(self) -> tuple[str, ...]:
        """The dependency labels; none without weights."""
        return tuple(self._network.shape.deps) if self._network else ()

    def use(self, network: model.Network) -> None:
        """Set what the network says from now on."""
        strings = self.vocab.strings
        self._network = network
        self._deps = np.array([strings.add("ROOT" if d == "root" else d) for d in network.shape.deps], dtype=np.uint64)
        self._root = network.shape.deps.index("root")
        self._tag_ids = np.array([strings.add(t) for t in network.shape.tags["xpos"]], dtype=np.uint64)
        self._pos_ids = np.array([IDS[p] for p in network.shape.tags["upos"]], dtype=np.uint64)
        self._features = [name for name in network.shape.tags if name.startswith("feat_")]
        self._kinds = {c: strings.add(c[2:]) for c in network.shape.tags["names"] if c != "O"}
        self._morph = lru_cache(maxsize=20_000)(self._morph_id)
        self._lemma = lru_cache(maxsize=100_000)(self._lemma_id)

    def __call__(self, doc: Doc) -> Doc:
        """Parse one Doc."""
        self._parse([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Parse many Docs, as many together as make a good batch."""
        del batch_size
        batch: list[Doc] = []
        words = 0
        for doc in stream:
            batch.append(doc)
            words += len(doc)
            if words >= BATCH:
                self._parse(batch)
                yield from batch
                batch, words = [], 0
        self._parse(batch)
        yield from batch

    def _parse(self, docs: list[Doc]) -> None:
        """Annotate Docs in place; white space takes no part."""
        bare = [without_spaces(doc) if any(token.is_space for token in doc) else doc for doc in docs]
        self._parse_words(bare)
        for parsed, doc in zip(bare, docs, strict=True):
            if parsed is not doc:
                transfer(parsed, doc)

    def _parse_words(self, docs: list[Doc]) -> None:
        windows = [Window(doc, start, end) for doc in docs for start, end in windows_of(doc)]
        if not windows:
            return
        network = self.network
        x = np.concatenate(network.encode([w.words for w in windows]))
        scores = network.scores(x)
        arcs = network.arcs(x)
        heads = np.full(len(x), -1, dtype=np.int64)
        at = 0
        for window in windows:
            begins = window.start_scores(scores["start"][at : at + window.size])
            for start, end in sentences(begins, window.given):
                tree = mostly_projective(arcs.scores(at + start, at + end))
                heads[at + start : at + end] = np.where(tree < 0, -1, tree + at + start)
            at += window.size
        labels = network.label_scores(arcs, heads)
        labels[:, self._root] = np.where(heads < 0, np.inf, -np.inf)
        at = 0
        for doc in docs:
            part = slice(at, at + len(doc))
            own = {name: values[part] for name, values in scores.items()}
            self._annotate(doc, own, heads[part] - at, labels[part].argmax(1))
            at += len(doc)

    def _annotate(self, doc: Doc, scores: dict[str, model.Floats], heads: Ints, deps: Ints) -> None:
        if not len(doc):
            return
        network = self.network
        pos = (scores["upos"] + LABEL_WEIGHT * network.weights["upos_by_label"][deps]).argmax(1)
        scripts = network.shape.tags["lemma"]
        upos = network.shape.tags["upos"]
        lemmas = [
            self._lemma(token.text, upos[tag], scripts[script])
            for token, tag, script in zip(doc, pos.tolist(), scores["lemma"].argmax(1).tolist(), strict=True)
        ]
        features = np.stack([scores[name].argmax(1) for name in self._features], 1)
        names = best_names(scores["names"], network.shape.tags["names"])
        columns = {
            POS: self._pos_ids[pos],
            TAG: self._tag_ids[scores["xpos"].argmax(1)],
            MORPH: [self._morph(tuple(row)) for row in features.tolist()],
            LEMMA: lemmas,
            HEAD: np.where(heads < 0, 0, heads - np.arange(len(doc))).astype(np.int64).astype(np.uint64),
            DEP: self._deps[deps],
            ENT_IOB: [IOB[name[0]] for name in names],
            ENT_TYPE: [self._kinds.get(name, 0) for name in names],
        }
        values = np.stack([np.asarray(column, dtype=np.uint64) for column in columns.values()], 1)
        doc.from_array(list(columns), values)  # type: ignore[arg-type]  # the stub wants signed numbers

    def _morph_id(self, row: tuple[int, ...]) -> int:
        values = {
            feature_name(name): self.network.shape.tags[name][value]
            for name, value in zip(self._features, row, strict=True)
            if value
        }
        return int(self.vocab.morphology.add(values))

    def _lemma_id(self, form: str, upos: str, script: str) -> int:
        table = self.network.lemmas
        lemma = table.get((form, upos)) or (table.get((form.lower(), upos)) if upos != "PROPN" else None)
        return int(self.vocab.strings.add(lemma or apply_script(script, form) or form))

    def score(self, examples: Iterable[Example], **options: Any) -> dict[str, Any]:
        """spaCy's own scores for everything the component sets."""
        examples = list(examples)
        found: dict[str, Any] = {}
        for name in SCORERS:
            found |= registry.scorers.get(f"spacy.{name}_scorer.v1")()(examples, **options)
        return found

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the weights into a folder."""
        del exclude
        model.save(Path(path), self.network)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> NetworkComponent:
        """Read the weights from a folder that to_disk wrote."""
        del exclude
        self.use(model.load(Path(path)))
        return self

    def initialize(self, get_examples: Callable[[], Iterable[Example]], *, nlp: Language | None = None) -> None:
        """Not trained by spaCy: see `training/`."""
        del get_examples, nlp


def feature_name(head: str) -> str:
    """The UD feature of a head: "feat_Gender__psor" is Gender[psor]."""
    name = head.removeprefix("feat_")
    return f"{name.replace('__', '[')}]" if "__" in name else name


class Window:
    """A stretch of a Doc that goes through the network at once; `given` are the sentence starts it already has.

    A mark written onto the word before it starts no sentence; one written onto the word after it starts the sentence
    that the network would start with the word.
    """

    def __init__(self, doc: Doc, start: int, end: int) -> None:
        tokens = list(doc[start:end])
        self.words = [token.text for token in tokens]
        self.size = end - start
        given: Ints = doc.to_array("SENT_START").astype(np.int64)[start:end]
        self.opening: list[int] = []  # marks written onto the word after them
        spaced = True
        for i, token in enumerate(tokens):
            if token.is_punct and given[i] == 0 and not spaced:
                given[i] = -1
            if token.is_punct and spaced and not token.whitespace_ and i + 1 < self.size and given[i + 1] == 0:
                self.opening.append(i)
                given[i + 1] = -1
                continue  # what follows is written onto this word, as if a space stood before it
            spaced = bool(token.whitespace_)
        given[0] = 1
        self.given = given

    def start_scores(self, scores: model.Floats) -> model.Floats:
        """How much likelier than not each word starts a sentence, by the scores of the head "start"."""
        found: model.Floats = scores[:, 1] - scores[:, 0]
        for i in reversed(self.opening):
            found[i] = max(found[i], found[i + 1])
        return found


def windows_of(doc: Doc) -> Iterator[tuple[int, int]]:
    """The doc in stretches of at most BATCH words, cut where a sentence is known to start if there is such a place."""
    given = np.flatnonzero(doc.to_array("SENT_START").astype(np.int64) == 1) if len(doc) > BATCH else np.empty(0)
    start = 0
    while start < len(doc):
        end = min(len(doc), start + BATCH)
        if end < len(doc):
            inside = given[(given > start) & (given <= end)]
            end = int(inside[-1]) if len(inside) else end
        yield start, end
        start = end


def sentences(score: model.Floats, given: Ints) -> Iterator[tuple[int, int]]:
    """Sentences as (start, end): words given as starts, and those the network takes for starts (score above 0)."""
    likely = np.where(given > 0, np.inf, np.where(given < 0, -np.inf, score))
    starts = [*np.flatnonzero(likely > 0).tolist(), len(likely)]
    for start, end in pairwise(starts):
        yield from cut(score, start, end)


def cut(score: model.Floats, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence in parts of at most LONGEST words, cut where a start is likeliest."""
    while end - start > LONGEST:
        best = start + SHORTEST_CUT + int(score[start + SHORTEST_CUT : start + LONGEST].argmax())
        yield start, best
        start = best
    yield start, end
