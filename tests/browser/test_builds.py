"""A site that is published anew: a page runs the code of its build, and an old one is told."""

from __future__ import annotations

import os
import re
import shutil
import time
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from press.site import mark
from tests.browser.conftest import UNKNOWN, Cell, read_through, until
from tests.browser.server import Cached, serving

FIRST = "/tutorial/01-slopes/"
FAILED = "The search could not be loaded: load this page again."
ANEW = "This site has been published anew since you opened this page: load it again."


def with_package(site: Path, target: Path, name: str) -> Path:
    """The site as a build leaves it whose package knows its `BUILD` by this name."""
    (old,) = (path.name for path in site.glob("build-*"))
    shutil.copytree(site, target, ignore=shutil.ignore_patterns(old))
    for folder in mark.LOADED:
        shutil.copytree(site / old / folder, target / folder)
    with zipfile.ZipFile(target / "live/book.zip", "a") as book:
        book.writestr("minigrad/build.py", f"BUILD = {name!r}\n")
    for page in target.rglob("*.html"):
        text = page.read_text("utf-8").replace(f"{old}/", "")
        page.write_text(re.sub(r'("search": "[^?]*\?)\w+', rf"\1{name}", text), "utf-8")
    (index,) = (path for path in (target / "search").iterdir() if path.stem != "search_index")
    index.rename(index.with_stem(name))
    mark.stamp(target, "http://127.0.0.1:8000/")
    return target


@pytest.fixture(scope="session")
def both(base, site, tmp_path_factory):
    folder = tmp_path_factory.mktemp("builds")
    first, second = (with_package(site, folder / name, name) for name in ("first", "second"))
    for page in second.rglob("*.html"):
        os.utime(page, (time.time() + 60,) * 2)  # a server tells pages apart by the second
    return [first, second]


@pytest.fixture
def host(both, tmp_path):
    """A host, and how to publish the second build on it."""
    now = tmp_path / "now"
    now.symlink_to(both[0])

    def publish():
        new = tmp_path / "new"
        new.symlink_to(both[1])
        new.replace(now)

    with serving(now, Cached) as address:
        yield address, publish


@pytest.fixture
def visit(chromium, host):
    """A page of the first build, and how to publish the second."""
    context = chromium.new_context(base_url=host[0])
    page = context.new_page()
    page.goto(FIRST)
    read_through(page)
    page.locator(".exercise .live").last.wait_for()
    page.evaluate("window.old = true")
    yield page, host[1]
    context.close()


def build_of(page) -> str:
    """The build whose package a page runs."""
    read_through(page)
    page.locator(".exercise .live").last.wait_for()
    cell = Cell(page, "Snippet 1")
    shown = cell.run("from minigrad.build import BUILD\nBUILD")
    return shown.strip("'") or cell.status.inner_text()  # why it shows nothing


def is_told(page) -> None:
    page.get_by_role("alert").get_by_text(ANEW).wait_for()
    assert page.evaluate(UNKNOWN) == []


def test_after_a_deploy_a_reload_runs_the_new_library_whatever_a_cache_keeps(visit):
    page, publish = visit
    assert build_of(page) == "first"
    publish()
    assert build_of(page) == "first"  # Python is there, and goes on
    page.reload()
    assert build_of(page) == "second"


def test_a_tab_left_open_is_told_whatever_it_wants_to_load(visit):
    page, publish = visit
    publish()
    page.keyboard.press("v")  # the projector view
    is_told(page)
    cell = Cell(page, "Snippet 1")
    for _ in range(2):  # whoever tries again is told the same
        assert cell.run() == ""
        assert cell.status.inner_text() == "Not run."
    is_told(page)


def test_a_tab_left_open_is_told_at_a_run_and_loads_the_page_again(visit):
    page, publish = visit
    publish()
    assert Cell(page, "Snippet 1").run() == ""
    is_told(page)
    page.get_by_role("button", name="load it again").click()
    until(page, "!window.old")
    assert build_of(page) == "second"


def test_a_tab_left_open_is_told_by_the_search(visit):
    page, publish = visit
    publish()
    page.keyboard.press("s")
    page.keyboard.type("slope")
    page.get_by_text(ANEW).click()
    until(page, "!window.old")
    assert urlsplit(page.url).path == FIRST
    assert build_of(page) == "second"


def test_a_search_whose_index_fails_says_so_and_tries_again(open_page):
    page = open_page(FIRST)
    read_through(page)
    page.locator(".exercise .live").last.wait_for()
    page.context.route("**/search/*.json", lambda route: route.fulfill(status=500, json={}))
    page.context.route(page.url.removesuffix(FIRST[1:]), lambda route: route.fulfill(status=500))
    page.keyboard.press("s")
    page.keyboard.type("slope")
    page.get_by_text(FAILED).wait_for()
    assert not page.locator(".md-search-result__meta").is_visible()  # no document was found
    page.context.unroute("**/search/*.json")
    page.keyboard.type("s")
    page.locator(".md-search-result__meta", has_text=re.compile(r"^\d+ matching")).wait_for()
    page.complaints.clear()


