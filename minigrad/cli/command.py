"""What `python -m minigrad train` does, from the words that were typed to the summary."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from os.path import realpath
from pathlib import Path

from minigrad.cli.options import parsers
from minigrad.cli.plots import save_pictures
from minigrad.cli.saving import FileProblem, check_writable, load_model, save_model
from minigrad.cli.terminal import progress, tell
from minigrad.cli.train import TASKS, Task, summary, train
from minigrad.nn import MLP


def run(argv: list[str] | None) -> int:
    """Do what the words ask for; what comes back is the exit status."""
    parser, train_parser = parsers()
    arguments = parser.parse_args(argv)
    if arguments.command is None:
        parser.print_help()
        return 0
    if arguments.task is None:
        train_parser.error(f"name a data set: {', '.join(TASKS)}")
    report: list[str] = []
    problem = ""
    try:
        _train(arguments, report)
    except (FileProblem, OverflowError) as error:
        problem = str(error)
    if report:  # the disk may be full of the first file when it comes to the second
        tell("\n".join(report), sys.stdout)
    if problem:
        train_parser.error(problem)
    return 0


def _train(arguments: Namespace, report: list[str]) -> None:
    """Train, save and draw, once all that could be wrong has been looked for; report each."""
    task, start = arguments.task, time.perf_counter()
    _check_files(arguments.save, arguments.plot)
    model = load_model(arguments.load, task) if arguments.load else task.model(arguments.seed)
    losses = _losses(task, model, arguments)
    report += [summary(task, model, losses), f"time        {time.perf_counter() - start:.1f} s"]
    if arguments.save:
        save_model(arguments.save, task, model)
        report.append(f"saved in    {arguments.save}")
    if arguments.plot:
        save_pictures(arguments.plot, task, model, losses)
        report.append(f"drawn in    {arguments.plot}")


def _check_files(save: Path | None, plot: Path | None) -> None:
    """Raise `FileProblem` now for what would otherwise show only after the training."""
    if save:
        check_writable(save)
    if plot:
        if plot.suffix.lower() != ".svg":
            raise FileProblem("--plot needs a file name that ends in .svg")
        check_writable(plot)
    if save and plot and realpath(save) == realpath(plot):
        raise FileProblem("--save and --plot need a file each")


def _losses(task: Task, model: MLP, arguments: Namespace) -> list[float]:
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
