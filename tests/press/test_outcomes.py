"""A page runs once for a given text, package, runtime and set of versions, and never stale."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import os
import shutil
from pathlib import Path

import pytest

from press.book import outcomes
from press.book.outcomes import Book
from press.outputs.requirements import require
from tests.book import DOCS, ROOT, gave
from tests.press.test_page import fenced

PAGE = "# Title\n\n" + fenced("python", "import minigrad\nx = 1\nprint(x)") + fenced("text", "1")
COUNTER = fenced("python", "from pathlib import Path\nwith Path({!r}).open('a') as f: f.write('x')")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of its own, with a copy of the package."""
    shutil.copytree(ROOT / "minigrad", tmp_path / "minigrad")
    (tmp_path / "docs" / "exercises").mkdir(parents=True)
    return tmp_path


@pytest.fixture
def runs(project):
    """How often a page has run, told by the page itself."""
    log = project / "log"

    def run(book: Book, text: str) -> int:
        book.outcome("page.md", text.replace("COUNTER", COUNTER.format(str(log))))
        return len(log.read_text())

    return run


@pytest.fixture
def book(project):
    return Book(project, project / "cache")


def test_a_page_that_has_not_changed_is_not_run_again(book, runs):
    assert [runs(book, "COUNTER"), runs(book, "COUNTER")] == [1, 1]


def test_another_session_takes_what_the_cache_holds(book, runs):
    runs(book, "COUNTER")
    assert runs(Book(book.root, book.cache), "COUNTER") == 1


def test_prose_that_changes_runs_nothing(book, runs):
    assert [runs(book, "One.\n\nCOUNTER"), runs(book, "Two.\n\n\nCOUNTER")] == [1, 1]


def test_each_source_of_the_key_gives_a_new_run_when_it_changes(book, runs, project, monkeypatch):
    """The code, a claim, an exercise, the package, the press, Python, a package, Graphviz."""
    before = runs(book, "COUNTER")

    def again(what: str, text: str = "COUNTER") -> None:
        nonlocal before
        now = runs(book, text)
        assert now == before + 1, what
        before = now

    again("another digit in the code", "COUNTER\n" + fenced("python", "x = 1"))
    again("another digit in the code", "COUNTER\n" + fenced("python", "x = 2"))
    again("a claim", "COUNTER\n" + fenced("python", "x = 2") + "It is 2<!-- x -->.\n")
    again("another claim", "COUNTER\n" + fenced("python", "x = 2") + "It is 2<!-- x + 0 -->.\n")

    exercise = project / "docs" / "exercises" / "softplus.py"
    source = (DOCS / "exercises" / "softplus.py").read_text(encoding="utf-8")
    exercise.write_text(source, encoding="utf-8")
    placed = "COUNTER\n<!-- exercise: softplus -->\n"
    again("an exercise", placed)
    exercise.write_text(source.replace("# %% check\n", "# %% check\n# 1\n"), encoding="utf-8")
    again("another check", placed)
    again("back")

    for name in ("engine.py", "iris.csv"):
        file = project / "minigrad" / name
        file.write_text(file.read_text(encoding="utf-8") + "\n# 1\n", encoding="utf-8")
        again(f"the package's {name}")

    press = project / "press"
    shutil.copytree(DOCS / "press", press)
    monkeypatch.setattr(outcomes, "PRESS", press)
    for name in ("runtime/run.py", "runtime/figure.py", "book/execute.py", "book/claims.py"):
        (press / name).write_text((press / name).read_text(encoding="utf-8") + "# 1\n")
        again(f"the press's {name}")

    monkeypatch.setattr("sys.version", "3.99.0")
    again("Python")
    monkeypatch.setattr("platform.machine", lambda: "another")
    again("the machine")
    version, newer = importlib.metadata.version, {}
    monkeypatch.setattr(importlib.metadata, "version", lambda n: newer.get(n) or version(n))
    for package in ("graphviz", "matplotlib", "numpy", "pygraphviz", "sybil", "torch"):
        newer[package] = "99"
        again(package)
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda n: None if n == "pygraphviz" else find(n)
    )
    again("no pygraphviz")
    monkeypatch.setattr(shutil, "which", lambda name: __file__)
    again("dot")


def test_a_cache_that_is_lost_is_made_again(book, runs):
    runs(book, "COUNTER")
    shutil.rmtree(book.cache)
    assert runs(book, "COUNTER") == 2


def test_a_cache_that_is_spoilt_is_made_again(book, runs):
    runs(book, "COUNTER")
    (path,) = book.cache.glob("*.json")
    path.write_text(path.read_text(encoding="utf-8")[:20], encoding="utf-8")
    assert runs(book, "COUNTER") == 2


def test_one_outcome_a_page_is_kept(book):
    for digit in "123":
        book.outcome("page.md", PAGE.replace("x = 1", f"x = {digit}"))
    assert len(list(book.cache.glob("*.json"))) == 1


def test_an_outcome_is_plain_data(book):
    book.outcome("page.md", PAGE)
    (path,) = book.cache.glob("*.json")
    (outcome,) = json.loads(path.read_text(encoding="utf-8"))
    assert outcome == {"output": "1\n", "error": "", "error_line": 0, "moved": "", "picture": None}


