"""The book in Firefox, in Safari, and in WebKitGTK, which is Safari's engine on Linux.

The other tests of this room use Chromium alone. These ask by WebDriver, which every browser knows,
whether what a reader does first is done in others too.
"""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from press.outputs.requirements import missing, require
from tests.book import url_path
from tests.browser.conftest import PATIENCE
from tests.browser.server import serving

require("selenium")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:selenium")
DRIVERS = {"Firefox": "geckodriver", "Safari": "safaridriver", "WebKitGTK": "WebKitWebDriver"}
MINI_BROWSER = "usr/lib*/*/webkit2gtk-*/MiniBrowser"  # what WebKitGTK brings to be driven
EXERCISE = "measure-a-slope"
SOLUTION = "def measured_slope(f, x, h=1e-5): return (f(x + h) - f(x - h)) / (2 * h)"
WRONG = """(() => {
  const isPlain = link => !getComputedStyle(link).textDecorationLine.includes("underline");
  const links = [...document.querySelectorAll("article :is(p, li) a:not([class], [rel])")];
  const isWide = document.scrollingElement.scrollWidth > innerWidth;
  return [
    ...links.filter(isPlain).map(link => `a link that looks like text: ${link.innerText}`),
    ...(isWide ? ["the page scrolls sideways"] : []),
  ]; })()"""
BRING_NEAR = 'arguments[0].scrollIntoView({ block: "center", behavior: "instant" })'


class Window:
    """A window of a browser, with the site in it."""

    def __init__(self, driver, base):
        self.driver, self.base = driver, base

    def open(self, address, width=1200):
        self.driver.set_window_size(width, 800)
        self.driver.get(self.base + address)
        self.until("document.readyState === 'complete'")

    def ask(self, expression):
        return self.driver.execute_script(f"return {expression}")

    def until(self, condition):
        end = time.monotonic() + PATIENCE
        while not self.ask(condition):
            assert time.monotonic() < end, condition
            time.sleep(0.05)

    def element(self, selector):
        """The first such element, when it is there; near the screen, where pages lay things out."""
        self.until(f"document.querySelector({selector!r})")
        element = self.driver.find_element("css selector", selector)
        self.driver.execute_script(BRING_NEAR, element)
        return element

    def press(self, name, within):
        """Press a button by its name."""
        self.element(within)
        buttons = f"[...document.querySelectorAll('{within} button')]"
        button = f"{buttons}.find(e => (e.ariaLabel || e.innerText) === '{name}')"
        self.until(button)
        self.ask(button).click()

    def text(self, selector):
        return self.ask(f"document.querySelector({selector!r}).innerText.trim()")


def driver(name):
    """The driver of a browser; without it the test is skipped."""
    if not (program := shutil.which(DRIVERS[name])):
        missing(name, f"{DRIVERS[name]} is not installed")
    from selenium import webdriver

    if name == "WebKitGTK":
        options = webdriver.WebKitGTKOptions()
        options.binary_location = str(next(Path("/").glob(MINI_BROWSER)))
        options.add_argument("--automation")
        service = webdriver.webkitgtk.service.Service(program)
        return webdriver.WebKitGTK(options=options, service=service)
    if name == "Safari":
        return webdriver.Safari()
    options = webdriver.FirefoxOptions()
    options.add_argument("-headless")
    return webdriver.Firefox(options=options, service=webdriver.FirefoxService(program))


@pytest.fixture(scope="module", params=DRIVERS)
def window(request, site):
    with serving(site) as base:
        opened = driver(request.param)
        yield Window(opened, base)
        opened.quit()


def test_a_snippet_prints_what_the_book_prints(window):
    window.open("/tutorial/01-slopes/")
    group = '[aria-label="Snippet 1"]'
    window.element(group)
    book = window.text(f"{group} .snippet__output")
    window.press("Run", group)
    window.until(f"document.querySelector('{group} .live__status').innerText === 'Ran.'")
    assert window.text(f"{group} .live__output") == book


def test_a_slider_moves_its_picture_by_key(window):
    window.open("/tutorial/01-slopes/")
    window.element("[data-sliders]")  # the slider comes when it is near
    slider = window.element("[data-sliders] .slider input")
    slider.send_keys("\ue014")  # arrow right
    window.until("document.querySelector('[data-sliders] .live__output figure .plot-orange path')")
    assert "slope 16.8650" in window.text("[data-sliders] .live__output")


def test_a_graph_is_stepped_through(window):
    window.open("/tutorial/05-operations/")
    words = "document.querySelector('.stepper').innerText"
    window.press("Previous", "figure.graph .stepper")
    last = window.ask(words)
    window.press("Previous", "figure.graph .stepper")
    assert window.ask(words) != last
    assert window.ask("document.querySelectorAll('figure.graph .is-lit').length") > 0


def test_an_exercise_is_answered_and_its_answer_kept(window):
    window.open("/tutorial/01-slopes/")
    box = f"#exercise-{EXERCISE}"
    window.element(box)  # its editor comes when it is near
    area = window.element(f"{box} textarea")
    area.clear()
    area.send_keys(SOLUTION)
    window.press("Check", box)
    window.until(f"document.querySelector('{box} .live__status').innerText === 'Passed.'")
    window.open("/tutorial/01-slopes/")
    window.element(box)
    assert window.element(f"{box} textarea").get_property("value") == SOLUTION


def test_the_search_finds(window):
    window.open("/")
    window.element("input.md-search__input").send_keys("topological")
    window.until("document.querySelectorAll('.md-search-result__link').length > 1")


@pytest.mark.parametrize("width", [1200, 400])
def test_no_page_scrolls_sideways_and_links_are_seen(window, site, width):
    wrong = []
    for file in sorted(site.rglob("*.html")):
        address = "/" + url_path(file, site)
        window.open(address, width=width)
        wrong += [f"{address}: {each}" for each in window.ask(WRONG)]
    assert wrong == []
