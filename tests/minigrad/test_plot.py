"""The plots: that each place in the picture is true, what is refused, and what the words say."""

from __future__ import annotations

import math
import re
import sys
import time
from fractions import Fraction
from itertools import count
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from pytest import approx

import minigrad.plot
from minigrad import MLP, Plot, Program, Value, draw_dot
from minigrad.pictures.axis import Axis, stretch
from minigrad.pictures.frame import WIDTH
from minigrad.pictures.marks import COLORS, LETTER, shortened, told
from minigrad.pictures.series import DASHES, SHAPES
from press.outputs.requirements import require
from tests.refused import refused

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = r"-?\d+\.?\d*"


class Seen:
    """A picture read back from its SVG text."""

    def __init__(self, plot: Plot) -> None:
        self.root = ElementTree.fromstring(plot.svg().encode())
        self.texts = [(t.text, float(t.get("x")), float(t.get("y"))) for t in self.all("text")]
        self.words = [words for words, _, _ in self.texts]

    def all(self, tag, color=""):
        group = f".//{SVG}g[@class='plot-{color}']/" if color else ".//"
        return self.root.findall(f"{group}{SVG}{tag}")

    def paths(self, color):
        """The outlines in this colour, without those of the legend."""
        return [path.get("d") for path in self.all("path", color)]

    def ticks(self, axis):
        """The two outermost numbers of an axis, each with its place."""
        bottom = max(y for _, _, y in self.texts if y < self.bottom() + 20)
        numbers = [
            (float(words), x if axis == "x" else y - 5)
            for words, x, y in self.texts
            if re.fullmatch(r"[-\d.e+]+", words or "") and (y == bottom) == (axis == "x")
        ]
        return min(numbers), max(numbers)

    def bottom(self):
        lines = self.paths("rule")[0]
        return float(re.match(rf"M{NUMBER} {NUMBER}V({NUMBER})H", lines)[1])

    def number(self, axis, place, log=False):
        """The number that stands at this place, by the ticks."""
        (a, p), (b, q) = self.ticks(axis)
        if log:
            a, b = math.log10(a), math.log10(b)
        found = a + (b - a) * (place - p) / (q - p)
        return 10**found if log else found

    def data(self, path, log_x=False, log_y=False):
        """The numbers of the points of a path."""
        return [
            (self.number("x", float(x), log_x), self.number("y", float(y), log_y))
            for x, y in re.findall(rf"[ML]({NUMBER}) ({NUMBER})", path)
        ]


# The places tell the truth.


def test_a_point_of_a_line_stands_where_the_ticks_say():
    xs, ys = [-1.5, 0.25, 3.0, 4.0], [20.0, -7.0, 3.5, 11.0]
    seen = Seen(Plot(x="x", y="y").line(xs, ys))
    for (x, y), a, b in zip(seen.data(seen.paths("blue")[0]), xs, ys, strict=True):
        assert (x, y) == (approx(a, abs=0.01), approx(b, abs=0.1))


def test_a_logarithmic_axis_counts_in_powers_of_ten():
    xs, ys = [1e-8, 1e-3, 1.0], [0.02, 5.0, 300.0]
    seen = Seen(Plot(log_x=True, log_y=True).line(xs, ys))
    found = seen.data(seen.paths("blue")[0], log_x=True, log_y=True)
    for (x, y), a, b in zip(found, xs, ys, strict=True):
        assert (x, y) == (approx(a, rel=0.03), approx(b, rel=0.03))


def test_points_of_two_classes_differ_in_colour_and_in_shape():
    plot = Plot().points([1, 2], [3, 4], label="a").points([2, 1], [3, 4], label="b")
    seen = Seen(plot)
    legend, first = seen.paths("green")
    assert [path.count(SHAPES["circle"]) for path in (legend, first)] == [1, 2]
    assert seen.paths("purple")[1].count(SHAPES["triangle"]) == 2
    assert seen.data(first) == [(approx(1, abs=0.01), approx(3, abs=0.01)),
                                (approx(2, abs=0.01), approx(4, abs=0.01))]  # fmt: skip
    for _ in range(3):
        plot.points([0], [0])
    shapes = [mark.shape for mark in plot.marks]
    assert shapes == ["circle", "triangle", "square", "diamond", "circle"]


def test_bars_stand_on_0_and_reach_their_height():
    seen = Seen(Plot().bars(["a", "b", "c"], [0.5, -0.25, 0.0]))
    bars = [
        {k: float(v) for k, v in bar.items() if k != "fill"} for bar in seen.all("rect", "blue")
    ]
    tops = [seen.number("y", bar["y"]) for bar in bars]
    feet = [seen.number("y", bar["y"] + bar["height"]) for bar in bars]
    assert tops == [approx(y, abs=0.005) for y in (0.5, 0.0, 0.0)]
    assert feet == [approx(y, abs=0.005) for y in (0.0, -0.25, 0.0)]
    for name, bar in zip("abc", bars, strict=True):
        assert dict((w, x) for w, x, _ in seen.texts)[name] == approx(
            bar["x"] + bar["width"] / 2, abs=0.11
        )


def test_bars_leave_out_the_names_that_have_no_room():
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    assert [w for w in Seen(Plot().bars(alphabet, range(26))).words if w in alphabet] == list(
        alphabet[::2]
    )
    assert "versicolor" in Seen(Plot().bars(["setosa", "versicolor"], [1, 2])).words


def named(names):
    """The names of bars that are shown, each with its left and its right end."""
    seen = Seen(Plot().bars(names, range(1, len(names) + 1)))
    foot = approx(seen.bottom() + 19, abs=0.1)
    shown = [(words, x) for words, x, y in seen.texts if y == foot]
    return [(words, x - LETTER / 2 * len(words), x + LETTER / 2 * len(words)) for words, x in shown]


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (
            ["setosa", "versicolor", "virginica", "Iris pseudacorus"],
            ["setosa", "versico…", "virgini…", "Iris ps…"],
        ),
        (
            ["quite a long label indeed", "another quite long label"],
            ["quite a long la…", "another quite l…"],
        ),
        ([f"name{i}" for i in range(60)], [f"name{i}" for i in range(0, 60, 12)]),
        ([f"class {i}" for i in range(8)], ["class 0", "class 2", "class 4", "class 6"]),
        (["the same"] * 6, ["the…"] * 6),
        ([f"one of many long names, number {i}" for i in range(200)], ["one of man…"]),
    ],
)
def test_names_of_bars_are_shortened_or_left_out_where_they_have_no_room(names, shown):
    found = named(names)
    assert [words for words, _, _ in found] == shown
    for _, left, right in found:
        assert 0 <= left and right <= WIDTH
    for (_, _, right), (_, left, _) in zip(found, found[1:], strict=False):
        assert left - right >= 5 - 0.1


def test_names_of_bars_beyond_the_axes_are_no_matter():
    assert "a" not in Seen(Plot(x_range=(5, 6)).bars("a", [1])).words
    assert "a" in Seen(Plot(x_range=(0, 1e9)).bars("abc", [1, 2, 3])).words


