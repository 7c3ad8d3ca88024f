"""What all marks of a plot have, and the SVG that they are made of."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import ClassVar

from minigrad.pictures.axis import Axis, drawable

COLORS = {  # by day; a page may give the classes that are named so others
    "ink": "#26231f",
    "quiet": "#6b645b",
    "rule": "#b9b2a7",
    "blue": "#16579a",
    "orange": "#9c4500",
    "green": "#007a59",
    "purple": "#a8447f",
}
Point = tuple[float, float]
Corner = tuple[float, float, float]  # x, y, and the score there
SIZE = 14  # px, of all text: 11 in a picture that a phone shows 288 px wide
HAIR = 0.03  # px, which nobody sees: what stands on the end of an axis is within
DIGITS = 15  # of a number, at most: beyond them, floats differ by how they were computed
LETTER = 7.9  # px, how wide a letter is at most, about
STROKE = 'fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"'


@dataclass(frozen=True, kw_only=True)
class Mark(ABC):
    """Something that is drawn on two axes."""

    label: str = ""  # for the legend
    color: str = "ink"
    wide: ClassVar[float] = 24.0  # px that its sample in the legend takes

    def free(self) -> tuple[Sequence[float], Sequence[float]]:
        """The numbers of x and of y that the axes must show, with some room beyond."""
        return [], []

    def fixed(self) -> tuple[Sequence[float], Sequence[float]]:
        """The numbers of x and of y at which the axes may end."""
        return [], []

    @abstractmethod
    def draw(self, x: Axis, y: Axis) -> Iterator[str]:
        """Its SVG elements."""

    def sample(self, x: float, y: float) -> str:
        """What stands for it in the legend: from `x` on, around the height `y`."""
        return f'<path d="M{px(x, y)}h24" {STROKE} stroke-width="1.5"/>'

    @abstractmethod
    def says(self, x: str, y: str) -> str:
        """Its data in one sentence; `x` and `y` are the names of the axes."""

    @abstractmethod
    def left_out(self) -> int:
        """How many numbers or points cannot be drawn."""

    def called(self, kind: str) -> str:
        return f'{kind} "{self.label}"' if self.label else kind


@dataclass(frozen=True, kw_only=True)
class Series(Mark):
    """Points, in order."""

    xs: Sequence[float]
    ys: Sequence[float]

    def points(self) -> list[Point]:
        """The points that can be drawn."""
        pairs = zip(self.xs, self.ys, strict=True)
        return [(x, y) for x, y in pairs if drawable(x) and drawable(y)]

    def free(self) -> tuple[Sequence[float], Sequence[float]]:
        return [x for x, _ in self.points()], [y for _, y in self.points()]

    def left_out(self) -> int:
        return len(self.xs) - len(self.points())

    def seen(self, x: Axis, y: Axis) -> list[Point]:
        """The points that stand between the ends of the axes."""
        return [(a, b) for a, b in self.points() if x.shows(a) and y.shows(b)]


def cut(cell: Sequence[Corner], level: float, sign: int = 1) -> list[tuple[Point, bool]]:
    """The part of a cell above `level` (`sign` -1: below); True marks a point on an edge.

    Between two corners the score is taken to be straight, so that it is `level` at the share
    t = (level - a) / (b - a) of the way from the score a to the score b.
    """
    points: list[tuple[Point, bool]] = []
    for (x, y, a), (x1, y1, b) in zip(cell, [*cell[1:], cell[0]], strict=True):
        if sign * (a - level) > 0.0:
            points.append(((x, y), False))
        if (sign * (a - level) > 0.0) != (sign * (b - level) > 0.0):
            t = (level - a) / (b - a)
            points.append(((x + t * (x1 - x), y + t * (y1 - y)), True))
    return points


def within(part: Sequence[Point], x: Axis, y: Axis) -> list[Point]:
    """The places, in px, of the part of a polygon of numbers that the axes show."""
    return clipped([(x.place(a), y.place(b)) for a, b in part], x, y)


def clipped(places: Sequence[Point], x: Axis, y: Axis) -> list[Point]:
    """The part of a polygon between the ends of the axes, all in px; of a line, too.

    A line is a polygon of two corners: its part within is given by the first two.
    """
    places = list(places)
    for i, axis in enumerate((x, y)):
        low, high = sorted((axis.start, axis.end))
        for end, sign in ((low - HAIR, 1), (high + HAIR, -1)):
            if any(sign * (place[i] - end) < 0.0 for place in places):
                corners = [(*place, place[i]) for place in places]
                places = [place for place, _ in cut(corners, end, sign)]
    return places


def shortened(words: str, wide: float) -> str:
    """The words, or so many of their letters, and "…", as have room in `wide` px.

    >>> shortened("Iris pseudacorus", wide=64.0)
    'Iris ps…'
    """
    room = int(wide / LETTER)
    return words if len(words) <= room else words[: max(room - 1, 1)].rstrip() + "…"


def told(*numbers: float) -> list[str]:
    """The numbers as a sentence has them, with enough digits to tell them apart.

    >>> told(0.9990, 0.9999), told(2000.0, -0.0)
    (['0.999', '0.9999'], ['2000', '0'])
    """
    digits = enough(numbers)
    return [rounded(x, digits) for x in numbers]


def enough(numbers: Sequence[float]) -> int:
    """How many digits tell these numbers apart, and lose little of the stretch between them."""
    different = {x for x in numbers if drawable(x)}
    if len(different) < 2:
        return 3
    loss = (max(different) - min(different)) / 20
    for digits in range(3, DIGITS):
        texts = {rounded(x, digits) for x in different}
        near = all(abs(float(rounded(x, digits)) - x) <= loss for x in different)
        if near and len(texts) == len(different):
            return digits
    return DIGITS


def rounded(x: float, digits: int) -> str:
    """`x` with so many digits; below a million never as a power of ten: 2000, and not 2e+03."""
    short = f"{x + 0.0:.{digits}g}"  # + 0.0 makes 0.0 of -0.0
    return f"{x:.0f}" if "e+" in short and abs(x) < 1e6 else short


def text(words: str, x: float, y: float, anchor: str, more: str = "") -> str:
    """Words at a place, which is their "start", "middle" or "end"."""
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text {place} fill="currentColor"{more}>{escape(words)}</text>'


def colored(elements: str, color: str) -> str:
    """The elements in a colour of `COLORS`, which a page may set anew by its class."""
    return f'<g class="plot-{color}" color="{COLORS[color]}">{elements}</g>'


def px(x: float, y: float) -> str:
    """A place as a path has it."""
    return f"{x:.1f} {y:.1f}"
