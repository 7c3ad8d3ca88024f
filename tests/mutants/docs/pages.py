"""The numbers and the keys of the pages, each changed, and whether the proof of the page notices.

The proof compares a text with what its snippets gave. No mutant here changes code that is run, so
a page runs once, and all its mutants are compared with that one outcome, by what the tests call.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from press.book import check
from press.book.outcomes import Book, PageOutcome, skip_reason
from press.book.page import PageError, Prose, Snippet, parse
from press.book.quiz import quizzes
from tests.mutants.make import Mutant

NUMBER = re.compile(r"[-−]?\d+(?:\.\d+)?(?:e[-+−]?\d+)?")


def printed(text: str) -> Iterator[Mutant]:
    """Each number in an output that a page states, changed; not where nothing can run it here."""
    starts = line_starts(text)
    for block in parse(text):
        if isinstance(block, Snippet) and block.output and not skip_reason(block):
            last = (
                block.output_line + block.output.count("\n") + 1
            )  # the line below is the fence's end
            for match in NUMBER.finditer(text, starts[block.output_line], starts[last]):
                for new in others(match[0]):
                    yield mutant(text, *match.span(), new)


def proved(text: str) -> Iterator[Mutant]:
    """Each number or word in prose that an expression proves, changed."""
    starts = line_starts(text)
    for block in parse(text):
        if isinstance(block, Prose):
            for claim in block.claims:
                if claim.expression:
                    start = starts[claim.line - 1] + claim.start
                    for new in others(claim.stated):
                        yield mutant(text, start, start + len(claim.stated), new)


def keys(text: str) -> Iterator[Mutant]:
    """The mark of the right option of each quiz, given to each other option."""
    starts = line_starts(text)
    for quiz in quizzes(text):
        marks = [text.index("[", starts[option.line - 1]) for option in quiz.options]
        right = next(i for i, option in enumerate(quiz.options) if option.right)
        for wrong in set(range(len(marks))) - {right}:
            a, b = sorted((marks[right], marks[wrong]))
            new = text[b : b + 3] + text[a + 3 : b] + text[a : a + 3]
            change = f"the key of {quiz.question!r} -> {quiz.options[wrong].text}"
            yield mutant(text, a, b + 3, new, change)


def others(stated: str) -> list[str]:
    """What may stand for a number: another last digit, another first, no sign; or another word."""
    digits = [match.start() for match in re.finditer(r"\d", stated)]
    if not digits:
        word = "twelve" if stated.lower() == "eleven" else "eleven"
        return [word.capitalize() if stated[0].isupper() else word]
    found = [stated[:i] + str((int(stated[i]) + 1) % 10) + stated[i + 1 :] for i in digits]
    unsigned = [stated[1:]] if stated[0] in "-−" and re.search("[1-9]", stated) else []
    return list(dict.fromkeys([found[-1], found[0], *unsigned]))


def line_starts(text: str) -> list[int]:
    """Where each line begins, and behind the last what would be the next."""
    return [0, *accumulate(len(line) + 1 for line in text.split("\n"))]


def mutant(text: str, start: int, end: int, new: str, change: str = "") -> Mutant:
    """The mutant with `new` between two places of a text."""
    number = text.count("\n", 0, start) + 1
    span = len(text[:start].encode()), len(text[:end].encode())
    change = change or f"{' '.join(text[start:end].split())[:80]} -> {new}"
    line = text.split("\n")[number - 1].strip()
    lines = range(number, number + text.count("\n", start, end) + 1)
    return Mutant(number, line, change, lines, span, new)


def is_noticed(text: str, altered: str, gave: PageOutcome, book: Book) -> bool:
    """Whether the tests of a page that `gave` this with one text notice the other."""
    try:
        if what_runs(altered) != what_runs(text):
            raise AssertionError("this mutant changes what is run: the page has to run anew")
    except PageError:
        return True
    return any(check.of_what_ran(altered, gave)) or bool(
        check.of_the_whole(altered, gave, book.root)
    )


def what_runs(text: str) -> list[str]:
    """All that a page has run, in order."""
    code = []
    for block in parse(text):
        if isinstance(block, Snippet):
            code.append(block.code)
        elif isinstance(block, Prose):
            code += [claim.expression for claim in block.claims]
    return code
