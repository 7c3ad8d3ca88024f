"""The drawing: its DOT text, its picture, and the sentences where there can be none."""

from __future__ import annotations

import html
import re
import shutil
import sys
from types import SimpleNamespace

import pytest

from minigrad import MLP, Value, draw_dot, trace
from minigrad.graph import Drawing
from press.outputs.requirements import require
from tests.refused import refused


def product() -> Value:
    """c = a·b, before any backward pass."""
    c = Value(2.0, label="a") * Value(-3.0, label="b")
    c.label = "c"
    return c


def finished_product() -> Value:
    """The same, after it."""
    c = product()
    c.backward()
    return c


FINISHED = [
    *("a", "data 2.0", "grad -3.0"),
    "*",
    *("b", "data -3.0", "grad 2.0"),
    *("c", "data -6.0", "grad 1.0"),
]


def texts(svg: str) -> list[str]:
    """What a reader can read in a picture."""
    return [html.unescape(text) for text in re.findall(r"<text[^>]*>(.*?)</text>", svg)]


@pytest.fixture
def no_dot(monkeypatch):
    """A machine without the `dot` program."""
    monkeypatch.setenv("PATH", "")


# The text.


def test_a_value_is_a_box_with_its_name_its_number_and_its_gradient():
    boxes = re.findall(
        r'(n\d) \[id="n\d" class="(.*?)".*label="(.*?)"\]', draw_dot(product()).source
    )
    assert boxes == [
        ("n0", "value leaf", r"a|data\ 2.0|grad\ 0.0"),
        ("n1", "value leaf", r"b|data\ -3.0|grad\ 0.0"),
        ("n2", "value", r"c|data\ -6.0|grad\ 0.0"),
    ]


def test_the_numbers_in_a_box_are_rounded():
    x = Value(2 / 3, label="x")
    x.grad = -1 / 3
    assert r'label="x|data\ 0.6667|grad\ -0.3333"' in draw_dot(x).source


def test_every_node_and_edge_has_an_id_of_its_own():
    z = x = Value(1.0)
    for _ in range(30):
        z = z * x
    ids = re.findall(r'id="(.*?)"', draw_dot(z).source)
    assert len(ids) == len(set(ids)) == 31 + 30 + 90
    assert re.findall(r"(op\d+) -> n(\d+)", draw_dot(z).source) == [
        (f"op{i}", f"{i}") for i in range(1, 31)
    ]


def test_an_operation_is_an_ellipse_between_its_operands_and_its_value():
    source = draw_dot(product()).source
    assert re.search(r'op2 \[id="op2" class="op" shape=ellipse .*label="\*"\]', source)
    assert re.findall(r'(\w+ -> \w+) \[id="(.*?)"\]', source) == [
        ("n0 -> op2", "n0-n2-0"),
        ("n1 -> op2", "n1-n2-1"),
        ("op2 -> n2", "op-n2"),
    ]


def test_a_square_is_drawn_with_two_edges():
    x = Value(3.0)
    assert draw_dot(x * x).source.count("n0 -> op1") == 2


def test_a_value_without_a_name_is_told_by_its_place_and_a_constant_is_a_leaf():
    source = draw_dot(Value(3.0, label="a") * 2).source
    assert re.findall(r'label="(\w+)\|', source) == ["a", "leaf", "v2"]


def test_a_leaf_alone_can_be_drawn():
    source = draw_dot(Value(3.0, label="a")).source
    assert "->" not in source
    assert 'id="n0"' in source


def test_the_same_expression_gives_the_same_text():
    """No `id()` and no set is in it: a picture changes only with its graph."""
    assert draw_dot(product()).source == draw_dot(product()).source
    network, same = MLP(2, [2, 1], seed=1), MLP(2, [2, 1], seed=1)
    assert draw_dot(network([1.0, 2.0])).source == draw_dot(same([1.0, 2.0])).source


