"""The GPT of `gpt_network.py` over arrays, all places and heads at once, its way back by hand.

T is the number of places. All weights lie in one array, as do their gradients, so that Adam is a
few calls; the matrices are views of parts of it.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.bench.race.gpt_network import (
    BETAS,
    BLOCK,
    EPS,
    HEAD,
    HEADS,
    NORM,
    RATE,
    SHAPES,
    SIZE,
    documents,
    start,
)

Array = np.ndarray[Any, np.dtype[np.float64]]


def views(flat: Array) -> dict[str, Array]:
    """The matrices by name; `mix` is query, key and value, one below the other."""
    parts, place = {}, 0
    for name, (rows, columns) in SHAPES.items():
        parts[name] = flat[place : place + rows * columns].reshape(rows, columns)
        if name == "query":
            parts["mix"] = flat[place : place + 3 * SIZE * SIZE].reshape(3 * SIZE, SIZE)
        place += rows * columns
    return parts


def norm(xs: Array) -> tuple[Array, Array]:
    """Each row over the root of the mean of its squares, and what it was multiplied by."""
    scale = ((xs * xs).sum(1, keepdims=True) * (1.0 / SIZE) + NORM) ** -0.5
    return xs * scale, scale


def norm_back(gradient: Array, normed: Array, scale: Array) -> Array:
    """The gradient before `norm` from the one after it."""
    along = (gradient * normed).sum(1, keepdims=True) * (1.0 / SIZE)
    return (gradient - normed * along) * scale


def softmax(xs: Array) -> Array:
    """eˣ over its sum, along the last axis."""
    exponentials = np.exp(xs - xs.max(-1, keepdims=True))
    return exponentials / exponentials.sum(-1, keepdims=True)


def split(xs: Array) -> Array:
    """T rows as HEADS stacks of T short rows."""
    return xs.reshape(len(xs), HEADS, HEAD).transpose(1, 0, 2)


def joined(xs: Array) -> Array:
    """The stacks of `split` as T rows again."""
    return xs.transpose(1, 0, 2).reshape(-1, SIZE)


class InNumPy:
    """Both passes over arrays, and Adam over one long array."""

    def __init__(self) -> None:
        self.weights = np.array(start())
        self.gradients = np.zeros_like(self.weights)
        self.w, self.g = views(self.weights), views(self.gradients)
        self.means, self.squares = np.zeros_like(self.weights), np.zeros_like(self.weights)
        self.steps = 0
        self.documents = documents()
        self.future = np.triu(np.full((BLOCK, BLOCK), -np.inf), 1)  # nobody looks ahead

    def step(self) -> float:
        """Both passes and the update; the loss."""
        document = next(self.documents)
        tokens, targets = document[:-1], document[1:]
        kept = self.forward(tokens)
        loss, gradient = self.loss(kept[-1], targets)
        self.backward(tokens, kept, gradient)
        self.update()
        return loss

    def forward(self, tokens: list[int]) -> tuple[Array, ...]:
        """The logits, last, and before them what the way back needs."""
        w, size = self.w, len(tokens)
        x0, scale0 = norm(w["tokens"][tokens] + w["places"][:size])
        x1, scale1 = norm(x0)
        query, key, value = map(split, np.split(x1 @ w["mix"].T, 3, axis=1))
        fits = query @ key.transpose(0, 2, 1) * HEAD**-0.5 + self.future[:size, :size]
        weights = softmax(fits)
        mixed = joined(weights @ value)
        x2 = x0 + mixed @ w["out"].T
        x3, scale3 = norm(x2)
        hidden = np.maximum(x3 @ w["up"].T, 0.0)
        x4 = x2 + hidden @ w["down"].T
        early = (x0, scale0, x1, scale1, query, key, value)
        return *early, weights, mixed, x3, scale3, hidden, x4, x4 @ w["head"].T

    def loss(self, logits: Array, targets: list[int]) -> tuple[float, Array]:
        """The mean cross-entropy, and its gradient for the logits."""
        places = np.arange(len(targets))
        chances = softmax(logits)
        loss = -np.log(chances[places, targets]).sum() / len(targets)
        chances[places, targets] -= 1.0
        return float(loss), chances / len(targets)

    def backward(self, tokens: list[int], kept: tuple[Array, ...], d_logits: Array) -> None:
        """Fill the gradients, from the last matrix to the first."""
        x0, scale0, x1, scale1, *heads, weights, mixed, x3, scale3, hidden, x4, _ = kept
        w, g = self.w, self.g
        np.matmul(d_logits.T, x4, out=g["head"])
        d4 = d_logits @ w["head"]
        np.matmul(d4.T, hidden, out=g["down"])
        d_hidden = d4 @ w["down"] * (hidden > 0.0)
        np.matmul(d_hidden.T, x3, out=g["up"])
        d2 = d4 + norm_back(d_hidden @ w["up"], x3, scale3)
        np.matmul(d2.T, mixed, out=g["out"])
        d_mix = self.attention_back(split(d2 @ w["out"]), weights, *heads)
        np.matmul(d_mix.T, x1, out=g["mix"])
        d0 = d2 + norm_back(d_mix @ w["mix"], x1, scale1)
        rows = norm_back(d0, x0, scale0)
        g["places"][: len(tokens)] = rows
        g["places"][len(tokens) :] = 0.0
        g["tokens"][:] = 0.0
        np.add.at(g["tokens"], tokens, rows)  # a letter may come twice

    def attention_back(
        self, d_mixed: Array, weights: Array, query: Array, key: Array, value: Array
    ) -> Array:
        """The gradients for queries, keys and values, side by side."""
        d_weights = d_mixed @ value.transpose(0, 2, 1)
        along = (d_weights * weights).sum(-1, keepdims=True)
        d_fits = weights * (d_weights - along) * HEAD**-0.5
        parts = (
            d_fits @ key,
            d_fits.transpose(0, 2, 1) @ query,
            weights.transpose(0, 2, 1) @ d_mixed,
        )
        return np.concatenate([joined(part) for part in parts], axis=1)

    def update(self) -> None:
        """Adam, in place."""
        self.steps += 1
        beta1, beta2 = BETAS
        self.means *= beta1
        self.means += (1 - beta1) * self.gradients
        self.squares *= beta2
        self.squares += (1 - beta2) * self.gradients * self.gradients
        scales = np.sqrt(self.squares / (1 - beta2**self.steps)) + EPS
        self.weights -= RATE / (1 - beta1**self.steps) * self.means / scales

    def numbers(self) -> list[float]:
        """The gradients of the last step, and the weights after it."""
        return [*self.gradients.tolist(), *self.weights.tolist()]
