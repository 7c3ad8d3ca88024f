"""Run a snippet as a notebook would. Standard library only: the browser runs this very file."""

from __future__ import annotations

import ast
import builtins
import io
import linecache
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from types import ModuleType
from typing import Any


@dataclass
class Result:
    """What a snippet printed, the picture that its last line gave, and what stopped it."""

    output: str = ""
    picture: Any = None
    error: BaseException | None = None


def run_snippet(
    code: str,
    namespace: dict[str, Any],
    filename: str = "<snippet>",
    line: int = 1,
    out: io.TextIOBase | None = None,
) -> Result:
    """Run `code` in `namespace`; a last expression that is not None is printed, or is the picture.

    `filename` and `line` say where the code stands, for tracebacks. With `out`, what is printed
    goes there as it comes, and `output` stays empty.
    """
    result = Result()
    stream = out or io.StringIO()
    _last_shown(forget=True)
    namespace.setdefault("__name__", "__main__")
    with redirect_stdout(stream), redirect_stderr(stream):
        try:
            value = _execute(code, namespace, filename, line)
            if is_picture(value):
                result.picture = value
            elif value is not None:
                print(repr(value))
            result.picture = result.picture or _last_shown()
        except BaseException as error:  # a snippet may even exit; the page must go on
            if isinstance(error, KeyboardInterrupt) and sys.platform != "emscripten":
                raise  # somebody pressed Ctrl-C: in a browser there is none
            result.error = error
    if isinstance(stream, io.StringIO):
        result.output = stream.getvalue()
    return result


def run_check(
    given: str, answer: str, check: str, out: io.TextIOBase | None = None
) -> tuple[str, Result]:
    """What is wrong with an answer to an exercise, in one sentence, and what the answer gave.

    The sentence is empty if the answer passes. With `out`, what the answer prints goes there, also
    when the check calls it. The `error` is one that arose in the answer, then as well.
    """
    namespace: dict[str, Any] = {}
    run_snippet(given, namespace, "<given>")
    answered = run_snippet(answer, namespace, "<answer>", out=out)
    if answered.error is not None:
        return f"Your answer stops with an error: {last_line(answered.error)}", answered
    names = {name: each for name, each in namespace.items() if not hasattr(builtins, name)}
    error = run_snippet(check, names, "<check>", out=out).error  # an answer may have its own `sum`
    answered.error = error
    while answered.error is not None and not _lines_in_answer(answered.error):
        answered.error = answered.error.__context__  # the check may have put it into its own words
    if error is None:
        return "", answered
    if isinstance(error, AssertionError) and str(error) and not _of_the_answer(error):
        return str(error), answered
    lines = _lines_in_answer(error)
    place = f", in line {lines[-1]}: {lines_of(answer)[lines[-1] - 1].strip()}" if lines else ""
    return f"The check could not use your answer: {last_line(error)}{place}", answered


def _lines_in_answer(error: BaseException) -> list[int]:
    """Where in the answer the error arose, from call to call; empty if it arose elsewhere."""
    frames = traceback.walk_tb(error.__traceback__)
    return [line for frame, line in frames if frame.f_code.co_filename == "<answer>"]


def _of_the_answer(error: BaseException) -> bool:
    """True if it is the answer's own line that raised the error, and none that it called."""
    *_, (frame, _) = traceback.walk_tb(error.__traceback__)
    return frame.f_code.co_filename == "<answer>"


def is_picture(value: Any) -> bool:
    """True for a drawn graph, a plot and a matplotlib figure."""
    return not isinstance(value, type) and (hasattr(value, "svg") or hasattr(value, "savefig"))


def _last_shown(forget: bool = False) -> Any:
    """The plot that the snippet has shown last by `show`, where the library is loaded."""
    plots = sys.modules.get("minigrad.plot")
    if plots is not None and forget:
        plots.__dict__["last_shown"] = None
    return getattr(plots, "last_shown", None)


@contextmanager
def another_library() -> Iterator[None]:
    """Have the library read anew when it is next imported; in the end, what was there is back."""
    modules = forget_library()
    try:
        yield
    finally:
        forget_library()
        sys.modules.update(modules)


def forget_library() -> dict[str, ModuleType]:
    """Have the library read anew when it is next imported. Return the modules that were loaded."""
    modules = {name: each for name, each in sys.modules.items() if name.split(".")[0] == "minigrad"}
    for name in modules:
        del sys.modules[name]
    return modules


def lines_of(code: str) -> list[str]:
    """The lines of `code` as Python counts them."""
    return list(io.StringIO(code))


def last_line(error: BaseException) -> str:
    """The line that a traceback ends with, such as `ValueError: log needs a number above 0`."""
    return "".join(traceback.format_exception_only(error)).rstrip().splitlines()[-1]


def _execute(code: str, namespace: dict[str, Any], filename: str, line: int) -> Any:
    """The value of the last line of `code`, if that line is an expression."""
    lines = [*[""] * (line - 1), *lines_of(code)]
    linecache.cache[filename] = (len(code), None, lines, filename)  # no file has them: a traceback
    tree = ast.parse(code, filename)
    ast.increment_lineno(tree, line - 1)
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr):
        exec(_compiled(tree, filename, "exec"), namespace)
        return None
    tree.body.pop()
    exec(_compiled(tree, filename, "exec"), namespace)
    return eval(_compiled(ast.Expression(last.value), filename, "eval"), namespace)


def _compiled(tree: ast.Module | ast.Expression, filename: str, mode: str) -> Any:
    """The code as its own: no `from __future__` of this file; asserts even under `python -O`."""
    return compile(tree, filename, mode, dont_inherit=True, optimize=0)
