"""Reverse-mode automatic differentiation of scalars: `Value` and the order of its backward walk.

Two ideas carry the whole file:

- *Forward.* Every operation makes a node. The node keeps its number, the operands it was made from,
  and the partial derivative of the result with respect to each operand.
- *Backward.* The derivative of the last node with respect to any node is the sum, over all paths
  between them, of the products of the partial derivatives along each path.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from operator import mul

from minigrad.floats import as_float, exp, power, rounded

NO_LABEL = ""  # a name, since asking whether a label is this very text takes no time


class Value:
    """A number that remembers how it was made, so that it can tell its derivatives.

    `data` is the number; `grad` is the derivative, with respect to it, of the value on which
    `backward()` was called (in a leaf, repeated calls add up).
    A value you write yourself is a *leaf*. Operations pass `_prev` (the operands, in order), `_op`
    (the symbol) and `_partials` (∂self/∂operand, one for each operand).

    Raises `TypeError` if `data` is not one real number or the label no text, `OverflowError` if no
    float can hold it, `ValueError` if an operand has no partial.

    >>> a, b = Value(2.0, label="a"), Value(-3.0, label="b")
    >>> c = a * b
    >>> c.backward()
    >>> c.data, a.grad, b.grad
    (-6.0, -3.0, 2.0)
    """

    __slots__ = ("_label", "_op", "_partials", "_prev", "data", "grad")
    __array_ufunc__ = None  # NumPy on the left of an operator must ask us, or refuse

    def __init__(
        self,
        data: float,
        _prev: tuple[Value, ...] = (),
        _op: str = "",
        _partials: tuple[float, ...] = (),
        label: str = NO_LABEL,
    ) -> None:
        try:
            if len(_prev) != len(_partials):
                raise ValueError(
                    "give each operand its partial derivative (a label goes by name: label='a')"
                )
        except TypeError:
            raise TypeError(
                "operands and partial derivatives are tuples; of one, with a comma: (x,), (2.0,)"
            ) from None
        # Nearly always a float already: asking for its type is faster than a call of `as_float`.
        self.data = data if type(data) is float else as_float(data)
        self.grad = 0.0
        self._label = label
        if label is not NO_LABEL:
            self.label = label  # which checks it
        self._prev = _prev
        self._op = _op
        self._partials = _partials

    def __repr__(self) -> str:
        label = f", label={self.label!r}" if self.label else ""
        return f"Value(data={rounded(self.data)}, grad={rounded(self.grad)}{label})"

    def __format__(self, spec: str) -> str:
        """The number in a format, as in `f"{loss:.2f}"`; without one, what `print` shows."""
        return format(self.data, spec) if spec else str(self)

    @property
    def label(self) -> str:
        """A name for drawings. Raises `TypeError` if it is set to what is no text."""
        return self._label

    @label.setter
    def label(self, label: str) -> None:
        if not isinstance(label, str):
            raise TypeError(f"a label is text, such as 'a', not {label!r:.60}")
        self._label = label

    # Arithmetic: value, operands, symbol, partial derivatives.

    def __add__(self, other: Value | float) -> Value:
        """z = x + y,  ∂z/∂x = 1,  ∂z/∂y = 1"""
        x, y = self, as_value(other)
        return Value(x.data + y.data, (x, y), "+", (1.0, 1.0))

    def __sub__(self, other: Value | float) -> Value:
        """z = x - y,  ∂z/∂x = 1,  ∂z/∂y = -1"""
        x, y = self, as_value(other)
        return Value(x.data - y.data, (x, y), "-", (1.0, -1.0))

    def __mul__(self, other: Value | float) -> Value:
        """z = x·y,  ∂z/∂x = y,  ∂z/∂y = x"""
        x, y = self, as_value(other)
        return Value(x.data * y.data, (x, y), "*", (y.data, x.data))

    def __truediv__(self, other: Value | float) -> Value:
        """z = x/y,  ∂z/∂x = 1/y,  ∂z/∂y = -x/y². Raises `ZeroDivisionError` if y is 0."""
        x, y = self, as_value(other)
        z = x.data / y.data
        return Value(z, (x, y), "/", (1.0 / y.data, -z / y.data))

    def __pow__(self, other: Value | float) -> Value:
        """z = xⁿ,  ∂z/∂x = n·xⁿ⁻¹;  with a Value as the exponent also  ∂z/∂n = xⁿ·log x

        Raises what `minigrad.floats.power` raises.
        """
        n = other.data if isinstance(other, Value) else as_float(other)
        z, slope, exponent_slope = power(self.data, n)
        if isinstance(other, Value):
            return Value(z, (self, other), "**", (slope, exponent_slope))
        symbol = f"**{n}".removesuffix(".0")  # every digit of n: a program is written from it
        return Value(z, (self,), symbol, (slope,))

    def __neg__(self) -> Value:
        """z = -x,  ∂z/∂x = -1"""
        return Value(-self.data, (self,), "neg", (-1.0,))

    def __radd__(self, other: float) -> Value:  # other + self, and the 0 that sum() starts from
        return as_value(other) + self

    def __rsub__(self, other: float) -> Value:  # other - self
        return as_value(other) - self

    def __rmul__(self, other: float) -> Value:  # other * self
        return as_value(other) * self

    def __rtruediv__(self, other: float) -> Value:  # other / self
        return as_value(other) / self

    def __rpow__(self, other: float) -> Value:  # other ** self
        base = as_value(other)
        if base.data == 0.0 and 0.0 < self.data < 1.0:  # nobody asks a constant for its slope, ∞
            return Value(0.0, (base, self), "**", (0.0, 0.0))
        return base**self

    # Functions of one value.

    def exp(self) -> Value:
        """z = eˣ,  ∂z/∂x = z. Raises `OverflowError` above about 709.78."""
        z = exp(self.data)
        return Value(z, (self,), "exp", (z,))

    def log(self) -> Value:
        """z = log x,  ∂z/∂x = 1/x. Raises `ValueError` if x is not above 0."""
        if self.data <= 0.0:
            raise ValueError(f"log needs a number above 0, not {rounded(self.data)}")
        return Value(math.log(self.data), (self,), "log", (1.0 / self.data,))

    def tanh(self) -> Value:
        """z = tanh x,  ∂z/∂x = 1 - z²"""
        z = math.tanh(self.data)
        return Value(z, (self,), "tanh", (1.0 - z * z,))

    def sigmoid(self) -> Value:
        """z = 1/(1 + e⁻ˣ),  ∂z/∂x = z·(1 - z)"""
        e = math.exp(-abs(self.data))  # never above 1, so that it cannot overflow
        z = (1.0 if self.data >= 0.0 else e) / (1.0 + e)
        return Value(z, (self,), "sigmoid", (z * (1.0 - z),))

    def relu(self) -> Value:
        """z = max(0, x),  ∂z/∂x = 1 for x > 0, else 0"""
        below = self.data <= 0.0
        return Value(0.0 if below else self.data, (self,), "relu", (0.0 if below else 1.0,))

    # The chain rule, and the walk that applies it to every node.

    def _backward(self) -> None:
        """Pass the gradient on: each operand adds its partial derivative times `self.grad`."""
        for operand, partial in zip(self._prev, self._partials):
            operand.grad += partial * self.grad

    def backward(self) -> None:
        """Add, to the `grad` of every leaf, the derivative of this value with respect to that leaf.

        Leaves accumulate until you zero them; the nodes in between start afresh at each call.

        >>> x = Value(3.0)
        >>> y = x * x
        >>> y.backward()
        >>> y.backward()
        >>> x.grad
        12.0
        """
        order = [node for node in topological_order(self) if node._prev]  # all but the leaves
        for node in order:
            node.grad = 0.0
        self.grad += 1.0  # ∂self/∂self
        for node in reversed(order):
            node._backward()


def topological_order(root: Value) -> list[Value]:
    """Every value that `root` was computed from, once, each after its operands; `root` is last.

    A loop with its own stack, not a recursion: a chain of a million operations works.

    >>> a = Value(1.0, label="a")
    >>> b = a + a
    >>> [node._op or node.label for node in topological_order(b * b)]
    ['a', '+', '*']
    """
    order: list[Value] = []
    seen: set[Value] = set()
    waiting: list[Value] = []  # those whose operands are being placed
    stack: list[Value | None] = [root]
    while stack:
        node = stack.pop()
        if node is None:  # the mark below the operands of the last one that waits
            order.append(waiting.pop())
        elif node not in seen:  # several nodes may have asked for it
            seen.add(node)
            waiting.append(node)
            stack.append(None)
            for operand in reversed(node._prev):
                if operand not in seen:
                    stack.append(operand)
    return order


def dot(
    ws: Iterable[Value | float], xs: Iterable[Value | float], bias: Value | float = 0.0
) -> Value:
    """z = Σ wᵢ·xᵢ + bias as one node,  ∂z/∂wᵢ = xᵢ,  ∂z/∂xᵢ = wᵢ,  ∂z/∂bias = 1

    Raises `ValueError` if there are not as many weights as inputs, `TypeError` if one of the two is
    not one list of numbers.

    >>> dot([2.0, 3.0], [10.0, 100.0], bias=1.0)
    Value(data=321.0, grad=0.0)
    """
    weights, inputs, b = as_values(ws), as_values(xs), as_value(bias)
    if len(weights) != len(inputs):
        raise ValueError(f"dot needs a weight for each input, not {len(weights)} for {len(inputs)}")
    w, x = [v.data for v in weights], [v.data for v in inputs]
    products = map(mul, w, x)  # wᵢ·xᵢ: faster than a loop, and most of a network's time goes here
    return Value(sum(products, b.data), (*weights, *inputs, b), "dot", (*x, *w, 1.0))


def total(values: Iterable[Value | float]) -> Value:
    """z = Σ xᵢ as one node, where `sum` makes one for each addition,  ∂z/∂xᵢ = 1

    Raises `TypeError` if the values are not one list of numbers.

    >>> total([Value(1.0), Value(2.0), Value(3.0)])
    Value(data=6.0, grad=0.0)
    """
    xs = as_values(values)
    return Value(sum([x.data for x in xs], 0.0), (*xs,), "sum", (1.0,) * len(xs))


def as_value(x: Value | float) -> Value:
    """`x` itself if it is a `Value`, else a new leaf that holds it."""
    return x if isinstance(x, Value) else Value(x)


def as_values(xs: Iterable[Value | float]) -> list[Value]:
    """`as_value` of each, written out for speed. Raises `TypeError` if `xs` is one thing alone."""
    try:
        return [x if isinstance(x, Value) else Value(x) for x in xs]
    except TypeError:
        if isinstance(xs, Iterable):
            raise  # one of the numbers is none
        raise TypeError(
            f"give the numbers as one list, such as [1.0, 2.0], not {xs!r:.60}"
        ) from None