def test_an_arrow_has_its_head_at_its_end():
    seen = Seen(Plot().arrow(0, 0, 3, 4, color="orange"))
    start, end, left, tip, right = seen.data(seen.paths("orange")[0])
    assert start == (approx(0, abs=0.02), approx(0, abs=0.02))
    assert end == tip == (approx(3, abs=0.02), approx(4, abs=0.02))
    assert max(left[0], right[0]) < 3 and max(left[1], right[1]) < 4.2


def test_an_arrow_of_no_length_has_no_head():
    assert Seen(Plot().arrow(1, 1, 1, 1)).paths("ink")[0].count("M") == 1


def test_a_path_has_a_dot_at_each_place_and_heads_that_keep_their_distance():
    xs = [i / 100 for i in range(101)]
    way, dots = Seen(Plot().path(xs, xs)).paths("ink")
    assert dots.count("z") == 101
    assert 5 < way.count("M") - 1 < 25


def test_with_equal_scales_right_angles_stay_right():
    for xs, ys in ([0, 4], [0, 2]), ([0, 1], [0, 9]), ([0, 50], [0, 1]):
        seen = Seen(Plot(equal=True).line(xs, ys))
        (x0, p0), (x1, p1) = seen.ticks("x")
        (y0, q0), (y1, q1) = seen.ticks("y")
        assert (p1 - p0) / (x1 - x0) == approx((q0 - q1) / (y1 - y0), rel=0.02)


# Regions and contours.


def inside(path, x, y):
    """Whether a place is within one of the polygons of a path."""
    hits = 0
    for polygon in path.strip("z").split("z"):
        points = [tuple(map(float, p)) for p in re.findall(rf"({NUMBER}) ({NUMBER})", polygon)]
        crossed = sum(
            (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0)
            for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True)
        )
        hits += crossed % 2
    return hits > 0


def test_a_region_covers_the_places_above_0_and_leaves_those_below():
    def score(x, y):
        return x * x + y * y - 1

    seen = Seen(Plot(equal=True).region(score, (-2, 2), (-2, 2)))
    [outer], [inner], [border] = seen.paths("green"), seen.paths("purple"), seen.paths("ink")
    (x0, p0), (x1, p1) = seen.ticks("x")
    (y0, q0), (y1, q1) = seen.ticks("y")
    for x, y in ((0, 0), (0.6, 0.6), (-0.9, 0), (1.2, 0), (0.8, 0.8), (-1.9, 1.9)):
        place = p0 + (p1 - p0) * (x - x0) / (x1 - x0), q0 + (q1 - q0) * (y - y0) / (y1 - y0)
        assert inside(outer, *place) == (score(x, y) > 0), (x, y)
        assert inside(inner, *place) == (score(x, y) < 0), (x, y)
    for x, y in seen.data(border):
        assert math.hypot(x, y) == approx(1, abs=0.02)


def test_an_axis_ends_where_its_region_ends():
    seen = Seen(Plot().region(lambda x, y: y, (-1, 1), (-2, 2)).points([0], [0]))
    left, right = seen.ticks("x")
    assert (left[0], right[0]) == (-1, 1)
    assert right[1] == approx(float(re.search(r"H([\d.]+)", seen.paths("rule")[0])[1]), abs=0.1)


def test_rows_of_scores_are_as_good_as_a_function():
    def score(x, y):
        return x - 2 * y

    rows = [[score(i / 59 * 2 - 1, k / 35 * 2 - 1) for i in range(60)] for k in range(36)]
    ours = Plot().region(rows, (-1, 1), (-1, 1)).svg()
    assert ours == Plot().region(score, (-1, 1), (-1, 1)).svg()


def test_the_rows_may_come_from_a_program():
    model = MLP(2, [3, 1], seed=1)
    x, y = Value(0.0), Value(0.0)
    program = Program(model([x, y]), model.parameters(), [x, y])
    places = [i / 4 - 1 for i in range(9)]
    rows = (program.forward([a, b] for a in places) for b in places)
    by_program = Plot().region(rows, (-1, 1), (-1, 1))
    by_model = Plot().region([[model([a, b]) for a in places] for b in places], (-1, 1), (-1, 1))
    assert by_program.text == by_model.text


def test_a_saddle_is_cut_without_a_cross():
    """Two corners of the cell are above, the two others below."""
    path = Seen(Plot().contours([[1, -1], [-1, 1]], (0, 1), (0, 1), levels=[0])).paths("quiet")[0]
    assert path.count("M") == 2
    turned = Seen(Plot().contours([[-1, 1], [1, -1]], (0, 1), (0, 1), levels=[0])).paths("quiet")
    assert turned[0].count("M") == 2


def covered(seen, x, y):
    """The colours that tint a place."""
    (x0, p0), (x1, p1) = seen.ticks("x")
    (y0, q0), (y1, q1) = seen.ticks("y")
    place = p0 + (p1 - p0) * (x - x0) / (x1 - x0), q0 + (q1 - q0) * (y - y0) / (y1 - y0)
    return [color for color in ("green", "purple") if inside(seen.paths(color)[0], *place)]


@pytest.mark.parametrize(
    ("high", "middle"),
    [(1, ["green"]), (2, ["green"]), (0.5, ["purple"])],  # the mean of 1, -1, 1, -1 counts as above
)
def test_the_mean_decides_which_corners_of_a_saddle_are_joined(high, middle):
    for rows in ([[high, -1], [-1, high]], [[-1, high], [high, -1]]):
        seen = Seen(Plot().region(rows, (0, 1), (0, 1)))
        assert covered(seen, 0.5, 0.5) == middle
        for x, y in ((0.3, 0.3), (0.7, 0.31), (0.01, 0.01), (0.99, 0.02), (0.2, 0.9)):
            assert len(covered(seen, x, y)) == 1, (high, x, y)
        [border] = seen.paths("ink")
        for x, y in seen.data(border):
            assert min(x, y, 1 - x, 1 - y) == approx(0, abs=0.01)
        assert border.count("M") == 2


def test_a_border_goes_round_each_place_of_a_chessboard():
    rows = [[1, -1, 1, -1], [-1, 1, -1, 1], [1, -1, 1, -1]]
    seen = Seen(Plot("xor").region(rows, (0, 3), (0, 2)))
    ends = [(round(x, 1), round(y, 1)) for x, y in seen.data(seen.paths("ink")[0])]
    around = [(1.5, 1.0), (2.0, 0.5), (2.5, 1.0), (2.0, 1.5)]
    assert [ends.count(place) for place in around] == [2, 2, 2, 2]
    assert covered(seen, 1, 0.9) == ["green"] and covered(seen, 2.1, 1) == ["purple"]


def test_a_corner_at_the_level_makes_no_saddle():
    seen = Seen(Plot().region([[1, 0], [-3, 1]], (0, 1), (0, 1)))
    for x, y in ((0.5, 0.5), (0.3, 0.5), (0.1, 0.95)):
        assert len(covered(seen, x, y)) == 1


