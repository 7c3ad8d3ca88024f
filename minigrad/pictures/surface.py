"""A score at each place of a rectangle: where it is above a level, and the lines at that level."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from minigrad.pictures.axis import LIMIT, Axis, drawable, numbers
from minigrad.pictures.marks import STROKE, Corner, Mark, Point, clipped, colored, cut, px, told

ACROSS, UP = 60, 36  # places at which a function is asked
SHAPE = "rows of scores are two at least, of equal length, with two scores at least"
Scores = Callable[[float, float], object] | Iterable[Iterable[object]]
Cell = list[Corner]  # four corners, one after the other around it
EVEN = Axis(0.0, 1.0)  # on which each number is its own place


def grid(
    x: Point,
    y: Point,
    across: int = ACROSS,
    up: int = UP,
    log: tuple[bool, bool] = (False, False),
) -> list[list[Point]]:
    """The places of a rectangle at even distances on its axes, row by row, the lowest first.

    >>> grid((0.0, 1.0), (0.0, 4.0), across=2, up=3)
    [[(0.0, 0.0), (1.0, 0.0)], [(0.0, 2.0), (1.0, 2.0)], [(0.0, 4.0), (1.0, 4.0)]]
    """
    xs, ys = _even(*x, across, log[0]), _even(*y, up, log[1])
    return [[(a, b) for a in xs] for b in ys]


def _even(low: float, high: float, count: int, log: bool) -> list[float]:
    """Numbers at even distances; on a logarithmic axis, each is the same multiple of the last."""
    shares = [i / (count - 1) for i in range(count)]
    if log:
        return [low ** (1 - share) * high**share for share in shares]
    return [low + (high - low) * share for share in shares]


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
    def of(
        cls, scores: Scores, x: Point, y: Point, log: tuple[bool, bool] = (False, False)
    ) -> Surface:
        """The surface of a function of x and y, or of its rows. Raises for what is neither."""
        if callable(scores):
            rows: Iterable[Iterable[object]] = [
                [scores(*place) for place in row] for row in grid(x, y, log=log)
            ]
        elif isinstance(scores, Iterable):
            rows = scores
        else:
            raise TypeError(f"a score is a function of x and y, or its rows, not {scores!r:.60}")
        return cls(_checked(rows), x, y)

    def numbers(self) -> list[float]:
        """All scores that can be drawn."""
        return [score for row in self.rows for score in row if drawable(score)]

    def cells(self, x: Axis, y: Axis) -> list[list[Cell]]:
        """Row by row, each cell whose four scores can be drawn; its corners have places in px."""
        up, across = len(self.rows), len(self.rows[0])
        corners = [
            [(x.place(a), y.place(b), score) for (a, b), score in zip(*row, strict=True)]
            for row in zip(grid(self.x, self.y, across, up, (x.log, y.log)), self.rows, strict=True)
        ]
        rows = [
            [[low[i], low[i + 1], high[i + 1], high[i]] for i in range(across - 1)]
            for low, high in zip(corners, corners[1:], strict=False)
        ]
        if len(self.numbers()) < up * across:
            rows = [[cell for cell in row if all(drawable(c[2]) for c in cell)] for row in rows]
        return rows

    def lines(self, level: float) -> Iterator[tuple[Point, Point]]:
        """The pieces of the lines at `level`, in numbers instead of px."""
        return lines(self.cells(EVEN, EVEN), level)

    def levels(self, count: int = 7) -> list[float]:
        """Levels that lie closer together near the lowest score, where a descent ends.

        With n = count + 1 it is low + (high - low)·(i/n)², which draws a bowl as even rings.
        """
        scores = self.numbers() or [0.0]
        low, high = min(scores), max(scores)
        return [low + (high - low) * (i / (count + 1)) ** 2 for i in range(1, count + 1)]


def above(cells: list[list[Cell]], level: float, sign: int = 1) -> Iterator[list[Point]]:
    """Polygons that cover the places with a score above `level` (`sign` -1: below)."""
    for row in cells:
        run: Cell = []  # neighbours that are above with all they have, as one
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
                for part in parts(cell, level, sign):
                    yield [point for point, _ in part]
        if run:
            yield [(x, y) for x, y, _ in run]


def lines(cells: list[list[Cell]], level: float) -> Iterator[tuple[Point, Point]]:
    """The pieces of the lines along which the score is `level`, one for each cell or two."""
    for row in cells:
        for cell in row:
            if not 0 < _inside(cell, level) < len(cell):
                continue  # which most cells are, and this is soon said
            for part in parts(cell, level):
                for (p, p_cut), (q, q_cut) in zip(part, part[1:] + part[:1], strict=True):
                    if p_cut and q_cut:
                        yield p, q


def parts(cell: Cell, level: float, sign: int = 1) -> list[list[tuple[Point, bool]]]:
    """The parts of a cell above `level` (`sign` -1: below), as `cut` has them: one, or two.

    At a saddle, two corners that face each other are above and the two others below. The mean of
    all four says which of the two pairs is joined through the middle; the other pair stays apart,
    each corner with its two neighbours on the edges.
    """
    part = cut(cell, level, sign)
    a, b, c, d = (score - level for _, _, score in cell)
    saddle = max(a, c) < 0.0 < min(b, d) or max(b, d) < 0.0 < min(a, c)
    joined = 1 if (a + b + c + d) / 4 >= 0.0 else -1
    if not saddle or joined == sign:
        return [part]
    around = part[-1:] + part + part[:1]
    return [around[i : i + 3] for i, (_, on_edge) in enumerate(part) if not on_edge]


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
        cells = self.surface.cells(x, y)
        for sign, color in ((1, "green"), (-1, "purple")) if self.region else ():
            shown = [clipped(part, x, y) for part in above(cells, 0.0, sign)]
            path = "".join(f"M{_joined(part)}z" for part in shown if part)
            yield colored(f'<path d="{path}" fill="currentColor" fill-opacity=".17"/>', color)
        for level in self.levels:
            shown = [clipped(line, x, y)[:2] for line in lines(cells, level)]
            path = "".join(f"M{_joined(line)}" for line in shown if line)
            yield f'<path d="{path}" {STROKE} stroke-width="{1.6 if self.region else 1}"/>'

    def says(self, x: str, y: str) -> str:
        x_ends, y_ends = (" to ".join(told(*ends)) for ends in (self.surface.x, self.surface.y))
        where = f"over {x} from {x_ends} and {y} from {y_ends}"
        scores = self.surface.numbers()
        if not scores:
            return f"A score {where} that cannot be drawn."
        if self.region:
            share = sum(score > 0.0 for score in scores) / len(scores)
            kind = self.called("Region")
            return f"{kind} {where}: the score is above 0 at {share:.0%} of the places."
        *levels, lowest, highest = told(*self.levels, min(scores), max(scores))
        return (
            f"{self.called('Contours')} {where}, at {', '.join(levels) or 'no level'}; "
            f"the lowest score is {lowest}, the highest {highest}."
        )


def _inside(cell: Cell, level: float, sign: int = 1) -> int:
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
