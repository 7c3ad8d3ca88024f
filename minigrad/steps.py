"""The two passes over a graph, told step by step: one sentence a node, with the numbers in it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from minigrad.engine import Value, topological_order
from minigrad.floats import as_floats, as_list, rounded
from minigrad.rules import rule_of

Step = dict[str, Any]
MANY = 12  # facts that one would still read in a sentence
LONGEST = 32  # signs of a name: a box of that width fits on a phone


def trace(root: Value, visits: Iterable[Value] | None = None) -> list[Step]:
    """The steps of a forward and a backward pass over the graph of `root`, as plain data.

    Each step is a dict: `phase` ("forward" or "backward"), `text` (one sentence), `nodes` and
    `edges` (the ids, as in the drawing, of what takes part), `data` and `grad` (the new numbers by
    node id). The graph is only read: gradients are counted from 0, whatever the nodes hold.
    With `visits`, the backward pass calls on these nodes in this order, be it right or wrong.
    Raises `TypeError` if `root` is not a `Value` or `visits` is not a list, `ValueError` if in the
    list is what is no value of the graph.

    >>> a = Value(3.0, label="a")
    >>> for step in trace(a * a):
    ...     print(step["text"])
    start: a.data = 3.0
    forward through *: v1.data = a.data * a.data = 3.0 * 3.0 = 9.0
    backward from v1: v1.grad = 1.0, and every other grad = 0.0
    backward through *: a.grad += a.data * v1.grad = 3.0 * 1.0 = 3.0; a.grad += a.data * v1.grad = \
