"""Run, Edit, Reset and Stop, as a reader uses them."""

from __future__ import annotations

import re

import pytest

from tests.book import ROOT
from tests.browser.conftest import Cell, has_focus, until

PAGE = "/tutorial/04-backward/"


@pytest.fixture
def cell(open_page, cells):
    """The first snippet of a page."""
    return cells(open_page(PAGE))[0]


def test_a_snippet_prints_what_the_book_prints(open_page, cells):
    for each in cells(open_page("/tutorial/02-graph/"))[:8]:  # one is to fail, and hinders none
        recorded = each.group.locator(".snippet__output")
        book = recorded.inner_text().strip() if recorded.count() else ""

        shown = each.run()

        fails = each.group.evaluate("e => 'raises' in e.dataset")
        assert "Traceback" in shown if fails else shown.startswith(book)


def test_python_is_not_loaded_before_the_first_run(open_page):
    page = open_page()
    page.wait_for_load_state("networkidle")
    loaded = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")

    assert loaded
    assert [address for address in loaded if "/live/" in address and ".woff2" not in address] == []


def test_edited_code_is_what_runs(cell):
    assert cell.run("print(6 * 7)\n0") == "42\n0"


def test_the_last_value_is_shown_as_in_a_notebook(cell):
    assert cell.run("x = ''\nx").strip() == "''"
    assert cell.run("None") == ""
    assert cell.run("print('seen')").strip() == "seen"


def test_reset_brings_back_the_book(cell):
    before = cell.group.inner_text()
    cell.run("print('mine')")

    cell.press("Reset")

    assert "mine" not in cell.group.inner_text()
    assert cell.output.count() == 0  # no empty region is told of
    assert cell.group.inner_text().split() == before.split()
    assert has_focus(cell.button("Run"))
    assert not cell.button("Reset").is_visible()  # nothing is left to reset


def test_a_run_first_runs_the_snippets_above(open_page, cells):
    first, second, third, *_ = cells(open_page(PAGE))
    first.write("x = 1")
    second.write("x += 1")

    assert third.run("x") == "2"
    assert "after snippet 1, snippet 2" in third.status.inner_text()
    assert second.run() == ""
    assert third.run() == "3"  # what has run is not run again


def test_a_change_above_is_seen_below(open_page, cells):
    first, second, third, *_ = cells(open_page(PAGE))
    first.write("x = 1")
    second.write("y = x + 1")
    assert third.run("y") == "2"

    first.write("x = 10")

    assert third.run() == "11"


def test_a_run_stops_at_a_snippet_above_that_fails(open_page, cells):
    first, second, *_ = cells(open_page(PAGE))
    first.write("nonsense")

    assert second.run("1 + 1") == ""
    assert "snippet 1 above stopped" in second.status.inner_text()
    first.press("Reset")
    assert second.run() == "2"


def test_an_error_shows_the_readers_own_lines_and_no_others(cell):
    shown = cell.run("def f(x):\n    return 1 / x\n\nprint('before')\nf(0)")

    assert shown.startswith("before\nTraceback (most recent call last):")
    assert 'File "snippet 1", line 5, in <module>' in shown
    assert "return 1 / x" in shown
    assert shown.endswith("ZeroDivisionError: division by zero")
    assert "run.py" not in shown and "session.py" not in shown


def test_a_syntax_error_is_shown_where_it_is(cell):
    shown = cell.run("x = 1\nif x\n    print(x)")

    assert shown.startswith('File "snippet 1", line 2\n')
    assert "SyntaxError: expected ':'" in shown
    assert "ast.py" not in shown


def test_an_endless_loop_is_stopped_and_the_loss_is_told(open_page, cells):
    page = open_page(PAGE)
    first, second, *_ = cells(page)
    first.run("x = 5")
    workers = len(page.workers)
    second.write("print('on')\nwhile True: pass").press("Run")
    until(page, "document.body.innerText.includes('on')")

    second.press("Stop")

    second.ended()
    assert "Stopped. The variables of this page are lost" in second.status.inner_text()
    assert has_focus(second.button("Run"))
    assert second.run("x + 1") == "6"  # the one above ran again
    while len(page.workers) > workers:  # an endless loop is ended at last: nothing goes on unseen
        page.wait_for_timeout(100)


