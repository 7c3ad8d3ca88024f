"""Neurons, layers and networks."""

from __future__ import annotations

import copy
import json
import math
import pickle
import random

import pytest
from pytest import approx

from minigrad import MLP, Layer, Module, Neuron, Value, topological_order
from press.outputs.requirements import require
from tests.minigrad.operations import slopes
from tests.refused import refused


def model() -> MLP:
    """A small network that every test may change."""
    return MLP(2, [3, 1], seed=1)


# A neuron.


@pytest.mark.parametrize(
    ("activation", "expected"),
    [
        ("linear", 2 * 3.0 - 1 * 4.0 + 0.5),
        ("tanh", math.tanh(2.5)),
        ("sigmoid", 1 / (1 + math.exp(-2.5))),
        ("relu", 2.5),
    ],
)
def test_a_neuron_weighs_its_inputs_adds_its_bias_and_activates(activation, expected):
    neuron = Neuron(2, activation)
    neuron.w[0].data, neuron.w[1].data, neuron.b.data = 2.0, -1.0, 0.5
    assert neuron([3.0, 4.0]).data == approx(expected)


def test_relu_is_silent_below_zero():
    neuron = Neuron(1, "relu")
    neuron.w[0].data, neuron.b.data = -1.0, 0.0
    assert neuron([5.0]).data == 0.0


def test_a_neuron_has_a_weight_for_each_input_and_one_bias():
    neuron = Neuron(3)
    assert neuron.parameters() == [*neuron.w, neuron.b]
    assert [p.label for p in neuron.parameters()] == ["w0", "w1", "w2", "b"]


def test_weights_and_bias_start_between_minus_1_and_1():
    numbers = [p.data for p in Layer(9, 100, rng=random.Random(1)).parameters()]
    assert -1.0 <= min(numbers) < -0.98
    assert 0.98 < max(numbers) <= 1.0


def test_a_neuron_is_two_operations():
    """One dot product, one activation; a node for each product would be many times slower."""
    z = Neuron(5)([1.0] * 5)
    assert [node._op for node in topological_order(z) if node._prev] == ["dot", "tanh"]


# Shapes.


def test_a_layer_gives_a_list_and_a_layer_of_one_its_only_value():
    assert len(Layer(2, 3)([1.0, 2.0])) == 3
    assert isinstance(Layer(2, 1)([1.0, 2.0]), Value)


def test_a_network_gives_a_list_and_with_one_output_that_value():
    assert len(MLP(2, [3, 2])([1.0, 2.0])) == 2
    assert isinstance(MLP(2, [3, 1])([1.0, 2.0]), Value)


@pytest.mark.parametrize("module", [Layer(2, 1), MLP(2, [3, 1])], ids=repr)
def test_who_asks_for_the_outputs_gets_a_list_even_of_one(module):
    (z,) = module.outputs([1.0, 2.0])
    assert z.data == module([1.0, 2.0]).data


def test_hidden_layers_of_one_neuron_work():
    """A list that was unwrapped too early would crash in the next layer."""
    narrow = MLP(2, [1, 1, 3, 1, 1], seed=1)
    z = narrow([1.0, -1.0])
    z.backward()
    assert -1.0 < z.data < 1.0
    assert all(p.grad != 0.0 for p in narrow.parameters())


@pytest.mark.parametrize(
    ("nin", "nouts", "count"), [(3, [4, 4, 1], 41), (2, [16, 16, 1], 337), (1, [1], 2)]
)
def test_the_number_of_parameters(nin, nouts, count):
    assert len(MLP(nin, nouts).parameters()) == count


def test_the_activation_is_that_of_all_layers_unless_the_output_has_its_own():
    def activations(network):
        return [layer.neurons[0].activation for layer in network.layers]

    assert activations(MLP(2, [3, 3, 1])) == ["tanh", "tanh", "tanh"]
    assert activations(MLP(2, [3, 3, 1], "relu")) == ["relu", "relu", "relu"]
    assert activations(MLP(2, [3, 3, 1], "relu", output="linear")) == ["relu", "relu", "linear"]
    assert activations(MLP(2, [1], output="sigmoid")) == ["sigmoid"]


