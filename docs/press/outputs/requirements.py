"""What a test may need and a machine may lack: PyTorch, NumPy, Hypothesis, Chromium ..."""

from __future__ import annotations

import importlib
import os
import shutil
from types import ModuleType
from typing import NoReturn

import pytest

PROGRAMS = {"chromium", "dot", "java"}  # the rest are modules


def require(name: str) -> ModuleType | str:
    """The module `name`, or the path of the program `name`. Where it is missing, skip the test."""
    try:
        found = shutil.which(name) if name in PROGRAMS else importlib.import_module(name)
    except ModuleNotFoundError:
        found = None
    return found or missing(name, f"{name} is not installed")


def missing(name: str, reason: str) -> NoReturn:
    """Skip the test, since `name` is missing.

    If the environment variable MINIGRAD_REQUIRE names it (a list such as "torch,chromium"), the
    test fails instead, so that a machine that must have a tool cannot pass without it.
    """
    if name and name in os.environ.get("MINIGRAD_REQUIRE", "").replace(" ", "").split(","):
        pytest.fail(reason + ", and MINIGRAD_REQUIRE asks for it", pytrace=False)
    pytest.skip(reason, allow_module_level=True)
