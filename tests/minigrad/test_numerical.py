"""The gradient checker must itself be checked: on right slopes, and on wrong ones."""

from __future__ import annotations

import math

import pytest
from pytest import approx

from minigrad import Value, gradcheck, numerical_gradient
from tests.refused import refused


def wrong_square(x: Value, partial: float) -> Value:
    """x², with a partial derivative made up."""
    return Value(x.data**2, (x,), "square", (partial,))


def test_slopes_are_measured_one_for_each_input():
    slopes = numerical_gradient(lambda a, b, c: a * b + c**3, [2.0, -3.0, 4.0])
    assert slopes == approx([-3.0, 2.0, 48.0], rel=1e-8)


def test_a_function_of_nothing_has_no_slopes():
    assert numerical_gradient(lambda: Value(1.0), []) == []


def test_the_step_grows_with_a_large_number():
    """1e10 + 1e-5 has lost nearly all of the 1e-5."""
    seen = []

    def f(x):
        seen.append(x.data)
        return x * x

    assert numerical_gradient(f, [1e10]) == approx([2e10], rel=1e-9)
    assert seen == approx([1e10 + 1e5, 1e10 - 1e5], rel=1e-12)


def test_the_step_grows_with_a_large_negative_number():
    assert numerical_gradient(lambda x: x * x, [-1e10]) == approx([-2e10], rel=1e-9)


def test_the_step_may_be_chosen():
    seen = []
    numerical_gradient(lambda x: seen.append(x.data) or x, [0.25], h=0.5)
    numerical_gradient(lambda x: seen.append(x.data) or x, [0.25])
    assert seen == [0.75, -0.25, 0.25 + 1e-5, 0.25 - 1e-5]


def test_a_check_measures_with_the_same_step_unless_told_another():
    seen = []
    gradcheck(lambda x: seen.append(x.data) or x, [0.25])
    gradcheck(lambda x: seen.append(x.data) or x, [0.25], h=0.5)
    assert seen == [0.25, 0.25 + 1e-5, 0.25 - 1e-5, 0.25, 0.75, -0.25]


def test_a_right_gradient_passes():
    assert gradcheck(lambda a, b: (a * b).tanh() / (a + 2), [0.5, -0.25]) is True
    assert gradcheck(lambda x: x * x, [1000.0]) is True
    assert gradcheck(lambda x: Value(1.0), [3.0]) is True
    assert gradcheck(lambda x: x, [3.0]) is True


def test_a_wrong_gradient_is_reported_with_both_numbers():
    sentence = "the gradient of input 1 is wrong: backward() gives 3.0, but the measured slope is 4"
    with refused(AssertionError, sentence):
        gradcheck(lambda a, b: a + wrong_square(b, partial=3.0), [1.0, 2.0])


def test_a_gradient_that_is_no_number_does_not_pass():
    with pytest.raises(AssertionError, match="backward.. gives nan"):
        gradcheck(lambda x: wrong_square(x, partial=float("nan")), [2.0])


@pytest.mark.parametrize(
    ("x", "error", "passes"),
    [
        (0.25, 9e-7, True),
        (0.25, 1.2e-6, False),
        (500.0, 9e-4, True),
        (500.0, 1.2e-3, False),
        (-500.0, 9e-4, True),
        (-500.0, 1.2e-3, False),
    ],
)
def test_the_tolerance_is_a_millionth_of_the_slope_but_not_below_one_millionth(x, error, passes):
    def f(leaf):
        return wrong_square(leaf, partial=2 * x + error)

    if passes:
        assert gradcheck(f, [x])
    else:
        with pytest.raises(AssertionError):
            gradcheck(f, [x])
        assert gradcheck(f, [x], tolerance=1e-4)


def test_a_tolerance_of_zero_asks_for_the_very_number():
    assert gradcheck(lambda x: x, [0.25], tolerance=0.0)
    with pytest.raises(AssertionError):
        gradcheck(lambda x: x.exp(), [0.25], tolerance=0.0)


def test_a_slope_that_is_infinite_agrees_with_none():
    def steep(x):
        return Value(x.data * 1e308, (x,), "steep", (-5.0,))

    with pytest.raises(AssertionError, match="but the measured slope is inf"):
        gradcheck(steep, [1.797693])


def test_a_function_must_give_a_value():
    many = [0] * 99
    for check in (gradcheck, numerical_gradient):
        with refused(TypeError, f"the function has to return a Value, not {repr(many)[:60]}"):
            check(lambda x: many, [1.0])


@pytest.mark.parametrize("tolerance", [-1.0, math.inf, math.nan])
def test_a_tolerance_that_lets_all_or_nothing_pass_is_refused(tolerance):
    sentence = f"the tolerance must be from 0 on, and finite, not {tolerance}"
    with refused(ValueError, sentence):
        gradcheck(lambda x: x * x, [3.0], tolerance=tolerance)


def test_a_step_that_a_number_does_not_feel_is_refused():
    with refused(ValueError, "the step h must be larger than 1e-20, which 1.0 does not feel"):
        numerical_gradient(lambda x: x * x, [1.0], h=1e-20)


def test_a_gradient_that_became_a_value_is_told_of():
    def square(x):  # its slope is computed with the Value itself
        return Value(x.data * x.data, (x,), "square", (2 * x,))

    sentence = "a gradient is one real number, such as 2.0; this is a Value: "
    with refused(TypeError, f"{sentence}Value(data=6.0, grad=0.0)"):
        gradcheck(square, [3.0])


@pytest.mark.parametrize("check", [gradcheck, numerical_gradient])
def test_the_inputs_are_numbers(check):
    with pytest.raises(TypeError, match="one real number"):
        check(lambda x: x, ["1"])
