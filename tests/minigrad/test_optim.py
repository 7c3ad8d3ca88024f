"""The optimizers: each step by its formula, and what they refuse."""

from __future__ import annotations

import math

import pytest
from pytest import approx

from minigrad import MLP, SGD, Adam, Value, four_points, mse_loss
from tests.refused import refused

GRADS = (1.0, -2.0, 0.5)


def path(optimizer: SGD | Adam, p: Value, grads=GRADS) -> list[float]:
    """Where `p` is after each step with these gradients."""
    places = []
    for p.grad in grads:
        optimizer.step()
        places.append(p.data)
    return places


def test_sgd_steps_against_the_gradient():
    p = Value(3.0)
    assert path(SGD([p], lr=0.1), p) == approx([2.9, 3.1, 3.05])


def test_momentum_keeps_a_part_of_the_step_before():
    p = Value(3.0)
    velocities = [1.0, 0.9 * 1.0 - 2.0, 0.9 * (0.9 * 1.0 - 2.0) + 0.5]
    places = [3.0 - 0.1 * sum(velocities[:n]) for n in (1, 2, 3)]
    assert path(SGD([p], lr=0.1, momentum=0.9), p) == approx(places)


@pytest.mark.parametrize("grad", [1e-3, -5.0, 1e6])
def test_the_first_step_of_adam_is_the_learning_rate_whatever_the_gradient(grad):
    p = Value(3.0)
    assert path(Adam([p], lr=0.1), p, [grad]) == approx([3.0 - math.copysign(0.1, grad)], rel=1e-5)


def test_adam_steps_by_its_formula():
    """Kingma & Ba (2015), algorithm 1, written out for one parameter."""
    p, place, mean, square, expected = Value(3.0), 3.0, 0.0, 0.0, []
    for t, grad in enumerate(GRADS, start=1):
        mean = 0.8 * mean + 0.2 * grad
        square = 0.95 * square + 0.05 * grad * grad
        place -= 0.1 * (mean / (1 - 0.8**t)) / (math.sqrt(square / (1 - 0.95**t)) + 0.01)
        expected.append(place)
    assert path(Adam([p], lr=0.1, betas=(0.8, 0.95), eps=0.01), p) == approx(expected, rel=1e-12)


def test_adam_may_keep_no_history_at_all():
    """With both means forgotten at once, each step is the sign of the gradient times lr."""
    p = Value(3.0)
    assert path(Adam([p], lr=0.1, betas=(0.0, 0.0)), p) == approx([2.9, 3.0, 2.9])


def test_adam_stands_still_without_a_gradient():
    p = Value(3.0)
    assert path(Adam([p], lr=0.1), p, [0.0, 0.0]) == [3.0, 3.0]


@pytest.mark.parametrize("optimizer", [SGD, Adam])
def test_each_parameter_has_its_own_history(optimizer):
    p, q = Value(3.0), Value(3.0)
    both = optimizer([p, q], lr=0.1)
    for p.grad, q.grad in zip(GRADS, (5.0, 0.0, -1.0), strict=True):
        both.step()
    alone = Value(3.0)
    assert p.data == path(optimizer([alone], lr=0.1), alone)[-1] != q.data


@pytest.mark.parametrize(
    ("optimizer", "settings"),
    [
        (SGD, {"lr": 0.01, "momentum": 0.0}),
        (Adam, {"lr": 0.001, "betas": (0.9, 0.999), "eps": 1e-8}),
    ],
)
def test_the_defaults(optimizer, settings):
    assert {name: getattr(optimizer([Value(1.0)]), name) for name in settings} == settings


@pytest.mark.parametrize("optimizer", [SGD, Adam])
def test_the_learning_rate_may_change_between_steps(optimizer):
    p = Value(3.0)
    descent = optimizer([p], lr=0.1)
    path(descent, p, [1.0])
    descent.lr = 1e-9
    assert path(descent, p, [1.0]) == approx([2.9])


def test_zero_grad_sets_every_gradient_back():
    p, q = Value(1.0), Value(2.0)
    (p * q).backward()
    SGD([p, q], lr=0.1).zero_grad()
    assert (p.grad, q.grad) == (0.0, 0.0)


@pytest.mark.parametrize("optimizer", [SGD, Adam])
def test_parameters_may_come_from_a_generator(optimizer):
    p = Value(3.0)
    descent = optimizer((v for v in [p]), lr=0.1)
    assert path(descent, p, [1.0, 1.0]) == approx([2.9, 2.8])


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (
            lambda p: SGD([], lr=0.1),
            "an optimizer needs at least one parameter, such as model.parameters()",
        ),
        (lambda p: SGD([p], lr=0.0), "the learning rate must be above 0 and finite, not 0.0"),
        (lambda p: Adam([p], lr=-0.1), "the learning rate must be above 0 and finite, not -0.1"),
        (
            lambda p: SGD([p], lr=math.nan),
            "the learning rate must be above 0 and finite, not nan",
        ),
        (
            lambda p: SGD([p], lr=math.inf),
            "the learning rate must be above 0 and finite, not inf",
        ),
        (
            lambda p: SGD([p], momentum=1.0),
            "the momentum must be from 0 up to, but not including, 1, not 1.0",
        ),
        (
            lambda p: SGD([p], momentum=1.5),
            "the momentum must be from 0 up to, but not including, 1, not 1.5",
        ),
        (
            lambda p: SGD([p], momentum=-0.1),
            "the momentum must be from 0 up to, but not including, 1, not -0.1",
        ),
        (
            lambda p: Adam([p], betas=(0.9, 1.0)),
            "each beta must be from 0 up to, but not including, 1, not 1.0",
        ),
        (
            lambda p: Adam([p], betas=(-0.1, 0.9)),
            "each beta must be from 0 up to, but not including, 1, not -0.1",
        ),
        (lambda p: Adam([p], eps=-1e-8), "eps must be from 0 on, and finite, not -1e-08"),
        (lambda p: Adam([p], eps=math.inf), "eps must be from 0 on, and finite, not inf"),
        (lambda p: Adam([p], eps=math.nan), "eps must be from 0 on, and finite, not nan"),
    ],
)
def test_what_cannot_train_is_refused(make, sentence):
    with refused(ValueError, sentence):
        make(Value(1.0))


