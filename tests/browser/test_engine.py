"""The capstone's page gives the reader's own engine as one file, from the answers that are kept."""

from __future__ import annotations

from press.book.exercise import load
from tests.browser.conftest import has_edge, keep

PAGE = "/how-to/capstone/"
OFFER = "Download your engine as one file"
CAPSTONE, MOMENTUM = load("capstone-names"), load("momentum")


def engine(page):
    """The Python file that the page gives, as text."""
    with page.expect_download() as download:
        page.get_by_role("button", name=OFFER).click()
    assert download.value.suggested_filename == "my_engine.py"
    return download.value.path().read_text(encoding="utf-8")


def test_without_answers_the_page_says_what_to_do_first(open_page):
    page = open_page(PAGE)
    said = page.locator("#engine [role=status]")
    said.get_by_text(f"write your answer to “{CAPSTONE.title}” first").wait_for()
    page.evaluate("() => { window.made = []; URL.createObjectURL = (file) => made.push(file); }")
    button = page.get_by_role("button", name=OFFER)
    button.click()
    assert f"{CAPSTONE.title}” first" in said.inner_text()
    assert page.evaluate("made.length") == 0
    assert has_edge(button)
    colour = "e => getComputedStyle(e).color"
    assert said.evaluate(colour) != button.evaluate(colour)  # it is not as loud


def test_the_answers_are_one_file_that_runs(open_page):
    page = open_page(PAGE)
    answers = {"capstone-names": CAPSTONE.solution, "momentum": MOMENTUM.solution}
    keep(page, {**answers, "exam-part-one": "1 / 0"}, passed=["capstone-names"])
    page.get_by_role("button", name=OFFER).wait_for()
    assert page.locator("#engine [role=status]").inner_text() == ""
    text = engine(page)
    assert (
        "my_engine.py has your answers to: capstone-names, momentum."
        in page.locator("#engine").inner_text()
    )
    assert "# From the exercise capstone-names: an answer to it has passed its check." in text
    assert "# From the exercise momentum: no answer to it has passed its check yet." in text
    assert CAPSTONE.verdict(text) == MOMENTUM.verdict(text) == ""


def test_who_has_the_exam_alone_gets_that(open_page):
    page = open_page(PAGE)
    keep(page, {"exam-part-one": "class Value:\n    pass\n"})
    text = engine(page)
    assert "# From the exercise exam-part-one" in text
    assert "class Value:" in text


def test_what_is_written_now_is_in_the_file_without_a_reload(open_page):
    page = open_page(PAGE)
    box = page.locator("#exercise-capstone-names")
    box.scroll_into_view_if_needed()  # it comes when it is near
    box.get_by_role("textbox").fill("class Value:\n    mine = True\n")
    assert "mine = True" in engine(page)
