"""The Markdown extension that runs a page's snippets and puts their pictures beside them."""

from __future__ import annotations

import json
import logging
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from _ext import check, exercise, formula, quiz
from press.runtime.figure import figure_html
from press.book.page import Block, Exercise, Listing, PageError, Prose, Snippet, parse
from press.runtime.run import Outcome

log = logging.getLogger("mkdocs.press")  # a warning here fails a strict build


class SnippetError(Exception):
    """A snippet of a page fails; the message names the page and the line."""


class Press(Extension):
    """Runs the fences of a page in one namespace.

    `page` is the path to name in complaints; `outcomes` keeps, by page, what each snippet gave, and
    `memory` does so by text: a page that has not changed since the last build is not run again.
    """

    def __init__(self) -> None:
        super().__init__()
        self.page = "page"
        self.outcomes: dict[str, list[Outcome]] = {}
        self.memory: dict[str, list[Outcome]] = {}

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.preprocessors.register(SnippetRunner(md, self), "press", 30)  # before the fences go
        formula.register(md)


class SnippetRunner(Preprocessor):
    """Gives each snippet its frame, its output and its picture."""

    def __init__(self, md: Markdown, press: Press) -> None:
        super().__init__(md)
        self.press = press

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines).strip()
        self.namespace: dict[str, Any] = {}
        self.count = 0
        self.known = list(self.press.memory.get(text, []))
        self.outcomes: list[Outcome] = []
        try:
            blocks = parse(text)
        except PageError as error:
            raise PageError(f"docs/{self.press.page}: {error}") from None
        result = [line for block in blocks for line in self.lines(block)]
        if self.outcomes:  # a docstring, read in between, has none
            self.press.outcomes[self.press.page] = self.press.memory[text] = self.outcomes
        return quiz.folded("\n".join(result)).split("\n")

    def lines(self, block: Block) -> list[str]:
        """The Markdown lines that stand for a block."""
        if isinstance(block, Prose):
            return [block.text]
        if isinstance(block, Listing):
            return _fence(block.lang, block.text, block.indent)
        if isinstance(block, Exercise):
            return self.exercise(block)
        return self.snippet(block)

    def snippet(self, snippet: Snippet) -> list[str]:
        """The snippet in its frame: code, then output, then picture."""
        if snippet.not_run:
            return _fence("python", snippet.code, snippet.indent)
        self.count += 1
        traits = f' data-needs="{snippet.needs}"' if snippet.needs else ""
        traits += " data-raises" if snippet.raises else ""
        lines = self.raw(
            f'<div class="snippet" data-snippet="{self.count}"{traits}>', snippet.indent
        )
        lines += _fence("python", snippet.code, snippet.indent)
        if snippet.output is not None:
            lines += self.raw('<div class="snippet__output">', snippet.indent)
            lines += _fence("text", snippet.output, snippet.indent)
            lines += self.raw("</div>", snippet.indent)
        outcome = self.outcome(snippet)
        self.outcomes.append(outcome)
        if outcome.picture is not None:
            picture = figure_html(outcome.picture, f"graph-{self.count}")
            lines += self.raw(picture, snippet.indent)
        return lines + self.raw("</div>", snippet.indent)

    def outcome(self, snippet: Snippet) -> Outcome:
        """What the snippet gives, compared with what the page says."""
        if why := check.missing(snippet):
            log.info("docs/%s:%d is not run: %s", self.press.page, snippet.line, why)
            return Outcome(output=snippet.output or "")
        if self.known:
            outcome = self.known[len(self.outcomes)]
        else:
            outcome = check.run(snippet, self.namespace, f"docs/{self.press.page}")
        complaint = check.complaint(snippet, outcome)
        if outcome.error is not None and complaint:
            raise SnippetError(f"docs/{self.press.page}: {complaint}") from outcome.error
        if complaint:
            log.warning("docs/%s: %s", self.press.page, complaint)
        return outcome

    def exercise(self, place: Exercise) -> list[str]:
        """The exercise in its frame, with what the page's script needs to check it."""
        loaded = exercise.load(place.name)
        data = json.dumps({"given": loaded.given, "blank": loaded.blank, "check": loaded.check})
        data = data.replace("</", "<\\/")
        data = f'<template><script type="application/json">{data}</script></template>'
        return [
            *self.raw(f'<div class="exercise" id="exercise-{place.name}">', place.indent),
            *exercise.as_markdown(loaded, place.indent),
            *self.raw(f"{data}</div>", place.indent),
        ]

    def raw(self, html: str, indent: str) -> list[str]:
        """HTML that Markdown shall leave alone, as a paragraph of its own."""
        return ["", indent + self.md.htmlStash.store(html), ""]


def _fence(lang: str, text: str, indent: str) -> list[str]:
    mark = "`" * 6  # longer than any that the text may hold
    return ["", *(indent + line for line in [mark + lang, *text.split("\n"), mark]), ""]
