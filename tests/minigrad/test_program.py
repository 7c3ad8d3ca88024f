"""The graph as a program: the numbers of the engine, for any rows, and what it refuses."""

from __future__ import annotations

import math
import random
from fractions import Fraction

import pytest
from pytest import approx

from minigrad import (
    MLP,
    SGD,
    Adam,
    Program,
    Value,
    cross_entropy,
    dot,
    hinge_loss,
    l2_penalty,
    load_iris,
    make_moons,
    mse_loss,
    softmax,
    topological_order,
    total,
)
from minigrad.losses import pick
from minigrad.nn import ACTIVATIONS
from minigrad.rules import RULES, Rule
from tests.minigrad.operations import CASES, IDS
from tests.minigrad.random_graphs import expressions, hypothesis
from tests.minigrad.test_random_graphs import settings, size_of_paths
from tests.refused import refused

RANDOM = random.Random(0)


def check(root: Value, parameters: list[Value], inputs: list[Value]) -> None:
    """The program of `root` comes to the numbers of the engine."""
    leaves = [*parameters, *inputs]
    for leaf in leaves:
        leaf.grad = 0.0
    root.backward()
    loss, gradients = Program(root, parameters, inputs)([[x.data for x in inputs]])
    assert loss == approx(root.data, rel=1e-12, abs=1e-12)
    for p, gradient in zip(parameters, gradients, strict=True):
        assert gradient == approx(p.grad, abs=1e-12 * (size_of_paths(root, p) + 1e-3), rel=1e-12)


def example(w: float = 3.0, x: float = 1.0, t: float = 2.0):
    """(w·x - t)², with its leaves."""
    leaves = Value(w), Value(x), Value(t)
    return (leaves[0] * leaves[1] - leaves[2]) ** 2, *leaves


# The same numbers.


