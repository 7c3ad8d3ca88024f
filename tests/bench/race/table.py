"""What is to be reached, and the table that says whether it is."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Collection
from pathlib import Path
from statistics import median
from typing import NamedTuple

from minigrad import Value
from tests.bench.race import chain, clock, gpt, graphs, grid, moons

PLAIN, PROGRAM = "minigrad", "minigrad, as a program"


class Result(NamedTuple):
    """A row of the table: a figure, and the one that is wanted of it."""

    work: str
    against: str
    figure: float
    goal: float
    unit: str

    def holds(self) -> bool:
        """Whether the goal is reached: `faster` from it on, everything else up to it."""
        return self.figure >= self.goal if self.unit == "x faster" else self.figure <= self.goal

    def __str__(self) -> str:
        numbers = f"{self.figure:7.2f} {self.unit:<9} {self.goal:6g} {self.unit:<9}"
        return f"{self.work:<37}{self.against:<22}{numbers}{'yes' if self.holds() else 'no'}"


class Contest(NamedTuple):
    """A step in several designs, and the rows (ours, against, goal, unit) that come of it."""

    work: str
    designs: Callable[[bool], dict[str, clock.Design]]
    rows: list[tuple[str, str, float, str]]


CONTESTS = {
    "moons": Contest(
        "moons step",
        moons.designs,
        [
            (PLAIN, "micrograd", 45, "x faster"),
            (PROGRAM, "micrograd", 300, "x faster"),
            (PROGRAM, "floats, unrolled", 1.5, "x slower"),
            (PROGRAM, "PyTorch, vectorised", 15, "x slower"),
        ],
    ),
    "chain": Contest(
        f"chain of {chain.OPERATIONS} operations",
        chain.designs,
        [(PLAIN, "PyTorch, 0-d tensors", 6, "x faster")],
    ),
    "gpt": Contest(
        "GPT step",
        gpt.designs,
        [
            (PLAIN, "two operands a node", 9, "x faster"),
            (PROGRAM, "two operands a node", 25, "x faster"),
            (PROGRAM, "NumPy, vectorised", 2, "x slower"),
        ],
    ),
    "grid": Contest(
        f"grid of {len(grid.GRID)} points", grid.designs, [(PROGRAM, PLAIN, 10, "x faster")]
    ),
}


def measured(names: Collection[str], rounds: int, file: Path | None, peers: bool = True) -> None:
    """Print the time of each design, then the table; write the figures to a file."""
    results: list[Result] = []
    times: dict[str, dict[str, float]] = {}
    for name in names:
        if name == "graphs":
            results += of_graphs(rounds)
        else:
            times[name], rows = of_contest(CONTESTS[name], rounds, peers)
            results += rows
    print(f"{'work':<37}{'against':<22}{'measured':>17} {'to reach':>16} holds")
    print(*results, sep="\n")
    if file:
        rows = [result._asdict() | {"holds": result.holds()} for result in results]
        machine = {"python": platform.python_version(), "machine": platform.machine()}
        figures = machine | {"seconds": times, "rows": rows}
        file.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def of_contest(contest: Contest, rounds: int, peers: bool) -> tuple[dict[str, float], list[Result]]:
    """The seconds that a step of each design takes, printed too, and the rows."""
    designs = contest.designs(peers)
    clock.agree(designs)
    times = clock.turns({name: design.step for name, design in designs.items()}, rounds)
    typical = {name: median(seconds) for name, seconds in times.items()}
    first = next(iter(times))
    print(f"{contest.work:<31}{'ms':>9}{'speed':>9}")
    for name in times:
        speed = ratio(times, name, first)
        print(f"  {name:<29}{typical[name] * 1e3:>9.2f}{speed:>8.1f}x")
    for name, design in designs.items():
        if hasattr(design, "making"):
            print(f"  to make {name.split(', ')[1]}, once {design.making * 1e3:>19.0f}")
    print()
    return typical, [
        row(contest.work, times, *wanted) for wanted in contest.rows if wanted[1] in designs
    ]


def row(
    work: str, times: dict[str, list[float]], ours: str, other: str, goal: float, unit: str
) -> Result:
    """How many times faster, or slower, ours is than the other."""
    figure = ratio(times, ours, other) if unit == "x faster" else ratio(times, other, ours)
    return Result(work + ours.removeprefix(PLAIN), other, figure, goal, unit)


def ratio(times: dict[str, list[float]], fast: str, slow: str) -> float:
    """How many times faster one is than the other: the median over the rounds."""
    pairs = zip(times[slow], times[fast], strict=True)
    return median(longer / shorter for longer, shorter in pairs)


def of_graphs(rounds: int) -> list[Result]:
    """The rows on memory, growth and garbage."""
    from micrograd.engine import Value as Theirs

    share = graphs.memory(Value) / graphs.memory(Theirs)
    results = [Result("memory a node", "micrograd", share, 0.25, "of it")]
    for shape in (graphs.chain, graphs.wide, graphs.dense):
        for nodes in (10_000, 100_000):
            times = graphs.growth(shape, nodes, min(rounds, 3))  # the largest take seconds
            work = f"{shape.__name__}, {10 * nodes} nodes"
            results.append(Result(work, f"{nodes} nodes", times, 12, "x slower"))
    for work, found in graphs.garbage().items():
        results.append(Result(work, "the collector", found, 0, "objects"))
    return results
