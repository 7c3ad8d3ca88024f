"""Does a page do what it says? One answer for the tests and for the build."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from press.book import claims, numbers, shown
from press.book.claims import Claim
from press.book.outcomes import Outcome, PageOutcome
from press.book.page import Block, Exercise, Prose, Snippet, parse
from press.runtime.figure import Picture

MANY = 24  # words in a picture: beyond them their number is stated, and not each
NUMBER = re.compile(r"((data|grad) )?[-−]?[\d.,]+(e[-+−]?\d+)?")


def complaints(text: str, gave: PageOutcome, project: Path) -> list[str]:
    """All that is wrong with a page, each in one sentence with its line."""
    found = of_the_whole(text, gave, project)
    return found if gave.failure else [*filter(None, of_what_ran(text, gave)), *found]


def of_the_whole(text: str, gave: PageOutcome, project: Path) -> list[str]:
    """What is wrong beyond single snippets and claims: what nothing holds, shows or solves."""
    if gave.failure:
        return [gave.failure]
    blocks = parse(text)
    return [
        *_unsolved(blocks, gave),
        *numbers.complaints(blocks, gave),
        *shown.strays(text, project),
    ]


def _unsolved(blocks: tuple[Block, ...], gave: PageOutcome) -> Iterator[str]:
    """The exercises whose solution fails in the middle of the page."""
    if not all_ran(blocks, gave):
        return  # a solution may ask for what was not run
    for block in blocks:
        if isinstance(block, Exercise):
            for cell in gave.exercises[block.name]:
                if cell.error:
                    yield f"line {block.line}: the solution of {block.name} fails: {cell.error}"


def all_ran(blocks: tuple[Block, ...], gave: PageOutcome) -> bool:
    """False if this machine lacks a package that a snippet of the page needs."""
    snippets = (block for block in blocks if isinstance(block, Snippet))
    pairs = zip(snippets, gave.snippets, strict=True)
    return all(outcome is not None or snippet.not_run for snippet, outcome in pairs)


def of_what_ran(text: str, gave: PageOutcome) -> Iterator[str]:
    """The complaint, or an empty text, for each snippet and each claim."""
    blocks = parse(text)
    outcomes, values = iter(gave.snippets), iter(gave.claims)
    everything = all_ran(blocks, gave)
    for block in blocks:
        if isinstance(block, Snippet):
            outcome = next(outcomes)
            if outcome is not None:
                yield complaint(block, outcome)
        elif isinstance(block, Prose):
            for claim in block.claims:
                if claim.expression:
                    yield claim_complaint(claim, next(values), everything)


def claim_complaint(claim: Claim, value: dict[str, Any], everything: bool) -> str:
    """What is wrong with a claim; nothing if it may ask for what was not run (not `everything`)."""
    if "error" in value and not everything:
        return ""
    return claims.complaint(claim, value.get("value"), value.get("error", ""))


def complaint(snippet: Snippet, outcome: Outcome) -> str:
    """What is wrong with a snippet, in one sentence with its line, or nothing."""
    if outcome.error and not snippet.raises:
        line = snippet.line + outcome.error_line
        return f"line {line}: this snippet fails: {outcome.error}"
    if snippet.raises and not outcome.error:
        return f"line {snippet.line}: this snippet should fail, and does not"
    if outcome.moved:
        return f"line {snippet.line}: {outcome.moved}"
    got = outcome.output + outcome.error
    return _output_complaint(snippet, got) or _picture_complaint(snippet, outcome.picture)


def words(picture: Picture) -> str:
    """What must be seen in a picture: labels and signs, and no number that was computed."""
    root = ElementTree.fromstring(picture.svg[picture.svg.index("<svg") :].encode())
    tags = (tag for tag in root.iter() if tag.tag.endswith("}text"))
    texts = ("".join(tag.itertext()).strip() for tag in tags)
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
    stated, printed = _trimmed(snippet.output or ""), _trimmed(got)
    if stated != printed:
        pairs = enumerate(zip(stated, printed, strict=False))
        first = next((i for i, (says, prints) in pairs if says != prints), len(stated))
        line = snippet.output_line + 1 + min(first, len(stated) - 1)
        return f"line {line}: the page says\n{snippet.output}\nbut it prints:\n{got}"
    if snippet.output is not None and not got:
        return f"line {snippet.output_line}: nothing prints this output"
    return ""


def _picture_complaint(snippet: Snippet, picture: Picture | None) -> str:
    if picture is None:
        if snippet.draws is None:
            return ""
        return (
            f"line {snippet.line}: this snippet draws nothing: is its last line the drawing? "
            f"The page says <!-- draws: {snippet.draws} -->"
        )
    seen = words(picture)
    if snippet.draws is None:
        return (
            f"line {snippet.line}: write above this picture what it shows: <!-- draws: {seen} -->"
        )
    if snippet.draws != seen:
        said = snippet.draws
        return f"line {snippet.line}: the page says that this draws\n{said}\nbut it draws\n{seen}"
    return ""


def _trimmed(text: str) -> list[str]:
    """The lines without trailing blanks, which nobody sees."""
    return [line.rstrip() for line in text.rstrip().splitlines()]
