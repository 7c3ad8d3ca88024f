"""The table of the operations: each row against the engine, and no operation without a row."""

from __future__ import annotations

import ast
import math
import random
import re
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from pytest import approx

import minigrad
from minigrad import Value, draw_dot, softmax, trace
from minigrad.losses import pick
from minigrad.rules import RULES, Rule, rule_of
from tests.minigrad.operations import CASES, IDS, OPERATIONS
from tests.refused import refused

RANDOM = random.Random(0)


def check(node: Value) -> None:
    """The rule comes to the number and to the slopes of a node that the engine made."""
    rule = rule_of(node._op, len(node._prev))
    assert rule is not None
    numbers, slopes = [operand.data for operand in node._prev], list(node._partials)
    assert rule.value_at(numbers) == approx(node.data, rel=1e-12, abs=0.0)
    assert rule.slopes_at(numbers) == approx(slopes, rel=1e-12, abs=0.0, nan_ok=True)
    filled = rule.filled(list(map(repr, numbers)), repr(node.data))
    twice = [eval(f"2.0 * {slope}", vars(math).copy()) for slope in filled.slopes]
    assert twice == approx([2.0 * slope for slope in slopes], rel=1e-12, abs=0.0, nan_ok=True)


@pytest.mark.parametrize(("operation", "point"), CASES, ids=IDS)
def test_a_rule_is_what_the_engine_computes(operation, point):
    check(operation.on_values(*map(Value, point)))


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_a_rule_is_what_the_engine_computes_at_random_points(operation):
    low = min(min(point) for point in operation.points)
    for _ in range(200):
        point = [RANDOM.uniform(max(low, -5.0), 5.0) for _ in operation.points[0]]
        if operation.name == "x ** y":
            point[0] = abs(point[0])
        check(operation.on_values(*map(Value, point)))


@pytest.mark.parametrize("exponent", [Value(2.5), Value(-1.0), 3, 2, 1, 0, -1, 0.5])
def test_a_slope_says_in_a_sentence_what_it_says_in_a_program(exponent):
    node = Value(1.7) ** exponent
    rule = rule_of(node._op, len(node._prev))
    names = vars(math) | {"z": node.data}
    names |= zip("xy", (operand.data for operand in node._prev), strict=False)
    for told, partial in zip(rule.told_slopes, node._partials, strict=True):
        assert "pow" not in told
        assert eval(told, names) == approx(partial, rel=1e-12)


@pytest.mark.parametrize(
    "node",
    [
        Value(0.0).relu(),
        Value(0.0) ** 0,
        Value(0.0) ** Value(0.0),
        Value(0.0) ** Value(2.0),
        Value(-2.0) ** Value(3.0),
        Value(-800.0).sigmoid(),
        Value(800.0).sigmoid(),
        Value(1.5) ** (1 / 3),
        Value(1.5) ** 123456789e-9,
        Value(2.0) ** -math.inf,
        pick([1.0, -2.0, 3.0], Value(1.0)),
        softmax([1.0, -2.0, 3.0])[0]._prev[0]._prev[0]._prev[1],
        softmax([1.0])[0]._prev[0]._prev[0]._prev[1],
    ],
    ids=lambda node: f"{node._op} of {[operand.data for operand in node._prev]}",
)
def test_a_rule_is_what_the_engine_computes_at_the_edges(node):
    check(node)


def test_no_operation_of_the_package_lacks_its_rule():
    """Its symbols, as the files themselves pass them to `Value`."""
    symbols = set()
    for path in Path(minigrad.__file__).parent.glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Value":
                symbols |= {c.value for c in call.args[2:3] if isinstance(c, ast.Constant)}
    assert symbols == RULES.keys()
    assert len(symbols) > 10


def test_no_rule_is_left_untried():
    made = {operation.on_values(*map(Value, operation.points[0]))._op for operation in OPERATIONS}
    tried = {op for op in made if not re.match(r"\*\*.", op)}
    assert tried | {"shift", "pick"} == RULES.keys()  # these two at the edges, above


def test_a_rule_is_for_a_certain_number_of_operands():
    assert rule_of("+", 3) is None
    assert rule_of("dot", 4) is None
    assert rule_of("**2", 2) is None
    assert rule_of("sin", 1) is None
    assert rule_of("**sin", 1) is None
    assert rule_of("my2", 1) is None


