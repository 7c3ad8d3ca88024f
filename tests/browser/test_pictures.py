"""Drawn graphs at the sizes of screens, in forced colours and in print, and drawn anew by a Run."""

from __future__ import annotations

import pytest

from tests.browser.test_every_page import MEASURE

PAGE = "/tutorial/03-chain-rule/"  # its graphs have values, gradients and slopes

STYLES = """() => { const of = kind => {
  const style = getComputedStyle(document.querySelector(`figure.graph .${kind}`));
  return [style.fontStyle, style.fill, style.visibility]; };
  return [of("data"), of("grad"), of("slope")]; }"""


def test_value_and_derivative_are_told_apart_by_colour_and_slant(open_page):
    (upright, blue, _), (slanted, orange, _), slope = open_page(PAGE).evaluate(STYLES)
    assert (upright, slanted) == ("normal", "italic")
    assert blue != orange
    assert slope[:2] == [slanted, orange]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_they_are_told_apart_by_slant_alone(open_page, scheme):
    page = open_page(PAGE, forced_colors="active", color_scheme=scheme)
    data, grad, slope = page.evaluate(STYLES)
    text = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    assert data == ["normal", text, "visible"]
    assert grad == slope == ["italic", text, "visible"]


def test_in_forced_colours_what_is_lit_has_the_thicker_line(open_page):
    page = open_page("/tutorial/05-operations/", forced_colors="active", reduced_motion="reduce")
    figure = page.locator("figure.graph").first
    figure.get_by_role("button", name="Previous").click()
    width = "e => parseFloat(getComputedStyle(e).strokeWidth)"
    lit = figure.locator(".graph__picture:visible .is-lit rect").first.evaluate(width)
    unlit = figure.locator(".graph__picture:visible .node:not(.is-lit) rect").first.evaluate(width)
    assert lit > 2 * unlit


def test_in_print_they_are_told_apart_by_slant(open_page):
    page = open_page("/tutorial/05-operations/")
    page.emulate_media(media="print")
    (upright, *_), (slanted, *_), (slope, *_) = page.evaluate(STYLES)
    assert (upright, slanted, slope) == ("normal", "italic", "italic")
    assert page.evaluate(MEASURE)[0]["letters"] >= 11


def test_a_worksheet_has_no_steps_and_no_number_that_was_computed(open_page):
    page = open_page("/how-to/draw-a-graph/")
    sheet = page.locator("figure.graph", has_text="To be filled in")
    assert sheet.locator(".stepper, .graph__steps, .graph__data").count() == 0
    leaves = sheet.locator(".graph__picture:visible .leaf .data").all_text_contents()
    assert all(leaves)
    for kind in (".node:not(.leaf) .data", ".grad", ".slope"):
        assert set(sheet.locator(f"svg {kind}").all_text_contents()) == {""}


PARTS = """figures => figures.flatMap(figure => [...figure.querySelectorAll("svg *, svg")])
  .map(part => [part.tagName, part.textContent,
    ...["viewBox", "x", "y", "width", "height", "data-id"].map(x => part.getAttribute(x))])"""
ENDS = """figures => figures.flatMap(figure => [...figure.querySelectorAll("svg .edge")])
  .flatMap(edge => {
    const [way, head] = [...edge.querySelectorAll("path")]
      .map(path => path.getAttribute("d").match(/[0-9.]+/g).map(Number));
    return [way[0], way[1], head[2], head[3]]; })"""


@pytest.mark.parametrize("page", ["/tutorial/02-graph/", "/tutorial/03-chain-rule/"])
def test_what_a_run_draws_is_the_picture_of_the_site(open_page, cells, page):
    """For both widths: Graphviz in the browser lays it out as Graphviz did for the site."""
    compared = 0
    for cell in cells(open_page(page)):
        recorded = cell.group.locator("> figure.graph")
        if recorded.count():
            before, ends = recorded.evaluate_all(PARTS), recorded.evaluate_all(ENDS)
            cell.run()
            drawn = cell.output.locator("figure.graph")
            assert drawn.evaluate_all(PARTS) == before
            # between its ends, two versions of Graphviz may bend an edge differently
            assert drawn.evaluate_all(ENDS) == pytest.approx(ends, abs=1.0)
            compared += 1
    assert compared >= 2
