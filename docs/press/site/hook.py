"""Ties the press to MkDocs: nothing here but the joints."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from mkdocs.plugins import event_priority
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from _ext import accessible, answers, executed, live, offer  # noqa: E402  (after the path is set)
from press.site.markdown_extension import Press  # noqa: E402
from press.runtime.run import forget_library  # noqa: E402

press = Press()
library: dict[Path, float] = {}  # when its files were last changed
scratch = tempfile.TemporaryDirectory(prefix="minigrad-")


def on_config(config: Any) -> None:
    """Add the press to the Markdown extensions."""
    config.markdown_extensions.append(press)


def on_pre_build(config: Any) -> None:
    """Forget the library if it has changed, so that `mkdocs serve` shows the code as it is now."""
    global library
    files = Path(config.config_file_path).parent.glob("minigrad/*.py")
    if library != (now := {file: file.stat().st_mtime for file in files}):
        library = now
        press.memory.clear()
        forget_library()


@event_priority(-100)  # after mkdocs-jupyter, which would put a file of its own in the place
def on_files(files: Any, config: Any) -> None:
    """Hand mkdocs-jupyter the notebook of each page that it is to run; add the answer key."""
    for uri in executed.PAGES:
        if file := files.get_file_from_path(uri):
            notebook = Path(scratch.name, uri).with_suffix(".ipynb")
            executed.as_notebook(file.content_string, notebook)
            file.abs_src_path = str(notebook)
    chapters = Path(config.docs_dir, "tutorial")
    if chapters.is_dir():
        key = answers.answer_key(chapters)
        files.append(File.generated(config, answers.PAGE, content=key))


def on_page_read_source(page: Any, config: Any) -> str | None:
    """Read the Markdown of a page, also of one that mkdocs-jupyter runs."""
    if page.file.src_uri in executed.PAGES:
        return Path(config.docs_dir, page.file.src_uri).read_text(encoding="utf-8")
    return None


def on_page_markdown(markdown: str, page: Any, **_: Any) -> None:
    """Tell the press which page is being read."""
    press.page = page.file.src_uri


def on_page_content(html: str, page: Any, config: Any, files: Any) -> str:
    """Set the page that mkdocs-jupyter has run, and offer the notebooks of a chapter."""
    if page.file.src_uri in executed.PAGES:
        press.memory[page.markdown.strip()] = executed.outcomes(html, page.markdown)
        Page.render(page, config, files)
        html = page.content
    if page.is_homepage:
        return offer.with_progress(html, page, config)
    return offer.with_links(html, page, config)


def on_post_page(output: str, page: Any, config: Any) -> str:
    """Name what the theme leaves without a name, and keep the answers out of search engines."""
    if page.file.src_uri == answers.PAGE:
        output = output.replace("<head>", '<head><meta name="robots" content="noindex">', 1)
    return accessible.mended(output)


def on_post_template(output_content: str, template_name: str, config: Any) -> str:
    """The same for the page that tells of a wrong address."""
    return accessible.mended(output_content)


def on_post_build(config: Any) -> None:
    """Write the notebooks, and what the pages need to run in the reader's browser."""
    offer.write_notebooks(press.outcomes, config)
    live.assemble(Path(config.site_dir))
    live.slim(Path(config.site_dir))
