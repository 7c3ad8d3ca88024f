"""The checks of exercises: each assert is needed, and a wrong type is told in their own words."""

from __future__ import annotations

import ast
import builtins
import random
import re

import pytest

from press.book.exercise import ExerciseFile, load, names
from press.runtime.run import run_check, run_snippet

pytestmark = pytest.mark.no_cover  # it runs the code of hundreds of answers

EXERCISES = [load(name) for name in names()]
of_each_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.name)
WRONG = (
    'None, "text", 3, 2.5, True, float("nan"), object(), {}, [], [None], (1.0, 2.0), ["a", "b"], '
    "_minigrad.Value(1.0), [_minigrad.Value(1.0)]"
)


def complaints_in(tree: ast.AST) -> list[ast.stmt]:
    """What a check complains by: its asserts, and what it raises as an AssertionError."""
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Assert)
        or (isinstance(node, ast.Raise) and "AssertionError" in ast.unparse(node))
    ]


def line_that_complains(exercise: ExerciseFile, answer: str) -> int:
    """The line of the check that an answer fails at, or 0."""
    random.seed(0)
    namespace: dict[str, object] = {}
    run_snippet(exercise.given, namespace, "<given>")
    if run_snippet(answer, namespace, "<answer>").error:
        return 0
    names = {name: each for name, each in namespace.items() if not hasattr(builtins, name)}
    error = run_snippet(exercise.check, names, "<check>").error
    line, trace = 0, error.__traceback__ if error else None
    while trace:
        if trace.tb_frame.f_code.co_filename == "<check>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def without(check: str, place: int) -> str:
    """The check without one of its complaints."""
    tree = ast.parse(check)
    lost = complaints_in(tree)[place]

    class Removed(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return ast.Pass() if node is lost else self.generic_visit(node)

    return ast.unparse(ast.fix_missing_locations(Removed().visit(tree)))


@of_each_exercise
def test_every_assert_is_needed_by_a_catalogued_answer(exercise):
    answers = [exercise.blank, *(answer for _, answer in exercise.mistakes)]
    lines = [line_that_complains(exercise, answer) for answer in answers]
    idle = []
    for place, statement in enumerate(complaints_in(ast.parse(exercise.check))):
        start, end = statement.lineno, statement.end_lineno or statement.lineno
        at_it = [a for a, line in zip(answers, lines, strict=True) if start <= line <= end]
        check = without(exercise.check, place)
        for answer in at_it:
            verdicts = []
            for each in (exercise.check, check):
                random.seed(0)
                verdicts.append(run_check(exercise.given, answer, each)[0])
            if verdicts[0] != verdicts[1]:
                break
        else:
            idle.append(f"line {start}: {ast.unparse(statement)[:120]}")
    assert not idle, "no catalogued mistake needs these:\n" + "\n".join(idle)


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
