"""A real browser, the built site on a server of its own, and what every page must keep to."""

from __future__ import annotations

import fnmatch
import functools
import http.server
import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from press.outputs.requirements import missing, require

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

COMPILED_ONCE = "--js-flags=--liftoff-only"  # a test is over before better code would pay


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What a thread of the static server meets when its visitor leaves is no test's failure."""
    for item in items:
        if "browser" in item.path.parts:
            for warning in (
                "pytest.PytestUnraisableExceptionWarning",
                "pytest.PytestUnhandledThreadExceptionWarning",
                "ResourceWarning",
            ):
                item.add_marker(pytest.mark.filterwarnings(f"ignore::{warning}"))


class Server(http.server.ThreadingHTTPServer):
    """A static server that does not mind a visitor who leaves, nor many files asked for at once."""

    request_queue_size = 128  # with the 5 of Python, a browser is refused and waits for seconds

    def handle_error(self, *_: Any) -> None:
        pass


class Files(http.server.SimpleHTTPRequestHandler):
    """The files as a static server gives them, with the headers that the site asks for; no log.

    The map of the site names the port it was built for: pages are swapped only if that is ours.
    """

    def end_headers(self) -> None:
        for name, value in self.headers_of_site():
            self.send_header(name, value)
        super().end_headers()

    def headers_of_site(self) -> list[tuple[str, str]]:
        return list(headers(Path(self.directory), self.path))

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        if self.path != "/sitemap.xml":
            return super().do_GET()
        text = Path(self.directory, "sitemap.xml").read_text(encoding="utf-8")
        content = text.replace("127.0.0.1:8000", f"127.0.0.1:{self.server.server_port}").encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", str(len(content)))  # a kept connection has no end
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def serving(site: Path, kind: Callable[..., Any] = Files) -> Iterator[str]:
    """The address at which the folder of a site is served for the while."""
    with Server(("127.0.0.1", 0), functools.partial(kind, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def headers(site: Path, address: str) -> Iterator[tuple[str, str]]:
    """What the site's file `_headers` says of an address, read as the hosts do that know it."""
    place = ""
    rules = site / "_headers"
    for line in rules.read_text(encoding="utf-8").splitlines() if rules.exists() else []:
        if not line.startswith(" "):
            place = line
        elif fnmatch.fnmatchcase(address, place):
            name, _, value = line.strip().partition(": ")
            yield name, value


@pytest.fixture(scope="session")
def base(site: Path) -> Iterator[str]:
    """The address of the built site."""
    if not list(site.glob("build-*/live")):
        missing("live", "the libraries of the live pages could not be fetched")
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The machine's Chromium; without its windows, if it has that too: half the work."""
    program = shutil.which("chromium-headless-shell") or require("chromium")
    require("playwright")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*FLAGS, COMPILED_ONCE])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Any, base: str) -> Iterator[Any]:
    """Opens a page as a new visitor; in the end, none may have complained or asked outside."""
    contexts, complaints = [], []

    def open_page(address: str = "/", width: int = 1200, height: int = 800, **options: Any) -> Any:
        context = chromium.new_context(
            base_url=base, viewport={"width": width, "height": height}, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.complaints = complaints
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        context.on("request", lambda request: asked(request.url))
        page.goto(address)
        return page

    def asked(url: str) -> None:
        if not url.startswith((base, "data:", "blob:")):
            complaints.append(f"a request to {url}")

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def keep(page: Any, answers: dict[str, str], passed: Sequence[str] = ()) -> None:
    """Load the page again, for a reader with these answers."""
    content = json.dumps({"read": [], "passed": passed, "answers": answers})
    page.evaluate("content => localStorage.setItem('minigrad', content)", content)
    page.reload()


def script(page: Any, name: str) -> str:
    """The address of one of the page's own scripts."""
    live = page.locator("script[src$='live.js']").evaluate("e => e.src")
    return live.replace("live.js", name)


def until(place: Any, condition: str) -> None:
    """Wait for what JavaScript says. Playwright's own way is `eval`, which the policy forbids."""
    from playwright.sync_api import Error

    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            if place.evaluate(condition):
                return
        except Error as error:
            if "navigation" not in str(error):  # the page is just being left
                raise
        time.sleep(0.02)
    raise AssertionError(condition)


class Cell:
    """A snippet on a page, as a reader meets it."""

    def __init__(self, page: Any, name: str) -> None:
        self.page = page
        self.group = page.get_by_role("group", name=name, exact=True)
        self.output = page.get_by_role("region", name=f"Output of {name.lower()}", exact=True)
        self.status = self.group.locator(".live__status")

    def button(self, name: str) -> Any:
        return self.group.get_by_role("button", name=name, exact=True)

    def press(self, name: str) -> Cell:
        self.button(name).click()
        return self

    def write(self, code: str) -> Cell:
        """Put `code` in place of the snippet."""
        if self.button("Edit").is_visible():
            self.press("Edit")
        self.group.get_by_role("textbox").fill(code)
        return self

    def run(self, code: str | None = None) -> str:
        """Run, wait for the end, and give what is shown."""
        if code is not None:
            self.write(code)
        self.press("Run")
        return self.ended()

    def ended(self) -> str:
        self.button("Stop").wait_for(state="hidden", timeout=60_000)
        return self.output.inner_text().strip() if self.output.is_visible() else ""


def has_focus(element: Any) -> bool:
    return element.evaluate("e => e === document.activeElement")


@pytest.fixture
def cells() -> Any:
    """The snippets of a page, in order; those in folded boxes are unfolded."""

    def cells(page: Any) -> list[Cell]:
        page.locator(".live").first.wait_for(state="attached")
        page.evaluate("document.querySelectorAll('details').forEach(box => { box.open = true; })")
        groups = page.locator("[data-snippet]:has(.live)").all()
        return [Cell(page, group.get_attribute("aria-label")) for group in groups]

    return cells
