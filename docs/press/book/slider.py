"""A slider: a number in a snippet that the reader can move, `<!-- slider: h from 1 to 0.0001 -->`.

The remark stands above the fence. It names what the fence sets to a number at its top level; the
two ends follow, in the order of the reader's slider. Several sliders are parted by commas. Where
both ends are above 0 and one is a hundred times the other, the slider is logarithmic.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

WORDS = re.compile(r"(?P<name>[A-Za-z_]\w*) from (?P<first>\S+) to (?P<last>\S+)")
LOGARITHMIC = 100  # times from one end to the other


@dataclass(frozen=True)
class Slider:
    """The name, the ends, and where in the code the number stands that is moved."""

    name: str
    first: float
    last: float
    value: float
    start: int
    end: int
    whole: bool  # it takes whole numbers only

    @property
    def logarithmic(self) -> bool:
        """Whether equal ways on the slider are equal factors."""
        low, high = sorted((self.first, self.last))
        return low > 0 and high >= LOGARITHMIC * low and not self.whole

    def places(self) -> list[str]:
        """The numbers that are tried, as text: both ends and the middle."""
        middle = (self.first + self.last) / 2
        if self.logarithmic:
            middle = math.sqrt(self.first * self.last)
        return [self.text(x) for x in (self.first, middle, self.last)]

    def text(self, x: float) -> str:
        """A place of the slider as it is written into the code."""
        return str(round(x)) if self.whole else repr(float(f"{x:.4g}"))

    def moved(self, code: str, text: str) -> str:
        """The code with this number in the place of its own."""
        return code[: self.start] + text + code[self.end :]


def sliders_in(remark: str, code: str) -> tuple[Slider, ...]:
    """The sliders of a fence. Raises `ValueError` for a remark, or a fence, that makes none."""
    sliders = tuple(_slider(words.strip(), code) for words in remark.split(","))
    if len({slider.name for slider in sliders}) < len(sliders):
        raise ValueError(f"slider: two move the same number: {remark!r}")
    return sliders


def moves(sliders: tuple[Slider, ...], code: str) -> Iterator[tuple[str, str]]:
    """Where each slider is put, one after the other, and the code there; last, all as written."""
    for slider in sliders:
        for text in slider.places():
            yield f"{slider.name} = {text}", slider.moved(code, text)
    if sliders:
        yield "the numbers as written", code


def _slider(words: str, code: str) -> Slider:
    match = WORDS.fullmatch(words)
    if match is None:
        raise ValueError(f"slider: write it as h from 1 to 0.001, not as {words!r}")
    name = match["name"]
    first, last = (_end(match[end], name) for end in ("first", "last"))
    settings = list(_settings(code, name))
    value = _number(settings[0]) if len(settings) == 1 else None
    if value is None:
        raise ValueError(f"slider: the fence must set {name} to a number, once, at its top level")
    if first == last or not min(first, last) <= value <= max(first, last):
        raise ValueError(f"slider: {name} = {value} must lie between two ends: {words!r}")
    start, end = _place(code, settings[0])
    whole = all(isinstance(x, int) for x in (first, last, value))
    return Slider(name, first, last, value, start, end, whole)


def _end(text: str, name: str) -> float:
    try:
        end = ast.literal_eval(text)
        if type(end) in (int, float) and math.isfinite(end):
            return float(end) if type(end) is float else end
    except (ValueError, SyntaxError, OverflowError):
        pass
    raise ValueError(f"slider: an end of {name} is no number: {text!r}")


def _settings(code: str, name: str) -> Iterator[ast.expr]:
    """What the name is set to at the top level."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return
    for statement in tree.body:
        if isinstance(statement, ast.Assign):
            targets = [target.id for target in statement.targets if isinstance(target, ast.Name)]
            if name in targets:
                yield statement.value


def _number(node: ast.expr) -> float | None:
    """The number that is written there, if it is one."""
    try:
        value = ast.literal_eval(node)
    except ValueError:
        return None
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _place(code: str, node: ast.expr) -> tuple[int, int]:
    """Where the expression starts and ends, counted in characters."""
    lines = code.split("\n")
    before = sum(len(line) + 1 for line in lines[: node.lineno - 1])
    line = lines[node.lineno - 1].encode()
    assert node.end_col_offset is not None
    columns = (len(line[:column].decode()) for column in (node.col_offset, node.end_col_offset))
    start, end = columns
    return before + start, before + end