def test_a_snippet_that_runs_for_one_below_cannot_be_reset(open_page, cells):
    first, second, *_ = cells(open_page(PAGE))
    first.write("import time\nfor i in range(99): print(i); time.sleep(0.1)")
    second.press("Run")
    first.output.get_by_text("3").wait_for()

    first.group.get_by_role("button", name="Reset").click(force=True)

    second.press("Stop").ended()
    assert first.group.get_by_role("textbox").is_visible()
    first.press("Reset")
    assert not first.group.get_by_role("textbox").is_visible()


def test_stop_ends_what_waits_as_well(open_page, cells):
    first, second, *_ = cells(open_page(PAGE))
    first.write("while True: pass").press("Run")
    second.write("1").press("Run")

    first.press("Stop")

    for each in (first, second):
        assert each.ended() == ""
        assert "Stopped" in each.status.inner_text()


def test_a_crash_of_the_runtime_is_told_and_python_starts_again(open_page, cells):
    page = open_page(PAGE)
    (cell, *_) = cells(page)

    cell.run("x = []\nfor i in range(100_000): x = [x]\nx")

    assert "crashed" in cell.status.inner_text()
    assert cell.run("1 + 1") == "2"
    cell.run("class V:\n    def __rmul__(self, other): return other * self\n2 * V()")
    assert "calls never end" in cell.status.inner_text()
    cell.run("import json\njson.dumps = None")  # what Python needs to answer the page
    why = "Python crashed (TypeError: 'NoneType' object is not callable) and was started again."
    assert cell.status.inner_text().startswith(why)
    page.complaints[:] = [x for x in page.complaints if "fatal" not in x and "stack" not in x]


def test_memory_that_runs_out_is_told(cell):
    shown = cell.run("too_many = [0] * 600_000_000")

    assert "MemoryError" in shown
    assert "all the memory that a page may have" in shown
    assert cell.run("2 + 2") == "4"


def test_input_has_a_sentence_of_its_own(cell):
    assert "input() cannot ask in this page" in cell.run("name = input('Who? ')")


def test_long_output_is_cut_and_the_page_stays_alive(cell):
    shown = cell.run("for i in range(300_000): print(i)")

    assert shown.startswith("0\n1\n2\n")
    assert 100_000 < len(shown) < 101_000
    assert "Cut here" in shown[-100:]


def test_progress_is_seen_while_the_snippet_runs(open_page, cells):
    page = open_page(PAGE)
    (cell, *_) = cells(page)
    cell.write("import time\nfor i in range(40):\n    print('step', i)\n    time.sleep(0.1)")

    cell.press("Run")

    until(page, "document.body.innerText.includes('step 3')")
    assert cell.button("Stop").is_visible()
    assert "step 39" not in cell.output.inner_text()
    off = [cell.button(name).get_attribute("aria-disabled") for name in ("Run", "Reset")]
    assert off == ["true", "true"]
    cell.press("Stop").ended()
    assert cell.button("Run").get_attribute("aria-disabled") != "true"
    assert not cell.group.locator("pre > code").first.is_visible()  # the editor is in its place


def test_of_long_output_the_end_is_seen_while_the_snippet_runs(open_page, cells):
    page = open_page(PAGE)
    (cell, *_) = cells(page)
    cell.write("import time\nfor i in range(999):\n    print('step', i)\n    time.sleep(0.05)")

    cell.press("Run")

    until(page, "document.body.innerText.includes('step 59')")
    below = "e => e.scrollHeight - e.clientHeight - e.scrollTop"
    box = cell.output.locator("pre")
    assert box.evaluate("e => e.scrollTop") > 0
    assert box.evaluate(below) < 2
    cell.press("Stop").ended()


def test_the_page_paints_while_python_works(open_page, cells):
    page = open_page(PAGE)
    (cell, *_) = cells(page)
    cell.run("1")
    page.evaluate(
        """() => { window.gaps = []; let last = performance.now();
        const tick = (now) => { gaps.push(now - last); last = now; requestAnimationFrame(tick); };
        requestAnimationFrame(tick); }"""
    )

    cell.run("import time\nend = time.time() + 1\nwhile time.time() < end: print('.', end='')")

    assert max(page.evaluate("gaps")) < 500  # the benchmark has the finer number


