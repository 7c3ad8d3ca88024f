"""What `python -m minigrad train` runs: data sets with networks, losses and settings that work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import isfinite

from minigrad.data import even_odd, four_points, load_iris, make_moons
from minigrad.engine import Value
from minigrad.floats import rounded
from minigrad.losses import cross_entropy, hinge_loss, mse_loss
from minigrad.nn import MLP
from minigrad.optim import Adam
from minigrad.program import Program

Row = tuple[list[float], float]  # the inputs, and the target
Loss = Callable[[list[Value], Value], Value]  # of a row's outputs and its target


@dataclass(frozen=True)
class Task:
    """A data set, with the network, the loss and the settings that learn it."""

    name: str
    about: str
    data: Callable[[], tuple[list[list[float]], Sequence[float]]]
    nin: int
    nouts: tuple[int, ...]
    activation: str
    output: str
    loss: Loss
    epochs: int
    lr: float = 0.05
    hold_back: int = 0  # every n-th row is kept out of the training; 0: none

    def model(self, seed: int | None = None) -> MLP:
        """The untrained network."""
        return MLP(self.nin, self.nouts, self.activation, self.output, seed)

    def rows(self) -> tuple[list[Row], list[Row]]:
        """The rows to train on, and the rows held back: the same ones every time."""
        xs, ys = self.data()
        rows = list(zip(xs, ys, strict=True))
        if not self.hold_back:
            return rows, []
        training = [row for i, row in enumerate(rows) if i % self.hold_back]
        return training, rows[:: self.hold_back]


def _squared(outputs: list[Value], target: Value) -> Value:
    return mse_loss(outputs, [target])


def _max_margin(outputs: list[Value], target: Value) -> Value:
    return hinge_loss(outputs, [target])


TASKS = {
    task.name: task
    for task in (
        Task(
            "even-odd", "is x + y + z even? All 8 corners of a cube",
            even_odd, 3, (8, 1), "tanh", "tanh", _squared, epochs=300,
        ),
        Task(
            "four-points", "the four points of Karpathy's lecture",
            four_points, 3, (4, 4, 1), "tanh", "tanh", _squared, epochs=100,
        ),
        Task(
            "moons", "100 points on two half moons",
            lambda: make_moons(100, noise=0.1, seed=1), 2, (16, 16, 1), "relu", "linear",
            _max_margin, epochs=100,
        ),
        Task(
            "iris", "150 flowers of three species, every fifth held back",
            load_iris, 4, (8, 3), "tanh", "linear", cross_entropy, epochs=100, hold_back=5,
        ),
    )
}  # fmt: skip


def train(
    task: Task, model: MLP, epochs: int | None = None, lr: float | None = None
) -> Iterator[float]:
    """Train `model` with Adam, and yield the loss before the first epoch and after each one.

    Raises `OverflowError` if the loss or a parameter is no longer finite.

    >>> task = TASKS["four-points"]
    >>> losses = list(train(task, task.model(seed=0)))
    >>> len(losses), losses[-1] < 0.01
    (101, True)
    """
    rows = [[*xs, target] for xs, target in task.rows()[0]]
    optimizer = Adam(model.parameters(), task.lr if lr is None else lr)
    epochs = task.epochs if epochs is None else epochs
    for epoch in range(epochs + 1):
        try:
            if epoch == 0:  # the graph of one row, as a program for all of them
                *xs, target = (Value(number) for number in rows[0])
                share = task.loss(model.outputs(xs), target) / len(rows)  # of the mean loss
                program = Program(share, optimizer.parameters, [*xs, target])
            else:
                optimizer.step()
            optimizer.zero_grad()
            loss = program.backward(rows)
            finite = all(map(isfinite, [loss, *(p.data for p in optimizer.parameters)]))
        except OverflowError:  # ** raises it, where + and * give infinity
            finite = False
        if not finite and epoch == 0:
            raise OverflowError(
                "the numbers are out of bounds before any step: these parameters are too large"
            )
        if not finite:
            raise OverflowError(
                f"the numbers grew out of bounds in epoch {epoch}: "
                f"lower the learning rate, which is {optimizer.lr:g}"
            )
        yield loss


def count_correct(model: MLP, rows: list[Row]) -> int:
    """How many rows get the right class: by the sign of one output, or the largest of several."""
    right = 0
    for xs, target in rows:
        scores = [output.data for output in model.outputs(xs)]
        if len(scores) == 1:
            right += (scores[0] > 0.0) == (target > 0.0)
        else:
            right += scores.index(max(scores)) == target
    return right


def summary(task: Task, model: MLP, losses: Sequence[float]) -> str:
    """What the training came to, in a few lines for people."""
    rows, held_back = task.rows()
    lines = [
        ("data set", f"{task.name}: {task.about}"),
        ("network", f"{model}"),
        ("parameters", f"{len(model.parameters())}"),
        ("epochs", f"{len(losses) - 1}"),
        ("loss", f"{rounded(losses[0])} at first, {rounded(losses[-1])} at last"),
        ("accuracy", _share(count_correct(model, rows), len(rows))),
    ]
    if held_back:
        lines.append(("held back", _share(count_correct(model, held_back), len(held_back))))
    return "\n".join(f"{name:<12}{text}" for name, text in lines)


def _share(right: int, n: int) -> str:
    return f"{100 * right / n:.1f} % ({right} of {n} right)"
