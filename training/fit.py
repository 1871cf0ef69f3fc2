"""Training of the network on sentences of different annotation."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from depesche.language.network.model import trunk_of
from training.encoding import SKIP, Batch, Encoded, batches_of, collate, sequences_of
from training.module import Network
from training.steps import Steps, say

WEIGHTS = {"lemma": 0.3, "xpos": 0.5, "start": 0.3}
FEATURE_WEIGHT = 0.25
WARM = 400  # steps
BLANKED = 0.05  # of the words are hidden from the network, so that it also trusts what stands around them
Corpus = tuple[list[Encoded], float]  # sentences and their share an epoch: 0.5 half of them, 2 all of them twice
Tables = tuple[Tensor, Tensor]


@dataclass
class Recipe:
    """How to train."""

    epochs: int = 18
    words: int = 1500  # a batch
    rate: float = 0.0015
    drop: float = 0.3
    smooth: float = 0.03
    seed: int = 1
    averaged_from: float = 0.6  # of the steps; the weights kept are an average from there on


class Average:
    """A moving average of a network's weights, which generalises better than the last ones."""

    def __init__(self) -> None:
        self.weights: dict[str, Tensor] | None = None

    def update(self, net: Network) -> None:
        """Move towards the network's weights."""
        state = {name: value.detach() for name, value in net.state_dict().items()}
        if self.weights is None:
            self.weights = {name: value.clone() for name, value in state.items()}
            return
        for name, value in state.items():
            self.weights[name].lerp_(value, 0.02)


def fit(
    net: Network, train: list[Corpus], tables: Tables, recipe: Recipe, state: Path, log: Callable[[str], None] = say
) -> Network:
    """Train on corpora; the state is kept after each epoch, and a training that was cut off goes on from there."""
    first = epoch_batches(train, recipe.words, random.Random(recipe.seed))
    steps = Steps(net, recipe.rate, len(first) * recipe.epochs, WARM)
    average = Average()
    begun = 0
    if state.exists():
        saved = torch.load(state)
        steps.resume(saved["steps"])
        average.weights, begun = saved["average"], saved["epoch"]
    for epoch in range(begun, recipe.epochs):
        started = time.time()
        torch.manual_seed(recipe.seed + epoch)
        batches = epoch_batches(train, recipe.words, random.Random(recipe.seed + epoch))
        net.train()
        losses = []
        for sequences in batches:
            with steps.precision():
                loss = loss_of(net, collate(sequences, list(net.shape.tags)), tables, recipe)
            losses.append(steps.take(loss))
            if steps.done > steps.total * recipe.averaged_from and steps.done % 10 == 0:
                average.update(net)
        torch.save({"steps": steps.state(), "average": average.weights, "epoch": epoch + 1}, state)
        log(f"epoch {epoch + 1} of {recipe.epochs}: loss {np.mean(losses):.3f}, {time.time() - started:.0f} s")
    if average.weights is not None:
        net.load_state_dict(average.weights)
    return net.eval()


def epoch_batches(train: list[Corpus], words: int, rng: random.Random) -> list[list[list[Encoded]]]:
    """The batches of one epoch."""
    sequences: list[list[Encoded]] = []
    for corpus, share in train:
        joined = sequences_of(corpus, rng)
        whole, part = divmod(share, 1)
        sequences += joined * int(whole) + rng.sample(joined, int(part * len(joined)))
    return batches_of(sequences, words, rng)


def loss_of(net: Network, batch: Batch, tables: Tables, recipe: Recipe) -> Tensor:
    """The sum of the losses of all heads for which the batch has gold labels."""
    blank = torch.rand(batch.ids.shape) < BLANKED
    x = net.encoder(batch.ids, batch.mask, *tables, recipe.drop, blank)
    loss = tag_loss(net, x[batch.mask], {name: gold[batch.mask] for name, gold in batch.tags.items()}, recipe)
    with_tree = (batch.heads != SKIP).any(1)
    if with_tree.any():
        gold = (batch.sentence[with_tree], batch.heads[with_tree], batch.deps[with_tree])
        loss = loss + tree_loss(net, x[with_tree], *gold, recipe)
    return loss


def tag_loss(net: Network, x: Tensor, tags: dict[str, Tensor], recipe: Recipe) -> Tensor:
    """The loss of the heads that label single words, for word vectors x (words, width)."""
    hidden = net.hidden(x, recipe.drop)
    loss = torch.zeros(())
    for name, gold in tags.items():
        known = gold != SKIP
        if known.any():
            weight = FEATURE_WEIGHT if name.startswith("feat_") else WEIGHTS.get(name, 1.0)
            scores = net.heads[name](hidden[trunk_of(name)][known])
            loss = loss + weight * F.cross_entropy(scores, gold[known], label_smoothing=recipe.smooth)
    return loss


def tree_loss(net: Network, x: Tensor, sentence: Tensor, heads: Tensor, deps: Tensor, recipe: Recipe) -> Tensor:
    """The loss of heads and labels, for word vectors x (sequences, words, width)."""
    scores, dep, head = net.arcs(x, sentence, recipe.drop)
    known = heads != SKIP
    loss = F.cross_entropy(scores[known], heads[known])
    labelled = known & (deps != SKIP)
    row = torch.arange(len(x))[:, None].expand_as(heads)[labelled]
    labels = net.labels(dep[labelled], head[row, heads[labelled]])
    return loss + F.cross_entropy(labels, deps[labelled], label_smoothing=recipe.smooth)
