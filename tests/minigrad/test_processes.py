"""The script of the how-to page on PyTorch, as one process and, under torchrun, as two."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest
from pytest import approx

from minigrad import MLP, SGD, hinge_loss, make_moons, to_torch
from press.book.page import Listing, Snippet, parse, snippets
from press.outputs.requirements import require
from tests.book import ROOT

torch = require("torch")

pytestmark = pytest.mark.usefixtures("unmeasured")

PAGE = ROOT / "docs" / "how-to" / "train-in-pytorch.md"
BOUND = 60  # seconds after the loss of a process within which all must have ended
DRIVER = """
from train import *

connect()
xs, ys = make_moons(7, seed=3)
for n in (6, 7, 1):  # on two processes: equal shares, unequal ones, and one without a row
    network = DistributedDataParallel(to_torch(MLP(2, [4, 1], seed=2)))
    rank, processes = dist.get_rank(), dist.get_world_size()
    loss_of(network, xs[:n], ys[:n], rank, processes).backward()
    grads = [p.grad.tolist() for p in network.parameters()]
    Path(f"{n}-{rank}.json").write_text(json.dumps(grads))
dist.destroy_process_group()
os._exit(0)  # as the script does
"""
TELL = """
with open("pid" + os.environ["RANK"], "w") as file:
    file.write(f"{os.getpid()} ")
"""


def script() -> Snippet:
    """The fence of the page that holds the whole script."""
    fences = snippets(PAGE.read_text(encoding="utf-8"))
    (found,) = [fence for fence in fences if "__main__" in fence.code]
    return found


@contextmanager
def torchrun(folder: Path, file: str) -> Iterator[subprocess.Popen[str]]:
    """The page's command, with another file; whatever happens, it ends."""
    blocks = parse(PAGE.read_text(encoding="utf-8"))
    (shown,) = [x for x in blocks if isinstance(x, Listing) and x.lang == "bash"]
    threads, python, *arguments, _ = shown.text.split()
    assert (threads, python) == ("OMP_NUM_THREADS=1", "python")
    paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    process = subprocess.Popen(
        [sys.executable, *arguments, file],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    with process:
        try:
            yield process
        finally:
            process.terminate()  # and torchrun ends its workers


def until(condition: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Wait for what the process is to bring about."""
    while not condition():
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)


@pytest.fixture
def train(tmp_path, monkeypatch) -> ModuleType:
    """The script as a module, in a folder of its own; here it is one process."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RANK", raising=False)
    before = signal.getsignal(signal.SIGTERM)
    module = ModuleType("train")
    exec(script().code, module.__dict__)
    signal.signal(signal.SIGTERM, before)
    return module


# As one process.


def test_a_training_goes_on_from_its_checkpoint(train, capsys):
    lines = (script().output or "").splitlines()
    train.connect()
    for steps in (20, 50):
        train.STEPS = steps
        train.train()
    train.dist.destroy_process_group()
    assert capsys.readouterr().out.splitlines() == lines


def test_a_save_that_is_cut_off_leaves_the_old_checkpoint(train, monkeypatch):
    old, new = MLP(2, [1], seed=1), MLP(2, [1], seed=2)
    train.save(10, to_torch(old))

    def killed(path, *arguments, **options):
        path.write_bytes(b"{")
        raise KeyboardInterrupt

    for method in ("write_text", "replace"):
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(Path, method, killed)
            train.save(20, to_torch(new))
        assert train.load(again := MLP(2, [1])) == 10
        assert again.state_dict() == old.state_dict()
    train.save(20, to_torch(new))
    assert train.load(again) == 20
    assert again.state_dict() == new.state_dict()
    assert [file.name for file in Path().iterdir()] == ["moons.json"]


# As two.


def test_two_processes_print_and_learn_what_minigrad_learns_from_the_whole_batch(tmp_path):
    (tmp_path / "train.py").write_text(script().code, encoding="utf-8")
    with torchrun(tmp_path, "train.py") as process:
        out, err = process.communicate()
    assert process.returncode == 0, err
    assert out.strip() == (script().output or "").strip()

    xs, ys = make_moons(100, seed=1)
    model = MLP(2, [8, 1], activation="relu", output="linear", seed=1)
    optimizer = SGD(model.parameters(), lr=0.5)
    for _ in range(50):
        loss = hinge_loss([model(x) for x in xs], ys)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    saved = json.loads((tmp_path / "moons.json").read_text(encoding="utf-8"))
    assert saved["step"] == 50
    assert saved["state_dict"] == approx(model.state_dict(), rel=1e-10, abs=1e-12)


def test_the_gradients_of_shares_however_uneven_are_those_of_the_whole_batch(tmp_path):
    (tmp_path / "train.py").write_text(script().code, encoding="utf-8")
    (tmp_path / "driver.py").write_text(DRIVER, encoding="utf-8")
    with torchrun(tmp_path, "driver.py") as process:
        _, err = process.communicate()
    assert process.returncode == 0, err
    xs, ys = make_moons(7, seed=3)
    for n in (6, 7, 1):
        model = MLP(2, [4, 1], seed=2)
        hinge_loss([model(x) for x in xs[:n]], ys[:n]).backward()
        expected = []
        for layer in model.layers:
            expected += [w.grad for neuron in layer.neurons for w in neuron.w]
            expected += [neuron.b.grad for neuron in layer.neurons]
        for rank in (0, 1):
            tensors = json.loads((tmp_path / f"{n}-{rank}.json").read_text(encoding="utf-8"))
            got = torch.cat([torch.tensor(t, dtype=torch.float64).flatten() for t in tensors])
            assert expected == approx(got.tolist(), rel=1e-10, abs=1e-12)


@pytest.mark.parametrize(
    ("victim", "moment"),
    [(1, "start"), (0, "training"), (1, "training")],
    ids=["1 as it starts", "0 as it trains", "1 as it trains"],
)
def test_when_a_process_is_killed_the_other_says_so_and_the_checkpoint_is_whole(
    victim, moment, tmp_path
):
    code = script().code.replace("STEPS = 50", "STEPS = 10**9")
    code = code.replace("import json\n", TELL + "import json\n")  # it still has to import PyTorch
    (tmp_path / "train.py").write_text(code, encoding="utf-8")
    pids, checkpoint = [tmp_path / f"pid{rank}" for rank in (0, 1)], tmp_path / "moons.json"
    with torchrun(tmp_path, "train.py") as process:
        until(lambda: all(x.exists() and x.read_text().endswith(" ") for x in pids), process)
        if moment == "training":
            until(checkpoint.exists, process)
        os.kill(int(pids[victim].read_text()), signal.SIGKILL)
        _, err = process.communicate(timeout=BOUND)
    assert process.returncode == 1
    assert err.count("A process is gone: start again, and the training goes on") == 1
    assert checkpoint.exists() == (moment == "training")
    if moment == "training":
        saved = json.loads(checkpoint.read_text(encoding="utf-8"))
        assert saved["step"] % 10 == 0
        model = MLP(2, [8, 1], activation="relu", output="linear")
        model.load_state_dict(saved["state_dict"])
