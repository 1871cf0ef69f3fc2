"""The network with numpy: weights from a file, word vectors in context, scores of every head.

The weights are trained with PyTorch (`training/`) and exported; running them needs nothing but numpy. The network is
convolutional: what a word's vector says depends on at most `sum(dilations)` words on either side, so the time is
linear in the length of a text.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from depesche.language.network.features import TABLES, Gazetteer, Statics, Subwords, rows

Array = npt.NDArray[np.generic]
Floats = npt.NDArray[np.float32]
LemmaTable = dict[tuple[str, str], str]  # (form, part of speech) -> lemma
TRUNKS = ("tag", "lemma", "names")  # hidden layers that heads share
REMEMBERED = 60_000  # word types whose vectors are kept; news has fewer common ones


def trunk_of(head: str) -> str:
    """The hidden layer a head reads."""
    return head if head in TRUNKS else "tag"


@dataclass
class Shape:
    """Sizes of the network and the labels of its heads."""

    width: int = 256
    dilations: tuple[int, ...] = (1, 1, 2, 1, 2, 4, 1, 1)
    static: int = 101  # 96 of the subword vector, 5 of `Statics`
    arc: int = 192
    label: int = 64
    hidden: int = 128
    language: str = ""
    deps: list[str] = field(default_factory=list)
    tags: dict[str, list[str]] = field(default_factory=dict)  # head -> its classes


@dataclass(frozen=True, slots=True)
class Layer:
    """A linear layer; `weight` has shape (inputs, outputs)."""

    weight: Floats
    bias: Floats

    def __call__(self, x: Floats) -> Floats:
        out: Floats = x @ self.weight + self.bias
        return out


@dataclass(frozen=True, slots=True)
class Norm:
    """Layer normalisation."""

    weight: Floats
    bias: Floats

    def __call__(self, x: Floats) -> Floats:
        centred: Floats = x - x.mean(1, keepdims=True)
        variance = np.einsum("ij,ij->i", centred, centred) / x.shape[1]
        centred *= (1.0 / np.sqrt(variance + 1e-5))[:, None]
        centred *= self.weight
        centred += self.bias
        return centred


@dataclass(frozen=True, slots=True)
class Block:
    """A residual layer over the words before, here and after, `dilation` words apart."""

    norm: Norm
    before: Floats
    here: Floats
    after: Floats
    bias: Floats
    dilation: int

    def add_to(self, x: Floats, mask: Floats) -> None:
        """Add the layer's outcome to x in place; `mask` is 0 where a row belongs to no word."""
        d = self.dilation
        y = self.norm(x)
        y *= mask
        out = y @ self.here
        out[d:] += y[:-d] @ self.before
        out[:-d] += y[d:] @ self.after
        out += self.bias
        np.maximum(out, 0.0, out=out)
        out *= mask
        x += out


