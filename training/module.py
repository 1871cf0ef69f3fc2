"""The network in PyTorch, for training only; `depesche.language.network` runs the exported weights with numpy."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from depesche.language.network.features import TABLES
from depesche.language.network.model import TRUNKS, Shape

PIECE_WIDTHS = {"lower": 64, "prefix": 32, "suffix2": 24, "suffix3": 32, "suffix4": 48, "shape": 24}


class TypeEncoder(nn.Module):
    """A word type's vector from the pieces of its form and its static vector."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.tables = nn.ModuleList(nn.Embedding(size, PIECE_WIDTHS[name]) for name, size in TABLES.items())
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.1)
        self.mix = nn.Linear(sum(PIECE_WIDTHS.values()) + shape.static, 2 * shape.width)
        self.out = nn.Linear(2 * shape.width, shape.width)

    def forward(self, rows: Tensor, static: Tensor, drop: float = 0.0) -> Tensor:
        parts = [table(rows[:, i]) for i, table in enumerate(self.tables)]
        if self.training and drop:
            parts = [p * (torch.rand(len(p), 1) > (drop if i == 0 else drop / 3)) for i, p in enumerate(parts)]
            static = static * (torch.rand(len(static), 1) > drop / 3)
        return self.out(F.relu(self.mix(torch.cat([*parts, static], 1))))


class Block(nn.Module):
    """A residual layer: what stands before, here and after, at a distance."""

    def __init__(self, width: int, dilation: int) -> None:
        super().__init__()
        self.dilation = dilation
        self.conv = nn.Linear(3 * width, width)
        self.norm = nn.LayerNorm(width)

    def forward(self, x: Tensor, mask: Tensor, drop: float) -> Tensor:
        y = F.pad(self.norm(x) * mask, (0, 0, self.dilation, self.dilation))
        n, d = x.shape[1], self.dilation
        y = F.relu(self.conv(torch.cat([y[:, :n], y[:, d : n + d], y[:, 2 * d :]], 2)))
        return (x + F.dropout(y, drop, self.training)) * mask


class Encoder(nn.Module):
    """Token vectors in context, shape (batch, tokens, width)."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.types = TypeEncoder(shape)
        self.blocks = nn.ModuleList(Block(shape.width, d) for d in shape.dilations)
        self.norm = nn.LayerNorm(shape.width)
        self.blank = nn.Parameter(torch.zeros(shape.width))

    def forward(
        self, ids: Tensor, mask: Tensor, rows: Tensor, static: Tensor, drop: float, blank: Tensor | None = None
    ) -> Tensor:
        kinds, places = torch.unique(ids, return_inverse=True)
        x = self.types(rows[kinds], static[kinds], drop)[places]
        if blank is not None:
            x = torch.where(blank[..., None], self.blank, x)
        m = mask[..., None].float()
        x = F.dropout(x, drop, self.training) * m
        for block in self.blocks:
            x = block(x, m, drop)
        return self.norm(x)


class Network(nn.Module):
    """Encoder and heads: tags, sentence starts, names, lemma scripts, arcs and their labels."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape)
        w = shape.width
        self.trunks = nn.ModuleDict({name: nn.Linear(w, shape.hidden) for name in TRUNKS})
        self.heads = nn.ModuleDict({name: nn.Linear(shape.hidden, len(c)) for name, c in shape.tags.items()})
        self.arc_dep = nn.Linear(w, shape.arc)
        self.arc_head = nn.Linear(w, shape.arc)
        self.arc = nn.Linear(shape.arc, shape.arc, bias=False)
        self.arc_prior = nn.Linear(shape.arc, 1)
        self.label_dep = nn.Linear(w, shape.label)
        self.label_head = nn.Linear(w, shape.label)
        self.label = nn.Parameter(torch.randn(len(shape.deps), shape.label, shape.label) * 0.02)
        self.label_sides = nn.Linear(2 * shape.label, len(shape.deps))
        self.root = nn.Parameter(torch.randn(w) * 0.1)

    def hidden(self, x: Tensor, drop: float) -> dict[str, Tensor]:
        """What the trunks make of word vectors (words, width), by name."""
        x = F.dropout(x, drop, self.training)
        return {name: F.dropout(F.relu(layer(x)), drop / 2, self.training) for name, layer in self.trunks.items()}

    def arcs(self, x: Tensor, sentence: Tensor, drop: float) -> tuple[Tensor, Tensor, Tensor]:
        """Scores (batch, tokens, tokens + 1), the root first; dependents' and heads' label vectors."""
        batch = len(x)
        with_root = torch.cat([self.root.expand(batch, 1, -1), x], 1)
        dep = F.dropout(F.relu(self.arc_dep(x)), drop, self.training)
        head = F.dropout(F.relu(self.arc_head(with_root)), drop, self.training)
        scores = self.arc(dep) @ head.transpose(1, 2) + self.arc_prior(head).transpose(1, 2)
        same = sentence[:, :, None] == sentence[:, None, :]
        same = same & ~torch.eye(x.shape[1], dtype=torch.bool)
        allowed = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
        scores = scores.masked_fill(~allowed, -1e4)
        label_dep = F.dropout(F.relu(self.label_dep(x)), drop, self.training)
        label_head = F.dropout(F.relu(self.label_head(with_root)), drop, self.training)
        return scores, label_dep, label_head

    def labels(self, dep: Tensor, head: Tensor) -> Tensor:
        """Label scores of dependents with their chosen heads, both (n, label); shape (n, labels)."""
        mixed = torch.einsum("ni,lij->nlj", dep, self.label)
        return torch.einsum("nlj,nj->nl", mixed, head) + self.label_sides(torch.cat([dep, head], 1))
