"""What tests of more than one room share."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.bundle import bundle
from press.outputs.requirements import missing
from tests.book import session_site, session_zip

MEASURED = [
    Path(__file__).parent / place
    for place in ("minigrad", "press", "site", "browser/test_editions.py")  # the last one prints
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Coverage is counted in the tests of the library and of the press; the rest runs faster."""
    for item in items:
        if not any(place in (item.path, *item.path.parents) for place in MEASURED):
            item.add_marker("no_cover")


@pytest.fixture(scope="session")
def site() -> Path:
    """The built site, shared by all tests that read it."""
    return session_site()


@pytest.fixture(scope="session")
def zipped() -> Path:
    """The zip of the built site, unpacked."""
    if why := bundle.absent():
        missing("live", why)
    return session_zip()


@pytest.fixture
def unmeasured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Coverage is not counted in what a test starts: such processes are many, or slow by it."""
    monkeypatch.setenv("COVERAGE_PROCESS_CONFIG", "")
