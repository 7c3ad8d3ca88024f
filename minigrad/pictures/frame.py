"""What stands around the marks of a plot, as SVG: title, legend, and axes with their ticks."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import count

from minigrad.pictures.axis import LARGEST, Axis, Tick, drawable, stretch
from minigrad.pictures.marks import (
    LETTER,
    SIZE,
    Mark,
    Point,
    Series,
    colored,
    shortened,
    text,
)
from minigrad.pictures.series import Bars, Note
from minigrad.steps import legible

WIDTH, AREA = 360.0, 184.0  # of the picture; the height of the axes. All sizes are in px
TALLEST, SMALLEST = 270.0, 90.0  # the axes, if their scales are equal
DIGIT = 8.9  # the width of a digit, at most
EDGE = 8.0  # what stays free at the left
GAP = 5.0  # from the name of one bar to the next, at least
LEAST = 4  # letters of a shortened name that one can still read
TITLE = 40  # letters in a line


@dataclass(frozen=True)
class Frame:
    """The words around a plot, and the kind of its axes."""

    title: str
    x: str
    y: str
    log_x: bool
    log_y: bool
    equal: bool
    x_range: Point | None  # the ends of an axis, where it does not follow the marks
    y_range: Point | None
    axes: bool = True  # False: a sketch, which has places and no numbers

    def __post_init__(self) -> None:
        for words in (self.title, self.x, self.y):
            if not isinstance(words, str):
                raise TypeError(f"title, x and y are text, such as 'loss', not {words!r:.60}")
        if self.equal and self.log_x != self.log_y:
            raise ValueError("equal scales need two axes of one kind: log_x and log_y, or neither")
        self.check(self.x_range or (), self.y_range or ())

    def check(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """Raise `ValueError` for a number that has no place on a logarithmic axis."""
        for name, log, values in (("x", self.log_x, xs), ("y", self.log_y, ys)):
            for value in values if log else ():
                if drawable(value) and value < 1 / LARGEST:
                    needs = "above 0" if value <= 0 else f"from {1 / LARGEST:g} on"
                    raise ValueError(f"log_{name} needs numbers {needs}, and here is {value:g}")

    def svg(self, marks: Sequence[Mark]) -> str:
        """The whole picture, with the words that stand for it where it is not seen."""
        head, top = self._head(marks)
        x, y = self._axes(marks, top + 4)
        names = _names(marks, x) or _fitting(x)
        height = y.start + (12 if not self.axes else 47 if self.x else 28)
        size = f'width="{WIDTH:.0f}" height="{height:.0f}"'
        body = [
            f'<rect class="plot-ground" {size} rx="4" fill="#fff"/>',
            *head,
            colored(_lines(marks, x, y, names), "rule") if self.axes else "",
            *(colored("".join(mark.draw(x, y)), mark.color) for mark in _notes_last(marks)),
            colored("".join(self._labels(x, y, names)), "quiet") if self.axes else "",
        ]
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {height:.0f}" '
            f'width="{1.2 * WIDTH:.0f}" height="{1.2 * height:.0f}" role="img" '
            f'font-family="system-ui, sans-serif" font-size="{SIZE}">'
            f"<title>{escape(' '.join(self._title()) or 'A plot')}</title>"
            f"<desc>{escape(self.says(marks))}</desc>{''.join(body)}</svg>"
        )

    def says(self, marks: Sequence[Mark]) -> str:
        """What the marks show, in words."""
        x, y = legible(self.x), legible(self.y)
        told = [*filter(None, (mark.says(x or "x", y or "y") for mark in marks))] or ["No data."]
        named = "".join(mark.says("\0", "\1") for mark in marks)  # signs that no words have
        if x and "\0" not in named or y and "\1" not in named:
            axes = f"The axes are {x or 'x'} and {y or 'y'}."
            told.insert(0, axes)  # notes alone do not name them
        if left_out := sum(mark.left_out() for mark in marks):
            told.append(f"Left out: {left_out}, infinite, no number or beyond {LARGEST:g}.")
        if beyond := self._beyond(marks):
            told.append(f"Points beyond the axes: {beyond}.")
        return " ".join(told)

    def _beyond(self, marks: Sequence[Mark]) -> int:
        """How many points lie beyond the given ends of the axes."""
        x, y = self._axes(marks, 0.0)
        series = [mark for mark in marks if isinstance(mark, Series)]
        return sum(len(mark.points()) - len(mark.seen(x, y)) for mark in series)

    def _title(self) -> list[str]:
        """The title, in lines of much the same length."""
        lines = textwrap.wrap(self.title, TITLE)
        if len(lines) > 1:
            lines = textwrap.wrap(self.title, min(TITLE, len(self.title) // len(lines) + 6))
        return [legible(line) for line in lines]

    def _head(self, marks: Sequence[Mark]) -> tuple[list[str], float]:
        """Title, legend and the name of y, which stand above the axes; and their height."""
        top, elements = 3.0, list[str]()
        for line in self._title():
            top += 19
            elements.append(colored(text(line, EDGE, top, "start", ' font-weight="600"'), "ink"))
        left = WIDTH
        for mark in marks:
            if mark.label:
                sample = mark.wide + 6
                label = shortened(mark.label, WIDTH - EDGE - sample)
                wide = sample + LETTER * len(label) + 16
                if left + wide > WIDTH + 8:
                    left, top = EDGE, top + 21
                elements.append(colored(mark.sample(left, top - 5), mark.color))
                elements.append(colored(text(label, left + sample, top, "start"), "ink"))
                left += wide
        if self.y:
            top += 21
            name = shortened(legible(self.y), WIDTH - 2 * EDGE)
            elements.append(colored(text(name, EDGE, top, "start"), "quiet"))
        return elements, top + 6

    def _axes(self, marks: Sequence[Mark], top: float) -> tuple[Axis, Axis]:
        """Both axes, each with the stretch that its marks need, in the place that is left."""
        free, fixed = [mark.free() for mark in marks], [mark.fixed() for mark in marks]
        x, y = (
            Axis(
                *stretch(
                    [] if given else [n for f in free for n in f[i]],
                    given or [n for f in fixed for n in f[i]],
                    log,
                ),
                log,
            )
            for i, (log, given) in enumerate(
                ((self.log_x, self.x_range), (self.log_y, self.y_range))
            )
        )
        first, last = (len(x.ticks()[i][1]) for i in (0, -1))  # letters, half of each beyond x
        left = max(EDGE + 8 + DIGIT * max(len(label) for _, label in y.ticks()), DIGIT / 2 * first)
        width, height = WIDTH - 8 - DIGIT / 2 * max(2, last) - left, AREA
        if self.equal:
            a, b = x.high - x.low, y.high - y.low
            scale = max(a / width, b / TALLEST)  # of a px
            width, height = max(a / scale, SMALLEST), max(b / scale, SMALLEST)
            x, y = _widened(x, width * scale), _widened(y, height * scale)
        x = replace(x, start=left, end=left + width)
        return x, replace(y, start=top + height, end=top)

    def _labels(self, x: Axis, y: Axis, names: list[Tick]) -> Iterator[str]:
        """The numbers at the ticks, and the name of x."""
        for at, label in names:
            yield text(label, x.place(at), y.start + 19, "middle")
        for at, label in y.ticks():
            yield text(label, x.start - 8, y.place(at) + 5, "end")
        if self.x:
            name = shortened(legible(self.x), x.end - EDGE)
            yield text(name, x.end, y.start + 38, "end")


def _notes_last(marks: Sequence[Mark]) -> list[Mark]:
    """The marks in their order, but that words lie above whatever is drawn after them."""
    return sorted(marks, key=lambda mark: isinstance(mark, Note))


def _names(marks: Sequence[Mark], x: Axis) -> list[Tick]:
    """The names of the bars: of all, or of every second, third ..., the first that can be read."""
    for bars in marks:
        if isinstance(bars, Bars) and bars.names:
            named = [(float(i), name) for i, name in enumerate(bars.names) if x.shows(float(i))]
            tries = (_side_by_side(named, every, x) for every in count(1))
            return next(names for names in tries if names is not None)
    return []


def _side_by_side(named: list[Tick], every: int, x: Axis) -> list[Tick] | None:
    """Every so many of the names, shortened to their room; None if they cannot be told apart."""
    shown = named[::every]
    room = min((2 * min(x.place(at), WIDTH - x.place(at)) for at, _ in shown), default=WIDTH)
    if len(shown) > 1:
        gap = GAP if every == 1 else 2 * GAP  # if some go, the others need not stand close
        room = min(room, every * (x.place(1.0) - x.place(0.0)) - gap)
    names = {name for _, name in shown}
    if room < LETTER * min(LEAST, max(map(len, names), default=0)):
        return None
    if len({shortened(name, room) for name in names}) < len(names):
        return None
    return [(at, shortened(name, room)) for at, name in shown]


def _fitting(x: Axis) -> list[Tick]:
    """The ticks, or every second, or the outermost, so that their labels have room."""
    ticks = x.ticks()
    for every in (1, 2):
        if sum(DIGIT * len(label) + 12 for _, label in ticks[::every]) < x.end - x.start + 24:
            return ticks[::every]
    (first, label), (last, _) = ticks[0], ticks[-1]
    apart = x.place(last) - x.place(first) > DIGIT * len(label)
    return [ticks[0], ticks[-1]] if apart else ticks[:1]


def _widened(axis: Axis, stretch: float) -> Axis:
    """The axis with so much to show, around the same middle."""
    more = (stretch - (axis.high - axis.low)) / 2
    return replace(axis, low=axis.low - more, high=axis.high + more)


def _lines(marks: Sequence[Mark], x: Axis, y: Axis, names: list[Tick]) -> str:
    """Both axes, their ticks, and a line at y = 0 if it is in between."""
    path = f"M{x.start:.1f} {y.end:.1f}V{y.start:.1f}H{x.end:.1f}"
    if not any(isinstance(mark, Bars) for mark in marks):
        path += "".join(f"M{x.place(at):.1f} {y.start:.1f}v4" for at, _ in names)
    path += "".join(f"M{x.start:.1f} {y.place(at):.1f}h-4" for at, _ in y.ticks())
    if not y.log and y.low < 0.0 < y.high and not any(mark.fixed()[1] for mark in marks):
        path += f"M{x.start:.1f} {y.place(0.0):.1f}H{x.end:.1f}"
    return f'<path d="{path}" fill="none" stroke="currentColor"/>'
