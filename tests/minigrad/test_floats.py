"""What the engine needs of plain floats."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from pytest import approx

from minigrad.floats import as_float, as_int, as_list, exp, power, rounded
from tests.refused import refused


def test_every_real_number_becomes_a_float():
    for number in (3, 3.0, Fraction(6, 2)):
        assert as_float(number) == 3.0
        assert type(as_float(number)) is float


@pytest.mark.parametrize(
    ("thing", "what_it_is"),
    [
        ("3", "str: '3'"),
        (b"3", "bytes: b'3'"),
        (None, "NoneType: None"),
        (True, "bool: True"),
        (3j, "complex: 3j"),
        ({}, "dict: {}"),
        ("9" * 1000, "str: '" + "9" * 59),
    ],
)
def test_anything_else_is_refused_by_its_name_and_its_first_60_signs(thing, what_it_is):
    with refused(TypeError, f"a Value holds one real number, such as 2.0; this is a {what_it_is}"):
        as_float(thing)


def test_of_a_long_text_that_is_no_whole_number_or_no_list_60_signs_are_shown():
    with refused(TypeError, "n is whole, not '" + "9" * 59):
        as_int("9" * 1000, "n is whole")
    with refused(TypeError, "give a list, not " + "9" * 60):
        as_list(int("9" * 1000), "give a list")


def test_exp_is_that_of_math_until_it_overflows():
    assert exp(-1.5) == math.exp(-1.5)
    assert exp(709.0) == math.exp(709.0)
    with refused(OverflowError, "exp(709.7833) is too large for a float"):
        exp(709.78333333)


@pytest.mark.parametrize(("x", "n"), [(3.0, 2.0), (0.5, -1.5), (2.0, 0.5), (1e-3, 3.0)])
def test_a_power_comes_with_its_two_slopes(x, n):
    z, slope, exponent_slope = power(x, n)
    assert z == x**n
    assert slope == approx(n * x**n / x)
    assert exponent_slope == approx(x**n * math.log(x))


def test_a_negative_base_takes_whole_exponents_only():
    assert power(-2.0, 3.0)[:2] == (-8.0, 12.0)
    assert power(-2.0, -1.0)[:2] == (-0.5, -0.25)
    with refused(ValueError, "-0.6667 ** 0.5 is not a real number: make the base positive"):
        power(-2 / 3, 0.5)


def test_an_exponent_is_shown_with_6_digits():
    with refused(ValueError, "-2.0 ** 0.333333 is not a real number: make the base positive"):
        power(-2.0, 1 / 3)
    with refused(ValueError, "x ** 0.333333 has an infinite slope at x = 0: keep x above 0"):
        power(0.0, 1 / 3)


def test_the_powers_of_zero():
    assert power(0.0, 0.0) == (1.0, 0.0, 0.0)
    assert power(0.0, 1.0) == (0.0, 1.0, 0.0)
    assert power(0.0, 2.0) == (0.0, 0.0, 0.0)
    with refused(ValueError, "x ** 0.99 has an infinite slope at x = 0: keep x above 0"):
        power(0.0, 0.99)
    with pytest.raises(ZeroDivisionError):
        power(0.0, -1.0)


@pytest.mark.parametrize(
    ("x", "n", "shown"), [(2e200 / 3, 2.0, "6.667e+199 ** 2"), (1e-200, -1.0, "1e-200 ** -1")]
)
def test_a_power_or_a_slope_too_large_for_a_float_raises(x, n, shown):
    with refused(OverflowError, f"{shown} or its slope is too large for a float"):
        power(x, n)


@pytest.mark.parametrize(
    ("x", "text"),
    [
        (2.0, "2.0"),
        (2 / 3, "0.6667"),
        (-2 / 3, "-0.6667"),
        (0.1 + 0.2, "0.3"),
        (0.0, "0.0"),
        (-0.0, "0.0"),
        (0.0123456, "0.0123"),
        (0.0010006, "0.001"),
        (-0.0010006, "-0.001"),
        (0.001, "0.001"),
        (0.0009994, "0.0009994"),
        (0.0005, "0.0005"),
        (0.00012345678, "0.0001235"),
        (-1e-9 / 3, "-3.333e-10"),
        (12345.678901, "12345.6789"),
        (99999999999.0, "99999999999.0"),
        (1e11, "1e+11"),
        (-123456789012.0, "-1.235e+11"),
        (math.inf, "inf"),
        (math.nan, "nan"),
    ],
)
def test_a_rounded_number_has_4_decimals_or_if_tiny_or_huge_4_digits(x, text):
    assert rounded(x) == text
