"""What a Run needs may fail to come: the reader is told which file, and why, and tries again."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from tests.browser.conftest import UNKNOWN, read_through, script
from tests.browser.server import Troubled, serving

PAGE = "/tutorial/04-backward/"
DRAW = "from minigrad import *\nx = 6\ndraw_dot((Value(2.0) * 3.0).exp())"
WHY = "Python could not be loaded: "


def missing(route):
    route.fulfill(status=404, body="not here")


def refused(route):
    route.abort()


def halved(route):
    file = route.fetch()
    route.fulfill(response=file, body=file.body()[: len(file.body()) // 2])


def a_page(route):
    route.fulfill(content_type="text/html", body="<!doctype html><title>Welcome</title>")


def a_text(route):
    route.fulfill(content_type="text/plain", body="This host does not know what it has.")


def never(route):
    """Leave it unanswered."""


WAYS = {
    missing: "was answered with status 404",
    refused: "could not be reached",
    halved: "came broken",
    a_page: "came as text/html",
    a_text: "came as text/plain",
    never: "has sent nothing for 20 seconds",
}

# The clock runs twenty times as fast for a wait for one file: the others have all the time.
HURRY = """(() => {
  const real = self.real = setTimeout;
  self.setTimeout = (act, ms, ...words) =>
    real(act, `${words}`.includes("NAME has ") ? ms / 20 : ms, ...words);
})();
"""


@pytest.fixture
def page(open_page):
    page = open_page(PAGE)
    yield page
    page.complaints.clear()  # the browser's own, of what did not come


def hurried(page, name):
    """Have the next Python wait less for a file that stays silent."""

    def change(route):
        body = HURRY.replace("NAME", name) + route.fetch().text()
        route.fulfill(content_type="text/javascript", body=body)

    page.context.route("**/assets/worker.js*", change)


@contextmanager
def fails(page, name, way):
    """Have a file come in a wrong way for the while."""
    page.context.route(f"**/{name}*", way)
    yield
    page.context.unroute(f"**/{name}*")


def each_is_named_with_what_was_wrong_and_tried_again(cell, *names):
    """However it fails, and however often."""
    for name in names:
        for way, why in WAYS.items():
            if way is a_text and name.endswith(("zip", "json")):
                continue  # a host may call these what it likes
            if way is never:
                hurried(cell.page, name)
            with fails(cell.page, f"live/{name}", way):
                assert cell.run("6 * 7") == ""
            cell.page.context.unroute("**/assets/worker.js*")
            said = cell.status.inner_text()
            together = f"{WHY}python_stdlib.zip or pyodide-lock.json came broken, "
            assert said.startswith((f"{WHY}{name} {why}", together)), (way, said)
            assert name in said and why in said, said
    assert cell.run() == "42", cell.status.inner_text()


def test_each_file_that_starts_python_is_named_with_what_was_wrong(page, cells):
    each_is_named_with_what_was_wrong_and_tried_again(
        cells(page)[0], "book.zip", "pyodide.mjs", "pyodide.asm.mjs"
    )


def test_each_file_that_python_itself_asks_for_is_named_with_what_was_wrong(page, cells):
    each_is_named_with_what_was_wrong_and_tried_again(
        cells(page)[0], "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"
    )


def test_without_graphviz_python_goes_on_and_says_that_nothing_was_drawn(page, cells):
    first, second, *_ = cells(page)
    hurried(page, "viz.js")  # Python is started once, and with it what waits
    for way, why in WAYS.items():
        with fails(page, "live/viz.js", way):
            first.run(DRAW)
        said = first.status.inner_text()
        assert said.startswith("Ran. The drawing could not be made: viz.js ") and why in said
        assert second.run("x") == "6"  # nothing was lost
    first.run()
    assert first.output.locator("figure.graph").is_visible()
    assert first.status.inner_text() == "Ran."


def test_a_file_that_does_not_come_whole_is_named_and_one_that_was_kept_broken_comes_anew(
    chromium, site, cells
):
    with serving(site, Troubled) as address:
        context = chromium.new_context(base_url=address)
        page = context.new_page()
        page.goto(PAGE)
        (cell, *_) = cells(page)
        hurried(page, "python_stdlib.zip")
        assert cell.run("6 * 7") == ""
        why = "python_stdlib.zip has sent nothing for 20 seconds"
        assert cell.status.inner_text() == f"{WHY}{why}. Try again."
        page.context.unroute("**/assets/worker.js*")  # with it, the browser would keep nothing
        for why in ("book.zip broke off", "book.zip came broken"):
            assert cell.run() == ""
            assert cell.status.inner_text() == f"{WHY}{why}. Try again."
        assert cell.run() == "42", cell.status.inner_text()
        context.close()


# What came over the network. (The rest is too large for what this browser keeps.)
RESOURCES = """() => performance.getEntriesByType("resource")
  .filter(({ name }) => /live.*(mjs|zip|json)$/.test(name))
  .map(({ name, transferSize }) => [name, transferSize > 0])"""


def test_what_came_once_is_in_the_browser_the_next_time(open_page, cells):
    page = open_page(PAGE)
    for kept in (False, True):
        (cell, *_) = cells(page)
        assert cell.run("6 * 7") == "42"
        asked = page.workers[-1].evaluate(RESOURCES)
        assert len(asked) >= 5
        assert any(came for _, came in asked) != kept, asked
        page.reload()


WAITS = """() => { window.waits = [];
  const real = setTimeout;
  window.setTimeout = (act, ms, ...words) => {
    if (ms > 20_000) waits.push(`${ms} ${words.at(-1).split(" ")[0]}`);
    return real(act, ms, ...words); }; }"""


def test_python_has_more_time_to_start_when_its_files_are_there(open_page, cells):
    page = open_page(PAGE)
    (cell, *_) = cells(page)
    page.evaluate(WAITS)
    cell.run("1")
    first, *others, last = page.evaluate("waits")
    assert first == "25000 worker.js"
    assert "25000 Python" in others
    assert last == "120000 Python"


@pytest.mark.parametrize("name", ["python.js", "worker.js"])
def test_a_script_that_a_run_needs_is_named_and_tried_again(page, cells, name):
    (cell, *_) = cells(page)
    for way in WAYS:
        with fails(page, name, way):
            if way is never:
                page.evaluate(HURRY.replace("NAME", name))
            cell.run("6 * 7")
        assert cell.status.inner_text().startswith(f"{WHY}{name} ")
    page.evaluate("void (window.setTimeout = real)")  # a function would be called
    assert cell.run() == "42", cell.status.inner_text()


PARTS = {  # what a page adds to itself, and how one sees that it is there
    "exercise.js": ("/tutorial/01-slopes/", ".exercise textarea"),
    "order.js": (PAGE, ".exercise .order"),
    "slider.js": ("/tutorial/01-slopes/", ".snippet .slider"),
    "stepper.js": ("/tutorial/03-chain-rule/", "figure > .stepper input"),
    "engine.js": ("/how-to/capstone/", "#engine button:text('Download')"),
    "home.js": ("/", "#progress details"),
}


@pytest.mark.parametrize("name", PARTS)
def test_a_part_of_the_page_whose_script_does_not_come_says_so_and_is_tried_again(open_page, name):
    address, part = PARTS[name]
    page = open_page("/explanation/glossary/")
    told = page.locator(".missing", has_text=f"could not be loaded: {name}")
    with fails(page, name, missing):
        page.goto(address)
        read_through(page)
        told.first.wait_for(state="attached")
        assert page.locator(part).count() == 0

    while told.count():
        told.first.get_by_role("button", name="Try again").dispatch_event("click")
    page.locator(part).first.wait_for(state="attached")
    page.complaints.clear()


def test_paths_whose_script_does_not_come_say_so_and_are_tried_again(open_page):
    page = open_page("/tutorial/03-chain-rule/")
    figure = page.locator("figure.graph:has(.stepper)").first
    told = figure.locator(".missing", has_text="The paths could not be loaded: paths.js")
    with fails(page, "paths.js", missing):
        figure.locator(".graph__picture:visible .leaf").first.click()
        told.get_by_role("status").wait_for()
        assert page.evaluate(UNKNOWN) == []
    told.get_by_role("button", name="Try again").click()
    figure.get_by_role("status").filter(has_text="path 1 of").wait_for()
    page.complaints.clear()


SILENT = """async (address) => {
  const { soon } = await import(address);
  const real = window.setTimeout;
  let waits;
  window.setTimeout = (act, ms, ...words) => { waits = ms; return real(act, 0, ...words); };
  const said = soon(new Promise(() => {}), "a file", "is not there");
  window.setTimeout = real;
  return [waits, await said.catch(({ message }) => message)];
}"""


def test_a_silent_file_is_told_of_within_half_a_minute(open_page):
    page = open_page("/explanation/glossary/")
    waits, said = page.evaluate(SILENT, script(page, "soon.js"))
    assert (waits, said) == (20_000, "a file has sent nothing for 20 seconds")
