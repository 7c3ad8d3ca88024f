"""Pictures of a training: the loss curve, and where a network draws the line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

from minigrad.cli.saving import write_whole
from minigrad.cli.train import Row, Task
from minigrad.engine import Value
from minigrad.nn import MLP
from minigrad.pictures.surface import grid
from minigrad.plot import Plot
from minigrad.program import Program

GAP = 24  # px between two pictures
MANY = 5_000  # losses: a curve is not wider than so many points


def save_pictures(path: Path, task: Task, model: MLP, losses: Sequence[float]) -> None:
    """Write the `pictures` into one SVG file, side by side."""
    text = side_by_side(pictures(task, model, losses), f"{task.name}: {model}")
    write_whole(path, text.encode())


def pictures(task: Task, model: MLP, losses: Sequence[float]) -> list[Plot]:
    """The loss curve; for a network of two inputs and one output also its decision boundary."""
    drawn = task.nin == 2 and task.nouts[-1] == 1
    curve = loss_curve(task, losses)
    return [curve, decision_boundary(task, model)] if drawn else [curve]


def loss_curve(task: Task, losses: Sequence[float]) -> Plot:
    """The loss before the first epoch and after each one, or after every k-th and the last."""
    k = len(losses) // MANY + 1
    epochs = [*range(0, len(losses) - 1, k), len(losses) - 1]
    shown = [losses[epoch] for epoch in epochs]
    return Plot(f"{task.name}: the loss", x="epoch", y="loss").line(epochs, shown)


def decision_boundary(task: Task, model: MLP) -> Plot:
    """The points, the two regions that the network tells apart, and the line between them."""
    rows = task.rows()[0]
    plot = Plot(f"{task.name}: where the network draws the line", x="x", y="y", equal=True)
    across, up = _ends(rows, 0), _ends(rows, 1)
    plot.region(_scores(model, across, up), across, up)
    for target in (1, -1):
        points = [xs for xs, t in rows if t == target]
        xs, ys = zip(*points, strict=True)
        plot.points(xs, ys, label=f"target {target}")
    return plot


def _scores(model: MLP, x: tuple[float, float], y: tuple[float, float]) -> list[list[float]]:
    """The network's output at each place of a grid, row by row, by its graph as a program."""
    inputs = [Value(0.0), Value(0.0)]
    program = Program(model.outputs(inputs)[0], model.parameters(), inputs)
    return [program.forward(row) for row in grid(x, y)]


def _ends(rows: Sequence[Row], i: int) -> tuple[float, float]:
    """The stretch of the input `i`, with some room."""
    numbers = [xs[i] for xs, _ in rows]
    return min(numbers) - 0.3, max(numbers) + 0.3


def side_by_side(plots: Sequence[Plot], title: str) -> str:
    """All of them in one SVG."""
    left, height, inner = 0, 0, ""
    for svg in (plot.svg() for plot in plots):
        size = re.search(r'width="(\d+)" height="(\d+)"', svg)
        assert size is not None
        inner += f'<g transform="translate({left} 0)">{svg}</g>'
        left, height = left + int(size[1]) + GAP, max(height, int(size[2]))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left - GAP} {height}" '
        f'width="{left - GAP}" height="{height}"><title>{escape(title)}</title>{inner}</svg>'
    )
