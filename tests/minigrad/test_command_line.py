"""`python -m minigrad`: what it trains, what it says, what it leaves on the disk."""

from __future__ import annotations

import gc
import io
import json
import os
import random
import re
import runpy
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import FrozenInstanceError, dataclass, replace
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import minigrad
from minigrad import MLP, Plot, make_moons, mse_loss
from minigrad.cli import command, main, options, plots, saving, terminal
from minigrad.cli.train import TASKS, Task, count_correct, summary, train
from press.book.page import Listing, parse
from press.outputs.requirements import require

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"
COMMAND = [sys.executable, "-m", "minigrad"]
Capture = pytest.CaptureFixture[str]


def status(*argv: object) -> int:
    """The exit status of the command line, however it ends."""
    try:
        return main([str(word) for word in argv])
    except SystemExit as end:
        assert isinstance(end.code, int)
        return end.code


def refused(capsys: Capture, *argv: object) -> str:
    """The one sentence with which the command line refuses these words."""
    assert status(*argv) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1 and said.err.startswith("python -m minigrad")
    return said.err.strip()


def unfinished_files(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if "unfinished" in path.name]


needs_processes = pytest.mark.skipif(
    sys.platform == "emscripten", reason="a browser starts no other process"
)


@dataclass(frozen=True)
class Trained:
    """What a training printed, and the model that it saved."""

    printed: str
    model: MLP

    def last_loss(self) -> float:
        return float(self.printed.split(" at last")[0].split()[-1])


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Trained]:
    """The command with its default settings, run once for all the tests that read what it gives."""

    @cache
    def run(name: str, *settings: object) -> Trained:
        file = tmp_path_factory.mktemp(name) / "model.json"
        gc.disable()  # a graph has no cycles to collect, and the search takes a fifth of the time
        try:
            with redirect_stdout(io.StringIO()) as printed, redirect_stderr(io.StringIO()):
                assert status("train", name, *settings, "--save", file) == 0
        finally:
            gc.enable()
        return Trained(printed.getvalue(), saving.load_model(file, TASKS[name]))

    return run


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


# What it trains.


@pytest.mark.parametrize(
    "name, seed",
    [(name, seed) for seed in range(5) for name in ("even-odd", "four-points")]
    + [("moons", 0), ("iris", 0)],
)
def test_the_default_settings_reach_the_goal(
    trained: Callable[..., Trained], name: str, seed: int
) -> None:
    done = trained(name, "--seed", seed) if seed else trained(name)
    rows, held_back = TASKS[name].rows()
    if name == "iris":
        assert count_correct(done.model, held_back) / len(held_back) > 0.95
    else:
        assert count_correct(done.model, rows) == len(rows) and done.last_loss() < 0.01


def test_the_losses_are_one_more_than_the_epochs_and_change_with_each() -> None:
    task = TASKS["four-points"]
    losses = list(train(task, task.model(seed=0), epochs=5))
    assert len(losses) == len(set(losses)) == 6
    untrained = list(train(task, task.model(seed=0), epochs=0))
    assert untrained == losses[:1]


def test_a_model_that_was_saved_by_an_older_version_still_fits_its_network() -> None:
    assert {name: repr(task.model()) for name, task in TASKS.items()} == {
        "even-odd": "MLP(3, [8, 1], 'tanh', output='tanh')",
        "four-points": "MLP(3, [4, 4, 1], 'tanh', output='tanh')",
        "moons": "MLP(2, [16, 16, 1], 'relu', output='linear')",
        "iris": "MLP(4, [8, 3], 'tanh', output='linear')",
    }


def test_a_task_of_the_table_cannot_be_changed_by_whoever_reads_it() -> None:
    with pytest.raises(FrozenInstanceError):
        TASKS["iris"].epochs = 1


def test_a_higher_rate_makes_a_longer_first_step() -> None:
    task = TASKS["four-points"]
    models = [task.model(seed=0) for _ in range(3)]
    for model, lr in zip(models[1:], (0.01, 0.02), strict=True):
        list(train(task, model, epochs=1, lr=lr))
    start, short, long = (model.parameters()[0].data for model in models)
    assert long - start == pytest.approx(2 * (short - start))


def test_iris_holds_back_ten_flowers_of_each_species_and_trains_on_the_other_120() -> None:
    rows, held_back = TASKS["iris"].rows()
    assert len(rows) == 120
    assert [sum(target == k for _, target in held_back) for k in range(3)] == [10, 10, 10]
    xs, ys = TASKS["iris"].data()
    assert sorted(rows + held_back) == sorted(zip(xs, ys, strict=True))


def test_a_row_counts_as_right_by_its_sign_or_its_largest_score() -> None:
    task, iris = TASKS["four-points"], TASKS["iris"]
    model, rows = task.model(seed=0), task.rows()[0]
    found = [(xs, 1.0 if model.outputs(xs)[0].data > 0 else -1.0) for xs, _ in rows]
    assert count_correct(model, found) == 4
    assert count_correct(model, [(xs, -target) for xs, target in found]) == 0
    flowers, classifier = iris.rows()[1], iris.model(seed=0)
    largest = []
    for xs, _ in flowers:
        scores = [score.data for score in classifier.outputs(xs)]
        largest.append((xs, float(scores.index(max(scores)))))
    assert count_correct(classifier, largest) == 30
    assert count_correct(classifier, [(xs, (k + 1) % 3) for xs, k in largest]) == 0


