"""Chapter 3 as a screen reader tells it: a figure, its steps, its paths, and an exercise."""

from __future__ import annotations

import pytest

from tests.browser.figure import Figure
from tests.browser.test_exercises import Exercise

CHAPTER = "/tutorial/03-chain-rule/"
TITLE = "L = (a * b + c) * f, before any gradient"
DRAWN = f"""
- figure "{TITLE}":
  - group "{TITLE}":
    - button "a 2.0 0.0"
    - button "b -3.0 0.0"
    - 'img "e *: value -6.0, gradient 0.0"'
    - button "c 10.0 0.0"
    - 'img "d +: value 4.0, gradient 0.0"'
    - button "f -2.0 0.0"
    - 'img "L *: value -8.0, gradient 0.0"'
    - 'img "a to e *: slope -3.0"'
    - 'img "b to e *: slope 2.0"'
    - 'img "e * to d +: slope 1.0"'
    - 'img "c to d +: slope 1.0"'
    - 'img "d + to L *: slope -2.0"'
    - 'img "f to L *: slope 4.0"'
  - 'group "Steps: {TITLE}"':
    - button "Play"
    - button "Previous"
    - button "Next" [disabled]
    - slider "Step": "3"
    - status
  - group: Step by step
"""
A_STEP_BACK = """
- figure:
  - group:
    - 'img "d +: value 4.0, gradient 0.0"'
    - 'img "L *: value ?, gradient 0.0"'
    - 'img "f to L *: slope ?"'
  - group:
    - button "Next"
    - slider "Step": "2"
    - status: "3 of 4 · forward through +: d.data = e.data + c.data = (-6.0) + 10.0 = 4.0"
"""
A_PATH = """
- figure:
  - group:
    - status: "a: path 1 of 1: (-3.0) · 1.0 · (-2.0) = 6.0, what backward() adds to its gradient"
"""
AN_ANSWER = """
- paragraph: Six boxes
- textbox "Code of your answer to Six boxes"
- button "Check"
- button "Hint 1 of 3"
- button "Show the solution"
- button "Reset"
- status: /Your answer stops with an error.+ZeroDivisionError/
"""


@pytest.fixture
def told():
    """What a part of a page must be to one who hears it."""
    from playwright.sync_api import expect

    return lambda part, outline: expect(part).to_match_aria_snapshot(outline)


def test_a_figure_its_steps_and_its_paths_are_told(open_page, told):
    figure = Figure(open_page(CHAPTER).locator("figure.graph:has(.stepper)").first)
    told(figure.root, DRAWN)
    said = figure.leaf("a").get_attribute("aria-description")
    assert said == "value 2.0, gradient 0.0, shows its paths"
    figure.press("Previous")
    told(figure.root, A_STEP_BACK)
    figure.leaf("a").click()
    told(figure.root, A_PATH)


def test_an_exercise_and_its_verdict_are_told(open_page, told):
    exercise = Exercise(open_page(CHAPTER), "fill-in-the-boxes")
    exercise.answer("1 / 0")
    told(exercise.box, AN_ANSWER)