def test_a_backward_pass_changes_the_gradients_in_the_text_and_nothing_else():
    c = product()
    before = draw_dot(c).source
    c.backward()
    after = draw_dot(c).source
    assert re.findall(r"grad\\ ([-.\d]+)", after) == ["-3.0", "2.0", "1.0"]
    assert re.sub(r"grad\\ [-.\d]+", "", after) == re.sub(r"grad\\ [-.\d]+", "", before)


def test_a_box_grows_with_its_text_and_no_smaller_than_the_others():
    def width(label):
        return float(re.search(r"width=([.\d]+)", draw_dot(Value(1.0, label=label)).source)[1])

    assert width("a") == width("abcdef") == 1.3
    assert width("a" * 40) == pytest.approx(0.09 * 40 + 0.1)


def test_an_ellipse_grows_with_its_text_too():
    def width(z):
        return float(re.search(r"ellipse width=([.\d]+)", draw_dot(z).source)[1])

    x = Value(1.0)
    assert width(x + x) == 0.4
    assert width(x.sigmoid()) == pytest.approx(0.09 * 7 + 0.2)


def test_from_top_to_bottom_the_rows_of_a_box_stay_stacked():
    across, down = draw_dot(product()).source, draw_dot(product(), rankdir="TB").source
    assert "rankdir=LR" in across and "rankdir=TB" in down
    assert r'label="a|data\ 2.0|grad\ 0.0"' in across
    assert r'label="{ a|data\ 2.0|grad\ 0.0 }"' in down


def test_the_title_says_what_is_drawn():
    assert draw_dot(product(), title="A product").title == "A product"
    assert draw_dot(product()).title == "The graph of c"
    assert draw_dot(Value(1.0) + 1).title == "The graph of v2"
    assert draw_dot(product(), title="A product").title == "A product"


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


# Bad input.


def test_only_a_value_can_be_drawn():
    with refused(TypeError, "draw_dot draws the graph of a Value, not of a list"):
        draw_dot([Value(1.0)])


def test_a_direction_is_one_of_two():
    with refused(ValueError, "rankdir must be 'LR' or 'TB', not 'BT'"):
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


# The picture.


def test_the_dot_program_draws_if_it_is_there(monkeypatch):
    def source(text):
        return SimpleNamespace(pipe=lambda format, encoding: f"{format} {encoding} of {text}")

    monkeypatch.setattr(shutil, "which", {"dot": "/bin/dot"}.get)
    monkeypatch.setitem(sys.modules, "graphviz", SimpleNamespace(Source=source))
    drawing = draw_dot(product())
    assert drawing.svg() == f"svg utf-8 of {drawing.source}"


def test_the_real_dot_program_draws_every_number_and_gradient(monkeypatch):
    require("dot")
    require("graphviz")
    monkeypatch.setitem(sys.modules, "pygraphviz", None)  # or it might draw instead
    assert texts(draw_dot(finished_product()).svg()) == FINISHED


@pytest.mark.parametrize("path", ["/bin/dot", None], ids=["dot alone", "no dot"])
def test_without_the_program_or_its_package_pygraphviz_draws(monkeypatch, path):
    def graph(string):
        return SimpleNamespace(draw=lambda format, prog: f"{format} {prog} of {string}".encode())

    monkeypatch.setattr(shutil, "which", {"dot": path}.get)
    monkeypatch.setitem(sys.modules, "graphviz", None if path else SimpleNamespace())
    monkeypatch.setitem(sys.modules, "pygraphviz", SimpleNamespace(AGraph=graph))
    drawing = draw_dot(product())
    assert drawing.svg() == f"svg dot of {drawing.source}"


def test_where_nothing_can_draw_one_sentence_names_both_cures(monkeypatch, no_dot):
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    drawing = draw_dot(product())
    cures = (
        "drawing needs Graphviz: `pip install pygraphviz` brings it along, "
        "or install the `dot` program and `pip install graphviz`"
    )
    with refused(RuntimeError, cures):
        drawing.svg()
    assert drawing._repr_mimebundle_() == {
        "text/plain": f"<Drawing: The graph of c> is not shown: {cures}"
    }


def test_with_no_dot_on_the_path_the_text_stays_the_same(monkeypatch):
    before = draw_dot(product()).source
    monkeypatch.setenv("PATH", "")
    assert draw_dot(product()).source == before