def test_the_right_class_is_on_the_right_side_of_0() -> None:
    model = MLP(1, [1], "linear")
    for parameter, number in zip(model.parameters(), (1.0, 0.0), strict=True):
        parameter.data = number
    for x, target, right in ((2, 1, 1), (2, -1, 0), (-2, -1, 1), (-2, 1, 0), (0, -1, 1), (0, 1, 0)):
        assert count_correct(model, [([float(x)], float(target))]) == right


def test_of_several_scores_the_largest_is_the_right_class() -> None:
    model = MLP(2, [2], "linear")
    for parameter, number in zip(model.parameters(), (1.0, 0.0, 0.0, 0.0, 1.0, 0.0), strict=True):
        parameter.data = number
    for xs, k in (([1.0, 0.0], 0), ([0.0, 1.0], 1)):
        assert count_correct(model, [(xs, k)]) == 1
        assert count_correct(model, [(xs, 1 - k)]) == 0


def test_the_moons_are_those_of_the_book() -> None:
    xs, ys = make_moons(100, noise=0.1, seed=1)
    assert TASKS["moons"].rows()[0] == list(zip(xs, ys, strict=True))


def test_a_training_takes_the_epochs_of_its_task_unless_told_otherwise() -> None:
    task = replace(TASKS["four-points"], epochs=3)
    assert len(list(train(task, task.model(seed=0)))) == 4
    assert len(list(train(task, task.model(seed=0), epochs=1))) == 2


def test_the_loss_is_the_mean_over_the_rows() -> None:
    task = TASKS["four-points"]
    model = task.model(seed=0)
    xs, ys = task.data()
    (loss,) = train(task, model, epochs=0)
    assert loss == pytest.approx(mse_loss([model(x) for x in xs], ys).data)


def test_a_loss_out_of_bounds_is_noticed_even_of_finite_parameters() -> None:
    task = TASKS["moons"]
    model = task.model(seed=0)
    for weight in model.layers[-1].neurons[0].w:
        weight.data = 1e308
    with pytest.raises(OverflowError, match="out of bounds before any step: "):
        list(train(task, model, epochs=0))


def test_a_rate_that_was_too_high_is_told_with_6_digits() -> None:
    task = TASKS["moons"]
    with pytest.raises(OverflowError, match=r"the learning rate, which is 3\.33333e\+199$"):
        list(train(task, task.model(seed=0), epochs=5, lr=1e200 / 3))


@pytest.mark.parametrize("lr", [1e90, 1e308])  # a square that raises, a product that is infinite
def test_numbers_out_of_bounds_stop_the_training_with_the_epoch_and_the_rate(lr: float) -> None:
    task = TASKS["moons"]
    with pytest.raises(OverflowError, match=r"out of bounds in epoch [12]: .* 1e\+\d+"):
        list(train(task, task.model(seed=0), epochs=5, lr=lr))


def test_a_parameter_out_of_bounds_is_noticed_even_where_a_tanh_hides_it() -> None:
    task = TASKS["four-points"]
    model = task.model(seed=0)
    model.layers[-1].neurons[0].b.data = float("inf")
    assert model.outputs([0.0, 0.0, 0.0])[0].data == 1.0
    with pytest.raises(OverflowError, match="out of bounds"):
        list(train(task, model, epochs=0))


# What it says.


def test_the_summary_names_loss_accuracy_parameters_and_time(capsys: Capture) -> None:
    assert status("train", "four-points", "--epochs", 3) == 0
    lines = capsys.readouterr().out.splitlines()
    facts = {line[:12].strip(): line[12:] for line in lines}
    assert list(facts) == [
        "data set", "network", "parameters", "epochs", "loss", "accuracy", "time",
    ]  # fmt: skip
    assert facts["parameters"] == "41" and facts["epochs"] == "3"
    assert re.fullmatch(r"\d+\.\d+ at first, \d+\.\d+ at last", facts["loss"])
    assert re.fullmatch(r"\d+\.\d % \(\d of 4 right\)", facts["accuracy"])
    assert re.fullmatch(r"\d+\.\d s", facts["time"])


def test_the_summary_of_iris_names_the_flowers_held_back() -> None:
    task = TASKS["iris"]
    text = summary(task, task.model(seed=0), [1.5, 1.25])
    assert text.startswith(
        "data set    iris: 150 flowers of three species, every fifth held back\n"
    )
    assert "loss        1.5 at first, 1.25 at last" in text
    assert re.search(r"^held back   \d+\.\d % \(\d+ of 30 right\)$", text, re.MULTILINE)
    assert "held back" not in summary(TASKS["moons"], TASKS["moons"].model(), [1.0])


def test_the_accuracy_is_a_share_in_per_cent() -> None:
    task = TASKS["four-points"]
    model = task.model(seed=0)
    model.layers[-1].neurons[0].b.data = 100.0  # so that each score is above 0
    assert "accuracy    50.0 % (2 of 4 right)" in summary(task, model, [1.0])


