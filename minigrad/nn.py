"""Neural networks out of `Value`s: `Neuron`, `Layer` and `MLP`, and what they share, `Module`."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Set

from minigrad.engine import Value, as_values, dot
from minigrad.floats import SEED, as_float, as_int

ACTIVATIONS: dict[str, Callable[[Value], Value]] = {
    "tanh": Value.tanh,
    "relu": Value.relu,
    "sigmoid": Value.sigmoid,
    "linear": lambda x: x,
}


class Module:
    """What a neuron, a layer and a network share: parameters to train, to zero and to save.

    They are found in the attributes: each `Value` or `Module`, and each in a list or a tuple.
    Modules may refer to each other: none is looked for inside itself.
    """

    def named_parameters(self) -> Iterator[tuple[str, Value]]:
        """Each parameter with the path that leads to it, such as `layers.0.neurons.2.w.1`."""
        yield from _named("", self, ())

    def parameters(self) -> list[Value]:
        """Every `Value` that training may change, each once, in a fixed order."""
        return list(dict.fromkeys(parameter for _, parameter in self.named_parameters()))

    def zero_grad(self) -> None:
        """Set the gradient of every parameter to 0, as must be done before each `backward()`."""
        for parameter in self.parameters():
            parameter.grad = 0.0

    def state_dict(self) -> dict[str, float]:
        """The parameters as plain floats by name: what to save, for instance as JSON."""
        return {name: as_float(parameter.data) for name, parameter in self.named_parameters()}

    def load_state_dict(self, state: Mapping[str, float]) -> None:
        """Take over the numbers of another module's `state_dict()`, or change nothing at all.

        Raises `ValueError` if a name is missing or unknown, or two names of one parameter have
        different numbers, `TypeError` if a number is not one, or the state is no dict, and
        `OverflowError` for a number that no float can hold.
        """
        if not isinstance(state, Mapping):
            raise TypeError(f"a state is a dict, as state_dict() gives it, not {state!r:.60}")
        own = dict(self.named_parameters())
        if wrong := sorted(own.keys() ^ state.keys(), key=str):
            raise ValueError(
                f"this state belongs to another shape of model: {wrong[0]!r} is only in one of them"
            )
        numbers: dict[Value, float] = {}  # all checked before the first is set
        for name, parameter in own.items():
            number = as_float(state[name], f"{name} is")
            first = numbers.setdefault(parameter, number)
            if first is not number and first != number:
                raise ValueError(
                    f"the parameter {name} has another name as well, and the state has {first} for "
                    f"the one and {number} for the other"
                )
        for parameter, number in numbers.items():
            parameter.data = number


class Neuron(Module):
    """One neuron: activation(Σ wᵢ·xᵢ + b), with `nin` weights and a bias, all from U(-1, 1).

    Raises `ValueError` for `nin` below 1, an unknown activation, or other than `nin` inputs,
    `TypeError` for a size that is no whole number, inputs that are not one list of numbers, or an
    `rng` that is no `random.Random`.

    >>> neuron = Neuron(2, rng=random.Random(0))
    >>> neuron([1.0, -1.0])
    Value(data=0.0141, grad=0.0)
    """

    def __init__(
        self, nin: int, activation: str = "tanh", rng: random.Random | None = None
    ) -> None:
        nin = _size(nin, "nin")
        if not isinstance(activation, str) or activation not in ACTIVATIONS:
            raise ValueError(
                f"unknown activation {activation!r}: choose from {', '.join(ACTIVATIONS)}"
            )
        if rng is not None and not isinstance(rng, random.Random):
            raise TypeError(f"rng is a random.Random, such as random.Random(1), not {rng!r}")
        uniform = (random if rng is None else rng).uniform
        self.w = [Value(uniform(-1, 1), label=f"w{i}") for i in range(nin)]
        self.b = Value(uniform(-1, 1), label="b")
        self.activation = activation

    def __call__(self, xs: Iterable[Value | float], *more: object) -> Value:
        """The neuron's output for `nin` numbers, given as one list."""
        if more or not isinstance(xs, list):  # from a layer it is a list already
            xs = _row(xs, more)
        if len(xs) != len(self.w):
            raise ValueError(f"this neuron takes {len(self.w)} inputs, not {len(xs)}")
        return ACTIVATIONS[self.activation](dot(self.w, xs, self.b))

    def __repr__(self) -> str:
        return f"Neuron({len(self.w)}, {self.activation!r})"


