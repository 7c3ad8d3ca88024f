"""`draw_dot`: what it draws, what it refuses, and the steps that a drawing carries."""

from __future__ import annotations

import pytest

from minigrad import MLP, Value, draw_dot, topological_order, trace
from tests.minigrad.drawn import product, some_graph
from tests.refused import refused


def test_the_same_expression_gives_the_same_text():
    """No `id()` and no set is in it: a picture changes only with its graph."""
    assert draw_dot(product()).source == draw_dot(product()).source
    network, same = MLP(2, [2, 1], seed=1), MLP(2, [2, 1], seed=1)
    assert draw_dot(network([1.0, 2.0])).source == draw_dot(same([1.0, 2.0])).source


def test_the_title_says_what_is_drawn():
    assert draw_dot(product(), title="A product").title == "A product"
    assert draw_dot(product()).title == "The graph of c"
    assert draw_dot(Value(1.0) + 1).title == "The graph of v2"


@pytest.mark.parametrize("seed", range(10))
def test_the_slopes_are_those_of_the_engine(seed):
    """One for each edge, whatever the graph."""
    root = some_graph(seed)
    order = topological_order(root)
    slopes = {
        f"n{order.index(operand)}-n{i}-{place}": partial
        for i, node in enumerate(order)
        for place, (operand, partial) in enumerate(zip(node._prev, node._partials, strict=True))
    }
    assert slopes
    assert draw_dot(root).slopes == slopes


# The steps.


def test_a_drawing_carries_the_steps_that_lead_to_it():
    c = product()
    forward = [step for step in trace(c) if step["phase"] == "forward"]
    assert draw_dot(c).steps == forward
    c.backward()
    assert draw_dot(c).steps == trace(c)
    c.backward()
    assert draw_dot(c).steps == forward


def test_a_gradient_that_is_no_number_is_stepped_to_as_well():
    a = Value(-3.0, label="a")
    b = a * float("inf") - a * float("inf")
    b.backward()
    assert draw_dot(b).steps[-1]["phase"] == "backward"


def test_the_steps_may_walk_in_another_order():
    a = Value(3.0, label="a")
    b = a + a
    c = b + b
    c.grad = 1.0
    for node in (c, b, b):
        node._backward()
    assert draw_dot(c, visits=[c, b, b]).steps == trace(c, visits=[c, b, b])


def test_the_steps_may_come_from_a_generator():
    c = product()
    c.backward()
    assert draw_dot(c, visits=(node for node in [c])).steps == draw_dot(c, visits=[c]).steps


# A worksheet.


@pytest.mark.parametrize("seed", range(5))
def test_a_worksheet_holds_no_number_that_was_computed(seed):
    root = some_graph(seed)
    drawing = draw_dot(root, rankdir="TB", title="A worksheet", blank=True)
    assert (drawing.rankdir, drawing.title) == ("TB", "A worksheet")
    assert (drawing.steps, drawing.slopes) == ([], {})
    for box, node in zip(drawing.boxes, topological_order(root), strict=True):
        assert box.grad == ""
        assert box.slopes == [""] * len(node._prev)
        assert bool(box.data) == (not node._prev)


# Bad input.


def test_only_a_value_can_be_drawn():
    many = [Value(1.0)] * 9
    with refused(TypeError, f"draw_dot draws the graph of a Value, not of {repr(many)[:60]}"):
        draw_dot(many)


@pytest.mark.parametrize("wrong", [{"title": 5}, {"limit": "a"}, {"limit": 2.5}])
def test_a_title_is_text_and_a_limit_a_whole_number(wrong):
    (name,) = wrong
    with pytest.raises(TypeError, match=f"^{name} must be .*, not {wrong[name]!r}$"):
        draw_dot(Value(1.0), **wrong)


def test_a_direction_is_one_of_two_or_none():
    with refused(ValueError, "rankdir must be 'LR', 'TB' or nothing, not 'BT'"):
        draw_dot(product(), rankdir="BT")


def test_a_graph_too_large_to_read_is_refused_unless_asked_for():
    z = Value(1.0)
    for _ in range(299):
        z = -z
    assert draw_dot(z)
    z = -z
    sentence = (
        "this graph has 301 values, too many to read: "
        "draw a smaller part of it, or ask for all with limit=301"
    )
    with refused(ValueError, sentence):
        draw_dot(z)
    assert draw_dot(z, limit=301).source == draw_dot(z, limit=None).source
    with pytest.raises(ValueError, match="this graph has 3 values"):
        draw_dot(product(), limit=2)
