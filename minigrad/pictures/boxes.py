"""The boxes of a drawn graph: what stands in each, and how large it is.

A value is a box of three rows: its name and operation, its number, its gradient. Where an operand
comes in, the box has a door, and over the door stands the local slope. Sizes are fixed, in pixels
of text of 12 px, and whole: then every Graphviz lays the boxes out alike, to the pixel, and numbers
may change in them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from unicodedata import east_asian_width

from minigrad.engine import Value
from minigrad.floats import rounded
from minigrad.steps import LONGEST, Step, node_ids, node_names, printable

SIGN, PAD, ROW = 7.25, 7.0, 17.0  # px: the width of a sign, what is around it, heights
MOST_ON_TOP = 3  # doors that stand beside each other


@dataclass(frozen=True)
class Box:
    """What stands in a box. A constant has no name, a leaf no operation and no doors.

    `operands` are the ids of the boxes that come in, each with its slope in `slopes`.
    """

    id: str
    name: str
    op: str
    data: str
    grad: str
    operands: list[str]
    slopes: list[str]
    signs: int  # the longest text that its rows will hold
    door_signs: int  # and its doors

    @property
    def rows(self) -> list[str]:
        """The texts below each other."""
        return [*([self.header] if self.header else []), self.data, self.grad]

    @property
    def header(self) -> str:
        """The name and the operation, such as `d *`."""
        return " ".join(filter(None, (self.name, self.op)))

    def on_top(self, down: bool) -> bool:
        """Whether the doors are on top: where the graph goes down, unless they are many."""
        return down and len(self.slopes) <= MOST_ON_TOP

    def body(self, down: bool) -> tuple[float, float]:
        """Width and height without the doors."""
        width, height = max(30.0, ceil(SIGN * self.signs + PAD)), ROW * len(self.rows)
        doors = len(self.slopes)
        if not doors:
            return width, height
        if self.on_top(down):
            return doors * max(ceil(width / doors), self.door_width), height
        return width, doors * max(ceil(height / doors), ROW)

    def door(self, down: bool) -> tuple[float, float]:
        """Width and height of each door."""
        width, height = self.body(down)
        doors = len(self.slopes)
        return (width / doors, ROW) if self.on_top(down) else (self.door_width, height / doors)

    def size(self, down: bool) -> tuple[float, float]:
        """Width and height of all of it."""
        width, height = self.body(down)
        if not self.slopes:
            return width, height
        return (width, height + ROW) if self.on_top(down) else (width + self.door_width, height)

    @property
    def door_width(self) -> float:
        return max(24.0, ceil(SIGN * self.door_signs + PAD - 2.0))


def boxes(order: list[Value], steps: Sequence[Step], blank: bool = False) -> list[Box]:
    """A box for each value. With `blank`, only the leaves' own numbers are filled in."""
    ids, names = node_ids(order), node_names(order)
    signs = _signs_of(steps)
    found = []
    for node in order:
        name = names[node] if node.label or node._prev else ""
        op, leaf = printable(node._op, LONGEST), not node._prev
        texts = rounded(node.data), rounded(node.grad)
        slopes = [rounded(partial) for partial in node._partials]
        found.append(
            Box(
                id=ids[node],
                name=name,
                op=op,
                data="" if blank and not leaf else texts[0],
                grad="" if blank else texts[1],
                operands=[ids[operand] for operand in node._prev],
                slopes=[""] * len(slopes) if blank else slopes,
                signs=max(_signs(f"{name} {op}".strip()), signs[ids[node]], *map(len, texts)),
                door_signs=max(map(len, slopes), default=0),
            )
        )
    return found


def _signs_of(steps: Sequence[Step]) -> dict[str, int]:
    """The length of the longest number that each box will hold."""
    signs: Counter[str] = Counter()
    for step in steps:
        for id_, number in [*step["data"].items(), *step["grad"].items()]:
            signs[id_] = max(signs[id_], len(rounded(number)))
    return signs


def _signs(text: str) -> int:
    """How many signs wide a text is: Chinese ones and pictures are as wide as two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
