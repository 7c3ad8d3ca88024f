"""Designs of one step: whether they agree, and how long each takes, in turns."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from math import isclose
from time import process_time
from typing import Any, Protocol

LEAST = 0.05  # seconds for which a design takes its turn, however fast it is
CALLS = 6  # and as often as this at least: in a training, the step before has left its garbage