IMPATIENT = """() => { self.waits = [];
  AbortSignal.timeout = (ms) => { waits.push(ms); return AbortSignal.abort(); }; }"""


def test_a_search_whose_index_does_not_come_says_so_within_half_a_minute(open_page):
    page = open_page(FIRST)
    page.wait_for_load_state("networkidle")
    (search,) = page.workers
    search.evaluate(IMPATIENT)
    page.keyboard.press("s")
    page.keyboard.type("s")
    page.get_by_text(FAILED).wait_for()
    assert search.evaluate("waits") == [30_000, 5_000]  # for the index, and for whether it is anew


def test_what_is_told_too_late_of_a_search_is_not_shown(open_page):
    page = open_page(FIRST)
    page.wait_for_load_state("networkidle")
    meta = page.locator(".md-search-result__meta")
    home, index = [], []
    page.context.route(page.url.removesuffix(FIRST[1:]), lambda route: home.append(route))
    page.context.route("**/search/*.json", lambda route: route.abort())
    page.keyboard.press("s")
    with page.context.expect_event("request", lambda asked: urlsplit(asked.url).path == "/"):
        page.keyboard.type("s")
    page.context.unroute("**/search/*.json")
    page.context.route("**/search/*.json", lambda route: index.append(route))
    with page.context.expect_event("request", lambda asked: asked.url.endswith(".json")):
        page.keyboard.type("l")
    page.wait_for_timeout(100)
    assert "No matching" not in meta.inner_text()  # nobody has looked yet
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    index.pop().continue_()
    page.wait_for_timeout(300)
    assert page.locator(".md-search-result__item").count() == 0  # nobody asks any more

    page.keyboard.type("s")
    page.locator(".md-search-result__item").first.wait_for()
    home.pop().continue_()
    page.wait_for_timeout(300)
    assert page.get_by_text(FAILED).count() == 0
    page.get_by_role("textbox", name="Search").fill("")
    page.locator(".md-search-result__item").first.wait_for(state="detached")
    page.complaints.clear()


def test_the_index_comes_with_the_first_question_and_then_needs_no_network(open_page):
    page = open_page(FIRST)
    asked = []
    page.context.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.wait_for_load_state("networkidle")
    asked.clear()
    page.keyboard.press("s")
    page.wait_for_timeout(300)
    assert asked == []
    page.keyboard.type("slope")
    found = page.locator(".md-search-result__meta", has_text=re.compile(r"^\d+ matching"))
    found.wait_for()
    assert len(asked) == 1 and re.fullmatch(r"/search/[0-9a-f]{12}\.json", asked[0])
    page.context.set_offline(True)
    page.get_by_role("textbox", name="Search").fill("topological")
    page.locator(".md-search-result__article", has_text="topological sort").first.wait_for()
    assert len(asked) == 1


def test_a_page_of_another_build_is_loaded_whole(visit):
    page, publish = visit
    publish()
    page.get_by_role("link", name="Next: 2. Values and graphs").click()
    until(page, "!window.old")
    page.get_by_role("heading", name="Values and graphs", level=1).wait_for()
    assert build_of(page) == "second"


def test_where_the_network_or_the_host_fails_no_deploy_is_claimed(visit):
    page, _ = visit
    cell = Cell(page, "Snippet 1")
    said = "Python could not be loaded: python.js did not come, or came broken. Try again."
    page.evaluate(
        """() => { window.waits = []; const real = AbortSignal.timeout;
        AbortSignal.timeout = (ms) => { waits.push(ms); return real.call(AbortSignal, ms); }; }"""
    )
    page.context.set_offline(True)
    assert cell.run() == ""
    assert cell.status.inner_text() == said
    page.context.set_offline(False)
    page.context.route("**", lambda route: route.fulfill(status=503, body="Come back later."))
    assert cell.run() == ""
    assert cell.status.inner_text() == said
    assert page.get_by_role("alert").count() == 0
    assert page.evaluate("waits") == [5_000, 5_000]  # what is asked before the reader is told


def test_no_address_that_a_page_loads_is_without_the_mark(open_page):
    page = open_page(FIRST)
    asked = []
    page.context.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.reload()
    Cell(page, "Snippet 1").run("from minigrad import *\ndraw_dot(Value(1.0) + 2)")
    page.keyboard.press("v")
    page.locator(".projector").wait_for()
    page.keyboard.press("Escape")
    plain = [path for path in asked if not re.match(r"/build-[0-9a-f]{12}/|http", path)]  # a blob
    assert len(asked) > 20
    assert sorted(set(plain)) == ["/search/search_index.json", "/sitemap.xml", FIRST]
