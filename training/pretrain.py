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
from torch import nn
from torch.nn import functional as F

from depesche.language.network.model import Shape
from training.encoding import Types
from training.module import Encoder

WINDOW = 64
BATCH = 64
TARGETS = 12000
BLANKED = 0.18


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
    log: Callable[[str], None] = print,
) -> Encoder:
    """An encoder that has read the text `epochs` times; its state is kept every 500 steps at `state`."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    encoder = Encoder(shape)
    head = nn.Sequential(nn.Linear(shape.width, 128), nn.ReLU(), nn.Linear(128, TARGETS))
    both = nn.ModuleList([encoder, head])
    optimizer = torch.optim.AdamW(both.parameters(), lr=rate, betas=(0.9, 0.98), weight_decay=0.01)
    tables = types.tensors()
    classes = torch.from_numpy(target_classes(text, types))
    total = int(epochs * len(text) / BATCH)
    step = 0
    if state and state.exists():
        saved = torch.load(state)
        both.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        step = saved["step"]
    started, seen, losses = time.time(), 0, []
    mask = torch.ones(BATCH, WINDOW, dtype=torch.bool)
    while step < total:
        order = rng.permutation(len(text))
        for at in range(0, len(order) - BATCH, BATCH):
            if step >= total:
                break
            step += 1
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1.0, step / 300) * (0.02 + 0.98 * (1 - step / total))
            ids = torch.from_numpy(text[order[at : at + BATCH]]).long()
            chosen = torch.rand(ids.shape) < BLANKED
            blank = chosen & (torch.rand(ids.shape) < 0.9)
            with torch.autocast("cpu", torch.bfloat16):
                x = encoder(ids, mask, *tables, 0.0, blank)
                gold = classes[ids[chosen]]
                known = gold >= 0
                loss = F.cross_entropy(head(x[chosen][known]), gold[known])
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(both.parameters(), 2.0)
            optimizer.step()
            losses.append(loss.item())
            seen += ids.numel()
            if step % 100 == 0:
                rate_now = seen / (time.time() - started)
                log(f"step {step} of {total} loss {np.mean(losses[-100:]):.3f} {rate_now:.0f} words/s")
            if state and step % 500 == 0:
                torch.save({"model": both.state_dict(), "optimizer": optimizer.state_dict(), "step": step}, state)
    return encoder
