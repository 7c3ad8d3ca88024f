"""The two passes over a graph, written out: lines of Python for its nodes and for its gradients.

Forward, a node is computed from its operands as its rule says. Backward, a gradient is the sum of
the shares that come from the uses of its node: the gradient there, times the slope of that use.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isclose
from typing import NamedTuple

from minigrad.engine import Value
from minigrad.rules import BUILT_IN, RULES, Rule, rule_of

TERMS = 20  # are added up in a line: Python's compiler cannot nest a thousand
FAST = 256  # so many names of a function Python reaches faster than the others


def named(
    order: Sequence[Value], parameters: Sequence[Value], inputs: Sequence[Value]
) -> dict[Value, str]:
    """The name of each node: p0, p1 ..., x0, x1 ..., v and its place, or a constant's digits.

    Raises `ValueError` for a parameter or an input that is not a leaf of the graph or was given
    before, `TypeError` if it is not a `Value`.
    """
    nodes = set(order)
    names: dict[Value, str] = {}
    for kind, letter, given in (("parameter", "p", parameters), ("input", "x", inputs)):
        for i, leaf in enumerate(given):
            this = f"{kind} {i}, {leaf!r:.80},"
            if not isinstance(leaf, Value):
                raise TypeError(f"{this} is not a Value: list them one by one, as [*xs, target]")
            if leaf._prev:
                raise ValueError(f"{this} is no leaf: it is computed by {leaf._op!r}")
            if leaf not in nodes:
                raise ValueError(f"{this} is not in the graph: leave it out, or use it")
            if leaf in names:
                raise ValueError(f"{this} was given before: the program calls it {names[leaf]}")
            names[leaf] = f"{letter}{i}"
    for i, node in enumerate(order):
        names.setdefault(node, f"v{i}" if node._prev else repr(float(node.data)))
    return names


class Passes(NamedTuple):
    """Lines, by the place where they belong."""

    once: list[str]  # before the rows: what no input leads to
    each: list[str]  # forward through a row
    back: list[str]  # back through the row
    last: list[str]  # after the rows: back through `once`
    sums: list[str]  # the gradients that add up over the rows


def written(
    order: Sequence[Value],
    names: dict[Value, str],
    parameters: Sequence[Value],
    inputs: Sequence[Value],
) -> Passes:
    """The passes over the nodes in a topological `order`, whose last one is the loss.

    Raises `ValueError` for an operation without a row in `minigrad.rules.RULES`, or with a row that
    gives other numbers than the node has.
    """
    lines = Passes([f"[{', '.join(names[p] for p in parameters)}] = parameters"], [], [], [], [])
    varies, learns = set(inputs), set(parameters)  # what an input, what a parameter leads to
    uses: dict[Value, list[tuple[Value, str]]] = {}  # of operands that learn, with their slopes
    for node in order:
        if node._prev:
            rule = _rule(node, names)
            pairs = zip(node._prev, rule.slopes, strict=True)
            uses[node] = [(x, slope) for x, slope in pairs if x in learns and slope != "0.0"]
            if uses[node]:
                learns.add(node)
            if not varies.isdisjoint(node._prev):
                varies.add(node)
            lines_of_node = _sum(names[node], "=", rule.terms())
            (lines.each if node in varies else lines.once).extend(lines_of_node)
    learners = [node for node in order if node in learns]
    _write_back(lines, learners, order[-1], names, varies, uses)
    if len(order) > FAST:  # then let those come first that are used again for each row
        first = [d + names[node] for node in uses if node in varies for d in ("", "d")]
        lines.once.insert(0, " = ".join([*first[:FAST], "0.0"]))
    return lines


def _write_back(
    lines: Passes,
    order: Sequence[Value],
    loss: Value,
    names: dict[Value, str],
    varies: set[Value],
    uses: dict[Value, list[tuple[Value, str]]],
) -> None:
    """Add to `lines` the backward pass over the nodes that learn, from the `loss` on."""
    by_row: dict[Value, list[str]] = {node: [] for node in order}  # the shares from within a row
    by_row[loss] = ["1.0"]
    at_end: dict[Value, list[str]] = {node: [] for node in order}  # and from after the rows
    for node in reversed(order):
        gradient, shares = "d" + names[node], by_row if node in varies else at_end
        used = uses.get(node, [])
        if node in varies and _is_gate(used, names, by_row[node]):
            ((x, slope),) = used  # no line of its own: where relu is flat, nothing is added up
            by_row[x].append(slope.replace("else 1.0", f"else {' + '.join(by_row[node])}"))
            continue
        if node not in varies:
            lines.sums.append(gradient)
            lines.back.extend(_sum(gradient, "+=", by_row[node]))
            lines.last.extend(_sum(gradient, "+=", at_end[node]))
        else:
            lines.back.extend(_sum(gradient, "=", by_row[node] or ["0.0"]))
        for x, slope in used:
            shares[x].append(gradient if slope == "1.0" else f"{gradient} * {slope}")


def _is_gate(
    used: Sequence[tuple[Value, str]], names: dict[Value, str], shares: Sequence[str]
) -> bool:
    """Whether the only slope is that of relu, and the shares fit into its text."""
    gates = [slope == f"(0.0 if {names[x]} <= 0.0 else 1.0)" for x, slope in used]
    return gates == [True] and 0 < len(shares) <= TERMS and " else " not in "".join(shares)


def _rule(node: Value, names: dict[Value, str]) -> Rule:
    """The rule of the operation that made `node`, in these names."""
    rule = rule_of(node._op, len(node._prev))
    if rule is None:
        raise ValueError(
            f"no rule says how {node._op!r} is written with {len(node._prev)} operands: "
            "give it a row in minigrad.rules.RULES"
        )
    if RULES.get(node._op) is not BUILT_IN.get(node._op):  # the row is a reader's
        _compare(rule, node)
    return rule.filled([names[x] for x in node._prev], names[node])


def _compare(rule: Rule, node: Value) -> None:
    """Raise `ValueError` if the rule of a reader's own operation is not what its function does."""
    xs = [x.data for x in node._prev]
    try:
        by_rule = [rule.value_at(xs), *rule.slopes_at(xs)]
    except Exception as error:  # the text is a reader's
        raise ValueError(f"the rule of {node._op!r} cannot be computed: {error}") from None
    for number, ruled in zip([node.data, *node._partials], by_rule, strict=True):
        if not isclose(number, ruled, abs_tol=1e-12):
            raise ValueError(
                f"{node._op!r} has given {number:.6g} where its rule gives {ruled:.6g}: mend one "
                "of the two, or make the graph anew if numbers in it were changed"
            )


def _sum(name: str, sign: str, terms: Sequence[str]) -> Iterator[str]:
    """`name = term + term ...`, a few terms a line."""
    for i in range(0, len(terms), TERMS):
        yield f"{name} {sign if i == 0 else '+='} {' + '.join(terms[i : i + TERMS])}"
