"""The same in PyTorch, in double precision: values, gradients, losses, optimizers, a training."""

from __future__ import annotations

import pytest
from pytest import approx

from minigrad import MLP, SGD, Adam, Value, cross_entropy, four_points, hinge_loss, mse_loss
from press.outputs.requirements import require
from tests.minigrad.operations import CASES, IDS

torch = require("torch")


def tensor(x: float):
    """A leaf of PyTorch's."""
    return torch.tensor(x, dtype=torch.float64, requires_grad=True)


def same(numbers):
    """Equal to one part in 10¹²."""
    return approx(numbers, rel=1e-12, abs=1e-300)


def the_same_network(network: MLP):
    """`network` in PyTorch, with the same weights."""
    layers = []
    for layer in network.layers:
        linear = torch.nn.Linear(len(layer.neurons[0].w), len(layer.neurons), dtype=torch.float64)
        with torch.no_grad():
            for i, neuron in enumerate(layer.neurons):
                linear.weight[i] = torch.tensor([w.data for w in neuron.w], dtype=torch.float64)
                linear.bias[i] = neuron.b.data
        layers += [linear, torch.nn.Tanh()]
    return torch.nn.Sequential(*layers)


@pytest.mark.parametrize(("operation", "point"), CASES, ids=IDS)
def test_an_operation_has_the_value_and_the_gradients_of_pytorch(operation, point):
    leaves, tensors = [Value(x) for x in point], [tensor(x) for x in point]
    ours, theirs = operation.on_values(*leaves), operation.on_tensors(*tensors)
    ours.backward()
    theirs.backward()
    assert ours.data == same(theirs.item())
    assert [leaf.grad for leaf in leaves] == same([t.grad.item() for t in tensors])


@pytest.mark.parametrize(
    ("f", "point"),
    [
        (lambda x: x.relu(), (0.0,)),
        (lambda x: x**0, (0.0,)),
        (lambda x: x**1, (0.0,)),
        (lambda x: x**1.5, (0.0,)),
        (lambda x, n: x**n, (0.0, 2.0)),
        (lambda x, n: x**n, (0.0, 0.0)),
        (lambda x, n: x**n, (-2.0, 2.0)),
        (lambda x: x.tanh(), (50.0,)),
        (lambda x: x.sigmoid(), (-700.0,)),
        (lambda x: x - x, (3.0,)),
        (lambda x: x / x, (3.0,)),
    ],
)
def test_the_edges_are_decided_as_in_pytorch(f, point):
    leaves, tensors = [Value(x) for x in point], [tensor(x) for x in point]
    f(*leaves).backward()
    f(*tensors).backward()
    grads = [t.grad.item() for t in tensors]
    assert [leaf.grad for leaf in leaves] == approx(grads, rel=1e-12, nan_ok=True)


def test_backward_twice_adds_up_on_the_leaves_as_in_pytorch():
    x, t = Value(3.0), tensor(3.0)
    y, u = x * x * x, t * t * t
    for _ in range(3):
        y.backward()
        u.backward(retain_graph=True)
        assert x.grad == t.grad.item()


SCORES, SIGNS = (0.5, -2.0, 3.0, -0.25), (1.0, 1.0, -1.0, -1.0)


@pytest.mark.parametrize(
    ("loss", "theirs"),
    [
        (
            lambda xs: mse_loss(xs, SIGNS),
            lambda t: torch.nn.functional.mse_loss(t, torch.tensor(SIGNS, dtype=torch.float64)),
        ),
        (
            lambda xs: hinge_loss(xs, SIGNS),
            lambda t: (1 - t * torch.tensor(SIGNS, dtype=torch.float64)).relu().mean(),
        ),
        (
            lambda xs: cross_entropy(xs, 2),
            lambda t: torch.nn.functional.cross_entropy(t, torch.tensor(2)),
        ),
        (
            lambda xs: cross_entropy([100 * x for x in xs], 1),
            lambda t: torch.nn.functional.cross_entropy(100 * t, torch.tensor(1)),
        ),
    ],
    ids=["mse_loss", "hinge_loss", "cross_entropy", "cross_entropy of huge logits"],
)
def test_a_loss_is_that_of_pytorch(loss, theirs):
    leaves = [Value(x) for x in SCORES]
    tensors = torch.tensor(SCORES, dtype=torch.float64, requires_grad=True)
    ours, other = loss(leaves), theirs(tensors)
    ours.backward()
    other.backward()
    assert ours.data == same(other.item())
    assert [leaf.grad for leaf in leaves] == approx(tensors.grad.tolist(), rel=1e-12, abs=1e-15)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (
            lambda ps: SGD(ps, lr=0.1),
            lambda ts: torch.optim.SGD(ts, lr=0.1),
        ),
        (
            lambda ps: SGD(ps, lr=0.1, momentum=0.9),
            lambda ts: torch.optim.SGD(ts, lr=0.1, momentum=0.9),
        ),
        (
            lambda ps: Adam(ps, lr=0.1),
            lambda ts: torch.optim.Adam(ts, lr=0.1),
        ),
        (
            lambda ps: Adam(ps, lr=0.1, betas=(0.5, 0.8), eps=0.01),
            lambda ts: torch.optim.Adam(ts, lr=0.1, betas=(0.5, 0.8), eps=0.01),
        ),
    ],
    ids=["SGD", "SGD with momentum", "Adam", "Adam with settings"],
)
def test_a_training_goes_step_by_step_as_in_pytorch(ours, theirs):
    xs, ys = four_points()
    network = MLP(3, [4, 4, 1], seed=1)
    twin = the_same_network(network)
    inputs, targets = (torch.tensor(rows, dtype=torch.float64) for rows in (xs, ys))
    descent, their_descent = ours(network.parameters()), theirs(twin.parameters())
    for _ in range(20):
        loss = mse_loss([network(x) for x in xs], ys)
        descent.zero_grad()
        loss.backward()
        descent.step()

        their_loss = torch.nn.functional.mse_loss(twin(inputs)[:, 0], targets)
        their_descent.zero_grad()
        their_loss.backward()
        their_descent.step()

        assert loss.data == approx(their_loss.item(), rel=1e-10)
