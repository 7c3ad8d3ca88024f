"""What a graph weighs, how its cost grows with it, and what it leaves to the garbage collector."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable
from statistics import median
from time import process_time
from typing import Any

from minigrad import Value, dot, total
from tests.bench.race import clock, gpt, moons

NODES = 10_000


def memory(number: type) -> float:
    """Bytes a node: products and sums in turn, of two leaves and the node before."""
    x, w, b = number(0.5), number(0.9), number(0.1)
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    kept = []  # the list's own weight is taken off below
    for _ in range(NODES // 2):
        kept.append(x := x * w)
        kept.append(x := x + b)
    bytes_ = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    return (bytes_ - kept.__sizeof__()) / NODES


def chain(nodes: int) -> Value:
    """One after the other."""
    x, w = Value(1.0), Value(0.999)
    for _ in range(nodes):
        x = x * w
    return x


def wide(nodes: int) -> Value:
    """All side by side, in one sum."""
    x = Value(0.5)
    return total([x * x for _ in range(nodes)])


def dense(nodes: int) -> Value:
    """Layers of eight, each node the dot product of the whole layer before with eight weights."""
    weights, bias = [Value(0.125) for _ in range(8)], Value(0.0)
    layer = [Value(float(i)) for i in range(8)]
    for _ in range(nodes // 8):
        layer = [dot(weights, layer, bias) for _ in layer]
    return total(layer)


def growth(shape: Callable[[int], Value], nodes: int, rounds: int) -> float:
    """How many times as long ten times the nodes take, both passes."""

    def seconds(size: int) -> float:
        gc.collect()
        start = process_time()
        shape(size).backward()
        return process_time() - start

    with clock.unseen():
        return median(seconds(10 * nodes) / seconds(nodes) for _ in range(rounds))


def garbage() -> dict[str, int]:
    """How many objects wait for the collector after a step of each of minigrad's designs."""
    found = {}
    steps: dict[str, Any] = {"moons step": moons.designs(False), "GPT step": gpt.designs(False)}
    for work, designs in steps.items():
        for name in ("minigrad", "minigrad, as a program"):
            found[f"{work}, {name}"] = left_by(designs[name].step)
    return found


def left_by(step: Callable[[], object]) -> int:
    """How many objects a call leaves to the collector."""
    step()
    gc.collect()
    gc.disable()
    step()
    found = gc.collect()
    gc.enable()
    return found
