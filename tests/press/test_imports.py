"""Imports run one way, in the library and in the press: who imports whom is all read here."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

from tests.book import DOCS, ROOT

PRESS = {  # each room, and the rooms that it may import from
    "runtime": {"runtime"},
    "book": {"runtime", "book"},
    "site": {"runtime", "book", "site", "outputs", "bundle"},  # the hook calls the other two
    "outputs": {"runtime", "book", "outputs"},
    "bundle": {"bundle"},
    "editions": {"bundle", "editions"},
}
BENEATH = {  # each module of the library, and those it may import
    "floats": set(),
    "files": set(),
    "data": {"floats"},
    "engine": {"floats"},
    "nn": {"engine", "floats"},
    "losses": {"engine", "floats"},
    "optim": {"engine", "floats"},
    "numerical": {"engine", "floats"},
    "pytorch": {"nn"},
    "rules": set(),
    "steps": {"engine", "floats", "rules"},
    "passes": {"engine", "rules"},
    "program": {"engine", "floats", "passes"},
    "graph": {"pictures.boxes", "pictures.drawing", "engine", "floats", "steps"},
    "plot": {f"pictures.{part}" for part in ("axis", "frame", "marks", "series", "surface")}
    | {"files", "steps"},
    "pictures.boxes": {"engine", "floats", "steps"},
    "pictures.layout": {"pictures.boxes"},
    "pictures.picture": {"pictures.boxes", "pictures.layout"},
    "pictures.drawing": {"pictures.boxes", "pictures.layout", "pictures.picture", "files", "steps"},
    "pictures.axis": {"engine", "floats"},
    "pictures.marks": {"pictures.axis"},
    "pictures.series": {"pictures.axis", "pictures.marks"},
    "pictures.surface": {"pictures.axis", "pictures.marks"},
    "pictures.frame": {"pictures.axis", "pictures.marks", "pictures.series", "steps"},
}


def imported(path: Path) -> list[str]:
    """The modules that a file imports, at its top or inside a function."""
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


@pytest.mark.parametrize("room", PRESS)
def test_a_room_of_the_press_imports_from_those_below_it(room):
    files = sorted((DOCS / "press" / room).rglob("*.py"))
    assert files
    for file in files:
        rooms = {name.split(".")[1] for name in imported(file) if name.startswith("press.")}
        assert rooms <= PRESS[room], file


def test_the_press_has_no_other_rooms():
    rooms = {path.name for path in (DOCS / "press").iterdir() if path.is_dir()} - {"__pycache__"}
    assert rooms == PRESS.keys()


@pytest.mark.parametrize("module", BENEATH)
def test_a_module_of_the_library_imports_from_those_below_it(module):
    names = imported(ROOT / "minigrad" / f"{module.replace('.', '/')}.py")
    modules = {name.rpartition(".")[0] for name in names if name.startswith("minigrad.")}
    assert modules == {f"minigrad.{beneath}" for beneath in BENEATH[module]}


def test_no_module_of_the_library_is_left_out():
    files = [path.relative_to(ROOT / "minigrad") for path in (ROOT / "minigrad").rglob("[!_]*.py")]
    modules = {".".join(path.with_suffix("").parts) for path in files if path.parts[0] != "cli"}
    assert modules == BENEATH.keys()


def test_what_the_browser_gets_imports_the_standard_library_and_itself():
    for file in (DOCS / "press" / "runtime").glob("*.py"):
        tops = {name.split(".")[0] for name in imported(file)}
        assert tops <= sys.stdlib_module_names | {"press", "minigrad", "matplotlib"}, file


def test_nothing_changes_where_python_looks_for_modules():
    """But in Pyodide, where nothing is installed, and for the copies that mutants live in."""
    changes = re.compile(r"sys\.path(\[.*\])? *=|sys\.path\.(insert|append|extend)")
    for file in [*(DOCS / "press").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]:
        if file.name not in ("precompile.py", "inside.py", "sandbox.py", "test_imports.py"):
            assert not changes.search(file.read_text(encoding="utf-8")), file
