"""The package and the book in the reader's own runtime: Pyodide, under Node."""

from __future__ import annotations

import importlib.metadata
import json
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from press.book.page import snippets
from press.bundle import bundle
from press.outputs.requirements import missing
from tests.book import PAGES, ROOT, named

FILES = [  # what the browser gets, and the tests of the library
    "docs/press/__init__.py",
    "docs/press/runtime/*.py",
    "docs/press/outputs/__init__.py",
    "docs/press/outputs/requirements.py",
    "minigrad/**/*",
    "tests/__init__.py",
    "tests/refused.py",
    "tests/minigrad/*.py",
]
MACHINE = {  # tests of what a page does not have: processes, other packages
    "test_command_line.py",
    "test_package.py",
    "test_processes.py",
    "test_pytorch.py",
}


def distributions(name: str) -> dict[str, importlib.metadata.Distribution]:
    """An installed package and all that it needs, by name."""
    try:
        found = importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        return {}  # needed on another system only
    needs = [x for x in found.requires or [] if "extra ==" not in x and "win32" not in x]
    all_of_them = {name: found}
    for need in needs:
        all_of_them |= distributions(re.match(r"[\w.-]+", need)[0])
    return all_of_them


def stated(page: Path) -> list[dict[str, Any]]:
    """The snippets of a page that a reader can run there, with what the page says of them."""
    return [
        {
            "line": snippet.line,
            "code": snippet.code,
            "output": snippet.output or snippet.key or "",
            "in_quiz": snippet.key is not None,
        }
        for snippet in snippets(page.read_text(encoding="utf-8"))
        if not snippet.not_run and not snippet.needs
    ]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """The book, the package, its tests, and pytest, in one file for Pyodide to unpack."""
    try:
        bundle.fetch()
    except (RuntimeError, OSError, subprocess.SubprocessError) as error:
        missing("live", f"the libraries could not be fetched: {error}")
    path = tmp_path_factory.mktemp("pyodide") / "book.zip"
    with zipfile.ZipFile(path, "w") as out:
        for pattern in FILES:
            for file in ROOT.glob(pattern):
                if file.is_file() and file.name not in MACHINE:
                    out.write(file, file.relative_to(ROOT))
        out.writestr("pages.json", json.dumps({named(page): stated(page) for page in PAGES}))
        for name in ("pytest", "sybil"):  # Hypothesis has a compiled part: its tests are skipped
            for found in distributions(name).values():
                for file in found.files or []:
                    if file.suffix != ".pyc" and ".." not in file.parts:
                        out.write(found.locate_file(file), file)
    return path


TASKS = ["tests", "pages 0 2", "pages 1 2", "docstrings"]


@pytest.mark.parametrize("task", TASKS)
def test_it_is_the_same_in_the_readers_browser(archive, task):
    runner = bundle.HERE / "in_pyodide.mjs"
    inside = Path(__file__).with_name("inside.py")
    arguments = [str(runner), str(bundle.PYODIDE), str(inside), str(archive), *task.split()]
    result = bundle.call("node", *arguments)
    print(result.stdout[-5000:], result.stderr[-5000:])
    assert result.returncode == 0
