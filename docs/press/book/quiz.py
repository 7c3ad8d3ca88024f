"""Questions with a reason for every option: a quiz box becomes folded answers, without a script.

!!! quiz "What does this print?"

    ```python
    print(1 + 1)
    ```

    - [x] `2`

        Yes. ...

    - [ ] `11`

        No. ...
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from press.book.claims import without_claims

BOX = re.compile(r'(?P<indent> *)(?P<mark>!!!|\?\?\?\+?) (?P<kind>\w+)(?: "(?P<title>.+)")? *$')
OPTION = re.compile(r"(?P<indent> *)- \[(?P<mark>[ x])\] (?P<text>.+?) *$")


@dataclass(frozen=True)
class Option:
    """One answer to choose, and the first line of its reason."""

    text: str
    right: bool
    reason: str
    line: int


@dataclass(frozen=True)
class Quiz:
    """A question, the lines of the page that it takes (`line` to `last`), and its options."""

    question: str
    line: int
    last: int
    options: list[Option]

    @property
    def right(self) -> Option:
        """The right answer."""
        return next(option for option in self.options if option.right)

    @property
    def key(self) -> str:
        """The right answer, without the marks of code."""
        return without_claims(self.right.text).strip("`")


def quizzes(text: str) -> list[Quiz]:
    """The quizzes of a page, in order."""
    lines = text.split("\n")
    return [
        _quiz(lines, start, match)
        for start, line in enumerate(lines)
        if (match := BOX.match(line)) is not None and match["kind"] == "quiz"
    ]


def complaint(quiz: Quiz) -> str:
    """What is wrong with a quiz, in one sentence with its line, or nothing.

    The reason starts with Yes or No, so that a mark that slipped to another option is noticed.
    """
    texts = [without_claims(option.text) for option in quiz.options]
    if len(set(texts)) < len(texts):
        return f"line {quiz.line}: two options of this quiz are equal"
    if len(quiz.options) < 2 or sum(option.right for option in quiz.options) != 1:
        return f"line {quiz.line}: a quiz needs two options or more, one of them right"
    for option in quiz.options:
        word = "Yes" if option.right else "No"
        if not re.match(rf"{word}\b", option.reason):
            return f"line {option.line}: the reason for this option must start with {word}"
    return ""


def folded(text: str) -> str:
    """The page with each option as a folded box: the option to click, the reason inside."""
    lines = text.split("\n")
    for quiz in quizzes(text):
        for option in quiz.options:
            indent = lines[option.line - 1].split("-", 1)[0]
            title = re.sub("^#", r"\\#", option.text)  # in a title a # would head a section
            kind = "right" if option.right else "wrong"
            lines[option.line - 1] = f'{indent}??? {kind} "{title}"'
    return "\n".join(lines)


def _quiz(lines: list[str], start: int, box: re.Match[str]) -> Quiz:
    inside = box["indent"] + " " * 4
    last = start + 1
    while last < len(lines) and (lines[last].startswith(inside) or not lines[last].strip()):
        last += 1
    options = []
    for i in range(start + 1, last):
        option = OPTION.match(lines[i])
        if option and option["indent"] == inside:
            reason = next((line.strip() for line in lines[i + 1 : last] if line.strip()), "")
            options.append(Option(option["text"], option["mark"] == "x", reason, i + 1))
    return Quiz(box["title"] or "", start + 1, last, options)
