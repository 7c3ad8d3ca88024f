"""Exercises in place and progress kept: answered, checked, helped, remembered and carried on."""

from __future__ import annotations

import base64
import re

import pytest

from press.book.exercise import gets, load
from tests.browser.conftest import has_edge, has_focus, keep, until

PAGE = "/tutorial/01-slopes/"
NAME = "measure-a-slope"
EXERCISE = load(NAME)


class Exercise:
    """An exercise on a page, as a reader meets it."""

    def __init__(self, page, name=NAME):
        self.page = page
        self.box = page.locator(f"#exercise-{name}")
        self.area = self.box.get_by_role("textbox")
        self.verdict = self.box.locator(".live__status")
        self.box.scroll_into_view_if_needed()  # it comes when it is near
        self.area.wait_for()

    def press(self, name):
        self.box.get_by_role("button", name=name).click()

    def answer(self, code):
        """Check an answer; what the page says of it."""
        self.area.fill(code)
        self.press("Check")
        until(
            self.box,
            "box => !/^(Loading|Running|$)/.test(box.querySelector('.live__status').textContent)"
            " && box.querySelector('.live button').ariaDisabled !== 'true'",
        )
        return self.verdict.inner_text()


AND_SEE = """async (y) => { scrollTo({ top: y, behavior: "instant" });
  for (const _ of [1, 2, 3]) await new Promise(requestAnimationFrame); }"""


def weight(verdict):
    return verdict.evaluate("e => getComputedStyle(e).fontWeight")


@pytest.fixture
def exercise(open_page):
    return Exercise(open_page(PAGE))


def test_it_comes_when_it_is_near(open_page):
    page = open_page(PAGE)
    page.wait_for_load_state("networkidle")
    assert page.locator(".exercise textarea").count() == 0
    assert Exercise(page).area.is_visible()
    for y in (0, page.evaluate("scrollY")):  # away and back
        page.evaluate(AND_SEE, y)
    assert page.locator(f"#exercise-{NAME} textarea").count() == 1


def test_what_is_given_stays_in_sight(open_page):
    exercise = Exercise(open_page(PAGE), "go-downhill")
    given = exercise.box.locator(".highlight")
    assert [part.is_visible() for part in given.all()[:2]] == [True, False]
    assert load("go-downhill").given.splitlines()[0] in given.first.inner_text()


def test_the_blank_is_there_to_be_filled_in_and_fails(exercise):
    assert exercise.area.input_value() == EXERCISE.blank
    assert exercise.answer(EXERCISE.blank) == EXERCISE.verdict(EXERCISE.blank)


def test_the_solution_passes_and_each_mistake_gets_its_own_message(exercise):
    for message, wrong in EXERCISE.mistakes:
        assert gets(message, exercise.answer(wrong))
    assert exercise.answer(EXERCISE.solution) == "Passed."
    assert weight(exercise.verdict) == "700"
    exercise.area.fill(EXERCISE.solution + "\n")
    assert exercise.verdict.inner_text() == "Passed."  # what was said of it stays


def test_an_answer_that_stops_with_an_error_is_told_so(exercise):
    assert exercise.answer("1 / 0").startswith("Your answer stops with an error: ZeroDivisionError")
    exercise.page.reload()
    assert Exercise(exercise.page).verdict.inner_text() == ""  # it has not passed


def test_what_an_answer_prints_and_draws_is_shown(exercise):
    code = "print('seen')\nfrom minigrad import *\ndraw_dot((Value(2.0) * 3.0).exp())"
    exercise.answer(code)
    output = exercise.box.locator(".live__output")
    assert output.locator("pre").inner_text().strip() == "seen"
    assert output.locator("figure.graph .stepper input").is_visible()

    exercise.answer("def slope():\n    1 / 0\n\nslope()")
    assert 'File "<answer>", line 2, in slope' in output.inner_text()
    exercise.press("Reset")
    assert not output.is_visible()
    assert exercise.verdict.inner_text() == "As it was."
    assert has_focus(exercise.area)


