"""Which tests reach which line: measured once, on the sources as they are."""

from __future__ import annotations

import json
import math
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import coverage
import pytest

from tests.mutants.sandbox import Sandbox

IMPORT = ""  # no test function: what runs while a test file is imported
COMMAND_LINE = "minigrad/cli/"


def function(item: pytest.Item) -> str:
    """The test function of an item, without the parameters, whose names a mutant may change."""
    return item.nodeid.split("[")[0]


class Measuring:
    """A plugin that writes down which lines each test function runs, and how long it takes.

    Lines that run while the test file is imported belong to the test function `IMPORT`. Of a test
    that starts a process, or shares a fixture that ran for another one, the lines are not all told.
    """

    def __init__(self, package: Path, result: Path) -> None:
        self.package, self.result = package, result
        self.seconds: dict[str, float] = defaultdict(float)
        self.running = IMPORT
        self.shared: set[str] = set()
        self.untold: set[str] = set()

    def pytest_configure(self) -> None:
        sys.addaudithook(self._listen)
        source = [str(self.package)]
        self.coverage = coverage.Coverage(data_file=None, source=source, config_file=False)
        self.coverage.start()

    def _listen(self, event: str, arguments: object) -> None:
        if event == "subprocess.Popen":
            self.untold.add(self.running)

    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef) -> None:
        if fixturedef.scope == "module":
            self.shared.add(fixturedef.argname)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.running = function(item)
        self.coverage.switch_context(self.running)
        start = time.perf_counter()
        result = yield
        self.seconds[function(item)] += time.perf_counter() - start
        if not self.shared.isdisjoint(item.fixturenames):
            self.untold.add(function(item))
        return result

    def pytest_unconfigure(self) -> None:
        self.coverage.stop()
        data, root = self.coverage.get_data(), self.package.parent
        lines = {
            Path(file).relative_to(root).as_posix(): data.contexts_by_lineno(file)
            for file in data.measured_files()
        }
        self.result.write_text(json.dumps([self.seconds, lines, sorted(self.untold)]))


class Chosen:
    """A plugin that runs the chosen test functions only, in their order, each within its limit."""

    def __init__(self, limits: dict[str, float]) -> None:
        self.limits = limits

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        place = {name: i for i, name in enumerate(self.limits)}
        chosen = [item for item in items if function(item) in place]
        items[:] = sorted(chosen, key=lambda item: place[function(item)])

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Let a signal end the process when the test has worked too long, or waited."""
        limit = self.limits[nodeid.split("[")[0]]
        signal.setitimer(signal.ITIMER_PROF, limit)
        signal.alarm(60 + math.ceil(limit))


@dataclass
class Reach:
    """The seconds of each test function, and the functions that reach a line of a file.

    A test whose lines are not all told may reach any line of the command line.
    """

    seconds: dict[str, float] = field(default_factory=dict)
    untold: set[str] = field(default_factory=set)
    lines: dict[tuple[str, int], set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(
        self,
        seconds: dict[str, float],
        lines: dict[str, dict[str, list[str]]],
        untold: list[str],
    ) -> None:
        """Add what `Measuring` found in one test file."""
        self.seconds |= seconds
        self.untold.update(untold)
        for file, contexts in lines.items():
            for line, names in contexts.items():
                self.lines[file, int(line)].update(seconds if IMPORT in names else names)

    def stages(self, file: str, lines: Iterable[int]) -> list[dict[str, float]]:
        """The test functions that reach one of the lines, with a limit for each.

        First come those of the test file that is named after `file`, or else of the one that has
        most of them; the fastest come first, but those of a file together, for their fixtures.
        """
        sure = set().union(*(self.lines[file, line] for line in lines))
        names = sure | self.untold if file.startswith(COMMAND_LINE) else sure
        files: dict[str, list[str]] = defaultdict(list)
        for name in sorted(names, key=lambda x: (x not in sure, self.seconds[x])):
            files[name.split("::")[0]].append(name)
        if not files:
            return []
        own = [x for x in files if Path(x).stem == f"test_{Path(file).stem}"]
        first = own[0] if own else max(files, key=lambda x: len(files[x]))
        others = [x for x in files if x != first]
        others.sort(key=lambda x: sum(self.seconds[name] for name in files[x]))
        stages = [files[first], [name for x in others for name in files[x]]]
        return [
            {name: 3.0 + 5.0 * self.seconds[name] for name in stage} for stage in stages if stage
        ]


def measured(box: Sandbox, package: str, test: str) -> list[Any]:
    """What `Reach.add` takes, for one test file, all of whose tests must pass."""
    result = box.folder / "reach.json"
    status = box.session([test], Measuring(box.folder / package, result))
    if status:
        raise RuntimeError(f"{test} fails without any mutant:\n{box.log.read_text()}")
    return json.loads(result.read_text())
