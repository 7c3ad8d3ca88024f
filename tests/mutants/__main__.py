"""Change `minigrad/` in one place after the other, and see whether the tests notice.

    python -m tests.mutants [--jobs N] [FILE ...]

Run it at the root of the checkout, on Linux or macOS, since it forks; all of `minigrad/` takes some
minutes. A mutant is killed if a test fails, or takes far longer than it should. The status is 1
if fewer than 97 % are killed, or if the list of the survivors, `survivors.toml`, is not right.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections import Counter
from itertools import groupby
from pathlib import Path

from tests.mutants.report import share, told
from tests.mutants.survivors import listed, mistakes
from tests.mutants.trials import results

LEAST = 97  # per cent


def main() -> int:
    """Run the mutants, and say what came of them; what comes back is the exit status."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # it cleans up as after Ctrl-C
    project = Path.cwd()
    parser = argparse.ArgumentParser("python -m tests.mutants", description=__doc__.split("\n")[0])
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), metavar="N")
    parser.add_argument("files", nargs="*", metavar="FILE", help="by default all of minigrad/")
    arguments = parser.parse_args()
    files = arguments.files or [
        path.relative_to(project).as_posix() for path in sorted(project.glob("minigrad/**/*.py"))
    ]
    counts, wrong, reasons = Counter[bool](), [], listed(project)
    trials = results(project, files, arguments.jobs)
    for file, found in groupby(trials, key=lambda pair: pair[0].file):
        count, alive = told(found)
        counts += count
        print(f"{file:<28}{share(count)}")
        wrong += mistakes(alive, {key: why for key, why in reasons.items() if key[0] == file})
    print(f"{'in all':<28}{share(counts)}", *wrong, sep="\n")
    return int(bool(wrong) or 100 * counts[True] < LEAST * counts.total())


if __name__ == "__main__":
    sys.exit(main())
