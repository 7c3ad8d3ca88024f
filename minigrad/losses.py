"""How wrong is a prediction? Losses, each one `Value` to call `backward()` on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import index
from typing import SupportsIndex

from minigrad.engine import Value, as_value, as_values, dot, total


def mse_loss(predictions: Sequence[Value], targets: Sequence[Value | float]) -> Value:
    """The mean squared error of n predictions: 1/n · Σ (pᵢ - tᵢ)².

    Raises `ValueError` if there are none, or not as many targets as predictions.

    >>> mse_loss([Value(1.0), Value(3.0)], [1.0, 1.0])
    Value(data=2.0, grad=0.0)
    """
    return _mean([(p - t) ** 2 for p, t in _pairs(predictions, targets)])


def hinge_loss(scores: Sequence[Value], targets: Sequence[Value | float]) -> Value:
    """The mean max-margin loss of n scores: 1/n · Σ max(0, 1 - tᵢ·sᵢ), with targets -1 or 1.

    A score costs nothing once it is on the right side of 0 by a margin of 1 (Cortes & Vapnik 1995).
    Raises `ValueError` for no scores, another number of targets, or a target that is not -1 or 1.

    >>> hinge_loss([Value(0.5), Value(-2.0)], [1, -1])
    Value(data=0.25, grad=0.0)
    """
    pairs = _pairs(scores, targets)
    if any(as_value(t).data not in (-1.0, 1.0) for _, t in pairs):
        raise ValueError("hinge_loss needs targets that are -1 or 1")
    return _mean([(1 - t * s).relu() for s, t in pairs])


def softmax(logits: Sequence[Value | float]) -> list[Value]:
    """The n probabilities that belong to n logits: eᶻⁱ / Σ eᶻʲ, each from 0 to 1, together 1.

    The largest logit is taken from all first: the result is the same, and no exponential overflows.
    A probability may underflow to 0, which has no logarithm: for a loss take `cross_entropy`.
    Raises `ValueError` for an empty list.

    >>> softmax([0.0, 0.0])
    [Value(data=0.5, grad=0.0), Value(data=0.5, grad=0.0)]
    """
    exponentials = [z.exp() for z in _shifted(logits)]
    normalizer = total(exponentials)
    return [e / normalizer for e in exponentials]


def cross_entropy(logits: Sequence[Value | float], target: SupportsIndex | Value) -> Value:
    """-log softmax(z)ₜ for n logits z and the index t of the right class, from 0 to n - 1.

    Computed as log Σ eᶻʲ - zₜ, so that no probability can underflow to 0 before its logarithm.
    Raises `TypeError` if the target is not a whole number, `IndexError` if it is out of range,
    `ValueError` for no logits.

    >>> cross_entropy([Value(0.0), Value(0.0)], target=1)
    Value(data=0.6931, grad=0.0)
    """
    shifted = _shifted(logits)
    return total(z.exp() for z in shifted).log() - pick(shifted, target)


def pick(values: Sequence[Value | float], target: SupportsIndex | Value) -> Value:
    """The one of n values that has the index t = `target`, from 0 to n - 1.

    A target that is a `Value` stays in the graph, as an operand whose slope is 0, so that a
    `Program` can take another one for each row. Raises what `cross_entropy` raises for a target.

    >>> pick([Value(5.0), Value(7.0)], target=Value(1.0))
    Value(data=7.0, grad=0.0)
    """
    xs, t = as_values(values), _whole_number(target)
    if not 0 <= t < len(xs):
        raise IndexError(
            f"target {t} is out of range: {len(xs)} logits have the indices 0 to {len(xs) - 1}"
        )
    if not isinstance(target, Value):
        return xs[t]
    slopes = [1.0 if i == t else 0.0 for i in range(len(xs))]
    return Value(xs[t].data, (*xs, target), "pick", (*slopes, 0.0))


def l2_penalty(parameters: Iterable[Value], alpha: float = 1e-4) -> Value:
    """alpha · Σ pᵢ², added to a loss to keep the parameters small (weight decay).

    >>> l2_penalty([Value(3.0), Value(4.0)], alpha=0.1)
    Value(data=2.5, grad=0.0)
    """
    parameters = list(parameters)
    return alpha * dot(parameters, parameters)


def _whole_number(target: SupportsIndex | Value) -> int:
    try:
        if isinstance(target, Value) and target.data.is_integer():
            return int(target.data)
        if not isinstance(target, (bool, Value)):
            return index(target)
    except TypeError:
        pass
    raise TypeError(f"the target is the index of the right class, such as 0, not {target!r}")


def _mean(losses: list[Value]) -> Value:
    return total(losses) / len(losses)


def _pairs(
    predictions: Sequence[Value], targets: Sequence[Value | float]
) -> list[tuple[Value, Value | float]]:
    if len(predictions) != len(targets) or len(targets) == 0:
        raise ValueError(
            f"a loss needs a target for each prediction, got {len(predictions)} and {len(targets)}"
        )
    return [(as_value(p), t) for p, t in zip(predictions, targets, strict=True)]


def _shifted(logits: Sequence[Value | float]) -> list[Value]:
    """The logits less the largest of them: a common shift changes no softmax.

    So the largest counts as a constant, with slopes of 0, and no gradient is lost. It is a node all
    the same, since it has to be found anew when a `Program` runs this graph with other numbers.
    """
    values = as_values(logits)
    if not values:
        raise ValueError("softmax needs at least one logit")
    largest = max(z.data for z in values)
    shift = Value(largest, tuple(values), "shift", (0.0,) * len(values))
    return [z - shift for z in values]
