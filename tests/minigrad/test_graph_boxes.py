"""The boxes of a drawn graph: their texts and sizes, the rows they stand in, and their DOT text."""

from __future__ import annotations

import html
import re

import pytest

from minigrad import Value, draw_dot, topological_order, total, trace
from minigrad.boxes import GAP, Box, across, boxes, dot_text, rows
from minigrad.drawing import laid_out
from minigrad.floats import rounded
from press.outputs.requirements import require
from tests.minigrad.drawn import ladder, some_graph

SEEDS = range(8)


def boxes_of(root: Value, **options: bool) -> list[Box]:
    return boxes(topological_order(root), trace(root), **options)


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
    assert [box.name for box in boxes_of(a * b)[:2]] == ["x" * 60 + "…", "x" * 60 + "… (2)"]


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


# Where it stands.


def test_the_width_of_a_graph_is_that_of_its_columns_and_gaps():
    a, b = Value(1.0, label="a"), Value(1.0, label="b")
    first, second = boxes_of(a * b)[0], boxes_of(a * b)[2]
    wide = first.size(False)[0] + 2 * GAP + second.size(False)[0]
    assert across(boxes_of(a * b)) == wide
    assert across([first]) == first.size(False)[0]


@pytest.mark.parametrize("limit", [120.0, 308.0, 600.0])
@pytest.mark.parametrize("seed", SEEDS)
def test_in_rows_each_box_stands_once_below_all_that_it_uses_and_none_is_too_wide(seed, limit):
    found = boxes_of(some_graph(seed))
    placed = rows(found, limit)
    level = {id_: i for i, row in enumerate(placed) for id_ in row}
    by_id = {box.id: box for box in found}
    assert sorted(id_ for row in placed for id_ in row) == sorted(by_id)
    for box in found:
        for operand in box.operands:
            assert level[operand] > level[box.id]
    for row in placed:
        assert len(row) == 1 or sum(by_id[id_].size(True)[0] for id_ in row) <= limit


# The DOT text.


@pytest.mark.parametrize("rankdir", ["LR", "TB"])
@pytest.mark.parametrize("seed", SEEDS)
def test_every_box_and_edge_has_an_id_of_its_own(seed, rankdir):
    root = some_graph(seed)
    order = topological_order(root)
    ids = re.findall(r' \[id="(.*?)"', draw_dot(root, rankdir=rankdir).source)
    assert len(ids) == len(set(ids)) == len(order) + sum(len(node._prev) for node in order)


def test_an_edge_leads_from_its_operand_to_its_door():
    x = Value(3.0, label="x")
    y = x * x
    edges = r'(\S+ -> \S+) \[id="(.*?)"\]'
    assert re.findall(edges, draw_dot(y, rankdir="LR").source) == [
        ("n0:e -> n1:p0:w", "n0-n1-0"),
        ("n0:e -> n1:p1:w", "n0-n1-1"),
    ]
    assert re.findall(edges, draw_dot(y, rankdir="TB").source) == [
        ("n0:s -> n1:p0:n", "n0-n1-0"),
        ("n0:s -> n1:p1:n", "n0-n1-1"),
    ]


@pytest.mark.parametrize("rankdir", ["LR", "TB"])
@pytest.mark.parametrize("seed", SEEDS)
def test_graphviz_can_lay_the_text_out_and_each_number_is_in_it(seed, rankdir):
    require("pygraphviz")
    root = some_graph(seed)
    source = draw_dot(root, rankdir=rankdir).source
    cells = [html.unescape(text) for text in re.findall(r"<TD[^>]*>(.*?)</TD>", source)]
    for node in topological_order(root):
        body = next(each.split("<BR/>") for each in cells if "<BR/>" in each)
        assert body[-2:] == [rounded(node.data), rounded(node.grad)]
        cells.remove("<BR/>".join(body))
        for partial in node._partials:
            cells.remove(rounded(partial))
    assert cells == []
    assert laid_out(source).splitlines()[-1] == "stop"


def test_a_leaf_alone_has_no_edge():
    source = draw_dot(Value(3.0, label="a")).source
    assert "->" not in source
    assert 'id="n0"' in source


def test_a_backward_pass_changes_the_gradients_in_the_text_and_nothing_else():
    c = Value(2.0, label="a") * Value(-3.0, label="b")
    before = draw_dot(c).source
    c.backward()
    after = draw_dot(c).source
    last = r"[-.\d]+(?=</TD></TR>)"
    assert re.findall(last, after)[:2] == ["-3.0", "2.0"]
    assert after != before
    assert re.sub(last, "", after) == re.sub(last, "", before)


def test_rows_of_one_rank_are_told_to_graphviz():
    found = boxes_of(ladder(2))
    source = dot_text(found, True, rows(found, 300.0))
    assert re.findall(r"rank=same; (.*?) }", source) == ["n2", "n1", "n0"]
    assert source.count("style=invis") == 2