@pytest.mark.parametrize("n", [1 / 3, 0.1, 1e22, 123456789.0, 1e-7, -2.0, 2.0, -1.5])
def test_an_exponent_keeps_every_digit(n):
    z = Value(1.0) ** n
    assert float(z._op.removeprefix("**")) == n
    assert rule_of(z._op, 1).value == f"pow(x, {n})"


def test_an_exponent_is_drawn_as_one_writes_it():
    assert [(Value(2.0) ** n)._op for n in (2, 0.5, -1)] == ["**2", "**0.5", "**-1"]


@pytest.mark.parametrize(
    ("slope", "factor"),
    [
        ("1.0 + z * z", "(1.0 + c * c)"),
        ("x - 1.0", "(a - 1.0)"),
        ("1.0 if x > 0.0 else 0.0", "(1.0 if a > 0.0 else 0.0)"),
        ("x > 0.0", "(a > 0.0)"),
        ("x > 0.0 and 1.0", "(a > 0.0 and 1.0)"),
        ("not x > 0.0", "(not a > 0.0)"),
        ("x % 2.0", "(a % 2.0)"),
        ("x // 2.0", "(a // 2.0)"),
        ("2.0 * x", "2.0 * a"),
        ("x ** 2.0", "a ** 2.0"),
        ("2.0", "2.0"),
        ("-x", "-a"),
        ("-z / x", "-c / a"),
        ("exp(x - 1.0)", "exp(a - 1.0)"),
        ("x", "a"),
    ],
)
def test_a_slope_holds_together_where_it_is_multiplied(slope, factor):
    filled = Rule("sin(x)", [slope], told_slopes=[slope]).filled(["a"], "c")
    assert filled.slopes == filled.told_slopes == [factor]


def test_slopes_are_a_list_even_for_one_operand():
    with refused(TypeError, "a rule has a list of slopes, such as ['cos(x)']"):
        Rule("sin(x)", "cos(x)")


@pytest.mark.parametrize("texts", [("2.0 * x", [2.0]), (2.0, ["2.0"])], ids=["slope", "value"])
def test_a_rule_is_made_of_text(texts):
    with refused(TypeError, "a rule is Python text, such as 'cos(x)', not 2.0"):
        Rule(*texts)


def test_what_is_no_text_is_told_by_its_beginning():
    many = [0] * 99
    with refused(TypeError, f"a rule is Python text, such as 'cos(x)', not {repr(many)[:60]}"):
        Rule(many, ["1.0"])


def test_a_letter_without_an_operand_is_refused():
    sentence = "the rule 'x0 * x2' has 'x2', and its operands are 2"
    with refused(ValueError, sentence):
        Rule("x0 * x2", ["1.0", "1.0"]).filled(["a", "b"])


def test_a_negative_number_gets_brackets():
    rule = Rule("x - y", ["1.0", "-1.0"]).filled(["-2.0", "-a"], "-z")
    assert rule.value == "(-2.0) - (-a)"


def test_relu_of_minus_zero_is_zero_here_as_in_the_engine():
    assert repr(rule_of("relu", 1).value_at([-0.0])) == "0.0"
    assert repr(Value(-0.0).relu().data) == "0.0"


@pytest.mark.parametrize(
    ("op", "said"), [("**", "x ** y"), ("sigmoid", "sigmoid(x)"), ("relu", "relu(x)"), ("exp", "")]
)
def test_what_is_long_in_python_is_told_shortly(op, said):
    assert rule_of(op, 1 + (op == "**")).told == said


def test_the_result_is_called_z_until_it_has_a_name():
    assert Rule("exp(x)", ["z"]).filled(["a"]).slopes == ["z"]
    assert Rule("exp(x)", ["z"]).filled(["a"], "b").slopes == ["b"]


def test_a_rule_of_the_table_cannot_be_changed_by_whoever_reads_it():
    with pytest.raises(FrozenInstanceError):
        rule_of("+", 2).value = "x - y"


def test_an_operation_of_your_own_is_told_as_its_rule_says(monkeypatch):
    monkeypatch.setitem(RULES, "sin", Rule("sin(x)", ["cos(x)"]))
    x = Value(0.5, label="x")
    y = Value(math.sin(0.5), (x,), "sin", (math.cos(0.5),))
    check(y)
    assert trace(y)[1]["text"] == "forward through sin: v1.data = sin(x.data) = sin(0.5) = 0.4794"
    assert "x.grad += cos(x.data) * v1.grad = 0.8776" in trace(y)[-1]["text"]
    assert draw_dot(y).steps
