"""What a test claims of an error: its type and its whole sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def refused(error: type[Exception], sentence: str) -> Iterator[None]:
    """The lines inside raise `error`, and say exactly this."""
    with pytest.raises(error) as raised:
        yield
    assert str(raised.value) == sentence
