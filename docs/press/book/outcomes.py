"""What the snippets of a page gave: run once, frozen to plain data, kept under a key, read by all.

The site, the tests, the notebooks and the README's picture all ask here. A page runs in a Python of
its own, so that pages share nothing; several run at once.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from filelock import FileLock

from press.book import exercise
from press.book.page import NEEDED, Exercise, PageError, Prose, Snippet, parse
from press.book.slider import moves
from press.runtime.figure import Picture

PRESS = Path(__file__).resolve().parents[1]
DRAWING = {"graphviz", "pygraphviz"}  # beside what snippets may need: what draws their pictures
NOT_PASSED_ON = {  # asserts are run, and nobody measures the page on the way
    "PYTHONOPTIMIZE",
    "COVERAGE_PROCESS_START",
    "COVERAGE_PROCESS_CONFIG",
}
LIMIT = 600  # seconds that a page may take


@dataclass(frozen=True)
class Outcome:
    """What a snippet printed, the picture that it gave, and the error that stopped it."""

    output: str = ""
    error: str = ""  # the last line of the traceback
    error_line: int = 0  # in the snippet: 1 is its first
    moved: str = ""  # what is wrong where a slider is moved
    picture: Picture | None = None


@dataclass(frozen=True)
class PageOutcome:
    """What a page gave: an outcome for each snippet, a value or an error for each claim.

    A snippet that cannot run here has None. An exercise has three outcomes: given, solution, check.
    `failure` says, with its line, why the page could not be read or did not end.
    """

    snippets: list[Outcome | None] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)
    exercises: dict[str, list[Outcome]] = field(default_factory=dict)
    failure: str = ""


@dataclass(frozen=True, eq=False)
class Book:
    """A project with pages: its folder, and the folder where outcomes are kept."""

    root: Path
    cache: Path
    ran: list[str] = field(default_factory=list)  # the pages that were run, and not only read

    def outcomes(
        self, pages: Mapping[str, str], tell: Callable[[str], object] = lambda text: None
    ) -> dict[str, PageOutcome]:
        """What each page gave, by name; `pages` maps names to texts.

        `tell` is called with a line of progress now and then.
        """
        longest_first = sorted(pages, key=lambda name: len(pages[name]), reverse=True)
        done: dict[str, PageOutcome] = {}
        ground = self.ground()
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            runs = {
                pool.submit(self.outcome, name, pages[name], ground): name for name in longest_first
            }
            try:
                for run in as_completed(runs):
                    done[runs[run]] = run.result()
                    if self.ran and len(done) * 4 // len(pages) > (len(done) - 1) * 4 // len(pages):
                        tell(f"Snippets: {len(done)} of {len(pages)} pages")
            except BaseException:  # Ctrl-C too: what waits is not started, what runs is ended
                pool.shutdown(wait=False, cancel_futures=True)
                for process in list(RUNNING):
                    process.kill()
                raise
        return {name: done[name] for name in pages}

    def outcome(self, name: str, text: str, ground: bytes = b"") -> PageOutcome:
        """What the page `name` gave: run now, or taken from the cache.

        For many pages `ground()` is worked out once, and handed in.
        """
        try:
            return self._outcome(name, text, ground or self.ground())
        except PageError as error:
            return PageOutcome(failure=str(error))

    def _outcome(self, name: str, text: str, ground: bytes) -> PageOutcome:
        job = list(self._job(text))
        steps = [step for _, step in job if step is not None]
        if not steps:
            return _assembled(job, [])
        key = hashlib.sha256(ground + json.dumps(steps).encode()).hexdigest()[:24]
        stem = name.replace("/", "--")
        self.cache.mkdir(parents=True, exist_ok=True)
        with FileLock(self.cache / f"{stem}.lock"):  # one of several processes runs it
            path = self.cache / f"{stem}.{key}.json"
            if (gave := _read(path)) is None:
                part = path.with_suffix(".part")
                lines = [block.line for block, step in job if step is not None]
                _execute(steps, part, self.root, lines)
                self.ran.append(name)
                for old in self.cache.glob(f"{stem}.*.json"):
                    old.unlink()
                gave = _read(part)
                part.replace(path)
        return _assembled(job, gave or [])

    def ground(self) -> bytes:
        """A name for all that every page stands on: our code, the package's, and the versions."""
        mark = hashlib.sha256()
        for part in (*self.sources(), *versions()):
            mark.update(part)
        return mark.digest()

    def sources(self) -> Iterator[bytes]:
        """The files of the package, of the runtime and of this folder, each with its name."""
        for folder in (self.package, PRESS / "runtime", PRESS / "book"):
            for path in sorted(folder.rglob("*")):
                if path.is_file() and "__pycache__" not in path.parts:
                    yield path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes()

    @property
    def package(self) -> Path:
        """The folder of the library that the pages import: the project's own, or the installed."""
        own = self.root / "minigrad"
        if own.is_dir():
            return own
        spec = importlib.util.find_spec("minigrad")
        assert spec is not None and spec.origin is not None
        return Path(spec.origin).parent

    def _job(self, text: str) -> Iterator[tuple[Any, dict[str, Any] | None]]:
        """Each block that gives something, and the step that runs it, or None where it cannot."""
        for block in parse(text):
            if isinstance(block, Snippet):
                moved = list(moves(block.sliders, block.code))
                yield block, None if skip_reason(block) else {"run": block.code, "moves": moved}
            elif isinstance(block, Exercise):
                try:
                    loaded = exercise.load(block.name, self.root / "docs" / "exercises")
                except ValueError as error:
                    raise PageError(f"line {block.line}: {error}") from None
                yield block, {"exercise": [loaded.given, loaded.solution, loaded.check_cell]}
            elif isinstance(block, Prose):
                for claim in block.claims:
                    if claim.expression:
                        yield claim, {"claim": claim.expression}


