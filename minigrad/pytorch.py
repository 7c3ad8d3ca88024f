"""To PyTorch and back: `to_torch` and `from_torch`, between an `MLP` and a `torch.nn.Sequential`.

PyTorch is imported inside the functions, when they are called: minigrad itself needs no package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minigrad.nn import MLP, Layer, Neuron

if TYPE_CHECKING:
    import torch

IN_TORCH = {"tanh": "Tanh", "relu": "ReLU", "sigmoid": "Sigmoid", "linear": "Identity"}


def to_torch(model: MLP) -> torch.nn.Sequential:
    """The same network in PyTorch: a `Linear`, and its activation, for each layer of `model`.

    A layer is activation(X·Wᵀ + b), where row i of W holds the weights of neuron i, in double
    precision. For `nin` inputs and `nout` outputs, X has the shape (n, nin) and the result the
    shape (n, nout): n examples at once, and (n, 1) where `model` gives a single `Value`. "linear"
    adds no module. The numbers are copied: training one network leaves the other as it is.

    Raises `ImportError` without PyTorch, `TypeError` for what is not an `MLP`, and `ValueError` if
    one layer has several activations or an unknown one, or if two places share a parameter.
    Source: <https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html>.
    """
    torch = _torch()
    if type(model) is not MLP:  # a class made from it may compute something else
        raise TypeError(f"to_torch takes an MLP, not a {type(model).__name__}")
    for part in [part for layer in model.layers for part in (layer, *layer.neurons)]:
        if type(part) not in (Layer, Neuron):
            raise TypeError(f"to_torch takes layers and neurons, not a {type(part).__name__}")
    if len(model.parameters()) < len(list(model.named_parameters())):
        raise ValueError("two places of this model share a parameter: to_torch would part them")
    modules = []
    for layer in model.layers:
        names = sorted({neuron.activation for neuron in layer.neurons})
        if len(names) > 1 or names[0] not in IN_TORCH:
            raise ValueError(
                f"to_torch needs one activation for a whole layer, out of {', '.join(IN_TORCH)}, "
                f"and not {', '.join(names)}"
            )
        weights = [[w.data for w in neuron.w] for neuron in layer.neurons]
        biases = [neuron.b.data for neuron in layer.neurons]
        modules.append(_linear(torch, weights, biases))
        if names != ["linear"]:
            modules.append(getattr(torch.nn, IN_TORCH[names[0]])())
    return torch.nn.Sequential(*modules)


def from_torch(module: torch.nn.Sequential) -> MLP:
    """The `MLP` with the numbers of `module`, a `Sequential` such as `to_torch` makes.

    That is one or more `Linear`, each with at most one `Tanh`, `ReLU` or `Sigmoid` after it. All
    but the last must have the same activation, or none: it becomes `activation`, and that of the
    last becomes `output`. A weight in single precision is taken as the double of the same value.

    Raises `ImportError` without PyTorch, `TypeError` for what is not a `Sequential`, `ValueError`
    for one that no `MLP` equals: other modules or types of numbers, a missing bias, sizes that do
    not fit, a shared parameter, several activations, a hook (as pruning and weight norm set them).
    """
    torch = _torch()
    if type(module) is not torch.nn.Sequential:
        raise TypeError(
            "from_torch takes a torch.nn.Sequential, such as to_torch makes, "
            f"not a {type(module).__name__}"
        )
    linears, names = _parts(torch, module)
    _check(torch, module, linears)
    if len(set(names[:-1])) > 1:
        raise ValueError(
            "an MLP has one activation for all layers but the last, and this module has "
            f"{', '.join(names[:-1])}"
        )
    nouts = [linear.out_features for linear in linears]
    # A seed, though all its numbers are replaced: else `random` would move on.
    model = MLP(linears[0].in_features, nouts, names[0], names[-1], seed=0)
    for layer, linear in zip(model.layers, linears, strict=True):
        rows, biases = linear.weight.tolist(), linear.bias.tolist()
        for neuron, row, bias in zip(layer.neurons, rows, biases, strict=True):
            neuron.b.data = bias
            for w, number in zip(neuron.w, row, strict=True):
                w.data = number
    return model


def _torch() -> Any:
    """PyTorch, or one sentence on how to get it."""
    try:
        import torch
    except ModuleNotFoundError:
        raise ImportError(
            "to_torch and from_torch need PyTorch: `pip install torch` brings it"
        ) from None
    return torch


def _linear(torch: Any, weights: list[list[float]], biases: list[float]) -> Any:
    """A `Linear` of these numbers; `skip_init` draws no others from PyTorch's random state."""
    linear = torch.nn.utils.skip_init(
        torch.nn.Linear, len(weights[0]), len(weights), dtype=torch.float64
    )
    with torch.no_grad():
        linear.weight.copy_(torch.tensor(weights, dtype=torch.float64))
        linear.bias.copy_(torch.tensor(biases, dtype=torch.float64))
    return linear


def _parts(torch: Any, module: torch.nn.Sequential) -> tuple[list[Any], list[str]]:
    """The `Linear` modules, and the name of the activation behind each."""
    known = {getattr(torch.nn, kind): name for name, kind in IN_TORCH.items()}
    linears: list[Any] = []
    names: list[str] = []
    before = None
    for name, part in module.named_modules():  # the first is `module` itself
        if part._forward_hooks or part._forward_pre_hooks:
            which = f"module {name}, {part}," if name else "the Sequential"
            raise ValueError(f"{which} has a hook, which an MLP would leave out")
    for place, part in enumerate(module):
        if type(part) is torch.nn.Linear:
            linears.append(part)
            names.append("linear")
        elif type(part) in known and before is torch.nn.Linear:
            names[-1] = known[type(part)]
        else:
            raise ValueError(
                f"module {place}, {type(part).__name__}, has no place in an MLP: it is made of "
                "Linear, each with at most one Tanh, ReLU or Sigmoid after it"
            )
        before = type(part)
    return linears, names


def _check(torch: Any, module: torch.nn.Sequential, linears: list[Any]) -> None:
    """Raise `ValueError` if the neurons of an `MLP` cannot hold the numbers of `linears`."""
    if not linears:
        raise ValueError("an MLP has at least one layer, and this Sequential has no Linear")
    for linear in linears:
        if linear.bias is None:
            raise ValueError(f"every neuron of an MLP has a bias, and {linear} has none")
        for tensor in (linear.weight, linear.bias):
            if tensor.dtype not in (torch.float32, torch.float64):
                raise ValueError(
                    f"from_torch takes numbers of type torch.float64 or torch.float32, "
                    f"not {tensor.dtype}: call module.double() first"
                )
            if tensor.is_meta:
                raise ValueError(f"{linear} is on the device 'meta', where tensors have no numbers")
    for before, after in zip(linears, linears[1:], strict=False):
        if before.out_features != after.in_features:
            raise ValueError(f"{before} and {after} do not fit: the sizes differ between them")
    tensors = {tensor for linear in linears for tensor in (linear.weight, linear.bias)}
    if len(tensors) < 2 * len(linears):
        raise ValueError("two places of this module share a parameter: from_torch would part them")