def test_a_surface_is_straight_on_logarithmic_axes():
    def plane(x, y):
        return math.log10(x) - y

    seen = Seen(Plot("t", log_x=True).region(plane, (1, 1000), (0, 3)))
    [border] = seen.paths("ink")
    assert border.count("M") > 50
    for x, y in seen.data(border, log_x=True):
        assert math.log10(x) == approx(y, abs=0.02)
    lines = Seen(Plot(log_y=True).contours(lambda x, y: plane(y, x), (0, 3), (1, 1000), [0, 1]))
    for path, level in zip(lines.paths("quiet"), (0, 1), strict=False):
        for x, y in lines.data(path, log_y=True):
            assert math.log10(y) - x == approx(level, abs=0.02)


def test_a_score_is_asked_at_places_that_are_even_on_the_axes():
    asked = []
    Plot(log_x=True, log_y=True).region(lambda *place: asked.append(place) or 1, (1, 8), (2, 4))
    xs, ys = (sorted({place[i] for place in asked}) for i in (0, 1))
    assert (xs[0], xs[-1], ys[0], ys[-1]) == (1, 8, 2, 4)
    assert [b / a for a, b in zip(xs, xs[1:], strict=False)] == approx([8 ** (1 / 59)] * 59)
    assert [b / a for a, b in zip(ys, ys[1:], strict=False)] == approx([2 ** (1 / 35)] * 35)
    rows = [[1, 1, -1], [1, 1, -1]]
    seen = Seen(Plot(log_x=True).region(rows, (1, 100), (0, 1)))
    [line] = Plot().region(rows, (0, 2), (0, 1)).marks[0].surface.lines(0.0)
    assert line == ((1.5, 0), (1.5, 1))
    [(x0, _), (x1, _)] = seen.data(seen.paths("ink")[0], log_x=True)
    assert (x0, x1) == (approx(10**1.5, rel=0.02), approx(10**1.5, rel=0.02))


def test_contours_are_where_the_function_has_the_level():
    def bowl(x, y):
        return x * x + 4 * y * y

    plot = Plot(equal=True).contours(bowl, (-3, 3), (-2, 2))
    seen = Seen(plot)
    levels = plot.marks[0].levels
    assert len(levels) == 7 and levels == sorted(levels)
    for path, level in zip(seen.paths("quiet"), levels, strict=False):
        assert path.count("M") > 10
        assert [bowl(x, y) for x, y in seen.data(path)] == approx(
            [level] * path.count("M") * 2, rel=0.08, abs=0.05
        )


def test_contours_of_a_plain_are_none():
    assert "M" not in Seen(Plot().contours(lambda x, y: 2, (0, 1), (0, 1))).paths("quiet")[0]


def test_places_without_a_score_stay_free():
    rows = [[1.0, 1.0, 1.0, 1.0], [1.0, math.nan, 1.0, 1.0], [1.0, 1.0, 1.0, -1.0]]
    plot = Plot(x="a").region(rows, (0, 3), (0, 2))
    assert Seen(plot).paths("green")[0].count("z") == 2  # a square, and one without its corner
    assert plot.text == (
        "Region over a from 0 to 3 and y from 0 to 2: the score is above 0 at 91% of the places. "
        "Left out: 1, infinite, no number or beyond 1e+300."
    )


def test_two_stretches_that_are_above_may_stand_apart_in_a_row():
    rows = [[1, 1, math.inf, 1, 1, 1, -1], [1] * 7]
    path = Seen(Plot().region(rows, (0, 6), (0, 1))).paths("green")[0]
    assert path.count("z") == 3


# The axes.


@pytest.mark.parametrize(
    ("low", "high", "labels"),
    [
        (0, 0.7, "0.0 0.2 0.4 0.6"),
        (0, 20, "0 5 10 15 20"),
        (-1, 1, "-1.0 -0.5 0.0 0.5 1.0"),
        (0, 1e-4, "0 2e-05 4e-05 6e-05 8e-05 1e-04"),
        (0, 3e-5, "0 1e-05 2e-05 3e-05"),
        (0, 0.004, "0.000 0.001 0.002 0.003 0.004"),
        (0, 5e5, "0 100000 200000 300000 400000 500000"),
        (0, 4e9, "0 1e+09 2e+09 3e+09 4e+09"),
        (1e9, 1e9 + 2, "1000000000.0 1000000000.5 1000000001.0 1000000001.5 1000000002.0"),
        (-2e300, 2e300, "-2e+300 -1e+300 0 1e+300 2e+300"),
    ],
)
def test_the_labels_are_right_and_short(low, high, labels):
    assert [label for _, label in Axis(low, high).ticks()] == labels.split()


@pytest.mark.parametrize(
    ("low", "high", "labels"),
    [
        (-2, 1, "0.01 0.1 1 10"),
        (-15, 0, "1e-15 1e-12 1e-09 1e-06 0.001 1"),
        (0.1, 0.9, "2 3 4 5 6 7"),
        (-300, 300, "1e-300 1e-199 1e-98 1000 1e+104 1e+205"),
        (-324, 324, "1e-300 1e-199 1e-98 1000 1e+104 1e+205"),
    ],
)
def test_the_labels_of_a_logarithmic_axis(low, high, labels):
    assert [label for _, label in Axis(low, high, log=True).ticks()] == labels.split()


def test_ticks_lie_on_their_axis_at_even_distances_and_say_their_number():
    """At any stretch that the numbers of a plot may take."""
    given = require("hypothesis").given
    strategies = importlib_strategies()
    floats = strategies.floats(-1e300, 1e300)

    @given(strategies.lists(floats, min_size=1, max_size=4))
    def hold(xs):
        low, high = stretch(xs, [], log=False)
        assert low <= min(xs) and max(xs) <= high
        axis = Axis(low, high, start=0.0, end=300.0)
        ticks = axis.ticks()
        assert 2 <= len(ticks) <= 6
        assert all(low <= x <= high for x, _ in ticks)
        assert all(float(label) == x for x, label in ticks)
        places = [axis.place(x) for x, _ in ticks]
        for a, b, c in zip(places, places[1:], places[2:], strict=False):
            assert b - a == approx(c - b, abs=1e-3 + axis.end * 4 * math.ulp(c) / (high - low))

    hold()


def test_logarithmic_ticks_lie_on_their_axis_and_say_their_number():
    given = require("hypothesis").given
    strategies = importlib_strategies()

    @given(strategies.lists(strategies.floats(1e-299, 1e300), min_size=1, max_size=4))
    def hold(xs):
        low, high = stretch(xs, [], log=True)
        ticks = Axis(low, high, log=True).ticks()
        assert 2 <= len(ticks) <= 6
        for x, label in ticks:
            assert low - 1e-9 <= math.log10(x) <= high + 1e-9
            assert float(label) == x

    hold()


def importlib_strategies():
    from hypothesis import strategies

    return strategies


def test_an_axis_starts_at_0_if_the_numbers_come_near_it():
    assert stretch([1, 11], [], log=False)[0] == 0.0
    assert stretch([-11, -1], [], log=False)[1] == 0.0
    assert stretch([7, 11], [], log=False)[0] == approx(6.84)


