"""To PyTorch and back: the same numbers, and a sentence for what has no twin on the other side."""

from __future__ import annotations

import random
import sys

import pytest
from pytest import approx

from minigrad import MLP, Layer, Neuron, Value, from_torch, to_torch, total
from minigrad.nn import ACTIVATIONS
from minigrad.pytorch import IN_TORCH
from press.outputs.requirements import require
from tests.refused import refused


@pytest.fixture
def torch():
    """PyTorch; without it the test is skipped."""
    return require("torch")


def networks() -> list[MLP]:
    """Every pair of activations, in networks of random sizes."""
    rng = random.Random(8)
    found = []
    for activation in ACTIVATIONS:
        for output in ACTIVATIONS:
            sizes = [rng.randint(1, 5) for _ in range(rng.randint(1, 4))]
            model = MLP(rng.randint(1, 4), sizes, activation, output, rng.randrange(1000))
            found.append(model)
    return found


# Without PyTorch.


@pytest.mark.parametrize("function", [to_torch, from_torch])
def test_without_pytorch_one_sentence_says_how_to_get_it(function, monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)
    with refused(
        ImportError, "to_torch and from_torch need PyTorch: `pip install torch` brings it"
    ):
        function(MLP(1, [1]))


def test_every_activation_has_its_name_in_pytorch():
    assert IN_TORCH.keys() == ACTIVATIONS.keys()


# There.


@pytest.mark.parametrize("model", networks(), ids=repr)
def test_outputs_and_gradients_are_those_of_the_network(model, torch):
    rng = random.Random(1)
    nin = len(model.layers[0].neurons[0].w)
    xs = [[rng.uniform(-2, 2) for _ in range(nin)] for _ in range(5)]
    rows, inputs = [list(map(Value, x)) for x in xs], torch.tensor(xs, dtype=torch.float64)
    inputs.requires_grad = True
    ours, theirs = [model.outputs(row) for row in rows], to_torch(model)(inputs)
    assert theirs.dtype == torch.float64
    for outputs, twins in zip(ours, theirs.tolist(), strict=True):
        assert [z.data for z in outputs] == approx(twins, rel=1e-12, abs=1e-15)

    twin = to_torch(model)
    model.zero_grad()
    total(z * (i + 1) for i, outputs in enumerate(ours) for z in outputs).backward()
    weights = torch.arange(1, 6, dtype=torch.float64)
    (twin(inputs).sum(1) * weights).sum().backward()
    linears = [part for part in twin if isinstance(part, torch.nn.Linear)]
    for layer, linear in zip(model.layers, linears, strict=True):
        grads = [[w.grad for w in neuron.w] for neuron in layer.neurons]
        for ours_of_one, theirs_of_one in zip(grads, linear.weight.grad.tolist(), strict=True):
            assert ours_of_one == approx(theirs_of_one, rel=1e-12, abs=1e-14)
        biases = [neuron.b.grad for neuron in layer.neurons]
        assert biases == approx(linear.bias.grad.tolist(), rel=1e-12, abs=1e-14)
    for row, grads in zip(rows, inputs.grad.tolist(), strict=True):
        assert [x.grad for x in row] == approx(grads, rel=1e-12, abs=1e-14)


def test_a_single_output_is_a_column(torch):
    twin = to_torch(MLP(2, [3, 1]))
    assert twin(torch.zeros(7, 2, dtype=torch.float64)).shape == (7, 1)


def test_the_modules_are_a_linear_and_its_activation_for_each_layer(torch):
    twin = to_torch(MLP(2, [3, 1], activation="relu", output="linear"))
    assert [type(part).__name__ for part in twin] == ["Linear", "ReLU", "Linear"]
    assert all(p.requires_grad and p.dtype == torch.float64 for p in twin.parameters())


def test_layers_of_the_readers_own_choice_go_to_pytorch(torch):
    model = MLP(2, [3, 3, 1])
    model.layers[1] = Layer(3, 3, "sigmoid")
    xs = [0.5, -1.0]
    twin = to_torch(model)(torch.tensor([xs], dtype=torch.float64))
    assert model(xs).data == approx(twin.item(), rel=1e-12)


def test_the_numbers_are_copied(torch):
    model = MLP(2, [1], seed=1)
    before = model.state_dict()
    twin = to_torch(model)
    with torch.no_grad():
        twin[0].weight += 1.0
    assert model.state_dict() == before
    again = from_torch(twin)
    with torch.no_grad():
        twin[0].weight += 1.0
    assert again.layers[0].neurons[0].w[0].data == before["layers.0.neurons.0.w.0"] + 1.0