class Layer(Module):
    """`nout` neurons side by side, each of which sees all `nin` inputs.

    Raises `ValueError` for `nout` below 1, `TypeError` for one that is no whole number, and what
    `Neuron` raises.

    >>> Layer(2, 3)
    Layer(2, 3, 'tanh')
    """

    def __init__(
        self, nin: int, nout: int, activation: str = "tanh", rng: random.Random | None = None
    ) -> None:
        self.neurons = [Neuron(nin, activation, rng) for _ in range(_size(nout, "nout"))]

    def __call__(self, xs: Iterable[Value | float], *more: object) -> Value | list[Value]:
        """The `nout` outputs for `nin` numbers; a single output comes without its list."""
        return _unwrap(self.outputs(_row(xs, more)))

    def outputs(self, xs: Iterable[Value | float]) -> list[Value]:
        """The `nout` outputs for `nin` numbers, always as a list."""
        xs = as_values(xs)  # once, so that the neurons share their inputs
        return [neuron(xs) for neuron in self.neurons]

    def __repr__(self) -> str:
        first = self.neurons[0]
        return f"Layer({len(first.w)}, {len(self.neurons)}, {first.activation!r})"


class MLP(Module):
    """A multi-layer perceptron: `nin` inputs, then a layer for each number in `nouts`.

    Called, it gives one output alone and several as a list; `outputs` always gives a list.
    `activation` is that of every layer; `output`, if given, is that of the last one ("linear" for
    scores and logits). The same `seed` gives the same network on every machine; without one,
    `random`'s own state decides. Raises `ValueError` for a size below 1, no layer, an unknown
    activation or a negative seed, `TypeError` for a size or a seed that is not a whole number.

    >>> model = MLP(3, [4, 4, 1], seed=1)
    >>> len(model.parameters())
    41
    >>> model([2.0, 3.0, -1.0])
    Value(data=0.6457, grad=0.0)
    """

    def __init__(
        self,
        nin: int,
        nouts: Iterable[int],
        activation: str = "tanh",
        output: str | None = None,
        seed: int | None = None,
    ) -> None:
        ordered = isinstance(nouts, Iterable) and not isinstance(nouts, Set)
        sizes = list(nouts) if ordered else []
        if not sizes:
            raise ValueError(
                f"nouts is the list of the layers' sizes, such as [4, 4, 1], not {nouts!r}"
            )
        rng = None if seed is None else random.Random(as_int(seed, SEED, least=0))
        nins = [nin, *sizes[:-1]]
        names = [activation] * (len(sizes) - 1) + [activation if output is None else output]
        self.layers = [Layer(*shape, rng) for shape in zip(nins, sizes, names, strict=True)]

    def __call__(self, xs: Iterable[Value | float], *more: object) -> Value | list[Value]:
        """The last layer's outputs for `nin` numbers; a single output comes without its list."""
        return _unwrap(self.outputs(_row(xs, more)))

    def outputs(self, xs: Iterable[Value | float]) -> list[Value]:
        """The last layer's outputs for `nin` numbers, always as a list."""
        first, *others = self.layers
        outputs = first.outputs(xs)
        for layer in others:
            outputs = layer.outputs(outputs)
        return outputs

    def __repr__(self) -> str:
        first, last = self.layers[0].neurons[0], self.layers[-1].neurons[0]
        nouts = [len(layer.neurons) for layer in self.layers]
        return f"MLP({len(first.w)}, {nouts}, {first.activation!r}, output={last.activation!r})"


def _unwrap(outputs: list[Value]) -> Value | list[Value]:
    return outputs[0] if len(outputs) == 1 else outputs


def _row(xs: Iterable[Value | float], more: tuple[object, ...]) -> list[Value | float]:
    """The inputs as a list. Raises `TypeError` if they came one by one, as in `model(1.0, 2.0)`."""
    if more or not hasattr(xs, "__iter__"):
        raise TypeError("give the inputs as one list, such as model([1.0, 2.0])")
    return list(xs)


def _named(path: str, child: object, around: tuple[int, ...]) -> Iterator[tuple[str, Value]]:
    """The parameters in `child`: a `Value`, a `Module`, or a list of them.

    `around` has the ids of what `child` lies in, so that a circle is gone through once.
    """
    if isinstance(child, Value):
        yield path, child
    elif isinstance(child, (Module, list, tuple)) and id(child) not in around:
        parts = vars(child) if isinstance(child, Module) else dict(enumerate(child))
        around = (*around, id(child))
        for name, part in parts.items():
            yield from _named(f"{path}.{name}" if path else str(name), part, around)


def _size(size: int, name: str) -> int:
    return as_int(size, f"{name} must be a whole number from 1 on", least=1)
