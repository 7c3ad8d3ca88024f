"""What a page shows as code, read from HTML: nothing may stand there that `page` did not read.

The page is converted by MkDocs's own Markdown and settings, without the press and without colours.
Then code that sits where nobody thought of looking (an indent too deep, a container unheard of)
shows by itself.
"""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import markdown
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from press.book.page import Block, Listing, Prose, Snippet, body_start, parse

BUILT_IN = ["toc", "tables", "fenced_code"]  # MkDocs adds them to every site


def strays(text: str, project: Path) -> list[str]:
    """What MkDocs shows as code and `page` did not read, or the other way round, with its line."""
    return _strays(text, _settings(project))


@lru_cache(500)  # a page that has not changed shows what it showed, by the same settings
def _strays(text: str, settings: str) -> list[str]:
    blocks = parse(text)
    lines = text.removeprefix("\ufeff").split("\n")
    read, body = _read(blocks), "\n".join(lines[body_start(lines) :])
    shown = Counter(code_blocks(_converted(body, settings)))
    known = Counter(code for code, _ in read)
    extra = [
        f"line {_line_of(code, blocks)}: this is shown as code, and not run"
        for code in shown - known
    ]
    return extra + _hidden(read, shown)


@lru_cache(500)
def lost(text: str, html: str) -> list[str]:
    """What the page as it was set does not show of its code: a frame may have broken it."""
    return _hidden(_read(parse(text)), Counter(code_blocks(html)))


def _hidden(read: list[tuple[tuple[str, str], int]], shown: Counter[tuple[str, str]]) -> list[str]:
    """The blocks that were read and are not shown, or shown otherwise."""
    left, found = Counter(shown), []
    for code, line in read:
        if left[code] < 1:
            found.append(f"line {line}: this code is not shown as it stands here")
        left[code] -= 1
    return found


def code_blocks(html: str) -> list[tuple[str, str]]:
    """Each block of code in a page as its language and its text."""
    reader = _Reader()
    reader.feed(html)
    return reader.blocks


def converted(text: str, project: Path) -> str:
    """The text as HTML, by the Markdown extensions of the project's mkdocs.yml."""
    return _converted(text, _settings(project))


@lru_cache(1000)  # all docstrings are asked for whenever a page tells of one
def _converted(text: str, settings: str) -> str:
    names, options = _extensions(settings)
    return markdown.markdown(text, extensions=names, extension_configs=options)


def _settings(project: Path) -> str:
    """The text of mkdocs.yml as it is now: a server lives on while it is edited."""
    return (project / "mkdocs.yml").read_text(encoding="utf-8")


@cache
def _extensions(settings: str) -> tuple[list[str], dict[str, Any]]:
    """The names of the Markdown extensions, and the options of those that have any."""
    listed = yaml_load(settings, get_yaml_loader()).get("markdown_extensions", [])
    names, options = list(BUILT_IN), {}
    for each in listed:
        entry = each if isinstance(each, dict) else {each: {}}
        for name, choices in entry.items():
            names.append(name)
            options[name] = choices or {}
    options.setdefault("pymdownx.highlight", {})["use_pygments"] = False  # the text is all we read
    return list(dict.fromkeys(names)), options


def _read(blocks: tuple[Block, ...]) -> list[tuple[tuple[str, str], int]]:
    """Each block of code that `page` read, as its language and text, with its line."""
    found = []
    for block in blocks:
        if isinstance(block, Snippet):
            found.append((("python", _trimmed(block.code)), block.line))
            if block.output is not None:
                found.append((("text", _trimmed(block.output)), block.output_line))
        elif isinstance(block, Listing):
            found.append(((block.lang, _trimmed(block.text)), block.line))
    return found


def _trimmed(code: str) -> str:
    return "\n".join(line.rstrip() for line in code.strip("\n").split("\n"))


def _line_of(code: tuple[str, str], blocks: tuple[Block, ...]) -> int:
    """The line of prose where a block of code starts, as well as its first words tell."""
    first = next((line.strip() for line in code[1].split("\n") if line.strip()), "")
    prose = [block for block in blocks if isinstance(block, Prose)]
    return next((block.line for block in prose if first and first in block.text), 1)


class _Reader(HTMLParser):
    """Collects the text of each `<pre>`, and the language that is named around it."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[tuple[str, str]] = []
        self.language = ""
        self.text: list[str] | None = None  # of the block that is open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = (dict(attrs).get("class") or "").split()
        for name in classes:
            if name.startswith("language-"):
                self.language = name.removeprefix("language-")
        if tag == "pre" and self.text is None:
            self.text = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "pre" and self.text is not None:
            self.blocks.append((self.language, _trimmed("".join(self.text))))
            self.text, self.language = None, ""

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text.append(data)