def test_no_random_state_moves(torch):
    ours, theirs = random.getstate(), torch.random.get_rng_state()
    from_torch(to_torch(MLP(2, [3, 1], seed=1)))
    assert random.getstate() == ours
    assert torch.equal(torch.random.get_rng_state(), theirs)


# And back.


@pytest.mark.parametrize("model", networks(), ids=repr)
def test_there_and_back_is_the_same_to_the_last_bit(model, torch):
    again = from_torch(to_torch(model))
    assert repr(again) == repr(model)
    assert again.state_dict() == model.state_dict()
    assert all(type(p.data) is float for p in again.parameters())


def test_a_network_made_in_pytorch_comes_over(torch):
    nn = torch.nn
    module = nn.Sequential(nn.Linear(2, 3), nn.Identity(), nn.Linear(3, 2), nn.Sigmoid()).double()
    model, x = from_torch(module), [0.5, -1.0]
    assert repr(model) == "MLP(2, [3, 2], 'linear', output='sigmoid')"
    theirs = module(torch.tensor([x], dtype=torch.float64))[0].tolist()
    assert [z.data for z in model(x)] == approx(theirs, rel=1e-12)


def test_single_precision_is_taken_as_the_double_of_the_same_value(torch):
    module = torch.nn.Sequential(torch.nn.Linear(2, 1))
    assert module[0].weight.dtype == torch.float32
    numbers = [p.data for p in from_torch(module).parameters()]
    assert numbers == [*module[0].weight[0].tolist(), module[0].bias.item()]


# What is refused.

ONE_ACTIVATION = (
    "to_torch needs one activation for a whole layer, out of tanh, relu, sigmoid, linear, and not"
)


def test_to_torch_takes_an_mlp_and_nothing_else(torch):
    class Residual(MLP):
        pass

    for other in (Layer(2, 3), Residual(2, [2]), [1.0]):
        with refused(TypeError, f"to_torch takes an MLP, not a {type(other).__name__}"):
            to_torch(other)


def test_a_layer_or_a_neuron_of_another_class_is_refused(torch):
    class Loud(Neuron):
        pass

    class Wide(Layer):
        pass

    with_neuron, with_layer = MLP(2, [2, 1]), MLP(2, [2, 1])
    with_neuron.layers[0].neurons[1] = Loud(2)
    with_layer.layers[1] = Wide(2, 1)
    for model, name in ((with_neuron, "Loud"), (with_layer, "Wide")):
        with refused(TypeError, f"to_torch takes layers and neurons, not a {name}"):
            to_torch(model)


def test_a_layer_of_several_activations_is_refused(torch):
    model = MLP(2, [3, 1])
    model.layers[0].neurons[1].activation = "relu"
    with refused(ValueError, f"{ONE_ACTIVATION} relu, tanh"):
        to_torch(model)


def test_an_activation_that_pytorch_lacks_is_refused(torch, monkeypatch):
    monkeypatch.setitem(ACTIVATIONS, "sine", lambda x: x)
    with refused(ValueError, f"{ONE_ACTIVATION} sine"):
        to_torch(MLP(2, [1], activation="sine"))


def test_a_parameter_in_two_places_is_refused_on_both_sides(torch):
    model = MLP(2, [2, 2])
    model.layers[1] = model.layers[0]
    with refused(
        ValueError, "two places of this model share a parameter: to_torch would part them"
    ):
        to_torch(model)
    linear = torch.nn.Linear(2, 2)
    parted = "two places of this module share a parameter: from_torch would part them"
    with refused(ValueError, parted):
        from_torch(torch.nn.Sequential(linear, torch.nn.Tanh(), linear))
    other = torch.nn.Linear(2, 2)
    other.weight = linear.weight
    other.extra = torch.nn.Parameter(torch.zeros(1))  # as many parameters as without sharing
    with refused(ValueError, parted):
        from_torch(torch.nn.Sequential(linear, other))


