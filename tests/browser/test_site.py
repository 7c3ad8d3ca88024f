"""Every page of the site in a browser: alone in the world, readable by all, on any screen."""

from __future__ import annotations

import json
import re
import time

import pytest

from tests.browser.conftest import (
    LAID_OUT,
    Cell,
    broken_words,
    has_focus,
    lay_out,
    read_through,
    until,
)
from tests.browser.server import serving
from tests.browser.test_every_page import CUT_OFF

FIRST = "/tutorial/01-slopes/"
WITH_TABS = 1240  # below, the theme has its drawer instead


def follow(page, direction):
    """To the next chapter or the last, as a reader goes, until the page is there."""
    link = page.get_by_role("link", name=re.compile(f"^{direction}: "))
    title = link.get_attribute("aria-label").removeprefix(f"{direction}: ").split(". ")[-1]
    link.click()
    page.get_by_role("heading", name=title, level=1).wait_for()


SHIFTS = """() => { window.shifts = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries().map((e) => e.value)))
    .observe({ type: "layout-shift", buffered: true }); }"""


SLOW = {"offline": False, "latency": 20, "downloadThroughput": 2e5, "uploadThroughput": 1e5}


@pytest.mark.parametrize("address", [FIRST, "/", "/how-to/train-in-pytorch/"])
def test_no_line_moves_while_a_page_comes_slowly(chromium, base, address):
    context = chromium.new_context(base_url=base)
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", SLOW)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(address)
    page.locator(".live").first.wait_for(state="attached")
    page.evaluate(SHIFTS)
    page.wait_for_timeout(500)
    assert sum(page.evaluate("shifts")) < 0.004
    context.close()


def scroll(page, y):
    """Scroll as with a wheel, and wait until the theme has answered."""
    page.mouse.wheel(0, y)
    page.wait_for_timeout(500)


def test_the_top_navigation_comes_back_when_the_reader_scrolls_up(open_page):
    page = open_page(FIRST, width=WITH_TABS)
    lay_out(page)
    page.locator(".exercise .live").last.wait_for()  # all that changes the page has come
    page.evaluate(SHIFTS.replace("buffered: true", "buffered: false"))  # from now on
    tabs = page.locator(".md-tabs")
    heading = page.get_by_role("heading", level=1)
    height = page.evaluate("document.documentElement.scrollHeight")
    top = heading.bounding_box()["y"]
    page.mouse.move(640, 400)

    scroll(page, 300)

    assert heading.bounding_box()["y"] == top - 300  # nothing jumped
    assert page.evaluate("document.documentElement.scrollHeight") == height
    scroll(page, -300)
    assert tabs.bounding_box()["height"] > 40
    link = tabs.get_by_role("link", name="How-to")
    assert link.is_visible()
    assert link.evaluate("e => getComputedStyle(e).opacity") == "1"
    assert sum(page.evaluate("shifts")) < 0.01


def test_hidden_hides_what_is_ours_and_leaves_the_theme_its_own_meaning(open_page):
    page = open_page("/tutorial/04-backward/", width=WITH_TABS)
    page.evaluate(
        """() => { for (const e of document.querySelectorAll(
        ".snippet__output, .graph, .highlight, .live button, details, .md-header, .md-tabs"))
        e.hidden = true; }"""
    )
    shown = page.evaluate(
        """() => [...new Set([...document.querySelectorAll("[hidden]")]
        .filter((e) => getComputedStyle(e).display != "none").map((e) => e.classList[0]))]"""
    )
    assert shown == ["md-header", "md-tabs"]


def test_what_a_run_prints_is_not_cut_off_on_a_phone(open_page, cells):
    page = open_page(FIRST, width=320, height=640)
    (cell, *_) = cells(page)
    cell.run("print('word ' * 50, 'x' * 200, [0.123456789] * 9)")
    assert page.evaluate(CUT_OFF) == []


def test_a_table_of_44_characters_keeps_its_lines_on_a_phone(open_page, cells):
    page = open_page(FIRST, width=375, height=640)
    (cell, *_) = cells(page)
    cell.run("for i in range(3): print('1234 ' * 8 + '1234')")
    box = cell.output.locator("pre")
    lines = box.evaluate(
        """e => { const s = getComputedStyle(e);
        return (e.clientHeight - 2 * parseFloat(s.paddingTop)) / parseFloat(s.lineHeight); }"""
    )
    assert round(lines) == 3
    assert page.evaluate(CUT_OFF) == []
    assert box.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 11


def test_a_snippet_is_run_and_edited_on_a_phone(open_page, cells):
    page = open_page(FIRST, width=320, height=640)
    (cell, *_) = cells(page)
    assert cell.run("print('on a phone', 'x' * 200)").startswith("on a phone")
    for name in ("Run", "Reset"):
        box = cell.button(name).bounding_box()
        assert 0 <= box["x"] and box["x"] + box["width"] <= 320
    assert page.evaluate("document.scrollingElement.scrollWidth") == 320


