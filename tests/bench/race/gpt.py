"""A step of the GPT of `gpt_network.py`: one document of eight letters, both passes, and Adam."""

from __future__ import annotations

import math
from time import process_time

from minigrad import Adam, Program, Value
from tests.bench.race.clock import Design, numbers_of
from tests.bench.race.gpt_network import (
    BETAS,
    EPS,
    MINIGRAD,
    RATE,
    SIZE,
    TWO_OPERANDS,
    WORDS,
    Network,
    documents,
)


class TwoOperands:
    """The engine with two operands a node, and Adam as a loop."""

    def __init__(self) -> None:
        self.network = Network(TWO_OPERANDS)
        self.parameters = self.network.parameters
        self.documents = documents()
        self.means = [0.0] * len(self.parameters)
        self.squares = [0.0] * len(self.parameters)
        self.steps = 0

    def step(self) -> float:
        """Both passes and the update; the loss."""
        for p in self.parameters:
            p.grad = 0.0
        document = next(self.documents)
        loss = self.network.loss(self.network.embedded(document), document[1:])
        loss.backward()
        self.update()
        return loss.data

    def numbers(self) -> list[float]:
        """The gradients of the last step, and the weights after it."""
        return numbers_of(self.parameters)

    def update(self) -> None:
        """Adam."""
        self.steps += 1
        beta1, beta2 = BETAS
        rest1, rest2 = 1 - beta1**self.steps, 1 - beta2**self.steps
        for i, p in enumerate(self.parameters):
            self.means[i] = beta1 * self.means[i] + (1 - beta1) * p.grad
            self.squares[i] = beta2 * self.squares[i] + (1 - beta2) * p.grad**2
            mean, square = self.means[i] / rest1, self.squares[i] / rest2
            p.data -= RATE * mean / (math.sqrt(square) + EPS)


class Minigrad:
    """The package as it is."""

    def __init__(self) -> None:
        self.network = Network(MINIGRAD)
        self.parameters = self.network.parameters
        self.optimizer = Adam(self.parameters, RATE, BETAS, EPS)
        self.documents = documents()

    def step(self) -> float:
        """Both passes and the update; the loss."""
        document = next(self.documents)
        loss = self.network.loss(self.network.embedded(document), document[1:])
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        return loss.data

    def numbers(self) -> list[float]:
        """The gradients of the last step, and the weights after it."""
        return numbers_of(self.parameters)


class AsProgram(Minigrad):
    """A program for all documents of one length.

    To look a token's row up is no arithmetic, so it is not in the program: that has parameters of
    its own for the rows, which take the numbers before a step, and give the gradients back after.
    """

    def __init__(self) -> None:
        super().__init__()
        places = len(WORDS[0]) + 1
        self.slots = [[Value(1.0) for _ in range(SIZE)] for _ in range(places)]
        targets = [Value(0.0) for _ in range(places)]
        loss = self.network.loss(self.slots, targets)
        used = self.network.weights(places)
        began = process_time()
        self.program = Program(loss, [*sum(self.slots, []), *used], targets)
        self.making = process_time() - began

    def step(self) -> float:
        """Both passes and the update; the loss, for which no node is made."""
        document = next(self.documents)
        rows = self.network.embedded(document)
        for slots, row in zip(self.slots, rows, strict=True):
            for slot, number in zip(slots, row, strict=True):
                slot.data, slot.grad = number.data, 0.0
        self.optimizer.zero_grad()
        loss = self.program.backward([document[1:]])
        for slots, row in zip(self.slots, rows, strict=True):
            for slot, number in zip(slots, row, strict=True):
                number.grad += slot.grad
        self.optimizer.step()
        return loss


def designs(peers: bool) -> dict[str, Design]:
    """The designs by name; NumPy's only with `peers`."""
    ours: dict[str, Design] = {
        "two operands a node": TwoOperands(),
        "minigrad": Minigrad(),
        "minigrad, as a program": AsProgram(),
    }
    if not peers:
        return ours
    from tests.bench.race.gpt_numpy import InNumPy

    return ours | {"NumPy, vectorised": InNumPy()}
