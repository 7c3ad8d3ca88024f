"""Models and pictures as files: checked before the work, and never half-written."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from math import isfinite
from pathlib import Path

from minigrad.nn import MLP
from minigrad.train import Task


class FileProblem(Exception):
    """What is wrong with a file, in one sentence for the one who named it."""


def check_writable(path: Path) -> None:
    """Raise `FileProblem` if no file could be written at `path`. Leaves nothing behind."""
    target, unfinished = _places(path)
    try:
        if target.exists() and not target.is_file():
            raise FileProblem(f"cannot write {path}: that is not a file")
        if not target.parent.is_dir():
            raise FileProblem(f"cannot write {path}: there is no folder {target.parent}")
        if target.exists():
            target.open("r+b").close()
        unfinished.open("wb").close()
        unfinished.unlink()
    except OSError as error:
        raise FileProblem(f"cannot write {path}: {error.strerror}") from None


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Let `write` make the file under another name, then rename it: `path` is always whole."""
    target, unfinished = _places(path)
    try:
        write(unfinished)
        os.replace(unfinished, target)
    except OSError as error:
        raise FileProblem(f"cannot write {path}: {error.strerror}") from None
    finally:
        unfinished.unlink(missing_ok=True)


def save_model(path: Path, task: Task, model: MLP) -> None:
    """Write the parameters of `model` as JSON, with what is needed to know them again."""
    content = _shape(task) | {"state_dict": model.state_dict()}
    text = json.dumps(content, indent=2, allow_nan=False) + "\n"
    write_whole(path, lambda unfinished: unfinished.write_text(text, encoding="utf-8"))


def load_model(path: Path, task: Task) -> MLP:
    """The model that `save_model` wrote. Raises `FileProblem` if there is none for `task`."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FileProblem(f"cannot read {path}: {error.strerror}") from None
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


def _places(path: Path) -> tuple[Path, Path]:
    """Where the file will be, links followed; and the unfinished one beside it, on its disk."""
    target = Path(os.path.realpath(path))
    return target, target.with_name(f".{target.name}.{os.getpid()}.unfinished")
