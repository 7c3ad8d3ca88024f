"""micrograd's demo step: 100 points on two moons, an MLP 2-16-16-1 with relu, both passes, update.

The loss is the mean max-margin loss with an L2 penalty; the update is plain gradient descent.
"""

from __future__ import annotations

import random
from typing import Any

from minigrad import MLP, SGD, Program, Value, hinge_loss, l2_penalty, make_moons
from tests.bench.race.clock import Design, numbers_of
from tests.bench.race.two_operands import Node
from tests.bench.race.unrolled import unrolled

POINTS, TARGETS = make_moons(100, noise=0.1, seed=1)
SIZES = [2, 16, 16, 1]
ALPHA = 1e-4
RATE = 1e-6  # so small that the weights, and with them the work, stay what they are


def start() -> list[float]:
    """The weights at the start, neuron after neuron, each with its bias last."""
    rng = random.Random(1)
    count = sum((nin + 1) * nout for nin, nout in zip(SIZES, SIZES[1:], strict=False))
    return [rng.uniform(-1.0, 1.0) for _ in range(count)]


class Scalars:
    """The step as micrograd's demo takes it, whatever the class of its numbers."""

    def __init__(self, number: type) -> None:
        self.number = number
        self.parameters = [number(weight) for weight in start()]

    def step(self) -> float:
        """Both passes and the update; the loss."""
        loss = self.loss()
        for p in self.parameters:
            p.grad = 0.0
        loss.backward()
        for p in self.parameters:
            p.data -= RATE * p.grad
        return loss.data

    def loss(self) -> Any:
        """The graph of all points."""
        scores = [self.score([self.number(x) for x in point]) for point in POINTS]
        pairs = zip(TARGETS, scores, strict=True)
        losses = [(1.0 + -target * score).relu() for target, score in pairs]
        penalty = ALPHA * sum(p * p for p in self.parameters)
        return sum(losses) * (1.0 / len(losses)) + penalty

    def score(self, xs: list[Any]) -> Any:
        """The network's output: each neuron takes its weights, then its bias, from one list."""
        parameters = iter(self.parameters)
        for i, size in enumerate(SIZES[1:], start=2):
            outputs = []
            for _ in range(size):
                weights, bias = [next(parameters) for _ in xs], next(parameters)
                output = sum((w * x for w, x in zip(weights, xs, strict=True)), bias)
                outputs.append(output if i == len(SIZES) else output.relu())
            xs = outputs
        return xs[0]

    def numbers(self) -> list[float]:
        """The gradients of the last step, and the weights after it."""
        return numbers_of(self.parameters)


class Minigrad:
    """The package as it is: a node for each dot product and each sum over a list."""

    def __init__(self) -> None:
        self.model = MLP(SIZES[0], SIZES[1:], activation="relu", output="linear")
        self.parameters = self.model.parameters()
        for p, weight in zip(self.parameters, start(), strict=True):
            p.data = weight
        self.optimizer = SGD(self.parameters, RATE)

    def step(self) -> float:
        """Both passes and the update; the loss."""
        loss = self.loss()
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        return loss.data

    def loss(self) -> Value:
        """The graph of all points."""
        scores = [self.model(point) for point in POINTS]
        return hinge_loss(scores, TARGETS) + l2_penalty(self.parameters, ALPHA)

    def numbers(self) -> list[float]:
        """The gradients of the last step, and the weights after it."""
        return numbers_of(self.parameters)


class AsProgram(Minigrad):
    """The package's graph of one point, written out as Python for all of them."""

    def __init__(self) -> None:
        super().__init__()
        xs, target = [Value(x) for x in POINTS[0]], Value(TARGETS[0])
        example = hinge_loss([self.model(xs)], [target]) + l2_penalty(self.parameters, ALPHA)
        mean = example / len(POINTS)  # its sum over the points
        self.program = Program(mean, self.parameters, [*xs, target])
        self.rows = [[*point, target] for point, target in zip(POINTS, TARGETS, strict=True)]

    def step(self) -> float:
        """Both passes and the update; the loss, for which no node is made."""
        self.optimizer.zero_grad()
        loss = self.program.backward(self.rows)
        self.optimizer.step()
        return loss


class Unrolled:
    """The limit of plain Python: floats and nothing else, unrolled for this network alone."""

    def __init__(self) -> None:
        self.weights, self.gradients = start(), []
        self.rows = list(zip(POINTS, TARGETS, strict=True))
        self.run = unrolled(SIZES, ALPHA, len(POINTS))

    def step(self) -> float:
        """Both passes and the update; the loss."""
        loss, self.gradients = self.run(self.weights, self.rows)
        pairs = zip(self.weights, self.gradients, strict=True)
        self.weights = [weight - RATE * gradient for weight, gradient in pairs]
        return loss

    def numbers(self) -> list[float]:
        """The gradients of the last step, and the weights after it."""
        return [*self.gradients, *self.weights]


def designs(peers: bool) -> dict[str, Design]:
    """The designs by name; those of other packages only with `peers`."""
    theirs: dict[str, Design] = {}
    if peers:
        from tests.bench.race.moons_peers import Micrograd, PyTorch

        theirs = {"micrograd": Micrograd(), "PyTorch, vectorised": PyTorch()}
    return theirs | {
        "two operands a node": Scalars(Node),
        "minigrad": Minigrad(),
        "minigrad, as a program": AsProgram(),
        "floats, unrolled": Unrolled(),
    }
