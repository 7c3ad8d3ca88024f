"""Does a page do what it says? One answer for the tests and for the build."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from press.book import claims, numbers, shown
from press.book.outcomes import Outcome, PageOutcome
from press.book.page import Block, Exercise, Prose, Snippet, parse
from press.runtime.figure import Picture

MANY = 24  # words in a picture: beyond them their number is stated, and not each
NUMBER = re.compile(r"((data|grad) )?[-−]?[\d.,]+(e[-+−]?\d+)?")


def complaints(text: str, gave: PageOutcome, project: Path) -> list[str]:
    """What is wrong with a page, each in one sentence with its line."""
    if gave.failure:
        return [gave.failure]
    blocks = parse(text)
    found = [
        *_of_what_ran(blocks, gave),
        *numbers.complaints(blocks, gave),
        *shown.strays(text, project),
    ]
    return [each for each in found if each]


def _of_what_ran(blocks: list[Block], gave: PageOutcome) -> Iterator[str]:
    """The complaints, or empty texts, of the snippets, the claims and the exercises."""
    outcomes, values = iter(gave.snippets), iter(gave.claims)
    all_ran = True
    for block in blocks:
        if isinstance(block, Snippet):
            outcome = next(outcomes)
            all_ran = all_ran and outcome is not None
            if outcome is not None:
                yield complaint(block, outcome)
        elif isinstance(block, Prose):
            for claim in block.claims:
                value = next(values) if claim.expression else {"value": claim.stated}
                if all_ran or "error" not in value:  # else it may ask for what was not run
                    yield claims.complaint(claim, value.get("value"), value.get("error", ""))
        elif isinstance(block, Exercise):
            for cell in gave.exercises[block.name]:
                if all_ran and cell.error:
                    yield f"line {block.line}: the solution of {block.name} fails: {cell.error}"


def complaint(snippet: Snippet, outcome: Outcome) -> str:
    """What is wrong with a snippet, in one sentence with its line, or nothing."""
    if outcome.error and not snippet.raises:
        line = snippet.line + outcome.error_line
        return f"line {line}: this snippet fails: {outcome.error}"
    if snippet.raises and not outcome.error:
        return f"line {snippet.line}: this snippet should fail, and does not"
    got = outcome.output + outcome.error
    return _output_complaint(snippet, got) or _picture_complaint(snippet, outcome.picture)


def words(picture: Picture) -> str:
    """The words that must be seen in a picture: labels and signs, and no number that was computed."""
    root = ElementTree.fromstring(picture.svg[picture.svg.index("<svg") :].encode())
    texts = ("".join(text.itertext()).strip() for text in root.iter() if text.tag.endswith("}text"))
    found = [text for text in texts if text and not NUMBER.fullmatch(text)]
    return f"{len(found)} words" if len(found) > MANY else ", ".join(found)


def _output_complaint(snippet: Snippet, got: str) -> str:
    if snippet.key is not None and snippet.output is None:
        if got.strip() in ("", snippet.key):
            return ""
        return (
            f"line {snippet.line}: the key of this quiz is {snippet.key!r}, but it prints:\n{got}"
        )
    if snippet.output is None and got:
        return f"line {snippet.line}: this snippet prints what no text fence states:\n{got}"
    if _trimmed(snippet.output or "") != _trimmed(got):
        return f"line {snippet.output_line}: the page says\n{snippet.output}\nbut it prints:\n{got}"
    if snippet.output is not None and not got:
        return f"line {snippet.output_line}: nothing prints this output"
    return ""


def _picture_complaint(snippet: Snippet, picture: Picture | None) -> str:
    if picture is None:
        return "" if snippet.draws is None else f"line {snippet.line}: this snippet draws nothing"
    seen = words(picture)
    if snippet.draws is None:
        return f"line {snippet.line}: this picture is stated nowhere: <!-- draws: {seen} -->"
    if snippet.draws != seen:
        return f"line {snippet.line}: the page says that this draws\n{snippet.draws}\nbut it draws\n{seen}"
    return ""


def _trimmed(text: str) -> list[str]:
    """The lines without trailing blanks, which nobody sees."""
    return [line.rstrip() for line in text.rstrip().splitlines()]
