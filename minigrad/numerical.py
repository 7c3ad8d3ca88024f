"""Is this gradient right? Compare it with slopes that are measured, not derived."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import inf, isfinite

from minigrad.engine import Value, as_value
from minigrad.floats import as_float, as_floats, as_list


def numerical_gradient(
    f: Callable[..., Value], xs: Iterable[float], h: float = 1e-5
) -> list[float]:
    """∂f/∂xᵢ at the n numbers `xs`, by central differences: (f(xᵢ + h) - f(xᵢ - h)) / 2h.

    `f` takes n `Value`s and gives one. The step is h·max(1, |xᵢ|).
    Raises `TypeError` if `xs` is not a list of numbers or `f` gives no `Value`, `ValueError` if `h`
    is not above 0 and finite, or so small that a step of it does not change a number.

    >>> [round(slope, 6) for slope in numerical_gradient(lambda a, b: a * b, [2.0, -3.0])]
    [-3.0, 2.0]
    """
    numbers, h = _numbers(xs), as_float(h, "the step h is")
    if not 0.0 < h < inf:
        raise ValueError(f"the step h must be above 0 and finite, not {h}")

    def f_at(i: int, x: float) -> float:
        return _value(f, [x if j == i else number for j, number in enumerate(numbers)]).data

    slopes = []
    for i, x in enumerate(numbers):
        step = h * max(1.0, abs(x))
        width = (x + step) - (x - step)
        if width == 0.0:
            raise ValueError(f"the step h must be larger than {h}, which {x} does not feel")
        slopes.append((f_at(i, x + step) - f_at(i, x - step)) / width)
    return slopes


def gradcheck(
    f: Callable[..., Value], xs: Iterable[float], h: float = 1e-5, tolerance: float = 1e-6
) -> bool:
    """True if `backward()` through `f` at the n numbers `xs` agrees with central differences.

    Two slopes agree if they differ by at most tolerance·max(1, |slope|).
    Raises `AssertionError` with both numbers if they do not, `TypeError` if `f` gives no `Value`,
    `xs` is not a list of numbers or a gradient is none, `ValueError` if the tolerance is below 0 or
    infinite, and what `numerical_gradient` raises for `h`.

    >>> gradcheck(lambda a, b: (a * b).tanh(), [0.5, 0.25])
    True
    """
    numbers = _numbers(xs)
    tolerance = as_float(tolerance, "the tolerance is")
    if not 0.0 <= tolerance < inf:
        raise ValueError(f"the tolerance must be from 0 on, and finite, not {tolerance}")
    leaves = [Value(x) for x in numbers]
    _value(f, leaves).backward()
    found = as_floats([leaf.grad for leaf in leaves], "a gradient is")
    for i, (grad, slope) in enumerate(zip(found, numerical_gradient(f, numbers, h), strict=True)):
        if not (isfinite(slope) and abs(grad - slope) <= tolerance * max(1.0, abs(slope))):
            raise AssertionError(
                f"the gradient of input {i} is wrong: backward() gives {grad}, "
                f"but the measured slope is {slope:.6g}"
            )
    return True


def _value(f: Callable[..., Value], xs: Iterable[Value | float]) -> Value:
    """f(xs), which has to be a `Value`."""
    result = f(*map(as_value, xs))
    if not isinstance(result, Value):
        raise TypeError(f"the function has to return a Value, not {result!r:.60}")
    return result


def _numbers(xs: Iterable[float]) -> list[float]:
    return as_floats(as_list(xs, "give the inputs of the function as one list"), "an input is")
