"""The steps of the two passes: the numbers, the sentences, and what they point at."""

from __future__ import annotations

import json
import math
import re

import pytest
from pytest import approx

from minigrad import Value, dot, draw_dot, topological_order, total, trace
from minigrad.losses import pick
from minigrad.steps import printable
from tests.minigrad.operations import CASES, IDS
from tests.refused import refused

FUNCTIONS = {
    "exp": math.exp,
    "log": math.log,
    "tanh": math.tanh,
    "sigmoid": lambda x: 1 / (1 + math.exp(-x)),
    "relu": lambda x: max(0.0, x),
}


def named(point: tuple[float, ...]) -> dict[str, Value]:
    """A leaf for each number, labelled a, b, c ..."""
    return {name: Value(x, label=name) for name, x in zip("abcde", point, strict=False)}


def texts(root: Value) -> list[str]:
    return [step["text"] for step in trace(root)]


def last_grads(steps: list[dict]) -> dict[str, float]:
    """Each node's gradient after the last step."""
    return {node: grad for step in steps for node, grad in step["grad"].items()}


# The passes.


def test_the_steps_of_a_square():
    start, forward, seed, backward = trace(Value(3.0, label="a") ** 2)
    assert start == {
        "phase": "forward",
        "text": "start: a.data = 3.0",
        "nodes": ["n0"],
        "edges": [],
        "data": {"n0": 3.0},
        "grad": {},
    }
    assert forward == {
        "phase": "forward",
        "text": "forward through **2: v1.data = a.data ** 2 = 3.0 ** 2 = 9.0",
        "nodes": ["n1"],
        "edges": ["n0-n1-0"],
        "data": {"n1": 9.0},
        "grad": {},
    }
    assert seed == {
        "phase": "backward",
        "text": "backward from v1: v1.grad = 1.0, and every other grad = 0.0",
        "nodes": ["n1"],
        "edges": [],
        "data": {},
        "grad": {"n0": 0.0, "n1": 1.0},
    }
    assert backward == {
        "phase": "backward",
        "text": "backward through **2: a.grad += 2.0 * a.data * v1.grad = 6.0 * 1.0 = 6.0",
        "nodes": ["n1", "n0"],
        "edges": ["n0-n1-0"],
        "data": {},
        "grad": {"n0": 6.0},
    }


def test_the_steps_go_forward_in_order_and_back_in_the_reverse():
    a = Value(0.5, label="a")
    ops = [text.split(":")[0] for text in texts((a * 2).tanh() + a)]
    assert ops == [
        "start",
        "forward through *",
        "forward through tanh",
        "forward through +",
        "backward from v4",
        "backward through +",
        "backward through tanh",
        "backward through *",
    ]


def test_a_leaf_has_a_start_and_an_end():
    assert texts(Value(3.0)) == [
        "start: the numbers that were given",
        "backward from 3.0: (3.0).grad = 1.0, and every other grad = 0.0",
    ]


def test_the_steps_come_to_the_numbers_and_gradients_of_the_engine():
    a, b = Value(0.5, label="a"), Value(-1.5, label="b")
    z = dot([a, b], [b, a * b], bias=a).sigmoid() / (b - a) + a
    steps = trace(z)
    z.backward()
    nodes = {f"n{i}": node for i, node in enumerate(topological_order(z))}
    data = {id_: x for step in steps for id_, x in step["data"].items()}
    assert data == {id_: node.data for id_, node in nodes.items()}
    assert last_grads(steps) == {id_: node.grad for id_, node in nodes.items()}


def test_the_graph_is_only_read():
    """Gradients in the steps are counted from 0, whatever the nodes hold."""
    a = Value(3.0, label="a")
    z = a * a
    before = trace(z)
    z.backward()
    z.backward()
    assert trace(z) == before
    assert (a.grad, z.grad, z.label) == (12.0, 1.0, "")


def test_steps_are_plain_data():
    steps = trace((Value(3.0) * 2).tanh())
    assert json.loads(json.dumps(steps)) == steps


