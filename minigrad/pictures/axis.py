"""An axis: the stretch of numbers that it shows, where each of them stands, and its ticks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from math import ceil, floor, log10, ulp

from minigrad.engine import Value
from minigrad.floats import as_float

LIMIT = 10_000  # numbers of a kind in one mark: more are neither seen nor soon drawn
HIGHEST = 300  # power of ten
LARGEST = 1e300  # beyond it, differences of floats are infinite
FINEST = 64  # steps from one float to the next, of which an axis can still show the stretch
TICKS = 6  # at most
ROOM = 0.04  # of the stretch, left free at an end
EDGE = 1e-4  # of the stretch: nobody sees what lies so little beyond an end
FAR = 1e9  # stretches away from the axis, and no further
Tick = tuple[float, str]


def number(x: object, what: str) -> float:
    """`x` as a float, of a `Value` its data. Raises `TypeError` for what is no number."""
    return as_float(x.data if isinstance(x, Value) else x, what)


def numbers(xs: Iterable[object], what: str) -> list[float]:
    """All of `xs` as floats. Raises `ValueError` beyond `LIMIT`, `TypeError` for what is no number.

    >>> numbers(range(3), "x")
    [0.0, 1.0, 2.0]
    """
    if not isinstance(xs, Iterable):
        raise TypeError(f"give all {what} as one list, not {xs!r:.60}")
    first = list(islice(xs, LIMIT + 1))
    if len(first) > LIMIT:
        raise ValueError(
            f"a plot shows up to {LIMIT:,} numbers of a kind, and {what} has more: "
            f"take every tenth, as in {what}[::10], or fewer"
        )
    return [number(x, f"each of {what} is") for x in first]


def check_pairs(xs: Sequence[object], ys: Sequence[object], x: str, y: str) -> None:
    """Raise `ValueError` unless there are equally many of both."""
    if len(xs) != len(ys):
        raise ValueError(f"{x} and {y} are pairs: here are {len(xs)} {x} and {len(ys)} {y}")


def drawable(x: float) -> bool:
    """False for infinities, for what is no number (nan), and for what is too large to draw."""
    return abs(x) <= LARGEST


def ends(pair: object, name: str) -> tuple[float, float]:
    """The two ends of a stretch of `name`, as floats. Raises for what is no such pair."""
    sentence = f"the stretch of {name} is two numbers, the smaller first, such as (-1, 1), not"
    if not isinstance(pair, Iterable):
        raise TypeError(f"{sentence} {pair!r:.60}")
    both = [number(end, f"an end of {name} is") for end in pair]
    if len(both) != 2 or not (drawable(both[0]) and drawable(both[1]) and both[0] < both[1]):
        raise ValueError(f"{sentence} {pair!r:.60}")
    return both[0], both[1]


@dataclass(frozen=True)
class Axis:
    """The numbers from `low` to `high`, drawn from the place `start` to the place `end`, in px.

    A logarithmic axis counts in powers of ten: there, a `low` of -2 means the number 0.01.

    >>> Axis(0.0, 4.0, start=100.0, end=200.0).place(1.0)
    125.0
    """

    low: float
    high: float
    log: bool = False
    start: float = 0.0
    end: float = 1.0

    def place(self, x: float) -> float:
        """Where `x` stands, in px."""
        return self.start + self._share(x) * (self.end - self.start)

    def shows(self, x: float) -> bool:
        """Whether `x` stands on the axis."""
        return -EDGE <= self._share(x) <= 1.0 + EDGE

    def _share(self, x: float) -> float:
        """How much of the way from `low` to `high` it is to `x`."""
        share = ((log10(x) if self.log else x) - self.low) / (self.high - self.low)
        return min(max(share, -FAR), FAR)

    def ticks(self) -> list[Tick]:
        """From two to `TICKS` numbers that are easily read, evenly spaced, each with its label.

        >>> [label for _, label in Axis(0.0, 0.7).ticks()]
        ['0.0', '0.2', '0.4', '0.6']
        """
        if not self.log:
            return _even(self.low, self.high)
        powers = range(max(ceil(self.low), -HIGHEST), min(floor(self.high), HIGHEST) + 1)
        if len(powers) < 2:
            return _even(10**self.low, 10**self.high)
        powers = powers[:: ceil(len(powers) / TICKS)]
        return [(float(f"1e{k}"), f"{float(f'1e{k}'):g}") for k in powers]


def stretch(free: Sequence[float], fixed: Sequence[float], log: bool) -> tuple[float, float]:
    """The ends of an axis that shows all these numbers.

    It goes a little beyond the `free` ones, and up to the `fixed` ones; it starts at 0 if they come
    near it. Of one number alone it shows a tenth, or (logarithmic) a power of ten, on either side.

    >>> stretch([1.0, 100.0], [], log=False)
    (0.0, 104.0)
    """
    everything = [log10(x) if log else x for x in [*free, *fixed]]
    low, high = min(everything, default=0.0), max(everything, default=1.0)
    largest = max(abs(low), abs(high))
    apart = FINEST * ulp(max(largest, 1.0) if log else largest)
    if high - low < max(apart, 1e-300):
        half = 1.0 if log or largest < 1e-290 else 0.1 * largest
        return low - half, high + half
    if not log and not fixed:
        low = 0.0 if 0.0 < low < (high - low) / 4 else low
        high = 0.0 if 0.0 > high > (low - high) / 4 else high
    exact = {log10(x) if log else x for x in fixed} | (set() if log else {0.0})
    room = ROOM * (high - low)
    return low if low in exact else low - room, high if high in exact else high + room


def _even(low: float, high: float) -> list[Tick]:
    """The multiples of 1, 2 or 5 times a power of ten: of the smallest that gives few enough."""
    power = floor(log10((high - low) / TICKS))
    steps = [(digit, exponent) for exponent in (power, power + 1) for digit in (1, 2, 5)]
    found = ((_multiples(low, high, *step), step[1]) for step in steps)
    counts, exponent = next(each for each in found if len(each[0]) <= TICKS)
    values = [float(f"{n}e{exponent}") for n in counts]
    return list(zip(values, _labels(values, counts, exponent), strict=True))


def _multiples(low: float, high: float, digit: int, exponent: int) -> list[int]:
    """The multiples of a digit that, times the power of ten, lie between the ends."""
    step = float(f"{digit}e{exponent}")
    counts = [n * digit for n in range(floor(low / step), ceil(high / step) + 1)]
    return [n for n in counts if low <= float(f"{n}e{exponent}") <= high]


def _labels(values: list[float], counts: list[int], exponent: int) -> list[str]:
    """The values as text, all in one form: 0.1, 0.2; or, where that is shorter, 1e-05, 2e-05."""
    plain = [f"{x:.{max(0, -exponent)}f}" for x in values]
    digits = max(len(str(abs(n)).rstrip("0")) for n in counts) - 1
    short = [f"{x:.{max(0, digits)}e}" if x else "0" for x in values]
    return short if max(map(len, short)) + 1 < max(map(len, plain)) else plain
