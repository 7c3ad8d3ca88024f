"""A step of an MLP with relu and the max-margin loss, as floats in straight lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any


def unrolled(sizes: Sequence[int], alpha: float, points: int) -> Callable[..., Any]:
    """A function of the weights and the rows, which gives the loss and its gradients."""
    names: dict[str, Any] = {}
    exec(source(sizes, alpha, points), names)
    return names["run"]


def source(sizes: Sequence[int], alpha: float, points: int) -> str:
    """A line for each neuron, for each of its errors, and for each weight's gradient.

    In the text h1_5 is the output of neuron 5 in layer 1, e1_5 its error, w and g a weight and its
    gradient.
    """
    neurons, count = numbered(sizes)
    forward, back = [], []
    for layer, ws in enumerate(neurons):
        forward += there(layer, ws, last=layer == len(neurons) - 1)
        back = and_back(layer, ws) + back
    ws, gs = ([f"{letter}{i}" for i in range(count)] for letter in "wg")
    lines = [
        f"{', '.join(ws)} = weights",
        f"loss = {alpha} * ({' + '.join(f'{w} * {w}' for w in ws)})",
        *(f"{g} = {2 * alpha} * {w}" for w, g in zip(ws, gs, strict=True)),
        f"for ({', '.join(f'h0_{i}' for i in range(sizes[0]))}), t in rows:",
        *("    " + line for line in [*forward, *end(len(neurons), points), *back]),
        f"return loss, [{', '.join(gs)}]",
    ]
    return "def run(weights, rows):\n    " + "\n    ".join(lines) + "\n"


def end(layers: int, points: int) -> list[str]:
    """The lines of the loss and of its error, where forward becomes backward."""
    return [
        f"miss = 1.0 - t * h{layers}_0",
        f"if miss > 0.0: loss += miss / {points}",
        f"e{layers}_0 = -t / {points} if miss > 0.0 else 0.0",
    ]


def numbered(sizes: Sequence[int]) -> tuple[list[list[list[int]]], int]:
    """For each layer and neuron the places of its weights, and how many there are in all."""
    count, layers = 0, []
    for nin, nout in zip(sizes, sizes[1:], strict=False):
        starts = range(count, count + nout * (nin + 1), nin + 1)
        layers.append([list(range(start, start + nin + 1)) for start in starts])
        count += nout * (nin + 1)
    return layers, count


def there(layer: int, ws: list[list[int]], last: bool) -> list[str]:
    """A layer's lines on the way forward."""
    lines = []
    for j, (*w, b) in enumerate(ws):
        products = " + ".join(f"w{place} * h{layer}_{i}" for i, place in enumerate(w))
        lines.append(f"h{layer + 1}_{j} = {products} + w{b}")
        if not last:
            lines.append(f"if h{layer + 1}_{j} < 0.0: h{layer + 1}_{j} = 0.0")
    return lines


def and_back(layer: int, ws: list[list[int]]) -> list[str]:
    """A layer's lines on the way back: its gradients, and the errors of the layer before."""
    lines = []
    for j, (*w, b) in enumerate(ws):
        lines += [f"g{place} += e{layer + 1}_{j} * h{layer}_{i}" for i, place in enumerate(w)]
        lines.append(f"g{b} += e{layer + 1}_{j}")
    for i in range(len(ws[0]) - 1 if layer else 0):
        errors = " + ".join(f"w{w[i]} * e{layer + 1}_{j}" for j, w in enumerate(ws))
        lines.append(f"e{layer}_{i} = {errors} if h{layer}_{i} > 0.0 else 0.0")
    return lines
