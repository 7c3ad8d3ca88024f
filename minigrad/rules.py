"""One table of the operations: the number and the slopes of each, as Python text.

The engine computes with numbers; whoever *writes* about it reads here: `steps` its sentences, and
`passes` its programs. In the texts x and y are the operands and z is the result; operands of any
number are x0, x1, x2 and so on; functions are those of Python's `math`.

An operation of your own gets a row too: `RULES["sin"] = Rule("sin(x)", ["cos(x)"])`.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache


@dataclass(frozen=True)
class Rule:
    """The text of z and of ∂z/∂operand for each operand.

    `told` and `told_slopes` are the same as a sentence says them; without, it has Python's words.
    Raises `TypeError` if the slopes are one text and not a list of them, or one of them no text.
    """

    value: str
    slopes: Sequence[str]
    told: str = ""
    told_slopes: Sequence[str] = ()
    is_sum: bool = field(default=False, repr=False)  # of any number of terms, with " + " between

    def __post_init__(self) -> None:
        if isinstance(self.slopes, str):
            raise TypeError(f"a rule has a list of slopes, such as [{self.slopes!r}]")
        for text in (self.value, *self.slopes):
            if not isinstance(text, str):
                raise TypeError(f"a rule is Python text, such as 'cos(x)', not {text!r:.60}")

    def value_at(self, operands: Sequence[float]) -> float:
        """The number z for these numbers. Raises what the functions of `math` raise.

        >>> Rule("x / y", ["1.0 / y", "-z / y"]).value_at([3.0, 2.0])
        1.5
        """
        names = _numbers(operands)
        terms: list[float] = [eval(term, names) for term in self.terms()]
        return sum(terms[1:], terms[0])  # from a 0, -0.0 would become 0.0

    def terms(self) -> list[str]:
        """What is added up: Python's compiler cannot nest the thousands of terms of a sum.

        >>> rule_of("sum", 3).terms(), rule_of("+", 2).terms()
        (['x0', 'x1', 'x2'], ['x + y'])
        """
        return self.value.split(" + ") if self.is_sum else [self.value]

    def slopes_at(self, operands: Sequence[float]) -> list[float]:
        """The number ∂z/∂operand for each operand. Raises what the functions of `math` raise.

        >>> Rule("x / y", ["1.0 / y", "-z / y"]).slopes_at([3.0, 2.0])
        [0.5, -0.75]
        """
        names = _numbers(operands) | {"z": self.value_at(operands)}
        return [eval(slope, names) for slope in self.slopes]

    def filled(self, operands: Sequence[str], z: str = "z") -> Rule:
        """This rule with names or numbers for its letters.

        A negative number gets brackets, and so does a slope that would not hold together as a
        factor. Raises `ValueError` for a letter without an operand.

        >>> Rule("x / y", ["1.0 / y", "-z / y"]).filled(["a", "-2.0"], "c")
        Rule(value='a / (-2.0)', slopes=['1.0 / (-2.0)', '-c / (-2.0)'], told='', told_slopes=[])
        >>> Rule("tan(x)", ["1.0 + z * z"]).filled(["a"], "b").slopes
        ['(1.0 + b * b)']
        """
        safe = [f"({name})" if name.startswith("-") else name for name in operands]
        names = {f"x{i}": name for i, name in enumerate(safe)} | {"z": z}
        names |= zip("xy", safe, strict=False)

        def fill(text: str) -> str:
            try:
                filled = re.sub(r"\b(x\d*|y|z)\b", lambda letter: names[letter[0]], text)
            except KeyError as letter:
                raise ValueError(
                    f"the rule {text!r} has {letter}, and its operands are {len(operands)}"
                ) from None
            return re.sub(r"\(\((-[^()]*)\)\)", r"(\1)", filled)  # tanh((-2.0)) has brackets enough

        slopes = [fill(_factor(slope)) for slope in self.slopes]
        told_slopes = [fill(_factor(slope)) for slope in self.told_slopes]
        return Rule(fill(self.value), slopes, fill(self.told), told_slopes, self.is_sum)


def _numbers(operands: Sequence[float]) -> dict[str, object]:
    """What the letters of a rule stand for, and the functions of `math`."""
    names = {f"x{i}": number for i, number in enumerate(operands)}
    return vars(math) | names | dict(zip("xy", operands, strict=False))


@cache
def _factor(slope: str) -> str:
    """The text of a slope; in brackets if a `*` before it would tear it apart: a sum, `x > 0`."""
    tree = ast.parse(slope, mode="eval").body
    kind = getattr(tree, "op", tree)
    whole = (ast.Name, ast.Constant, ast.Call, ast.USub, ast.Mult, ast.Div, ast.Pow)
    return slope if isinstance(kind, whole) else f"({slope})"


def _sum(n: int) -> Rule:
    """z = Σ xᵢ"""
    return Rule(" + ".join(f"x{i}" for i in range(n)), ["1.0"] * n, is_sum=True)


def _dot(n: int) -> Rule:
    """z = Σ wᵢ·xᵢ + bias: the weights are the first half, then as many inputs, the bias is last."""
    half = n // 2
    ws, xs = [f"x{i}" for i in range(half)], [f"x{i}" for i in range(half, 2 * half)]
    products = [f"{w} * {x}" for w, x in zip(ws, xs, strict=True)]
    return Rule(" + ".join([*products, f"x{2 * half}"]), [*xs, *ws, "1.0"], is_sum=True)


def _shift(n: int) -> Rule:
    """z = max xᵢ, taken for a constant: see `minigrad.losses.softmax`."""
    return Rule(f"max([{', '.join(f'x{i}' for i in range(n))}])", ["0.0"] * n)


def _pick(n: int) -> Rule:
    """z = xₜ, where the last operand is t: any other t than 0, 1, 2 ... is a `KeyError`."""
    t = f"x{n - 1}"
    choices = ", ".join(f"{float(i)}: x{i}" for i in range(n - 1))
    slopes = [f"1.0 if {t} == {float(i)} else 0.0" for i in range(n - 1)]
    return Rule(f"{{{choices}}}[{t}]", [*slopes, "0.0"])


def _power(exponent: str) -> Rule | None:
    """z = xⁿ with a number for n, which the symbol tells: `**2`."""
    try:
        n = float(exponent)
    except ValueError:
        return None
    slopes = {0.0: "0.0", 2.0: "2.0 * x"}  # x ** 0 is flat, even where x ** -1 is infinite
    slope = slopes.get(n, f"{n} * pow(x, {n - 1.0})")
    told_slope = slopes.get(n, f"{n} * x ** {n - 1.0}")
    return Rule(f"pow(x, {n})", [slope], f"x ** {exponent}", [told_slope])


RULES: dict[str, Rule | Callable[[int], Rule]] = {  # some rows depend on the number of operands
    "+": Rule("x + y", ["1.0", "1.0"]),
    "-": Rule("x - y", ["1.0", "-1.0"]),
    "*": Rule("x * y", ["y", "x"]),
    "/": Rule("x / y", ["1.0 / y", "-z / y"]),
    "**": Rule(
        "pow(x, y)",  # where ** of a negative number may be complex, pow raises
        [
            "y * pow(x, y - 1.0) if y != 0.0 else 0.0",
            "z * log(x) if x > 0.0 else 0.0 if x == 0.0 else nan",
        ],
        told="x ** y",
        told_slopes=["y * x ** (y - 1.0)", "z * log(x)"],
    ),
    "neg": Rule("-x", ["-1.0"]),
    "exp": Rule("exp(x)", ["z"]),
    "log": Rule("log(x)", ["1.0 / x"]),
    "tanh": Rule("tanh(x)", ["1.0 - z * z"]),
    "sigmoid": Rule(
        "1.0 / (1.0 + exp(-x)) if x >= 0.0 else exp(x) / (1.0 + exp(x))",  # cannot overflow
        ["z * (1.0 - z)"],
        told="sigmoid(x)",
    ),
    "relu": Rule("0.0 if x <= 0.0 else x", ["0.0 if x <= 0.0 else 1.0"], told="relu(x)"),
    "dot": _dot,
    "sum": _sum,
    "shift": _shift,
    "pick": _pick,
}


BUILT_IN = dict(RULES)  # the tests prove these, and the powers; nobody has proved a reader's


def rule_of(op: str, n: int) -> Rule | None:
    """The row of the operation with the symbol `op` on `n` operands; None if there is none.

    >>> rule_of("*", 2).slopes, rule_of("**3", 1).slopes, rule_of("sin", 1)
    (['y', 'x'], ['3.0 * pow(x, 2.0)'], None)
    """
    row = _power(op[2:]) if op.startswith("**") and op not in RULES else RULES.get(op)
    rule = row(n) if callable(row) else row
    return rule if rule and len(rule.slopes) == n else None
