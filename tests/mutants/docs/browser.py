"""The mutants of the page's scripts, against the browser tests that exercise the script.

The site is built once, and each process has a copy of it, whose scripts are those of `docs/assets`
as they are written there. What fails a test twice is killed.
"""

from __future__ import annotations

import json
import shutil
import signal
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.book import LOCAL, ROOT, build
from tests.mutants import trials
from tests.mutants.docs import ran
from tests.mutants.docs.scripts import mutants
from tests.mutants.trials import PASSED, Trial

SCRIPTS = ROOT / "docs" / "assets"


def files(names: str) -> list[str]:
    """The files of browser tests with these names."""
    return [f"tests/browser/test_{name}.py" for name in names.split()]


TESTS = files("builds engine exercises kept loading paths pictures policy projector site sliders")
TESTS += files("reading snippets stepper")
OF_WORKERS = {  # no page tells what of them runs: these tests say what they do
    "search.js": files("builds policy"),
    "shut.js": files("policy"),
    "worker.js": files("snippets loading pictures policy"),
}
FAILED = {1, -signal.SIGALRM}  # the exit statuses of a session of which a test failed
LIMIT = 90  # seconds for a test
TRIES = 2  # before a failure counts: a browser may have waited too long
PLACES = {"search.js": "javascripts/workers/search.*.min.js"}  # where the theme loads it; else ours
KILLERS: defaultdict[str, list[str]] = defaultdict(list)  # of each script, the last one first


class Chosen(ran.InSite):
    """Runs the chosen tests alone, in their order; the one at work is written down."""

    def __init__(self, cache: Path, tests: Sequence[str]) -> None:
        super().__init__(cache)
        self.turns = {test: i for i, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        chosen = [item for item in items if item.nodeid in self.turns]
        items[:] = sorted(chosen, key=lambda item: self.turns[item.nodeid])

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Write down which test is at work; a signal ends the process if it never ends."""
        _at_work(self.cache).write_text(nodeid, encoding="utf-8")
        signal.alarm(LIMIT)


def made() -> list[Trial]:
    """All mutants of the scripts."""
    return [
        Trial(path.relative_to(ROOT).as_posix(), mutant)
        for path in sorted(SCRIPTS.glob("*.js"))
        for mutant in mutants(path.read_text(encoding="utf-8"))
    ]


def results(tried: list[Trial], jobs: int, site: Path) -> Iterator[tuple[Trial, bool]]:
    """Each mutant with whether it was killed."""
    done = build(ROOT, "--site-dir", str(site), SITE_URL=LOCAL)
    assert done.returncode == 0, done.stdout + done.stderr
    with trials.sandboxes(ROOT, jobs) as boxes:
        reach = ran.Reach()
        for found in boxes.map(_watched, [(site, file) for file in TESTS]):
            reach.add(found)
        jobs_of = [(site, trial, _reaching(reach, trial)) for trial in tried]
        yield from zip(tried, boxes.map(_is_killed, jobs_of), strict=True)


def _reaching(reach: ran.Reach, trial: Trial) -> list[str]:
    """The tests that may run what the mutant changes."""
    path = ROOT / trial.file
    if path.name in OF_WORKERS:
        own = OF_WORKERS[path.name]
        return reach.fastest(test for test in reach.tests if test.split("::")[0] in own)
    place = ran.utf16(path.read_text(encoding="utf-8"), trial.mutant.span[0])
    return reach.fastest(reach.running(path.name, place))


def _watched(job: tuple[Path, str]) -> dict[str, Any]:
    """What the tests of a file run, all of which must pass."""
    site, file = job
    result = trials.box.folder / "ran.json"
    for _ in range(TRIES):
        if not trials.box.session(["--confcutdir=.", file], ran.Watching(_cache(site), result)):
            return json.loads(result.read_text(encoding="utf-8"))
    raise RuntimeError(f"{file} fails without any mutant:\n{_log()}")


def _is_killed(job: tuple[Path, Trial, list[str]]) -> bool:
    """Whether a test notices the mutant: it fails twice."""
    site, trial, tests = job
    name = Path(trial.file).name
    cache = _cache(site)
    first = [test for test in KILLERS[name] if test in tests]
    source = trials.box.read(trial.file)
    _put(cache, name, trial.mutant.applied(source))
    try:
        killer = _killer(cache, [*first, *(test for test in tests if test not in first)])
    finally:
        _put(cache, name, source)
    if killer:  # a neighbour will often be killed by the same
        KILLERS[name] = [killer, *(each for each in KILLERS[name] if each != killer)]
    return bool(killer)


def _killer(cache: Path, tests: list[str]) -> str:
    """The test that fails twice with the site as it now is, or no name."""
    for _ in range(TRIES):
        failed = _failed(cache, tests)
        if not failed or _failed(cache, [failed]):
            return failed
    return ""


def _failed(cache: Path, tests: list[str]) -> str:
    """The first of the tests that fails, or no name.

    Raises `RuntimeError` if they do not even run: no script of a page has a part in that.
    """
    used = sorted({test.split("::")[0] for test in tests})
    if not used:
        return ""
    status = trials.box.session(["--confcutdir=.", *used], Chosen(cache, tests))
    if status not in PASSED | FAILED:
        raise RuntimeError(f"{used} do not run:\n{_log()}")
    return _at_work(cache).read_text(encoding="utf-8") if status in FAILED else ""


def _log() -> str:
    """What the last session of this process wrote."""
    return trials.box.log.read_text(encoding="utf-8")


def _at_work(cache: Path) -> Path:
    """Where a session writes the name of the test that is at work, or was when it ended."""
    return cache / "at-work"


def _cache(site: Path) -> Path:
    """The folder of this process, with a copy of the site whose scripts are as they are written."""
    cache = trials.box.folder / "cache"
    if not cache.exists():
        shutil.copytree(site, cache / "site")
        for path in SCRIPTS.glob("*.js"):
            _put(cache, path.name, trials.box.read(f"docs/assets/{path.name}"))
    return cache


def _put(cache: Path, name: str, text: str) -> None:
    """Give the site another script."""
    (loaded,) = (cache / "site").rglob(f"assets/{PLACES.get(name, name)}")
    loaded.write_text(text, encoding="utf-8")