def test_the_neurons_of_a_layer_share_their_inputs():
    """A plain number becomes one leaf, not one for each neuron."""
    first, second = Layer(2, 2)([0.5, -0.5])
    assert first._prev[0]._prev[2:4] == second._prev[0]._prev[2:4]


def test_inputs_may_be_values_and_get_their_gradients():
    network = MLP(2, [3, 1], seed=1)
    xs = [Value(0.5), Value(-1.0)]
    network(xs).backward()
    measured = slopes(lambda *numbers: network(numbers).data, (0.5, -1.0))
    assert [x.grad for x in xs] == approx(measured, rel=1e-6)


def test_sizes_come_in_any_row():
    for nouts in ((3, 1), iter([3, 1]), (n for n in (3, 1))):
        assert repr(MLP(2, nouts)) == repr(MLP(2, [3, 1]))


@pytest.mark.parametrize("kind", [list, tuple, iter], ids=["list", "tuple", "iterator"])
def test_inputs_come_in_any_row(kind):
    assert model()(kind([0.5, -1.0])).data == model()([0.5, -1.0]).data
    neuron = Neuron(1, "linear")
    assert neuron(kind([Value(2.0)])).data == 2.0 * neuron.w[0].data + neuron.b.data


def test_inputs_may_be_a_row_of_numpy():
    np = require("numpy")
    assert model()(np.array([0.5, -1.0])).data == model()([0.5, -1.0]).data


def test_modules_show_their_shape():
    assert repr(Neuron(2)) == "Neuron(2, 'tanh')"
    assert repr(Layer(2, 1, "relu")) == "Layer(2, 1, 'relu')"
    network = MLP(2, [1, 4, 1], "relu", output="linear")
    assert repr(network) == "MLP(2, [1, 4, 1], 'relu', output='linear')"


def test_of_a_layer_whose_neurons_differ_the_first_one_is_shown():
    network = MLP(2, [3, 3])
    for layer in network.layers:
        layer.neurons[-1] = Neuron(1, "relu")
    assert repr(network.layers[0]) == "Layer(2, 3, 'tanh')"
    assert repr(network) == "MLP(2, [3, 3], 'tanh', output='tanh')"


# Bad input.


@pytest.mark.parametrize("module", [Neuron(2), Layer(2, 3), MLP(2, [3, 1])], ids=repr)
@pytest.mark.parametrize("xs", [[], [1.0], [1.0, 2.0, 3.0]], ids=str)
def test_another_number_of_inputs_is_refused(module, xs):
    """A silent `zip` would leave weights or inputs out."""
    with refused(ValueError, f"this neuron takes 2 inputs, not {len(xs)}"):
        module(xs)


@pytest.mark.parametrize(
    ("size", "error"),
    [(0, ValueError), (-1, ValueError)] + [(x, TypeError) for x in (2.0, True, "2", None)],
    ids=repr,
)
def test_a_size_is_a_whole_number_from_1_on(size, error):
    for name, make in (
        ("nin", lambda: Neuron(size)),
        ("nout", lambda: Layer(2, size)),
        ("nin", lambda: MLP(size, [3, 1])),
        ("nout", lambda: MLP(2, [3, size])),
    ):
        with refused(error, f"{name} must be a whole number from 1 on, not {size!r}"):
            make()


@pytest.mark.parametrize("nouts", [[], (), "", 4, None, {4, 1}], ids=repr)
def test_the_layers_are_a_list_of_sizes(nouts):
    sentence = f"nouts is the list of the layers' sizes, such as [4, 4, 1], not {nouts!r}"
    with refused(ValueError, sentence):
        MLP(2, nouts)


def test_an_unknown_activation_is_answered_with_the_known_ones():
    choices = "unknown activation 'than': choose from tanh, relu, sigmoid, linear"
    for make in (
        lambda: Neuron(2, "than"),
        lambda: Layer(2, 3, "than"),
        lambda: MLP(2, [3, 1], "than"),
        lambda: MLP(2, [3, 1], output="than"),
    ):
        with refused(ValueError, choices):
            make()


# Chance.


def numbers_of(network: Module) -> list[float]:
    return [p.data for p in network.parameters()]


