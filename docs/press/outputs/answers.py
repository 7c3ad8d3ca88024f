"""The answer key for teachers: made at build from exercises and quizzes, kept out of search."""

from __future__ import annotations

from pathlib import Path

from press.book import exercise
from press.book.claims import without_claims
from press.book.page import Exercise, parse
from press.book.quiz import quizzes
from press.outputs.downloads import title_of

PAGE = "how-to/answer-key.md"
HEAD = """\
---
unlisted: true
search:
  exclude: true
---

# Answer key

For the teacher, in order: the right option of every quiz and the solution of every exercise.
This page is in no search and in no menu; the way to it is [Run a workshop](run-a-workshop.md).
"""


def answer_key(chapters: list[Path], exercises: Path) -> str:
    """The page as Markdown, for these chapters, whose exercises are in the folder `exercises`."""
    parts = [HEAD]
    for chapter in chapters:
        text = chapter.read_text(encoding="utf-8")
        parts.append(f"## [{title_of(chapter)}](../tutorial/{chapter.name})\n")
        for quiz in quizzes(text):
            answer = f"{quiz.right.text}: {quiz.right.reason}"
            parts.append(without_claims(f"**{quiz.question}**\n\n{answer}\n"))
        for block in parse(text):
            if isinstance(block, Exercise):
                parts.append(_exercise(exercise.load(block.name, exercises)))
    return "\n".join(parts)


def _exercise(loaded: exercise.ExerciseFile) -> str:
    """The solution, and what the check says to those who went astray."""
    said = "\n".join(f"- {message}" for message, _ in loaded.mistakes)
    return (
        f"### {loaded.title}\n\n<!-- not run: the tests run it where the exercise is -->\n"
        f"```python\n{loaded.solution}\n```\n\nWhat the check says of usual mistakes:\n\n{said}\n"
    )