def test_a_run_that_waits_for_another_says_so(open_page, cells):
    first, second, *_ = cells(open_page(PAGE))
    assert first.run("40 + 2") == "42"
    first.write("while True: pass").press("Run")
    second.press("Run")
    second.status.get_by_text("Waiting").wait_for()
    first.press("Stop")
    second.status.get_by_text("Stopped").wait_for()


def test_the_code_is_edited_as_code(open_page, cells):
    page = open_page(PAGE)
    (cell, *_) = cells(page)
    area = cell.press("Edit").group.get_by_role("textbox")
    assert area.evaluate("e => e.value.split('\\n').length") == area.evaluate("e => e.rows") > 2
    assert area.get_attribute("autocapitalize") == "off"  # else a phone writes For
    assert not area.evaluate("e => e.spellcheck")  # code is full of what is no word
    width = "e => e.getBoundingClientRect().width"
    assert area.evaluate(width) == cell.group.evaluate(width)
    area.fill("if x:")
    area.press("Shift+Enter")  # a line without its blanks
    assert area.input_value() == "if x:\n"
    area.fill("")
    for line in ("for i in range(2):", "print(i)"):
        area.press_sequentially(line)
        area.press("Enter")
    assert area.evaluate("e => e.rows") == 3
    area.press("Backspace")
    area.press("Backspace")
    area.press("Control+Enter")

    assert area.input_value() == "for i in range(2):\n    print(i)\n  "
    assert cell.ended() == "0\n1"
    area.press("Control+z")
    assert area.input_value() != "for i in range(2):\n    print(i)\n  "
    area.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Run"


def test_what_runs_is_not_run_twice_by_an_impatient_hand(open_page, cells):
    first, second, *_ = cells(open_page(PAGE))
    area = first.write("runs = globals().get('runs', 0) + 1").group.get_by_role("textbox")
    for _ in range(3):
        area.press("Control+Enter")
    first.ended()
    assert second.run("runs") == "1"


def test_all_is_done_by_keyboard_alone(open_page, cells):
    page = open_page(PAGE)
    (cell, *_) = cells(page)
    cell.button("Run").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # Edit
    page.keyboard.press("Control+a")
    page.keyboard.type("print(1)\nwhile True: pass")
    page.keyboard.press("Control+Enter")
    cell.output.get_by_text("1").wait_for()
    page.keyboard.press("Tab")  # Run, which is off and keeps its place
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # Stop

    cell.ended()
    assert "Stopped" in cell.status.inner_text()


def test_a_drawing_of_edited_code_is_drawn_and_can_be_stepped(cell):
    cell.run(
        "from minigrad import Value, draw_dot\n"
        "a = Value(4.0, label='a')\nb = (a * a).relu()\nb.backward()\n"
        "draw_dot(b, title='<A> \"square\" & url')"
    )
    figure = cell.output.locator("figure.graph")

    name = '<A> "square" & url'
    assert figure.get_by_role("group", name=name, exact=True).is_visible()
    assert figure.locator("svg .leaf .grad").text_content() == "8.0"
    figure.get_by_role("button", name="Play").click()
    assert "?" in figure.locator("svg .data").all_text_contents()
    assert re.search("1 of 6 .* a.data = 4.0", figure.get_by_role("status").inner_text())


def test_a_plot_is_drawn_and_named(cell):
    cell.run("from minigrad import Plot\nPlot('<A> & more', y='loss').line([0, 1], [1, 2])")
    figure = cell.output.locator("figure.plot")

    assert figure.get_by_role("img", name="<A> & more").is_visible()
    assert "loss" in figure.locator("svg").text_content()
    assert figure.bounding_box()["width"] <= cell.output.bounding_box()["width"]


def test_a_graph_too_large_to_draw_is_refused_with_a_sentence(cell):
    shown = cell.run(
        "from minigrad import Value, draw_dot\nx = Value(1.0)\n"
        "for i in range(1000): x = x * 1.0\ndraw_dot(x)"
    )

    assert "too many to read" in shown


