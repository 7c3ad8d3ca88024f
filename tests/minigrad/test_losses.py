"""The losses: their numbers, their gradients, and what they refuse."""

from __future__ import annotations

import math

import pytest
from pytest import approx

from minigrad import (
    Value,
    cross_entropy,
    hinge_loss,
    l2_penalty,
    mse_loss,
    softmax,
    topological_order,
)
from minigrad.losses import pick
from press.outputs.requirements import require
from tests.minigrad.operations import slopes
from tests.refused import refused

SCORES = (0.5, -2.0, 3.0, -0.25)
SIGNS = (1, 1, -1, -1)


def values(numbers) -> list[Value]:
    return [Value(x) for x in numbers]


@pytest.mark.parametrize(
    ("loss", "formula", "point"),
    [
        (
            lambda ps: mse_loss(ps, SIGNS),
            lambda *ps: sum((p - t) ** 2 for p, t in zip(ps, SIGNS, strict=True)) / 4,
            SCORES,
        ),
        (
            lambda ss: hinge_loss(ss, SIGNS),
            lambda *ss: sum(max(0.0, 1 - t * s) for s, t in zip(ss, SIGNS, strict=True)) / 4,
            SCORES,
        ),
        (
            lambda zs: cross_entropy(zs, 2),
            lambda *zs: -math.log(math.exp(zs[2]) / sum(map(math.exp, zs))),
            SCORES,
        ),
        (
            lambda zs: softmax(zs)[1],
            lambda *zs: math.exp(zs[1]) / sum(map(math.exp, zs)),
            SCORES,
        ),
        (
            lambda ps: l2_penalty(ps, alpha=0.1),
            lambda *ps: 0.1 * sum(p * p for p in ps),
            SCORES,
        ),
    ],
    ids=["mse_loss", "hinge_loss", "cross_entropy", "softmax", "l2_penalty"],
)
def test_a_loss_is_its_formula_and_has_its_slopes(loss, formula, point):
    leaves = values(point)
    result = loss(leaves)
    result.backward()
    assert result.data == approx(formula(*point), rel=1e-12)
    assert [leaf.grad for leaf in leaves] == approx(slopes(formula, point), rel=1e-7, abs=1e-9)


@pytest.mark.parametrize("loss", [mse_loss, hinge_loss])
def test_a_loss_is_a_mean_over_the_predictions(loss):
    """So that a learning rate means the same for four points and for four hundred."""
    once, twice = loss(values(SCORES), SIGNS), loss(values(SCORES * 2), SIGNS * 2)
    assert once.data == approx(twice.data)


@pytest.mark.parametrize("loss", [mse_loss, hinge_loss])
@pytest.mark.parametrize("targets", [(), (1, 1), (1, 1, -1, -1, 1)], ids=len)
def test_a_loss_needs_a_target_for_each_prediction(loss, targets):
    sentence = f"a loss needs a target for each prediction, got 4 and {len(targets)}"
    with refused(ValueError, sentence):
        loss(values(SCORES), targets)


@pytest.mark.parametrize("loss", [mse_loss, hinge_loss])
def test_a_loss_of_nothing_is_refused(loss):
    with refused(ValueError, "a loss needs a target for each prediction, got 0 and 0"):
        loss([], [])


def test_predictions_may_be_plain_numbers():
    for loss in (mse_loss, hinge_loss):
        assert loss(SCORES, SIGNS).data == loss(values(SCORES), SIGNS).data
    assert cross_entropy(SCORES, 1).data == cross_entropy(values(SCORES), 1).data


def test_targets_and_predictions_may_come_from_numpy():
    np = require("numpy")
    signs = np.array(SIGNS)
    assert hinge_loss(values(SCORES), signs).data == hinge_loss(values(SCORES), SIGNS).data
    assert mse_loss(np.array(SCORES), signs).data == mse_loss(values(SCORES), SIGNS).data
    assert cross_entropy([1.0, 2.0], np.int64(1)).data == cross_entropy([1.0, 2.0], 1).data