def test_the_library_is_the_one_of_the_project(book, project):
    engine = project / "minigrad" / "engine.py"
    engine.write_text(engine.read_text(encoding="utf-8") + "\nHERE = 7\n", encoding="utf-8")
    gave = book.outcome("page.md", fenced("python", "from minigrad.engine import HERE\nHERE"))
    assert gave.snippets[0].output == "7\n"


def test_pages_share_nothing_and_leave_nothing_behind(book, project):
    pages = {
        "a.md": fenced("python", "import minigrad\nminigrad.shared = 1\nopen('left', 'w').close()"),
        "b.md": fenced("python", "import minigrad, os\nhasattr(minigrad, 'shared'), os.listdir()"),
    }
    gave = book.outcomes(pages)
    assert gave["b.md"].snippets[0].output == "(False, [])\n"
    assert not (project / "left").exists()


def test_a_picture_is_frozen_with_its_steps(book):
    code = 'from minigrad import *\ndraw_dot(Value(2.0, label="a") * 3, title="Twice")'
    picture = book.outcome("page.md", fenced("python", code)).snippets[0].picture
    assert picture.title == "Twice"
    assert picture.text.startswith("<Drawing: Twice ")
    assert picture.svg.count("<svg") == 1
    assert [step["phase"] for step in picture.steps][:1] == ["forward"]


def test_a_picture_is_laid_out_the_same_whatever_dot_the_machine_has(book, project, monkeypatch):
    require("pygraphviz")
    dot = project / "bin" / "dot"
    dot.parent.mkdir()
    dot.write_text("#!/bin/sh\ntouch was-asked\nexit 1\n")
    dot.chmod(0o755)
    key = book.ground()
    monkeypatch.setenv("PATH", f"{dot.parent}{os.pathsep}{os.environ['PATH']}")
    assert book.ground() == key
    code = "import os\nfrom minigrad import *\ndraw_dot(Value(2.0) * 3).svg()\nprint(os.listdir())"
    assert book.outcome("page.md", fenced("python", code)).snippets[0].output == "[]\n"


def test_a_page_that_does_not_end_is_ended_and_its_line_named(book, monkeypatch):
    monkeypatch.setattr(outcomes, "LIMIT", 5)
    page = fenced("python", "x = 1") + "\n" + fenced("python", "import time\ntime.sleep(99)")
    gave = book.outcome("page.md", page)
    assert gave.failure == "line 5: this still runs after 5 seconds"


def test_a_page_that_kills_its_python_is_named_with_the_line(book):
    page = fenced("python", "x = 1") + "\n" + fenced("python", "import os\nos._exit(3)")
    failure = book.outcome("page.md", page).failure
    assert failure.startswith("line 5: Python ended here with status 3")


@pytest.mark.parametrize(
    "code",
    [
        "import os\nos._exit(0)",
        "import os\nos.system('echo 7')\n1/0",
        "import os\nos.system('echo step 99')\nos._exit(0)",
        "import os\nos.system('echo step 0')\nos._exit(0)",
    ],
)
def test_what_a_page_says_past_its_output_confuses_nothing(book, code):
    page = fenced("python", "x = 1") + "\n" + fenced("python", code)
    gave = book.outcome("page.md", page)
    assert gave.failure.startswith("line 5: Python ended here with status 0") or (
        gave.snippets[1].error == "ZeroDivisionError: division by zero"
    )


def test_a_misspelt_exercise_is_named_with_its_line(book, project):
    (project / "docs" / "exercises" / "softplus.py").touch()
    failure = book.outcome("page.md", "One.\n\n<!-- exercise: sofplus -->\n").failure
    assert failure == "line 3: there is no exercise 'sofplus'; did you mean 'softplus'?"


def test_an_exercise_gives_what_its_cells_print_and_changes_no_name_of_the_page(book, project):
    source = (DOCS / "exercises" / "softplus.py").read_text(encoding="utf-8")
    (project / "docs" / "exercises" / "softplus.py").write_text(source, encoding="utf-8")
    page = "<!-- exercise: softplus -->\n\n" + fenced("python", "'softplus' in globals()")
    gave = book.outcome("page.md", page)
    assert gave.exercises["softplus"][-1].output == "Passed.\n"
    assert gave.snippets[0].output == "False\n"


def test_the_tests_of_a_session_share_one_run_of_a_page():
    page = DOCS / "tutorial" / "02-graph.md"
    assert gave(page) is gave(page)


def test_what_a_page_gives_does_not_hang_on_the_order_of_hashes(project, monkeypatch):
    """Neither the steps nor the rows of a picture."""
    code = (
        'from minigrad import *\nxs = [Value(1.0, label=f"leaf {i}") for i in range(9)]\n'
        "draw_dot(total(x * x for x in xs).tanh())"
    )
    pictures = []
    for seed in ("1", "2", "3"):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        gave = Book(project, project / seed).outcome("page.md", fenced("python", code))
        pictures.append(gave.snippets[0].picture)
    assert pictures[0].steps[-1]["on"] == ["n19", "n18-n19-0"]
    assert pictures[0] == pictures[1] == pictures[2]
