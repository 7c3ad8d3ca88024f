"""One page in a Python of its own: its steps, seen from inside."""

from __future__ import annotations

import io
import json
import sys

import pytest

from press.book import execute


@pytest.fixture
def gave(monkeypatch, tmp_path):
    """What the steps give, through the file that the caller reads."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])

    def of(*steps: dict) -> list[dict]:
        monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(steps)))
        monkeypatch.setattr("sys.argv", ["execute", str(tmp_path / "result")])
        execute.main(sys.stdout.write)
        return json.loads((tmp_path / "result").read_text(encoding="utf-8"))

    return of


def test_steps_share_their_names_and_are_told_in_order(gave, capfd):
    first, second = gave({"run": "x = 2"}, {"run": "x + 1"})
    assert (first["output"], second["output"]) == ("", "3\n")
    assert capfd.readouterr().out == "step 0\nstep 1\n"


def test_an_error_is_told_with_the_line_of_the_code_that_it_stops(gave):
    _, failed, broken, far = gave(
        {"run": "def f():\n    1 / 0"},
        {"run": "x = 1\nf()"},
        {"run": "x = 1\ny = ("},
        {"run": "import json\njson.loads('{')"},
    )
    assert (failed["error"], failed["error_line"]) == ("ZeroDivisionError: division by zero", 2)
    assert broken["error"].startswith("SyntaxError") and broken["error_line"] == 2
    assert far["error_line"] == 2


def test_a_claim_gives_a_number_a_text_or_its_error(gave):
    _, number, text, other, error, leaving = gave(
        {"run": "x = 2.5"},
        {"claim": "x"},
        {"claim": "str(x)"},
        {"claim": "[x]"},
        {"claim": "y"},
        {"claim": "exit()"},
    )
    assert (number, text, other) == ({"value": 2.5}, {"value": "2.5"}, {"value": "[2.5]"})
    assert error == {"error": "NameError: name 'y' is not defined"}
    assert "error" in leaving


def test_ctrl_c_ends_a_claim_and_the_page(monkeypatch):
    with pytest.raises(KeyboardInterrupt):
        execute._value("f()", {"f": lambda: (_ for _ in ()).throw(KeyboardInterrupt)})


def test_an_exercise_has_names_a_library_and_random_numbers_of_its_own(gave):
    answer = "x = 2\nminigrad.Value.cube = lambda x: x**3\nrandom.random()"
    _, alone, _, exercise, after, last = gave(
        {"run": "import random\nrandom.seed(1)\nrandom.random(); random.random()"},
        {"run": "random.random()"},
        {"run": "import random, minigrad\nx = 1\nrandom.seed(1)\nrandom.random(); random.random()"},
        {"exercise": ["import random, minigrad", answer, "print(x)"]},
        {"run": "random.random()"},
        {"run": "print(x, hasattr(minigrad.Value, 'cube'), hasattr(minigrad.Value(1.0), 'cube'))"},
    )
    assert [cell["output"] for cell in exercise["cells"]][::2] == ["", "2\n"]
    assert after["output"] == alone["output"]
    assert last["output"] == "1 False False\n"
