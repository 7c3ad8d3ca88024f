"""Numbers in prose that nothing holds: the check below the claims, which needs no notation.

A number with a decimal point, or of three digits or more, stands in the code or the outputs of its
page, or is claimed. What is one of these by chance is caught by a claim alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.book.claims import without_claims
from press.book.outcomes import Outcome, PageOutcome
from press.book.page import Block, Listing, Prose, Snippet

LOOSE = re.compile(
    r"(?<![\w.,])(?:\d[\d,]*\.\d+|\d{1,3}(?:,\d{3})+|\d{3,})(?:e[-+−]?\d+)?(?!\w|\.\d)"
)
NUMBER = re.compile(r"\d[\d_,]*(?:\.\d+)?(?:e[-+−]?\d+)?")
ADDRESS = re.compile(r"\]\([^)]*\)|<[^>]+>|https?://\S+|^:::.*|\{#.*?\}")


def complaints(blocks: tuple[Block, ...], gave: PageOutcome) -> Iterator[str]:
    """Each loose number of a page, in one sentence with its line."""
    known = set(_known(blocks, gave))
    for block in blocks:
        if isinstance(block, Prose):
            for number in loose(block):
                if _bare(number) not in known:
                    yield (
                        f"line {block.line}: {number} stands in no code and no output of the page: "
                        f"prove it, {number}<!-- expression -->, or say {number}<!-- given: why -->"
                    )


def loose(prose: Prose) -> list[str]:
    """The numbers of a line that need a hold: none that is claimed, nor beside a given one."""
    if not all(claim.expression for claim in prose.claims):
        return []
    text = prose.text
    for claim in reversed(prose.claims):
        text = text[: claim.start] + " " + text[claim.end :]
    return [match[0] for match in LOOSE.finditer(ADDRESS.sub(" ", without_claims(text)))]


def _known(blocks: tuple[Block, ...], gave: PageOutcome) -> Iterator[str]:
    """Every number in the code, the outputs and the pictures of a page."""
    outcomes: list[Outcome | None] = list(gave.snippets)
    for name in gave.exercises:
        outcomes += gave.exercises[name]
    for block in blocks:
        if isinstance(block, Snippet):
            yield from _numbers(block.code + "\n" + (block.output or ""))
        elif isinstance(block, Listing):
            yield from _numbers(block.text)
    for outcome in filter(None, outcomes):
        yield from _numbers(outcome.output)
        if outcome.picture is not None:
            yield from _numbers(re.sub(r"<[^>]+>", " ", outcome.picture.svg))


def _numbers(text: str) -> Iterator[str]:
    return map(_bare, NUMBER.findall(text))


def _bare(number: str) -> str:
    return number.replace(",", "").replace("_", "").replace("−", "-")
