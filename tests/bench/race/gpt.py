"""A step of a GPT of microgpt's size: one document of eight letters, both passes, and Adam.

One layer, 16 dimensions, 4 heads, a block of 16, and 27 tokens: the letters, and one that stands
before the first and after the last. The network is written once, for any engine of scalars.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from time import process_time
from typing import Any, NamedTuple

from minigrad import Adam, Program, Value, cross_entropy, dot, softmax, total
from tests.bench.race import two_operands
from tests.bench.race.clock import Design, numbers_of

SIZE, HEADS, BLOCK, VOCABULARY = 16, 4, 16, 27
HEAD = SIZE // HEADS
SHAPES = {
    "tokens": (VOCABULARY, SIZE),
    "places": (BLOCK, SIZE),
    "query": (SIZE, SIZE),
    "key": (SIZE, SIZE),
    "value": (SIZE, SIZE),
    "out": (SIZE, SIZE),
    "up": (4 * SIZE, SIZE),
    "down": (SIZE, 4 * SIZE),
    "head": (VOCABULARY, SIZE),
}
WORDS = ("isabella", "benjamin", "victoria", "jonathan", "penelope", "nicholas", "adelaide")
RATE, BETAS, EPS = 1e-6, (0.85, 0.99), 1e-8  # so small a rate leaves the work as it is
NORM = 1e-5  # what a norm adds under the root


def start() -> list[float]:
    """The weights at the start, matrix after matrix."""
    rng = random.Random(1)
    return [rng.gauss(0.0, 0.2) for rows, columns in SHAPES.values() for _ in range(rows * columns)]


def documents() -> Iterator[list[int]]:
    """The words as tokens, for ever: nine places to predict from, nine to predict."""
    return cycle([[0, *(ord(letter) - ord("a") + 1 for letter in word), 0] for word in WORDS])


class Engine(NamedTuple):
    """What the network needs of an engine."""

    number: Callable[[float], Any]
    dot: Callable[..., Any]
    softmax: Callable[..., Any]
    cross_entropy: Callable[..., Any]
    total: Callable[..., Any]


MINIGRAD = Engine(Value, dot, softmax, cross_entropy, total)
TWO_OPERANDS = Engine(
    two_operands.Node, two_operands.dot, two_operands.softmax, two_operands.cross_entropy, sum
)


class Network:
    """The weights as numbers of an engine, and the loss that is computed from them."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.parameters = [engine.number(weight) for weight in start()]
        numbers = iter(self.parameters)
        self.matrices = {
            name: [[next(numbers) for _ in range(columns)] for _ in range(rows)]
            for name, (rows, columns) in SHAPES.items()
        }

    def embedded(self, document: Sequence[int]) -> list[list[Any]]:
        """The row of each token, but for the last, which nothing follows."""
        return [self.matrices["tokens"][token] for token in document[:-1]]

    def weights(self, places: int) -> list[Any]:
        """The numbers of all matrices that a document of so many places needs, but the tokens."""
        needed = self.matrices | {"places": self.matrices["places"][:places], "tokens": []}
        return [number for matrix in needed.values() for row in matrix for number in row]

    def loss(self, embedded: list[list[Any]], targets: Sequence[Any]) -> Any:
        """The mean cross-entropy over the places, each of which sees those before it."""
        keys, values, losses = [], [], []
        places = self.matrices["places"]
        for row, place, target in zip(embedded, places, targets, strict=False):
            xs = self.norm([x + p for x, p in zip(row, place, strict=True)])
            normed = self.norm(xs)
            keys.append(self.linear("key", normed))
            values.append(self.linear("value", normed))
            mixed = self.attention(self.linear("query", normed), keys, values)
            xs = self.added(xs, self.linear("out", mixed))
            hidden = [h.relu() for h in self.linear("up", self.norm(xs))]
            xs = self.added(xs, self.linear("down", hidden))
            losses.append(self.engine.cross_entropy(self.linear("head", xs), target))
        return self.engine.total(losses) * (1.0 / len(losses))

    def attention(self, query: list[Any], keys: list[Any], values: list[Any]) -> list[Any]:
        """For each head, the values up to here, mixed as their keys fit the query."""
        mixed = []
        for part in (slice(i, i + HEAD) for i in range(0, SIZE, HEAD)):
            fits = [self.engine.dot(query[part], key[part]) * HEAD**-0.5 for key in keys]
            weights = self.engine.softmax(fits)
            columns = zip(*(value[part] for value in values), strict=True)
            mixed += [self.engine.dot(weights, column) for column in columns]
        return mixed

    def linear(self, name: str, xs: list[Any]) -> list[Any]:
        """The matrix of that name times `xs`."""
        return [self.engine.dot(row, xs) for row in self.matrices[name]]

    def norm(self, xs: list[Any]) -> list[Any]:
        """`xs` over the root of the mean of their squares."""
        scale = (self.engine.dot(xs, xs) * (1.0 / SIZE) + NORM) ** -0.5
        return [x * scale for x in xs]

    def added(self, xs: list[Any], ys: list[Any]) -> list[Any]:
        """xᵢ + yᵢ"""
        return [x + y for x, y in zip(xs, ys, strict=True)]


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
