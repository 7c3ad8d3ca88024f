"""See the graph: as a drawing (`draw_dot`), and as the steps of its two passes (`trace`)."""

from __future__ import annotations

from collections.abc import Iterable

from minigrad.engine import Value, topological_order
from minigrad.floats import as_int, rounded
from minigrad.pictures.boxes import boxes
from minigrad.pictures.drawing import Drawing
from minigrad.steps import Step, edge_ids, node_ids, node_names, trace

__all__ = ["Drawing", "draw_dot", "trace"]


def draw_dot(
    root: Value,
    rankdir: str = "",
    title: str = "",
    limit: int | None = 300,
    visits: Iterable[Value] | None = None,
    blank: bool = False,
) -> Drawing:
    """The graph of everything that `root` was computed from, as a drawing.

    A notebook shows it; from anywhere, `draw_dot(root).save("graph.svg")` writes it for a browser.
    A value is a box: its name and the operation that made it, its number, its gradient. An edge
    leads from an operand to a door of the box, over which the local slope stands; an operand used
    twice has two. `rankdir` is "LR" (left to right), "TB" (top to bottom), or empty: from left to
    right where that fits on a page, and always above 40 values. `title` says what the graph shows.
    With `blank`, a worksheet: only the leaves' own numbers are filled in.
    `visits` is passed on to `trace`, for the steps of a backward pass in another order.
    Raises `ValueError` for an unknown `rankdir`, for more than `limit` values (None: no limit) and
    for `visits` that are not in the graph, `TypeError` for anything of the wrong kind.

    >>> a = Value(3.0, label="a")
    >>> draw_dot(a * a, title="A square").source.count("n0:e -> n1")
    2
    """
    if not isinstance(root, Value):
        raise TypeError(f"draw_dot draws the graph of a Value, not of {root!r:.60}")
    if not isinstance(title, str):
        raise TypeError(f"title must be text, not {title!r}")
    if limit is not None:
        limit = as_int(limit, "limit must be a whole number or None")
    if rankdir not in ("", "LR", "TB"):
        raise ValueError(f"rankdir must be 'LR', 'TB' or nothing, not {rankdir!r}")
    order = topological_order(root)
    if limit is not None and len(order) > limit:
        raise ValueError(
            f"this graph has {len(order)} values, too many to read: draw a smaller part of it, "
            f"or ask for all with limit={len(order)}"
        )
    title = title or f"The graph of {node_names(order)[root]}"
    steps, ids = trace(root, visits), node_ids(order)
    drawn = boxes(order, steps, blank)
    if blank:
        return Drawing(drawn, rankdir, title, [], {})
    slopes = {
        edge: partial
        for node in order
        for edge, partial in zip(edge_ids(node, ids), node._partials, strict=True)
    }
    return Drawing(drawn, rankdir, title, _steps_so_far(steps, order), slopes)


def _steps_so_far(steps: list[Step], order: list[Value]) -> list[Step]:
    """The steps that end in the gradients as drawn: both passes, or else the forward pass only."""
    grads = {node: rounded(grad) for step in steps for node, grad in step["grad"].items()}
    if grads == {id_: rounded(node.grad) for node, id_ in node_ids(order).items()}:
        return steps
    return [step for step in steps if step["phase"] == "forward"]
