"""What each page was set to, while `mkdocs serve` runs: an edit sets one page anew, not all.

And it is one page that the search index reads anew, and no template is compiled a second time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

kept: dict[str, tuple[object, dict[str, Any]]] = {}  # by page: what it was made of, and came to
found: dict[str, tuple[object, list[dict[str, str]]]] = {}  # by page: its content, what is searched


class Templates(BytecodeCache):
    """The theme's templates as they were compiled; Jinja sees whether a file has changed since."""

    def __init__(self) -> None:
        self.compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self.compiled.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.compiled[bucket.key] = bucket.bytecode_to_string()


templates = Templates()


def remember(page: Any, made_of: object) -> None:
    """Have `page` take what it came to the last time, if it is still made of the same."""
    render = page.render  # MkDocs's own, or that of mkdocs-jupyter
    page.render = lambda config, files: _render(page, config, files, made_of, render)


def _render(
    page: Any, config: Any, files: Any, made_of: object, render: Callable[..., None]
) -> None:
    """Set the page, and keep what that gave; or give it what was kept."""
    before, came_to = kept.get(page.file.src_uri, (None, {}))
    references = config.plugins["autorefs"]  # where mkdocstrings tells of the names on a page
    if before != made_of:
        names = _told(references, lambda: render(config, files))
        links = page.links_to_anchors or {}
        came_to = {
            "names": names,
            "links": {file.src_uri: anchors for file, anchors in links.items()},
            "page": {
                name: vars(page).get(name)
                for name in ("content", "toc", "_title_from_render", "present_anchor_ids")
            },
        }
        kept[page.file.src_uri] = made_of, came_to
        return
    vars(page).update(came_to["page"])
    page.links_to_anchors = {  # to the files of this build: what they hold may have changed
        files.get_file_from_path(name): anchors for name, anchors in came_to["links"].items()
    }
    for options, more in came_to["names"]:
        references.register_anchor(page, *options, **more)


def remember_search(index: Any) -> None:
    """Have the search index of a build take over what it found in a page of the same content."""
    read = index.add_entry_from_context

    def add(page: Any) -> None:
        content = page.content, page.title, repr(page.meta)
        before, entries = found.get(page.url, (None, []))
        if before != content:
            start = len(index.entries)
            read(page)
            found[page.url] = content, index.entries[start:]
        else:
            index.entries += entries

    index.add_entry_from_context = add


def _told(references: Any, render: Callable[[], None]) -> list[tuple[Any, Any]]:
    """Run `render`, and give what it told `references` of the names on the page."""
    told = []
    register = references.register_anchor

    def listening(page: Any, *options: Any, **more: Any) -> None:
        told.append((options, more))
        register(page, *options, **more)

    references.register_anchor = listening
    try:
        render()
    finally:
        del references.register_anchor  # the class has its own
    return told
