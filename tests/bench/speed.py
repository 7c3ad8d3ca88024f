"""How fast is the engine? One forward and backward of micrograd's demo step, in five designs.

    python tests/bench/speed.py [ROUNDS]

The step: 100 points on two moons, an MLP 2-16-16-1 with relu, the max-margin loss, an L2 penalty.
All start from the same weights and must come to the same gradients. They take turns, so that
a busy machine slows them alike. Read the ratios; they too differ from machine to machine.
"""

from __future__ import annotations

import gc
import random
import sys
from collections.abc import Callable
from math import isclose
from statistics import median
from time import perf_counter

from minigrad import MLP, Program, Value, hinge_loss, l2_penalty, make_moons, topological_order

POINTS, TARGETS = make_moons(100, noise=0.1, seed=1)
SIZES = [2, 16, 16, 1]
ALPHA = 1e-4


class Closures:
    """micrograd's design: the operands in a set, and a function left behind at each operation."""

    def __init__(self, data, operands=(), op=""):
        self.data = data
        self.grad = 0.0
        self.operands = set(operands)
        self.op = op
        self.pass_back = lambda: None

    def __add__(self, other):
        other = other if isinstance(other, Closures) else Closures(other)
        result = Closures(self.data + other.data, (self, other), "+")

        def pass_back():
            self.grad += result.grad
            other.grad += result.grad

        result.pass_back = pass_back
        return result

    def __mul__(self, other):
        other = other if isinstance(other, Closures) else Closures(other)
        result = Closures(self.data * other.data, (self, other), "*")

        def pass_back():
            self.grad += other.data * result.grad
            other.grad += self.data * result.grad

        result.pass_back = pass_back
        return result

    def relu(self):
        result = Closures(max(0.0, self.data), (self,), "relu")

        def pass_back():
            self.grad += (self.data > 0.0) * result.grad

        result.pass_back = pass_back
        return result

    __radd__ = __add__
    __rmul__ = __mul__

    def order(self):
        order, seen = [], set()

        def visit(node):
            if node not in seen:
                seen.add(node)
                for operand in node.operands:
                    visit(operand)
                order.append(node)

        visit(self)
        return order

    def backward(self):
        order = self.order()
        self.grad = 1.0
        for node in reversed(order):
            node.pass_back()


