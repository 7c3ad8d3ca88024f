"""The projector view: one snippet, question or picture a screen, by keys."""

from __future__ import annotations

import pytest

from tests.browser.conftest import lay_out, read_through, script, until


@pytest.fixture
def shown(open_page):
    """A chapter, projected; `page.blocks()` tells what stands on the screen."""
    page = open_page("/tutorial/03-chain-rule/", width=1280)
    page.locator(".stepper button").first.wait_for()
    page.keyboard.press("v")
    bar = page.get_by_role("navigation", name="Projector view")
    bar.wait_for()
    page.said = bar.get_by_role("status").text_content
    page.blocks = lambda: page.locator("article > :visible:not(h1)").evaluate_all(
        "all => all.map(e => e.matches('p') ? 'sentence' : e.className.split(' ')[0])"
    )
    return page


def test_one_block_fills_the_screen_with_the_sentence_above_it(shown):
    assert shown.blocks() == ["admonition"]
    while "snippet" not in shown.blocks():
        shown.keyboard.press("ArrowRight")
    assert shown.blocks() in (["snippet"], ["sentence", "snippet"])
    assert not shown.locator("header.md-header").is_visible()


def test_what_leads_to_a_block_is_shown_if_it_stands_right_above(shown):
    above = shown.locator("article > .snippet").evaluate_all(
        "all => all.map(e => e.previousElementSibling.tagName)"
    )
    assert "P" in above and {"H2", "DIV"} & set(above)
    found = []
    while len(found) < len(above):
        if shown.blocks()[-1] == "snippet":
            found.append(shown.blocks())
        shown.keyboard.press("ArrowRight")
    assert found == [["sentence"] * (tag == "P") + ["snippet"] for tag in above]


def test_the_keys_go_on_and_back_and_stop_at_both_ends(shown):
    first = shown.said()
    assert first.startswith("Before you start · 1 of ")  # under which heading
    shown.keyboard.press("ArrowLeft")
    assert shown.said() == first
    shown.evaluate("addEventListener('keydown', (e) => { window.prevented = e.defaultPrevented; })")
    shown.keyboard.press("PageDown")
    assert "· 2 of " in shown.said()
    assert shown.evaluate("prevented")  # the page does not scroll as well
    for key, number in (("ArrowRight", 3), ("Tab", 3), ("ArrowLeft", 2), ("PageUp", 1)):
        shown.keyboard.press(key)
        assert f"· {number} of " in shown.said()
    n = int(first.rsplit(" ", 1)[1])
    for _ in range(n + 3):
        shown.keyboard.press("ArrowRight")
    assert f"· {n} of {n}" in shown.said()


def test_a_key_that_a_graph_takes_leaves_the_screen_as_it_is(shown):
    graph = shown.locator("figure.graph").first
    while not graph.is_visible():
        shown.keyboard.press("ArrowRight")
    screen, told = shown.said(), graph.get_by_role("status")
    graph.get_by_role("slider", name="Step").focus()
    shown.keyboard.press("Home")
    graph.get_by_role("button", name="Next").focus()
    shown.keyboard.press("ArrowRight")
    assert told.text_content().startswith("2 of ")
    assert shown.said() == screen
    graph.locator(".graph__picture:visible .leaf").first.focus()
    shown.keyboard.press("Enter")
    told.filter(has_text="path 1 of").wait_for()
    shown.keyboard.press("Escape")  # the path is left, and the screen is not
    assert told.text_content().startswith("2 of ")
    assert shown.said() == screen


def test_the_buttons_go_on_and_back_and_leave(shown):
    for name, number in (("Next screen", 2), ("Next screen", 3), ("Previous screen", 2)):
        shown.get_by_role("button", name=name).click()
        assert f"· {number} of " in shown.said()
    shown.get_by_role("button", name="Leave", exact=True).click()
    assert shown.locator("header.md-header").is_visible()


def test_what_is_higher_than_the_window_is_seen_from_its_top(shown):
    shown.set_viewport_size({"width": 1280, "height": 200})
    shown.evaluate("scrollTo(0, 99)")
    assert shown.evaluate("scrollY") == 99
    shown.keyboard.press("ArrowRight")
    assert shown.evaluate("scrollY") == 0