@pytest.mark.parametrize(("operation", "point"), CASES, ids=IDS)
def test_every_operation_comes_to_the_numbers_of_the_engine(operation, point):
    for split in (0, len(point) // 2, len(point)):
        leaves = [Value(x) for x in point]
        root = operation.on_values(*leaves)
        if not any(math.isnan(partial) for partial in root._partials):
            check(root, leaves[split:], leaves[:split])


@settings
@hypothesis.given(expressions(), hypothesis.strategies.integers(0, 15))
def test_a_random_graph_comes_to_the_numbers_of_the_engine(expression, split):
    """Some leaves are parameters, some are inputs; what the graph does not use is left out."""
    leaves = [Value(x) for x in expression.leaves]
    root = expression.on_values(*leaves)
    used = [leaf for leaf in topological_order(root) if leaf in leaves]
    hypothesis.assume(not any(math.isnan(s) for v in topological_order(root) for s in v._partials))
    parameters = [leaf for i, leaf in enumerate(used) if split >> i & 1]
    check(root, parameters, [leaf for leaf in used if leaf not in parameters])


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("output", ACTIVATIONS)
@pytest.mark.parametrize("nouts", [[1], [3, 1], [1, 4, 2]], ids=str)
def test_a_network_comes_to_the_numbers_of_the_engine(activation, output, nouts):
    model = MLP(3, nouts, activation, output, seed=len(nouts))
    xs, ts = [[Value(RANDOM.gauss(0.0, 1.0)) for _ in range(n)] for n in (3, nouts[-1])]
    loss = mse_loss(model.outputs(xs), ts) + l2_penalty(model.parameters(), 0.1)
    check(loss, model.parameters(), [*xs, *ts])


@pytest.mark.parametrize(
    "loss",
    [
        lambda zs, t: mse_loss(zs, [t, 1.0, t]),
        lambda zs, t: hinge_loss(zs, [t, -1, t]),
        lambda zs, t: cross_entropy(zs, t),
        lambda zs, t: cross_entropy(zs, 2) * t,
        lambda zs, t: softmax(zs)[1] * t,
        lambda zs, t: dot(softmax(zs), softmax(softmax(zs))) * t,
        lambda zs, t: l2_penalty(zs) * t,
        lambda zs, t: pick(zs, t) - total(zs),
        lambda zs, t: softmax([*zs, *zs])[2] * t,
    ],
)
def test_every_loss_comes_to_the_numbers_of_the_engine_row_by_row(loss):
    """In one program of one example, also where another logit is the largest, and a huge one."""
    ws, xs = [Value(0.5), Value(-2.0), Value(3.0)], [Value(1.0), Value(2.0), Value(0.5)]
    t = Value(1.0)
    program = Program(loss([w * x for w, x in zip(ws, xs, strict=True)], t), ws, [*xs, t])
    rows = [[1.0, 2.0, 0.5, 1.0], [3.0, -1.0, 0.1, 1.0], [0.3, -0.1, 0.9, 1.0]]
    rows += [[4000.0, 2.0, 0.5, 1.0], [0.1, 2.0, -900.0, 1.0]]
    for row in rows:
        *xs, target = map(Value, row)
        expected = loss([w * x for w, x in zip(ws, xs, strict=True)], target)
        for w in ws:
            w.grad = 0.0
        expected.backward()
        found, gradients = program([row])
        assert found == approx(expected.data, rel=1e-12)
        assert gradients == approx([w.grad for w in ws], rel=1e-12, abs=1e-12)
        assert program.forward([row]) == [found]


def test_the_rows_are_added_up():
    root, w, x, t = example()
    program = Program(root, [w], [x, t])
    assert program([[1.0, 2.0], [2.0, 2.0]]) == (17.0, [18.0])
    assert program.forward([[1.0, 2.0], [2.0, 2.0]]) == [1.0, 16.0]
    assert program([]) == (0.0, [0.0])


def test_moons_come_to_the_numbers_of_the_engine():
    points, targets = make_moons(30, seed=1)
    model = MLP(2, [16, 16, 1], "relu", "linear", seed=1)
    xs, t = [Value(0.1), Value(0.2)], Value(1.0)
    example = hinge_loss([model(xs)], [t]) + l2_penalty(model.parameters())
    program = Program(example / 30, model.parameters(), [*xs, t])
    loss = hinge_loss([model(x) for x in points], targets) + l2_penalty(model.parameters())
    loss.backward()
    found, gradients = program([*x, t] for x, t in zip(points, targets, strict=True))
    assert found == approx(loss.data, rel=1e-12)
    assert gradients == approx([p.grad for p in model.parameters()], rel=1e-10, abs=1e-14)


def test_a_training_follows_the_engine_step_by_step():
    xs, ys = load_iris()
    rows = [[*x, y] for x, y in zip(xs[::10], ys[::10], strict=True)]
    models = [MLP(4, [5, 3], output="linear", seed=3) for _ in range(2)]
    optimizers = [Adam(models[0].parameters(), lr=0.05), Adam(models[1].parameters(), lr=0.05)]
    inputs = [Value(0.0) for _ in range(5)]
    example = cross_entropy(models[0](inputs[:4]), inputs[4])
    program = Program(example, models[0].parameters(), inputs)
    for _ in range(20):
        loss = total([cross_entropy(models[1](x), y) for *x, y in rows])
        for optimizer in optimizers:
            optimizer.zero_grad()
        loss.backward()
        assert program.backward(rows) == approx(loss.data, rel=1e-9)
        for optimizer in optimizers:
            optimizer.step()


def test_a_small_gpt_comes_to_the_numbers_of_the_engine_for_other_tokens_too():
    """Embeddings, attention, a norm, two layers; the tokens are the inputs."""
    rng, size, vocabulary = random.Random(0), 4, 5
    shapes = [(vocabulary, size), (3, size)] + [(size, size)] * 4 + [(8, size), (size, 8)]
    matrices = [[[Value(rng.gauss(0, 0.5)) for _ in range(c)] for _ in range(r)] for r, c in shapes]
    parameters = [p for matrix in matrices for row in matrix for p in row]
    tokens, places, wq, wk, wv, wo, w1, w2 = matrices

    def linear(xs: list[Value], matrix: list[list[Value]]) -> list[Value]:
        return [dot(row, xs) for row in matrix]

    def norm(xs: list[Value]) -> list[Value]:
        scale = (dot(xs, xs) / size + 1e-5) ** -0.5
        return [x * scale for x in xs]

    def loss_of(text: list[Value]) -> Value:
        keys, values, losses = [], [], []
        for here, token, following in zip(places, text, text[1:], strict=False):
            columns = zip(*tokens, strict=True)
            xs = norm([pick(column, token) + p for column, p in zip(columns, here, strict=True)])
            keys.append(linear(xs, wk))
            values.append(linear(xs, wv))
            weights = softmax([dot(linear(xs, wq), key) / 2.0 for key in keys])
            mixed = [dot(weights, column) for column in zip(*values, strict=True)]
            xs = [x + m for x, m in zip(xs, linear(mixed, wo), strict=True)]
            hidden = [h.relu() ** 2 for h in linear(norm(xs), w1)]
            xs = [x + h for x, h in zip(xs, linear(hidden, w2), strict=True)]
            losses.append(cross_entropy(linear(xs, tokens), following))
        return total(losses) / len(losses)

    inputs = [Value(t) for t in (0, 1, 2, 3)]
    program = Program(loss_of(inputs), parameters, inputs)
    for text in ([0, 1, 2, 3], [4, 4, 0, 4], [2, 1, 3, 0]):
        for p in parameters:
            p.grad = 0.0
        expected = loss_of([Value(t) for t in text])
        expected.backward()
        loss, gradients = program([text])
        assert loss == approx(expected.data, rel=1e-12)
        assert gradients == approx([p.grad for p in parameters], rel=1e-12, abs=1e-13)


def test_the_gradient_is_added_to_what_is_there():
    root, w, x, t = example()
    program = Program(root, [w], [x, t])
    assert program.backward([[1.0, 2.0]]) == 1.0
    assert program.backward([[1.0, 2.0]]) == 1.0
    assert (w.grad, x.grad, root.grad) == (4.0, 0.0, 0.0)


def test_parameters_and_inputs_may_come_from_generators():
    w, x, t = Value(3.0), Value(1.0), Value(2.0)
    program = Program((w * x - t) ** 2, (p for p in [w]), iter([x, t]))
    assert program([[1.0, 2.0]]) == program([[1.0, 2.0]]) == (1.0, [2.0])
    assert program.backward([[1.0, 2.0]]) == 1.0 and w.grad == 2.0


def test_the_parameters_are_taken_as_they_are_at_the_call():
    root, w, x, t = example()
    program = Program(root, [w], [x, t])
    program.backward([[1.0, 2.0]])
    SGD([w], lr=0.5).step()
    assert (w.data, program([[1.0, 2.0]])) == (2.0, (0.0, [0.0]))


def test_a_kink_is_decided_anew_for_each_row():
    w, x = Value(2.0), Value(1.0)
    program = Program((w * x).relu(), [w], [x])
    assert [program([[number]]) for number in (1.0, 0.0, -1.0)] == [
        (2.0, [1.0]),
        (0.0, [0.0]),
        (0.0, [0.0]),
    ]


def test_what_is_not_a_number_any_more_is_not_hidden():
    w, x = Value(2.0), Value(1.0)
    for root in ((w * x).relu(), (w * x).tanh(), (w * x).sigmoid(), softmax([w * x, w])[0]):
        assert math.isnan(Program(root, [w], [x])([[math.nan]])[0])


@pytest.mark.parametrize(
    "make",
    [
        lambda w, x: w,
        lambda w, x: x,
        lambda w, x: w * w,
        lambda w, x: x * x,
        lambda w, x: Value(-2.0) * -1.0,
        lambda w, x: Value(-2.0),
        lambda w, x: total([]),
        lambda w, x: total([w, w, w]) ** 2 + w.exp() * x,
        lambda w, x: softmax([w * x])[0] * softmax([w * x, w])[0]._prev[0]._prev[0]._prev[1],
        lambda w, x: softmax([w * x, w])[0]._prev[0]._prev[0]._prev[1],
        lambda w, x: x * -math.inf - w,
        lambda w, x: -(1.0 * -x) - (-w) * (-3.0) ** Value(2.0) - (-2.0) * w,
        lambda w, x: (w * x) ** 0 + w**0,
    ],
)
def test_odd_graphs_come_to_the_numbers_of_the_engine(make):
    w, x = Value(1.5), Value(0.5)
    root = make(w, x)
    order = topological_order(root)
    check(root, [v for v in (w,) if v in order], [v for v in (x,) if v in order])


def test_a_shift_has_no_slope():
    """Also where nothing but the shift uses a node."""
    w, x = Value(1.5), Value(0.5)
    shift = Value(0.75, (w * x,), "shift", (0.0,))
    assert Program(shift * w, [w], [x])([[0.5]]) == (1.125, [0.75])


# The text.


def test_the_text_is_python_that_stands_alone():
    root, w, x, t = example()
    program = Program(root, [w], [x, t])
    names: dict = {}
    exec(program.source, names)
    assert names["both"]([3.0], [[1.0, 2.0]]) == program([[1.0, 2.0]])
    assert names["forward"]([3.0], [[1.0, 2.0]]) == program.forward([[1.0, 2.0]])


def test_the_text_has_a_line_for_each_node_and_each_gradient():
    root, w, x, t = example()
    both = Program(root, [w], [x, t]).source.split("def both")[1]
    assert [line.strip() for line in both.splitlines()] == [
        "(parameters, rows):",
        "[p0] = parameters",
        "loss = dp0 = 0.0",
        "for [x0, x1] in rows:",
        "v2 = p0 * x0",
        "v4 = v2 - x1",
        "v5 = pow(v4, 2.0)",
        "loss += v5",
        "dv5 = 1.0",
        "dv4 = dv5 * 2.0 * v4",
        "dv2 = dv4",
        "dp0 += dv2 * x0",
        "return loss, [dp0]",
    ]


def test_the_text_is_the_same_every_time():
    def source() -> str:
        model = MLP(2, [9, 9, 2], seed=1)
        xs = [Value(1.0), Value(2.0)]
        loss = cross_entropy(model(xs), 1) + l2_penalty(model.parameters())
        return Program(loss, model.parameters(), xs).source

    assert source() == source()


def test_what_no_input_leads_to_is_done_once():
    w, x = Value(3.0), Value(2.0)
    lines = Program(w.exp() * x, [w], [x]).source.splitlines()
    assert lines.count("    v1 = exp(p0)") == 2
    assert "    dp0 += dv1 * v1" in lines


def test_constants_and_inputs_get_no_gradient():
    w, x = Value(3.0), Value(2.0)
    source = Program((w * x * 4.0).exp() + x.exp(), [w], [x]).source
    assert "dx0" not in source
    assert source.count("exp(x0)") == 2
    assert "dv6" not in source


def test_a_constant_keeps_every_digit():
    x = Value(1.0)
    assert Program(x * (1 / 3) ** 1 + x ** (1 / 3), [], [x]).forward([[1.0]]) == [1 / 3 + 1.0]


def test_a_wide_node_and_a_deep_chain_are_no_trouble():
    ws, x = [Value(0.001 * i) for i in range(3000)], Value(2.0)
    z = dot(ws, [x] * 3000, bias=ws[0]) + total(ws) * x
    for _ in range(5000):
        z = z * 0.5 + ws[1]
    z.backward()
    loss, gradients = Program(z, ws, [x])([[2.0]])
    assert loss == approx(z.data, rel=1e-12)
    assert gradients == approx([w.grad for w in ws], rel=1e-12, abs=1e-300)


def test_many_kinks_in_a_chain_and_many_uses_of_one_are_no_trouble():
    w, x = Value(0.5), Value(2.0)
    z = w * x
    for _ in range(2000):
        z = z.relu()
    check(total([z * i for i in range(50)]) + (w - 3.0 * x).relu() + w.relu() * x, [w], [x])


def test_nothing_is_added_up_where_relu_is_flat():
    w, x = Value(0.5), Value(2.0)
    z = (w * x).relu()
    source = Program(z * 2.0 + z * 3.0, [w], [x]).source
    assert "        dv2 = (0.0 if v2 <= 0.0 else dv7 * 3.0 + dv5 * 2.0)\n" in source
    source = Program((w * x).relu() * 2.0, [w], [x]).source
    assert "        dv2 = (0.0 if v2 <= 0.0 else dv5 * 2.0)\n" in source


def test_a_kink_that_only_picks_another_value_passes_no_gradient_on():
    p, q, w, x = Value(5.0), Value(7.0), Value(1.0), Value(1.0)
    check(pick([p, q], (w * x).relu()), [p, q, w], [x])


def test_a_kink_of_parameters_alone_keeps_what_it_gets_within_and_after_the_rows():
    w, v, x = Value(2.0), Value(5.0), Value(3.0)
    h = w.relu()
    check(h * x + h * v, [w, v], [x])


def test_what_has_the_slope_0_costs_no_line():
    zs, x = [Value(1.0), Value(2.0)], Value(3.0)
    source = Program(cross_entropy([z * x for z in zs], 0), zs, [x]).source
    assert "max([" in source and "* 0.0" not in source


def test_an_operation_of_your_own_may_be_a_long_sum_in_brackets(monkeypatch):
    rule = Rule(f"exp({' + '.join(['x'] * 50)})", ["50.0 * z"])
    monkeypatch.setitem(RULES, "exp50", rule)
    w, x = Value(0.5), Value(0.25)
    z = w * x
    y = math.exp(50 * z.data)
    check(Value(y, (z,), "exp50", (50.0 * y,)), [w], [x])


def test_a_kink_of_your_own_with_another_slope_keeps_it(monkeypatch):
    slope = "0.25 if x <= 0.0 else 1.0"
    monkeypatch.setitem(RULES, "leak", Rule("0.25 * x if x <= 0.0 else x", [slope]))
    w, x = Value(-2.0), Value(2.0)
    z = w * x
    check(Value(-1.0, (z,), "leak", (0.25,)) * 3.0, [w], [x])


# What it refuses.


def test_what_is_not_in_the_graph_is_refused():
    root, w, x, t = example()
    other = Value(5.0, label="other")
    tail = "is not in the graph: leave it out, or use it"
    with refused(ValueError, f"parameter 1, {other}, {tail}"):
        Program(root, [w, other], [x, t])
    with refused(ValueError, f"input 2, {other}, {tail}"):
        Program(root, [w], [x, t, other])
    other.label = "o" * 100
    with refused(ValueError, f"parameter 0, {repr(other)[:80]}, {tail}"):
        Program(root, [other], [x, t])


def test_what_is_no_leaf_is_refused():
    root, w, x, t = example()
    sentence = "input 0, Value(data=3.0, grad=0.0), is no leaf: it is computed by '*'"
    with refused(ValueError, sentence):
        Program(root, [w], [root._prev[0]._prev[0], t])


def test_a_leaf_given_twice_is_refused():
    root, w, x, t = example()
    tail = ", Value(data=3.0, grad=0.0), was given before: the program calls it p0"
    with refused(ValueError, "input 1" + tail):
        Program(root, [w], [x, w])
    with refused(ValueError, "parameter 1" + tail):
        Program(root, [w, w], [x])


def test_what_is_not_a_value_is_refused():
    root, w, x, t = example()
    sentence = "input 0, 'x', is not a Value: list them one by one, as [*xs, target]"
    with refused(TypeError, sentence):
        Program(root, [w], ["x"])
    with pytest.raises(TypeError, match="is not a Value"):
        Program(root, [w], [[x, t]])
    many = [root] * 9
    with refused(TypeError, f"a program is the graph of a Value, not of {repr(many)[:60]}"):
        Program(many, [w], [x])


@pytest.mark.parametrize(("row", "length"), [([1.0], 1), ([1.0, 2.0, 3.0], 3), ([], 0)])
def test_a_row_of_another_length_is_refused(row, length):
    root, w, x, t = example()
    program = Program(root, [w], [x, t])
    for run in (program, program.forward, program.backward):
        with refused(ValueError, f"row 1 has {length} numbers for 2 inputs"):
            run([[1.0, 2.0], row])
    assert w.grad == 0.0


def test_a_row_of_something_else_than_numbers_is_refused():
    root, w, x, t = example()
    with pytest.raises(TypeError, match="one real number"):
        Program(root, [w], [x, t])([[1.0, "2"]])
    assert Program(root, [w], [x, t])([[1, 2]]) == (1.0, [2.0])


@pytest.mark.parametrize("target", [-1.0, 2.0, 0.5])
def test_a_target_out_of_range_is_refused(target):
    w, t = Value(1.0), Value(0.0)
    program = Program(cross_entropy([w, 2 * w], t), [w], [t])
    with refused(IndexError, f"target {target} is out of range in row 1"):
        program([[0.0], [target], [-2.0]])
    with refused(IndexError, f"target {target} is out of range in row 0"):
        program([[target]])


def test_a_number_that_has_no_power_is_refused_and_never_complex():
    w, x = Value(1.0), Value(1.0)
    for root in ((w * x) ** 0.5, (w * x) ** (0.5 * w), (w * x).log()):
        with pytest.raises(ValueError, match="math domain error") as raised:
            Program(root, [w], [x])([[1.0], [-1.0]])
        assert raised.value.__notes__ == ["This happened in row 1."]


@pytest.mark.parametrize("x", [0.0, 1e-200])
def test_a_slope_that_cannot_be_computed_is_told_with_its_row_too(x):
    w, input = Value(1.0), Value(1.0)
    program = Program((w * input) ** -1, [w], [input])
    with pytest.raises((ArithmeticError, ValueError)) as raised:
        program([[1.0], [2.0], [x], [0.0]])
    assert raised.value.__notes__ == ["This happened in row 2."]


def test_what_fails_before_the_first_row_is_told_as_that():
    w, x = Value(1.0), Value(1.0)
    program = Program(w.log() * x, [w], [x])
    w.data = -1.0
    with pytest.raises(ValueError, match="math domain error") as raised:
        program([[1.0]])
    assert raised.value.__notes__ == ["This happened in what no input leads to."]


def test_rows_without_their_brackets_are_refused():
    root, w, x, t = example()
    program = Program(root, [w], [x, t])
    what = "a row is a list with a number for each input, and rows are a list of them"
    for rows, thing in (([1.0, 2.0], 1.0), (3.0, 3.0)):
        for run in (program, program.forward, program.backward):
            with refused(TypeError, f"{what}, not {thing}"):
                run(rows)


def test_a_model_in_the_place_of_its_parameters_is_refused():
    root, w, x, t = example()
    model = MLP(1, [1], seed=1)
    with refused(TypeError, f"give the parameters as a list: model.parameters(), not {model}"):
        Program(root, model, [x, t])
    with refused(TypeError, f"give the inputs as a list, such as [*xs, target], not {x}"):
        Program(root, [w], x)


def test_all_gradients_are_added_or_none():
    w, b, x = Value(1.0), Value(2.0), Value(3.0)
    program = Program(w * x + b, [w, b], [x])
    b.grad = None
    with pytest.raises(TypeError):
        program.backward([[3.0]])
    assert w.grad == 0.0


def test_a_constant_of_another_library_is_written_as_a_number():
    class Single(float):
        def __repr__(self):
            return "float32(2.0)"

    w, constant = Value(3.0), Value(1.0)
    root = w * constant
    constant.data = Single(2.0)
    assert Program(root, [w], [])([[]]) == (6.0, [2.0])


def test_an_operation_without_a_rule_is_refused(monkeypatch):
    x = Value(0.5)
    y = Value(math.sin(0.5), (x,), "sin", (math.cos(0.5),))
    with refused(
        ValueError,
        "no rule says how 'sin' is written with 1 operands: give it a row in minigrad.rules.RULES",
    ):
        Program(y, [x], [])
    monkeypatch.setitem(RULES, "sin", Rule("sin(x)", ["cos(x)"]))
    check(y * x, [x], [])


def test_a_graph_whose_numbers_were_changed_since_makes_a_program_too():
    x = Value(2.0)
    y = x**2 + x**-1 * x.tanh()
    x.data = 3.0
    check(x**2 + x**-1 * x.tanh(), [x], [])
    assert Program(y, [x], [])([[]]) == Program(x**2 + x**-1 * x.tanh(), [x], [])([[]])


@pytest.mark.parametrize(
    ("has", "ruled", "is_near"),
    [
        (1e6, "1e6 * (1.0 + 1e-10)", True),
        (1e6, "1e6 * (1.0 + 1e-8)", False),
        (0.0, "1e-13", True),
        (0.0, "1e-11", False),
    ],
)
def test_a_rule_may_differ_from_the_operation_by_what_rounding_makes(
    monkeypatch, has, ruled, is_near
):
    monkeypatch.setitem(RULES, "mine", Rule("2.0 * x", [ruled]))
    x = Value(1.0)
    y = Value(2.0, (x,), "mine", (has,))
    if is_near:
        assert Program(y, [x], [])([[]])[0] == 2.0
    else:
        with pytest.raises(ValueError, match="mend one of the two"):
            Program(y, [x], [])


def test_a_slope_that_is_a_comparison_needs_no_brackets(monkeypatch):
    monkeypatch.setitem(RULES, "clip", Rule("max(x, 0.0)", ["x > 0.0"]))
    w, x = Value(3.0), Value(2.0)
    z = w * x
    check(Value(max(z.data, 0.0), (z,), "clip", (1.0,)) * 5.0, [w], [x])


@pytest.mark.parametrize("op", ["relu", "**sq"])
def test_a_rule_in_the_place_of_a_built_in_one_is_compared_too(monkeypatch, op):
    monkeypatch.setitem(RULES, op, Rule("x * x", ["7.0"]))
    x = Value(2.0)
    with pytest.raises(ValueError, match=r"has given 4 where its rule gives 7: mend one"):
        Program(Value(4.0, (x,), op, (4.0,)), [x], [])


@pytest.mark.parametrize("text", ["sinn(x)", "sin(x", "sin(y)"])
def test_a_rule_that_cannot_be_computed_is_named(monkeypatch, text):
    monkeypatch.setitem(RULES, "s", Rule(text, ["1.0"]))
    x = Value(2.0)
    with pytest.raises(ValueError, match="^the rule of 's' cannot be computed: "):
        Program(Value(4.0, (x,), "s", (1.0,)), [x], [])


def test_the_number_of_a_row_is_no_value():
    w, x = Value(3.0), Value(2.0)
    sentence = "each input is one real number, such as 2.0; this is a Value: "
    with refused(TypeError, sentence + "Value(data=1.0, grad=0.0)"):
        Program(w * x, [w], [x])([[Value(1.0)]])


def test_a_parameter_that_another_library_made_gives_plain_floats():
    w, x = Value(3.0), Value(2.0)
    program = Program(w * x, [w], [x])
    w.data = Fraction(1, 2)
    loss, gradients = program([[2.0]])
    assert (type(loss), [type(g) for g in gradients]) == (float, [float])


def test_a_slope_that_is_a_sum_needs_no_brackets(monkeypatch):
    monkeypatch.setitem(RULES, "tan", Rule("tan(x)", ["1.0 + z * z"]))
    w, x = Value(0.5), Value(2.0)
    z = w * x
    y = math.tan(z.data)
    check(Value(y, (z,), "tan", (1.0 + y * y,)) * 3.0, [w], [x])


@pytest.mark.parametrize(
    ("rule", "has", "ruled"),
    [
        (Rule("3.0 * x", ["5.0"]), 2.5, 1.5),
        (Rule("5.0 * x", ["3.0"]), 5, 3),
        (Rule("5.0 * x", ["nan"]), 5, math.nan),
    ],
    ids=["result", "slope", "no number"],
)
def test_a_rule_that_says_something_else_than_the_operation_did_is_refused(
    monkeypatch, rule, has, ruled
):
    monkeypatch.setitem(RULES, "scale", rule)
    x = Value(0.5)
    sentence = (
        f"'scale' has given {has} where its rule gives {ruled}: mend one of the two, "
        "or make the graph anew if numbers in it were changed"
    )
    with refused(ValueError, sentence):
        Program(Value(2.5, (x,), "scale", (5.0,)), [x], [])
