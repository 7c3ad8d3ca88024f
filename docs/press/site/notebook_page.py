"""The workshop's notebook as a page: mkdocs-jupyter shows the file that the site offers, not run.

mkdocs-jupyter is given a template of ours in `jupyter/`, which emits the cells and nothing else.
What stands in the cells is set as the site has it: formulas as MathML, code in the site's colours;
pictures are as Jupyter shows them. The file itself stays as it is.
"""

from __future__ import annotations

import html
import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import nbformat
from latex2mathml.converter import convert
from markdown.extensions.toc import nest_toc_tokens, slugify, strip_tags, unique
from mkdocs.structure.files import File
from mkdocs.structure.toc import TableOfContents, get_toc
from mkdocs_jupyter.config import settings
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

from press.outputs import downloads
from press.site.code import plain

PAGE = downloads.WORKSHOP_NOTEBOOK
SETTINGS = """\
---
title: The workshop's notebook
template: notebook.html
search:
  exclude: true
---
"""
SVG = "image/svg+xml"
TOC_DEPTH = 3
PLACE, END = "\u27e6", "\u27e7"  # around the id of a cell that is still to come: no cell has these

settings.templates_dir = str(Path(__file__).with_name("jupyter"))


def file(config: Any) -> File:
    """The page for MkDocs, in a folder of its own; the notebook is written there when it is known.

    It is no `File.generated`: mkdocs-jupyter asks for a path below `src_dir`.
    """
    folder = Path(config.config_file_path).parent / ".cache" / "notebooks"
    return File(PAGE, str(folder), config.site_dir, config.use_directory_urls)


def write(book: dict[str, Any], path: Path) -> None:
    """Write the notebook for mkdocs-jupyter."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{os.getpid()}-{path.name}")  # another build may read it just now
    part.write_text(json.dumps(book), encoding="utf-8")
    part.replace(path)


def filled(page_html: str, page: Any) -> str:
    """The page as mkdocs-jupyter made it of the dressed notebook, with its cells put in place.

    What mkdocs-jupyter adds behind the template, a style that is empty here, is left out.
    """
    path = Path(page.file.abs_src_path)
    cells, contents = set_cells(path, path.stat().st_mtime_ns)
    page.toc = contents
    before, *places = page_html.rpartition("<style>")[0].split(PLACE)
    parts = [before]
    for place in places:
        name, rest = place.split(END, 1)
        parts += [cells[name], rest]
    return "".join(parts)


@lru_cache(1)
def set_cells(path: Path, changed: int) -> tuple[dict[str, str], TableOfContents]:
    """The HTML of each cell by its id, and the table of contents, with the ids of the page.

    While the file has not `changed`, a server takes what it has.
    """
    words, cells = Words(), {}
    for cell in nbformat.read(path, as_version=4).cells:
        is_text = cell.cell_type == "markdown"
        cells[cell.id] = words.html(cell.source) if is_text else code_html(cell.source, "ipython")
    return cells, get_toc(nest_toc_tokens(words.headings))


class Dressing(Preprocessor):
    """Puts a mark in the place of each cell, and makes images of the pictures.

    nbconvert calls it, by the name in `conf.json`. It reads its own HTML several times over, which
    takes long where there is much: so the cells come when it is done.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """The notebook for the template."""
        resources["inlining"] = {"css": ""}  # mkdocs-jupyter asks for it; the site has a file
        for cell in nb.cells:
            cell.source = f"{PLACE}{cell.id}{END}"
            for output in cell.get("outputs", []):
                if svg := output.get("data", {}).get(SVG):
                    output["data"] = {"text/html": image(svg, output.metadata)}
        return nb, resources


def image(svg: str, metadata: Any) -> str:
    """A picture as Jupyter shows it, on white; its title is its text."""
    title = html.escape(metadata.get(SVG, {}).get("alt", ""), quote=True)
    return f'<img alt="{title}" src="data:{SVG},{quote(svg)}">'


class Words(IPythonRenderer):
    """The Markdown of the cells as Jupyter reads it; what needs a script there is done here.

    The page has a title of its own, so headings go one level down. `headings` keeps what the table
    of contents is made of.
    """

    def __init__(self) -> None:
        super().__init__(escape=False)
        self.headings: list[Any] = []
        self.ids: set[str] = set()

    def html(self, source: str) -> str:
        """The HTML of a cell."""
        return MarkdownWithMath(renderer=self).render(source)

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        level = min(level + 1, 6)
        name = strip_tags(text)
        anchor = unique(slugify(html.unescape(name), "-"), self.ids)
        if level <= TOC_DEPTH:
            self.headings.append({"level": level, "id": anchor, "name": name})
        link = f'<a class="headerlink" href="#{anchor}" title="Link to this section">#</a>'
        return f'<h{level} id="{anchor}">{text}{link}</h{level}>\n'

    def inline_math(self, body: str) -> str:
        return f'<span class="formula">{convert(body)}</span>'

    def block_math(self, body: str) -> str:
        return f'<div class="formula" tabindex="0">{convert(body, display="block")}</div>'

    def paragraph(self, text: str) -> str:
        """A paragraph; a formula on lines of its own is one to nbconvert, but not to HTML."""
        return text if text.startswith('<div class="formula"') else super().paragraph(text)

    def block_code(self, code: str, info: str | None = None) -> str:
        return code_html(code, (info or "text").split()[0])


def code_html(code: str, lang: str) -> str:
    """Code in the classes of the site's own listings."""
    return plain(highlight(code, get_lexer_by_name(lang), HtmlFormatter(wrapcode=True)))
