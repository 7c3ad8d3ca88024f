"""The engine: what a value is, what each operation gives, and what `backward()` promises."""

from __future__ import annotations

import copy
import gc
import math
import pickle
from fractions import Fraction

import pytest
from pytest import approx

from minigrad import Value, dot, gradcheck, topological_order, total
from press.outputs.requirements import require
from tests.minigrad.operations import CASES, IDS, OPERATIONS, slopes
from tests.refused import refused

# A value.


def test_a_new_value_is_a_leaf_with_gradient_zero():
    x = Value(2.0, label="x")
    assert (x.data, x.grad, x.label) == (2.0, 0.0, "x")
    assert (x._prev, x._op) == ((), "")


def test_a_value_shows_its_number_its_gradient_and_its_label():
    assert repr(Value(2)) == "Value(data=2.0, grad=0.0)"
    x = Value(2 / 3, label="x")
    x.grad = -1 / 3
    assert repr(x) == "Value(data=0.6667, grad=-0.3333, label='x')"


@pytest.mark.parametrize("number", [2, 2.0, Fraction(4, 2)])
def test_a_value_holds_a_float(number):
    """An int must not stay one: 2 and 2.0 would print differently, and divide differently."""
    assert type(Value(number).data) is float
    assert Value(number).data == 2.0


NOT_A_NUMBER = "a Value holds one real number, such as 2.0; this is a "


@pytest.mark.parametrize(
    ("thing", "what_it_is"),
    [
        ("2", "str: '2'"),
        (None, "NoneType: None"),
        (True, "bool: True"),
        (1j, "complex: 1j"),
        ([2.0], "list: [2.0]"),
        (Value(2.0), "Value: Value(data=2.0, grad=0.0)"),
    ],
)
def test_what_is_not_one_real_number_is_refused_at_once(thing, what_it_is):
    with refused(TypeError, NOT_A_NUMBER + what_it_is):
        Value(thing)


@pytest.mark.parametrize(
    ("thing", "what_it_is"),
    [("2", "str: '2'"), (None, "NoneType: None"), (True, "bool: True"), (1j, "complex: 1j")],
)
def test_an_operator_refuses_what_is_not_a_number(thing, what_it_is):
    x = Value(2.0)
    for operate in (
        lambda: x + thing,
        lambda: thing - x,
        lambda: x * thing,
        lambda: thing / x,
        lambda: x**thing,
        lambda: thing**x,
        lambda: dot([x], [thing]),
        lambda: total([thing]),
    ):
        with refused(TypeError, NOT_A_NUMBER + what_it_is):
            operate()


def test_operands_come_with_their_partial_derivatives():
    """Without them `backward()` would pass nothing on, and nobody would see it."""
    sentence = "give each operand its partial derivative (a label goes by name: label='a')"
    with refused(ValueError, sentence):
        Value(3.0, (Value(1.0), Value(2.0)), "+")
    with refused(ValueError, sentence):
        Value(3.0, "x")
    with refused(ValueError, sentence):
        Value(3.0, (Value(1.0),), "neg", (-1.0, 1.0))


def test_a_misspelled_attribute_raises():
    """Else `p.gard = 0` would zero nothing, and training would quietly go wrong."""
    p = Value(2.0)
    with pytest.raises(AttributeError):
        p.gard = 0


def test_a_value_equals_only_itself():
    """So that two leaves with the same number stay two keys of a set or dict."""
    x, y = Value(2.0), Value(2.0)
    assert x != y
    assert len({x, y, x}) == 2


def test_a_value_does_not_turn_into_a_float():
    """Else `math.sin(x)` would leave the graph without a word."""
    for convert in (float, int, math.sin):
        with pytest.raises(TypeError):
            convert(Value(2.0))


# The operations.


@pytest.mark.parametrize(("operation", "point"), CASES, ids=IDS)
def test_an_operation_gives_the_number_that_plain_python_gives(operation, point):
    assert operation.on_values(*map(Value, point)).data == approx(operation.on_numbers(*point))


