"""Does a snippet do what its page says? One answer for the tests and for the build."""

from __future__ import annotations

import importlib.util
from typing import Any

from press.book.page import Snippet
from press.runtime.run import Outcome, last_line, run_snippet


def missing(snippet: Snippet) -> str:
    """Why the snippet cannot be run here, or nothing."""
    if snippet.not_run:
        return snippet.not_run
    if snippet.needs and importlib.util.find_spec(snippet.needs) is None:
        return f"{snippet.needs} is not installed"
    return ""


def run(snippet: Snippet, namespace: dict[str, Any], filename: str) -> Outcome:
    """Run the snippet where it stands in its page."""
    return run_snippet(snippet.code, namespace, filename, snippet.line + 1)


def complaint(snippet: Snippet, outcome: Outcome) -> str:
    """What is wrong with the page, in one sentence with its line, or nothing."""
    got, error = outcome.output, outcome.error
    if error is not None and not snippet.raises:
        return f"line {snippet.line}: this snippet fails: {last_line(error)}"
    if error is None and snippet.raises:
        return f"line {snippet.line}: this snippet should fail, and does not"
    if error is not None:
        got += last_line(error)
    if snippet.key is not None and snippet.output is None:
        if got.strip() in ("", snippet.key):
            return ""
        return (
            f"line {snippet.line}: the key of this quiz is {snippet.key!r}, but it prints:\n{got}"
        )
    if snippet.output is None and got:
        return f"line {snippet.line}: this snippet prints what no text fence states:\n{got}"
    if _trimmed(snippet.output or "") != _trimmed(got):
        return f"line {snippet.output_line}: the page says\n{snippet.output}\nbut it prints:\n{got}"
    if snippet.output is not None and not got:
        return f"line {snippet.output_line}: nothing prints this output"
    return ""


def _trimmed(text: str) -> list[str]:
    """The lines without trailing blanks, which nobody sees."""
    return [line.rstrip() for line in text.rstrip().splitlines()]
