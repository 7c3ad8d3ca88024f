"""What a Run needs may fail to come: the reader is told which file, and why, and tries again."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.book import DOCS
from tests.browser.conftest import UNKNOWN, read_through

PAGE = "/tutorial/04-backward/"
DRAW = "from minigrad import *\nx = 6\ndraw_dot((Value(2.0) * 3.0).exp())"
QUICK = {
    "SILENCE = 20;": "SILENCE = 6;",
    "SILENCE = 25_000": "SILENCE = 8_000",
}  # a test's patience
LIVE = [
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
    "book.zip",
]


def missing(route):
    route.fulfill(status=404, body="not here")


def refused(route):
    route.abort()


def halved(route):
    file = route.fetch()
    route.fulfill(response=file, body=file.body()[: len(file.body()) // 2])


def a_page(route):
    route.fulfill(content_type="text/html", body="<!doctype html><title>Welcome</title>")


def never(route):
    """Leave it unanswered."""


WAYS = {
    missing: "was answered with status 404",
    refused: "could not be reached",
    halved: "came broken",
    a_page: "came as text/html",
    never: "has sent nothing for 6 seconds",
}


def impatient(page):
    """Have the page's scripts wait for so long as a test does."""

    def change(route):
        name = Path(urlsplit(route.request.url).path).name
        text = route.fetch().text()
        if not any(long in text for long in QUICK):  # the site's is shortened
            text = (DOCS / "assets" / name).read_text(encoding="utf-8")
        for long, short in QUICK.items():
            text = text.replace(long, short)
        route.fulfill(content_type="text/javascript", body=text)

    for script in ("soon.js", "python.js"):
        page.context.route(f"**/assets/{script}*", change)
    page.reload()


@pytest.fixture
def page(open_page):
    page = open_page(PAGE)
    impatient(page)
    yield page
    page.complaints.clear()  # the browser's own, of what did not come


@contextmanager
def fails(page, pattern, way):
    """Have the files of a pattern come in a wrong way for the while."""
    page.context.route(pattern, way)
    yield
    page.context.unroute(pattern)


@pytest.mark.parametrize("name", LIVE)
def test_a_file_that_python_needs_is_named_with_what_was_wrong_and_tried_again(page, cells, name):
    """However it fails, and however often."""
    (cell, *_) = cells(page)
    for way, why in WAYS.items():
        with fails(page, f"**/live/{name}*", way):
            assert cell.run("6 * 7") == ""
        said = cell.status.inner_text()
        assert said.startswith("Python could not be loaded: ")
        assert name in said and why in said, said
    assert cell.run() == "42", cell.status.inner_text()


def test_without_graphviz_python_goes_on_and_says_that_nothing_was_drawn(page, cells):
    first, second, *_ = cells(page)
    for way, why in WAYS.items():
        with fails(page, "**/live/viz.js*", way):
            first.run(DRAW)
        said = first.status.inner_text()
        assert said.startswith("Ran. The drawing could not be made: viz.js ") and why in said
        assert second.run("x") == "6"  # nothing was lost
    first.run()
    assert first.output.locator("figure.graph").is_visible()
    assert first.status.inner_text() == "Ran."


@pytest.mark.parametrize("name", ["python.js", "worker.js"])
def test_a_script_that_a_run_needs_is_named_and_tried_again(page, cells, name):
    (cell, *_) = cells(page)
    for way in WAYS:
        with fails(page, f"**/{name}*", way):
            cell.run("6 * 7")
        assert cell.status.inner_text().startswith(f"Python could not be loaded: {name} ")
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
    with fails(page, f"**/{name}*", missing):
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
    with fails(page, "**/paths.js*", missing):
        figure.locator(".graph__picture:visible .leaf").first.click()
        told.get_by_role("status").wait_for()
        assert page.evaluate(UNKNOWN) == []
    told.get_by_role("button", name="Try again").click()
    figure.get_by_role("status").filter(has_text="path 1 of").wait_for()
    page.complaints.clear()


def test_a_silent_file_is_told_of_within_half_a_minute(open_page, cells):
    """With the patience that readers get."""
    page = open_page(PAGE)
    (cell, *_) = cells(page)
    page.context.route("**/live/pyodide.asm.wasm", never)
    cell.press("Run")
    said = "pyodide.asm.wasm has sent nothing for 20 seconds"
    cell.status.filter(has_text=said).wait_for(timeout=30_000)
    page.complaints.clear()
