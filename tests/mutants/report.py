"""What came of the mutants, as lines to print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tests.mutants.survivors import Key
from tests.mutants.trials import Trial


def told(found: Iterable[tuple[Trial, bool]]) -> tuple[Counter[bool], list[Key]]:
    """How many mutants were killed, and those that were not, each of which is printed at once."""
    count, alive = Counter[bool](), []
    for trial, is_killed in found:
        count[is_killed] += 1
        if not is_killed:
            alive.append(trial.key)
            print(f"{trial.file}:{trial.mutant.number}  {trial.mutant.change}", flush=True)
    return count, alive


def share(counts: Counter[bool]) -> str:
    """The number of the killed, of all, and their part."""
    killed, n = counts[True], counts.total()
    return f"{killed:>5} of {n:<5} killed {100 * killed / max(n, 1):6.1f} %"
