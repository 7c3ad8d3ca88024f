"""What the pages offer: the notebooks, written at build from what the pages gave, and progress."""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path
from typing import Any

import nbformat
from mkdocs.utils import get_relative_url

from press.outputs.notebooks import Shelf, notebook, workshop
from press.book.page import Exercise, parse
from press.runtime.run import Outcome

CHAPTER = re.compile(r"tutorial/(\d\d-[\w-]+)\.md")
WORKSHOP = ("01", "02", "03", "04", "05", "07", "08")  # the rest needs packages beyond ours
COLAB = "https://colab.research.google.com/github/"


def with_links(html: str, page: Any, config: Any) -> str:
    """The page with its notebooks offered under the title, if it is a chapter."""
    chapter = CHAPTER.fullmatch(page.file.src_uri)
    if chapter is None:
        return html

    def link(suffix: str, text: str) -> str:
        address = get_relative_url(f"notebooks/{chapter[1]}{suffix}.ipynb", page.url)
        return f'<a href="{address}" download>{text}</a>'

    links = [link("", "Notebook, step by step"), link("-blank", "Notebook, to fill in")]
    if config.repo_url:
        repository = config.repo_url.rstrip("/").removeprefix("https://github.com/")
        address = f"{COLAB}{repository}/blob/gh-pages/notebooks/{chapter[1]}-blank.ipynb"
        links.append(f'<a href="{address}">Open in Colab</a>')
    return html.replace("</h1>", f'</h1>\n<p class="offer">{" · ".join(links)}</p>', 1)


def with_progress(html: str, page: Any, config: Any) -> str:
    """The home page with what its script needs to count: the exercises of each chapter."""
    book = {
        chapter.stem: [
            block.name
            for block in parse(chapter.read_text(encoding="utf-8"))
            if isinstance(block, Exercise)
        ]
        for chapter in sorted(Path(config.docs_dir, "tutorial").glob("*.md"))
    }
    return html.replace('id="progress"', f'id="progress" data-book="{escape(json.dumps(book))}"', 1)


def write_notebooks(outcomes: dict[str, list[Outcome]], config: Any) -> None:
    """Write into the site, for each chapter and for the workshop, a solved and a blank notebook."""
    shelf = Shelf("" if "127.0.0.1" in config.site_url else config.site_url, config.repo_url or "")
    folder = Path(config.site_dir, "notebooks")
    folder.mkdir(parents=True, exist_ok=True)
    solved: list[Any] = []
    blank: list[Any] = []
    for uri in sorted(filter(CHAPTER.fullmatch, outcomes)):
        text = Path(config.docs_dir, uri).read_text(encoding="utf-8")
        name = Path(uri).stem
        nbformat.write(notebook(text, uri, outcomes[uri], shelf), folder / f"{name}.ipynb")
        nbformat.write(notebook(text, uri, None, shelf), folder / f"{name}-blank.ipynb")
        if name.startswith(WORKSHOP):
            solved.append((text, uri, outcomes[uri]))
            blank.append((text, uri, None))
    nbformat.write(workshop(solved, shelf), folder / "workshop.ipynb")
    nbformat.write(workshop(blank, shelf), folder / "workshop-blank.ipynb")
