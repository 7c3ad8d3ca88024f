"""How long an author, a reader and a CI wait: medians, with the load of the machine beside them.

    python tests/bench/press.py [ROUNDS] [--tests] [--ci]

Works on a copy of the commit, in the environment of this Python. `--tests` adds the README's test
command, `--ci` the whole of `.ci/run`, which makes an environment of its own. The last column is
what is to be reached.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]  # run by its path, this file hides the press

MKDOCS = [sys.executable, "-m", "mkdocs"]
QUIET = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
CHAPTER = "tutorial/04-backward"
PROSE = "The first idea"
CODE = "def walk(node):"
LIMIT = 600


def main(rounds: int, options: set[str]) -> None:
    """Measure, and print one row as soon as it is known."""
    print(f"{'seconds, medians of ' + str(rounds):<44} median   load   to reach")
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder, "project")
        subprocess.run(["git", "clone", "-q", str(ROOT), str(project)], check=True)
        if (ROOT / ".cache" / "live").exists():  # what npm has fetched
            shutil.copytree(ROOT / ".cache" / "live", project / ".cache" / "live")
        row("cold build, strict", [cold(project) for _ in range(rounds)], 20)
        loops = [author(project) for _ in range(rounds)]
        names = ("mkdocs serve, nothing changed since", "an edit of prose", "an edit of a snippet")
        for name, times, goal in zip(names, zip(*loops, strict=True), (8, 3, 5), strict=True):
            row(name, list(times), goal)
        if "--tests" in options:
            row("the README's test command", [clocked(["-m", "pytest"], project)], 120)
        if "--ci" in options:
            row(".ci/run", [clocked_shell("bash .ci/run", project)], 480)


def row(name: str, times: list[float], goal: int) -> None:
    """One line of the table."""
    load = os.getloadavg()[0]
    print(f"{name:<44} {statistics.median(times):6.1f} {load:6.2f} {goal:10}", flush=True)


def cold(project: Path) -> float:
    """A strict build without any outcome of an earlier one."""
    shutil.rmtree(project / ".cache" / "outcomes", ignore_errors=True)
    return clocked(["-m", "mkdocs", "build", "--strict", "-q"], project)


def clocked(arguments: list[str], project: Path) -> float:
    """How long this Python takes for a command."""
    started = time.monotonic()
    command = [sys.executable, *arguments]
    subprocess.run(command, cwd=project, env=QUIET, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - started


def clocked_shell(command: str, project: Path) -> float:
    """How long a command of the shell takes."""
    started = time.monotonic()
    subprocess.run(command, shell=True, cwd=project, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - started


def author(project: Path) -> tuple[float, float, float]:
    """Until a server is up, until a changed sentence is served, until a changed snippet is."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    source = project / "docs" / f"{CHAPTER}.md"
    text = source.read_text(encoding="utf-8")
    started = time.monotonic()
    server = subprocess.Popen(
        [*MKDOCS, "serve", "-q", "-a", f"127.0.0.1:{port}"], cwd=project, env=QUIET
    )
    address = f"http://127.0.0.1:{port}/{CHAPTER}/"
    try:
        up = until(lambda: "<h1" in page(address), started)
        edits = []
        for old, new in ((PROSE, "The very first idea"), (CODE, f"{CODE}  # altered")):
            time.sleep(2)
            started = time.monotonic()
            source.write_text(text.replace(old, new, 1), encoding="utf-8")
            mark = "# altered" if new.endswith("altered") else new
            edits.append(until(lambda mark=mark: mark in page(address), started))
        return up, edits[0], edits[1]
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()
        source.write_text(text, encoding="utf-8")


def page(address: str) -> str:
    """The page as the server gives it now; nothing while there is no server."""
    try:
        return str(urllib.request.urlopen(address, timeout=LIMIT).read(), "utf-8")
    except OSError:
        return ""


def until(seen: Callable[[], bool], started: float) -> float:
    """How many seconds pass from `started` until something is seen."""
    while not seen():
        if time.monotonic() - started > LIMIT:
            raise TimeoutError(f"not seen within {LIMIT} seconds")
        time.sleep(0.05)
    return time.monotonic() - started


if __name__ == "__main__":
    numbers = [each for each in sys.argv[1:] if each.isdigit()]
    main(int(numbers[0]) if numbers else 3, set(sys.argv[1:]))