def test_equal_numbers_get_an_axis_around_them():
    assert stretch([5, 5], [], log=False) == (4.5, 5.5)
    assert stretch([0], [], log=False) == (-1, 1)
    assert stretch([5e-324], [], log=False) == (approx(-1), approx(1))
    assert stretch([100], [], log=True) == (1, 3)
    assert stretch([1, math.nextafter(1, 2)], [], log=True) == (approx(-1), approx(1))


@pytest.mark.parametrize(
    ("start", "step", "log"),
    [
        (1.7e9, 0.2, False),
        (1.0, 2e-14, False),
        (-1e9, 1e-5, False),
        (1e300, 1e287, False),
        (1.7e9, 0.2, True),
        (1.0, 2e-14, True),
        (1e300, 1e290, True),
        (1e-299, 1e-309, True),
    ],
)
def test_numbers_that_differ_by_little_get_an_axis_that_tells_them_apart(start, step, log):
    xs = [start + step * i for i in range(6)]
    low, high = stretch(xs, [], log)
    axis = Axis(low, high, log)
    assert axis.place(xs[-1]) - axis.place(xs[0]) > 0.5
    labels = [label for _, label in axis.ticks()]
    assert len(labels) == len(set(labels)) >= 2
    for x, label in axis.ticks():
        assert float(label) == x and axis.shows(x)


def test_all_numbers_of_the_promised_range_have_a_place_on_a_logarithmic_axis():
    seen = Seen(Plot("t", log_y=True).line([1, 2], [1e-300, 1e300]))
    found = [y for _, y in seen.data(seen.paths("blue")[0], log_y=True)]
    assert [math.log10(y) for y in found] == [approx(-300, abs=3), approx(300, abs=3)]
    plot = Plot(equal=True, log_x=True, log_y=True).line([1e290, 1e291], [1e-300, 1e300])
    assert "inf" not in plot.svg()


def test_the_first_and_the_last_number_of_an_axis_lie_within_the_picture():
    xs = [1700000000 + 86400 * i for i in range(6)]
    for start, step in ((0, 1), (0.4, 0.2), (86400, 0.1)):
        seen = Seen(Plot("Seconds", x="s").line([x * step + start for x in xs], range(6)))
        foot = seen.bottom() + 19
        for words, x, y in seen.texts:
            if y == approx(foot, abs=0.1):
                assert 0 <= x - 4 * len(words) and x + 4 * len(words) <= WIDTH, words


def test_long_numbers_of_an_axis_do_not_touch():
    for step in (1e-12, 2e-14, 3e-14, 0.1):
        seen = Seen(Plot().line([1, 1 + step, 1 + 2 * step], [1e9, 1e9 + 1e-5, 1e9 + 2e-5]))
        foot = seen.bottom() + 19
        shown = [(words, x) for words, x, y in seen.texts if y == approx(foot, abs=0.1)]
        assert shown
        for (words, x0), (_, x1) in zip(shown, shown[1:], strict=False):
            assert x1 - x0 > 8 * len(words)


# Axes that stay.


def test_an_axis_with_a_range_shows_exactly_this_stretch():
    axes = []
    for xs, ys in (([], []), ([5, 6], [1, 2]), ([-100, 100], [1e9, -1e9])):
        seen = Seen(Plot(x_range=(0, 20), y_range=(0, 7)).line(xs, ys))
        left, right = map(float, re.search(rf"M({NUMBER}) .*?H({NUMBER})", seen.paths("rule")[0])
                          .groups())  # fmt: skip
        top = float(re.match(rf"M{NUMBER} ({NUMBER})V", seen.paths("rule")[0])[1])
        assert seen.number("x", left) == approx(0, abs=0.01)
        assert seen.number("x", right) == approx(20, abs=0.01)
        assert seen.number("y", seen.bottom()) == approx(0, abs=0.01)
        assert seen.number("y", top) == approx(7, abs=0.01)
        axes.append((seen.paths("rule"), [t for t in seen.texts if t[0][0].isdigit()]))
    assert axes[0] == axes[1] == axes[2]


def test_a_sketch_has_its_marks_and_no_axes():
    plot, sketch = (Plot("P", "x", axes=axes).line([0, 2], [1, 3]) for axes in (True, False))
    assert Seen(sketch).words == ["P"] and not Seen(sketch).paths("rule")
    assert Seen(sketch).paths("blue") == Seen(plot).paths("blue")
    heights = [float(re.search(r'viewBox="0 0 360 (\d+)"', p.svg())[1]) for p in (plot, sketch)]
    assert heights[0] - heights[1] == 35  # the numbers and the name of x, which it does not need


def test_one_axis_may_stay_while_the_other_follows_the_marks():
    seen = Seen(Plot(y_range=(0, 7)).line([100, 200], [1, 2]))
    assert [word for word in seen.words if len(word) == 1] == ["0", "2", "4", "6"]
    assert {"100", "200"} <= set(seen.words)


def test_a_logarithmic_axis_may_stay_too():
    seen = Seen(Plot(log_y=True, y_range=(0.01, 100)).line([0, 1], [0.1, 1000]))
    (x, _), (x1, y1) = seen.data(seen.paths("blue")[0], log_y=True)
    assert (x, y1) == (approx(0, abs=0.01), approx(100, rel=0.02))
    assert x1 == approx(0.75, abs=0.01)  # three of the four powers of ten from 0.1 on


def within(seen, path):
    """The numbers of a path, each within the axes, or a hair beyond."""
    found = seen.data(path)
    for x, y in found:
        assert -0.01 <= x <= 20.01 and -0.01 <= y <= 7.01
    return found


def ranged(**more):
    return Plot(x_range=(0, 20), y_range=(0, 7), **more)


def test_a_line_is_cut_where_the_axes_end():
    plot = ranged().line([-10, 10, 30, 30, 10], [3, 3, 11, -5, 3])
    path = Seen(plot).paths("blue")[0]
    pieces = [within(Seen(plot), "M" + piece) for piece in path.split("M")[1:]]
    near = [[tuple(approx(n, abs=0.05) for n in place) for place in piece] for piece in (
        [(0, 3), (10, 3), (20, 7)], [(20, -1 + 0.0)])]  # fmt: skip
    assert pieces[0] == near[0]
    assert len(pieces) == 2 and pieces[1][-1] == (approx(10, abs=0.05), approx(3, abs=0.05))
    assert plot.text.endswith("Points beyond the axes: 3.")