def test_every_id_is_in_the_drawing():
    a, b = Value(0.5, label="a"), Value(-1.5)
    z = dot([a, b], [b, a], bias=a) ** 2 - b
    source = draw_dot(z).source
    for step in trace(z):
        assert step["nodes"]
        for id_ in [*step["nodes"], *step["edges"], *step["data"], *step["grad"]]:
            assert f'id="{id_}"' in source


def test_a_backward_pass_in_a_wrong_order_comes_to_its_wrong_number():
    """`b` speaks before `c` has spoken to it by both edges: 8 where 4 is right."""
    a = Value(3.0, label="a")
    b = a + a
    c = b + b
    wrong, right = trace(c, visits=[c, b, b]), trace(c)
    assert last_grads(wrong)["n0"] == 8.0
    assert last_grads(right)["n0"] == 4.0
    assert wrong[:4] == right[:4]


# The sentences.


@pytest.mark.parametrize(("operation", "point"), CASES, ids=IDS)
def test_each_sentence_of_the_forward_pass_is_true(operation, point):
    """Read as Python, in names and in numbers, it gives the result that it states."""
    leaves = named(point)
    root = operation.on_values(*leaves.values())
    _, *formulas, result = texts(root)[1].split(" = ")
    assert float(result) == approx(root.data, abs=1e-4)
    for formula in formulas:
        assert eval(formula, FUNCTIONS | leaves) == approx(root.data, abs=1e-9)


@pytest.mark.parametrize(("operation", "point"), CASES, ids=IDS)
def test_each_sentence_of_the_backward_pass_is_true(operation, point):
    leaves = named(point)
    root = operation.on_values(*leaves.values())
    root.label = "z"
    root.backward()
    clauses = texts(root)[-1].split(": ")[1].split("; ")
    assert len(clauses) == len(root._prev)
    for clause, partial in zip(clauses, root._partials, strict=True):
        target, right = clause.split(" += ")
        in_names, in_numbers, share = right.split(" = ")
        assert target in {f"{name}.grad" for name in leaves} | {"(3.0).grad", "(0.5).grad"}
        assert eval(in_names, vars(math) | leaves | {"z": root}) == approx(partial)
        assert eval(in_numbers) == approx(partial, abs=1e-4)
        assert float(share) == approx(partial, abs=1e-4)


def test_a_negative_number_is_told_in_brackets():
    assert texts(Value(-3.0) ** 2)[1] == "forward through **2: v1.data = (-3.0) ** 2 = 9.0"
    assert texts(-Value(-3.0))[1] == "forward through neg: v1.data = -(-3.0) = 3.0"


def test_every_digit_of_an_exponent_is_told():
    assert texts(Value(2.0, label="a") ** 1.23456789)[1] == (
        "forward through **1.23456789: v1.data = a.data ** 1.23456789 = 2.0 ** 1.23456789 = 2.3531"
    )


def test_an_accumulation_is_told_as_a_sum():
    a = Value(3.0, label="a")
    assert texts(a * a)[-1] == (
        "backward through *: a.grad += a.data * v1.grad = 3.0 * 1.0 = 3.0; "
        "a.grad += a.data * v1.grad = 3.0 * 1.0 = 3.0, in all 3.0 + 3.0 = 6.0"
    )


def test_a_constant_is_told_as_its_number():
    a = Value(3.0, label="a")
    assert texts(a * 2)[1] == "forward through *: v2.data = a.data * 2.0 = 3.0 * 2.0 = 6.0"
    assert texts(Value(3.0) * 2)[1] == "forward through *: v2.data = 3.0 * 2.0 = 6.0"
    assert texts(a * 2)[-1].endswith("; (2.0).grad += a.data * v2.grad = 3.0 * 1.0 = 3.0")


def test_a_dot_product_is_told_weight_by_weight_and_the_bias_last():
    w, v, b = Value(2.0, label="w"), Value(3.0, label="v"), Value(0.5, label="b")
    z = dot([w, v], [10.0, 100.0], bias=b)
    z.label = "z"
    assert texts(z)[1] == (
        "forward through dot: z.data = w.data * 10.0 + v.data * 100.0 + b.data "
        "= 2.0 * 10.0 + 3.0 * 100.0 + 0.5 = 320.5"
    )


