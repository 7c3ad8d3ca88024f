"""A drawn graph as a figure of a page: two pictures, its steps as words, and its data."""

from __future__ import annotations

import json
import math
import re

import pytest

from minigrad import Value, draw_dot, topological_order
from minigrad.floats import rounded
from press.outputs.requirements import require
from press.runtime.figure import Picture, data_html, figure_html, frozen
from tests.minigrad.drawn import chain, ladder, read, some_graph

require("pygraphviz")


def html_of(root: Value, **options) -> str:
    return figure_html(frozen(draw_dot(root, **options)), "graph-1")


def data_of(html: str) -> dict:
    return json.loads(re.search(r'json">(.*?)</script>', html)[1])


def test_no_text_in_the_data_ends_the_script_or_hides_its_end():
    data = {"check": "</script> or <!--<script>"}
    html = data_html(data)
    assert html.count("<") == 4  # the template and the script, begun and ended
    assert data_of(html) == data


@pytest.mark.parametrize("root", [chain(4), some_graph(1), some_graph(3)], ids=str)
def test_both_pictures_know_their_parts_by_the_same_names(root):
    html = html_of(root)
    wide, narrow = html.split('<div class="graph__picture">')[1:]
    names = [re.findall(r'data-id="(.*?)"', svg) for svg in (wide, narrow)]
    order = topological_order(root)
    edges = sum(len(node._prev) for node in order)
    assert names[0] == names[1]
    assert len(set(names[0])) == len(names[0]) == len(order) + edges
    assert re.findall(r' id="(.*?)"', html) == ["graph-1"]


def test_the_style_sheet_decides_how_it_looks():
    assert not re.search(r"(fill|stroke|font-\w+)=", html_of(some_graph(1)))


def test_a_graph_that_fits_a_phone_is_there_once():
    html = html_of(ladder(1), title="<A> & b")
    assert html.startswith('<figure class="graph" id="graph-1"><div class="graph__picture"><svg')
    assert html.count("<svg") == 1
    assert 'aria-label="&lt;A&gt; &amp; b"' in html
    assert "<figcaption>&lt;A&gt; &amp; b</figcaption>" in html
    assert "<title" not in html


def picture(wide: float, narrow: float) -> Picture:
    svgs = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} 9" width="{w}" height="9"/>'
        for w in (wide, narrow)
    ]
    return Picture(svgs[0], "A title", "a text", svgs[1])


@pytest.mark.parametrize("width", range(309, 681, 10))
def test_the_wide_picture_is_shown_from_where_its_text_is_11_pixels_high(width):
    """Or almost: no column of the book is that wide and no wider."""
    least = int(re.search(r"graph--(\d+)", figure_html(picture(width, 300), "g"))[1])
    assert 12 * least / width >= 10.9
    assert least in (308, 380, 460, 540, 620)


def test_what_fits_no_phone_is_shown_from_afar_and_opens():
    html = html_of(chain(45))
    assert html.startswith('<figure class="graph graph--overview" id="graph-1"><details')
    assert "An overview of 46 values." in html
    assert html.count("<svg") == 1


# The data.


@pytest.mark.parametrize("seed", range(4))
def test_the_data_has_each_step_and_each_slope(seed):
    root = some_graph(seed)
    data, drawing = data_of(html_of(root)), draw_dot(root)
    assert data["slopes"] == drawing.slopes
    for step, told in zip(drawing.steps, data["steps"], strict=True):
        assert told == {
            "on": [*step["nodes"], *step["edges"]],
            "data": {id_: rounded(x) for id_, x in step["data"].items()},
            "grad": {id_: rounded(x) for id_, x in step["grad"].items()},
        }


def test_the_last_step_has_the_texts_as_drawn():
    root = some_graph(2)
    html, drawn = html_of(root), read(draw_dot(root).svg())
    for kind in ("data", "grad"):
        last = {id_: text for step in data_of(html)["steps"] for id_, text in step[kind].items()}
        assert last == {id_: box.texts[kind].text for id_, box in drawn.boxes.items()}


@pytest.mark.parametrize(
    ("slope", "told"), [(math.inf, "Infinity"), (-math.inf, "-Infinity"), (math.nan, "NaN")]
)
def test_a_slope_that_json_does_not_know_is_told_as_javascript_reads_it(slope, told):
    x = Value(1.0)
    y = Value(2.0, (x,), "f", (slope,))
    assert data_of(html_of(y))["slopes"] == {"n0-n1-0": told}


def test_what_stands_in_the_place_of_a_number_does_not_end_the_data():
    x = Value(1.0)
    y = Value(2.0, (x,), "f", (1.0,))
    x.data = "</script>"
    html = html_of(y)
    assert html.count("</script>") == 1
    assert data_of(html)["steps"]


@pytest.mark.parametrize("seed", range(4))
def test_the_figure_of_a_worksheet_holds_no_number_that_was_computed(seed):
    root = some_graph(seed)
    frozen_sheet = frozen(draw_dot(root, blank=True))
    html = figure_html(frozen_sheet, "graph-1")
    assert (frozen_sheet.steps, frozen_sheet.slopes) == ([], {})
    assert "graph__steps" not in html and "graph__data" not in html
    leaves = {rounded(node.data) for node in topological_order(root) if not node._prev}
    for text in re.findall(r'class="(?:data|grad|slope)"[^>]*>([^<]*)<', html):
        assert text == "" or text in leaves
