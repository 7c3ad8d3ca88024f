"""How wrong is a prediction? Losses, each one `Value` to call `backward()` on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from minigrad.engine import Value, as_value, as_values, dot, total
from minigrad.floats import as_int, as_list


def mse_loss(predictions: Iterable[Value], targets: Iterable[Value | float]) -> Value:
    """The mean squared error of n predictions: 1/n · Σ (pᵢ - tᵢ)².

    Raises `ValueError` if there are none, or not as many targets as predictions, `TypeError` if
    one of the two is not a list.

    >>> mse_loss([Value(1.0), Value(3.0)], [1.0, 1.0])
    Value(data=2.0, grad=0.0)
    """
    return _mean([(as_value(p) - t) ** 2 for p, t in _pairs(predictions, targets)])


def hinge_loss(scores: Iterable[Value], targets: Iterable[Value | float]) -> Value:
    """The mean max-margin loss of n scores: 1/n · Σ max(0, 1 - tᵢ·sᵢ), with targets -1 or 1.

    A score costs nothing once it is on the right side of 0 by a margin of 1 (Cortes & Vapnik 1995).
    Raises `ValueError` for no scores, another number of targets, or a target that is not -1 or 1,
    `TypeError` if one of the two is not a list.

    >>> hinge_loss([Value(0.5), Value(-2.0)], [1, -1])
    Value(data=0.25, grad=0.0)
    """
    pairs = _pairs(scores, targets)
    for _, target in pairs:
        if as_value(target).data not in (-1.0, 1.0):
            raise ValueError(f"hinge_loss needs targets that are -1 or 1, not {target!r}")
    return _mean([(1 - t * as_value(s)).relu() for s, t in pairs])


def softmax(logits: Iterable[Value | float]) -> list[Value]:
    """The n probabilities that belong to n finite logits: eᶻⁱ / Σ eᶻʲ, from 0 to 1, together 1.

    The largest logit is taken from all first: the result is the same, and no exponential overflows.
    A probability may underflow to 0, which has no logarithm: for a loss take `cross_entropy`.
    Raises `ValueError` for an empty list, `TypeError` for what is not one list of numbers.

    >>> softmax([0.0, 0.0])
    [Value(data=0.5, grad=0.0), Value(data=0.5, grad=0.0)]
    """
    exponentials = [z.exp() for z in _shifted(logits)]
    normalizer = total(exponentials)
    return [e / normalizer for e in exponentials]


def cross_entropy(
    logits: Iterable[Value | float | Iterable[Value | float]],
    target: int | Value | Iterable[int | Value],
) -> Value:
    """-log softmax(z)ₜ for n logits z and the index t of the right class, from 0 to n - 1.

    Computed as log Σ eᶻʲ - zₜ, so that no probability can underflow to 0 before its logarithm.
    For a batch, a list of such rows and a list of their targets, it is the mean over the rows.
    Raises `TypeError` if a target is not a whole number, `IndexError` if it is out of range,
    `ValueError` for no logits or another number of targets than rows.

    >>> cross_entropy([Value(0.0), Value(0.0)], target=1)
    Value(data=0.6931, grad=0.0)
    >>> cross_entropy([[0.0, 0.0], [0.0, 0.0, 0.0, 0.0]], [1, 3])
    Value(data=1.0397, grad=0.0)
    """
    row: list[Any] = as_list(logits, "cross_entropy takes a list of logits")
    if row and isinstance(row[0], Iterable):
        return _mean([cross_entropy(*pair) for pair in _pairs(row, target)])
    shifted = _shifted(row)
    return total(z.exp() for z in shifted).log() - pick(shifted, target)


def pick(values: Iterable[Value | float], target: Any) -> Value:
    """The one of n values that has the index t = `target`, from 0 to n - 1.

    A target that is a `Value` stays in the graph, as an operand whose slope is 0, so that a
    `Program` can take another one for each row. Raises what `cross_entropy` raises for a target.

    >>> pick([Value(5.0), Value(7.0)], target=Value(1.0))
    Value(data=7.0, grad=0.0)
    """
    xs, number = as_values(values), target
    if isinstance(target, Value) and target.data.is_integer():
        number = int(target.data)
    t = as_int(number, "the target is the index of the right class, such as 0")
    if not xs:
        raise ValueError("a class is picked out of at least one logit, and there is none")
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

    Raises `TypeError` if the parameters are not one list of numbers, or `alpha` is not a number.

    >>> l2_penalty([Value(3.0), Value(4.0)], alpha=0.1)
    Value(data=2.5, grad=0.0)
    """
    parameters = as_list(parameters, "l2_penalty takes a list, such as model.parameters()")
    return alpha * dot(parameters, parameters)


def _mean(losses: list[Value]) -> Value:
    return total(losses) / len(losses)


def _pairs(predictions: Iterable[Any], targets: Any) -> list[tuple[Any, Any]]:
    """Each prediction, or row of logits, with its target."""
    what = "a loss takes a list of predictions and a list of targets, even for one, such as [1.0]"
    predictions, targets = as_list(predictions, what), as_list(targets, what)
    if len(predictions) != len(targets) or not targets:
        raise ValueError(
            f"a loss needs a target for each prediction, got {len(predictions)} and {len(targets)}"
        )
    return list(zip(predictions, targets, strict=True))


def _shifted(logits: Iterable[Value | float]) -> list[Value]:
    """The logits less the largest of them: a common shift changes no softmax.

    So the largest counts as a constant, with slopes of 0, and no gradient is lost. It is a node all
    the same, since it has to be found anew when a `Program` runs this graph with other numbers.
    """
    values = as_values(logits)
    if not values:
        raise ValueError("softmax needs at least one logit")
    shift = Value(max(z.data for z in values), tuple(values), "shift", (0.0,) * len(values))
    return [z - shift for z in values]
