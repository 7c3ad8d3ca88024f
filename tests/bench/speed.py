"""How fast is minigrad, against its peers and against the limits of plain Python?

    python tests/bench/speed.py [--rounds N] [--only NAME ...] [--json FILE]

The peers (micrograd, PyTorch and NumPy) get an environment of their own, in `.cache/bench`, made at
the first run. All designs of a step come to the same loss, gradients and weights, which is
asserted; then they take turns, so that a busy machine slows them alike. What counts is processor
time, and the median of the rounds' ratios. They differ from machine to machine all the same.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / ".cache" / "bench"
PYTHON = HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
CPU = "+cpu" if sys.platform == "linux" else ""  # there the build with CUDA would come without it
PEERS = ["micrograd==0.1.0", "numpy==2.4.6", f"torch==2.13.0{CPU}"]
NAMES = ["moons", "chain", "gpt", "grid", "graphs"]
ONE_CORE = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}


def main() -> None:
    """Measure, here if this is the peers' environment, else there."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9, help="how many turns each design takes")
    parser.add_argument("--only", nargs="+", choices=NAMES, default=NAMES, help="a few of the rows")
    parser.add_argument("--json", type=Path, help="a file for the figures")
    options = parser.parse_args()
    if Path(sys.prefix) == HOME:
        from tests.bench.race.table import measured

        measured(options.only, options.rounds, options.json)
    else:
        prepare()
        there = os.environ | ONE_CORE | {"PYTHONPATH": str(ROOT)}
        command = [str(PYTHON), __file__, *sys.argv[1:]]
        sys.exit(subprocess.run(command, env=there).returncode)


def prepare() -> None:
    """Make the peers' environment, unless it is there; ends with one sentence if it cannot."""
    listed = HOME / "peers.txt"
    if listed.exists() and listed.read_text(encoding="utf-8").split() == PEERS:
        return
    print(f"The peers are installed into {HOME}, once.", flush=True)
    venv.create(HOME, clear=True, with_pip=True)
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", *PEERS]
    pip = subprocess.run(command, capture_output=True, text=True)
    if pip.returncode:
        reason = (pip.stderr.strip().splitlines() or ["it did not say why"])[-1]
        sys.exit(f"The peers, {', '.join(PEERS)}, could not be installed: {reason}")
    listed.write_text("\n".join(PEERS), encoding="utf-8")


if __name__ == "__main__":
    main()
