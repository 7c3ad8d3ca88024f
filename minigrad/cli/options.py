"""The words of the command line: which there are, and what each may be."""

from __future__ import annotations

import argparse
from importlib import metadata
from math import inf
from pathlib import Path
from typing import NoReturn

from minigrad.cli.train import TASKS, Task

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
    add = parser.add_argument
    add("task", metavar="DATA_SET", nargs="?", type=_task, help=f"one of {', '.join(TASKS)}")
    add("--epochs", metavar="N", type=_count, help="how often to see all rows; 0: only test")
    add("--lr", metavar="RATE", type=_rate, help="the learning rate of Adam, above 0")
    add("--seed", metavar="N", type=_count, default=0, help="draws the first weights (default: 0)")
    add("--save", metavar="FILE", type=Path, help="write the trained model, as JSON")
    add("--load", metavar="FILE", type=Path, help="start from a saved model, not from new weights")
    plot = "draw the loss, and for moons the decision boundary, as SVG"
    add("--plot", metavar="FILE", type=Path, help=plot)


def _task(text: str) -> Task:
    if text not in TASKS:
        raise argparse.ArgumentTypeError(f"{text!r} is none of {', '.join(TASKS)}")
    return TASKS[text]


def _count(text: str) -> int:
    try:
        count = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from None
    if count < 0:
        raise argparse.ArgumentTypeError(f"{count} is below 0")
    return count


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
