"""The mutants: which are made, what kills one, and that the list of the survivors is true."""

from __future__ import annotations

import ast
import os
import signal
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import pytest

from tests.book import ROOT
from tests.mutants.make import Mutant, mutants
from tests.mutants.sandbox import OPTIONS, Sandbox
from tests.mutants.survivors import listed, mistakes
from tests.mutants.trials import chosen
from tests.mutants.workers import workers

REASONS = listed(ROOT)
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")


def changes(source: str) -> list[str]:
    return [mutant.change for mutant in mutants(source)]


@cache
def of_file(file: str) -> dict[tuple[str, str], Mutant]:
    source = (ROOT / file).read_text(encoding="utf-8")
    return {(mutant.text, mutant.change): mutant for mutant in mutants(source)}


# Which mutants are made.


@pytest.mark.parametrize(
    ("source", "promised"),
    [
        ("x < 0", ["x < 0 -> x <= 0", "x < 0 -> x != 0", "x < 0 -> True", "x < 0 -> False"]),
        ("x == y", ["x == y -> x != y", "x == y -> x <= y", "x == y -> x >= y"]),
        ("x is None", ["x is None -> x is not None"]),
        ("x in y", ["x in y -> x not in y"]),
        ("x + y", ["x + y -> x - y", "x + y -> x", "x + y -> y"]),
        ("x ** 2", ["x ** 2 -> x * 2", "2 -> 3", "2 -> 1"]),
        ("-x", ["-x -> x"]),
        ("not x", ["not x -> x"]),
        ("x and y", ["x and y -> x or y", "x and y -> x", "x and y -> y"]),
        ("z = 0, 1", ["0 -> 1", "0 -> -1", "1 -> 2", "1 -> 0", "z = (0, 1) -> pass"]),
        ("z = 0.5", ["0.5 -> 1.0", "0.5 -> 0.25"]),
        ("z = True", ["True -> False"]),
        ("z = '+'", ["'+' -> '+?'"]),
        ("z = {'x / y': 1}", ["'x / y' -> '(x * y)'", "{'x / y': 1} -> {}"]),
        ("z = f'p{i!r:.3}'", ["'p' -> 'p?'", "{i!r:.3} -> {i!r}", "{i!r:.3} -> {i:.3}"]),
        ("f(x)", ["f(x) -> pass", "f(x) -> x"]),
        ("f(x, y, k=1)", ["f(x, y, k=1) -> f(y, x, k=1)", "f(x, y, k=1) -> f(x, y)"]),
        ("x.y = z", ["x.y = z -> pass"]),
        ("x[0] += z", ["x[0] += z -> pass", "x[0] += z -> x[0] -= z", "x[0] += z -> x[0] = z"]),
        ("if x: pass", ["x -> True", "x -> False"]),
        ("z = x if y else 3", ["y -> True", "y -> False"]),
        ("z = [x for x in y if x]", ["x -> True", "x -> False"]),
        ("for x in y: break", ["break -> pass", "for x in y: break -> pass"]),
        ("while x: f()", ["while x: f() -> pass", "x -> False"]),
        ("for x in y: continue", ["continue -> pass"]),
        ("def f(): return x", ["return x -> return None"]),
        ("def f(x=1): yield x", ["x -> None", "1 -> 2"]),
        ("@d\ndef f(): ...", ["d -> lambda x: x"]),
        ("raise TypeError(x)", ["raise TypeError(x) -> pass", "TypeError -> Exception"]),
        ("try: f()\nexcept E: pass", ["E -> ()"]),
        ("max(x.data)", ["max -> min", "x.data -> x.grad"]),
    ],
    ids=repr,
)
def test_what_runs_is_changed_operator_by_operator(source, promised):
    assert set(promised) <= set(changes(source))


@pytest.mark.parametrize(
    "source",
    [
        '"""A docstring: 1 < 2."""',
        "import math",
        "def f(x: 'int | None') -> dict[str, 1]: ...",
        "if TYPE_CHECKING:\n    import torch",
    ],
)
def test_words_types_and_imports_are_left_alone(source):
    assert changes(source) == []


def test_a_mutant_is_the_source_but_for_one_place():
    source = "é = 1  # é\nx = (a + b) * f'{c - 1}'\n"
    made = [mutant.applied(source) for mutant in mutants(source)]
    assert "é = 1  # é\nx = ((a - b)) * f'{c - 1}'\n" in made
    assert "é = 1  # é\nx = (a + b) * (f'{c + 1}')\n" in made
    assert len(set(made)) == len(made) and source not in made


def test_equal_changes_of_a_line_are_counted():
    assert [change for change in changes("z = (1, 1)") if change.startswith("1 -> 2")] == [
        "1 -> 2", "1 -> 2 #2",
    ]  # fmt: skip


@pytest.mark.parametrize("path", sorted((ROOT / "minigrad").rglob("*.py")), ids=lambda x: x.stem)
def test_every_mutant_is_python(path):
    source = path.read_text(encoding="utf-8")
    for mutant in list(mutants(source))[::40]:
        ast.parse(mutant.applied(source))


