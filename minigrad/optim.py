"""How to step downhill: optimizers that change parameters by their gradients."""

from __future__ import annotations

from collections.abc import Iterable

from minigrad.engine import Value


class Optimizer:
    """A list of parameters and a learning rate `lr`, which you may change between steps.

    Raises `ValueError` if there are no parameters or `lr` is not above 0.
    """

    def __init__(self, parameters: Iterable[Value], lr: float) -> None:
        self.parameters = list(parameters)
        self.lr = lr
        if not self.parameters:
            raise ValueError(
                "an optimizer needs at least one parameter, such as model.parameters()"
            )
        if not lr > 0.0:
            raise ValueError(f"the learning rate must be above 0, not {lr}")

    def zero_grad(self) -> None:
        """Set every gradient to 0."""
        for p in self.parameters:
            p.grad = 0.0


class SGD(Optimizer):
    """Gradient descent: v ← momentum·v + ∂L/∂p, then p ← p - lr·v (Polyak 1964 for the momentum).

    Raises `ValueError` if the momentum is not from 0 up to, but not including, 1.

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
        if not 0.0 <= momentum < 1.0:
            raise ValueError(
                f"the momentum must be from 0 up to, but not including, 1, not {momentum}"
            )
        self.momentum = momentum
        self._velocities = [0.0] * len(self.parameters)

    def step(self) -> None:
        """Change every parameter once, by the gradients of the last `backward()`."""
        for i, p in enumerate(self.parameters):
            self._velocities[i] = self.momentum * self._velocities[i] + p.grad
            p.data -= self.lr * self._velocities[i]


class Adam(Optimizer):
    """Steps of about `lr`, scaled by running means of g and g² (Kingma & Ba 2015).

    m ← β₁·m + (1-β₁)·g,  v ← β₂·v + (1-β₂)·g²,  p ← p - lr · m̂ / (√v̂ + eps),
    where m̂ = m/(1-β₁ᵗ) and v̂ = v/(1-β₂ᵗ) at step t make up for the start from 0.
    Raises `ValueError` if a beta is not from 0 up to, but not including, 1.

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
        if not all(0.0 <= beta < 1.0 for beta in betas):
            raise ValueError(f"each beta must be from 0 up to, but not including, 1, not {betas}")
        self.betas = betas
        self.eps = eps
        self._steps = 0
        self._means = [0.0] * len(self.parameters)
        self._squares = [0.0] * len(self.parameters)

    def step(self) -> None:
        """Change every parameter once, by the gradients of the last `backward()`."""
        beta1, beta2 = self.betas
        self._steps += 1
        for i, p in enumerate(self.parameters):
            self._means[i] = beta1 * self._means[i] + (1 - beta1) * p.grad
            self._squares[i] = beta2 * self._squares[i] + (1 - beta2) * p.grad**2
            mean = self._means[i] / (1 - beta1**self._steps)
            square = self._squares[i] / (1 - beta2**self._steps)
            p.data -= self.lr * mean / (square**0.5 + self.eps)
