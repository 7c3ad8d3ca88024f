"""The Markdown extension that sets a page: each snippet in its frame, with what it gave."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict
from html import escape
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

from press.book import exercise, quiz
from press.book.claims import without_claims
from press.book.outcomes import Outcome, PageOutcome
from press.book.page import Block, Exercise, Listing, PageError, Snippet, fenced, parse
from press.runtime.figure import data_html, figure_html
from press.site import formula
from press.site.code import plain

ABSENT = (
    '<p class="live__absent" data-search-exclude>'
    "No Run here: it needs {}, which this page does not have.</p>"
)


class Warnings(logging.Handler):
    """Keeps the warnings of a build, to name them once more at its end."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(record.getMessage())


class Setting(Extension):
    """Sets the pages of one build. It knows what each gave, by its name and by its Markdown.

    It also keeps, for the hook, what MkDocs warned of, and its nav.
    """

    def __init__(self, exercises: Path) -> None:
        super().__init__()
        self.exercises = exercises
        self.outcomes: dict[str, PageOutcome] = {}
        self.outcomes_by_text: dict[str, PageOutcome] = {}
        self.warnings = Warnings()
        self.nav: Any = None  # MkDocs's, of this build

    def expect(self, text: str, gave: PageOutcome) -> None:
        """The page of this text gave this."""
        self.outcomes_by_text[_key(text)] = gave

    def gave(self, text: str) -> PageOutcome | None:
        """What the page of this text gave; None for a text that is no page."""
        return self.outcomes_by_text.get(_key(text))

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.preprocessors.register(PageSetter(md, self), "press", 29)  # before the fences go
        md.postprocessors.register(Plainer(md), "plainer", 0)  # when all code is in its place
        formula.register(md)


class Plainer(Postprocessor):
    """Takes the marks that do not show from the code of a page."""

    def run(self, text: str) -> str:
        return plain(text)


class PageSetter(Preprocessor):
    """Gives each snippet its frame, its output and its picture."""

    def __init__(self, md: Markdown, setting: Setting) -> None:
        super().__init__(md)
        self.setting = setting

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        blocks = parse(text)
        gave = self.setting.gave(text)
        if gave is None:
            _refuse_snippets(blocks)  # a docstring, read on the way
            gave = PageOutcome()
        outcomes = iter(gave.snippets)
        number = 0
        result: list[str] = []
        for block in blocks:
            if isinstance(block, Snippet) and not block.not_run:
                number += 1
                result += self.snippet(block, next(outcomes), number)
            elif isinstance(block, Snippet):
                next(outcomes)
                result += fenced("python", block.code, block.indent)
            elif isinstance(block, Exercise):
                result += self.exercise(block)
            elif isinstance(block, Listing):
                result += fenced(block.lang, block.text, block.indent)
            else:
                result.append(without_claims(block.text))
        return quiz.folded("\n".join(result)).split("\n")

    def snippet(self, snippet: Snippet, outcome: Outcome | None, number: int) -> list[str]:
        """The snippet in its frame: code, then output, then picture."""
        traits = f' data-needs="{snippet.needs}"' if snippet.needs else ""
        traits += " data-raises" if snippet.raises else ""
        traits += _sliders(snippet) if snippet.sliders else ""
        frame = f'<div class="snippet" data-snippet="{number}"{traits}>'
        lines = self.raw(frame, snippet.indent)
        lines += fenced("python", snippet.code, snippet.indent)
        if snippet.needs:
            lines += self.raw(ABSENT.format(snippet.needs), snippet.indent)
        if snippet.output is not None:
            lines += self.raw('<div class="snippet__output">', snippet.indent)
            lines += fenced("text", snippet.output, snippet.indent)
            lines += self.raw("</div>", snippet.indent)
        if outcome is not None and outcome.picture is not None:
            lines += self.raw(figure_html(outcome.picture, f"graph-{number}"), snippet.indent)
        return lines + self.raw("</div>", snippet.indent)

    def exercise(self, place: Exercise) -> list[str]:
        """The exercise in its frame, with what the page's script needs to check it."""
        loaded = exercise.load(place.name, self.setting.exercises)
        what = {"given": loaded.given, "blank": loaded.blank, "check": loaded.check}
        data = data_html(what | {"order": loaded.is_order})
        frame = f'<div class="exercise" id="exercise-{escape(place.name)}">{data}'
        return [
            *self.raw(frame, place.indent),
            *exercise.as_markdown(loaded, place.indent),
            *self.raw("</div>", place.indent),
        ]

    def raw(self, html: str, indent: str) -> list[str]:
        """HTML that Markdown shall leave alone, as a paragraph of its own."""
        return ["", indent + self.md.htmlStash.store(html), ""]


def _sliders(snippet: Snippet) -> str:
    """What the page's script needs to move the numbers of a snippet."""
    data = [
        asdict(slider)
        | {"log": slider.logarithmic}
        | {end: _utf16(snippet.code[: getattr(slider, end)]) for end in ("start", "end")}
        for slider in snippet.sliders
    ]
    return f" data-sliders='{escape(json.dumps(data), quote=True)}'"


def _utf16(text: str) -> int:
    """The length of a text as a browser counts it."""
    return len(text.encode("utf-16-le")) // 2


def _key(text: str) -> str:
    """The text without its blanks, which Markdown has changed when it comes to us."""
    return "".join(text.split())


def _refuse_snippets(blocks: tuple[Block, ...]) -> None:
    """Stop at a Python fence in a text that nobody ran, such as a docstring."""
    for block in blocks:
        if isinstance(block, (Snippet, Exercise)):
            raise PageError(
                f"line {block.line}: this text was not run: a docstring shows its example after >>>"
            )