@pytest.mark.parametrize(
    ("ends", "seen_from_to"),
    [
        (((-10, 3.5), (30, 3.5)), ((0, 3.5), (20, 3.5))),  # both ends beyond
        (((10, -7), (10, 14)), ((10, 0), (10, 7))),
        (((0, 0), (20, 7)), ((0, 0), (20, 7))),
        (((0, 0), (20, 0)), ((0, 0), (20, 0))),  # along an axis
        (((-5, 7), (25, 7)), ((0, 7), (20, 7))),
        (((-10, -3.5), (30, 10.5)), ((0, 0), (20, 7))),
        (((-1e8, -1e8), (1e8, 1e8)), ((0, 0), (7, 7))),
        (((-20, 6), (1, 20)), None),  # past a corner
        (((25, 1), (30, 2)), None),
        (((5, 5), (5, 5)), ((5, 5), (5, 5))),
    ],
)
def test_a_straight_line_keeps_its_way(ends, seen_from_to):
    for (a, b), wanted in ((ends, seen_from_to), (ends[::-1], seen_from_to and seen_from_to[::-1])):
        seen = Seen(ranged().line([a[0], b[0]], [a[1], b[1]]))
        found = within(seen, seen.paths("blue")[0])
        if wanted is None:
            assert found == []
        else:
            assert found == [tuple(approx(n, abs=0.06) for n in place) for place in wanted]


def test_points_and_notes_beyond_the_axes_are_left_out_and_counted():
    plot = ranged().points([1, 21, 2, 20], [1, 1, 8, 7])
    plot.note(3, 3, "seen").note(-3, 3, "not").line([25], [1]).line([5], [5], color="orange")
    seen = Seen(plot)
    assert seen.paths("green")[0].count(SHAPES["circle"]) == 2  # what stands on an end is within
    assert "seen" in seen.words and "not" not in seen.words
    assert seen.paths("blue") == [""]
    assert len(within(seen, seen.paths("orange")[0])) == 1
    assert plot.text.endswith("Points beyond the axes: 4.")
    assert "beyond" not in ranged().points([0, 20], [0, 7]).text
    assert "beyond" not in Plot().points([0, 20], [0, 7]).text


def test_a_path_is_cut_and_its_heads_and_dots_are_those_within():
    plot = ranged().path([0, 10, 30, 10], [1, 1, 1, 6]).arrow(10, 5, 10, 9, color="orange")
    seen = Seen(plot)
    way, dots = seen.paths("ink")
    within(seen, way)
    assert dots.count("a2 2 0 1 1 4 0") == 3
    assert way.count("M") == 1 + 1 + 2  # the way in, the way back, two heads
    assert seen.paths("orange")[0].count("M") == 1  # its head is beyond
    assert plot.text.endswith("Points beyond the axes: 2.")


def test_bars_are_cut_and_their_names_are_those_within():
    plot = Plot(y_range=(0.5, 1.0), x_range=(0.5, 2.5)).bars("abcd", [0.7, 0.9, 2.0, 0.6])
    seen = Seen(plot)
    assert [word for word in seen.words if word in "abcd"] == ["b", "c"]
    bars = seen.all("rect", "blue")
    tops = [seen.number("y", float(bar.get("y"))) for bar in bars]
    feet = [seen.number("y", float(bar.get("y")) + float(bar.get("height"))) for bar in bars]
    assert tops == [approx(0.9, abs=0.01), approx(1.0, abs=0.01)]
    assert feet == [approx(0.5, abs=0.01)] * 2


def test_regions_and_contours_are_cut():
    plot = ranged().region(lambda x, y: x - 10, (-20, 40), (-7, 14))
    plot.contours(lambda x, y: y, (-20, 40), (-7, 14), levels=[3.5, 9], label="")
    seen = Seen(plot)
    green, purple = (within(seen, seen.paths(color)[0]) for color in ("green", "purple"))
    assert min(x for x, _ in green) == approx(10, abs=0.05)
    assert max(x for x, _ in green) == approx(20, abs=0.05)
    assert (min(y for _, y in green), max(y for _, y in green)) == (
        approx(0, abs=0.05),
        approx(7, abs=0.05),
    )
    assert min(x for x, _ in purple) == approx(0, abs=0.05)
    lines = within(seen, seen.paths("quiet")[0])
    assert all(y == approx(3.5, abs=0.05) for _, y in lines)  # and none at 9
    assert (min(x for x, _ in lines), max(x for x, _ in lines)) == (
        approx(0, abs=0.05),
        approx(20, abs=0.05),
    )
    assert Seen(ranged().region(max, (30, 40), (0, 1))).paths("green") == [""]


def test_a_surface_that_lies_within_is_drawn_as_on_axes_of_its_own():
    whole = Plot().region(lambda x, y: x * y, (-1, 1), (-1, 1)).svg()
    ranges = {"x_range": (-1, 1), "y_range": (-1, 1)}
    assert Plot(**ranges).region(lambda x, y: x * y, (-1, 1), (-1, 1)).svg() == whole


def test_equal_scales_and_ranges_go_together():
    seen = Seen(Plot(x_range=(-2, 2), y_range=(-1, 1), equal=True).line([-9, 9], [-9, 9]))
    path = seen.data(seen.paths("blue")[0])
    assert path == [(approx(-1, abs=0.02), approx(-1, abs=0.02)),
                    (approx(1, abs=0.02), approx(1, abs=0.02))]  # fmt: skip


@pytest.mark.parametrize("pair", [(1e-300, 2e-300), (1.0, 1.0 + 1e-15), (-1e300, 1e300)])
def test_the_narrowest_and_the_widest_axes_can_be_drawn(pair):
    svg = Plot(x_range=pair, y_range=pair).line([-1, 1, 1e300], [1e300, 0, -1]).svg()
    assert Seen(Plot(x_range=pair).line([0, 1], [0, 1])).words
    assert not re.search("nan|inf", svg.split("</desc>")[1])
    assert len(max(re.findall(NUMBER, svg), key=len)) < 12


@pytest.mark.parametrize(
    ("options", "error", "sentence"),
    [
        (
            {"x_range": (3, 3)},
            ValueError,
            "the stretch of x is two numbers, the smaller first, such as (-1, 1), not (3, 3)",
        ),
        (
            {"y_range": 7},
            TypeError,
            "the stretch of y is two numbers, the smaller first, such as (-1, 1), not 7",
        ),
        (
            {"y_range": (0, 1, 2)},
            ValueError,
            "the stretch of y is two numbers, the smaller first, such as (-1, 1), not (0, 1, 2)",
        ),
        (
            {"x_range": (0, math.nan)},
            ValueError,
            "the stretch of x is two numbers, the smaller first, such as (-1, 1), not (0, nan)",
        ),
        (
            {"x_range": "ab"},
            TypeError,
            "an end of x is one real number, such as 2.0; this is a str: 'a'",
        ),
        (
            {"y_range": (0, 1), "log_y": True},
            ValueError,
            "log_y needs numbers above 0, and here is 0",
        ),
    ],
)
def test_a_range_that_is_none_is_refused(options, error, sentence):
    with refused(error, sentence):
        Plot(**options)


def test_the_words_of_a_plot_name_its_axes_even_where_notes_do_not():
    plot = Plot(x="number 1", y="number 2").note(0, 1, "a")
    assert plot.text == 'The axes are number 1 and number 2. Note "a" at (0, 1).'
    assert Plot().note(0, 1, "a").text == 'Note "a" at (0, 1).'
    assert "axes" not in plot.points([0], [1]).text


def test_the_name_of_an_axis_is_not_found_within_a_word():
    assert Plot(x="e", y="o").note(0, 0, "hello").text.startswith("The axes are e and o. ")