@pytest.mark.parametrize(("operation", "point"), CASES, ids=IDS)
def test_an_operation_gives_the_slopes_that_central_differences_measure(operation, point):
    leaves = [Value(x) for x in point]
    operation.on_values(*leaves).backward()
    measured = slopes(operation.on_numbers, point)
    assert [leaf.grad for leaf in leaves] == approx(measured, rel=1e-7, abs=1e-9)


def test_the_table_has_every_operation_of_a_value(monkeypatch):
    """Who adds an operation to the engine adds its line to the table, and so it is checked."""
    operations = [
        name
        for name, f in vars(Value).items()
        if getattr(f, "__annotations__", {}).get("return") == "Value"
    ]
    called = set()

    def spied(name, operation):
        return lambda *args: called.add(name) or operation(*args)

    for name in operations:
        monkeypatch.setattr(Value, name, spied(name, getattr(Value, name)))
    for operation in OPERATIONS:
        operation.on_values(*map(Value, operation.points[0]))

    assert {"__add__", "__rpow__", "relu"} <= called == set(operations)


@pytest.mark.parametrize(
    ("make", "symbol"),
    [
        (lambda x, y: x + y, "+"),
        (lambda x, y: x - y, "-"),
        (lambda x, y: x * y, "*"),
        (lambda x, y: x / y, "/"),
        (lambda x, y: x**y, "**"),
    ],
)
def test_an_operator_keeps_its_symbol_and_its_operands_in_order(make, symbol):
    x, y = Value(2.0), Value(3.0)
    assert make(x, y)._op == symbol
    assert make(x, y)._prev == (x, y)
    assert [operand.data for operand in make(5, y)._prev] == [5.0, 3.0]


@pytest.mark.parametrize(
    ("make", "symbol"),
    [
        (lambda x: -x, "neg"),
        (lambda x: x**2, "**2"),
        (lambda x: x**0.5, "**0.5"),
        (lambda x: x.exp(), "exp"),
        (lambda x: x.log(), "log"),
        (lambda x: x.tanh(), "tanh"),
        (lambda x: x.sigmoid(), "sigmoid"),
        (lambda x: x.relu(), "relu"),
    ],
)
def test_a_function_keeps_its_name_and_its_one_operand(make, symbol):
    x = Value(2.0)
    assert make(x)._op == symbol
    assert make(x)._prev == (x,)


def test_a_square_has_two_edges():
    x = Value(3.0)
    assert (x * x)._prev == (x, x)


def test_sum_starts_from_the_number_zero():
    """`sum()` begins with `0 + first`, which asks the value on the right."""
    xs = [Value(1.0), Value(2.0), Value(3.0)]
    sum(xs).backward()
    assert sum(xs).data == 6.0
    assert [x.grad for x in xs] == [1.0, 1.0, 1.0]


def test_adding_in_place_makes_a_new_value_and_keeps_the_old_one():
    a = x = Value(2.0)
    x += 1
    assert (a.data, x.data, x._prev[0]) == (2.0, 3.0, a)


def test_a_dot_product_is_one_node():
    ws, xs, b = [Value(1.0), Value(2.0)], [Value(3.0), Value(4.0)], Value(5.0)
    z = dot(ws, xs, b)
    assert (z.data, z._op, z._prev) == (16.0, "dot", (*ws, *xs, b))


def test_a_dot_product_takes_numbers_and_generators():
    z = dot((w for w in [1, 2]), iter([3.0, Value(4.0)]))
    assert z.data == 11.0


def test_a_dot_product_needs_a_weight_for_each_input():
    with refused(ValueError, "dot needs a weight for each input, not 2 for 1"):
        dot([1.0, 2.0], [3.0])
    with refused(ValueError, "dot needs a weight for each input, not 1 for 2"):
        dot([1.0], [2.0, 3.0])


def test_a_total_is_one_node():
    xs = [Value(1.0), Value(2.0), Value(3.0)]
    z = total(x for x in xs)
    assert (z.data, z._op, z._prev) == (6.0, "sum", tuple(xs))


