"""A chapter that is a notebook: mkdocs-jupyter runs it in a kernel, the press sets its page.

mkdocs-jupyter is handed a notebook in place of the page's Markdown. Of what it makes only the
outputs are kept; the page is set like every other, so that links, boxes and figures are the same.
"""

from __future__ import annotations

import builtins
import html
import os
import re
from base64 import b64decode
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from _ext.page import Snippet, snippets
from _ext.run import Outcome

PAGES = ("tutorial/09-moons.md",)
SET_UP = """\
from IPython import get_ipython
from matplotlib.figure import Figure
from _ext.figure import plot_svg

get_ipython().display_formatter.formatters["image/svg+xml"].for_type(Figure, plot_svg)
"""
CELL = re.compile(r'<div class="jp-Cell jp-CodeCell[^>]* id="cell-id')
OUTPUT = 'class="jp-Cell-outputWrapper"'
TEXT = re.compile(r'<div class="jp-RenderedText[^>]*>\s*<pre>(.*?)</pre>', re.DOTALL)
PICTURE = re.compile(r'src="data:image/svg\+xml;base64,([^"]+)"')


def as_notebook(text: str, path: Path) -> None:
    """Write the snippets of a page as a notebook for mkdocs-jupyter to run."""
    docs = str(Path(__file__).resolve().parents[1])
    os.environ["PYTHONPATH"] = os.pathsep.join([docs, os.environ.get("PYTHONPATH", "")])
    cells = [new_code_cell(SET_UP)]
    for snippet in snippets(text):
        tags = {"tags": ["raises-exception"]} if snippet.raises else {}
        cells.append(new_code_cell(snippet.code, metadata=tags))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)


def outcomes(page_html: str, text: str) -> list[Outcome]:
    """What each snippet of a page gave, read from the HTML that mkdocs-jupyter made of it.

    Raises `ValueError` if the HTML does not hold one cell for each snippet.
    """
    cells = CELL.split(page_html)[2:]  # before the first cell, and the set-up
    asked = snippets(text)
    if len(cells) != len(asked):
        raise ValueError(f"mkdocs-jupyter ran {len(cells)} of {len(asked)} snippets")
    return [_outcome(cell, snippet) for cell, snippet in zip(cells, asked, strict=True)]


def _outcome(cell: str, snippet: Snippet) -> Outcome:
    output = cell.partition(OUTPUT)[2]
    if picture := PICTURE.search(output):
        return Outcome(picture=b64decode(picture[1]).decode())
    printed = html.unescape(re.sub(r"<[^>]+>", "", "".join(TEXT.findall(output))))
    if not snippet.raises:
        return Outcome(output=printed)
    name, _, message = printed.rstrip().splitlines()[-1].partition(": ")
    before = printed[: printed.find("-" * 75)].strip()  # the line above a traceback
    error = getattr(builtins, name, Exception)(message)
    return Outcome(output=before and f"{before}\n", error=error)
