"""The doors: a number of any library becomes Python's own, and a slip gets a sentence."""

from __future__ import annotations

import json
import math
from fractions import Fraction

import pytest
from pytest import approx

from minigrad import (
    MLP,
    SGD,
    Adam,
    Layer,
    Neuron,
    Value,
    cross_entropy,
    dot,
    draw_dot,
    even_odd,
    gradcheck,
    hinge_loss,
    l2_penalty,
    make_moons,
    mse_loss,
    numerical_gradient,
    softmax,
    total,
)
from minigrad.floats import as_int
from minigrad.losses import pick
from press.outputs.requirements import require
from tests.refused import refused


class Whole:
    """A whole number of a library that Python has never heard of."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __index__(self) -> int:
        return self.number


# Numbers of other libraries.


@pytest.mark.parametrize("optimizer", [SGD, Adam])
def test_a_rate_of_another_library_leaves_plain_floats(optimizer):
    np = require("numpy")
    model = MLP(2, [2, 1], seed=1)
    descent = optimizer(model.parameters(), lr=np.float32(0.1))
    assert type(descent.lr) is float
    descent.lr = np.float32(0.2)
    for p in model.parameters():
        p.grad = np.float32(0.5)
    descent.step()
    assert {type(p.data) for p in model.parameters()} == {float}
    assert json.loads(json.dumps(model.state_dict())) == model.state_dict()


def test_the_settings_of_an_optimizer_become_plain_floats():
    third = Fraction(1, 3)
    assert type(SGD([Value(1.0)], momentum=third).momentum) is float
    adam = Adam([Value(1.0)], betas=[third, third], eps=third)
    assert [type(x) for x in (*adam.betas, adam.eps)] == [float] * 3


@pytest.mark.parametrize("optimizer", [SGD, Adam])
@pytest.mark.parametrize(
    "number", [Fraction, lambda n: require("numpy").float64(n)], ids=["Fraction", "numpy"]
)
def test_a_parameter_that_was_set_to_another_librarys_number_is_a_float_after_the_step(
    optimizer, number
):
    p = Value(3.0)
    p.data, p.grad = number(3), 1.0
    optimizer([p]).step()
    assert type(p.data) is float


def test_a_state_is_of_plain_floats_whatever_the_parameters_were_set_to():
    neuron = Neuron(1)
    neuron.b.data = Fraction(1, 2)
    assert {type(number) for number in neuron.state_dict().values()} == {float}


@pytest.mark.parametrize(
    "whole", [Whole, lambda n: require("numpy").int64(n)], ids=["own", "numpy"]
)
def test_sizes_and_seeds_may_be_whole_numbers_of_any_library(whole):
    ours = MLP(2, [3, 1], seed=1).state_dict()
    assert MLP(whole(2), [whole(3), whole(1)], seed=whole(1)).state_dict() == ours
    assert make_moons(whole(4), seed=whole(1)) == make_moons(4, seed=1)
    assert even_odd(whole(0), whole(1)) == even_odd(0, 1)
    assert cross_entropy([1.0, 2.0], whole(1)).data == cross_entropy([1.0, 2.0], 1).data


def test_sizes_may_be_an_array():
    np = require("numpy")
    assert repr(MLP(2, np.array([3, 1]))) == repr(MLP(2, [3, 1]))


def test_a_stretch_of_time_is_no_number():
    np = require("numpy")
    with pytest.raises(TypeError, match="one real number, such as 2.0; this is a timedelta64"):
        Value(np.timedelta64(3, "s"))


def test_a_whole_number_becomes_pythons_own():
    assert type(as_int(Whole(3), "n")) is int
    np = require("numpy")
    for thing in (np.array([1, 2]), np.float64(1.0), np.True_):
        with pytest.raises(TypeError, match="^n is whole, not "):
            as_int(thing, "n is whole")


@pytest.mark.parametrize("seed", [1.0, "1", True, [1]], ids=repr)
def test_a_seed_is_a_whole_number(seed):
    for make in (lambda: MLP(2, [1], seed=seed), lambda: make_moons(4, seed=seed)):
        with refused(TypeError, f"a seed must be a whole number from 0 on, not {seed!r}"):
            make()


@pytest.mark.parametrize("seed", [-1, -7])
def test_a_seed_below_0_is_refused(seed):
    """Python would take -7 for 7."""
    for make in (lambda: MLP(2, [1], seed=seed), lambda: make_moons(4, seed=seed)):
        with refused(ValueError, f"a seed must be a whole number from 0 on, not {seed}"):
            make()
    assert MLP(2, [1], seed=0) and make_moons(4, seed=0)


def test_the_numbers_of_a_data_set_are_checked():
    with refused(TypeError, "n must be a whole number, not 4.0"):
        make_moons(4.0)
    with refused(TypeError, "noise is one real number, such as 2.0; this is a str: '0'"):
        make_moons(4, noise="0")
    needs = "make_moons needs n from 2 on, and finite noise from 0 on, not"
    for noise in (math.inf, math.nan):
        with refused(ValueError, f"{needs} 4 and {noise}"):
            make_moons(4, noise=noise)
    with refused(TypeError, "low must be a whole number, not 0.5"):
        even_odd(0.5)
    with refused(TypeError, "high must be a whole number, not 1.5"):
        even_odd(0, 1.5)


@pytest.mark.parametrize("optimizer", [SGD, Adam])
@pytest.mark.parametrize("wrong", ["0.1", None, True, 1j], ids=repr)
def test_a_setting_or_a_gradient_that_is_no_number_is_refused(optimizer, wrong):
    what = f" one real number, such as 2.0; this is a {type(wrong).__name__}: {wrong!r}"
    p = Value(3.0)
    descent = optimizer([p])
    with refused(TypeError, "the learning rate is" + what):
        optimizer([p], lr=wrong)
    with refused(TypeError, "the learning rate is" + what):
        descent.lr = wrong
    with refused(TypeError, "the momentum is" + what):
        SGD([p], momentum=wrong)
    with refused(TypeError, "each beta is" + what):
        Adam([p], betas=(0.9, wrong))
    with refused(TypeError, "eps is" + what):
        Adam([p], eps=wrong)
    p.grad = wrong
    with refused(TypeError, "a gradient is" + what):
        descent.step()
    assert p.data == 3.0


def test_the_step_and_the_tolerance_of_a_check_are_numbers():
    def square(x):
        return x * x

    assert gradcheck(square, [2.0], h=Fraction(1, 100000), tolerance=Fraction(1, 1000))
    with refused(TypeError, "the step h is one real number, such as 2.0; this is a str: '1'"):
        numerical_gradient(square, [2.0], h="1")
    with refused(TypeError, "the tolerance is one real number, such as 2.0; this is a str: '1'"):
        gradcheck(square, [2.0], tolerance="1")
    for h in (0.0, -1e-5, math.inf, math.nan):
        with refused(ValueError, f"the step h must be above 0 and finite, not {h}"):
            numerical_gradient(square, [2.0], h=h)


# One thing where a list belongs.


@pytest.mark.parametrize("loss", [mse_loss, hinge_loss])
def test_one_prediction_or_one_target_needs_its_brackets(loss):
    sentence = "a loss takes a list of predictions and a list of targets, even for one, such as"
    with refused(TypeError, f"{sentence} [1.0], not Value(data=0.5, grad=0.0)"):
        loss(Value(0.5), 1.0)
    with refused(TypeError, f"{sentence} [1.0], not 1.0"):
        loss([Value(0.5)], 1.0)
    assert loss([Value(0.5)], [1.0]).data in (0.25, 0.5)


@pytest.mark.parametrize("loss", [mse_loss, hinge_loss])
def test_a_prediction_that_is_no_number_is_told(loss):
    with refused(TypeError, "a Value holds one real number, such as 2.0; this is a str: '1'"):
        loss(["1"], [1.0])


@pytest.mark.parametrize("loss", [mse_loss, hinge_loss])
def test_predictions_and_targets_may_come_from_generators(loss):
    scores, signs = [0.5, -2.0], [1.0, -1.0]
    lazily = loss((Value(s) for s in scores), (t for t in signs))
    assert lazily.data == loss(scores, signs).data
    assert softmax(z for z in scores)[0].data == softmax(scores)[0].data
    assert cross_entropy((z for z in scores), 1).data == cross_entropy(scores, 1).data


def test_parameters_are_not_the_model():
    model = MLP(2, [1], seed=1)
    needs = "an optimizer needs a list of Values, such as model.parameters()"
    for optimizer in (SGD, Adam):
        with refused(TypeError, f"{needs}, not MLP(2, [1], 'tanh', output='tanh')"):
            optimizer(model, lr=0.1)
        with refused(TypeError, f"{needs}, not Value(data=1.0, grad=0.0)"):
            optimizer(Value(1.0))
        with refused(TypeError, f"{needs}, and in it is 1.0"):
            optimizer([1.0, 2.0])
        with refused(TypeError, f"{needs}, and in it is [Value(data=2.0, grad=0.0)]"):
            optimizer([Value(1.0), [Value(2.0)]])
        with refused(TypeError, f"{needs}, and in it is '{'w' * 59}"):
            optimizer(["w" * 100])
    with refused(TypeError, f"l2_penalty takes a list, such as model.parameters(), not {model}"):
        l2_penalty(model)


@pytest.mark.parametrize("check", [gradcheck, numerical_gradient])
def test_the_inputs_of_a_check_are_a_list_or_a_generator(check):
    with refused(TypeError, "give the inputs of the function as one list, not 3.0"):
        check(lambda x: x, 3.0)
    assert check(lambda a, b: a * b, (x for x in (2.0, -3.0))) in (True, approx([-3.0, 2.0]))


@pytest.mark.parametrize("module", [Neuron(2), Layer(2, 3), MLP(2, [3, 1])], ids=repr)
def test_the_inputs_of_a_network_are_one_list(module):
    for call in (
        lambda: module(1.0, 2.0),
        lambda: module([1.0], [2.0]),
        lambda: module(1.0),
        lambda: module(Value(1.0)),
    ):
        with refused(TypeError, "give the inputs as one list, such as model([1.0, 2.0])"):
            call()


@pytest.mark.parametrize(
    "f",
    [total, softmax, MLP(2, [1]).outputs, lambda xs: dot(xs, xs)],
    ids=["total", "softmax", "outputs", "dot"],
)
def test_one_number_is_no_list(f):
    sentence = "give the numbers as one list, such as [1.0, 2.0], not"
    with refused(TypeError, f"{sentence} 3.0"):
        f(3.0)
    with refused(TypeError, f"{sentence} Value(data=3.0, grad=0.0)"):
        f(Value(3.0))
    with refused(TypeError, f"{sentence} {'3' * 60}"):
        f(int("3" * 100))


def test_what_is_wrong_within_a_list_is_still_told():
    with refused(TypeError, "a Value holds one real number, such as 2.0; this is a str: '2'"):
        total([1.0, "2"])


def test_the_betas_are_a_pair():
    what = "betas is a pair of numbers, such as (0.9, 0.999), not"
    with refused(TypeError, f"{what} 0.9"):
        Adam([Value(1.0)], betas=0.9)
    for betas in ((0.9,), (0.9, 0.99, 0.999)):
        with refused(ValueError, f"{what} {betas}"):
            Adam([Value(1.0)], betas=betas)


def test_a_state_is_a_dict():
    with refused(TypeError, "a state is a dict, as state_dict() gives it, not [1.0, 2.0]"):
        Neuron(1).load_state_dict([1.0, 2.0])
    with refused(TypeError, f"a state is a dict, as state_dict() gives it, not '{'w' * 59}"):
        Neuron(1).load_state_dict("w" * 100)


# Labels.


@pytest.mark.parametrize("wrong", [3, 0, None, b"a", ["a"]], ids=repr)
def test_a_label_is_text_at_once(wrong):
    with refused(TypeError, f"a label is text, such as 'a', not {wrong!r}"):
        Value(1.0, label=wrong)
    a = Value(1.0, label="a")
    with refused(TypeError, f"a label is text, such as 'a', not {wrong!r}"):
        a.label = wrong
    assert a.label == "a"


def test_of_what_is_no_label_60_signs_are_shown():
    with refused(TypeError, f"a label is text, such as 'a', not b'{'a' * 58}"):
        Value(1.0, label=b"a" * 100)


# Formats.


@pytest.mark.parametrize(
    ("spec", "text"), [(".2f", "0.67"), ("8.3f", "   0.667"), ("+.0%", "+67%")]
)
def test_a_value_is_formatted_as_its_number(spec, text):
    assert format(Value(2 / 3), spec) == text


def test_without_a_format_a_value_shows_itself_as_ever():
    assert f"{Value(2.0, label='x')}" == "Value(data=2.0, grad=0.0, label='x')"


def test_a_number_that_no_float_can_hold_is_refused():
    for what, door in (
        ("a Value holds", Value),
        ("a Value holds", lambda x: Value(2.0) + x),
        ("the learning rate is", lambda x: SGD([Value(1.0)], lr=x)),
        ("noise is", lambda x: make_moons(4, noise=x)),
    ):
        with refused(OverflowError, f"{what} a float, and this number is beyond 1.8e308"):
            door(10**400)


def test_operands_without_their_comma_are_refused():
    x = Value(2.0)
    sentence = "operands and partial derivatives are tuples; of one, with a comma: (x,), (2.0,)"
    for operands, partials in ((x, (2.0,)), ((x,), 2.0)):
        with refused(TypeError, sentence):
            Value(4.0, operands, "square", partials)


def test_a_value_that_was_put_where_a_number_belongs_is_shown_all_the_same():
    p = Value(3.0)
    p.data = p - 0.5
    assert repr(p) == "Value(data=Value(data=2.5, grad=0.0), grad=0.0)"
    p.data, p.grad = 3, None
    assert repr(p) == "Value(data=3.0, grad=None)"
    p.grad = [0] * 99
    assert repr(p) == f"Value(data=3.0, grad=[{'0, ' * 19}0,)"


def test_no_logit_is_no_row():
    with refused(ValueError, "a class is picked out of at least one logit, and there is none"):
        pick([], 0)


def test_what_a_drawing_is_told_is_checked():
    assert draw_dot(-Value(1.0), limit=Whole(2)).source
    with refused(TypeError, "limit must be a whole number or None, not 2.0"):
        draw_dot(-Value(1.0), limit=2.0)
    with refused(TypeError, "title must be text, not Fraction(1, 2)"):
        draw_dot(-Value(1.0), title=Fraction(1, 2))
