"""The two passes over a graph, written out: lines of Python for its nodes and for its gradients.

Forward, a node is computed from its operands as its rule says. Backward, a gradient is the sum of
the shares that come from the uses of its node: the gradient there, times the slope of that use.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from minigrad.engine import Value
from minigrad.rules import Rule, rule_of

TERMS = 20  # are added up in a line: Python's compiler cannot nest a thousand
FAST = 256  # so many names of a function Python reaches faster than the others


def named(
    order: Sequence[Value], parameters: Sequence[Value], inputs: Sequence[Value]
) -> dict[Value, str]:
    """The name of each node: p0, p1 ..., x0, x1 ..., v and its place, or a constant's digits.

    Raises `ValueError` for a parameter or an input that is not a leaf of the graph or was given
    before, `TypeError` if it is not a `Value`.
    """
    leaves = {node for node in order if not node._prev}
    names: dict[Value, str] = {}
    for kind, letter, given in (("parameter", "p", parameters), ("input", "x", inputs)):
        for i, leaf in enumerate(given):
            this = f"{kind} {i}, {leaf!r:.80},"
            if not isinstance(leaf, Value):
                raise TypeError(f"{this} is not a Value: list them one by one, as [*xs, target]")
            if leaf._prev:
                raise ValueError(f"{this} is no leaf: it is computed by {leaf._op!r}")
            if leaf not in leaves:
                raise ValueError(f"{this} is not in the graph: leave it out, or use it")
            if leaf in names:
                raise ValueError(f"{this} was given before: the program calls it {names[leaf]}")
            names[leaf] = f"{letter}{i}"
    for i, node in enumerate(order):
        names.setdefault(node, f"v{i}" if node._prev else repr(node.data))
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

    Raises `ValueError` for an operation without a row in `minigrad.rules.RULES`.
    """
    lines = Passes([], [], [], [], [])
    rules = {node: _rule(node, names) for node in order if node._prev}
    varies, learns = set(inputs), set(parameters)  # what an input, what a parameter leads to
    for node, rule in rules.items():
        if not varies.isdisjoint(node._prev):
            varies.add(node)
        if any(x in learns for x, _ in _uses(node, rule)):
            learns.add(node)
        terms = rule.value.split(" + ") if node._op in ("dot", "sum") else [rule.value]
        (lines.each if node in varies else lines.once).extend(_sum(names[node], "=", terms))

    by_row: dict[Value, list[str]] = {node: [] for node in order}  # the shares from within a row
    at_end: dict[Value, list[str]] = {node: [] for node in order}  # and those from after the rows
    by_row[order[-1]].append("1.0")
    for node in reversed([node for node in order if node in learns]):
        gradient = "d" + names[node]
        if node in varies:
            lines.back.extend(_sum(gradient, "=", by_row[node] or ["0.0"]))
        else:
            lines.sums.append(gradient)
            lines.back.extend(_sum(gradient, "+=", by_row[node]))
            lines.last.extend(_sum(gradient, "+=", at_end[node]))
        for x, slope in _uses(node, rules.get(node)):
            if x in learns:
                share = gradient if slope == "1.0" else f"{gradient} * {slope}"
                (by_row if node in varies else at_end)[x].append(share)
    lines.once.insert(0, f"[{', '.join(names[p] for p in parameters)}] = parameters")
    if len(order) > FAST:  # then let those come first that are used again for each row
        first = [d + names[node] for node in rules if node in varies for d in ("", "d")]
        lines.once.insert(0, " = ".join([*first, "0.0"]))
    return lines


def _uses(node: Value, rule: Rule | None) -> list[tuple[Value, str]]:
    """The operands of `node`, each with the text of its slope, where that is not always 0."""
    slopes = rule.slopes if rule else ()
    return [(x, s) for x, s in zip(node._prev, slopes, strict=True) if s != "0.0"]


def _rule(node: Value, names: dict[Value, str]) -> Rule:
    """The rule of the operation that made `node`, in these names."""
    rule = rule_of(node._op, len(node._prev))
    if rule is None:
        raise ValueError(
            f"no rule says how {node._op!r} is written with {len(node._prev)} operands: "
            "give it a row in minigrad.rules.RULES"
        )
    return rule.filled([names[x] for x in node._prev], names[node])


def _sum(name: str, sign: str, terms: Sequence[str]) -> Iterator[str]:
    """`name = term + term ...`, a few terms a line."""
    for i in range(0, len(terms), TERMS):
        text = " + ".join(terms[i : i + TERMS]).replace("+ -", "- ")
        yield f"{name} {sign if i == 0 else '+='} {text}"
