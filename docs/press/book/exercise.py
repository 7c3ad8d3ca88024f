"""Read an exercise: one Python file in percent cells, for the page, the notebooks and the tests.

# %% [markdown] The title
# The task.

# %% given
code that the reader finds ready (may be left out)

# %% blank
# %% hint         (one or more, each told when asked for)
# %% solution
# %% check        (asserts, run after the reader's answer; a message is what the reader sees)
# %% mistake      (two or more: the first comment line is the message that this answer must get;
#                  … in it stands for what the check draws anew each time)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from press.book.page import fenced
from press.runtime.run import run_check

FOLDER = Path(__file__).resolve().parents[2] / "exercises"
CELL = re.compile(r"^# %% (\[markdown\] )?(?P<head>.+)$", re.MULTILINE)


@dataclass
class ExerciseFile:
    """The cells of an exercise; texts are Markdown, the others Python."""

    name: str
    title: str
    task: str
    check: str
    given: str = ""
    blank: str = ""
    solution: str = ""
    hints: list[str] = field(default_factory=list)
    mistakes: list[tuple[str, str]] = field(default_factory=list)  # (message, answer)

    @property
    def check_cell(self) -> str:
        """The check as a cell of a notebook, which says that it passed."""
        return f'# Run this cell to check your answer.\n{self.check}\nprint("Passed.")'

    @property
    def is_order(self) -> bool:
        """Whether the answer is the parts of the blank in another order."""
        return self.blank != self.solution and _parts(self.blank) == _parts(self.solution)

    def verdict(self, answer: str) -> str:
        """What the check says of an answer; nothing if it is right."""
        return run_check(self.given, answer, self.check)[0]


def _parts(code: str) -> list[str]:
    """The first line, and the parts below it, sorted: what stands between blank lines, or lines."""
    head, _, body = code.partition("\n")
    return [head, *sorted(body.split("\n\n" if "\n\n" in body else "\n"))]


def load(name: str, folder: Path = FOLDER) -> ExerciseFile:
    """The exercise `name`. Raises `ValueError` if there is none, as `read` does for its text."""
    file = folder / f"{name}.py"
    if not file.exists():
        near = get_close_matches(name, names(folder), n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise ValueError(f"there is no exercise {name!r}{hint}")
    return read(name, file.read_text(encoding="utf-8"))


def read(name: str, text: str) -> ExerciseFile:
    """The exercise of a file with this text. Raises `ValueError` if it lacks a cell."""
    heads = list(CELL.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    bodies = [text[head.end() : end].strip("\n") for head, end in zip(heads, ends, strict=True)]
    if not heads or heads[0][1] is None:
        raise ValueError(f"exercise {name}: the first cell is the task: # %% [markdown] The title")
    exercise = ExerciseFile(name, heads[0]["head"], _prose(bodies[0]), check="")
    for head, body in zip(heads[1:], bodies[1:], strict=True):
        kind = head["head"]
        if kind == "hint":
            exercise.hints.append(_prose(body))
        elif kind == "mistake":
            message, _, answer = body.partition("\n")
            exercise.mistakes.append((message.removeprefix("# "), answer.strip("\n")))
        elif kind in ("given", "blank", "solution", "check"):
            if getattr(exercise, kind):
                raise ValueError(f"exercise {name}: a second cell {kind!r}")
            setattr(exercise, kind, body)
        else:
            raise ValueError(f"exercise {name}: unknown cell {kind!r}")
    for kind in ("task", "blank", "hints", "solution", "check", "mistakes"):
        if not getattr(exercise, kind):
            raise ValueError(f"exercise {name}: the cell {kind!r} is missing or empty")
    return exercise


def gets(message: str, said: str) -> bool:
    """Whether the check `said` the message of a mistake."""
    parts = [re.escape(part) for part in message.split("…")]
    return re.fullmatch(".+".join(parts), said) is not None


def names(folder: Path = FOLDER) -> list[str]:
    """All exercises there are."""
    return sorted(path.stem for path in folder.glob("*.py"))


def as_markdown(exercise: ExerciseFile, indent: str = "") -> list[str]:
    """The exercise as the page shows it: task, blank, and the hints and the solution folded."""
    lines = [f'!!! exercise "{exercise.title}"', ""]
    lines += _inside(exercise.task)
    if exercise.given:
        lines += fenced("python", exercise.given, 4 * " ")
    lines += fenced("python", exercise.blank, 4 * " ")
    for number, hint in enumerate(exercise.hints, start=1):
        lines += ["", *_inside(f'??? hint "Hint {number} of {len(exercise.hints)}"'), ""]
        lines += _inside(hint, 2)
    lines += ["", *_inside('??? success "Solution"'), ""]
    lines += fenced("python", exercise.solution, 8 * " ")
    return ["", *(indent + line if line else "" for line in lines), ""]


def _prose(body: str) -> str:
    """The text of a cell of comments."""
    return "\n".join(line.removeprefix("#").removeprefix(" ") for line in body.splitlines())


def _inside(text: str, depth: int = 1) -> list[str]:
    return [" " * 4 * depth + line if line else "" for line in text.split("\n")]