def test_what_says_nothing_leaves_no_gap_in_the_words():
    plot = Plot().note(math.inf, 0, "far").note(0, 1, "a")
    assert plot.text == 'Note "a" at (0, 1). Left out: 1, infinite, no number or beyond 1e+300.'


def test_a_plot_without_data_has_its_axes():
    for plot in (Plot("T", x="a", y="b"), Plot("T", x="a", y="b").line([], [])):
        assert {"T", "a", "b", "0.0", "1.0"} <= set(Seen(plot).words)
    assert Plot().text == "No data."
    nothing = Plot().line([], []).points([], []).path([], []).bars([], [])
    assert nothing.text == ("Line without points. 0 points. Path without points. Bars of y: none.")
    assert Seen(nothing).words
    assert (
        Plot()
        .contours([[math.nan] * 2] * 2, (0, 1), (0, 1))
        .text.startswith("A score over x from 0 to 1 and y from 0 to 1 that cannot be drawn.")
    )


def test_a_line_at_0_shows_which_numbers_are_below():
    def lines(plot):
        return Seen(plot).paths("rule")[0].count("H")

    assert lines(Plot().line([0, 1], [-1, 1])) == lines(Plot().line([0, 1], [0, 1])) + 1


# What cannot be drawn.


def test_a_line_has_a_gap_where_a_number_is_missing():
    plot = Plot().line(range(7), [1, 2, math.nan, 3, math.inf, 2, 1])
    path = Seen(plot).paths("blue")[0]
    assert path.count("M") == 3
    assert "m-2 0a" in path  # a point alone is seen all the same
    assert plot.text.endswith("Left out: 2, infinite, no number or beyond 1e+300.")


@pytest.mark.parametrize("bad", [math.inf, -math.inf, math.nan, 1e301])
def test_what_is_no_number_is_left_out_everywhere(bad):
    plot = Plot()
    plot.points([1, bad, 3], [1, 2, 3]).path([1, 2, 3], [bad, 2, 3]).bars("ab", [1, bad])
    assert "Left out: 3" in plot.text
    assert "nan" not in plot.svg().split("</desc>")[1]
    assert "inf" not in plot.svg().split("</desc>")[1]


# What it takes, and what it refuses.


def test_numbers_may_be_of_any_kind():
    plain = Plot().line([0, 1, 2], [1.0, 0.5, 2.0]).svg()
    assert Plot().line(range(3), [Value(1.0), Fraction(1, 2), 2]).svg() == plain
    assert Plot().line((i for i in range(3)), (y for y in (1, 0.5, 2))).svg() == plain
    np = require("numpy")
    assert Plot().line(np.arange(3), np.array([1, 0.5, 2], dtype=np.float32)).svg() == plain


def test_a_plot_keeps_the_numbers_that_it_was_given():
    ys, y = [1.0, 2.0], Value(3.0)
    plot = Plot().line([0, 1], ys).points([0], [y])
    before = plot.svg()
    ys[0], y.data = 7.0, 7.0
    assert plot.svg() == before


ONE = " one real number, such as 2.0; this is a"


@pytest.mark.parametrize(
    ("add", "error", "sentence"),
    [
        (lambda p: p.line([1], ["2"]), TypeError, f"each of ys is{ONE} str: '2'"),
        (lambda p: p.line("12", [1, 2]), TypeError, f"each of xs is{ONE} str: '1'"),
        (lambda p: p.points([None], [1]), TypeError, f"each of xs is{ONE} NoneType: None"),
        (lambda p: p.path([True], [1]), TypeError, f"each of xs is{ONE} bool: True"),
        (lambda p: p.line(3, [1]), TypeError, "give all xs as one list, not 3"),
        (lambda p: p.line([1, 2], [1]), ValueError, "xs and ys are pairs: here are 2 xs and 1 ys"),
        (lambda p: p.arrow(0, 0, 1, "a"), TypeError, f"each of ys is{ONE} str: 'a'"),
        (
            lambda p: p.bars(["a"], [1, 2]),
            ValueError,
            "names and heights are pairs: here are 1 names and 2 heights",
        ),
        (lambda p: p.bars(3, [1]), TypeError, "give all names as one list, not 3"),
        (
            lambda p: p.line([1], [1], color="red"),
            ValueError,
            "a color is one of ink, quiet, rule, blue, orange, green, purple, not 'red'",
        ),
        (
            lambda p: p.line([1], [1], color=["red"]),
            ValueError,
            "a color is one of ink, quiet, rule, blue, orange, green, purple, not ['red']",
        ),
        (
            lambda p: p.line([1], [1], label=3),
            TypeError,
            "a label is text, such as 'train', not 3",
        ),
        (
            lambda p: p.region(3, (0, 1), (0, 1)),
            TypeError,
            "a score is a function of x and y, or its rows, not 3",
        ),
        (
            lambda p: p.region(lambda x, y: "a", (0, 1), (0, 1)),
            TypeError,
            f"each of scores is{ONE} str: 'a'",
        ),
        (
            lambda p: p.region([[1, 2], [1]], (0, 1), (0, 1)),
            ValueError,
            "rows of scores are two at least, of equal length, with two scores at least: "
            "row 1 has 1",
        ),
        (
            lambda p: p.region([[1, 2]], (0, 1), (0, 1)),
            ValueError,
            "rows of scores are two at least, of equal length, with two scores at least: "
            "there is no second row",
        ),
        (
            lambda p: p.contours(max, (1, 0), (0, 1)),
            ValueError,
            "the stretch of x is two numbers, the smaller first, such as (-1, 1), not (1, 0)",
        ),
        (
            lambda p: p.contours(max, (0, 1), 3),
            TypeError,
            "the stretch of y is two numbers, the smaller first, such as (-1, 1), not 3",
        ),
        (
            lambda p: p.contours(max, (0, math.inf), (0, 1)),
            ValueError,
            "the stretch of x is two numbers, the smaller first, such as (-1, 1), not (0, inf)",
        ),
        (
            lambda p: p.contours(max, (0, 1), (0, 1), levels=["a"]),
            TypeError,
            f"each of levels is{ONE} str: 'a'",
        ),
    ],
)
def test_a_slip_gets_a_sentence_and_leaves_the_plot_as_it_was(add, error, sentence):
    plot = Plot().line([0, 1], [1, 2])
    before = plot.svg()
    with refused(error, sentence):
        add(plot)
    assert plot.svg() == before


def test_an_unknown_option_is_refused():
    with pytest.raises(TypeError, match="unexpected keyword argument 'colour'"):
        Plot().line([1], [1], colour="blue")
    with pytest.raises(TypeError, match="unexpected keyword argument 'logy'"):
        Plot(logy=True)


def test_words_are_text():
    with refused(TypeError, "title, x and y are text, such as 'loss', not 3"):
        Plot(3)
    with refused(TypeError, "title, x and y are text, such as 'loss', not None"):
        Plot(y=None)


