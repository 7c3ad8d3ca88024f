"""The package as a whole: its names, its files, and that it needs nothing else."""

from __future__ import annotations

import ast
import importlib
import inspect
import sys
from graphlib import TopologicalSorter
from importlib import resources
from pathlib import Path

import pytest

import minigrad

PACKAGE = Path(minigrad.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """How a file is imported: `minigrad.cli` for `minigrad/cli/__init__.py`."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def imports(path: Path) -> set[str]:
    """What a file imports when it is imported itself; functions may ask for more when called."""
    names = set()
    for statement in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.Import):
            names |= {alias.name for alias in statement.names}
        elif isinstance(statement, ast.ImportFrom):
            names.add(statement.module)
    return names


def test_every_public_name_is_there_and_in_the_list():
    public = {
        name
        for name, thing in vars(minigrad).items()
        if not name.startswith("_") and not inspect.ismodule(thing)
    }
    assert set(minigrad.__all__) == public
    assert len(minigrad.__all__) == len(set(minigrad.__all__))


def test_no_public_name_hides_a_file():
    """Else `minigrad.numerical` would be the file in one import and a function in another."""
    assert not {f"minigrad.{name}" for name in minigrad.__all__} & set(map(name_of, FILES))


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_every_name_that_a_file_lists_is_there(path):
    if path.name != "__main__.py":  # which would run
        module = importlib.import_module(name_of(path))
        assert all(hasattr(module, name) for name in getattr(module, "__all__", []))


@pytest.mark.parametrize("name", minigrad.__all__)
def test_every_public_name_says_what_it_is_and_every_argument_its_type(name):
    thing = getattr(minigrad, name)
    assert len(inspect.getdoc(thing)) > 40
    function = thing.__init__ if inspect.isclass(thing) and "__init__" in vars(thing) else thing
    if inspect.isfunction(function):
        named = set(inspect.signature(function).parameters) - {"self"}
        assert named <= set(function.__annotations__)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_needs_python_alone(path):
    """So the package runs in a browser."""
    others = {name.split(".")[0] for name in imports(path)} - {"minigrad"}
    assert others <= sys.stdlib_module_names


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("*.py")), ids=name_of)
def test_the_lesson_needs_no_command_line(path):
    if path.stem != "__main__":
        assert not [name for name in imports(path) if name.startswith("minigrad.cli")]


def test_imports_run_one_way():
    """No file imports one that imports it, and the engine stands on floats alone."""
    graph = {
        name_of(path): {name for name in imports(path) if name.startswith("minigrad.")}
        for path in FILES
        if name_of(path) != "minigrad"
    }
    assert graph["minigrad.floats"] == set()
    assert graph["minigrad.engine"] == {"minigrad.floats"}
    TopologicalSorter(graph).prepare()  # raises if there is a cycle


def test_the_data_and_the_mark_of_types_are_inside_the_package():
    files = {file.name for file in resources.files("minigrad").iterdir()}
    assert {"dinosaurs.txt", "iris.csv", "py.typed"} <= files
