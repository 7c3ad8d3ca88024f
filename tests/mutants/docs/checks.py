"""The checks of the exercises: whatever a check complains by is taken out of it, one at a time."""

from __future__ import annotations

import ast
import builtins
import random
from collections.abc import Iterator
from functools import cache

from press.book.exercise import ExerciseFile, read
from press.runtime.run import run_check, run_snippet
from tests.mutants.docs.pages import line_starts, mutant
from tests.mutants.make import Mutant


def mutants(text: str) -> Iterator[Mutant]:
    """The file of an exercise without one of the complaints of its check."""
    check = read("", text).check
    above = text.index(check)
    starts = line_starts(check)
    for node in complaints_in(ast.parse(check)):
        code = ast.get_source_segment(check, node)
        start = above + check.index(code, starts[node.lineno - 1])
        yield mutant(text, start, start + len(code), "pass")


def complaints_in(tree: ast.AST) -> list[ast.stmt]:
    """What a check complains by: its asserts, and what it raises as an AssertionError."""
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Assert)
        or (isinstance(node, ast.Raise) and "AssertionError" in ast.unparse(node))
    ]


def is_noticed(text: str, lost: Mutant) -> bool:
    """Whether a catalogued answer that fails at the complaint is told something else without."""
    exercise, check = read("", text), read("", lost.applied(text)).check
    first = lost.number - text.count("\n", 0, text.index(exercise.check))  # in the check
    return any(
        verdict(exercise, answer, check) != told
        for answer, line, told in catalogued(text)
        if line - first in range(len(lost.lines))
    )


@cache
def catalogued(text: str) -> list[tuple[str, int, str]]:
    """The blank and each mistake, the line of the check that it fails at, and what it is told."""
    exercise = read("", text)
    return [
        (answer, line_that_complains(exercise, answer), verdict(exercise, answer, exercise.check))
        for answer in [exercise.blank, *(answer for _, answer in exercise.mistakes)]
    ]


def verdict(exercise: ExerciseFile, answer: str, check: str) -> str:
    """What a check says of an answer, with the same random numbers each time."""
    random.seed(0)
    return run_check(exercise.given, answer, check)[0]


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
