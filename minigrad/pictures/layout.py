"""Where the boxes of a drawn graph stand: Graphviz is told of them, and what it says is read.

The DOT text has a table for each box, whose cells are its doors and the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from minigrad.pictures.boxes import Box

GAP, MARGIN = 12.0, 3.0  # px: between boxes, and around them all
Point = tuple[float, float]


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
        row = _row(ready, by_id, limit)
        ready = [id_ for id_ in ready if id_ not in row]
        for operand in (x for id_ in row for x in dict.fromkeys(by_id[id_].operands)):
            users[operand] -= 1
            if not users[operand]:
                ready.append(operand)
        placed.append(row)
    return placed


def _row(ready: Sequence[str], by_id: dict[str, Box], room: float) -> list[str]:
    """Of the boxes that may come next, those that stand beside each other in the `room`."""
    row: list[str] = []
    for id_ in ready:
        width = by_id[id_].size(True)[0] + GAP
        if not row or width <= room:
            row.append(id_)
            room -= width
        else:
            room -= GAP / 2  # its edges pass by
    return row


def dot_text(
    found: Sequence[Box],
    down: bool,
    levels: Sequence[Sequence[str]] = (),
    apart: float = 0.15,
) -> str:
    """The DOT text of the boxes, from left to right or `down`; with `levels`, in these rows.

    What lies beside each other is at least so many inches `apart`.
    """
    lines = [
        "digraph {",
        f'  graph [rankdir={"TB" if down else "LR"} nodesep={apart} ranksep=0.25 bgcolor="white"]',
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


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Layout(NamedTuple):
    """Where things stand, in pixels from the top left: the middles of boxes, the ways of edges."""

    width: float
    height: float
    boxes: dict[str, Point]
    edges: dict[tuple[str, str], list[list[Point]]]  # by tail and head, in their order


def read_layout(plain: str) -> Layout:
    """A layout in Graphviz's format "plain", whose unit is the inch, counted from below."""
    lines = [line.split(" ") for line in plain.splitlines()]
    width, height = (72 * float(x) + 2 * MARGIN for x in lines[0][2:4])

    def points(words: Sequence[str]) -> list[Point]:
        xs = [72 * float(x) + MARGIN for x in words]
        return [(x, height - y) for x, y in zip(xs[::2], xs[1::2], strict=True)]

    layout = Layout(width, height, {}, {})
    for kind, *words in lines:
        if kind == "node":
            (layout.boxes[words[0]],) = points(words[1:3])
        elif kind == "edge" and "invis" not in words:
            way = points(words[3 : 3 + 2 * int(words[2])])
            layout.edges.setdefault((words[0], words[1]), []).append(way)
    return layout
