"""The mutants of the page's scripts, against the browser tests that exercise the script.

The site is built once, and each process has a copy of it, whose scripts are those of `docs/assets`
as they are written there. What fails a test twice is killed.
"""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from press.outputs.sybil_plugin import CACHE
from tests.book import LOCAL, ROOT, build
from tests.mutants import trials
from tests.mutants.docs.scripts import mutants
from tests.mutants.trials import PASSED, Trial

SCRIPTS = ROOT / "docs" / "assets"
TESTS = {  # of each script: those that say what it does come first
    "build.js": ["builds"],
    "cell.js": ["snippets", "exercises", "sliders"],
    "editor.js": ["snippets", "exercises"],
    "engine.js": ["engine"],
    "exercise.js": ["exercises"],
    "home.js": ["exercises"],
    "live.js": ["snippets", "kept", "sliders", "site", "stepper"],
    "order.js": ["exercises"],
    "page.js": ["projector", "stepper", "snippets", "site", "loading"],
    "paths.js": ["paths"],
    "picture.js": ["pictures", "policy"],
    "progress.js": ["exercises", "kept", "engine", "site"],
    "projector.js": ["projector"],
    "python.js": ["snippets", "loading", "sliders", "site"],
    "search.js": ["builds", "policy"],
    "shut.js": ["policy"],
    "slider.js": ["sliders"],
    "soon.js": ["loading"],
    "stepper.js": ["stepper", "paths", "site"],
    "worker.js": ["snippets", "loading", "pictures"],
}
TESTS_FAILED = 1  # the exit status of pytest
TRIES = 2  # for a mutant that only seems to be killed: a browser may have waited too long
PLACES = {"search.js": "javascripts/workers/search.*.min.js"}  # where the theme loads it; else ours


KILLERS: defaultdict[str, list[str]] = defaultdict(list)  # of each script, the last one first


class InSite:
    """A plugin that has the tests of a session read a site that is built, and wait less for it.

    Those of `first` are run before the others; the name of the first that fails is kept.
    """

    def __init__(self, cache: Path, first: Sequence[str]) -> None:
        self.cache = cache
        self.first = first

    def pytest_configure(self) -> None:
        os.environ[CACHE] = str(self.cache)
        os.environ["MINIGRAD_PATIENCE"] = "15"  # many a mutant stops a page for good

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        turn = {name: i for i, name in enumerate(self.first)}
        items.sort(key=lambda item: turn.get(item.nodeid, len(turn)))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            _failure(self.cache).write_text(report.nodeid, encoding="utf-8")


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
    with trials.workers(ROOT, jobs) as pool:
        yield from zip(tried, pool.imap(_is_killed, [(site, each) for each in tried]), strict=True)


def _is_killed(job: tuple[Path, Trial]) -> bool:
    """Whether a test notices the mutant."""
    site, trial = job
    name = Path(trial.file).name
    cache = _cache(site)
    source = trials.box.read(trial.file)
    _put(cache, name, trial.mutant.applied(source))
    try:
        killer = _killer(cache, TESTS[name], KILLERS[name])
    finally:
        _put(cache, name, source)
    if killer:  # a neighbour will often be killed by the same
        KILLERS[name] = [killer, *(each for each in KILLERS[name] if each != killer)]
    return bool(killer)


def _killer(cache: Path, tests: Sequence[str], first: Sequence[str]) -> str:
    """The test that fails twice with the site as it now is, or no name."""
    files = [f"tests/browser/test_{test}.py" for test in tests]
    for _ in range(TRIES):
        failed = _failed(cache, files, first)
        if not failed or _failed(cache, [failed], ()):
            return failed
    return ""


def _failed(cache: Path, chosen: list[str], first: Sequence[str]) -> str:
    """The first of the chosen browser tests that fails, or no name.

    Raises `RuntimeError` if the tests do not even run: no script of a page has a part in that.
    """
    status = trials.box.session(["--confcutdir=.", *chosen], InSite(cache, first))
    if status not in {*PASSED, TESTS_FAILED}:
        raise RuntimeError(f"{chosen} do not run:\n{trials.box.log.read_text(encoding='utf-8')}")
    return _failure(cache).read_text(encoding="utf-8") if status == TESTS_FAILED else ""


def _failure(cache: Path) -> Path:
    """Where a session writes the name of what failed."""
    return cache / "failed"


def _cache(site: Path) -> Path:
    """The folder of this process, with a copy of the site whose scripts are as they are written."""
    cache = trials.box.folder / "cache"
    if not cache.exists():
        shutil.copytree(site, cache / "site")
        for name in TESTS:
            _put(cache, name, trials.box.read(f"docs/assets/{name}"))
    return cache


def _put(cache: Path, name: str, text: str) -> None:
    """Give the site another script."""
    (loaded,) = (cache / "site").rglob(f"assets/{PLACES.get(name, name)}")
    loaded.write_text(text, encoding="utf-8")
