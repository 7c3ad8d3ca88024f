"""The pages and the docstrings as tests: a plugin for pytest, by Sybil. pyproject.toml names it.

Each snippet and each claim of a page is a test, and so is the page as a whole; a docstring is one.
All ask one `Book`, whose outcomes start empty with each session: a page runs once, for all tests.
"""

from __future__ import annotations

import doctest
import inspect
import io
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import import_module
from itertools import accumulate, count
from pathlib import Path

import pytest
from sybil import Document, Example, Region, Sybil
from sybil.document import PythonDocStringDocument
from sybil.example import SybilFailure
from sybil.sybil import SybilCollection

from press.book import check, docstring
from press.book.claims import Claim
from press.book.outcomes import Book, PageOutcome, skip_reason
from press.book.page import PageError, Prose, Snippet, parse
from press.outputs.requirements import missing

ROOT = Path(__file__).resolve().parents[3]
CACHE = "MINIGRAD_CACHE"  # the folder of this session, also for the builds and the workers of it


@cache
def session_book(root: Path) -> Book:
    """The book of this session, whose outcomes start empty."""
    return Book(root, Path(os.environ[CACHE], "outcomes"))


def page_name(path: Path, root: Path) -> str:
    """What the site calls a page: its path below docs."""
    docs = root / "docs"
    return path.relative_to(docs if docs in path.parents else root).as_posix()


@lru_cache(200)
def outcome(book: Book, name: str, text: str) -> PageOutcome:
    """What a page gave in this session."""
    return book.outcome(name, text)


class Pages:
    """Turns a page into examples for Sybil."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.book = session_book(root)

    def regions(self, document: Document) -> Iterator[Region]:
        """The page as a whole, then each snippet and each claim in it."""
        yield Region(0, 0, None, self.check_page)
        try:
            blocks = parse(document.text)
        except PageError:
            return  # the page as a whole says so
        starts = [0, *accumulate(len(line) + 1 for line in document.text.split("\n"))]
        snippets, claims = count(), count()
        for block in blocks:
            if isinstance(block, Snippet):
                last = block.line + block.code.count("\n") + 2
                parsed = (next(snippets), block)
                yield Region(starts[block.line - 1], starts[last], parsed, self.check_snippet)
            elif isinstance(block, Prose):
                for claim in block.claims:
                    if claim.expression:
                        place = starts[claim.line - 1] + claim.end
                        yield Region(place, place, (next(claims), claim), self.check_claim)

    def gave(self, example: Example) -> PageOutcome:
        """What the page of the example gave."""
        name = page_name(Path(example.path), self.root)
        return outcome(self.book, name, example.document.text)

    def check_page(self, example: Example) -> None:
        """Fail with all that is wrong with the page as a whole."""
        wrong = check.of_the_whole(example.document.text, self.gave(example), self.root)
        if wrong:
            raise SybilFailure(example, "\n".join(f"{example.path}, {each}" for each in wrong))

    def check_snippet(self, example: Example) -> None:
        """Fail with the page and the line if the page says anything else than the snippet does."""
        number, snippet = example.parsed
        if why := skip_reason(snippet):
            missing(snippet.needs, why)
        gave = self.gave(example)
        outcome = None if gave.failure else gave.snippets[number]
        if outcome is None:
            pytest.skip("the page could not be run: the test of the whole page says why")
        if wrong := check.complaint(snippet, outcome):
            raise SybilFailure(example, f"{example.path}, {wrong}")

    def check_claim(self, example: Example) -> None:
        """Fail with the page and the line if a number in prose is not what its remark gives."""
        number: int
        claim: Claim
        number, claim = example.parsed
        gave = self.gave(example)
        if gave.failure:
            pytest.skip("the page could not be run: the test of the whole page says why")
        everything = check.all_ran(parse(example.document.text), gave)
        if wrong := check.claim_complaint(claim, gave.claims[number], everything):
            raise SybilFailure(example, f"{example.path}, {wrong}")


def docstring_region(document: Document) -> Iterator[Region]:
    """All code of one docstring, as one example: it shares its names, and with no other.

    The site shows the docstrings of the library: these may hold no other code than examples.
    """
    found = doctest.DocTestParser().get_examples(document.text, document.path)
    if (
        found
        or "press" not in Path(document.path).parts
        and re.search(r"`{3}|~{3}|^ {4}", inspect.cleandoc(document.text), re.MULTILINE)
    ):
        yield Region(0, len(document.text), (found, document.text), check_docstring)


def check_docstring(example: Example) -> None:
    """Run the examples of a docstring as at a prompt, with the names of its module."""
    found, text = example.parsed
    if wrong := docstring.complaint(text, ROOT):
        raise SybilFailure(example, f"{example.path}, line {example.line}: {wrong}")
    path = Path(example.path)
    below = path.relative_to(ROOT / "docs" if ROOT / "docs" in path.parents else ROOT)
    names = dict(vars(import_module(".".join(below.with_suffix("").parts))))
    name = f"docstring in {path.name}, line {example.line}"
    test = doctest.DocTest(found, names, name, str(path), example.line, None)
    said = io.StringIO()
    result = doctest.DocTestRunner(verbose=False).run(test, out=said.write)
    if result.failed:
        raise SybilFailure(example, said.getvalue())


def pytest_configure(config: pytest.Config) -> None:
    """Give the session an empty folder of its own, and register Sybil for the whole tree."""
    if not hasattr(config, "workerinput"):  # a worker of pytest-xdist shares that of its session
        os.environ[CACHE] = tempfile.mkdtemp(prefix="session-")
    root = config.rootpath
    pages = Sybil(
        parsers=[Pages(root).regions],
        path=str(root),
        patterns=["*.md"],
        excludes=[".*", ".*/*", "site/*", "docs/press/*"],
        name="pages",
    )
    docstrings = Sybil(
        parsers=[docstring_region],
        path=str(root),
        patterns=["minigrad/*.py", "minigrad/**/*.py", "docs/press/**/*.py"],
        document_types={".py": PythonDocStringDocument},
        name="docstrings",
    )
    config.pluginmanager.register(Collector(pages + docstrings), "snippets")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Forget what the pages of this session gave."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ.pop(CACHE), ignore_errors=True)


class Collector:
    """Hands what Sybil finds to pytest."""

    def __init__(self, sybils: SybilCollection) -> None:
        self.pytest_collect_file = sybils.pytest()