def test_the_same_seed_gives_the_same_network():
    assert numbers_of(MLP(2, [3, 1], seed=7)) == numbers_of(MLP(2, [3, 1], seed=7))
    assert numbers_of(MLP(2, [3, 1], seed=7)) != numbers_of(MLP(2, [3, 1], seed=8))
    assert numbers_of(MLP(2, [3, 1], seed=0)) == numbers_of(MLP(2, [3, 1], seed=0))


def test_a_seed_gives_the_same_network_on_every_machine():
    assert numbers_of(MLP(1, [1], seed=0)) == [0.6888437030500962, 0.515908805880605]


def test_a_seed_leaves_the_state_of_random_alone():
    random.seed(1)
    expected = random.random()
    random.seed(1)
    MLP(2, [3, 1], seed=7)
    assert random.random() == expected


def test_without_a_seed_the_state_of_random_decides():
    random.seed(1)
    first, second = MLP(2, [3, 1]), MLP(2, [3, 1])
    random.seed(1)
    again = MLP(2, [3, 1])
    assert numbers_of(first) == numbers_of(again) != numbers_of(second)


# Parameters.


def test_every_parameter_gets_its_gradient():
    network = MLP(2, [3, 2, 1], seed=3)
    parameters = network.parameters()

    def output_at(*numbers):
        for p, number in zip(parameters, numbers, strict=True):
            p.data = number
        return network([0.5, -1.0]).data

    start = tuple(numbers_of(network))
    network([0.5, -1.0]).backward()
    grads = [p.grad for p in parameters]
    assert grads == approx(slopes(output_at, start), rel=1e-6, abs=1e-9)


def test_parameters_come_by_name_in_the_order_of_the_layers():
    assert list(MLP(2, [1, 1]).state_dict()) == [
        "layers.0.neurons.0.w.0",
        "layers.0.neurons.0.w.1",
        "layers.0.neurons.0.b",
        "layers.1.neurons.0.w.0",
        "layers.1.neurons.0.b",
    ]


def test_a_module_of_your_own_finds_its_parameters_wherever_they_are():
    class Own(Module):
        def __init__(self):
            self.scale = Value(2.0)
            self.rows = [[Value(3.0), Value(4.0)], (Value(5.0),)]
            self.inner = Neuron(1)
            self.name = "not a parameter"

    own = Own()
    names = ["scale", "rows.0.0", "rows.0.1", "rows.1.0", "inner.w.0", "inner.b"]
    assert list(own.state_dict()) == names
    assert numbers_of(own)[:4] == [2.0, 3.0, 4.0, 5.0]


def test_what_is_no_parameter_is_passed_over():
    class Scaled(Module):
        def __init__(self):
            self.factor, self.name, self.parts = 3, "scaled", {"w": 1.0}
            self.rows = [[1.0, None], "text"]
            self.w = Value(2.0)

    assert list(Scaled().state_dict()) == ["w"]


def test_modules_that_refer_to_each_other_are_gone_through_once():
    class Part(Module):
        def __init__(self):
            self.p = Value(1.0)

    parent, child, row = Part(), Part(), []
    parent.children, child.parent = [child], parent
    row += [row, child]
    child.row = row
    assert list(parent.state_dict()) == ["p", "children.0.p"]
    assert list(child.state_dict()) == ["p", "parent.p"]
    assert parent.parameters() == [parent.p, child.p]


def test_a_parameter_that_stands_in_two_places_is_trained_once():
    class Tied(Module):
        def __init__(self):
            self.first = self.second = Value(1.0)

    model = Tied()
    assert model.parameters() == [model.first]
    assert model.state_dict() == {"first": 1.0, "second": 1.0}


def test_zero_grad_sets_every_gradient_back():
    network = model()
    network([0.5, -1.0]).backward()
    assert any(p.grad != 0.0 for p in network.parameters())
    network.zero_grad()
    assert all(p.grad == 0.0 for p in network.parameters())


# Saving.


def test_a_model_survives_json():
    network, other = MLP(2, [3, 1], seed=1), MLP(2, [3, 1], seed=2)
    other.load_state_dict(json.loads(json.dumps(network.state_dict())))
    assert numbers_of(other) == numbers_of(network)
    assert other([0.5, -1.0]).data == network([0.5, -1.0]).data


