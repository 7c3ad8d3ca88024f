"""Notebooks from pages: a step-by-step one with its outputs, and a blank one to fill in.

Both come from the same blocks as the page. In the blank one the exercises are open and no output is
stored; in the other they are solved. A check cell follows each exercise in both.
"""

from __future__ import annotations

import ast
import html
import posixpath
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, count
from pathlib import Path
from typing import Any

from press.book import exercise
from press.book.claims import CODE, without_claims
from press.book.outcomes import Outcome, PageOutcome
from press.book.page import Exercise, Listing, Prose, Snippet, fenced, parse, snippets
from press.book.quiz import BOX, OPTION

TAB = re.compile(r'^( *)===[!+]? "(.+)" *$')
SOURCE = re.compile(r"^::: ([\w.]+)$", re.MULTILINE)
LINK = re.compile(rf"{CODE.pattern}|\[(?P<words>[^\]]+)\]\((?!https?:)(?P<to>[^)\s]+)\)")


NEEDS_MINIGRAD = """\
try:
    import minigrad
    minigrad.draw_dot  # the package of this name on PyPI has none: it is another project
except (ImportError, AttributeError):
    {cure}
"""
INSTALL = """%pip install -q "minigrad[draw] @ git+{repo_url}"
    import sys
    sys.modules.pop("minigrad", None)  # another project's, if that was here"""
TELL = """raise ImportError(
        "This notebook needs minigrad. In a copy of its repository: pip install '.[draw]'. "
        "(The minigrad on PyPI is another project.)"
    ) from None"""


Cell = dict[str, Any]


@dataclass(frozen=True)
class SiteLinks:
    """Where the site and its code are to be found; either may be unknown (empty)."""

    site_url: str = ""
    repo_url: str = ""


@dataclass(frozen=True)
class Chapter:
    """A page to make a notebook of: its text, its name in the site, and what it gave."""

    text: str
    name: str
    gave: PageOutcome


@dataclass(frozen=True)
class Notebooks:
    """Makes notebooks of pages. `project` holds the package and the exercises that they show."""

    project: Path
    links: SiteLinks

    def notebook(self, *chapters: Chapter, solved: bool) -> dict[str, Any]:
        """The notebook of one chapter, or of several, each of which starts with no names.

        It has the shape of nbformat 4.5. Solved, it has the answers and all outputs; else the
        exercises are open, with no output.
        """
        cells: list[Cell] = [code_cell(self._set_up())]
        for chapter in chapters:
            cells += self._cells(chapter, solved)
            if len(chapters) > 1:
                cells.append(code_cell("%reset -f"))
        ran = count(1)
        for number, cell in enumerate(cells):
            cell["id"] = f"cell-{number}"  # the same at every build
            if cell.get("execution_count"):
                cell["execution_count"] = next(ran)
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        return {
            "cells": cells,
            "metadata": {"kernelspec": kernel},
            "nbformat": 4,
            "nbformat_minor": 5,
        }

    def _set_up(self) -> str:
        """What must come first: see that the package is there."""
        cure = INSTALL.format(repo_url=self.links.repo_url) if self.links.repo_url else TELL
        return NEEDS_MINIGRAD.format(cure=cure).strip()

    def _cells(self, chapter: Chapter, solved: bool) -> list[Cell]:
        cells: list[Cell] = []
        words = _Words(chapter, self)
        left = iter(chapter.gave.snippets)
        for block in parse(chapter.text):
            if isinstance(block, (Prose, Listing)):
                words.take(block)
                continue
            cells += words.cells()
            if isinstance(block, Exercise):
                loaded = exercise.load(block.name, self.project / "docs" / "exercises")
                gave = chapter.gave.exercises[block.name] if solved else []
                cells += _exercise(loaded, gave)
                continue
            outcome = next(left)
            if block.not_run:
                cells.append(markdown_cell(f"```python\n{block.code}\n```"))
            else:
                cells.append(_code(block, outcome if solved else None))
        return cells + words.cells()


