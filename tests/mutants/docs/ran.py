"""What a browser test runs of the page's scripts, told by the browser itself.

Chromium tells of each function of a script which stretches of it ran. What runs in a worker is not
told, since it has no page.
"""

from __future__ import annotations

import json
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from press.outputs.sybil_plugin import CACHE

LEAVING = ("goto", "reload", "go_back", "go_forward")
VARIANTS = 2, 10.0  # of a test function: so many at least, and all that take so few seconds
EXACTLY = {"callCount": True, "detailed": True}  # without counts, what ran before is told only once
Stretch = tuple[int, int, int]  # where it starts and ends, in UTF-16 units, and whether it ran
Scripts = dict[str, list[list[Stretch]]]  # by name, of each time that a page told


class InSite:
    """A plugin that has the tests of a session read a site that is built, and wait less for it."""

    def __init__(self, cache: Path) -> None:
        self.cache = cache

    def pytest_configure(self) -> None:
        os.environ[CACHE] = str(self.cache)
        os.environ["MINIGRAD_PATIENCE"] = "10"  # many a mutant stops a page for good


class Watching(InSite):
    """A plugin that writes down what each test ran of the scripts, and how long it took."""

    def __init__(self, cache: Path, result: Path) -> None:
        super().__init__(cache)
        self.result = result
        self.scripts: dict[str, Scripts] = {}  # by test
        self.seconds: dict[str, float] = {}
        self.pages: list[Any] = []

    def pytest_configure(self) -> None:
        super().pytest_configure()
        from playwright.sync_api import BrowserContext, Locator, Page

        new_page = BrowserContext.new_page

        def watched(context: Any) -> Any:
            page = new_page(context)
            self.pages.append(page)
            page.session = context.new_cdp_session(page)
            page.session.send("Profiler.enable")
            page.session.send("Profiler.startPreciseCoverage", EXACTLY)
            return page

        BrowserContext.new_page = watched
        for name in LEAVING:  # then a document is gone, and what it ran
            setattr(Page, name, self.telling(getattr(Page, name)))
        Locator.click = self.telling(Locator.click)  # it may leave the page
        BrowserContext.close = self.telling(BrowserContext.close)

    def telling(self, leave: Callable[..., Any]) -> Callable[..., Any]:
        """The method of a page, of a context or of a place, that first asks what ran."""

        def leaving(place: Any, *arguments: Any, **options: Any) -> Any:
            for page in getattr(place, "pages", [getattr(place, "page", place)]):
                self.ask(page)
            return leave(place, *arguments, **options)

        return leaving

    def ask(self, page: Any) -> None:
        """Keep what a page ran since it was asked."""
        if session := getattr(page, "session", None):
            self.told(session.send("Profiler.takePreciseCoverage")["result"])

    def told(self, scripts: list[dict[str, Any]]) -> None:
        """Keep what a page ran of each script."""
        for script in scripts:
            name = script["url"].rpartition("/assets/")[2]
            ranges = [each for function in script["functions"] for each in function["ranges"]]
            self.scripts[self.running][name].append(
                [(each["startOffset"], each["endOffset"], each["count"]) for each in ranges]
            )

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.running = item.nodeid
        self.scripts[self.running] = defaultdict(list)
        start = time.perf_counter()
        result = yield
        for page in self.pages:
            if not page.is_closed():  # it is there for the next test too
                self.ask(page)
        self.seconds[self.running] = time.perf_counter() - start
        return result

    def pytest_unconfigure(self) -> None:
        found = {test: (self.seconds[test], self.scripts[test]) for test in self.seconds}
        self.result.write_text(json.dumps(found), encoding="utf-8")


def ran(stretches: list[Stretch], place: int) -> bool:
    """Whether a place of a script ran: the smallest of the stretches around it tells.

    >>> ran([(0, 90, 1), (40, 60, 0)], 50), ran([(0, 90, 1), (40, 60, 0)], 70)
    (False, True)
    """
    around = [each for each in stretches if each[0] <= place < each[1]]
    return bool(around) and min(around, key=lambda each: each[1] - each[0])[2] > 0


class Reach:
    """What each test runs of the scripts, and how long it takes."""

    def __init__(self) -> None:
        self.tests: dict[str, tuple[float, Scripts]] = {}

    def add(self, found: dict[str, tuple[float, Scripts]]) -> None:
        """Add what `Watching` wrote of one file of tests."""
        self.tests |= found

    def running(self, name: str, place: int) -> list[str]:
        """The tests that run a place of a script; those that opened no page may run any."""
        return [
            test
            for test, (_, scripts) in self.tests.items()
            if not scripts or any(ran(each, place) for each in scripts.get(name, []))
        ]

    def fastest(self, tests: Iterable[str]) -> list[str]:
        """These tests, the fastest first, with `VARIANTS` of the parameters of each function."""
        least, seconds = VARIANTS
        of: dict[str, list[str]] = defaultdict(list)
        for test in sorted(tests, key=self.seconds):
            of[test.partition("[")[0]].append(test)
        chosen = [
            test
            for variants in of.values()
            for i, test in enumerate(variants)
            if i < least or sum(map(self.seconds, variants[: i + 1])) <= seconds
        ]
        return sorted(chosen, key=self.seconds)

    def seconds(self, test: str) -> float:
        return self.tests[test][0]


def utf16(source: str, byte: int) -> int:
    """A place in a source as the browser counts it.

    >>> utf16("\u00e4\u00e4 = 1", 4)
    2
    """
    return len(source.encode()[:byte].decode().encode("utf-16-le")) // 2
