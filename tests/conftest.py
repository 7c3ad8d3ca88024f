"""What tests of more than one room share."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.bundle import bundle
from press.outputs.requirements import missing
from tests.book import session_site, session_zip

HERE = Path(__file__).parent
MEASURED = [HERE / "minigrad", HERE / "press", HERE / "site", HERE / "browser" / "test_editions.py"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A line is tested by the tests of its room; that a chapter runs it too is no test of it."""
    for item in items:
        if not any(item.path.is_relative_to(room) for room in MEASURED):
            item.add_marker(pytest.mark.no_cover)


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
