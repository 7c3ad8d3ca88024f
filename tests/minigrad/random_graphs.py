"""Random expressions out of the table of operations, in which values are used again and again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from minigrad import Value
from press.outputs.requirements import require
from tests.minigrad.operations import OPERATIONS, Operation

hypothesis = require("hypothesis")
st = hypothesis.strategies


@dataclass(frozen=True)
class Expression:
    """Some numbers, and lines that each apply an operation to numbers and lines before it."""

    leaves: tuple[float, ...]
    lines: tuple[tuple[Operation, tuple[int, ...]], ...]

    def __repr__(self) -> str:
        lines = [f"{operation.name} of {operands}" for operation, operands in self.lines]
        return "; ".join([f"leaves {self.leaves}", *lines])

    def apply(self, side: Callable[[Operation], Callable], *leaves: Any) -> Any:
        """The last line's result; `side` picks whether values, numbers or tensors are at work."""
        results = list(leaves)
        for operation, operands in self.lines:
            results.append(side(operation)(*(results[i] for i in operands)))
        return results[-1]

    def on_values(self, *leaves: Value) -> Value:
        """The expression for the engine."""
        return self.apply(lambda operation: operation.on_values, *leaves)

    def on_numbers(self, *leaves: float) -> float:
        """The expression in plain numbers."""
        return self.apply(lambda operation: operation.on_numbers, *leaves)

    def on_tensors(self, *leaves: Any) -> Any:
        """The expression for PyTorch."""
        return self.apply(lambda operation: operation.on_tensors, *leaves)


@st.composite
def expressions(draw: Callable) -> Expression:
    """Up to 4 leaves and 12 lines, all of whose results and slopes are of moderate size."""
    leaves = draw(st.lists(st.floats(-3.0, 3.0), min_size=1, max_size=4))
    values, lines = [Value(x) for x in leaves], []
    for _ in range(draw(st.integers(1, 12))):
        operation = draw(st.sampled_from(OPERATIONS))
        arity = len(operation.points[0])
        last = len(values) - 1
        operands = tuple(
            last - draw(st.integers(0, min(last, 4))) for _ in range(arity)
        )  # most of them recent, so that the expression grows deep
        try:
            result = operation.on_values(*(values[i] for i in operands))
        except (ValueError, ZeroDivisionError, OverflowError):
            continue
        if all(abs(number) < 100.0 for number in (result.data, *result._partials)):
            values.append(result)
            lines.append((operation, operands))
    hypothesis.assume(lines)
    return Expression(tuple(leaves), tuple(lines))
