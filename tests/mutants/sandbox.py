"""Where mutants run: in copies of the project, each test session in a process of its own.

A session is forked from a process that has imported the large packages already, so that it starts
at once. The checkout is only read: whatever ends a run, nothing there has changed.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

LARGE = ("coverage", "hypothesis", "numpy", "torch.nn.utils", "tqdm")
LARGE += tuple(f"matplotlib.{part}" for part in ("figure", "backends.backend_agg"))
LARGE += tuple(f"matplotlib.backends.backend_{part}" for part in ("svg", "pdf"))
OPTIONS = "-x -q -o addopts= --confcutdir=tests/minigrad".split()  # no fixtures of the site
OPTIONS += "-p no:cacheprovider -p no:doctest -p no:logging".split()
OPTIONS += "-W ignore::pytest.PytestConfigWarning".split()  # of settings of absent plugins
NOT_COPIED = shutil.ignore_patterns(".*", "__pycache__", "node_modules")
FAILED_TO_START = 3  # a status of pytest's own for it
RUNNING: set[int] = set()  # the session of this process, if there is one


def warm_up(tests: Iterable[Path]) -> None:
    """Import what these test files would otherwise wait for; let Hypothesis try the same always."""
    text = "".join(path.read_text(encoding="utf-8") for path in tests)
    for name in LARGE:
        if name.split(".")[0] in text:
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
    if "hypothesis" in sys.modules:
        from hypothesis import settings

        settings.register_profile("mutants", derandomize=True, database=None, deadline=None)
        settings.load_profile("mutants")
    gc.freeze()  # what is there by now is no garbage: no session need look at it


class Sandbox:
    """A copy of a project, in which one session after the other runs."""

    def __init__(self, project: Path, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "log"
        self.writes = 0

        def left_out(of: str, names: list[str]) -> set[str]:
            """The built site is, not the room of the press that has its name."""
            return NOT_COPIED(of, names) | ({"site"} if Path(of) == project else set())

        shutil.copytree(project, folder, ignore=left_out)

    def read(self, file: str) -> str:
        """The text of a file."""
        return (self.folder / file).read_text(encoding="utf-8")

    def write(self, file: str, source: str) -> None:
        """Put `source` into a file, with a time that no version had: bytecode is told by it."""
        self.writes += 1
        path = self.folder / file
        path.write_text(source, encoding="utf-8")
        os.utime(path, (self.writes, self.writes))

    def session(self, arguments: list[str], plugin: object) -> int:
        """The exit status of pytest, in a new process; it is negative if a signal ended it."""
        return forked(lambda: self._session(arguments, plugin))

    def _session(self, arguments: list[str], plugin: object) -> int:
        with self.log.open("w") as log:
            os.dup2(log.fileno(), 1)
            os.dup2(log.fileno(), 2)
        os.chdir(self.folder)
        here = [self.folder, self.folder / "docs"]
        sys.path[:0] = map(str, here)
        sys.dont_write_bytecode = False
        os.environ["PYTHONPATH"] = os.pathsep.join(map(str, here))
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        os.environ["COVERAGE_CORE"] = "ctrace"  # the one that knows which test is running
        for name in list(sys.modules):
            if any((folder / name.split(".")[0]).is_dir() for folder in here):
                del sys.modules[name]  # it is the checkout's own
        return pytest.main([*OPTIONS, *arguments], [plugin])


def forked(job: Callable[[], int]) -> int:
    """The exit status of `job` in a process of its own, which leaves no other process behind."""
    child = os.fork()
    if child == 0:
        status = FAILED_TO_START
        try:
            os.setsid()
            signal.signal(signal.SIGINT, signal.default_int_handler)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            status = job()
        finally:
            os._exit(status)
    RUNNING.add(child)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    _end(child)
    return status


def _end(session: int) -> None:
    """End all processes of a session."""
    RUNNING.discard(session)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(session, signal.SIGKILL)


def end_with_all_sessions(*_: object) -> None:
    """What a signal asks of this process: to end at once, and its session with it."""
    for session in list(RUNNING):
        _end(session)
    os._exit(1)