class Network:
    """Encoder and heads, read-only after loading; `shape` tells sizes and the classes of each head."""

    def __init__(self, shape: Shape, arrays: dict[str, Array], lemmas: LemmaTable | None = None) -> None:
        self.shape = shape
        self.arrays = arrays
        weights = {name: np.asarray(a, dtype=np.float32) for name, a in arrays.items() if a.dtype.kind == "f"}
        self.weights: dict[str, Floats] = weights
        self.lemmas = lemmas or {}
        self.gap = max(shape.dilations)
        gazetteer = Gazetteer(arrays["gazetteer.keys"], arrays["gazetteer.kinds"])  # type: ignore[arg-type]
        self._statics = Statics(Subwords(weights["subwords"]), gazetteer, shape.language)
        self._tables = [weights[f"table.{name}"] for name in TABLES]
        self._mix, self._out = self._layer("types.mix"), self._layer("types.out")
        self._blocks = [self._block(i, d) for i, d in enumerate(shape.dilations)]
        self._norm = Norm(weights["norm.weight"], weights["norm.bias"])
        self._trunks = {name: self._layer(f"trunk.{name}") for name in TRUNKS}
        self._arc_dep, self._arc_head = self._layer("arc_dep"), self._layer("arc_head")
        self._label_dep, self._label_head = self._layer("label_dep"), self._layer("label_head")
        self._label_sides = self._layer("label_sides")
        self._known: dict[str, int] = {}
        self._vectors = np.zeros((1024, self.shape.width), dtype=np.float32)

    def _layer(self, name: str) -> Layer:
        return Layer(self.weights[f"{name}.weight"], self.weights[f"{name}.bias"])

    def _block(self, i: int, dilation: int) -> Block:
        before, here, after = (np.ascontiguousarray(part) for part in np.split(self.weights[f"block{i}.weight"], 3))
        norm = Norm(self.weights[f"block{i}.norm.weight"], self.weights[f"block{i}.norm.bias"])
        return Block(norm, before, here, after, self.weights[f"block{i}.bias"], dilation)

    def word_vectors(self, words: list[str]) -> Floats:
        """The vectors of words out of context, shape (words, width); each type is computed once and remembered."""
        if len(self._known) > REMEMBERED:
            self._known.clear()
        fresh = list(dict.fromkeys(word for word in words if word not in self._known))
        if fresh:
            self._remember(fresh)
        return self._vectors[[self._known[word] for word in words]]

    def _remember(self, fresh: list[str]) -> None:
        first = len(self._known)
        if first + len(fresh) > len(self._vectors):
            grown = np.zeros((2 * (first + len(fresh)), self.shape.width), dtype=np.float32)
            grown[:first] = self._vectors[:first]
            self._vectors = grown
        index = np.stack([rows(word) for word in fresh])
        parts = [table[index[:, i]] for i, table in enumerate(self._tables)]
        parts.append(np.stack([self._statics.vector(word) for word in fresh]))
        hidden = np.maximum(self._mix(np.concatenate(parts, 1)), 0.0)
        self._vectors[first : first + len(fresh)] = self._out(hidden)
        self._known.update((word, first + i) for i, word in enumerate(fresh))

    def encode(self, texts: list[list[str]]) -> list[Floats]:
        """Word vectors in context of each text, shape (words, width); texts do not see each other."""
        total = sum(len(words) + self.gap for words in texts) + self.gap
        x = np.zeros((total, self.shape.width), dtype=np.float32)
        mask = np.zeros((total, 1), dtype=np.float32)
        places = []
        at = self.gap
        for words in texts:
            end = at + len(words)
            x[at:end] = self.word_vectors(words)
            mask[at:end] = 1.0
            places.append((at, end))
            at = end + self.gap
        for block in self._blocks:
            block.add_to(x, mask)
        x = self._norm(x)
        return [x[start:end] for start, end in places]

    def scores(self, x: Floats) -> dict[str, Floats]:
        """Scores of the heads' classes for word vectors x, each of shape (words, classes)."""
        hidden = {name: np.maximum(trunk(x), 0.0) for name, trunk in self._trunks.items()}
        return {
            name: hidden[trunk_of(name)] @ self.weights[f"head.{name}.weight"] + self.weights[f"head.{name}.bias"]
            for name in self.shape.tags
        }

    def arcs(self, x: Floats) -> Arcs:
        """What arc and label scores are made of, for word vectors x."""
        root = self.weights["root"][None]
        return Arcs(
            dep=np.maximum(self._arc_dep(x), 0.0) @ self.weights["arc.weight"],
            head=np.maximum(self._arc_head(x), 0.0),
            root=np.maximum(self._arc_head(root), 0.0),
            prior=self.weights["arc_prior.weight"],
            label_dep=np.maximum(self._label_dep(x), 0.0),
            label_head=np.maximum(self._label_head(np.concatenate([root, x])), 0.0),
        )

    def label_scores(self, arcs: Arcs, heads: npt.NDArray[np.int64]) -> Floats:
        """Scores of each word's label with its head (position in x, -1 the root), shape (words, labels)."""
        head = arcs.label_head[heads + 1]
        dep = arcs.label_dep
        mixed = (dep @ self.weights["label"]).reshape(len(dep), len(self.shape.deps), -1)
        found: Floats = np.einsum("nlj,nj->nl", mixed, head)
        return found + self._label_sides(np.concatenate([dep, head], 1))


@dataclass(frozen=True, slots=True)
class Arcs:
    """Word vectors as dependents and as heads."""

    dep: Floats
    head: Floats
    root: Floats
    prior: Floats
    label_dep: Floats
    label_head: Floats

    def scores(self, start: int, end: int) -> Floats:
        """Head scores within a sentence, shape (words, words + 1), the root first; no word heads itself."""
        heads = np.concatenate([self.root, self.head[start:end]])
        found: Floats = self.dep[start:end] @ heads.T + (heads @ self.prior).T
        n = end - start
        found[np.arange(n), np.arange(n) + 1] = -1e6
        return found


def save(folder: Path, network: Network) -> None:
    """Write shape.json, weights.npz and lemmas.tsv.gz.

    Embedding tables are kept as 8-bit numbers with a scale for each row, all other weights as 16-bit floats.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "shape.json").write_bytes(msgspec.json.format(msgspec.json.encode(network.shape), indent=1))
    packed: dict[str, Any] = {}
    for name, array in network.arrays.items():
        if name not in network.weights:
            packed[name] = array
        elif name.startswith("table.") or name == "subwords":
            scale = np.maximum(np.abs(array).max(1, keepdims=True), 1e-8) / 127
            packed[name] = np.round(array / scale).astype(np.int8)
            packed[f"{name}:scale"] = scale.astype(np.float16)
        else:
            packed[name] = array.astype(np.float16)
    np.savez_compressed(folder / "weights.npz", **packed)
    lines = "".join(f"{form}\t{upos}\t{lemma}\n" for (form, upos), lemma in network.lemmas.items())
    (folder / "lemmas.tsv.gz").write_bytes(gzip.compress(lines.encode(), mtime=0))


def load(folder: Path) -> Network:
    """The network of a folder that `save` wrote."""
    shape = msgspec.json.decode((folder / "shape.json").read_bytes(), type=Shape)
    arrays: dict[str, Array] = {}
    with np.load(folder / "weights.npz") as packed:
        for name in packed.files:
            if name.endswith(":scale"):
                continue
            array = packed[name]
            if f"{name}:scale" in packed.files:
                array = array.astype(np.float32) * packed[f"{name}:scale"].astype(np.float32)
            arrays[name] = array.astype(np.float32) if array.dtype == np.float16 else array
    rows = (line.split("\t") for line in gzip.decompress((folder / "lemmas.tsv.gz").read_bytes()).decode().splitlines())
    return Network(shape, arrays, {(form, upos): lemma for form, upos, lemma in rows})
