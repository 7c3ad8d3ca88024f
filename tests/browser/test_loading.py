"""What a Run needs may fail to come: the reader is told which file, and why, and tries again."""

from __future__ import annotations

import pytest

PAGE = "/tutorial/04-backward/"
DRAW = "from minigrad import *\nx = 6\ndraw_dot((Value(2.0) * 3.0).exp())"
QUICK = {"SILENCE = 20;": "SILENCE = 6;", "SILENCE = 25_000": "SILENCE = 8_000"}  # a test's patience
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
    halved: "",
    a_page: "came as text/html",
    never: "has sent nothing for 6 seconds",
}


def impatient(page):
    """Have the page's scripts wait for so long as a test does."""

    def change(route):
        text = route.fetch().text()
        for long, short in QUICK.items():
            text = text.replace(long, short)
        route.fulfill(content_type="text/javascript", body=text)

    for script in ("worker.js", "python.js", "page.js"):
        page.context.route(f"**/assets/**/{script}*", change)
        page.context.route(f"**/assets/{script}*", change)
    page.reload()


@pytest.fixture
def page(open_page):
    page = open_page(PAGE)
    impatient(page)
    yield page
    page.complaints.clear()  # the browser's own, of what did not come


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", LIVE)
def test_a_file_that_python_needs_is_named_with_what_was_wrong_and_tried_again(
    page, cells, name, way
):
    (cell, *_) = cells(page)
    page.context.route(f"**/live/{name}*", way)

    assert cell.run("6 * 7") == ""
    said = cell.status.inner_text()
    assert said.startswith("Python could not be loaded: ")
    assert name in said and WAYS[way] in said, said

    page.context.unroute(f"**/live/{name}*")
    assert cell.run() == "42", cell.status.inner_text()
