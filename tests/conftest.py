"""Sybil runs every snippet of the docs: README, pages and docstrings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from press.book import check
from press.book.page import PageError, snippets
from tests.book import ROOT, build_site, outcomes
from tests.requirements import require
from sybil import Document, Example, Region, Sybil
from sybil.document import PythonDocStringDocument
from sybil.example import SybilFailure
from sybil.parsers.rest import DocTestParser


def page_regions(document: Document) -> Iterator[Region]:
    """Each Python fence of a page as an example to run."""
    starts = [0]
    for line in document.text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    try:
        found = snippets(document.text)
    except PageError as error:
        raise PageError(f"{document.path}: {error}") from None
    for snippet in found:
        last = snippet.line + snippet.code.count("\n") + 2
        yield Region(starts[snippet.line - 1], starts[last], snippet, run_example)


def run_example(example: Example) -> None:
    """Run a snippet, and fail with the page and the line if the page says anything else."""
    snippet = example.parsed
    if snippet.not_run:
        pytest.skip(snippet.not_run)
    if snippet.needs:
        require(snippet.needs)
    outcome = outcomes(Path(example.path))[snippet.line]
    complaint = check.complaint(snippet, outcome)
    if complaint:
        raise SybilFailure(example, f"{example.path}, {complaint}") from outcome.error


pages = Sybil(
    parsers=[page_regions],
    path=str(ROOT),
    patterns=["*.md"],
    excludes=["docs/_ext/*", ".*", ".*/*", "site/*"],
    name="pages",
)
docstrings = Sybil(
    parsers=[DocTestParser()],
    path=str(ROOT / "minigrad"),
    patterns=["*.py"],
    document_types={".py": PythonDocStringDocument},
    name="docstrings",
)


class Snippets:
    """A plugin object: it also collects outside the folder that this file stands in."""

    pytest_collect_file = staticmethod((pages + docstrings).pytest())


def pytest_configure(config: pytest.Config) -> None:
    """Register Sybil for the whole tree."""
    config.pluginmanager.register(Snippets(), "snippets")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site, shared by all tests that read it."""
    return build_site(tmp_path_factory.mktemp("site"))
