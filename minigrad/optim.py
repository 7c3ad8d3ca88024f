"""How to step downhill: optimizers that change parameters by their gradients."""

from __future__ import annotations

import math
from collections.abc import Iterable

from minigrad.engine import Value
from minigrad.floats import as_float, as_floats, as_list


class Optimizer:
    """A list of parameters, each once, and a learning rate `lr`, which may change between steps.

    Raises `TypeError` if the parameters are not `Value`s or a setting is not a number, `ValueError`
    if there are no parameters, one of them is no leaf, or `lr` is not above 0 and finite.
    """

    def __init__(self, parameters: Iterable[Value], lr: float) -> None:
        what = "an optimizer needs a list of Values, such as model.parameters()"
        values = as_list(parameters, what)
        for p in values:
            if not isinstance(p, Value):
                raise TypeError(f"{what}, and in it is {p!r:.60}")
            if p._prev:  # its gradient would start afresh at each backward()
                raise ValueError(
                    f"a parameter is a leaf, and {p!r} is computed by {p._op!r}: "
                    "make one of its number, as Value(p.data)"
                )
        if not values:
            raise ValueError(
                "an optimizer needs at least one parameter, such as model.parameters()"
            )
        self.parameters = list(dict.fromkeys(values))  # given twice, it would move twice
        self.lr = lr

    @property
    def lr(self) -> float:
        """The learning rate, above 0."""
        return self._lr

    @lr.setter
    def lr(self, lr: float) -> None:
        lr = as_float(lr, "the learning rate is")
        if not 0.0 < lr < math.inf:
            raise ValueError(f"the learning rate must be above 0 and finite, not {lr}")
        self._lr = lr

    def zero_grad(self) -> None:
        """Set every gradient to 0."""
        for p in self.parameters:
            p.grad = 0.0

    def _gradients(self) -> list[float]:
        return as_floats([p.grad for p in self.parameters], "a gradient is")

    def _move(self, changes: list[float]) -> None:
        """Take each change away from its parameter; or raise `OverflowError`, and take none."""
        before = [p.data for p in self.parameters]
        places = as_floats([x - change for x, change in zip(before, changes, strict=True)])
        finite = list(map(math.isfinite, places))
        if not all(finite):
            i = finite.index(False)
            raise OverflowError(
                f"no parameter was changed, since parameter {i} would become {places[i]}: its "
                f"gradient is {self.parameters[i].grad:g}, and the learning rate {self.lr:g}"
            )
        try:
            _put(self.parameters, places)
        except KeyboardInterrupt:  # in the middle: then none at all
            _put(self.parameters, before)
            raise


class SGD(Optimizer):
    """Gradient descent: v ← momentum·v + ∂L/∂p, then p ← p - lr·v (Polyak 1964 for the momentum).

    Raises what `Optimizer` does, and `ValueError` if the momentum is not from 0 up to, but not
    including, 1.

    >>> p = Value(3.0)
    >>> (p * p).backward()
    >>> SGD([p], lr=0.1).step()
    >>> p.data
    2.4
    """

    def __init__(
        self, parameters: Iterable[Value], lr: float = 0.01, momentum: float = 0.0
    ) -> None:
        super().__init__(parameters, lr)
        self.momentum = _fraction(momentum, "the momentum")
        self._velocities = [0.0] * len(self.parameters)

    def step(self) -> None:
        """Change every parameter once, by the gradients of the last `backward()`, or none at all.

        Raises `OverflowError` if a parameter would no longer be finite.
        """
        pairs = zip(self._velocities, self._gradients(), strict=True)
        velocities = [self.momentum * v + g for v, g in pairs]
        self._move([self.lr * v for v in velocities])
        self._velocities = velocities  # only now, when nothing can fail any more


class Adam(Optimizer):
    """Steps of about `lr`, scaled by running means of g and g² (Kingma & Ba 2015).

    m ← β₁·m + (1-β₁)·g,  v ← β₂·v + (1-β₂)·g²,  p ← p - lr · m̂ / (√v̂ + eps),
    where m̂ = m/(1-β₁ᵗ) and v̂ = v/(1-β₂ᵗ) at step t make up for the start from 0.
    Raises what `Optimizer` does, and `ValueError` if a beta is not from 0 up to, but not including,
    1, or `eps` is below 0 or infinite. With `eps=0` a parameter without a gradient stands still.

    >>> p = Value(3.0)
    >>> (p * p).backward()
    >>> Adam([p], lr=0.1).step()
    >>> round(p.data, 6)
    2.9
    """

    def __init__(
        self,
        parameters: Iterable[Value],
        lr: float = 0.001,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
    ) -> None:
        super().__init__(parameters, lr)
        pair = as_list(betas, "betas is a pair of numbers, such as (0.9, 0.999)")
        if len(pair) != 2:
            raise ValueError(f"betas is a pair of numbers, such as (0.9, 0.999), not {betas}")
        self.betas = _fraction(pair[0], "each beta"), _fraction(pair[1], "each beta")
        self.eps = as_float(eps, "eps is")
        if not 0.0 <= self.eps < math.inf:
            raise ValueError(f"eps must be from 0 on, and finite, not {self.eps}")
        self._steps = 0
        self._means = [0.0] * len(self.parameters)
        self._squares = [0.0] * len(self.parameters)

    def step(self) -> None:
        """Change every parameter once, by the gradients of the last `backward()`, or none at all.

        Raises `OverflowError` if a number would no longer be finite, g² included.
        """
        (beta1, beta2), rate, eps, inf = self.betas, self.lr, self.eps, math.inf
        gradients, steps = self._gradients(), self._steps + 1
        new1, new2 = 1 - beta1, 1 - beta2
        pairs = zip(self._means, gradients, strict=True)
        means = [beta1 * m + new1 * g for m, g in pairs]
        pairs = zip(self._squares, gradients, strict=True)
        squares = [beta2 * v + new2 * (g * g) for v, g in pairs]
        rest1, rest2 = 1 - beta1**steps, 1 - beta2**steps
        scales = [math.sqrt(v / rest2) + eps for v in squares]
        pairs = zip(means, scales, strict=True)
        changes = [
            rate * (m / rest1) / scale if 0.0 < scale < inf else _odd(scale) for m, scale in pairs
        ]
        self._move(changes)
        self._means, self._squares, self._steps = means, squares, steps


def _put(parameters: list[Value], places: list[float]) -> None:
    for p, place in zip(parameters, places, strict=True):
        p.data = place


def _fraction(x: float, what: str) -> float:
    x = as_float(x, f"{what} is")
    if not 0.0 <= x < 1.0:
        raise ValueError(f"{what} must be from 0 up to, but not including, 1, not {x}")
    return x


def _odd(scale: float) -> float:
    """A change without a scale: 0 if no gradient came yet; else NaN, so that `_move` refuses it."""
    return 0.0 if scale == 0.0 else math.nan
