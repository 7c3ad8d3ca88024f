"""What the reader's system asks for: its own colours, or paper."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Cell, read_through
from tests.browser.figure import Figure

SIGNS = """() => {  // whatever is cut out of a ground, and the colour of that ground
  const signs = [];
  for (const each of document.querySelectorAll("*")) for (const part of ["::before", "::after"]) {
    const style = getComputedStyle(each, part);
    if (style.content === "none" || style.maskImage === "none") continue;
    signs.push([`${each.localName}.${each.className}${part}`, style.backgroundColor]);
  }
  return [getComputedStyle(document.body).backgroundColor, signs];
}"""
COLOURS = "e => { const s = getComputedStyle(e); return [s.fill, s.color]; }"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_sign_is_lost_in_the_systems_own_colours(open_page, scheme):
    page = open_page("/tutorial/01-slopes/", forced_colors="active", color_scheme=scheme)
    read_through(page)
    page.locator(".exercise textarea").first.wait_for(state="attached")
    ground, signs = page.evaluate(SIGNS)
    assert {sign.split("::")[1] for sign, _ in signs} == {"before", "after"}
    assert [sign for sign, colour in signs if colour == ground] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_graph_is_whole_in_the_systems_own_colours(open_page, scheme):
    page = open_page("/tutorial/03-chain-rule/", forced_colors="active", color_scheme=scheme)
    figure = Figure(page.locator("figure.graph:has(.stepper)").first)
    figure.go(2)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    ink = page.evaluate("getComputedStyle(document.body).color")
    for text in (".name", ".op", ".data", ".grad", ".slope"):
        assert figure.svg.locator(text).first.evaluate(COLOURS)[0] == ink
    for line in (".edge path", ".is-lit rect", ".node rect"):
        assert figure.svg.locator(line).first.evaluate(COLOURS)[1] == ink
    assert figure.svg.locator(".leaf rect").first.evaluate(COLOURS)[0] == ground


def test_on_paper_a_run_and_an_edit_are_whole(open_page):
    page = open_page("/tutorial/01-slopes/")
    cell = Cell(page, "Snippet 1")
    cell.run("for i in range(100): print(i)\nprint('wide ' * 60)  # " + "long " * 60)
    page.emulate_media(media="print")
    for part in (cell.output.locator("pre"), cell.group.get_by_role("textbox")):
        assert part.evaluate("e => e.scrollHeight - e.clientHeight") <= 1
        assert part.evaluate("e => e.scrollWidth - e.clientWidth") <= 1