@pytest.mark.parametrize("optimizer", [SGD, Adam])
def test_a_rate_that_is_refused_leaves_the_old_one(optimizer):
    descent = optimizer([Value(1.0)], lr=0.1)
    with pytest.raises(ValueError):
        descent.lr = -1.0
    assert descent.lr == 0.1


# Each parameter once, and each step whole.


@pytest.mark.parametrize("optimizer", [SGD, Adam])
def test_a_parameter_given_twice_counts_once(optimizer):
    p, q, alone = Value(3.0), Value(1.0), Value(3.0)
    twice = optimizer([p, q, p], lr=0.1)
    assert twice.parameters == [p, q]
    assert path(twice, p) == path(optimizer([alone], lr=0.1), alone)


@pytest.mark.parametrize(
    "make", [SGD, lambda ps, lr: SGD(ps, lr, momentum=0.9), Adam], ids=["SGD", "momentum", "Adam"]
)
@pytest.mark.parametrize("bad", [1e308, math.inf, -math.inf, math.nan])
def test_a_step_that_cannot_be_taken_whole_is_not_taken(make, bad):
    """And the next one goes on as if it had never been tried."""
    p, q, twin, other = Value(3.0), Value(4.0), Value(3.0), Value(4.0)
    both, same = make([p, q], lr=100.0), make([twin, other], lr=100.0)
    for optimizer, (a, b) in ((both, (p, q)), (same, (twin, other))):
        a.grad, b.grad = 1.0, 2.0
        optimizer.step()
    before = p.data, q.data
    p.grad, q.grad = 1.0, bad
    with pytest.raises(OverflowError, match="^no parameter was changed, since parameter 1 would "):
        both.step()
    assert (p.data, q.data) == before
    p.grad, q.grad = twin.grad, other.grad
    both.step(), same.step()
    assert (p.data, q.data) == (twin.data, other.data)


def test_a_gradient_too_large_to_square_gets_a_sentence():
    p, q = Value(1.0), Value(1.0)
    p.grad, q.grad = 1.0, 1e200 / 3
    sentence = (
        "no parameter was changed, since parameter 1 would become nan: "
        "its gradient is 3.33333e+199, and the learning rate 0.333333"
    )
    with refused(OverflowError, sentence):
        Adam([p, q], lr=1 / 3).step()
    assert (p.data, q.data) == (1.0, 1.0)


def test_adam_without_eps_stands_still_where_there_is_no_gradient():
    p, q = Value(3.0), Value(3.0)
    p.grad, q.grad = 0.0, 1.0
    Adam([p, q], lr=0.1, eps=0).step()
    assert (p.data, q.data) == (3.0, approx(2.9))


@pytest.mark.parametrize("optimizer", [SGD, Adam])
def test_a_network_learns_the_four_points(optimizer):
    xs, ys = four_points()
    network = MLP(3, [4, 4, 1], seed=1)
    descent = optimizer(network.parameters(), lr=0.1)
    for _ in range(100):
        loss = mse_loss([network(x) for x in xs], ys)
        descent.zero_grad()
        loss.backward()
        descent.step()
    assert loss.data < 0.05
    assert [round(network(x).data) for x in xs] == ys


@pytest.mark.parametrize("optimizer", [SGD, Adam])
def test_a_parameter_that_was_computed_is_refused(optimizer):
    p = Value(2.0) * 0.1
    sentence = (
        "a parameter is a leaf, and Value(data=0.2, grad=0.0) is computed by '*': "
        "make one of its number, as Value(p.data)"
    )
    with refused(ValueError, sentence):
        optimizer([Value(1.0), p])


@pytest.mark.parametrize("optimizer", [SGD, Adam])
def test_a_step_that_is_stopped_in_the_middle_moves_nothing(optimizer):
    class Stopping(Value):
        """A value that Ctrl-C meets while it is moved."""

        def __setattr__(self, name, value):
            if name == "data" and value != 1.0:
                raise KeyboardInterrupt
            super().__setattr__(name, value)

    parameters = [Value(1.0), Stopping(1.0)]
    chosen = optimizer(parameters, lr=1.0)
    for p in parameters:
        p.grad = 3.0
    with pytest.raises(KeyboardInterrupt):
        chosen.step()
    assert [p.data for p in parameters] == [1.0, 1.0]
