"""No state that a reader brings a page to raises a barrier, by day and by night, and on a phone."""

from __future__ import annotations

import pytest

from tests.browser.barriers import barriers
from tests.browser.conftest import read_through
from tests.browser.figure import Figure
from tests.browser.test_exercises import Exercise
from tests.browser.test_sliders import Moved, slope

FIRST = "/tutorial/01-slopes/"
GRAPHS = "/tutorial/03-chain-rule/"
STATES = {}


def state(address):
    """A page, and how a reader brings it to a state."""

    def named(bring):
        STATES[bring.__name__.replace("_", " ")] = (address, bring)
        return bring

    return named


@state("/tutorial/04-backward/")
def cells_that_ran_failed_are_edited_and_run(page, cells):
    ran, failed, drawn, edited, runs, *_ = cells(page)
    ran.run("print('x' * 500)")
    failed.run("1 / 0")
    drawn.write("from minigrad import *\nx = Value(1.0) * 2 + 3\ndraw_dot(x)")
    failed.write("")
    drawn.run()
    drawn.output.get_by_role("button", name="Previous").click()
    edited.write("")
    runs.write("while True: pass").press("Run")


@state(FIRST)
def an_exercise_failed_and_its_help_open(page, _):
    exercise = Exercise(page)
    exercise.answer("1 / 0")
    exercise.press("Hint 1")
    exercise.press("Show the solution")


@state(FIRST)
def a_slider_moved(page, _):
    moved = Moved(page)
    moved.put(40)
    moved.shows(slope(moved.number))


@state(GRAPHS)
def steps_and_a_path_midway(page, _):
    figures = page.locator("figure.graph:has(.stepper)")
    stepped, walked = Figure(figures.nth(0)), Figure(figures.nth(1))
    stepped.press("Previous")
    walked.svg.get_by_role("button").first.click()
    walked.said.filter(has_text="path 1 of").wait_for()


@state(FIRST)
def the_search_open(page, _):
    read_through(page)
    page.locator(".exercise .live").last.wait_for()
    page.keyboard.press("s")
    page.keyboard.type("slope")
    page.locator(".md-search-result__item").first.wait_for()


@state(GRAPHS)
def the_projector_view(page, _):
    page.locator(".stepper button").first.wait_for()
    page.keyboard.press("v")
    view = page.get_by_role("navigation", name="Projector view")
    view.wait_for()
    while not page.locator("article > .graph:visible, article > .snippet:visible").count():
        page.keyboard.press("ArrowRight")


@pytest.mark.parametrize("name", STATES)
def test_no_state_of_a_page_raises_a_barrier(open_page, cells, name):
    address, bring = STATES[name]
    page = open_page(address, reduced_motion="reduce")
    bring(page, cells)
    assert list(barriers(page)) == []
