"""Every mutant against the tests that reach its lines, on several processes at once."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.mutants.make import Mutant, mutants
from tests.mutants.reach import Chosen, Reach, measured
from tests.mutants.sandbox import Sandbox, end_with_all_sessions, warm_up
from tests.mutants.survivors import Key
from tests.mutants.workers import Workers, workers

PACKAGE = "minigrad"
TESTS = "tests/minigrad/test_*.py"
MINUTES_LONG = {"test_processes.py"}  # it trains in processes of its own, by the script of a page
PASSED = {0, 5}  # the exit statuses of pytest; 5 says that no test was left


@dataclass(frozen=True)
class Trial:
    """A mutant of a file, and the tests that may kill it."""

    file: str
    mutant: Mutant
    stages: list[dict[str, float]] = field(default_factory=list)

    @property
    def key(self) -> Key:
        """What the list of the survivors knows the mutant by."""
        return self.file, self.mutant.text, self.mutant.change


def results(project: Path, files: Sequence[str], jobs: int) -> Iterator[tuple[Trial, bool]]:
    """The mutants of one file after the other, each with whether it was killed."""
    tests = chosen(project)
    warm_up(tests)
    with sandboxes(project, jobs) as boxes:
        reach = Reach()
        for found in boxes.map(_measure, [str(x.relative_to(project)) for x in tests]):
            reach.add(*found)
        trials = [
            Trial(file, mutant, reach.stages(file, mutant.lines))
            for file in files
            for mutant in mutants((project / file).read_text(encoding="utf-8"))
        ]
        yield from zip(trials, boxes.map(_is_killed, trials), strict=True)


def chosen(project: Path) -> list[Path]:
    """The test files that may kill a mutant."""
    return sorted(path for path in project.glob(TESTS) if path.name not in MINUTES_LONG)


@contextmanager
def sandboxes(project: Path, jobs: int) -> Iterator[Workers]:
    """Processes that each have a sandbox; in the end both are gone."""
    with (
        tempfile.TemporaryDirectory() as folder,
        workers(jobs, partial(_settle, project, Path(folder))) as boxes,
    ):
        yield boxes


def _settle(project: Path, folder: Path) -> None:
    """Give this process a sandbox, and let it end its session when it is ended itself."""
    global box
    box = Sandbox(project, folder / str(os.getpid()))
    signal.signal(signal.SIGTERM, end_with_all_sessions)


def _measure(test: str) -> list:
    return measured(box, PACKAGE, test)


def _is_killed(trial: Trial) -> bool:
    """Whether a test notices the mutant."""
    source = box.read(trial.file)
    box.write(trial.file, trial.mutant.applied(source))
    try:
        return any(
            box.session(sorted({name.split("::")[0] for name in limits}), Chosen(limits))
            not in PASSED
            for limits in trial.stages
        )
    finally:
        box.write(trial.file, source)