# Max-margin.


@pytest.mark.parametrize(("score", "target"), [(1.0, 1), (1.5, 1), (-1.0, -1), (-7.0, -1.0)])
def test_a_score_beyond_its_margin_costs_nothing(score, target):
    s = Value(score)
    loss = hinge_loss([s], [target])
    loss.backward()
    assert (loss.data, s.grad) == (0.0, 0.0)


@pytest.mark.parametrize("target", [0, 2, 0.5, -1.5])
def test_a_margin_needs_targets_of_minus_1_or_1(target):
    """Targets 0 and 1 would train one class only, and never say so."""
    with refused(ValueError, f"hinge_loss needs targets that are -1 or 1, not {target}"):
        hinge_loss(values([0.5, 0.5]), [1, target])


# Softmax and cross-entropy.


def test_softmax_gives_probabilities():
    probabilities = [p.data for p in softmax([1.0, 3.0, 2.0])]
    assert sum(probabilities) == approx(1.0)
    assert all(p > 0.0 for p in probabilities)
    assert probabilities[1] > probabilities[2] > probabilities[0]


def test_a_shift_of_all_logits_changes_no_probability():
    here, there = softmax([1.0, 3.0, 2.0]), softmax([101.0, 103.0, 102.0])
    assert [p.data for p in here] == approx([p.data for p in there])


def test_softmax_of_huge_logits_does_not_overflow():
    assert [p.data for p in softmax([1000.0, 1000.0, -1000.0])] == [0.5, 0.5, 0.0]


def test_equal_logits_cost_the_logarithm_of_their_number():
    for n in (1, 2, 10):
        assert cross_entropy([0.0] * n, n - 1).data == approx(math.log(n))


def test_the_gradient_of_cross_entropy_is_softmax_less_one_hot():
    logits = values([1.0, 3.0, 2.0])
    cross_entropy(logits, 0).backward()
    p = [v.data for v in softmax([1.0, 3.0, 2.0])]
    assert [z.grad for z in logits] == approx([p[0] - 1.0, p[1], p[2]])


def test_a_probability_that_underflows_still_has_its_cross_entropy():
    """-log(softmax) would take the logarithm of 0."""
    logits = values([1000.0, 0.0])
    loss = cross_entropy(logits, 1)
    loss.backward()
    assert loss.data == 1000.0
    assert [z.grad for z in logits] == [1.0, -1.0]


@pytest.mark.parametrize("target", [-1, 3, 100])
def test_a_target_out_of_range_is_refused(target):
    """A list would take -1 for its last index."""
    sentence = f"target {target} is out of range: 3 logits have the indices 0 to 2"
    with refused(IndexError, sentence):
        cross_entropy(values([1.0, 3.0, 2.0]), target)


@pytest.mark.parametrize("target", [1.0, True, "1", None, [0, 1, 0]], ids=repr)
def test_a_target_is_the_index_of_a_class(target):
    sentence = f"the target is the index of the right class, such as 0, not {target!r}"
    with refused(TypeError, sentence):
        cross_entropy(values([1.0, 3.0, 2.0]), target)


def test_a_batch_has_the_mean_of_its_rows():
    rows, targets = [[1.0, 3.0, 2.0], [0.5, -1.0, 0.0]], [0, 2]
    batch = [values(row) for row in rows]
    loss = cross_entropy(batch, targets)
    loss.backward()
    alone = [values(row) for row in rows]
    for row, target in zip(alone, targets, strict=True):
        (cross_entropy(row, target) / 2).backward()
    costs = [cross_entropy(row, t).data for row, t in zip(rows, targets, strict=True)]
    assert loss.data == approx(sum(costs) / 2)
    assert [[z.grad for z in row] for row in batch] == [
        approx([z.grad for z in row]) for row in alone
    ]
    assert cross_entropy((row for row in rows), iter(targets)).data == loss.data


