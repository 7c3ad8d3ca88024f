"""The figures on the quality page, each made by a command, and kept with its commit and date.

    python -m tests.bench.quality [NAME ...]

Runs the command behind each NAME at the root of the checkout, keeps what it prints in
`quality.json`, and writes the table of `docs/explanation/quality.md` anew. Without a name it writes
the table alone. A figure that nobody has measured stands in neither.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPT = Path(__file__).with_name("quality.json")
PAGE = ROOT / "docs" / "explanation" / "quality.md"
HEAD = "| figure | value | command | commit | date |\n| --- | --- | --- | --- | --- |\n"
PROOF = "<!-- given: the command printed it -->"
TABLE = re.compile(re.escape(HEAD) + r"(?:\|.*\n)*")


@dataclass(frozen=True)
class Measure:
    """A command, and the pattern of its figures: a `value`, and a `what` if there are several."""

    figure: str  # what is measured; {} stands for `what`
    command: str  # as one types it, with `python` and `pytest` of the environment
    pattern: str


@dataclass(frozen=True)
class Row:
    """A figure as it was measured."""

    name: str  # of its measure
    figure: str
    value: str
    commit: str
    date: str


KILLED = r"(?P<value>\d+ of \d+) +killed"
MEASURES = {
    "tests": Measure("tests that pass", "pytest", r"(?P<value>[\d,]+) passed"),
    "coverage": Measure(
        "branches and lines of the library that the tests take",
        "pytest --cov --cov-report=term",
        r"^TOTAL .* (?P<value>\d+%)",
    ),
    "mutants": Measure(
        "changes of the library that the tests notice",
        "python -m tests.mutants",
        rf"^in all +{KILLED}",
    ),
    "docs": Measure(
        "changes of the docs that the tests notice: {}",
        "python -m tests.mutants.docs printed proved keys checks",
        rf"^(?P<what>printed|proved|keys|checks) +{KILLED}",
    ),
    "scripts": Measure(
        "changes of the page's scripts that the tests notice, of a sample",
        "python -m tests.mutants.docs scripts --sample 64 --seed 31 --jobs 3",
        rf"^scripts +{KILLED}",
    ),
    "site": Measure(
        "the site: {}", "python -m tests.bench.site", r"^(?P<what>.+?) {2,}(?P<value>.+)$"
    ),
    "speed": Measure(
        "speed: {}",
        "python tests/bench/speed.py",
        r"^(?P<what>\S.*\S) +(?P<value>[\d.]+ \S[\w ]*?) +[\d.e+]+ .*(?:yes|no)$",
    ),
    "lighthouse": Measure(
        "Lighthouse on a slow phone (performance, accessibility, best practices, SEO): {}",
        "python -m tests.bench.lighthouse",
        r"^(?P<what>.+?) {2,}(?P<value>\d+(?: / \d+){3})$",
    ),
    "live": Measure(
        "live pages: {}",
        "python -m tests.bench.live",
        r"^ *(?P<what>.+?) {2,}(?P<value>[\d.]+ (?:ms|s|kB|MB)) ",
    ),
    "press": Measure(
        "seconds that an author waits: {}",
        "python tests/bench/press.py 5",
        r"^(?P<what>(?:cold|mkdocs|an edit).+?) {2,}(?P<value>[\d.]+) ",
    ),
}


def main() -> None:
    """Measure what is asked for, and write the table."""
    parser = argparse.ArgumentParser("python -m tests.bench.quality")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASURES))
    for name in parser.parse_args().names:
        rows = [row for row in kept() if row.name != name] + list(measured(name))
        text = json.dumps([asdict(row) for row in sorted(rows, key=place)], indent=1)
        KEPT.write_text(text + "\n", encoding="utf-8")
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), kept()), encoding="utf-8")


def kept() -> list[Row]:
    """The figures as they are kept."""
    return [Row(**row) for row in json.loads(KEPT.read_text(encoding="utf-8"))]


def measured(name: str) -> Iterator[Row]:
    """The figures that the command of a measure prints now. Ends with a sentence if it fails."""
    measure = MEASURES[name]
    folder = Path(sys.executable).parent
    done = subprocess.run(
        [folder / measure.command.split()[0], *measure.command.split()[1:]],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    if done.returncode:
        sys.exit(f"{measure.command} has failed, so nothing is kept of it:\n{done.stdout}")
    yield from figures(name, done.stdout, commit(), datetime.date.today().isoformat())


def figures(name: str, said: str, commit: str, date: str) -> Iterator[Row]:
    """The figures in what a command said."""
    found = list(re.finditer(MEASURES[name].pattern, said, re.MULTILINE))
    if not found:
        sys.exit(f"{MEASURES[name].command} printed no figure that is known here:\n{said}")
    for match in found:
        what = match.groupdict().get("what", "")
        yield Row(
            name, MEASURES[name].figure.format(" ".join(what.split())), match["value"], commit, date
        )


def commit() -> str:
    """The commit that is checked out. Ends with a sentence if it is not what stands here."""
    own = [f":!{path.relative_to(ROOT).as_posix()}" for path in (PAGE, KEPT)]
    if git("status", "--porcelain", "--untracked-files=no", "--", ".", *own):
        sys.exit("commit your changes first: a figure is kept with the commit that it belongs to")
    return git("rev-parse", "--short=10", "HEAD")


def git(*arguments: str) -> str:
    """What git says."""
    return subprocess.run(
        ["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()


def place(row: Row) -> int:
    """Where a row stands: with its measure."""
    return list(MEASURES).index(row.name)


def written(page: str, rows: list[Row]) -> str:
    """The page with the table of these rows."""
    lines = [
        f"| {row.figure} | {row.value}{PROOF} | `{MEASURES[row.name].command}` "
        f"| `{row.commit}` | {row.date} |\n"
        for row in rows
    ]
    return TABLE.sub(lambda _: HEAD + "".join(lines), page)


if __name__ == "__main__":
    main()
