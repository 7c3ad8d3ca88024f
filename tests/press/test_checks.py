"""The checks of exercises: each assert is needed, and a wrong type is told in their own words."""

from __future__ import annotations

import ast
import re

import pytest
from coverage import Coverage

from press.book.exercise import FOLDER, load, names
from tests.mutants.docs.checks import is_noticed, mutants

pytestmark = pytest.mark.no_cover  # of the press they need what test_exercises.py needs too
EXERCISES = [load(name) for name in names()]
of_each_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.name)
WRONG = (
    'None, "text", 3, 2.5, True, float("nan"), object(), {}, [], [None], (1.0, 2.0), ["a", "b"], '
    "_minigrad.Value(1.0), [_minigrad.Value(1.0)]"
)


@of_each_exercise
def test_every_assert_is_needed_by_a_catalogued_answer(exercise):
    text = (FOLDER / f"{exercise.name}.py").read_text(encoding="utf-8")
    idle = [each for each in mutants(text) if not is_noticed(text, each)]
    lines = [f"line {each.number}: {each.change}" for each in idle]
    assert not idle, "no catalogued mistake needs these:\n" + "\n".join(lines)


def test_here_nothing_is_counted():
    """Who measures pauses at the mark: else a test would seem to test all that it runs."""
    assert Coverage.current() is None


def overridden(solution: str) -> list[str]:
    """The last function of a solution, or each method of its last class, made to return `wrong`."""
    kinds = (ast.FunctionDef, ast.ClassDef)
    last = [node for node in ast.parse(solution).body if isinstance(node, kinds)][-1:]
    if last and isinstance(last[0], ast.FunctionDef):
        return [f"{solution}\n\ndef {last[0].name}(*args, **kwargs):\n    return wrong"]
    methods = [node for node in last[0].body if isinstance(node, ast.FunctionDef)] if last else []
    return [
        f"{solution}\n\n{last[0].name}.{method.name} = lambda *args: wrong"
        for method in methods
        if method.name not in ("__init__", "__repr__", "_backward")
    ]


@of_each_exercise
def test_an_answer_of_the_wrong_type_is_told_so_in_words_of_the_check(exercise):
    for answer in overridden(exercise.solution):
        for i in range(len(ast.parse(WRONG).body[0].value.elts)):
            wrong = f"import minigrad as _minigrad\n\nwrong = ({WRONG})[{i}]\n{answer}"
            said = exercise.verdict(wrong)
            assert said and not said.startswith(("The check could not", "Your answer stops")), (
                f"{answer.splitlines()[-1]} with {i} of {WRONG}: {said}"
            )


def digits_of(message: ast.expr | None) -> list[int]:
    """To how many digits a message writes its numbers, where it says so."""
    nodes = ast.walk(message) if message else ()
    specs = [ast.unparse(node.format_spec) for node in nodes if getattr(node, "format_spec", None)]
    found = [re.search(r"\.(\d+)[fg]?'$|(?<=')g'$", spec) for spec in specs]
    return [int(each[1] or 6) for each in found if each]


@of_each_exercise
def test_a_number_that_is_refused_is_not_shown_as_the_one_that_is_due(exercise):
    """At 1e-9 a message of four digits may say that 0.7311 came out and 0.7311 was due."""
    for statement in ast.walk(ast.parse(exercise.check)):
        if not isinstance(statement, ast.Assert):
            continue
        close = re.search(r"abs\(.*\) < 1e-(\d+)", ast.unparse(statement.test))
        assert not close or all(n >= int(close[1]) for n in digits_of(statement.msg)), ast.unparse(
            statement
        )
