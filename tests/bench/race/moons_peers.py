"""The step of `moons.py` in other packages, which are imported when a design of theirs is made."""

from __future__ import annotations

from typing import Any

from tests.bench.race.moons import ALPHA, POINTS, RATE, SIZES, TARGETS, Scalars, start


class Micrograd(Scalars):
    """micrograd's own classes, with these weights."""

    def __init__(self) -> None:
        from micrograd.engine import Value
        from micrograd.nn import MLP

        self.number = Value
        self.score = MLP(SIZES[0], SIZES[1:])
        self.parameters = self.score.parameters()
        for p, weight in zip(self.parameters, start(), strict=True):
            p.data = weight


class PyTorch:
    """All points at once, in double precision, with as few calls as there can be."""

    def __init__(self) -> None:
        import torch

        self.torch, self.layers = torch, []
        self.points, self.targets = (
            torch.tensor(numbers, dtype=torch.float64) for numbers in (POINTS, TARGETS)
        )
        weights = iter(start())
        for nin, nout in zip(SIZES, SIZES[1:], strict=False):
            rows = [[next(weights) for _ in range(nin + 1)] for _ in range(nout)]
            matrix, bias = [row[:-1] for row in rows], [row[-1] for row in rows]
            self.layers += [
                torch.tensor(numbers, dtype=torch.float64, requires_grad=True)
                for numbers in (matrix, bias)
            ]

    def step(self) -> float:
        """Both passes and the update; the loss."""
        loss = self.loss()
        for p in self.layers:
            p.grad = None
        loss.backward()
        with self.torch.no_grad():
            for p in self.layers:
                p.sub_(p.grad, alpha=RATE)
        return loss.item()

    def loss(self) -> Any:
        """The mean max-margin loss and the penalty."""
        linear = self.torch.nn.functional.linear
        w1, b1, w2, b2, w3, b3 = self.layers
        hidden = linear(linear(self.points, w1, b1).relu(), w2, b2).relu()
        losses = (1.0 - self.targets * linear(hidden, w3, b3).squeeze(1)).relu()
        return losses.mean() + ALPHA * sum((p * p).sum() for p in self.layers)

    def numbers(self) -> list[float]:
        """The gradients of the last step, and the weights after it."""
        return [*self.flat([p.grad for p in self.layers]), *self.flat(self.layers)]

    def flat(self, tensors: list[Any]) -> list[float]:
        """Their numbers, neuron after neuron, each with its bias last."""
        pairs = zip(tensors[::2], tensors[1::2], strict=True)
        neurons = [self.torch.cat([w, b[:, None]], 1) for w, b in pairs]
        return [number for layer in neurons for number in layer.flatten().tolist()]
