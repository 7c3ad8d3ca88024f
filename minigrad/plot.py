"""Plots: curves, points, regions, contours and bars as SVG text, the same wherever they are seen.

`Plot` takes what is to be seen. `marks`, `series` and `surface` know how each kind is drawn,
`frame` draws what stands around it, `axis` finds the stretch of numbers, their places, the ticks.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import islice
from typing import Any

from minigrad.files import write_svg
from minigrad.pictures.axis import check_pairs, ends, numbers
from minigrad.pictures.frame import Frame
from minigrad.pictures.marks import COLORS, Mark
from minigrad.pictures.series import DASHES, SHAPES, Bars, Line, Note, Path, Points
from minigrad.pictures.surface import Levels, Scores, Surface
from minigrad.steps import legible, printable

__all__ = ["Plot"]

Numbers = Iterable[object]  # ints, floats, Values ...
display: Callable[[Plot], object] | None = None  # how `show` shows a plot; a live page sets it
last_shown: Plot | None = None  # what a page sets, which cannot move
_shown: set[str] = set()  # the places in a notebook that have a plot


class Plot:
    """A picture of numbers, which grows mark by mark; what adds one gives the plot back.

    It shows itself in a notebook and on the site; `save("loss.svg")` writes it to a file, `svg()`
    gives it as text, and `text` says it in words. `x` and `y` name the axes; `log_x` and `log_y`
    make one logarithmic; `equal` gives both one scale, so that right angles stay right. With
    `x_range=(0, 20)`, or `y_range`, an axis shows this stretch and no more, so that pictures of one
    kind can be compared, or move; points beyond it are left out, and lines are cut there. Without
    `axes` it is a sketch, whose places mean no numbers.
    A `color` is "ink", "quiet", "rule" (faint), "blue" (values), "orange" (gradients), "green" or
    "purple" (classes); a `label` stands in the legend. What is infinite, no number or beyond 1e300
    is left out, which `text` says. Raises `TypeError` for what is no number, `ValueError` for more
    than 10,000 points and for what an axis cannot show; the plot is then as it was.

    >>> Plot("The loss falls", x="step", y="loss").line([0, 1, 2], [4.0, 2.0, 1.0]).text
    'Line of 3 points, step from 0 to 2: loss is 4 at first and 1 at last, lowest 1 at 2, highest \
4 at 0.'
    """

    def __init__(
        self,
        title: str = "",
        x: str = "",
        y: str = "",
        *,
        log_x: bool = False,
        log_y: bool = False,
        equal: bool = False,
        x_range: object = None,
        y_range: object = None,
        axes: bool = True,
    ) -> None:
        x_ends = None if x_range is None else ends(x_range, "x")
        y_ends = None if y_range is None else ends(y_range, "y")
        kinds = bool(log_x), bool(log_y), bool(equal)
        self._frame = Frame(title, x, y, *kinds, x_ends, y_ends, bool(axes))
        self.title = title
        self.marks: list[Mark] = []

    def line(self, xs: Numbers, ys: Numbers, label: str = "", color: str = "blue") -> Plot:
        """Draw a curve. With labels, the second of a colour is dashed, the third dotted."""
        x, y = self._series(xs, ys)
        before = [m for m in self.marks if isinstance(m, Line) and m.label and m.color == color]
        dashes = DASHES[len(before) % len(DASHES)] if label else ""
        return self._with(Line(xs=x, ys=y, label=label, color=color, dashes=dashes))

    def points(self, xs: Numbers, ys: Numbers, label: str = "", color: str = "") -> Plot:
        """Draw single points: first green circles, then purple triangles, then dark squares ..."""
        i = sum(isinstance(m, Points) for m in self.marks) % len(SHAPES)
        x, y = self._series(xs, ys)
        color = color or ("green", "purple", "ink", "quiet")[i]
        return self._with(Points(xs=x, ys=y, label=label, color=color, shape=list(SHAPES)[i]))

    def path(self, xs: Numbers, ys: Numbers, label: str = "", color: str = "ink") -> Plot:
        """Draw the way from point to point, with a dot at each and arrows along it."""
        x, y = self._series(xs, ys)
        return self._with(Path(xs=x, ys=y, label=label, color=color))

    def arrow(
        self, x0: object, y0: object, x1: object, y1: object, label: str = "", color: str = "ink"
    ) -> Plot:
        """Draw an arrow from (`x0`, `y0`) to (`x1`, `y1`)."""
        x, y = self._series([x0, x1], [y0, y1])
        return self._with(Path(xs=x, ys=y, label=label, color=color, dots=False))

    def note(self, x: object, y: object, words: str, color: str = "ink") -> Plot:
        """Write words above the point (`x`, `y`), or beneath it if it is at the top."""
        xs, ys = self._series([x], [y])
        return self._with(Note(xs=xs, ys=ys, words=legible(str(words)), color=color))

    def bars(
        self, names: Iterable[object], heights: Numbers, label: str = "", color: str = "blue"
    ) -> Plot:
        """Draw a bar from 0 up or down for each name. A plot has one set of bars."""
        if self._frame.log_x or self._frame.log_y:
            raise ValueError("bars start at 0, which a logarithmic axis does not have")
        if any(isinstance(mark, Bars) for mark in self.marks):
            raise ValueError("this plot has its bars: draw the others in a plot of their own")
        ys = numbers(heights, "heights")
        if not isinstance(names, Iterable):
            raise TypeError(f"give all names as one list, not {names!r:.60}")
        texts = [printable(str(name)) for name in islice(names, len(ys) + 1)]
        check_pairs(texts, ys, "names", "heights")
        return self._with(Bars(xs=range(len(ys)), ys=ys, names=texts, label=label, color=color))

    def region(self, score: Scores, x: object, y: object, label: str = "") -> Plot:
        """Tint the places where the score is above 0 (green) and below 0 (purple), with the border.

        The score is a function of x and y, called at 60 x 36 places; or rows of scores, even on
        the axes, the lowest y first. `x` and `y` are the ends of the rectangle, as in (-1, 1).
        """
        return self._with(Levels(surface=self._surface(score, x, y), label=label))

    def contours(
        self, score: Scores, x: object, y: object, levels: Numbers | None = None, label: str = ""
    ) -> Plot:
        """Draw lines along which the score stays the same, at seven levels or those given.

        They lie closer together near the lowest score. The rest is as in `region`.
        """
        surface = self._surface(score, x, y)
        chosen = surface.levels() if levels is None else numbers(levels, "levels")
        lines = Levels(surface=surface, levels=chosen, region=False, label=label, color="quiet")
        return self._with(lines)

    @property
    def text(self) -> str:
        """What the plot shows in words, made from the data."""
        return self._frame.says(self.marks)

    def svg(self) -> str:
        """The picture as SVG text, the same for the same data. Without marks it is empty axes."""
        return self._frame.svg(self.marks)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the picture as an SVG file, whole or not at all.

        Raises `ValueError` if the name does not end in .svg, `OSError` if it cannot be written.
        """
        write_svg(path, "a plot", self.svg)

    def show(self) -> None:
        """Show the plot now, in the place of the last one of its title: in a loop, it moves.

        A live page does so, which shows one plot of a snippet, and a notebook; a script shows none.
        """
        global last_shown
        last_shown = self
        shell: Any = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
        if display is not None:
            display(self)
        elif getattr(shell, "kernel", None) is not None:  # a notebook
            place = f"minigrad {shell.execution_count} {self.title}"
            sys.modules["IPython"].display.display(self, display_id=place, update=place in _shown)
            _shown.add(place)

    def __repr__(self) -> str:
        return f"<Plot: {self.title} (a notebook shows it, and .save('plot.svg') writes it)>"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """What a notebook shows."""
        return {"image/svg+xml": self.svg(), "text/plain": self.text}

    def _with(self, mark: Mark) -> Plot:
        """This plot with one mark more, if its words are such as can be drawn."""
        if mark.color not in list(COLORS):
            raise ValueError(f"a color is one of {', '.join(COLORS)}, not {mark.color!r:.60}")
        if not isinstance(mark.label, str):
            raise TypeError(f"a label is text, such as 'train', not {mark.label!r:.60}")
        self.marks.append(replace(mark, label=legible(mark.label)))
        return self

    def _series(self, xs: Numbers, ys: Numbers) -> tuple[list[float], list[float]]:
        """Equally many numbers for both axes."""
        x, y = numbers(xs, "xs"), numbers(ys, "ys")
        check_pairs(x, y, "xs", "ys")
        self._frame.check(x, y)
        return x, y

    def _surface(self, score: Scores, x: object, y: object) -> Surface:
        xs, ys = ends(x, "x"), ends(y, "y")
        self._frame.check(xs, ys)
        return Surface.of(score, xs, ys, (self._frame.log_x, self._frame.log_y))