def test_a_million_points_are_refused_at_once():
    start = time.perf_counter()
    for add in (
        lambda: Plot().line(range(10**6), range(10**6)),
        lambda: Plot().points(count(), count()),
        lambda: Plot().bars(count(), count()),
        lambda: Plot().region([range(10**6)], (0, 1), (0, 1)),
        lambda: Plot().region(([0.0] * 1000 for _ in count()), (0, 1), (0, 1)),
    ):
        with pytest.raises(ValueError, match="^a plot shows up to 10,000 "):
            add()
    assert time.perf_counter() - start < 1.0
    with refused(
        ValueError,
        "a plot shows up to 10,000 numbers of a kind, and xs has more: "
        "take every tenth, as in xs[::10], or fewer",
    ):
        Plot().line(range(10_001), range(10_001))
    assert "10000 points" in Plot().line(range(10_000), range(10_000)).text


def test_a_logarithmic_axis_refuses_what_has_no_logarithm():
    for y, needs in ((0, "above 0"), (-1.5, "above 0"), (1e-301, "from 1e-300 on")):
        with refused(ValueError, f"log_y needs numbers {needs}, and here is {y:g}"):
            Plot(log_y=True).line([1], [y])
    with refused(ValueError, "log_x needs numbers above 0, and here is -1"):
        Plot(log_x=True).region(max, (-1, 1), (1, 2))
    with refused(ValueError, "bars start at 0, which a logarithmic axis does not have"):
        Plot(log_y=True).bars("ab", [1, 2])
    assert "Left out: 1" in Plot(log_y=True).line([1, 2], [1, math.nan]).text


def test_equal_scales_need_two_axes_of_one_kind():
    with refused(ValueError, "equal scales need two axes of one kind: log_x and log_y, or neither"):
        Plot(equal=True, log_x=True)
    assert Plot(equal=True, log_x=True, log_y=True).line([1, 100], [1, 10]).svg()


def test_a_plot_has_its_bars_once():
    plot = Plot().bars("ab", [1, 2])
    with refused(ValueError, "this plot has its bars: draw the others in a plot of their own"):
        plot.bars("ab", [1, 2])


# The picture.


def test_the_same_data_give_the_same_text():
    def plot():
        return Plot("T", equal=True).contours(lambda x, y: x * y, (-1, 1), (-1, 1)).svg()

    assert plot() == plot()


def test_the_picture_is_named_and_told_and_shares_no_id():
    plot = Plot('A < B & "C"', x="<x>", y="&").line([0, 1], [1, 2], label="<l> \x00")
    svg = plot.svg()
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    assert root[0].tag == f"{SVG}title" and root[0].text == 'A < B & "C"'
    assert root[1].tag == f"{SVG}desc" and root[1].text == plot.text
    assert {'A < B & "C"', "<x>", "&", r"<l> \x00"} <= set(Seen(plot).words)
    assert "id=" not in svg and "url(" not in svg and "style" not in svg
    assert ElementTree.fromstring(Plot().svg())[0].text == "A plot"


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\ud800", "\uffff"])
def test_what_cannot_be_drawn_is_written_as_python_does(sign):
    words, legible = f"a{sign}b", f"a{sign!r}b".replace("'", "")
    plot = Plot(words, x=words, y=words).line([1], [1], label=words).note(1, 1, words)
    seen = Seen(plot)  # which is well-formed
    assert seen.words.count(legible) == 5
    assert seen.root[1].text == plot.text and plot.text.count(legible) == 4
    drawing = draw_dot(Value(1.0), title=words)
    layout = "graph 1 1 1\nnode n0 0.5 0.5 1 1"  # a graph is laid out by others
    assert ElementTree.fromstring(drawing.picture([layout]))[0].text == legible


def test_long_names_and_labels_are_shortened_and_the_words_have_all_of_them():
    x, y, label, note = (f"{word} " * 20 + "end" for word in ("step", "loss", "train", "here"))
    plot = Plot(x=x, y=y).line([0, 1], [0, 1], label=label).note(0.5, 0.5, note)
    for words in (x, y, label, note):
        assert words in plot.text
    seen = Seen(plot)
    for element in seen.all("text"):
        place, wide = float(element.get("x")), LETTER * len(element.text)
        before = {"start": 0, "middle": wide / 2, "end": wide}[element.get("text-anchor")]
        assert 0 <= place - before and place - before + wide <= WIDTH, element.text
    ends = [words for words in seen.words if words.endswith("…")]
    assert [words[:4] for words in ends] == ["trai", "loss", "here", "step"]
    assert shortened("loss", 4 * LETTER) == "loss" and shortened("loss", 1.0) == "l…"


def test_all_that_is_drawn_lies_within_the_picture():
    plot = Plot("A long title " * 9, x="x" * 70, y="y", equal=True)
    for name in ("train", "test", "a label that is rather long", "b"):
        plot.line([0, 1000], [-1e-7, 1e7], label=name)
    plot.points([1], [2], label="p").arrow(0, 0, 1, 1, label="q")
    seen = Seen(plot)
    height = float(seen.root.get("viewBox").split()[3])
    assert sum(words.startswith("A long") or " title" in words for words in seen.words) > 2
    for _, x, y in seen.texts:
        assert 0 <= x <= WIDTH and 0 <= y <= height
    starts = [x for words, x, _ in seen.texts if words in ("train", "test", "b")]
    assert starts[0] < starts[1] and starts[2] < WIDTH


def test_lines_of_one_colour_in_the_legend_differ_in_their_dashes():
    plot = Plot().line([0, 1], [0, 1], label="a").line([0, 1], [1, 0], color="orange", label="b")
    for label in ("c", "d", "", "e", "f"):
        plot.line([0, 1], [2, 3], label=label)
    dashes = [mark.dashes for mark in plot.marks]
    assert dashes == ["", "", DASHES[1], DASHES[2], "", DASHES[3], ""]


def test_a_note_stands_above_its_point_and_within_the_axes():
    plot = Plot().line([0, 10], [0, 10]).note(5, 5, "<half>", color="orange")
    plot.note(0, 10, "a note that is rather long").note(10, 0, 7)
    seen = Seen(plot)
    (half, x, y), (_, left, top), (_, right, _) = [
        each for each in seen.texts if each[0] in ("<half>", "a note that is rather long", "7")
    ][:3]
    assert seen.number("x", x) == approx(5, abs=0.02)
    assert seen.number("y", y + 8) == approx(5, abs=0.1)
    assert seen.number("x", left - 4 * 26) >= 0 and seen.number("y", top) < 10
    assert seen.number("x", right) < 10.4
    assert plot.text.endswith('Note "<half>" at (5, 5). Note "a note that is rather long" at '
                              '(0, 10). Note "7" at (10, 0).')  # fmt: skip


def test_the_words_of_a_note_lie_above_a_line_that_is_drawn_after_them_and_keep_it_off():
    svg = Plot().note(1, 1, "here").line([0, 2], [1, 1]).svg()
    assert svg.index('stroke-width="2"') < svg.index('stroke-width="4"') < svg.index(">here<")
    assert 'stroke="#fff"' in svg and "paint-order:stroke" in svg