def test_the_same_seed_says_the_same_and_another_seed_does_not(capsys: Capture) -> None:
    said = []
    for seed in (3, 3, 4):
        assert status("train", "even-odd", "--epochs", 2, "--seed", seed) == 0
        said.append(capsys.readouterr().out.split("time")[0])
    assert said[0] == said[1] != said[2]


@pytest.mark.parametrize(
    "epochs, told", [(3, [0, 1, 2, 3]), (25, [*range(0, 25, 2), 25]), (100, [*range(0, 101, 10)])]
)
def test_without_a_terminal_the_progress_is_a_few_plain_lines(
    capsys: Capture, epochs: int, told: list[int]
) -> None:
    assert status("train", "four-points", "--epochs", epochs) == 0
    lines = capsys.readouterr().err.splitlines()
    assert [int(line.split()[1]) for line in lines] == told
    assert all(re.fullmatch(rf"epoch \d+ of {epochs}: loss \d\.\d{{4}}", line) for line in lines)


@pytest.mark.parametrize("seconds, epochs", [(2.0, [0, 3, 6]), (2.5, [0, 2, 4, 6])])
def test_a_long_run_does_not_fall_silent(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, seconds: float, epochs: list[int]
) -> None:
    clock = 100.0
    monkeypatch.setattr(terminal, "monotonic", lambda: clock)

    def losses() -> Iterator[float]:
        nonlocal clock
        for _ in range(8):
            yield 1.0
            clock += seconds  # each epoch takes so long, and a line is due after 5

    assert list(terminal.progress(losses(), 1000)) == [1.0] * 8
    told = [int(line.split()[1]) for line in capsys.readouterr().err.splitlines()]
    assert told == epochs


def test_in_a_terminal_the_progress_is_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    require("tqdm")
    monkeypatch.setattr(sys, "stderr", screen := Terminal())
    assert status("train", "four-points", "--epochs", 7) == 0
    last = screen.getvalue().split("\r")[-1]
    assert re.match(r"loss=\d\.\d{4}: 100%", last) and "7/7" in last and "epoch/s" in last


def test_the_bar_is_not_drawn_anew_for_each_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    require("tqdm")
    monkeypatch.setattr(sys, "stderr", screen := Terminal())
    assert list(terminal.progress(iter([1.0] * 1001), 1000)) == [1.0] * 1001
    assert screen.getvalue().count("\r") < 100


def test_without_tqdm_a_terminal_gets_the_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tqdm", None)
    monkeypatch.setattr(sys, "stderr", screen := Terminal())
    assert status("train", "four-points", "--epochs", 1) == 0
    assert screen.getvalue().startswith("epoch 0 of 1: loss ")


def test_alone_it_prints_its_help(capsys: Capture) -> None:
    assert status() == 0
    text = capsys.readouterr().out
    assert "usage: python -m minigrad" in text and "--version" in text
    assert "python -m minigrad train four-points" in text


def test_the_help_of_train_names_each_option_and_data_set_with_its_defaults(
    capsys: Capture,
) -> None:
    assert status("train", "--help") == 0
    text = capsys.readouterr().out
    for option in ("--epochs", "--lr", "--seed", "--save", "--load", "--plot"):
        assert option in text
    for task in TASKS.values():
        assert f"{task.about} ({task.epochs} epochs, rate {task.lr})" in text


