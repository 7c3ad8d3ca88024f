"""The data sets."""

from __future__ import annotations

import math
import random
from statistics import fmean
from string import ascii_lowercase

import pytest
from pytest import approx

from minigrad import even_odd, four_points, load_dinosaurs, load_iris, make_moons
from minigrad.data import IRIS_SPECIES
from tests.refused import refused


def test_four_points_are_those_of_the_lecture():
    xs, ys = four_points()
    assert xs == [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
    assert ys == [1.0, -1.0, -1.0, 1.0]


def test_even_odd_has_every_corner_of_the_cube_once():
    xs, ys = even_odd()
    assert sorted(xs) == [[a, b, c] for a in (0.0, 1.0) for b in (0.0, 1.0) for c in (0.0, 1.0)]
    assert ys == [1.0, -1.0, -1.0, 1.0, -1.0, 1.0, 1.0, -1.0]
    assert {type(number) for number in [*xs[0], *ys]} == {float}


def test_even_odd_takes_other_numbers_negative_ones_too():
    xs, ys = even_odd(-3, 2)
    assert len(xs) == 6**3
    assert [-3.0, -3.0, -3.0] in xs and [2.0, 2.0, 2.0] in xs
    assert all((sum(x) % 2 == 0) == (y == 1.0) for x, y in zip(xs, ys, strict=True))
    assert even_odd(5, 5) == ([[5.0, 5.0, 5.0]], [-1.0])


def test_even_odd_needs_low_below_high():
    with refused(ValueError, "high must not be below low, but 1 is below 2"):
        even_odd(2, 1)


@pytest.mark.parametrize("ends", [(2**53, 2**53 + 1), (-(2**53) - 1, -(2**53))])
def test_even_odd_takes_no_number_that_a_float_cannot_tell_from_its_neighbour(ends):
    sentence = "beyond 2**53 a float no longer tells even from odd: take smaller ends"
    with refused(ValueError, sentence):
        even_odd(*ends)
    assert len(even_odd(2**53, 2**53)[0]) == len(even_odd(-(2**53), -(2**53))[0]) == 1


@pytest.mark.parametrize("n", [2, 3, 100, 101])
def test_moons_without_noise_lie_on_two_half_circles(n):
    xs, ys = make_moons(n, noise=0.0)
    assert len(xs) == len(ys) == n
    assert sum(ys) == n % 2  # of an odd number the upper moon has one more
    for (x, y), target in zip(xs, ys, strict=True):
        if target == 1.0:
            assert math.hypot(x, y) == approx(1.0)
            assert y >= 0.0
        else:
            assert math.hypot(x - 1.0, y - 0.5) == approx(1.0)
            assert y <= 0.5


def test_moons_reach_from_horn_to_horn():
    xs, _ = make_moons(10, noise=0.0)
    upper, lower = xs[:5], xs[5:]
    assert [upper[0], upper[2], upper[4]] == [approx([1, 0]), approx([0, 1]), approx([-1, 0])]
    assert [lower[0], lower[2], lower[4]] == [approx([0, 0.5]), approx([1, -0.5]), approx([2, 0.5])]


def test_the_noise_of_moons_is_as_wide_as_it_says():
    noisy, _ = make_moons(2000, noise=0.1, seed=1)
    exact, _ = make_moons(2000, noise=0.0)
    errors = [a - b for x, y in zip(noisy, exact, strict=True) for a, b in zip(x, y, strict=True)]
    assert fmean(errors) == approx(0.0, abs=0.01)
    assert math.sqrt(fmean(e * e for e in errors)) == approx(0.1, rel=0.05)


def test_two_moons_of_two_points_are_four_horns():
    xs, _ = make_moons(4, noise=0.0)
    assert xs == [approx([1, 0]), approx([-1, 0]), approx([0, 0.5]), approx([2, 0.5])]


def test_by_default_there_are_100_points_with_a_noise_of_a_tenth():
    assert make_moons(seed=1) == make_moons(100, noise=0.1, seed=1)


def test_the_same_seed_gives_the_same_moons_on_every_machine():
    xs, _ = make_moons(2, noise=0.1, seed=0)
    assert xs == [approx([1.0941715, -0.1396578]), approx([-0.0679714, 0.5370504])]


def test_the_same_seed_gives_the_same_moons():
    assert make_moons(20, seed=1) == make_moons(20, seed=1)
    assert make_moons(20, seed=1) != make_moons(20, seed=2)
    assert make_moons(20) != make_moons(20)


def test_moons_leave_the_state_of_random_alone():
    random.seed(1)
    expected = random.random()
    random.seed(1)
    make_moons(20, seed=7)
    assert random.random() == expected


@pytest.mark.parametrize(("n", "noise"), [(1, 0.1), (0, 0.1), (10, -0.1)])
def test_moons_need_two_points_and_no_negative_noise(n, noise):
    sentence = f"make_moons needs n from 2 on, and finite noise from 0 on, not {n} and {noise}"
    with refused(ValueError, sentence):
        make_moons(n, noise)


def test_iris_has_fifty_flowers_of_each_species():
    xs, ys = load_iris()
    assert ys == [0] * 50 + [1] * 50 + [2] * 50
    assert {len(x) for x in xs} == {4}
    assert IRIS_SPECIES == ("setosa", "versicolor", "virginica")


@pytest.mark.parametrize(
    ("species", "means"),
    [
        (0, [5.006, 3.428, 1.462, 0.246]),
        (1, [5.936, 2.770, 4.260, 1.326]),
        (2, [6.588, 2.974, 5.552, 2.026]),
    ],
)
def test_iris_has_the_means_that_fisher_published(species, means):
    xs, ys = load_iris()
    flowers = [x for x, y in zip(xs, ys, strict=True) if y == species]
    columns = zip(*flowers, strict=True)
    assert [fmean(column) for column in columns] == approx(means, abs=1e-9)


def test_iris_has_the_two_rows_that_many_copies_have_wrong():
    xs, _ = load_iris()
    assert xs[35 - 1] == [4.9, 3.1, 1.5, 0.2]
    assert xs[38 - 1] == [4.9, 3.6, 1.4, 0.1]


def test_the_dinosaurs_are_names_in_small_letters_each_once_and_in_order():
    names = load_dinosaurs()

    assert len(names) == 1449
    assert names == sorted(set(names))
    assert set("".join(names)) == set(ascii_lowercase)
    assert {"tyrannosaurus", "triceratops", "stegosaurus"} <= set(names)
    names.clear()
    assert load_dinosaurs()


@pytest.mark.parametrize("load", [four_points, even_odd, load_iris])
def test_each_call_gives_lists_of_its_own(load):
    """So that a reader who shuffles or scales them spoils nothing."""
    xs, ys = load()
    xs[0][0] = ys[0] = 99.0
    assert load()[0][0][0] != 99.0 != load()[1][0]
