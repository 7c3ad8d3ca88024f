"""The lines on the screen: what is told, and how far the training is."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from time import monotonic
from typing import Any, TextIO

SILENCE = 5.0  # seconds after which a line of progress is due in any case


def tell(text: str, stream: TextIO | None, end: str = "\n") -> None:
    """Print `text` at once, unless the stream is closed or its reader has gone, as in `| head`.

    If it cannot be printed for another reason, such as a full disk, the program ends with status 2.
    """
    if stream is None:
        return
    encoding = stream.encoding or "utf-8"  # a file name may hold signs that the terminal lacks
    text = text.encode(encoding, "backslashreplace").decode(encoding)
    try:
        print(text, end=end, file=stream, flush=True)
    except OSError as error:
        with open(os.devnull, "w") as nowhere:  # else Python tries again at exit, and complains
            os.dup2(nowhere.fileno(), stream.fileno())
        if not isinstance(error, BrokenPipeError):
            tell(f"cannot print: {error.strerror}", sys.stderr)
            sys.exit(2)


def progress(losses: Iterator[float], epochs: int) -> Iterator[float]:
    """Pass on the losses, the one before the first epoch and one after each, and show them.

    They are shown on standard error: by a bar of tqdm if it is installed and this is a terminal,
    else by a line after every tenth of the way, and at least every few seconds.
    """
    if sys.stderr is not None and sys.stderr.isatty():
        try:
            from tqdm import tqdm
        except ImportError:
            pass
        else:
            return _bar(losses, tqdm(total=epochs, unit="epoch"))
    return _lines(losses, epochs)


def _bar(losses: Iterator[float], bar: Any) -> Iterator[float]:
    with bar:
        for epoch, loss in enumerate(losses):
            bar.set_description(f"loss={loss:.4f}", refresh=False)  # a narrow bar loses its end
            bar.update(min(epoch, 1))
            yield loss


def _lines(losses: Iterator[float], epochs: int) -> Iterator[float]:
    tenth, due = max(1, epochs // 10), 0.0
    for epoch, loss in enumerate(losses):
        if epoch % tenth == 0 or epoch == epochs or monotonic() >= due:
            tell(f"epoch {epoch} of {epochs}: loss {loss:.4f}", sys.stderr)
            due = monotonic() + SILENCE
        yield loss
