"""What each page was set to, while `mkdocs serve` runs: an edit sets one page anew, not all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

kept: dict[str, tuple[object, dict[str, Any]]] = {}  # by page: what it was made of, and came to


def remember(page: Any, made_of: object) -> None:
    """Have `page` take what it came to the last time, if it is still made of the same.

    A page with code of the package, `:::`, is always set anew: that code may have changed.
    """
    render = page.render  # MkDocs's own, or that of mkdocs-jupyter
    if ":::" not in (page.markdown or ""):
        page.render = lambda config, files: _render(page, config, files, made_of, render)


def _render(
    page: Any, config: Any, files: Any, made_of: object, render: Callable[..., None]
) -> None:
    """Set the page, and keep what that gave; or give it what was kept."""
    before, result = kept.get(page.file.src_uri, (None, {}))
    if before != made_of:
        render(config, files)
        links = page.links_to_anchors or {}
        result = {
            "content": page.content,
            "toc": page.toc,
            "_title_from_render": page._title_from_render,
            "present_anchor_ids": page.present_anchor_ids,
            "links": {file.src_uri: anchors for file, anchors in links.items()},
        }
        kept[page.file.src_uri] = made_of, result
    page.links_to_anchors = {  # to the files of this build: what they hold may have changed
        files.get_file_from_path(name): anchors for name, anchors in result["links"].items()
    }
    vars(page).update({name: value for name, value in result.items() if name != "links"})