def test_pages_are_swapped_both_ways_and_each_starts_clean(open_page, cells):
    page = open_page(FIRST)
    page.evaluate("window.same = true")
    (cell, *_) = cells(page)
    cell.run("x = 5")
    started = []
    page.on("worker", lambda worker: started.append(worker.url))

    follow(page, "Next")

    (cell, *_) = cells(page)
    assert "NameError" in cell.run("x")
    follow(page, "Previous")
    (cell, *_) = cells(page)
    assert "NameError" in cell.run("x")
    assert cell.run("1 + 1") == "2"
    snippets = page.locator("[data-snippet]:not([data-needs])")
    assert snippets.locator(".live").count() == snippets.count()
    assert page.evaluate("window.same")  # all this without loading a page
    assert [url for url in started if url.startswith("blob:")] == []  # nor Python


def test_leaving_a_page_ends_what_runs_there(open_page, cells):
    page = open_page(FIRST)
    (cell, *_) = cells(page)
    cell.write("while True: pass").press("Run")
    cell.button("Stop").wait_for()

    follow(page, "Next")

    (cell, *_) = cells(page)
    assert cell.run("1 + 1") == "2"


def test_a_run_that_still_waits_for_a_script_does_not_run_on_the_next_page(open_page, cells):
    page = open_page(FIRST)
    held = []
    page.context.route("**/assets/python.js*", lambda route: held.append(route))
    (cell, *_) = cells(page)
    with page.context.expect_event("request", lambda request: "python.js" in request.url):
        cell.write("left = 1").press("Run")
    follow(page, "Next")
    held.pop().continue_()

    (cell, *_) = cells(page)
    assert cell.run("'left' in globals()") == "False"


def test_a_page_may_spoil_the_library_for_itself_alone(open_page, cells):
    page = open_page(FIRST)
    (cell, *_) = cells(page)
    cell.run("import minigrad\nminigrad.Value.__add__ = None")

    follow(page, "Next")

    (cell, *_) = cells(page)
    code = "from minigrad import Value\nValue(1.0) + 1.0"
    assert cell.run(code) == "Value(data=2.0, grad=0.0)"


SKIPPED = f"es => es.filter(e => e.checkVisibility() && !({LAID_OUT})(e)).length"
MAY_GO = f"""es => es.filter(e => e.checkVisibility() && ({LAID_OUT})(e)
  && getComputedStyle(e.parentElement).contentVisibility === "auto").length"""


def test_a_link_leads_to_its_heading_past_parts_that_were_never_laid_out(open_page):
    page = open_page("/tutorial/04-backward/", width=WITH_TABS)
    assert page.locator("article > * > *").evaluate_all(SKIPPED) > 50
    links = page.locator(".md-sidebar--secondary a")
    for name in ("Exercises", "Before you start", "Check yourself"):
        links.filter(has_text=name).click()
        heading = page.get_by_role("heading", name=name)
        page.wait_for_timeout(700)  # what has come near is laid out
        assert 0 <= heading.bounding_box()["y"] < 200


def test_what_was_laid_out_is_not_laid_aside_again(open_page):
    page = open_page("/tutorial/04-backward/")
    parts = page.locator("article > * > *")
    page.mouse.move(600, 400)
    far = [parts.evaluate_all(SKIPPED)]
    for y in (6000, -6000):
        scroll(page, y)
        far.append(parts.evaluate_all(SKIPPED))
        assert parts.evaluate_all(MAY_GO) == 0
    assert far[0] > far[1] >= far[2] > 0


FIRST_SEEN = """() => {
  const seen = [...document.querySelectorAll("article > *")]
    .find((e) => e.getBoundingClientRect().bottom > 120);
  return Math.round(seen.getBoundingClientRect().top) + " px: " + seen.textContent; }"""


def comes_to(page, seen):
    """Wait until this is seen first, and see that it stays."""
    until(page, f"({FIRST_SEEN})() === {json.dumps(seen)}")
    page.wait_for_timeout(500)
    assert page.evaluate(FIRST_SEEN) == seen


def test_who_comes_back_is_where_the_page_was_left(open_page):
    page = open_page("/tutorial/04-backward/")
    page.route("**/assets/live.js", lambda route: (time.sleep(1), route.continue_()))  # a slow line
    page.mouse.move(600, 400)
    for _ in range(9):
        scroll(page, 1000)
    until(page, "Math.abs(history.state?.y - scrollY) < 1")  # the theme has noted the place
    left = page.evaluate(FIRST_SEEN)
    page.get_by_role("link", name="Next: ").dispatch_event("click")
    until(page, "location.pathname.includes('05-operations')")
    page.go_back()
    until(page, "location.pathname.includes('04-backward')")
    comes_to(page, left)
    page.reload()
    comes_to(page, left)