# The list of the survivors.


@pytest.mark.parametrize("key", REASONS, ids=" ".join)
def test_a_listed_survivor_is_a_mutant_of_a_line_that_is_there_and_has_a_reason(key):
    file, line, change = key
    assert (line, change) in of_file(file)
    assert len(REASONS[key].split()) > 3


def test_a_survivor_needs_a_reason_and_a_reason_a_survivor():
    one, other = ("file.py", "x + 1", "1 -> 2"), ("file.py", "x + 1", "1 -> 0")
    assert mistakes([one], {one: "why"}) == []
    assert mistakes([one, other], {one: "why"}) == ["not in the list: file.py  x + 1  1 -> 0"]
    extra = "in the list, but no survivor: file.py  x + 1  1 -> 0"
    assert mistakes([one], {one: "why", other: "why"}) == [extra]


# What kills a mutant.

SOURCE = """def sign(x):
    if x < 0:
        return -1
    return 1


def untested(x):
    return x + 1
"""
TEST = """from minigrad.sign import sign

def test_a_sign_is_of_size_1():
    assert [sign(x) for x in (-2, -1, 0, 1, 2)] == [-1, -1, 1, 1, 1]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A checkout with a package of one file, and with its tests."""
    folder = tmp_path / "checkout"
    for name, text in (
        ("minigrad/__init__.py", ""),
        ("minigrad/sign.py", SOURCE),
        ("tests/minigrad/test_sign.py", TEST),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def started(project: Path) -> subprocess.Popen[str]:
    """The command, for a project; its copies of it lie beside it."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.mutants", "--jobs", "2"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(project.parent)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@needs_fork
def test_a_mutant_that_a_test_notices_is_killed_and_an_untested_one_survives(project):
    with started(project) as process:
        said = process.communicate()[0]
    assert process.returncode == 1
    assert "not in the list: minigrad/sign.py  return x + 1  x + 1 -> x - 1\n" in said
    survivors = [line for line in said.splitlines() if line.startswith("minigrad/sign.py:")]
    assert survivors and all(line.startswith("minigrad/sign.py:8  ") for line in survivors)


@needs_fork
@pytest.mark.parametrize("name", ["SIGINT", "SIGKILL"])
def test_a_run_that_is_stopped_changes_nothing_in_the_checkout(project, name):
    before = contents(project)
    with started(project) as process:
        while not list(project.parent.glob("tmp*/*/reach.json")):
            assert process.poll() is None
        os.killpg(process.pid, getattr(signal, name))
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:  # it hangs: that is told, and nothing waits for it
            os.killpg(process.pid, signal.SIGKILL)
            raise
    assert process.returncode and contents(project) == before
    if name != "SIGKILL":
        assert list(project.parent.iterdir()) == [project]


# Who does the work.


@needs_fork
def test_what_workers_give_comes_in_the_order_of_the_items():
    with workers(2) as crew:
        assert list(crew.map(slow_square, [3, 1, 2])) == [9, 1, 4]
        assert list(crew.map(slow_square, [])) == []


def slow_square(x: int) -> int:
    time.sleep(x / 20)
    return x * x


@needs_fork
def test_what_a_worker_raises_is_raised_here_and_says_where():
    with workers(2) as crew, pytest.raises(ZeroDivisionError) as error:
        list(crew.map(inverse, [1, 0, 2]))
    assert "in inverse" in error.value.__notes__[0]


def inverse(x: int) -> float:
    return 1 / x


@needs_fork
def test_a_worker_that_is_gone_is_told_and_holds_up_nobody():
    with workers(2) as crew, pytest.raises((EOFError, OSError)):
        list(crew.map(os._exit, range(9)))


@needs_fork
@pytest.mark.timeout(30)
def test_a_worker_that_misses_the_signal_to_end_gets_another():
    with workers(1, deaf_at_first) as crew:
        (process,) = crew.map(own_number, [None])
        crew.pipes[0].send((time.sleep, 60))  # which goes on after a signal
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def deaf_at_first() -> None:
    """Have this process miss the first signal to end, as one does that is about to wait."""
    heard = []
    signal.signal(signal.SIGTERM, lambda *_: os._exit(1) if heard else heard.append(1))


def own_number(_: None) -> int:
    return os.getpid()


def test_a_sandbox_has_the_room_site_of_the_press_but_no_built_site(tmp_path):
    project = tmp_path / "project"
    for file in ("docs/press/site/hook.py", "site/index.html", ".venv/bin/python"):
        path = project / file
        path.parent.mkdir(parents=True)
        path.write_text("", encoding="utf-8")
    box = Sandbox(project, tmp_path / "box").folder
    found = [path.relative_to(box).as_posix() for path in box.rglob("*") if path.is_file()]
    assert found == ["docs/press/site/hook.py"]


def test_the_tests_of_the_library_have_all_that_they_need_in_a_sandbox():
    """A fixture that is missing there would fail a test without any mutant."""
    plan = [sys.executable, "-m", "pytest", *OPTIONS, "--setup-plan", *map(str, chosen(ROOT))]
    env = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(plan, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
