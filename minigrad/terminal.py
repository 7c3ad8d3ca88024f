"""The terminal side of the command line: its options, its progress, its lines."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from importlib import metadata
from math import inf
from pathlib import Path
from typing import Any, NoReturn, TextIO

from minigrad.train import TASKS, Task

PICTURES = (".svg", ".png", ".pdf")
EXAMPLES = """\
examples:
  python -m minigrad train four-points
  python -m minigrad train moons --plot moons.svg
  python -m minigrad train iris --seed 7 --epochs 200 --lr 0.02 --save iris.json
  python -m minigrad train iris --load iris.json --epochs 0"""


class Parser(argparse.ArgumentParser):
    """A parser that answers a mistake with one sentence, not with all its options."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\n")


def parsers() -> tuple[Parser, Parser]:
    """The parser of the whole command line, and that of `train`."""
    shape = argparse.RawDescriptionHelpFormatter
    about = "Train a small network, one scalar at a time."
    parser = Parser("python -m minigrad", None, about, EXAMPLES, formatter_class=shape)
    parser.add_argument("--version", action="version", version=f"minigrad {_version()}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    data_sets = "\n".join(
        f"  {t.name:<13}{t.about} ({t.epochs} epochs, rate {t.lr:g})" for t in TASKS.values()
    )
    train_parser = commands.add_parser(
        "train",
        usage="%(prog)s DATA_SET [options]",
        help="train a network on a data set, and say how well it does",
        description=f"Train a network, and say how well it does.\n\ndata sets:\n{data_sets}",
        epilog=EXAMPLES,
        formatter_class=shape,
        allow_abbrev=False,
    )
    _add_options(train_parser)
    return parser, train_parser


def _add_options(parser: Parser) -> None:
    add, pictures = parser.add_argument, ", ".join(PICTURES)
    add("task", metavar="DATA_SET", nargs="?", type=_task, help=f"one of {', '.join(TASKS)}")
    add("--epochs", metavar="N", type=_epochs, help="how often to see all rows; 0: only test")
    add("--lr", metavar="RATE", type=_rate, help="the learning rate of Adam, above 0")
    add("--seed", metavar="N", type=_whole, default=0, help="draws the first weights (default: 0)")
    add("--save", metavar="FILE", type=Path, help="write the trained model, as JSON")
    add("--load", metavar="FILE", type=Path, help="start from a saved model, not from new weights")
    plot = f"draw the loss, and for moons the decision boundary: {pictures} (needs matplotlib)"
    add("--plot", metavar="FILE", type=Path, help=plot)


def _task(text: str) -> Task:
    if text not in TASKS:
        raise argparse.ArgumentTypeError(f"{text!r} is none of {', '.join(TASKS)}")
    return TASKS[text]


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from None


def _epochs(text: str) -> int:
    if (epochs := _whole(text)) < 0:
        raise argparse.ArgumentTypeError(f"{epochs} is below 0")
    return epochs


def _rate(text: str) -> float:
    try:
        rate = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from None
    if not 0.0 < rate < inf:
        raise argparse.ArgumentTypeError(f"{text} is not above 0 and finite")
    return rate


def _version() -> str:
    try:
        return metadata.version("minigrad")
    except metadata.PackageNotFoundError:
        return "(not installed)"


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
        _hush(stream)
        if not isinstance(error, BrokenPipeError):
            tell(f"cannot print: {error.strerror}", sys.stderr)
            raise SystemExit(2) from None


def _hush(stream: TextIO) -> None:
    """Turn `stream` to nowhere, or Python would try once more at exit, and complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def progress(losses: Iterator[float], epochs: int) -> Iterator[float]:
    """Pass on the losses, the one before the first epoch and one after each, and show them.

    They are shown on standard error: by a bar of tqdm if it is installed and this is a terminal,
    else by about ten plain lines.
    """
    bar_of = _tqdm() if sys.stderr is not None and sys.stderr.isatty() else None
    if bar_of is None:
        yield from _lines(losses, epochs)
        return
    with bar_of(total=epochs, unit="epoch") as bar:
        for epoch, loss in enumerate(losses):
            bar.set_postfix(loss=f"{loss:.4f}", refresh=False)
            bar.update(min(epoch, 1))
            yield loss


def _lines(losses: Iterator[float], epochs: int) -> Iterator[float]:
    often = max(1, epochs // 10)
    for epoch, loss in enumerate(losses):
        if epoch % often == 0 or epoch == epochs:
            tell(f"epoch {epoch} of {epochs}: loss {loss:.4f}", sys.stderr)
        yield loss


def _tqdm() -> Any:
    """The progress bar of tqdm, or None where it is not installed."""
    try:
        from tqdm import tqdm
    except ImportError:
        return None
    return tqdm