def skip_reason(snippet: Snippet) -> str:
    """Why the snippet cannot be run here, or nothing."""
    if snippet.not_run:
        return snippet.not_run
    if snippet.needs and importlib.util.find_spec(snippet.needs) is None:
        return f"{snippet.needs} is not installed"
    return ""


RUNNING: set[subprocess.Popen[str]] = set()  # the pages that run just now


def versions() -> Iterator[bytes]:
    """What else decides what a page gives: Python, the packages that it may use, Graphviz."""
    yield sys.version.encode()
    yield platform.machine().encode()
    for name in sorted(NEEDED | DRAWING):
        try:
            yield f"{name} {importlib.metadata.version(name)}".encode()
        except importlib.metadata.PackageNotFoundError:
            yield f"{name} absent".encode()
    if importlib.util.find_spec("pygraphviz") is None:  # else it lays the pictures out
        dot = shutil.which("dot")
        yield f"dot {dot} {os.stat(dot).st_mtime_ns if dot else 0}".encode()


def _execute(steps: list[dict[str, Any]], target: Path, root: Path, lines: list[int]) -> None:
    """Run the steps in another Python, which writes what they gave to `target`."""
    environment = {k: v for k, v in os.environ.items() if k not in NOT_PASSED_ON}
    environment |= {"PYTHONIOENCODING": "utf-8"}
    process = subprocess.Popen(
        [sys.executable, "-m", "press.book.execute", str(target.resolve())],
        cwd=root,  # so that the library is the project's own
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    RUNNING.add(process)
    try:
        said, complained = process.communicate(json.dumps(steps), timeout=LIMIT)
    except subprocess.TimeoutExpired:
        process.kill()
        said, _ = process.communicate()
        raise PageError(f"{_where(said, lines)}this still runs after {LIMIT} seconds") from None
    finally:
        process.kill()
        RUNNING.discard(process)
    if process.returncode != 0 or not target.exists():
        last = (complained.strip().splitlines() or ["no reason was given"])[-1]
        raise PageError(
            f"{_where(said, lines)}Python ended here with status {process.returncode}: {last}"
        )


def _where(said: str, lines: list[int]) -> str:
    """The line of the step that was told of last."""
    told = re.findall(r"^step (\d+)$", said, re.MULTILINE)
    return f"line {lines[int(told[-1])]}: " if told else ""


def _read(path: Path) -> list[dict[str, Any]] | None:
    """What a file of the cache holds; nothing if there is none, or none that can be read."""
    try:
        gave: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return gave


def _assembled(job: list[tuple[Any, Any]], gave: list[dict[str, Any]]) -> PageOutcome:
    """What each step gave, where it belongs."""
    page = PageOutcome()
    left = iter(gave)
    for block, step in job:
        given = next(left) if step is not None else None
        if isinstance(block, Snippet):
            page.snippets.append(None if given is None else _outcome(given))
        elif isinstance(block, Exercise):
            assert given is not None
            page.exercises[block.name] = [_outcome(cell) for cell in given["cells"]]
        else:
            assert given is not None
            page.claims.append(given)
    return page


def _outcome(given: dict[str, Any]) -> Outcome:
    picture = given["picture"]
    return Outcome(**{**given, "picture": None if picture is None else Picture(**picture)})
