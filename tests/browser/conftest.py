"""A real browser, the built site on a server of its own, and what every page must keep to."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from press.outputs.requirements import missing, require
from tests.browser.server import serving

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

PATIENCE = int(os.environ.get("MINIGRAD_PATIENCE", "60"))  # seconds that a test waits for a page
COMPILED_ONCE = "--js-flags=--liftoff-only"  # a test is over before better code would pay


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
        page.set_default_timeout(1000 * PATIENCE)
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
    store(page, {"read": [], "passed": passed, "answers": answers})


def store(page: Any, content: dict[str, Any]) -> None:
    """Load the page again, for a reader whose browser has kept this."""
    page.evaluate("content => localStorage.setItem('minigrad', content)", json.dumps(content))
    page.reload()


def script(page: Any, name: str) -> str:
    """The address of one of the page's own scripts."""
    live = page.locator("script[src$='live.js']").evaluate("e => e.src")
    return live.replace("live.js", name)


# The elements of a page that HTML does not have: each is one that was misspelt.
UNKNOWN = """() => [...document.querySelectorAll("*")]
  .filter((e) => e instanceof HTMLUnknownElement).map((e) => e.localName)"""


def until(place: Any, condition: str) -> None:
    """Wait for what JavaScript says. Playwright's own way is `eval`, which the policy forbids."""
    from playwright.sync_api import Error

    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if place.evaluate(condition):
                return
        except Error as error:
            if "navigation" not in str(error):  # the page is just being left
                raise
        time.sleep(0.02)
    raise AssertionError(condition)


LATE = "[data-sliders], div.exercise[id]"
LIVE = f"!document.querySelector('{LATE}') || document.querySelector('.live')"
READ = """async () => {
  const CAME = ":scope > .slider, .exercise .live, .missing";
  for (const late of document.querySelectorAll("LATE")) {
    late.scrollIntoView({ behavior: "instant" });
    for (let i = 0; i < 99 && late.checkVisibility() && !late.querySelector(CAME); i++)
      await new Promise(requestAnimationFrame); }
  scrollTo({ top: 0, behavior: "instant" }); }""".replace("LATE", LATE)


def read_through(page: Any) -> None:
    """Bring near the screen, for a moment each, what comes when it is near: sliders, exercises."""
    until(page, f"document.readyState === 'complete' && ({LIVE})")
    page.evaluate(READ)


def lay_out(page: Any) -> None:
    """Have the page laid out whole, as for a reader who comes back, with all that comes late."""
    read_through(page)
    page.evaluate(
        """async () => { document.documentElement.classList.add("whole");
        for (const _ of [1, 2]) await new Promise(requestAnimationFrame); }"""
    )


BROKEN_WORDS = """({ word, but }) => { const broken = [], range = document.createRange();
  const texts = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode, element = text.parentElement;
    if (!element.checkVisibility() || (but && element.closest(but))) continue;
    for (const { 0: found, index } of text.data.matchAll(new RegExp(word, "g"))) {
      range.setStart(text, index);
      range.setEnd(text, index + found.length);
      if (new Set([...range.getClientRects()].map((box) => box.top)).size > 1) broken.push(found);
    } }
  return broken; }"""


def broken_words(page: Any, word: str, but: str = "") -> list[str]:
    """What of the page's text matches the pattern `word`, and stands on two lines.

    Text within the elements that `but` selects is left alone.
    """
    return page.evaluate(BROKEN_WORDS, {"word": word, "but": but})


# Whether an element is near enough to the screen to be laid out.
LAID_OUT = "e => e.checkVisibility({ contentVisibilityAuto: true })"


class Cell:
    """A snippet on a page, as a reader meets it."""

    def __init__(self, page: Any, name: str) -> None:
        self.page = page
        self.name = name
        self.output = page.get_by_role("region", name=f"Output of {name.lower()}", exact=True)

    @cached_property
    def group(self) -> Any:
        """The snippet with its buttons, brought near: what is far from the screen is not laid out.

        A page has dozens of snippets, and a test wants one or two: each is brought when it is used.
        """
        group = self.page.get_by_role("group", name=self.name, exact=True)
        group.scroll_into_view_if_needed()
        return group

    @property
    def status(self) -> Any:
        return self.group.locator(".live__status")

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
        self.button("Stop").wait_for(state="hidden")
        return self.output.inner_text().strip() if self.output.is_visible() else ""


def has_focus(element: Any) -> bool:
    return element.evaluate("e => e === document.activeElement")


def has_edge(element: Any) -> bool:
    """Whether a line is drawn around it, as around a button."""
    return element.evaluate("e => getComputedStyle(e).borderTopWidth") != "0px"


@pytest.fixture
def cells() -> Any:
    """The snippets of a page, in order; those in folded boxes are unfolded."""

    def cells(page: Any) -> list[Cell]:
        page.locator(".live").first.wait_for(state="attached")
        page.evaluate("document.querySelectorAll('details').forEach(box => { box.open = true; })")
        groups = page.locator("[data-snippet]:has(.live)").all()
        return [Cell(page, group.get_attribute("aria-label")) for group in groups]

    return cells
