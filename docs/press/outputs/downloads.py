"""Write the notebooks, and tell the theme which page offers which."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.utils.meta import get_data

from press.book.outcomes import PageOutcome
from press.book.page import Exercise, parse
from press.outputs.notebooks import Chapter, Notebooks, SiteLinks

CHAPTER = re.compile(r"tutorial/(\d\d-[\w-]+)\.md")
WORKSHOP = "how-to/run-a-workshop.md"  # its front matter lists the chapters of the workshop
WORKSHOP_NOTEBOOK = "how-to/workshop-notebook.ipynb"  # a page that shows that notebook
COLAB = "https://colab.research.google.com/github/"


def write_notebooks(gave: Mapping[str, PageOutcome], config: Any) -> str:
    """Write a solved and a blank notebook for each chapter and for the workshop; tell how many."""
    maker = notebooks(config)
    folder = Path(config.site_dir, "notebooks")
    folder.mkdir(parents=True, exist_ok=True)
    sets = {name: [chapter] for name, chapter in chapters(gave, config).items()}
    if taught := in_workshop(gave, config):
        sets["workshop"] = taught
    for name, pages in sets.items():
        for suffix, solved in (("", True), ("-blank", False)):
            text = json.dumps(maker.notebook(*pages, solved=solved), ensure_ascii=False, indent=1)
            (folder / f"{name}{suffix}.ipynb").write_text(text + "\n", encoding="utf-8")
    return f"Notebooks: {2 * len(sets)} written"


def notebooks(config: Any) -> Notebooks:
    """What makes the notebooks of this site."""
    local = "127.0.0.1" in (config.site_url or "127.0.0.1")
    links = SiteLinks("" if local else config.site_url, config.repo_url or "")
    return Notebooks(Path(config.config_file_path).parent, links)


def chapters(gave: Mapping[str, PageOutcome], config: Any) -> dict[str, Chapter]:
    """The chapters that have run, by their short names."""
    return {
        match[1]: Chapter(Path(config.docs_dir, name).read_text(encoding="utf-8"), name, gave[name])
        for name in sorted(gave)
        if (match := CHAPTER.fullmatch(name))
    }


def in_workshop(gave: Mapping[str, PageOutcome], config: Any) -> list[Chapter]:
    """The chapters of the workshop, in its order."""
    known = chapters(gave, config)
    return [known[name] for name in workshop(config) if name in known]


def workshop(config: Any) -> list[str]:
    """The chapters of the workshop, as its page lists them."""
    page = Path(config.docs_dir, WORKSHOP)
    _, meta = get_data(page.read_text(encoding="utf-8")) if page.exists() else ("", {})
    return list(meta.get("workshop", []))


def offers(name: str, config: Any) -> dict[str, Any]:
    """What the theme shows on the page `name`: its notebooks, those of all, what it can count."""
    files = sorted(Path(config.docs_dir, "tutorial").glob("*.md"))
    if name == "index.md":
        return {"exercises": {file.stem: exercises(file) for file in files}}
    if name == "how-to/jupyter-and-colab.md":
        titles = [_notebook(file.stem, title_of(file), config) for file in files]
        return {"notebooks": [*titles, _notebook("workshop", "The whole workshop", config)]}
    if name in (WORKSHOP, WORKSHOP_NOTEBOOK):
        return {"notebooks": [_notebook("workshop", "The whole workshop", config)]}
    if chapter := CHAPTER.fullmatch(name):
        return {"notebooks": [_notebook(chapter[1], "This chapter", config)]}
    return {}


def exercises(chapter: Path) -> list[str]:
    """The names of the exercises that a chapter places."""
    blocks = parse(chapter.read_text(encoding="utf-8"))
    return [block.name for block in blocks if isinstance(block, Exercise)]


def title_of(page: Path) -> str:
    """The first heading of a page."""
    heading = re.search(r"^# (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return heading[1] if heading else page.stem


def _notebook(name: str, title: str, config: Any) -> dict[str, str]:
    _, github, repository = (config.repo_url or "").partition("https://github.com/")
    repository = repository.rstrip("/").removesuffix(".git")
    colab = f"{COLAB}{repository}/blob/gh-pages/notebooks/{name}-blank.ipynb"
    return {"name": name, "title": title, "colab": colab if github else ""}