def test_python_that_cannot_be_loaded_is_told_and_can_be_tried_again(open_page, cells):
    page = open_page(PAGE)
    (cell, *_) = cells(page)
    page.context.route("**/live/**", lambda route: route.abort())

    assert cell.run("1 + 1") == ""
    assert "could not be loaded" in cell.status.inner_text()
    page.complaints.clear()
    page.context.unroute("**/live/**")
    assert cell.run() == "2"


def test_what_needs_more_than_the_page_has_says_so(open_page):
    page = open_page("/tutorial/12-arrays/")
    snippet = page.locator("[data-needs=torch]").first
    snippet.get_by_text("No Run here: it needs torch, which this page does not have.").wait_for()
    assert snippet.get_by_role("button", name="Run").count() == 0


@pytest.mark.parametrize("module", ["engine", "floats", "nn", "losses", "graph", "pictures"])
def test_a_docstrings_example_shows_what_the_reference_shows(open_page, module):
    page = open_page(f"/reference/{module}/")
    page.locator(".live").first.wait_for()
    for i in range(page.locator(".language-pycon").count()):
        cell = Cell(page, f"Example {i + 1}")
        shown = cell.run()

        recorded = cell.group.locator("code").first.inner_text()
        outputs = [x for x in recorded.splitlines() if x and not x.startswith((">>>", "..."))]
        assert shown.splitlines() == outputs


def test_a_docstrings_example_is_edited_without_its_prompts(open_page):
    page = open_page("/reference/engine/")
    cell = Cell(page, "Example 1")
    assert opacity(cell.group) == "0"  # its buttons come to who points at it
    cell.press("Edit")
    assert ">>>" not in cell.group.get_by_role("textbox").input_value()


def test_the_library_of_the_page_is_the_library_of_this_commit(cell):
    shown = cell.run("import minigrad, inspect\nprint(inspect.getsource(minigrad.engine))")

    assert shown.strip() == (ROOT / "minigrad" / "engine.py").read_text(encoding="utf-8").strip()


# At the hand, and not in the eye.


def opacity(snippet):
    return snippet.locator(".live").evaluate("e => getComputedStyle(e).opacity")


def test_run_and_edit_come_when_the_reader_points_at_the_code_or_comes_by_key(open_page, cells):
    page = open_page("/tutorial/01-slopes/")
    cell = cells(page)[0]
    page.mouse.move(0, 0)
    assert opacity(cell.group) == "0"
    cell.group.locator("pre").first.hover()
    assert opacity(cell.group) == "1"
    page.mouse.move(0, 0)
    cell.button("Run").focus()
    assert opacity(cell.group) == "1"


def test_what_has_something_to_say_keeps_its_line(open_page, cells):
    page = open_page("/tutorial/01-slopes/")
    cell = cells(page)[0]
    cell.run("print(1)")
    page.mouse.move(0, 0)
    assert opacity(cell.group) == "1"
    cell.press("Reset")
    page.mouse.move(0, 0)
    page.locator("h1").click()
    assert opacity(cell.group) == "0"


def test_a_click_in_the_code_edits_it_and_a_selection_is_left_alone(open_page, cells):
    page = open_page("/tutorial/01-slopes/")
    first, second, *_ = cells(page)
    first.group.locator("pre").first.click()
    assert first.group.get_by_role("textbox").count() == 1
    second.group.locator("pre").first.evaluate("e => getSelection().selectAllChildren(e)")
    second.group.locator("pre").first.dispatch_event("click")
    assert second.group.get_by_role("textbox").count() == 0


def test_where_nothing_can_point_run_is_a_triangle_and_a_touch_on_the_code_edits_it(
    open_page, cells
):
    page = open_page("/tutorial/01-slopes/", 375, 740, has_touch=True, is_mobile=True)
    cell = cells(page)[0]
    assert opacity(cell.group) == "1"
    assert (
        cell.button("Run")
        .evaluate("e => getComputedStyle(e, '::before').content")
        .startswith('"▶"')
    )
    assert not cell.button("Edit").is_visible()
    box = cell.button("Run").bounding_box()
    assert box["width"] >= 24 and box["height"] >= 24
    cell.group.locator("pre").first.tap()
    cell.group.get_by_role("textbox").wait_for()
