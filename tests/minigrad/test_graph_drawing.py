"""A drawing: which layout it takes, by whom it is laid out, how it is shown and saved."""

from __future__ import annotations

import shutil
import sys
from types import SimpleNamespace

import pytest

from minigrad import Value, draw_dot
from minigrad.pictures.drawing import MANY, NARROW, WIDE, Drawing, laid_out
from press.outputs.requirements import require
from tests.minigrad.drawn import chain, ladder, product, read, some_graph
from tests.refused import refused


def directions(drawing: Drawing, narrow: bool = False) -> set[str]:
    return {source.split("rankdir=")[1][:2] for source in drawing.sources(narrow)}


@pytest.fixture
def no_dot(monkeypatch):
    """A machine without the `dot` program."""
    monkeypatch.setenv("PATH", "")


# Which layout.


def test_a_graph_runs_from_left_to_right_where_that_fits_and_else_down():
    assert directions(draw_dot(product())) == directions(draw_dot(product()), True) == {"LR"}
    assert directions(draw_dot(chain(4))) == {"LR"}
    assert directions(draw_dot(chain(4)), narrow=True) == {"TB"}
    assert directions(draw_dot(chain(20))) == {"TB"}


def test_on_a_screen_rankdir_decides_and_on_a_phone_the_room_does():
    for graph in (product(), chain(20)):
        assert directions(draw_dot(graph, rankdir="LR")) == {"LR"}
        assert directions(draw_dot(graph, rankdir="TB")) == {"TB"}
    assert directions(draw_dot(chain(20), rankdir="LR"), narrow=True) == {"TB"}
    assert directions(draw_dot(product(), rankdir="TB"), narrow=True) == {"LR"}


def test_a_graph_of_too_many_boxes_to_fit_is_drawn_once_and_for_all_widths():
    drawing = draw_dot(chain(MANY))
    assert drawing.sources() == drawing.sources(narrow=True)
    assert directions(drawing) == {"LR"}
    assert directions(draw_dot(chain(MANY), rankdir="TB"), narrow=True) == {"TB"}
    assert directions(draw_dot(chain(MANY - 1))) == {"TB"}


def test_the_source_is_the_first_that_is_tried():
    drawing = draw_dot(some_graph(1))
    assert drawing.source == drawing.sources()[0]


@pytest.mark.parametrize("seed", range(8))
def test_a_screen_and_a_phone_have_room_for_it(seed):
    require("pygraphviz")
    drawing = draw_dot(some_graph(seed))
    assert read(drawing.svg()).width <= WIDE
    assert read(drawing.svg(narrow=True)).width <= NARROW


def layout(inches: float, place: float = 1) -> str:
    return f"graph 1 {inches} 1\nnode n0 {place} 1 1 1 <x> solid"


@pytest.fixture
def three(monkeypatch):
    """A drawing of one box with three ways to lay it out."""
    drawing = draw_dot(Value(1.0))
    monkeypatch.setattr(Drawing, "sources", lambda self, narrow=False: ["a\nb"] * 3)
    return drawing


def test_the_first_layout_that_fits_is_taken_and_no_other_is_made(three):
    layouts = iter(map(layout, (20, 5, 1)))
    assert read(three.picture(layouts)).width == 5 * 72 + 6
    assert next(layouts) == layout(1)


def test_if_none_fits_the_narrowest_is_taken_and_the_first_of_equals(three):
    assert read(three.picture(map(layout, (20, 12, 15)))).width == 12 * 72 + 6
    first = read(three.picture(map(layout, (12, 12, 12), (3, 1, 2))))
    assert first.boxes["n0"].area.left == 3 * 72 + 3 - 15


# Who lays it out.

PLAIN = layout(1) + "\nstop"


class Broken(RuntimeError):
    """What the package raises if the program ends with an error."""


def graphviz(source):
    """The package `graphviz`, as far as it is used."""
    return SimpleNamespace(Source=source, CalledProcessError=Broken)


def test_a_dot_program_that_does_not_work_is_as_good_as_none(monkeypatch):
    def source(text):
        raise Broken

    monkeypatch.setattr(shutil, "which", {"dot": "/bin/dot"}.get)
    monkeypatch.setitem(sys.modules, "graphviz", graphviz(source))
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    with pytest.raises(RuntimeError, match="^drawing needs Graphviz: "):
        laid_out("digraph {}")


def test_the_dot_program_is_asked_if_it_is_there(monkeypatch):
    def source(text):
        return SimpleNamespace(pipe=lambda format, encoding: f"{format} {encoding} of {text}")

    monkeypatch.setattr(shutil, "which", {"dot": "/bin/dot"}.get)
    monkeypatch.setitem(sys.modules, "graphviz", graphviz(source))
    assert laid_out("digraph {}") == "plain utf-8 of digraph {}"


@pytest.mark.parametrize("path", ["/bin/dot", None], ids=["dot alone", "no dot"])
def test_without_the_program_or_its_package_pygraphviz_is_asked(monkeypatch, path):
    def graph(string):
        return SimpleNamespace(draw=lambda format, prog: f"{format} {prog} of {string}".encode())

    monkeypatch.setattr(shutil, "which", {"dot": path}.get)
    monkeypatch.setitem(sys.modules, "graphviz", None if path else SimpleNamespace())
    monkeypatch.setitem(sys.modules, "pygraphviz", SimpleNamespace(AGraph=graph))
    assert laid_out("digraph {}") == "plain dot of digraph {}"


def test_the_program_and_pygraphviz_draw_the_same_boxes_and_edges(monkeypatch):
    require("dot")
    require("graphviz")
    require("pygraphviz")
    with monkeypatch.context() as without:
        without.setenv("PATH", "")
        packaged = read(draw_dot(some_graph(2)).svg())
    monkeypatch.setitem(sys.modules, "pygraphviz", None)  # or it might draw instead
    programmed = read(draw_dot(some_graph(2)).svg())
    assert [text.text for text in programmed.texts] == [text.text for text in packaged.texts]
    assert list(programmed.edges) == list(packaged.edges)


def test_where_nothing_can_lay_it_out_one_sentence_names_both_cures(monkeypatch, no_dot):
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


# How it is shown.


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


def test_a_ladder_is_narrow_enough_for_a_phone():
    require("pygraphviz")
    drawn = read(draw_dot(ladder(20)).svg(narrow=True))
    assert (len(drawn.boxes), len(drawn.edges)) == (21, 40)
    assert drawn.width <= NARROW
