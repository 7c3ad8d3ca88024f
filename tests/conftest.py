"""What tests of more than one room share."""

from __future__ import annotations

import gc
import os
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from coverage import Coverage

from press.bundle import bundle
from press.outputs.requirements import missing
from tests.book import session_site, session_zip

HERE = Path(__file__).parent
MEASURED = [HERE / "minigrad", HERE / "press", HERE / "site", HERE / "browser" / "test_editions.py"]


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart() -> None:
    """In a process of xdist, have pytest-cov alone count from here on: it pauses where it should.

    Coverage itself, and another pytest-cov, have counted what was imported. They would go on.
    """
    if "PYTEST_XDIST_WORKER" in os.environ:
        while (counting := Coverage.current()) is not None:
            counting.stop()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A line is tested by the tests of its room; that a chapter runs it too is no test of it."""
    for item in items:
        if not any(item.path.is_relative_to(room) for room in MEASURED):
            item.add_marker(pytest.mark.no_cover)
    items[:] = in_turn(items, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))


def in_turn(items: list[pytest.Item], workers: int) -> list[pytest.Item]:
    """The items in shares, one for each process, each in the order of their turns."""
    turns = sorted(set(map(turn, items)))
    kinds = [[item for item in items if turn(item) == each] for each in turns]
    return [item for i in range(workers) for kind in kinds for item in share(kind, i, workers)]


def turn(item: pytest.Item) -> tuple[bool, bool]:
    """First what wants no site, then what goes through a share of all pages: that takes long."""
    return wants_site(item), "share" not in getattr(item, "fixturenames", ())


def share(items: list[pytest.Item], i: int, of: int) -> list[pytest.Item]:
    return items[len(items) * i // of : len(items) * (i + 1) // of]


def wants_site(item: pytest.Item) -> bool:
    return "site" in getattr(item, "fixturenames", ())


def pytest_collection_finish(session: pytest.Session) -> None:
    """One process builds the site, if it will be wanted, while all test what wants none.

    What is there by now is no garbage, so the collector need not look at it again and again.
    """
    gc.freeze()
    if os.environ.get("PYTEST_XDIST_WORKER") == "gw0" and any(map(wants_site, session.items)):
        threading.Thread(target=build_early, daemon=True).start()


def build_early() -> None:
    with suppress(AssertionError):  # the first test that asks for it tries again, and says why
        session_site()


@pytest.fixture(scope="session")
def site() -> Path:
    """The built site, shared by all tests that read it."""
    return session_site()


@pytest.fixture(scope="session")
def zipped(site: Path) -> Path:
    """The zip of the built site, unpacked."""
    if why := bundle.absent():
        missing("live", why)
    return session_zip()


@pytest.fixture
def unmeasured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Coverage is not counted in what a test starts: such processes are many, or slow by it."""
    monkeypatch.setenv("COVERAGE_PROCESS_CONFIG", "")
