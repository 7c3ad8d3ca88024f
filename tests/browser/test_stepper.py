"""The steps of a drawn graph, by mouse and by keyboard."""

from __future__ import annotations

import json

import pytest

from tests.browser.conftest import has_focus

PAGE = "/tutorial/05-operations/"  # the graph of g, the largest of the first chapters


class Figure:
    """A drawn graph with its controls."""

    def __init__(self, page):
        self.page = page
        self.root = page.locator("figure.graph").first
        self.steps = json.loads(
            self.root.locator(".graph__data").evaluate("e => e.content.textContent")
        )
        self.sentences = self.root.locator(".graph__steps li").all_text_contents()
        self.said = self.root.get_by_role("status")
        self.slider = self.root.get_by_role("slider")

    def press(self, name):
        self.root.get_by_role("button", name=name, exact=True).click()

    def texts(self):
        return self.root.locator("svg .node.value text").all_text_contents()

    def lit(self):
        ids = self.root.locator(".is-lit").evaluate_all("parts => parts.map(p => p.id)")
        return {name.removeprefix(self.root.get_attribute("id") + "-") for name in ids}


@pytest.fixture
def figure(open_page):
    return Figure(open_page(PAGE))


def test_it_starts_in_the_final_state(figure):
    before = figure.texts()

    assert figure.lit() == set()
    figure.press("Previous")
    figure.press("Last")
    assert figure.texts() == before


def test_every_step_says_its_sentence_and_lights_its_nodes(figure):
    figure.press("First")
    for i, step in enumerate(figure.steps):
        assert figure.said.inner_text().endswith(f"· {figure.sentences[i]}")
        assert figure.said.inner_text().startswith(f"{i + 1} of {len(figure.steps)} ")
        assert figure.slider.input_value() == str(i)
        assert set(step["on"]) <= figure.lit()
        if i + 1 < len(figure.steps):
            figure.press("Next")


def test_numbers_appear_as_the_passes_reach_them(figure):
    name = figure.root.get_attribute("id")
    figure.press("First")
    shown = figure.texts()
    assert shown.count("data ?") == len(shown) // 3 - len(figure.steps[0]["data"])
    assert "grad 0.0" in shown

    for step in figure.steps[1:]:
        figure.press("Next")
        for key in ("data", "grad"):
            for node, number in step[key].items():
                row = figure.page.locator(f"#{name}-{node} text").nth(1 + (key == "grad"))
                assert row.text_content() == f"{key} {number}"


def test_the_ends_are_marked_and_keep_the_focus(figure):
    first = figure.root.get_by_role("button", name="First")
    assert first.get_attribute("aria-disabled") == "false"
    figure.press("First")

    assert first.get_attribute("aria-disabled") == "true"
    assert has_focus(first)
    figure.root.get_by_role("button", name="Previous").click(force=True)
    assert figure.said.inner_text().startswith("1 of ")


def test_keys_step_from_any_control(figure):
    count = len(figure.steps)
    figure.root.get_by_role("button", name="Next").focus()
    for key, at in [("Home", 1), ("ArrowRight", 2), ("ArrowRight", 3), ("ArrowLeft", 2)]:
        figure.page.keyboard.press(key)
        assert figure.said.inner_text().startswith(f"{at} of {count} ")
    figure.slider.focus()
    for key, at in [("ArrowRight", 3), ("End", count), ("Home", 1)]:
        figure.page.keyboard.press(key)
        assert figure.said.inner_text().startswith(f"{at} of {count} ")
    assert figure.slider.get_attribute("aria-valuetext") == f"1 of {count}"


def test_both_passes_are_told_apart_by_more_than_colour(figure):
    figure.press("First")
    assert "is-forward" in figure.root.get_attribute("class")
    figure.press("Last")
    assert "is-backward" in figure.root.get_attribute("class")
    assert figure.said.inner_text().split("· ")[1].startswith("backward")
    width = "e => getComputedStyle(e).strokeWidth"
    lit = figure.root.locator(".node.is-lit polygon").first.evaluate(width)
    unlit = figure.root.locator(".node.value:not(.is-lit) polygon").first.evaluate(width)
    assert float(lit.removesuffix("px")) > float(unlit.removesuffix("px"))


def test_the_step_that_is_told_is_marked_in_the_list(figure):
    figure.press("First")
    figure.press("Next")

    marked = figure.root.locator("li[aria-current=step]")
    assert marked.all_text_contents() == [figure.sentences[1]]


def test_on_a_phone_the_lit_node_comes_into_view(open_page):
    page = open_page(PAGE, width=320, height=640, reduced_motion="reduce")
    figure = Figure(page)
    box = figure.root.locator(".graph__scroll")
    figure.press("First")
    for step in figure.steps[1:]:
        figure.press("Next")
        node = page.locator(f"#{figure.root.get_attribute('id')}-{step['on'][0]}")
        outer, inner = box.bounding_box(), node.bounding_box()
        middle = inner["x"] + inner["width"] / 2
        assert outer["x"] <= middle <= outer["x"] + outer["width"]


def test_every_drawn_graph_of_the_book_can_be_stepped_and_ends_as_drawn(open_page, site):
    page = open_page()
    for file in sorted(site.rglob("*.html")):
        if 'class="graph"' not in file.read_text(encoding="utf-8"):
            continue
        page.goto("/" + file.relative_to(site).as_posix())
        page.locator(".stepper").first.wait_for(state="attached")
        figures, steppers = page.locator("figure.graph"), page.locator("figure.graph .stepper")
        alone = page.locator("figure.graph:has(ol > li:only-child)")  # a leaf has no steps
        assert figures.count() == steppers.count() + alone.count()
        drawn = texts(page)
        for name in ("First", "Last"):
            for button in steppers.get_by_role("button", name=name).all():
                button.evaluate("e => e.click()")  # some are in folded boxes
        assert texts(page) == drawn


def texts(page):
    """All that stands in the drawings of a page."""
    return [text.strip() for text in page.locator("figure.graph svg text").all_text_contents()]
