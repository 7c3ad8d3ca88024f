"""Change the docs in one place after the other, and see whether the tests notice.

    python -m tests.mutants.docs [--sample N] [--seed N] [--jobs N] [KIND ...]

The kinds are `printed` (each number in an output that a page states), `proved` (each number in
prose with an expression behind it), `keys` (the right option of each quiz), `checks` (each assert
in the check of an exercise) and `scripts` (operators, numbers, conditions of the page's scripts).
The status is 1 if one of the first four survives, or if fewer than 90 % of the scripts' are killed.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from press.book import exercise
from press.book.outcomes import Book, PageOutcome
from press.outputs.sybil_plugin import page_name
from tests.book import PAGES, ROOT, named
from tests.mutants.docs import browser, checks, pages
from tests.mutants.report import share, told
from tests.mutants.trials import Trial
from tests.mutants.workers import workers

BOOK = Book(ROOT, ROOT / ".cache" / "outcomes")
OF_PAGES = {"printed": pages.printed, "proved": pages.proved, "keys": pages.keys}
LEAST = {"printed": 100, "proved": 100, "keys": 100, "checks": 100, "scripts": 90}  # per cent


def main() -> int:
    """Run the mutants, and say what came of them; what comes back is the exit status."""
    parser = argparse.ArgumentParser("python -m tests.mutants.docs")
    parser.add_argument("--sample", type=int, metavar="N", help="so many of each kind, not all")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of the sample")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), metavar="N")
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=" ".join(LEAST))
    arguments = parser.parse_args()
    wrong = []
    for kind in arguments.kinds or LEAST:
        trials = made(kind)
        if arguments.sample and arguments.sample < len(trials):
            places = random.Random(arguments.seed).sample(range(len(trials)), arguments.sample)
            trials = [trials[i] for i in sorted(places)]
        with results(kind, trials, arguments.jobs) as found:
            counts, _ = told(found)
        print(f"{kind:<28}{share(counts)}", flush=True)
        if 100 * counts[True] < LEAST[kind] * counts.total():
            wrong.append(f"of the {kind} at least {LEAST[kind]} % must be killed")
    print(*wrong, sep="\n")
    return int(bool(wrong))


@contextmanager
def results(kind: str, trials: list[Trial], jobs: int) -> Iterator[Iterable[tuple[Trial, bool]]]:
    """The mutants, each with whether it was killed."""
    if kind == "scripts":
        with tempfile.TemporaryDirectory() as folder:
            yield browser.results(trials, jobs, Path(folder, "site"))
        return
    if kind != "checks":
        BOOK.outcomes({page_name(path, ROOT): text(named(path)) for path in PAGES}, print)
    with workers(jobs) as pool:
        yield zip(trials, pool.map(is_killed, trials), strict=True)


def made(kind: str) -> list[Trial]:
    """All mutants of a kind."""
    if kind == "scripts":
        return browser.made()
    if kind == "checks":
        files = [f"docs/exercises/{name}.py" for name in exercise.names()]
        return [Trial(file, each) for file in files for each in checks.mutants(text(file))]
    return [
        Trial(named(path), each) for path in PAGES for each in OF_PAGES[kind](text(named(path)))
    ]


def is_killed(trial: Trial) -> bool:
    """Whether the tests notice a mutant of a page or of an exercise."""
    source = text(trial.file)
    if trial.file.endswith(".py"):
        return checks.is_noticed(source, trial.mutant)
    return pages.is_noticed(source, trial.mutant.applied(source), gave(trial.file), BOOK)


@cache
def text(file: str) -> str:
    """The text of a file of the checkout."""
    return (ROOT / file).read_text(encoding="utf-8")


@cache
def gave(file: str) -> PageOutcome:
    """What the snippets of a page gave."""
    return BOOK.outcome(page_name(ROOT / file, ROOT), text(file))


if __name__ == "__main__":
    sys.exit(main())