def test_loading_keeps_the_parameters_that_an_optimizer_holds():
    network = model()
    held = network.parameters()
    network.load_state_dict(MLP(2, [3, 1], seed=2).state_dict())
    assert network.parameters() == held


@pytest.mark.parametrize(
    ("spoil", "error", "sentence"),
    [
        (
            lambda state: state.pop("layers.1.neurons.0.b"),
            ValueError,
            "this state belongs to another shape of model: "
            "'layers.1.neurons.0.b' is only in one of them",
        ),
        (
            lambda state: state.update(extra=1.0, other=2.0),
            ValueError,
            "this state belongs to another shape of model: 'extra' is only in one of them",
        ),
        (
            lambda state: state.update({"layers.1.neurons.0.b": "1"}),
            TypeError,
            "layers.1.neurons.0.b is one real number, such as 2.0; this is a str: '1'",
        ),
        (
            lambda state: state.update({1: 1.0, (2,): 2.0}),
            ValueError,
            "this state belongs to another shape of model: (2,) is only in one of them",
        ),
    ],
    ids=["missing", "unknown", "text", "no names"],
)
def test_a_state_that_does_not_fit_loads_nothing_at_all(spoil, error, sentence):
    network = model()
    before = network.state_dict()
    state = MLP(2, [3, 1], seed=2).state_dict()
    spoil(state)
    with refused(error, sentence):
        network.load_state_dict(state)
    assert network.state_dict() == before


def test_a_parameter_with_two_names_takes_one_number():
    class Tied(Module):
        def __init__(self):
            self.a = self.b = Value(1.0)

    tied = Tied()
    tied.load_state_dict({"a": float("2.0"), "b": float("2.0")})
    assert tied.state_dict() == {"a": 2.0, "b": 2.0}
    sentence = "the parameter b has another name as well, and the state has 3.0 for the one and 4.0"
    with refused(ValueError, f"{sentence} for the other"):
        tied.load_state_dict({"a": 3.0, "b": 4.0})
    with pytest.raises(ValueError, match="4.0 for the one and 3.0 for the other"):
        tied.load_state_dict({"a": 4.0, "b": 3.0})
    assert tied.a.data == 2.0


def test_a_list_of_activations_is_refused():
    sentence = "unknown activation ['relu']: choose from tanh, relu, sigmoid, linear"
    with refused(ValueError, sentence):
        MLP(2, [1], activation=["relu"])


def test_a_seed_in_the_place_of_a_generator_is_refused():
    for make in (lambda: Neuron(2, "tanh", 1), lambda: Layer(2, 3, "tanh", 1)):
        with refused(TypeError, "rng is a random.Random, such as random.Random(1), not 1"):
            make()


@pytest.mark.parametrize(
    "copied", [copy.deepcopy, lambda m: pickle.loads(pickle.dumps(m))], ids=["deepcopy", "pickle"]
)
def test_a_copy_of_a_model_is_the_same_and_independent(copied):
    network = model()
    twin = copied(network)
    assert twin([0.5, -1.0]).data == network([0.5, -1.0]).data

    twin([0.5, -1.0]).backward()
    for p in twin.parameters():
        p.data += 1.0
    assert all(p.grad == 0.0 for p in network.parameters())
    assert numbers_of(network) == numbers_of(model())
    assert any(p.grad != 0.0 for p in twin.parameters())


# What readers know from micrograd.


def test_the_names_are_those_of_micrograd():
    network = MLP(2, [3, 1], seed=1)
    layer = network.layers[0]
    neuron = layer.neurons[0]
    assert (len(network.layers), len(layer.neurons), len(neuron.w)) == (2, 3, 2)
    assert len(network.parameters()) == 13
    assert len(layer.parameters()) == 9
    assert neuron.parameters() == [*neuron.w, neuron.b]


def test_a_training_loop_written_by_hand_goes_downhill():
    network = MLP(2, [3, 1], seed=1)
    xs, ys = [[1.0, 0.0], [0.0, 1.0]], [1.0, -1.0]
    losses = []
    for _ in range(20):
        loss = sum((network(x) - y) ** 2 for x, y in zip(xs, ys, strict=True))
        network.zero_grad()
        loss.backward()
        for p in network.parameters():
            p.data -= 0.1 * p.grad
        losses.append(loss.data)
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < 0.1 * losses[0]
