"""The boxes of a drawn graph: their texts and their sizes."""

from __future__ import annotations

import pytest

from minigrad import Value, total
from tests.minigrad.drawn import boxes_of, some_graph

SEEDS = range(8)


# What stands in a box.


def test_a_value_is_one_box_with_its_name_its_operation_its_number_and_its_gradient():
    a, b = Value(2.0, label="a"), Value(-3.0, label="b")
    c = a * b
    c.label = "c"
    c.backward()
    assert [box.rows for box in boxes_of(c)] == [
        ["a", "2.0", "-3.0"],
        ["b", "-3.0", "2.0"],
        ["c *", "-6.0", "1.0"],
    ]
    *_, last = boxes_of(c)
    assert (last.name, last.op) == ("c", "*")
    assert (last.operands, last.slopes) == (["n0", "n1"], ["-3.0", "2.0"])


def test_the_numbers_in_a_box_are_rounded():
    x = Value(2 / 3, label="x")
    x.grad = -1 / 3
    assert boxes_of(x)[0].rows == ["x", "0.6667", "-0.3333"]
    assert boxes_of(x * x)[1].slopes == ["0.6667", "0.6667"]


def test_without_a_name_a_value_is_told_by_its_place_and_a_constant_by_its_number_alone():
    assert [box.rows for box in boxes_of(Value(3.0, label="a") * 2)] == [
        ["a", "3.0", "0.0"],
        ["2.0", "0.0"],
        ["v2 *", "6.0", "0.0"],
    ]


def test_a_square_has_two_doors_for_one_operand():
    x = Value(3.0, label="x")
    _, square = boxes_of(x * x)
    assert square.operands == ["n0", "n0"]
    assert square.slopes == ["3.0", "3.0"]


def test_of_a_worksheet_only_the_leaves_have_their_number():
    x = Value(3.0, label="x")
    assert [(box.rows, box.slopes) for box in boxes_of(x * 2 + x, blank=True)] == [
        (["x", "3.0", ""], []),
        (["2.0", ""], []),
        (["v2 *", "", ""], ["", ""]),
        (["v3 +", "", ""], ["", ""]),
    ]


def test_two_long_labels_that_begin_alike_are_told_apart():
    a, b = Value(1.0, label="x" * 100 + "a"), Value(2.0, label="x" * 100 + "b")
    assert [box.name for box in boxes_of(a * b)[:2]] == ["x" * 32 + "…", "x" * 32 + "… (2)"]


# How large it is.


@pytest.mark.parametrize("down", [False, True], ids=["LR", "TB"])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_box_and_its_doors_are_as_wide_as_what_they_hold(down, seed):
    for box in boxes_of(some_graph(seed)):
        width, height = box.body(down)
        assert width >= 7.25 * max(map(len, box.rows))
        assert height >= 17 * len(box.rows)
        if box.slopes:
            assert box.door(down)[0] >= 7.25 * max(map(len, box.slopes))
            assert box.door(down)[1] >= 17


def test_doors_stand_on_top_where_the_graph_goes_down_and_at_the_left_if_they_are_many():
    x = Value(1.0)
    few, many = boxes_of(total([x] * 3))[-1], boxes_of(total([x] * 4))[-1]
    assert (few.on_top(True), few.on_top(False), many.on_top(True)) == (True, False, False)
    width, height = few.body(True)
    assert few.size(True) == (width, height + 17)
    width, height = many.body(True)
    assert many.size(True) == (width + many.door(True)[0], height) == many.size(False)


def test_a_box_has_room_for_the_numbers_of_the_steps_before_it():
    """Or a larger one would not fit, on the way to 0.0."""
    a = Value(1.0, label="a")
    z = a * 1000.25 - a * 1000.25
    z.backward()
    assert a.grad == 0.0
    assert boxes_of(z)[0].signs == len("1000.25") + 1  # -1000.25 is on the way, too


@pytest.mark.parametrize("label", ["漢字" * 5, "🎉" * 10])
def test_wide_signs_take_the_place_of_two(label):
    assert boxes_of(Value(1.0, label=label))[0].body(False)[0] > 7.25 * 2 * len(label)