def test_a_total_of_nothing_is_zero():
    assert total([]).data == dot([], []).data == 0.0


# The edges of the numbers.


@pytest.mark.parametrize("x", [0.0, -0.0, -2.0])
def test_relu_is_flat_at_zero_and_below(x):
    leaf = Value(x)
    z = leaf.relu()
    z.backward()
    assert (z.data, leaf.grad) == (0.0, 0.0)
    assert type(z.data) is float


@pytest.mark.parametrize("x", [-2.0, 0.0, 2.0])
def test_x_to_the_power_0_is_1_and_flat_everywhere(x):
    """The formula n·xⁿ⁻¹ would divide by zero at 0."""
    for n in (0, 0.0, Value(0.0)):
        leaf = Value(x)
        z = leaf**n
        z.backward()
        assert (z.data, leaf.grad) == (1.0, 0.0)


@pytest.mark.parametrize(("n", "slope"), [(1, 1.0), (1.5, 0.0), (2, 0.0)])
def test_a_power_from_1_on_has_a_slope_at_zero(n, slope):
    leaf = Value(0.0)
    (leaf**n).backward()
    assert leaf.grad == slope


@pytest.mark.parametrize("n", [0.5, Value(0.5)], ids=str)
def test_an_infinite_slope_raises(n):
    with refused(ValueError, "x ** 0.5 has an infinite slope at x = 0: keep x above 0"):
        Value(0.0) ** n


@pytest.mark.parametrize("base", [0, 0.0, -0.0])
def test_a_constant_0_has_no_slope_to_ask_for(base):
    n = Value(0.5)
    z = base**n
    z.backward()
    assert (z.data, n.grad, z._op) == (0.0, 0.0, "**")
    assert z._prev[0].grad == 0.0
    assert gradcheck(lambda n: base**n, [0.5])
    assert (base ** Value(0.0)).data == (base ** Value(1.0)).data + 1.0 == 1.0
    with pytest.raises(ZeroDivisionError):
        base ** Value(-0.5)


@pytest.mark.parametrize("base", [0.0, -0.0])
@pytest.mark.parametrize("n", [1.0, 2.0, 3.0])
def test_a_constant_0_to_an_exponent_from_1_on_is_a_power_like_any_other(base, n):
    z = base ** Value(n)
    z.backward()
    assert repr(z.data) == repr(base**n)  # -0.0 to the power of 3 is -0.0
    assert z._prev[0].grad == (1.0 if n == 1.0 else 0.0)


@pytest.mark.parametrize(
    ("base", "n"), [(Value(-8.0), 0.5), (Value(-8.0), Value(0.5)), (-8.0, Value(0.5))], ids=str
)
def test_a_negative_base_with_a_fractional_exponent_raises(base, n):
    """Plain Python would go on with a complex number."""
    with refused(ValueError, "-8.0 ** 0.5 is not a real number: make the base positive"):
        base**n


@pytest.mark.parametrize(("base", "slope"), [(0.0, 0.0), (-2.0, math.nan)])
def test_the_slope_of_an_exponent_where_the_base_has_no_logarithm(base, slope):
    """xⁿ·log x goes to 0 with x; below 0 there is none."""
    n = Value(2.0)
    (Value(base) ** n).backward()
    assert n.grad == approx(slope, nan_ok=True)


def test_zero_has_no_negative_power_and_divides_nothing():
    with pytest.raises(ZeroDivisionError):
        Value(0.0) ** -1
    with pytest.raises(ZeroDivisionError):
        1 / Value(0.0)


@pytest.mark.parametrize(("x", "shown"), [(0.0, "0.0"), (-0.0, "0.0"), (-2 / 3, "-0.6667")])
def test_log_needs_a_number_above_zero(x, shown):
    with refused(ValueError, f"log needs a number above 0, not {shown}"):
        Value(x).log()


def test_a_result_too_large_for_a_float_raises():
    with refused(OverflowError, "exp(1000.0) is too large for a float"):
        Value(1000.0).exp()
    with refused(OverflowError, "10.0 ** 400 or its slope is too large for a float"):
        Value(10.0) ** 400


