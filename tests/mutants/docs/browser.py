"""The mutants of the page's scripts, against the browser tests that reach their lines.

The site is built once, and each process has a copy of it, whose scripts are those of `docs/assets`
as they are written there. First each browser test runs on the scripts as they are, while Chromium
counts which of their lines are run.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from press.outputs.sybil_plugin import CACHE
from tests.book import ROOT, build
from tests.mutants import trials
from tests.mutants.docs.scripts import mutants
from tests.mutants.reach import Chosen, Reach, function
from tests.mutants.trials import PASSED, Trial

TESTS = "tests/browser/test_*.py"
SLOW = {"test_every_page.py", "test_pyodide.py"}  # minutes long, and they move little by script
BUDGET = 60  # seconds of tests that a mutant has to survive
SCRIPTS = "docs/assets"


class InSite:
    """A plugin that has the tests of a session read a built site."""

    def __init__(self, cache: Path) -> None:
        self.cache = cache

    def pytest_configure(self) -> None:
        os.environ[CACHE] = str(self.cache)


class ChosenInSite(InSite, Chosen):
    """The same, for chosen tests."""

    def __init__(self, cache: Path, limits: dict[str, float]) -> None:
        InSite.__init__(self, cache)
        Chosen.__init__(self, limits)


class Watching(InSite):
    """A plugin that writes down which lines of the scripts each test function runs."""

    def __init__(self, cache: Path) -> None:
        super().__init__(cache)
        self.seconds: dict[str, float] = defaultdict(float)
        self.lines: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.running = ""
        self.watched: dict[Any, list[Any]] = defaultdict(list)  # by context: what counts in a page

    def pytest_sessionstart(self) -> None:
        from playwright.sync_api import BrowserContext

        new_page, close = BrowserContext.new_page, BrowserContext.close

        def watched_page(context: Any) -> Any:
            page = new_page(context)
            page.on("worker", lambda _: self.add("worker.js", range(1, 1000)))
            session = context.new_cdp_session(page)
            session.send("Profiler.enable")
            session.send("Profiler.startPreciseCoverage", {"callCount": True, "detailed": True})
            self.watched[context].append(session)
            return page

        def read_and_close(context: Any) -> None:
            for session in self.watched.pop(context, []):
                for script in session.send("Profiler.takePreciseCoverage")["result"]:
                    self.read(script)
            close(context)

        BrowserContext.new_page, BrowserContext.close = watched_page, read_and_close

    def read(self, script: dict[str, Any]) -> None:
        """Add the lines of a script that were run."""
        path = ROOT / SCRIPTS / script["url"].split("?")[0].rpartition("/")[2]
        if path.suffix == ".js" and path.exists():
            text = path.read_text(encoding="utf-8")
            runs = [0] * (len(text) + 1)
            for ranges in (each["ranges"] for each in script["functions"]):
                for part in ranges:  # what is within another part comes after it
                    size = part["endOffset"] - part["startOffset"]
                    runs[part["startOffset"] : part["endOffset"]] = [part["count"]] * size
            places = (i for i, count in enumerate(runs[: len(text)]) if count)
            self.add(path.name, {text.count("\n", 0, i) + 1 for i in places if text[i].strip()})

    def add(self, name: str, lines: Any) -> None:
        """The running test runs these lines of a script."""
        for line in lines:
            self.lines[f"{SCRIPTS}/{name}"][line].add(self.running)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.running = function(item)
        start = time.perf_counter()
        result = yield
        self.seconds[self.running] += time.perf_counter() - start
        return result

    def pytest_unconfigure(self) -> None:
        lines = {
            file: {line: sorted(names) for line, names in of_file.items()}
            for file, of_file in self.lines.items()
        }
        (self.cache / "reach.json").write_text(json.dumps([self.seconds, lines, []]))


def made() -> list[Trial]:
    """All mutants of the scripts, whose tests are not known yet."""
    return [
        Trial(path.relative_to(ROOT).as_posix(), mutant)
        for path in sorted((ROOT / SCRIPTS).glob("*.js"))
        for mutant in mutants(path.read_text(encoding="utf-8"))
    ]


def results(tried: list[Trial], jobs: int, site: Path) -> Iterator[tuple[Trial, bool]]:
    """Each mutant with whether it was killed."""
    done = build(ROOT, "--site-dir", str(site))
    assert done.returncode == 0, done.stdout + done.stderr
    tests = [path for path in sorted(ROOT.glob(TESTS)) if path.name not in SLOW]
    reach = Reach()
    with trials.workers(ROOT, jobs) as pool:
        jobs_to_do = [(site, str(path.relative_to(ROOT))) for path in tests]
        for found in pool.imap_unordered(_watched, jobs_to_do):
            reach.add(*found)
        ready = [(site, Trial(each.file, each.mutant, _stages(reach, each))) for each in tried]
        for (_, trial), killed in zip(ready, pool.imap(_is_killed, ready), strict=True):
            yield trial, killed


def _stages(reach: Reach, trial: Trial) -> list[dict[str, float]]:
    """The tests that reach a mutant, as many as the budget allows."""
    seconds, stages = 0.0, []
    for stage in reach.stages(trial.file, trial.mutant.lines):
        kept = {}
        for name, limit in stage.items():
            seconds += reach.seconds[name]
            if seconds < BUDGET or not stages and not kept:
                kept[name] = limit
        if kept:
            stages.append(kept)
    return stages


def _cache(site: Path) -> Path:
    """The folder of this process, with a copy of the site whose scripts are as they are written."""
    cache = trials.box.folder / "cache"
    if not cache.exists():
        shutil.copytree(site, cache / "site")
        for path in (ROOT / SCRIPTS).glob("*.js"):
            _put(cache, path.name, path.read_text(encoding="utf-8"))
    return cache


def _put(cache: Path, name: str, text: str) -> None:
    """Give the site another script."""
    for path in (cache / "site").rglob(name):
        if path.parent.parent.name != "javascripts":
            path.write_text(text, encoding="utf-8")


def _watched(job: tuple[Path, str]) -> list[Any]:
    """What `Reach.add` takes, for one test file, all of whose tests must pass."""
    cache = _cache(job[0])
    if trials.box.session(["--confcutdir=.", job[1]], Watching(cache)):
        raise RuntimeError(f"{job[1]} fails without any mutant:\n{trials.box.log.read_text()}")
    return json.loads((cache / "reach.json").read_text())


def _is_killed(job: tuple[Path, Trial]) -> bool:
    """Whether a test notices the mutant."""
    site, trial = job
    cache, name = _cache(site), Path(trial.file).name
    source = trials.box.read(trial.file)
    _put(cache, name, trial.mutant.applied(source))
    try:
        return any(
            trials.box.session(
                ["--confcutdir=.", *sorted({each.split("::")[0] for each in limits})],
                ChosenInSite(cache, limits),
            )
            not in PASSED
            for limits in trial.stages
        )
    finally:
        _put(cache, name, source)