def test_an_answer_that_never_ends_is_stopped(exercise, cells):
    (snippet, *_) = cells(exercise.page)
    snippet.run("x = 5")
    exercise.area.fill("while True:\n    pass")
    exercise.press("Check")
    exercise.page.get_by_text("Running your answer").wait_for()
    exercise.press("Stop")

    exercise.page.get_by_text("Stopped. The variables of this page are lost").wait_for()
    assert "NameError" in snippet.run("x")  # it has not run in the new Python
    assert exercise.answer(EXERCISE.solution) == "Passed."


def test_hints_come_one_at_a_time_and_the_solution_when_asked_for(exercise):
    hints, solution = exercise.box.locator("details.hint"), exercise.box.locator("details.success")
    assert not solution.is_visible()
    for number in range(len(EXERCISE.hints)):
        assert not hints.nth(number).is_visible()
        exercise.press(f"Hint {number + 1} of {len(EXERCISE.hints)}")
        assert hints.nth(number).locator("p").first.is_visible()
        assert has_focus(hints.nth(number).locator("summary"))

    exercise.press("Show the solution")
    assert solution.locator("code").is_visible()
    assert has_focus(solution.locator("summary"))
    offered = exercise.box.get_by_role("button", name=re.compile("^(Hint|Show the solution)"))
    assert offered.count() == 0  # all is there
    exercise.press("Reset")
    assert offered.count() == 2
    assert not (hints.first.is_visible() or solution.is_visible())


def test_an_answer_and_a_pass_survive_a_reload_and_go_with_reset(exercise):
    exercise.answer(EXERCISE.solution)
    exercise.page.reload()
    again = Exercise(exercise.page)
    assert again.area.input_value() == EXERCISE.solution
    assert again.verdict.inner_text() == "Passed before."
    assert weight(again.verdict) == "700"

    again.press("Reset")
    exercise.page.reload()
    fresh = Exercise(exercise.page)
    assert fresh.area.input_value() == EXERCISE.blank
    assert fresh.verdict.inner_text() == ""


def test_checking_is_done_by_keyboard(exercise):
    exercise.area.fill(EXERCISE.solution)
    exercise.area.press("Control+Enter")
    exercise.box.get_by_text("Passed.", exact=True).wait_for()


def told(page, text):
    """Wait until the page says so of the reader's progress."""
    page.locator("#progress [role=status]", has_text=text).wait_for()


def test_progress_is_shown_carried_to_another_device_and_forgotten(exercise, open_page):
    page = exercise.page
    exercise.answer(EXERCISE.solution)
    page.locator("article > :last-child").scroll_into_view_if_needed()
    page.locator(".md-nav [role=img][aria-label=read]").first.wait_for(state="attached")
    page.goto("/")
    told(page, "Chapters read: 1 of 15. Exercises passed: 1 of ")
    assert page.get_by_role("heading", name="Your progress").is_visible()

    code = page.locator("#progress-code").input_value()
    other = open_page("/")
    told(other, "Chapters read: 0 of 15")
    place = other.get_by_label("Code of your progress")
    assert not place.is_visible()
    other.locator("#progress summary").click()
    assert not place.evaluate("e => e.spellcheck")  # it is no text
    own = place.input_value()
    for nonsense in ("nonsense", base64.b64encode(b'{"read": 7}').decode()):
        place.fill(nonsense)
        other.get_by_role("button", name="Use this code").click()
        told(other, "not a progress code")
        place.fill(own)
        other.get_by_role("button", name="Use this code").click()
        told(other, "Chapters read: 0 of 15")
    place.fill(code)
    other.get_by_role("button", name="Use this code").click()
    told(other, "Chapters read: 1 of 15")
    assert has_focus(other.get_by_role("button", name="Use this code"))

    reset = other.get_by_role("button", name="Reset", exact=True)
    other.once("dialog", lambda dialog: dialog.dismiss())
    reset.click()
    told(other, "Chapters read: 1 of 15")
    other.once("dialog", lambda dialog: dialog.accept())
    reset.click()
    told(other, "Chapters read: 0 of 15")
    assert has_focus(reset) and has_edge(reset)
    assert other.get_by_role("heading", name="Your progress").count() == 1
    assert other.get_by_role("paragraph").filter(has_text="in this browser only").is_visible()
    assert open_page("/").context.cookies() == []