def code_cell(code: str, tags: Sequence[str] = ()) -> Cell:
    """A cell of code that has not run."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {"tags": list(tags)} if tags else {},
        "outputs": [],
        "source": code,
    }


def markdown_cell(text: str) -> Cell:
    """A cell of words."""
    return {"cell_type": "markdown", "metadata": {}, "source": text}


def _code(snippet: Snippet, outcome: Outcome | None) -> Cell:
    """A code cell; a snippet that fails on purpose does not stop the ones below."""
    tags = ["raises-exception"] if snippet.raises else []
    tags += [f"needs-{snippet.needs}"] if snippet.needs else []
    cell = code_cell(snippet.code, tags)
    return _with_outputs(cell, outcome)


def _with_outputs(cell: Cell, outcome: Outcome | None) -> Cell:
    """The cell with what it printed, its picture, and its error."""
    if outcome is None:
        return cell
    cell["execution_count"] = 1  # it has run; which one it is, is seen when all are there
    if outcome.output:
        cell["outputs"].append({"output_type": "stream", "name": "stdout", "text": outcome.output})
    if outcome.picture is not None:
        picture = outcome.picture
        data = {"image/svg+xml": picture.svg, "text/plain": picture.text}
        title = {"image/svg+xml": {"alt": picture.title}}  # where IPython's own `Image` keeps it
        cell["outputs"].append({"output_type": "display_data", "data": data, "metadata": title})
    if outcome.error:
        name, _, message = outcome.error.partition(": ")
        told = {"ename": name, "evalue": message, "traceback": [outcome.error]}
        cell["outputs"].append({"output_type": "error", **told})
    return cell


def _exercise(loaded: exercise.ExerciseFile, gave: list[Outcome]) -> list[Cell]:
    """Task and hints, what is given, the answer, the check; solved, with what the three `gave`."""
    hints = "\n\n".join(
        f"<details><summary>Hint {number}</summary>\n\n{hint}\n\n</details>"
        for number, hint in enumerate(loaded.hints, start=1)
    )
    given, answer, check = gave or (None, None, None)
    cells = [markdown_cell(f"### Exercise: {loaded.title}\n\n{loaded.task}\n\n{hints}")]
    if loaded.given:
        cells.append(_with_outputs(code_cell(loaded.given), given))
    tag = [f"exercise-{loaded.name}"]
    code = loaded.solution if gave else loaded.blank
    cells.append(_with_outputs(code_cell(code, tag), answer))
    tag = [f"check-{loaded.name}"]
    cells.append(_with_outputs(code_cell(loaded.check_cell, tag), check))
    return cells


class _Words:
    """The prose of a page for a notebook: boxes as bold titles or folds, links to the site."""

    def __init__(self, chapter: Chapter, maker: Notebooks) -> None:
        self.chapter = chapter
        self.maker = maker
        self.open: list[tuple[int, str]] = []  # the boxes around: their indent, and how they end
        self.lines: list[str] = []
        self.unfolded = _boxes_with_code(chapter.text)

    def take(self, block: Prose | Listing) -> None:
        """Add a line of prose, or a listing."""
        if isinstance(block, Prose):
            text = LINK.sub(self.link, without_claims(block.text))
            self.line(text, block.line)
            return
        self.close(len(block.indent))
        self.lines += fenced(block.lang, block.text)

    def close(self, indent: int) -> None:
        """Close the boxes that do not hold what is indented so far."""
        while self.open and indent <= self.open[-1][0]:
            self.lines += ["", self.open.pop()[1], ""]

    def line(self, line: str, number: int) -> None:
        """Add a line; it opens a box, closes one, or loses the indent of those it stands in."""
        indent = len(line) - len(line.lstrip())
        if line.strip():
            self.close(indent)
        if tab := TAB.match(line):
            self.lines += [f"**{tab[2]}**", ""]
            self.open.append((indent, ""))
            return
        box, option = BOX.match(line), OPTION.match(line) if self.open else None
        title = without_claims(box["title"] or box["kind"].capitalize()) if box else ""
        if box and (box["mark"] == "!!!" or number in self.unfolded):
            self.lines += [f"**{title}**", ""]
            self.open.append((indent, ""))
        elif box or option:
            title = title or without_claims(option["text"] if option else "")
            self.lines += [f"<details><summary>{_inline_html(title)}</summary>", ""]
            self.open.append((indent, "</details>"))
        else:
            self.lines.append(line[4 * len(self.open) :])

    def link(self, match: re.Match[str]) -> str:
        """A link as the notebook has it; code stays as it is."""
        return _link(match, self.chapter.name, self.maker.links) if match["to"] else match[0]

    def cells(self) -> list[Cell]:
        """What was taken since the last call, as a cell, if it says anything."""
        while self.open and self.open[-1][1]:  # a fold ends with its cell
            self.lines += ["", self.open.pop()[1]]
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(self.lines)).strip()
        self.lines = []
        text = SOURCE.sub(lambda match: source_listing(match[1], self.maker.project), text)
        return [markdown_cell(text)] if text else []


def _boxes_with_code(text: str) -> set[int]:
    """The numbers of the lines that open a box with a snippet in it: no fold can hold a cell."""
    found = set()
    lines = text.split("\n")
    for snippet in snippets(text):
        indent = len(snippet.indent)
        for number in range(snippet.line - 1, 0, -1):
            box = BOX.match(lines[number - 1])
            if box and len(box["indent"]) < indent:
                found.add(number)
                indent = len(box["indent"])
            if indent == 0:
                break
    return found


def _inline_html(text: str) -> str:
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text, quote=False))


def source_listing(name: str, project: Path) -> str:
    """The package's own code of `minigrad.module.Name` (or `.method`), where a page shows it."""
    *_, file = (  # a module may lie in a package within the package
        found
        for part in accumulate(name.split("."), posixpath.join)
        if (project / (found := f"{part}.py")).is_file()
    )
    inner = name.removeprefix(file.removesuffix(".py").replace("/", ".")).split(".")[1:]
    source = (project / file).read_text(encoding="utf-8")
    node: ast.AST = parsed(source)
    for part in inner:
        node = next(
            each for each in ast.iter_child_nodes(node) if getattr(each, "name", "") == part
        )
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
        source = "\n".join(source.split("\n")[first - 1 : node.end_lineno])
    code = textwrap.dedent(source).strip()
    return f"*Already in the package, in `{file}`:*\n\n```python\n{code}\n```"


@lru_cache(64)  # many pages show parts of the same module
def parsed(source: str) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(source)


def _link(match: re.Match[str], path: str, links: SiteLinks) -> str:
    """A link to the site, or, if its address is unknown, the text alone."""
    target, _, anchor = match["to"].partition("#")
    if not links.site_url:
        return match["words"]
    page = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
    page = re.sub(r"(index)?\.md$", "/", page).replace("//", "/").removeprefix("/")
    address = links.site_url.rstrip("/") + "/" + page + (f"#{anchor}" if anchor else "")
    return f"[{match['words']}]({address})"
