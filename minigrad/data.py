"""Small data sets to learn from: most are `(xs, ys)`, a list of inputs and a list of targets."""

from __future__ import annotations

import csv
import math
import random
from importlib import resources
from itertools import product

from minigrad.floats import SEED, as_float, as_int

IRIS_SPECIES = ("setosa", "versicolor", "virginica")


def four_points() -> tuple[list[list[float]], list[float]]:
    """Four inputs of three numbers, targets 1 or -1, from Karpathy's lecture on micrograd (2022).

    >>> xs, ys = four_points()
    >>> xs[0], ys
    ([2.0, 3.0, -1.0], [1.0, -1.0, -1.0, 1.0])
    """
    xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
    return xs, [1.0, -1.0, -1.0, 1.0]


def even_odd(low: int = 0, high: int = 1) -> tuple[list[list[float]], list[float]]:
    """All (x, y, z) of whole numbers from `low` to `high`, with 1 if x + y + z is even, else -1.

    There are (high - low + 1)³ of them: 8 by default. Raises `ValueError` if `high` is below `low`
    or one of them beyond 2⁵³, `TypeError` if one of them is not a whole number.

    >>> xs, ys = even_odd()
    >>> xs[3], ys[3]
    ([0.0, 1.0, 1.0], 1.0)
    """
    low = as_int(low, "low must be a whole number")
    high = as_int(high, "high must be a whole number")
    if high < low:
        raise ValueError(f"high must not be below low, but {high} is below {low}")
    if max(-low, high) > 2**53:
        raise ValueError("beyond 2**53 a float no longer tells even from odd: take smaller ends")
    points = list(product(range(low, high + 1), repeat=3))
    return [[float(c) for c in p] for p in points], [
        1.0 if sum(p) % 2 == 0 else -1.0 for p in points
    ]


def make_moons(
    n: int = 100, noise: float = 0.1, seed: int | None = None
) -> tuple[list[list[float]], list[float]]:
    """`n` points (x, y) on two interlocked half circles, targets 1 (upper) and -1 (lower).

    Each coordinate gets a normal deviate times `noise`. The same `seed` gives the same points on
    every machine, but for the last bits.

    Raises `ValueError` if `n` is below 2, `noise` negative or infinite, or `seed` negative,
    `TypeError` if one of them is not a number of its kind.

    >>> xs, ys = make_moons(4, noise=0.0)
    >>> [[round(c, 4) for c in x] for x in xs], ys
    ([[1.0, 0.0], [-1.0, 0.0], [0.0, 0.5], [2.0, 0.5]], [1.0, 1.0, -1.0, -1.0])
    """
    n, noise = as_int(n, "n must be a whole number"), as_float(noise, "noise is")
    if n < 2 or not 0.0 <= noise < math.inf:
        raise ValueError(
            f"make_moons needs n from 2 on, and finite noise from 0 on, not {n} and {noise}"
        )
    rng = random.Random(None if seed is None else as_int(seed, SEED, least=0))
    upper, lower = _angles(n - n // 2), _angles(n // 2)
    moons = [(math.cos(t), math.sin(t)) for t in upper] + [
        (1 - math.cos(t), 0.5 - math.sin(t)) for t in lower
    ]
    xs = [[c + rng.gauss(0.0, noise) for c in point] for point in moons]
    return xs, [1.0] * len(upper) + [-1.0] * len(lower)


def load_iris() -> tuple[list[list[float]], list[int]]:
    """Fisher's 150 iris flowers: sepal length and width, petal length and width in cm, and species.

    The species is its index in `IRIS_SPECIES`: 0, 1 or 2. They come in that order, fifty of each:
    shuffle before you hold some back.
    Source: R. A. Fisher, "The use of multiple measurements in taxonomic problems", 1936, table I.

    >>> xs, ys = load_iris()
    >>> xs[0], ys[0], len(xs)
    ([5.1, 3.5, 1.4, 0.2], 0, 150)
    """
    with resources.files("minigrad").joinpath("iris.csv").open(encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    return [[float(cell) for cell in row[:4]] for row in rows], [
        IRIS_SPECIES.index(row[4]) for row in rows
    ]


def load_dinosaurs() -> list[str]:
    """The names of 1,449 genera of dinosaurs, from a to z, in the 26 small letters.

    They come in the order of the alphabet: shuffle before you hold some back.
    Source: Corpora, https://github.com/dariusk/corpora, animals/dinosaurs; public domain (CC0).

    >>> names = load_dinosaurs()
    >>> len(names), names[0], max(names, key=len)
    (1449, 'aachenosaurus', 'micropachycephalosaurus')
    """
    text = resources.files("minigrad").joinpath("dinosaurs.txt").read_text(encoding="utf-8")
    return text.split()


def _angles(n: int) -> list[float]:
    """`n` angles from 0 to π, both ends included."""
    return [math.pi * i / max(1, n - 1) for i in range(n)]
