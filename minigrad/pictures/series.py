"""The marks that are made of points in order: curves, points, paths, bars and notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import hypot

from minigrad.pictures.axis import Axis, drawable
from minigrad.pictures.marks import (
    LETTER,
    STROKE,
    Point,
    Series,
    enough,
    px,
    rounded,
    shortened,
    text,
    told,
    within,
)

DASHES = ("", "7 5", "1 5", "12 5 1 5")
SHAPES = {  # the outline, from the place of the point on
    "circle": "m-4 0a4 4 0 1 1 8 0a4 4 0 1 1-8 0z",
    "triangle": "m0-5l4.8 8.4h-9.6z",
    "square": "m-3.6-3.6h7.2v7.2h-7.2z",
    "diamond": "m0-5.2l5.2 5.2l-5.2 5.2l-5.2-5.2z",
}
DOT = "m-2 0a2 2 0 1 1 4 0a2 2 0 1 1-4 0z"
HALO = 'stroke="#fff" stroke-width="4" stroke-linejoin="round" style="paint-order:stroke"'
HEADS = 22.0  # px from one head of an arrow on a path to the next


@dataclass(frozen=True, kw_only=True)
class Line(Series):
    """A curve through the points, with a gap where one cannot be drawn."""

    dashes: str = ""

    def draw(self, x: Axis, y: Axis) -> Iterator[str]:
        pairs = zip(self.xs, self.ys, strict=True)
        runs = groupby(pairs, lambda p: drawable(p[0]) and drawable(p[1]))
        path = "".join(_way(list(run), x, y) for shown, run in runs if shown)
        yield f'<path d="{path}" {self._stroke()}/>'

    def sample(self, x: float, y: float) -> str:
        return f'<path d="M{px(x, y)}h24" {self._stroke()}/>'

    def _stroke(self) -> str:
        dashes = f' stroke-dasharray="{self.dashes}"' if self.dashes else ""
        return f'{STROKE} stroke-width="2"{dashes}'

    def says(self, x: str, y: str) -> str:
        if not (points := self.points()):
            return f"{self.called('Line')} without points."
        low, high = min(points, key=lambda p: p[1]), max(points, key=lambda p: p[1])
        first_x, last_x, low_x, high_x = told(points[0][0], points[-1][0], low[0], high[0])
        first_y, last_y, low_y, high_y = told(points[0][1], points[-1][1], low[1], high[1])
        return (
            f"{self.called('Line')} of {counted(points)}, {x} from {first_x} to {last_x}: "
            f"{y} is {first_y} at first and {last_y} at last, "
            f"lowest {low_y} at {low_x}, highest {high_y} at {high_x}."
        )


@dataclass(frozen=True, kw_only=True)
class Points(Series):
    """Points, each a small circle, triangle, square or diamond."""

    shape: str = "circle"
    wide = 10.0

    def draw(self, x: Axis, y: Axis) -> Iterator[str]:
        path = "".join(
            f"M{px(x.place(a), y.place(b))}{SHAPES[self.shape]}" for a, b in self.seen(x, y)
        )
        yield f'<path class="plot-point" d="{path}" fill="currentColor" stroke="#fff"/>'

    def sample(self, x: float, y: float) -> str:
        return f'<path d="M{px(x + 5, y)}{SHAPES[self.shape]}" fill="currentColor"/>'

    def says(self, x: str, y: str) -> str:
        ranges = [
            f", {name} from {' to '.join(told(min(numbers), max(numbers)))}"
            for name, numbers in zip((x, y), self.free(), strict=True)
            if numbers
        ]
        return f"{counted(self.points())}{self.called('')}{''.join(ranges)}."


@dataclass(frozen=True, kw_only=True)
class Path(Series):
    """Steps from place to place, with heads of arrows; an arrow is one step without `dots`."""

    dots: bool = True

    def draw(self, x: Axis, y: Axis) -> Iterator[str]:
        points, seen = self.points(), self.seen(x, y)
        heads = _heads([(x.place(a), y.place(b)) for a, b in points])
        ends = zip(points[1:], heads, strict=True)
        way = _way(points, x, y) + "".join(head for end, head in ends if end in seen)
        yield f'<path d="{way}" {STROKE} stroke-width="1.8"/>'
        if self.dots:
            path = "".join(f"M{px(x.place(a), y.place(b))}{DOT}" for a, b in seen)
            yield f'<path d="{path}" fill="currentColor"/>'

    def sample(self, x: float, y: float) -> str:
        return f'<path d="M{px(x, y)}h24m-6-4l6 4l-6 4" {STROKE} stroke-width="1.8"/>'

    def says(self, x: str, y: str) -> str:
        kind = self.called("Path" if self.dots else "Arrow")
        if not (points := self.points()):
            return f"{kind} without points."
        of = f" of {counted(points)}" if self.dots else ""
        (x0, x1), (y0, y1) = (told(points[0][i], points[-1][i]) for i in (0, 1))
        return f"{kind}{of}, ({x}, {y}) from ({x0}, {y0}) to ({x1}, {y1})."


@dataclass(frozen=True, kw_only=True)
class Bars(Series):
    """A bar for each name, from 0 to its height; they stand at x = 0, 1, 2 ..."""

    names: Sequence[str]
    wide = 12.0

    def free(self) -> tuple[Sequence[float], Sequence[float]]:
        return (), [0.0, *(y for _, y in self.points())]

    def fixed(self) -> tuple[Sequence[float], Sequence[float]]:
        return (-0.6, max(1, len(self.names)) - 0.4), ()

    def draw(self, x: Axis, y: Axis) -> Iterator[str]:
        for a, b in self.points():
            corners = [(a - 0.38, 0.0), (a + 0.38, 0.0), (a + 0.38, b), (a - 0.38, b)]
            if places := within(corners, x, y):
                (left, right), (top, foot) = ((min(n), max(n)) for n in zip(*places, strict=True))
                size = f'width="{right - left:.1f}" height="{foot - top:.1f}"'
                yield f'<rect x="{left:.1f}" y="{top:.1f}" {size} fill="currentColor"/>'

    def sample(self, x: float, y: float) -> str:
        return f'<path d="M{px(x, y - 6)}h12v12h-12z" fill="currentColor"/>'

    def says(self, x: str, y: str) -> str:
        heights = [height for _, height in self.points()] or [0.0]
        digits = enough([min(heights), max(heights)])
        bars = [f"{name} {rounded(b, digits)}" for name, b in zip(self.names, self.ys, strict=True)]
        more = f" and {len(bars) - 40} more" if len(bars) > 40 else ""
        return f"{self.called('Bars')} of {y}: {', '.join(bars[:40]) or 'none'}{more}."


@dataclass(frozen=True, kw_only=True)
class Note(Series):
    """Words above a point, or beneath it where the axes leave no room; lines end around them."""

    words: str

    def draw(self, x: Axis, y: Axis) -> Iterator[str]:
        words = shortened(self.words, x.end - x.start - 4)
        half = LETTER / 2 * len(words)
        for a, b in self.seen(x, y):
            middle = min(max(x.place(a), x.start + half + 4), x.end - half)
            above, beneath = y.place(b) - 8, y.place(b) + 19
            height = above if above >= y.end + 12 else beneath
            yield text(words, middle, height, "middle", f' class="plot-note" {HALO}')

    def says(self, x: str, y: str) -> str:
        places = (", ".join(told(a) + told(b)) for a, b in self.points())
        return "".join(f'Note "{self.words}" at ({place}).' for place in places)


def counted(points: Sequence[object]) -> str:
    return f"{len(points)} point{'s' if len(points) != 1 else ''}"


def _way(points: Sequence[Point], x: Axis, y: Axis) -> str:
    """The outline of the way from point to point, as far as the axes show it."""
    if len(points) == 1:
        return "".join(f"M{px(*place)}{DOT}" for place in within(points, x, y))
    path, last = "", ""
    for step in pairwise(points):
        if part := within(step, x, y)[:2]:
            start, end = (px(*place) for place in part)
            path += f"L{end}" if start == last else f"M{start}L{end}"
            last = end
    return path


def _heads(places: list[Point]) -> Iterator[str]:
    """For each step a head at its end, if some way has been gone since the last head."""
    gone = 0.0
    for i, ((x0, y0), (x, y)) in enumerate(zip(places, places[1:], strict=False), start=2):
        length = hypot(x - x0, y - y0)
        gone += length
        least = HEADS if i < len(places) else 8.0 if len(places) > 2 else 0.0
        if length > 0.0 and gone >= least:
            gone = 0.0
            u, v = (x - x0) / length, (y - y0) / length
            left = px(x - 7 * u - 4 * v, y - 7 * v + 4 * u)
            right = px(x - 7 * u + 4 * v, y - 7 * v - 4 * u)
            yield f"M{left}L{px(x, y)}L{right}"
        else:
            yield ""