@pytest.mark.parametrize(("x", "limit"), [(800.0, 1.0), (-800.0, 0.0)])
def test_sigmoid_is_stable_far_from_zero(x, limit):
    """1/(1 + e⁻ˣ), as it stands, overflows at -800."""
    leaf = Value(x)
    z = leaf.sigmoid()
    z.backward()
    assert (z.data, leaf.grad) == (approx(limit), approx(0.0))


@pytest.mark.parametrize(("x", "limit"), [(400.0, 1.0), (-400.0, -1.0)])
def test_tanh_is_stable_far_from_zero(x, limit):
    """The formula with e²ˣ overflows at 400."""
    leaf = Value(x)
    z = leaf.tanh()
    z.backward()
    assert (z.data, leaf.grad) == (limit, 0.0)


def test_what_was_computed_before_a_failure_stays_as_it_was():
    x = Value(-2.0)
    y = x * 3
    y.backward()
    for fail in (y.log, lambda: y**0.5, lambda: y / 0, lambda: y + "1", lambda: dot([y], [])):
        with pytest.raises((ValueError, TypeError, ZeroDivisionError)):
            fail()
    assert (x.data, x.grad, y.data, y.grad) == (-2.0, 3.0, -6.0, 1.0)


# The backward pass.


def test_backward_fills_every_gradient_between_the_root_and_the_leaves():
    a, b, c, f = Value(2.0), Value(-3.0), Value(10.0), Value(-2.0)
    e = a * b
    d = e + c
    L = d * f
    L.backward()
    assert L.data == -8.0
    assert [v.grad for v in (a, b, c, f)] == [6.0, -4.0, -2.0, 4.0]
    assert [v.grad for v in (e, d, L)] == [-2.0, -2.0, 1.0]


def test_a_value_used_twice_gets_both_gradients():
    a = Value(3.0)
    (a + a).backward()
    assert a.grad == 2.0

    a, b = Value(-2.0), Value(3.0)
    ((a * b) * (a + b)).backward()
    assert (a.grad, b.grad) == (-3.0, -8.0)


@pytest.mark.parametrize("cancel", [lambda x: x - x, lambda x: x / x])
def test_a_value_that_cancels_itself_gets_gradient_zero(cancel):
    """A table from operand to partial derivative would keep one of the two partials only."""
    x = Value(4.0)
    cancel(x).backward()
    assert x.grad == 0.0


def test_an_intermediate_value_speaks_once_after_all_who_use_it():
    """Without the sort, 8: `b` would pass on twice what it had gathered."""
    a = Value(3.0)
    b = a + a
    c = b + b
    c.backward()
    assert (a.grad, b.grad) == (4.0, 2.0)


def test_a_long_way_round_is_waited_for():
    """A short edge and a long path lead from the root to `a`."""
    a = Value(2.0)
    long = ((a * 1.0) * 1.0) * 1.0
    (a * long).backward()
    assert a.grad == 4.0


def test_backward_twice_adds_up_on_leaves_only():
    """6, 12, 18 as in PyTorch; adding up between, too, would give 6, 18, 36."""
    x = Value(3.0)
    y = x * x
    for expected in (6.0, 12.0, 18.0):
        y.backward()
        assert (x.grad, y.grad) == (expected, 1.0)


def test_backward_twice_is_right_behind_intermediate_values_too():
    """On `x * x` alone a forgotten reset could hide: there is nothing between."""
    x = Value(3.0)
    square = x * x
    cube = square * x
    for expected in (27.0, 54.0, 81.0):
        cube.backward()
        assert (x.grad, square.grad, cube.grad) == (expected, 3.0, 1.0)


def test_two_roots_over_one_graph_add_up_on_the_leaf():
    x = Value(3.0)
    y = x * x
    double, triple = 2 * y, 3 * y
    double.backward()
    triple.backward()
    assert x.grad == 6.0 * 2 + 6.0 * 3
    assert (double.grad, y.grad) == (1.0, 3.0)


