"""Notebooks from pages: a step-by-step one with its outputs, and a blank one to fill in.

Both come from the same blocks as the page. In the blank one the exercises are open and no output is
stored; in the other they are solved. A check cell follows each exercise in both.
"""

from __future__ import annotations

import html
import importlib
import inspect
import posixpath
import re
import textwrap
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from _ext import exercise
from _ext.page import Exercise, Listing, Prose, Snippet, parse, snippets
from _ext.run import Outcome

BOX = re.compile(r'^( *)(!!!|\?\?\?\+?) (\w+)(?: "(.+)")?$')
OPTION = re.compile(r"^( *)- \[[ x]\] (.+)$")
SOURCE = re.compile(r"^::: ([\w.]+)$", re.MULTILINE)
LINK = re.compile(r"\[([^\]]+)\]\((?!https?:)([^)\s]+)\)")


@dataclass(frozen=True)
class Shelf:
    """Where the site and its code are to be found; either may be unknown (empty)."""

    site_url: str = ""
    repo_url: str = ""


def notebook(text: str, path: str, outcomes: list[Outcome] | None, shelf: Shelf) -> NotebookNode:
    """The notebook of a page: step by step with `outcomes`, one a snippet; blank without."""
    return _finished(_set_up(text, shelf) + _cells(text, path, outcomes, shelf))


def workshop(pages: list[tuple[str, str, list[Outcome] | None]], shelf: Shelf) -> NotebookNode:
    """Several pages, as (text, path, outcomes), in one notebook; each starts with no names."""
    cells = _set_up("".join(text for text, _, _ in pages), shelf)
    for text, path, outcomes in pages:
        cells += [*_cells(text, path, outcomes, shelf), new_code_cell("%reset -f")]
    return _finished(cells)


def _finished(cells: list[NotebookNode]) -> NotebookNode:
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"  # the same at every build
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def _set_up(text: str, shelf: Shelf) -> list[NotebookNode]:
    """What must come first: get the package, where its address is known, and have plots shown."""
    lines = []
    if shelf.repo_url:
        lines.append(f'%pip install -q "minigrad[draw,cli] @ git+{shelf.repo_url}"')
    if any(snippet.needs == "matplotlib" for snippet in snippets(text)):
        lines.append("%matplotlib inline")
    return [new_code_cell("\n".join(lines))] if lines else []


def _cells(
    text: str, path: str, outcomes: list[Outcome] | None, shelf: Shelf
) -> list[NotebookNode]:
    cells: list[NotebookNode] = []
    words = _Words(text, path, shelf)
    left = iter(outcomes or [])
    for block in parse(text):
        if isinstance(block, (Prose, Listing)):
            words.take(block)
            continue
        cells += words.cells()
        if isinstance(block, Exercise):
            cells += _exercise(exercise.load(block.name), solved=outcomes is not None)
        elif block.not_run:
            cells.append(new_markdown_cell(f"```python\n{block.code}\n```"))
        else:
            cells.append(_code(block, next(left) if outcomes is not None else None))
    return cells + words.cells()


def _code(snippet: Snippet, outcome: Outcome | None) -> NotebookNode:
    """A code cell; a snippet that fails on purpose does not stop the ones below."""
    tags = {"tags": ["raises-exception"]} if snippet.raises else {}
    cell = new_code_cell(snippet.code, metadata=tags)
    if outcome is None:
        return cell
    if outcome.output:
        cell["outputs"].append(new_output("stream", name="stdout", text=outcome.output))
    if outcome.picture is not None:
        cell["outputs"].append(new_output("display_data", data=_bundle(outcome.picture)))
    if outcome.error is not None:
        name, message = type(outcome.error).__name__, str(outcome.error)
        error = new_output("error", ename=name, evalue=message, traceback=[f"{name}: {message}"])
        cell["outputs"].append(error)
    return cell


def _bundle(picture: Any) -> dict[str, str]:
    from _ext.figure import plot_svg

    if isinstance(picture, str):
        return {"image/svg+xml": picture, "text/plain": "<Figure>"}
    svg = picture.svg() if hasattr(picture, "svg") else plot_svg(picture)
    return {"image/svg+xml": svg, "text/plain": repr(picture)}


