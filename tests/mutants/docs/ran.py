"""What a browser test runs of the page's scripts, told by the browser itself.

Chromium tells of each function of a script which stretches of it ran. What runs in a worker is not
told, since it has no page: it may run in any test that runs the script which starts the worker.
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from press.outputs.sybil_plugin import CACHE

STARTED_BY = {"worker.js": "python.js", "search.js": "live.js"}  # workers
LEAVING = ("goto", "reload", "go_back", "go_forward")
VARIANTS = 2  # of a test function, with its fastest parameters
EXACTLY = {"callCount": False, "detailed": True}
Stretch = tuple[int, int, int]  # where it starts and ends, in UTF-16 units, and whether it ran


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
        self.scripts: dict[str, dict[str, list[list[Stretch]]]] = {}  # by test and by script
        self.seconds: dict[str, float] = {}

    def pytest_configure(self) -> None:
        super().pytest_configure()
        from playwright.sync_api import BrowserContext, Page

        new_page = BrowserContext.new_page

        def watched(context: Any) -> Any:
            page = new_page(context)
            page.session = context.new_cdp_session(page)
            page.session.send("Profiler.enable")
            page.session.send("Profiler.startPreciseCoverage", EXACTLY)
            return page

        BrowserContext.new_page = watched
        for name in LEAVING:  # then a document is gone, and what it ran
            setattr(Page, name, self.telling(getattr(Page, name)))
        BrowserContext.close = self.telling(BrowserContext.close)

    def telling(self, leave: Callable[..., Any]) -> Callable[..., Any]:
        """The method of a page or of a context, that first asks what ran."""

        def leaving(place: Any, *arguments: Any, **options: Any) -> Any:
            for page in getattr(place, "pages", [place]):
                if session := getattr(page, "session", None):
                    self.told(session.send("Profiler.takePreciseCoverage")["result"])
            return leave(place, *arguments, **options)

        return leaving

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
    """Which tests run a place of a script, the fastest first."""

    def __init__(self) -> None:
        self.tests: dict[str, tuple[float, dict[str, list[list[Stretch]]]]] = {}

    def add(self, found: dict[str, Any]) -> None:
        """Add what `Watching` wrote of one file of tests."""
        self.tests |= found

    def reaching(self, source: str, name: str, start: int, files: list[str]) -> Iterator[str]:
        """The tests of these files that run the byte `start` of a script, `VARIANTS` of a function.

        Those that opened no page may run anything.
        """
        place = len(source.encode()[:start].decode().encode("utf-16-le")) // 2

        def may_reach(scripts: dict[str, list[list[Stretch]]]) -> bool:
            if name in STARTED_BY:
                return not scripts or STARTED_BY[name] in scripts
            return not scripts or any(ran(each, place) for each in scripts.get(name, []))

        names = [
            test
            for test, (_, scripts) in self.tests.items()
            if test.split("::")[0] in files and may_reach(scripts)
        ]
        names.sort(key=lambda test: self.tests[test][0])
        seen: Counter[str] = Counter()
        for test in names:
            seen[test.partition("[")[0]] += 1
            if seen[test.partition("[")[0]] <= VARIANTS:
                yield test
