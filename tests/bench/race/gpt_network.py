"""A GPT of microgpt's size, and the documents for it.

One layer, 16 dimensions, 4 heads, a block of 16, and 27 tokens: the letters, and one that stands
before the first and after the last. The network is written once, for any engine of scalars.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from typing import Any, NamedTuple

from minigrad import Value, cross_entropy, dot, softmax, total
from tests.bench.race import two_operands

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