def _exercise(loaded: exercise.ExerciseFile, solved: bool) -> list[NotebookNode]:
    hints = "\n\n".join(
        f"<details><summary>Hint {number}</summary>\n\n{hint}\n\n</details>"
        for number, hint in enumerate(loaded.hints, start=1)
    )
    tag = {"tags": [f"exercise-{loaded.name}"]}
    cells = [new_markdown_cell(f"### Exercise: {loaded.title}\n\n{loaded.task}\n\n{hints}")]
    if loaded.given:
        cells.append(new_code_cell(loaded.given))
    cells.append(new_code_cell(loaded.solution if solved else loaded.blank, metadata=tag))
    check = f'# Run this cell to check your answer.\n{loaded.check}\nprint("Passed.")'
    cells.append(new_code_cell(check, metadata={"tags": [f"check-{loaded.name}"]}))
    return cells


class _Words:
    """The prose of a page for a notebook: boxes as bold titles or folds, links to the site."""

    def __init__(self, text: str, path: str, shelf: Shelf) -> None:
        self.path = path
        self.shelf = shelf
        self.open: list[tuple[int, str]] = []  # the boxes around: their indent, and how they end
        self.lines: list[str] = []
        self.unfolded = _boxes_with_code(text)

    def take(self, block: Prose | Listing) -> None:
        """Add a line of prose, or a listing."""
        if isinstance(block, Prose):
            self.line(block.text, block.line)
            return
        for line in ("```" + block.lang, *block.text.split("\n"), "```"):
            self.line(block.indent + line, 0)

    def line(self, line: str, number: int) -> None:
        """Add a line; it opens a box, closes one, or loses the indent of those it stands in."""
        indent = len(line) - len(line.lstrip())
        while line.strip() and self.open and indent <= self.open[-1][0]:
            self.lines += ["", self.open.pop()[1], ""]
        box, option = BOX.match(line), OPTION.match(line) if self.open else None
        if box and (box[2] == "!!!" or number in self.unfolded):
            self.lines += [f"**{box[4] or box[3].capitalize()}**", ""]
            self.open.append((indent, ""))
        elif box or option:
            title = (box[4] or box[3].capitalize()) if box else option[2]
            self.lines += [f"<details><summary>{_inline_html(title)}</summary>", ""]
            self.open.append((indent, "</details>"))
        else:
            self.lines.append(line[4 * len(self.open) :])

    def cells(self) -> list[NotebookNode]:
        """What was taken since the last call, as a cell, if it says anything."""
        while self.open and self.open[-1][1]:  # a fold ends with its cell
            self.lines += ["", self.open.pop()[1]]
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(self.lines)).strip()
        self.lines = []
        text = LINK.sub(lambda link: _link(link, self.path, self.shelf), SOURCE.sub(_source, text))
        return [new_markdown_cell(text)] if text else []


def _boxes_with_code(text: str) -> set[int]:
    """The numbers of the lines that open a box with a snippet in it: no fold can hold a cell."""
    found = set()
    lines = text.splitlines()
    for snippet in filter(lambda block: isinstance(block, Snippet), parse(text)):
        indent = len(snippet.indent)
        for number in range(snippet.line - 1, 0, -1):
            box = BOX.match(lines[number - 1])
            if box and len(box[1]) < indent:
                found.add(number)
                indent = len(box[1])
            if indent == 0:
                break
    return found


def _inline_html(text: str) -> str:
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text, quote=False))


def _source(match: re.Match[str]) -> str:
    """The package's own code where the page has it shown."""
    names = match[1].split(".")
    thing = importlib.import_module(".".join(names[:2]))
    for name in names[2:]:
        thing = getattr(thing, name)
    return f"```python\n{textwrap.dedent(inspect.getsource(thing)).strip()}\n```"


def _link(match: re.Match[str], path: str, shelf: Shelf) -> str:
    """A link to the site, or, if its address is unknown, the text alone."""
    target, _, anchor = match[2].partition("#")
    if not shelf.site_url:
        return match[1]
    page = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
    page = re.sub(r"(index)?\.md$", "/", page).replace("//", "/").removeprefix("/")
    address = shelf.site_url.rstrip("/") + "/" + page + (f"#{anchor}" if anchor else "")
    return f"[{match[1]}]({address})"
