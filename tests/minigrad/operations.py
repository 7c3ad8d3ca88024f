"""Every operation of the engine with points to try it at: one table for many tests."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from minigrad import Value, dot, total

NUMBERS = [(-2.5,), (-1.0,), (-0.3,), (0.4,), (1.0,), (3.0,)]
ABOVE_ZERO = [(0.3,), (0.7,), (1.0,), (4.0,)]
PAIRS = [(-2.0, 3.0), (-0.5, -1.5), (0.3, 0.3), (1.0, -0.7), (4.0, 2.0)]
POSITIVE_BASES = [(0.2, 1.5), (0.7, -2.0), (1.0, 3.0), (2.5, 0.0), (3.0, 0.5)]
FIVES = [(1.0, -2.0, 3.0, 0.5, -1.0), (0.1, 0.2, -0.3, 0.4, 0.0)]


@dataclass(frozen=True)
class Operation:
    """An operation on values, the same on plain numbers and on PyTorch's tensors, with points."""

    name: str
    on_values: Callable[..., Value]
    on_numbers: Callable[..., float]
    on_tensors: Callable
    points: list[tuple[float, ...]]


def operator(name: str, f: Callable, points: list[tuple[float, ...]]) -> Operation:
    """Numbers, values and tensors are all written alike."""
    return Operation(name, f, f, f, points)


def function(name: str, on_numbers: Callable, points: list[tuple[float, ...]]) -> Operation:
    """Values and tensors have a method of this name."""

    def method(x):
        return getattr(x, name)()

    return Operation(name, method, on_numbers, method, points)


def many(name: str, f: Callable, formula: Callable, points: list[tuple[float, ...]]) -> Operation:
    """One node for what numbers and tensors need a formula for."""
    return Operation(name, f, formula, formula, points)


OPERATIONS = [
    operator("x + y", lambda x, y: x + y, PAIRS),
    operator("x + 3", lambda x: x + 3, NUMBERS),
    operator("3 + x", lambda x: 3 + x, NUMBERS),
    operator("x - y", lambda x, y: x - y, PAIRS),
    operator("x - 3", lambda x: x - 3, NUMBERS),
    operator("3 - x", lambda x: 3 - x, NUMBERS),
    operator("x * y", lambda x, y: x * y, PAIRS),
    operator("x * 3", lambda x: x * 3, NUMBERS),
    operator("3 * x", lambda x: 3 * x, NUMBERS),
    operator("x / y", lambda x, y: x / y, PAIRS),
    operator("x / 3", lambda x: x / 3, NUMBERS),
    operator("3 / x", lambda x: 3 / x, NUMBERS),
    operator("x ** y", lambda x, y: x**y, POSITIVE_BASES),
    operator("x ** 3", lambda x: x**3, NUMBERS),
    operator("x ** 1", lambda x: x**1, NUMBERS),
    operator("x ** 0", lambda x: x**0, NUMBERS),
    operator("x ** -2", lambda x: x**-2, NUMBERS),
    operator("x ** 0.5", lambda x: x**0.5, ABOVE_ZERO),
    operator("x ** -1.5", lambda x: x**-1.5, ABOVE_ZERO),
    operator("3 ** x", lambda x: 3**x, NUMBERS),
    operator("0.5 ** x", lambda x: 0.5**x, NUMBERS),
    operator("-x", lambda x: -x, NUMBERS),
    function("exp", math.exp, NUMBERS),
    function("log", math.log, ABOVE_ZERO),
    function("tanh", math.tanh, NUMBERS),
    function("sigmoid", lambda x: 1.0 / (1.0 + math.exp(-x)), NUMBERS),
    function("relu", lambda x: max(0.0, x), NUMBERS),
    many(
        "dot",
        lambda v, w, x, y, b: dot([v, w], [x, y], b),
        lambda v, w, x, y, b: v * x + w * y + b,
        FIVES,
    ),
    many(
        "total",
        lambda a, b, c, d, e: total([a, b, c, d, e]),
        lambda a, b, c, d, e: a + b + c + d + e,
        FIVES,
    ),
]

CASES = [(operation, point) for operation in OPERATIONS for point in operation.points]
IDS = [f"{operation.name} at {', '.join(map(str, point))}" for operation, point in CASES]


def slopes(f: Callable[..., float], point: tuple[float, ...], h: float = 1e-3) -> list[float]:
    """∂f/∂xᵢ at a point by central differences of two widths: the error is of the order h⁴."""

    def rise(i: int, step: float) -> float:
        right = f(*(x + step * (i == j) for j, x in enumerate(point)))
        left = f(*(x - step * (i == j) for j, x in enumerate(point)))
        return (right - left) / (2 * step)

    return [(4 * rise(i, h) - rise(i, 2 * h)) / 3 for i in range(len(point))]
