"""Formulas: TeX in the page becomes MathML at build, so that no script is needed to read it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from typing import Any

from latex2mathml.converter import convert
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor

INLINE = r"(?<![\\$])\$(?![\s$])([^$\n]*[^\s$\\])\$(?![\d$])"
DISPLAY = re.compile(r"^(?P<indent> *)\$\$\n(?P<tex>.*?)\n *\$\$$", re.MULTILINE | re.DOTALL)


class InlineFormula(InlineProcessor):
    """`$...$` inside a line."""

    def handleMatch(  # type: ignore[override]  # as its own parent does
        self, match: re.Match[str], data: str
    ) -> tuple[Any, int, int]:
        element = etree.Element("span", {"class": "formula"})
        element.text = self.md.htmlStash.store(convert(match[1]))
        return element, match.start(0), match.end(0)


class DisplayFormula(Preprocessor):
    """`$$` on lines of their own around a formula."""

    def run(self, lines: list[str]) -> list[str]:
        def placed(match: re.Match[str]) -> str:
            mathml = convert(match["tex"], display="block")
            block = self.md.htmlStash.store(f'<div class="formula" tabindex="0">{mathml}</div>')
            return f"\n{match['indent']}{block}\n"

        return DISPLAY.sub(placed, "\n".join(lines)).split("\n")


def register(md: Markdown) -> None:
    """Teach formulas to a Markdown converter; both run after the code fences are out of the way."""
    md.preprocessors.register(DisplayFormula(md), "display-formula", 24)
    md.inlinePatterns.register(InlineFormula(INLINE, md), "inline-formula", 185)
