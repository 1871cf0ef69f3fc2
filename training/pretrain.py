"""Pretraining of the encoder on raw text: words are blanked out and told from what stands around them.

The text is news-like and free (official works); what is learnt is what kinds of words stand where, which is half of
grammar and which a few thousand trees cannot teach.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from depesche.language.network.model import Shape
from training.encoding import Types
from training.module import Encoder
from training.steps import Steps, say

WINDOW = 64
BATCH = 64
TARGETS = 12000
BLANKED = 0.18
WARM = 300  # steps


def windows(words: Iterable[str], types: Types) -> np.ndarray:
    """The text as type numbers, cut into windows, shape (windows, WINDOW)."""
    ids = np.fromiter((types.ids([w])[0] for w in words), dtype=np.int32)
    return ids[: len(ids) // WINDOW * WINDOW].reshape(-1, WINDOW)


def target_classes(text: np.ndarray, types: Types) -> np.ndarray:
    """The class of each type: the commonest lower-case words each have one, all others -1."""
    lower = [word.lower() for word in types.number]
    counts: Counter[str] = Counter()
    for kind, n in enumerate(np.bincount(text.ravel(), minlength=len(lower))):
        counts[lower[kind]] += int(n)
    number = {word: i for i, (word, _) in enumerate(counts.most_common(TARGETS))}
    return np.array([number.get(word, -1) for word in lower])


def pretrain(
    shape: Shape,
    text: np.ndarray,
    types: Types,
    *,
    seed: int,
    epochs: float,
    rate: float = 0.002,
    state: Path | None = None,
    log: Callable[[str], None] = say,
) -> Encoder:
    """An encoder that has read the text `epochs` times; its state is kept every 500 steps at `state`."""
    torch.manual_seed(seed)
    encoder = Encoder(shape)
    head = nn.Sequential(nn.Linear(shape.width, 128), nn.ReLU(), nn.Linear(128, TARGETS))
    an_epoch = len(text) // BATCH
    steps = Steps(nn.ModuleList([encoder, head]), rate, int(epochs * an_epoch), WARM)
    tables = types.tensors()
    classes = torch.from_numpy(target_classes(text, types))
    if state and state.exists():
        steps.resume(torch.load(state))
    mask = torch.ones(BATCH, WINDOW, dtype=torch.bool)
    losses: list[float] = []
    started, before = time.time(), steps.done
    while steps.done < steps.total:
        epoch, place = divmod(steps.done, an_epoch)
        if not place or not losses:  # a new epoch, or the first step after a cut
            order = np.random.default_rng([seed, epoch]).permutation(len(text))
        ids = torch.from_numpy(text[order[place * BATCH : (place + 1) * BATCH]]).long()
        losses.append(steps.take(blank_loss(encoder, head, ids, mask, tables, classes, steps)))
        if steps.done % 100 == 0:
            speed = (steps.done - before) * BATCH * WINDOW / (time.time() - started)
            log(f"step {steps.done} of {steps.total} loss {np.mean(losses[-100:]):.3f} {speed:.0f} words/s")
        if state and steps.done % 500 == 0:
            torch.save(steps.state(), state)
    return encoder


def blank_loss(
    encoder: Encoder, head: nn.Module, ids: Tensor, mask: Tensor, tables: tuple[Tensor, Tensor], classes: Tensor,
    steps: Steps,
) -> Tensor:  # fmt: skip
    """How badly the words that are blanked out (one in ten of the chosen is left to see) are told from the others."""
    chosen = torch.rand(ids.shape) < BLANKED
    blank = chosen & (torch.rand(ids.shape) < 0.9)
    with steps.precision():
        x = encoder(ids, mask, *tables, 0.0, blank)
        gold = classes[ids[chosen]]
        known = gold >= 0
        return F.cross_entropy(head(x[chosen][known]), gold[known])
