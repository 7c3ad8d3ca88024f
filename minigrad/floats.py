"""What the library needs of plain numbers: the checks at its doors, `exp`, `**`, and printing."""

import math
from collections.abc import Iterable
from numbers import Real
from operator import index
from typing import SupportsIndex, TypeVar

T = TypeVar("T")
SEED = "a seed must be a whole number from 0 on"  # `random` takes -7 for 7


def as_float(x: object, what: str = "a Value holds") -> float:
    """`x` as a float. Raises `TypeError` for what is not one real number, as `True` is not.

    And `OverflowError` for a whole number that no float can hold.

    The sentence begins with `what`. A number of another library becomes Python's own.

    >>> as_float(3)
    3.0
    """
    if isinstance(x, Real) and not isinstance(x, bool):
        try:
            return float(x)
        except OverflowError:
            raise OverflowError(f"{what} a float, and this number is beyond 1.8e308") from None
        except TypeError:
            pass  # NumPy calls a stretch of time a number
    raise TypeError(f"{what} one real number, such as 2.0; this is a {type(x).__name__}: {x!r:.60}")


def as_floats(xs: Iterable[object], what: str = "a Value holds") -> list[float]:
    """`as_float` of each: nearly always it is one already, and asking for its type is faster.

    >>> as_floats([1, 2.5])
    [1.0, 2.5]
    """
    return [x if type(x) is float else as_float(x, what) for x in xs]


def as_int(x: object, what: str, least: int | None = None) -> int:
    """`x` as an int, from `least` on. A whole number of another library becomes Python's own.

    Raises `TypeError` for what is not a whole number, as `True` and `2.0` are not, `ValueError` for
    one below `least`. The sentence begins with `what`, which says what `x` is to be.

    >>> as_int(3, "nin must be a whole number from 1 on", least=1)
    3
    """
    try:
        if isinstance(x, bool) or not isinstance(x, SupportsIndex):
            raise TypeError
        number = index(x)  # an array has the method, and refuses
    except TypeError:
        raise TypeError(f"{what}, not {x!r:.60}") from None
    if least is not None and number < least:
        raise ValueError(f"{what}, not {number}")
    return number


def as_list(xs: Iterable[T], what: str) -> list[T]:
    """`xs` as a list. Raises `TypeError` with the sentence `what` if `xs` is one thing alone.

    >>> as_list(range(3), "give the numbers as one list")
    [0, 1, 2]
    """
    if not isinstance(xs, Iterable):
        raise TypeError(f"{what}, not {xs!r:.60}")
    return list(xs)


def exp(x: float) -> float:
    """eˣ. Raises `OverflowError` above about 709.78, where the result no longer fits a float."""
    try:
        return math.exp(x)
    except OverflowError:
        raise OverflowError(f"exp({rounded(x)}) is too large for a float") from None


def power(x: float, n: float) -> tuple[float, float, float]:
    """z = xⁿ with ∂z/∂x = n·xⁿ⁻¹ and ∂z/∂n = z·log x.

    The edges: ∂z/∂x is 0 where n is 0; ∂z/∂n is 0 where x is 0, and NaN where x is negative.
    Raises `ValueError` where z is complex or (x being 0) the slope is infinite, `ZeroDivisionError`
    for 0 to a negative power, `OverflowError` if xⁿ or xⁿ⁻¹ is too large for a float.

    >>> power(3.0, 2.0)[:2]
    (9.0, 6.0)
    """
    if x < 0.0 and not n.is_integer():
        raise ValueError(f"{rounded(x)} ** {n:g} is not a real number: make the base positive")
    if x == 0.0 and 0.0 < n < 1.0:
        raise ValueError(f"x ** {n:g} has an infinite slope at x = 0: keep x above 0")
    try:
        z = x**n
        slope = n * x ** (n - 1.0) if n != 0.0 else 0.0
    except OverflowError:
        raise OverflowError(
            f"{rounded(x)} ** {n:g} or its slope is too large for a float"
        ) from None
    if x > 0.0:
        return z, slope, z * math.log(x)
    return z, slope, 0.0 if x == 0.0 else math.nan


def rounded(x: float) -> str:
    """`x` as text: 4 decimals, or 4 digits if tiny or huge, since the last bits vary by platform.

    >>> rounded(2 / 3), rounded(-0.0), rounded(1e-9 / 3)
    ('0.6667', '0.0', '3.333e-10')
    """
    if not isinstance(x, (int, float)):  # somebody has set `data` or `grad` to it
        return f"{x!r:.60}"
    if x == 0.0 or 1e-3 <= abs(x) < 1e11:
        return str(round(x, 4) + 0.0)  # + 0.0 turns -0.0 into 0.0
    return f"{x:.4g}"
