"""The moons network's answers at each point of a grid, as a picture of its border needs them."""

from __future__ import annotations

from minigrad import Program, Value
from tests.bench.race.clock import Design
from tests.bench.race.moons import Minigrad

COLUMNS, ROWS = 60, 36
GRID = [[x / 20 - 1.0, y / 18 - 0.75] for y in range(ROWS) for x in range(COLUMNS)]


class Model:
    """The model called on each point."""

    def __init__(self) -> None:
        self.model = Minigrad().model
        self.scores: list[float] = []

    def step(self) -> float:
        """All scores, and their sum."""
        self.scores = [self.model(point).data for point in GRID]
        return sum(self.scores)

    def numbers(self) -> list[float]:
        """The scores."""
        return self.scores


class AsProgram(Model):
    """A program of the score, run forward."""

    def __init__(self) -> None:
        super().__init__()
        xs = [Value(0.0), Value(0.0)]
        self.program = Program(self.model(xs), self.model.parameters(), xs)

    def step(self) -> float:
        """All scores, and their sum."""
        self.scores = self.program.forward(GRID)
        return sum(self.scores)


def designs(peers: bool) -> dict[str, Design]:
    """The designs by name."""
    return {"minigrad": Model(), "minigrad, as a program": AsProgram()}
