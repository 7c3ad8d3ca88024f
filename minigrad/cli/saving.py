"""Models and pictures as files: checked before the work, and never half-written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from math import isfinite
from pathlib import Path

from minigrad import files
from minigrad.cli.train import Task
from minigrad.nn import MLP


class FileProblem(Exception):
    """What is wrong with a file, in one sentence for the one who named it."""


@contextmanager
def _problem(what: str) -> Iterator[None]:
    """Let an error of the system be told as a `FileProblem` that begins with `what`."""
    try:
        yield
    except OSError as error:
        raise FileProblem(f"{what}: {error.strerror}") from None


def check_writable(path: Path) -> None:
    """Raise `FileProblem` if no file could be written at `path`. Leaves nothing behind."""
    target, unfinished = files.places(path)
    with _problem(f"cannot write {path}"):
        if not target.parent.is_dir():
            raise FileProblem(f"cannot write {path}: there is no folder {target.parent}")
        if target.exists():
            if not target.is_file():
                raise FileProblem(f"cannot write {path}: that is not a file")
            target.open("r+b").close()
        unfinished.open("wb").close()
        unfinished.unlink()


def write_whole(path: Path, content: bytes) -> None:
    """Write the file under another name, then rename it: `path` is always whole."""
    with _problem(f"cannot write {path}"):
        files.write_whole(path, content)


def save_model(path: Path, task: Task, model: MLP) -> None:
    """Write the parameters of `model` as JSON, with what is needed to know them again."""
    content = _shape(task) | {"state_dict": model.state_dict()}
    text = json.dumps(content, indent=2, allow_nan=False) + "\n"
    write_whole(path, text.encode())


def load_model(path: Path, task: Task) -> MLP:
    """The model that `save_model` wrote. Raises `FileProblem` if there is none for `task`."""
    try:
        with _problem(f"cannot read {path}"):
            content = json.loads(path.read_text(encoding="utf-8-sig"))  # an editor's mark goes
    except (ValueError, RecursionError):
        raise FileProblem(f"cannot load {path}: it is not valid JSON") from None
    if not isinstance(content, dict) or not isinstance(content.get("state_dict"), dict):
        raise FileProblem(f"cannot load {path}: it does not hold a saved model")
    for key, wanted in _shape(task).items():
        if content.get(key) != wanted:
            raise FileProblem(
                f"cannot load {path}: its {key} is {content.get(key)!r:.60}, and not {wanted!r}"
            )
    model = task.model(seed=0)
    try:
        model.load_state_dict(content["state_dict"])
    except (OverflowError, TypeError, ValueError) as error:
        raise FileProblem(f"cannot load {path}: {error}") from None
    if not all(isfinite(p.data) for p in model.parameters()):
        raise FileProblem(f"cannot load {path}: not all its numbers are finite")
    return model


def _shape(task: Task) -> dict[str, object]:
    """What a model must have in common with `task`, as JSON gives it back."""
    return {
        "data_set": task.name,
        "nin": task.nin,
        "nouts": list(task.nouts),
        "activation": task.activation,
        "output": task.output,
    }
