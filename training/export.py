"""From the trained PyTorch network to the weights that `depesche.language.network` reads."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from depesche.language.network.features import TABLES, Statics
from depesche.language.network.model import TRUNKS
from training.module import Network


def weights_of(net: Network, statics: Statics) -> dict[str, npt.NDArray[np.generic]]:
    """The weights by name; linear layers as (inputs, outputs)."""
    state = {name: value.detach().numpy().astype(np.float32) for name, value in net.state_dict().items()}
    gazetteer = statics.gazetteer
    found: dict[str, npt.NDArray[np.generic]] = {
        "subwords": statics.subwords.table,
        "gazetteer.keys": gazetteer.keys,
        "gazetteer.kinds": gazetteer.kinds,
        "root": state["root"],
    }

    def linear(name: str, source: str) -> None:
        found[f"{name}.weight"] = state[f"{source}.weight"].T
        if f"{source}.bias" in state:
            found[f"{name}.bias"] = state[f"{source}.bias"]

    for i, name in enumerate(TABLES):
        found[f"table.{name}"] = state[f"encoder.types.tables.{i}.weight"]
    linear("types.mix", "encoder.types.mix")
    linear("types.out", "encoder.types.out")
    for i in range(len(net.shape.dilations)):
        linear(f"block{i}", f"encoder.blocks.{i}.conv")
        for part in ("weight", "bias"):
            found[f"block{i}.norm.{part}"] = state[f"encoder.blocks.{i}.norm.{part}"]
    for part in ("weight", "bias"):
        found[f"norm.{part}"] = state[f"encoder.norm.{part}"]
    for trunk in TRUNKS:
        linear(f"trunk.{trunk}", f"trunks.{trunk}")
    for head in net.shape.tags:
        linear(f"head.{head}", f"heads.{head}")
    for name in ("arc_dep", "arc_head", "arc_prior", "label_dep", "label_head", "label_sides", "arc"):
        linear(name, name)
    # label scores as one product: (label, labels * label)
    found["label"] = state["label"].transpose(1, 0, 2).reshape(net.shape.label, -1)
    return found
