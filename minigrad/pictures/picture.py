"""The picture of a graph as SVG: boxes and edges, drawn where a layout has them.

What lies in blue rows is a number of the forward pass, what is orange and slanted a derivative:
the gradients in the boxes, the local slopes over the doors. An edge and its slope are one group.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from math import hypot

from minigrad.pictures.boxes import Box
from minigrad.pictures.layout import Layout, Point

INK, QUIET, VALUE, GRADIENT, LEAF = "#231e18", "#685d50", "#16579a", "#9c4500", "#f4eee3"
ARROW = 6.0  # px


def picture(boxes: Sequence[Box], layout: Layout, down: bool, title: str) -> str:
    """The SVG text of a graph from left to right or `down`; its groups have the boxes' ids."""
    width, height, _, _ = layout
    by_id = {box.id: box for box in boxes}
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
            f'width="{width:.0f}" height="{height:.0f}" role="img" fill="{INK}" stroke-width="1" '
            'font-family="ui-monospace, Menlo, Consolas, monospace" font-size="12" '
            f'text-anchor="middle"><title>{escape(title)}</title>',
            '<rect class="ground" width="100%" height="100%" fill="white"/>',
            *(part for box in boxes for part in _box(box, layout.boxes[box.id], down)),
            *(part for box in boxes for part in _edges(box, by_id, layout, down)),
            "</svg>",
        ]
    )


def _edges(box: Box, by_id: dict[str, Box], layout: Layout, down: bool) -> Iterator[str]:
    """The edges into a box: each a way, an arrow's head at the door, and the slope above."""
    used: dict[str, int] = {}
    for i, (tail, slope) in enumerate(zip(box.operands, box.slopes, strict=True)):
        way = layout.edges[tail, box.id][used.setdefault(tail, 0)]
        used[tail] += 1
        start = _start(by_id[tail], layout.boxes[tail], down)
        x, y, tip = _door(box, i, layout.boxes[box.id], down)
        yield (
            f'<g id="{tail}-{box.id}-{i}" class="edge" fill="none" stroke="{QUIET}">'
            f'<path d="M{_at(start)}C{" ".join(map(_at, way[1:]))}"/>{_head(way[-1], tip)}'
            f"{_text(slope, x, y, 'slope')}</g>"
        )


def _start(box: Box, middle: Point, down: bool) -> Point:
    """Where the edges leave a box: below, or at its right."""
    (x, y), (w, h) = middle, box.size(down)
    return (x, y + h / 2) if down else (x + w / 2, y)


def _door(box: Box, i: int, middle: Point, down: bool) -> tuple[float, float, Point]:
    """The middle of a door, and where the edge comes in."""
    (x, y), (w, h), (dw, dh) = middle, box.size(down), box.door(down)
    left, top = x - w / 2, y - h / 2
    if box.on_top(down):
        return left + (i + 0.5) * dw, top + dh / 2, (left + (i + 0.5) * dw, top)
    return left + dw / 2, top + (i + 0.5) * dh, (left, top + (i + 0.5) * dh)


def _head(end: Point, tip: Point) -> str:
    """The head of an arrow, from where the way ends to its tip."""
    (x, y), (dx, dy) = tip, (tip[0] - end[0], tip[1] - end[1])
    length = hypot(dx, dy) or 1.0
    dx, dy = ARROW * dx / length, ARROW * dy / length
    sides = [(x - dx - dy / 2, y - dy + dx / 2), (x - dx + dy / 2, y - dy - dx / 2)]
    way = "L".join(map(_at, [end, tip, *sides, tip]))
    return f'<path class="head" fill="{QUIET}" d="M{way}"/>'


def _box(box: Box, middle: Point, down: bool) -> Iterator[str]:
    """A box: its frame, the lines between its rows and doors, and its texts."""
    (x, y), (w, h), (bw, bh) = middle, box.size(down), box.body(down)
    left, top = x + w / 2 - bw, y + h / 2 - bh  # of the body
    row = bh / len(box.rows)
    lines = [f"M{_at((left, top + i * row))}h{bw:.1f}" for i in range(1, len(box.rows))]
    if box.operands:
        lines += _door_lines(box, (x - w / 2, y - h / 2), down)
    kind = "node" if box.operands else "node leaf"
    ground = "white" if box.operands else LEAF
    yield (
        f'<g id="{box.id}" class="{kind}"><rect x="{x - w / 2:.1f}" y="{y - h / 2:.1f}" '
        f'width="{w:.1f}" height="{h:.1f}" fill="{ground}" stroke="{INK}"/>'
    )
    yield f'<path d="{"".join(lines)}" stroke="{INK}" stroke-width=".6"/>'
    op = f' <tspan class="op" font-weight="normal">{escape(box.op)}</tspan>' if box.op else ""
    texts = [escape(box.name) + op, escape(box.data), escape(box.grad)][-len(box.rows) :]
    kinds = ["name", "data", "grad"][-len(box.rows) :]
    for i, (kind, text) in enumerate(zip(kinds, texts, strict=True)):
        yield _text(text, left + bw / 2, top + (i + 0.5) * row, kind)
    yield "</g>"


def _door_lines(box: Box, corner: Point, down: bool) -> Iterator[str]:
    """The lines between the doors, and between them and the body."""
    (x, y), (w, h), (dw, dh) = corner, box.size(down), box.door(down)
    if box.on_top(down):
        yield f"M{_at((x, y + dh))}h{w:.1f}"
        yield from (f"M{_at((x + i * dw, y))}v{dh:.1f}" for i in range(1, len(box.slopes)))
    else:
        yield f"M{_at((x + dw, y))}v{h:.1f}"
        yield from (f"M{_at((x, y + i * dh))}h{dw:.1f}" for i in range(1, len(box.slopes)))


STYLES = {
    "name": 'font-weight="bold"',
    "data": f'fill="{VALUE}"',
    "grad": f'fill="{GRADIENT}" font-style="italic"',
    "slope": f'fill="{GRADIENT}" stroke="none" font-style="italic"',
}


def _text(text: str, x: float, y: float, kind: str) -> str:
    """A text, escaped already, around a point."""
    return f'<text class="{kind}" x="{x:.1f}" y="{y + 4:.1f}" {STYLES[kind]}>{text}</text>'


def _at(point: Point) -> str:
    return f"{point[0]:.1f},{point[1]:.1f}"
