"""Designs of one step: whether they agree, and how long each takes, in turns."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from math import isclose
from time import process_time
from typing import Any, Protocol

LEAST = 0.05  # seconds for which a design takes its turn, however fast it is
CALLS = 6  # and as often as this, so that it meets the garbage of its own last step, as in a training


class Design(Protocol):
    """A way to take a step."""

    def step(self) -> float:
        """Both passes and the update; the loss."""

    def numbers(self) -> list[float]:
        """The gradients of the last step, and the weights after it."""


def numbers_of(parameters: Iterable[Any]) -> list[float]:
    """The gradients and the data of scalars that have both."""
    return [p.grad for p in parameters] + [p.data for p in parameters]


def agree(designs: Mapping[str, Design], steps: int = 2) -> None:
    """Let each take a few steps, and assert that all come to the numbers of the first."""
    (first, example), *others = designs.items()
    for _ in range(steps):
        expected = [example.step(), *example.numbers()]
        for name, design in others:
            pairs = zip([design.step(), *design.numbers()], expected, strict=True)
            same = [isclose(a, b, rel_tol=1e-9, abs_tol=1e-12) for a, b in pairs]
            assert all(same), f"{name} and {first} come to different numbers"


def turns(actions: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """The seconds that each action takes in each round, in which every one has its turn."""
    times: dict[str, list[float]] = {name: [] for name in actions}
    with unseen():
        for _ in range(rounds):
            for name, action in actions.items():
                times[name].append(seconds(action))
    return times


@contextmanager
def unseen() -> Iterator[None]:
    """What is there already is hidden from the collector, which else goes through it, too.

    So an action costs what it would cost in a process of its own, without PyTorch's objects.
    """
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def seconds(action: Callable[[], object]) -> float:
    """The processor's time for one call, as the mean over a turn, without others' garbage."""
    gc.collect()
    calls, start = 0, process_time()
    while calls < CALLS or process_time() - start < LEAST:
        action()
        calls += 1
    return (process_time() - start) / calls