def test_a_note_that_has_no_room_above_its_point_stands_beneath():
    seen = Seen(Plot().points([1, 2, 3], [1, 5, 1]).note(2, 5, "peak"))
    [(_, x, y)] = [each for each in seen.texts if each[0] == "peak"]
    point = float(re.search(rf"M{NUMBER} ({NUMBER})m", seen.paths("green")[0].split("z")[1])[1])
    assert seen.number("x", x) == approx(2, abs=0.02)
    assert y - 11 > point + 5  # the head of the letters, and the foot of the point


def test_blue_and_orange_are_for_values_and_gradients_only():
    """The classes have other colours, as the whole book says."""
    plot = Plot().region(max, (-1, 1), (-1, 1)).contours(max, (-1, 1), (-1, 1)).path([0], [0])
    for _ in range(4):
        plot.points([0], [0])
    assert COLORS["blue"] not in plot.svg() and COLORS["orange"] not in plot.svg()


def test_a_legend_stands_above_the_data():
    seen = Seen(Plot().line([0, 1], [1, 2], label="a").points([0], [1], label="b")
                .bars("c", [1], label="c").path([0, 1], [1, 1], label="d")
        .region(max, (0, 1), (0, 1), label="e")
        .contours(max, (0, 1), (0, 1), label="f"))  # fmt: skip
    top = float(re.match(rf"M{NUMBER} ({NUMBER})V", seen.paths("rule")[0])[1])
    for label in "abdef":
        [height] = [y for words, _, y in seen.texts if words == label]
        assert height < top


# Its words.


def test_the_words_come_from_the_data():
    plot = Plot("T", x="step", y="loss").line([0, 1, 2], [4, 0.5, 1], label="train")
    plot.points([1, 2], [3, 4], label="class 1").points([5], [6])
    plot.path([1, 2, 3], [3, 2, 1]).arrow(0, 0, 1, 2, label="g")
    assert plot.text == (
        'Line "train" of 3 points, step from 0 to 2: loss is 4 at first and 1 at last, '
        "lowest 0.5 at 1, highest 4 at 0. "
        '2 points "class 1", step from 1 to 2, loss from 3 to 4. '
        "1 point, step from 5 to 5, loss from 6 to 6. "
        "Path of 3 points, (step, loss) from (1, 3) to (3, 1). "
        'Arrow "g", (step, loss) from (0, 0) to (1, 2).'
    )


def test_the_words_of_bars_and_contours():
    assert Plot(y="p").bars("ab", [0.25, 1 / 3]).text == "Bars of p: a 0.25, b 0.333."
    assert Plot().bars(range(50), range(50)).text.endswith("39 39 and 10 more.")
    text = Plot().contours([[0, 1], [2, 4]], (0, 1), (0, 1), levels=[1, 2]).text
    assert text == (
        "Contours over x from 0 to 1 and y from 0 to 1, at 1, 2; "
        "the lowest score is 0, the highest 4."
    )


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([0.9990, 0.9995, 0.9999], "0.999 0.9995 0.9999"),
        ([0.9990, 0.9999], "0.999 0.9999"),
        ([10001, 10003], "10001 10003"),
        ([2000, 123456.7, -0.0, 0.0], "2000 123457 0 0"),
        ([1e6, 1e-9], "1e+06 1e-09"),
        ([-1e-9, 5.0], "-1e-09 5"),
        ([-0.4, 2000.0], "-0.4 2000"),
        ([1.7e9, 1.7e9 + 432000], "1.7e+09 1.70043e+09"),
        ([1 / 3], "0.333"),
        ([0.3, 0.1 + 0.2], "0.3 0.3"),
        ([math.inf, 1 / 3], "inf 0.333"),
        ([-1e300, 1e300], "-1e+300 1e+300"),
        ([], ""),
    ],
)
def test_words_have_as_many_digits_as_tell_numbers_apart(numbers, words):
    assert " ".join(told(*numbers)) == words


def test_the_words_do_not_say_the_same_of_what_changes():
    plot = Plot(x="step", y="accuracy")
    steps, accuracies = [10001, 10002, 10003], [0.9990, 0.9995, 0.9999]
    plot.line(steps, accuracies).points(steps, accuracies).path(steps, accuracies)
    assert plot.text == (
        "Line of 3 points, step from 10001 to 10003: accuracy is 0.999 at first and 0.9999 at "
        "last, lowest 0.999 at 10001, highest 0.9999 at 10003. "
        "3 points, step from 10001 to 10003, accuracy from 0.999 to 0.9999. "
        "Path of 3 points, (step, accuracy) from (10001, 0.999) to (10003, 0.9999)."
    )
    assert Plot().bars("abc", accuracies).text == "Bars of y: a 0.999, b 0.9995, c 0.9999."
    assert Plot().note(2000, -0.0, "a").text == 'Note "a" at (2000, 0).'
    score = Plot().contours(max, (10001, 10003), (0.9990, 0.9999), levels=[10001.5, 10002]).text
    assert score == (
        "Contours over x from 10001 to 10003 and y from 0.999 to 0.9999, at 10001.5, 10002; "
        "the lowest score is 10001, the highest 10003."
    )


# Where it is seen.


def test_a_plot_is_saved_whole_and_as_svg_only(tmp_path):
    plot = Plot("T").line([0, 1], [1, 2])
    plot.save(tmp_path / "loss.SVG")
    assert (tmp_path / "loss.SVG").read_text(encoding="utf-8") == plot.svg()
    with refused(ValueError, "a plot is saved as SVG: let the name end in .svg, not 'loss.png'"):
        plot.save("loss.png")


def test_a_plot_shows_itself_in_a_notebook():
    plot = Plot("T").line([0, 1], [1, 2])
    assert plot._repr_mimebundle_() == {"image/svg+xml": plot.svg(), "text/plain": plot.text}
    assert repr(plot) == "<Plot: T (a notebook shows it, and .save('plot.svg') writes it)>"


def test_show_does_nothing_in_a_script(capsys, monkeypatch):
    monkeypatch.delitem(sys.modules, "IPython", raising=False)
    assert Plot("T").show() is None
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: None))
    assert Plot("T").show() is None
    assert capsys.readouterr() == ("", "")


def test_show_asks_the_page_where_there_is_one(monkeypatch):
    seen = []
    monkeypatch.setattr(minigrad.plot, "display", seen.append)
    plot = Plot("T")
    plot.show()
    assert seen == [plot]


def test_show_in_a_notebook_redraws_in_its_place(monkeypatch):
    shell = SimpleNamespace(kernel=object(), execution_count=1)
    calls = []
    notebook = SimpleNamespace(
        get_ipython=lambda: shell,
        display=SimpleNamespace(display=lambda plot, **where: calls.append(where)),
    )
    monkeypatch.setitem(sys.modules, "IPython", notebook)
    monkeypatch.setattr(minigrad.plot, "_shown", set())
    Plot("A").show()
    Plot("A").show()
    Plot("B").show()
    shell.execution_count = 2
    Plot("A").show()
    assert [call["update"] for call in calls] == [False, True, False, False]
    ids = [call["display_id"] for call in calls]
    assert ids[0] == ids[1] and len(set(ids)) == 3
