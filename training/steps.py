"""One step of training, the same for pretraining and training."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

LOWEST = 0.02  # of the rate, at the end


def say(line: str) -> None:
    """Print at once, also into a file."""
    print(line, flush=True)


class Steps:
    """AdamW at a rate that rises for the first `warm` steps and falls to almost nothing at step `total`."""

    def __init__(self, module: nn.Module, rate: float, total: int, warm: int) -> None:
        self.module, self.rate, self.total, self.warm = module, rate, total, warm
        self.done = 0
        self._optimizer = torch.optim.AdamW(module.parameters(), lr=rate, betas=(0.9, 0.98), weight_decay=0.01)

    @staticmethod
    def precision() -> torch.autocast:
        """bfloat16 where the processor has it; elsewhere it is emulated, and slow."""
        return torch.autocast("cpu", torch.bfloat16, enabled=torch.cpu._is_avx512_bf16_supported())

    def take(self, loss: Tensor) -> float:
        """Move the weights against the loss; the loss as a number."""
        self.done += 1
        left = max(0.0, 1 - self.done / self.total)
        for group in self._optimizer.param_groups:
            group["lr"] = self.rate * min(1.0, self.done / self.warm) * (LOWEST + (1 - LOWEST) * left)
        self._optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.module.parameters(), 2.0)
        self._optimizer.step()
        return loss.item()

    def state(self) -> dict[str, Any]:
        """All that is needed to go on after a cut."""
        kept = {"module": self.module.state_dict(), "optimizer": self._optimizer.state_dict()}
        return kept | {"done": self.done, "total": self.total}

    def resume(self, state: dict[str, Any]) -> None:
        """Go on where `state` was taken."""
        self.module.load_state_dict(state["module"])
        self._optimizer.load_state_dict(state["optimizer"])
        self.done, self.total = state["done"], state["total"]