def test_an_operation_of_your_own_is_told_by_its_symbol():
    a, b = Value(2.0, label="a"), Value(3.0, label="b")
    larger = Value(3.0, (a, b), "max", (0.0, 1.0))
    assert texts(larger)[1] == (
        "forward through max: v2.data = max(a.data, b.data) = max(2.0, 3.0) = 3.0"
    )
    assert texts(larger)[-1].endswith("; b.grad += ∂v2/∂b * v2.grad = 1.0 * 1.0 = 1.0")


@pytest.mark.parametrize("op", ["+", "-", "*", "/", "**", "neg", "exp", "dot", "**2"])
def test_a_known_symbol_on_another_number_of_operands_is_told_as_any_other(op):
    a = Value(2.0, label="a")
    number = 2 if op in ("neg", "exp", "dot", "**2") else 1
    z = Value(5.0, (a,) * number, op, (1.0,) * number)
    assert texts(z)[1].startswith(f"forward through {op}: v1.data = {op}(a.data")
    assert "a.grad += ∂v1/∂a * v1.grad = 1.0 * 1.0 = 1.0" in texts(z)[-1]


def test_every_number_in_a_sentence_is_rounded():
    """The last bits differ between machines."""
    a = Value(1 / 3, label="a")
    assert texts((a * a) * (2 / 3)) == [
        "start: a.data = 0.3333",
        "forward through *: v1.data = a.data * a.data = 0.3333 * 0.3333 = 0.1111",
        "forward through *: v3.data = v1.data * 0.6667 = 0.1111 * 0.6667 = 0.0741",
        "backward from v3: v3.grad = 1.0, and every other grad = 0.0",
        "backward through *: v1.grad += 0.6667 * v3.grad = 0.6667 * 1.0 = 0.6667; "
        "(0.6667).grad += v1.data * v3.grad = 0.1111 * 1.0 = 0.1111",
        "backward through *: a.grad += a.data * v1.grad = 0.3333 * 0.6667 = 0.2222; "
        "a.grad += a.data * v1.grad = 0.3333 * 0.6667 = 0.2222, in all 0.2222 + 0.2222 = 0.4444",
    ]


# The names.


def test_only_leaves_with_a_label_are_told_at_the_start():
    a, b = Value(2.0, label="a"), Value(3.0, label="b")
    assert texts((a + 1) * b)[0] == "start: a.data = 2.0, b.data = 3.0"


def test_values_with_one_label_are_told_apart():
    z = Value(1.0, label="x") * Value(2.0, label="x")
    assert texts(z)[0] == "start: x.data = 1.0, x (2).data = 2.0"
    assert texts(z * Value(3.0, label="x"))[0].endswith("x (3).data = 3.0")


@pytest.mark.parametrize("labels", [["a", "a", "a (2)"], ["a (2)", "a", "a"]])
def test_a_label_that_looks_like_a_numbered_one_is_told_apart_too(labels):
    start, *_ = texts(dot([Value(1.0, label=label) for label in labels], [1.0, 1.0, 1.0]))
    names = [fact.partition(".data")[0] for fact in start.removeprefix("start: ").split(", ")]
    assert len(set(names)) == 3


def test_a_dozen_leaves_are_told_at_the_start_and_more_are_counted():
    def start(n: int) -> str:
        return texts(dot([Value(1.0, label=f"w{i}") for i in range(n)], [1.0] * n))[0]

    assert start(12).count(".data = 1.0") == 12
    assert start(13) == "start: 27 leaves have their numbers"


def test_a_function_of_a_negative_number_has_one_pair_of_brackets():
    assert texts(Value(-2.0, label="a").tanh())[1].endswith("tanh(a.data) = tanh(-2.0) = -0.964")