def test_of_two_tabs_the_chosen_one_is_seen_and_marked(open_page):
    page = open_page("/tutorial/05-operations/", width=WITH_TABS)
    tabs = page.locator(".tabbed-set").first
    tabs.scroll_into_view_if_needed()
    labels, blocks = tabs.locator(".tabbed-labels > label"), tabs.locator(".tabbed-block")
    border = "e => getComputedStyle(e).borderBottomColor"
    tabs.locator("input").first.focus()
    for chosen in (0, 1):
        seen = [blocks.nth(i).is_visible() for i in (0, 1)]
        marked = ["rgba(0, 0, 0, 0)" != labels.nth(i).evaluate(border) for i in (0, 1)]
        assert seen == marked == [i == chosen for i in (0, 1)]
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(400)  # a colour fades


def test_what_is_wider_than_its_box_is_scrolled_by_key(open_page):
    page = open_page("/tutorial/04-backward/", width=320)
    read_through(page)  # the editor of an exercise takes the place of its listing
    boxes = page.locator("pre > code")
    seen = {True: [], False: []}
    for box in boxes.all():
        if box.is_visible():
            box.scroll_into_view_if_needed()
            wide = box.evaluate("e => e.scrollWidth > e.clientWidth")
            until(box, f"(e) => (e.tabIndex === 0) === {str(wide).lower()}")
            seen[wide].append(box)
    assert seen[True] and seen[False]
    page.set_viewport_size({"width": 1600, "height": 800})
    box = seen[True][-1]
    box.scroll_into_view_if_needed()
    until(box, "e => e.scrollWidth <= e.clientWidth && e.tabIndex < 0")


def test_the_drawer_holds_no_stop_of_the_key_while_it_is_shut(open_page):
    page = open_page(FIRST, width=375)
    link = page.locator(".md-nav--primary > .md-nav__list > .md-nav__item > a").first
    link.evaluate("e => e.focus()")
    assert not has_focus(link)
    page.locator(".md-header [for=__drawer]").click()
    page.wait_for_timeout(400)
    link.evaluate("e => e.focus()")
    assert has_focus(link)
    assert link.bounding_box()["x"] >= 0


def test_without_scripts_all_is_there_and_nothing_is_dead(open_page):
    page = open_page("/tutorial/04-backward/", java_script_enabled=False)
    assert page.locator(".snippet__output").first.is_visible()
    assert page.locator("figure.graph svg").first.is_visible()
    assert page.locator(".live button, .stepper button").count() == 0
    page.locator(".graph__steps summary").first.click()
    assert page.locator(".graph__steps li").first.is_visible()


def test_the_book_runs_with_the_network_cut(open_page, cells, base):
    page = open_page(FIRST)
    refused = []
    page.context.route(lambda url: not url.startswith(base), lambda r: refused.append(r.abort()))
    (cell, *_) = cells(page)
    code = "from minigrad import *\na = Value(2.0) * 3\na.backward()\ndraw_dot(a)"
    cell.run(code)
    assert cell.output.locator("svg").is_visible()
    assert refused == []


def test_a_site_below_another_address_runs_too(chromium, site, tmp_path):
    (tmp_path / "some" / "where").mkdir(parents=True)
    (tmp_path / "some" / "where" / "book").symlink_to(site)
    with serving(tmp_path) as address:
        page = chromium.new_page()
        page.goto(f"{address}/some/where/book/tutorial/01-slopes/")
        cell = Cell(page, "Snippet 1")
        assert cell.run("6 * 7") == "42"
        page.close()


def test_in_print_the_buttons_are_gone_and_the_steps_are_there(open_page):
    page = open_page("/tutorial/04-backward/")
    page.locator(".live").first.wait_for(state="attached")
    page.emulate_media(media="print")
    assert not page.locator(".live, .stepper").first.is_visible()
    assert page.locator(".graph__steps li").first.is_visible()


@pytest.mark.parametrize(("sheet", "pages"), [("ten-rules", 1), ("worksheets", 4 + 1)])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_what_a_teacher_hands_out_prints_a_sheet_a_page(open_page, sheet, pages, paper):
    pdf = open_page(f"/how-to/{sheet}/").pdf(format=paper)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == pages


def test_the_ten_rules_print_without_a_broken_word(open_page):
    page = open_page("/how-to/ten-rules/", width=602, height=864)  # narrow paper
    page.emulate_media(media="print")
    assert broken_words(page, r"[\w.()]+") == []
    assert page.get_by_text("cross_entropy(logits, target)").is_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth") == 602
    assert not page.locator(
        ":is(header, footer, .md-sidebar, .md-tabs, .headerlink):visible"
    ).count()


def test_with_reduced_motion_nothing_moves(open_page):
    page = open_page("/tutorial/04-backward/", reduced_motion="reduce")
    moving = page.locator("figure.graph .node rect").first
    assert moving.evaluate("e => getComputedStyle(e).transitionDuration") == "0s"
