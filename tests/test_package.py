"""The package as a whole: its names, its files, and that it needs nothing else."""

from __future__ import annotations

import ast
import inspect
import sys
from graphlib import TopologicalSorter
from importlib import resources
from pathlib import Path

import pytest

import minigrad

FILES = sorted(Path(minigrad.__file__).parent.glob("*.py"))


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
    assert not set(minigrad.__all__) & {path.stem for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_name_that_a_file_lists_is_there(path):
    module = sys.modules.get(f"minigrad.{path.stem}", minigrad)
    assert all(hasattr(module, name) for name in getattr(module, "__all__", []))


@pytest.mark.parametrize("name", minigrad.__all__)
def test_every_public_name_says_what_it_is_and_every_argument_its_type(name):
    thing = getattr(minigrad, name)
    assert len(inspect.getdoc(thing)) > 40
    function = thing.__init__ if inspect.isclass(thing) and "__init__" in vars(thing) else thing
    if inspect.isfunction(function):
        named = set(inspect.signature(function).parameters) - {"self"}
        assert named <= set(function.__annotations__)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_needs_python_alone(path):
    """So the package runs in a browser. Only the command line's plots stand on matplotlib."""
    if path.stem != "plots":
        others = {name for name in imports(path) if not name.startswith("minigrad.")}
        assert {name.split(".")[0] for name in others} <= sys.stdlib_module_names
        assert "minigrad.plots" not in imports(path)


def test_imports_run_one_way():
    """No file imports one that imports it, and the engine stands on floats alone."""
    graph = {
        f"minigrad.{path.stem}": {name for name in imports(path) if name.startswith("minigrad.")}
        for path in FILES
        if path.stem != "__init__"
    }
    assert graph["minigrad.floats"] == set()
    assert graph["minigrad.engine"] == {"minigrad.floats"}
    TopologicalSorter(graph).prepare()  # raises if there is a cycle


def test_the_data_and_the_mark_of_types_are_inside_the_package():
    files = {file.name for file in resources.files("minigrad").iterdir()}
    assert {"iris.csv", "py.typed"} <= files
