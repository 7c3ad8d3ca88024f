"""The boxes of a drawn graph: what stands in each, how large it is, and how Graphviz is told.

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
from minigrad.steps import Step, node_ids, node_names, printable

SIGN, PAD, ROW, GAP = 7.25, 7.0, 17.0, 12.0  # the width of a sign, what is around it, heights
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


def boxes(order: Sequence[Value], steps: Sequence[Step], blank: bool = False) -> list[Box]:
    """A box for each value. With `blank`, only the leaves' own numbers are filled in."""
    ids, names = node_ids(list(order)), node_names(list(order))
    signs: Counter[str] = Counter()
    for step in steps:
        for id_, number in [*step["data"].items(), *step["grad"].items()]:
            signs[id_] = max(signs[id_], len(rounded(number)))
    found = []
    for node in order:
        name = names[node] if node.label or node._prev else ""
        op, leaf = printable(node._op), not node._prev
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


def across(found: Sequence[Box]) -> float:
    """The width of the graph from left to right: of its columns, and of the gaps between them."""
    place: dict[str, int] = {}
    widths: dict[int, float] = {}
    for box in found:
        at = place[box.id] = max((place[x] + 1 for x in box.operands), default=0)
        widths[at] = max(widths.get(at, 0.0), box.size(False)[0])
    return sum(widths.values()) + 2 * GAP * (len(widths) - 1)


def rows(found: Sequence[Box], limit: float) -> list[list[str]]:
    """The boxes in rows, from the last value up: each below all that it uses, and none too wide.

    Of those whose users are all placed, the ones with the longest way up come first.
    """
    by_id = {box.id: box for box in found}
    users = Counter(x for box in found for x in set(box.operands))
    way_up: dict[str, int] = {}
    for box in found:
        way_up[box.id] = max((way_up[x] + 1 for x in box.operands), default=0)
    ready, placed = [found[-1].id], []
    while ready:
        ready.sort(key=lambda x: -way_up[x])
        row: list[str] = []
        room = limit
        for id_ in list(ready):
            width = by_id[id_].size(True)[0] + GAP
            if not row or width <= room:
                row.append(id_)
                ready.remove(id_)
                room -= width
            else:
                room -= GAP / 2  # its edges pass by
        for id_ in row:
            for operand in dict.fromkeys(by_id[id_].operands):  # a set has an order of its own
                users[operand] -= 1
                if not users[operand]:
                    ready.append(operand)
        placed.append(row)
    return placed


def dot_text(found: Sequence[Box], down: bool, levels: Sequence[Sequence[str]] = ()) -> str:
    """The DOT text of the boxes, from left to right or `down`; with `levels`, in these rows."""
    lines = [
        "digraph {",
        f"  graph [rankdir={'TB' if down else 'LR'} nodesep={0.02 if levels else 0.15} "
        'ranksep=0.25 bgcolor="white"]',
        '  node [shape=plain fontname="monospace" fontsize=10]',
        "  edge [arrowsize=0.5]",
    ]
    out = "s" if down else "e"
    for box in found:
        into = "n" if box.on_top(down) else "w"
        lines.append(f'  {box.id} [id="{box.id}" label=<{_table(box, down)}>]')
        lines += [
            f'  {x}:{out} -> {box.id}:p{i}:{into} [id="{x}-{box.id}-{i}"]'
            for i, x in enumerate(box.operands)
        ]
    for level in levels:
        lines.append(f"  {{ rank=same; {'; '.join(level)} }}")
    for below, above in zip(levels, levels[1:], strict=False):
        middle = below[len(below) // 2]  # unseen edges hold the rows apart, and the boxes close
        lines += [f"  {x}:s -> {middle}:n [style=invis weight=8]" for x in above]
    return "\n".join([*lines, "}"])


def _table(box: Box, down: bool) -> str:
    """The box as Graphviz's table: a cell for each door, and one for the rest."""
    doors = [_cell(slope, box.door(down), f' PORT="p{i}"') for i, slope in enumerate(box.slopes)]
    span = f' {"COLSPAN" if box.on_top(down) else "ROWSPAN"}="{len(doors)}"' if doors else ""
    body = _cell("<BR/>".join(map(_escaped, box.rows)), box.body(down), span, safe=True)
    if not doors:
        rows = [body]
    elif box.on_top(down):
        rows = ["".join(doors), body]
    else:
        rows = [doors[0] + body, *doors[1:]]
    table = "".join(f"<TR>{row}</TR>" for row in rows)
    return f'<TABLE BORDER="0" CELLBORDER="1" CELLSPACING="0" CELLPADDING="0">{table}</TABLE>'


def _cell(text: str, size: tuple[float, float], more: str = "", safe: bool = False) -> str:
    width, height = size
    fixed = f'FIXEDSIZE="TRUE" WIDTH="{width:.0f}" HEIGHT="{height:.0f}"'
    return f"<TD{more} {fixed}>{text if safe else _escaped(text)}</TD>"


def _signs(text: str) -> int:
    """How many signs wide a text is: Chinese ones and pictures are as wide as two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
