"""Where the boxes of a drawn graph stand: their rows, their DOT text, and Graphviz's answer."""

from __future__ import annotations

import html
import re

import pytest

from minigrad import Value, draw_dot, softmax, topological_order
from minigrad.floats import rounded
from minigrad.pictures.drawing import NARROW, laid_out
from minigrad.pictures.layout import GAP, across, dot_text, read_layout, rows
from press.outputs.requirements import require
from tests.minigrad.drawn import boxes_of, ladder, some_graph

SEEDS = range(8)


# Rows and columns.


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


# The answer.


def test_a_layout_is_read_in_pixels_from_the_top_left():
    layout = read_layout(
        "graph 1 2 1\nnode n0 0.5 0.75 0.4 0.5 <a b> solid\n"
        "edge n0 n1 4 0 0 1 1 1.5 1 2 1 solid black\n"
        "edge n0 n1 4 0 1 1 1 1.5 1 2 0 solid black\nedge n0 n1 4 0 0 0 0 0 0 0 0 invis black\nstop"
    )
    assert (layout.width, layout.height) == (150.0, 78.0)
    assert layout.boxes == {"n0": (39.0, 21.0)}
    first, second = layout.edges["n0", "n1"]
    assert first == [(3.0, 75.0), (75.0, 3.0), (111.0, 3.0), (147.0, 3.0)]
    assert second[0] == (3.0, 3.0)


def on_the_way(way):
    """Places along an edge, which is drawn as cubic curves."""
    for i in range(0, len(way) - 3, 3):
        for t in (k / 16 for k in range(17)):
            shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            pairs = list(zip(shares, way[i : i + 4], strict=True))
            yield sum(s * x for s, (x, _) in pairs), sum(s * y for s, (_, y) in pairs)


def test_on_a_phone_no_edge_runs_through_a_box_that_it_does_not_join():
    require("dot")
    drawing = draw_dot(softmax([Value(0.5), Value(-1.0), Value(2.0)])[0])
    layouts = (read_layout(laid_out(source)) for source in drawing.sources(narrow=True))
    layout = next(layout for layout in layouts if layout.width <= NARROW)
    for ends, ways in layout.edges.items():
        for box in (box for box in drawing.boxes if box.id not in ends):
            (x, y), (w, h) = layout.boxes[box.id], box.size(True)
            for a, b in (place for way in ways for place in on_the_way(way)):
                assert abs(a - x) > w / 2 or abs(b - y) > h / 2, (ends, box.id)
