"""Each page as Markdown beside its HTML, and `llms.txt`, the list of them: for what reads no HTML.

A page there is what its author wrote, without the remarks, with what the snippets gave: a picture
is told by its text alternative, an exercise and the package's own code stand where they are placed.
"""

from __future__ import annotations

import ast
import posixpath
import re
from itertools import dropwhile, pairwise
from pathlib import Path
from typing import Any

from press.book import exercise
from press.book.claims import without_claims
from press.book.outcomes import PageOutcome
from press.book.page import Exercise, Listing, Prose, Snippet, fenced, parse
from press.outputs.notebooks import SOURCE, source_listing

LINK = re.compile(r"(?<=\]\()(?!https?:)([^)#\s]+)\.md(?=[)#])")
MARKS = re.compile(r"\[([^\]]+)\]\([^)]+\)|\*|(?<!\w)_|_(?!\w)|\{ [.#][^}]*\}|\$|\\(?=\w)|`")
WORDS = re.compile(r"[^\s#<:!?|{\[\]`=>-]|\[[^\]]+\]\(|[`*]\w")  # how a line of prose begins
MODULE = re.compile(r"^::: (minigrad\.\w+)$")
ENOUGH = 60  # characters: a shorter sentence is followed by the next
FILE = "llms.txt"


def write(nav: Any, gave: dict[str, PageOutcome], config: Any) -> str:
    """Write the pages and the list into the site; tell how many."""
    site, project = Path(config.site_dir), Path(config.config_file_path).parent
    pages = [page for page in nav.pages if page.file.src_uri in gave]
    for page in pages:
        text = page.file.content_string
        plain = markdown(text, page.file.src_uri, gave[page.file.src_uri], project)
        (site / address(page.file.src_uri)).write_text(plain, encoding="utf-8")
    (site / FILE).write_text(listed(pages, config, project), encoding="utf-8")
    return f"Markdown: {len(pages)} pages, listed in {FILE}"


def address(name: str) -> str:
    """Where the Markdown of a page is in the site, by its name in docs/: beside its HTML."""
    return (
        name if posixpath.basename(name) == "index.md" else name.removesuffix(".md") + "/index.md"
    )


def listed(pages: list[Any], config: Any, project: Path) -> str:
    """The list in the form of llmstxt.org: the pages by shelf, each with a line on it."""
    lines = [f"# {config.site_name}", "", f"> {config.site_description}"]
    shelf = ""
    for page in pages:
        name = page.ancestors[-1].title if page.ancestors else page.title
        if name != shelf:
            shelf = name
            lines += ["", f"## {shelf}", ""]
        told = page.meta.get("description") or summary(page.file.content_string, project)
        place = (config.site_url or "") + address(page.file.src_uri)
        lines.append(f"- [{page.title}]({place})" + (f": {told}" if told else ""))
    return "\n".join(lines) + "\n"


def summary(text: str, project: Path) -> str:
    """What a page is about: of a module its own first line, else how the page begins, unmarked."""
    blocks = [block.text for block in parse(text) if isinstance(block, Prose)]
    if module := next((found for line in blocks if (found := MODULE.match(line))), None):
        source = (project / module[1].replace(".", "/")).with_suffix(".py")
        if source.exists():
            docstring = ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) or ""
            return docstring.partition("\n")[0]
    told = ""
    for line in dropwhile(lambda line: not WORDS.match(line), blocks):
        if not line or len(told) > ENOUGH and told[-1] in ".:*":
            break
        told += " " + MARKS.sub(r"\1", without_claims(line)).strip()
    return told.strip()


def markdown(text: str, name: str, gave: PageOutcome, project: Path) -> str:
    """A page as Markdown, with what it gave."""
    outcomes = iter(gave.snippets)
    lines: list[str] = []
    for block in parse(text):
        if isinstance(block, Prose):
            shown = _linked(without_claims(block.text), name)
            lines.append(SOURCE.sub(lambda found: source_listing(found[1], project), shown))
        elif isinstance(block, Listing):
            lines += fenced(block.lang, block.text, block.indent)
        elif isinstance(block, Exercise):
            loaded = exercise.load(block.name, project / "docs" / "exercises")
            lines += [_linked(line, name) for line in exercise.as_markdown(loaded, block.indent)]
        else:
            lines += fenced("python", block.code, block.indent)
            lines += _given(block, next(outcomes))
    once = [line for before, line in pairwise(["", *lines]) if line or before]  # of empty lines
    return "\n".join(once).strip() + "\n"


def _linked(line: str, name: str) -> str:
    """A line of the page `name`; its links lead to the Markdown of other pages."""

    def to(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), link[1] + ".md"))
        return posixpath.relpath(address(target), posixpath.dirname(address(name)) or ".")

    return LINK.sub(to, line)


def _given(snippet: Snippet, outcome: Any) -> list[str]:
    """What a snippet printed and drew."""
    lines = []
    if snippet.output is not None:
        lines += fenced("text", snippet.output, snippet.indent)
    if outcome is not None and outcome.picture is not None:
        picture = outcome.picture
        steps = [f"{i}. {step['text']}" for i, step in enumerate(picture.steps, start=1)]
        told = [f"Picture: {picture.title}", "", *(steps or picture.text.splitlines())]
        lines += ["", *(f"{snippet.indent}> {line}".rstrip() for line in told), ""]
    return lines
