"""Every page of the site, opened once: no barrier, nothing cut off, each graph fits and steps."""

from __future__ import annotations

import pytest

from tests.book import url_path
from tests.browser.barriers import barriers
from tests.browser.conftest import broken_words, until

SHARES = 40  # of the pages: so many can be at it at once

CUT_OFF = """() => {
  for (const box of document.querySelectorAll("details")) box.open = true;
  const boxes = ":is(.snippet__output, .language-pycon) :is(pre, code), .live__output pre";
  return [...document.querySelectorAll(boxes)].filter((e) => e.scrollWidth > e.clientWidth)
    .map((e) => e.textContent.slice(0, 60)); }"""
WORD = r"(?<![\w/])[A-Za-z]{2,}(?![\w/])"  # of prose: no address
NO_PROSE = "code, pre, svg, math, textarea"
SMALL = """() => [...document.querySelectorAll(".plot svg[font-size]")].map((svg) => ({
    name: svg.querySelector("title").textContent, letters: svg.getAttribute("font-size")
      * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width }))
  .filter((plot) => plot.letters && plot.letters < 11)"""
HEIGHTS = """containment => {
  const alone = new CSSStyleSheet();
  alone.replaceSync(`article > :nth-child(n + 9):not(h2, h3, h4) { contain: ${containment} }`);
  document.adoptedStyleSheets = [alone];
  return [...document.querySelectorAll(".md-content__inner > *")].map((e) =>
    `${Math.round(e.getBoundingClientRect().height)} px: ${e.textContent.slice(0, 40)}`); }"""
GRAPHS = "figure.graph:not(.graph--overview)"
MEASURE = """() => [...document.querySelectorAll("GRAPHS")].map(figure => {
  const isIn = (box, { x, y }) => x > box.x + 2 && x < box.x + box.width - 2
    && y > box.y + 2 && y < box.y + box.height - 2;
  const through = (edge) => {
    const way = edge.querySelector("path"), length = way.getTotalLength();
    const ends = edge.dataset.id.split("-");
    const others = [...edge.ownerSVGElement.querySelectorAll(".node")]
      .filter(node => !ends.includes(node.dataset.id))
      .map(node => node.querySelector("rect").getBBox());
    const points = [...Array(20).keys()].map(i => way.getPointAtLength(length * i / 20));
    return others.some(box => points.some(point => isIn(box, point))); };
  const svgs = [...figure.querySelectorAll("svg")].filter(svg => svg.getBoundingClientRect().width);
  const box = svgs[0].getBoundingClientRect(), outer = figure.getBoundingClientRect();
  return {
    id: figure.id, shown: svgs.length, letters: 12 * box.width / svgs[0].viewBox.baseVal.width,
    through: [...svgs[0].querySelectorAll(".edge")].filter(through).map(edge => edge.dataset.id),
    sticksOut: box.right - outer.right, scrolls: figure.scrollWidth - figure.clientWidth };
})""".replace("GRAPHS", GRAPHS)
STEP_ALL_TO = """end => { for (const e of document.querySelectorAll(".stepper input")) {
  e.value = e[end]; e.dispatchEvent(new Event("input")); } }"""


def cut_off(page):
    """What a phone would scroll sideways for, words that it breaks, and plots too small to read."""
    for width in (375, 320):
        page.set_viewport_size({"width": width, "height": 640})
        if page.evaluate("document.scrollingElement.scrollWidth") > width:
            yield f"{width} px: the page scrolls sideways"
        yield from (f"{width} px: cut off: {text}" for text in page.evaluate(CUT_OFF))
        yield from (
            f"{width} px: broken within: {word}" for word in broken_words(page, WORD, NO_PROSE)
        )
        yield from (f"{width} px: too small to read: {plot}" for plot in page.evaluate(SMALL))


def parts_of_another_height(page):
    """Parts that have another height when they are laid out for themselves, as the far ones are."""
    free, alone = (page.evaluate(HEIGHTS, containment) for containment in ("none", "layout paint"))
    yield from (f"not as high in its text: {what}" for what in set(alone) - set(free))


def graphs_that_do_not_fit(page, html):
    """Graphs that scroll, stick out, are too small, or have an edge through a box: four screens."""
    page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true; })")
    wanted = html.count('<figure class="graph') - html.count("graph--overview")
    for width in (375, 320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 640})
        figures = page.evaluate(MEASURE)
        if len(figures) != wanted:
            yield f"{width} px: {len(figures)} graphs, and not {wanted}"
        for figure in figures:
            fits = figure["sticksOut"] <= 0.5 and figure["scrolls"] <= 0
            plain = figure["shown"] == 1 and figure["letters"] >= 11 and not figure["through"]
            if not (fits and plain):
                yield f"{width} px: {figure}"


def graphs_that_do_not_step(page):
    """Steppers whose two ends are wrong; a graph of one operation has none: its picture says it."""
    steppers = page.locator("figure.graph .stepper input").count()
    many = page.locator("figure.graph:has(li.forward ~ li.forward ~ li.forward)").count()
    if steppers != many:
        yield f"{steppers} of {many} graphs can be stepped"
    drawn = texts(page)
    for end in ("min", "max"):
        page.evaluate(STEP_ALL_TO, end)
        if ("?" in texts(page)) != (end == "min" and steppers > 0):
            yield f"at their {end} the numbers are not right"
    if texts(page) != drawn:
        yield "they do not end as drawn"


def texts(page):
    """All that stands in the drawings of a page."""
    return page.locator("figure.graph svg text").all_text_contents()


@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_is_open_to_all_and_fits_any_screen(open_page, site, share):
    page = open_page(reduced_motion="reduce")
    wrong = []
    for file in sorted(site.rglob("*.html"))[share::SHARES]:
        html = file.read_text(encoding="utf-8")
        address = "/" + url_path(file, site)
        page.goto(address)
        found = [*barriers(page), *parts_of_another_height(page), *cut_off(page)]
        if '<figure class="graph' in html:
            until(page, "document.querySelector('.live')")
            until(page, "!document.querySelector('.stepper:empty')")
            found += [*graphs_that_do_not_fit(page, html), *graphs_that_do_not_step(page)]
        wrong += [f"{address}: {each}" for each in found]
    assert wrong == []
