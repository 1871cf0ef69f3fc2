"""Tables counted from the training sentences, which the pipeline uses beside the network."""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np
import numpy.typing as npt

from depesche.language.network.model import Shape
from training.corpora import Sentence

TABLE_POS = {"PUNCT", "SYM", "X"}  # not worth a line
UNSEEN = 0.5  # added to all counts


def lemma_table(sentences: list[Sentence]) -> dict[tuple[str, str], str]:
    """The commonest lemma of each form and part of speech."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for s in sentences:
        for word, tag, lemma in zip(s.words, s.upos or [], s.lemmas or [], strict=False):
            if tag and lemma and tag not in TABLE_POS and "\t" not in word:
                seen[word, tag][lemma] += 1
    return {key: counts.most_common(1)[0][0] for key, counts in sorted(seen.items())}


def parts_of_speech_by_label(sentences: list[Sentence], shape: Shape) -> npt.NDArray[np.float32]:
    """The log-probability of each part of speech for words of each label, shape (labels, parts of speech)."""
    labels = {label: i for i, label in enumerate(shape.deps)}
    tags = {tag: i for i, tag in enumerate(shape.tags["upos"])}
    counts = np.full((len(labels), len(tags)), UNSEEN)
    for s in sentences:
        for tag, label in zip(s.upos or [], s.deps or [], strict=False):
            if tag and label:
                counts[labels[label], tags[tag]] += 1
    found: npt.NDArray[np.float32] = np.log(counts / counts.sum(1, keepdims=True)).astype(np.float32)
    return found
