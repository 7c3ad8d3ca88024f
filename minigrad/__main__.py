"""The command line: `python -m minigrad train four-points`."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any

from minigrad.nn import MLP
from minigrad.saving import FileProblem, check_writable, load_model, save_model, write_whole
from minigrad.terminal import PICTURES, Parser, parsers, progress, tell
from minigrad.train import TASKS, Task, summary, train


def main(argv: list[str] | None = None) -> int:
    """Run the command line; what comes back is the exit status."""
    parser, train_parser = parsers()
    try:
        arguments = parser.parse_args(argv)
        if arguments.command is None:
            parser.print_help()
            return 0
        return _train(train_parser, arguments)
    except KeyboardInterrupt as stop:
        tell(str(stop) or "stopped: each file is whole, or as it was before", sys.stderr)
        return 130
    finally:
        tell("", sys.stdout, end="")  # what argparse printed may still be waiting


def _train(parser: Parser, arguments: argparse.Namespace) -> int:
    """Train, save, draw and sum up, once all that could be wrong has been looked for."""
    task, start = arguments.task, time.perf_counter()
    if task is None:
        parser.error(f"name a data set: {', '.join(TASKS)}")
    try:
        _check_files(arguments)
        model = load_model(arguments.load, task) if arguments.load else task.model(arguments.seed)
        losses = _losses(task, model, arguments)
        report = [summary(task, model, losses), f"time        {time.perf_counter() - start:.1f} s"]
        if arguments.save:
            save_model(arguments.save, task, model)
            report.append(f"saved in    {arguments.save}")
        if arguments.plot:
            _plot(arguments.plot, task, model, losses)
            report.append(f"drawn in    {arguments.plot}")
    except (FileProblem, OverflowError) as error:
        parser.error(str(error))
    tell("\n".join(report), sys.stdout)
    return 0


def _check_files(arguments: argparse.Namespace) -> None:
    """Raise `FileProblem` now for what would otherwise show only after the training."""
    if arguments.save:
        check_writable(arguments.save)
    if arguments.plot:
        if arguments.plot.suffix not in PICTURES:
            raise FileProblem(f"--plot needs a file name that ends in {' or '.join(PICTURES)}")
        check_writable(arguments.plot)
        _import_figure()
        if arguments.save and arguments.save.resolve() == arguments.plot.resolve():
            raise FileProblem("--save and --plot need a file each")


def _losses(task: Task, model: MLP, arguments: argparse.Namespace) -> list[float]:
    """Train, show the progress, and tell on Ctrl-C how far it came."""
    epochs = task.epochs if arguments.epochs is None else arguments.epochs
    losses: list[float] = []
    try:
        for loss in progress(train(task, model, epochs, arguments.lr), epochs):
            losses.append(loss)
    except KeyboardInterrupt:
        where = "before the first epoch"
        if losses:
            where = f"after {len(losses) - 1} of {epochs} epochs, at a loss of {losses[-1]:.4f}"
        raise KeyboardInterrupt(f"stopped {where}: nothing was saved") from None
    return losses


def _plot(path: Path, task: Task, model: MLP, losses: list[float]) -> None:
    picture = _import_figure()(task, model, losses)
    write_whole(path, lambda unfinished: picture.savefig(unfinished, format=path.suffix[1:]))


def _import_figure() -> Any:
    try:
        from minigrad.plots import figure
    except ImportError:
        raise FileProblem("--plot needs matplotlib: pip install matplotlib") from None
    return figure


if __name__ == "__main__":
    sys.exit(main())
