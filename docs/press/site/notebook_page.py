"""The workshop's notebook as a page: mkdocs-jupyter shows the file that the site offers, not run.

mkdocs-jupyter is given a template of ours in `jupyter/`, which emits the cells and nothing else.
Before nbconvert fills it in, `Dressing` makes HTML of what stands in the cells, as the site has it:
formulas as MathML, code in the site's colours, pictures as Jupyter shows them. The file itself
stays as it is.
"""

from __future__ import annotations

import html
import json
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
    path.write_text(json.dumps(book), encoding="utf-8")


def content(page_html: str) -> str:
    """The page without what mkdocs-jupyter puts behind the template: its style, here empty."""
    return page_html.rpartition("<style>")[0]


def contents(path: Path) -> TableOfContents:
    """The table of contents: the chapters and their parts, with the ids that the page has."""
    words = Words()
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            words.html(cell.source)
    return get_toc(nest_toc_tokens(words.headings))


class Dressing(Preprocessor):
    """Makes HTML of the cells for the template. nbconvert calls it, by the name in `conf.json`."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        resources["inlining"] = {"css": ""}  # mkdocs-jupyter asks for it; the site has a file
        words = Words()
        for cell in nb.cells:
            if cell.cell_type == "markdown":
                cell.source = words.html(cell.source)
            else:
                cell.source = code_html(cell.source, "ipython")
                self.show_pictures(cell)
        return nb, resources

    def show_pictures(self, cell: NotebookNode) -> None:
        """Make an image of each picture: on white, as in Jupyter, and with its title as text."""
        for output in cell.outputs:
            if svg := output.get("data", {}).get(SVG):
                title = html.escape(output.metadata.get(SVG, {}).get("alt", ""), quote=True)
                address = f"data:{SVG},{quote(svg)}"
                output["data"] = {"text/html": f'<img alt="{title}" src="{address}">'}


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
    return highlight(code, get_lexer_by_name(lang), HtmlFormatter(wrapcode=True))