def test_with_no_dot_on_the_path_there_is_still_a_picture(no_dot):
    require("pygraphviz")
    c = finished_product()
    svg = draw_dot(c).svg()
    assert texts(svg) == FINISHED
    assert svg == draw_dot(c).svg()


def test_a_notebook_shows_the_picture(no_dot):
    require("pygraphviz")
    drawing = draw_dot(product())
    shown = drawing._repr_mimebundle_(include=None, exclude=None)
    assert shown == {"image/svg+xml": drawing.svg(), "text/plain": repr(drawing)}


def test_at_a_prompt_a_drawing_says_how_to_see_it():
    shown = "<Drawing: The graph of c (a notebook shows it, and .save('graph.svg') writes it)>"
    assert repr(draw_dot(product())) == shown
    assert '.save("graph.svg")' in draw_dot.__doc__


# Into a file.


@pytest.fixture
def a_picture(monkeypatch):
    """A machine that draws quickly."""
    monkeypatch.setattr(Drawing, "svg", lambda self: "<svg>∂</svg>")


@pytest.mark.parametrize("kind", [str, lambda path: path], ids=["text", "Path"])
@pytest.mark.parametrize("name", ["graph.svg", "GRAPH.SVG"])
def test_a_drawing_is_saved_as_a_file(a_picture, tmp_path, kind, name):
    draw_dot(product()).save(kind(tmp_path / name))
    assert (tmp_path / name).read_text(encoding="utf-8") == "<svg>∂</svg>"
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["graph.png", "graph", "svg"])
def test_a_drawing_is_saved_as_svg_only(tmp_path, name):
    sentence = f"a drawing is saved as SVG: let the name end in .svg, not '{tmp_path / name}'"
    with refused(ValueError, sentence):
        draw_dot(product()).save(tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_drawn_or_written_leaves_the_old_file(monkeypatch, no_dot, tmp_path):
    file = tmp_path / "graph.svg"
    file.write_text("old")
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    with pytest.raises(RuntimeError, match="drawing needs Graphviz"):
        draw_dot(product()).save(file)
    monkeypatch.setattr(Drawing, "svg", lambda self: "\ud800")  # no encoding has it
    with pytest.raises(UnicodeEncodeError):
        draw_dot(product()).save(file)
    assert file.read_text() == "old"


# Labels that no box can hold.


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("two\nlines", "two\\nlines"),
        ("nul\0", "nul\\x00"),
        ("\ud800", "\\ud800"),
        ("x" * 60, "x" * 60),
        ("x" * 20_000, "x" * 60 + "…"),
    ],
    ids=["newline", "NUL", "half a pair", "60", "20000"],
)
def test_a_label_or_a_symbol_that_no_box_can_hold_is_drawn_in_a_way_that_one_can(
    label, shown, no_dot
):
    require("pygraphviz")
    x = Value(1.0, label=label)
    assert texts(draw_dot(Value(1.0, (x,), label, (1.0,))).svg()).count(shown) == 2
    assert trace(-x)[0]["text"] == f"start: {shown}.data = 1.0"


def test_two_long_labels_that_begin_alike_are_told_apart():
    a, b = Value(1.0, label="x" * 100 + "a"), Value(2.0, label="x" * 100 + "b")
    assert f'label="{"x" * 60}… (2)|'.replace(" ", "\\ ") in draw_dot(a * b).source


def test_the_steps_may_come_from_a_generator():
    c = finished_product()
    assert draw_dot(c, visits=(node for node in [c])).steps == draw_dot(c, visits=[c]).steps


@pytest.mark.parametrize("name", ['"', "\\", "\\n", "{x|y}", "<b>", "a b", "x & y", "&lt;", "∂x"])
def test_the_picture_shows_every_sign_of_a_label_and_of_a_symbol(name, no_dot):
    """Some of them have a meaning of their own in DOT."""
    require("pygraphviz")
    x = Value(1.0, label=name)
    assert texts(draw_dot(Value(1.0, (x,), name, (1.0,))).svg()).count(name) == 2
