"""What tests of more than one room share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.book import session_site


@pytest.fixture(scope="session")
def site() -> Path:
    """The built site, shared by all tests that read it."""
    return session_site()