def test_a_leaf_is_its_own_derivative():
    x = Value(3.0)
    x.backward()
    x.backward()
    assert (x.data, x.grad) == (3.0, 2.0)


def test_backward_leaves_other_graphs_alone():
    x, y = Value(3.0), Value(4.0)
    y.grad = 7.0
    above = x * y
    x.backward()
    assert (y.grad, above.grad) == (7.0, 0.0)


def test_backward_by_hand_is_the_chain_rule_node_by_node():
    a, b = Value(2.0), Value(-3.0)
    product = a * b
    result = product.tanh()
    result.grad = 1.0
    for node in (result, product, a, b):
        node._backward()
    by_hand = a.grad, b.grad

    a.grad = b.grad = 0.0
    result.backward()
    assert (a.grad, b.grad) == by_hand


def test_slopes_belong_to_the_numbers_of_the_forward_pass():
    """A step of an optimizer between the two passes must not mix old numbers with new ones."""
    x = Value(2.0)
    y = x * x
    x.data = 10.0
    y.backward()
    assert x.grad == 4.0


def test_a_gradient_is_the_sum_over_paths_of_products_along_each():
    a, b = Value(0.5), Value(-1.5)
    z = ((a * b + a).tanh() * (b - a)) / (a + 2)

    def over_paths(node, leaf):
        return (node is leaf) + sum(
            partial * over_paths(operand, leaf)
            for operand, partial in zip(node._prev, node._partials, strict=True)
        )

    z.backward()
    assert (a.grad, b.grad) == (approx(over_paths(z, a)), approx(over_paths(z, b)))


# The order.


def test_the_order_has_every_value_once_after_its_operands():
    a, b = Value(1.0), Value(2.0)
    c = a * b
    d = c + a
    e = (c - d) * d
    order = topological_order(e)
    assert len(order) == len(set(order)) == 6
    assert order[-1] is e
    for node in order:
        assert all(order.index(operand) < order.index(node) for operand in node._prev)


def test_the_order_goes_from_left_to_right():
    """Always the same one, so that a drawing and the last bit of a gradient are, too."""
    a, b = Value(1.0, label="a"), Value(2.0, label="b")
    order = topological_order((a - b) * (b / a))
    assert [node._op or node.label for node in order] == ["a", "b", "-", "/", "*"]


def test_a_leaf_is_an_order_of_one():
    x = Value(1.0)
    assert topological_order(x) == [x]


def test_a_chain_of_a_million_links_is_walked_and_freed(untraced):
    """A recursion would stop at about a thousand."""
    x = y = Value(1.0)
    for _ in range(1_000_000):
        y = -y
    y.backward()
    assert (y.data, x.grad) == (1.0, 1.0)
    del y


def test_a_graph_of_shared_values_is_walked_once_not_path_by_path():
    """2¹⁰⁰⁰ paths lead through a thousand doublings."""
    x = y = Value(1.0)
    for _ in range(1000):
        y = y + y
    y.backward()
    assert x.grad == 2.0**1000


def test_a_dense_graph_is_walked_once_not_edge_by_edge():
    """Each of 800 nodes is made from all before it: 319,600 edges, and two looks at a node do."""

    class Watched(Value):
        __slots__ = ("operands",)
        looks = 0

        @property
        def _prev(self):
            Watched.looks += 1
            return self.operands

        @_prev.setter
        def _prev(self, operands):
            self.operands = operands

    nodes = [Watched(1.0)]
    for n in range(1, 800):
        nodes.append(Watched(1.0, tuple(reversed(nodes)), "sum", (1.0,) * n))
    assert topological_order(nodes[-1]) == nodes
    assert Watched.looks <= 2 * 800


def test_a_wide_graph_is_walked_too():
    xs = [Value(float(i)) for i in range(20_000)]
    (total(xs) + dot(xs, xs)).backward()
    assert [x.grad for x in xs] == [1.0 + 2.0 * x.data for x in xs]


