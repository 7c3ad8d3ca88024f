"""Docstrings as the site shows them: to Markdown, `>>>` alone is a quotation."""

from __future__ import annotations

import inspect
import re
import textwrap
from pathlib import Path

from press.book.shown import code_blocks, converted

SESSION = re.compile(r"^>>> .*(?:\n.+)*", re.MULTILINE)


def as_markdown(docstring: str) -> str:
    """The text with each `>>>` example as a block of code."""
    return SESSION.sub(lambda session: textwrap.indent(session[0], "    "), docstring)


def complaint(docstring: str, project: Path) -> str:
    """What is wrong with code that a docstring shows, in one sentence, or nothing."""
    blocks = code_blocks(converted(as_markdown(inspect.cleandoc(docstring)), project))
    if re.search(r"doctest:.*SKIP", docstring):
        return "an example of a docstring is run, and not skipped"
    for code in [part for _, block in blocks for part in re.split(r"\n\s*\n", block)]:
        if not code.startswith(">>>"):
            return (
                f"a docstring shows its example after >>>, so that it is run, not as {code!r:.40}"
            )
    return ""
