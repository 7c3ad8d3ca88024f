"""A chain of 2,000 operations on scalars, there and back: the cost of a single operation."""

from __future__ import annotations

from typing import Any

from minigrad import Value
from tests.bench.race.clock import Design

LINKS = 500  # of four operations each
OPERATIONS = 4 * LINKS
START = (0.5, 0.9, 0.1)


class Chain:
    """tanh(x·w + b) - b, again and again."""

    def __init__(self) -> None:
        self.leaves = [self.number(x) for x in START]

    def number(self, x: float) -> Any:
        """A leaf."""
        return Value(x)

    def step(self) -> float:
        """Both passes; the number at the end."""
        for leaf in self.leaves:
            leaf.grad = 0.0
        return self.end().data

    def end(self) -> Any:
        """The end of the chain, from which the gradients have been passed back."""
        x, w, b = self.leaves
        for _ in range(LINKS):
            x = (x * w + b).tanh() - b
        x.backward()
        return x

    def numbers(self) -> list[float]:
        """The gradients of the last step."""
        return [float(leaf.grad) for leaf in self.leaves]


class PyTorch(Chain):
    """Tensors without a dimension, in double precision."""

    def number(self, x: float) -> Any:
        """A leaf."""
        import torch

        return torch.tensor(x, dtype=torch.float64, requires_grad=True)

    def step(self) -> float:
        """Both passes; the number at the end."""
        for leaf in self.leaves:
            leaf.grad = None
        return float(self.end().item())


def designs(peers: bool) -> dict[str, Design]:
    """The designs by name; PyTorch only with `peers`."""
    ours: dict[str, Design] = {"minigrad": Chain()}
    return ours | {"PyTorch, 0-d tensors": PyTorch()} if peers else ours
