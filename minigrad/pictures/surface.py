"""A score at each place of a rectangle: where it is above a level, and the lines at that level."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from minigrad.pictures.axis import LIMIT, Axis, drawable, ends, numbers
from minigrad.pictures.marks import STROKE, Corner, Mark, Point, colored, cut, px, within

ACROSS, UP = 60, 36  # places at which a function is asked
SHAPE = "rows of scores are two at least, of equal length, with two scores at least"
Scores = Callable[[float, float], object] | Iterable[Iterable[object]]


def grid(x: Point, y: Point, across: int = ACROSS, up: int = UP) -> list[list[Point]]:
    """The places of a rectangle at even distances, row by row, the lowest first.

    >>> grid((0.0, 1.0), (0.0, 4.0), across=2, up=3)
    [[(0.0, 0.0), (1.0, 0.0)], [(0.0, 2.0), (1.0, 2.0)], [(0.0, 4.0), (1.0, 4.0)]]
    """
    xs = [x[0] + (x[1] - x[0]) * (i / (across - 1)) for i in range(across)]
    ys = [y[0] + (y[1] - y[0]) * (k / (up - 1)) for k in range(up)]
    return [[(a, b) for a in xs] for b in ys]


@dataclass(frozen=True)
class Surface:
    """Rows of scores, the lowest y first, each from left to right, over two stretches of numbers.

    >>> flat = Surface.of(lambda x, y: x + y, (-1, 1), (-1, 1))
    >>> len(flat.rows), len(flat.rows[0])
    (36, 60)
    """

    rows: list[list[float]]
    x: Point
    y: Point

    @classmethod
    def of(cls, scores: Scores, x: object, y: object) -> Surface:
        """The surface of a function of x and y, or of its rows. Raises for what is neither."""
        xs, ys = ends(x, "x"), ends(y, "y")
        if callable(scores):
            rows: Iterable[Iterable[object]] = [
                [scores(*place) for place in row] for row in grid(xs, ys)
            ]
        elif isinstance(scores, Iterable):
            rows = scores
        else:
            raise TypeError(f"a score is a function of x and y, or its rows, not {scores!r:.60}")
        return cls(_checked(rows), xs, ys)

    def numbers(self) -> list[float]:
        """All scores that can be drawn."""
        return [score for row in self.rows for score in row if drawable(score)]

    @cached_property
    def cells(self) -> list[list[list[Corner]]]:
        """Row by row, the four corners of each cell: those with a score that can be drawn."""
        up, across = len(self.rows), len(self.rows[0])
        corners = [
            [(x, y, score) for (x, y), score in zip(*row, strict=True)]
            for row in zip(grid(self.x, self.y, across, up), self.rows, strict=True)
        ]
        rows = [
            [[low[i], low[i + 1], high[i + 1], high[i]] for i in range(across - 1)]
            for low, high in zip(corners, corners[1:], strict=False)
        ]
        if len(self.numbers()) < up * across:
            rows = [[cell for cell in row if all(drawable(c[2]) for c in cell)] for row in rows]
        return rows

    def above(self, level: float, sign: int = 1) -> Iterator[list[Point]]:
        """Polygons that cover the places with a score above `level` (`sign` -1: below)."""
        for row in self.cells:
            run: list[Corner] = []  # neighbours that are above with all they have, as one
            for cell in row:
                inside = _inside(cell, level, sign)
                whole = inside == len(cell)
                if whole and run and run[1] == cell[0]:
                    run[1:3] = cell[1:3]
                    continue
                if run:
                    yield [(x, y) for x, y, _ in run]
                run = cell[:] if whole else []
                if inside and not whole:
                    yield [point for point, _ in cut(cell, level, sign)]
            if run:
                yield [(x, y) for x, y, _ in run]

    def lines(self, level: float) -> Iterator[tuple[Point, Point]]:
        """The pieces of the lines along which the score is `level`, one for each cell or two."""
        for row in self.cells:
            for cell in row:
                if not 0 < _inside(cell, level) < len(cell):
                    continue  # which most cells are, and this is soon said
                part = cut(cell, level)
                for (p, p_cut), (q, q_cut) in zip(part, part[1:] + part[:1], strict=True):
                    if p_cut and q_cut:
                        yield p, q

    def levels(self, count: int = 7) -> list[float]:
        """Levels that lie closer together near the lowest score, where a descent ends.

        With n = count + 1 it is low + (high - low)·(i/n)², which draws a bowl as even rings.
        """
        scores = self.numbers() or [0.0]
        low, high = min(scores), max(scores)
        return [low + (high - low) * (i / (count + 1)) ** 2 for i in range(1, count + 1)]


@dataclass(frozen=True, kw_only=True)
class Levels(Mark):
    """Lines along which a score has a level: for a `region` at 0, between its two tints."""

    surface: Surface
    levels: Sequence[float] = (0.0,)
    region: bool = True

    def fixed(self) -> tuple[Sequence[float], Sequence[float]]:
        return self.surface.x, self.surface.y

    def left_out(self) -> int:
        return sum(map(len, self.surface.rows)) - len(self.surface.numbers())

    def draw(self, x: Axis, y: Axis) -> Iterator[str]:
        for sign, color in ((1, "green"), (-1, "purple")) if self.region else ():
            parts = [within(part, x, y) for part in self.surface.above(0.0, sign)]
            path = "".join(f"M{_joined(part)}z" for part in parts if part)
            yield colored(f'<path d="{path}" fill="currentColor" fill-opacity=".17"/>', color)
        for level in self.levels:
            lines = [within(line, x, y)[:2] for line in self.surface.lines(level)]
            path = "".join(f"M{_joined(line)}" for line in lines if line)
            yield f'<path d="{path}" {STROKE} stroke-width="{1.6 if self.region else 1}"/>'

    def says(self, x: str, y: str) -> str:
        (x0, x1), (y0, y1), scores = self.surface.x, self.surface.y, self.surface.numbers()
        where = f"over {x} from {x0:.3g} to {x1:.3g} and {y} from {y0:.3g} to {y1:.3g}"
        if not scores:
            return f"A score {where} that cannot be drawn."
        if self.region:
            share = sum(score > 0.0 for score in scores) / len(scores)
            kind = self.called("Region")
            return f"{kind} {where}: the score is above 0 at {share:.0%} of the places."
        levels = ", ".join(f"{level:.3g}" for level in self.levels)
        return (
            f"{self.called('Contours')} {where}, at {levels or 'no level'}; "
            f"the lowest score is {min(scores):.3g}, the highest {max(scores):.3g}."
        )


def _inside(cell: list[Corner], level: float, sign: int = 1) -> int:
    """How many corners of a cell are above `level` (`sign` -1: below)."""
    return [sign * (score - level) > 0.0 for _, _, score in cell].count(True)


def _joined(places: Sequence[Point]) -> str:
    return "L".join(px(*place) for place in places)


def _checked(rows: Iterable[Iterable[object]]) -> list[list[float]]:
    """The rows as floats, if they are a rectangle."""
    scores: list[list[float]] = []
    for row in rows:
        scores.append(numbers(row, "scores"))
        if len(scores[-1]) < 2 or len(scores[-1]) != len(scores[0]):
            raise ValueError(f"{SHAPE}: row {len(scores) - 1} has {len(scores[-1])}")
        if len(scores) * len(scores[0]) > LIMIT:
            raise ValueError(f"a plot shows up to {LIMIT:,} scores: take fewer places")
    if len(scores) < 2:
        raise ValueError(f"{SHAPE}: there is no second row")
    return scores