MADE_OF = "it is made of Linear, each with at most one Tanh, ReLU or Sigmoid after it"
BAD = {  # the modules, made with torch.nn, and what is said of them
    "dropout": (
        lambda nn: [nn.Linear(2, 3), nn.Dropout()],
        f"module 1, Dropout, has no place in an MLP: {MADE_OF}",
    ),
    "an unknown activation": (
        lambda nn: [nn.Linear(2, 3), nn.GELU()],
        f"module 1, GELU, has no place in an MLP: {MADE_OF}",
    ),
    "an activation first": (
        lambda nn: [nn.Tanh(), nn.Linear(2, 3)],
        f"module 0, Tanh, has no place in an MLP: {MADE_OF}",
    ),
    "two activations": (
        lambda nn: [nn.Linear(2, 3), nn.Tanh(), nn.ReLU()],
        f"module 2, ReLU, has no place in an MLP: {MADE_OF}",
    ),
    "a Sequential inside": (
        lambda nn: [nn.Sequential(nn.Linear(2, 3))],
        f"module 0, Sequential, has no place in an MLP: {MADE_OF}",
    ),
    "nothing": (
        lambda nn: [],
        "an MLP has at least one layer, and this Sequential has no Linear",
    ),
    "no bias": (
        lambda nn: [nn.Linear(2, 3), nn.Linear(3, 1, bias=False)],
        "every neuron of an MLP has a bias, and "
        "Linear(in_features=3, out_features=1, bias=False) has none",
    ),
    "weights in half precision": (
        lambda nn: [nn.Linear(2, 3).half()],
        "from_torch takes numbers of type torch.float64 or torch.float32, "
        "not torch.float16: call module.double() first",
    ),
    "sizes that do not fit": (
        lambda nn: [nn.Linear(2, 3), nn.Linear(4, 1)],
        "Linear(in_features=2, out_features=3, bias=True) and "
        "Linear(in_features=4, out_features=1, bias=True) do not fit: "
        "the sizes differ between them",
    ),
    "sizes that do not fit the other way": (
        lambda nn: [nn.Linear(2, 4), nn.Linear(3, 1)],
        "Linear(in_features=2, out_features=4, bias=True) and "
        "Linear(in_features=3, out_features=1, bias=True) do not fit: "
        "the sizes differ between them",
    ),
    "hidden layers that differ": (
        lambda nn: [nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 3), nn.ReLU(), nn.Linear(3, 1)],
        "an MLP has one activation for all layers but the last, and this module has tanh, relu",
    ),
    "a hidden layer without": (
        lambda nn: [nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 3), nn.Linear(3, 1)],
        "an MLP has one activation for all layers but the last, and this module has tanh, linear",
    ),
}


@pytest.mark.parametrize(("modules", "sentence"), BAD.values(), ids=BAD)
def test_what_an_mlp_cannot_be_is_refused(modules, sentence, torch):
    with refused(ValueError, sentence):
        from_torch(torch.nn.Sequential(*modules(torch.nn)))


@pytest.mark.parametrize("name", ["weight", "bias"])
def test_weights_or_biases_alone_in_another_precision_are_refused_too(name, torch):
    linear = torch.nn.Linear(2, 3)
    setattr(linear, name, torch.nn.Parameter(getattr(linear, name).half()))
    with pytest.raises(ValueError, match="^from_torch takes numbers of type .* torch.float16"):
        from_torch(torch.nn.Sequential(linear))


def test_from_torch_takes_a_sequential_and_nothing_else(torch):
    class Odd(torch.nn.Sequential):
        pass

    linear = torch.nn.Linear(2, 1)
    for other in (linear, Odd(linear), MLP(2, [1])):
        with refused(
            TypeError,
            "from_torch takes a torch.nn.Sequential, such as to_torch makes, "
            f"not a {type(other).__name__}",
        ):
            from_torch(other)


def pruned(torch, linear):
    from torch.nn.utils import prune

    prune.random_unstructured(linear, "weight", 1)


@pytest.mark.parametrize(
    "change",
    [
        pruned,
        lambda torch, linear: torch.nn.utils.weight_norm(linear),
        lambda torch, linear: linear.register_forward_hook(lambda *call: 2 * call[-1]),
    ],
    ids=["pruned", "weight norm", "a hook"],
)
@pytest.mark.filterwarnings("ignore::FutureWarning")
def test_what_a_hook_changes_is_refused(change, torch):
    linear = torch.nn.Linear(2, 2)
    change(torch, linear)
    sentence = f"module 1, {linear}, has a hook, which an MLP would leave out"
    with refused(ValueError, sentence):
        from_torch(torch.nn.Sequential(torch.nn.Linear(2, 2), linear))


def test_a_hook_of_the_whole_is_refused_too(torch):
    module = torch.nn.Sequential(torch.nn.Linear(2, 1))
    module.register_forward_pre_hook(lambda *call: None)
    with refused(ValueError, "the Sequential has a hook, which an MLP would leave out"):
        from_torch(module)


def test_tensors_without_numbers_are_refused(torch):
    linear = torch.nn.Linear(2, 1, device="meta")
    with refused(ValueError, f"{linear} is on the device 'meta', where tensors have no numbers"):
        from_torch(torch.nn.Sequential(linear))
