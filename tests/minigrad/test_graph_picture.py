"""The picture of a graph: every row, door, edge and slope is in it, and in its right place."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import hypot
from xml.etree import ElementTree

import pytest

from minigrad import Value, draw_dot, topological_order, total
from minigrad.floats import rounded
from press.outputs.requirements import require
from tests.minigrad.drawn import SVG, Area, Drawn, ladder, read, some_graph

require("pygraphviz")

NEAR = 0.1  # px
SHAPES = [("", False), ("", True), ("TB", False), ("LR", False)]
NAMES = ["screen", "phone", "TB", "LR"]


def picture(root: Value, rankdir: str = "", narrow: bool = False, **options: bool) -> Drawn:
    return read(draw_dot(root, rankdir=rankdir, **options).svg(narrow=narrow))


@pytest.fixture(scope="module", params=SHAPES, ids=NAMES)
def drawings(request) -> list[tuple[Value, Drawn]]:
    """Graphs that nobody has looked at, and their pictures."""
    return [(root, picture(root, *request.param)) for root in map(some_graph, range(8))]


# What is in it.


def test_every_value_has_its_box_with_its_texts(drawings):
    for root, drawn in drawings:
        order = topological_order(root)
        assert list(drawn.boxes) == [f"n{i}" for i in range(len(order))]
        for box, node in zip(drawn.boxes.values(), order, strict=True):
            assert box.leaf == (not node._prev)
            assert box.texts["data"].text == rounded(node.data)
            assert box.texts["grad"].text == rounded(node.grad)
            if node.label or node._prev:
                assert box.texts["name"].text.startswith(node.label or "v")
                assert box.texts["name"].text.endswith(node._op or node.label)


def test_every_edge_has_its_slope(drawings):
    for root, drawn in drawings:
        order = topological_order(root)
        slopes = {
            f"n{order.index(operand)}-n{i}-{place}": rounded(partial)
            for i, node in enumerate(order)
            for place, (operand, partial) in enumerate(zip(node._prev, node._partials, strict=True))
        }
        assert {id_: edge.slope.text for id_, edge in drawn.edges.items()} == slopes


def test_an_operand_used_twice_has_two_edges_to_two_doors():
    x = Value(3.0, label="x")
    drawn = picture(x * x)
    assert list(drawn.edges) == ["n0-n1-0", "n0-n1-1"]
    first, second = drawn.edges.values()
    assert first.slope.text == second.slope.text == "3.0"
    assert first.tip != second.tip
    assert not first.slope.area.meets(second.slope.area)


@pytest.mark.parametrize("seed", range(8))
def test_a_phone_and_a_screen_show_the_same(seed):
    screen, phone = (picture(some_graph(seed), narrow=narrow) for narrow in (False, True))
    assert [each.text for each in screen.texts] == [each.text for each in phone.texts]
    assert list(screen.edges) == list(phone.edges)


def test_the_title_is_in_it_and_escaped():
    svg = draw_dot(Value(1.0), title="<A> & b").svg()
    assert read(svg).title == "<A> & b"


@pytest.mark.parametrize("name", ['"', "\\", "\\n", "{x|y}", "<b>", "a b", "x & y", "&lt;", "∂x"])
def test_every_sign_of_a_label_and_of_a_symbol_is_shown(name):
    """Some of them have a meaning of their own in DOT, or in SVG."""
    x = Value(1.0, label=name)
    drawn = picture(Value(1.0, (x,), name, (1.0,)))
    assert [box.texts["name"].text for box in drawn.boxes.values()] == [name, f"v1 {name}"]


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("two\nlines", "two\\nlines"),
        ("nul\0", "nul\\x00"),
        ("\ud800", "\\ud800"),
        ("x" * 32, "x" * 32),
        ("x" * 20_000, "x" * 32 + "…"),
    ],
    ids=["newline", "NUL", "half a pair", "32", "20000"],
)
def test_a_label_or_a_symbol_that_no_box_can_hold_is_drawn_in_a_way_that_one_can(label, shown):
    x = Value(1.0, label=label)
    drawn = picture(Value(1.0, (x,), label, (1.0,)))
    assert [box.texts["name"].text for box in drawn.boxes.values()] == [shown, f"v1 {shown}"]


@pytest.mark.parametrize("label", ["rankdir=TB", "\nrankdir=TB"])
def test_a_label_does_not_turn_the_graph(label):
    x = Value(1.0, label=label)
    drawn = picture(x.exp(), "LR")
    assert drawn.boxes["n0"].area.right < drawn.boxes["n1"].area.left
    (edge,) = drawn.edges.values()
    assert edge.slope.area.right < drawn.boxes["n1"].texts["data"].area.left


@pytest.mark.parametrize("seed", range(5))
def test_a_worksheet_shows_no_number_that_was_computed(seed):
    root = some_graph(seed)
    for narrow in (False, True):
        drawn = picture(root, narrow=narrow, blank=True)
        for box in drawn.boxes.values():
            assert box.texts["grad"].text == ""
            assert bool(box.texts["data"].text) == box.leaf
        assert {edge.slope.text for edge in drawn.edges.values()} == {""}


def test_a_number_to_fill_in_has_the_room_that_it_needs():
    root = some_graph(3)
    blank, filled = picture(root, blank=True), picture(root)
    assert [box.area for box in blank.boxes.values()] == [b.area for b in filled.boxes.values()]


# Where it is.


def test_nothing_stands_outside_the_picture(drawings):
    for _, drawn in drawings:
        whole = Area(0, 0, drawn.width, drawn.height)
        assert all(whole.holds(box.area) for box in drawn.boxes.values())


def test_boxes_do_not_overlap(drawings):
    for _, drawn in drawings:
        for one, other in combinations(drawn.boxes.values(), 2):
            assert not one.area.meets(other.area)


def test_the_texts_of_a_box_stand_in_it_below_each_other(drawings):
    for _, drawn in drawings:
        for box in drawn.boxes.values():
            assert all(box.area.holds(text.area) for text in box.texts.values())
            for upper, lower in pairwise(
                box.texts[kind] for kind in ("name", "data", "grad") if kind in box.texts
            ):
                assert upper.area.bottom <= lower.area.top
                assert upper.x == lower.x


def test_a_slope_stands_in_the_box_of_its_result_and_touches_no_other_text(drawings):
    for _, drawn in drawings:
        for id_, edge in drawn.edges.items():
            box = drawn.boxes[id_.split("-")[1]]
            assert box.area.holds(edge.slope.area)
        for one, other in combinations(drawn.texts, 2):
            assert not one.area.meets(other.area), (one, other)


def test_the_doors_of_a_box_are_in_the_order_of_its_operands(drawings):
    for _, drawn in drawings:
        for id_ in drawn.boxes:
            slopes = [drawn.edges[edge].slope for edge in drawn.operands(id_)]
            for one, next_ in pairwise(slopes):
                assert (one.y, one.x) < (next_.y, next_.x)


def test_an_arrow_points_at_the_door_over_which_its_slope_stands(drawings):
    for _, drawn in drawings:
        for id_, edge in drawn.edges.items():
            box, (x, y) = drawn.boxes[id_.split("-")[1]].area, edge.tip
            at_left = x == pytest.approx(box.left, abs=0.1)
            at_top = y == pytest.approx(box.top, abs=0.1)
            assert at_left or at_top
            if at_top:
                assert x == pytest.approx(edge.slope.x, abs=0.1)
            else:
                assert y == pytest.approx(edge.slope.y - 4, abs=0.1)  # the middle of its signs


def test_an_edge_starts_at_the_box_of_its_operand_and_ends_at_its_arrow(drawings):
    for _, drawn in drawings:
        for id_, edge in drawn.edges.items():
            box, (x, y) = drawn.boxes[id_.split("-")[0]].area, edge.start
            right = abs(x - box.right) <= NEAR and box.top < y < box.bottom
            below = abs(y - box.bottom) <= NEAR and box.left < x < box.right
            assert right or below, (id_, box, edge.start)
            assert hypot(edge.end[0] - edge.tip[0], edge.end[1] - edge.tip[1]) <= 8


def test_from_left_to_right_a_box_stands_right_of_its_operands_and_else_below():
    for seed in range(4):
        for rankdir in ("LR", "TB"):
            drawn = picture(some_graph(seed), rankdir)
            for id_ in drawn.edges:
                tail, head = (drawn.boxes[each].area for each in id_.split("-")[:2])
                if rankdir == "LR":
                    assert tail.right < head.left
                else:
                    assert tail.bottom < head.top


def test_many_operands_have_their_doors_below_each_other_in_both_directions():
    root = total([Value(float(i), label=f"x{i}") for i in range(6)])
    for rankdir in ("LR", "TB"):
        drawn = picture(root, rankdir)
        slopes = [edge.slope for edge in drawn.edges.values()]
        assert len({slope.x for slope in slopes}) == 1
        assert all(one.y + 17 <= next_.y + 0.2 for one, next_ in pairwise(slopes))


def test_value_and_derivative_are_told_apart_without_colour(drawings):
    for _, drawn in drawings:
        for box in drawn.boxes.values():
            assert (box.texts["data"].slanted, box.texts["grad"].slanted) == (False, True)
        assert all(edge.slope.slanted for edge in drawn.edges.values())


def test_an_edge_and_its_slope_are_one_group_and_so_is_a_box():
    root = ElementTree.fromstring(draw_dot(ladder(1)).svg())
    groups = {g.attrib["id"]: {child.tag for child in g} for g in root.iter(f"{SVG}g")}
    assert groups == {
        "n0": {f"{SVG}rect", f"{SVG}path", f"{SVG}text"},
        "n1": {f"{SVG}rect", f"{SVG}path", f"{SVG}text"},
        "n0-n1-0": {f"{SVG}path", f"{SVG}text"},
        "n0-n1-1": {f"{SVG}path", f"{SVG}text"},
    }


def test_a_graph_of_long_names_still_fits_on_a_phone():
    a, b = (Value(3.0, label=f"{name} squared error of all the rows") for name in ("mean", "sum"))
    drawn = ElementTree.fromstring(draw_dot(a * b + a * a, title="Long names").svg(narrow=True))
    assert float(drawn.attrib["width"]) <= 336