def test_a_graph_goes_away_with_its_last_name():
    """There is no cycle in it, so no collector has to search for it."""
    gc.collect()
    gc.disable()
    try:
        y = Value(1.0)
        for _ in range(100):
            y = dot([y, 2.0], [y, 0.5], bias=1.0).tanh() * y - y / 3
        y.backward()
        del y
        assert gc.collect() == 0
    finally:
        gc.enable()


# Copies.


@pytest.mark.parametrize(
    "copied", [copy.deepcopy, lambda v: pickle.loads(pickle.dumps(v))], ids=["deepcopy", "pickle"]
)
def test_a_copy_of_a_graph_is_whole_and_independent(copied):
    """A closure would still point at the original, and leave the copy with gradient 0."""
    x = Value(3.0, label="x")
    y = x * x
    twin = copied(y)
    twin.backward()
    first, second = twin._prev
    assert first is second
    assert (first.label, first.data, first.grad) == ("x", 3.0, 6.0)
    assert (x.grad, y.grad) == (0.0, 0.0)


# NumPy on either side.


def test_numpy_numbers_are_numbers_on_either_side():
    np = require("numpy")
    x = Value(3.0)
    two = np.float64(2.0)
    results = [two + x, x + two, two - x, x - two, two * x, x * two, two / x, two**x, x**two]
    assert all(type(z) is Value and type(z.data) is float for z in results)
    assert [z.data for z in results] == approx([5, 5, -1, 1, 6, 6, 2 / 3, 8, 9])
    for number in (np.float32(2.0), np.int64(2)):
        assert Value(number).data == (number + x).data - 3.0 == 2.0


def test_numpy_arrays_are_refused_on_either_side():
    """Else NumPy makes an array of objects, or a value that holds an array."""
    np = require("numpy")
    x, pair = Value(3.0), np.array([1.0, 2.0])
    for operate in (
        lambda: x + pair,
        lambda: pair + x,
        lambda: pair - x,
        lambda: x * pair,
        lambda: pair * x,
        lambda: pair / x,
        lambda: pair**x,
        lambda: Value(pair),
        lambda: Value(np.bool_(True)),
    ):
        with pytest.raises(TypeError, match="one real number"):
            operate()


# What readers know from micrograd.


def test_the_names_are_those_of_micrograd():
    a, b = Value(2.0, label="a"), Value(-3.0, label="b")
    c = a * b
    c.label = "c"
    c.grad = 1.0
    c._backward()
    assert (c.data, c._op, set(c._prev)) == (-6.0, "*", {a, b})
    assert (a.grad, b.grad) == (-3.0, 2.0)


def test_the_expression_of_the_micrograd_readme():
    """With relu, and the same with tanh."""

    def g_of(a, b, squash):
        c = a + b
        d = a * b + b**3
        c += c + 1
        c += 1 + c + (-a)
        d += d * 2 + squash(b + a)
        d += 3 * d + squash(b - a)
        e = c - d
        f = e**2
        g = f / 2.0
        g += 10.0 / f
        return g

    for squash, expected in (
        (Value.relu, (24.7041, 138.8338, 645.5773)),
        (Value.tanh, (4.6252, 27.0601, 117.3345)),
    ):
        a, b = Value(-4.0), Value(2.0)
        g = g_of(a, b, squash)
        g.backward()
        assert (g.data, a.grad, b.grad) == approx(expected, abs=5e-5)


def test_whole_numbers_come_out_exactly():
    """micrograd's own sanity check, to the last bit."""
    x = Value(-4.0)
    z = 2 * x + 2 + x
    q = z.relu() + z * x
    y = (z * z).relu() + q + q * x
    y.backward()
    assert (y.data, x.grad) == (-20.0, 46.0)


def test_the_reflected_methods_can_be_called_by_name():
    x = Value(2)
    assert x.__radd__(3).data == 5.0
    assert x.__rsub__(3).data == 1.0
    assert x.__rmul__(3).data == 6.0
    assert x.__rtruediv__(3).data == 1.5
    assert x.__rpow__(3).data == 9.0