def test_where_no_button_may_copy_the_reader_is_told_and_the_code_is_selected(open_page):
    page = open_page("/")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(Error('no')); }")
    page.locator("#progress summary").click()
    page.get_by_role("button", name="Copy", exact=True).last.click()
    told(page, "The code is selected")
    assert (
        page.evaluate("getSelection().toString()") == page.locator("#progress-code").input_value()
    )


# Parts to put in order.


@pytest.fixture
def order(open_page):
    """An exercise whose list of parts is there; `order.parts()` are their first lines."""
    return ordered(open_page("/tutorial/04-backward/", 375, 740), "order-the-lines")


def ordered(page, name):
    box = page.locator(f"#exercise-{name}")
    box.scroll_into_view_if_needed()
    box.get_by_role("list", name="Parts of").wait_for()
    texts = box.locator("li pre").all_text_contents
    box.parts = lambda: [text.split("\n")[0].strip() for text in texts()]
    return box


def test_the_parts_are_moved_by_buttons_and_the_answer_is_what_then_stands_there(order):
    start = order.parts()
    assert order.locator("pre:has(~ .order)").inner_text() == "def backward(root):"
    assert start[0] == "root.grad += 1.0"
    for _ in range(3):
        order.get_by_role("button", name="Down: root.grad").click()
    assert order.parts() == [*start[1:], start[0]]
    assert order.get_by_role("status").inner_text() == "Now in place 4 of 4."
    assert not order.get_by_role("textbox").is_visible()


def test_where_no_line_is_blank_each_line_is_a_part(open_page):
    lines = [line.strip() for line in load("order-the-loss").blank.splitlines()[1:]]
    assert ordered(open_page("/tutorial/09-cross-entropy/"), "order-the-loss").parts() == lines


def test_a_key_moves_a_part_and_keeps_the_focus_until_the_end(order):
    down = order.get_by_role("button", name="Down: order = ")
    down.focus()
    order.page.keyboard.press("Enter")
    assert order.parts()[3].startswith("order = ")
    assert has_focus(order.get_by_role("button", name="Down: order = "))
    order.page.keyboard.press("Enter")  # it is the last, and stays
    assert order.parts()[3].startswith("order = ")
    order.get_by_role("button", name="Up: order = ").focus()
    for place in (2, 1, 0, 0):  # and the first stays
        order.page.keyboard.press("Enter")
        assert order.parts()[place].startswith("order = ")
        assert has_focus(order.get_by_role("button", name="Up: order = "))


def test_the_right_order_passes_and_reset_brings_the_wrong_one_back(order):
    start = order.parts()
    up_to_the_top = ["Up: order = "] * 2
    for button in [*up_to_the_top, "Down: for node in reversed", "Up: for node in order"]:
        order.get_by_role("button", name=button).click()
    order.get_by_role("button", name="Check").click()
    order.get_by_text("Passed.").wait_for()
    order.get_by_role("button", name="Reset").click()
    assert order.parts() == start


def test_an_answer_that_was_written_otherwise_stays_text(order):
    page = order.page
    keep(page, {"order-the-lines": "def backward(root):\n    pass"})
    order.scroll_into_view_if_needed()
    area = order.get_by_role("textbox")
    area.wait_for()
    assert area.input_value().endswith("pass")
    assert order.locator(".order").is_hidden()