def test_a_batch_from_numpy_has_the_same_loss():
    np = require("numpy")
    rows, targets = [[1.0, 3.0], [0.5, -1.0]], [0, 1]
    assert (
        cross_entropy(np.array(rows), np.array(targets)).data == cross_entropy(rows, targets).data
    )


def test_a_batch_needs_a_target_for_each_row():
    rows = [[1.0, 3.0], [0.5, -1.0]]
    with refused(ValueError, "a loss needs a target for each prediction, got 2 and 1"):
        cross_entropy(rows, [0])
    what = "a loss takes a list of predictions and a list of targets, even for one, such as [1.0]"
    with refused(TypeError, f"{what}, not 0"):
        cross_entropy(rows, 0)
    with refused(TypeError, "cross_entropy takes a list of logits, not Value(data=1.0, grad=0.0)"):
        cross_entropy(Value(1.0), 0)
    with refused(TypeError, "cross_entropy takes a list of logits, not 2.0"):
        cross_entropy([[1.0, 2.0], 2.0], [0, 0])
    with refused(IndexError, "target 2 is out of range: 2 logits have the indices 0 to 1"):
        cross_entropy(rows, [0, 2])


def test_a_target_in_one_hot_form_is_refused_from_numpy_too():
    np = require("numpy")
    with pytest.raises(TypeError, match="the target is the index of the right class"):
        cross_entropy(values([1.0, 3.0, 2.0]), np.array([0, 1, 0]))
    assert cross_entropy(values([1.0, 3.0]), np.int64(1)).data < 1.0


def test_a_target_may_be_a_value_that_stays_in_the_graph():
    """So that a program can take another target for each row. Its slope is 0."""
    zs, t, sign = values([1.0, 3.0, 2.0]), Value(2.0), Value(-1.0)
    loss = cross_entropy(zs, t)
    loss.backward()
    assert loss.data == cross_entropy(zs, 2).data
    assert (t in topological_order(loss), t.grad) == (True, 0.0)
    assert hinge_loss([0.5], [sign]).data == hinge_loss([0.5], [-1]).data == 1.5
    assert mse_loss([0.5], [sign]).data == mse_loss([0.5], [-1]).data == 2.25


def test_a_target_that_is_a_value_is_checked_alike():
    sentence = f"the target is the index of the right class, such as 0, not {Value(0.5)}"
    with refused(TypeError, sentence):
        cross_entropy([1.0, 2.0], Value(0.5))
    with refused(IndexError, "target 2 is out of range: 2 logits have the indices 0 to 1"):
        cross_entropy([1.0, 2.0], Value(2.0))
    sentence = "hinge_loss needs targets that are -1 or 1, not Value(data=0.0, grad=0.0)"
    with refused(ValueError, sentence):
        hinge_loss([1.0], [Value(0.0)])


def test_the_one_that_is_picked_gets_the_gradient():
    xs = values([5.0, 7.0, 9.0])
    assert pick(xs, 1) is xs[1]
    z = pick(xs, Value(1.0))
    z.backward()
    assert (z.data, [x.grad for x in xs]) == (7.0, [0.0, 1.0, 0.0])


def test_the_largest_logit_is_a_node_without_a_slope():
    zs = values([1.0, 3.0, 2.0])
    (shift,) = {node for node in topological_order(cross_entropy(zs, 0)) if node._op == "shift"}
    assert (shift.data, shift._prev, shift._partials) == (3.0, tuple(zs), (0.0, 0.0, 0.0))


def test_no_logits_no_probabilities():
    for fail in (lambda: softmax([]), lambda: cross_entropy([], 0)):
        with refused(ValueError, "softmax needs at least one logit"):
            fail()


# The penalty.


def test_the_penalty_pulls_each_parameter_to_zero():
    parameters = values([3.0, -4.0])
    penalty = l2_penalty(iter(parameters))
    penalty.backward()
    assert penalty.data == approx(1e-4 * 25)
    assert [p.grad for p in parameters] == approx([2e-4 * 3, 2e-4 * -4])
