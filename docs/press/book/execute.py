"""Run one page in a Python of its own: `python -m press.book.execute RESULT`, the job on stdin.

The job is JSON: a list of steps, each `{"run": code, "moves": [[where, code] ...]}`, `{"claim":
expression}` or `{"exercise": [given, solution, check]}`. What they gave is written to the file
RESULT, as plain data. The number of each step is printed before it runs, so that the caller knows
where a page hangs.
"""

from __future__ import annotations

import gc
import importlib.util
import json
import os
import random
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from types import ModuleType
from typing import Any

from press.runtime.figure import frozen
from press.runtime.run import Result, another_library, last_line, run_snippet


def run_steps(steps: list[dict[str, Any]], tell: Callable[[str], object]) -> list[dict[str, Any]]:
    """What each step gave; all share the names of one page. `tell` is called with its number."""
    main = sys.modules["__main__"] = ModuleType("__main__")  # where a page's classes are at home
    gave = []
    for number, step in enumerate(steps):
        tell(f"step {number}\n")
        if "run" in step:
            name = f"<snippet {number}>"
            ran = outcome(run_snippet(step["run"], main.__dict__, name), name)
            gave.append(ran | {"moved": _moved(step.get("moves", []), main.__dict__, ran)})
        elif "claim" in step:
            gave.append(_value(step["claim"], main.__dict__))
        else:
            gave.append({"cells": _answered(step["exercise"])})
    return gave


@contextmanager
def aside() -> Iterator[None]:
    """What runs inside draws no random number of the page's."""
    chance = random.getstate()
    try:
        yield
    finally:
        random.setstate(chance)


def _answered(cells: list[str]) -> list[dict[str, Any]]:
    """What the three cells of an exercise gave, with names and a library of their own."""
    names: dict[str, Any] = {}
    with aside(), another_library():
        return [outcome(run_snippet(cell, names, "<exercise>"), "<exercise>") for cell in cells]


def _moved(moves: list[list[str]], names: dict[str, Any], ran: dict[str, Any]) -> str:
    """What is wrong where the reader moves a slider; the last move is back to what is written."""
    again = ran
    with aside():
        for where, code in moves:
            again = outcome(run_snippet(code, dict(names), "<moved>"), "<moved>")
            if bool(again["error"]) != bool(ran["error"]):
                return f"with {where} this snippet ends in {again['error'] or 'no error'}"
    if again != ran:
        return "run again, as a reader's slider does, this snippet gives something else"
    return ""


def outcome(result: Result, name: str) -> dict[str, Any]:
    """The result as plain data; `error_line` counts from the first line of the code."""
    error, picture = result.error, result.picture
    return {
        "output": result.output,
        "error": "" if error is None else last_line(error),
        "error_line": 0 if error is None else _line(error, name),
        "picture": None if picture is None else asdict(frozen(picture)),
    }


def _line(error: BaseException, name: str) -> int:
    """The last line of the code `name` that the traceback goes through; 1 if there is none."""
    if isinstance(error, SyntaxError) and error.filename == name:
        return error.lineno or 1
    frames = traceback.extract_tb(error.__traceback__)
    return next((x.lineno or 1 for x in reversed(frames) if x.filename == name), 1)


def _value(expression: str, names: dict[str, Any]) -> dict[str, Any]:
    """What an expression gives. The page goes on with its own names."""
    try:
        with aside():
            value = eval(compile(expression, "<claim>", "eval", dont_inherit=True), dict(names))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # an expression may even exit
        return {"error": last_line(error)}
    return {"value": value if isinstance(value, (int, float, str)) else repr(value)}


def main(tell: Callable[[str], object]) -> None:
    """Read the job, run it in an empty folder, write what it gave."""
    job = json.load(sys.stdin)
    target = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="page-") as folder:
        os.chdir(folder)  # what a page leaves behind goes with it
        gave = run_steps(job, tell)
        os.chdir(os.path.dirname(target))
    with open(target, "w", encoding="utf-8") as file:
        json.dump(gave, file)


if __name__ == "__main__":
    told = os.fdopen(os.dup(1), "w", buffering=1)  # no process that a page starts has this one
    os.dup2(2, 1)
    gc.set_threshold(50_000)  # graphs are large and free themselves: there is little to collect
    if importlib.util.find_spec("pygraphviz"):  # it lays out the same on each machine,
        sys.modules["graphviz"] = None  # type: ignore[assignment]  # where `dot` is any version
    main(told.write)
