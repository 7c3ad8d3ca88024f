"""An engine as microgpt has it: stored partials, and never more than two operands a node."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any


class Node:
    """A number, its operands, and its slope with respect to each of them."""

    __slots__ = ("data", "grad", "operands", "slopes")

    def __init__(self, data: float, operands: tuple = (), slopes: tuple = ()) -> None:
        self.data = data
        self.grad = 0.0
        self.operands = operands
        self.slopes = slopes

    def __add__(self, other: Any) -> Node:
        other = other if isinstance(other, Node) else Node(other)
        return Node(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other: Any) -> Node:
        other = other if isinstance(other, Node) else Node(other)
        return Node(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, n: float) -> Node:
        return Node(self.data**n, (self,), (n * self.data ** (n - 1.0),))

    def exp(self) -> Node:
        z = math.exp(self.data)
        return Node(z, (self,), (z,))

    def log(self) -> Node:
        return Node(math.log(self.data), (self,), (1.0 / self.data,))

    def relu(self) -> Node:
        above = self.data > 0.0
        return Node(self.data if above else 0.0, (self,), (1.0 if above else 0.0,))

    def __neg__(self) -> Node:
        return self * -1.0

    def __sub__(self, other: Any) -> Node:
        return self + -other

    def __truediv__(self, other: Any) -> Node:
        return self * other**-1.0

    __radd__ = __add__
    __rmul__ = __mul__

    def order(self) -> list[Node]:
        """Every node below this one, after its operands."""
        order: list[Node] = []
        seen = set()

        def visit(node: Node) -> None:
            if node not in seen:
                seen.add(node)
                for operand in node.operands:
                    visit(operand)
                order.append(node)

        visit(self)
        return order

    def backward(self) -> None:
        """Both the order and the walk through it."""
        order = self.order()
        self.grad = 1.0
        for node in reversed(order):
            for operand, slope in zip(node.operands, node.slopes, strict=True):
                operand.grad += slope * node.grad


def dot(ws: Iterable[Node], xs: Iterable[Node]) -> Node:
    """Σ wᵢ·xᵢ, a node for each product and each addition."""
    first, *others = (w * x for w, x in zip(ws, xs, strict=True))
    return sum(others, first)


def softmax(logits: list[Node]) -> list[Node]:
    """eᶻⁱ / Σ eᶻʲ, the largest logit taken from all first."""
    largest = max(z.data for z in logits)
    exponentials = [(z - largest).exp() for z in logits]
    normalizer = sum(exponentials)
    return [e / normalizer for e in exponentials]


def cross_entropy(logits: list[Node], target: int) -> Node:
    """-log softmax(z)ₜ"""
    return -softmax(logits)[target].log()
