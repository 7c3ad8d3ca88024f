"""The benchmarks run, and compare like with like; what they print is no test's business."""

from __future__ import annotations

import runpy
from pathlib import Path

BENCH = Path(__file__).parent


def test_the_designs_come_to_the_same_gradients(capsys):
    """The benchmark asserts it before it measures."""
    runpy.run_path(str(BENCH / "speed.py"))["main"](rounds=1)
    designs = capsys.readouterr().out.splitlines()[1:]
    nodes = [int(line[22:30]) for line in designs]
    assert nodes == [65818, 65818, 7545, 0, 0]