class Partials:
    """Stored partial derivatives as in minigrad, but a node for each product and each addition."""

    __slots__ = ("data", "grad", "op", "operands", "partials")

    def __init__(self, data, operands=(), op="", partials=()):
        self.data = data
        self.grad = 0.0
        self.operands = operands
        self.op = op
        self.partials = partials

    def __add__(self, other):
        other = other if isinstance(other, Partials) else Partials(other)
        return Partials(self.data + other.data, (self, other), "+", (1.0, 1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Partials) else Partials(other)
        return Partials(self.data * other.data, (self, other), "*", (other.data, self.data))

    def relu(self):
        above = self.data > 0.0
        return Partials(self.data if above else 0.0, (self,), "relu", (1.0 if above else 0.0,))

    __radd__ = __add__
    __rmul__ = __mul__

    def order(self):
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            node, operands_are_placed = stack.pop()
            if operands_are_placed:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                stack.append((node, True))
                stack.extend([(operand, False) for operand in node.operands])
        return order

    def backward(self):
        order = self.order()
        self.grad = 1.0
        for node in reversed(order):
            for operand, partial in zip(node.operands, node.partials, strict=True):
                operand.grad += partial * node.grad


class Scalars:
    """The network and its loss, written with the sums and products of one of the classes above."""

    def __init__(self, number: type, weights: list[float]) -> None:
        self.number = number
        self.parameters = [number(weight) for weight in weights]

    def step(self):
        """The loss after one forward and one backward pass."""
        for p in self.parameters:
            p.grad = 0.0
        losses = [
            (1.0 + -target * self.score(point)).relu()
            for point, target in zip(POINTS, TARGETS, strict=True)
        ]
        loss = sum(losses) * (1.0 / len(losses)) + ALPHA * sum(p * p for p in self.parameters)
        loss.backward()
        return loss

    def score(self, point):
        """The network's output: each neuron takes its weights, then its bias, from one list."""
        parameters = iter(self.parameters)
        xs = [self.number(x) for x in point]
        for i, size in enumerate(SIZES[1:], start=2):
            outputs = []
            for _ in range(size):
                weights, bias = [next(parameters) for _ in xs], next(parameters)
                output = sum((w * x for w, x in zip(weights, xs, strict=True)), bias)
                outputs.append(output if i == len(SIZES) else output.relu())
            xs = outputs
        return xs[0]


class Minigrad:
    """The package as it is: a node for each dot product and each sum over a list."""

    def __init__(self, weights: list[float]) -> None:
        self.model = MLP(SIZES[0], SIZES[1:], activation="relu", output="linear")
        self.parameters = self.model.parameters()
        for p, weight in zip(self.parameters, weights, strict=True):
            p.data = weight

    def step(self) -> Value:
        """The loss after one forward and one backward pass."""
        self.model.zero_grad()
        scores = [self.model(point) for point in POINTS]
        loss = hinge_loss(scores, TARGETS) + l2_penalty(self.parameters, ALPHA)
        loss.backward()
        return loss


class AsProgram:
    """The package's graph of one point, written out as Python for all of them."""

    def __init__(self, package: Minigrad) -> None:
        self.model, self.parameters = package.model, package.parameters
        xs, target = [Value(x) for x in POINTS[0]], Value(TARGETS[0])
        example = hinge_loss([self.model(xs)], [target]) + l2_penalty(self.parameters, ALPHA)
        mean = example / len(POINTS)  # its sum over the points
        self.program = Program(mean, self.parameters, [*xs, target])
        self.rows = [[*point, target] for point, target in zip(POINTS, TARGETS, strict=True)]

    def step(self) -> float:
        """The loss after one forward and one backward pass, for which no node is made."""
        self.model.zero_grad()
        return self.program.backward(self.rows)


class Unrolled:
    """The limit of plain Python: floats and nothing else, unrolled for this network alone."""

    def __init__(self, weights: list[float]) -> None:
        self.parameters = [Value(weight) for weight in weights]
        names: dict = {}
        exec(self.source(), names)
        self.run = names["run"]

    def source(self) -> str:
        """A line for each neuron, for each of its errors, and for each weight's gradient."""
        n, size, forward, back = 0, SIZES[0], [], []
        for layer, (nin, nout) in enumerate(zip(SIZES, SIZES[1:], strict=False)):
            last = layer == len(SIZES) - 2
            ws = [[n + (nin + 1) * j + i for i in range(nin + 1)] for j in range(nout)]
            n += nout * (nin + 1)
            for j, (*w, b) in enumerate(ws):
                products = " + ".join(f"w{w[i]} * h{layer}_{i}" for i in range(nin))
                forward.append(f"h{layer + 1}_{j} = {products} + w{b}")
                if not last:
                    forward.append(f"if h{layer + 1}_{j} < 0.0: h{layer + 1}_{j} = 0.0")
            lines = []
            for j, (*w, b) in enumerate(ws):
                lines += [f"g{w[i]} += e{layer + 1}_{j} * h{layer}_{i}" for i in range(nin)]
                lines.append(f"g{b} += e{layer + 1}_{j}")
            for i in range(nin if layer else 0):
                errors = " + ".join(f"w{ws[j][i]} * e{layer + 1}_{j}" for j in range(nout))
                lines.append(f"e{layer}_{i} = {errors} if h{layer}_{i} > 0.0 else 0.0")
            back = lines + back
        inputs, output = ", ".join(f"h0_{i}" for i in range(size)), f"h{len(SIZES) - 1}_0"
        error = f"e{len(SIZES) - 1}_0 = -t / {len(POINTS)} if miss > 0.0 else 0.0"
        loss = [f"miss = 1.0 - t * {output}", f"if miss > 0.0: loss += miss / {len(POINTS)}"]
        ws, gs = ([f"{letter}{i}" for i in range(n)] for letter in "wg")
        penalties = (f"{g} = {2 * ALPHA} * {w}" for w, g in zip(ws, gs, strict=True))
        body = "\n        ".join([*forward, *loss, error, *back])
        squares = " + ".join(f"{w} * {w}" for w in ws)
        start = [f"{', '.join(ws)} = weights", f"loss = {ALPHA} * ({squares})", *penalties]
        loop = f"for ({inputs}), t in rows:\n        {body}"
        lines = "\n    ".join(
            ["def run(weights, rows):", *start, loop, f"return loss, {', '.join(gs)}"]
        )
        return lines + "\n"

    def step(self) -> float:
        """The loss after one forward and one backward pass."""
        rows = zip(POINTS, TARGETS, strict=True)
        loss, *grads = self.run([p.data for p in self.parameters], rows)
        for p, grad in zip(self.parameters, grads, strict=True):
            p.grad = grad
        return loss


def seconds(step: Callable[[], object]) -> float:
    """How long one call takes, when no garbage of others is left to collect."""
    gc.collect()
    start = perf_counter()
    step()
    return perf_counter() - start


def main(rounds: int) -> None:
    """Check that the designs agree, let them take turns, and print the table."""
    rng = random.Random(1)
    n_weights = sum((nin + 1) * nout for nin, nout in zip(SIZES, SIZES[1:], strict=False))
    weights = [rng.uniform(-1.0, 1.0) for _ in range(n_weights)]
    designs = {
        "closures and sets": Scalars(Closures, weights),
        "stored partials": Scalars(Partials, weights),
        "minigrad (dot nodes)": Minigrad(weights),
        "minigrad as a program": AsProgram(Minigrad(weights)),
        "floats, unrolled": Unrolled(weights),
    }

    nodes, expected = {}, None
    for name, design in designs.items():
        loss = design.step()
        nodes[name] = 0
        if not isinstance(loss, float):
            order = topological_order(loss) if isinstance(loss, Value) else loss.order()
            nodes[name], loss = len(order), loss.data
            del order
        numbers = [loss, *(p.grad for p in design.parameters)]
        expected = expected or numbers
        pairs = zip(numbers, expected, strict=True)
        assert all(isclose(g, e, rel_tol=1e-9, abs_tol=1e-12) for g, e in pairs), name

    times: dict[str, list[float]] = {name: [] for name in designs}
    for _ in range(rounds):
        for name, design in designs.items():
            times[name].append(seconds(design.step))

    slowest = median(times["closures and sets"])
    print(f"{'design':<22}{'nodes':>8}{'ms a step':>12}{'speed':>8}")
    for name in designs:
        typical = median(times[name])
        print(f"{name:<22}{nodes[name]:>8}{typical * 1e3:>12.1f}{slowest / typical:>7.1f}x")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
