"""The graph as a program: both passes over it, written out in Python, for one row after another.

A training mostly makes graphs and walks over them, although they differ in their numbers only. So
take the graph of *one* example, write down what the two passes do, and run that for every row.
In the text p0 is the first parameter, x0 the first input, v7 the node in place 7 of the order, and
dv7 the derivative of the loss with respect to v7. `passes` writes the lines between the joints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import length_hint
from typing import Any

from minigrad.engine import Value, topological_order
from minigrad.floats import as_floats, as_list
from minigrad.passes import named, written

TEXT = """from math import *

def forward(parameters, rows):
    {once}
    losses = []
    for [{inputs}] in rows:
        {each}
        losses.append({loss})
    return losses

def both(parameters, rows):
    {once}
    loss = {zeros}
    for [{inputs}] in rows:
        {each}
        loss += {loss}
        {back}
    {last}
    return loss, [{gradients}]
"""


class Program:
    """The two passes over the graph of one example, for any rows; `source` is their text.

    `parameters` and `inputs` (a target is an input) are leaves of the graph of `loss`; every other
    leaf is a constant. The graph keeps its shape: an `if` in your own code, which another row might
    decide otherwise, stays as this example decided it; what a function asked of a number when it
    was called, as `hinge_loss` of a target, is not asked again. Raises `ValueError` for what is no
    leaf of the graph or comes twice, and for an operation whose row in `minigrad.rules.RULES` is
    missing or wrong.

    >>> w, x, t = Value(3.0), Value(1.0), Value(2.0)
    >>> program = Program((w * x - t) ** 2, parameters=[w], inputs=[x, t])
    >>> program([[1.0, 2.0], [2.0, 2.0]])
    (17.0, [18.0])
    """

    def __init__(self, loss: Value, parameters: Iterable[Value], inputs: Iterable[Value]) -> None:
        if not isinstance(loss, Value):
            raise TypeError(f"a program is the graph of a Value, not of {loss!r:.60}")
        self.parameters = as_list(parameters, "give the parameters as a list: model.parameters()")
        self.inputs = as_list(inputs, "give the inputs as a list, such as [*xs, target]")
        self.source = _source(topological_order(loss), self.parameters, self.inputs)
        self._functions: dict[str, Callable[..., Any]] = {}
        exec(self.source, self._functions)

    def __call__(self, rows: Iterable[Iterable[float]]) -> tuple[float, list[float]]:
        """The sum of the rows' losses, and its derivatives for the parameters, as they are now.

        A row has a number for each input: else `ValueError`. A target out of range is an
        `IndexError`; what Python's numbers and `math` raise is raised, with a note of the row.
        """
        loss, gradients = self._run("both", rows)
        return loss, gradients

    def forward(self, rows: Iterable[Iterable[float]]) -> list[float]:
        """The loss of each row: the output, if the program was made of an output."""
        losses: list[float] = self._run("forward", rows)
        return losses

    def backward(self, rows: Iterable[Iterable[float]]) -> float:
        """The sum of the rows' losses; its derivatives are added to the parameters' `grad`."""
        loss, gradients = self(rows)
        sums = [p.grad + gradient for p, gradient in zip(self.parameters, gradients, strict=True)]
        for p, gradient in zip(self.parameters, sums, strict=True):
            p.grad = gradient
        return loss

    def _run(self, name: str, rows: Iterable[Iterable[float]]) -> Any:
        what = "a row is a list with a number for each input, and rows are a list of them"
        numbers = [as_floats(as_list(row, what), "each input is") for row in as_list(rows, what)]
        for i, row in enumerate(numbers):
            if len(row) != len(self.inputs):
                raise ValueError(f"row {i} has {len(row)} numbers for {len(self.inputs)} inputs")
        left = iter(numbers)
        try:
            return self._functions[name](as_floats(p.data for p in self.parameters), left)
        except (ArithmeticError, KeyError, ValueError) as error:
            i = len(numbers) - length_hint(left) - 1  # of the row at work; -1 before the first
            where = f"row {i}" if i >= 0 else "what no input leads to"
            if isinstance(error, KeyError):  # from `pick`
                raise IndexError(f"target {error} is out of range in {where}") from None
            error.add_note(f"This happened in {where}.")
            raise


def _source(order: list[Value], parameters: list[Value], inputs: list[Value]) -> str:
    """The text of `forward` and `both`, two functions of the parameters' numbers and the rows."""
    names = named(order, parameters, inputs)
    lines = written(order, names, parameters, inputs)
    text = TEXT.format(
        once="\n    ".join(lines.once),
        zeros=" = ".join([*lines.sums, "0.0"]),
        inputs=", ".join(names[x] for x in inputs),
        each="\n        ".join(lines.each),
        loss=names[order[-1]],
        back="\n        ".join(lines.back),
        last="\n    ".join(lines.last),
        gradients=", ".join(f"d{names[p]}" for p in parameters),
    )
    return "\n".join(line for line in text.split("\n") if not line.isspace())