3.0 * 1.0 = 3.0, in all 3.0 + 3.0 = 6.0
    """
    if not isinstance(root, Value):
        raise TypeError(f"trace tells of the graph of a Value, not of {root!r:.60}")
    order = topological_order(root)
    if visits is None:
        visits = [node for node in reversed(order) if node._prev]
    return [*_forward(order), *_backward(order, _of_the_graph(visits, order))]


def _of_the_graph(visits: Iterable[Value], order: list[Value]) -> list[Value]:
    """The visits as a list, each of them a node of the graph."""
    what = "visits is a list of Values, in the order of their turns"
    visits, nodes = as_list(visits, what), set(order)
    for visit in visits:
        if not isinstance(visit, Value) or visit not in nodes:
            raise ValueError(f"visits has {visit!r}, which is no value of this graph")
    return visits


def _forward(order: list[Value]) -> Iterator[Step]:
    """One step for the leaves, and one for each operation."""
    names, ids = node_names(order), node_ids(order)
    leaves = [node for node in order if not node._prev]
    facts = [f"{names[leaf]}.data = {rounded(leaf.data)}" for leaf in leaves if leaf.label]
    told = ", ".join(facts) if len(facts) <= MANY else f"{len(leaves)} leaves have their numbers"
    text = "start: " + (told or "the numbers that were given")
    yield _step(
        "forward", text, [ids[leaf] for leaf in leaves], data={ids[x]: x.data for x in leaves}
    )
    for node in order:
        if node._prev:
            text = f"forward through {node._op}: {names[node]}.data = {_computation(node, names)}"
            data = {ids[node]: node.data}
            yield _step("forward", text, [ids[node]], edge_ids(node, ids), data=data)


def _backward(order: list[Value], visits: Iterable[Value]) -> Iterator[Step]:
    """One step for the seed gradient, and one for each visit to a node."""
    names, ids, root = node_names(order), node_ids(order), order[-1]
    grads = dict.fromkeys(order, 0.0) | {root: 1.0}
    text = f"backward from {names[root]}: {_grad(root, names)} = 1.0, and every other grad = 0.0"
    yield _step("backward", text, [ids[root]], grad={ids[node]: grads[node] for node in order})
    for node in visits:
        text = f"backward through {node._op}: " + "; ".join(_pass_on(node, names, grads))
        changed = {ids[operand]: grads[operand] for operand in node._prev}
        nodes = [ids[node], *changed]
        yield _step("backward", text, nodes, edge_ids(node, ids), grad=changed)


def node_ids(order: list[Value]) -> dict[Value, str]:
    """The id of each node in a topological order: `n0`, `n1`, ... the same at every drawing."""
    return {node: f"n{i}" for i, node in enumerate(order)}


def edge_ids(node: Value, ids: dict[Value, str]) -> list[str]:
    """The ids of the edges into `node`, one for each operand."""
    return [f"{ids[operand]}-{ids[node]}-{i}" for i, operand in enumerate(node._prev)]


def node_names(order: list[Value]) -> dict[Value, str]:
    """What to call each node: its label, else a leaf by its number, another by its place (v3)."""
    names: dict[Value, str] = {}
    taken: set[str] = set()
    bearers: Counter[str] = Counter()
    for i, node in enumerate(order):
        label = printable(node.label, LONGEST)
        name = wanted = label or (f"v{i}" if node._prev else rounded(node.data))
        if node.label or node._prev:  # two numbers may look alike, two names may not
            while name in taken:
                bearers[wanted] += 1
                name = f"{wanted} ({bearers[wanted] + 1})"
            taken.add(name)
        names[node] = name
    return names


def printable(text: str, longest: int = 60) -> str:
    """`text` as a drawing can show it: a newline as `\\n`, and of more signs than that the first.

    >>> printable("mean squared error of the training set", longest=32)
    'mean squared error of the traini…'
    """
    if len(text) > longest:
        text = text[:longest] + "…"
    return legible(text)


def legible(text: str) -> str:
    r"""All of `text`; a sign that cannot be drawn as Python writes it: a newline as `\n`."""
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in text)


def _step(
    phase: str,
    text: str,
    nodes: list[str],
    edges: Sequence[str] = (),
    data: dict[str, float] | None = None,
    grad: dict[str, float] | None = None,
) -> Step:
    return {
        "phase": phase,
        "text": text,
        "nodes": nodes,
        "edges": list(edges),
        "data": data or {},
        "grad": grad or {},
    }


def _pass_on(node: Value, names: dict[Value, str], grads: dict[Value, float]) -> list[str]:
    """One clause for each operand of `node`, whose share is added to `grads` on the way."""
    grad, clauses = grads[node], []
    edges = zip(node._prev, node._partials, _slopes(node, names), strict=True)
    for operand, partial, slope in edges:
        before, share = grads[operand], partial * grad
        grads[operand] = before + share
        clause = f"{_grad(operand, names)} += {slope} * {names[node]}.grad"
        clause += f" = {rounded(partial)} * {rounded(grad)} = {rounded(share)}"
        if before != 0.0:
            clause += f", in all {rounded(before)} + {rounded(share)} = {rounded(grads[operand])}"
        clauses.append(clause)
    return clauses


def _computation(node: Value, names: dict[Value, str]) -> str:
    """How `node` came to its number: in names, in numbers, and the result."""
    in_names = _expression(node, [_data(operand, names) for operand in node._prev])
    in_numbers = _expression(node, [rounded(operand.data) for operand in node._prev])
    if _changed_since(node):
        return f"{in_names} = {rounded(node.data)}, as computed before a number in it was changed"
    both = in_names if in_names == in_numbers else f"{in_names} = {in_numbers}"
    return f"{both} = {rounded(node.data)}"


def _changed_since(node: Value) -> bool:
    """Whether the operands, as they are now, no longer give the number of `node`."""
    rule = rule_of(node._op, len(node._prev))
    if rule is None:
        return False  # nobody knows
    try:
        then, *numbers = as_floats([node.data, *(operand.data for operand in node._prev)])
        if math.isnan(then):
            return False
        now = rule.value_at(numbers)
    except Exception:  # they could not give it
        return True
    rounding = 1e-9 * max(map(abs, numbers))  # of a sum: its largest number has no more digits
    return not math.isclose(now, then, abs_tol=rounding)


def _expression(node: Value, xs: list[str]) -> str:
    """The operation that made `node`, of the operands `xs`, written as one would."""
    rule = rule_of(node._op, len(xs))
    if rule is None:  # an operation of the reader's own
        return f"{node._op}({', '.join(xs)})"
    rule = rule.filled(xs)
    return rule.told or rule.value


def _slopes(node: Value, names: dict[Value, str]) -> Sequence[str]:
    """∂node/∂operand for each operand, in names."""
    rule = rule_of(node._op, len(node._prev))
    if rule is None:
        return [f"∂{names[node]}/∂{_name(operand, names)}" for operand in node._prev]
    xs = [_data(operand, names) for operand in node._prev]
    rule = rule.filled(xs, f"{names[node]}.data")
    return rule.told_slopes or rule.slopes


def _data(node: Value, names: dict[Value, str]) -> str:
    """How a formula names the number in `node`: `a.data`, or its number for an unlabelled leaf."""
    return f"{names[node]}.data" if node.label or node._prev else names[node]


def _grad(node: Value, names: dict[Value, str]) -> str:
    """How a formula names the gradient in `node`: `a.grad`, or `(2.0).grad` without a label."""
    return f"{_name(node, names)}.grad"


def _name(node: Value, names: dict[Value, str]) -> str:
    """The name of `node` where a number alone would be misread: `a`, or `(2.0)` without a label."""
    return names[node] if node.label or node._prev else f"({names[node]})"
