"""Training sentences as numbers: word types, label sets, batches."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from depesche.language.network.component import feature_name
from depesche.language.network.features import rows
from depesche.language.network.model import Shape
from depesche.language.network.scripts import make_script
from training.corpora import Sentence

SKIP = -100  # a class nobody annotated
NAME_CLASSES = ["O"] + [f"{place}-{kind}" for kind in ("PER", "LOC", "ORG", "MISC") for place in "BI"]
LONGEST_SEQUENCE = 120  # words of neighbouring sentences that are trained on together
RARE_SCRIPT, RARE_WHOLE = 3, 6  # lemma scripts seen less often are not worth a class
Indexes = dict[str, dict[str, int]]


class Types:
    """Word types by number, with the rows of their pieces and their static vectors."""

    def __init__(self, vector_of: Callable[[str], npt.NDArray[np.float32]]) -> None:
        self.vector_of = vector_of
        self.number: dict[str, int] = {}
        self._rows: list[npt.NDArray[np.int32]] = []
        self._static: list[npt.NDArray[np.float32]] = []

    def ids(self, words: list[str]) -> list[int]:
        """The numbers of words, new types numbered on the way."""
        for word in words:
            if word not in self.number:
                self.number[word] = len(self._rows)
                self._rows.append(rows(word))
                self._static.append(self.vector_of(word))
        return [self.number[word] for word in words]

    def tensors(self) -> tuple[Tensor, Tensor]:
        """Rows (types, pieces) and static vectors (types, width)."""
        return torch.from_numpy(np.stack(self._rows)).long(), torch.from_numpy(np.stack(self._static)).float()


def feature_head(name: str) -> str:
    """The head of a UD feature; the inverse of `feature_name`."""
    return f"feat_{name.replace('[', '__').replace(']', '')}"


def label_sets(sentences: list[Sentence]) -> Shape:
    """A network shape with the labels that occur in the sentences."""
    tags: dict[str, list[str]] = {"start": ["no", "yes"]}
    for layer in ("upos", "xpos"):
        tags[layer] = sorted({tag for s in sentences for tag in getattr(s, layer) or [] if tag})
    values: dict[str, set[str]] = {}
    for feats in (feats for s in sentences for feats in s.feats or []):
        for name, value in (feats or {}).items():
            values.setdefault(name, set()).add(value)
    tags |= {feature_head(name): ["", *sorted(values[name])] for name in sorted(values)}
    pairs = [pair for s in sentences for pair in zip(s.words, s.lemmas or [], strict=False)]
    scripts = Counter(make_script(word, lemma) for word, lemma in pairs if lemma)
    least = {script: RARE_WHOLE if script.startswith("=") else RARE_SCRIPT for script in scripts}
    tags["lemma"] = sorted(script for script, n in scripts.items() if n >= least[script])
    tags["names"] = NAME_CLASSES
    return Shape(deps=sorted({d for s in sentences for d in s.deps or [] if d}), tags=tags)


def indexes(shape: Shape) -> Indexes:
    """The number of each label of each head."""
    return {name: {c: i for i, c in enumerate(classes)} for name, classes in {**shape.tags, "deps": shape.deps}.items()}


@dataclass(slots=True)
class Encoded:
    """A sentence as numbers; heads count from 0, the root is -1."""

    ids: list[int]
    tags: dict[str, list[int]]
    heads: list[int] | None
    deps: list[int] | None


def encode(sentence: Sentence, types: Types, index: Indexes) -> Encoded:
    """The sentence as numbers; labels that no head knows are skipped."""
    tags: dict[str, list[int]] = {}
    for layer in ("upos", "xpos", "names"):
        labels: list[str | None] | None = getattr(sentence, layer)
        if labels is not None:
            tags[layer] = [index[layer].get(label or "", SKIP) for label in labels]
    for head in (head for head in index if head.startswith("feat_") and sentence.feats is not None):
        name = feature_name(head)
        feats = sentence.feats or []
        tags[head] = [SKIP if f is None else index[head].get(f.get(name, ""), SKIP) for f in feats]
    if sentence.lemmas is not None:
        pairs = zip(sentence.words, sentence.lemmas, strict=True)
        tags["lemma"] = [index["lemma"].get(make_script(w, lem), SKIP) if lem else SKIP for w, lem in pairs]
    deps = None if sentence.deps is None else [index["deps"].get(d or "", SKIP) for d in sentence.deps]
    return Encoded(types.ids(sentence.words), tags, sentence.heads, deps)


@dataclass(slots=True)
class Batch:
    """Sequences of one to a few sentences, padded; all tensors have shape (sequences, words)."""

    ids: Tensor
    mask: Tensor
    sentence: Tensor  # the number of the sentence within the sequence, -1 for padding
    tags: dict[str, Tensor]
    heads: Tensor  # 0 the root, else position + 1 within the sequence; SKIP unknown
    deps: Tensor


def collate(sequences: list[list[Encoded]], heads_of_tags: list[str]) -> Batch:
    """Sequences of sentences as one batch."""
    size = (len(sequences), max(sum(len(e.ids) for e in seq) for seq in sequences))
    batch = Batch(
        ids=torch.zeros(size, dtype=torch.long),
        mask=torch.zeros(size, dtype=torch.bool),
        sentence=torch.full(size, -1),
        tags={name: torch.full(size, SKIP) for name in heads_of_tags},
        heads=torch.full(size, SKIP),
        deps=torch.full(size, SKIP),
    )
    for row, sequence in enumerate(sequences):
        at = 0
        for number, encoded in enumerate(sequence):
            _fill(batch, row, at, number, encoded)
            at += len(encoded.ids)
    return batch


def _fill(batch: Batch, row: int, at: int, number: int, encoded: Encoded) -> None:
    end = at + len(encoded.ids)
    batch.ids[row, at:end] = torch.tensor(encoded.ids)
    batch.mask[row, at:end] = True
    batch.sentence[row, at:end] = number
    for name, values in encoded.tags.items():
        batch.tags[name][row, at:end] = torch.tensor(values)
    batch.tags["start"][row, at:end] = 0
    batch.tags["start"][row, at] = 1
    if encoded.heads is not None and encoded.deps is not None:
        batch.heads[row, at:end] = torch.tensor([0 if h < 0 else h + at + 1 for h in encoded.heads])
        batch.deps[row, at:end] = torch.tensor(encoded.deps)


def sequences_of(encoded: list[Encoded], rng: random.Random) -> list[list[Encoded]]:
    """Neighbouring sentences joined at random, as a text has them; about half of the sequences are one sentence."""
    found: list[list[Encoded]] = []
    at = 0
    while at < len(encoded):
        sequence = encoded[at : at + rng.choice((1, 1, 1, 2, 3))]
        while len(sequence) > 1 and length(sequence) > LONGEST_SEQUENCE:
            sequence = sequence[:-1]
        found.append(sequence)
        at += len(sequence)
    return found


def length(sequence: list[Encoded]) -> int:
    """The words of a sequence."""
    return sum(len(encoded.ids) for encoded in sequence)


def batches_of(sequences: list[list[Encoded]], words: int, rng: random.Random) -> list[list[list[Encoded]]]:
    """Batches of about `words` words with padding, sequences of like length together, in random order."""
    found: list[list[list[Encoded]]] = []
    batch: list[list[Encoded]] = []
    for sequence in sorted(sequences, key=lambda s: length(s) + 4 * rng.random()):
        if batch and (length(sequence) + 4) * (len(batch) + 1) > words:
            found.append(batch)
            batch = []
        batch.append(sequence)
    found.append(batch)
    rng.shuffle(found)
    return found