@pytest.mark.parametrize("visit", [Value(1.0), 3, "b", [1.0]])
def test_a_visit_to_no_node_of_the_graph_is_refused(visit):
    words = re.escape(f"visits has {visit!r}, which is no value of this graph")
    with pytest.raises(ValueError, match=f"^{words}$"):
        trace(Value(1.0) * 2.0, [visit])


def test_one_value_is_no_order_of_visits():
    root = Value(1.0) * 2.0
    with pytest.raises(TypeError, match="visits is a list of Values, in the order of"):
        trace(root, root)


def test_a_label_that_looks_like_a_place_is_told_apart_too():
    product = Value(2.0, label="a") * Value(3.0, label="b")
    z = product + Value(1.0, label="v2")
    assert "v4.data = v2.data + v2 (2).data" in texts(z)[2]


def test_equal_constants_share_their_number():
    a = Value(3.0, label="a")
    assert texts(2 * a + 2)[2].endswith(": v4.data = v2.data + 2.0 = 6.0 + 2.0 = 8.0")


def test_a_share_is_added_to_a_negative_one_in_the_same_words():
    a = Value(3.0, label="a")
    text = trace((-a) - a)[-1]["text"]
    assert text.endswith("a.grad += -1.0 * v1.grad = -1.0 * 1.0 = -1.0, in all -1.0 + -1.0 = -2.0")


def test_a_label_that_looks_like_a_number_is_told_as_a_name():
    text = trace(-Value(3.0, label="0"))[1]["text"]
    assert text == "forward through neg: v1.data = -0.data = -3.0 = -3.0"


def test_a_text_of_60_signs_is_shown_whole_and_of_a_longer_one_the_first_60():
    assert printable("a" * 60) == "a" * 60
    assert printable("a" * 61) == "a" * 60 + "…"


def test_a_power_is_told_as_one_writes_it():
    a = Value(2.0, label="a")
    assert texts(a**3)[-1] == (
        "backward through **3: a.grad += 3.0 * a.data ** 2.0 * v1.grad = 12.0 * 1.0 = 12.0"
    )


def test_a_number_that_was_changed_since_is_not_put_into_the_sum():
    a, b = Value(1.0, label="a"), Value(3.0, label="b")
    root = a / b
    a.data = 1.000001
    assert texts(root)[1] == (
        "forward through /: v2.data = a.data / b.data = 0.3333, "
        "as computed before a number in it was changed"
    )


@pytest.mark.parametrize("slip", [Value(2.0), None], ids=["a Value", "None"])
def test_a_slip_in_the_data_is_drawn_all_the_same(slip):
    a, b = Value(1.0, label="a"), Value(3.0, label="b")
    root = a * b
    a.data = slip
    assert texts(root)[1].endswith("3.0, as computed before a number in it was changed")


@pytest.mark.parametrize(
    ("made", "then"),
    [
        (lambda x: x.log(), -1.0),
        (lambda x: 1 / x, 0.0),
        (lambda x: pick([1.0, 2.0, 3.0], x), 0.5),
    ],
    ids=["log", "/", "pick"],
)
def test_a_change_is_noticed_where_the_operation_could_not_be_computed_any_more(made, then):
    x = Value(2.0, label="x")
    root = made(x)
    x.data = then
    assert "before a number in it was changed" in texts(root)[1]


@pytest.mark.parametrize(
    "root",
    [
        dot([1e16, -1e16], [1.0, 1.0], bias=0.1),  # which of the three is added first matters
        dot([0.1, 0.3], [3.0, 1.0], bias=-0.6),
        total([Value(1e16), Value(math.nan)]),
        Value(0.0).exp(),
    ],
    ids=["large", "small", "nan", "0"],
)
def test_what_rounding_makes_of_a_number_is_no_change(root):
    assert not any("changed" in text for text in texts(root))


@pytest.mark.parametrize("thing", [[Value(1.0)] * 9, 3])
def test_what_is_not_a_value_has_no_steps(thing):
    with refused(TypeError, f"trace tells of the graph of a Value, not of {repr(thing)[:60]}"):
        trace(thing)


def test_a_sum_of_thousands_is_told_too():
    assert len(trace(total([Value(1.0)] * 9_999))) == 4