def test_escape_leads_back_to_where_the_room_was(shown):
    shown.keyboard.press("v")  # the key that opened it leaves it as well
    assert shown.locator(".is-shown, .projector").count() == 0
    shown.keyboard.press("v")
    for _ in range(9):
        shown.keyboard.press("ArrowRight")
    last = shown.locator("article > .is-shown").last
    name = last.inner_text()
    shown.keyboard.press("Escape")
    assert shown.locator("header.md-header").is_visible()
    assert shown.locator(".is-shown, .projector").count() == 0
    box = shown.get_by_text(name.splitlines()[0], exact=True).first.bounding_box()
    assert -200 < box["y"] < 800
    shown.keyboard.press("ArrowRight")  # the keys are the page's again
    assert shown.locator(".is-shown").count() == 0


def test_a_letter_that_is_typed_into_code_or_belongs_to_the_browser_opens_nothing(open_page):
    page = open_page("/tutorial/01-slopes/")
    read_through(page)
    for key in ("Control", "Meta", "Alt"):
        page.keyboard.press(f"{key}+v")
        page.wait_for_timeout(300)
        assert page.locator(".projector").count() == 0
    area = page.locator(".exercise textarea").first
    area.wait_for()
    area.press("v")
    page.wait_for_timeout(300)
    assert page.locator(".projector").count() == 0


def test_what_is_projected_can_be_run_and_leaves_the_arrows_to_an_editor(shown):
    while "snippet" not in shown.blocks():
        shown.keyboard.press("ArrowRight")
    snippet = shown.locator("article > .snippet.is-shown")
    snippet.locator("pre").click()
    area = snippet.get_by_role("textbox")
    at = shown.get_by_role("navigation", name="Projector view").inner_text()
    area.press("ArrowRight")
    assert shown.get_by_role("navigation", name="Projector view").inner_text() == at


def test_it_opens_at_what_stands_in_the_middle_of_the_window(open_page):
    page = open_page("/tutorial/03-chain-rule/", width=1280)
    lay_out(page)
    snippet = page.locator("article > .snippet").nth(2)
    for below, is_there in ((30, True), (-30, False)):  # where it ends
        snippet.evaluate(
            "(e, y) => scrollBy({ top: e.getBoundingClientRect().bottom - y,"
            " behavior: 'instant' })",
            400 + below,
        )
        page.keyboard.press("v")
        page.get_by_role("navigation", name="Projector view").wait_for()
        assert snippet.is_visible() == is_there
        page.keyboard.press("Escape")


def test_a_page_with_nothing_to_project_stays_as_it_is(open_page):
    page = open_page("/explanation/changelog/")
    page.keyboard.press("v")
    page.evaluate("name => import(name).then(() => null)", script(page, "projector.js"))
    assert page.locator(".projector").count() == 0
    assert page.locator("header.md-header").is_visible()


def test_below_the_last_of_them_it_opens_at_the_last(open_page):
    page = open_page("/tutorial/03-chain-rule/", width=1280)
    page.locator(".stepper button").first.wait_for()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.keyboard.press("v")
    said = (
        page.get_by_role("navigation", name="Projector view").get_by_role("status").text_content()
    )
    at, _, n = said.rsplit(" ", 3)[1:]
    assert at == n


def test_whoever_goes_to_another_page_sees_the_whole_of_it(open_page):
    page = open_page("/tutorial/02-graph/", width=1280)
    page.get_by_role("link", name="Next: ").dispatch_event("click")
    until(page, "location.pathname.includes('03-chain-rule')")
    page.locator(".stepper button").first.wait_for()
    page.keyboard.press("v")
    page.get_by_role("navigation", name="Projector view").wait_for()
    page.go_back()
    page.get_by_role("heading", level=1, name="Values and graphs").wait_for()
    assert page.locator(".projector, .projecting, .is-shown").count() == 0
    page.keyboard.press("v")
    page.get_by_role("navigation", name="Projector view").wait_for()
