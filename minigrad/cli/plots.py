"""Pictures of a training, by matplotlib: the loss curve, and where a network draws the line."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from minigrad.cli.saving import write_whole
from minigrad.cli.train import Row, Task
from minigrad.nn import MLP

GRID = 60  # points a side at which the network is asked; each is one forward pass


def save_figure(path: Path, task: Task, model: MLP, losses: Sequence[float]) -> None:
    """Write the `figure` in the format that the name of the file ends in."""
    content = BytesIO()
    figure(task, model, losses).savefig(content, format=path.suffix[1:])
    write_whole(path, content.getvalue())


def figure(task: Task, model: MLP, losses: Sequence[float]) -> Figure:
    """The loss curve; for a network of two inputs and one output also its decision boundary."""
    drawn = task.nin == 2 and task.nouts[-1] == 1
    picture = Figure(figsize=(9.6 if drawn else 4.8, 3.6), layout="constrained")
    axes = picture.subplots(1, 2 if drawn else 1, squeeze=False)[0]
    loss_curve(axes[0], losses)
    if drawn:
        decision_boundary(axes[1], model, task.rows()[0])
    picture.suptitle(f"{task.name}: {model}", fontsize="medium")
    return picture


def loss_curve(axes: Axes, losses: Sequence[float]) -> None:
    """The loss before the first epoch and after each one."""
    axes.plot(losses, color="black", marker="o" if len(losses) == 1 else "")
    axes.set(title="Loss", xlabel="epoch", ylabel="loss")
    axes.set_ylim(bottom=0.0)


def decision_boundary(axes: Axes, model: MLP, rows: Sequence[Row]) -> None:
    """The points, the two regions that the network tells apart, and the line between them."""
    ranges = []
    for i in (0, 1):
        low, high = min(xs[i] for xs, _ in rows) - 0.3, max(xs[i] for xs, _ in rows) + 0.3
        ranges.append([low + (high - low) * k / (GRID - 1) for k in range(GRID)])
    scores = [[model.outputs([x, y])[0].data for x in ranges[0]] for y in ranges[1]]
    lowest, highest = min(map(min, scores)), max(map(max, scores))
    levels = [min(lowest, 0.0) - 1.0, 0.0, max(highest, 0.0) + 1.0]
    axes.contourf(*ranges, scores, levels=levels, colors=["#f3e3ee", "#dff0ea"])
    if lowest < 0.0 < highest:  # else the network puts all into one class, and there is no line
        axes.contour(*ranges, scores, levels=[0.0], colors="black", linewidths=1.0)
    for target, colour, marker in ((1, "#007a59", "o"), (-1, "#a8447f", "^")):
        points = [xs for xs, t in rows if t == target]
        x, y = zip(*points, strict=True)
        axes.scatter(x, y, c=colour, marker=marker, s=18, label=f"{target}")
    axes.set(title="Decision boundary", xlabel="x", ylabel="y", aspect="equal")
    axes.legend(title="target", fontsize="small", loc="lower left")
