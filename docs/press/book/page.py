"""Read a page into blocks. The site, the tests and the notebooks all read it through here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from press.book.quiz import complaint, quizzes

NOT_RUN = {"bash", "toml", "yaml", "json", "dot", "html", "csv"}
FENCE = re.compile(r"(?P<indent> *)(?P<fence>`{3,}|~{3,}) *(?P<lang>.*?) *$")
REMARK = re.compile(r" *<!-- (?P<name>raises|needs|not run|exercise)(?:: (?P<text>.+?))? -->$")


class PageError(Exception):
    """A page that cannot be read; the message names the line."""


@dataclass(frozen=True)
class Prose:
    """Lines of Markdown between fences."""

    text: str
    line: int


@dataclass(frozen=True)
class Listing:
    """A fence in a language that is shown and not run."""

    lang: str
    text: str
    line: int
    indent: str


@dataclass(frozen=True)
class Snippet:
    """A Python fence and the `text` fence that states its output."""

    code: str
    line: int  # of the opening fence; the code starts on the next
    indent: str = ""
    output: str | None = None  # None: no `text` fence follows
    output_line: int = 0
    raises: bool = False  # it fails on purpose
    needs: str = ""  # a package that a reader may lack
    not_run: str = ""  # the reason
    key: str | None = None  # in a quiz: the option that its output must be


@dataclass(frozen=True)
class Exercise:
    """The place of an exercise, by the name of its file."""

    name: str
    line: int
    indent: str


Block = Prose | Listing | Snippet | Exercise


def parse(text: str) -> list[Block]:
    """The blocks of a page, in order; fences in boxes, tabs and lists are found by their indent.

    Raises `PageError` for a fence that is not closed or in an unknown language, for an output
    without a snippet, for a remark (`<!-- raises -->` ...) without a fence, and for a bad quiz.
    """
    blocks: list[Block] = []
    remarks: dict[str, str] = {}
    keys = _keys(text)
    for block in _pieces(text.splitlines()):
        if isinstance(block, Prose) and block.text.strip():
            _nothing_left(remarks, block.line)
        elif isinstance(block, Listing) and block.lang == "python":
            block = Snippet(
                block.text,
                block.line,
                block.indent,
                raises="raises" in remarks,
                needs=remarks.get("needs", ""),
                not_run=remarks.get("not run", ""),
                key=keys.get(block.line),
            )
            remarks = {}
        elif isinstance(block, Listing) and block.lang == "text":
            snippet = _before(blocks)
            if snippet is None or snippet.output is not None:
                raise PageError(f"line {block.line}: this output follows no snippet")
            while blocks[-1] is not snippet:
                blocks.pop()  # the blank lines between
            blocks[-1] = replace(snippet, output=block.text, output_line=block.line)
            continue
        elif isinstance(block, Listing) and block.lang not in NOT_RUN:
            raise PageError(f"line {block.line}: unknown language {block.lang!r}")
        elif isinstance(block, tuple):
            remarks[block[0]] = block[1]
            continue
        blocks.append(block)
    _nothing_left(remarks, len(text.splitlines()))
    return blocks


def snippets(text: str) -> list[Snippet]:
    """The Python fences of a page, in order."""
    return [block for block in parse(text) if isinstance(block, Snippet)]


def _pieces(lines: list[str]) -> Iterator[Prose | Listing | Exercise | tuple[str, str]]:
    """Each line or fence on its own: prose, fences of all languages, exercises, remarks."""
    i = 0
    while i < len(lines):
        start = i
        fence, remark = FENCE.match(lines[i]), REMARK.match(lines[i])
        i += 1
        if fence:
            indent, mark = fence["indent"], fence["fence"]
            while i < len(lines) and lines[i].strip() != mark:
                i += 1
            if i == len(lines):
                raise PageError(f"line {start + 1}: this fence is never closed")
            body = "\n".join(line.removeprefix(indent) for line in lines[start + 1 : i])
            i += 1
            yield Listing(fence["lang"], body, start + 1, indent)
        elif remark and remark["name"] == "exercise":
            yield Exercise(remark["text"], start + 1, lines[start][: lines[start].index("<")])
        elif remark:
            yield remark["name"], remark["text"] or "yes"
        else:
            yield Prose(lines[start], start + 1)


def _keys(text: str) -> dict[int, str]:
    """The right answer of the quiz that stands around each line."""
    found = quizzes(text)
    if wrong := next(filter(None, map(complaint, found)), ""):
        raise PageError(wrong)
    return {line: quiz.key for quiz in found for line in range(quiz.line, quiz.last + 1)}


def _before(blocks: list[Block]) -> Snippet | None:
    """The snippet that only blank lines separate from the end of `blocks`."""
    for block in reversed(blocks):
        if not (isinstance(block, Prose) and not block.text.strip()):
            return block if isinstance(block, Snippet) else None
    return None


def _nothing_left(remarks: dict[str, str], line: int) -> None:
    if remarks:
        raise PageError(
            f"before line {line}: <!-- {next(iter(remarks))} --> must stand above a Python fence"
        )