def test_the_help_says_how_it_is_called_what_it_is_and_shows_examples_as_they_are_typed(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert status() == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "usage: python -m minigrad [-h] [--version] COMMAND ..."
    about, examples = lines.index("Train a small network, one scalar at a time."), "examples:"
    assert "train train a network on a data set, and say how well it does" in " ".join(
        " ".join(lines).split()
    )
    assert about < lines.index(examples) and lines[lines.index(examples) :] == (
        options.EXAMPLES.splitlines()
    )
    assert status("train", "--help") == 0
    assert "usage: python -m minigrad train DATA_SET [options]" in capsys.readouterr().out


def test_the_help_of_train_has_a_line_for_each_option_and_each_data_set(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert status("train", "--help") == 0
    text = capsys.readouterr().out
    assert text.splitlines()[0] == "usage: python -m minigrad train DATA_SET [options]"
    assert options.EXAMPLES in text
    for line in (
        "  even-odd     is x + y + z even? All 8 corners of a cube (300 epochs, rate 0.05)\n"
        "  four-points  the four points of Karpathy's lecture (100 epochs, rate 0.05)\n",
        "\n  moons        100 points on two half moons (100 epochs, rate 0.05)"
        "\n  iris         150 flowers of three species, every fifth held back "
        "(100 epochs, rate 0.05)\n\n",
    ):
        assert line in text
    words = " ".join(text.split())
    for option in (
        "DATA_SET one of even-odd, four-points, moons, iris ",
        "--epochs N how often to see all rows; 0: only test ",
        "--lr RATE the learning rate of Adam, above 0 ",
        "--seed N draws the first weights (default: 0) ",
        "--save FILE write the trained model, as JSON ",
        "--load FILE start from a saved model, not from new weights ",
        "--plot FILE draw the loss, and for moons the decision boundary, as SVG ",
    ):
        assert option in words


def test_the_seed_is_0_unless_told_otherwise(capsys: Capture) -> None:
    said = []
    for words in ((), ("--seed", 0), ("--seed", 1)):
        assert status("train", "even-odd", "--epochs", 0, *words) == 0
        said.append(capsys.readouterr().out.split("time")[0])
    assert said[0] == said[1] != said[2]


def test_the_time_is_that_from_start_to_end(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([100.0, 102.5])
    monkeypatch.setattr(command.time, "perf_counter", lambda: next(clock))
    assert status("train", "four-points", "--epochs", 0) == 0
    assert capsys.readouterr().out.endswith("\ntime        2.5 s\n")


def test_each_example_of_the_help_is_a_command_that_is_understood() -> None:
    examples = options.EXAMPLES.splitlines()[1:]
    assert len(examples) == 4
    for example in examples:
        words = example.split()
        assert words[:3] == ["python", "-m", "minigrad"]
        assert options.parsers()[0].parse_args(words[3:]).task is TASKS[words[4]]


def test_each_command_of_the_how_to_pages_is_understood() -> None:
    blocks = [block for page in HOW_TO.glob("*.md") for block in parse(page.read_text("utf-8"))]
    lines = [
        line for block in blocks if isinstance(block, Listing) for line in block.text.split("\n")
    ]
    commands = [line for line in lines if line.startswith("python -m minigrad ")]
    assert len(commands) >= 6
    for line in commands:
        assert options.parsers()[0].parse_args(line.split()[3:]).task in TASKS.values()


@pytest.mark.parametrize("name", ["four-points", "iris"])
def test_the_how_to_page_shows_what_the_command_prints(
    trained: Callable[..., Trained], name: str
) -> None:
    said, took = trained(name).printed.split("time")
    page = (HOW_TO / "train-from-the-command-line.md").read_text("utf-8")
    assert f"```text\n{said}```" in page and re.match(r" +\d+\.\d s\nsaved in ", took)


def test_the_version_is_that_of_the_installed_package(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metadata, "version", {"minigrad": "1.2.3"}.__getitem__)
    assert status("--version") == 0
    assert capsys.readouterr().out == "minigrad 1.2.3\n"

    def missing(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", missing)
    assert status("--version") == 0
    assert capsys.readouterr().out == "minigrad (not installed)\n"


def test_a_file_name_that_the_terminal_cannot_show_is_spelled_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", screen)
    assert (
        status("train", "four-points", "--epochs", 0, "--save", tmp_path / "mod\u00e8le.json") == 0
    )
    screen.seek(0)
    assert "mod\\xe8le.json" in screen.read()


def test_the_module_runs_the_command_line(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["minigrad", "train", "four-points", "--epochs", "0"])
    with pytest.raises(SystemExit) as end:
        runpy.run_module("minigrad", run_name="__main__")
    assert end.value.code == 0
    assert "epochs      0" in capsys.readouterr().out


# What it refuses.


@pytest.mark.parametrize(
    "words, sentence",
    [
        ("train", "name a data set: even-odd, four-points, moons, iris"),
        ("train moon", "argument DATA_SET: 'moon' is none of even-odd, four-points, moons, iris"),
        ("train moons --epochs -1", "argument --epochs: -1 is below 0"),
        ("train moons --epochs 1.5", "argument --epochs: '1.5' is not a whole number"),
        ("train moons --epochs", "argument --epochs: expected one argument"),
        ("train moons --lr 0", "argument --lr: 0 is not above 0 and finite"),
        ("train moons --lr -0.1", "argument --lr: -0.1 is not above 0 and finite"),
        ("train moons --lr inf", "argument --lr: inf is not above 0 and finite"),
        ("train moons --lr nan", "argument --lr: nan is not above 0 and finite"),
        ("train moons --lr fast", "argument --lr: 'fast' is not a number"),
        ("train moons --seed x", "argument --seed: 'x' is not a whole number"),
        ("train moons --seed -7", "argument --seed: -7 is below 0"),  # random takes it for 7
        ("train moons --epoch 3", "unrecognized arguments: --epoch 3"),
        ("trian moons", "invalid choice: 'trian'"),
        ("train moons --lr 1e200", "lower the learning rate, which is 1e+200"),
    ],
)
def test_a_mistake_gets_one_sentence(capsys: Capture, words: str, sentence: str) -> None:
    if "1e200" in words:  # found while training, so the progress has begun
        assert status(*words.split()) == 2
        assert sentence in capsys.readouterr().err.splitlines()[-1]
    else:
        assert sentence in refused(capsys, *words.split())


def test_a_mistake_is_answered_by_the_command_that_was_typed(capsys: Capture) -> None:
    sentence = "python -m minigrad train: argument --lr: 'fast' is not a number"
    assert refused(capsys, "train", "moons", "--lr", "fast") == sentence


@pytest.fixture
def no_training(monkeypatch: pytest.MonkeyPatch) -> None:
    """A problem that must be found before the training."""

    def started(*arguments: object) -> None:
        raise AssertionError("the training has begun")

    monkeypatch.setattr(command, "train", started)


@pytest.mark.usefixtures("no_training")
@pytest.mark.parametrize(
    "words, sentence",
    [
        ("--save none/model.json", "cannot write none/model.json: there is no folder"),
        ("--plot none/loss.svg", "cannot write none/loss.svg: there is no folder"),
        ("--save .", "cannot write .: that is not a file"),
        ("--save /", "cannot write /: that is not a file"),
        ("--save /dev/null", "cannot write /dev/null: that is not a file"),
        (f"--save {'m' * 300}.json", "json: File name too long"),
        ("--save locked/model.json", "cannot write locked/model.json: Permission denied"),
        ("--save read-only.json", "cannot write read-only.json: Permission denied"),
        ("--plot loss", "--plot needs a file name that ends in .svg"),
        ("--plot loss.txt", "--plot needs a file name that ends in .svg"),
        ("--plot loss.json", "--plot needs a file name that ends in .svg"),
        ("--save same.svg --plot same.svg", "--save and --plot need a file each"),
        ("--load missing.json", "cannot read missing.json: No such file or directory"),
        ("--load .", "cannot read .: Is a directory"),
    ],
)
def test_a_bad_file_is_found_before_the_training(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, sentence: str
) -> None:
    if "/dev/null" in words and not Path("/dev/null").exists():
        pytest.skip("this system has no /dev/null")
    if "Permission" in sentence:
        refuse_to_open(monkeypatch, tmp_path)
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    assert sentence in refused(capsys, "train", "four-points", *words.split())
    assert sorted(tmp_path.iterdir()) == before


def refuse_to_open(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Make a locked folder and a read-only file; the administrator may write there all the same."""
    (folder / "locked").mkdir()
    (folder / "read-only.json").write_text("{}")
    real = Path.open

    def refuse(path: Path, *arguments: Any, **options: Any) -> Any:
        if path.parent.name == "locked" or path.name == "read-only.json":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)


# What it leaves on the disk.


def test_a_saved_model_goes_on_where_it_stopped(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "model.json"
    assert status("train", "even-odd", "--epochs", 40, "--save", file) == 0
    first = capsys.readouterr().out
    assert f"saved in    {file}\n" in first
    assert status("train", "even-odd", "--epochs", 0, "--load", file, "--seed", 99) == 0
    second = capsys.readouterr().out
    last = re.search(r"(\S+) at last", first)
    assert last and f"loss        {last[1]} at first, {last[1]} at last" in second
    assert unfinished_files(tmp_path) == []


def test_a_saved_file_tells_what_the_model_is(tmp_path: Path) -> None:
    file = tmp_path / "model.json"
    assert status("train", "iris", "--epochs", 0, "--seed", 5, "--save", file) == 0
    content = json.loads(file.read_text())
    assert content.pop("state_dict") == TASKS["iris"].model(seed=5).state_dict()
    assert content == {
        "data_set": "iris", "nin": 4, "nouts": [8, 3], "activation": "tanh", "output": "linear",
    }  # fmt: skip


def test_a_saved_file_is_text_to_read_and_to_compare(tmp_path: Path) -> None:
    """An entry a line, so that a version control shows which numbers have changed."""
    file, task = tmp_path / "model.json", TASKS["iris"]
    saving.save_model(file, task, task.model(seed=5))
    text = file.read_text()
    assert text.startswith('{\n  "data_set": "iris",\n  "nin": 4,\n') and text.endswith("\n}\n")


def test_a_number_that_json_does_not_know_is_never_written(tmp_path: Path) -> None:
    task = TASKS["four-points"]
    model = task.model(seed=0)
    model.parameters()[0].data = float("nan")
    with pytest.raises(ValueError, match="JSON"):
        saving.save_model(tmp_path / "model.json", task, model)
    assert list(tmp_path.iterdir()) == []


def test_to_load_a_model_leaves_the_state_of_random_alone(tmp_path: Path) -> None:
    file, task = tmp_path / "model.json", TASKS["four-points"]
    saving.save_model(file, task, task.model(seed=0))
    state = random.getstate()
    saving.load_model(file, task)
    assert random.getstate() == state


def replaced(**changes: object) -> Callable[[dict[str, Any]], object]:
    return lambda content: content | changes


def parameter(value: object) -> Callable[[dict[str, Any]], object]:
    """A change to one parameter of a saved model."""
    name = "layers.0.neurons.0.b"
    return lambda content: content | {"state_dict": content["state_dict"] | {name: value}}


@pytest.mark.usefixtures("no_training")
@pytest.mark.parametrize(
    "change, sentence",
    [
        (replaced(data_set="moons"), "its data_set is 'moons', and not 'four-points'"),
        (replaced(data_set="m" * 99), f"its data_set is '{'m' * 59}, and not 'four-points'"),
        (replaced(nouts=[4, 1]), "its nouts is [4, 1], and not [4, 4, 1]"),
        (replaced(activation=None), "its activation is None, and not 'tanh'"),
        (replaced(state_dict={}), "this state belongs to another shape of model"),
        (replaced(state_dict=[]), "it does not hold a saved model"),
        (lambda content: [content], "it does not hold a saved model"),
        (parameter("0.5"), "layers.0.neurons.0.b is one real number"),
        (parameter(True), "layers.0.neurons.0.b is one real number"),
        (parameter(10**400), "layers.0.neurons.0.b is a float, and this number is beyond 1.8e308"),
        (parameter(float("nan")), "not all its numbers are finite"),
        (parameter(float("inf")), "not all its numbers are finite"),
    ],
)
def test_a_file_of_another_shape_is_refused(
    capsys: Capture,
    tmp_path: Path,
    change: Callable[[dict[str, Any]], object],
    sentence: str,
) -> None:
    task, file = TASKS["four-points"], tmp_path / "model.json"
    saving.save_model(file, task, task.model(seed=0))
    file.write_text(json.dumps(change(json.loads(file.read_text()))))
    said = refused(capsys, "train", "four-points", "--load", file)
    assert f": cannot load {file}: {sentence}" in said


def test_a_saved_model_may_have_gained_a_byte_order_mark(tmp_path: Path) -> None:
    """Some editors put one there."""
    file, task = tmp_path / "model.json", TASKS["four-points"]
    model = task.model(seed=3)
    saving.save_model(file, task, model)
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert saving.load_model(file, task).state_dict() == model.state_dict()


@pytest.mark.usefixtures("no_training")
@pytest.mark.parametrize("text", [b"", b"{", b"\xff\xfe", b"[" * 100_000])
def test_broken_json_is_refused(capsys: Capture, tmp_path: Path, text: bytes) -> None:
    file = tmp_path / "model.json"
    file.write_bytes(text)
    said = refused(capsys, "train", "four-points", "--load", file)
    assert said.endswith(f"cannot load {file}: it is not valid JSON")


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_file_that_cannot_be_finished_leaves_the_old_one_whole(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    file = tmp_path / "model.json"
    assert status("train", "four-points", "--epochs", 1, "--save", file) == 0
    old = file.read_bytes()

    def half(path: Path, content: bytes) -> None:
        with path.open("wb") as unfinished:
            unfinished.write(content[: len(content) // 2])
        raise error

    monkeypatch.setattr(Path, "write_bytes", half)
    capsys.readouterr()
    ended = status("train", "four-points", "--epochs", 2, "--save", file)
    said = capsys.readouterr().err.splitlines()[-1]
    if isinstance(error, KeyboardInterrupt):
        assert ended == 130 and said == "stopped: each file is whole, or as it was before"
    else:
        assert ended == 2 and said.endswith(f"cannot write {file}: No space left on device")
    assert file.read_bytes() == old and unfinished_files(tmp_path) == []


def test_what_was_saved_is_told_even_if_the_picture_then_fails(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, plot = tmp_path / "model.json", tmp_path / "loss.svg"

    def full(*arguments: object) -> None:
        raise saving.FileProblem(f"cannot write {plot}: No space left on device")

    monkeypatch.setattr("minigrad.cli.command.save_pictures", full)
    arguments = ("train", "four-points", "--epochs", 1, "--save", model, "--plot", plot)
    assert status(*arguments) == 2
    said = capsys.readouterr()
    assert "loss        " in said.out and said.out.splitlines()[-1] == f"saved in    {model}"
    assert said.err.endswith(f"cannot write {plot}: No space left on device\n")


def test_a_new_file_takes_the_place_of_the_old_one_in_one_move(tmp_path: Path) -> None:
    file = tmp_path / "model.json"
    assert status("train", "four-points", "--epochs", 0, "--save", file) == 0
    old = file.read_text()
    with file.open() as reader:  # who has the old file open must go on seeing it, whole
        assert status("train", "four-points", "--epochs", 1, "--save", file) == 0
        assert reader.read() == old != file.read_text()


@pytest.mark.usefixtures("no_training")
def test_two_names_of_one_file_are_noticed(capsys: Capture, tmp_path: Path) -> None:
    file, link = tmp_path / "model.json", tmp_path / "loss.svg"
    file.write_text("{}")
    link.symlink_to(file)
    said = refused(capsys, "train", "moons", "--save", file, "--plot", link)
    assert said.endswith("--save and --plot need a file each")


def test_a_link_stays_a_link_and_its_file_is_replaced(tmp_path: Path) -> None:
    file, link = tmp_path / "model.json", tmp_path / "latest.json"
    file.write_text("old")
    link.symlink_to(file)
    assert status("train", "four-points", "--epochs", 0, "--save", link) == 0
    assert link.is_symlink() and json.loads(file.read_text())["data_set"] == "four-points"


@pytest.mark.parametrize("suffix", ["svg", "SVG"])
def test_a_plot_is_written_as_svg(capsys: Capture, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"loss.{suffix}"
    assert status("train", "four-points", "--epochs", 2, "--plot", file) == 0
    root = ElementTree.parse(file).getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root[0].text == "four-points: MLP(3, [4, 4, 1], 'tanh', output='tanh')"
    assert f"drawn in    {file}\n" in capsys.readouterr().out
    assert unfinished_files(tmp_path) == []


@pytest.mark.parametrize("model, picture", [("a.json", "b.svg"), ("b.json", "a.svg")])
def test_a_model_and_a_picture_may_be_asked_for_at_once(
    capsys: Capture, tmp_path: Path, model: str, picture: str
) -> None:
    files = ["--save", tmp_path / model, "--plot", tmp_path / picture]
    assert status("train", "four-points", "--epochs", 0, *files) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([model, picture])


def test_two_pictures_stand_side_by_side_in_one_file() -> None:
    text = plots.side_by_side([Plot("A"), Plot("B", x="x")], "A & B")
    root = ElementTree.fromstring(text)
    titles = [title.text for title in root.iter("{http://www.w3.org/2000/svg}title")]
    assert titles == ["A & B", "A", "B"]
    left, right = [int(g[0].attrib["width"]) for g in root[1:]]
    height = max(int(g[0].attrib["height"]) for g in root[1:])
    places = [g.attrib["transform"] for g in root[1:]]
    assert places == ["translate(0 0)", f"translate({left + 24} 0)"]
    assert root.attrib["viewBox"] == f"0 0 {left + 24 + right} {height}"
    assert not any((g.text or "").strip() or (g.tail or "").strip() for g in root[1:])
    assert not (root[0].tail or "").strip()


@pytest.mark.parametrize("n", [1, 4_999, 5_000, 20_001, 20_002])
def test_a_long_training_is_drawn_by_some_of_its_losses_the_last_among_them(n: int) -> None:
    losses = [1.0 / (1 + epoch) for epoch in range(n)]
    (curve,) = plots.loss_curve(TASKS["moons"], losses).marks
    assert curve.xs[0] == 0 and curve.xs[-1] == n - 1
    assert list(curve.ys) == [losses[int(epoch)] for epoch in curve.xs]
    assert (len(curve.xs) == n) is (n < 5_000) and len(curve.xs) <= 5_001


def test_only_a_network_of_two_inputs_and_one_output_gets_a_decision_boundary() -> None:
    for name, n in [("iris", 1), ("four-points", 1), ("moons", 2)]:
        task = TASKS[name]
        drawn = plots.pictures(task, task.model(seed=0), [2.0, 1.0, 0.5])
        assert len(drawn) == n
        assert drawn[0].marks[0].ys == [2.0, 1.0, 0.5]
    three_classes = replace(TASKS["moons"], nouts=(16, 3))
    one_input = replace(TASKS["moons"], nin=1)
    for task in (three_classes, one_input):
        assert len(plots.pictures(task, task.model(seed=0), [1.0])) == 1


def test_the_axes_of_the_pictures_are_named_and_the_plane_is_not_stretched() -> None:
    task = TASKS["moons"]
    curve, plane = plots.pictures(task, task.model(seed=0), [2.0, 1.0])
    for plot, names in ((curve, ["epoch", "loss"]), (plane, ["x", "y"])):
        texts = list(ElementTree.fromstring(plot.svg()).itertext())
        assert sorted(text for text in texts if text in ("epoch", "loss", "x", "y")) == names
    assert {"target 1", "target -1"} <= set(texts)
    triangles = max(re.findall(r' d="([^"]*m0-5l[^"]*)"', plane.svg()), key=len)  # not the legend's
    drawn = [tuple(map(float, place)) for place in re.findall(r"([\d.]+) ([\d.]+)m", triangles)]
    points = [xs for xs, target in task.rows()[0] if target == -1]
    across, up = [wide(drawn, i) / wide(points, i) for i in (0, 1)]
    assert across == pytest.approx(up, rel=0.01)


def wide(points: Sequence[Sequence[float]], i: int) -> float:
    """From the lowest number in the place `i` to the highest."""
    numbers = [point[i] for point in points]
    return max(numbers) - min(numbers)


def test_the_boundary_lies_where_the_network_changes_its_sign(
    trained: Callable[..., Trained],
) -> None:
    task, model = TASKS["moons"], trained("moons").model
    region, *classes = plots.decision_boundary(task, model).marks
    line = [place for piece in region.surface.lines(0.0) for place in piece]
    assert len(line) > 100
    scores = [model.outputs([x, y])[0].data for x, y in line]
    assert max(map(abs, scores)) < 0.3  # the scores at the points are about 1 and -1
    assert [len(points.xs) for points in classes] == [50, 50]


def test_across_is_the_first_input_and_up_is_the_second() -> None:
    """A neuron that looks at x alone draws a line straight up, through the whole picture."""
    task = replace(TASKS["moons"], nouts=(1,))
    model = task.model(seed=0)
    for parameter, number in zip(model.parameters(), (1.0, 0.0, -0.25), strict=True):
        parameter.data = number
    region, *classes = plots.decision_boundary(task, model).marks
    rows = task.rows()[0]
    for i, ends in enumerate([region.surface.x, region.surface.y]):
        numbers = [xs[i] for xs, _ in rows]
        assert ends == pytest.approx((min(numbers) - 0.3, max(numbers) + 0.3))
    border = [place for piece in region.surface.lines(0.0) for place in piece]
    assert [x for x, _ in border] == pytest.approx([0.25] * len(border))
    ys = [y for _, y in border]
    assert region.surface.y == pytest.approx((min(ys), max(ys)))
    for target, points in zip((1, -1), classes, strict=True):
        assert list(map(list, points.points())) == [xs for xs, t in rows if t == target]


@pytest.mark.parametrize("bias", [-100.0, 100.0])
def test_a_network_that_sees_one_class_only_gets_no_line(bias: float) -> None:
    task = TASKS["moons"]
    model = task.model(seed=0)
    model.layers[-1].neurons[0].b.data = bias
    region = plots.decision_boundary(task, model).marks[0]
    assert list(region.surface.lines(0.0)) == []


# Where it is stopped, and what it does when nobody listens.


def interrupted_after(n: int) -> Callable[..., Any]:
    """A training that Ctrl-C ends after `n` losses."""

    def interrupted(task: Task, *settings: Any) -> Any:
        yield from [2.0, 1.0, 0.5][:n]
        raise KeyboardInterrupt

    return interrupted


@pytest.mark.parametrize(
    "n, where",
    [(0, "before the first epoch"), (3, "after 2 of 9 epochs, at a loss of 0.5000")],
)
def test_ctrl_c_says_where_it_stopped_and_saves_nothing(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, n: int, where: str
) -> None:
    monkeypatch.setattr(command, "train", interrupted_after(n))
    file = tmp_path / "model.json"
    assert status("train", "moons", "--epochs", 9, "--save", file) == 130
    said = capsys.readouterr()
    assert said.err.splitlines()[-1] == f"stopped {where}: nothing was saved"
    assert said.out == "" and list(tmp_path.iterdir()) == []


def test_ctrl_c_while_the_command_line_loads_ends_it_with_130_and_one_sentence(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted:
        """Finds no module; the user presses Ctrl-C while it looks for this one."""

        @staticmethod
        def find_spec(name: str, *where: object) -> None:
            if name == "minigrad.cli.train":
                raise KeyboardInterrupt

    for name in ("command", "options", "saving", "train"):
        monkeypatch.delitem(sys.modules, f"minigrad.cli.{name}")
    monkeypatch.setattr(sys, "meta_path", [Interrupted, *sys.meta_path])
    assert status("train", "moons") == 130
    assert capsys.readouterr().err == "stopped: each file is whole, or as it was before\n"


@needs_processes
def test_ctrl_c_in_a_real_run_ends_it_with_130_and_one_sentence(tmp_path: Path) -> None:
    words = ["train", "four-points", "--epochs", "10000", "--save", str(tmp_path / "m.json")]
    with subprocess.Popen(
        [*COMMAND, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        assert process.stdout and process.stderr
        while not process.stderr.readline().startswith("epoch 1000 of 10000"):
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 130 and out == ""
    pattern = r"stopped after \d+ of 10000 epochs, at a loss of \d\.\d{4}: nothing was saved"
    assert re.fullmatch(pattern, err.splitlines()[-1])
    assert list(tmp_path.iterdir()) == []


@needs_processes
@pytest.mark.parametrize(
    "words, merged",
    [("train four-points", False), ("train four-points", True), ("train --help", False)],
)
def test_a_reader_who_leaves_early_causes_no_complaint(
    tmp_path: Path, words: str, merged: bool
) -> None:
    file = tmp_path / "model.json"
    save = ["--save", str(file)] if "help" not in words else []
    reader, writer = os.pipe()
    os.close(reader)
    result = subprocess.run(
        [*COMMAND, *words.split(), *save],
        stdout=writer,
        stderr=writer if merged else subprocess.PIPE,
        env={name: text for name, text in os.environ.items() if name != "PYTHONUNBUFFERED"},
        text=True,
        timeout=60,
    )
    os.close(writer)
    assert result.returncode == 0
    assert merged or "help" in words or result.stderr.splitlines()[-1].startswith("epoch 100")
    assert "Error" not in (result.stderr or "")
    assert file.exists() == bool(save)


@pytest.mark.parametrize("closed", ["stdout", "stderr"])
def test_a_closed_stream_is_no_problem(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, closed: str
) -> None:
    monkeypatch.setattr(sys, closed, None)
    assert status("train", "four-points", "--epochs", 1) == 0
    said = capsys.readouterr()
    assert bool(said.out) == (closed == "stderr") and bool(said.err) == (closed == "stdout")


@needs_processes
def test_a_lost_reader_is_told_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        assert status("train", "four-points", "--epochs", 1) == 0
        print("this goes nowhere", flush=True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_under_the_output_is_told(capsys: Capture) -> None:
    with open("/dev/full", "w") as full, pytest.raises(SystemExit) as end:
        terminal.tell("a line", full)
    assert end.value.code == 2
    assert capsys.readouterr().err == "cannot print: No space left on device\n"


@needs_processes
@pytest.mark.parametrize("width", [80, 40])
def test_in_a_real_terminal_the_bar_is_drawn_and_the_summary_can_be_piped(width: int) -> None:
    require("tqdm")
    pty, termios = pytest.importorskip("pty"), pytest.importorskip("termios")
    screen, end = pty.openpty()
    termios.tcsetwinsize(end, (24, width))
    result = subprocess.run(
        [*COMMAND, "train", "four-points"], stdout=subprocess.PIPE, stderr=end, timeout=60
    )
    os.close(end)
    drawn = os.read(screen, 65536).decode()
    os.close(screen)
    assert result.returncode == 0
    assert "100%" in drawn and "100/100" in drawn
    last = drawn.rstrip().split("\r")[-1]
    assert last.startswith("loss=0.0000: 100%") and len(last) <= width
    assert result.stdout.startswith(b"data set    four-points")


@needs_processes
def test_it_runs_with_no_other_package(tmp_path: Path) -> None:
    """`-S` hides all that is installed; the path then leads to this package alone."""
    package = Path(minigrad.__file__).parent
    result = subprocess.run(
        [sys.executable, "-S", "-m", "minigrad", "train", "even-odd", "--epochs", "2"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(package.parent)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert result.returncode == 0, result.stderr
    assert "8 right)" in result.stdout
