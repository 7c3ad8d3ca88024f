"""The benchmarks compare like with like; how long a design takes is no test's business."""

from __future__ import annotations

import json

import pytest

from minigrad import topological_order
from tests.bench import names
from tests.bench.race import chain, clock, gpt, graphs, grid, moons, table


@pytest.fixture(scope="module")
def gpts() -> dict[str, clock.Design]:
    """The GPT's designs, but for NumPy's; a program takes a second to make."""
    return gpt.designs(False)


def test_the_moons_designs_come_to_the_same_numbers_and_are_told_in_a_table(capsys, tmp_path):
    """The benchmark asserts it before it measures."""
    table.measured(["moons"], rounds=1, file=tmp_path / "figures.json", peers=False)
    lines = capsys.readouterr().out.splitlines()
    for design in moons.designs(False):
        assert any(line.startswith(f"  {design} ") for line in lines)
    (row,) = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))["rows"]
    assert (row["against"], row["goal"]) == ("floats, unrolled", 1.5)
    assert lines[-1].endswith("yes" if row["holds"] else "no")


def test_the_gpt_designs_come_to_the_same_numbers(gpts):
    clock.agree(gpts)


def test_the_network_on_a_grid_is_that_of_its_program():
    clock.agree(grid.designs(False), steps=1)


def test_designs_that_differ_are_not_compared():
    one, other = moons.Minigrad(), moons.Minigrad()
    other.parameters[0].data += 1e-6
    with pytest.raises(AssertionError, match="other and one come to different numbers"):
        clock.agree({"one": one, "other": other})


def test_pytorch_comes_to_the_same_numbers():
    pytest.importorskip("torch")
    from tests.bench.race.moons_peers import PyTorch

    clock.agree({"minigrad": moons.Minigrad(), "PyTorch": PyTorch()})
    clock.agree(chain.designs(True))


def test_numpy_comes_to_the_same_numbers():
    pytest.importorskip("numpy")
    from tests.bench.race.gpt_numpy import InNumPy

    clock.agree({"minigrad": gpt.Minigrad(), "NumPy": InNumPy()})


def test_a_step_has_as_many_nodes_as_the_page_on_the_design_says():
    assert len(topological_order(moons.Minigrad().loss())) == 7545
    assert len(moons.Scalars(moons.Node).loss().order()) == 65818


def test_a_step_leaves_nothing_to_the_collector(gpts):
    for name in ("minigrad", "minigrad, as a program"):
        assert graphs.left_by(gpts[name].step) == 0
        assert graphs.left_by(moons.designs(False)[name].step) == 0


@pytest.mark.parametrize("shape", [graphs.chain, graphs.wide, graphs.dense])
def test_a_shape_has_as_many_nodes_as_asked_for_and_a_few_leaves(shape):
    assert 0 <= len(topological_order(shape(800))) - 800 <= 20


def test_the_gpt_of_the_book_trains_as_told(capsys):
    names.main(["--steps", "4", "--size", "2", "--heads", "2"])
    told = capsys.readouterr().out
    assert "steps=4, size=2, rate=0.03, heads=2, seed=1" in told
    assert 2.0 < float(told.split(": ")[1].split()[0]) < 3.3
